//! Bouts that a parent called night or nap, whatever the hours say.

use crate::model::time::{next_day, previous_day};
use crate::model::{DayBoundaries, TimeRange};
use crate::stats::sleep_bouts::{MergedSleeps, SleepBout};
use chrono::NaiveDate;
use std::collections::BTreeMap;

/// Bouts whose parent said "night" or "nap", by the date of the night or day they were moved to.
#[derive(Default)]
pub(crate) struct NapOverrides<'a> {
    nights: BTreeMap<NaiveDate, Vec<&'a SleepBout>>,
    days: BTreeMap<NaiveDate, Vec<&'a SleepBout>>,
}

impl<'a> NapOverrides<'a> {
    pub(crate) fn from_sleeps(sleeps: &'a MergedSleeps, hours: &DayBoundaries) -> Self {
        let mut moved = Self::default();
        for bout in &sleeps.bouts {
            match bout.nap {
                Some(true) => moved.days.entry(assign_day(bout, hours)).or_default().push(bout),
                Some(false) => moved.nights.entry(assign_night(bout, hours)).or_default().push(bout),
                None => {}
            }
        }
        moved
    }

    /// The bouts called "night" of this date.
    pub(crate) fn nights_on(&self, date: NaiveDate) -> &[&'a SleepBout] {
        self.nights.get(&date).map_or(&[], Vec::as_slice)
    }

    /// The bouts called "nap" of this date.
    pub(crate) fn naps_on(&self, date: NaiveDate) -> &[&'a SleepBout] {
        self.days.get(&date).map_or(&[], Vec::as_slice)
    }

    /// Whether a parent's word brought a bout to this date; then something was written of it.
    pub(crate) fn has_date(&self, date: NaiveDate) -> bool {
        self.nights.contains_key(&date) || self.days.contains_key(&date)
    }
}

fn range_midpoint(span: TimeRange) -> i64 {
    span.from + (span.to - span.from) / 2
}

/// The date whose daytime holds `secs` (`Ok`), or whose night does (`Err`).
fn find_day_part(secs: i64, hours: &DayBoundaries) -> Result<NaiveDate, NaiveDate> {
    let near = hours.timestamp_at(secs).local_date();
    // The last of these is for a zone that left a date out.
    for date in [near, previous_day(near), next_day(near), previous_day(previous_day(near))] {
        if hours.daytime_range(date).contains_instant(secs) {
            return Ok(date);
        }
        if hours.night_range(date).contains_instant(secs) {
            return Err(date);
        }
    }
    Ok(near)
}

/// The night of a bout called "night": the one it starts in, else the one nearest to its middle.
fn assign_night(bout: &SleepBout, hours: &DayBoundaries) -> NaiveDate {
    if let Err(date) = find_day_part(bout.span.from, hours) {
        return date;
    }
    let at = range_midpoint(bout.span);
    match find_day_part(at, hours) {
        Err(date) => date,
        Ok(date) if at < range_midpoint(hours.daytime_range(date)) => {
            skip_missing_date(previous_day(date), previous_day, hours)
        }
        Ok(date) => date,
    }
}

/// The day of a bout called "nap": the one nearest to its middle.
fn assign_day(bout: &SleepBout, hours: &DayBoundaries) -> NaiveDate {
    let at = range_midpoint(bout.span);
    match find_day_part(at, hours) {
        Ok(date) => date,
        Err(date) if at < range_midpoint(hours.night_range(date)) => date,
        Err(date) => skip_missing_date(next_day(date), next_day, hours),
    }
}

/// This date, or the one further on in that direction where a zone left it out.
fn skip_missing_date(date: NaiveDate, on: fn(NaiveDate) -> NaiveDate, hours: &DayBoundaries) -> NaiveDate {
    if hours.day_range(date).duration_seconds() > 0 { date } else { on(date) }
}
