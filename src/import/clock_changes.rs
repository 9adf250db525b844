//! Rows of an app that writes start and end by one clock, where the clocks change: each row can have been written by the
//! old clock or by the new one. The rows of such a night are settled together, so that as few as can be run into each
//! other.

use crate::import::app_times::{ResolvedInterval, resolve_times};
use crate::model::time::resolve_local;
use crate::model::{Timestamp, Zone};
use crate::texts::import_messages;
use chrono::{NaiveDateTime, TimeDelta};
use std::collections::{BTreeMap, HashMap};

/// Hours around a row in which a change of the clocks can concern it.
const CHANGE_WINDOW_SECS: i64 = 12 * 3600;
/// Hours around a change in which other rows can tell how one was written.
const NEIGHBOUR_SECS: i64 = 36 * 3600;

/// A start, and an end or a length, as a row writes them.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub(crate) struct WallSpan {
    pub start: NaiveDateTime,
    pub end: Option<NaiveDateTime>,
    pub minutes: Option<i64>,
}

/// What a row comes to, in Unix seconds.
type Seconds = (i64, i64);

/// A row that may have been written by either clock.
struct EitherClock {
    span: WallSpan,
    by_old: Seconds,
    by_new: Seconds,
}

enum Reading {
    /// As the wall showed it.
    Wall,
    /// Over the change, by the clock that was meant.
    Fixed(Seconds),
    Either {
        change: i64,
        by_old: Seconds,
        by_new: Seconds,
    },
}

/// The spans of a file, settled.
pub(crate) struct SettledSpans {
    zone: Zone,
    /// Those that were not read as the wall showed them, and whether the new clock was taken for one that could be either.
    settled: HashMap<WallSpan, (Seconds, bool)>,
}

impl SettledSpans {
    /// `spans` in the order of the file.
    pub(crate) fn from_spans(zone: Zone, spans: impl Iterator<Item = WallSpan>) -> Self {
        let mut settled = HashMap::new();
        let mut known: Vec<Seconds> = Vec::new();
        let mut open: BTreeMap<i64, Vec<EitherClock>> = BTreeMap::new();
        for span in spans {
            match read_span(zone, span) {
                Reading::Wall => {
                    let read = resolve_wall(zone, span).ok();
                    let pair =
                        |read: ResolvedInterval| Some((read.at.unix_seconds(), read.until?.unix_seconds()));
                    known.extend(read.and_then(pair));
                }
                Reading::Fixed(seconds) => {
                    known.push(seconds);
                    settled.insert(span, (seconds, false));
                }
                Reading::Either { change, by_old, by_new } => {
                    let rows = open.entry(change).or_default();
                    if !rows.iter().any(|row| row.span == span) {
                        rows.push(EitherClock { span, by_old, by_new });
                    }
                }
            }
        }
        for (change, rows) in open {
            let near = |(from, to): &&Seconds| from - NEIGHBOUR_SECS < change && change < to + NEIGHBOUR_SECS;
            let neighbours: Vec<Seconds> = known.iter().filter(near).copied().collect();
            // Apps write the newest first, or the oldest.
            let newest_first: Vec<&EitherClock> = rows.iter().rev().collect();
            let oldest_first: Vec<&EitherClock> = rows.iter().collect();
            let ways = [newest_first, oldest_first].map(|rows| (least_shared(&rows, &neighbours), rows));
            let Some(((_, by_old), rows)) = ways.into_iter().min_by_key(|((shared, _), _)| *shared) else {
                continue;
            };
            for (n, row) in rows.into_iter().enumerate() {
                let is_new = n >= by_old;
                settled.insert(row.span, (if is_new { row.by_new } else { row.by_old }, is_new));
            }
        }
        Self { zone, settled }
    }

    /// # Errors
    /// When the end is before the start.
    pub(crate) fn resolve(&self, span: WallSpan) -> Result<ResolvedInterval, String> {
        let Some(((from, to), is_new)) = self.settled.get(&span) else {
            return resolve_wall(self.zone, span);
        };
        let at = |seconds| Timestamp::from_seconds_in_zone(seconds, self.zone);
        let start = crate::import::app_times::format_day_and_time(span.start);
        let doubts = if *is_new { vec![import_messages::read_by_other_clock(&start)] } else { Vec::new() };
        Ok(ResolvedInterval { at: at(*from), until: Some(at(*to)), doubts, disagreement: None })
    }
}

