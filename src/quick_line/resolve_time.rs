//! From a typed time to instants: which day a bare clock means, what a clock change makes of it, and printing it back.
//!
//! Which half of the day is meant is decided in `half_of_day.rs`; nothing here reads letters.

use crate::model::time::{next_day, previous_day, resolve_local};
use crate::model::{DayBoundaries, Timestamp};
use crate::quick_line::reversed_range::is_same_clock;
use crate::quick_line::time_cursor::DayExpr;
use crate::quick_line::time_grammar::{TimeExpr, TimeForm, TimePoint};
use crate::quick_line::tokens::{CharRange, LineText};
use crate::quick_line::{LineContext, ParseError};
use crate::texts::{parse_errors as texts, validation};
use chrono::{Datelike, NaiveDate, NaiveDateTime, Timelike};

/// Seconds a time may lie ahead of the clock, as in [`crate::journal::check`].
const FUTURE_GRACE_SECONDS: i64 = 300;

pub(crate) type StartAndEnd = (Timestamp, Option<Timestamp>);

/// The readings of a start on one day, and those of its end.
type CandidateTimes = (Vec<Timestamp>, Option<Vec<Timestamp>>);

pub(crate) enum TimeResolution {
    Single(StartAndEnd),
    /// A clock change leaves several readings.
    Ambiguous(Vec<StartAndEnd>),
    /// The twelve hours leave two, the likelier first.
    EitherHalf(Vec<StartAndEnd>),
    /// None that has been; why, in a sentence.
    Impossible(String),
}

/// What a time without a date is reckoned from.
#[derive(Clone, Copy)]
pub(crate) struct TimeBasis {
    pub(crate) now: Timestamp,
    pub(crate) hours: DayBoundaries,
    /// The day of a bare clock time when it is not to be the latest one; the next day is tried first.
    pub(crate) day: Option<NaiveDateTime>,
    pub(crate) subject: TimeSubject,
    /// What is looked for did not end before this.
    pub(crate) not_before: Option<Timestamp>,
    /// A day or a part of one stands for a rough time in it.
    pub(crate) takes_rough_days: bool,
}

/// What a time is about, which says what of two readings would be absurd.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub(crate) enum TimeSubject {
    #[default]
    Anything,
    Sleep,
    Nap,
}

impl TimeBasis {
    pub(crate) fn from_context(context: &LineContext<'_>) -> Self {
        let hours = context.family.settings.day_boundaries;
        Self {
            now: Timestamp::from_seconds_in_zone(context.now.unix_seconds(), hours.zone),
            hours,
            day: None,
            subject: TimeSubject::Anything,
            not_before: None,
            takes_rough_days: false,
        }
    }

    /// For the moments of something that began at `at`.
    pub(crate) fn with_day_of(self, at: Timestamp) -> Self {
        Self { day: Some(at.local_datetime()), ..self }
    }

    pub(crate) fn about(self, subject: TimeSubject) -> Self {
        Self { subject, ..self }
    }

    pub(crate) fn latest_allowed(&self) -> i64 {
        self.now.unix_seconds() + FUTURE_GRACE_SECONDS
    }

