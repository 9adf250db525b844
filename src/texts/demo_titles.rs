//! What the history calls the changes of the demo's family.

use chrono::NaiveDate;

pub(crate) const INVENTED_FAMILY: &str = "an invented family";

pub(crate) fn week_of_entries(monday: NaiveDate) -> String {
    format!("a week's entries, from {}", monday.format("%-d %B"))
}
