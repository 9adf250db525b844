//! Which half of the day a time of the twelve hours means: the nearest that has been, unless digits may as well be those
//! of the twenty-four. Where both can be meant, both are given, the likelier first.

use crate::model::Timestamp;
use crate::quick_line::resolve_time::{StartAndEnd, TimeBasis, TimeResolution, TimeSubject};
use crate::quick_line::time_cursor::{DayExpr, DayPart};
use crate::quick_line::time_grammar::{ClockStyle, TimePoint};
use chrono::{NaiveTime, TimeDelta, Timelike};

/// Longer than anybody means with a time of the twelve hours, in minutes.
const ABSURD_MINUTES: i64 = 12 * 60 + 1;
/// Longer than a sleep that was written down with a start alone goes on, where a shorter one can be meant.
const LONG_RUNNING_MINUTES: i64 = 8 * 60;

/// One way to take the halves of both ends, and what it comes to.
struct HalfReading {
    at: Timestamp,
    until: Option<Timestamp>,
    /// As the digits say it on the twenty-four hour clock.
    is_literal: bool,
}

impl HalfReading {
    fn last(&self) -> i64 {
        self.until.unwrap_or(self.at).unix_seconds()
    }

    fn minutes(&self) -> i64 {
        self.until.map_or(0, |until| until.unix_seconds() - self.at.unix_seconds()) / 60
    }

    fn stretch(&self) -> StartAndEnd {
        (self.at, self.until)
    }
}

impl TimeBasis {
    /// As [`TimeBasis::resolve_range`], in whichever half of the day is meant.
    pub(crate) fn resolve_either_half(
        &self,
        from: TimePoint,
        to: Option<TimePoint>,
        length: Option<i64>,
    ) -> TimeResolution {
        let starts = list_halves(from, to.and_then(named_part));
        let ends = match to {
            Some(to) => list_halves(to, None).into_iter().map(Some).collect(),
            None => vec![None],
        };
        if let ([(from, _)], [to]) = (starts.as_slice(), ends.as_slice()) {
            return self.resolve_range(*from, to.map(|(to, _)| to), length);
        }
        let (mut readings, mut changed, mut fault) = (Vec::new(), None, None);
        for (from, from_literal) in &starts {
            for to in &ends {
                match self.resolve_range(*from, to.map(|(to, _)| to), length) {
                    TimeResolution::Single((at, until)) => {
                        let is_literal = *from_literal && to.is_none_or(|(_, literal)| literal);
                        readings.push(HalfReading { at, until, is_literal });
                    }
                    TimeResolution::Impossible(why) => fault = fault.or(Some(why)),
                    other => changed = changed.or(Some(other)),
                }
            }
        }
        if let Some(began) = self.not_before
            && readings.iter().any(|it| it.last() >= began.unix_seconds())
        {
            readings.retain(|it| it.last() >= began.unix_seconds());
        }
        self.choose_half(readings, from, to)
            .or(changed)
            .unwrap_or_else(|| TimeResolution::Impossible(fault.unwrap_or_default()))
    }

    fn choose_half(
        &self,
        mut readings: Vec<HalfReading>,
        from: TimePoint,
        to: Option<TimePoint>,
    ) -> Option<TimeResolution> {
        if readings.iter().any(|it| it.minutes() > 0) {
            readings.retain(|it| it.until.is_none() || it.minutes() > 0);
        }
        // "last night 8-11" began in the evening or in the night.
        let of_night = day_of(from) == Some(DayExpr::LastNight);
        let by_night = |it: &HalfReading| !(7..17).contains(&it.at.local_datetime().hour());
        if of_night && readings.iter().any(by_night) {
            readings.retain(by_night);
        }
        let is_short = |it: &HalfReading| it.minutes() < ABSURD_MINUTES;
        if readings.iter().any(is_short) {
            readings.retain(is_short);
        }
        if self.subject == TimeSubject::Nap && readings.iter().any(|it| !self.is_at_night(it)) {
            readings.retain(|it| !self.is_at_night(it));
        }
        let one_half_said =
            to.is_some_and(|to| has_meridiem(from) != has_meridiem(to) || named_part(from).is_some());
        readings.sort_by_key(|it| {
            let behind = self.distance(it);
            if one_half_said { (it.minutes(), behind) } else { (behind, it.minutes()) }
        });
        let nearest = readings.first()?;
        let literal = readings.iter().find(|it| it.is_literal);
        // Of a stretch with one end in speech, the whole is speech.
        let written = is_written(from) && to.is_none_or(is_written);
        let asks =
            written && !one_half_said && literal.is_some_and(|other| other.stretch() != nearest.stretch());
        Some(match literal.filter(|_| asks) {
            Some(other) if self.is_absurd(other, nearest) => TimeResolution::Single(nearest.stretch()),
            Some(other) if self.is_of_yesterday(other, from, to) => TimeResolution::Single(other.stretch()),
            Some(other) => TimeResolution::EitherHalf(vec![nearest.stretch(), other.stretch()]),
            None => TimeResolution::Single(nearest.stretch()),
        })
    }

    /// Seconds from now, or from what the time is a moment of.
    fn distance(&self, reading: &HalfReading) -> i64 {
        match self.day {
            // A moment comes after the beginning of what it belongs to.
            Some(began) => {
                let after = (reading.at.local_datetime() - began).num_seconds();
                if after >= -300 { after } else { after.abs() + 86_400 }
            }
            None => self.now.unix_seconds() - reading.last(),
        }
    }

