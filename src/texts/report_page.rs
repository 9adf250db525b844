//! Every sentence of the sheet for the health visitor: short, plain, with no verdict in it.

use crate::model::TimeOfDay;
use crate::model::time::format_short_date;
use crate::stats::Spread;
use crate::text::plural::format_count;
use crate::text::plural::join_list;
use crate::texts::figures::{self, format_date_range};
use crate::texts::saved_files::WHO_CAN_OPEN;
use chrono::{Datelike, NaiveDate};
use std::path::Path;

pub(crate) const PDF_FORMAT: &str = "PDF";
pub(crate) const HTML_FORMAT: &str = "HTML";
pub(crate) const MARKDOWN_FORMAT: &str = "Markdown";
pub(crate) const TEXT_FORMAT: &str = "text";

pub(crate) const NOT_KEPT: &str = "No feeds, nappies or weight in it.";
pub(crate) const BY_FAMILY: &str = "Written by the family at home. Not a test or assessment.";
pub(crate) const READY_FOR_MORE: &str = "we think these mean \"more\"";
pub(crate) const WANTING_CHANGE: &str = "we think these mean \"a change\"";
/// Cues that the family read as either, or was not sure of.
pub(crate) const EITHER_WAY: &str = "could be either";
/// Cues of which the family wrote only that they saw them.
pub(crate) const NO_READING: &str = "also seen";
pub(crate) const HELPED: &str = "seems to help";
pub(crate) const BY_HAND: &str = "____________________";

pub(crate) const BORN: &str = "born";
pub(crate) const NHS: &str = "NHS number";
pub(crate) const FOR_HEALTH_VISITOR: &str = "for the health visitor";
pub(crate) const FOR_HEALTH_NURSE: &str = "for the public health nurse";
pub(crate) const FOR_VISIT: &str = "for your visit";
pub(crate) const DAY: &str = "Day";
/// Over the figures behind the marks of a day.
pub(crate) const TEXT_STRIP_HEADS: &str = "24 h woke";
pub(crate) const TOTAL_HEAD: &str = "in 24 h";
pub(crate) const WOKE_HEAD: &str = "woke";
pub(crate) const ASLEEP: &str = "Asleep";
pub(crate) const WRITING_SPACE: &str = "room to write by hand";
pub(crate) const CHECKBOX: &str = "box to tick by hand";
pub(crate) const NIGHTS_KEY: &str =
    "How long the nights were, in hours: o = one night, | = the middle night.";
pub(crate) const WEEK: &str = "Week";
pub(crate) const WHOLE_NIGHTS: &str = "Whole nights";
pub(crate) const WEEKS_NOTE: &str =
    "By week, the last seven days at the end: usual (lowest \u{2013} highest).";
pub(crate) const IN_24_HOURS: &str = "in 24 hours";
pub(crate) const NIGHT: &str = "night";
pub(crate) const BY_DAY: &str = "day";
pub(crate) const NAPS: &str = "naps";
pub(crate) const LONGEST: &str = "longest stretch";
pub(crate) const TO_SLEEP: &str = "to sleep about";
pub(crate) const UP: &str = "up about";
pub(crate) const AWAKE_AT_NIGHT: &str = "awake at night";
pub(crate) const WOKE_AT_NIGHT: &str = "woke at night";
pub(crate) const FELL_ASLEEP: &str = "fell asleep";
pub(crate) const TALK: &str = "I would like to talk about this";
pub(crate) const RATHER_NOT: &str = "I would rather not talk about this";
pub(crate) const NO_STRETCH: &str = "no sleep written down";

pub(crate) const VISIT: &str = "What we would like to talk about";
pub(crate) const STRIPS: &str = "Sleep, day by day";
pub(crate) const RULER: &str = "The hours above the rows";
pub(crate) const SLEEP: &str = "Usually";
pub(crate) const TOUCH: &str = "Touch together";
pub(crate) const CUES: &str = "What we see";
pub(crate) const CHECKINS: &str = "How I have been";
pub(crate) const STRIP_KEY: &str = "Each mark is half an hour: # asleep at night, = asleep in the day, - asleep for part \
    of it, : awake at night, . awake in the day. No mark: not known.";
