//! Sleep of one family day and its night. The definitions stand at [`SleepTotals`]; nothing here reads entries.

use crate::model::time::{next_day, previous_day};
use crate::model::{DayBoundaries, DayPart, Family, TimeRange};
use crate::stats::nap_overrides::NapOverrides;
use crate::stats::sleep_bouts::{MergedSleeps, SleepBout};
use crate::stats::{NightStatus, SleepTotals, StatsQuery};
use chrono::NaiveDate;

const HOUR_SECS: i64 = 3600;
/// A bout that starts in the night's last hour may be the day's first nap.
const LAST_NAP_SECS: i64 = HOUR_SECS;
/// A night whose first bout begins later than this after its start is not all written down.
const MAX_LATE_ONSET_SECS: i64 = 5 * HOUR_SECS;
/// A night whose last bout ends earlier than this before its end is not all written down.
const MAX_EARLY_UP_SECS: i64 = 3 * HOUR_SECS;
/// Nor is one with a longer gap than this between neighbouring bouts.
const MAX_NIGHT_GAP_SECS: i64 = 4 * HOUR_SECS;
/// A day with a longer gap than this between neighbouring sleeps is not all written down.
const MAX_DAY_GAP_SECS: i64 = 7 * HOUR_SECS;
/// The parts on either side of a day whose nights may claim a bout of it: one more than usual before, where a zone left
/// a date out.
const PARTS_BEFORE: usize = 2;
const PARTS_AFTER: usize = 1;

/// Where a date's day and night lie.
#[derive(Clone, Copy, Debug)]
pub(crate) struct DayRanges {
    pub date: NaiveDate,
    /// The family day.
    pub day: TimeRange,
    /// From the night's end to the night's start.
    pub daytime: TimeRange,
    pub night: TimeRange,
}

impl DayRanges {
    fn new(date: NaiveDate, hours: &DayBoundaries) -> Self {
        let (day, daytime) = (hours.day_range(date), hours.daytime_range(date));
        Self { date, day, daytime, night: hours.night_range(date) }
    }
}

/// The ranges of `from` to `to`, with those around them that [`SleepSums`] needs; worked out once for all.
pub(crate) fn list_day_ranges(from: NaiveDate, to: NaiveDate, hours: &DayBoundaries) -> Vec<DayRanges> {
    let first = (0..PARTS_BEFORE).fold(from, |date, _| previous_day(date));
    let last = (0..PARTS_AFTER).fold(to, |date, _| next_day(date));
    let dates = first.iter_days().take_while(|date| *date <= last);
    dates.map(|date| DayRanges::new(date, hours)).collect()
}

/// Sleep of the days asked for.
pub(crate) struct SleepSums<'a> {
    pub sleeps: &'a MergedSleeps,
    pub moved: &'a NapOverrides<'a>,
    pub ranges: &'a [DayRanges],
    pub family: &'a Family,
    pub query: &'a StatsQuery,
}

impl<'a> SleepSums<'a> {
    /// The sums of the date at this place in `ranges`.
    pub(crate) fn sum_date(&self, index: usize) -> SleepTotals {
        let DayRanges { date, day, daytime, night } = self.ranges[index];
        let (sleeps, hours) = (self.sleeps, &self.query.hours);
        let bouts = self.night_bouts(index);
        let sums = SleepTotals {
            night: self.night_status(index, &bouts),
            day_recorded: self.is_day_recorded(index),
            night_words: sleeps.described_nights.get(&date).cloned(),
            ..SleepTotals::default()
        };
        let parts = [day, daytime, night];
        if !parts.into_iter().any(|part| sleeps.has_record_in(part)) && !self.moved.has_date(date) {
            return sums;
        }
        let minutes = |span| Some(sleeps.seconds_asleep_in(span) / 60);
        let between =
            bouts.first().zip(bouts.last()).map(|(a, b)| TimeRange { from: a.span.from, to: b.span.to });
        SleepTotals {
            total_min: minutes(day),
            day_min: minutes(daytime),
            night_min: minutes(night),
            longest_min: find_longest_unbroken(&bouts).map(|secs| secs / 60),
            bouts: i64::try_from(sleeps.overlapping_bouts(day).len()).ok(),
            naps: Some(self.count_naps(index)),
            wakings: Some(count_wakings(&bouts)),
            awake_in_night_min: between.map(|span| count_awake_secs(sleeps, span, night) / 60),
            onset: between.map(|span| hours.timestamp_at(span.from)),
            up: between.map(|span| hours.timestamp_at(span.to)),
            open: parts.into_iter().any(|part| sleeps.has_open_sleep_in(part)),
            night_imported: bouts.iter().any(|bout| bout.imported)
                || sleeps.open_sleeps_in(night).iter().any(|open| open.imported),
            ..sums
        }
    }

