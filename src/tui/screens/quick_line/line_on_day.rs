//! A line typed while another day is shown: its times are of that day, unless it names one itself.

use crate::model::Timestamp;
use crate::model::time::format_short_date;
use crate::quick_line::{AddressedLine, LineContext, ParseError, ParsedLine, read_line};
use crate::tui::screens::Context;
use crate::tui::screens::entry_form::time_text::same_time_on;
use chrono::NaiveDate;

/// Read as at the end of that day, so that a clock time alone falls into it. What falls on the very end had no time of
/// its own, and gets the time of day it is now. A line that comes to the same day either way named its day itself.
pub(crate) fn parse_line_on_day(
    text: &str,
    date: NaiveDate,
    line_context: &LineContext<'_>,
    here: &Context<'_>,
) -> Result<Vec<AddressedLine>, ParseError> {
    let hours = &here.family.settings.day_boundaries;
    if names_day(text, here.now) {
        return read_line(text, line_context, &[]);
    }
    let end = hours.timestamp_at(hours.day_range(date).to - 60);
    let mut lines = read_line(text, &LineContext { now: end, ..*line_context }, &[])?;
    for (line, _) in &mut lines {
        let ParsedLine::Entry(entry) = line else {
            continue;
        };
        let has_own_time = entry.at != end && entry.until != Some(end);
        if !has_own_time {
            let back = end.unix_seconds() - same_time_on(date, here).unix_seconds();
            let earlier = |at: Timestamp| hours.timestamp_at(at.unix_seconds() - back);
            let until = entry.until.map(earlier);
            (entry.at, entry.until) = (earlier(entry.at), until);
            for moment in entry.moments_mut().into_iter().flatten() {
                moment.at = moment.at.map(earlier);
            }
        }
    }
    Ok(lines)
}

/// Whether a line says which day it is about, or reckons from now.
fn names_day(text: &str, now: Timestamp) -> bool {
    const DAY_WORDS: [&str; 12] = [
        "today",
        "yesterday",
        "ago",
        "now",
        "last",
        "this",
        "monday",
        "tuesday",
        "wednesday",
        "thursday",
        "friday",
        "saturday",
    ];
    let before_note = text.split("note").next().unwrap_or(text);
    let months: Vec<String> = (1..=12)
        .filter_map(|month| NaiveDate::from_ymd_opt(2026, month, 1))
        .map(|date| date.format("%b").to_string().to_lowercase())
        .collect();
    let year = format_short_date(now.local_date()).split(' ').next_back().unwrap_or_default().to_owned();
    let has_iso =
        before_note.split_whitespace().any(|word| word.contains(&format!("{year}-")) || word.contains('/'));
    let mut words = before_note.split(|c: char| !c.is_alphabetic()).map(str::to_lowercase);
    has_iso
        || words.any(|word| DAY_WORDS.contains(&word.as_str()) || word == "sunday" || months.contains(&word))
}
