//! What entries add up to: days, nights and weeks of one baby, as the JSON contract defines them.
//!
//! Arithmetic on slices. Nothing here names the store, a screen or the clock ("now" is an argument), and nothing
//! judges: no scores, norms or targets. The definitions stand at the fields of [`SleepTotals`], [`TouchTotals`] and
//! [`CueTotals`].

pub(crate) mod associations;
pub(crate) mod checkin_levels;
pub(crate) mod cue_profile;
pub(crate) mod daily_sums;
pub(crate) mod nap_overrides;
pub(crate) mod nights;
pub(crate) mod sleep_bouts;
pub(crate) mod sleep_wake;
pub(crate) mod stats_json;
pub(crate) mod timeline;
pub(crate) mod totals;
pub(crate) mod weeks;

use crate::model::{Baby, DayBoundaries, Details, Entry, Family, Id, TimeRange, Timestamp};
pub use crate::stats::associations::{
    Associations, MedianDifference, NightMeasure, PermutationResult, compare_two_samples,
    compute_associations,
};
pub(crate) use crate::stats::associations::{
    AssociationsBuilder, CarerFeelings, MIN_SAMPLE, NightComparison,
};
pub(crate) use crate::stats::checkin_levels::{CheckinScale, count_levels, list_checkin_carers};
pub(crate) use crate::stats::cue_profile::CueMoment;
pub use crate::stats::cue_profile::listened_times::{Answer, ListenedTime};
pub use crate::stats::cue_profile::month_meanings::{MonthMeanings, OwnWord};
pub use crate::stats::cue_profile::{
    CueDay, CueProfile, CueProfileBuilder, CueProfileQuery, CueSummary, MAX_LISTED_MOMENTS, StateChange,
    build_cue_profile,
};
use crate::stats::nap_overrides::NapOverrides;
use crate::stats::nights::{SleepSums, list_day_ranges};
use crate::stats::sleep_bouts::SleepsBuilder;
pub(crate) use crate::stats::sleep_wake::MAX_KNOWN_AWAKE_SECS;
pub(crate) use crate::stats::timeline::cell_index;
pub use crate::stats::timeline::{SleepState, SleepWake, TimelineCell, timeline_cells};
pub(crate) use crate::stats::totals::{
    CheckinSummary, CueTotals, MeasureUnit, Spread, TouchTotals, WeekStats,
};
pub use crate::stats::totals::{CodeCounts, DayStats, NightStatus, PeriodStats, SleepTotals, doubled_median};
pub(crate) use crate::stats::weeks::{WeekMeasure, sum_week};
use chrono::NaiveDate;

/// What is asked for.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct StatsQuery {
    /// Whose days.
    pub baby: Id,
    /// First family day.
    pub from: NaiveDate,
    /// Last family day, inclusive.
    pub to: NaiveDate,
    /// Where days and nights are cut.
    pub hours: DayBoundaries,
    /// The time it is, by which a night is over or not.
    pub now: Timestamp,
}

/// Two days in seconds: no sleep a parent means is longer.
const FETCH_MARGIN_SECS: i64 = 48 * 3600;

/// The time to fetch from the store for days `from` to `to`: 48 hours more on either side, for bouts that cross the
/// borders and for the last night.
pub fn fetch_range(from: NaiveDate, to: NaiveDate, hours: &DayBoundaries) -> TimeRange {
    let first = hours.day_range(from).from.min(hours.daytime_range(from).from);
    let last = hours.day_range(to).to.max(hours.night_range(to).to);
    TimeRange { from: first - FETCH_MARGIN_SECS, to: last + FETCH_MARGIN_SECS }
}

/// Adds up the days asked for. Entries come in any order; those of other babies and of other times are passed over.
pub fn compute_stats(entries: &[Entry], family: &Family, asked: &StatsQuery) -> PeriodStats {
    let mut adding = StatsBuilder::new(*asked, family);
    entries.iter().for_each(|entry| adding.add_entry(entry));
    adding.into_stats()
}

/// Adds up days as entries come, in any order and one at a time, so that a journal of any size can be streamed
/// through: what is kept is the days' sums and a few words for each sleep.
pub struct StatsBuilder<'a> {
    query: StatsQuery,
    family: &'a Family,
    days: Vec<DayStats>,
    /// The family day of each of `days`.
    day_ranges: Vec<TimeRange>,
    sleeps: SleepsBuilder,
    /// Check-ins, with the place of their day.
    checkins: Vec<(Timestamp, Id, usize, CheckinSummary)>,
}

