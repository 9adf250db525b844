//! The grammar of days: dates, weekdays, `yesterday`, `last night`.
//!
//! Which year or week is meant is decided in `resolve_time.rs`, not here.

use crate::quick_line::time_cursor::{DayExpr, DayPart, TimeCursor};
use crate::quick_line::tokens::normalize_typed;
use chrono::{Datelike, NaiveDate, Weekday};

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

/// A month and nothing else, by its whole name, or by its first letters with a year: the first day of the last such month that
/// has begun.
pub(crate) fn parse_month_and_year(text: &str, today: NaiveDate) -> Option<NaiveDate> {
    let text = normalize_typed(text.trim());
    let mut words = text.split_whitespace();
    let name = words.next()?.trim_end_matches([',', '.']);
    let month = parse_month(name)?;
    let year = match words.next() {
        Some(year) => year.parse().ok().filter(|year| (1900..=9999).contains(year))?,
        // Three letters may as well begin the name of something to do.
        None if !MONTH_NAMES.contains(&name) => return None,
        None if month > today.month() => today.year() - 1,
        None => today.year(),
    };
    words.next().is_none().then(|| NaiveDate::from_ymd_opt(year, month, 1))?
}

impl TimeCursor<'_, '_> {
    /// A day, a part of one, or both.
    pub(crate) fn parse_day(&mut self) -> Option<(DayExpr, Option<DayPart>)> {
        let date = self
            .try_parse(Self::parse_dated_weekday)
            .or_else(|| self.try_parse(Self::parse_iso_date))
            .or_else(|| self.try_parse(Self::parse_slashed_date))
            .or_else(|| self.try_parse(Self::parse_named_date))
            .or_else(|| self.try_parse(Self::parse_ordinal));
        if let Some(date) = date {
            return Some((date, self.parse_part_behind()));
        }
        if let Some(days) = self.try_parse(Self::parse_days_ago) {
            return Some((days, self.parse_part_behind()));
        }
        if self.eat_phrase(&["the", "day", "before", "yesterday"])
            || self.eat_phrase(&["day", "before", "yesterday"])
        {
            return Some((DayExpr::DaysAgo(2), self.parse_part_behind()));
        }
        if self.eat_phrase(&["the", "night", "before", "last"]) {
            return Some((DayExpr::DaysAgo(2), Some(DayPart::Night)));
        }
        self.parse_named_day()
    }

    /// `yesterday`, `this morning`, `monday evening`, `last night`.
    fn parse_named_day(&mut self) -> Option<(DayExpr, Option<DayPart>)> {
        let word = self.eat_word()?;
        let day = match word.as_str() {
            "today" => DayExpr::Today,
            "earlier" => {
                self.try_parse(|c| {
                    c.skip_blanks();
                    c.eat_one_of(&["today", "on"]).then_some(())
                });
                return Some((DayExpr::Today, self.parse_part_behind()));
            }
            "tonight" => return Some((DayExpr::Today, Some(DayPart::Evening))),
            "yesterday" => DayExpr::Yesterday,
            "last" => {
                self.skip_blanks();
                if !self.eat_one_of(&["night"]) {
                    let weekday = self.eat_word().and_then(|word| parse_weekday(&word))?;
                    return Some((DayExpr::Weekday(weekday), self.parse_part_behind()));
                }
                return Some((DayExpr::LastNight, None));
            }
            "this" => {
                self.skip_blanks();
                self.eat_one_of(&["past"]);
                self.skip_blanks();
                // "this past monday"
                if let Some(weekday) = self.try_parse(|c| parse_weekday(&c.eat_word()?)) {
                    return Some((DayExpr::Weekday(weekday), self.parse_part_behind()));
                }
                return Some((DayExpr::Today, Some(self.parse_part()?)));
            }
            "in" | "during" => {
                self.skip_blanks();
                if !self.eat_one_of(&["the"]) {
                    return None;
                }
                self.skip_blanks();
                return Some((DayExpr::Unnamed, Some(self.parse_part()?)));
            }
            "lunchtime" => return Some((DayExpr::Unnamed, Some(DayPart::Midday))),
            _ => DayExpr::Weekday(parse_weekday(&word)?),
        };
        Some((day, self.parse_part_behind()))
    }

    fn parse_part_behind(&mut self) -> Option<DayPart> {
        self.try_parse(|c| {
            c.skip_blanks();
            c.parse_part()
        })
    }

