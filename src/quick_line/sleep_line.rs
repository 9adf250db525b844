//! `slept 11:40-12:55, held`, `sleep 20m ago`, `slept badly last night`, and `awake`.

use crate::model::{Details, Entry, EntryKind, Sleep, Timestamp};
use crate::quick_line::match_terms::Keyword;
use crate::quick_line::match_terms::{CueMode, Grammar, LineItem, TermMatcher};
use crate::quick_line::moment_list::apply_field_item;
use crate::quick_line::resolve_time::{TimeBasis, TimeSubject};
use crate::quick_line::suggest::{NearestMatch, hint_bare_digits};
use crate::quick_line::time_cursor::DayExpr;
use crate::quick_line::time_grammar::{TimeExpr, TimeForm};
use crate::quick_line::time_slot::{ResolvedTimes, TimeSlot};
use crate::quick_line::tokens::{CharRange, LineParts, LineText};
use crate::quick_line::{LineContext, ParseError, ParsedLine, build_entry};
use crate::texts::parse_errors as texts;
use crate::vocabulary;
use crate::vocabulary::WordList;

const SLEEP_KEYWORDS: &[(&str, Keyword)] = &[("woke", Keyword::Wakings)];

/// What may be said of a sleep; unknown words may be the words for a night.
const SLEEP_GRAMMAR: Grammar = Grammar {
    name: "sleep",
    lists: &[WordList::Settled, WordList::Night],
    kind: Some(EntryKind::Sleep),
    own_keywords: SLEEP_KEYWORDS,
    cues: CueMode::Forbidden,
    allows_free_text: true,
    hint: sleep_hint,
};

const AWAKE_GRAMMAR: Grammar =
    Grammar { lists: &[WordList::Settled], kind: None, allows_free_text: false, ..SLEEP_GRAMMAR };

fn sleep_hint() -> String {
    texts::SLEEP_HINT.to_owned()
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
    let mut details = Details::Sleep(Sleep::default());
    for segment in &parts.segments {
        for placed in reader.match_segment(segment)? {
            match found.typed.absorb_item(text, placed)? {
                Some((LineItem::FreeText(words), span)) if found.free_words.is_none() => {
                    found.free_words = Some((words, span));
                }
                Some((LineItem::FreeText(_), span)) => return Err(unreadable_sleep_error(text, &span)),
                Some(placed) => apply_field_item(text, placed, &mut details, "sleep")?,
                None => {}
            }
        }
    }
    if let Details::Sleep(sleep) = details {
        found.sleep = sleep;
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
    let reader = TermMatcher::new(text, context, &SLEEP_GRAMMAR);
    let mut found = collect_sleep_items(text, parts, &reader)?;
    found.sleep.nap = found.sleep.nap.or(nap);
    if let Some((words, span)) = found.free_words.take() {
        set_night_words(text, &mut found, words, &span)?;
    }
    let day = match &found.typed.time {
        Some(TimeExpr { form: TimeForm::Day(day, _), span, .. }) => Some((*day, span.clone())),
        None if found.sleep.words.is_some() && found.typed.length.is_none() => {
            Some((DayExpr::LastNight, 0..0))
        }
        _ => None,
    };
    if let Some((day, span)) = day {
        return build_night_in_words(text, found, day, &span, context);
    }
    let subject = if found.sleep.nap == Some(true) { TimeSubject::Nap } else { TimeSubject::Sleep };
    let times = found.typed.resolve_times_of(text, context, subject)?;
    if over && times.until.is_none() {
        let span = found.typed.time.map_or(0..text.len(), |time| time.span);
        return Err(ParseError::at_span(text, &span, texts::SLEEP_END_NEEDED));
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
    for (name, _) in SLEEP_GRAMMAR.keywords() {
        near.compare_forms(name, &[]);
    }
    near.into_suggestion()
}

fn unreadable_sleep_error(text: &LineText<'_>, span: &CharRange) -> ParseError {
    let piece = text.raw_slice(span);
    let message = hint_bare_digits(piece).unwrap_or_else(|| {
        let near = suggest_sleep_word(piece).map(|near| texts::did_you_mean(&near)).unwrap_or_default();
        format!("{}{near} {}", texts::unreadable(piece, "sleep"), texts::SLEEP_HINT)
    });
    ParseError::at_span(text, span, message)
}

fn build_night_in_words(
    text: &LineText<'_>,
    mut found: SleepItems,
    day: DayExpr,
    span: &CharRange,
    context: &LineContext<'_>,
) -> Result<Entry, ParseError> {
    if let Some((_, length)) = &found.typed.length {
        return Err(ParseError::at_span(text, length, texts::NIGHT_HAS_NO_LENGTH));
    }
    let basis = TimeBasis::from_context(context);
    let night = basis.resolve_night(day);
    let hours = context.family.settings.day_boundaries;
    if found.sleep.words.is_none() {
        return Err(ParseError::at_span(text, span, texts::NIGHT_WORDS_NEEDED));
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
    let reader = TermMatcher::new(text, context, &AWAKE_GRAMMAR);
    let found = collect_sleep_items(text, &parts, &reader)?;
    let times = found.typed.resolve_times(text, context)?;
    if let (Some(_), Some(time)) = (times.until, &found.typed.time) {
        return Err(ParseError::at_span(text, &time.span, texts::AWAKE_HAS_ONE_TIME));
    }
    if let Some((_, span)) = &found.typed.length {
        return Err(ParseError::at_span(text, span, texts::awake_since(text.raw_slice(span))));
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
pub(crate) fn end_running_sleep(running: &Entry, awake: ParsedLine) -> Entry {
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
