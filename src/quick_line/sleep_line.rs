//! `slept 11:40-12:55, held`, `sleep 20m ago`, `slept badly last night`, and `awake`.

use crate::model::{Details, Entry, Sleep, Timestamp};
use crate::quick_line::match_terms::{CueMode, Grammar, Keyword, LineItem, TermMatcher};
use crate::quick_line::moment_list::misplaced_error;
use crate::quick_line::resolve_time::TimeBasis;
use crate::quick_line::suggest::{NearestMatch, hint_bare_digits};
use crate::quick_line::time_grammar::{DayExpr, TimeExpr, TimeForm};
use crate::quick_line::time_slot::{ResolvedTimes, TimeSlot, push_unique, set_once};
use crate::quick_line::tokens::{CharRange, LineParts, LineText};
use crate::quick_line::{LineContext, ParseError, ParsedLine, build_entry};
use crate::vocabulary;
use crate::vocabulary::WordList;

const SLEEP_KEYWORDS: &[(&str, Keyword)] = &[
    ("woke", Keyword::Woke),
    ("nap", Keyword::Nap),
    ("night", Keyword::Night),
    ("imported", Keyword::Imported),
];

/// What may be said of a sleep; unknown words may be the words for a night.
pub(crate) const SLEEP_GRAMMAR: Grammar = Grammar {
    name: "sleep",
    lists: &[WordList::Settled, WordList::Night],
    keywords: SLEEP_KEYWORDS,
    cues: CueMode::Forbidden,
    allows_free_text: true,
    hint: sleep_hint,
};

const AWAKE_GRAMMAR: Grammar = Grammar {
    lists: &[WordList::Settled],
    keywords: &[("woke", Keyword::Woke)],
    allows_free_text: false,
    ..SLEEP_GRAMMAR
};

fn sleep_hint() -> String {
    "Write it as in \"slept 11:40-12:55, held, woke twice\" or \"slept badly last night\".".to_owned()
}

/// What a sleep line says, before its times are worked out.
#[derive(Default)]
struct SleepItems {
    sleep: Sleep,
    typed: TimeSlot,
    free_words: Option<(String, CharRange)>,
}

fn collect_sleep_items(
    text: &LineText<'_>,
    parts: &LineParts,
    reader: &TermMatcher<'_, '_>,
) -> Result<SleepItems, ParseError> {
    let mut found = SleepItems::default();
    for segment in &parts.segments {
        for placed in reader.match_segment(segment)? {
            let Some((item, span)) = found.typed.absorb_item(text, placed)? else {
                continue;
            };
            let sleep = &mut found.sleep;
            match item {
                LineItem::Word(WordList::Settled, code) => push_unique(&mut sleep.settled, code),
                LineItem::Word(WordList::Night, code) => {
                    set_once(&mut sleep.words, code, text, &span, "how the night was")?
                }
                LineItem::FreeText(words) if found.free_words.is_none() => {
                    found.free_words = Some((words, span))
                }
                LineItem::Flag(Keyword::Woke, times) => {
                    set_once(&mut sleep.wakings, times, text, &span, "how often baby woke")?;
                }
                LineItem::Flag(Keyword::Nap, _) => {
                    set_once(&mut sleep.nap, true, text, &span, "nap or night")?
                }
                LineItem::Flag(Keyword::Night, _) => {
                    set_once(&mut sleep.nap, false, text, &span, "nap or night")?
                }
                LineItem::Flag(Keyword::Imported, _) => sleep.imported = true,
                LineItem::FreeText(_) => return Err(unreadable_sleep_error(text, &span)),
                _ => return Err(misplaced_error(text, &span, "sleep")),
            }
        }
    }
    Ok(found)
}

/// The rest of a line that begins with `sleep`, `slept`, `nap` or `night`.
pub(crate) fn parse_sleep(
    text: &LineText<'_>,
    parts: &LineParts,
    over: bool,
    nap: Option<bool>,
    context: &LineContext<'_>,
) -> Result<Entry, ParseError> {
    let reader = TermMatcher { text, context, grammar: &SLEEP_GRAMMAR };
    let mut found = collect_sleep_items(text, parts, &reader)?;
    found.sleep.nap = found.sleep.nap.or(nap);
    if let Some((words, span)) = found.free_words.take() {
        set_night_words(text, &mut found, words, &span)?;
    }
    let day = match &found.typed.time {
        Some(TimeExpr { form: TimeForm::Day(day), span, .. }) => Some((*day, span.clone())),
        None if found.sleep.words.is_some() && found.typed.length.is_none() => {
            Some((DayExpr::LastNight, 0..0))
        }
        _ => None,
    };
    if let Some((day, span)) = day {
        return build_night_in_words(text, found, day, &span, context);
    }
    let times = found.typed.resolve_times(text, context)?;
    if over && times.until.is_none() {
        let span = found.typed.time.map_or(0..text.len(), |time| time.span);
        let says = "When did it end? Please write both ends or a length, as in \"slept 11:40-12:55\" or \"slept 1h20\". \
                    A sleep that goes on is \"sleep 11:40\".";
        return Err(ParseError::at_span(text, &span, says));
    }
    Ok(build_entry(context, times, Details::Sleep(found.sleep)))
}

