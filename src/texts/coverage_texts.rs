//! Whether a day and its night were all written down.

pub(crate) const HEADING: &str = "Was it all written down?";
pub(crate) const NOTE: &str = "Nights you only partly wrote down are left out of the weekly numbers.";
pub(crate) const DAY: &str = "day";
pub(crate) const NIGHT: &str = "night";
pub(crate) const UNSET: &str = "nothing said";
pub(crate) const INCOMPLETE: &str = "not all written down";
pub(crate) const COMPLETE: &str = "all written down";
pub(crate) const ALL_BABIES: &str = "every baby";

pub(crate) fn about(night: &str, day: &str) -> String {
    format!("The night of {night}, and the day of {day}")
}

/// `part` is the day or the night.
pub(crate) fn status(part: &str, date: &str, complete: bool) -> String {
    let not = if complete { "" } else { "not " };
    format!("The {part} of {date} was {not}all written down.")
}
