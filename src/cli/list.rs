//! `list`: what was written down, newest first.

use super::answer::{Answer, Stop};
use super::days::FromTo;
use super::place::{Desk, Place};
use super::whose;
use crate::journal::tell::{clock, plain, searched, told};
use crate::journal::{At, Entry, Family, Kind, Span, entry_to_json};
use crate::store::Filter;
use crate::words;
use chrono::NaiveDate;
use serde_json::json;
use std::cmp::Reverse;
use std::fmt::Write;
use unicode_width::UnicodeWidthStr;

/// Which entries.
#[derive(clap::Args)]
pub(crate) struct Asked {
    /// Only this kind: massage, cue, sleep, check-in or note
    #[arg(long)]
    kind: Option<String>,
    #[command(flatten)]
    days: FromTo,
    /// Only what has all these words
    #[arg(long, value_name = "TEXT")]
    find: Option<String>,
    /// Only this baby, and what is about no baby
    #[arg(long, value_name = "NAME")]
    baby: Option<String>,
    /// JSON, for a program
    #[arg(long)]
    json: bool,
}

/// Lists.
pub(crate) fn run(asked: &Asked, place: &Place) -> Result<Answer, Stop> {
    let desk = place.existing()?;
    let filter = filter(asked, &desk)?;
    let words = asked.find.as_deref().map(words::fold).unwrap_or_default();
    let wanted = |entry: &Entry| {
        words.is_empty() || {
            let text = searched(entry, &desk.family, desk.now);
            words.split(' ').all(|word| text.contains(word))
        }
    };
    let mut entries = desk.store.newest_entries(&filter, None, usize::MAX, wanted)?;
    // What was opened has its time again.
    entries.sort_by_key(|entry| Reverse((entry.at.secs(), entry.id)));
    if asked.json {
        let entries: Vec<_> = entries.iter().map(|entry| entry_to_json(entry, &desk.family)).collect();
        return Ok(Answer::json(&json!({"cuebook": 1, "entries": entries})));
    }
    if entries.is_empty() {
        let all = desk.store.is_empty()?;
        return Ok(Answer::text(if all { BLANK } else { NONE }));
    }
    Ok(Answer::text(lines(&entries, &desk.family, desk.now)))
}

fn filter(asked: &Asked, desk: &Desk) -> Result<Filter, Stop> {
    let hours = desk.family.settings.hours;
    let (from, to) = asked.days.read(hours.date_of(desk.now.secs()))?;
    let span = (from.is_some() || to.is_some()).then(|| Span {
        from: from.map_or(i64::MIN, |day| hours.day(day).from),
        to: to.map_or(i64::MAX, |day| hours.day(day).to),
    });
    Ok(Filter {
        kind: asked.kind.as_deref().map(kind).transpose()?,
        baby: asked.baby.as_deref().map(|name| whose::named_baby(desk, name)).transpose()?,
        carer: None,
        span,
    })
}

fn kind(text: &str) -> Result<Kind, Stop> {
    Kind::find(text).ok_or_else(|| {
        let words: Vec<_> = Kind::ALL.iter().map(|kind| kind.word()).collect();
        Stop::usage(format!("\"{text}\" {NO_KIND} {}.", words.join(", ")))
    })
}

/// Entries under the family days they began on, in columns; the small hours name their weekday. Babies are named only where there are several.
pub(crate) fn lines(entries: &[Entry], family: &Family, now: At) -> String {
    let mut out = String::new();
    let mut under: Option<NaiveDate> = None;
    for entry in entries {
        let date = family.settings.hours.date_of(entry.at.secs());
        if under != Some(date) {
            if under.is_some() {
                out.push('\n');
            }
            let _ = writeln!(out, "{}", date.format("%A %-d %B %Y"));
            under = Some(date);
        }
        let _ = writeln!(out, "{}", line(entry, date, family, now));
    }
    out
}

fn line(entry: &Entry, under: NaiveDate, family: &Family, now: At) -> String {
    let told = told(entry, family, now);
    let weekday = if entry.at.date() == under || clock(entry) == "night" {
        String::new()
    } else {
        entry.at.local().format("%a ").to_string()
    };
    let mut line = padded(&format!("{weekday}{}", clock(entry)), 6);
    line.push(' ');
    if family.babies.len() > 1 {
        let baby = entry.baby.and_then(|id| family.baby(id));
        line.push_str(&padded(&plain(baby.map_or("", |b| b.called())), 9));
        line.push(' ');
    }
    line.push_str(&padded(&told.label, 8));
    line.push(' ');
    if told.aside.is_empty() {
        line.push_str(&told.main);
    } else {
        line.push_str(&padded(&told.main, 30));
        line.push_str("  ");
        line.push_str(&told.aside);
    }
    line.trim_end().to_owned()
}

/// Filled up with blanks to a width on the screen; longer text stays whole.
pub(crate) fn padded(text: &str, width: usize) -> String {
    let blanks = width.saturating_sub(text.width());
    format!("{text}{}", " ".repeat(blanks))
}

const NO_KIND: &str = "is not a kind of entry. There are";
const BLANK: &str = "Nothing is written down yet.";
const NONE: &str = "Nothing in the journal fits that.";