/// Words nobody knows are the words for a night when they stand in quotes; unquoted they may as well be a slip in a time.
fn set_night_words(
    text: &LineText<'_>,
    found: &mut SleepItems,
    words: String,
    span: &CharRange,
) -> Result<(), ParseError> {
    let quoted = text.char_at(span.start) == Some('"');
    if found.sleep.words.is_some() || !quoted {
        return Err(unreadable_sleep_error(text, span));
    }
    found.sleep.words = Some(words);
    Ok(())
}

fn suggest_sleep_word(typed: &str) -> Option<String> {
    let typed = crate::quick_line::tokens::normalize_typed(typed);
    let mut near = NearestMatch::new(&typed);
    for word in [WordList::Night, WordList::Settled].iter().flat_map(|list| vocabulary::list(*list)) {
        near.compare_forms(&word.short, &word.aliases);
    }
    for (name, _) in SLEEP_KEYWORDS {
        near.compare_forms(name, &[]);
    }
    near.into_suggestion()
}

fn unreadable_sleep_error(text: &LineText<'_>, span: &CharRange) -> ParseError {
    let piece = text.raw_slice(span);
    let near =
        suggest_sleep_word(piece).map_or_else(String::new, |near| format!(" Did you mean \"{near}\"?"));
    let says = hint_bare_digits(piece)
        .unwrap_or_else(|| format!("I could not read \"{piece}\" in this sleep.{near} {}", sleep_hint()));
    ParseError::at_span(text, span, says)
}

fn build_night_in_words(
    text: &LineText<'_>,
    mut found: SleepItems,
    day: DayExpr,
    span: &CharRange,
    context: &LineContext<'_>,
) -> Result<Entry, ParseError> {
    if let Some((_, length)) = &found.typed.length {
        let says = "A night in words has no length. Please write from when to when, or leave the length out.";
        return Err(ParseError::at_span(text, length, says));
    }
    let basis = TimeBasis::from_context(context);
    let night = basis.resolve_night(day);
    let hours = context.family.settings.day_boundaries;
    if found.sleep.words.is_none() {
        let says = "How was that night, in a word or two? As in \"slept badly last night\"; or from when to when, as in \
                    \"slept last night 19:40-06:30\".";
        return Err(ParseError::at_span(text, span, says));
    }
    found.sleep.night = Some(night);
    let times = ResolvedTimes {
        at: Timestamp::from_seconds_in_zone(hours.night_range(night).from, hours.zone),
        until: None,
        approximate: found.typed.approximate,
    };
    Ok(build_entry(context, times, Details::Sleep(found.sleep)))
}

/// The rest of a line that begins with `awake`.
pub(crate) fn parse_awake(
    text: &LineText<'_>,
    parts: LineParts,
    context: &LineContext<'_>,
) -> Result<ParsedLine, ParseError> {
    let reader = TermMatcher { text, context, grammar: &AWAKE_GRAMMAR };
    let found = collect_sleep_items(text, &parts, &reader)?;
    let times = found.typed.resolve_times(text, context)?;
    if let (Some(_), Some(time)) = (times.until, &found.typed.time) {
        let says = "Awake has one time, as in \"awake 06:30\".";
        return Err(ParseError::at_span(text, &time.span, says));
    }
    if let Some((_, span)) = &found.typed.length {
        let says = format!("Please write since when, as in \"awake {} ago\".", text.raw_slice(span));
        return Err(ParseError::at_span(text, span, says));
    }
    Ok(ParsedLine::Awake {
        at: times.at,
        approximate: times.approximate,
        wakings: found.sleep.wakings,
        settled: found.sleep.settled,
        note: parts.note,
    })
}

/// The running sleep with what `awake` says of it; anything else said leaves it as it is.
pub fn end_running_sleep(running: &Entry, awake: ParsedLine) -> Entry {
    let mut entry = running.clone();
    let ParsedLine::Awake { at, approximate: about, wakings, settled, note } = awake else {
        return entry;
    };
    entry.until = Some(at);
    entry.approximate |= about;
    entry.note = match (entry.note.take(), note) {
        (Some(one), Some(other)) => Some(format!("{one}\n{other}")),
        (one, other) => one.or(other),
    };
    if let Details::Sleep(sleep) = &mut entry.details {
        sleep.wakings = wakings.or(sleep.wakings);
        for code in settled {
            if !sleep.settled.contains(&code) {
                sleep.settled.push(code);
            }
        }
    }
    entry
}
