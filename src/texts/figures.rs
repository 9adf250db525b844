//! Figures of a day, a week or a comparison in words, for the report, plain lines and the trends screen: no verdicts,
//! and "not written down" where there is nothing, never 0.

use crate::model::DayBoundaries;
use crate::model::describe::sanitize_text;
use crate::model::time::{format_duration, format_short_date};
use crate::stats::{
    CodeCounts, CueTotals, DayStats, MeasureUnit, NightStatus, SleepTotals, Spread, TouchTotals, WeekMeasure,
    WeekStats,
};
use crate::text::plural::format_count;
use crate::texts::describe_entry;
use crate::vocabulary;
use crate::vocabulary::WordList;
use chrono::NaiveDate;

/// How much room the words have.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Length {
    /// A column of a table: `10:10 9:00–10:55`.
    Short,
    /// A line of its own: `usual 10 h 10, lowest 9 h, highest 10 h 55`.
    Full,
}

/// Cues and responses named in one line; the rest is in the journal.
pub(crate) const MAX_NAMED: usize = 5;

pub(crate) const NOT_WRITTEN: &str = "not written down";
pub(crate) const NOT_KNOWN: &str = "not known";
const NO_NIGHT_OVER: &str = "none is over yet";
/// Of a night, beside what was written of it.
pub(crate) const NOT_ALL_WRITTEN: &str = "not all written";
const NIGHT_NOT_ALL_WRITTEN: &str = "night not all written";
const NIGHT_NOT_WRITTEN: &str = "night not written down";
const NIGHT_NOT_OVER: &str = "night not over yet";
const LONGEST_NOT_KNOWN: &str = "longest stretch not known";
pub(crate) const ASLEEP_AT_NIGHT: &str = "Asleep at night";

pub(crate) fn format_label(label: &str, value: &str) -> String {
    format!("{label}: {value}")
}

pub(crate) fn format_date_range(from: NaiveDate, to: NaiveDate) -> String {
    if from == to {
        return format_short_date(from);
    }
    format!("{} to {}", format_short_date(from), format_short_date(to))
}

pub(crate) fn format_times(n: i64) -> String {
    format_count(n, "time", "times")
}

/// `once`, `twice`, `3 times`.
pub(crate) fn format_adverb(n: i64) -> String {
    match n {
        1 => "once".to_owned(),
        2 => "twice".to_owned(),
        n => format_times(n),
    }
}

/// `6 of 14`, `none of 14`: how many of the nights that are over were written down.
pub(crate) fn format_out_of(n: i64, all: i64) -> String {
    if n == 0 { format!("none of {all}") } else { format!("{n} of {all}") }
}

pub(crate) fn describe_day_boundaries(hours: &DayBoundaries) -> String {
    let (start, from, to) = (hours.day_start, hours.night_from, hours.night_to);
    format!("Days begin at {start}; nights run from {from} to {to} ({}).", hours.zone.name())
}

pub(crate) fn format_value(value: i64, unit: MeasureUnit, length: Length) -> String {
    match (unit, length) {
        (MeasureUnit::Minutes, Length::Full) => format_duration(value),
        (MeasureUnit::Minutes, Length::Short) => format!("{}:{:02}", value / 60, value % 60),
        (MeasureUnit::Times, _) => value.to_string(),
    }
}

/// A median of an even number of values may end in a half: half a time is written, half a minute is cut as in all
/// lengths.
pub(crate) fn format_doubled_median(twice: i64, unit: MeasureUnit, length: Length) -> String {
    let whole = twice.div_euclid(2);
    match unit {
        MeasureUnit::Times => format_halves(twice),
        MeasureUnit::Minutes => format_value(whole, unit, length),
    }
}

/// `2`, `2.5`, of a number that was doubled.
pub(crate) fn format_halves(twice: i64) -> String {
    let half = if twice % 2 == 0 { "" } else { ".5" };
    format!("{}{half}", twice.div_euclid(2))
}

