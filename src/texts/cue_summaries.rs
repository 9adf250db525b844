//! A baby's language in sentences: counts beside what was said, every answer in the same voice, nothing concluded.

use crate::model::Family;
use crate::model::time::format_short_date;
use crate::stats::{Answer, ListenedTime};
use crate::text::sanitize::sanitize_text;
use crate::texts::figures::format_date_range;
use crate::vocabulary::{WordList, label_for};
use chrono::{Datelike, NaiveDate};

pub(crate) const NO_CUES: &str =
    "No cues yet. Write down a cue, and this starts to show what it seems to mean for your baby.";
pub(crate) const NO_CUES_THESE_DAYS: &str = "No cues on these days. Gaps are fine.";
pub(crate) const STATES_HEADING: &str = "Before and after touch, where both were written down";

pub(crate) fn format_profile_title(baby: &str) -> String {
    sanitize_text(&format!("{baby}'s language")).into_owned()
}

pub(crate) fn describe_seen(words: &str, times: &str, days: &str) -> String {
    format!("You saw \"{words}\" {times}, {days}.")
}

pub(crate) fn describe_responses(words: &str, times: &str, days: &str, responses: &str) -> String {
    format!("After \"{words}\" ({times}, {days}): {responses}.")
}

/// Behind what was done: `paused 3 (helped: 1 yes, 2 not sure)`.
pub(crate) fn response_with_outcome(response: &str, times: i64, helped: Option<&str>) -> String {
    match helped {
        Some(helped) => format!("{response} {times} (helped: {helped})"),
        None => format!("{response} {times}"),
    }
}

/// It was said to have helped, and not what was done.
pub(crate) fn describe_helped_alone(helped: &str) -> String {
    format!("You didn't write what you did. Helped: {helped}.")
}

pub(crate) fn describe_meant(meanings: &str) -> String {
    format!("Seemed to mean: {meanings}.")
}

/// A month of several: `In October 2026 it seemed to mean: not sure 3.`
pub(crate) fn describe_meant_in(year: i32, month: u32, meanings: &str) -> String {
    format!("In {} it seemed to mean: {meanings}.", format_month(year, month))
}

/// All months before this one.
pub(crate) fn describe_meant_before(year: i32, month: u32, meanings: &str) -> String {
    format!("Before {} it seemed to mean: {meanings}.", format_month(year, month))
}

fn format_month(year: i32, month: u32) -> String {
    NaiveDate::from_ymd_opt(year, month, 1).map_or_else(String::new, |day| day.format("%B %Y").to_string())
}

pub(crate) const LISTENED_HEADING: &str = "Times you listened";

/// What a baby said and what was done, part by part; only what was said.
pub(crate) fn describe_listened(time: &ListenedTime, family: &Family) -> Vec<String> {
    let said = [
        (time.said_not_now, "you asked, and baby said not now"),
        (time.answer == Answer::Stop, "baby said stop"),
        (time.not_today, "not today"),
    ];
    let mut parts: Vec<String> =
        said.iter().filter(|(is_written, _)| *is_written).map(|(_, words)| (*words).to_owned()).collect();
    let join = |words: Vec<&str>| words.join(", ");
    if !time.cues.is_empty() {
        let cues = join(time.cues.iter().map(|code| family.cue_label(code)).collect());
        parts.push(format!("last seen: {cues}"));
    }
    if !time.did.is_empty() {
        let did = join(time.did.iter().map(|code| label_for(WordList::Responses, code)).collect());
        parts.push(format!("what you did: {did}"));
    }
    parts.extend(time.note.clone());
    parts.iter().map(|part| sanitize_text(part).into_owned()).collect()
}

pub(crate) fn describe_areas(areas: &str) -> String {
    format!("With: {areas}.")
}

pub(crate) fn describe_states(states: &str) -> String {
    format!("Baby was: {states}.")
}

/// `3 Oct to 20 Nov 2026`: the year once where it is the same.
pub(crate) fn format_cue_dates(first: NaiveDate, last: NaiveDate) -> String {
    if first != last && first.year() == last.year() {
        return format!("{} to {}", first.format("%-d %b"), format_short_date(last));
    }
    format_date_range(first, last)
}

pub(crate) fn describe_period(from: Option<NaiveDate>, to: Option<NaiveDate>) -> String {
    match (from, to) {
        (None, None) => "everything written down".to_owned(),
        (Some(from), Some(to)) => format_cue_dates(from, to),
        (Some(from), None) => format!("{} to now", format_short_date(from)),
        (None, Some(to)) => format!("the beginning to {}", format_short_date(to)),
    }
}