/// On an ordinary day both clocks are believed, and the length stands in for a missing end only.
fn resolve_wall(zone: Zone, span: WallSpan) -> Result<ResolvedInterval, String> {
    match (span.end, span.minutes) {
        (None, Some(minutes)) => {
            let read = resolve_times(zone, span.start, None, None)?;
            let until = Some(read.at.add_minutes(minutes, zone));
            Ok(ResolvedInterval { until, ..read })
        }
        (end, minutes) => resolve_times(zone, span.start, end, minutes.map(|minutes| minutes as f64)),
    }
}

fn read_span(zone: Zone, span: WallSpan) -> Reading {
    let Some(last) = span.end.or_else(|| Some(span.start + TimeDelta::try_minutes(span.minutes?)?)) else {
        return Reading::Wall;
    };
    let instant = |local: NaiveDateTime| resolve_local(zone, local).default_instant().unix_seconds();
    let (from, to) = (instant(span.start), instant(last).max(instant(span.start)));
    let (from, to) = (from - CHANGE_WINDOW_SECS, to + CHANGE_WINDOW_SECS);
    let (old, new) = (offset_at(from, zone), offset_at(to, zone));
    if old == new || to - from > 4 * CHANGE_WINDOW_SECS {
        return Reading::Wall;
    }
    let change = find_change((from, to), zone);
    let local = |at: NaiveDateTime| at.and_utc().timestamp();
    let by_offset = |offset: i64| -> Seconds {
        let start = local(span.start) - offset;
        let end = match (span.minutes, span.end) {
            (Some(minutes), _) => start + minutes * 60,
            (None, Some(end)) => {
                // Without a length the end stands by its own clock.
                let read = resolve_local(zone, end);
                let (first, second) =
                    read.both_instants().unwrap_or((read.default_instant(), read.default_instant()));
                if offset == new { second.unix_seconds() } else { first.unix_seconds() }
            }
            (None, None) => start,
        };
        (start, end)
    };
    let (by_old, by_new) = (by_offset(old), by_offset(new));
    let is_over = |(start, end): Seconds| start < change && change < end;
    match (by_old.0 <= change && by_old.1 >= by_old.0, by_new.1 >= change && by_new.1 >= by_new.0) {
        (true, true) => Reading::Either { change, by_old, by_new },
        (true, false) if is_over(by_old) => Reading::Fixed(by_old),
        (false, true) if is_over(by_new) => Reading::Fixed(by_new),
        _ => Reading::Wall,
    }
}

/// The least time that the rows share with each other and with their neighbours, and how many of them, the earlier ones
/// first, were then written by the old clock; of several such numbers the largest.
fn least_shared(rows: &[&EitherClock], neighbours: &[Seconds]) -> (i64, usize) {
    let shared = |a: &Seconds, b: &Seconds| (a.1.min(b.1) - a.0.max(b.0)).max(0);
    let cost = |by_old: usize| -> i64 {
        let read: Vec<Seconds> = rows
            .iter()
            .enumerate()
            .map(|(n, row)| if n < by_old { row.by_old } else { row.by_new })
            .collect();
        let among =
            read.iter().enumerate().flat_map(|(n, a)| read[n + 1..].iter().map(move |b| shared(a, b)));
        let around = read.iter().flat_map(|a| neighbours.iter().map(move |b| shared(a, b)));
        among.sum::<i64>() + around.sum::<i64>()
    };
    let ways = (0..=rows.len()).rev().map(|by_old| (cost(by_old), by_old));
    ways.min_by_key(|(shared, _)| *shared).unwrap_or((0, rows.len()))
}

/// In seconds east of Greenwich.
fn offset_at(seconds: i64, zone: Zone) -> i64 {
    i64::from(Timestamp::from_seconds_in_zone(seconds, zone).offset_seconds())
}

/// The first second of the new clock between two instants that are under different ones.
fn find_change((mut from, mut to): Seconds, zone: Zone) -> i64 {
    let old = offset_at(from, zone);
    while to - from > 1 {
        let middle = from + (to - from) / 2;
        if offset_at(middle, zone) == old { from = middle } else { to = middle }
    }
    to
}
