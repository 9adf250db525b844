//! What went with what: nights after a day with massage beside nights after a day without; states, and how a carer
//! felt, before and after massage; cues by state and by time of day; by week, what was done where it was written that it
//! helped.
//!
//! What stood side by side, and how often chance alone would set it so; nothing concluded. Entries are taken one by one
//! and in any order, so that a journal of any size can be streamed through a [`Comparing`].
//!
//! - *Massage* is touch written as massage, or not called anything else, that took place; "not today" is none.
//! - *A day with massage* is a family day with one, except that one after that day's night goes with the next day.
//! - *A day without* is one with no massage on which something else was written of this baby by day (from the night's end
//!   to the night's start), or "not today", or which a parent marked as all written down. A day marked as not all
//!   written down is on neither side unless it had a massage: one may be missing.
//! - Only recorded nights count ([`super::SleepSum::night_recorded`]).

mod chance;

pub use chance::{Chance, FEW, Gap, median_twice, pairs, two_groups};

use super::events::count;
use super::{Asked, Counts, CueSum, Day, StateChange, Trends};
use crate::journal::time::{before, monday, next};
use crate::journal::{Clock, Entry, Family, Id, MarkSpan, Massage, Moment, Span, What};
use chrono::{NaiveDate, Timelike};
use std::cmp::Reverse;
use std::collections::BTreeMap;

/// Hours of one part of the day in [`Together::by_time`].
const PART: i64 = 3;

/// What stood side by side in the days asked for.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Together {
    /// Nights after a day with massage and after a day without, a measure each.
    pub nights: Vec<Compared>,
    /// Baby's state before and after, of massages with both written: most often first, then by code.
    pub states: Vec<StateChange>,
    /// How each carer felt before and after massage; nobody who hides their check-ins, and nobody who wrote neither.
    pub felt: Vec<Felt>,
    /// Cues by baby's state, in the order of the states; of a massage the state before it.
    pub by_state: Vec<(String, CueSum)>,
    /// Cues by time of day, three hours each from the day's start: only parts with something in them.
    pub by_time: Vec<(Clock, Clock, CueSum)>,
    /// What was done where it was written that it helped ("yes" or "a bit"), by the Monday of the week.
    pub helped: BTreeMap<NaiveDate, Counts>,
}

/// What is measured of a night.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Measure {
    /// Minutes asleep in the night.
    Night,
    /// Minutes of the longest stretch.
    Longest,
    /// Wakings.
    Wakings,
}

/// One measure on both sides.
#[derive(Clone, PartialEq, Debug)]
pub struct Compared {
    /// What is measured.
    pub measure: Measure,
    /// After days with massage, in the order of the nights.
    pub with: Vec<i64>,
    /// After days without.
    pub without: Vec<i64>,
    /// How far apart the medians are; none under [`FEW`] on either side.
    pub gap: Option<Gap>,
}

/// How one carer felt, 1 (heavy) to 5 (good).
#[derive(Clone, PartialEq, Debug)]
pub struct Felt {
    /// The carer's name.
    pub carer: String,
    /// Before and after, of massages with both written, in order.
    pub pairs: Vec<(i64, i64)>,
    /// Massages with only one of the two.
    pub halves: usize,
    /// How far apart the medians are; none under [`FEW`] pairs.
    pub gap: Option<Gap>,
}

/// What was written of one day, as far as it matters to its night. Where it begins and ends is worked out once, not for
/// every entry.
#[derive(Clone, Copy, Debug)]
struct OfDay {
    date: NaiveDate,
    day: Span,
    daytime: Span,
    night_ends: i64,
    massage: bool,
    /// Something else by day, or "not today".
    other: bool,
}

/// How a carer felt at one massage.
type FeltOnce = (i64, Id, Option<u8>, Option<u8>);

/// Takes entries in and holds what they add up to so far. Its size follows the days, not the entries.
#[derive(Clone, Debug)]
pub struct Comparing {
    asked: Asked,
    /// From the day before the first, which may lend it its last hours, to the day after the last.
    days: Vec<OfDay>,
    states: BTreeMap<(String, String), i64>,
    felt: BTreeMap<Id, Vec<FeltOnce>>,
    by_state: BTreeMap<String, CueSum>,
    by_time: BTreeMap<i64, CueSum>,
    helped: BTreeMap<NaiveDate, Counts>,
}

