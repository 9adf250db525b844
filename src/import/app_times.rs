//! The clock times of foreign files: reading them, and choosing between two readings where the clocks changed.
//!
//! All zone arithmetic goes through [`resolve_local`]; nothing here asks what time it is.

use crate::import::date_order::DateOrder;
use crate::import::month_names;
use crate::model::time::{format_short_date, resolve_local};
use crate::model::{LocalResolution, Timestamp, Zone};
use crate::text::sanitize::collapse_whitespace;
use crate::texts::import_messages;
use chrono::{Datelike, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta};

/// The years in which a family keeps a journal; any other is a slip of the pen or a clock that was reset.
const YEARS: std::ops::Range<i32> = 1900..2200;
/// The day numbers of spreadsheets that can be a date of a family's: 1982 to 2119.
const SERIAL_DAYS: std::ops::Range<f64> = 30_000.0..80_000.0;

/// Reads a date and a time of any app, spreadsheet or country: `2022-03-13 00:10`, `2022-03-13T00:10:05.000`,
/// `12/20/19 1:11 AM`, `20.12.2019, 13:11`, `22. 5. 16 22:25`, `25-May-2024 20:30`, a spreadsheet's `45437.854`. Without
/// an `order` a date such as 3/4/24 is none.
pub(crate) fn parse_local_time(cell: &str, order: Option<DateOrder>) -> Option<NaiveDateTime> {
    let cell = put_date_first(&join_dotted_date(&collapse_whitespace(cell).replace(',', " ")));
    if let Some(serial) = parse_serial_time(&cell) {
        return Some(serial);
    }
    let (date, time) = match cell.split_once([' ', 'T']) {
        Some((date, time)) => (date, parse_clock_time(strip_fraction(time.trim()))?),
        None => (cell.as_str(), NaiveTime::MIN),
    };
    Some(parse_date_with_order(date, order)?.and_time(time))
}

fn parse_date_with_order(date: &str, order: Option<DateOrder>) -> Option<NaiveDate> {
    let found = match date.get(..4).filter(|year| year.bytes().all(|b| b.is_ascii_digit())) {
        Some(_) => {
            let mut parts = date.split(['-', '/', '.']);
            let (year, month, day) = (parts.next()?, parts.next()?, parts.next()?);
            let is_whole = parts.next().is_none();
            let year = i32::try_from(parse_digits(year, 4)?).ok()?;
            NaiveDate::from_ymd_opt(year, parse_digits(month, 2)?, parse_digits(day, 2)?).filter(|_| is_whole)
        }
        None => match split_date_numbers(date) {
            Some((first, second, year)) => {
                let read = |order: DateOrder| {
                    let (month, day) = order.month_and_day((first, second));
                    NaiveDate::from_ymd_opt(year, month, day)
                };
                match order {
                    Some(order) => read(order),
                    None => {
                        let (day, month) = (read(DateOrder::DayFirst), read(DateOrder::MonthFirst));
                        if day.is_some() && month.is_some() && day != month { None } else { day.or(month) }
                    }
                }
            }
            None => parse_dotted_or_named(date),
        },
    };
    found.filter(|date| YEARS.contains(&date.year()))
}

/// `20.12.2019`, `25-May-2024`, `25 may 2024`: the day comes first.
fn parse_dotted_or_named(date: &str) -> Option<NaiveDate> {
    let mut parts = date.split(['.', '-']).filter(|part| !part.is_empty());
    let (day, month, year) = (parts.next()?, parts.next()?, parts.next()?);
    if parts.next().is_some() {
        return None;
    }
    let month = parse_digits(month, 2).or_else(|| month_names::find_month(month))?;
    NaiveDate::from_ymd_opt(parse_year(year)?, month, parse_digits(day, 2)?)
}

/// The three numbers of a date with strokes, `3/4/24` or `03-04-2024`, whatever stands after it.
pub(crate) fn split_date_numbers(cell: &str) -> Option<(u32, u32, i32)> {
    cell.split(|c: char| c.is_whitespace() || c == ',' || c == 'T').find_map(split_date_word)
}

fn split_date_word(date: &str) -> Option<(u32, u32, i32)> {
    let mut parts = date.split(['/', '-']);
    let (first, second, year) = (parts.next()?, parts.next()?, parts.next()?);
    let numbers = (parse_digits(first, 2)?, parse_digits(second, 2)?, parse_year(year)?);
    parts.next().is_none().then_some(numbers)
}

fn parse_year(year: &str) -> Option<i32> {
    let number = i32::try_from(parse_digits(year, 4)?).ok()?;
    match year.len() {
        2 => Some(2000 + number),
        4 => Some(number),
        _ => None,
    }
}

