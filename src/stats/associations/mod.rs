//! What went with what: nights after a day with massage beside nights after a day without; states, and how a carer
//! felt, before and after massage; cues by state and by time of day; by week, what was done where it was written that it
//! helped.
//!
//! What stood side by side, and how often chance alone would set it so; nothing concluded. Entries are taken one by one
//! and in any order, so that a journal of any size can be streamed through a [`AssociationsBuilder`].
//!
//! - *Massage* is touch written as massage, or not called anything else, that took place; "not today" is none.
//! - *A day with massage* is a family day with one, except that one after that day's night goes with the next day.
//! - *A day without* is one with no massage on which something else was written of this baby by day (from the night's end
//!   to the night's start), or "not today", or which a parent marked as all written down. A day marked as not all
//!   written down is on neither side unless it had a massage: one may be missing.
//! - Only recorded nights count ([`crate::stats::SleepTotals::night_recorded`]).

pub(crate) mod permutation_test;

use crate::model::time::{next_day, previous_day, week_start};
use crate::model::{DayPart, Details, Entry, Family, Id, Massage, Moment, TimeOfDay, TimeRange};
use crate::stats::MeasureUnit;
pub(crate) use crate::stats::associations::permutation_test::MIN_SAMPLE;
pub use crate::stats::associations::permutation_test::{
    MedianDifference, PermutationResult, compare_two_samples,
};
use crate::stats::daily_sums::increment_code;
use crate::stats::{CodeCounts, CueTotals, DayStats, PeriodStats, StateChange, StatsQuery};
use chrono::{NaiveDate, Timelike};
use std::cmp::Reverse;
use std::collections::BTreeMap;

/// Hours of one part of the day in [`Associations::by_time`].
const TIME_BLOCK_HOURS: i64 = 3;

/// What stood side by side in the days asked for.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Associations {
    /// Nights after a day with massage and after a day without, a measure each.
    pub nights: Vec<NightComparison>,
    /// Baby's state before and after, of massages with both written: most often first, then by code.
    pub states: Vec<StateChange>,
    /// How each carer felt before and after massage; nobody who hides their check-ins, and nobody who wrote neither.
    pub felt: Vec<CarerFeelings>,
    /// Cues by baby's state, in the order of the states; of a massage the state before it.
    pub by_state: Vec<(String, CueTotals)>,
    /// Cues by time of day, three hours each from the day's start: only parts with something in them.
    pub by_time: Vec<(TimeOfDay, TimeOfDay, CueTotals)>,
    /// What was done where it was written that it helped ("yes" or "a bit"), by the Monday of the week.
    pub helped: BTreeMap<NaiveDate, CodeCounts>,
}

/// What is measured of a night.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum NightMeasure {
    /// Minutes asleep in the night.
    NightMinutes,
    /// Minutes of the longest stretch.
    LongestStretch,
    /// Wakings.
    Wakings,
}

impl NightMeasure {
    pub(crate) fn unit(self) -> MeasureUnit {
        if self == Self::Wakings { MeasureUnit::Times } else { MeasureUnit::Minutes }
    }
}

/// One measure on both sides.
#[derive(Clone, PartialEq, Debug)]
pub struct NightComparison {
    /// What is measured.
    pub measure: NightMeasure,
    /// After days with massage, in the order of the nights.
    pub with: Vec<i64>,
    /// After days without.
    pub without: Vec<i64>,
    /// How far apart the medians are; none under [`MIN_SAMPLE`] on either side.
    pub difference: Option<MedianDifference>,
}

/// How one carer felt, 1 (heavy) to 5 (good): shown as written, never averaged, put in order or compared.
#[derive(Clone, PartialEq, Debug)]
pub struct CarerFeelings {
    /// The carer's name.
    pub carer: String,
    /// Before and after, of massages with both written, in the order of the massages.
    pub pairs: Vec<(u8, u8)>,
    /// Massages with only one of the two.
    pub unpaired: usize,
}

/// What was written of one day, as far as it matters to its night. Where it begins and ends is worked out once, not for
/// every entry.
#[derive(Clone, Copy, Debug)]
struct DayExposure {
    date: NaiveDate,
    day: TimeRange,
    daytime: TimeRange,
    night_ends: i64,
    had_massage: bool,
    /// Something else by day, or "not today".
    had_other: bool,
}

/// How a carer felt at one massage.
type FeltObservation = (i64, Id, Option<u8>, Option<u8>);

