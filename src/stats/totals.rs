//! The figures themselves: what a day and a week add up to. No arithmetic here, and no words for a reader.
//!
//! Minutes are elapsed minutes of the clock: a sleep covers them from the minute it began in up to the minute it ended
//! in, so that day and night add up to the whole. `None` means that nothing of the sort was written, which is never
//! the same as 0.

use crate::model::{DayBoundaries, Id, TimeRange, Timestamp};
use chrono::NaiveDate;
use std::collections::BTreeMap;

/// How often each code came, sorted by code.
pub type CodeCounts = BTreeMap<String, i64>;

/// What a stretch of family days adds up to, for one baby.
#[derive(Clone, PartialEq, Debug)]
pub struct PeriodStats {
    /// Whose days these are.
    pub baby_id: Id,
    /// The baby's name, or "Baby".
    pub baby: String,
    /// First family day.
    pub from: NaiveDate,
    /// Last family day, inclusive.
    pub to: NaiveDate,
    /// Where days and nights were cut.
    pub hours: DayBoundaries,
    /// Every family day from `from` to `to`, oldest first.
    pub days: Vec<DayStats>,
    /// Monday to Sunday, cut to `from` and `to`, oldest first.
    pub weeks: Vec<WeekStats>,
    /// When the baby was asleep: in order, none touching the next, a sleep that runs up to now. For strips; not part of
    /// the JSON.
    pub sleep_ranges: Vec<TimeRange>,
    /// When the baby was awake, as far as what was written says: between two sleeps of a whole night, of a day that was
    /// all written down, of a day or night under way; and for a while after the last. In order; what is in neither list
    /// is not known. For strips; not part of the JSON.
    pub awake_ranges: Vec<TimeRange>,
    /// Since when a sleep runs. Not part of the JSON.
    pub running_since: Option<Timestamp>,
}

impl PeriodStats {
    /// What pictures show.
    pub fn sleep_wake(&self) -> crate::stats::SleepWake<'_> {
        crate::stats::SleepWake { asleep: &self.sleep_ranges, awake: &self.awake_ranges }
    }

    /// The days of one of its weeks.
    pub(crate) fn days_of_week(&self, week: &WeekStats) -> &[DayStats] {
        let first = self.days.partition_point(|day| day.date < week.from);
        let end = self.days.partition_point(|day| day.date <= week.to);
        &self.days[first..end]
    }
}

/// One family day.
#[derive(Clone, PartialEq, Debug)]
pub struct DayStats {
    /// The date on which the family day begins, and in whose evening its night begins.
    pub date: NaiveDate,
    /// Sleep of the day and its night.
    pub sleep: SleepTotals,
    /// Touch that began on the day.
    pub touch: TouchTotals,
    /// Cues of entries that began on the day.
    pub cues: CueTotals,
    /// Check-ins of carers who do not hide theirs, oldest first.
    pub checkins: Vec<CheckinSummary>,
    /// Notes that began on the day, of this baby or of none. Not part of the JSON.
    pub notes: i64,
}

/// How much of a night was written down: the first that fits, in this order.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum NightStatus {
    /// A sleep that starts in it runs.
    Running,
    /// It is not over yet.
    ToCome,
    /// Nothing was written of it.
    #[default]
    NotWritten,
    /// It was told in words only.
    Words,
    /// All written down: a coverage mark says so, or no mark speaks and it is not [`NightStatus::Part`].
    Whole,
    /// Not all written down: a coverage mark says so; or its first bout begins more than 5 hours after the night's
    /// start, its last ends more than 3 hours before the night's end, two neighbouring bouts lie more than 4 hours
    /// apart, less than a third of it is asleep, or a sleep that starts in it has no end and does not run.
    Part,
}

impl NightStatus {
    /// The word of the JSON contract.
    pub fn as_code(self) -> &'static str {
        match self {
            Self::Running => "running",
            Self::ToCome => "to-come",
            Self::NotWritten => "none",
            Self::Words => "words",
            Self::Whole => "whole",
            Self::Part => "part",
        }
    }

    /// Whether it belongs to the past: it could have been written down.
    pub(crate) fn is_over(self) -> bool {
        !matches!(self, Self::Running | Self::ToCome)
    }
}