pub(crate) const STRIP_ROUGH: &str = "% asleep, about: or with wakings whose times were not written.";
pub(crate) const STRIP_TWICE: &str =
    "The clocks went back: in the hour that came twice + is asleep, ~ is awake.";
pub(crate) const STRIP_MISSING: &str = "The clocks went forward: a gap is the hour that was skipped.";
pub(crate) const NO_END: &str = "end not written";
pub(crate) const NIGHT_NOT_WRITTEN: &str = "night not written";

pub(crate) const DRAWN_KEY: &str = "A thick bar is asleep, a thin line awake; blank is not known.";
pub(crate) const DRAWN_ROUGH: &str =
    "A striped bar is asleep, about: or with wakings whose times were not written.";
pub(crate) const DRAWN_TWICE: &str = "The clocks went back: a bar split in two is the hour that came twice.";
pub(crate) const DRAWN_MISSING: &str = "The clocks went forward: a cross is the hour that was skipped.";

pub(crate) fn describe_scale(hours: i64) -> String {
    format!("hours, from 0 to {hours}")
}

/// `Mon  9`, the same width every day.
pub(crate) fn format_strip_day(date: NaiveDate) -> String {
    date.format("%a %e").to_string()
}

/// `Mon  9 Nov`, the same width every day.
pub(crate) fn format_strip_date(date: NaiveDate) -> String {
    date.format("%a %e %b").to_string()
}

/// `9 to 15 Nov`, `30 Nov to 6 Dec`: where the year stands near.
pub(crate) fn format_days_without_year(from: NaiveDate, to: NaiveDate) -> String {
    let day = |date: NaiveDate| date.format("%-d %b").to_string();
    if from == to {
        day(from)
    } else if from.month() == to.month() && from.year() == to.year() {
        format!("{} to {}", from.format("%-d"), day(to))
    } else {
        format!("{} to {}", day(from), day(to))
    }
}

/// `9 to 15 Nov 2026`: the year once where it is the same.
pub(crate) fn format_days_with_year(from: NaiveDate, to: NaiveDate) -> String {
    if from.year() == to.year() {
        format!("{} {}", format_days_without_year(from, to), to.year())
    } else {
        format_date_range(from, to)
    }
}

/// `1/2`.
pub(crate) fn format_page_number(n: usize, of: usize) -> String {
    format!("{n}/{of}")
}

/// What stands before the medians of two weeks.
pub(crate) fn format_change_label(first: NaiveDate, last: NaiveDate) -> String {
    let day = |date: NaiveDate| date.format("%-d %b").to_string();
    format!("Usual in the weeks of {} and {}", day(first), day(last))
}

/// `asleep at night 10 h 10, then 9 h`.
pub(crate) fn describe_change(name: &str, first: &str, last: &str) -> String {
    let name = name.to_lowercase();
    if first == last { format!("{name} {first} in both") } else { format!("{name} {first}, then {last}") }
}

/// The title once the name was struck out.
pub(crate) const UNNAMED_TITLE: &str = "Baby";

/// `Wren, for the health visitor`.
pub(crate) fn format_document_title(baby: &str, reader: Option<&str>) -> String {
    reader.map_or_else(|| baby.to_owned(), |reader| format!("{baby}, {reader}"))
}

/// `NHS number ______`.
pub(crate) fn format_by_hand(words: &str) -> String {
    format!("{words} {BY_HAND}")
}

/// `born 17 Aug 2026, 5 weeks early`.
pub(crate) fn describe_birth(born: NaiveDate, early_weeks: Option<i64>) -> String {
    let born = format!("born {}", format_short_date(born));
    early_weeks
        .map_or(born.clone(), |weeks| format!("{born}, {} early", format_count(weeks, "week", "weeks")))
}

