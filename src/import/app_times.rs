//! The clock times of foreign files: reading them, and choosing between two readings where the clocks changed.
//!
//! All zone arithmetic goes through [`resolve_local`]; nothing here asks what time it is.

use crate::model::time::{format_short_date, resolve_local};
use crate::model::{LocalResolution, Timestamp, Zone};
use crate::text::sanitize::collapse_whitespace;
use crate::texts::import_messages;
use chrono::{NaiveDate, NaiveDateTime, NaiveTime};

/// Reads `12/20/19 1:11 AM`, month first as in the United States: two or four digits for the year, a 12 or 24 hour
/// clock, seconds or none.
pub(crate) fn parse_month_first(cell: &str) -> Option<NaiveDateTime> {
    let cell = collapse_whitespace(cell);
    let (date, time) = cell.split_once(' ')?;
    let mut parts = date.trim_end_matches(',').split('/');
    let (month, day) = (parse_digits(parts.next()?, 2)?, parse_digits(parts.next()?, 2)?);
    let year = parts.next()?;
    if parts.next().is_some() {
        return None;
    }
    let year = match year.len() {
        2 => 2000 + parse_digits(year, 2)?,
        4 => parse_digits(year, 4)?,
        _ => return None,
    };
    // A year outside these is a slip of the pen.
    let year = i32::try_from(year).ok().filter(|year| (1900..2200).contains(year))?;
    Some(NaiveDate::from_ymd_opt(year, month, day)?.and_time(parse_clock_time(time)?))
}

/// Reads `2022-03-13 00:10`, with seconds or without, a blank or a T between; none when it is no such time.
fn parse_dashed_time(cell: &str) -> Option<NaiveDateTime> {
    let cell = collapse_whitespace(cell);
    let (date, time) = cell.split_once([' ', 'T'])?;
    let date = NaiveDate::parse_from_str(date, "%Y-%m-%d").ok()?;
    Some(date.and_time(parse_clock_time(time)?))
}

/// Reads a cell that may be empty by `parse`; else why it cannot be read.
pub(crate) fn parse_cell(
    cell: &str,
    column: &str,
    example: &str,
    parse: fn(&str) -> Option<NaiveDateTime>,
) -> Result<Option<NaiveDateTime>, String> {
    if cell.is_empty() {
        return Ok(None);
    }
    parse(cell).map(Some).ok_or_else(|| {
        let shown: String = collapse_whitespace(cell).chars().take(40).collect();
        import_messages::unreadable_time(column, &shown, example)
    })
}

pub(crate) fn parse_dashed_cell(cell: &str, column: &str) -> Result<Option<NaiveDateTime>, String> {
    parse_cell(cell, column, "2022-03-13 18:10", parse_dashed_time)
}

/// Reads a clock, 12 or 24 hours: `14:41`, `1:11 AM`, `0:00 am`.
pub(crate) fn parse_clock_time(text: &str) -> Option<NaiveTime> {
    let text: String =
        text.chars().filter(|c| !c.is_whitespace() && *c != '.').collect::<String>().to_ascii_lowercase();
    let (digits, half) = match (text.strip_suffix("am"), text.strip_suffix("pm")) {
        (Some(digits), _) => (digits, Some(0)),
        (_, Some(digits)) => (digits, Some(12)),
        _ => (text.as_str(), None),
    };
    let mut parts = digits.split(':');
    let (hour, minute) = (parse_digits(parts.next()?, 2)?, parts.next()?);
    let second = parts.next().map_or(Some(0), |s| parse_digits(s, 2))?;
    if parts.next().is_some() || minute.len() != 2 {
        return None;
    }
    let hour = match half {
        // Some phones write "0:00 AM" and "14:41 PM": a 24 hour clock with the half stuck on.
        Some(half) if (1..=12).contains(&hour) => hour % 12 + half,
        _ => hour,
    };
    NaiveTime::from_hms_opt(hour, parse_digits(minute, 2)?, second)
}

fn parse_digits(digits: &str, most: usize) -> Option<u32> {
    let fits = (1..=most).contains(&digits.len()) && digits.bytes().all(|b| b.is_ascii_digit());
    fits.then(|| digits.parse().ok()).flatten()
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
