//! From sleeps as written to bouts: what overlaps counts once, markers and open sleeps stand apart. Nothing here knows
//! where a day or a night begins.

use crate::journal::{At, Entry, Id, Sleep, Span, What};
use chrono::NaiveDate;
use std::collections::BTreeMap;
use std::ops::Range;

/// A sleep of this many seconds or fewer is a marker ("asleep now"), not sleep.
const MARKER: i64 = 60;

/// An unbroken stretch of sleep: closed sleeps that overlap or touch to the minute.
#[derive(Clone, PartialEq, Debug)]
pub(crate) struct Bout {
    /// From falling asleep to waking.
    pub span: Span,
    /// Night or nap, where a parent overruled the hours; the earliest sleep in it that says so decides.
    pub nap: Option<bool>,
    /// When a sleep in it began, and the brief wakings noted on that sleep; sleeps without any are left out.
    pub noted: Vec<(i64, i64)>,
}

/// All that was written about one baby's sleep.
#[derive(Clone, PartialEq, Debug, Default)]
pub(crate) struct Sleeps {
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
    wakings: u16,
}

impl Closed {
    fn span(&self) -> Span {
        Span { from: self.from, to: -self.minus_to }
    }
}

/// The minute an instant lies in. A sleep covers the minutes of the clock from the one it began in up to the one it
/// ended in, so that the parts of a day add up to the day, whatever the seconds were.
fn minute(at: At) -> i64 {
    at.secs().div_euclid(60) * 60
}

/// Sleeps as they come, in any order: a few words of memory for each.
#[derive(Default)]
pub(crate) struct Gathering {
    closed: Vec<Closed>,
    open: Vec<i64>,
    markers: Vec<i64>,
    words: Vec<(NaiveDate, At, Id, Option<String>)>,
}

impl Gathering {
    /// Takes a sleep in.
    pub(crate) fn take(&mut self, entry: &Entry, sleep: &Sleep) {
        let from = minute(entry.at);
        match (sleep.night, entry.until.map(minute)) {
            (Some(night), _) => {
                self.words.push((night, entry.at, entry.id, sleep.words.clone()));
            }
            (None, None) => self.open.push(from),
            (None, Some(to)) if to - from <= MARKER => self.markers.push(from),
            (None, Some(to)) => self.closed.push(Closed {
                from,
                minus_to: -to,
                nap: sleep.nap,
                wakings: sleep.wakings.unwrap_or(0),
            }),
        }
    }

    /// All of it in order.
    pub(crate) fn done(mut self) -> Sleeps {
        self.open.sort_unstable();
        self.markers.sort_unstable();
        self.closed.sort_unstable();
        self.words.sort();
        let mut in_words: BTreeMap<NaiveDate, Vec<String>> = BTreeMap::new();
        for (night, _, _, said) in self.words {
            in_words.entry(night).or_default().extend(said);
        }
        Sleeps { bouts: union(&self.closed), open: self.open, markers: self.markers, in_words }
    }
}

impl Sleeps {
    /// Which bouts share a second with `span`.
    pub(crate) fn overlapping(&self, span: Span) -> Range<usize> {
        let first = self.bouts.partition_point(|b| b.span.to <= span.from);
        if span.secs() == 0 {
            // A night whose every minute the clocks skipped has none to share, not even with a bout around it.
            return first..first;
        }
        let end = self.bouts.partition_point(|b| b.span.from < span.to);
        first..end.max(first)
    }

    /// Seconds asleep in `span`.
    pub(crate) fn secs_in(&self, span: Span) -> i64 {
        self.bouts[self.overlapping(span)]
            .iter()
            .filter_map(|bout| bout.span.within(span))
            .map(Span::secs)
            .sum()
    }

    /// Whether a sleep without an end starts in `span`.
    pub(crate) fn open_in(&self, span: Span) -> bool {
        any_in(&self.open, span)
    }

    /// Whether anything with a time was written of `span`: a bout in it, or a marker or open sleep that starts in it.
    pub(crate) fn written_in(&self, span: Span) -> bool {
        !self.overlapping(span).is_empty() || self.open_in(span) || any_in(&self.markers, span)
    }
}

fn any_in(starts: &[i64], span: Span) -> bool {
    starts.get(starts.partition_point(|start| *start < span.from)).is_some_and(|start| span.holds(*start))
}

fn union(sorted: &[Closed]) -> Vec<Bout> {
    let mut bouts: Vec<Bout> = Vec::new();
    // The last sleep of the bout on which wakings were noted.
    let mut last: Option<Span> = None;
    for sleep in sorted {
        let span = sleep.span();
        match bouts.last_mut() {
            Some(bout) if span.from <= bout.span.to => {
                bout.nap = bout.nap.or(sleep.nap);
                bout.span.to = bout.span.to.max(span.to);
            }
            _ => {
                last = None;
                bouts.push(Bout { span, nap: sleep.nap, noted: Vec::new() });
            }
        }
        if let Some(bout) = bouts.last_mut().filter(|_| sleep.wakings > 0) {
            note(bout, sleep, &mut last);
        }
    }
    bouts
}

/// Notes the wakings of a sleep. Two carers who wrote the same sleep down noted the same wakings: of two such sleeps
/// that share more than half of the shorter, the larger number counts, not the sum.
fn note(bout: &mut Bout, sleep: &Closed, last: &mut Option<Span>) {
    let (span, wakings) = (sleep.span(), i64::from(sleep.wakings));
    let same = last.is_some_and(|before| {
        let shared = span.within(before).map_or(0, Span::secs);
        shared * 2 > span.secs().min(before.secs())
    });
    match bout.noted.last_mut() {
        Some(noted) if same => {
            if wakings > noted.1 {
                *noted = (span.from, wakings);
            }
            *last = last.filter(|before| before.to >= span.to).or(Some(span));
        }
        _ => {
            bout.noted.push((span.from, wakings));
            *last = Some(span);
        }
    }
}

/// When `baby` was asleep: closed sleeps as bouts, in order, none touching the next; markers of a minute or less left
/// out. With `running_until`, a sleep that is running then counts up to that time, as a strip of today shows it.
pub fn asleep(entries: &[Entry], baby: Id, running_until: Option<At>) -> Vec<Span> {
    let mut gathering = Gathering::default();
    for entry in entries.iter().filter(|entry| entry.baby == Some(baby)) {
        let What::Sleep(sleep) = &entry.what else {
            continue;
        };
        let now = running_until.filter(|now| entry.is_running_sleep(*now));
        match now {
            Some(now) => gathering.take(&Entry { until: Some(now), ..entry.clone() }, sleep),
            None => gathering.take(entry, sleep),
        }
    }
    let bouts = gathering.done().bouts;
    bouts.into_iter().map(|bout| bout.span).collect()
}
