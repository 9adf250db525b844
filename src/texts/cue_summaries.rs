//! A baby's language in sentences: counts beside what was said, every answer in the same voice, nothing concluded.

use crate::model::time::format_short_date;
use crate::text::sanitize::sanitize_text;
use crate::texts::figures::format_date_range;
use chrono::{Datelike, NaiveDate};

pub(crate) const NO_CUES: &str =
    "No cues yet. Write down a cue, and this starts to show what it seems to mean for your baby.";
pub(crate) const NO_CUES_THESE_DAYS: &str = "No cues on these days. Gaps are fine.";
pub(crate) const STATES_HEADING: &str = "Before and after touch, where both were written down";

pub(crate) fn format_profile_title(baby: &str) -> String {
    sanitize_text(&format!("{baby}'s language")).into_owned()
}

pub(crate) fn describe_seen(words: &str, times: &str, days: &str) -> String {
    format!("You saw \"{words}\" {times}, {days}.")
}

pub(crate) fn describe_responses(words: &str, times: &str, days: &str, responses: &str) -> String {
    format!("After \"{words}\" ({times}, {days}): {responses}.")
}

pub(crate) fn describe_helped(helped: &str) -> String {
    format!("Helped: {helped}.")
}

pub(crate) fn describe_meant(meanings: &str) -> String {
    format!("Seemed to mean: {meanings}.")
}

pub(crate) fn describe_areas(areas: &str) -> String {
    format!("With: {areas}.")
}

pub(crate) fn describe_states(states: &str) -> String {
    format!("Baby was: {states}.")
}

/// `3 Oct to 20 Nov 2026`: the year once where it is the same.
pub(crate) fn format_cue_dates(first: NaiveDate, last: NaiveDate) -> String {
    if first != last && first.year() == last.year() {
        return format!("{} to {}", first.format("%-d %b"), format_short_date(last));
    }
    format_date_range(first, last)
}

pub(crate) fn describe_period(from: Option<NaiveDate>, to: Option<NaiveDate>) -> String {
    match (from, to) {
        (None, None) => "everything written down".to_owned(),
        (Some(from), Some(to)) => format_cue_dates(from, to),
        (Some(from), None) => format!("{} to now", format_short_date(from)),
        (None, Some(to)) => format!("the beginning to {}", format_short_date(to)),
    }
}
