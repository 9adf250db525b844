//! `slept 11:40-12:55, held`, `sleep 20m ago`, `slept badly last night`, and `awake`.

use super::clock::{Day, Expression, Form};
use super::moments::misplaced;
use super::near::{Nearest, digits};
use super::pieces::{Parts, Span, Text};
use super::times::{Times, Typed, add, once};
use super::when::Basis;
use super::words::{Cues, Grammar, Item, Key, Reader};
use super::{Context, Said, Unread, entry};
use crate::journal::{At, Entry, Sleep, What};
use crate::words::{self, List};

const KEYS: &[(&str, Key)] =
    &[("woke", Key::Woke), ("nap", Key::Nap), ("night", Key::Night), ("imported", Key::Imported)];

/// What may be said of a sleep; unknown words may be the words for a night.
pub(crate) const SLEEP: Grammar = Grammar {
    name: "sleep",
    lists: &[List::Settled, List::Night],
    keys: KEYS,
    cues: Cues::No,
    free: true,
    hint,
};

const AWAKE: Grammar =
    Grammar { lists: &[List::Settled], keys: &[("woke", Key::Woke)], free: false, ..SLEEP };

fn hint() -> String {
    "Write it as in \"slept 11:40-12:55, held, woke twice\" or \"slept badly last night\".".to_owned()
}

/// What a sleep line says, before its times are worked out.
#[derive(Default)]
struct Found {
    sleep: Sleep,
    typed: Typed,
    free: Option<(String, Span)>,
}

fn gather(text: &Text<'_>, parts: &Parts, reader: &Reader<'_, '_>) -> Result<Found, Unread> {
    let mut found = Found::default();
    for segment in &parts.segments {
        for placed in reader.segment(segment)? {
            let Some((item, span)) = found.typed.take(text, placed)? else {
                continue;
            };
            let sleep = &mut found.sleep;
            match item {
                Item::Word(List::Settled, code) => add(&mut sleep.settled, code),
                Item::Word(List::Night, code) => {
                    once(&mut sleep.words, code, text, &span, "how the night was")?
                }
                Item::Free(words) if found.free.is_none() => found.free = Some((words, span)),
                Item::Flag(Key::Woke, times) => {
                    once(&mut sleep.wakings, times, text, &span, "how often baby woke")?;
                }
                Item::Flag(Key::Nap, _) => once(&mut sleep.nap, true, text, &span, "nap or night")?,
                Item::Flag(Key::Night, _) => once(&mut sleep.nap, false, text, &span, "nap or night")?,
                Item::Flag(Key::Imported, _) => sleep.imported = true,
                Item::Free(_) => return Err(unread(text, &span)),
                _ => return Err(misplaced(text, &span, "sleep")),
            }
        }
    }
    Ok(found)
}

/// The rest of a line that begins with `sleep`, `slept`, `nap` or `night`.
pub(crate) fn read(
    text: &Text<'_>,
    parts: &Parts,
    over: bool,
    nap: Option<bool>,
    context: &Context<'_>,
) -> Result<Entry, Unread> {
    let reader = Reader { text, context, grammar: &SLEEP };
    let mut found = gather(text, parts, &reader)?;
    found.sleep.nap = found.sleep.nap.or(nap);
    if let Some((words, span)) = found.free.take() {
        free(text, &mut found, words, &span)?;
    }
    let day = match &found.typed.time {
        Some(Expression { form: Form::Day(day), span, .. }) => Some((*day, span.clone())),
        None if found.sleep.words.is_some() && found.typed.length.is_none() => Some((Day::LastNight, 0..0)),
        _ => None,
    };
    if let Some((day, span)) = day {
        return in_words(text, found, day, &span, context);
    }
    let times = found.typed.resolve(text, context)?;
    if over && times.until.is_none() {
        let span = found.typed.time.map_or(0..text.len(), |time| time.span);
        let says = "When did it end? Please write both ends or a length, as in \"slept 11:40-12:55\" or \"slept 1h20\". \
                    A sleep that goes on is \"sleep 11:40\".";
        return Err(Unread::mend(text, &span, says));
    }
    Ok(entry(context, times, What::Sleep(found.sleep)))
}