/// A length for somebody who reads it at a glance, of minutes that were doubled: `13½ h` to the nearest quarter of an
/// hour, `50 min` to the nearest five minutes where it is under an hour.
pub(crate) fn format_quarters(twice: i64) -> String {
    let fives = (twice + 5).div_euclid(10) * 5;
    if fives < 60 {
        return format!("{fives} min");
    }
    let quarters = (twice + 15).div_euclid(30);
    let part = ["", "\u{bc}", "\u{bd}", "\u{be}"][usize::try_from(quarters % 4).unwrap_or(0)];
    format!("{}{part} h", quarters / 4)
}

/// The values of a few days: three figures, or where there are too few for a median, each as it was.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) enum SpreadFigures {
    Median { median: String, low: String, high: String },
    Listed(Vec<String>),
}

impl SpreadFigures {
    /// None where there is no value.
    fn new(spread: &Spread, unit: MeasureUnit, length: Length) -> Option<Self> {
        let format = |value| format_value(value, unit, length);
        let (low, high) = (format(spread.min_value()?), format(spread.max_value()?));
        Some(match spread.doubled_median() {
            Some(twice) => Self::Median { median: format_doubled_median(twice, unit, length), low, high },
            None => Self::Listed(spread.values.iter().copied().map(format).collect()),
        })
    }

    fn describe(&self, length: Length) -> String {
        match (self, length) {
            (Self::Median { median, low, high }, Length::Full) => {
                format!("usual {median}, lowest {low}, highest {high}")
            }
            (Self::Median { median, low, high }, Length::Short) if low == high => median.clone(),
            (Self::Median { median, low, high }, Length::Short) => format!("{median} ({low}–{high})"),
            (Self::Listed(values), Length::Full) => values.join(", "),
            (Self::Listed(values), Length::Short) => values.join(" / "),
        }
    }
}

pub(crate) fn label_week_measure(measure: WeekMeasure, length: Length) -> &'static str {
    match (measure, length) {
        (WeekMeasure::NightSleep, Length::Full) => ASLEEP_AT_NIGHT,
        (WeekMeasure::NightSleep, Length::Short) => "night sleep",
        (WeekMeasure::DaySleep, Length::Full) => "Asleep in the day",
        (WeekMeasure::DaySleep, Length::Short) => "day sleep",
        (WeekMeasure::LongestStretch, Length::Full) => "Longest stretch",
        (WeekMeasure::LongestStretch, Length::Short) => "longest stretch",
        (WeekMeasure::Wakings, Length::Full) => "Wakings at night",
        (WeekMeasure::Wakings, Length::Short) => "woke",
    }
}

pub(crate) fn summarize_week_measure(week: &WeekStats, measure: WeekMeasure) -> Option<SpreadFigures> {
    SpreadFigures::new(measure.values(week), measure.unit(), Length::Full)
}

/// A measure of a week with whole nights, in words; a stretch in which the baby woke has no known length.
pub(crate) fn describe_week_measure(week: &WeekStats, measure: WeekMeasure) -> String {
    match summarize_week_measure(week, measure) {
        Some(figures) => figures.describe(Length::Full),
        None if measure == WeekMeasure::LongestStretch => NOT_KNOWN.to_owned(),
        None if measure == WeekMeasure::DaySleep && week.other_day_sleeps > 0 => {
            day_sleeps_without_figure(week.other_day_sleeps)
        }
        None => NOT_WRITTEN.to_owned(),
    }
}

/// Sleep by day was written, but of no day that is whole with its night.
fn day_sleeps_without_figure(days: i64) -> String {
    format!("written on {}, none whole with its night", format_count(days, "day", "days"))
}

/// `6 of 7`: whole nights of those that are over.
pub(crate) fn format_whole_nights(recorded: i64, over: i64) -> String {
    if over == 0 { NO_NIGHT_OVER.to_owned() } else { format_out_of(recorded, over) }
}