/// Takes entries in and holds what they add up to so far. Its size follows the days, not the entries.
#[derive(Clone, Debug)]
pub(crate) struct AssociationsBuilder {
    query: StatsQuery,
    /// From the day before the first, which may lend it its last hours, to the day after the last.
    days: Vec<DayExposure>,
    states: BTreeMap<(String, String), i64>,
    felt: BTreeMap<Id, Vec<FeltObservation>>,
    by_state: BTreeMap<String, CueTotals>,
    by_time: BTreeMap<i64, CueTotals>,
    helped: BTreeMap<NaiveDate, CodeCounts>,
}

/// Gathers from a slice, in any order; other babies and days are passed over. `trends` is of the same entries.
pub fn compute_associations(
    entries: &[Entry],
    family: &Family,
    asked: &StatsQuery,
    trends: &PeriodStats,
) -> Associations {
    let mut comparing = AssociationsBuilder::new(*asked);
    for entry in entries {
        comparing.add_entry(entry, family);
    }
    comparing.to_associations(trends, family)
}

impl AssociationsBuilder {
    /// Nothing taken yet.
    pub(crate) fn new(asked: StatsQuery) -> Self {
        let hours = &asked.hours;
        let dates = previous_day(asked.from).iter_days();
        let days = dates.take_while(|date| *date <= next_day(asked.to));
        let days = days.map(|date| DayExposure {
            date,
            day: hours.day_range(date),
            daytime: hours.daytime_range(date),
            night_ends: hours.night_range(date).to,
            had_massage: false,
            had_other: false,
        });
        Self {
            days: days.collect(),
            query: asked,
            states: BTreeMap::new(),
            felt: BTreeMap::new(),
            by_state: BTreeMap::new(),
            by_time: BTreeMap::new(),
            helped: BTreeMap::new(),
        }
    }

    /// Takes an entry in, if it is of this baby and these days. Each entry may come once only.
    pub(crate) fn add_entry(&mut self, entry: &Entry, family: &Family) {
        let secs = entry.at.unix_seconds();
        let after = self.days.partition_point(|it| it.day.from <= secs);
        let Some(at) = after.checked_sub(1) else {
            return;
        };
        let of_day = self.days[at];
        if entry.baby != Some(self.query.baby) || !of_day.day.contains_instant(secs) {
            return;
        }
        let massage = match &entry.details {
            Details::Massage(it) => Some(it),
            _ => None,
        };
        let took_place = massage.filter(|it| it.not_today.is_none() && it.is_massage());
        let not_today = massage.is_some_and(|it| it.not_today.is_some());
        if took_place.is_some() || not_today {
            let goes_with = at + usize::from(secs >= of_day.night_ends);
            if let Some(day) = self.days.get_mut(goes_with) {
                day.had_massage |= took_place.is_some();
                day.had_other |= not_today;
            }
        } else {
            let near = self.days.iter_mut().skip(at).take(2);
            near.filter(|it| it.daytime.contains_instant(secs)).for_each(|it| it.had_other = true);
        }
        if !(self.query.from..=self.query.to).contains(&of_day.date) {
            return;
        }
        if let Some(it) = took_place {
            self.add_massage(entry, it);
        }
        let week = week_start(of_day.date);
        match &entry.details {
            Details::Massage(it) => self.add_cues(entry, &it.moments, it.before.as_ref(), week, family),
            Details::Cue(it) => self.add_cues(entry, &it.moments, it.state.as_ref(), week, family),
            _ => {}
        }
    }

    fn add_massage(&mut self, entry: &Entry, it: &Massage) {
        if let (Some(before), Some(after)) = (&it.before, &it.after) {
            let pair = (before.clone(), after.clone());
            *self.states.entry(pair).or_insert(0) += 1;
        }
        if it.felt_before.or(it.felt_after).is_some() {
            let once = (entry.at.unix_seconds(), entry.id, it.felt_before, it.felt_after);
            self.felt.entry(entry.carer).or_default().push(once);
        }
    }

    fn add_cues(
        &mut self,
        entry: &Entry,
        moments: &[Moment],
        state: Option<&String>,
        week: NaiveDate,
        family: &Family,
    ) {
        let hours = &self.query.hours;
        for moment in moments {
            let at = moment.at.unwrap_or(entry.at).unix_seconds();
            let local = hours.timestamp_at(at).local_datetime().time();
            let minute = i64::from(local.num_seconds_from_midnight()) / 60;
            let part = (minute - hours.day_start.minutes_since_midnight()).rem_euclid(1440)
                / (TIME_BLOCK_HOURS * 60);
            let one = std::slice::from_ref(moment);
            self.by_time.entry(part).or_default().add_moments(one, family);
            if let Some(state) = state {
                let sum = self.by_state.entry(state.clone()).or_default();
                sum.add_moments(one, family);
            }
            if matches!(moment.helped.as_deref(), Some("yes" | "a-bit")) {
                let helped = self.helped.entry(week).or_default();
                moment.did.iter().for_each(|code| increment_code(helped, code));
            }
        }
    }

