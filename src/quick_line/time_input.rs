//! Times by themselves, as a form asks for them, in the grammar of the typed line.

use crate::model::setting_spec::SettingQuestion;
use crate::model::{DayBoundaries, TimeOfDay};
use crate::quick_line::match_terms::LineItem;
use crate::quick_line::resolve_time::TimeBasis;
use crate::quick_line::time_cursor::{DayExpr, TimeCursor};
use crate::quick_line::time_grammar::{ClockStyle, TimeForm, TimePoint, parse_time_expr};
use crate::quick_line::time_slot::TimeSlot;
use crate::quick_line::tokens::LineText;
use crate::quick_line::{LineContext, ParseError, Timestamp, resolve_time};
use crate::texts::parse_errors as texts;
use chrono::{Datelike, Days, Months, NaiveDate};

#[derive(Clone, Copy, PartialEq, Debug)]
pub(crate) struct ParsedTimes {
    pub at: Timestamp,
    pub until: Option<Timestamp>,
    pub approximate: bool,
}

/// Reads `now`, `10:15`, `10:15-10:27`, `10:15 12m`, `20m ago`, `~20:00`, `yesterday 21:30` or a full date.
///
/// # Errors
/// When it cannot be read, lies ahead, or a clock change leaves several readings; [`ParseError::Ambiguous`] then holds the texts.
pub(crate) fn parse_times(text: &str, context: &LineContext<'_>) -> Result<ParsedTimes, ParseError> {
    let line = LineText::new(text);
    let times = collect_times(&line)?.resolve_times(&line, context)?;
    Ok(ParsedTimes { at: times.at, until: times.until, approximate: times.approximate })
}

/// Reads the time of a moment in something that began at `began`.
///
/// # Errors
/// As [`parse_times`], and when it is not one plain time.
pub(crate) fn parse_moment_time(
    text: &str,
    began: Timestamp,
    context: &LineContext<'_>,
) -> Result<Timestamp, ParseError> {
    let line = LineText::new(text);
    let typed = collect_times(&line)?;
    let plain = typed.length.is_none() && !typed.approximate;
    let time = typed.time.filter(|time| plain && !matches!(time.form, TimeForm::Range(..)));
    let Some(time) = time else {
        return Err(ParseError::at_span(&line, &(0..line.len()), texts::MOMENT_TIME_ALONE));
    };
    let basis = match time.form {
        TimeForm::Point(TimePoint::Clock { .. }) => TimeBasis::from_context(context).with_day_of(began),
        _ => TimeBasis::from_context(context),
    };
    resolve_time::resolve_time(&line, &basis, Some(&time), None).map(|(at, _)| at)
}

/// Reads a night without times: `last night`, `sat`, `21 Nov`; the date on whose evening it began.
pub(crate) fn parse_night(text: &str, context: &LineContext<'_>) -> Result<NaiveDate, ParseError> {
    let line = LineText::new(text);
    match collect_times(&line)?.time.map(|time| time.form) {
        Some(TimeForm::Day(day, _)) => Ok(TimeBasis::from_context(context).resolve_night(day)),
        _ => Err(ParseError::at_span(&line, &(0..line.len()), texts::NAME_THE_NIGHT)),
    }
}

/// Reads a day as a parent writes it: `14/01/2026`, `14.1.26`, `14 Jan`, `Sunday 14 January`, `2026-01-14`, `mon`,
/// `yesterday`, `3 days ago`; with the month first where the country writes it so. Without a year it is the last such day
/// that has come; where the day may lie ahead, the nearest.
pub(crate) fn parse_full_date(
    text: &str,
    today: NaiveDate,
    country: Option<&str>,
    may_lie_ahead: bool,
) -> Option<NaiveDate> {
    let line = LineText::for_country(text.trim(), country);
    let found = parse_time_expr(&line, &(0..line.len()))?;
    if found.span.end < line.len() {
        return None;
    }
    let TimeForm::Day(day, None) = found.form else {
        return None;
    };
    match day {
        DayExpr::Date(date) => Some(date),
        DayExpr::DayOfMonth(day, month) => {
            let years = (today.year() - 8..=today.year() + 1).rev();
            let days = years.filter_map(|year| NaiveDate::from_ymd_opt(year, month, day));
            let distance = |date: &NaiveDate| (*date - today).num_days().abs();
            days.filter(|date| may_lie_ahead || *date <= today).min_by_key(distance)
        }
        DayExpr::OfThisMonth(day) => {
            let months = (0..3).filter_map(|back| today.checked_sub_months(Months::new(back))?.with_day(day));
            months.into_iter().find(|date| *date <= today)
        }
        DayExpr::Weekday(weekday) => today.iter_days().rev().take(7).find(|date| date.weekday() == weekday),
        DayExpr::Today => Some(today),
        DayExpr::Yesterday => today.pred_opt(),
        DayExpr::DaysAgo(days) => today.checked_sub_days(Days::new(days.into())),
        DayExpr::LastNight | DayExpr::Unnamed => None,
    }
}

/// Reads a time of day that a setting asks for: `19:00`, `7.30`, `7pm`, `noon`. An hour that may be of either half of the
/// day is none.
pub(crate) fn parse_time_of_day(text: &str) -> Option<TimeOfDay> {
    let line = LineText::new(text.trim());
    let mut cursor = TimeCursor::new(&line, &(0..line.len()));
    let point = cursor.parse_clock(true)?.at_day(None, None, None)?;
    match point {
        TimePoint::Clock { clock, style, .. } if cursor.at == line.len() && style != ClockStyle::Spoken => {
            Some(TimeOfDay::from(clock))
        }
        _ => None,
    }
}

/// An answer to a setting's question, a time of day as the setting writes it.
pub(crate) fn print_setting_answer(question: &SettingQuestion, typed: &str) -> String {
    let time = question.asks_time.then(|| parse_time_of_day(typed)).flatten();
    time.map_or_else(|| typed.to_owned(), |time| time.to_string())
}

/// The times in full, so that [`parse_times`] reads the same ones back.
pub(crate) fn print_times(
    at: Timestamp,
    until: Option<Timestamp>,
    about: bool,
    hours: &DayBoundaries,
) -> String {
    let rough = if about { "~" } else { "" };
    format!("{rough}{}", resolve_time::print_time_range(at, until, hours))
}

fn collect_times(line: &LineText<'_>) -> Result<TimeSlot, ParseError> {
    let mut typed = TimeSlot::default();
    let mut at = 0;
    loop {
        while matches!(line.char_at(at), Some(' ' | ',')) {
            at += 1;
        }
        if at >= line.len() {
            break;
        }
        let Some(found) = parse_time_expr(line, &(at..line.len())) else {
            let piece = at..line.len();
            return Err(ParseError::at_span(line, &piece, texts::unreadable_time(line.raw_slice(&piece))));
        };
        let span = found.span.clone();
        at = span.end;
        typed.absorb_item(line, (LineItem::Time(found), span))?;
    }
    if typed.time.is_none() && typed.length.is_none() {
        return Err(ParseError::Empty);
    }
    Ok(typed)
}
