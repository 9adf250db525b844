//! Baby Connect's CSV: one child a file, a row for whatever happened, US dates, the child's name only in the words.
//!
//! Sleeps become sleeps with the clocks as written. What this journal has no kind for becomes a note or is skipped
//! with its name. Nothing here looks at the journal.

use crate::import::app_table::{CsvRow, CsvTable, collapse_whitespace};
use crate::import::{
    CandidateEntry, ImportFormat, ImportOptions, ImportWarning, ParsedFile, SkippedRow, app_times, stable_id,
    unsupported,
};
use crate::model::{Details, Note, Sleep, ValidationError};
use std::collections::HashMap;

const START_HEADINGS: &[&str] = &["date and time"];
const END_HEADINGS: &[&str] = &["end time"];
const ACTIVITY_HEADINGS: &[&str] = &["activity"];
const TEXT_HEADINGS: &[&str] = &["text"];
/// Longer than any name; what stands before the verb is then no name.
const MAX_NAME_CHARS: usize = 40;

/// Whether these are Baby Connect's headings; those an importer can do without may be missing.
pub(crate) fn has_known_headings(heads: &[String]) -> bool {
    [START_HEADINGS, END_HEADINGS, ACTIVITY_HEADINGS, TEXT_HEADINGS]
        .iter()
        .all(|names| heads.iter().any(|head| names.contains(&head.as_str())))
}

/// More "names" than this and the file words its rows in a way of its own: then none of them is taken.
const MAX_CHILDREN: usize = 12;

struct BabyConnectColumns {
    at: Option<usize>,
    until: Option<usize>,
    minutes: Option<usize>,
    activity: Option<usize>,
    quantity: Option<usize>,
    extra: Option<usize>,
    text: Option<usize>,
    notes: Option<usize>,
    carer: Option<usize>,
    count: usize,
}

impl BabyConnectColumns {
    fn from_table(table: &CsvTable) -> Self {
        Self {
            at: table.find_column(START_HEADINGS),
            until: table.find_column(END_HEADINGS),
            minutes: table.find_column(&["duration (min)", "duration(min)", "duration"]),
            activity: table.find_column(ACTIVITY_HEADINGS),
            quantity: table.find_column(&["quantity"]),
            extra: table.find_column(&["extra data"]),
            text: table.find_column(TEXT_HEADINGS),
            notes: table.find_column(&["notes", "note"]),
            carer: table.find_column(&["caregiver"]),
            count: table.headings.len(),
        }
    }
}

/// Reads the rows of a Baby Connect file.
pub(crate) fn parse_rows(table: &CsvTable, options: &ImportOptions) -> Result<ParsedFile, ValidationError> {
    if !has_known_headings(&table.headings) {
        return Err(ValidationError::new(
            "file",
            "The first line of this file is not Baby Connect's header (Date and Time, End Time, …, Activity, …, \
             Text). Nothing was kept. Export it again from Baby Connect, or choose another format.",
        ));
    }
    let columns = BabyConnectColumns::from_table(table);
    let mut read = ParsedFile {
        format: ImportFormat::BabyConnect,
        rows_read: table.rows.len(),
        children: find_child_names(table, &columns),
        candidates: Vec::new(),
        repeated_rows: 0,
        skipped: Vec::new(),
        warnings: Vec::new(),
    };
    if read.children.len() > MAX_CHILDREN {
        read.children.clear();
        read.warnings.push(ImportWarning {
            row: None,
            message: "The child's name could not be told from the rows' words; --baby says whose they are."
                .to_owned(),
        });
    }
    let mut seen = HashMap::new();
    for row in &table.rows {
        match candidate_from_row(row, &columns, &read.children, options) {
            Ok((draft, doubts)) => match seen.get(&draft.id) {
                Some(&first) => merge_duplicate_row(&mut read, first, draft),
                None => {
                    seen.insert(draft.id, read.candidates.len());
                    let doubts = doubts.into_iter().map(|says| ImportWarning::new(row.line, says));
                    read.warnings.extend(doubts);
                    read.candidates.push(draft);
                }
            },
            Err(why) => read.skipped.push(SkippedRow { row: row.line, reason: why }),
        }
    }
    Ok(read)
}

