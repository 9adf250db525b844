//! The grammar of days: dates, weekdays, `yesterday`, `last night`.
//!
//! Which year or week is meant is decided in `when.rs`, not here.

use super::clock::{Cursor, Day};
use crate::journal::day::MONTHS;
use chrono::{NaiveDate, Weekday};

impl Cursor<'_, '_> {
    pub(crate) fn day(&mut self) -> Option<Day> {
        if let Some(date) = self.attempt(Self::iso).or_else(|| self.attempt(Self::named)) {
            return Some(date);
        }
        let word = self.word()?;
        match word.as_str() {
            "today" | "tonight" => Some(Day::Today),
            "yesterday" => Some(Day::Yesterday),
            "last" => {
                self.blanks();
                self.one_of(&["night"]).then_some(Day::LastNight)
            }
            "this" => {
                self.blanks();
                self.one_of(&["morning", "afternoon", "evening"]).then_some(Day::Today)
            }
            _ => weekday(&word).map(Day::Weekday),
        }
    }

    fn iso(&mut self) -> Option<Day> {
        let (year, digits) = self.number(4)?;
        if digits != 4 || !self.eat('-') {
            return None;
        }
        let (month, _) = self.number(2)?;
        if !self.eat('-') {
            return None;
        }
        let (day, _) = self.number(2)?;
        date(year, month, day)
    }

    /// `21 Nov`, `21st November 2026` or `Nov 21`.
    fn named(&mut self) -> Option<Day> {
        let (day, month) = match self.number(2) {
            Some((day, _)) => {
                self.one_of(&["st", "nd", "rd", "th"]);
                self.blanks();
                self.one_of(&["of"]);
                self.blanks();
                (day, month(&self.word()?)?)
            }
            None => {
                let month = month(&self.word()?)?;
                self.blanks();
                let (day, _) = self.number(2)?;
                self.one_of(&["st", "nd", "rd", "th"]);
                (day, month)
            }
        };
        if matches!(self.peek(), Some(':' | '.')) {
            return None;
        }
        let year = self.attempt(|c| {
            c.blanks();
            c.number(4).filter(|(_, digits)| *digits == 4)
        });
        match year {
            Some((year, _)) => date(year, month, day),
            // A leap year, so that 29 February may be said.
            None => NaiveDate::from_ymd_opt(2024, month, day).map(|_| Day::Of(day, month)),
        }
    }
}

fn date(year: u32, month: u32, day: u32) -> Option<Day> {
    let year = i32::try_from(year).ok().filter(|year| *year >= 1900)?;
    NaiveDate::from_ymd_opt(year, month, day).map(Day::Date)
}

pub(crate) fn month(word: &str) -> Option<u32> {
    let found = MONTHS.iter().position(|month| {
        *month == word || month.get(..3) == Some(word) || (word == "sept" && month.starts_with(word))
    })?;
    u32::try_from(found + 1).ok()
}

fn weekday(word: &str) -> Option<Weekday> {
    const DAYS: [(&str, &str, Weekday); 7] = [
        ("monday", "mon", Weekday::Mon),
        ("tuesday", "tues", Weekday::Tue),
        ("wednesday", "weds", Weekday::Wed),
        ("thursday", "thurs", Weekday::Thu),
        ("friday", "fri", Weekday::Fri),
        ("saturday", "sat", Weekday::Sat),
        ("sunday", "sun", Weekday::Sun),
    ];
    DAYS.iter()
        .find(|(long, short, _)| *long == word || *short == word || long.get(..3) == Some(word))
        .or_else(|| DAYS.iter().find(|(_, short, _)| *short == "thurs" && word == "thur"))
        .map(|(_, _, day)| *day)
}
