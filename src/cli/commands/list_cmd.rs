//! `list`: what was written down, newest first.

use crate::cli::date_args::DateRangeArgs;
use crate::cli::output::{CliError, Output};
use crate::cli::run::{CommandContext, Run};
use crate::cli::select_person;
use crate::cli::session::Session;
use crate::model::describe::{
    build_search_text, describe_columns, format_clock_on, is_of_other_date, sanitize_text,
};
use crate::model::{Entry, EntryKind, Family, Timestamp, entry_to_json};
use crate::store::EntryFilter;
use crate::text::search_fold::fold_words;
use crate::texts::cli_entries as texts;
use chrono::NaiveDate;
use serde_json::json;
use std::cmp::Reverse;
use std::fmt::Write;
use unicode_width::UnicodeWidthStr;

#[derive(clap::Args)]
pub(crate) struct ListArgs {
    /// Only this kind: massage, cue, sleep, check-in or note
    #[arg(long)]
    kind: Option<String>,
    #[command(flatten)]
    days: DateRangeArgs,
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

impl Run for ListArgs {
    fn run(self, context: &CommandContext) -> Result<Output, CliError> {
        let session = context.open()?;
        let filter = build_filter(&self, &session)?;
        let words = self.find.as_deref().map(fold_words).unwrap_or_default();
        let wanted = |entry: &Entry| {
            words.is_empty() || {
                let text = build_search_text(entry, &session.family, session.now);
                words.iter().all(|word| text.contains(word.as_str()))
            }
        };
        let mut entries = session.store.load_newest_entries(&filter, None, usize::MAX, wanted)?;
        // What was opened has its time again.
        entries.sort_by_key(|entry| Reverse((entry.at.unix_seconds(), entry.id)));
        if self.json {
            let entries: Vec<_> = entries.iter().map(|entry| entry_to_json(entry, &session.family)).collect();
            return Ok(Output::from_json(&json!({"cuebook": 1, "entries": entries})));
        }
        if entries.is_empty() {
            let all = session.store.is_empty()?;
            return Ok(Output::text(if all { texts::BLANK_JOURNAL } else { texts::NOTHING_FITS }));
        }
        Ok(Output::text(format_entries(&entries, &session.family, session.now)))
    }
}

fn build_filter(args: &ListArgs, session: &Session) -> Result<EntryFilter, CliError> {
    let hours = session.family.settings.day_boundaries;
    let (_, _, span) = args.days.parse_range(&hours, &session.family.settings, session.now)?;
    Ok(EntryFilter {
        kind: args.kind.as_deref().map(parse_kind).transpose()?,
        baby: args.baby.as_deref().map(|name| select_person::find_baby(session, name)).transpose()?,
        carer: None,
        span,
    })
}

fn parse_kind(text: &str) -> Result<EntryKind, CliError> {
    EntryKind::from_typed(text).ok_or_else(|| {
        let words: Vec<_> = EntryKind::ALL.iter().map(|kind| kind.display_name()).collect();
        CliError::wrong_usage(texts::unknown_kind(text, &words.join(", ")))
    })
}

/// Entries under the family days they began on, in columns; the small hours name their weekday. Babies are named only where there are several.
pub(crate) fn format_entries(entries: &[Entry], family: &Family, now: Timestamp) -> String {
    let mut out = String::new();
    let mut date_heading: Option<NaiveDate> = None;
    let date_of = |entry: &Entry| family.settings.day_boundaries.date_for_instant(entry.at.unix_seconds());
    let has_weekday = entries.iter().any(|entry| is_of_other_date(entry, date_of(entry)));
    let clock_width = if has_weekday { 9 } else { 6 };
    for entry in entries {
        let date = date_of(entry);
        if date_heading != Some(date) {
            if date_heading.is_some() {
                out.push('\n');
            }
            let _ = writeln!(out, "{}", date.format("%A %-d %B %Y"));
            date_heading = Some(date);
        }
        let _ = writeln!(out, "{}", format_entry(entry, date, clock_width, family, now));
    }
    out
}

fn format_entry(
    entry: &Entry,
    date_heading: NaiveDate,
    clock_width: usize,
    family: &Family,
    now: Timestamp,
) -> String {
    let columns = describe_columns(entry, family, now);
    let mut line = pad_to_width(&format_clock_on(entry, date_heading), clock_width);
    line.push(' ');
    if family.babies.len() > 1 {
        let baby = entry.baby.and_then(|id| family.find_baby(id));
        line.push_str(&pad_to_width(&sanitize_text(baby.map_or("", |b| b.display_name())), 9));
        line.push(' ');
    }
    line.push_str(&pad_to_width(&columns.label, 8));
    line.push(' ');
    if columns.aside.is_empty() {
        line.push_str(&columns.main);
    } else {
        line.push_str(&pad_to_width(&columns.main, 30));
        line.push_str("  ");
        line.push_str(&columns.aside);
    }
    line.trim_end().to_owned()
}

/// Filled up with blanks to a width on the screen; longer text stays whole.
pub(crate) fn pad_to_width(text: &str, width: usize) -> String {
    let blanks = width.saturating_sub(text.width());
    format!("{text}{}", " ".repeat(blanks))
}
