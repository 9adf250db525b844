//! Moving the time of one entry by steps.

use crate::model::time::format_duration;
use crate::model::{Entry, EntryKind, EntryWarning, Timestamp, describe};

pub(crate) const PART_LABEL: &str = "moving";
pub(crate) const STEP_LABEL: &str = "by";
pub(crate) fn night_without_times(edit: &str) -> String {
    format!("This night has no times. Press {edit} to change it.")
}
pub(crate) const IN_FUTURE: &str = "Any later would be in the future.";
pub(crate) const END_BEFORE_START: &str = "The end would be before the start.";

pub(crate) fn screen_heading(kind: EntryKind) -> String {
    format!("When · {}", kind.display_name())
}

pub(crate) const START: &str = "start";
pub(crate) const END: &str = "end";
pub(crate) const BOTH: &str = "both";

pub(crate) fn step_label(digit: usize, minutes: i64) -> String {
    format!("{digit} {}", format_duration(minutes))
}

/// The time before, and how far each end has come from it.
pub(crate) fn describe_shift(before: &Entry, after: &Entry) -> String {
    let time = match before.until {
        Some(until) => describe::format_range(before.at, until),
        None => before.at.format_hm(),
    };
    let start = describe_offset(before.at, after.at);
    let end = before.until.zip(after.until).and_then(|(was, is)| describe_offset(was, is));
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

fn describe_offset(was: Timestamp, is: Timestamp) -> Option<String> {
    let minutes = (is.unix_seconds() - was.unix_seconds()) / 60;
    let way = if minutes < 0 { "earlier" } else { "later" };
    (minutes != 0).then(|| format!("{} {way}", format_duration(minutes.abs())))
}

/// What enter does with an overlap or a great length.
pub(crate) fn enter_hint(found: &[EntryWarning], key: &str) -> String {
    if found.iter().any(|clash| matches!(clash, EntryWarning::Overlap(_))) {
        format!("Press {key} to save both.")
    } else {
        format!("Press {key} to save it anyway.")
    }
}