    /// The days a spot may lie on, the likeliest first.
    pub(crate) fn candidate_days(&self, day: Option<DayExpr>, clock: NaiveDateTime) -> Vec<NaiveDate> {
        let today = self.now.local_date();
        let yesterday = previous_day(today);
        match day {
            None | Some(DayExpr::Unnamed) => match self.day {
                // A moment after midnight belongs to the massage that began before it.
                Some(began) if began.hour() >= 18 && clock.hour() < 6 => vec![next_day(began.date())],
                Some(began) => vec![began.date()],
                None => vec![today, yesterday],
            },
            Some(DayExpr::Date(date)) => vec![date],
            Some(DayExpr::DayOfMonth(day, month)) => (0..9)
                .filter_map(|back| NaiveDate::from_ymd_opt(today.year() - back, month, day))
                .take(2)
                .collect(),
            Some(DayExpr::OfThisMonth(day)) => {
                let month = |back: u32| today.checked_sub_months(chrono::Months::new(back))?.with_day(day);
                (0..4).filter_map(month).filter(|date| *date <= today).take(2).collect()
            }
            Some(DayExpr::Weekday(weekday)) => {
                let back = 7 + today.weekday().num_days_from_monday() - weekday.num_days_from_monday();
                let date = (0..back % 7).fold(today, |date, _| previous_day(date));
                vec![date, (0..7).fold(date, |date, _| previous_day(date))]
            }
            // Before the family's day begins, "today" is still the day that is not over.
            Some(DayExpr::Today) if self.is_before_day_start() => vec![today, yesterday],
            Some(DayExpr::Today) => vec![today],
            Some(DayExpr::DaysAgo(days)) => {
                vec![(0..days.min(4000)).fold(today, |date, _| previous_day(date))]
            }
            Some(DayExpr::Yesterday) => vec![yesterday],
            Some(DayExpr::LastNight) => {
                let after_midnight = i64::from(clock.hour() * 60 + clock.minute()) < self.midday_minutes();
                [yesterday, previous_day(yesterday)]
                    .map(|date| if after_midnight { next_day(date) } else { date })
                    .to_vec()
            }
        }
    }

    pub(crate) fn is_before_day_start(&self) -> bool {
        self.now.local_datetime().hour() < 5
    }

    /// The middle of the day, in minutes: a clock time from then on begins a night, one before it ends one.
    fn midday_minutes(&self) -> i64 {
        let (ends, begins) =
            (self.hours.night_to.minutes_since_midnight(), self.hours.night_from.minutes_since_midnight());
        (ends + (begins - ends).rem_euclid(1440) / 2) % 1440
    }

    pub(crate) fn resolve_night(&self, day: DayExpr) -> NaiveDate {
        let today = self.now.local_date();
        match day {
            DayExpr::LastNight | DayExpr::Yesterday => {
                let begun = previous_day(today);
                let night = self.hours.night_range(begun);
                // A night counts as "last night" from its last quarter on.
                if self.now.unix_seconds() >= night.to - night.duration_seconds() / 4 {
                    begun
                } else {
                    previous_day(begun)
                }
            }
            other => {
                let noon = today.and_hms_opt(12, 0, 0).unwrap_or_default();
                let days = self.candidate_days(Some(other), noon);
                let past =
                    days.iter().find(|date| self.hours.night_range(**date).from <= self.latest_allowed());
                past.or(days.first()).copied().unwrap_or(today)
            }
        }
    }

    /// The instants a spot can be, on the likeliest day that has any of them in order and in the past.
    fn candidate_instants(&self, spot: TimePoint, on: Option<NaiveDate>) -> Vec<Vec<Timestamp>> {
        let zone = self.hours.zone;
        match spot {
            TimePoint::Now => vec![vec![self.now]],
            TimePoint::MinutesPast(minute) => {
                let local = self.now.local_datetime();
                let hour = if minute > local.minute() { local - chrono::TimeDelta::hours(1) } else { local };
                let clock = hour.with_minute(minute).and_then(|it| it.with_second(0)).unwrap_or(hour);
                vec![resolve_clock(&self.hours, clock, None)]
            }
            TimePoint::Ago(minutes) => vec![vec![self.now.add_minutes(-minutes, zone)]],
            TimePoint::Clock { day, clock, offset, .. } => {
                let today = self.now.local_date().and_time(clock);
                let days = match on {
                    Some(date) => vec![date],
                    None => self.candidate_days(day, today),
                };
                days.into_iter()
                    .map(|date| resolve_clock(&self.hours, date.and_time(clock), offset))
                    .collect()
            }
        }
    }

