//! The grammar of the end of a stretch: what follows a dash, "to" or "till", and minutes past an hour that was named before.

use crate::quick_line::time_cursor::TimeCursor;
use crate::quick_line::time_grammar::{ClockStyle, RANGE_WORDS, TimeForm, TimeLead, TimePoint};
use chrono::{NaiveTime, Timelike};

impl TimePoint {
    /// The end of what began at `from`: "twenty past" is of that hour, or of the next when it has been.
    pub(crate) fn after(self, from: Self) -> Self {
        let (Self::MinutesPast(minutes), Self::Clock { day, part, clock, offset, style, has_meridiem }) =
            (self, from)
        else {
            return self;
        };
        let hour = if minutes > clock.minute() { clock.hour() } else { (clock.hour() + 1) % 24 };
        let turned = (hour == 0 && clock.hour() == 23) || (hour == 13 && style != ClockStyle::Exact);
        let hour = if turned && hour == 13 { 1 } else { hour };
        let clock = NaiveTime::from_hms_opt(hour, minutes, 0).unwrap_or(clock);
        let day = if turned { None } else { day };
        Self::Clock { day, part, clock, offset, style, has_meridiem }
    }
}

impl TimeCursor<'_, '_> {
    /// What follows a dash or "to", and whether it is rough.
    pub(crate) fn parse_range_end(&mut self, from: TimePoint, lead: TimeLead) -> Option<(TimePoint, bool)> {
        self.try_parse(|c| {
            c.skip_blanks();
            if !c.eat_char('-') {
                for early in ["right", "up", "straight"] {
                    c.eat_one_of(&[early]);
                    c.skip_blanks();
                }
                // "'til"
                c.eat_char('\'');
                let word = c.eat_word().filter(|word| RANGE_WORDS.contains(&word.as_str()))?;
                // "through to", "through till"
                if word.starts_with("th") {
                    c.skip_blanks();
                    c.eat_one_of(&["to", "till", "until", "til"]);
                }
                // "between two and three"; elsewhere "and" joins.
                if word == "and" && lead != TimeLead::From {
                    return None;
                }
            }
            c.skip_blanks();
            let (_, about) = c.eat_lead_words();
            if let Some(minutes) = c.try_parse(Self::parse_minutes_past) {
                return Some((TimePoint::MinutesPast(minutes).after(from), about));
            }
            let ago = c.try_parse(|c| match c.parse_length_or_ago()?.0 {
                TimeForm::Point(ago) => Some(ago),
                _ => None,
            });
            let to = match ago {
                Some(ago) => ago,
                None => match c.parse_point_or_day(true)?.0 {
                    TimeForm::Point(to) => to,
                    _ => return None,
                },
            };
            let rough = c.eat_rough_ending();
            Some((to, about | rough))
        })
    }

    /// `quarter past`, `ten past`, `half past`, without its hour.
    pub(crate) fn parse_minutes_past(&mut self) -> Option<u32> {
        self.eat_one_of(&["a"]);
        self.skip_blanks();
        let minutes = match self.try_parse(|c| c.eat_word().filter(|w| w == "half" || w == "quarter")) {
            Some(word) => {
                if word == "half" {
                    30
                } else {
                    15
                }
            }
            None => self.eat_count().filter(|minutes| (1..60).contains(minutes))?,
        };
        self.skip_blanks();
        if !self.eat_one_of(&["past"]) {
            return None;
        }
        let before = self.at;
        self.skip_blanks();
        let hour = self.parse_clock(false).is_some();
        self.at = before;
        (!hour).then_some(minutes)
    }
}