/// Gathers from a slice, in any order; other babies and days are passed over. `trends` is of the same entries.
pub fn together(entries: &[Entry], family: &Family, asked: &Asked, trends: &Trends) -> Together {
    let mut comparing = Comparing::new(*asked);
    for entry in entries {
        comparing.take(entry, family);
    }
    comparing.together(trends, family)
}

impl Comparing {
    /// Nothing taken yet.
    pub fn new(asked: Asked) -> Self {
        let hours = &asked.hours;
        let dates = before(asked.from).iter_days();
        let days = dates.take_while(|date| *date <= next(asked.to));
        let days = days.map(|date| OfDay {
            date,
            day: hours.day(date),
            daytime: hours.daytime(date),
            night_ends: hours.night(date).to,
            massage: false,
            other: false,
        });
        Self {
            days: days.collect(),
            asked,
            states: BTreeMap::new(),
            felt: BTreeMap::new(),
            by_state: BTreeMap::new(),
            by_time: BTreeMap::new(),
            helped: BTreeMap::new(),
        }
    }

    /// Takes an entry in, if it is of this baby and these days. Each entry may come once only.
    pub fn take(&mut self, entry: &Entry, family: &Family) {
        let secs = entry.at.secs();
        let after = self.days.partition_point(|it| it.day.from <= secs);
        let Some(at) = after.checked_sub(1) else {
            return;
        };
        let of_day = self.days[at];
        if entry.baby != Some(self.asked.baby) || !of_day.day.holds(secs) {
            return;
        }
        let massage = match &entry.what {
            What::Massage(it) => Some(it),
            _ => None,
        };
        let took_place = massage.filter(|it| it.not_today.is_none() && is_massage(it));
        let not_today = massage.is_some_and(|it| it.not_today.is_some());
        if took_place.is_some() || not_today {
            let goes_with = at + usize::from(secs >= of_day.night_ends);
            if let Some(day) = self.days.get_mut(goes_with) {
                day.massage |= took_place.is_some();
                day.other |= not_today;
            }
        } else {
            let near = self.days.iter_mut().skip(at).take(2);
            near.filter(|it| it.daytime.holds(secs)).for_each(|it| it.other = true);
        }
        if !(self.asked.from..=self.asked.to).contains(&of_day.date) {
            return;
        }
        if let Some(it) = took_place {
            self.take_massage(entry, it);
        }
        let week = monday(of_day.date);
        match &entry.what {
            What::Massage(it) => self.take_cues(entry, &it.moments, it.before.as_ref(), week, family),
            What::Cue(it) => self.take_cues(entry, &it.moments, it.state.as_ref(), week, family),
            _ => {}
        }
    }

    fn take_massage(&mut self, entry: &Entry, it: &Massage) {
        if let (Some(before), Some(after)) = (&it.before, &it.after) {
            let pair = (before.clone(), after.clone());
            *self.states.entry(pair).or_insert(0) += 1;
        }
        if it.felt_before.or(it.felt_after).is_some() {
            let once = (entry.at.secs(), entry.id, it.felt_before, it.felt_after);
            self.felt.entry(entry.carer).or_default().push(once);
        }
    }

    fn take_cues(
        &mut self,
        entry: &Entry,
        moments: &[Moment],
        state: Option<&String>,
        week: NaiveDate,
        family: &Family,
    ) {
        let hours = &self.asked.hours;
        for moment in moments {
            let at = moment.at.unwrap_or(entry.at).secs();
            let local = hours.at(at).local().time();
            let minute = i64::from(local.num_seconds_from_midnight()) / 60;
            let part = (minute - hours.day_start.minutes()).rem_euclid(1440) / (PART * 60);
            let one = std::slice::from_ref(moment);
            self.by_time.entry(part).or_default().take(one, family);
            if let Some(state) = state {
                let sum = self.by_state.entry(state.clone()).or_default();
                sum.take(one, family);
            }
            if matches!(moment.helped.as_deref(), Some("yes" | "a-bit")) {
                let helped = self.helped.entry(week).or_default();
                moment.did.iter().for_each(|code| count(helped, code));
            }
        }
    }

