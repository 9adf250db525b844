//! The grammar of times: what was typed, before any zone or "now" comes into it.
//!
//! Clock times are in `clock_grammar.rs`, lengths in `length_grammar.rs`, days in `date_grammar.rs`. Which day and which
//! half of it a bare clock time means is decided in `resolve_time.rs`.

use crate::quick_line::time_cursor::{DayExpr, DayPart, TimeCursor};
use crate::quick_line::tokens::{CharRange, LineText};
use chrono::NaiveTime;

/// How sure a clock time is of its half of the day.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum ClockStyle {
    /// It can only be one.
    Exact,
    /// Digits of the twelve hours, which may be those of the twenty-four: both may be meant.
    Written,
    /// As people say it: the nearest is meant.
    Spoken,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum TimePoint {
    Clock {
        day: Option<DayExpr>,
        part: Option<DayPart>,
        clock: NaiveTime,
        offset: Option<i32>,
        style: ClockStyle,
        has_meridiem: bool,
    },
    /// `ten past`: minutes after a full hour.
    MinutesPast(u32),
    /// Minutes ago.
    Ago(i64),
    Now,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum TimeForm {
    Point(TimePoint),
    Range(TimePoint, TimePoint),
    Day(DayExpr, Option<DayPart>),
    /// Minutes.
    Length(i64),
}

/// The word that leads a time.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub(crate) enum TimeLead {
    #[default]
    None,
    At,
    Since,
    From,
    Till,
}

/// A time, whether it is rough, and where it ends in the line.
#[derive(Clone, PartialEq, Debug)]
pub(crate) struct TimeExpr {
    pub(crate) form: TimeForm,
    pub(crate) lead: TimeLead,
    pub(crate) approximate: bool,
    pub(crate) span: CharRange,
}

pub(crate) const RANGE_WORDS: [&str; 9] =
    ["to", "until", "till", "til", "untill", "through", "thru", "upto", "and"];

/// Words that say a time is not quite that.
const ROUGH_LEADS: [&[&str]; 22] = [
    &["just", "over"],
    &["just", "under"],
    &["a", "bit", "over"],
    &["a", "bit", "under"],
    &["well", "over"],
    &["a", "good"],
    &["not", "quite"],
    &["maybe"],
    &["perhaps"],
    &["probably"],
    &["possibly"],
    &["barely"],
    &["hardly"],
    &["just", "after"],
    &["just", "before"],
    &["just", "gone"],
    &["shortly", "after"],
    &["shortly", "before"],
    &["soon", "after"],
    &["nearly"],
    &["almost"],
    &["getting", "on", "for"],
];

/// The time that begins at `span.start` and ends at a blank or at the end of the clause.
pub(crate) fn parse_time_expr(text: &LineText<'_>, span: &CharRange) -> Option<TimeExpr> {
    let found = parse_spoken_time(text, span)?;
    // The end of a stretch alone is for the reader who knows what runs.
    (found.lead != TimeLead::Till).then_some(found)
}

/// The same, `till six` among it.
pub(crate) fn parse_spoken_time(text: &LineText<'_>, span: &CharRange) -> Option<TimeExpr> {
    let mut cursor = TimeCursor::new(text, span);
    let (lead, mut about) = cursor.eat_lead_words();
    let counted = cursor.parse_length_or_ago().map(|(form, either)| {
        about |= either;
        form
    });
    let form = match counted {
        Some(TimeForm::Point(from)) => match cursor.parse_range_end(from, lead) {
            Some((to, rough)) => {
                about |= rough;
                TimeForm::Range(from, to)
            }
            None => TimeForm::Point(from),
        },
        Some(length) => length,
        None => cursor.parse_stretch(lead, &mut about)?,
    };
    if matches!(form, TimeForm::Length(_)) && !matches!(lead, TimeLead::None) {
        return None;
    }
    about |= cursor.eat_rough_ending() | cursor.is_rough_behind_day;
    let ends = cursor.at >= span.end || is_end_sign(text, cursor.at);
    ends.then_some(TimeExpr { form, lead, approximate: about, span: span.start..cursor.at })
}

