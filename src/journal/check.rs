//! Is an entry sensible? What a parent can mend is a [`Problem`] and belongs to a field; what may well be true
//! (an overlap, a very long sleep) is only pointed out.

use super::{At, Entry, Kind, Moment, What};
use std::borrow::Cow;

/// Minutes a time may lie ahead of the clock before it counts as the future.
const GRACE: i64 = 5;

/// The most letters of a note: forty pages.
const LONGEST_NOTE: usize = 100_000;
const LONG: &str =
    "This note is longer than 100,000 letters. Please make it shorter, or keep it as a file of its own.";

/// Something a parent can mend, in a sentence, with the field it belongs to.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
#[error("{says}")]
pub struct Problem {
    /// The field's name: `at`, `until`, `note`, …; of a moment `m1.at`, `m2.at`, …
    pub field: Cow<'static, str>,
    pub says: String,
}

impl Problem {
    pub fn new(field: impl Into<Cow<'static, str>>, says: impl Into<String>) -> Self {
        Self { field: field.into(), says: says.into() }
    }
}

/// Whether an entry may be kept: its times are in order and not in the future, and it says something.
pub fn check(entry: &Entry, now: At) -> Result<(), Problem> {
    let latest = now.secs() + GRACE * 60;
    if entry.at.secs() > latest {
        return Err(Problem::new(
            "at",
            format!("{} is still to come. Please give a time that has been.", day(entry.at)),
        ));
    }
    if let Some(until) = entry.until {
        if until.secs() > latest {
            return Err(Problem::new(
                "until",
                format!("{} is still to come. Leave the end blank while it goes on.", day(until)),
            ));
        }
        if until.secs() < entry.at.secs() {
            return Err(Problem::new(
                "until",
                format!("The end, {}, is before the start, {}.", day(until), day(entry.at)),
            ));
        }
    }
    moments(entry, now)?;
    let note = entry.note.as_deref().unwrap_or_default();
    if note.chars().nth(LONGEST_NOTE).is_some() {
        return Err(Problem::new("note", LONG));
    }
    let (field, says) = match &entry.what {
        _ if entry.sealed().is_some() => return Ok(()),
        What::Note(_) if entry.note.is_none() => ("note", "There is nothing in this note yet."),
        What::Cue(cue) if cue.moments.iter().all(|m| m.cues.is_empty()) => ("cues", "Which cue did you see?"),
        What::Checkin(checkin) if *checkin == super::Checkin::default() && entry.note.is_none() => {
            ("felt", "There is nothing in this check-in yet. Esc leaves it.")
        }
        What::Sleep(sleep) if sleep.night.is_some() && sleep.words.is_none() => {
            ("words", "How was that night, in a word or two?")
        }
        _ => return Ok(()),
    };
    Err(Problem::new(field, says))
}

fn day(at: At) -> String {
    at.local().format("%H:%M on %-d %B").to_string()
}

/// A moment's own time lies within its entry, or nearly.
fn moments(entry: &Entry, now: At) -> Result<(), Problem> {
    let moments: &[Moment] = match &entry.what {
        What::Massage(massage) => &massage.moments,
        What::Cue(cue) => &cue.moments,
        _ => &[],
    };
    let grace = GRACE * 60;
    let kind = entry.kind().word();
    for (number, moment) in moments.iter().enumerate() {
        let Some(at) = moment.at else { continue };
        let ended = entry.until.filter(|until| at.secs() > until.secs() + grace);
        let says = if at.secs() < entry.at.secs() - grace {
            format!("{} is before the {kind} began, at {}.", day(at), day(entry.at))
        } else if let Some(until) = ended {
            format!("{} is after the {kind} ended, at {}.", day(at), day(until))
        } else if at.secs() > now.secs() + grace {
            format!("{} is still to come. Please give a time that has been.", day(at))
        } else {
            continue;
        };
        return Err(Problem::new(format!("m{}.at", number + 1), says));
    }
    Ok(())
}

/// Something that may well be meant, and is worth a second look.
#[derive(Clone, PartialEq, Debug)]
pub enum Clash {
    /// Another sleep or massage of the same baby covers some of the same time.
    Overlap(Box<Entry>),
    /// A sleep of more than 13 hours.
    Long(i64),
}

/// What in `others` an entry overlaps, and whether it is very long. Touching ends do not overlap, nor do sleep and
/// massage. What is under way at `now` lasts until then.
pub fn clashes(entry: &Entry, others: &[Entry], now: At) -> Vec<Clash> {
    let span = |e: &Entry| Some((e.at.secs(), lasts_until(e, now)?.secs()));
    let mut found = Vec::new();
    if let (Kind::Sleep, Some(minutes)) = (entry.kind(), entry.minutes())
        && minutes > 13 * 60
    {
        found.push(Clash::Long(minutes));
    }
    let is_not_today = |e: &Entry| matches!(&e.what, What::Massage(it) if it.not_today.is_some());
    if is_not_today(entry) {
        return found;
    }
    let Some((from, to)) = span(entry) else {
        return found;
    };
    found.extend(
        others
            .iter()
            .filter(|other| other.id != entry.id && other.kind() == entry.kind() && other.baby == entry.baby)
            .filter(|_| matches!(entry.kind(), Kind::Sleep | Kind::Massage))
            .filter(|other| span(other).is_some_and(|(a, b)| a < to && from < b))
            .map(|other| Clash::Overlap(Box::new(other.clone()))),
    );
    found
}

/// When an entry that takes time ended; what is under way has come as far as `now`.
pub fn lasts_until(entry: &Entry, now: At) -> Option<At> {
    let runs = entry.is_running_sleep(now) || entry.is_running_massage(now);
    entry.until.or((runs && entry.at <= now).then_some(now))
}
