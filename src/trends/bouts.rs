//! From sleeps as written to bouts: what overlaps counts once, markers and open sleeps stand apart. Nothing here knows
//! where a day or a night begins.

use crate::journal::{At, Entry, Id, Sleep, Span, What};
use chrono::NaiveDate;
use std::collections::BTreeMap;
use std::ops::Range;

/// A sleep of this many seconds or fewer is a marker ("asleep now"), not sleep.
const MARKER: i64 = 60;

/// An unbroken stretch of sleep: closed sleeps that overlap or touch to the second.
#[derive(Clone, PartialEq, Debug)]
pub(super) struct Bout {
    /// From falling asleep to waking.
    pub span: Span,
    /// Night or nap, where a parent overruled the hours; the earliest sleep in it that says so decides.
    pub nap: Option<bool>,
    /// When a sleep in it began, and the brief wakings noted on that sleep.
    pub noted: Vec<(i64, i64)>,
}

/// All that was written about one baby's sleep.
#[derive(Clone, PartialEq, Debug, Default)]
pub(super) struct Sleeps {
    /// In order, none touching the next.
    pub bouts: Vec<Bout>,
    /// Starts of sleeps without an end, in order.
    open: Vec<i64>,
    /// Starts of markers, in order.
    markers: Vec<i64>,
    /// Nights told in words only.
    pub in_words: BTreeMap<NaiveDate, Vec<String>>,
}

/// A closed sleep. The order is total, so that the order of entries never shows in a figure.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Closed {
    from: i64,
    /// Negated end: of two that begin together the longer comes first.
    minus_to: i64,
    nap: Option<bool>,
    wakings: i64,
}

impl Sleeps {
    /// Reads the sleeps of `baby`.
    pub fn of(entries: &[Entry], baby: Id) -> Self {
        let mut all = Self::default();
        let mut closed = Vec::new();
        let mut words = Vec::new();
        for (entry, sleep) in sleeps(entries, baby) {
            let from = entry.at.secs();
            match (sleep.night, entry.until.map(At::secs)) {
                (Some(night), _) => words.push((night, entry.at, entry.id, sleep.words.clone())),
                (None, None) => all.open.push(from),
                (None, Some(to)) if to - from <= MARKER => all.markers.push(from),
                (None, Some(to)) => closed.push(Closed {
                    from,
                    minus_to: -to,
                    nap: sleep.nap,
                    wakings: sleep.wakings.map_or(0, i64::from),
                }),
            }
        }
        all.open.sort_unstable();
        all.markers.sort_unstable();
        closed.sort_unstable();
        all.bouts = union(&closed);
        words.sort();
        for (night, _, _, said) in words {
            all.in_words.entry(night).or_default().extend(said);
        }
        all
    }

    /// Which bouts share a second with `span`.
    pub fn overlapping(&self, span: Span) -> Range<usize> {
        let first = self.bouts.partition_point(|b| b.span.to <= span.from);
        if span.secs() == 0 {
            // A night whose every minute the clocks skipped has none to share, not even with a bout around it.
            return first..first;
        }
        let end = self.bouts.partition_point(|b| b.span.from < span.to);
        first..end.max(first)
    }

    /// Seconds asleep in `span`.
    pub fn secs_in(&self, span: Span) -> i64 {
        self.bouts[self.overlapping(span)]
            .iter()
            .filter_map(|bout| bout.span.within(span))
            .map(Span::secs)
            .sum()
    }

    /// Whether a sleep without an end starts in `span`.
    pub fn open_in(&self, span: Span) -> bool {
        any_in(&self.open, span)
    }

    /// Whether anything with a time was written of `span`: a bout in it, or a marker or open sleep that starts in it.
    pub fn written_in(&self, span: Span) -> bool {
        !self.overlapping(span).is_empty() || self.open_in(span) || any_in(&self.markers, span)
    }
}

fn any_in(starts: &[i64], span: Span) -> bool {
    starts
        .get(starts.partition_point(|start| *start < span.from))
        .is_some_and(|start| span.holds(*start))
}

fn sleeps(entries: &[Entry], baby: Id) -> impl Iterator<Item = (&Entry, &Sleep)> {
    entries
        .iter()
        .filter(move |entry| entry.baby == Some(baby))
        .filter_map(|entry| match &entry.what {
            What::Sleep(sleep) => Some((entry, sleep)),
            _ => None,
        })
}

fn union(sorted: &[Closed]) -> Vec<Bout> {
    let mut bouts: Vec<Bout> = Vec::new();
    let mut last: Option<(i64, i64)> = None;
    for sleep in sorted {
        let span = Span {
            from: sleep.from,
            to: -sleep.minus_to,
        };
        // Two carers who wrote the same sleep down noted the same wakings: the larger number counts, not the sum.
        let twin = last.replace((span.from, span.to)) == Some((span.from, span.to));
        match bouts.last_mut() {
            Some(bout) if span.from <= bout.span.to => {
                bout.nap = bout.nap.or(sleep.nap);
                bout.span.to = bout.span.to.max(span.to);
                match bout.noted.last_mut() {
                    Some((_, wakings)) if twin => *wakings = sleep.wakings.max(*wakings),
                    _ => bout.noted.push((span.from, sleep.wakings)),
                }
            }
            _ => bouts.push(Bout {
                span,
                nap: sleep.nap,
                noted: vec![(span.from, sleep.wakings)],
            }),
        }
    }
    bouts
}

/// When `baby` was asleep: closed sleeps as bouts, in order, none touching the next; markers of a minute or less left
/// out. With `running_until`, a sleep that is running then counts up to that time, as a strip of today shows it.
#[must_use]
pub fn asleep(entries: &[Entry], baby: Id, running_until: Option<At>) -> Vec<Span> {
    let end = |entry: &Entry| {
        entry
            .until
            .or(running_until.filter(|now| entry.is_running_sleep(*now)))
    };
    let mut closed: Vec<Closed> = sleeps(entries, baby)
        .filter(|(_, sleep)| sleep.night.is_none())
        .filter_map(|(entry, _)| Some((entry.at.secs(), end(entry)?.secs())))
        .filter(|(from, to)| to - from > MARKER)
        .map(|(from, to)| Closed {
            from,
            minus_to: -to,
            nap: None,
            wakings: 0,
        })
        .collect();
    closed.sort_unstable();
    union(&closed).into_iter().map(|bout| bout.span).collect()
}
