//! From sleeps as written to bouts: what overlaps counts once, markers and open sleeps stand apart. Nothing here knows
//! where a day or a night begins.

use crate::model::{Entry, Id, Sleep, TimeRange, Timestamp};
use chrono::NaiveDate;
use std::collections::BTreeMap;
use std::ops::Range;

/// A sleep of this many seconds or fewer is a marker ("asleep now"), not sleep.
const MAX_MARKER_SECS: i64 = 60;

/// An unbroken stretch of sleep: closed sleeps that overlap or touch to the minute.
#[derive(Clone, PartialEq, Debug)]
pub(crate) struct SleepBout {
    /// From falling asleep to waking.
    pub span: TimeRange,
    /// Night or nap, where a parent overruled the hours; the earliest sleep in it that says so decides.
    pub nap: Option<bool>,
    /// The brief wakings noted on its sleeps; sleeps without any are left out.
    pub noted_wakings: Vec<i64>,
    /// A sleep in it came from another app.
    pub imported: bool,
}

impl SleepBout {
    /// The brief wakings noted on all of its sleeps.
    pub(crate) fn count_noted_wakings(&self) -> i64 {
        self.noted_wakings.iter().sum()
    }
}

/// A sleep without an end.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(crate) struct OpenSleep {
    pub from: i64,
    /// It is under way, not an end that nobody wrote.
    pub runs: bool,
    pub imported: bool,
}

/// All that was written about one baby's sleep.
#[derive(Clone, PartialEq, Debug, Default)]
pub(crate) struct MergedSleeps {
    /// In order, none touching the next.
    pub bouts: Vec<SleepBout>,
    /// Sleeps without an end, in order.
    pub open_sleeps: Vec<OpenSleep>,
    /// Starts of markers, in order.
    marker_starts: Vec<i64>,
    /// What was last written of a night in words.
    pub described_nights: BTreeMap<NaiveDate, String>,
}

/// A closed sleep. The order is total, so that the order of entries never shows in a figure.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct ClosedSleep {
    from: i64,
    /// Negated end: of two that begin together the longer comes first.
    negated_end: i64,
    nap: Option<bool>,
    wakings: u16,
    imported: bool,
}

impl ClosedSleep {
    fn time_range(&self) -> TimeRange {
        TimeRange { from: self.from, to: -self.negated_end }
    }
}

/// The minute an instant lies in. A sleep covers the minutes of the clock from the one it began in up to the one it
/// ended in, so that the parts of a day add up to the day, whatever the seconds were.
fn floor_to_minute(at: Timestamp) -> i64 {
    at.unix_seconds().div_euclid(60) * 60
}

/// Sleeps as they come, in any order: a few words of memory for each.
#[derive(Default)]
pub(crate) struct SleepsBuilder {
    closed: Vec<ClosedSleep>,
    open_sleeps: Vec<OpenSleep>,
    marker_starts: Vec<i64>,
    described_nights: Vec<(NaiveDate, Timestamp, Id, Option<String>)>,
}

impl SleepsBuilder {
    /// Takes a sleep in; one without an end runs, or does not, at `now`.
    pub(crate) fn add_sleep(&mut self, entry: &Entry, sleep: &Sleep, now: Timestamp) {
        let from = floor_to_minute(entry.at);
        match (sleep.night, entry.until.map(floor_to_minute)) {
            (Some(night), _) => {
                self.described_nights.push((night, entry.at, entry.id, sleep.words.clone()));
            }
            (None, None) => self.open_sleeps.push(OpenSleep {
                from,
                runs: entry.is_running_sleep(now),
                imported: sleep.imported,
            }),
            (None, Some(to)) if to - from <= MAX_MARKER_SECS => self.marker_starts.push(from),
            (None, Some(to)) => self.closed.push(ClosedSleep {
                from,
                negated_end: -to,
                nap: sleep.nap,
                wakings: sleep.wakings.unwrap_or(0),
                imported: sleep.imported,
            }),
        }
    }

    /// All of it in order.
    pub(crate) fn into_sleeps(mut self) -> MergedSleeps {
        self.open_sleeps.sort_unstable();
        self.marker_starts.sort_unstable();
        self.closed.sort_unstable();
        self.described_nights.sort();
        // Of two rows the later stands: "a rough night, a good night" would be nobody's words.
        let in_words = self.described_nights.into_iter();
        let in_words = in_words.filter_map(|(night, _, _, said)| Some((night, said?))).collect();
        MergedSleeps {
            bouts: merge_overlapping(&self.closed),
            open_sleeps: self.open_sleeps,
            marker_starts: self.marker_starts,
            described_nights: in_words,
        }
    }
}

