//! A week in one or two sentences, as they stand below the weeks drawn and in `cuebook trends`; and check-ins in their
//! words. Words are counted, never averaged.
//!
//! ```text
//! Week of 16 Nov, 5 whole nights: asleep 9 h to 9 h 50, usually 9 h 39, longest stretch up to 5 h 30; by day usually
//! 3 h 05. Marta okay once. Massage twice, 36 min. Not today once. Cues: 5 moments, 3 seemed to want more, 2 a change.
//! ```

use crate::model::describe::sanitize_text;
use crate::model::time::format_duration;
use crate::stats::{CheckinSummary, CueTotals, DayStats, Spread, TouchTotals, WeekStats};
use crate::text::plural::{format_count, join_list};
use crate::texts::figures::format_adverb;
use crate::texts::trends::{ShownMeasures, format_day_month};
use crate::vocabulary::{WordList, scale_label};
use chrono::{Datelike, NaiveDate};

/// Under check-ins, whatever they say.
pub(crate) const SHARE_CHECKINS: &str =
    "Many parents find it helps to show this to someone they trust, or to a GP or health visitor.";

/// Between the words of one day and the next.
const DAY_JOINT: &str = " · ";
/// A day without a word.
const NO_WORD: &str = "-";
/// Of check-ins with feelings, energy, company or a note, but none of the five words.
pub(crate) const OTHER_WORDS: &str = "other words";

/// What a week says: its nights, then everything else. `carers` are those whose check-ins are told.
pub(crate) fn describe_week_in_sentences(
    week: &WeekStats,
    days: &[DayStats],
    carers: &[&str],
    shown: &ShownMeasures<'_>,
) -> Vec<String> {
    let name = format!("Week of {}", format_day_month(week.from));
    // Where there is no room for all, the cues are cut, which have a row of their own.
    let mut rest = Vec::new();
    if shown.checkins {
        rest.extend(describe_felt_counts(days, carers));
    }
    if shown.touch {
        rest.extend(describe_touch(&week.touch));
    }
    if shown.cues {
        rest.extend(describe_moments(&week.cues));
    }
    let is_blank = rest.is_empty() && !days.iter().any(DayStats::is_written);
    let nights = if shown.sleep { describe_nights(week) } else { None };
    let mut sentences = vec![match nights {
        Some(nights) => format!("{name}, {nights}."),
        None if is_blank => format!("{name}: nothing written down."),
        None if shown.sleep => format!("{name}: no full night written down."),
        None => format!("{name}."),
    }];
    if !rest.is_empty() {
        sentences.push(rest.join(" "));
    }
    sentences
}

/// `3 whole nights: asleep 9 h to 9 h 50, usually 9 h 39, longest stretch up to 5 h 30; by day usually 3 h 05`; none without a whole
/// night.
fn describe_nights(week: &WeekStats) -> Option<String> {
    let asleep = describe_spread(&week.night_min)?;
    let count = format_count(week.nights_recorded, "whole night", "whole nights");
    let mut text = format!("{count}: asleep {asleep}");
    if let Some(longest) = week.longest_min.max_value() {
        // The row above gives the usual one.
        let at_most = if week.longest_min.min_value() == Some(longest) { "" } else { "up to " };
        text.push_str(&format!(", longest stretch {at_most}{}", format_duration(longest)));
    }
    let by_day = match week.day_min.median() {
        Some(median) => Some(format!("usually {}", format_duration(median))),
        None => describe_spread(&week.day_min),
    };
    text.extend(by_day.map(|by_day| format!("; by day {by_day}")));
    Some(text)
}

/// `9 h to 9 h 50, usually 9 h 39`; too few for a middle are listed, `9 h and 9 h 50`.
fn describe_spread(spread: &Spread) -> Option<String> {
    let (low, high) = (spread.min_value()?, spread.max_value()?);
    Some(match spread.median() {
        Some(_) if low == high => format_duration(low),
        Some(median) => {
            let [low, high, median] = [low, high, median].map(format_duration);
            format!("{low} to {high}, usually {median}")
        }
        None => join_list(&spread.values.iter().copied().map(format_duration).collect::<Vec<_>>(), "and"),
    })
}

