//! The calendar: its themes, what its marks are, and how a day is jumped to.

use crate::model::describe::sanitize_text;
use chrono::NaiveDate;

pub(crate) const NIGHTS: &str = "nights";
pub(crate) const TOUCH: &str = "touch";
pub(crate) const CUES: &str = "cues";
pub(crate) const OWN_FELT: &str = "how I am";
pub(crate) const ANYTHING: &str = "anything";
/// Four heights of a night, from under six hours up.
pub(crate) const NIGHT_HEIGHTS: [&str; 4] = ["under 6 h", "6 to 8 h", "8 to 10 h", "10 h or more"];
pub(crate) const FELT_HEIGHTS: [&str; 3] = ["heavy or hard", "mixed", "okay or good"];
pub(crate) const NOT_ALL: &str = "not all";
/// A night told in words, where the words have no room beside it.
pub(crate) const IN_WORDS_SIGN: char = '"';
pub(crate) const IN_WORDS: &str = "in words";
pub(crate) const NOT_TODAY: &str = "not today";
pub(crate) const ONE_MOMENT: &str = "1 moment";
pub(crate) const SEVERAL_MOMENTS: &str = "several";
pub(crate) const LAST_WORD: &str = "one more, earlier that day";
/// In the year, where a square has one cell.
pub(crate) const KINDS_IN_YEAR: &str = "in the year: how many kinds";
pub(crate) const WEEKDAYS: [&str; 7] = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];
pub(crate) const YEAR_NEEDS_ROOM: &str = "A year needs a window of 100 columns.";
pub(crate) const DATE_IN_FUTURE: &str = "That day hasn't happened yet.";
/// What is being typed: its label and its hint.
pub(crate) const DATE_PROMPT: (&str, &str) = (" day: ", "such as 9 Nov, 2026-11-09, yesterday or mon");
pub(crate) const NO_CARERS: &str = "No check-ins are written down in these weeks.";
pub(crate) const MONTH_LABEL: &str = "month";

pub(crate) fn format_heading(baby: &str, date: NaiveDate, is_choosing: bool) -> String {
    let what = if is_choosing { "go to a day" } else { "calendar" };
    format!("{baby} · {what} · {}", date.format("%B %Y"))
}

/// `how Owen is`.
pub(crate) fn felt_of(carer: &str) -> String {
    format!("how {} is", sanitize_text(carer))
}

pub(crate) fn format_month(date: NaiveDate) -> String {
    date.format("%b").to_string()
}

/// Several words of one day: `hard +1`, the last one first; then the same shorter.
pub(crate) fn list_last_word_forms(words: &[&str]) -> Vec<String> {
    match words {
        [] => Vec::new(),
        [only] => vec![(*only).to_owned()],
        [earlier @ .., last] => {
            let others = earlier.len();
            vec![
                format!("{last} +{others}"),
                format!("{last}+{others}"),
                (*last).to_owned(),
                format!("+{others}"),
            ]
        }
    }
}

pub(crate) fn unreadable_date(typed: &str) -> String {
    let typed = sanitize_text(typed.trim());
    if typed.is_empty() {
        return "Please type a day, such as 9 Nov, 2026-11-09 or mon.".into();
    }
    format!("I can't read \"{typed}\" as a day. Try 9 Nov, 2026-11-09 or mon.")
}
