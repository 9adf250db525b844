//! A day said once of several times: "yesterday slept 10-11 and 2-3.30", "nap 9-10, nap 1-2 on monday". It is the day of
//! each of them, and the times of one day are told in its order.

use crate::quick_line::ParseError;
use crate::quick_line::speech::event_parts::{Event, EventKind, SleepForm};
use crate::quick_line::speech::event_times::with_day;
use crate::quick_line::speech::events::Assembler;
use crate::quick_line::time_cursor::{DayExpr, DayPart, TimeCursor};
use crate::quick_line::time_grammar::{ClockStyle, TimeForm, TimePoint};
use crate::quick_line::tokens::CharRange;
use crate::texts::speech_texts as texts;
use chrono::{NaiveTime, Timelike};

/// From here on a bare hour is one of the morning, before it one of the afternoon.
const FIRST_HOUR: u32 = 6;

impl Assembler<'_, '_> {
    /// Gives a day that leads or ends the line to every time that has none.
    ///
    /// # Errors
    /// When the day stands between two times, and the second may be of another.
    pub(crate) fn share_day(&mut self) -> Result<(), ParseError> {
        let timed: Vec<usize> =
            (0..self.events.len()).filter(|n| clock_day(&self.events[*n]).is_some()).collect();
        let named: Vec<(usize, DayExpr, Option<DayPart>)> = timed
            .iter()
            .filter_map(|n| {
                let (day, part) = clock_day(&self.events[*n])?;
                Some((*n, day?, part))
            })
            .collect();
        let ([first, .., last], [(owner, day, part)]) = (timed.as_slice(), named.as_slice()) else {
            return Ok(());
        };
        let (first, last) = (*first, *last);
        // Of today and of a night, the nearest times are meant anyway.
        if *day == DayExpr::Today {
            return Ok(());
        }
        let leads = *owner == first && self.is_led_by_day(*owner);
        let alike = timed.iter().all(|n| is_same_kind(&self.events[first], &self.events[*n]));
        if !leads && *day == DayExpr::LastNight && !self.begins_by_evening(first) {
            return Ok(());
        }
        let covers = leads || (*owner == last && alike);
        if !covers {
            return if alike { Err(self.speech.whole_error(texts::WHICH_DAY)) } else { Ok(()) };
        }
        for n in timed.iter().filter(|n| *n != owner) {
            let shared = if *day == DayExpr::LastNight { *part } else { None };
            if let Some(time) = &mut self.events[*n].time {
                time.form = with_day(time.form, *day, shared).unwrap_or(time.form);
            }
        }
        if *day != DayExpr::LastNight {
            self.order_by_day(&timed, *part);
        }
        Ok(())
    }

    /// Whether a time begins with its day.
    fn is_led_by_day(&self, owner: usize) -> bool {
        let Some(time) = &self.events[owner].time else {
            return false;
        };
        let CharRange { start, end } = time.span.clone();
        let mut cursor = TimeCursor::new(self.speech.text, &(start..end));
        cursor.eat_one_of(&["on"]);
        cursor.skip_blanks();
        cursor.parse_day().is_some()
    }

    /// A bare hour at which a night can begin: six to eleven.
    fn begins_by_evening(&self, first: usize) -> bool {
        let Some(TimeForm::Range(TimePoint::Clock { clock, .. }, _)) =
            self.events[first].time.as_ref().map(|time| time.form)
        else {
            return false;
        };
        (6..12).contains(&(clock.hour() % 12))
    }

    /// Takes each bare hour for the next after the time told before it, where all fit into one day.
    fn order_by_day(&mut self, timed: &[usize], part: Option<DayPart>) {
        if part == Some(DayPart::Night) {
            return;
        }
        let first_hour = part.and_then(|part| u32::try_from(part.hours().0).ok()).unwrap_or(FIRST_HOUR);
        let mut behind = NaiveTime::from_hms_opt(first_hour, 0, 0).unwrap_or_default();
        let mut ordered = Vec::new();
        for n in timed {
            let Some(form) = self.events[*n].time.as_ref().map(|time| time.form) else { return };
            let later = match form {
                TimeForm::Point(point) => {
                    next_half(point, behind, true).map(|(point, at)| (TimeForm::Point(point), at))
                }
                TimeForm::Range(from, to) => next_half(from, behind, true).and_then(|(from, began)| {
                    let (to, ended) = next_half(to, began, false)?;
                    Some((TimeForm::Range(from, to), ended))
                }),
                _ => None,
            };
            let Some((form, ended)) = later else { return };
            behind = ended;
            ordered.push((*n, form));
        }
        for (n, form) in ordered {
            if let Some(time) = &mut self.events[n].time {
                time.form = form;
            }
        }
    }
}

/// The day and the part of it that a clock time names; none for a time without a clock.
fn clock_day(event: &Event) -> Option<(Option<DayExpr>, Option<DayPart>)> {
    match event.time.as_ref()?.form {
        TimeForm::Point(TimePoint::Clock { day, part, .. }) => Some((day, part)),
        TimeForm::Range(
            TimePoint::Clock { day, part, .. },
            TimePoint::Clock { day: last, part: other, .. },
        ) => Some((day.or(last), part.or(other))),
        _ => None,
    }
}

fn is_same_kind(one: &Event, other: &Event) -> bool {
    let slept = |event: &Event| matches!(event.kind, EventKind::Sleep(SleepForm::Slept | SleepForm::Noun));
    (slept(one) && slept(other)) || one.kind == other.kind
}

/// The first half of the day in which a clock is behind another; none where its half was said.
fn next_half(point: TimePoint, behind: NaiveTime, or_at: bool) -> Option<(TimePoint, NaiveTime)> {
    let TimePoint::Clock { day, clock, offset, style, has_meridiem: false, .. } = point else {
        return None;
    };
    let fits = |at: &NaiveTime| *at > behind || (or_at && *at == behind);
    if style == ClockStyle::Exact || !(1..=12).contains(&clock.hour()) {
        return fits(&clock).then_some((point, clock));
    }
    let mut halves = [0, 12].into_iter().filter_map(|noon| clock.with_hour(clock.hour() % 12 + noon));
    let at = halves.find(fits)?;
    let style = ClockStyle::Exact;
    Some((TimePoint::Clock { day, part: None, clock: at, offset, style, has_meridiem: false }, at))
}
