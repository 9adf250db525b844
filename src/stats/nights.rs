//! Sleep of one family day and its night. The definitions stand at [`SleepTotals`]; nothing here reads entries.

use crate::model::time::{next_day, previous_day};
use crate::model::{DayBoundaries, DayPart, Family, TimeRange};
use crate::stats::sleep_bouts::{MergedSleeps, SleepBout};
use crate::stats::{SleepTotals, StatsQuery};
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

    /// Whether a parent's word brought a bout to this date; then something was written of it.
    fn has_date(&self, date: NaiveDate) -> bool {
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

fn is_mostly_in(bout: &SleepBout, span: TimeRange) -> bool {
    let inside = bout.span.intersect_with(span).map_or(0, TimeRange::duration_seconds);
    inside * 2 > bout.span.duration_seconds()
}

/// The sum for `date`.
pub(crate) fn sum_sleep(
    sleeps: &MergedSleeps,
    moved: &NapOverrides,
    family: &Family,
    asked: &StatsQuery,
    date: NaiveDate,
) -> SleepTotals {
    let hours = &asked.hours;
    let (day, daytime, night) = (hours.day_range(date), hours.daytime_range(date), hours.night_range(date));
    let in_words = sleeps.described_nights.get(&date).cloned().unwrap_or_default();
    let written =
        [day, daytime, night].into_iter().any(|part| sleeps.has_record_in(part)) || moved.has_date(date);
    if !written {
        return SleepTotals { night_words: in_words, ..SleepTotals::default() };
    }
    let in_night = &sleeps.bouts[sleeps.overlapping_bouts(night)];
    let minutes = |span| Some(sleeps.seconds_asleep_in(span) / 60);
    let marked = family.coverage_status(Some(asked.baby), DayPart::Night, date);
    let of_night = NightBouts::from_bouts(in_night, moved, date, night);
    let (onset, up) = (of_night.find_onset(), of_night.find_final_waking());
    SleepTotals {
        total_min: minutes(day),
        day_min: minutes(daytime),
        night_min: minutes(night),
        longest_min: of_night.longest_bout_secs().map(|secs| secs / 60),
        bouts: i64::try_from(sleeps.overlapping_bouts(day).len()).ok(),
        naps: Some(count_naps(sleeps, moved, date, daytime)),
        wakings: Some(of_night.count_wakings()),
        awake_in_night_min: onset
            .zip(up)
            .map(|(from, to)| count_awake_secs(sleeps, TimeRange { from, to }, night) / 60),
        onset: onset.map(|secs| hours.timestamp_at(secs)),
        up: up.map(|secs| hours.timestamp_at(secs)),
        night_recorded: !in_night.is_empty()
            && !sleeps.has_open_sleep_in(night)
            && asked.now.unix_seconds() >= night.to
            && marked != Some(false),
        open: [day, daytime, night].into_iter().any(|part| sleeps.has_open_sleep_in(part)),
        night_words: in_words,
    }
}

/// Seconds awake between onset and up, in the night.
fn count_awake_secs(sleeps: &MergedSleeps, between: TimeRange, night: TimeRange) -> i64 {
    between.intersect_with(night).map_or(0, |span| span.duration_seconds() - sleeps.seconds_asleep_in(span))
}

fn count_naps(sleeps: &MergedSleeps, moved: &NapOverrides, date: NaiveDate, daytime: TimeRange) -> i64 {
    let by_hours = sleeps.bouts[sleeps.overlapping_bouts(daytime)]
        .iter()
        .filter(|bout| bout.nap.is_none() && is_mostly_in(bout, daytime))
        .count();
    let by_word = moved.days.get(&date).map_or(0, Vec::len);
    i64::try_from(by_hours + by_word).unwrap_or(i64::MAX)
}

/// The bouts of one night.
struct NightBouts<'a> {
    /// Those that start in it, or were moved to it, in order.
    starting: Vec<&'a SleepBout>,
    /// The one straddling its start, when more than half in it.
    straddling: Option<&'a SleepBout>,
    /// Brief wakings noted on sleeps that start in it.
    noted_wakings: i64,
}

impl<'a> NightBouts<'a> {
    fn from_bouts(
        in_night: &'a [SleepBout],
        moved: &NapOverrides<'a>,
        date: NaiveDate,
        night: TimeRange,
    ) -> Self {
        let by_hours = || in_night.iter().filter(|bout| bout.nap.is_none());
        let by_word = moved.nights.get(&date).map_or(&[][..], Vec::as_slice);
        let mut starting: Vec<&SleepBout> = by_hours()
            .filter(|bout| night.contains_instant(bout.span.from))
            .chain(by_word.iter().copied())
            .collect();
        starting.sort_unstable_by_key(|bout| bout.span.from);
        let noted_by_hours = by_hours()
            .flat_map(|bout| &bout.noted_wakings)
            .filter(|(start, _)| night.contains_instant(*start));
        let noted_by_word = by_word.iter().flat_map(|bout| &bout.noted_wakings);
        Self {
            starting,
            straddling: by_hours().find(|bout| bout.span.from < night.from && is_mostly_in(bout, night)),
            noted_wakings: noted_by_hours.chain(noted_by_word).map(|(_, n)| n).sum(),
        }
    }

    fn iter_bouts(&self) -> impl Iterator<Item = &'a SleepBout> {
        self.straddling.into_iter().chain(self.starting.iter().copied())
    }

    fn find_onset(&self) -> Option<i64> {
        self.starting.first().map(|bout| bout.span.from)
    }

    fn find_final_waking(&self) -> Option<i64> {
        let last = self.starting.last().copied().or(self.straddling);
        last.map(|bout| bout.span.to)
    }

    fn longest_bout_secs(&self) -> Option<i64> {
        self.iter_bouts().map(|bout| bout.span.duration_seconds()).max()
    }

    fn count_wakings(&self) -> i64 {
        let bouts = i64::try_from(self.iter_bouts().count()).unwrap_or(i64::MAX);
        (bouts - 1 + self.noted_wakings).max(0)
    }
}
