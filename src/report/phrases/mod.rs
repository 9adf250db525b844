//! Every sentence of pages and plain lines that is not an entry: plain British English, "we saw", no verdicts, and
//! "not written down" where there is nothing, never 0.

pub(crate) mod report_phrases;

use crate::model::time::{format_duration, format_short_date};
use crate::model::{DayBoundaries, Family};
pub(crate) use crate::report::phrases::report_phrases::*;
use crate::stats::{CodeCounts, CueTotals, DayStats, SleepTotals, Spread, TouchTotals, WeekStats};
use crate::vocabulary;
use crate::vocabulary::WordList;
use chrono::NaiveDate;

pub(crate) const NOT_WRITTEN: &str = "not written down";
pub(crate) const MEDIANS_NOTE: &str = "Over the nights written down. The median is the middle night; one or two nights are \
     listed as they were. By day: on the same dates.";
pub(crate) const NOTHING_WRITTEN: &str = "Nothing is written down for these days. Gaps are fine.";
pub(crate) const NOTHING_WRITTEN_TODAY: &str = "Nothing is written down for this day. Gaps are fine.";
pub(crate) fn format_label(label: &str, value: &str) -> String {
    format!("{label}: {value}")
}

pub(crate) fn format_date_range(from: NaiveDate, to: NaiveDate) -> String {
    if from == to {
        return format_short_date(from);
    }
    format!("{} to {}", format_short_date(from), format_short_date(to))
}

pub(crate) fn format_count(n: i64, one: &str, more: &str) -> String {
    format!("{n} {}", if n == 1 { one } else { more })
}

pub(crate) fn format_times(n: i64) -> String {
    format_count(n, "time", "times")
}

/// `6 of 14`, `none of 14`: how much was written down, not how much was done.
pub(crate) fn format_out_of(n: i64, all: i64) -> String {
    if n == 0 { format!("none of {all}") } else { format!("{n} of {all}") }
}

pub(crate) fn hours(describe_day_boundaries: &DayBoundaries) -> String {
    format!(
        "Days begin at {}; nights run from {} to {} ({}).",
        describe_day_boundaries.day_start,
        describe_day_boundaries.night_from,
        describe_day_boundaries.night_to,
        describe_day_boundaries.zone.name()
    )
}

/// Lengths: `median 10 h 10, lowest 9 h, highest 10 h 55`; one or two as they were. Half minutes are cut, as all
/// lengths are.
pub(crate) fn describe_lengths(of: &Spread) -> String {
    describe_spread(of, of.median().map(format_duration), format_duration)
}

/// Counts: `median 2, lowest 1, highest 4`.
pub(crate) fn describe_counts(of: &Spread) -> String {
    let median = of.doubled_median().map(|twice| {
        let half = if twice % 2 == 0 { "" } else { ".5" };
        format!("{}{half}", twice.div_euclid(2))
    });
    describe_spread(of, median, |n| n.to_string())
}

fn describe_spread(of: &Spread, median: Option<String>, say: impl Fn(i64) -> String) -> String {
    match (median, of.min_value(), of.max_value()) {
        (Some(median), Some(low), Some(high)) => {
            format!("median {median}, lowest {}, highest {}", say(low), say(high))
        }
        _ if of.sample_size() > 0 => {
            let each: Vec<String> = of.values.iter().map(|n| say(*n)).collect();
            each.join(", ")
        }
        _ => NOT_WRITTEN.to_owned(),
    }
}