    pub(crate) fn resolve_range(
        &self,
        from: TimePoint,
        to: Option<TimePoint>,
        length: Option<i64>,
    ) -> TimeResolution {
        let zone = self.hours.zone;
        let mut never = None;
        for (starts, own_ends) in self.candidate_ranges(from, to) {
            let mut found = Vec::new();
            for start in starts {
                let ends: Vec<Option<Timestamp>> = match (&own_ends, length) {
                    (Some(ends), _) => ends.iter().map(|end| Some(*end)).collect(),
                    (None, Some(minutes)) => vec![Some(start.add_minutes(minutes, zone))],
                    (None, None) => vec![None],
                };
                for end in ends {
                    match self.find_fault(start, end) {
                        // It began today and its length reaches past now: yesterday would be a guess.
                        Some(fault) if length.is_some() && start.unix_seconds() <= self.latest_allowed() => {
                            return TimeResolution::Impossible(fault);
                        }
                        Some(fault) => {
                            never.get_or_insert(fault);
                        }
                        None => found.push((start, end)),
                    }
                }
            }
            match found.as_slice() {
                [] => {}
                [one] => return TimeResolution::Single(*one),
                _ => return TimeResolution::Ambiguous(found),
            }
        }
        TimeResolution::Impossible(never.unwrap_or_else(|| texts::NO_SUCH_DAY.to_owned()))
    }

    fn find_fault(&self, start: Timestamp, end: Option<Timestamp>) -> Option<String> {
        let day = |at: Timestamp| at.local_datetime().format("%H:%M on %-d %B").to_string();
        let last = end.unwrap_or(start);
        if let Some(end) = end.filter(|end| end.unix_seconds() < start.unix_seconds()) {
            return Some(validation::end_before_start(&day(end), &day(start)));
        }
        (last.unix_seconds() > self.latest_allowed()).then(|| match end {
            Some(_) if start.unix_seconds() <= self.latest_allowed() => {
                validation::typed_end_in_future(&day(last))
            }
            _ => validation::in_future(&day(start)),
        })
    }

    /// A bare start stands on the day of its end, or on the day before it.
    fn candidates_from_end(&self, from: TimePoint, to: TimePoint) -> Vec<CandidateTimes> {
        let mut pairs = Vec::new();
        for ends in self.candidate_instants(to, None) {
            let Some(date) = ends.first().map(|end| end.local_date()) else {
                continue;
            };
            for date in [date, previous_day(date)] {
                let starts = self.candidate_instants(from, Some(date));
                pairs.extend(starts.into_iter().map(|s| (s, Some(ends.clone()))));
            }
        }
        pairs
    }

    /// Starts with the ends that go with them, the likeliest first.
    fn candidate_ranges(&self, from: TimePoint, to: Option<TimePoint>) -> Vec<CandidateTimes> {
        let Some(to) = to else {
            return self.candidate_instants(from, None).into_iter().map(|s| (s, None)).collect();
        };
        let dated = |spot: TimePoint| matches!(spot, TimePoint::Clock { day: Some(_), .. });
        let bare = |spot: TimePoint| matches!(spot, TimePoint::Clock { day: None, .. });
        if bare(from) && (dated(to) || !bare(to)) {
            return self.candidates_from_end(from, to);
        }
        let mut pairs = Vec::new();
        for starts in self.candidate_instants(from, None) {
            let Some(date) = starts.first().map(|start| start.local_date()) else {
                continue;
            };
            if !bare(to) {
                pairs
                    .extend(self.candidate_instants(to, None).into_iter().map(|e| (starts.clone(), Some(e))));
                continue;
            }
            // Over midnight only where the same day cannot be meant, whatever the clocks did on it.
            let same = self.candidate_instants(to, Some(date)).into_iter().flatten().collect::<Vec<_>>();
            let in_order = same.iter().any(|e| starts.iter().any(|s| s.unix_seconds() <= e.unix_seconds()));
            let ends = if in_order {
                same
            } else {
                self.candidate_instants(to, Some(next_day(date))).into_iter().flatten().collect()
            };
            pairs.push((starts, Some(ends)));
        }
        pairs
    }
}

fn resolve_clock(hours: &DayBoundaries, local: NaiveDateTime, offset: Option<i32>) -> Vec<Timestamp> {
    if let Some(offset) = offset {
        return vec![Timestamp::new(local.and_utc().timestamp() - i64::from(offset), offset)];
    }
    let read = resolve_local(hours.zone, local);
    read.both_instants().map_or_else(|| vec![read.default_instant()], |(a, b)| vec![a, b])
}

