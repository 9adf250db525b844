//! A baby's pages that are closed: said plainly, without a reason and without a count.

use crate::model::time::format_short_date;
use chrono::NaiveDate;

/// `past` and `support` are the keys that look back and show someone to talk to.
pub(crate) fn closed_pages(past: &str, support: &str) -> String {
    format!(
        "These pages are closed. Everything you wrote is safe: {past} to look back, {support} for someone to talk to."
    )
}

pub(crate) fn born_on(date: NaiveDate) -> String {
    format!("born {}", format_short_date(date))
}

/// On the command line; `quoted` is the name as a shell takes it.
pub(crate) fn nothing_written(baby: &str, quoted: &str) -> String {
    format!(
        "{baby}'s pages are closed, so nothing was written. Everything you wrote before is safe. `cuebook set baby {quoted} --reopen` opens them again. Someone to talk to: cuebook support."
    )
}

pub(crate) fn day_heading(baby: &str) -> String {
    format!(
        "{baby}. These pages are closed. Everything you wrote is safe: `cuebook list` shows it. Someone to talk to: cuebook support."
    )
}

pub(crate) const CLOSE_LABEL: &str = "close these pages";
pub(crate) const OPEN_LABEL: &str = "open these pages";
