//! PiyoLog's sleeps: two rows each, falling asleep and waking, brought together by the length printed at the waking.
//!
//! The app's own total is the sum of those lengths, so they decide; a row that no length speaks for stands alone. Which
//! of two beginnings a waking belongs to is never guessed where the app says it.

use crate::import::app_times::{format_day_and_time, resolve_times};
use crate::import::apps::piyolog::parse_lines::PrintedLength;
use crate::import::{ImportWarning, SkippedRow};
use crate::model::time::resolve_local;
use crate::model::{LocalResolution, Timestamp, Zone};
use crate::texts::import_messages;
use chrono::{NaiveDateTime, TimeDelta};
use std::collections::HashMap;

pub(crate) struct SleepRow {
    pub line: usize,
    pub local: NaiveDateTime,
    pub length: PrintedLength,
    pub words: String,
}

pub(crate) struct PairedSleep {
    pub line: usize,
    /// The clock at its beginning, by which it is known.
    pub begins: NaiveDateTime,
    pub at: Timestamp,
    pub until: Option<Timestamp>,
    pub words: String,
}

/// A waking without a length goes with the last beginning of so many hours before it.
const MAX_PAIRING_HOURS: i64 = 24;

pub(crate) struct SleepPairing<'a> {
    zone: Zone,
    starts: &'a [SleepRow],
    is_paired: Vec<bool>,
    starts_by_clock: HashMap<NaiveDateTime, Vec<usize>>,
    pub sleeps: Vec<PairedSleep>,
    pub skipped: Vec<SkippedRow>,
    pub warnings: Vec<ImportWarning>,
}

impl<'a> SleepPairing<'a> {
    /// All sleeps of these beginnings and wakings.
    pub(crate) fn from_rows(zone: Zone, starts: &'a [SleepRow], wakings: &[SleepRow]) -> Self {
        let mut by_clock: HashMap<NaiveDateTime, Vec<usize>> = HashMap::new();
        for (at, start) in starts.iter().enumerate() {
            by_clock.entry(start.local).or_default().push(at);
        }
        let mut pairing = Self {
            zone,
            starts,
            is_paired: vec![false; starts.len()],
            starts_by_clock: by_clock,
            sleeps: Vec::new(),
            skipped: Vec::new(),
            warnings: Vec::new(),
        };
        for waking in wakings {
            if let PrintedLength::Minutes(minutes) = waking.length {
                pairing.pair_measured_waking(waking, minutes);
            }
        }
        for waking in wakings {
            match waking.length {
                PrintedLength::Minutes(_) => {}
                PrintedLength::Unmatched => pairing.skip_row(waking.line, import_messages::LONE_WAKING),
                PrintedLength::None => pairing.pair_unmeasured_waking(waking),
            }
        }
        pairing.add_unpaired_starts();
        pairing
    }

    /// A waking with its length: the beginning is that much earlier.
    fn pair_measured_waking(&mut self, waking: &SleepRow, minutes: i64) {
        let read = resolve_local(self.zone, waking.local);
        let ends = match read.both_instants() {
            Some((a, b)) => vec![a, b],
            None => vec![read.default_instant()],
        };
        let zone = self.zone;
        let begins =
            |end: Timestamp| Timestamp::from_seconds_in_zone(end.unix_seconds() - minutes * 60, zone);
        let known = ends.iter().find_map(|end| {
            let start = begins(*end);
            [0, -1, 1].into_iter().find_map(|off| {
                let local = start.local_datetime() + TimeDelta::minutes(off);
                self.find_free_start(local).map(|at| (start, *end, at))
            })
        });
        let known = known.or_else(|| self.pair_by_clocks(waking, minutes));
        let (at, until, start) = match known {
            Some((at, until, start)) => (at, until, Some(start)),
            None => (begins(read.default_instant()), read.default_instant(), None),
        };
        if let LocalResolution::Skipped(..) = read {
            let time = format_day_and_time(waking.local);
            self.warn_at_row(waking.line, import_messages::time_did_not_exist(&time));
        }
        let row = start.map(|start| &self.starts[start]);
        self.sleeps.push(PairedSleep {
            line: row.map_or(waking.line, |row| row.line),
            begins: row.map_or(at.local_datetime(), |row| row.local),
            at,
            until: Some(until),
            words: join_notes(row.map_or("", |row| &row.words), &waking.words),
        });
        if let Some(start) = start {
            self.is_paired[start] = true;
        }
    }

