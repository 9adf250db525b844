//! Every word of the nudge.

use super::shift::Part;
use crate::journal::tell;
use crate::journal::time::length;
use crate::journal::{At, Clash, Entry, Kind};

/// Label of what moves.
pub const MOVING: &str = "moving";
/// Label of the step.
pub const BY: &str = "by";
/// A night in words.
pub const NO_TIME: &str = "This night was written without times; e changes it.";
/// A time after now.
pub const TO_COME: &str = "Any later would be still to come.";
/// An end before the start.
pub const CROSSED: &str = "The end would be before the start.";

/// What the screen is called.
pub fn heading(kind: Kind) -> String {
    format!("When · {}", kind.word())
}

/// What moves.
pub fn part(part: Part) -> &'static str {
    match part {
        Part::Start => "start",
        Part::End => "end",
        Part::Both => "both",
    }
}

/// A step and its digit.
pub fn step(digit: usize, minutes: i64) -> String {
    format!("{digit} {}", length(minutes))
}

/// The time before, and how far each end has come from it.
pub fn was(before: &Entry, after: &Entry) -> String {
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
pub fn all_the_same(found: &[Clash]) -> &'static str {
    if found.iter().any(|clash| matches!(clash, Clash::Overlap(_))) {
        "Enter keeps both."
    } else {
        "Enter keeps it so."
    }
}
