//! The grammar of clock times: `11:40`, `7pm`, `2300`, `half six`, `quarter to nine`, `seven fifteen`, `noon`, `8 o'clock`.
//!
//! How a time was written says how sure its half of the day is; which half is meant is decided in `resolve_time.rs`.

use crate::quick_line::time_cursor::{DayExpr, DayPart, TimeCursor};
use crate::quick_line::time_grammar::{ClockStyle, TimePoint};
use chrono::NaiveTime;

/// A clock time before its day is known.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Clock {
    hour: u32,
    minute: u32,
    second: u32,
    style: ClockStyle,
    has_meridiem: bool,
    /// A number alone, which is a time only where one is called for.
    pub(crate) is_bare: bool,
}

impl Clock {
    fn spoken(hour: u32, minute: u32) -> Self {
        let style = if (1..=12).contains(&hour) { ClockStyle::Spoken } else { ClockStyle::Exact };
        Self { hour, minute, second: 0, style, has_meridiem: false, is_bare: false }
    }

    /// Minutes past or to a full hour that has a name: "half past midnight", "ten to noon".
    fn moved(self, joined: &str, minutes: u32) -> Option<Self> {
        let (hour, minute) =
            if joined == "to" { ((self.hour + 23) % 24, 60 - minutes) } else { (self.hour, minutes) };
        Some(Self { hour, minute, ..self })
    }

    pub(crate) fn at_day(
        self,
        day: Option<DayExpr>,
        part: Option<DayPart>,
        offset: Option<i32>,
    ) -> Option<TimePoint> {
        let clock = NaiveTime::from_hms_opt(self.hour % 24, self.minute, self.second)?;
        let full = matches!(day, Some(DayExpr::Date(_))) && self.style == ClockStyle::Written;
        let style = if full || offset.is_some() { ClockStyle::Exact } else { self.style };
        Some(TimePoint::Clock { day, part, clock, offset, style, has_meridiem: self.has_meridiem })
    }
}

impl TimeCursor<'_, '_> {
    /// A clock time. `minutes_to` allows "ten to three", which elsewhere may be a stretch from ten to three.
    pub(crate) fn parse_clock(&mut self, minutes_to: bool) -> Option<Clock> {
        self.try_parse(Self::parse_named_clock)
            .or_else(|| self.try_parse(|c| c.parse_relative_clock(minutes_to)))
            .or_else(|| self.try_parse(Self::parse_written_clock))
            .or_else(|| self.try_parse(Self::parse_spoken_hour))
    }

    fn parse_named_clock(&mut self) -> Option<Clock> {
        let word = self.eat_word()?;
        let exact = |hour| Clock { style: ClockStyle::Exact, has_meridiem: true, ..Clock::spoken(hour, 0) };
        match word.as_str() {
            "noon" => Some(exact(12)),
            "midday" => Some(exact(12)),
            "midnight" => Some(exact(0)),
            _ => None,
        }
    }

    /// `half past six`, `half six`, `quarter to nine`, `ten past two`, `20 past 1`.
    fn parse_relative_clock(&mut self, minutes_to: bool) -> Option<Clock> {
        let minutes = self.try_parse(|c| {
            c.eat_one_of(&["a"]);
            c.skip_blanks();
            Some(match c.eat_word()?.as_str() {
                "half" => 30,
                "quarter" => 15,
                _ => return None,
            })
        });
        let quarter = minutes == Some(15);
        let minutes = minutes.or_else(|| self.eat_count()).filter(|minutes| (1..60).contains(minutes))?;
        self.skip_blanks();
        let named = self.eat_one_of(&["minutes", "mins", "min"]);
        self.skip_blanks();
        let joined = self
            .try_parse(|c| c.eat_word().filter(|w| ["past", "to", "after", "gone"].contains(&w.as_str())));
        self.skip_blanks();
        if let Some(named) = self.try_parse(Self::parse_named_clock) {
            return named.moved(joined.as_deref()?, minutes);
        }
        let hour = self.try_parse(Self::eat_hour)?;
        self.eat_oclock();
        let half = self.try_parse(Self::parse_meridiem);
        let (hour, minute) = match joined.as_deref() {
            None if minutes == 30 => (hour, 30),
            None => return None,
            Some("to") if quarter || named || (minutes_to && matches!(minutes, 5 | 10 | 20 | 25)) => {
                (if hour % 12 == 1 { hour + 11 } else { hour - 1 }, 60 - minutes)
            }
            Some("to") => return None,
            Some(_) => (hour, minutes),
        };
        let hour = if hour > 12 { hour - 12 } else { hour };
        Some(self.with_meridiem(Clock::spoken(hour, minute), half))
    }

