//! Is an entry sensible? What a parent can mend is a [`ValidationError`] and belongs to a field; what may well be true
//! (an overlap, a very long sleep) is only pointed out.

use crate::model::fields::keys;
use crate::model::time::format_short_date;
use crate::model::{Details, Entry, EntryKind, Family, Timestamp};
use crate::texts::validation as texts;
use std::borrow::Cow;

/// Minutes a time may lie ahead of the clock before it counts as the future.
const FUTURE_GRACE_MINUTES: i64 = 5;

/// The most letters of a note: forty pages.
const MAX_NOTE_CHARS: usize = 100_000;

/// Something a parent can mend, in a sentence, with the field it belongs to.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
#[error("{message}")]
pub struct ValidationError {
    /// The field's name: `at`, `until`, `note`, …; of a moment `m1.at`, `m2.at`, …
    pub field: Cow<'static, str>,
    pub message: String,
}

impl ValidationError {
    pub fn new(field: impl Into<Cow<'static, str>>, message: impl Into<String>) -> Self {
        Self { field: field.into(), message: message.into() }
    }
}

/// Whether an entry may be kept: its times are in order and not in the future, and it says something.
pub fn validate_entry(entry: &Entry, now: Timestamp) -> Result<(), ValidationError> {
    let latest = now.unix_seconds() + FUTURE_GRACE_MINUTES * 60;
    if entry.at.unix_seconds() > latest {
        return Err(ValidationError::new(keys::AT, texts::in_future(&format_time_and_day(entry.at))));
    }
    if let Some(until) = entry.until {
        let end = format_time_and_day(until);
        if until.unix_seconds() > latest {
            return Err(ValidationError::new(keys::UNTIL, texts::end_in_future(&end)));
        }
        if until.unix_seconds() < entry.at.unix_seconds() {
            let start = format_time_and_day(entry.at);
            return Err(ValidationError::new(keys::UNTIL, texts::end_before_start(&end, &start)));
        }
    }
    validate_moments(entry, now)?;
    let note = entry.note.as_deref().unwrap_or_default();
    if note.chars().nth(MAX_NOTE_CHARS).is_some() {
        return Err(ValidationError::new(keys::NOTE, texts::NOTE_TOO_LONG));
    }
    let (field, message) = match &entry.details {
        _ if entry.sealed_ciphertext().is_some() => return Ok(()),
        Details::Note(_) if entry.note.is_none() => (keys::NOTE, texts::NOTE_BLANK),
        Details::Cue(cue) if cue.moments.iter().all(|m| m.cues.is_empty()) => {
            (keys::CUES, texts::CUES_NEEDED)
        }
        Details::Checkin(checkin) if *checkin == crate::model::Checkin::default() && entry.note.is_none() => {
            (keys::FELT, texts::CHECKIN_BLANK)
        }
        Details::Sleep(sleep) if sleep.night.is_some() && sleep.words.is_none() => {
            (keys::WORDS, texts::NIGHT_WORDS_NEEDED)
        }
        _ => return Ok(()),
    };
    Err(ValidationError::new(field, message))
}

/// When what is under way ends, if it ends now: never before it began, whatever the clock says.
pub(crate) fn end_now(entry: &Entry, now: Timestamp) -> Result<Timestamp, ValidationError> {
    if now.unix_seconds() < entry.at.unix_seconds() {
        let (start, now) = (format_time_and_day(entry.at), format_time_and_day(now));
        return Err(ValidationError::new(keys::UNTIL, texts::clock_before_start(&start, &now)));
    }
    Ok(now)
}

/// What speaks against this computer's clock, in a sentence: a change that was kept long after `now`, in seconds, or a
/// baby who is not born yet.
pub(crate) fn find_clock_doubt(family: &Family, newest: Option<i64>, now: Timestamp) -> Option<String> {
    const DAY: i64 = 24 * 3600;
    let today = format_short_date(now.local_date());
    if let Some(newest) = newest.filter(|newest| newest.saturating_sub(DAY) > now.unix_seconds()) {
        let newest = Timestamp::new(newest, now.offset_seconds()).local_date();
        return Some(texts::clock_before_newest(&today, &format_short_date(newest)));
    }
    let unborn = family.open_babies().find(|baby| baby.born.is_some_and(|born| born > now.local_date()));
    unborn.map(|baby| texts::clock_before_birth(&today, baby.display_name()))
}

fn format_time_and_day(at: Timestamp) -> String {
    at.local_datetime().format("%H:%M on %-d %B").to_string()
}

/// A moment's own time lies within its entry, or nearly.
fn validate_moments(entry: &Entry, now: Timestamp) -> Result<(), ValidationError> {
    let grace = FUTURE_GRACE_MINUTES * 60;
    let kind = entry.kind().display_name();
    for (number, moment) in entry.moments().iter().enumerate() {
        let Some(at) = moment.at else { continue };
        let ended = entry.until.filter(|until| at.unix_seconds() > until.unix_seconds() + grace);
        let time = format_time_and_day(at);
        let message = if at.unix_seconds() < entry.at.unix_seconds() - grace {
            texts::moment_before_start(&time, kind, &format_time_and_day(entry.at))
        } else if let Some(until) = ended {
            texts::moment_after_end(&time, kind, &format_time_and_day(until))
        } else if at.unix_seconds() > now.unix_seconds() + grace {
            texts::in_future(&time)
        } else {
            continue;
        };
        return Err(ValidationError::new(format!("m{}.at", number + 1), message));
    }
    Ok(())
}

/// Something that may well be meant, and is worth a second look.
#[derive(Clone, PartialEq, Debug)]
pub enum EntryWarning {
    /// Another sleep or massage of the same baby covers some of the same time.
    Overlap(Box<Entry>),
    /// A sleep of more than 13 hours.
    LongSleep(i64),
    /// A massage of more than 3 hours.
    LongMassage(i64),
}

/// What in `others` an entry overlaps, and whether it is very long. Touching ends do not overlap, nor do sleep and
/// massage. What is under way at `now` lasts until then.
pub fn find_warnings(entry: &Entry, others: &[Entry], now: Timestamp) -> Vec<EntryWarning> {
    let span = |e: &Entry| Some((e.at.unix_seconds(), effective_end(e, now)?.unix_seconds()));
    let mut found = Vec::new();
    if let (EntryKind::Sleep, Some(minutes)) = (entry.kind(), entry.duration_minutes())
        && minutes > 13 * 60
    {
        found.push(EntryWarning::LongSleep(minutes));
    }
    if let (EntryKind::Massage, Some(minutes)) = (entry.kind(), entry.duration_minutes())
        && minutes > 3 * 60
    {
        found.push(EntryWarning::LongMassage(minutes));
    }
    let is_not_today = |e: &Entry| matches!(&e.details, Details::Massage(it) if it.not_today.is_some());
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
            .filter(|_| matches!(entry.kind(), EntryKind::Sleep | EntryKind::Massage))
            .filter(|other| span(other).is_some_and(|(a, b)| a < to && from < b))
            .map(|other| EntryWarning::Overlap(Box::new(other.clone()))),
    );
    found
}

/// When an entry that takes time ended; what is under way has come as far as `now`.
pub(crate) fn effective_end(entry: &Entry, now: Timestamp) -> Option<Timestamp> {
    let runs = entry.is_running_sleep(now) || entry.is_running_massage(now);
    entry.until.or((runs && entry.at <= now).then_some(now))
}