/// A row that says again what an earlier one said; notes found only in the second are put with the first.
fn merge_duplicate_row(read: &mut ParsedFile, first: usize, draft: CandidateEntry) {
    read.repeated_rows += 1;
    let Some(kept) = read.candidates.get_mut(first) else {
        return;
    };
    let had = kept.note.clone().unwrap_or_default();
    let more: Vec<_> = draft
        .note
        .iter()
        .flat_map(|note| note.lines())
        .filter(|line| !had.lines().any(|known| known == *line))
        .collect();
    if more.is_empty() {
        return;
    }
    let parts = had.lines().chain(more).collect::<Vec<_>>();
    kept.note = Some(parts.join("\n"));
    let says = format!("this is row {} once more but for its notes, which were put with that one.", kept.row);
    read.warnings.push(ImportWarning::new(draft.row, says));
}

/// One row as an entry to be, with what is doubtful about it; or why it is skipped.
fn candidate_from_row(
    row: &CsvRow,
    columns: &BabyConnectColumns,
    children: &[String],
    options: &ImportOptions,
) -> Result<(CandidateEntry, Vec<String>), String> {
    if let Some(why) = &row.refusal {
        return Err(why.clone());
    }
    let activity = parse_activity(row, columns)?;
    let is_sleep = activity.eq_ignore_ascii_case("sleep");
    if !is_sleep && !options.keep_other {
        return Err(unsupported::skip_reason(&activity));
    }
    let start = parse_time_cell(row.cell_text(columns.at), "Date and Time")?
        .ok_or("the Date and Time cell is empty")?;
    let end = parse_time_cell(row.cell_text(columns.until), "End Time")?;
    let (minutes, mut doubts) = parse_duration_cell(row.cell_text(columns.minutes));
    let found = app_times::resolve_times(options.zone, start, end, minutes)?;
    doubts.extend(found.doubts);
    // The duration of a feed leaves out its pauses, so only a sleep's says anything about the clocks.
    doubts.extend(found.disagreement.filter(|_| is_sleep));
    if is_sleep && end.is_none() {
        doubts.push(describe_missing_end(minutes));
    }
    if row.count_surplus_cells(columns.count) > 0 {
        doubts
            .push(format!("more cells than the {} headings; those left over were not read.", columns.count));
    }
    let text = row.cell_text(columns.text);
    let written = |at: chrono::NaiveDateTime| at.format("%Y-%m-%dT%H:%M:%S").to_string();
    let parts = [
        ImportFormat::BabyConnect.code(),
        &activity.to_lowercase(),
        &written(start),
        &end.map(written).unwrap_or_default(),
        text,
    ];
    let child = find_child_in_row(text, children);
    let (what, words) = if is_sleep {
        let place = has_more_words(text, child.as_deref()).then_some(text);
        (new_imported_sleep(), place.unwrap_or_default().to_owned())
    } else {
        (Details::Note(Note::default()), describe_other_row(row, columns))
    };
    let draft = CandidateEntry {
        row: row.line,
        id: stable_id::id_from_parts(start, &parts),
        carer: Some(collapse_whitespace(row.cell_text(columns.carer))).filter(|name| !name.is_empty()),
        at: found.at,
        until: found.until,
        approximate: false,
        note: join_notes(&words, row.cell_text(columns.notes)),
        child,
        details: what,
    };
    Ok((draft, doubts))
}

fn parse_activity(row: &CsvRow, columns: &BabyConnectColumns) -> Result<String, String> {
    let activity = collapse_whitespace(row.cell_text(columns.activity));
    if !activity.is_empty() {
        return Ok(activity);
    }
    Err(if row.len() < columns.count {
        let cells = crate::import::format_count(row.len(), "cell", "cells");
        format!("{cells} under {} headings: the Activity is missing", columns.count)
    } else {
        "the Activity cell is empty".to_owned()
    })
}

fn new_imported_sleep() -> Details {
    Details::Sleep(Sleep { imported: true, ..Sleep::default() })
}

fn parse_time_cell(cell: &str, column: &str) -> Result<Option<chrono::NaiveDateTime>, String> {
    if cell.is_empty() {
        return Ok(None);
    }
    app_times::parse_month_first(cell).map(Some).ok_or_else(|| {
        let shown: String = collapse_whitespace(cell).chars().take(40).collect();
        format!("the {column} cell, \"{shown}\", is no date and time like 12/20/19 1:11 AM")
    })
}