pub(crate) fn describe_week_measure_short(week: &WeekStats, measure: WeekMeasure) -> Option<String> {
    let figures = SpreadFigures::new(measure.values(week), measure.unit(), Length::Short)?;
    Some(figures.describe(Length::Short))
}

/// Codes by how often they came, most often first, as words.
pub(crate) fn rank_by_count<'a>(
    counts: &'a CodeCounts,
    label: impl Fn(&'a str) -> &'a str,
) -> Vec<(&'a str, i64)> {
    let mut all: Vec<(&str, i64)> = counts.iter().map(|(code, n)| (code.as_str(), *n)).collect();
    // Codes are sorted already, and the sort keeps the order of equals.
    all.sort_by_key(|(_, n)| std::cmp::Reverse(*n));
    all.into_iter().map(|(code, n)| (label(code), n)).collect()
}

/// `smiles 4, coos 2`.
pub(crate) fn list_counts(counts: &[(&str, i64)], most: usize) -> String {
    let each: Vec<String> = counts.iter().take(most).map(|(word, n)| format!("{word} {n}")).collect();
    each.join(", ")
}

pub(crate) fn label_area(code: &str) -> &str {
    vocabulary::label_for(WordList::Areas, code)
}

pub(crate) fn label_response(code: &str) -> &str {
    vocabulary::label_for(WordList::Responses, code)
}

/// `5 times, 1 h 02 in all`, `once (12 min)`; minutes only where lengths were written.
pub(crate) fn describe_touch(touch: &TouchTotals, length: Length) -> String {
    let Some(times) = touch.times else {
        return NOT_WRITTEN.to_owned();
    };
    let times = if length == Length::Short { format_adverb(times) } else { format_times(times) };
    match (touch.minutes.map(format_duration), length) {
        (Some(minutes), Length::Full) => format!("{times}, {minutes} in all"),
        (Some(minutes), Length::Short) => format!("{times} ({minutes})"),
        (None, _) => times,
    }
}

/// `one "not today"`, `"not today" twice`; none where there was none.
pub(crate) fn describe_not_today(touch: &TouchTotals) -> Option<String> {
    touch.not_today.filter(|n| *n > 0).map(|n| match n {
        1 => "one \"not today\"".to_owned(),
        n => format!("\"not today\" {}", format_adverb(n)),
    })
}

/// The touch of one day: times, minutes, parts, and "not today" beside them.
pub(crate) fn describe_day_touch(touch: &TouchTotals) -> String {
    let mut parts = Vec::new();
    if touch.times > Some(0) {
        parts.push(describe_touch(touch, Length::Full));
        parts.extend(touch.areas.keys().map(|code| label_area(code).to_owned()));
    }
    parts.extend(describe_not_today(touch));
    parts.join(", ")
}

/// `12 moments`. Which way cues point is not added up: what they meant is the parent's to say.
pub(crate) fn describe_cues(cues: &CueTotals) -> String {
    let Some(moments) = cues.moments else {
        return NOT_WRITTEN.to_owned();
    };
    format_count(moments, "moment", "moments")
}

/// A night told in words: `a rough night`; empty where it was not.
pub(crate) fn night_words(sleep: &SleepTotals) -> String {
    let words = sleep.night_words.as_deref().map(|code| vocabulary::label_for(WordList::Night, code));
    sanitize_text(words.unwrap_or_default()).into_owned()
}

/// The same in one word: `badly`; the family's own as they are.
pub(crate) fn night_word(sleep: &SleepTotals) -> String {
    let code = sleep.night_words.as_deref().unwrap_or_default();
    let word = vocabulary::find_word(WordList::Night, code).map_or(code, |word| &word.short);
    sanitize_text(word).into_owned()
}

const NO_WAKINGS: &str = "no wakings";

