//! What entries add up to: days, nights and weeks of one baby, as the JSON contract defines them.
//!
//! Arithmetic on slices. Nothing here names the store, a screen or the clock ("now" is an argument), and nothing
//! judges: no scores, norms or targets. The definitions stand at the fields of [`SleepSum`], [`TouchSum`] and
//! [`CueSum`].

mod bouts;
mod events;
mod json;
mod language;
mod nights;
mod strip;
mod together;
mod types;
mod weeks;

pub use bouts::asleep;
pub use language::{CueSeen, Gatherer, LISTED, Language, LanguageAsked, Seen, StateChange, language};
pub use strip::{Cell, cell_of, sleep_cells};
pub use together::{
    Chance, Compared, Comparing, FEW, Felt, Gap, Measure, Together, median_twice, pairs, together, two_groups,
};
pub use types::{CheckinMark, Counts, CueSum, Day, SleepSum, Spread, TouchSum, Trends, Week};

use crate::journal::{At, Baby, Entry, Family, Hours, Id, Span, What};
use bouts::Gathering;
use chrono::NaiveDate;
use nights::Moved;

/// What is asked for.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Asked {
    /// Whose days.
    pub baby: Id,
    /// First family day.
    pub from: NaiveDate,
    /// Last family day, inclusive.
    pub to: NaiveDate,
    /// Where days and nights are cut.
    pub hours: Hours,
    /// The time it is, by which a night is over or not.
    pub now: At,
}

/// Two days in seconds: no sleep a parent means is longer.
const MARGIN: i64 = 48 * 3600;

/// The time to fetch from the store for days `from` to `to`: 48 hours more on either side, for bouts that cross the
/// borders and for the last night.
pub fn reach(from: NaiveDate, to: NaiveDate, hours: &Hours) -> Span {
    let first = hours.day(from).from.min(hours.daytime(from).from);
    let last = hours.day(to).to.max(hours.night(to).to);
    Span { from: first - MARGIN, to: last + MARGIN }
}

/// Adds up the days asked for. Entries come in any order; those of other babies and of other times are passed over.
pub fn trends(entries: &[Entry], family: &Family, asked: &Asked) -> Trends {
    let mut adding = Adding::new(*asked, family);
    entries.iter().for_each(|entry| adding.take(entry));
    adding.done()
}

/// Adds up days as entries come, in any order and one at a time, so that a journal of any size can be streamed
/// through: what is kept is the days' sums and a few words for each sleep.
pub struct Adding<'a> {
    asked: Asked,
    family: &'a Family,
    days: Vec<Day>,
    /// The family day of each of `days`.
    spans: Vec<Span>,
    sleeps: Gathering,
    /// Check-ins, with the place of their day.
    marks: Vec<(At, Id, usize, CheckinMark)>,
}

impl<'a> Adding<'a> {
    /// Begins with nothing written.
    pub fn new(asked: Asked, family: &'a Family) -> Self {
        let dates = asked.from.iter_days();
        let days: Vec<Day> = dates
            .take_while(|date| *date <= asked.to)
            .map(|date| Day {
                date,
                sleep: SleepSum::default(),
                touch: TouchSum::default(),
                cues: CueSum::default(),
                checkins: Vec::new(),
            })
            .collect();
        Self {
            spans: days.iter().map(|day| asked.hours.day(day.date)).collect(),
            asked,
            family,
            days,
            sleeps: Gathering::default(),
            marks: Vec::new(),
        }
    }

    /// Takes an entry in; one of another baby or another time changes nothing.
    pub fn take(&mut self, entry: &Entry) {
        let ours = entry.baby == Some(self.asked.baby);
        match &entry.what {
            What::Sleep(sleep) if ours => self.sleeps.take(entry, sleep),
            What::Massage(massage) if ours => {
                if let Some(day) = self.day_of(entry).and_then(|at| self.days.get_mut(at)) {
                    day.touch.take(entry, massage);
                    day.cues.take(&massage.moments, self.family);
                }
            }
            What::Cue(cue) if ours => {
                if let Some(day) = self.day_of(entry).and_then(|at| self.days.get_mut(at)) {
                    day.cues.take(&cue.moments, self.family);
                }
            }
            What::Checkin(checkin) => {
                let mark = events::mark(entry, checkin, self.family);
                let place = self.day_of(entry).zip(mark);
                self.marks.extend(place.map(|(at, mark)| (entry.at, entry.id, at, mark)));
            }
            _ => {}
        }
    }

    /// Which day an entry belongs to: the one it begins in.
    fn day_of(&self, entry: &Entry) -> Option<usize> {
        let secs = entry.at.secs();
        let after = self.spans.partition_point(|day| day.from <= secs);
        after.checked_sub(1).filter(|at| self.spans[*at].holds(secs))
    }

    /// What all of it adds up to.
    pub fn done(mut self) -> Trends {
        self.marks.sort_by_key(|(at, id, ..)| (*at, *id));
        for (_, _, at, mark) in self.marks {
            self.days[at].checkins.push(mark);
        }
        let (asked, family) = (self.asked, self.family);
        let sleeps = self.sleeps.done();
        let moved = Moved::of(&sleeps, &asked.hours);
        for day in &mut self.days {
            day.sleep = nights::sleep_sum(&sleeps, &moved, family, &asked, day.date);
        }
        let baby = family.baby(asked.baby).cloned();
        Trends {
            baby_id: asked.baby,
            baby: baby.unwrap_or_else(|| Baby::unnamed(asked.baby)).called().to_owned(),
            from: asked.from,
            to: asked.to,
            hours: asked.hours,
            weeks: weeks::weeks(&self.days, family, asked.baby),
            days: self.days,
            asleep: sleeps.bouts.iter().map(|bout| bout.span).collect(),
        }
    }
}