impl MergedSleeps {
    /// Which bouts share a second with `span`.
    pub(crate) fn overlapping_bouts(&self, span: TimeRange) -> Range<usize> {
        let first = self.bouts.partition_point(|b| b.span.to <= span.from);
        if span.duration_seconds() == 0 {
            // A night whose every minute the clocks skipped has none to share, not even with a bout around it.
            return first..first;
        }
        let end = self.bouts.partition_point(|b| b.span.from < span.to);
        first..end.max(first)
    }

    /// Seconds asleep in `span`.
    pub(crate) fn seconds_asleep_in(&self, span: TimeRange) -> i64 {
        self.bouts[self.overlapping_bouts(span)]
            .iter()
            .filter_map(|bout| bout.span.intersect_with(span))
            .map(TimeRange::duration_seconds)
            .sum()
    }

    /// When the latest sleep began that runs.
    pub(crate) fn running_since(&self) -> Option<i64> {
        self.open_sleeps.iter().rev().find(|open| open.runs).map(|open| open.from)
    }

    /// The sleeps without an end that start in `span`.
    pub(crate) fn open_sleeps_in(&self, span: TimeRange) -> &[OpenSleep] {
        let first = self.open_sleeps.partition_point(|open| open.from < span.from);
        let end = self.open_sleeps.partition_point(|open| open.from < span.to);
        &self.open_sleeps[first..end.max(first)]
    }

    /// Whether a sleep without an end starts in `span`.
    pub(crate) fn has_open_sleep_in(&self, span: TimeRange) -> bool {
        !self.open_sleeps_in(span).is_empty()
    }

    /// Whether anything with a time was written of `span`: a bout in it, or a marker or open sleep that starts in it.
    pub(crate) fn has_record_in(&self, span: TimeRange) -> bool {
        !self.overlapping_bouts(span).is_empty()
            || self.has_open_sleep_in(span)
            || has_start_in(&self.marker_starts, span)
    }
}

fn has_start_in(starts: &[i64], span: TimeRange) -> bool {
    starts
        .get(starts.partition_point(|start| *start < span.from))
        .is_some_and(|start| span.contains_instant(*start))
}

fn merge_overlapping(sorted: &[ClosedSleep]) -> Vec<SleepBout> {
    let mut bouts: Vec<SleepBout> = Vec::new();
    // The last sleep of the bout on which wakings were noted.
    let mut last: Option<TimeRange> = None;
    for sleep in sorted {
        let span = sleep.time_range();
        match bouts.last_mut() {
            Some(bout) if span.from <= bout.span.to => {
                bout.nap = bout.nap.or(sleep.nap);
                bout.span.to = bout.span.to.max(span.to);
                bout.imported |= sleep.imported;
            }
            _ => {
                last = None;
                let (nap, imported) = (sleep.nap, sleep.imported);
                bouts.push(SleepBout { span, nap, noted_wakings: Vec::new(), imported });
            }
        }
        if let Some(bout) = bouts.last_mut().filter(|_| sleep.wakings > 0) {
            record_wakings(bout, sleep, &mut last);
        }
    }
    bouts
}

/// Notes the wakings of a sleep. Two carers who wrote the same sleep down noted the same wakings: of two such sleeps
/// that share more than half of the shorter, the larger number counts, not the sum.
fn record_wakings(bout: &mut SleepBout, sleep: &ClosedSleep, last: &mut Option<TimeRange>) {
    let (span, wakings) = (sleep.time_range(), i64::from(sleep.wakings));
    let same = last.is_some_and(|before| {
        let shared = span.intersect_with(before).map_or(0, TimeRange::duration_seconds);
        shared * 2 > span.duration_seconds().min(before.duration_seconds())
    });
    match bout.noted_wakings.last_mut() {
        Some(noted) if same => {
            *noted = wakings.max(*noted);
            *last = last.filter(|before| before.to >= span.to).or(Some(span));
        }
        _ => {
            bout.noted_wakings.push(wakings);
            *last = Some(span);
        }
    }
}
