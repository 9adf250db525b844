//! From sleeps as written to bouts: what overlaps counts once, markers and open sleeps stand apart. Nothing here knows
//! where a day or a night begins.

use crate::model::{Details, Entry, Id, Sleep, TimeRange, Timestamp};
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
    /// When a sleep in it began, and the brief wakings noted on that sleep; sleeps without any are left out.
    pub noted_wakings: Vec<(i64, i64)>,
}

/// All that was written about one baby's sleep.
#[derive(Clone, PartialEq, Debug, Default)]
pub(crate) struct MergedSleeps {
    /// In order, none touching the next.
    pub bouts: Vec<SleepBout>,
    /// Starts of sleeps without an end, in order.
    open_starts: Vec<i64>,
    /// Starts of markers, in order.
    marker_starts: Vec<i64>,
    /// Nights told in words only.
    pub described_nights: BTreeMap<NaiveDate, Vec<String>>,
}

/// A closed sleep. The order is total, so that the order of entries never shows in a figure.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct ClosedSleep {
    from: i64,
    /// Negated end: of two that begin together the longer comes first.
    negated_end: i64,
    nap: Option<bool>,
    wakings: u16,
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
    open_starts: Vec<i64>,
    marker_starts: Vec<i64>,
    described_nights: Vec<(NaiveDate, Timestamp, Id, Option<String>)>,
}

impl SleepsBuilder {
    /// Takes a sleep in.
    pub(crate) fn add_sleep(&mut self, entry: &Entry, sleep: &Sleep) {
        let from = floor_to_minute(entry.at);
        match (sleep.night, entry.until.map(floor_to_minute)) {
            (Some(night), _) => {
                self.described_nights.push((night, entry.at, entry.id, sleep.words.clone()));
            }
            (None, None) => self.open_starts.push(from),
            (None, Some(to)) if to - from <= MAX_MARKER_SECS => self.marker_starts.push(from),
            (None, Some(to)) => self.closed.push(ClosedSleep {
                from,
                negated_end: -to,
                nap: sleep.nap,
                wakings: sleep.wakings.unwrap_or(0),
            }),
        }
    }

    /// All of it in order.
    pub(crate) fn into_sleeps(mut self) -> MergedSleeps {
        self.open_starts.sort_unstable();
        self.marker_starts.sort_unstable();
        self.closed.sort_unstable();
        self.described_nights.sort();
        let mut in_words: BTreeMap<NaiveDate, Vec<String>> = BTreeMap::new();
        for (night, _, _, said) in self.described_nights {
            in_words.entry(night).or_default().extend(said);
        }
        MergedSleeps {
            bouts: merge_overlapping(&self.closed),
            open_starts: self.open_starts,
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

    /// Whether a sleep without an end starts in `span`.
    pub(crate) fn has_open_sleep_in(&self, span: TimeRange) -> bool {
        has_start_in(&self.open_starts, span)
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
            }
            _ => {
                last = None;
                bouts.push(SleepBout { span, nap: sleep.nap, noted_wakings: Vec::new() });
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
            if wakings > noted.1 {
                *noted = (span.from, wakings);
            }
            *last = last.filter(|before| before.to >= span.to).or(Some(span));
        }
        _ => {
            bout.noted_wakings.push((span.from, wakings));
            *last = Some(span);
        }
    }
}

/// When `baby` was asleep: closed sleeps as bouts, in order, none touching the next; markers of a minute or less left
/// out. With `running_until`, a sleep that is running then counts up to that time, as a strip of today shows it.
pub fn find_sleep_ranges(entries: &[Entry], baby: Id, running_until: Option<Timestamp>) -> Vec<TimeRange> {
    let mut gathering = SleepsBuilder::default();
    for entry in entries.iter().filter(|entry| entry.baby == Some(baby)) {
        let Details::Sleep(sleep) = &entry.details else {
            continue;
        };
        let now = running_until.filter(|now| entry.is_running_sleep(*now));
        match now {
            Some(now) => gathering.add_sleep(&Entry { until: Some(now), ..entry.clone() }, sleep),
            None => gathering.add_sleep(entry, sleep),
        }
    }
    let bouts = gathering.into_sleeps().bouts;
    bouts.into_iter().map(|bout| bout.span).collect()
}
