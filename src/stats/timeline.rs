//! A family day as a row of equal cells on the wall clock, for strips of sleep. No glyphs here.

use crate::model::{DayBoundaries, TimeRange};
use chrono::NaiveDate;

/// One cell of a strip.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum TimelineCell {
    /// No sleep was written for more than half of it.
    Awake,
    /// Asleep for more than half of it.
    Asleep,
    /// The clocks went forward: this time was not on the clock that day.
    Skipped,
    /// The clocks went back: this time came twice; asleep for more than half of both together, or not.
    Repeated(bool),
}

impl TimelineCell {
    /// Whether sleep fills it.
    pub fn is_asleep(self) -> bool {
        matches!(self, Self::Asleep | Self::Repeated(true))
    }
}

/// The family day of `date` as `cells` equal steps of the wall clock, from the day's start on. `asleep` is in order and
/// without overlaps, as [`crate::stats::find_sleep_ranges`] and [`crate::stats::PeriodStats::sleep_ranges`] give it.
///
/// Every day has the same number of cells, so that rows stand under one another: on a 25-hour day the repeated hour is
/// [`TimelineCell::Repeated`], on a 23-hour day the hour that was skipped is [`TimelineCell::Skipped`].
pub fn timeline_cells(
    hours: &DayBoundaries,
    date: NaiveDate,
    asleep: &[TimeRange],
    cells: usize,
) -> Vec<TimelineCell> {
    let first = asleep.partition_point(|span| span.to <= hours.day_range(date).from);
    let stretches = split_at_clock_change(hours, date);
    (0..cells)
        .map(|index| {
            let [length, slept] = cell_ranges(index, cells, &stretches)
                .map(|span| [span.duration_seconds(), sum_seconds_asleep(&asleep[first..], span)])
                .fold([0, 0], |[a, b], [c, d]| [a + c, b + d]);
            let is_asleep = slept * 2 > length;
            let usual = cell_start(index + 1, cells) - cell_start(index, cells);
            match length {
                0 => TimelineCell::Skipped,
                _ if length > usual => TimelineCell::Repeated(is_asleep),
                _ if is_asleep => TimelineCell::Asleep,
                _ => TimelineCell::Awake,
            }
        })
        .collect()
}

/// Where in the family day of `date` an instant falls on the wall clock, as a cell of `cells`; `None` outside the day.
pub(crate) fn cell_index(hours: &DayBoundaries, date: NaiveDate, secs: i64, cells: usize) -> Option<usize> {
    let stretches = split_at_clock_change(hours, date);
    (0..cells).find(|index| cell_ranges(*index, cells, &stretches).any(|span| span.contains_instant(secs)))
}

/// Seconds on the wall clock from one day's start to the next.
const CLOCK_DAY_SECS: i64 = 86_400;

/// Clock times no day reaches, far from where adding to them would overflow.
const MIN_CLOCK_SECS: i64 = i64::MIN / 4;
const MAX_CLOCK_SECS: i64 = i64::MAX / 4;

/// Seconds on the wall clock from the day's start to the beginning of a cell.
fn cell_start(index: usize, cells: usize) -> i64 {
    let whole = |n: usize| i64::try_from(n).unwrap_or(1);
    CLOCK_DAY_SECS * whole(index) / whole(cells.max(1))
}

/// A part of the day in which the clocks run on without a change.
struct ClockSegment {
    span: TimeRange,
    /// Seconds on the wall clock since the day's start, when `span` begins.
    clock_secs: i64,
}

/// The day cut where its clocks change: one stretch on almost every day, else two.
fn split_at_clock_change(hours: &DayBoundaries, date: NaiveDate) -> Vec<ClockSegment> {
    let day = hours.day_range(date);
    let begins = date.and_time(hours.day_start.to_naive_time()).and_utc().timestamp();
    let offset = |secs: i64| i64::from(hours.timestamp_at(secs).offset_seconds());
    let stretch = |from: i64, to: i64| ClockSegment {
        span: TimeRange { from, to },
        clock_secs: from + offset(from) - begins,
    };
    if day.duration_seconds() == 0 {
        return Vec::new();
    }
    if offset(day.from) == offset(day.to - 1) {
        return vec![stretch(day.from, day.to)];
    }
    // The first second by the new clock, found by halving.
    let (mut old, mut new) = (day.from, day.to - 1);
    while new - old > 1 {
        let mid = old + (new - old) / 2;
        if offset(mid) == offset(day.from) {
            old = mid;
        } else {
            new = mid;
        }
    }
    vec![stretch(day.from, new), stretch(new, day.to)]
}

/// The instants at which the wall clock showed a cell's time. The first and last cell take what a day that begins
/// inside a clock change has beyond them.
fn cell_ranges(
    index: usize,
    cells: usize,
    stretches: &[ClockSegment],
) -> impl Iterator<Item = TimeRange> + '_ {
    let from = if index == 0 { MIN_CLOCK_SECS } else { cell_start(index, cells) };
    let to = if index + 1 == cells { MAX_CLOCK_SECS } else { cell_start(index + 1, cells) };
    stretches.iter().filter_map(move |stretch| {
        let shift = stretch.span.from - stretch.clock_secs;
        TimeRange { from: from + shift, to: to + shift }.intersect_with(stretch.span)
    })
}

fn sum_seconds_asleep(asleep: &[TimeRange], span: TimeRange) -> i64 {
    let first = asleep.partition_point(|bout| bout.to <= span.from);
    asleep[first..]
        .iter()
        .take_while(|bout| bout.from < span.to)
        .filter_map(|bout| bout.intersect_with(span))
        .map(TimeRange::duration_seconds)
        .sum()
}
