//! Every word about a stop that may have been forgotten.

use crate::journal::time::{before, length, long_date};
use crate::journal::{At, Entry, Kind};
use crate::keys::{Action, Place, key_of};
use crate::screens::Here;

pub(crate) const HINT: &str = "a time such as 06:45, 20m ago or yesterday 21:30; ↓ for another answer";
pub(crate) const GOES_ON: &str = "It goes on, then. This is not asked again.";
pub(crate) const STAYS_OPEN: &str =
    "It stays open. This is not asked again; e on the entry can still change it.";
/// The end lies in the hour that comes twice.
pub(crate) const TWICE: &str =
    "The clocks change in that hour. Please write the time with its offset, as in 01:30+01:00.";

pub(crate) fn heading(kind: Kind) -> &'static str {
    match kind {
        Kind::Massage => "Massage · is it over?",
        _ => "Sleep · is it over?",
    }
}

/// What is asked: `Asleep since 20:10 yesterday, 13 h 40?`
pub(crate) fn question(entry: &Entry, here: &Here<'_>) -> String {
    let since = since(entry.at, here.now);
    let minutes = (here.now.secs() - entry.at.secs()).max(0) / 60;
    let runs = entry.is_running_sleep(here.now) || entry.is_running_massage(here.now);
    match (entry.kind(), runs) {
        (Kind::Massage, true) => format!("Massage under way since {since}, {}?", length(minutes)),
        (Kind::Massage, false) => format!("The massage since {since} has no end yet."),
        (_, true) => format!("Asleep since {since}, {}?", length(minutes)),
        (_, false) => format!("The sleep since {since} has no end yet."),
    }
}

/// The same on Today, with the key that answers.
pub(crate) fn asked(entry: &Entry, here: &Here<'_>) -> String {
    let key = key_of(Place::Today, Action::Answer).unwrap_or_default();
    format!("{} {key} answers, in your own time.", question(entry, here))
}

/// `20:10`, `20:10 yesterday`, `20:10 on Friday 20 November`.
fn since(at: At, now: At) -> String {
    if at.date() == now.date() {
        at.hm()
    } else if at.date() == before(now.date()) {
        format!("{} yesterday", at.hm())
    } else {
        format!("{} on {}", at.hm(), long_date(at.date()))
    }
}

pub(crate) fn answer(ended: bool, goes_on: bool, kind: Kind) -> &'static str {
    match (ended, goes_on, kind) {
        (true, _, Kind::Massage) => "ended at",
        (true, ..) => "woke at ",
        (_, true, Kind::Massage) => "still going on",
        (_, true, _) => "still asleep",
        _ => "leave it open, without an end",
    }
}

/// A time that is none, or none between the start and now.
pub(crate) fn no_time(entry: &Entry, now: At) -> String {
    let since = since(entry.at, now);
    format!("When was that? A time between {since} and now, such as 06:45 or 20m ago.")
}