    fn parse_part(&mut self) -> Option<DayPart> {
        self.try_parse(|c| {
            Some(match c.eat_word()?.as_str() {
                "morning" | "morn" => DayPart::Morning,
                "lunchtime" | "lunch" | "midday" => DayPart::Midday,
                "afternoon" | "arvo" => DayPart::Afternoon,
                "evening" | "eve" => DayPart::Evening,
                "night" => DayPart::Night,
                _ => return None,
            })
        })
    }

    /// `3 days ago`.
    fn parse_days_ago(&mut self) -> Option<DayExpr> {
        let days = self.eat_count()?;
        self.skip_blanks();
        if !self.eat_one_of(&["day", "days"]) {
            return None;
        }
        self.skip_blanks();
        self.eat_one_of(&["ago"]).then_some(DayExpr::DaysAgo(days))
    }

    /// `14/01/2026`, `14.1.26`, `16/6`: the day before the month, as the British write it.
    fn parse_slashed_date(&mut self) -> Option<DayExpr> {
        let (first, _) = self.eat_number(2)?;
        let sign = self.peek_char().filter(|c| matches!(c, '/' | '.' | '-'))?;
        self.at += 1;
        let (second, _) = self.eat_number(2)?;
        // A number beyond twelve is no month, whatever the country's order.
        let month_first =
            if self.text.month_first { second <= 31 && first <= 12 } else { second > 12 && first <= 12 };
        let (day, month) = if month_first { (second, first) } else { (first, second) };
        let year = self.try_parse(|c| {
            if !c.eat_char(sign) {
                return None;
            }
            let (year, digits) = c.eat_number(4)?;
            match digits {
                4 => Some(year),
                2 => Some(2000 + year),
                _ => None,
            }
        });
        match year {
            Some(year) => to_date_expr(year, month, day),
            // "7.30" is a time and "1-2" a stretch; only a slash makes a date of two numbers.
            None if sign == '/' && self.peek_char() != Some('/') => {
                NaiveDate::from_ymd_opt(2024, month, day).map(|_| DayExpr::DayOfMonth(day, month))
            }
            None => None,
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
                let month = parse_month(&self.eat_word()?)?;
                (day, month)
            }
            None => {
                let month = parse_month(&self.eat_word()?)?;
                self.eat_char('.');
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
            c.eat_char(',');
            c.skip_blanks();
            c.eat_number(4).filter(|(_, digits)| *digits == 4)
        });
        match year {
            Some((year, _)) => to_date_expr(year, month, day),
            // A leap year, so that 29 February may be said.
            None => NaiveDate::from_ymd_opt(2024, month, day).map(|_| DayExpr::DayOfMonth(day, month)),
        }
    }

    /// `Sunday 22 November` says the same without its weekday.
    fn parse_dated_weekday(&mut self) -> Option<DayExpr> {
        parse_weekday(&self.eat_word()?)?;
        self.eat_char(',');
        self.skip_blanks();
        self.eat_one_of(&["the"]);
        self.skip_blanks();
        self.parse_named_date()
    }

    /// `the 28th`, where no thing is counted by it.
    fn parse_ordinal(&mut self) -> Option<DayExpr> {
        if !self.eat_one_of(&["the"]) {
            return None;
        }
        self.skip_blanks();
        let (day, _) = self.eat_number(2).filter(|(day, _)| (1..=31).contains(day))?;
        if !self.eat_one_of(&["st", "nd", "rd", "th"]) {
            return None;
        }
        let before = self.at;
        self.skip_blanks();
        let counted = self.eat_word().is_some_and(|word| !BEHIND_A_DAY.contains(&word.as_str()));
        self.at = before;
        (!counted).then_some(DayExpr::OfThisMonth(day))
    }
}

/// What may follow a day, where another word would be what is counted: "the 2nd nap".
const BEHIND_A_DAY: [&str; 14] = [
    "at", "from", "about", "around", "in", "for", "till", "until", "half", "quarter", "noon", "morning",
    "evening", "night",
];

fn to_date_expr(year: u32, month: u32, day: u32) -> Option<DayExpr> {
    let year = i32::try_from(year).ok().filter(|year| *year >= 1900)?;
    NaiveDate::from_ymd_opt(year, month, day).map(DayExpr::Date)
}

pub(crate) fn parse_month(word: &str) -> Option<u32> {
    let found = MONTH_NAMES.iter().position(|month| {
        *month == word || month.get(..3) == Some(word) || (word.len() > 3 && month.starts_with(word))
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
