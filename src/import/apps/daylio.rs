//! Daylio's CSV: a parent's own moods, several a day, as check-ins.
//!
//! A mood is a name the parent chose, so only Daylio's own five are known; any other is asked about and never guessed.
//! Activities, scales and notes stay as words in the note. Nothing here looks at the journal.

use crate::import::app_table::{CsvRow, CsvTable, collapse_whitespace};
use crate::import::{
    CandidateEntry, ImportFormat, ImportOptions, ImportWarning, ParsedFile, SkippedRow, UserAnswers,
    app_times, stable_id,
};
use crate::model::time::resolve_local;
use crate::model::{Checkin, Details, ValidationError, parse_date};
use crate::vocabulary::normalize_text;
use chrono::{NaiveDate, NaiveDateTime};
use std::collections::HashSet;

const MOODS: [(&str, u8); 5] = [("rad", 5), ("good", 4), ("meh", 3), ("bad", 2), ("awful", 1)];
/// How many unknown moods a sentence names.
const MAX_NAMED_MOODS: usize = 12;

/// Whether these are Daylio's headings.
pub(crate) fn has_known_headings(heads: &[String]) -> bool {
    let has = |name: &str| heads.iter().any(|head| head == name);
    has("mood") && has("activities") && has("time") && (has("full_date") || has("year"))
}

pub(crate) fn parse_rows(
    table: &CsvTable,
    options: &ImportOptions,
    known: &UserAnswers,
) -> Result<ParsedFile, ValidationError> {
    if !has_known_headings(&table.headings) {
        return Err(ValidationError::new("file", WRONG_HEADER));
    }
    let mut unknown: Vec<String> = Vec::new();
    for row in &table.rows {
        let name = collapse_whitespace(row.cell_text(table.find_column(&["mood"])));
        if find_mood_level(&name, known).is_none() && !name.is_empty() && !unknown.contains(&name) {
            unknown.push(name);
        }
    }
    if !unknown.is_empty() {
        return Err(ValidationError::new("mood", ask_for_moods(&unknown)));
    }
    let mut read = crate::import::empty_parsed_file(ImportFormat::Daylio, table.rows.len());
    let mut seen = HashSet::new();
    for row in &table.rows {
        match candidate_from_row(table, row, options, known) {
            Ok((draft, doubt)) => {
                if !seen.insert(draft.id) {
                    read.repeated_rows += 1;
                    continue;
                }
                read.warnings.extend(doubt.map(|says| ImportWarning::new(row.line, says)));
                read.candidates.push(draft);
            }
            Err(why) => read.skipped.push(SkippedRow { row: row.line, reason: why }),
        }
    }
    Ok(read)
}

/// What a mood is here: what the parent said of it, else Daylio's own five.
fn find_mood_level(name: &str, known: &UserAnswers) -> Option<u8> {
    let said = known.moods.iter().map(|(name, n)| (name.as_str(), *n));
    let mut all = said.chain(MOODS);
    all.find(|(known, _)| normalize_text(known) == normalize_text(name)).map(|(_, n)| n)
}

fn ask_for_moods(unknown: &[String]) -> String {
    let quoted = |name: &String| {
        if name.contains(|c: char| !c.is_alphanumeric()) {
            format!("\"{name}=3\"")
        } else {
            format!("{name}=3")
        }
    };
    let example = unknown.first().map(quoted).unwrap_or_default();
    let named = unknown.iter().take(MAX_NAMED_MOODS).map(|name| format!("\"{name}\""));
    let more = match unknown.len().saturating_sub(MAX_NAMED_MOODS) {
        0 => String::new(),
        n => format!(" and {n} more"),
    };
    format!(
        "This file has moods of your own: {}{more}. Please say for each what it is here, 1 (heavy) to 5 (good), such as \
         --map-mood {example}.",
        named.collect::<Vec<_>>().join(", ")
    )
}

