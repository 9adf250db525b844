//! From a typed time to instants: which day a bare clock means, what a clock change makes of it, and printing it back.
//!
//! The grammar itself is in `clock.rs`; nothing here reads letters.

use super::clock::{Day, Expression, Form, Spot};
use super::pieces::{Span, Text};
use super::{Context, Unread};
use crate::journal::time::{before, next, reading};
use crate::journal::{At, Hours};
use chrono::{Datelike, NaiveDate, NaiveDateTime, Timelike};

/// Seconds a time may lie ahead of the clock, as in [`crate::journal::check`].
const GRACE: i64 = 300;

pub(crate) type Stretch = (At, Option<At>);

/// The readings of a start on one day, and those of its end.
type Candidate = (Vec<At>, Option<Vec<At>>);

pub(crate) enum Meaning {
    One(Stretch),
    /// A clock change leaves several readings.
    Several(Vec<Stretch>),
    /// None that has been; why, in a sentence.
    Never(String),
}

/// What a time without a date is reckoned from.
#[derive(Clone, Copy)]
pub(crate) struct Basis {
    now: At,
    hours: Hours,
    /// The day of a bare clock time when it is not to be the latest one; the next day is tried first.
    day: Option<NaiveDateTime>,
}

impl Basis {
    pub(crate) fn of(context: &Context<'_>) -> Self {
        let hours = context.family.settings.hours;
        Self { now: At::in_zone(context.now.secs(), hours.zone), hours, day: None }
    }

    /// For the moments of something that began at `at`.
    pub(crate) fn beside(self, at: At) -> Self {
        Self { day: Some(at.local()), ..self }
    }

    fn latest(&self) -> i64 {
        self.now.secs() + GRACE
    }

    /// The days a spot may lie on, the likeliest first.
    fn days(&self, day: Option<Day>, clock: NaiveDateTime) -> Vec<NaiveDate> {
        let today = self.now.date();
        let yesterday = before(today);
        match day {
            None => match self.day {
                // A moment after midnight belongs to the massage that began before it.
                Some(began) if began.hour() >= 18 && clock.hour() < 6 => vec![next(began.date())],
                Some(began) => vec![began.date()],
                None => vec![today, yesterday],
            },
            Some(Day::Date(date)) => vec![date],
            Some(Day::Of(day, month)) => (0..9)
                .filter_map(|back| NaiveDate::from_ymd_opt(today.year() - back, month, day))
                .take(2)
                .collect(),
            Some(Day::Weekday(weekday)) => {
                let back = 7 + today.weekday().num_days_from_monday() - weekday.num_days_from_monday();
                let date = (0..back % 7).fold(today, |date, _| before(date));
                vec![date, (0..7).fold(date, |date, _| before(date))]
            }
            Some(Day::Today) => vec![today],
            Some(Day::Yesterday) => vec![yesterday],
            Some(Day::LastNight) => {
                let after_midnight = i64::from(clock.hour() * 60 + clock.minute()) < self.pivot();
                [yesterday, before(yesterday)]
                    .map(|date| if after_midnight { next(date) } else { date })
                    .to_vec()
            }
        }
    }

    /// The middle of the day, in minutes: a clock time from then on begins a night, one before it ends one.
    fn pivot(&self) -> i64 {
        let (ends, begins) = (self.hours.night_to.minutes(), self.hours.night_from.minutes());
        (ends + (begins - ends).rem_euclid(1440) / 2) % 1440
    }

    pub(crate) fn night(&self, day: Day) -> NaiveDate {
        let today = self.now.date();
        match day {
            Day::LastNight | Day::Yesterday => {
                let begun = before(today);
                let night = self.hours.night(begun);
                // A night counts as "last night" from its last quarter on.
                if self.now.secs() >= night.to - night.secs() / 4 { begun } else { before(begun) }
            }
            other => {
                let noon = today.and_hms_opt(12, 0, 0).unwrap_or_default();
                let days = self.days(Some(other), noon);
                let past = days.iter().find(|date| self.hours.night(**date).from <= self.latest());
                past.or(days.first()).copied().unwrap_or(today)
            }
        }
    }

