//! A family day as a row of equal cells on the wall clock, for strips of sleep. No glyphs here.

use crate::journal::{Hours, Span};
use chrono::NaiveDate;

/// One cell of a strip.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Cell {
    /// No sleep was written for more than half of it.
    Awake,
    /// Asleep for more than half of it.
    Asleep,
    /// The clocks went forward: this time was not on the clock that day.
    Missing,
    /// The clocks went back: this time came twice; asleep for more than half of both together, or not.
    Twice(bool),
}

impl Cell {
    /// Whether sleep fills it.
    pub fn is_asleep(self) -> bool {
        matches!(self, Self::Asleep | Self::Twice(true))
    }
}

/// The family day of `date` as `cells` equal steps of the wall clock, from the day's start on. `asleep` is in order and
/// without overlaps, as [`super::asleep`] and [`super::Trends::asleep`] give it.
///
/// Every day has the same number of cells, so that rows stand under one another: on a 25-hour day the repeated hour is
/// [`Cell::Twice`], on a 23-hour day the hour that was skipped is [`Cell::Missing`].
pub fn sleep_cells(hours: &Hours, date: NaiveDate, asleep: &[Span], cells: usize) -> Vec<Cell> {
    let first = asleep.partition_point(|span| span.to <= hours.day(date).from);
    let stretches = stretches(hours, date);
    (0..cells)
        .map(|index| {
            let [length, slept] = clock_cell(index, cells, &stretches)
                .map(|span| [span.secs(), secs_asleep(&asleep[first..], span)])
                .fold([0, 0], |[a, b], [c, d]| [a + c, b + d]);
            let is_asleep = slept * 2 > length;
            let usual = edge(index + 1, cells) - edge(index, cells);
            match length {
                0 => Cell::Missing,
                _ if length > usual => Cell::Twice(is_asleep),
                _ if is_asleep => Cell::Asleep,
                _ => Cell::Awake,
            }
        })
        .collect()
}

/// Where in the family day of `date` an instant falls on the wall clock, as a cell of `cells`; `None` outside the day.
pub fn cell_of(hours: &Hours, date: NaiveDate, secs: i64, cells: usize) -> Option<usize> {
    let stretches = stretches(hours, date);
    (0..cells).find(|index| clock_cell(*index, cells, &stretches).any(|span| span.holds(secs)))
}

/// Seconds on the wall clock from one day's start to the next.
const DAY: i64 = 86_400;

/// Clock times no day reaches, far from where adding to them would overflow.
const FAR_BEFORE: i64 = i64::MIN / 4;
const FAR_AFTER: i64 = i64::MAX / 4;

/// Seconds on the wall clock from the day's start to the beginning of a cell.
fn edge(index: usize, cells: usize) -> i64 {
    let whole = |n: usize| i64::try_from(n).unwrap_or(1);
    DAY * whole(index) / whole(cells.max(1))
}

/// A part of the day in which the clocks run on without a change.
struct Stretch {
    span: Span,
    /// Seconds on the wall clock since the day's start, when `span` begins.
    clock: i64,
}

/// The day cut where its clocks change: one stretch on almost every day, else two.
fn stretches(hours: &Hours, date: NaiveDate) -> Vec<Stretch> {
    let day = hours.day(date);
    let begins = date.and_time(hours.day_start.time()).and_utc().timestamp();
    let offset = |secs: i64| i64::from(hours.at(secs).offset());
    let stretch =
        |from: i64, to: i64| Stretch { span: Span { from, to }, clock: from + offset(from) - begins };
    if day.secs() == 0 {
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
fn clock_cell(index: usize, cells: usize, stretches: &[Stretch]) -> impl Iterator<Item = Span> + '_ {
    let from = if index == 0 { FAR_BEFORE } else { edge(index, cells) };
    let to = if index + 1 == cells { FAR_AFTER } else { edge(index + 1, cells) };
    stretches.iter().filter_map(move |stretch| {
        let shift = stretch.span.from - stretch.clock;
        Span { from: from + shift, to: to + shift }.within(stretch.span)
    })
}

fn secs_asleep(asleep: &[Span], span: Span) -> i64 {
    let first = asleep.partition_point(|bout| bout.to <= span.from);
    asleep[first..]
        .iter()
        .take_while(|bout| bout.from < span.to)
        .filter_map(|bout| bout.within(span))
        .map(Span::secs)
        .sum()
}