    /// The bouts of a date's night, in order.
    fn night_bouts(&self, index: usize) -> Vec<&'a SleepBout> {
        let DayRanges { date, night, .. } = self.ranges[index];
        let in_night = &self.sleeps.bouts[self.sleeps.overlapping_bouts(night)];
        let by_hours = in_night.iter().filter(|bout| bout.nap.is_none() && is_of_night(bout, night));
        let mut bouts: Vec<&SleepBout> = by_hours.chain(self.moved.nights_on(date).iter().copied()).collect();
        bouts.sort_unstable_by_key(|bout| bout.span.from);
        bouts
    }

    fn count_naps(&self, index: usize) -> i64 {
        let DayRanges { date, daytime, .. } = self.ranges[index];
        let around = index.saturating_sub(PARTS_BEFORE)..(index + PARTS_AFTER + 1).min(self.ranges.len());
        let is_nap = |bout: &&SleepBout| {
            let mut nights = self.ranges[around.clone()].iter().map(|ranges| ranges.night);
            bout.nap.is_none() && !nights.any(|night| is_of_night(bout, night))
        };
        let in_day = &self.sleeps.bouts[self.sleeps.overlapping_bouts(daytime)];
        let naps = in_day.iter().filter(is_nap).count() + self.moved.naps_on(date).len();
        i64::try_from(naps).unwrap_or(i64::MAX)
    }

    fn night_status(&self, index: usize, bouts: &[&SleepBout]) -> NightStatus {
        let DayRanges { date, night, .. } = self.ranges[index];
        let sleeps = self.sleeps;
        let open = sleeps.open_sleeps_in(night);
        if open.iter().any(|open| open.runs) {
            return NightStatus::Running;
        }
        if self.query.now.unix_seconds() < night.to {
            return NightStatus::ToCome;
        }
        if !sleeps.has_record_in(night) && bouts.is_empty() {
            let in_words = sleeps.described_nights.contains_key(&date);
            return if in_words { NightStatus::Words } else { NightStatus::NotWritten };
        }
        let mark = self.family.coverage_status(Some(self.query.baby), DayPart::Night, date);
        match mark {
            Some(true) => NightStatus::Whole,
            None if open.is_empty() && self.looks_whole(bouts, night) => NightStatus::Whole,
            _ => NightStatus::Part,
        }
    }

    fn looks_whole(&self, bouts: &[&SleepBout], night: TimeRange) -> bool {
        let (Some(first), Some(last)) = (bouts.first(), bouts.last()) else {
            return false;
        };
        first.span.from - night.from <= MAX_LATE_ONSET_SECS
            && night.to - last.span.to <= MAX_EARLY_UP_SECS
            && bouts.windows(2).all(|two| two[1].span.from - two[0].span.to <= MAX_NIGHT_GAP_SECS)
            && self.sleeps.seconds_asleep_in(night) * 3 >= night.duration_seconds()
    }

    pub(crate) fn is_day_recorded(&self, index: usize) -> bool {
        let DayRanges { date, daytime, .. } = self.ranges[index];
        let mark = self.family.coverage_status(Some(self.query.baby), DayPart::Day, date);
        mark.unwrap_or_else(|| {
            daytime.to <= self.query.now.unix_seconds()
                && !self.sleeps.has_open_sleep_in(daytime)
                && self.has_no_long_gap(daytime)
        })
    }

    /// Whether no gap that reaches into `daytime` is too long. A sleep without an end ends the gap before it, and tells
    /// nothing of when the next one begins.
    fn has_no_long_gap(&self, daytime: TimeRange) -> bool {
        let bouts = &self.sleeps.bouts;
        let before = bouts.partition_point(|bout| bout.span.from < daytime.from);
        let Some(mut awake_from) = before.checked_sub(1).map(|at| bouts[at].span.to) else {
            return false;
        };
        for bout in &bouts[before..] {
            if awake_from >= daytime.to {
                break;
            }
            if bout.span.from - awake_from > MAX_DAY_GAP_SECS {
                return self.is_closed_by_open_sleep(awake_from, daytime);
            }
            awake_from = bout.span.to;
        }
        awake_from >= daytime.to || self.is_closed_by_open_sleep(awake_from, daytime)
    }

    /// Whether a sleep without an end began after the day, within the time a gap may last.
    fn is_closed_by_open_sleep(&self, awake_from: i64, daytime: TimeRange) -> bool {
        let near = TimeRange { from: daytime.to, to: awake_from + MAX_DAY_GAP_SECS + 1 };
        self.sleeps.has_open_sleep_in(near)
    }
}

fn share_of(bout: &SleepBout, span: TimeRange) -> i64 {
    bout.span.intersect_with(span).map_or(0, TimeRange::duration_seconds)
}

/// Whether a bout that nobody called night or nap is one of this night's.
fn is_of_night(bout: &SleepBout, night: TimeRange) -> bool {
    let (whole, inside) = (bout.span.duration_seconds(), share_of(bout, night));
    let is_first_nap = bout.span.from >= night.to - LAST_NAP_SECS && (bout.span.to - night.to) * 2 > whole;
    night.contains_instant(bout.span.from) && !is_first_nap
        || inside * 2 > whole
        || inside * 2 > night.duration_seconds()
}

fn count_wakings(bouts: &[&SleepBout]) -> i64 {
    let between = i64::try_from(bouts.len()).unwrap_or(i64::MAX) - 1;
    let noted: i64 = bouts.iter().map(|bout| bout.count_noted_wakings()).sum();
    (between + noted).max(0)
}

/// The longest bout in seconds, unless it is one in which wakings were noted.
fn find_longest_unbroken(bouts: &[&SleepBout]) -> Option<i64> {
    let longest = |is_broken: bool| {
        let of = bouts.iter().filter(|bout| (bout.count_noted_wakings() > 0) == is_broken);
        of.map(|bout| bout.span.duration_seconds()).max()
    };
    longest(false).filter(|unbroken| longest(true).is_none_or(|broken| broken <= *unbroken))
}

/// Seconds awake between onset and up, in the night.
fn count_awake_secs(sleeps: &MergedSleeps, between: TimeRange, night: TimeRange) -> i64 {
    between.intersect_with(night).map_or(0, |span| span.duration_seconds() - sleeps.seconds_asleep_in(span))
}