fn parse_row_time(table: &CsvTable, row: &CsvRow) -> Result<NaiveDateTime, String> {
    let cell = |names: &[&str]| collapse_whitespace(row.cell_text(table.find_column(names)));
    let full = cell(&["full_date"]);
    let date = if full.is_empty() {
        let text = format!("{} {}", cell(&["date"]), cell(&["year"]));
        parse_date::parse_typed_date(&text, NaiveDate::MAX)
    } else {
        NaiveDate::parse_from_str(&full, "%Y-%m-%d").ok()
    };
    let date = date.ok_or("the date is none this version can read")?;
    let time = app_times::parse_clock_time(&cell(&["time"]));
    let time = time.ok_or("the time cell is no time like 8:04 PM or 18:52")?;
    Ok(date.and_time(time))
}

fn candidate_from_row(
    table: &CsvTable,
    row: &CsvRow,
    options: &ImportOptions,
    known: &UserAnswers,
) -> Result<(CandidateEntry, Option<String>), String> {
    if let Some(why) = &row.refusal {
        return Err(why.clone());
    }
    let mood = collapse_whitespace(row.cell_text(table.find_column(&["mood"])));
    let felt = find_mood_level(&mood, known).ok_or("the mood cell is empty")?;
    let local = parse_row_time(table, row)?;
    let read = resolve_local(options.zone, local);
    let doubt = read.both_instants().map(|_| {
        format!(
            "{} came twice or not at all, as the clocks changed. {} was kept.",
            app_times::format_day_and_time(local),
            read.default_instant().to_rfc3339()
        )
    });
    let words = |name: &str| strip_html_tags(row.cell_text(table.find_column(&[name])));
    let own = MOODS.iter().any(|(name, _)| normalize_text(name) == normalize_text(&mood));
    // A mood's own name says more than its place from 1 to 5.
    let name = if own { String::new() } else { mood.clone() };
    let activities = words("activities").replace(" | ", ", ");
    let note = [words("note_title"), words("note"), name, activities, words("scales")];
    let note: Vec<&str> = note.iter().map(|part| part.trim()).filter(|part| !part.is_empty()).collect();
    let draft = CandidateEntry {
        row: row.line,
        id: stable_id::id_from_parts(
            local,
            &[
                ImportFormat::Daylio.code(),
                &local.format("%Y-%m-%dT%H:%M").to_string(),
                &mood,
                row.cell_text(table.find_column(&["note"])),
            ],
        ),
        child: None,
        carer: None,
        at: read.default_instant(),
        until: None,
        approximate: false,
        note: Some(note.join("\n")).filter(|note| !note.is_empty()),
        details: Details::Checkin(Checkin { felt: Some(felt), ..Checkin::default() }),
    };
    Ok((draft, doubt))
}

/// Some versions write a note as HTML: its line ends are kept, its tags are not.
fn strip_html_tags(cell: &str) -> String {
    let mut out = String::new();
    let mut rest = cell;
    while let Some((before, after)) = rest.split_once('<') {
        out.push_str(before);
        let tag = after.split_once('>').filter(|(tag, _)| {
            tag.trim_start_matches('/').starts_with(|c: char| c.is_ascii_alphabetic()) && tag.len() < 60
        });
        match tag {
            Some((tag, after)) => {
                let name = tag.trim_start_matches('/').to_ascii_lowercase();
                let breaks = ["br", "div", "p", "li"].iter().any(|b| {
                    name == *b || name.starts_with(&format!("{b} ")) || name.starts_with(&format!("{b}/"))
                });
                if breaks && !out.ends_with('\n') && !out.is_empty() {
                    out.push('\n');
                }
                rest = after;
            }
            None => {
                out.push('<');
                rest = after;
            }
        }
    }
    out.push_str(rest);
    [("&nbsp;", " "), ("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&amp;", "&")]
        .iter()
        .fold(out, |text, (code, plain)| text.replace(code, plain))
}

const WRONG_HEADER: &str = "The first line of this file is not Daylio's header (full_date, date, weekday, time, mood, \
                         activities, note). Export it again from Daylio, or choose another format.";
