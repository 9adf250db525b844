//! Every word of the nudge.

use super::shift::Part;
use crate::journal::tell;
use crate::journal::time::length;
use crate::journal::{At, Clash, Entry, Kind};

pub(crate) const MOVING: &str = "moving";
pub(crate) const BY: &str = "by";
pub(crate) const NO_TIME: &str = "This night was written without times; e changes it.";
pub(crate) const TO_COME: &str = "Any later would be still to come.";
pub(crate) const CROSSED: &str = "The end would be before the start.";

pub(crate) fn heading(kind: Kind) -> String {
    format!("When · {}", kind.word())
}

pub(crate) fn part(part: Part) -> &'static str {
    match part {
        Part::Start => "start",
        Part::End => "end",
        Part::Both => "both",
    }
}

pub(crate) fn step(digit: usize, minutes: i64) -> String {
    format!("{digit} {}", length(minutes))
}

/// The time before, and how far each end has come from it.
pub(crate) fn was(before: &Entry, after: &Entry) -> String {
    let time = match before.until {
        Some(until) => tell::range(before.at, until),
        None => before.at.hm(),
    };
    let start = by(before.at, after.at);
    let end = before.until.zip(after.until).and_then(|(was, is)| by(was, is));
    let moved = match (start, end, before.until) {
        (None, None, _) => return format!("as it was: {time}"),
        (Some(start), Some(end), _) if start == end => format!("both {start}"),
        (Some(start), Some(end), _) => format!("start {start}, end {end}"),
        (Some(start), None, Some(_)) => format!("start {start}"),
        (Some(start), None, None) => start,
        (None, Some(end), _) => format!("end {end}"),
    };
    format!("was {time} · {moved}")
}

fn by(was: At, is: At) -> Option<String> {
    let minutes = (is.secs() - was.secs()) / 60;
    let way = if minutes < 0 { "earlier" } else { "later" };
    (minutes != 0).then(|| format!("{} {way}", length(minutes.abs())))
}

/// What enter does with an overlap or a great length.
pub(crate) fn all_the_same(found: &[Clash]) -> &'static str {
    if found.iter().any(|clash| matches!(clash, Clash::Overlap(_))) {
        "Enter keeps both."
    } else {
        "Enter keeps it so."
    }
}