    /// The instants a spot can be, on the likeliest day that has any of them in order and in the past.
    fn spots(&self, spot: Spot, on: Option<NaiveDate>) -> Vec<Vec<At>> {
        let zone = self.hours.zone;
        match spot {
            Spot::Now => vec![vec![self.now]],
            Spot::Ago(minutes) => vec![vec![self.now.plus_minutes(-minutes, zone)]],
            Spot::Clock { day, clock, offset, .. } => {
                let today = self.now.date().and_time(clock);
                let days = match on {
                    Some(date) => vec![date],
                    None => self.days(day, today),
                };
                days.into_iter().map(|date| readings(&self.hours, date.and_time(clock), offset)).collect()
            }
        }
    }

    fn meaning(&self, from: Spot, to: Option<Spot>, length: Option<i64>) -> Meaning {
        let zone = self.hours.zone;
        let mut never = None;
        for (starts, own_ends) in self.candidates(from, to) {
            let mut found = Vec::new();
            for start in starts {
                let ends: Vec<Option<At>> = match (&own_ends, length) {
                    (Some(ends), _) => ends.iter().map(|end| Some(*end)).collect(),
                    (None, Some(minutes)) => vec![Some(start.plus_minutes(minutes, zone))],
                    (None, None) => vec![None],
                };
                for end in ends {
                    match self.fault(start, end) {
                        // It began today and its length reaches past now: yesterday would be a guess.
                        Some(fault) if length.is_some() && start.secs() <= self.latest() => {
                            return Meaning::Never(fault);
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
                [one] => return Meaning::One(*one),
                _ => return Meaning::Several(found),
            }
        }
        Meaning::Never(never.unwrap_or_else(|| "There is no such day.".to_owned()))
    }

    fn fault(&self, start: At, end: Option<At>) -> Option<String> {
        let day = |at: At| at.local().format("%H:%M on %-d %B").to_string();
        let last = end.unwrap_or(start);
        if let Some(end) = end.filter(|end| end.secs() < start.secs()) {
            return Some(format!("The end, {}, is before the start, {}.", day(end), day(start)));
        }
        (last.secs() > self.latest()).then(|| match end {
            Some(_) if start.secs() <= self.latest() => {
                format!("{} is still to come. Leave the end out while it goes on.", day(last))
            }
            _ => format!("{} is still to come. Please give a time that has been.", day(start)),
        })
    }

    /// A bare start stands on the day of its end, or on the day before it.
    fn back_from(&self, from: Spot, to: Spot) -> Vec<Candidate> {
        let mut pairs = Vec::new();
        for ends in self.spots(to, None) {
            let Some(date) = ends.first().map(|end| end.date()) else {
                continue;
            };
            for date in [date, before(date)] {
                let starts = self.spots(from, Some(date));
                pairs.extend(starts.into_iter().map(|s| (s, Some(ends.clone()))));
            }
        }
        pairs
    }

    /// Starts with the ends that go with them, the likeliest first.
    fn candidates(&self, from: Spot, to: Option<Spot>) -> Vec<Candidate> {
        let Some(to) = to else {
            return self.spots(from, None).into_iter().map(|s| (s, None)).collect();
        };
        let dated = |spot: Spot| matches!(spot, Spot::Clock { day: Some(_), .. });
        let bare = |spot: Spot| matches!(spot, Spot::Clock { day: None, .. });
        if bare(from) && (dated(to) || !bare(to)) {
            return self.back_from(from, to);
        }
        let mut pairs = Vec::new();
        for starts in self.spots(from, None) {
            let Some(date) = starts.first().map(|start| start.date()) else {
                continue;
            };
            if !bare(to) {
                pairs.extend(self.spots(to, None).into_iter().map(|e| (starts.clone(), Some(e))));
                continue;
            }
            // Over midnight only where the same day cannot be meant, whatever the clocks did on it.
            let same = self.spots(to, Some(date)).into_iter().flatten().collect::<Vec<_>>();
            let in_order = same.iter().any(|e| starts.iter().any(|s| s.secs() <= e.secs()));
            let ends = if in_order {
                same
            } else {
                self.spots(to, Some(next(date))).into_iter().flatten().collect()
            };
            pairs.push((starts, Some(ends)));
        }
        pairs
    }
}

fn readings(hours: &Hours, local: NaiveDateTime, offset: Option<i32>) -> Vec<At> {
    if let Some(offset) = offset {
        return vec![At::new(local.and_utc().timestamp() - i64::from(offset), offset)];
    }
    let read = reading(hours.zone, local);
    read.both().map_or_else(|| vec![read.first()], |(a, b)| vec![a, b])
}

/// What a typed time and perhaps a length mean. A time inside a clock change comes back as every line that could
/// be meant, each with its offset.
pub(crate) fn resolve(
    text: &Text<'_>,
    basis: &Basis,
    time: Option<&Expression>,
    length: Option<(i64, &Span)>,
) -> Result<Stretch, Unread> {
    let minutes = length.map(|(minutes, _)| minutes);
    let Some(time) = time else {
        let start = minutes.map(|minutes| basis.now.plus_minutes(-minutes, basis.hours.zone));
        return Ok((start.unwrap_or(basis.now), start.map(|_| basis.now)));
    };
    let (from, to) = match time.form {
        Form::At(spot) => (spot, None),
        Form::Range(from, to) => (from, Some(to)),
        Form::Day(_) | Form::Length(_) => {
            let says = format!(
                "\"{}\" is a day without a time. Please add one, as in \"yesterday 21:30\".",
                text.raw(&time.span)
            );
            return Err(Unread::mend(text, &time.span, says));
        }
    };
    if let (Some(_), Some((_, span))) = (to, length) {
        let says = "This gives both an end and a length. Please leave one of them out.";
        return Err(Unread::mend(text, span, says));
    }
    if let Spot::Clock { half: false, clock, .. } = from
        && let Some(Spot::Clock { half: true, .. }) = to
        && (1..=12).contains(&clock.hour())
    {
        let says = "Please write am or pm at both ends, as in \"7:30pm-8pm\".";
        return Err(Unread::mend(text, &time.span, says));
    }
    match basis.meaning(from, to, minutes) {
        Meaning::One(stretch) => Ok(stretch),
        Meaning::Never(says) => Err(Unread::mend(text, &time.span, says)),
        Meaning::Several(stretches) => Err(unclear(text, basis, time, to.is_some(), stretches)),
    }
}

fn unclear(
    text: &Text<'_>,
    basis: &Basis,
    time: &Expression,
    is_range: bool,
    stretches: Vec<Stretch>,
) -> Unread {
    let line = |(at, until): Stretch| {
        let rough = if time.about { "~" } else { "" };
        let printed = print(at, until.filter(|_| is_range), &basis.hours);
        text.with(&time.span, &format!("{rough}{printed}"))
    };
    Unread::Either {
        says: format!(
            "The clocks change that night, so \"{}\" can be read in {} ways. Please choose one.",
            text.raw(&time.span),
            if stretches.len() > 2 { "several" } else { "two" }
        ),
        lines: stretches.into_iter().map(line).collect(),
    }
}

/// A time with its full date, and its offset where the zone alone would not give it back.
pub(crate) fn print(at: At, until: Option<At>, hours: &Hours) -> String {
    match until {
        Some(until) => format!("{} - {}", print_one(at, hours), print_one(until, hours)),
        None => print_one(at, hours),
    }
}

fn print_one(at: At, hours: &Hours) -> String {
    let local = at.local();
    let pattern = if local.second() == 0 { "%Y-%m-%d %H:%M" } else { "%Y-%m-%d %H:%M:%S" };
    let mut out = local.format(pattern).to_string();
    let read = reading(hours.zone, local);
    if read.both().is_some() || read.first() != at {
        let offset = at.offset();
        let (sign, size) = if offset < 0 { (" UTC-", -offset) } else { ("+", offset) };
        out.push_str(&format!("{sign}{:02}:{:02}", size / 3600, size / 60 % 60));
        if size % 60 != 0 {
            out.push_str(&format!(":{:02}", size % 60));
        }
    }
    out
}