    fn is_at_night(&self, reading: &HalfReading) -> bool {
        let hour = reading.at.local_datetime().hour();
        !(5..21).contains(&hour)
    }

    fn is_absurd(&self, literal: &HalfReading, nearest: &HalfReading) -> bool {
        let running = |it: &HalfReading| (self.now.unix_seconds() - it.at.unix_seconds()) / 60;
        let sleeps_on = self.subject != TimeSubject::Anything && literal.until.is_none();
        (literal.minutes() >= ABSURD_MINUTES && nearest.minutes() < ABSURD_MINUTES)
            || (sleeps_on
                && running(literal) >= LONG_RUNNING_MINUTES
                && running(nearest) < LONG_RUNNING_MINUTES)
    }

    /// A time of two digits that is still to come today is yesterday's.
    fn is_of_yesterday(&self, literal: &HalfReading, from: TimePoint, to: Option<TimePoint>) -> bool {
        let two_digits = |point| matches!(point, TimePoint::Clock { clock, .. } if clock.hour() >= 10);
        let past = self.day.is_none() && literal.at.local_date() != self.now.local_date();
        past && to.is_none() && two_digits(from) && day_of(from).is_none()
    }

    /// A rough time for a day or a part of one.
    pub(crate) fn middle_of_day(
        &self,
        day: DayExpr,
        part: Option<DayPart>,
        length: Option<i64>,
    ) -> TimePoint {
        let last_night = day == DayExpr::LastNight;
        let (first, last) = match part {
            // What is told of a night without a clock was mostly done at its beginning.
            Some(DayPart::Night) => (20, 22),
            Some(part) => part.hours(),
            None if last_night => (20, 22),
            None => (9, 15),
        };
        let midnight = |date: chrono::NaiveDate| date.and_time(NaiveTime::MIN);
        let noon = midnight(self.now.local_date()) + TimeDelta::hours(12);
        let mut days = self.candidate_days(Some(if last_night { DayExpr::Yesterday } else { day }), noon);
        if matches!(day, DayExpr::Today) && self.is_before_day_start() {
            days.reverse();
        }
        let now = self.now.local_datetime();
        let begins = |date: chrono::NaiveDate| midnight(date) + TimeDelta::hours(first);
        let date = days.iter().copied().find(|date| begins(*date) < now).or(days.first().copied());
        let from = date.map_or(now, begins);
        let until = (from + TimeDelta::hours(last - first)).min(now);
        let from = if from < until { from } else { until - TimeDelta::hours(1) };
        let middle = from + (until - from) / 2;
        let ends = middle + TimeDelta::minutes(length.unwrap_or(0));
        let middle = if ends > now { now - TimeDelta::minutes(length.unwrap_or(0)) } else { middle };
        let clock = middle.time().with_second(0).unwrap_or_default();
        let minute = clock.minute() / 5 * 5;
        TimePoint::Clock {
            day: Some(DayExpr::Date(middle.date())),
            part: None,
            clock: clock.with_minute(minute).unwrap_or(clock),
            offset: None,
            style: ClockStyle::Exact,
            has_meridiem: false,
        }
    }
}

fn day_of(point: TimePoint) -> Option<DayExpr> {
    match point {
        TimePoint::Clock { day, .. } => day,
        _ => None,
    }
}

fn named_part(point: TimePoint) -> Option<DayPart> {
    match point {
        TimePoint::Clock { part, .. } => part,
        _ => None,
    }
}

fn has_meridiem(point: TimePoint) -> bool {
    match point {
        TimePoint::Clock { has_meridiem, style, .. } => has_meridiem || style == ClockStyle::Exact,
        _ => true,
    }
}

fn is_written(point: TimePoint) -> bool {
    matches!(point, TimePoint::Clock { style: ClockStyle::Written, .. })
}

/// A point in each half of the day it can lie in, and whether that is as the digits say it.
fn list_halves(point: TimePoint, other_part: Option<DayPart>) -> Vec<(TimePoint, bool)> {
    let TimePoint::Clock { day, part, clock, offset, style, has_meridiem } = point else {
        return vec![(point, true)];
    };
    let at = |clock: NaiveTime| TimePoint::Clock {
        day: place_in_night(day, part, clock),
        part: None,
        clock,
        offset,
        style: ClockStyle::Exact,
        has_meridiem,
    };
    if style == ClockStyle::Exact || !(1..=12).contains(&clock.hour()) {
        return vec![(at(clock), true)];
    }
    let half = |noon: u32| clock.with_hour(clock.hour() % 12 + noon).unwrap_or(clock);
    let both = [half(0), half(12)];
    let part = part.or(if day == Some(DayExpr::LastNight) { Some(DayPart::Night) } else { other_part });
    let meant: Vec<NaiveTime> =
        both.into_iter().filter(|it| part.is_none_or(|part| part.contains(it.hour()))).collect();
    let meant = if meant.is_empty() { both.to_vec() } else { meant };
    meant.into_iter().map(|it| (at(it), it == clock)).collect()
}

/// The small hours of "monday night" are the next day's; no other day knows of a night.
fn place_in_night(day: Option<DayExpr>, part: Option<DayPart>, clock: NaiveTime) -> Option<DayExpr> {
    match (day, part) {
        (Some(DayExpr::Yesterday), Some(DayPart::Night)) => Some(DayExpr::LastNight),
        (Some(DayExpr::Date(date)), Some(DayPart::Night)) if clock.hour() < 9 => {
            date.succ_opt().map(DayExpr::Date)
        }
        _ => day,
    }
}