/// Words nobody knows are the words for a night when they stand in quotes; unquoted they may as well be a slip in a time.
fn free(text: &Text<'_>, found: &mut Found, words: String, span: &Span) -> Result<(), Unread> {
    let quoted = text.at(span.start) == Some('"');
    if found.sleep.words.is_some() || !quoted {
        return Err(unread(text, span));
    }
    found.sleep.words = Some(words);
    Ok(())
}

fn near(typed: &str) -> Option<String> {
    let typed = super::pieces::fold(typed);
    let mut near = Nearest::new(&typed);
    for word in [List::Night, List::Settled].iter().flat_map(|list| words::list(*list)) {
        near.all(&word.short, &word.aliases);
    }
    for (name, _) in KEYS {
        near.all(name, &[]);
    }
    near.found()
}

fn unread(text: &Text<'_>, span: &Span) -> Unread {
    let piece = text.raw(span);
    let near = near(piece).map_or_else(String::new, |near| format!(" Did you mean \"{near}\"?"));
    let says = digits(piece)
        .unwrap_or_else(|| format!("I could not read \"{piece}\" in this sleep.{near} {}", hint()));
    Unread::mend(text, span, says)
}

fn in_words(
    text: &Text<'_>,
    mut found: Found,
    day: Day,
    span: &Span,
    context: &Context<'_>,
) -> Result<Entry, Unread> {
    if let Some((_, length)) = &found.typed.length {
        let says = "A night in words has no length. Please write from when to when, or leave the length out.";
        return Err(Unread::mend(text, length, says));
    }
    let basis = Basis::of(context);
    let night = basis.night(day);
    let hours = context.family.settings.hours;
    if found.sleep.words.is_none() {
        let says = "How was that night, in a word or two? As in \"slept badly last night\"; or from when to when, as in \
                    \"slept last night 19:40-06:30\".";
        return Err(Unread::mend(text, span, says));
    }
    found.sleep.night = Some(night);
    let times =
        Times { at: At::in_zone(hours.night(night).from, hours.zone), until: None, about: found.typed.about };
    Ok(entry(context, times, What::Sleep(found.sleep)))
}

/// The rest of a line that begins with `awake`.
pub(crate) fn awake(text: &Text<'_>, parts: Parts, context: &Context<'_>) -> Result<Said, Unread> {
    let reader = Reader { text, context, grammar: &AWAKE };
    let found = gather(text, &parts, &reader)?;
    let times = found.typed.resolve(text, context)?;
    if let (Some(_), Some(time)) = (times.until, &found.typed.time) {
        let says = "Awake has one time, as in \"awake 06:30\".";
        return Err(Unread::mend(text, &time.span, says));
    }
    if let Some((_, span)) = &found.typed.length {
        let says = format!("Please write since when, as in \"awake {} ago\".", text.raw(span));
        return Err(Unread::mend(text, span, says));
    }
    Ok(Said::Awake {
        at: times.at,
        about: times.about,
        wakings: found.sleep.wakings,
        settled: found.sleep.settled,
        note: parts.note,
    })
}

/// The running sleep with what `awake` says of it; anything else said leaves it as it is.
pub fn woken(running: &Entry, awake: Said) -> Entry {
    let mut entry = running.clone();
    let Said::Awake { at, about, wakings, settled, note } = awake else {
        return entry;
    };
    entry.until = Some(at);
    entry.about |= about;
    entry.note = match (entry.note.take(), note) {
        (Some(one), Some(other)) => Some(format!("{one}\n{other}")),
        (one, other) => one.or(other),
    };
    if let What::Sleep(sleep) = &mut entry.what {
        sleep.wakings = wakings.or(sleep.wakings);
        for code in settled {
            if !sleep.settled.contains(&code) {
                sleep.settled.push(code);
            }
        }
    }
    entry
}