    /// What was taken so far adds up to this, beside the nights of the same entries.
    pub(crate) fn to_associations(&self, trends: &PeriodStats, family: &Family) -> Associations {
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
        let written = |sum: &CueTotals| sum.moments.is_some();
        let by_time = self.by_time.iter().filter(|(_, sum)| written(sum));
        let by_state = self.by_state.iter().filter(|(_, sum)| written(sum));
        let mut by_state: Vec<(String, CueTotals)> =
            by_state.map(|(code, sum)| (code.clone(), sum.clone())).collect();
        by_state.sort_by_key(|(code, _)| state_rank(code));
        Associations {
            nights: self.compare_nights(trends, family),
            states,
            felt: self.list_feelings(family),
            by_state,
            by_time: by_time
                .filter_map(|(part, sum)| {
                    Some((self.block_start(*part)?, self.block_start(part + 1)?, sum.clone()))
                })
                .collect(),
            helped: self.helped.clone(),
        }
    }

    /// When a part of the day begins.
    fn block_start(&self, part: i64) -> Option<TimeOfDay> {
        let minute = (self.query.hours.day_start.minutes_since_midnight() + part * TIME_BLOCK_HOURS * 60)
            .rem_euclid(1440);
        TimeOfDay::new(u32::try_from(minute / 60).ok()?, u32::try_from(minute % 60).ok()?)
    }

    fn compare_nights(&self, trends: &PeriodStats, family: &Family) -> Vec<NightComparison> {
        let (mut with, mut without) = (Vec::new(), Vec::new());
        for day in trends.days.iter().filter(|day| day.sleep.night_recorded()) {
            match self.had_massage(day, family) {
                Some(true) => with.push(day),
                Some(false) => without.push(day),
                None => {}
            }
        }
        [NightMeasure::NightMinutes, NightMeasure::LongestStretch, NightMeasure::Wakings]
            .into_iter()
            .map(|measure| {
                let of = |days: &[&DayStats]| -> Vec<i64> {
                    days.iter().filter_map(|day| measure.value_for(day)).collect()
                };
                let (with, without) = (of(&with), of(&without));
                let gap = compare_two_samples(&with, &without);
                NightComparison { measure, with, without, difference: gap }
            })
            .collect()
    }

    /// Whether a day had massage; none when nobody can say.
    fn had_massage(&self, day: &DayStats, family: &Family) -> Option<bool> {
        let at = self.days.binary_search_by_key(&day.date, |it| it.date);
        let of_day = self.days.get(at.ok()?)?;
        let marked = family.coverage_status(Some(self.query.baby), DayPart::Day, day.date);
        match marked {
            _ if of_day.had_massage => Some(true),
            Some(false) => None,
            Some(true) => Some(false),
            None => of_day.had_other.then_some(false),
        }
    }

    fn list_feelings(&self, family: &Family) -> Vec<CarerFeelings> {
        let shown = self.felt.iter().filter_map(|(id, all)| {
            let carer = family.find_carer(*id)?;
            (!carer.hidden_checkins).then(|| {
                let mut all = all.clone();
                all.sort_unstable();
                let both = all.iter().filter_map(|(_, _, before, after)| Some(((*before)?, (*after)?)));
                let both: Vec<(u8, u8)> = both.collect();
                CarerFeelings {
                    carer: carer.display_name().to_owned(),
                    unpaired: all.len() - both.len(),
                    pairs: both,
                }
            })
        });
        shown.collect()
    }
}

impl NightMeasure {
    fn value_for(self, day: &DayStats) -> Option<i64> {
        match self {
            Self::NightMinutes => day.sleep.night_min,
            Self::LongestStretch => day.sleep.longest_min,
            Self::Wakings => day.sleep.wakings,
        }
    }
}

/// Where a state stands among the six; an unknown one behind them.
fn state_rank(code: &str) -> usize {
    let states = crate::vocabulary::list(crate::vocabulary::WordList::States);
    let at = states.iter().position(|state| state.code == code);
    at.unwrap_or(states.len())
}
