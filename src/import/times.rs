//! The clock times of foreign files: reading them, and choosing between two readings where the clocks changed.
//!
//! All zone arithmetic goes through [`crate::journal::time::reading`]; nothing here asks what time it is.

use crate::journal::time::{reading, short_date};
use crate::journal::{At, Reading, Zone};
use chrono::{NaiveDate, NaiveDateTime, NaiveTime};

/// Reads `12/20/19 1:11 AM`, month first as in the United States: two or four digits for the year, a 12 or 24 hour
/// clock, seconds or none.
pub(crate) fn month_first(cell: &str) -> Option<NaiveDateTime> {
    let cell = super::table::one_line(cell);
    let (date, time) = cell.split_once(' ')?;
    let mut parts = date.trim_end_matches(',').split('/');
    let (month, day) = (number(parts.next()?, 2)?, number(parts.next()?, 2)?);
    let year = parts.next()?;
    if parts.next().is_some() {
        return None;
    }
    let year = match year.len() {
        2 => 2000 + number(year, 2)?,
        4 => number(year, 4)?,
        _ => return None,
    };
    // Babies in terminals: a year outside these is a slip of the pen.
    let year = i32::try_from(year).ok().filter(|year| (1900..2200).contains(year))?;
    Some(NaiveDate::from_ymd_opt(year, month, day)?.and_time(clock(time)?))
}

/// Reads `2022-03-13 00:10`, with seconds or without, a blank or a T between; none when it is no such time.
pub(crate) fn dashed(cell: &str) -> Option<NaiveDateTime> {
    let cell = super::table::one_line(cell);
    let (date, time) = cell.split_once([' ', 'T'])?;
    let date = NaiveDate::parse_from_str(date, "%Y-%m-%d").ok()?;
    Some(date.and_time(clock(time)?))
}

/// The same of a cell that may be empty; else why it cannot be read.
pub(crate) fn dashed_cell(cell: &str, column: &str) -> Result<Option<NaiveDateTime>, String> {
    if cell.is_empty() {
        return Ok(None);
    }
    dashed(cell).map(Some).ok_or_else(|| {
        let shown: String = super::table::one_line(cell).chars().take(40).collect();
        format!("the {column} cell, \"{shown}\", is no date and time like 2022-03-13 18:10")
    })
}

/// Reads a clock, 12 or 24 hours: `14:41`, `1:11 AM`, `0:00 am`.
pub(crate) fn clock(text: &str) -> Option<NaiveTime> {
    let text: String =
        text.chars().filter(|c| !c.is_whitespace() && *c != '.').collect::<String>().to_ascii_lowercase();
    let (digits, half) = match (text.strip_suffix("am"), text.strip_suffix("pm")) {
        (Some(digits), _) => (digits, Some(0)),
        (_, Some(digits)) => (digits, Some(12)),
        _ => (text.as_str(), None),
    };
    let mut parts = digits.split(':');
    let (hour, minute) = (number(parts.next()?, 2)?, parts.next()?);
    let second = parts.next().map_or(Some(0), |s| number(s, 2))?;
    if parts.next().is_some() || minute.len() != 2 {
        return None;
    }
    let hour = match half {
        // Some phones write "0:00 AM" and "14:41 PM": a 24 hour clock with the half stuck on.
        Some(half) if (1..=12).contains(&hour) => hour % 12 + half,
        _ => hour,
    };
    NaiveTime::from_hms_opt(hour, number(minute, 2)?, second)
}

fn number(digits: &str, most: usize) -> Option<u32> {
    let fits = (1..=most).contains(&digits.len()) && digits.bytes().all(|b| b.is_ascii_digit());
    fits.then(|| digits.parse().ok()).flatten()
}

/// Start and end as instants, and what was doubtful about them.
#[derive(Debug)]
pub(crate) struct Times {
    pub at: At,
    pub until: Option<At>,
    pub doubts: Vec<String>,
    /// The clocks and the length differ by more than a minute.
    pub disagrees: Option<String>,
}

