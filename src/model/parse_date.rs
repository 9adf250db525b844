//! A day as a parent types it.
//!
//! ```text
//!  2026-11-09   9 Nov   9 November 2025   Nov 9   today   yesterday   mon
//! ```
//!
//! A day without a year is the last such day that has come. Numbers with a year are read as the British write them,
//! 14/01/2026 or 14.1.26; without one, such as 9/11, they are refused, for they mean two days in two countries.

use crate::model::time::previous_day;
use crate::vocabulary::normalize_text;
use chrono::{Datelike, NaiveDate};

pub(crate) const MONTH_NAMES: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];
const WEEKDAY_NAMES: [&str; 7] =
    ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];

/// The day that was meant; none when the text names no day.
pub(crate) fn parse_typed_date(typed: &str, today: NaiveDate) -> Option<NaiveDate> {
    let text = normalize_text(typed).replace(',', " ");
    if let Ok(date) = NaiveDate::parse_from_str(text.trim(), "%Y-%m-%d") {
        return Some(date);
    }
    if let Some(date) = parse_numbers(text.trim()) {
        return Some(date);
    }
    let mut parts: Vec<&str> = text.split_whitespace().collect();
    match parts.as_slice() {
        ["today"] => return Some(today),
        ["yesterday"] => return Some(previous_day(today)),
        [one] => {
            let weekday = match_name_prefix(one, &WEEKDAY_NAMES)?;
            return today
                .iter_days()
                .rev()
                .take(7)
                .find(|date| date.weekday().num_days_from_monday() == weekday);
        }
        _ => {}
    }
    // "Sunday 22 November" says the same without its weekday.
    if parts.len() > 2 && match_name_prefix(parts[0], &WEEKDAY_NAMES).is_some() {
        parts.remove(0);
    }
    let [first, second, rest @ ..] = parts.as_slice() else {
        return None;
    };
    let (day, month) = match (match_name_prefix(first, &MONTH_NAMES), match_name_prefix(second, &MONTH_NAMES))
    {
        (None, Some(month)) => (parse_day_number(first)?, month + 1),
        (Some(month), None) => (parse_day_number(second)?, month + 1),
        _ => return None,
    };
    match rest {
        [] => (0..=8)
            .filter_map(|back| NaiveDate::from_ymd_opt(today.year() - back, month, day))
            .find(|date| *date <= today),
        [year] if year.len() == 4 => NaiveDate::from_ymd_opt(year.parse().ok()?, month, day),
        _ => None,
    }
}

/// `14/01/2026`, `14.1.26`.
fn parse_numbers(text: &str) -> Option<NaiveDate> {
    let sign = if text.contains('/') { '/' } else { '.' };
    let numbers: Option<Vec<u32>> = text.split(sign).map(|part| part.parse().ok()).collect();
    let (Some([day, month, year]), digits) = (numbers.as_deref(), text.rsplit(sign).next()?.len()) else {
        return None;
    };
    let century = match digits {
        2 => 2000,
        4 => 0,
        _ => return None,
    };
    NaiveDate::from_ymd_opt(i32::try_from(year + century).ok()?, *month, *day)
}

/// Which name begins with what was typed, three letters or more of it.
fn match_name_prefix(typed: &str, names: &[&str]) -> Option<u32> {
    let typed = typed.trim_end_matches('.');
    let at = names.iter().position(|name| typed.len() >= 3 && name.starts_with(typed));
    at.and_then(|at| u32::try_from(at).ok())
}

/// `9`, `9th`.
fn parse_day_number(typed: &str) -> Option<u32> {
    let digits = typed.trim_end_matches(|c: char| c.is_ascii_lowercase());
    let ending = &typed[digits.len()..];
    matches!(ending, "" | "st" | "nd" | "rd" | "th").then(|| digits.parse().ok()).flatten()
}