/// Sleep of one family day and its night.
///
/// A *bout* is an unbroken stretch of sleep: closed sleeps that overlap or touch count once. Sleeps of a minute or
/// less are markers, not sleep; one without an end adds no minutes.
///
/// The *night's bouts* are those that start in it (but not one that starts in its last hour and lies more than half
/// after it), lie more than half in it, or cover more than half of it. All others that overlap the day are naps. A bout
/// whose parent said "night" or "nap" moves for [`Self::naps`], [`Self::wakings`], [`Self::onset`], [`Self::up`],
/// [`Self::awake_in_night_min`], [`Self::longest_min`] and [`Self::night`], never its minutes.
///
/// | measure here | name in the field | unit | source of the name |
/// |---|---|---|---|
/// | `night_min` | nocturnal sleep duration | minutes | BISQ (Sadeh 2004), night 19:00 to 07:00 unless set otherwise |
/// | `day_min` | daytime sleep duration | minutes | BISQ (Sadeh 2004) |
/// | `total_min` | total sleep duration | minutes | BISQ; here of the family day |
/// | `in_24h_min` | total sleep in 24 hours | minutes | BISQ; a day and its night, both written down |
/// | `wakings` | number of night wakings | times | BISQ (Sadeh 2004) |
/// | `awake_in_night_min` | nocturnal wakefulness, wake after sleep onset | minutes | BISQ; sleep diaries |
/// | `longest_min` | longest stretch of sleep | minutes | BISQ-R (Mindell 2019) |
/// | `onset`, `up` | sleep onset time, final waking | clock | sleep diaries |
/// | `naps`, `bouts` | naps, sleep bouts | times | sleep diaries |
///
/// Only the names are theirs: the definitions are this journal's own, and no question or cut-off of a scale is used.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct SleepTotals {
    /// Total sleep: minutes asleep in the family day.
    pub total_min: Option<i64>,
    /// Daytime sleep duration: minutes asleep from the night's end to the night's start on this date.
    pub day_min: Option<i64>,
    /// Nocturnal sleep duration: minutes asleep in the night that begins on this date.
    pub night_min: Option<i64>,
    /// Longest stretch: whole minutes of the longest of the night's bouts that has no waking noted in it. None when one
    /// with noted wakings is longer, as nobody knows its unbroken part; none without a bout.
    pub longest_min: Option<i64>,
    /// Bouts that overlap the family day.
    pub bouts: Option<i64>,
    /// Naps: bouts that overlap the day from the night's end to the night's start and are no night's.
    pub naps: Option<i64>,
    /// Night wakings: the night's bouts minus 1, plus the brief wakings noted on their sleeps (of sleeps that several
    /// wrote of the same time, the larger note). Never below 0.
    pub wakings: Option<i64>,
    /// Awake after sleep onset: minutes between onset and up, clipped to the night, not asleep.
    pub awake_in_night_min: Option<i64>,
    /// Sleep onset: the start of the first of the night's bouts.
    pub onset: Option<Timestamp>,
    /// Final waking: the end of the last of the night's bouts.
    pub up: Option<Timestamp>,
    /// How much of the night was written down.
    pub night: NightStatus,
    /// The day was all written down, as a coverage mark says; without one: it is over, nothing that starts in it is
    /// open, and no gap between neighbouring sleeps, from the last that begins before it to the first that ends after
    /// it, is longer than 7 hours.
    pub day_recorded: bool,
    /// A sleep without an end starts in the day or the night.
    pub open: bool,
    /// The code or words that were last written of the night. Not part of the JSON.
    pub night_words: Option<String>,
    /// A sleep of the night came from another app. Not part of the JSON.
    pub night_imported: bool,
}

impl SleepTotals {
    /// Whether the night was all written down: only such nights count in figures over several.
    pub fn night_recorded(&self) -> bool {
        self.night == NightStatus::Whole
    }

    /// Sleep in 24 hours: the day's minutes and the night's, when both were written down.
    pub fn in_24h_min(&self) -> Option<i64> {
        let both = self.day_min.zip(self.night_min).filter(|_| self.day_recorded && self.night_recorded());
        both.map(|(day, night)| day + night)
    }
}

/// Touch together, over a day or a week.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct TouchTotals {
    /// Times there was touch.
    pub times: Option<i64>,
    /// Minutes of those whose length is known; none when no length is.
    pub minutes: Option<i64>,
    /// How many of them were massage. Not part of the JSON.
    pub massages: i64,
    /// Times it was "not today", of equal rank.
    pub not_today: Option<i64>,
    /// How many times each area was touched, by code.
    pub areas: CodeCounts,
}

