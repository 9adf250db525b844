//! Times as a form writes and reads them: short where that is clear, in full where it is not.

use crate::model::time::{format_duration, format_long_date_near, format_short_date};
use crate::model::{Details, Entry, EntryKind, Timestamp};
use crate::quick_line;
use crate::quick_line::line_on_day::{is_length, last_minute, names_day};
use crate::quick_line::{LineContext, ParseError, ParsedTimes};
use crate::tui::screens::Context;
use chrono::NaiveDate;

pub(crate) fn line_context<'a>(here: &Context<'a>, now: Timestamp) -> Option<LineContext<'a>> {
    Some(LineContext { now, family: here.family, baby: None, carer: here.family.selected_carer()?.id })
}

/// The times of an entry as its form shows them: `10:15-10:27` for today, with its date otherwise. Seconds are left out
/// where the rest says enough, since an answer nobody touches is kept as it was.
pub(crate) fn format_entry_times(entry: &Entry, here: &Context<'_>) -> String {
    if matches!(&entry.details, Details::Sleep(sleep) if sleep.night.is_some()) {
        return String::new();
    }
    format_times(entry.at, entry.until, entry.approximate, here)
}

/// Times in the shortest form that reads back as the same minutes.
pub(crate) fn format_times(
    at: Timestamp,
    until: Option<Timestamp>,
    about: bool,
    here: &Context<'_>,
) -> String {
    let hours = &here.family.settings.day_boundaries;
    let full = quick_line::print_times(at, until, about, hours);
    let Some(context) = line_context(here, here.now) else {
        return full;
    };
    let clock = match until {
        Some(until) => format!("{}-{}", at.format_hm(), until.format_hm()),
        None => at.format_hm(),
    };
    let rough = if about { "~" } else { "" };
    let day = at.local_date();
    let same = |a: Timestamp, b: Timestamp| a.minutes_to(b) == 0 && a.offset_seconds() == b.offset_seconds();
    let reads_back = |text: &String| {
        quick_line::parse_times(text, &context).is_ok_and(|read| {
            same(read.at, at)
                && read.approximate == about
                && match (read.until, until) {
                    (Some(a), Some(b)) => same(a, b),
                    (a, b) => a.is_none() && b.is_none(),
                }
        })
    };
    let dated = format!("{rough}{} {clock}", format_short_date(day));
    let short = format!("{rough}{clock}");
    let mut forms = vec![dated];
    if day == here.now.local_date() {
        forms.insert(0, short);
    }
    forms.into_iter().find(reads_back).unwrap_or(full)
}

/// Typed text as the grammar reads it: minutes may stand without their unit where a length is likely.
fn add_default_unit(text: &str, kind: EntryKind) -> String {
    let text = text.trim();
    let (before, last) = text.rsplit_once(' ').unwrap_or(("", text));
    let bare = !last.is_empty() && last.len() <= 3 && last.bytes().all(|b| b.is_ascii_digit());
    let lengthy = matches!(kind, EntryKind::Massage | EntryKind::Sleep);
    // "21 Nov 2026" ends in four digits, "Nov 21" in two behind letters.
    let after_clock = before.is_empty() || before.ends_with(|c: char| c.is_ascii_digit());
    if bare && lengthy && after_clock { format!("{text}m") } else { text.to_owned() }
}

/// The time of day it is now, on another family day.
pub(crate) fn same_time_on(date: NaiveDate, here: &Context<'_>) -> Timestamp {
    let hours = &here.family.settings.day_boundaries;
    let since = here.now.unix_seconds() - hours.day_range(here.family_date()).from;
    let day = hours.day_range(date);
    hours.timestamp_at((day.from + since).min(day.to - 60))
}

/// From when what is typed is reckoned. Clock times alone keep to the day of an entry that lies on another day; minutes
/// alone, or nothing, are meant from when a new one was begun, however long it is being written.
pub(crate) fn reference_time(text: &str, base: &Entry, adding: bool, here: &Context<'_>) -> Timestamp {
    let hours = &here.family.settings.day_boundaries;
    let day = hours.date_for_instant(base.at.unix_seconds());
    if adding && (text.trim().is_empty() || is_length(text)) {
        return base.at;
    }
    match line_context(here, here.now) {
        Some(context) if day < here.family_date() && !names_day(text, &context) => last_minute(day, hours),
        _ => here.now,
    }
}

/// Reads the times of an entry; blank is `now`.
pub(crate) fn parse_typed_times(
    text: &str,
    kind: EntryKind,
    here: &Context<'_>,
    now: Timestamp,
) -> Result<ParsedTimes, ParseError> {
    let blank = ParsedTimes { at: now, until: None, approximate: false };
    match line_context(here, now) {
        Some(context) if !text.trim().is_empty() => {
            quick_line::parse_times(&add_default_unit(text, kind), &context)
        }
        _ => Ok(blank),
    }
}

/// Times in full words, below what is typed: `Sunday 22 November, 10:15–10:27, 12 min`.
pub(crate) fn describe_times(times: &ParsedTimes, today: NaiveDate) -> String {
    let mut said = format!("{}, ", format_long_date_near(times.at.local_date(), today));
    if times.approximate {
        said.push_str("about ");
    }
    let Some(until) = times.until else {
        said.push_str(&times.at.format_hm());
        return said;
    };
    said.push_str(&crate::model::describe::format_range(times.at, until));
    said.push_str(&format!(", {}", format_duration(times.at.minutes_to(until))));
    said
}
