//! The grammar of times and lengths: what was typed, before any zone or "now" comes into it.
//!
//! Which day a bare clock time means is decided in `resolve_time.rs`, not here.

use crate::quick_line::date_grammar::parse_month;
use crate::quick_line::time_cursor::{DayExpr, TimeCursor};
use crate::quick_line::tokens::{CharRange, LineText};
use chrono::NaiveTime;

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum TimePoint {
    Clock {
        day: Option<DayExpr>,
        clock: NaiveTime,
        offset: Option<i32>,
        has_meridiem: bool,
    },
    /// Minutes ago.
    Ago(i64),
    Now,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum TimeForm {
    Point(TimePoint),
    Range(TimePoint, TimePoint),
    Day(DayExpr),
    /// Minutes.
    Length(i64),
}

/// A time, whether it is rough, and where it ends in the line.
#[derive(Clone, PartialEq, Debug)]
pub(crate) struct TimeExpr {
    pub(crate) form: TimeForm,
    pub(crate) approximate: bool,
    pub(crate) span: CharRange,
}

/// The time that begins at `span.start` and ends at a blank or at the end of the clause.
pub(crate) fn parse_time_expr(text: &LineText<'_>, span: &CharRange) -> Option<TimeExpr> {
    let mut cursor = TimeCursor { text, at: span.start, end: span.end };
    let mut about = cursor.eat_lead_words();
    let form = cursor.parse_length_or_ago().or_else(|| cursor.parse_point_or_day())?;
    let form = match form {
        TimeForm::Point(from) => {
            let before = cursor.at;
            match cursor.parse_range_end() {
                Some((to, rough)) => {
                    about |= rough;
                    TimeForm::Range(from, to)
                }
                None => {
                    cursor.at = before;
                    form
                }
            }
        }
        other => other,
    };
    let ends = cursor.at >= span.end || text.char_at(cursor.at) == Some(' ');
    ends.then_some(TimeExpr { form, approximate: about, span: span.start..cursor.at })
}

impl TimeCursor<'_, '_> {
    /// The little words before a time; whether one of them makes it rough.
    fn eat_lead_words(&mut self) -> bool {
        let mut about = false;
        // Four such words are more than anybody writes, and a bound keeps a long line quick.
        for _ in 0..4 {
            if self.eat_char('~') || self.eat_one_of(&["about", "around", "roughly"]) {
                about = true;
            } else if !self.eat_one_of(&["at", "from", "since", "on"]) {
                break;
            }
            self.skip_blanks();
        }
        about
    }

    fn parse_length_or_ago(&mut self) -> Option<TimeForm> {
        let minutes = self.try_parse(Self::parse_length)?;
        let ago = self.try_parse(|c| {
            c.skip_blanks();
            c.eat_one_of(&["ago"]).then_some(())
        });
        Some(match ago {
            Some(()) => TimeForm::Point(TimePoint::Ago(minutes)),
            None => TimeForm::Length(minutes),
        })
    }

    fn parse_length(&mut self) -> Option<i64> {
        if self.eat_phrase(&["half", "an", "hour"]) {
            return Some(30);
        }
        if self.eat_phrase(&["an", "hour"]) {
            return Some(60);
        }
        let (value, _) = self.eat_number(4)?;
        self.skip_blanks();
        let unit = self.eat_word()?;
        if is_minutes_unit(&unit) {
            return Some(i64::from(value));
        }
        if !["h", "hr", "hrs", "hour", "hours"].contains(&unit.as_str()) {
            return None;
        }
        let minutes = self.try_parse(|c| {
            c.skip_blanks();
            let (minutes, _) = c.eat_number(3)?;
            let unit = c.try_parse(|c| {
                c.skip_blanks();
                c.eat_word().filter(|unit| is_minutes_unit(unit))
            });
            let ends = c.peek_char().is_none_or(|next| next == ' ');
            // "1h 7 pm" and "1h 21 nov" are a length and a time, not 1 h 7.
            let plain = ends && minutes < 60 && !c.is_before_meridiem_or_month();
            (unit.is_some() || plain).then_some(minutes)
        });
        Some(i64::from(value) * 60 + i64::from(minutes.unwrap_or(0)))
    }

    fn is_before_meridiem_or_month(&mut self) -> bool {
        let before = self.at;
        self.skip_blanks();
        let follows = self.eat_word().is_some_and(|word| {
            matches!(word.as_str(), "am" | "pm" | "a" | "p") || parse_month(&word).is_some()
        });
        self.at = before;
        follows
    }

    fn eat_phrase(&mut self, words: &[&str]) -> bool {
        self.try_parse(|c| {
            for word in words {
                c.skip_blanks();
                if !c.eat_one_of(&[word]) {
                    return None;
                }
            }
            Some(())
        })
        .is_some()
    }

    /// What follows a dash or "to", and whether it is rough.
    fn parse_range_end(&mut self) -> Option<(TimePoint, bool)> {
        self.try_parse(|c| {
            c.skip_blanks();
            if !c.eat_char('-') && !c.eat_one_of(&["to", "until", "till"]) {
                return None;
            }
            c.skip_blanks();
            let about = c.eat_lead_words();
            match c.parse_length_or_ago().or_else(|| c.parse_point_or_day())? {
                TimeForm::Point(spot) => Some((spot, about)),
                _ => None,
            }
        })
    }

    fn parse_point_or_day(&mut self) -> Option<TimeForm> {
        if self.try_parse(|c| c.eat_one_of(&["now"]).then_some(())).is_some() {
            return Some(TimeForm::Point(TimePoint::Now));
        }
        if let Some(day) = self.try_parse(Self::parse_day) {
            let clock = self.try_parse(|c| {
                let joined = c.eat_char('t') || {
                    c.skip_blanks();
                    false
                };
                c.eat_one_of(&["at"]);
                c.skip_blanks();
                c.eat_char('~');
                c.parse_clock(Some(day), joined)
            });
            return Some(clock.map_or(TimeForm::Day(day), TimeForm::Point));
        }
        let clock = self.try_parse(|c| c.parse_clock(None, false))?;
        let TimePoint::Clock { clock, offset, has_meridiem: half, .. } = clock else {
            return None;
        };
        let day = self.try_parse(|c| {
            c.skip_blanks();
            c.eat_one_of(&["on"]);
            c.skip_blanks();
            let day = c.parse_day()?;
            // "10:15 mon 11:00" would be two times; the day belongs to the second.
            let before = c.at;
            c.skip_blanks();
            let another = c.parse_clock(None, false).is_some();
            c.at = before;
            (!another).then_some(day)
        });
        Some(TimeForm::Point(TimePoint::Clock { day, clock, offset, has_meridiem: half }))
    }

    fn parse_clock(&mut self, day: Option<DayExpr>, joined: bool) -> Option<TimePoint> {
        let (hour, digits) = self.eat_number(2)?;
        let (mut minute, mut second, mut exact) = (0, 0, false);
        if self.peek_char() == Some(':') || self.peek_char() == Some('.') {
            self.at += 1;
            minute = self.eat_number(2).filter(|(_, digits)| *digits == 2)?.0;
            exact = true;
            if self.eat_char(':') {
                second = self.eat_number(2).filter(|(_, digits)| *digits == 2)?.0;
            }
        }
        let half = self.try_parse(Self::parse_meridiem);
        let hour = match half {
            Some(noon) if (1..=12).contains(&hour) => hour % 12 + noon,
            None if exact && digits <= 2 => hour,
            _ => return None,
        };
        Some(TimePoint::Clock {
            day,
            clock: NaiveTime::from_hms_opt(hour, minute, second)?,
            offset: self.try_parse(|c| c.parse_offset(joined)),
            has_meridiem: half.is_some(),
        })
    }

    fn parse_meridiem(&mut self) -> Option<u32> {
        self.skip_blanks();
        let word = self.eat_word()?;
        match word.as_str() {
            "am" => Some(0),
            "pm" => Some(12),
            // "p.m."
            "a" | "p" => {
                let dotted = self.eat_char('.') && self.eat_char('m');
                self.eat_char('.');
                dotted.then_some(if word == "a" { 0 } else { 12 })
            }
            _ => None,
        }
    }

    /// Seconds east. A minus directly after a clock time is a range, so an offset to the west says `UTC` first.
    fn parse_offset(&mut self, joined: bool) -> Option<i32> {
        let named = self.try_parse(|c| {
            c.skip_blanks();
            c.eat_one_of(&["utc"]).then_some(())
        });
        let east = match self.peek_char()? {
            '+' => 1,
            '-' if named.is_some() || joined => -1,
            _ => return None,
        };
        self.at += 1;
        let two = |c: &mut Self| {
            let (value, digits) = c.eat_number(2)?;
            (digits == 2).then_some(value)
        };
        let hours = two(self).filter(|hours| *hours < 24)?;
        let minutes = self.eat_char(':').then(|| two(self)).flatten().filter(|m| *m < 60)?;
        let seconds = self.try_parse(|c| c.eat_char(':').then(|| two(c)).flatten());
        let seconds = seconds.filter(|s| *s < 60).unwrap_or(0);
        i32::try_from(hours * 3600 + minutes * 60 + seconds).ok().map(|seconds| seconds * east)
    }
}

fn is_minutes_unit(unit: &str) -> bool {
    ["m", "min", "mins", "minute", "minutes"].contains(&unit)
}
