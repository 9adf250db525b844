//! What is worth a second look in what was read, whatever the format: the future, very long sleeps, markers, overlaps.
//! All of it is kept.

use crate::import::{CandidateEntry, CandidateList, ImportWarning};
use crate::model::{Details, Timestamp};
use crate::texts::import_messages::{self, RowTopic};

/// How far a time may lie ahead of the clock.
const FUTURE_GRACE_SECS: i64 = 5 * 60;
/// A sleep longer than this is mostly a waking nobody wrote down.
const LONG_SLEEP_SECS: i64 = 13 * 3600;
/// How many rows a counted warning names.
const MAX_NAMED_ROWS: usize = 5;

/// One warning for each matter, with its number and the first few rows.
pub(crate) fn find_warnings(drafts: &CandidateList, now: Timestamp) -> Vec<ImportWarning> {
    let latest = now.unix_seconds() + FUTURE_GRACE_SECS;
    let (mut future, mut long, mut markers) = (Vec::new(), Vec::new(), Vec::new());
    for draft in drafts.iter() {
        if draft.until.unwrap_or(draft.at).unix_seconds().max(draft.at.unix_seconds()) > latest {
            future.push(draft.row);
        }
        match sleep_seconds(&draft) {
            Some(seconds) if seconds > LONG_SLEEP_SECS => long.push(draft.row),
            Some(seconds) if seconds < 120 => markers.push(draft.row),
            _ => {}
        }
    }
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
pub(crate) fn warn_about_rows(rows: &[usize], topic: RowTopic<'_>) -> Option<ImportWarning> {
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
fn find_overlapping_sleeps(drafts: &CandidateList) -> Vec<usize> {
    let mut rows = Vec::new();
    // The sleep so far that ends last: whose it is, when it ends, and its row.
    let mut latest: Option<(u32, i64, usize)> = None;
    for sleep in drafts.sleeps_by_child_and_start() {
        let before = latest.filter(|(child, ..)| *child == sleep.child);
        if let Some((_, _, row)) = before.filter(|(_, end, _)| *end > sleep.start) {
            rows.extend([row, sleep.row]);
        }
        if before.is_none_or(|(_, end, _)| end < sleep.end) {
            latest = Some((sleep.child, sleep.end, sleep.row));
        }
    }
    rows.sort_unstable();
    rows.dedup();
    rows
}
