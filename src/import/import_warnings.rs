//! What is worth a second look in what was read, whatever the format: the future, very long sleeps, markers, overlaps.
//! All of it is kept.

use crate::import::{CandidateEntry, ImportWarning, format_count, format_thousands};
use crate::model::{Details, Timestamp};

/// Minutes a time may lie ahead of the clock.
const FUTURE_GRACE_SECS: i64 = 5 * 60;
/// A sleep longer than this is mostly a waking nobody wrote down.
const LONG_SLEEP_SECS: i64 = 13 * 3600;
/// How many rows a counted warning names.
const MAX_NAMED_ROWS: usize = 5;

/// One warning for each matter, with its number and the first few rows.
pub(crate) fn find_warnings(drafts: &[CandidateEntry], now: Timestamp) -> Vec<ImportWarning> {
    let latest = now.unix_seconds() + FUTURE_GRACE_SECS;
    let rows = |is: &dyn Fn(&CandidateEntry) -> bool| -> Vec<usize> {
        drafts.iter().filter(|d| is(d)).map(|d| d.row).collect()
    };
    let future =
        rows(&|d| d.at.unix_seconds() > latest || d.until.is_some_and(|at| at.unix_seconds() > latest));
    let long = rows(&|d| sleep_seconds(d).is_some_and(|s| s > LONG_SLEEP_SECS));
    let markers = rows(&|d| sleep_seconds(d).is_some_and(|s| s < 120));
    [
        warn_about_rows(&future, "entry lies", "entries lie", "in the future by this machine's clock"),
        warn_about_rows(
            &long,
            "sleep is",
            "sleeps are",
            "longer than 13 hours; perhaps a waking was not written down",
        ),
        warn_about_rows(
            &markers,
            "sleep is",
            "sleeps are",
            "no longer than a minute: kept as a mark, not counted as sleep",
        ),
        warn_about_rows(
            &find_overlapping_sleeps(drafts),
            "sleep shares",
            "sleeps share",
            "time with another; all were kept, and shared time counts once",
        ),
    ]
    .into_iter()
    .flatten()
    .collect()
}

fn sleep_seconds(draft: &CandidateEntry) -> Option<i64> {
    let is_sleep = matches!(draft.details, Details::Sleep(_));
    let until = draft.until.filter(|_| is_sleep)?;
    Some(until.unix_seconds() - draft.at.unix_seconds())
}

/// One warning about all of these rows, when there are any.
pub(crate) fn warn_about_rows(rows: &[usize], one: &str, many: &str, what: &str) -> Option<ImportWarning> {
    match rows {
        [] => None,
        [row] => Some(ImportWarning::new(*row, format!("{} {what}.", format_count(1, one, many)))),
        rows => {
            let first: Vec<_> = rows.iter().take(MAX_NAMED_ROWS).map(ToString::to_string).collect();
            let rest = match rows.len().saturating_sub(MAX_NAMED_ROWS) {
                0 => String::new(),
                n => format!(" and {} more", format_thousands(n)),
            };
            Some(ImportWarning {
                row: None,
                message: format!(
                    "{} {what} (rows {}{rest}).",
                    format_count(rows.len(), one, many),
                    first.join(", ")
                ),
            })
        }
    }
}

/// The rows of sleeps that share time with another sleep of the same child, in the order of the file.
fn find_overlapping_sleeps(drafts: &[CandidateEntry]) -> Vec<usize> {
    let mut sleeps: Vec<&CandidateEntry> =
        drafts.iter().filter(|d| sleep_seconds(d).is_some_and(|s| s > 0)).collect();
    sleeps.sort_by(|a, b| (&a.child, a.at.unix_seconds()).cmp(&(&b.child, b.at.unix_seconds())));
    let mut rows = Vec::new();
    let mut latest: Option<&CandidateEntry> = None;
    for sleep in sleeps {
        let before = latest.filter(|l| l.child == sleep.child);
        if let Some(before) =
            before.filter(|l| l.until.is_some_and(|u| u.unix_seconds() > sleep.at.unix_seconds()))
        {
            rows.extend([before.row, sleep.row]);
        }
        if before
            .is_none_or(|l| l.until.map(Timestamp::unix_seconds) < sleep.until.map(Timestamp::unix_seconds))
        {
            latest = Some(sleep);
        }
    }
    rows.sort_unstable();
    rows.dedup();
    rows
}