impl<'a> StatsBuilder<'a> {
    /// Begins with nothing written.
    pub fn new(asked: StatsQuery, family: &'a Family) -> Self {
        let dates = asked.from.iter_days();
        let days: Vec<DayStats> = dates
            .take_while(|date| *date <= asked.to)
            .map(|date| DayStats {
                date,
                sleep: SleepTotals::default(),
                touch: TouchTotals::default(),
                cues: CueTotals::default(),
                checkins: Vec::new(),
                notes: 0,
            })
            .collect();
        Self {
            day_ranges: days.iter().map(|day| asked.hours.day_range(day.date)).collect(),
            query: asked,
            family,
            days,
            sleeps: SleepsBuilder::default(),
            checkins: Vec::new(),
        }
    }

    /// Takes an entry in; one of another baby or another time changes nothing.
    pub fn add_entry(&mut self, entry: &Entry) {
        let ours = entry.baby == Some(self.query.baby);
        match &entry.details {
            // On closed pages nothing runs.
            Details::Sleep(_) if ours && entry.is_open() && self.family.has_closed_pages(entry) => {}
            Details::Sleep(sleep) if ours => self.sleeps.add_sleep(entry, sleep, self.query.now),
            Details::Massage(massage) if ours => {
                if let Some(day) = self.day_index(entry).and_then(|at| self.days.get_mut(at)) {
                    day.touch.add_massage(entry, massage);
                    day.cues.add_moments(&massage.moments, self.family);
                }
            }
            Details::Cue(cue) if ours => {
                if let Some(day) = self.day_index(entry).and_then(|at| self.days.get_mut(at)) {
                    day.cues.add_moments(&cue.moments, self.family);
                }
            }
            Details::Checkin(checkin) => {
                let mark = daily_sums::summarize_checkin(entry, checkin, self.family);
                let place = self.day_index(entry).zip(mark);
                self.checkins.extend(place.map(|(at, mark)| (entry.at, entry.id, at, mark)));
            }
            Details::Note(_) if ours || entry.baby.is_none() => {
                let is_shown = !self.family.hides_from_views(entry);
                if let Some(day) = self.day_index(entry).and_then(|at| self.days.get_mut(at)) {
                    day.notes += i64::from(is_shown);
                }
            }
            _ => {}
        }
    }

    /// Which day an entry belongs to: the one it begins in.
    fn day_index(&self, entry: &Entry) -> Option<usize> {
        let secs = entry.at.unix_seconds();
        let after = self.day_ranges.partition_point(|day| day.from <= secs);
        after.checked_sub(1).filter(|at| self.day_ranges[*at].contains_instant(secs))
    }

    /// What all of it adds up to.
    pub fn into_stats(mut self) -> PeriodStats {
        self.checkins.sort_by_key(|(at, id, ..)| (*at, *id));
        for (_, _, at, mark) in self.checkins {
            self.days[at].checkins.push(mark);
        }
        let (asked, family) = (self.query, self.family);
        let sleeps = self.sleeps.into_sleeps();
        let moved = NapOverrides::from_sleeps(&sleeps, &asked.hours);
        let ranges = list_day_ranges(asked.from, asked.to, &asked.hours);
        let sums = SleepSums { sleeps: &sleeps, moved: &moved, ranges: &ranges, family, query: &asked };
        let all: Vec<SleepTotals> = (0..ranges.len()).map(|index| sums.sum_date(index)).collect();
        let awake_ranges = sleep_wake::list_awake(&sums, |index| all[index].night);
        let asked_for = ranges.iter().zip(all).filter(|(ranges, _)| asked.from <= ranges.date);
        for (day, (_, sleep)) in self.days.iter_mut().zip(asked_for) {
            day.sleep = sleep;
        }
        let baby = family.find_baby(asked.baby).cloned();
        PeriodStats {
            baby_id: asked.baby,
            baby: baby.unwrap_or_else(|| Baby::new_unnamed(asked.baby)).display_name().to_owned(),
            from: asked.from,
            to: asked.to,
            hours: asked.hours,
            weeks: weeks::group_into_weeks(&self.days),
            days: self.days,
            sleep_ranges: sleep_wake::list_asleep(&sleeps, asked.now.unix_seconds()),
            awake_ranges,
            running_since: sleeps.running_since().map(|secs| asked.hours.timestamp_at(secs)),
        }
    }
}
