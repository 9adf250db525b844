//! What `cuebook trends` and `cuebook today` say around the figures.

use crate::model::time::format_long_date;
use crate::texts::figures::format_date_range;
use chrono::{Datelike, NaiveDate};

pub(crate) const NIGHTS: &str = "Nights written down";
pub(crate) const NOT_TODAY: &str = "Not today";
pub(crate) const MEDIANS_NOTE: &str = "Only nights you wrote down. Usual is the middle night: half were shorter, half longer. One or two \
     nights are listed as they were. Sleep in the day is for the same dates.";
pub(crate) const NOTHING_WRITTEN: &str = "Nothing here for these days. Gaps are fine.";
pub(crate) const NOTHING_WRITTEN_TODAY: &str = "Nothing here for this day. Gaps are fine.";
/// There are entries, and none of them in the days that were asked for.
pub(crate) fn entries_elsewhere(first: NaiveDate, last: NaiveDate) -> String {
    format!(
        "Your entries are of {}. To see them: cuebook trends --from {first} --to {last}\n",
        format_date_range(first, last)
    )
}
pub(crate) const WEEK_BY_WEEK: &str = "Week by week";
pub(crate) const DAY_BY_DAY: &str = "Day by day";
pub(crate) const TOUCH: &str = "Touch";
pub(crate) const AREAS_TOUCHED: &str = "Parts touched";
pub(crate) const CUES: &str = "Cues";
pub(crate) const SEEN_MOST: &str = "Seen most";
pub(crate) const RESPONSES: &str = "What we did";
pub(crate) const SLEEP_PART: &str = "sleep";
pub(crate) const TOUCH_PART: &str = "touch";
pub(crate) const CUES_PART: &str = "cues";
pub(crate) const CHECKINS_PART: &str = "check-ins";
pub(crate) const ASLEEP_FOR: &str = "asleep for";

pub(crate) fn format_period(baby: &str, from: NaiveDate, to: NaiveDate) -> String {
    format!("{baby}, {}", format_date_range(from, to))
}

pub(crate) fn format_day(baby: &str, date: NaiveDate) -> String {
    format!("{baby}, {}", format_date(date))
}

/// `Monday 9 November 2026`.
pub(crate) fn format_date(date: NaiveDate) -> String {
    format!("{} {}", format_long_date(date), date.year())
}

pub(crate) fn format_week(from: NaiveDate, to: NaiveDate) -> String {
    format!("Week of {}", format_date_range(from, to))
}
