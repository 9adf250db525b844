//! A sleep or a massage that may have ended without anyone writing it down.

use crate::model::time::{format_long_date_near, previous_day};
use crate::model::{Entry, EntryKind, Timestamp};

pub(crate) fn answer_hint(down: &str) -> String {
    format!("a time such as 06:45, 20m ago or yesterday 21:30; {down} for another answer")
}
pub(crate) const STILL_RUNNING: &str = "OK, still going. We won't ask again.";
/// The same where cuebook had not asked.
pub(crate) const GOES_ON: &str = "OK, still going. Nothing was changed.";
pub(crate) fn left_open(edit: &str) -> String {
    format!("Left without an end time. We won't ask again; press {edit} on the entry to change it.")
}
/// The end lies in the hour that comes twice.
pub(crate) const AMBIGUOUS_HOUR: &str = "The clocks changed, so that hour came twice. Please add the offset: 01:30+01:00 for the first, 01:30+00:00 for the second.";

pub(crate) fn screen_heading(kind: EntryKind) -> &'static str {
    match kind {
        EntryKind::Massage => "When did this massage end?",
        _ => "When did this sleep end?",
    }
}

/// What is asked: `Still asleep since 20:10 yesterday?`
pub(crate) fn format_question(entry: &Entry, now: Timestamp) -> String {
    let since = format_since(entry.at, now);
    let runs = entry.is_running_sleep(now) || entry.is_running_massage(now);
    match (entry.kind(), runs) {
        (EntryKind::Massage, true) => {
            format!("Is the massage that began at {since} still going on?")
        }
        (EntryKind::Massage, false) => {
            format!("When did the massage that began at {since} end?")
        }
        (_, true) => format!("Still asleep since {since}?"),
        (_, false) => format!("When did the sleep that began at {since} end?"),
    }
}

/// The same on Today, with the key that answers.
pub(crate) fn format_reminder(baby: Option<&str>, entry: &Entry, now: Timestamp, key: &str) -> String {
    let whose = baby.map(|name| format!("{name}: ")).unwrap_or_default();
    format!("{whose}{} Press {key} to say, whenever you like.", format_question(entry, now))
}

/// `20:10`, `20:10 yesterday`, `20:10 on Friday 20 November`.
fn format_since(at: Timestamp, now: Timestamp) -> String {
    if at.local_date() == now.local_date() {
        at.format_hm()
    } else if at.local_date() == previous_day(now.local_date()) {
        format!("{} yesterday", at.format_hm())
    } else {
        format!("{} on {}", at.format_hm(), format_long_date_near(at.local_date(), now.local_date()))
    }
}

pub(crate) fn answer_label(ended: bool, goes_on: bool, kind: EntryKind) -> &'static str {
    match (ended, goes_on, kind) {
        (true, _, EntryKind::Massage) => "ended at",
        (true, ..) => "woke at ",
        (_, true, EntryKind::Massage) => "still going on",
        (_, true, _) => "still asleep",
        _ => "I don't know: leave it blank",
    }
}

/// A time that is none, or none between the start and now.
pub(crate) fn invalid_end(entry: &Entry, now: Timestamp) -> String {
    let since = format_since(entry.at, now);
    format!("When was that? A time between {since} and now, such as 06:45 or 20m ago.")
}