/// Sleep of one day in figures. A part of which nothing was written is left out, not called 0, and of a night that was
/// not all written down no figure is given: what happened to be written of it is not the night.
pub(crate) fn list_sleep(sleep: &SleepTotals, length: Length) -> Vec<String> {
    let is_full = length == Length::Full;
    let mut parts = Vec::new();
    parts.extend(sleep.in_24h_min().map(|n| format!("{} in 24 hours", format_duration(n))));
    let day = sleep.day_min.filter(|n| *n > 0 || sleep.day_recorded);
    parts.extend(day.map(|n| format!("{} in the day", format_duration(n))));
    if is_full {
        parts.extend(sleep.naps.filter(|n| *n > 0).map(|n| format_count(n, "nap", "naps")));
    }
    if sleep.night_recorded() {
        parts.extend(list_whole_night(sleep, is_full));
    } else if sleep.total_min.is_some() || !is_full {
        parts.extend(describe_night_status(sleep.night).map(str::to_owned));
    }
    if is_full && sleep.open {
        parts.push("a sleep with no end written".to_owned());
    }
    parts
}

fn list_whole_night(sleep: &SleepTotals, is_full: bool) -> Vec<String> {
    let mut parts = Vec::new();
    parts.extend(sleep.night_min.map(|n| format!("{} at night", format_duration(n))));
    parts.push(match sleep.longest_min {
        Some(longest) => format!("longest stretch {}", format_duration(longest)),
        None => LONGEST_NOT_KNOWN.to_owned(),
    });
    parts.extend(sleep.wakings.map(|n| match n {
        0 => NO_WAKINGS.to_owned(),
        n => format_count(n, "waking", "wakings"),
    }));
    if is_full {
        let awake = sleep.awake_in_night_min.filter(|n| *n > 0);
        parts.extend(awake.map(|n| format!("awake in the night {}", format_duration(n))));
        parts.extend(sleep.onset.map(|at| format!("asleep at {}", at.format_hm())));
        parts.extend(sleep.up.map(|at| format!("up at {}", at.format_hm())));
    }
    parts
}

/// What is to be said of a night that has no figures; of one told in words, its words say it.
pub(crate) fn describe_night_status(night: NightStatus) -> Option<&'static str> {
    match night {
        NightStatus::Running | NightStatus::ToCome => Some(NIGHT_NOT_OVER),
        NightStatus::NotWritten => Some(NIGHT_NOT_WRITTEN),
        NightStatus::Part => Some(NIGHT_NOT_ALL_WRITTEN),
        NightStatus::Words | NightStatus::Whole => None,
    }
}

pub(crate) fn describe_night_words(sleep: &SleepTotals) -> Option<String> {
    let words = night_words(sleep);
    (!words.is_empty()).then(|| format!("you wrote: {words}"))
}

pub(crate) fn describe_sleep(sleep: &SleepTotals) -> String {
    let mut parts = list_sleep(sleep, Length::Full);
    parts.extend(describe_night_words(sleep));
    if parts.is_empty() { NOT_WRITTEN.to_owned() } else { parts.join(", ") }
}

/// A check-in that answers neither row of words, such as one of feelings alone.
pub(crate) fn checked_in(carer: &str) -> String {
    format!("{carer} checked in")
}

/// Check-ins of a day as their words: `Anna mood okay, energy steady`.
pub(crate) fn describe_checkins(day: &DayStats) -> String {
    let each: Vec<String> = day
        .checkins
        .iter()
        .map(|checkin| {
            let felt = checkin.felt.and_then(|n| vocabulary::scale_label(WordList::Felt, n));
            let energy = checkin.energy.and_then(|n| vocabulary::scale_label(WordList::Energy, n));
            let felt = felt.map(describe_entry::mood);
            let words: Vec<String> = felt.into_iter().chain(energy.map(describe_entry::energy)).collect();
            if words.is_empty() {
                return checked_in(&checkin.carer);
            }
            [checkin.carer.as_str(), &words.join(", ")].join(" ")
        })
        .collect();
    each.join("; ")
}
