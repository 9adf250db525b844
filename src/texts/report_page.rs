//! Every sentence of the sheet for the health visitor: short, plain, with no verdict in it.

use crate::model::time::format_short_date;
use crate::model::{DayPart, TimeOfDay};
use crate::stats::{DayStats, NightStatus, PeriodStats};
use crate::text::plural::format_count;
use crate::text::plural::join_list;
use crate::texts::figures;
use crate::texts::figures::format_date_range;
use chrono::{Datelike, NaiveDate};
use std::path::Path;

pub(crate) const PDF_FORMAT: &str = "PDF";
pub(crate) const HTML_FORMAT: &str = "HTML";
pub(crate) const MARKDOWN_FORMAT: &str = "Markdown";
pub(crate) const TEXT_FORMAT: &str = "text";

pub(crate) const NOT_KEPT: &str = "We don't note feeds, nappies or weight here.";
pub(crate) const BLANKS_NOTE: &str = "Blank means we didn't write it down. It doesn't mean nothing happened.";
pub(crate) const BY_FAMILY: &str = "Written by the family at home. Not a test or an assessment.";
pub(crate) const SLEEP_BLANK: &str = "We didn't write down sleep on these days.";
pub(crate) const NO_NIGHTS: &str = "We didn't write down a full night on these days.";
pub(crate) const TOUCH_BLANK: &str = "We didn't write down touch on these days.";
pub(crate) const CUES_BLANK: &str = "We didn't write down cues on these days.";
pub(crate) const CHECKINS_BLANK: &str = "Nothing written down on these days.";
pub(crate) const READY_FOR_MORE: &str = "We think these mean \"more\"";
pub(crate) const WANTING_CHANGE: &str = "We think these mean \"a change\"";
/// Cues that the family read as either, or was not sure of.
pub(crate) const EITHER_WAY: &str = "Could be either";
/// Cues of which the family wrote only that they saw them.
pub(crate) const NO_READING: &str = "Also seen";
pub(crate) const HELPED: &str = "What seemed to help";
pub(crate) const BY_HAND: &str = "____________________";

pub(crate) const NAME: &str = "Name";
pub(crate) const BORN: &str = "Born";
pub(crate) const NHS: &str = "NHS number";
pub(crate) const NOT_TODAY: &str = "Not today";
pub(crate) const TOUCH_NOTED: &str = "Touch noted";
pub(crate) const AREAS: &str = "Parts of the body, most often first";
pub(crate) const UNNAMED_CARER: &str = "a carer";
pub(crate) const DAYS_COVERED: &str = "Days covered";
pub(crate) const DAYS_WRITTEN: &str = "Days with notes";
pub(crate) const NIGHTS: &str = "Nights written down";
pub(crate) const MARKED_INCOMPLETE: &str = "Not all written down";
pub(crate) const DAY: &str = "Day";
pub(crate) const ASLEEP: &str = "Asleep";
pub(crate) const WRITING_SPACE: &str = "room to write by hand";
pub(crate) const CHECKBOX: &str = "box to tick by hand";
pub(crate) const NIGHTS_KEY: &str =
    "How long the nights were, in hours: o = one night, | = the middle night.";
pub(crate) const WEEK: &str = "Week";
pub(crate) const NIGHTS_SHORT: &str = "Nights written";
pub(crate) const MEDIAN_NOTE: &str = "Nights written down, and days on the same dates: usual (the middle one), lowest \
    \u{2013} highest.";
pub(crate) const FEW_NIGHTS_NOTE: &str = "One or two nights are listed as they were.";
pub(crate) const TALK: &str = "I would like to talk about this";
pub(crate) const RATHER_NOT: &str = "I would rather not talk about this";
pub(crate) const NO_STRETCH: &str = "no sleep written down";

pub(crate) const VISIT: &str = "What I would like to talk about";
pub(crate) const STRIPS: &str = "Sleep, day by day";
pub(crate) const STRIPS_LAST: &str = "Sleep, day by day: the last two weeks";
pub(crate) const RULER: &str = "The hours above the rows";
pub(crate) const SLEEP: &str = "Sleep by week";
pub(crate) const TOUCH: &str = "Touch together";
pub(crate) const CUES: &str = "What we saw";
pub(crate) const CHECKINS: &str = "How I am";
pub(crate) const STRIP_KEY: &str = "Each mark is half an hour: # asleep at night, = asleep in the day, - asleep for part \
    of it, : awake at night, . awake in the day. No mark: not known.";