    /// The clocks at both ends agree with the length, though an hour was put forward or back between them: they are
    /// taken, with a warning.
    fn pair_by_clocks(&mut self, waking: &SleepRow, minutes: i64) -> Option<(Timestamp, Timestamp, usize)> {
        let start = self.find_free_start(waking.local - TimeDelta::minutes(minutes))?;
        let row = &self.starts[start];
        let found = resolve_times(self.zone, row.local, Some(waking.local), Some(minutes as f64)).ok()?;
        let doubts = found.doubts.into_iter().chain(found.disagreement);
        for doubt in doubts.collect::<Vec<_>>() {
            self.warn_at_row(row.line, doubt);
        }
        Some((found.at, found.until?, start))
    }

    /// A beginning at this clock time that no waking has yet; those the app marked as lone come last.
    fn find_free_start(&self, local: NaiveDateTime) -> Option<usize> {
        let at = self.starts_by_clock.get(&local)?;
        let free = || at.iter().copied().filter(|at| !self.is_paired[*at]);
        free().find(|at| self.starts[*at].length != PrintedLength::Unmatched).or_else(|| free().next())
    }

    fn pair_unmeasured_waking(&mut self, waking: &SleepRow) {
        let near = |start: &SleepRow| {
            start.local <= waking.local && waking.local - start.local < TimeDelta::hours(MAX_PAIRING_HOURS)
        };
        let start = (0..self.starts.len())
            .filter(|at| !self.is_paired[*at] && near(&self.starts[*at]))
            .max_by_key(|at| self.starts[*at].local);
        let Some(start) = start else {
            self.skip_row(waking.line, import_messages::LONE_WAKING);
            return;
        };
        let row = &self.starts[start];
        if let Ok(found) = resolve_times(self.zone, row.local, Some(waking.local), None) {
            for doubt in found.doubts {
                self.warn_at_row(row.line, doubt);
            }
            self.sleeps.push(PairedSleep {
                line: row.line,
                begins: row.local,
                at: found.at,
                until: found.until,
                words: join_notes(&row.words, &waking.words),
            });
            self.is_paired[start] = true;
        }
    }

    /// Beginnings that no waking came for.
    fn add_unpaired_starts(&mut self) {
        let mut closed: Vec<(i64, i64)> = self
            .sleeps
            .iter()
            .filter_map(|slept| Some((slept.at.unix_seconds(), slept.until?.unix_seconds())))
            .collect();
        closed.sort_unstable();
        for (at, start) in self.starts.iter().enumerate() {
            if self.is_paired[at] {
                continue;
            }
            let begins = resolve_local(self.zone, start.local).default_instant();
            let until = match start.length {
                PrintedLength::Minutes(minutes) => {
                    Some(Timestamp::from_seconds_in_zone(begins.unix_seconds() + minutes * 60, self.zone))
                }
                _ => None,
            };
            // No sleep in a file is longer than a few days, so only the last few can reach this far.
            let before = closed.partition_point(|(from, _)| *from <= begins.unix_seconds());
            let inside = closed[..before]
                .iter()
                .rev()
                .take(8)
                .any(|(from, to)| *from < begins.unix_seconds() && begins.unix_seconds() < *to);
            if inside && until.is_none() {
                self.skip_row(start.line, import_messages::INSIDE_OTHER_SLEEP);
                continue;
            }
            if until.is_none() {
                self.warn_at_row(start.line, import_messages::NO_WAKING);
            }
            self.sleeps.push(PairedSleep {
                line: start.line,
                begins: start.local,
                at: begins,
                until,
                words: start.words.clone(),
            });
        }
    }

    fn skip_row(&mut self, row: usize, reason: &str) {
        self.skipped.push(SkippedRow::new(row, reason));
    }

    fn warn_at_row(&mut self, row: usize, message: impl Into<String>) {
        self.warnings.push(ImportWarning::at_row(row, message));
    }
}

fn join_notes(first: &str, second: &str) -> String {
    let both = [first, second].map(str::trim);
    both.into_iter().filter(|words| !words.is_empty()).collect::<Vec<_>>().join("\n")
}