/// A blank, or a sign that ends a word and is no part of a number.
fn is_end_sign(text: &LineText<'_>, at: usize) -> bool {
    let follows = |at: usize| text.char_at(at).is_none_or(|next| next == ' ');
    match text.char_at(at) {
        None | Some(' ' | ',' | ';' | ')' | '(' | '!' | '?') => true,
        Some('.' | ':') => follows(at + 1) || (text.char_at(at + 1) == Some('.')),
        _ => false,
    }
}

impl TimeCursor<'_, '_> {
    /// The little words before a time; whether one of them makes it rough.
    pub(crate) fn eat_lead_words(&mut self) -> (TimeLead, bool) {
        let (mut about, mut lead) = (false, TimeLead::None);
        // Four such words are more than anybody writes, and a bound keeps a long line quick.
        for _ in 0..4 {
            if self.eat_char('~')
                || self.eat_one_of(&["about", "around", "roughly", "approx", "approximately"])
            {
                about = true;
                self.eat_char('.');
            } else if ROUGH_LEADS.iter().any(|words| self.eat_phrase(words)) {
                about = true;
            } else if self.eat_char('@') || self.eat_one_of(&["at", "by"]) {
                lead = TimeLead::At;
            } else if self.eat_one_of(&["since"]) {
                lead = TimeLead::Since;
            } else if self.eat_one_of(&["from", "between"]) {
                lead = TimeLead::From;
            } else if self.eat_one_of(&["till", "until", "til", "untill"]) {
                lead = TimeLead::Till;
            } else if !self.eat_one_of(&["on"]) {
                break;
            }
            self.skip_blanks();
        }
        (lead, about)
    }

    /// `-ish` and `or so`, which make a time rough.
    pub(crate) fn eat_rough_ending(&mut self) -> bool {
        self.try_parse(|c| {
            let before = c.at;
            c.skip_blanks();
            if !c.eat_char('-') {
                c.at = before;
                c.skip_blanks();
            }
            c.eat_one_of(&["ish"]).then_some(())
        })
        .is_some()
            || self.eat_phrase(&["or", "so"])
    }

    /// And whether two lengths were named for one.
    pub(crate) fn parse_length_or_ago(&mut self) -> Option<(TimeForm, bool)> {
        let before = self.at;
        let (minutes, either) = self.try_parse(Self::parse_length)?;
        let ago = self.try_parse(|c| {
            c.skip_blanks();
            let word = c.eat_word()?;
            // "massage 10 min back" names where it was.
            (word == "ago" || (word == "back" && !c.is_about_touch())).then_some(())
        });
        if ago.is_none() {
            // "11h40-12h55" is a stretch, not a length.
            let whole = self.at;
            let stretch = self.peek_char() == Some('-')
                && self.text.char_at(self.at + 1).is_some_and(|next| next.is_ascii_digit());
            self.at = if stretch { before } else { whole };
            return (!stretch).then_some((TimeForm::Length(minutes), either));
        }
        Some((TimeForm::Point(TimePoint::Ago(minutes)), either))
    }

    /// A point, a stretch or a day.
    fn parse_stretch(&mut self, lead: TimeLead, about: &mut bool) -> Option<TimeForm> {
        let start = self.at;
        // "from ten to three" is a stretch; "at ten to three" is a point.
        for minutes_to in [!matches!(lead, TimeLead::None | TimeLead::From), false, true] {
            self.at = start;
            let Some((form, is_bare)) = self.parse_point_or_day(minutes_to) else {
                continue;
            };
            let TimeForm::Point(from) = form else {
                return Some(form);
            };
            let rough = self.eat_rough_ending();
            let point_ends = self.at;
            if let Some((to, to_rough)) = self.parse_range_end(from, lead) {
                // "ten to nine till quarter past" is no stretch from ten to nine.
                if !minutes_to && self.is_before_range() && self.is_relative_start(start) {
                    continue;
                }
                // "ten to ten" is no stretch.
                if !minutes_to && from == to {
                    continue;
                }
                *about |= rough | to_rough;
                return Some(TimeForm::Range(from, to));
            }
            self.at = point_ends;
            if !is_bare || rough || lead != TimeLead::None || *about {
                *about |= rough;
                return Some(form);
            }
        }
        self.at = start;
        None
    }

