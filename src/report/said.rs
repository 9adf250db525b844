//! Every sentence of pages and plain lines that is not an entry: plain British English, "we saw", no verdicts, and
//! "not written down" where there is nothing, never 0.

use crate::journal::time::{length, short_date};
use crate::journal::{Family, Hours};
use crate::trends::{Counts, CueSum, Day, SleepSum, Spread, TouchSum, Week};
use crate::words::{self, List};
use chrono::NaiveDate;

mod sheet;

pub(crate) use sheet::*;

pub(crate) const NOT_WRITTEN: &str = "not written down";
pub(crate) const MEDIANS: &str = "Over the nights written down. The median is the middle night; one or two nights are \
     listed as they were. By day: on the same dates.";
pub(crate) const NOTHING: &str = "Nothing is written down for these days. Gaps are fine.";
pub(crate) const NOTHING_TODAY: &str = "Nothing is written down for this day. Gaps are fine.";
pub(crate) fn pair(label: &str, value: &str) -> String {
    format!("{label}: {value}")
}

pub(crate) fn range(from: NaiveDate, to: NaiveDate) -> String {
    if from == to {
        return short_date(from);
    }
    format!("{} to {}", short_date(from), short_date(to))
}

pub(crate) fn many(n: i64, one: &str, more: &str) -> String {
    format!("{n} {}", if n == 1 { one } else { more })
}

pub(crate) fn times(n: i64) -> String {
    many(n, "time", "times")
}

/// `6 of 14`, `none of 14`: how much was written down, not how much was done.
pub(crate) fn out_of(n: i64, all: i64) -> String {
    if n == 0 { format!("none of {all}") } else { format!("{n} of {all}") }
}

pub(crate) fn hours(hours: &Hours) -> String {
    format!(
        "Days begin at {}; nights run from {} to {} ({}).",
        hours.day_start,
        hours.night_from,
        hours.night_to,
        hours.zone.name()
    )
}

/// Lengths: `median 10 h 10, lowest 9 h, highest 10 h 55`; one or two as they were. Half minutes are cut, as all
/// lengths are.
pub(crate) fn lengths(of: &Spread) -> String {
    spread(of, of.median().map(length), length)
}

/// Counts: `median 2, lowest 1, highest 4`.
pub(crate) fn counts(of: &Spread) -> String {
    let median = of.median_twice().map(|twice| {
        let half = if twice % 2 == 0 { "" } else { ".5" };
        format!("{}{half}", twice.div_euclid(2))
    });
    spread(of, median, |n| n.to_string())
}

fn spread(of: &Spread, median: Option<String>, say: impl Fn(i64) -> String) -> String {
    match (median, of.low(), of.high()) {
        (Some(median), Some(low), Some(high)) => {
            format!("median {median}, lowest {}, highest {}", say(low), say(high))
        }
        _ if of.n() > 0 => {
            let each: Vec<String> = of.values.iter().map(|n| say(*n)).collect();
            each.join(", ")
        }
        _ => NOT_WRITTEN.to_owned(),
    }
}

