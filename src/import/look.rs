//! What is worth a second look in what was read, whatever the format: the future, very long sleeps, markers, overlaps.
//! All of it is kept.

use super::{Draft, Warning, counted, thousands};
use crate::journal::{At, What};

/// Minutes a time may lie ahead of the clock.
const GRACE: i64 = 5 * 60;
/// A sleep longer than this is mostly a waking nobody wrote down.
const LONG: i64 = 13 * 3600;
/// How many rows a counted warning names.
const NAMED: usize = 5;

/// One warning for each matter, with its number and the first few rows.
pub(crate) fn second_look(drafts: &[Draft], now: At) -> Vec<Warning> {
    let latest = now.secs() + GRACE;
    let rows = |is: &dyn Fn(&Draft) -> bool| -> Vec<usize> {
        drafts.iter().filter(|d| is(d)).map(|d| d.row).collect()
    };
    let future = rows(&|d| d.at.secs() > latest || d.until.is_some_and(|at| at.secs() > latest));
    let long = rows(&|d| seconds(d).is_some_and(|s| s > LONG));
    let markers = rows(&|d| seconds(d).is_some_and(|s| s < 120));
    [
        about(&future, "entry lies", "entries lie", "in the future by this machine's clock"),
        about(&long, "sleep is", "sleeps are", "longer than 13 hours; perhaps a waking was not written down"),
        about(
            &markers,
            "sleep is",
            "sleeps are",
            "no longer than a minute: kept as a mark, not counted as sleep",
        ),
        about(
            &overlaps(drafts),
            "sleep shares",
            "sleeps share",
            "time with another; all were kept, and shared time counts once",
        ),
    ]
    .into_iter()
    .flatten()
    .collect()
}

fn seconds(draft: &Draft) -> Option<i64> {
    let is_sleep = matches!(draft.what, What::Sleep(_));
    let until = draft.until.filter(|_| is_sleep)?;
    Some(until.secs() - draft.at.secs())
}

/// One warning about all of these rows, when there are any.
pub(crate) fn about(rows: &[usize], one: &str, many: &str, what: &str) -> Option<Warning> {
    match rows {
        [] => None,
        [row] => Some(Warning::new(*row, format!("{} {what}.", counted(1, one, many)))),
        rows => {
            let first: Vec<_> = rows.iter().take(NAMED).map(ToString::to_string).collect();
            let rest = match rows.len().saturating_sub(NAMED) {
                0 => String::new(),
                n => format!(" and {} more", thousands(n)),
            };
            Some(Warning {
                row: None,
                says: format!("{} {what} (rows {}{rest}).", counted(rows.len(), one, many), first.join(", ")),
            })
        }
    }
}

/// The rows of sleeps that share time with another sleep of the same child, in the order of the file.
fn overlaps(drafts: &[Draft]) -> Vec<usize> {
    let mut sleeps: Vec<&Draft> = drafts.iter().filter(|d| seconds(d).is_some_and(|s| s > 0)).collect();
    sleeps.sort_by(|a, b| (&a.child, a.at.secs()).cmp(&(&b.child, b.at.secs())));
    let mut rows = Vec::new();
    let mut latest: Option<&Draft> = None;
    for sleep in sleeps {
        let before = latest.filter(|l| l.child == sleep.child);
        if let Some(before) = before.filter(|l| l.until.is_some_and(|u| u.secs() > sleep.at.secs())) {
            rows.extend([before.row, sleep.row]);
        }
        if before.is_none_or(|l| l.until.map(At::secs) < sleep.until.map(At::secs)) {
            latest = Some(sleep);
        }
    }
    rows.sort_unstable();
    rows.dedup();
    rows
}
