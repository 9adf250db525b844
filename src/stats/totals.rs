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
    /// When the baby was asleep: bouts in order, none touching the next. For strips; not part of the JSON.
    pub sleep_ranges: Vec<TimeRange>,
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
}

/// Sleep of one family day and its night.
///
/// A *bout* is an unbroken stretch of sleep: closed sleeps that overlap or touch count once. Sleeps of a minute or
/// less are markers, not sleep; one without an end adds no minutes. A bout whose parent said "night" or "nap" moves for
/// [`Self::naps`], [`Self::wakings`], [`Self::onset`], [`Self::up`] and [`Self::longest_min`], never its minutes.
///
/// | measure here | name in the field | unit | source of the name |
/// |---|---|---|---|
/// | `night_min` | nocturnal sleep duration | minutes | BISQ (Sadeh 2004), night 19:00 to 07:00 unless set otherwise |
/// | `day_min` | daytime sleep duration | minutes | BISQ (Sadeh 2004) |
/// | `total_min` | total sleep duration | minutes | BISQ; here of the family day |
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
    /// Longest stretch: whole minutes of the longest bout that starts in the night or lies more than half in it.
    pub longest_min: Option<i64>,
    /// Bouts that overlap the family day.
    pub bouts: Option<i64>,
    /// Naps: bouts lying more than half in the daytime.
    pub naps: Option<i64>,
    /// Night wakings: bouts that start in the night, and one straddling its start if more than half in it, minus 1,
    /// plus the brief wakings noted on sleeps that start in the night. Never below 0.
    pub wakings: Option<i64>,
    /// Awake after sleep onset: minutes between onset and up, clipped to the night, not asleep.
    pub awake_in_night_min: Option<i64>,
    /// Sleep onset: the start of the first bout that starts in the night.
    pub onset: Option<Timestamp>,
    /// Final waking: the end of the last bout of this night that starts before the night's end.
    pub up: Option<Timestamp>,
    /// A closed sleep overlaps the night, none that starts in it is open, the night is over, and no mark says that it
    /// was not all written down.
    pub night_recorded: bool,
    /// A sleep without an end starts in the day or the night.
    pub open: bool,
    /// The codes or words of a night told in words only, in the order written. Not part of the JSON.
    pub night_words: Vec<String>,
}

/// Touch together, over a day or a week.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct TouchTotals {
    /// Times there was touch.
    pub times: Option<i64>,
    /// Minutes of those whose length is known; none when no length is.
    pub minutes: Option<i64>,
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
    /// How often each cue was seen, by code.
    pub seen: CodeCounts,
    /// How often each response was made, by code.
    pub responses: CodeCounts,
}

impl DayStats {
    /// Whether sleep, touch or cues of it were written down. Check-ins do not show here: they are their writer's own.
    pub(crate) fn is_written(&self) -> bool {
        let numbers = self.sleep.total_min.or(self.touch.times).or(self.cues.moments);
        numbers.is_some() || !self.sleep.night_words.is_empty()
    }
}

/// What a number of a measure counts.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum MeasureUnit {
    Minutes,
    Times,
    /// One of the five words of a check-in.
    Felt,
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
    /// Nights written down.
    pub nights_recorded: i64,
    /// Minutes asleep in the night.
    pub night_min: Spread,
    /// Minutes asleep in the daytime of the same dates, without days marked as not all written down.
    pub day_min: Spread,
    /// Minutes of the longest stretch.
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
