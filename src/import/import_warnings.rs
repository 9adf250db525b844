//! What is worth a second look in what was read, whatever the format: the future, very long sleeps, markers, overlaps.
//! All of it is kept.

use crate::import::{CandidateEntry, ImportWarning};
use crate::model::{Details, Timestamp};
use crate::texts::import_messages::{self, RowTopic};

/// How far a time may lie ahead of the clock.
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
        warn_about_rows(&future, import_messages::IN_FUTURE),
        warn_about_rows(&long, import_messages::LONG_SLEEP),
        warn_about_rows(&markers, import_messages::MARKER_SLEEP),
        warn_about_rows(&find_overlapping_sleeps(drafts), import_messages::OVERLAPPING_SLEEP),
    ]
    .into_iter()
    .flatten()
    .collect()
}

fn sleep_seconds(draft: &CandidateEntry) -> Option<i64> {
    match (&draft.details, draft.until) {
        (Details::Sleep(_), Some(until)) => Some(until.unix_seconds() - draft.at.unix_seconds()),
        _ => None,
    }
}

/// One warning about all of these rows, when there are any.
pub(crate) fn warn_about_rows(rows: &[usize], topic: RowTopic) -> Option<ImportWarning> {
    match rows {
        [] => None,
        [row] => Some(ImportWarning::at_row(*row, import_messages::one_row(topic))),
        rows => {
            let named: Vec<_> = rows.iter().take(MAX_NAMED_ROWS).map(ToString::to_string).collect();
            let message = import_messages::several_rows(rows.len(), topic, &named);
            Some(ImportWarning::of_file(message))
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
