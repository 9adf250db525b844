//! PiyoLog's sleeps: two rows each, falling asleep and waking, brought together by the length printed at the waking.
//!
//! The app's own total is the sum of those lengths, so they decide; a row that no length speaks for stands alone. Which
//! of two beginnings a waking belongs to is never guessed where the app says it.

use super::lines::Length;
use crate::import::times::{day_and_clock, resolve};
use crate::import::{Skip, Warning};
use crate::journal::time::reading;
use crate::journal::{At, Reading, Zone};
use chrono::{NaiveDateTime, TimeDelta};
use std::collections::HashMap;

pub(crate) struct Moment {
    pub line: usize,
    pub local: NaiveDateTime,
    pub length: Length,
    pub words: String,
}

pub(crate) struct Slept {
    pub line: usize,
    /// The clock at its beginning, by which it is known.
    pub begins: NaiveDateTime,
    pub at: At,
    pub until: Option<At>,
    pub words: String,
}

/// A waking without a length goes with the last beginning of so many hours before it.
const APART: i64 = 24;

pub(crate) struct Pairing<'a> {
    zone: Zone,
    starts: &'a [Moment],
    taken: Vec<bool>,
    by_clock: HashMap<NaiveDateTime, Vec<usize>>,
    pub found: Vec<Slept>,
    pub skipped: Vec<Skip>,
    pub warnings: Vec<Warning>,
}

impl<'a> Pairing<'a> {
    /// All sleeps of these beginnings and wakings.
    pub(crate) fn of(zone: Zone, starts: &'a [Moment], wakings: &[Moment]) -> Self {
        let mut by_clock: HashMap<NaiveDateTime, Vec<usize>> = HashMap::new();
        for (at, start) in starts.iter().enumerate() {
            by_clock.entry(start.local).or_default().push(at);
        }
        let mut all = Self {
            zone,
            starts,
            taken: vec![false; starts.len()],
            by_clock,
            found: Vec::new(),
            skipped: Vec::new(),
            warnings: Vec::new(),
        };
        for waking in wakings {
            if let Length::Minutes(minutes) = waking.length {
                all.measured(waking, minutes);
            }
        }
        for waking in wakings {
            match waking.length {
                Length::Minutes(_) => {}
                Length::Unmatched => all.skip(waking.line, LONE_WAKING),
                Length::None => all.unmeasured(waking),
            }
        }
        all.alone();
        all
    }

    /// A waking with its length: the beginning is that much earlier.
    fn measured(&mut self, waking: &Moment, minutes: i64) {
        let read = reading(self.zone, waking.local);
        let ends = match read.both() {
            Some((a, b)) => vec![a, b],
            None => vec![read.first()],
        };
        let zone = self.zone;
        let begins = |end: At| At::in_zone(end.secs() - minutes * 60, zone);
        let known = ends.iter().find_map(|end| {
            let start = begins(*end);
            [0, -1, 1].into_iter().find_map(|off| {
                let local = start.local() + TimeDelta::minutes(off);
                self.free(local).map(|at| (start, *end, at))
            })
        });
        let (at, until, start) = match known {
            Some((at, until, start)) => (at, until, Some(start)),
            None => match self.by_the_clocks(waking, minutes) {
                Some((at, until, start)) => (at, until, Some(start)),
                None => (begins(read.first()), read.first(), None),
            },
        };
        if let Reading::Missing(..) = read {
            self.warn(waking.line, format!("{} {MISSING}", day_and_clock(waking.local)));
        }
        let row = start.map(|start| &self.starts[start]);
        self.found.push(Slept {
            line: row.map_or(waking.line, |row| row.line),
            begins: row.map_or(at.local(), |row| row.local),
            at,
            until: Some(until),
            words: joined(row.map_or("", |row| &row.words), &waking.words),
        });
        if let Some(start) = start {
            self.taken[start] = true;
        }
    }

