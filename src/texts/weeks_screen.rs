//! The weeks at a glance: the names of its bands and rows.

use crate::stats::CheckinScale;
use chrono::{Datelike, NaiveDate};

pub(crate) const NIGHT: [&str; 2] = ["night", "asleep"];
pub(crate) const LONGEST: &str = "longest";
pub(crate) const BY_DAY: &str = "by day";
pub(crate) const TOUCH: &str = "touch";
pub(crate) const NOT_TODAY: &str = "  not today";
pub(crate) const CUES_MORE: &str = "cues more";
pub(crate) const CUES_CHANGE: &str = "  a change";
pub(crate) const MOST_SHOWN: &str =
    "As many weeks as fit are shown; the arrow to the left goes further back.";
pub(crate) const FEWEST_SHOWN: &str = "Six weeks is the least here.";
pub(crate) const FIRST_WEEK: &str = "Nothing is written down before this week.";
/// The footer's word for the next page of bands.
pub(crate) const MORE_BANDS: &str = "more of these weeks";

pub(crate) fn format_heading(baby: &str) -> String {
    format!("{baby} · the weeks")
}

/// The three rows of check-ins, from the top.
pub(crate) fn level_words(scale: CheckinScale) -> [&'static str; 3] {
    match scale {
        CheckinScale::Felt => ["good, okay", "mixed", "hard, heavy"],
        CheckinScale::Energy => ["wired, lively", "steady", "low, flat"],
        CheckinScale::Company => ["plenty, some", "a little", "none"],
    }
}

/// Under the carer's name; how they felt needs no name.
pub(crate) fn scale_name(scale: CheckinScale) -> &'static str {
    match scale {
        CheckinScale::Felt => "",
        CheckinScale::Energy => "  energy",
        CheckinScale::Company => "  company",
    }
}

/// `1 of 2`: which page of the bands is shown.
pub(crate) fn page_of(page: usize, pages: usize) -> String {
    format!("{} of {pages}", page + 1)
}

/// `Sep`; with its year where the years would else not be known.
pub(crate) fn format_month(date: NaiveDate, with_year: bool) -> String {
    date.format(if with_year { "%b %Y" } else { "%b" }).to_string()
}

pub(crate) fn format_day_of_month(date: NaiveDate) -> String {
    date.day().to_string()
}

/// An end of a scale in whole hours: `11 h`.
pub(crate) fn format_hours(minutes: i64) -> String {
    format!("{} h", minutes / 60)
}
