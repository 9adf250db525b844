//! The grammar of times and lengths: what was typed, before any zone or "now" comes into it.
//!
//! Which day a bare clock time means is decided in `when.rs`, not here.

use super::day::month;
use super::pieces::{Span, Text};
use chrono::{NaiveDate, NaiveTime, Weekday};

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Day {
    Date(NaiveDate),
    Of(u32, u32),
    Weekday(Weekday),
    Today,
    Yesterday,
    LastNight,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Spot {
    Clock {
        day: Option<Day>,
        clock: NaiveTime,
        offset: Option<i32>,
        half: bool,
    },
    /// Minutes ago.
    Ago(i64),
    Now,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Form {
    At(Spot),
    Range(Spot, Spot),
    Day(Day),
    /// Minutes.
    Length(i64),
}

/// A time, whether it is rough, and where it ends in the line.
#[derive(Clone, PartialEq, Debug)]
pub(crate) struct Expression {
    pub(crate) form: Form,
    pub(crate) about: bool,
    pub(crate) span: Span,
}

/// The time that begins at `span.start` and ends at a blank or at the end of the clause.
pub(crate) fn expression(text: &Text<'_>, span: &Span) -> Option<Expression> {
    let mut cursor = Cursor { text, at: span.start, end: span.end };
    let mut about = cursor.lead();
    let form = cursor.length_or_ago().or_else(|| cursor.spot_or_day())?;
    let form = match form {
        Form::At(from) => {
            let before = cursor.at;
            match cursor.upto() {
                Some((to, rough)) => {
                    about |= rough;
                    Form::Range(from, to)
                }
                None => {
                    cursor.at = before;
                    form
                }
            }
        }
        other => other,
    };
    let ends = cursor.at >= span.end || text.at(cursor.at) == Some(' ');
    ends.then_some(Expression { form, about, span: span.start..cursor.at })
}

/// A place in a clause that moves on as it reads.
pub(crate) struct Cursor<'t, 'a> {
    text: &'t Text<'a>,
    pub(crate) at: usize,
    end: usize,
}

impl Cursor<'_, '_> {
    pub(crate) fn peek(&self) -> Option<char> {
        self.text.at(self.at).filter(|_| self.at < self.end)
    }

    pub(crate) fn blanks(&mut self) {
        while self.peek() == Some(' ') {
            self.at += 1;
        }
    }

    pub(crate) fn eat(&mut self, c: char) -> bool {
        let there = self.peek() == Some(c);
        self.at += usize::from(there);
        there
    }

    /// Tries a reading and stays where it was when there is none.
    pub(crate) fn attempt<T>(&mut self, read: impl FnOnce(&mut Self) -> Option<T>) -> Option<T> {
        let before = self.at;
        let found = read(self);
        if found.is_none() {
            self.at = before;
        }
        found
    }

    /// A run of letters, too long a one being none of ours.
    pub(crate) fn word(&mut self) -> Option<String> {
        self.attempt(|c| {
            let mut word = String::new();
            while let Some(letter) = c.peek().filter(|l| l.is_alphabetic()) {
                if word.len() > 16 {
                    return None;
                }
                word.push(letter);
                c.at += 1;
            }
            (!word.is_empty()).then_some(word)
        })
    }

    pub(crate) fn one_of(&mut self, words: &[&str]) -> bool {
        self.attempt(|c| c.word().filter(|word| words.contains(&word.as_str()))).is_some()
    }

    /// Digits, with how many there were; more than `most` is no number.
    pub(crate) fn number(&mut self, most: usize) -> Option<(u32, usize)> {
        self.attempt(|c| {
            let (mut value, mut digits) = (0, 0);
            while let Some(digit) = c.peek().and_then(|d| d.to_digit(10)) {
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

    /// The little words before a time; whether one of them makes it rough.
    fn lead(&mut self) -> bool {
        let mut about = false;
        // Four such words are more than anybody writes, and a bound keeps a long line quick.
        for _ in 0..4 {
            if self.eat('~') || self.one_of(&["about", "around", "roughly"]) {
                about = true;
            } else if !self.one_of(&["at", "from", "since", "on"]) {
                break;
            }
            self.blanks();
        }
        about
    }

    fn length_or_ago(&mut self) -> Option<Form> {
        let minutes = self.attempt(Self::length)?;
        let ago = self.attempt(|c| {
            c.blanks();
            c.one_of(&["ago"]).then_some(())
        });
        Some(match ago {
            Some(()) => Form::At(Spot::Ago(minutes)),
            None => Form::Length(minutes),
        })
    }

    fn length(&mut self) -> Option<i64> {
        if self.eat_phrase(&["half", "an", "hour"]) {
            return Some(30);
        }
        if self.eat_phrase(&["an", "hour"]) {
            return Some(60);
        }
        let (value, _) = self.number(4)?;
        self.blanks();
        let unit = self.word()?;
        if is_minutes(&unit) {
            return Some(i64::from(value));
        }
        if !["h", "hr", "hrs", "hour", "hours"].contains(&unit.as_str()) {
            return None;
        }
        let minutes = self.attempt(|c| {
            c.blanks();
            let (minutes, _) = c.number(3)?;
            let unit = c.attempt(|c| {
                c.blanks();
                c.word().filter(|unit| is_minutes(unit))
            });
            let ends = c.peek().is_none_or(|next| next == ' ');
            // "1h 7 pm" and "1h 21 nov" are a length and a time, not 1 h 7.
            let plain = ends && minutes < 60 && !c.half_or_month_follows();
            (unit.is_some() || plain).then_some(minutes)
        });
        Some(i64::from(value) * 60 + i64::from(minutes.unwrap_or(0)))
    }

    fn half_or_month_follows(&mut self) -> bool {
        let before = self.at;
        self.blanks();
        let follows = self
            .word()
            .is_some_and(|word| matches!(word.as_str(), "am" | "pm" | "a" | "p") || month(&word).is_some());
        self.at = before;
        follows
    }

    fn eat_phrase(&mut self, words: &[&str]) -> bool {
        self.attempt(|c| {
            for word in words {
                c.blanks();
                if !c.one_of(&[word]) {
                    return None;
                }
            }
            Some(())
        })
        .is_some()
    }

    /// What follows a dash or "to", and whether it is rough.
    fn upto(&mut self) -> Option<(Spot, bool)> {
        self.attempt(|c| {
            c.blanks();
            if !c.eat('-') && !c.one_of(&["to", "until", "till"]) {
                return None;
            }
            c.blanks();
            let about = c.lead();
            match c.length_or_ago().or_else(|| c.spot_or_day())? {
                Form::At(spot) => Some((spot, about)),
                _ => None,
            }
        })
    }

    fn spot_or_day(&mut self) -> Option<Form> {
        if self.attempt(|c| c.one_of(&["now"]).then_some(())).is_some() {
            return Some(Form::At(Spot::Now));
        }
        if let Some(day) = self.attempt(Self::day) {
            let clock = self.attempt(|c| {
                let joined = c.eat('t') || {
                    c.blanks();
                    false
                };
                c.one_of(&["at"]);
                c.blanks();
                c.eat('~');
                c.clock(Some(day), joined)
            });
            return Some(clock.map_or(Form::Day(day), Form::At));
        }
        let clock = self.attempt(|c| c.clock(None, false))?;
        let Spot::Clock { clock, offset, half, .. } = clock else {
            return None;
        };
        let day = self.attempt(|c| {
            c.blanks();
            c.one_of(&["on"]);
            c.blanks();
            let day = c.day()?;
            // "10:15 mon 11:00" would be two times; the day belongs to the second.
            let before = c.at;
            c.blanks();
            let another = c.clock(None, false).is_some();
            c.at = before;
            (!another).then_some(day)
        });
        Some(Form::At(Spot::Clock { day, clock, offset, half }))
    }

    fn clock(&mut self, day: Option<Day>, joined: bool) -> Option<Spot> {
        let (hour, digits) = self.number(2)?;
        let (mut minute, mut second, mut exact) = (0, 0, false);
        if self.peek() == Some(':') || self.peek() == Some('.') {
            self.at += 1;
            minute = self.number(2).filter(|(_, digits)| *digits == 2)?.0;
            exact = true;
            if self.eat(':') {
                second = self.number(2).filter(|(_, digits)| *digits == 2)?.0;
            }
        }
        let half = self.attempt(Self::half);
        let hour = match half {
            Some(noon) if (1..=12).contains(&hour) => hour % 12 + noon,
            None if exact && digits <= 2 => hour,
            _ => return None,
        };
        Some(Spot::Clock {
            day,
            clock: NaiveTime::from_hms_opt(hour, minute, second)?,
            offset: self.attempt(|c| c.offset(joined)),
            half: half.is_some(),
        })
    }

    fn half(&mut self) -> Option<u32> {
        self.blanks();
        let word = self.word()?;
        match word.as_str() {
            "am" => Some(0),
            "pm" => Some(12),
            // "p.m."
            "a" | "p" => {
                let dotted = self.eat('.') && self.eat('m');
                self.eat('.');
                dotted.then_some(if word == "a" { 0 } else { 12 })
            }
            _ => None,
        }
    }

    /// Seconds east. A minus directly after a clock time is a range, so an offset to the west says `UTC` first.
    fn offset(&mut self, joined: bool) -> Option<i32> {
        let named = self.attempt(|c| {
            c.blanks();
            c.one_of(&["utc"]).then_some(())
        });
        let east = match self.peek()? {
            '+' => 1,
            '-' if named.is_some() || joined => -1,
            _ => return None,
        };
        self.at += 1;
        let two = |c: &mut Self| {
            let (value, digits) = c.number(2)?;
            (digits == 2).then_some(value)
        };
        let hours = two(self).filter(|hours| *hours < 24)?;
        let minutes = self.eat(':').then(|| two(self)).flatten().filter(|m| *m < 60)?;
        let seconds = self.attempt(|c| c.eat(':').then(|| two(c)).flatten());
        let seconds = seconds.filter(|s| *s < 60).unwrap_or(0);
        i32::try_from(hours * 3600 + minutes * 60 + seconds).ok().map(|seconds| seconds * east)
    }
}

fn is_minutes(unit: &str) -> bool {
    ["m", "min", "mins", "minute", "minutes"].contains(&unit)
}
