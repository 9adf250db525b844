//! Lengths of time as other apps write them. A parent's own typed line has a grammar of its own (`quick_line`), which
//! knows more words and fewer notations.

use crate::import::date_text::{parse_clock_time, parse_digits};
use crate::text::sanitize::collapse_whitespace;
use chrono::Timelike;

/// The words for hours, minutes and seconds, in the languages of the apps.
const UNITS: [(f64, &[&str]); 3] = [
    (
        60.0,
        &[
            "h",
            "hr",
            "hrs",
            "hour",
            "hours",
            "std",
            "stunde",
            "stunden",
            "heure",
            "heures",
            "hora",
            "horas",
            "ora",
            "ore",
            "u",
            "uur",
            "godz",
            "ч",
            "час",
            "часа",
            "часов",
            "óra",
            "t",
            "tim",
            "saat",
            "时",
            "小时",
            "時間",
            "시간",
        ],
    ),
    (
        1.0,
        &[
            "m", "min", "mins", "minute", "minutes", "minuten", "minuto", "minutos", "minuti", "minuut",
            "мин", "м", "perc", "dk", "分", "分钟", "分鐘", "분", "′", "'",
        ],
    ),
    (
        1.0 / 60.0,
        &[
            "s", "sec", "secs", "second", "seconds", "sek", "sekunden", "seg", "с", "сек", "秒", "초", "″",
            "\"",
        ],
    ),
];

/// A length of time in minutes: `105`, `3 hrs 9 min`, `1h20`, `1,5 h`, `04h43m`, `2:05`, `1:20:00`, `1 Std. 20 Min.`; none
/// of anything else.
pub(crate) fn parse_length(cell: &str) -> Option<f64> {
    let cell = collapse_whitespace(cell).to_lowercase();
    let cell = [" h", " hrs", " hours"]
        .iter()
        .find_map(|unit| cell.strip_suffix(unit))
        .filter(|cell| cell.contains(':'))
        .unwrap_or(&cell);
    if let Some((hours, minutes)) = cell.split_once(':') {
        // A spreadsheet takes 1:20 for a time of day.
        if cell.ends_with('m') {
            let clock = parse_clock_time(cell)?;
            return Some(f64::from(clock.num_seconds_from_midnight()) / 60.0);
        }
        let mut rest = minutes.splitn(2, ':');
        let minutes = rest.next().and_then(|minutes| parse_digits(minutes, 2)).filter(|m| *m < 60)?;
        let seconds = rest.next().map_or(Some(0), |seconds| parse_digits(seconds, 2)).filter(|s| *s < 60)?;
        return Some(f64::from(parse_digits(hours, 3)? * 60 + minutes) + f64::from(seconds) / 60.0);
    }
    let cell = cell.strip_prefix("pt").unwrap_or(cell);
    let is_of_number = |c: char| c.is_ascii_digit() || matches!(c, '.' | ',');
    let (mut minutes, mut rest, mut last) = (None, cell, 0.0);
    while !rest.is_empty() {
        let unit_at = rest.find(|c| !is_of_number(c)).unwrap_or(rest.len());
        let (number, after) = rest.split_at(unit_at);
        let number = parse_amount(number).filter(|number| (0.0..100_000.0).contains(number))?;
        let next = after.find(|c: char| c.is_ascii_digit()).unwrap_or(after.len());
        let (unit, after) = after.split_at(next);
        let unit = unit.trim().trim_end_matches([',', ';']).trim_end_matches('.');
        let factor = match unit {
            // A bare number is minutes, behind hours too: `1h20`.
            "" if after.is_empty() && (minutes.is_none() || last == 60.0) => 1.0,
            _ => UNITS.iter().find(|(_, words)| words.contains(&unit))?.0,
        };
        // `3 min 2 h` is no length.
        if minutes.is_some() && factor >= last {
            return None;
        }
        (minutes, rest, last) = (Some(minutes.unwrap_or(0.0) + number * factor), after, factor);
    }
    minutes
}

/// `1.5`, `1,5`; `1,200` may be either of two numbers.
fn parse_amount(number: &str) -> Option<f64> {
    match number.split_once(',') {
        Some((_, decimals)) if decimals.len() == 3 => None,
        _ => number.replace(',', ".").parse().ok(),
    }
}