/// What a typed time and perhaps a length mean. A time inside a clock change comes back as every line that could
/// be meant, each with its offset.
pub(crate) fn resolve_time(
    text: &LineText<'_>,
    basis: &TimeBasis,
    time: Option<&TimeExpr>,
    length: Option<(i64, &CharRange)>,
) -> Result<StartAndEnd, ParseError> {
    let minutes = length.map(|(minutes, _)| minutes);
    let Some(time) = time else {
        let start = minutes.map(|minutes| basis.now.add_minutes(-minutes, basis.hours.zone));
        return Ok((start.unwrap_or(basis.now), start.map(|_| basis.now)));
    };
    let rough;
    let (from, to) = match time.form {
        TimeForm::Point(spot) => (spot, None),
        TimeForm::Range(from, to) => (from, Some(to)),
        TimeForm::Day(day, part) if basis.takes_rough_days => {
            rough = basis.middle_of_day(day, part, minutes);
            (rough, None)
        }
        TimeForm::Day(..) | TimeForm::Length(_) => {
            let message = texts::day_without_time(text.raw_slice(&time.span));
            return Err(ParseError::at_span(text, &time.span, message));
        }
    };
    if let (Some(_), Some((_, span))) = (to, length) {
        return Err(ParseError::at_span(text, span, texts::END_AND_LENGTH));
    }
    let typed = text.raw_slice(&time.span);
    if typed.contains(':') && to.is_some_and(|to| is_same_clock(from, to)) {
        return Err(ParseError::at_span(text, &time.span, texts::ends_as_it_begins(typed)));
    }
    let resolved = basis.resolve_either_half(from, to, minutes);
    if let Some(stretches) = to.and_then(|to| basis.find_reversed_readings(from, to, &resolved)) {
        let message = texts::ends_before_it_begins(text.raw_slice(&time.span));
        return Err(ambiguous_error(text, basis, time, true, (message, stretches)));
    }
    match resolved {
        TimeResolution::Single(stretch) => Ok(stretch),
        TimeResolution::Impossible(fault) => Err(ParseError::at_span(text, &time.span, fault)),
        TimeResolution::Ambiguous(stretches) => {
            let message = texts::ambiguous_time(text.raw_slice(&time.span), stretches.len());
            Err(ambiguous_error(text, basis, time, to.is_some(), (message, stretches)))
        }
        TimeResolution::EitherHalf(stretches) => {
            let message = texts::either_half(text.raw_slice(&time.span));
            Err(ambiguous_error(text, basis, time, to.is_some(), (message, stretches)))
        }
    }
}

fn ambiguous_error(
    text: &LineText<'_>,
    basis: &TimeBasis,
    time: &TimeExpr,
    is_range: bool,
    (message, stretches): (String, Vec<StartAndEnd>),
) -> ParseError {
    let line = |(at, until): StartAndEnd| {
        let rough = if time.approximate { "~" } else { "" };
        let printed = print_time_range(at, until.filter(|_| is_range), &basis.hours);
        text.replace_range(&time.span, &format!("{rough}{printed}"))
    };
    ParseError::Ambiguous { message, readings: stretches.into_iter().map(line).collect() }
}

/// A time with its full date, and its offset where the zone alone would not give it back.
pub(crate) fn print_time_range(at: Timestamp, until: Option<Timestamp>, hours: &DayBoundaries) -> String {
    match until {
        Some(until) => format!("{} - {}", print_timestamp(at, hours), print_timestamp(until, hours)),
        None => print_timestamp(at, hours),
    }
}

fn print_timestamp(at: Timestamp, hours: &DayBoundaries) -> String {
    let local = at.local_datetime();
    let pattern = if local.second() == 0 { "%Y-%m-%d %H:%M" } else { "%Y-%m-%d %H:%M:%S" };
    let mut out = local.format(pattern).to_string();
    let read = resolve_local(hours.zone, local);
    if read.both_instants().is_some() || read.default_instant() != at {
        let offset = at.offset_seconds();
        let (sign, size) = if offset < 0 { (" UTC-", -offset) } else { ("+", offset) };
        out.push_str(&format!("{sign}{:02}:{:02}", size / 3600, size / 60 % 60));
        if size % 60 != 0 {
            out.push_str(&format!(":{:02}", size % 60));
        }
    }
    out
}
