//! Reading a stretch of a line letter by letter, which the grammars of days and of times have in common.

use crate::quick_line::tokens::{CharRange, LineText};
use chrono::{NaiveDate, Weekday};

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum DayExpr {
    Date(NaiveDate),
    DayOfMonth(u32, u32),
    /// `the 28th`, of this month or the last.
    OfThisMonth(u32),
    Weekday(Weekday),
    Today,
    Yesterday,
    LastNight,
    DaysAgo(u32),
    /// None is named; only a part of one is.
    Unnamed,
}

/// A stretch of a day, as people name it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum DayPart {
    Morning,
    Midday,
    Afternoon,
    Evening,
    Night,
}

impl DayPart {
    /// Its hours, the end of it perhaps beyond 24.
    pub(crate) fn hours(self) -> (i64, i64) {
        match self {
            Self::Morning => (6, 12),
            Self::Midday => (11, 14),
            Self::Afternoon => (12, 18),
            Self::Evening => (17, 22),
            Self::Night => (19, 30),
        }
    }

    /// Whether a clock hour can be meant by somebody who names this part.
    pub(crate) fn contains(self, hour: u32) -> bool {
        match self {
            Self::Morning => hour < 12,
            Self::Midday => (10..=15).contains(&hour),
            Self::Afternoon => (12..=19).contains(&hour),
            Self::Evening => (15..=24).contains(&hour),
            Self::Night => !(9..18).contains(&hour),
        }
    }
}

/// A place in a clause that moves on as it reads.
pub(crate) struct TimeCursor<'t, 'a> {
    pub(crate) text: &'t LineText<'a>,
    pub(crate) at: usize,
    pub(crate) end: usize,
    /// A clock behind a day was said to be about: `yesterday ~13:00`.
    pub(crate) is_rough_behind_day: bool,
}

impl<'t, 'a> TimeCursor<'t, 'a> {
    pub(crate) fn new(text: &'t LineText<'a>, span: &CharRange) -> Self {
        Self { text, at: span.start, end: span.end, is_rough_behind_day: false }
    }
}

impl TimeCursor<'_, '_> {
    pub(crate) fn peek_char(&self) -> Option<char> {
        self.text.char_at(self.at).filter(|_| self.at < self.end)
    }

    pub(crate) fn skip_blanks(&mut self) {
        while self.peek_char() == Some(' ') {
            self.at += 1;
        }
    }

    pub(crate) fn eat_char(&mut self, c: char) -> bool {
        let there = self.peek_char() == Some(c);
        self.at += usize::from(there);
        there
    }

    /// Tries a reading and stays where it was when there is none.
    pub(crate) fn try_parse<T>(&mut self, read: impl FnOnce(&mut Self) -> Option<T>) -> Option<T> {
        let before = self.at;
        let found = read(self);
        if found.is_none() {
            self.at = before;
        }
        found
    }

    /// A run of letters, too long a one being none of ours.
    pub(crate) fn eat_word(&mut self) -> Option<String> {
        self.try_parse(|c| {
            let mut word = String::new();
            while let Some(letter) = c.peek_char().filter(|l| l.is_alphabetic()) {
                if word.len() > 16 {
                    return None;
                }
                word.push(letter);
                c.at += 1;
            }
            (!word.is_empty()).then_some(word)
        })
    }

    pub(crate) fn eat_one_of(&mut self, words: &[&str]) -> bool {
        self.try_parse(|c| c.eat_word().filter(|word| words.contains(&word.as_str()))).is_some()
    }

    /// Digits, with how many there were; more than `most` is no number.
    pub(crate) fn eat_number(&mut self, most: usize) -> Option<(u32, usize)> {
        self.try_parse(|c| {
            let (mut value, mut digits) = (0, 0);
            while let Some(digit) = c.peek_char().and_then(|d| d.to_digit(10)) {
                digits += 1;
                if digits > most {
                    return None;
                }
                value = value * 10 + digit;
                c.at += 1;
            }
            (digits > 0).then_some((value, digits))
        })
    }
}