/// The sleep of a week, a measure a line. A family that writes no naps has not seen a baby without any.
pub(crate) fn describe_week_sleep(week: &WeekStats) -> [(&'static str, String); 4] {
    let by_day = if week.day_min.max_value() > Some(0) {
        describe_lengths(&week.day_min)
    } else {
        NOT_WRITTEN.to_owned()
    };
    [
        (AT_NIGHT, describe_lengths(&week.night_min)),
        (BY_DAY, by_day),
        (LONGEST, describe_lengths(&week.longest_min)),
        (WAKINGS, describe_counts(&week.wakings)),
    ]
}

/// Codes by how often they came, most often first, as words.
pub(crate) fn rank_by_count<'a>(
    counts: &'a CodeCounts,
    say: impl Fn(&'a str) -> &'a str,
) -> Vec<(&'a str, i64)> {
    let mut all: Vec<(&str, i64)> = counts.iter().map(|(code, n)| (code.as_str(), *n)).collect();
    // Codes are sorted already, and the sort keeps the order of equals.
    all.sort_by_key(|(_, n)| std::cmp::Reverse(*n));
    all.into_iter().map(|(code, n)| (say(code), n)).collect()
}

/// `smiles 4, coos 2`.
pub(crate) fn list_counts(of: &[(&str, i64)], most: usize) -> String {
    let each: Vec<String> = of.iter().take(most).map(|(word, n)| format!("{word} {n}")).collect();
    each.join(", ")
}

pub(crate) fn label_area(code: &str) -> &str {
    vocabulary::label_for(WordList::Areas, code)
}

pub(crate) fn label_response(code: &str) -> &str {
    vocabulary::label_for(WordList::Responses, code)
}

/// `5 times, 62 min`; minutes only where lengths were written.
pub(crate) fn describe_touch(of: &TouchTotals) -> String {
    match (of.times, of.minutes) {
        (Some(n), Some(minutes)) => format!("{}, {} in all", format_times(n), format_duration(minutes)),
        (Some(n), None) => format_times(n),
        _ => NOT_WRITTEN.to_owned(),
    }
}

/// The touch of one day: times, minutes, parts, and "not today" beside them.
pub(crate) fn describe_day_touch(of: &TouchTotals) -> String {
    let mut parts = Vec::new();
    if of.times > Some(0) {
        parts.push(describe_touch(of));
        parts.extend(of.areas.keys().map(|code| label_area(code).to_owned()));
    }
    if let Some(n) = of.not_today.filter(|n| *n > 0) {
        parts.push(format!("not today, {}", format_times(n)));
    }
    parts.join(", ")
}

/// `12 moments; engagement 8, disengagement 5, could be either 1`.
pub(crate) fn describe_cues(of: &CueTotals) -> String {
    let Some(moments) = of.moments else {
        return NOT_WRITTEN.to_owned();
    };
    let n = |count: Option<i64>| count.unwrap_or(0);
    format!(
        "{}; engagement {}, disengagement {}, could be either {}",
        format_count(moments, "moment", "moments"),
        n(of.engagement),
        n(of.disengagement),
        n(of.either)
    )
}

/// A night told in words: `badly`.
pub(crate) fn list_night_words(codes: &[String]) -> String {
    let words: Vec<&str> = codes.iter().map(|code| vocabulary::label_for(WordList::Night, code)).collect();
    words.join(", ")
}

/// Whether sleep, touch or cues of a day were written down. Check-ins do not show here: they are their writer's own.
pub(crate) fn is_day_written(day: &DayStats) -> bool {
    let numbers = day.sleep.total_min.or(day.touch.times).or(day.cues.moments);
    numbers.is_some() || !day.sleep.night_words.is_empty()
}

/// Sleep of one day, in one line. A part of which nothing was written is left out, not called 0.
pub(crate) fn describe_sleep(of: &SleepTotals) -> String {
    let some = |minutes: Option<i64>| minutes.filter(|n| *n > 0).map(format_duration);
    let mut said = Vec::new();
    said.extend(some(of.total_min).map(|n| format!("{n} in all")));
    said.extend(some(of.day_min).map(|n| format!("{n} by day")));
    if of.night_recorded {
        said.extend(some(of.night_min).map(|n| format!("{n} at night")));
        said.extend(some(of.longest_min).map(|n| format!("longest stretch {n}")));
        said.extend(of.wakings.filter(|n| *n > 0).map(|n| format_count(n, "waking", "wakings")));
        said.extend(some(of.awake_in_night_min).map(|n| format!("awake in the night {n}")));
        said.extend(of.onset.map(|at| format!("asleep at {}", at.format_hm())));
        said.extend(of.up.map(|at| format!("up at {}", at.format_hm())));
    } else if let Some(n) = some(of.night_min) {
        // What happened to be written of a night is not the night.
        said.push(format!("{n} at night, the night not all written down"));
    }
    said.extend(of.naps.filter(|n| *n > 0).map(|n| format_count(n, "nap", "naps")));
    if of.open {
        said.push("a sleep without an end".to_owned());
    }
    if !of.night_words.is_empty() {
        said.push(format!("the night in words: {}", list_night_words(&of.night_words)));
    }
    if said.is_empty() { NOT_WRITTEN.to_owned() } else { said.join(", ") }
}

/// Sleep of a day that may still be going on: what is written so far, without a word on the night.
pub(crate) fn describe_sleep_so_far(of: &SleepTotals) -> String {
    match (of.total_min, of.bouts) {
        (Some(total), Some(bouts)) if bouts > 0 => {
            format!(
                "sleep written down: {}, {}",
                format_duration(total),
                format_count(bouts, "stretch", "stretches")
            )
        }
        _ if of.open => "sleep: none has ended yet".to_owned(),
        _ => format!("sleep: {NOT_WRITTEN}"),
    }
}

/// Check-ins of a day as their words: `Anna okay, steady`.
pub(crate) fn describe_checkins(day: &DayStats) -> String {
    let each: Vec<String> = day
        .checkins
        .iter()
        .map(|mark| {
            let felt = mark.felt.and_then(|n| vocabulary::scale_label(WordList::Felt, n));
            let energy = mark.energy.and_then(|n| vocabulary::scale_label(WordList::Energy, n));
            let words: Vec<&str> = felt.into_iter().chain(energy).collect();
            [mark.carer.as_str(), &words.join(", ")].join(" ").trim_end().to_owned()
        })
        .collect();
    each.join("; ")
}

pub(crate) fn list_cue_words(codes: &[&str], family: &Family) -> String {
    let words: Vec<&str> = codes.iter().map(|code| family.cue_label(code)).collect();
    words.join(", ")
}