/// `14 weeks 3 days, corrected 9 weeks 3 days`.
pub(crate) fn describe_ages(age: &str, corrected: Option<String>) -> String {
    corrected.map_or_else(|| age.to_owned(), |corrected| format!("{age}, {corrected}"))
}

/// `written down by Marta and Owen, 26 Nov 2026`.
pub(crate) fn describe_writers(names: &[String], on: &str) -> String {
    if names.is_empty() {
        return format!("written down at home, {on}");
    }
    format!("written down by {}, {on}", join_list(names, "and"))
}

/// `since 1 Oct`, with the year where it is another.
pub(crate) fn format_since(on: NaiveDate, today: NaiveDate) -> String {
    let date =
        if on.year() == today.year() { on.format("%-d %b").to_string() } else { format_short_date(on) };
    format!("since {date}")
}

pub(crate) fn format_old_question(words: &str, since: &str) -> String {
    format!("{words} ({since})")
}

/// `Sleep, 13 to 26 November`; with the year where it is not the one of the day the page is made.
pub(crate) fn format_strips_title(first: NaiveDate, last: NaiveDate, made: NaiveDate) -> String {
    let long = |date: NaiveDate| date.format("%-d %B").to_string();
    let days = if first == last {
        long(last)
    } else if first.month() == last.month() && first.year() == last.year() {
        format!("{} to {}", first.format("%-d"), long(last))
    } else {
        format!("{} to {}", long(first), long(last))
    };
    if last.year() == made.year() {
        format!("Sleep, {days}")
    } else {
        format!("Sleep, {days} {}", last.year())
    }
}

/// Said where more days are covered than have a row.
pub(crate) fn describe_drawn_days(drawn: usize, covered: usize) -> String {
    format!("Only the last {drawn} of {covered} days have a row.")
}

/// Said where a stretch is longer than the sleep of its night, which is cut at the night's ends.
pub(crate) fn describe_whole_stretch(night_from: TimeOfDay, night_to: TimeOfDay) -> String {
    format!("Night is {night_from} to {night_to}. A stretch is counted whole, also outside these hours.")
}

pub(crate) fn format_asleep_since(clock: &str) -> String {
    format!("asleep since {clock}")
}

/// `11 whole nights; lowest – highest`.
pub(crate) fn describe_usual_nights(nights: usize, days: Option<(NaiveDate, NaiveDate)>) -> String {
    let range = if nights < Spread::MIN_FOR_MEDIAN { "" } else { "; lowest \u{2013} highest" };
    let nights_told = format_count(nights, "whole night", "whole nights");
    let days = days.map(|(from, to)| format!(", {}", format_days_without_year(from, to))).unwrap_or_default();
    // One or two are given as they were.
    format!("({nights_told}{days}{range})")
}

/// `13½ h (12¼ – 15)` of three values and more; fewer as they were. `format` takes doubled values.
pub(crate) fn describe_usual(spread: &Spread, format: fn(i64) -> String) -> Option<String> {
    let (low, high) = (format(spread.min_value()? * 2), format(spread.max_value()? * 2));
    Some(match spread.doubled_median() {
        Some(twice) if low == high => format(twice),
        Some(twice) => {
            let usual = format(twice);
            // The unit is said once where it is the same.
            let unit = usual.rsplit_once(' ').map(|(_, unit)| format!(" {unit}")).unwrap_or_default();
            match (low.strip_suffix(&unit), high.strip_suffix(&unit)) {
                (Some(low), Some(high)) => format!("{usual} ({low} \u{2013} {high})"),
                _ => format!("{usual} ({low} \u{2013} {high})"),
            }
        }
        None => spread.values.iter().map(|value| format(value * 2)).collect::<Vec<_>>().join(", "),
    })
}

/// `2 (1 – 3)`.
pub(crate) fn describe_usual_count(spread: &Spread) -> Option<String> {
    describe_usual(spread, figures::format_halves)
}

