//! A family day as a row of equal cells on the wall clock, for strips of sleep. No glyphs here.

use crate::model::{DayBoundaries, TimeRange};
use chrono::NaiveDate;

/// What is known of a time. Pictures show all three.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum SleepState {
    Asleep,
    Awake,
    /// Nobody wrote it down, or it is still to come.
    Unknown,
}

/// One cell of a strip.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum TimelineCell {
    /// Awake for at least half of what is not asleep, and not asleep for long enough to be seen.
    Awake,
    /// Not known for more than half of it, and not asleep for long enough to be seen.
    Unknown,
    /// Asleep, to the nearest eighth.
    Asleep,
    /// Asleep for some eighths of it, 1 to 7.
    PartlyAsleep { eighths: u8, at_end: bool },
    /// The clocks went forward: this time was not on the clock that day.
    Skipped,
    /// The clocks went back: this time came twice; what it was for most of both together.
    Repeated(SleepState),
}

impl TimelineCell {
    /// Whether there is sleep in it.
    pub fn is_asleep(self) -> bool {
        matches!(self, Self::Asleep | Self::PartlyAsleep { .. } | Self::Repeated(SleepState::Asleep))
    }
}

/// When a baby was asleep and when awake; both in order and without overlaps. The rest is not known.
#[derive(Clone, Copy, Debug, Default)]
pub struct SleepWake<'a> {
    pub asleep: &'a [TimeRange],
    pub awake: &'a [TimeRange],
}

/// The family day of `date` as `cells` equal steps of the wall clock, from the day's start on.
///
/// Every day has the same number of cells, so that rows stand under one another: on a 25-hour day the repeated hour is
/// [`TimelineCell::Repeated`], on a 23-hour day the hour that was skipped is [`TimelineCell::Skipped`]. Any sleep, of
/// two minutes or more, has at least one cell that shows it.
pub fn timeline_cells(
    hours: &DayBoundaries,
    date: NaiveDate,
    known: SleepWake<'_>,
    cells: usize,
) -> Vec<TimelineCell> {
    let from = hours.day_range(date).from;
    let of_day = |spans: &'_ [TimeRange]| spans.partition_point(|span| span.to <= from);
    let known = SleepWake {
        asleep: &known.asleep[of_day(known.asleep)..],
        awake: &known.awake[of_day(known.awake)..],
    };
    let segments = split_at_clock_change(hours, date);
    (0..cells)
        .map(|index| {
            let usual = cell_start(index + 1, cells) - cell_start(index, cells);
            let ranges: Vec<TimeRange> = cell_ranges(index, cells, &segments).collect();
            classify_cell(&ranges, usual, known)
        })
        .collect()
}

fn classify_cell(ranges: &[TimeRange], usual_secs: i64, known: SleepWake<'_>) -> TimelineCell {
    let sum = |spans: &[TimeRange]| ranges.iter().map(|range| sum_seconds_in(spans, *range)).sum::<i64>();
    let length: i64 = ranges.iter().map(|range| range.duration_seconds()).sum();
    let (asleep, awake) = (sum(known.asleep), sum(known.awake));
    if length == 0 {
        return TimelineCell::Skipped;
    }
    let is_awake = awake * 2 >= length - asleep;
    if length > usual_secs {
        return TimelineCell::Repeated(match (asleep * 2 > length, is_awake) {
            (true, _) => SleepState::Asleep,
            (false, true) => SleepState::Awake,
            (false, false) => SleepState::Unknown,
        });
    }
    let least = i64::from(ranges.iter().any(|range| has_short_sleep(known.asleep, *range, usual_secs)));
    match ((asleep * 16 + length) / (length * 2)).max(least) {
        0 if is_awake => TimelineCell::Awake,
        0 => TimelineCell::Unknown,
        eighths @ 1..=7 => TimelineCell::PartlyAsleep {
            eighths: eighths as u8,
            at_end: is_asleep_at_end(ranges, known.asleep),
        },
        _ => TimelineCell::Asleep,
    }
}

/// Whether part of a sleep shorter than a cell lies in it: it would else be lost between two cells.
fn has_short_sleep(asleep: &[TimeRange], range: TimeRange, cell_secs: i64) -> bool {
    overlapping(asleep, range).any(|sleep| sleep.duration_seconds() < cell_secs)
}

fn is_asleep_at_end(ranges: &[TimeRange], asleep: &[TimeRange]) -> bool {
    let is_asleep = |secs: i64| overlapping(asleep, TimeRange { from: secs, to: secs + 1 }).next().is_some();
    let (first, last) = (ranges.first(), ranges.last());
    last.is_some_and(|range| is_asleep(range.to - 1)) && !first.is_some_and(|range| is_asleep(range.from))
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

fn overlapping(spans: &[TimeRange], range: TimeRange) -> impl Iterator<Item = &TimeRange> {
    let first = spans.partition_point(|span| span.to <= range.from);
    spans[first..].iter().take_while(move |span| span.from < range.to)
}

fn sum_seconds_in(spans: &[TimeRange], range: TimeRange) -> i64 {
    let shared = overlapping(spans, range).filter_map(|span| span.intersect_with(range));
    shared.map(TimeRange::duration_seconds).sum()
}
