//! The grammar of counts and lengths: `12m`, `1h20`, `an hour and a half`, `three quarters of an hour`, `ten minutes`.

use crate::quick_line::date_grammar::parse_month;
use crate::quick_line::time_cursor::TimeCursor;

const SMALL_NUMBERS: [&str; 20] = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
];
const TENS: [(&str, u32); 5] = [("twenty", 20), ("thirty", 30), ("forty", 40), ("fourty", 40), ("fifty", 50)];

/// A number of one word.
pub(crate) fn small_number(word: &str) -> Option<u32> {
    let small = SMALL_NUMBERS.iter().position(|name| *name == word).and_then(|n| u32::try_from(n).ok());
    small.or_else(|| TENS.iter().find(|(name, _)| *name == word).map(|(_, n)| *n)).or(match word {
        "sixty" => Some(60),
        "ninety" => Some(90),
        _ => None,
    })
}

impl TimeCursor<'_, '_> {
    /// `12`, `ten`, `twenty five`, `twenty-five`.
    pub(crate) fn eat_count(&mut self) -> Option<u32> {
        self.eat_number(4).map(|(value, _)| value).or_else(|| self.eat_number_word())
    }

    pub(crate) fn eat_number_word(&mut self) -> Option<u32> {
        let value = self.try_parse(|c| small_number(&c.eat_word()?))?;
        if !(20..=50).contains(&value) {
            return Some(value);
        }
        let unit = self.try_parse(|c| {
            if !c.eat_char('-') {
                c.skip_blanks();
            }
            small_number(&c.eat_word()?).filter(|unit| (1..10).contains(unit))
        });
        Some(value + unit.unwrap_or(0))
    }

    /// Minutes, and whether two lengths were named, of which they are the middle.
    pub(crate) fn parse_length(&mut self) -> Option<(i64, bool)> {
        self.eat_one_of(&["for", "after", "lasted"]);
        self.skip_blanks();
        if let Some(middle) = self.try_parse(Self::parse_either_length) {
            return Some((middle, true));
        }
        let minutes = self
            .try_parse(Self::parse_length_in_words)
            .or_else(|| self.try_parse(Self::parse_counted_length))?;
        // "an hour's sleep"
        if self.eat_char('\'') {
            self.eat_char('s');
        }
        Some((minutes, false))
    }

    /// `10-15 minutes`, `two or three hours`: the middle of the two.
    fn parse_either_length(&mut self) -> Option<i64> {
        let least = i64::from(self.eat_count()?);
        self.skip_blanks();
        if !self.eat_char('-') && !self.eat_one_of(&["to", "or"]) {
            return None;
        }
        self.skip_blanks();
        let most = i64::from(self.eat_count()?);
        self.skip_blanks();
        let unit = self.eat_word()?;
        let minutes = if is_minutes_unit(&unit) {
            1
        } else if is_hours_unit(&unit) {
            60
        } else {
            return None;
        };
        (least < most).then_some((least + most) * minutes / 2)
    }

    /// `half an hour`, `quarter of an hour`, `1/4 hour`, `an hour and a half`, `a couple of hours`.
    fn parse_length_in_words(&mut self) -> Option<i64> {
        self.eat_one_of(&["a"]);
        self.skip_blanks();
        let quarters = self.try_parse(|c| {
            let quarters = c.parse_quarters()?;
            c.skip_blanks();
            for word in ["of", "an"] {
                c.eat_one_of(&[word]);
                c.skip_blanks();
            }
            c.eat_one_of(&["hour", "hr"]).then_some(quarters)
        });
        if let Some(quarters) = quarters {
            return Some(quarters * 15);
        }
        if self.eat_phrase(&["couple", "of", "hours"]) || self.eat_phrase(&["couple", "hours"]) {
            return Some(120);
        }
        let one = self.eat_one_of(&["an"]);
        self.skip_blanks();
        if !self.eat_one_of(&["hour", "hr"]) {
            return None;
        }
        let part = self.parse_and_a_part();
        // "hour and a half" needs no "an"; an hour alone does.
        let part = part.or_else(|| self.try_parse(|c| c.parse_minutes_behind().filter(|_| one)));
        (one || part.is_some()).then_some(60 + part.unwrap_or(0))
    }