pub(crate) fn format_woke(times: &str) -> String {
    format!("woke {times}")
}

/// `on 5 days; legs, tummy`.
pub(crate) fn describe_touch_days(days: usize, areas: &[&str]) -> String {
    let days = format!("on {}", format_count(days, "day", "days"));
    if areas.is_empty() { days } else { format!("{days}; {}", areas.join(", ")) }
}

/// `"not today" once, jabs this week`.
pub(crate) fn describe_not_today(times: i64, reasons: &[String]) -> String {
    let times = match times {
        1 => "once".to_owned(),
        2 => "twice".to_owned(),
        n => figures::format_times(n),
    };
    let mut parts = vec![format!("\"not today\" {times}")];
    parts.extend(reasons.iter().cloned());
    parts.join(", ")
}

/// What stands behind the bars of a day of which there are words too.
pub(crate) fn join_row_figures(total: &str, woke: &str, aside: &str) -> String {
    let woke = if woke.is_empty() { String::new() } else { format_woke(woke) };
    let parts = [total, &woke, aside].into_iter().filter(|part| !part.is_empty());
    parts.collect::<Vec<_>>().join(", ")
}

/// A row of the fortnight in words.
pub(crate) fn describe_strip_row(text: &str, total: &str, woke: &str, aside: &str) -> String {
    let mut parts: Vec<String> =
        [text, aside].into_iter().filter(|it| !it.is_empty()).map(str::to_owned).collect();
    if !total.is_empty() {
        parts.push(format!("{total} in 24 hours"));
    }
    if !woke.is_empty() {
        parts.push(format_woke(woke));
    }
    if parts.is_empty() { figures::NOT_WRITTEN.to_owned() } else { parts.join("; ") }
}

/// `How I have been (Marta)`; without a name where the carer has none.
pub(crate) fn format_checkins_title(carer: Option<&str>) -> String {
    carer.map_or_else(|| CHECKINS.to_owned(), |carer| format!("{CHECKINS} ({carer})"))
}

/// `8 check-ins, 2 to 26 Nov 2026`.
pub(crate) fn describe_checkin_count(checkins: usize, from: NaiveDate, to: NaiveDate) -> String {
    let checkins = format_count(checkins, "check-in", "check-ins");
    format!("{checkins}, {}", format_days_with_year(from, to))
}

/// The nights that the same words are said of.
pub(crate) fn format_nights_in_words_label(dates: &[NaiveDate]) -> String {
    let nights = if dates.len() == 1 { "night" } else { "nights" };
    let dates: Vec<String> = dates.iter().map(|date| format_short_date(*date)).collect();
    format!("In words, the {nights} of {}", join_list(&dates, "and"))
}

pub(crate) fn describe_nights(lengths: &[String]) -> String {
    format!("asleep at night {}", lengths.join(", "))
}

pub(crate) fn describe_stretches(stretches: &[String]) -> String {
    format!("asleep {}", stretches.join(", "))
}

pub(crate) fn format_stretch(from: &str, to: &str) -> String {
    format!("{from} to {to}")
}

pub(crate) fn describe_saved_file(file: &Path) -> String {
    format!("Saved as {}. {WHO_CAN_OPEN}", file.display())
}

/// Letters that no font has.
pub(crate) fn describe_missing_glyphs(glyphs: &str) -> String {
    let letters: Vec<String> = glyphs.chars().map(String::from).collect();
    format!(
        "No font on this computer has {}, so [?] is printed there; a screen reader still reads what you wrote. Install a font that has it, then make the page again.",
        letters.join(" ")
    )
}

pub(crate) const NO_ACCESSIBILITY_MARK: &str = "This PDF does not carry the mark for screen readers (PDF/UA). For a reader who needs it, save the page as HTML.";

pub(crate) fn pdf_failed(reason: &str) -> String {
    format!("the PDF could not be made ({reason})")
}