fn describe_touch(touch: &TouchTotals) -> Vec<String> {
    let mut sentences = Vec::new();
    if let Some(times) = touch.times.filter(|times| *times > 0) {
        let kind = if touch.massages == times { "Massage" } else { "Touch" };
        let mut text = format!("{kind} {}", format_adverb(times));
        text.extend(touch.minutes.map(|minutes| format!(", {}", format_duration(minutes))));
        sentences.push(format!("{text}."));
    }
    let not_today = touch.not_today.filter(|n| *n > 0);
    sentences.extend(not_today.map(|n| format!("Not today {}.", format_adverb(n))));
    sentences
}

fn describe_moments(cues: &CueTotals) -> Option<String> {
    let moments = cues.moments.filter(|n| *n > 0)?;
    let mut parts = vec![format!("Cues: {}", format_count(moments, "moment", "moments"))];
    let sides = [(cues.wanted_more, "more"), (cues.wanted_change, "a change")];
    let mut verb = " seemed to want";
    for (n, side) in sides.into_iter().filter(|(n, _)| *n > 0) {
        parts.push(format!("{n}{verb} {side}"));
        verb = "";
    }
    if cues.could_be_either > 0 {
        parts.push(format!("{} could be either", cues.could_be_either));
    }
    Some(format!("{}.", parts.join(", ")))
}

/// `Marta okay once, hard twice; Owen good once.`: each carer's words, counted, in the order of their row.
fn describe_felt_counts(days: &[DayStats], carers: &[&str]) -> Option<String> {
    let mut each = Vec::new();
    for carer in carers {
        let mut counts = [0_i64; 6];
        for felt in days.iter().flat_map(|day| felt_answers(day, carer)) {
            if let Some(count) = counts.get_mut(usize::from(felt)) {
                *count += 1;
            }
        }
        let words = (1..=5_u8).rev().filter_map(|felt| {
            let n = counts[usize::from(felt)];
            let word = scale_label(WordList::Felt, felt).filter(|_| n > 0)?;
            Some(format!("{word} {}", format_adverb(n)))
        });
        let mut words: Vec<String> = words.collect();
        let others = days.iter().map(|day| count_without_word(day, carer)).sum();
        if others > 0 {
            words.push(format!("{OTHER_WORDS} {}", format_adverb(others)));
        }
        if !words.is_empty() {
            each.push(format!("{} {}", sanitize_text(carer), words.join(", ")));
        }
    }
    (!each.is_empty()).then(|| format!("{}.", each.join("; ")))
}

fn felt_answers(day: &DayStats, carer: &str) -> impl Iterator<Item = u8> {
    let of_carer = day.checkins.iter().filter(move |checkin| checkin.carer == carer);
    of_carer.filter_map(|checkin| checkin.felt)
}

/// Check-ins of a carer that say something, but none of the five words.
pub(crate) fn count_without_word(day: &DayStats, carer: &str) -> i64 {
    let without = |checkin: &&CheckinSummary| checkin.carer == carer && checkin.felt.is_none();
    i64::try_from(day.checkins.iter().filter(without).count()).unwrap_or(i64::MAX)
}

/// One carer's words of a day, oldest first; none without one.
pub(crate) fn list_felt_words(day: &DayStats, carer: &str) -> Vec<&'static str> {
    felt_answers(day, carer).filter_map(|felt| scale_label(WordList::Felt, felt)).collect()
}

/// `heavy · heavy · hard · - · other words`: a word a day; none where this carer wrote no check-in.
pub(crate) fn format_felt_by_day(days: &[DayStats], carer: &str) -> Option<String> {
    let is_written = |day: &DayStats| day.checkins.iter().any(|checkin| checkin.carer == carer);
    let words = days.iter().map(|day| match list_felt_words(day, carer) {
        words if !words.is_empty() => words.join(", "),
        _ if is_written(day) => OTHER_WORDS.to_owned(),
        _ => NO_WORD.to_owned(),
    });
    days.iter().any(is_written).then(|| words.collect::<Vec<_>>().join(DAY_JOINT))
}

/// `Marta, Monday to Thursday`: whose words follow, and of which days.
pub(crate) fn label_felt_by_day(carer: &str, from: NaiveDate, to: NaiveDate) -> String {
    let weekday = |date: NaiveDate| date.format("%A").to_string();
    if from.weekday() == to.weekday() {
        return format!("{carer}, {}", weekday(from));
    }
    format!("{carer}, {} to {}", weekday(from), weekday(to))
}