    /// The clocks at both ends agree with the length, though an hour was put forward or back between them: they are
    /// taken, and it is said.
    fn by_the_clocks(&mut self, waking: &Moment, minutes: i64) -> Option<(At, At, usize)> {
        let start = self.free(waking.local - TimeDelta::minutes(minutes))?;
        let row = &self.starts[start];
        let found = resolve(self.zone, row.local, Some(waking.local), Some(minutes as f64)).ok()?;
        let doubts = found.doubts.into_iter().chain(found.disagrees);
        for says in doubts.collect::<Vec<_>>() {
            self.warn(row.line, says);
        }
        Some((found.at, found.until?, start))
    }

    /// A beginning at this clock time that no waking has yet; those the app marked as lone come last.
    fn free(&self, local: NaiveDateTime) -> Option<usize> {
        let at = self.by_clock.get(&local)?;
        let free = || at.iter().copied().filter(|at| !self.taken[*at]);
        free().find(|at| self.starts[*at].length != Length::Unmatched).or_else(|| free().next())
    }

    fn unmeasured(&mut self, waking: &Moment) {
        let near = |start: &Moment| {
            start.local <= waking.local && waking.local - start.local < TimeDelta::hours(APART)
        };
        let start = (0..self.starts.len())
            .filter(|at| !self.taken[*at] && near(&self.starts[*at]))
            .max_by_key(|at| self.starts[*at].local);
        let Some(start) = start else {
            self.skip(waking.line, LONE_WAKING);
            return;
        };
        let row = &self.starts[start];
        if let Ok(found) = resolve(self.zone, row.local, Some(waking.local), None) {
            for says in found.doubts {
                self.warn(row.line, says);
            }
            self.found.push(Slept {
                line: row.line,
                begins: row.local,
                at: found.at,
                until: found.until,
                words: joined(&row.words, &waking.words),
            });
            self.taken[start] = true;
        }
    }

    /// Beginnings that no waking came for.
    fn alone(&mut self) {
        let mut closed: Vec<(i64, i64)> =
            self.found.iter().filter_map(|slept| Some((slept.at.secs(), slept.until?.secs()))).collect();
        closed.sort_unstable();
        for (at, start) in self.starts.iter().enumerate() {
            if self.taken[at] {
                continue;
            }
            let begins = reading(self.zone, start.local).first();
            let until = match start.length {
                Length::Minutes(minutes) => Some(At::in_zone(begins.secs() + minutes * 60, self.zone)),
                _ => None,
            };
            // No sleep in a file is longer than a few days, so only the last few can reach this far.
            let before = closed.partition_point(|(from, _)| *from <= begins.secs());
            let inside = closed[..before]
                .iter()
                .rev()
                .take(8)
                .any(|(from, to)| *from < begins.secs() && begins.secs() < *to);
            if inside && until.is_none() {
                self.skip(start.line, INSIDE);
                continue;
            }
            if until.is_none() {
                self.warn(start.line, NO_WAKING);
            }
            self.found.push(Slept {
                line: start.line,
                begins: start.local,
                at: begins,
                until,
                words: start.words.clone(),
            });
        }
    }

    fn skip(&mut self, row: usize, why: &str) {
        self.skipped.push(Skip { row, why: why.to_owned() });
    }

    fn warn(&mut self, row: usize, says: impl Into<String>) {
        self.warnings.push(Warning::new(row, says));
    }
}

fn joined(first: &str, second: &str) -> String {
    let both = [first, second].map(str::trim);
    both.into_iter().filter(|words| !words.is_empty()).collect::<Vec<_>>().join("\n")
}

const LONE_WAKING: &str = "a waking that no sleep goes with";
const INSIDE: &str =
    "a sleep without a waking, inside another that has its times; the app does not count it either";
const NO_WAKING: &str = "no waking is written. It was kept without an end; it does not count as running.";
const MISSING: &str = "did not exist, as the clocks went forward.";
