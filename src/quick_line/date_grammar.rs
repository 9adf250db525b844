//! The grammar of days: dates, weekdays, `yesterday`, `last night`.
//!
//! Which year or week is meant is decided in `resolve_time.rs`, not here.

use crate::model::parse_date::MONTH_NAMES;
use crate::quick_line::time_cursor::{DayExpr, TimeCursor};
use chrono::{NaiveDate, Weekday};

impl TimeCursor<'_, '_> {
    pub(crate) fn parse_day(&mut self) -> Option<DayExpr> {
        if let Some(date) =
            self.try_parse(Self::parse_iso_date).or_else(|| self.try_parse(Self::parse_named_date))
        {
            return Some(date);
        }
        let word = self.eat_word()?;
        match word.as_str() {
            "today" | "tonight" => Some(DayExpr::Today),
            "yesterday" => Some(DayExpr::Yesterday),
            "last" => {
                self.skip_blanks();
                self.eat_one_of(&["night"]).then_some(DayExpr::LastNight)
            }
            "this" => {
                self.skip_blanks();
                self.eat_one_of(&["morning", "afternoon", "evening"]).then_some(DayExpr::Today)
            }
            _ => parse_weekday(&word).map(DayExpr::Weekday),
        }
    }

    fn parse_iso_date(&mut self) -> Option<DayExpr> {
        let (year, digits) = self.eat_number(4)?;
        if digits != 4 || !self.eat_char('-') {
            return None;
        }
        let (month, _) = self.eat_number(2)?;
        if !self.eat_char('-') {
            return None;
        }
        let (day, _) = self.eat_number(2)?;
        to_date_expr(year, month, day)
    }

    /// `21 Nov`, `21st November 2026` or `Nov 21`.
    fn parse_named_date(&mut self) -> Option<DayExpr> {
        let (day, month) = match self.eat_number(2) {
            Some((day, _)) => {
                self.eat_one_of(&["st", "nd", "rd", "th"]);
                self.skip_blanks();
                self.eat_one_of(&["of"]);
                self.skip_blanks();
                (day, parse_month(&self.eat_word()?)?)
            }
            None => {
                let month = parse_month(&self.eat_word()?)?;
                self.skip_blanks();
                let (day, _) = self.eat_number(2)?;
                self.eat_one_of(&["st", "nd", "rd", "th"]);
                (day, month)
            }
        };
        if matches!(self.peek_char(), Some(':' | '.')) {
            return None;
        }
        let year = self.try_parse(|c| {
            c.skip_blanks();
            c.eat_number(4).filter(|(_, digits)| *digits == 4)
        });
        match year {
            Some((year, _)) => to_date_expr(year, month, day),
            // A leap year, so that 29 February may be said.
            None => NaiveDate::from_ymd_opt(2024, month, day).map(|_| DayExpr::DayOfMonth(day, month)),
        }
    }
}

fn to_date_expr(year: u32, month: u32, day: u32) -> Option<DayExpr> {
    let year = i32::try_from(year).ok().filter(|year| *year >= 1900)?;
    NaiveDate::from_ymd_opt(year, month, day).map(DayExpr::Date)
}

pub(crate) fn parse_month(word: &str) -> Option<u32> {
    let found = MONTH_NAMES.iter().position(|month| {
        *month == word || month.get(..3) == Some(word) || (word == "sept" && month.starts_with(word))
    })?;
    u32::try_from(found + 1).ok()
}

fn parse_weekday(word: &str) -> Option<Weekday> {
    const WEEKDAY_FORMS: [(&str, &str, Weekday); 7] = [
        ("monday", "mon", Weekday::Mon),
        ("tuesday", "tues", Weekday::Tue),
        ("wednesday", "weds", Weekday::Wed),
        ("thursday", "thurs", Weekday::Thu),
        ("friday", "fri", Weekday::Fri),
        ("saturday", "sat", Weekday::Sat),
        ("sunday", "sun", Weekday::Sun),
    ];
    WEEKDAY_FORMS
        .iter()
        .find(|(long, short, _)| *long == word || *short == word || long.get(..3) == Some(word))
        .or_else(|| WEEKDAY_FORMS.iter().find(|(_, short, _)| *short == "thurs" && word == "thur"))
        .map(|(_, _, day)| *day)
}