/// Cues seen, in cue entries and in massages, over a day or a week.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct CueTotals {
    /// Moments with at least one cue.
    pub moments: Option<i64>,
    /// Engagement cues (Barnard's model), each time counted.
    pub engagement: Option<i64>,
    /// Disengagement cues.
    pub disengagement: Option<i64>,
    /// Cues that may mean either, and those nobody gave a direction.
    pub either: Option<i64>,
    /// Moments the family read as wanting more. Not part of the JSON.
    pub wanted_more: i64,
    /// Moments they read as wanting a change. Not part of the JSON.
    pub wanted_change: i64,
    /// Moments they read as either, or were not sure of. Not part of the JSON.
    pub could_be_either: i64,
    /// How often each cue was seen, by code.
    pub seen: CodeCounts,
    /// How often each response was made, by code.
    pub responses: CodeCounts,
}

impl DayStats {
    /// Whether sleep, touch or cues of it were written down. Check-ins do not show here: they are their writer's own.
    pub(crate) fn is_written(&self) -> bool {
        let numbers = self.sleep.total_min.or(self.touch.times).or(self.cues.moments);
        numbers.is_some() || self.sleep.night_words.is_some()
    }
}

/// What a number of a measure counts.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum MeasureUnit {
    Minutes,
    Times,
}

/// One check-in as a mark.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct CheckinSummary {
    /// The carer's name.
    pub carer: String,
    /// 1 heavy … 5 good.
    pub felt: Option<u8>,
    /// 1 flat … 5 wired.
    pub energy: Option<u8>,
    /// Time with other people: 1 none … 4 plenty. Not part of the JSON.
    pub company: Option<u8>,
}

/// Monday to Sunday, cut to the days asked for. Figures of sleep are over the recorded nights and their dates only.
#[derive(Clone, PartialEq, Debug)]
pub struct WeekStats {
    /// First day in it.
    pub from: NaiveDate,
    /// Last day in it, inclusive.
    pub to: NaiveDate,
    /// How many days it has: 7, fewer when cut.
    pub days: i64,
    /// Nights all written down.
    pub nights_recorded: i64,
    /// Nights that are over: as many could have been. Not part of the JSON.
    pub nights_over: i64,
    /// Minutes asleep in the night.
    pub night_min: Spread,
    /// Minutes asleep in the daytime of the same dates, where the day was all written down too.
    pub day_min: Spread,
    /// Days with sleep in their daytime that is not in `day_min`. Not part of the JSON.
    pub other_day_sleeps: i64,
    /// Minutes of the longest stretch, of the nights in which it is known.
    pub longest_min: Spread,
    /// Wakings in the night.
    pub wakings: Spread,
    /// Touch of all its days.
    pub touch: TouchTotals,
    /// Cues of all its days.
    pub cues: CueTotals,
}

impl WeekStats {
    /// Whether enough nights were written down for a median.
    pub(crate) fn has_medians(&self) -> bool {
        usize::try_from(self.nights_recorded).is_ok_and(|nights| nights >= Spread::MIN_FOR_MEDIAN)
    }
}

/// Median, lowest and highest of a few values.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Spread {
    /// The values, in the order of their nights.
    pub values: Vec<i64>,
}

impl Spread {
    /// Fewer values than this have no median; they are listed.
    pub(crate) const MIN_FOR_MEDIAN: usize = 3;

    /// How many values there are.
    pub fn sample_size(&self) -> usize {
        self.values.len()
    }

    /// The lowest value.
    pub fn min_value(&self) -> Option<i64> {
        self.values.iter().min().copied()
    }

    /// The highest value.
    pub fn max_value(&self) -> Option<i64> {
        self.values.iter().max().copied()
    }

    /// The median doubled, so that it stays whole: of an even number it is the mean of the two middle values. None
    /// under [`Self::MIN_FOR_MEDIAN`] values.
    pub fn doubled_median(&self) -> Option<i64> {
        (self.sample_size() >= Self::MIN_FOR_MEDIAN).then(|| doubled_median(&self.values))
    }

    /// The median cut to a whole number, as lengths are everywhere here.
    pub fn median(&self) -> Option<i64> {
        self.doubled_median().map(|twice| twice.div_euclid(2))
    }
}

/// The median doubled; of no values 0.
pub fn doubled_median(values: &[i64]) -> i64 {
    let mut sorted = values.to_vec();
    sorted.sort_unstable();
    let at = |index: usize| sorted.get(index).copied().unwrap_or(0);
    at(sorted.len().saturating_sub(1) / 2) + at(sorted.len() / 2)
}