/// `11:20 PM 01-24-2020` as `01-24-2020 11:20 PM`.
fn put_date_first(cell: &str) -> String {
    match cell.rsplit_once(' ') {
        Some((clock, date)) if date.contains(['/', '-']) && parse_clock_time(clock).is_some() => {
            format!("{date} {clock}")
        }
        _ => cell.to_owned(),
    }
}

/// `22. 5. 16` as `22.5.16`.
fn join_dotted_date(cell: &str) -> String {
    let is_dotted = cell.split(' ').take(2).all(|part| part.ends_with('.') && part.len() < 4);
    if is_dotted { cell.replacen(". ", ".", 2) } else { cell.to_owned() }
}

/// `20:30:00.000+0200` as `20:30:00`.
fn strip_fraction(time: &str) -> &str {
    match time.split_once('.') {
        Some((clock, rest)) if clock.contains(':') && rest.starts_with(|c: char| c.is_ascii_digit()) => clock,
        _ => time,
    }
}

/// The days since 30 December 1899, as spreadsheets count.
fn parse_serial_time(cell: &str) -> Option<NaiveDateTime> {
    let is_number = cell.bytes().all(|b| b.is_ascii_digit() || b == b'.');
    let days = cell.parse::<f64>().ok().filter(|days| is_number && SERIAL_DAYS.contains(days))?;
    let seconds = (days * 86_400.0).round() as i64;
    NaiveDate::from_ymd_opt(1899, 12, 30)?
        .and_time(NaiveTime::MIN)
        .checked_add_signed(TimeDelta::try_seconds(seconds)?)
}

/// Reads a cell that may be empty; else why it cannot be read, `example` showing how it can.
pub(crate) fn parse_time_cell(
    cell: &str,
    column: &str,
    order: Option<DateOrder>,
    example: &str,
) -> Result<Option<NaiveDateTime>, String> {
    if cell.is_empty() {
        return Ok(None);
    }
    parse_local_time(cell, order).map(Some).ok_or_else(|| {
        let shown: String = collapse_whitespace(cell).chars().take(40).collect();
        import_messages::unreadable_time(column, &shown, example)
    })
}

pub(crate) fn parse_dashed_cell(
    cell: &str,
    column: &str,
    order: Option<DateOrder>,
) -> Result<Option<NaiveDateTime>, String> {
    parse_time_cell(cell, column, order, "2022-03-13 18:10")
}

/// Reads a clock, 12 or 24 hours: `14:41`, `1:11 AM`, `0:00 am`, `8:30 p.m.`, and `20.30` as the north of Europe writes it.
pub(crate) fn parse_clock_time(text: &str) -> Option<NaiveTime> {
    let is_dotted = |c: char| c.is_ascii_digit() || c == '.';
    if text.contains('.') && text.chars().all(is_dotted) {
        return parse_clock_time(&text.replace('.', ":"));
    }
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

/// A length of time in minutes: `105`, `3 hrs 9 min`, `1 h 48 min`, `04h43m`, `2:05`, `1 Std. 20 Min.`; none of anything
/// else.
pub(crate) fn parse_length(cell: &str) -> Option<f64> {
    let cell = collapse_whitespace(cell).to_lowercase();
    if let Some((hours, minutes)) = cell.split_once(':') {
        let mut rest = minutes.splitn(2, ':');
        let minutes = rest.next().and_then(|minutes| parse_digits(minutes, 2)).filter(|m| *m < 60)?;
        let seconds = rest.next().map_or(Some(0), |seconds| parse_digits(seconds, 2)).filter(|s| *s < 60)?;
        return Some(f64::from(parse_digits(hours, 3)? * 60 + minutes) + f64::from(seconds) / 60.0);
    }
    let is_of_number = |c: char| c.is_ascii_digit() || c == '.';
    let (mut minutes, mut rest) = (None, cell.as_str());
    while !rest.is_empty() {
        let unit_at = rest.find(|c| !is_of_number(c)).unwrap_or(rest.len());
        let (number, after) = rest.split_at(unit_at);
        let number: f64 = number.parse().ok().filter(|number| (0.0..100_000.0).contains(number))?;
        let next = after.find(|c: char| c.is_ascii_digit()).unwrap_or(after.len());
        let (unit, after) = after.split_at(next);
        let factor = match unit.trim().trim_end_matches('.') {
            // A bare number is minutes, but never behind hours.
            "" if minutes.is_none() && after.is_empty() => 1.0,
            "h" | "hr" | "hrs" | "hour" | "hours" | "std" => 60.0,
            "m" | "min" | "mins" | "minute" | "minutes" => 1.0,
            "s" | "sec" | "secs" | "second" | "seconds" | "sek" => 1.0 / 60.0,
            _ => return None,
        };
        minutes = Some(minutes.unwrap_or(0.0) + number * factor);
        rest = after;
    }
    minutes
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