/// The instants of a start and an end on the wall. The length only chooses between the readings of an hour that comes
/// twice; where it disagrees with the clocks by more than a minute, the clocks are kept.
pub(crate) fn resolve(
    zone: Zone,
    start: NaiveDateTime,
    end: Option<NaiveDateTime>,
    minutes: Option<f64>,
) -> Result<Times, String> {
    let begins = reading(zone, start);
    let Some(end) = end else {
        return Ok(moment(start, begins));
    };
    let ends = reading(zone, end);
    let mut pairs = pairs(&usual(begins), &usual(ends));
    if pairs.is_empty() {
        // A skipped time moved forward can pass the end; then the other meaning is the one that makes sense.
        pairs = self::pairs(&every(begins), &every(ends));
    }
    let off = |&(at, until): &(At, At)| {
        minutes.map_or(0.0, |m| ((until.secs() - at.secs()) as f64 - m * 60.0).abs())
    };
    let least = pairs.iter().map(off).fold(f64::INFINITY, f64::min);
    let mut best = pairs.iter().filter(|pair| off(pair) <= least);
    let Some(&(at, until)) = best.next() else {
        return Err(format!(
            "the end, {}, is before the start, {}",
            day_and_clock(end),
            day_and_clock(start)
        ));
    };
    let mut doubts = Vec::new();
    doubts.extend(skipped_hour(start, begins, at));
    doubts.extend(skipped_hour(end, ends, until));
    if best.next().is_some() {
        doubts.extend(twice(start, begins).or_else(|| twice(end, ends)));
    }
    let disagrees = minutes.filter(|_| least > 60.0);
    Ok(Times {
        at,
        until: Some(until),
        doubts,
        disagrees: disagrees.map(|minutes| disagree(at, until, minutes)),
    })
}

fn moment(start: NaiveDateTime, read: Reading) -> Times {
    let at = read.first();
    let doubts = skipped_hour(start, read, at).or_else(|| twice(start, read));
    Times { at, until: None, doubts: doubts.into_iter().collect(), disagrees: None }
}

fn usual(of: Reading) -> Vec<At> {
    match of {
        Reading::One(at) | Reading::Missing(at, _) => vec![at],
        Reading::Twice(a, b) => vec![a, b],
    }
}

fn every(of: Reading) -> Vec<At> {
    of.both().map_or_else(|| vec![of.first()], |(a, b)| vec![a, b])
}

/// Every start with every end not before it, first readings first.
fn pairs(starts: &[At], ends: &[At]) -> Vec<(At, At)> {
    starts
        .iter()
        .flat_map(|at| ends.iter().map(|until| (*at, *until)))
        .filter(|(at, until)| until.secs() >= at.secs())
        .collect()
}

/// `5 Mar 2021 20:15`, for a sentence.
pub(crate) fn day_and_clock(local: NaiveDateTime) -> String {
    format!("{} {}", short_date(local.date()), local.format("%H:%M"))
}

fn twice(local: NaiveDateTime, read: Reading) -> Option<String> {
    matches!(read, Reading::Twice(..)).then(|| {
        format!(
            "{} came twice, as the clocks went back, and the file does not say which it was. \
             The first was taken.",
            day_and_clock(local)
        )
    })
}

fn skipped_hour(local: NaiveDateTime, read: Reading, kept: At) -> Option<String> {
    matches!(read, Reading::Missing(..)).then(|| {
        format!("{} did not exist, as the clocks went forward. {} was kept.", day_and_clock(local), kept.hm())
    })
}

fn disagree(at: At, until: At, minutes: f64) -> String {
    let ended = if at.date() == until.date() {
        format!("–{}", until.hm())
    } else {
        format!(" – {}", day_and_clock(until.local()))
    };
    format!(
        "the times say {}{ended} ({} min), the file's duration says {} min. The times were kept.",
        day_and_clock(at.local()),
        (until.secs() - at.secs()) / 60,
        minutes.round()
    )
}