    /// An hour of the twelve, in digits or words.
    fn eat_hour(&mut self) -> Option<u32> {
        let hour = self.eat_number(2).map(|(hour, _)| hour).or_else(|| self.eat_number_word())?;
        let ends = !matches!(self.peek_char(), Some(':' | '.')) || self.is_full_stop();
        (ends && (1..=12).contains(&hour)).then_some(hour)
    }

    /// A dot that no digit follows.
    fn is_full_stop(&self) -> bool {
        self.peek_char() == Some('.')
            && !self.text.char_at(self.at + 1).is_some_and(|next| next.is_ascii_digit())
    }

    fn eat_oclock(&mut self) -> bool {
        self.try_parse(|c| {
            c.skip_blanks();
            if !c.eat_char('o') {
                return None;
            }
            if !c.eat_char('\'') {
                c.skip_blanks();
            }
            c.eat_one_of(&["clock"]).then_some(())
        })
        .is_some()
    }

    /// Digits: `11:40`, `7.30`, `7pm`, `2300`, `24:00`, `9`.
    fn parse_written_clock(&mut self) -> Option<Clock> {
        let first = self.peek_char()?;
        let (mut hour, digits) = self.eat_number(4)?;
        let (mut minute, mut second, mut bare) = (0, 0, false);
        let mut style = ClockStyle::Written;
        match (digits, self.peek_char()) {
            (3, _) => return None,
            (4, _) => {
                (hour, minute) = (hour / 100, hour % 100);
                style = if first == '0' || hour > 12 { ClockStyle::Exact } else { ClockStyle::Written };
                bare = true;
            }
            (_, Some(':' | '.' | 'h')) if !self.is_full_stop() => {
                let before = self.at;
                self.at += 1;
                match self.eat_number(2).filter(|(_, digits)| *digits == 2) {
                    Some((value, _)) => minute = value,
                    None if self.text.char_at(before) == Some('h') => return None,
                    None => return None,
                }
                let counts_on = self.text.char_at(self.at + 1).is_some_and(|next| next.is_ascii_digit());
                if counts_on && self.eat_char(':') {
                    second = self.eat_number(2).filter(|(_, digits)| *digits == 2)?.0;
                    style = ClockStyle::Exact;
                }
            }
            _ => (bare, style) = (true, ClockStyle::Spoken),
        }
        let oclock = bare && self.eat_oclock();
        let half = self.try_parse(Self::parse_meridiem);
        let sure = hour > 12 || hour == 0 || (first == '0' && digits >= 2);
        let style = if sure { ClockStyle::Exact } else { style };
        let hour = if hour == 24 && minute == 0 && second == 0 { 0 } else { hour };
        if hour > 23 || minute > 59 || second > 59 || (half.is_some() && !(1..=12).contains(&hour)) {
            return None;
        }
        let is_bare = bare && half.is_none() && !oclock;
        let clock = Clock { hour, minute, second, style, has_meridiem: false, is_bare };
        Some(self.with_meridiem(clock, half))
    }

    /// `seven`, `seven fifteen`, `one oh five`, `twelve o'clock`, `eight thirty pm`.
    fn parse_spoken_hour(&mut self) -> Option<Clock> {
        let hour = self.eat_number_word().filter(|hour| (1..=12).contains(hour))?;
        let minute = self.try_parse(|c| {
            c.skip_blanks();
            let minute = c.eat_number_word().filter(|minute| (10..60).contains(minute))?;
            // "seven ten minutes" is seven, and ten minutes.
            c.skip_blanks();
            let before = c.at;
            let unit = c.eat_word();
            c.at = before;
            // "ten thirty to two" begins at half past ten; nobody says thirty to two.
            let to = minute < 30 && minute != 15;
            let counts = unit.is_some_and(|unit| {
                unit == "past"
                    || (to && unit == "to")
                    || unit.starts_with("min")
                    || unit.starts_with("hour")
                    || unit == "times"
            });
            (!counts).then_some(minute)
        });
        let oclock = minute.is_none() && self.eat_oclock();
        while self.at > 0 && self.text.char_at(self.at - 1) == Some(' ') {
            self.at -= 1;
        }
        let half = self.try_parse(Self::parse_meridiem);
        let is_bare = minute.is_none() && !oclock && half.is_none();
        let clock = Clock { is_bare, ..Clock::spoken(hour, minute.unwrap_or(0)) };
        Some(self.with_meridiem(clock, half))
    }

    fn with_meridiem(&self, clock: Clock, half: Option<u32>) -> Clock {
        match half {
            Some(noon) => {
                Clock { hour: clock.hour % 12 + noon, style: ClockStyle::Exact, has_meridiem: true, ..clock }
            }
            None => clock,
        }
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
    pub(crate) fn parse_offset(&mut self, joined: bool) -> Option<i32> {
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
