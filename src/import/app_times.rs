//! The clock times of foreign files on their way to instants: choosing between two readings where the clocks changed.
//!
//! All zone arithmetic goes through [`resolve_local`]; nothing here asks what time it is.

use crate::import::date_order::DateOrder;
pub(crate) use crate::import::date_text::{
    parse_clock_time, parse_date_cell, parse_local_time, parse_time_cell,
};
pub(crate) use crate::import::lengths::parse_length;
use crate::model::time::{format_short_date, resolve_local};
use crate::model::{LocalResolution, Timestamp, Zone};
use crate::texts::import_messages;
use chrono::NaiveDateTime;

/// How a date and time can be written, for a sentence.
pub(crate) const DASHED_EXAMPLE: &str = "2022-03-13 18:10";

pub(crate) fn parse_dashed_cell(
    cell: &str,
    column: &str,
    order: Option<DateOrder>,
) -> Result<Option<NaiveDateTime>, String> {
    parse_time_cell(cell, column, order, DASHED_EXAMPLE)
}

/// Start and end as instants, and what was doubtful about them.
#[derive(Debug)]
pub(crate) struct ResolvedInterval {
    pub at: Timestamp,
    pub until: Option<Timestamp>,
    pub doubts: Vec<String>,
    /// The clocks and the length differ by more than a minute.
    pub disagreement: Option<String>,
}

/// The instants of a start and an end on the wall. The length only chooses between the readings of an hour that comes
/// twice; where it disagrees with the clocks by more than a minute, the clocks are kept.
pub(crate) fn resolve_times(
    zone: Zone,
    start: NaiveDateTime,
    end: Option<NaiveDateTime>,
    minutes: Option<f64>,
) -> Result<ResolvedInterval, String> {
    let begins = resolve_local(zone, start);
    let Some(end) = end else {
        return Ok(resolve_start(start, begins));
    };
    let ends = resolve_local(zone, end);
    let mut pairs = pair_instants(&usual_instants(begins), &usual_instants(ends));
    if pairs.is_empty() {
        // A skipped time moved forward can pass the end; then the other meaning is the one that makes sense.
        pairs = pair_instants(&all_instants(begins), &all_instants(ends));
    }
    let off = |&(at, until): &(Timestamp, Timestamp)| {
        minutes.map_or(0.0, |m| ((until.unix_seconds() - at.unix_seconds()) as f64 - m * 60.0).abs())
    };
    let least = pairs.iter().map(off).fold(f64::INFINITY, f64::min);
    let mut best = pairs.iter().filter(|pair| off(pair) <= least);
    let Some(&(at, until)) = best.next() else {
        return Err(import_messages::end_before_start(
            &format_day_and_time(end),
            &format_day_and_time(start),
        ));
    };
    let mut doubts = Vec::new();
    doubts.extend(describe_skipped_hour(start, begins, at));
    doubts.extend(describe_skipped_hour(end, ends, until));
    if best.next().is_some() {
        doubts.extend(describe_repeated_hour(start, begins).or_else(|| describe_repeated_hour(end, ends)));
    }
    let disagreement = match minutes {
        Some(minutes) if least > 60.0 => Some(describe_disagreement(at, until, minutes)),
        _ => None,
    };
    Ok(ResolvedInterval { at, until: Some(until), doubts, disagreement })
}

fn resolve_start(start: NaiveDateTime, read: LocalResolution) -> ResolvedInterval {
    let at = read.default_instant();
    let doubts = describe_skipped_hour(start, read, at).or_else(|| describe_repeated_hour(start, read));
    ResolvedInterval { at, until: None, doubts: doubts.into_iter().collect(), disagreement: None }
}

fn usual_instants(of: LocalResolution) -> Vec<Timestamp> {
    match of {
        LocalResolution::Single(at) | LocalResolution::Skipped(at, _) => vec![at],
        LocalResolution::Ambiguous(a, b) => vec![a, b],
    }
}

fn all_instants(of: LocalResolution) -> Vec<Timestamp> {
    of.both_instants().map_or_else(|| vec![of.default_instant()], |(a, b)| vec![a, b])
}

/// Every start with every end not before it, first readings first.
fn pair_instants(starts: &[Timestamp], ends: &[Timestamp]) -> Vec<(Timestamp, Timestamp)> {
    starts
        .iter()
        .flat_map(|at| ends.iter().map(|until| (*at, *until)))
        .filter(|(at, until)| until.unix_seconds() >= at.unix_seconds())
        .collect()
}

/// `5 Mar 2021 20:15`, for a sentence.
pub(crate) fn format_day_and_time(local: NaiveDateTime) -> String {
    format!("{} {}", format_short_date(local.date()), local.format("%H:%M"))
}

fn describe_repeated_hour(local: NaiveDateTime, read: LocalResolution) -> Option<String> {
    matches!(read, LocalResolution::Ambiguous(..))
        .then(|| import_messages::time_came_twice(&format_day_and_time(local)))
}

fn describe_skipped_hour(local: NaiveDateTime, read: LocalResolution, kept: Timestamp) -> Option<String> {
    matches!(read, LocalResolution::Skipped(..))
        .then(|| import_messages::time_did_not_exist_but(&format_day_and_time(local), &kept.format_hm()))
}

fn describe_disagreement(at: Timestamp, until: Timestamp, minutes: f64) -> String {
    let start = format_day_and_time(at.local_datetime());
    let range = if at.local_date() == until.local_date() {
        format!("{start}–{}", until.format_hm())
    } else {
        format!("{start} – {}", format_day_and_time(until.local_datetime()))
    };
    let between = (until.unix_seconds() - at.unix_seconds()) / 60;
    import_messages::times_kept_over_duration(&range, between, minutes.round())
}