    fn is_about_touch(&self) -> bool {
        let line = self.text.normalized_slice(&(0..self.text.len()));
        ["massag", "rub", "strok"].iter().any(|word| line.contains(word))
    }

    /// Whether minutes to an hour stand at `start`.
    fn is_relative_start(&mut self, start: usize) -> bool {
        let before = self.at;
        self.at = start;
        let relative = self.parse_clock(true).is_some() && self.at >= before;
        self.at = before;
        relative
    }

    /// And whether it is a number alone.
    pub(crate) fn parse_point_or_day(&mut self, minutes_to: bool) -> Option<(TimeForm, bool)> {
        if self.eat_phrase(&["just", "now"]) || self.eat_one_of(&["now"]) {
            return Some((TimeForm::Point(TimePoint::Now), false));
        }
        if let Some(minutes) = self.try_parse(Self::parse_minutes_past) {
            return Some((TimeForm::Point(TimePoint::MinutesPast(minutes)), false));
        }
        if let Some((day, part)) = self.try_parse(Self::parse_day) {
            let clock = self.try_parse(|c| c.parse_clock_behind(day, part));
            return Some((clock.map_or(TimeForm::Day(day, part), TimeForm::Point), false));
        }
        let clock = self.try_parse(|c| c.parse_clock(minutes_to))?;
        let offset = self.try_parse(|c| c.parse_offset(false));
        let day = self.try_parse(|c| {
            c.skip_blanks();
            c.eat_one_of(&["on", "at"]);
            c.skip_blanks();
            if let Some(day) = c.try_parse(Self::parse_day) {
                return Some(day).filter(|_| !c.is_before_clock());
            }
            c.eat_one_of(&["night"]).then_some((DayExpr::Unnamed, Some(DayPart::Night)))
        });
        let (day, part) = day.map_or((None, None), |(day, part)| (Some(day), part));
        let day = day.filter(|day| *day != DayExpr::Unnamed);
        // "at ten in the evening" is no number alone.
        let is_bare = clock.is_bare && day.is_none() && part.is_none();
        Some((TimeForm::Point(clock.at_day(day, part, offset)?), is_bare))
    }

    /// "10:15 mon 11:00" would be two times; the day belongs to the second.
    fn is_before_clock(&mut self) -> bool {
        let before = self.at;
        self.skip_blanks();
        let another = self.parse_clock(false).is_some_and(|clock| !clock.is_bare);
        self.at = before;
        another
    }

    fn parse_clock_behind(&mut self, day: DayExpr, part: Option<DayPart>) -> Option<TimePoint> {
        let joined = self.eat_char('t') || {
            self.skip_blanks();
            false
        };
        let called = self.eat_one_of(&["at", "from"]) | self.eat_char('@');
        self.skip_blanks();
        let is_rough = self.eat_one_of(&["about", "around", "roughly"]);
        self.skip_blanks();
        let is_rough = is_rough | self.eat_char('~');
        let called = called | is_rough;
        let clock = self.parse_clock(called)?;
        if clock.is_bare && !called && !self.is_before_range() {
            return None;
        }
        let offset = self.try_parse(|c| c.parse_offset(joined));
        let day = Some(day).filter(|day| *day != DayExpr::Unnamed);
        let point = clock.at_day(day, part, offset)?;
        self.is_rough_behind_day |= is_rough;
        Some(point)
    }

    /// Whether a stretch goes on here.
    fn is_before_range(&mut self) -> bool {
        let before = self.at;
        self.skip_blanks();
        let word = self.eat_word();
        let goes_on = self.text.char_at(before) == Some('-')
            || word.is_some_and(|word| word != "and" && RANGE_WORDS.contains(&word.as_str()));
        self.at = before;
        goes_on
    }
}