pub(crate) const STRIP_TWICE: &str =
    "The clocks went back: in the hour that came twice + is asleep, ~ is awake.";
pub(crate) const STRIP_MISSING: &str = "The clocks went forward: a gap is the hour that was skipped.";
const NO_END: &str = "no end";

pub(crate) const DRAWN_KEY: &str =
    "A thick bar is asleep, a thin line is awake. No bar and no line: not known.";
pub(crate) const DRAWN_TWICE: &str = "The clocks went back: a bar split in two is the hour that came twice.";
pub(crate) const DRAWN_MISSING: &str = "The clocks went forward: a cross is the hour that was skipped.";

pub(crate) fn describe_ruler(day_start: TimeOfDay, night_from: TimeOfDay, night_to: TimeOfDay) -> String {
    format!("24 hours from {day_start}; night from {night_from} to {night_to}")
}

pub(crate) fn describe_scale(hours: i64) -> String {
    format!("hours, from 0 to {hours}")
}

/// `Mon  9 Nov`, the same width every day.
pub(crate) fn format_strip_date(date: NaiveDate) -> String {
    date.format("%a %e %b").to_string()
}

/// `usual 10 h 10`.
pub(crate) fn format_median(middle: &str) -> String {
    format!("usual {middle}")
}

/// `9 h – 10 h 55`.
pub(crate) fn format_low_high(low: &str, high: &str) -> String {
    format!("{low} \u{2013} {high}")
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

/// `Page 1 of 2`.
pub(crate) fn format_page_number(n: usize, of: usize) -> String {
    format!("Page {n} of {of}")
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
pub(crate) const UNNAMED_TITLE: &str = "A page for the health visitor";

pub(crate) fn format_title(baby: &str) -> String {
    format!("{baby}: a page for the health visitor")
}

pub(crate) fn format_checkins_title(carer: &str) -> String {
    format!("How I have been ({carer})")
}

pub(crate) fn format_made_on(on: NaiveDate, from: NaiveDate, to: NaiveDate) -> String {
    format!("Made on {}, for {}.", format_short_date(on), format_days_with_year(from, to))
}

pub(crate) fn format_age_label(on: NaiveDate) -> String {
    format!("Age on {}", format_short_date(on))
}

/// `9 to 15 Nov 2026 (7 days)`.
pub(crate) fn describe_days_covered(from: NaiveDate, to: NaiveDate, days: usize) -> String {
    format!("{} ({})", format_days_with_year(from, to), format_count(days, "day", "days"))
}

/// What a parent marked as not all written down.
pub(crate) fn format_incomplete(part: DayPart, date: NaiveDate) -> String {
    let part = match part {
        DayPart::Day => "the day of",
        DayPart::Night => "the night of",
    };
    format!("{part} {}", format_short_date(date))
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
    format!("Saved as {}. Only you can open it on this computer.", file.display())
}

/// Letters that stand as boxes.
pub(crate) fn describe_missing_glyphs(glyphs: &str) -> String {
    let letters: Vec<String> = glyphs.chars().map(String::from).collect();
    format!(
        "No font on this computer has {}, so you see a box instead. Install a font that has it, then make the page again.",
        letters.join(" ")
    )
}

pub(crate) fn pdf_failed(reason: &str) -> String {
    format!("the PDF could not be made ({reason})")
}

/// What a day's strip cannot draw: `asleep since 19:43`, `not all written`, `badly`.
pub(crate) fn describe_strip_aside(day: &DayStats, stats: &PeriodStats) -> String {
    let whole = stats.hours.day_range(day.date);
    let running = stats.running_since.filter(|since| whole.contains_instant(since.unix_seconds()));
    match (running, day.sleep.night) {
        (Some(since), _) => format!("asleep since {}", since.format_hm()),
        _ if day.sleep.open => NO_END.to_owned(),
        (None, NightStatus::Part) => figures::NOT_ALL_WRITTEN.to_owned(),
        _ => figures::list_night_words(&day.sleep.night_words),
    }
}

pub(crate) fn join_row_words(words: &str, aside: &str) -> String {
    format!("{words}; {aside}")
}