    /// What was taken so far adds up to this, beside the nights of the same entries.
    pub fn together(&self, trends: &Trends, family: &Family) -> Together {
        let mut states: Vec<StateChange> = self
            .states
            .iter()
            .map(|((before, after), times)| StateChange {
                before: before.clone(),
                after: after.clone(),
                times: *times,
            })
            .collect();
        states.sort_by_key(|pair| Reverse(pair.times));
        let written = |sum: &CueSum| sum.moments.is_some();
        let by_time = self.by_time.iter().filter(|(_, sum)| written(sum));
        let by_state = self.by_state.iter().filter(|(_, sum)| written(sum));
        let mut by_state: Vec<(String, CueSum)> =
            by_state.map(|(code, sum)| (code.clone(), sum.clone())).collect();
        by_state.sort_by_key(|(code, _)| place_of(code));
        Together {
            nights: self.nights(trends, family),
            states,
            felt: self.felt(family),
            by_state,
            by_time: by_time
                .filter_map(|(part, sum)| Some((self.clock(*part)?, self.clock(part + 1)?, sum.clone())))
                .collect(),
            helped: self.helped.clone(),
        }
    }

    /// When a part of the day begins.
    fn clock(&self, part: i64) -> Option<Clock> {
        let minute = (self.asked.hours.day_start.minutes() + part * PART * 60).rem_euclid(1440);
        Clock::new(u32::try_from(minute / 60).ok()?, u32::try_from(minute % 60).ok()?)
    }

    fn nights(&self, trends: &Trends, family: &Family) -> Vec<Compared> {
        let (mut with, mut without) = (Vec::new(), Vec::new());
        for day in trends.days.iter().filter(|day| day.sleep.night_recorded) {
            match self.had_massage(day, family) {
                Some(true) => with.push(day),
                Some(false) => without.push(day),
                None => {}
            }
        }
        [Measure::Night, Measure::Longest, Measure::Wakings]
            .into_iter()
            .map(|measure| {
                let of =
                    |days: &[&Day]| -> Vec<i64> { days.iter().filter_map(|day| measure.of(day)).collect() };
                let (with, without) = (of(&with), of(&without));
                let gap = two_groups(&with, &without);
                Compared { measure, with, without, gap }
            })
            .collect()
    }

    /// Whether a day had massage; none when nobody can say.
    fn had_massage(&self, day: &Day, family: &Family) -> Option<bool> {
        let at = self.days.binary_search_by_key(&day.date, |it| it.date);
        let of_day = self.days.get(at.ok()?)?;
        let marked = family.marked(Some(self.asked.baby), MarkSpan::Day, day.date);
        match marked {
            _ if of_day.massage => Some(true),
            Some(false) => None,
            Some(true) => Some(false),
            None => of_day.other.then_some(false),
        }
    }

    fn felt(&self, family: &Family) -> Vec<Felt> {
        let shown = self.felt.iter().filter_map(|(id, all)| {
            let carer = family.carer(*id)?;
            (!carer.hidden_checkins).then(|| {
                let mut all = all.clone();
                all.sort_unstable();
                let both = all
                    .iter()
                    .filter_map(|(_, _, before, after)| Some((i64::from((*before)?), i64::from((*after)?))));
                let both: Vec<(i64, i64)> = both.collect();
                Felt {
                    carer: carer.called().to_owned(),
                    halves: all.len() - both.len(),
                    gap: pairs(&both),
                    pairs: both,
                }
            })
        });
        shown.collect()
    }
}

impl Measure {
    fn of(self, day: &Day) -> Option<i64> {
        match self {
            Self::Night => day.sleep.night_min,
            Self::Longest => day.sleep.longest_min,
            Self::Wakings => day.sleep.wakings,
        }
    }
}

/// Touch called massage, or not called anything.
fn is_massage(it: &Massage) -> bool {
    it.touch.as_deref().is_none_or(|touch| touch == "massage")
}

/// Where a state stands among the six; an unknown one behind them.
fn place_of(code: &str) -> usize {
    let states = crate::words::list(crate::words::List::States);
    let at = states.iter().position(|state| state.code == code);
    at.unwrap_or(states.len())
}