fn parse_duration_cell(cell: &str) -> (Option<f64>, Vec<String>) {
    let minutes = cell.parse::<f64>().ok().filter(|m| m.is_finite() && *m >= 0.0);
    let doubt = minutes.is_none() && !cell.is_empty();
    let doubts = doubt.then(|| "the Duration cell holds no number of minutes; it was left out.".to_owned());
    (minutes, doubts.into_iter().collect())
}

fn describe_missing_end(minutes: Option<f64>) -> String {
    match minutes.filter(|m| *m > 0.0) {
        Some(minutes) => format!(
            "no end is written, though the file's duration says {} min. It was kept without an end.",
            minutes.round()
        ),
        None => "no end is written. It was kept without an end; it does not count as running.".to_owned(),
    }
}

/// What a row of no kind of ours says: its words, or its bare cells when it has none.
fn describe_other_row(row: &CsvRow, columns: &BabyConnectColumns) -> String {
    let text = row.cell_text(columns.text);
    if !text.is_empty() {
        return text.to_owned();
    }
    let cells = [columns.activity, columns.quantity, columns.extra];
    collapse_whitespace(&cells.map(|column| row.cell_text(column)).join(" "))
}

fn join_notes(first: &str, second: &str) -> Option<String> {
    match (first.is_empty(), second.is_empty()) {
        (true, true) => None,
        (false, true) => Some(first.to_owned()),
        (true, false) => Some(second.to_owned()),
        (false, false) => Some(format!("{first}\n{second}")),
    }
}

/// Whether a sleep's words say more than "Eva slept (1h5m)": a place, mostly. Then they are kept as they stand.
fn has_more_words(text: &str, child: Option<&str>) -> bool {
    let is_length = |within: &str| {
        within.contains(|c: char| c.is_ascii_digit())
            && within.chars().all(|c| c.is_ascii_digit() || " hminsd.,".contains(c))
    };
    let text = text.trim();
    let left = match text.strip_suffix(')').and_then(|t| t.rsplit_once('(')) {
        Some((before, within)) if is_length(within) => before,
        _ => text,
    };
    let left = collapse_whitespace(left).to_lowercase();
    let bare = child.map(|name| format!("{} slept", name.to_lowercase()));
    !(left.is_empty() || left == "slept" || Some(left) == bare)
}

/// The names in a file, in order. Only rows of a fixed wording can tell: "Doctor said …" names no child.
fn find_child_names(table: &CsvTable, columns: &BabyConnectColumns) -> Vec<String> {
    const FIXED: [&str; 8] =
        ["sleep", "bottle", "nursing", "solid", "diaper", "height", "weight", "head size"];
    let mut names: Vec<String> = Vec::new();
    for row in &table.rows {
        let activity = collapse_whitespace(row.cell_text(columns.activity)).to_lowercase();
        let name = FIXED
            .contains(&activity.as_str())
            .then(|| extract_child_name(row.cell_text(columns.text)))
            .flatten();
        names.extend(name.filter(|name| !names.iter().any(|known| eq_ignore_case(known, name))));
        if names.len() > MAX_CHILDREN {
            break;
        }
    }
    names
}

/// The name before "slept", "drank", "'s height" and the like; else the first word.
fn extract_child_name(text: &str) -> Option<String> {
    const ENDS: [&str; 9] = [" slept", " is ", " drank", " nursed", " ate", " had ", " was ", "'s ", "’s "];
    let text = collapse_whitespace(text);
    // Lower case of ASCII only, so that places in it are places in the text.
    let plain = text.to_ascii_lowercase();
    if ["slept", "drank", "nursed", "ate", "had"].iter().any(|verb| plain.starts_with(verb)) {
        return None;
    }
    let end = ENDS.iter().filter_map(|end| plain.find(end)).min();
    let name = match end {
        Some(end) => &text[..end],
        None => text.split_once(' ')?.0,
    };
    let fits = name.chars().any(char::is_alphabetic) && name.chars().count() <= MAX_NAME_CHARS;
    fits.then(|| name.to_owned())
}

/// Whose row this is: the child its words begin with, else the only child there is.
fn find_child_in_row(text: &str, children: &[String]) -> Option<String> {
    let named =
        extract_child_name(text).and_then(|name| children.iter().find(|known| eq_ignore_case(known, &name)));
    let only = || children.first().filter(|_| children.len() == 1);
    named.or_else(only).cloned()
}

fn eq_ignore_case(a: &str, b: &str) -> bool {
    a.to_lowercase() == b.to_lowercase()
}