    fn parse_quarters(&mut self) -> Option<i64> {
        if self.eat_phrase(&["three", "quarters"]) {
            return Some(3);
        }
        self.try_parse(|c| {
            let over = c.eat_number(1)?.0;
            let (over, under) = if c.eat_char('/') { (over, c.eat_number(1)?.0) } else { return None };
            match under {
                4 if over < 4 => Some(i64::from(over)),
                2 if over == 1 => Some(2),
                _ => None,
            }
        })
        .or_else(|| match self.eat_word()?.as_str() {
            "half" => Some(2),
            "quarter" => Some(1),
            _ => None,
        })
    }

    /// `and a half`, `and a quarter`, `and 20 minutes`, or `and 20` and no more.
    fn parse_and_a_part(&mut self) -> Option<i64> {
        self.try_parse(|c| {
            c.skip_blanks();
            if !c.eat_one_of(&["and"]) {
                return None;
            }
            c.skip_blanks();
            if c.eat_one_of(&["a"]) {
                c.skip_blanks();
                return c.parse_quarters().map(|quarters| quarters * 15);
            }
            let minutes = c.eat_count()?;
            // "an hour and twenty" ends there; "an hour and 10 to 11" goes on.
            let ends = c.peek_char().is_none() && (5..60).contains(&minutes);
            c.skip_blanks();
            if !ends {
                c.eat_word().filter(|unit| is_minutes_unit(unit))?;
            }
            Some(i64::from(minutes))
        })
    }

    fn parse_counted_length(&mut self) -> Option<i64> {
        let value = self.eat_count()?;
        // "1.5 hours", "1 1/2 hours", "two and a half hours"
        if let Some(part) = self.try_parse(Self::parse_part_of_hours) {
            return Some(i64::from(value) * 60 + part);
        }
        self.skip_blanks();
        let unit = self.eat_word()?;
        if is_minutes_unit(&unit) {
            return Some(i64::from(value));
        }
        if !is_hours_unit(&unit) {
            return None;
        }
        let minutes = self.try_parse(Self::parse_minutes_behind).or_else(|| self.parse_and_a_part());
        Some(i64::from(value) * 60 + minutes.unwrap_or(0))
    }

    /// What stands between a number and its hours.
    fn parse_part_of_hours(&mut self) -> Option<i64> {
        let part = if self.eat_char('.') {
            let (tenths, digits) = self.eat_number(2)?;
            i64::from(tenths) * 60 / if digits == 1 { 10 } else { 100 }
        } else {
            self.skip_blanks();
            match self.peek_char()? {
                '1'..='3' => self.parse_quarters()? * 15,
                _ => self.parse_and_a_part()?,
            }
        };
        self.skip_blanks();
        self.eat_hours_unit()?;
        Some(part)
    }

    fn eat_hours_unit(&mut self) -> Option<()> {
        is_hours_unit(&self.eat_word()?).then_some(())
    }

    /// The minutes of `1h20`, `1 hour 20`.
    fn parse_minutes_behind(&mut self) -> Option<i64> {
        self.skip_blanks();
        let minutes = self.eat_count()?;
        let unit = self.try_parse(|c| {
            c.skip_blanks();
            c.eat_word().filter(|unit| is_minutes_unit(unit))
        });
        let ends = self.peek_char().is_none_or(|next| !next.is_alphanumeric() && next != ':');
        // "1h 7 pm" and "1h 21 nov" are a length and a time, not 1 h 7.
        let plain = ends && minutes < 60 && !self.is_before_meridiem_or_month();
        (unit.is_some() || plain).then_some(i64::from(minutes))
    }

    fn is_before_meridiem_or_month(&mut self) -> bool {
        let before = self.at;
        self.skip_blanks();
        let follows = self.eat_word().is_some_and(|word| {
            matches!(
                word.as_str(),
                "am" | "pm" | "a" | "p" | "past" | "to" | "till" | "until" | "times" | "o"
            ) || parse_month(&word).is_some()
        }) || self.peek_char() == Some('/');
        self.at = before;
        follows
    }

    pub(crate) fn eat_phrase(&mut self, words: &[&str]) -> bool {
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
}

pub(crate) fn is_hours_unit(unit: &str) -> bool {
    ["h", "hr", "hrs", "hour", "hours"].contains(&unit)
}

pub(crate) fn is_minutes_unit(unit: &str) -> bool {
    [
        "m", "min", "mins", "minute", "minutes", "minuits", "minits", "minites", "minuets", "minuts",
        "mintes", "mns",
    ]
    .contains(&unit)
}