/// The sleep of a week, a measure a line. A family that writes no naps has not seen a baby without any.
pub(crate) fn week_sleep(week: &Week) -> [(&'static str, String); 4] {
    let by_day = if week.day_min.high() > Some(0) { lengths(&week.day_min) } else { NOT_WRITTEN.to_owned() };
    [
        (AT_NIGHT, lengths(&week.night_min)),
        (BY_DAY, by_day),
        (LONGEST, lengths(&week.longest_min)),
        (WAKINGS, counts(&week.wakings)),
    ]
}

/// Codes by how often they came, most often first, as words.
pub(crate) fn by_count<'a>(counts: &'a Counts, say: impl Fn(&'a str) -> &'a str) -> Vec<(&'a str, i64)> {
    let mut all: Vec<(&str, i64)> = counts.iter().map(|(code, n)| (code.as_str(), *n)).collect();
    // Codes are sorted already, and the sort keeps the order of equals.
    all.sort_by_key(|(_, n)| std::cmp::Reverse(*n));
    all.into_iter().map(|(code, n)| (say(code), n)).collect()
}

/// `smiles 4, coos 2`.
pub(crate) fn counted(of: &[(&str, i64)], most: usize) -> String {
    let each: Vec<String> = of.iter().take(most).map(|(word, n)| format!("{word} {n}")).collect();
    each.join(", ")
}

pub(crate) fn area(code: &str) -> &str {
    words::say(List::Areas, code)
}

pub(crate) fn response(code: &str) -> &str {
    words::say(List::Responses, code)
}

/// `5 times, 62 min`; minutes only where lengths were written.
pub(crate) fn touched(of: &TouchSum) -> String {
    match (of.times, of.minutes) {
        (Some(n), Some(minutes)) => format!("{}, {} in all", times(n), length(minutes)),
        (Some(n), None) => times(n),
        _ => NOT_WRITTEN.to_owned(),
    }
}

/// The touch of one day: times, minutes, parts, and "not today" beside them.
pub(crate) fn touch_of_day(of: &TouchSum) -> String {
    let mut parts = Vec::new();
    if of.times > Some(0) {
        parts.push(touched(of));
        parts.extend(of.areas.keys().map(|code| area(code).to_owned()));
    }
    if let Some(n) = of.not_today.filter(|n| *n > 0) {
        parts.push(format!("not today, {}", times(n)));
    }
    parts.join(", ")
}

/// `12 moments; engagement 8, disengagement 5, could be either 1`.
pub(crate) fn seen(of: &CueSum) -> String {
    let Some(moments) = of.moments else {
        return NOT_WRITTEN.to_owned();
    };
    let n = |count: Option<i64>| count.unwrap_or(0);
    format!(
        "{}; engagement {}, disengagement {}, could be either {}",
        many(moments, "moment", "moments"),
        n(of.engagement),
        n(of.disengagement),
        n(of.either)
    )
}

/// A night told in words: `badly`.
pub(crate) fn night_words(codes: &[String]) -> String {
    let words: Vec<&str> = codes.iter().map(|code| words::say(List::Night, code)).collect();
    words.join(", ")
}

/// Whether sleep, touch or cues of a day were written down. Check-ins do not show here: they are their writer's own.
pub(crate) fn is_written(day: &Day) -> bool {
    let numbers = day.sleep.total_min.or(day.touch.times).or(day.cues.moments);
    numbers.is_some() || !day.sleep.in_words.is_empty()
}

/// Sleep of one day, in one line. A part of which nothing was written is left out, not called 0.
pub(crate) fn slept(of: &SleepSum) -> String {
    let some = |minutes: Option<i64>| minutes.filter(|n| *n > 0).map(length);
    let mut said = Vec::new();
    said.extend(some(of.total_min).map(|n| format!("{n} in all")));
    said.extend(some(of.day_min).map(|n| format!("{n} by day")));
    if of.night_recorded {
        said.extend(some(of.night_min).map(|n| format!("{n} at night")));
        said.extend(some(of.longest_min).map(|n| format!("longest stretch {n}")));
        said.extend(of.wakings.filter(|n| *n > 0).map(|n| many(n, "waking", "wakings")));
        said.extend(some(of.awake_in_night_min).map(|n| format!("awake in the night {n}")));
        said.extend(of.onset.map(|at| format!("asleep at {}", at.hm())));
        said.extend(of.up.map(|at| format!("up at {}", at.hm())));
    } else if let Some(n) = some(of.night_min) {
        // What happened to be written of a night is not the night.
        said.push(format!("{n} at night, the night not all written down"));
    }
    said.extend(of.naps.filter(|n| *n > 0).map(|n| many(n, "nap", "naps")));
    if of.open {
        said.push("a sleep without an end".to_owned());
    }
    if !of.in_words.is_empty() {
        said.push(format!("the night in words: {}", night_words(&of.in_words)));
    }
    if said.is_empty() { NOT_WRITTEN.to_owned() } else { said.join(", ") }
}

/// Sleep of a day that may still be going on: what is written so far, without a word on the night.
pub(crate) fn today(of: &SleepSum) -> String {
    match (of.total_min, of.bouts) {
        (Some(total), Some(bouts)) if bouts > 0 => {
            format!("sleep written down: {}, {}", length(total), many(bouts, "stretch", "stretches"))
        }
        _ if of.open => "sleep: none has ended yet".to_owned(),
        _ => format!("sleep: {NOT_WRITTEN}"),
    }
}

/// Check-ins of a day as their words: `Anna okay, steady`.
pub(crate) fn marks(day: &Day) -> String {
    let each: Vec<String> = day
        .checkins
        .iter()
        .map(|mark| {
            let felt = mark.felt.and_then(|n| words::scale(List::Felt, n));
            let energy = mark.energy.and_then(|n| words::scale(List::Energy, n));
            let words: Vec<&str> = felt.into_iter().chain(energy).collect();
            [mark.carer.as_str(), &words.join(", ")].join(" ").trim_end().to_owned()
        })
        .collect();
    each.join("; ")
}

pub(crate) fn cue_words(codes: &[&str], family: &Family) -> String {
    let words: Vec<&str> = codes.iter().map(|code| family.cue_words(code)).collect();
    words.join(", ")
}
