//! Baby Buddy's CSV: a file a kind, clocks of its server, the child as a number or by name.
//!
//! Sleeps and notes are kept; of other files every row is skipped with its name, or kept as a note. Nothing here looks
//! at the journal.

use crate::import::app_table::{CsvRow, CsvTable, collapse_whitespace};
use crate::import::{
    CandidateEntry, ImportFormat, ImportOptions, ImportWarning, ParsedFile, SkippedRow, app_times, stable_id,
    unsupported,
};
use crate::model::{Details, Note, Sleep, Timestamp, ValidationError};
use chrono::NaiveDateTime;
use std::collections::HashSet;

/// A column that only one kind of file has, and what its rows are called here.
const KINDS: [(&str, &str); 10] = [
    ("nap", "sleep"),
    ("milestone", "tummy time"),
    ("method", "feed"),
    ("wet", "diaper"),
    ("temperature", "temperature"),
    ("weight", "weight"),
    ("height", "height"),
    ("head_circumference", "head size"),
    ("bmi", "BMI"),
    ("note", "note"),
];

/// Whether these are headings of one of Baby Buddy's files.
pub(crate) fn has_known_headings(heads: &[String]) -> bool {
    let has = |name: &str| heads.iter().any(|head| head == name);
    let child = has("child_id") || has("child") || has("child_first_name");
    child && (has("start") || has("time") || has("date"))
}

/// Reads the rows of a Baby Buddy file.
pub(crate) fn parse_rows(table: &CsvTable, options: &ImportOptions) -> Result<ParsedFile, ValidationError> {
    if !has_known_headings(&table.headings) {
        return Err(ValidationError::new("file", WRONG_HEADER));
    }
    let kind = KINDS
        .iter()
        .find(|(column, _)| table.find_column(&[column]).is_some())
        .map_or("pump", |(_, kind)| kind);
    let mut read = crate::import::empty_parsed_file(ImportFormat::BabyBuddy, table.rows.len());
    let ids: HashSet<&str> = table.rows.iter().map(|row| child_id_cell(table, row)).collect();
    let mut seen = HashSet::new();
    for row in &table.rows {
        match candidate_from_row(table, row, kind, ids.len() > 1, options) {
            Ok((draft, doubts)) => {
                if !seen.insert(draft.id) {
                    read.repeated_rows += 1;
                    continue;
                }
                let new = draft.child.iter().filter(|c| !read.children.contains(c));
                let new: Vec<String> = new.cloned().collect();
                read.children.extend(new);
                let doubts = doubts.into_iter().map(|says| ImportWarning::new(row.line, says));
                read.warnings.extend(doubts);
                read.candidates.push(draft);
            }
            Err(why) => read.skipped.push(SkippedRow { row: row.line, reason: why }),
        }
    }
    Ok(read)
}

fn child_id_cell<'a>(table: &CsvTable, row: &'a CsvRow) -> &'a str {
    row.cell_text(table.find_column(&["child_id", "child"]))
}

/// The child's name where the file has it; a number is a name only where there are several.
fn parse_child_name(table: &CsvTable, row: &CsvRow, several: bool) -> Option<String> {
    let names = ["child_first_name", "child_last_name"];
    let name = names.map(|name| row.cell_text(table.find_column(&[name]))).join(" ");
    let name = collapse_whitespace(&name);
    if !name.is_empty() {
        return Some(name);
    }
    let id = child_id_cell(table, row);
    (several && !id.is_empty()).then(|| format!("Child {id}"))
}

/// A clock of the server's: with its offset where one is written, else as the zone of the import reads it.
enum ServerTime {
    Exact(Timestamp),
    Wall(NaiveDateTime),
}

fn parse_server_time(table: &CsvTable, row: &CsvRow, names: &[&str]) -> Result<Option<ServerTime>, String> {
    let cell = row.cell_text(table.find_column(names));
    if let Some(at) = Timestamp::parse_rfc3339(&cell.replacen(' ', "T", 1)) {
        return Ok(Some(ServerTime::Exact(at)));
    }
    Ok(app_times::parse_dashed_cell(cell, names.first().copied().unwrap_or("time"))?.map(ServerTime::Wall))
}

fn candidate_from_row(
    table: &CsvTable,
    row: &CsvRow,
    kind: &str,
    several: bool,
    options: &ImportOptions,
) -> Result<(CandidateEntry, Vec<String>), String> {
    if let Some(why) = &row.refusal {
        return Err(why.clone());
    }
    let what = match kind {
        "sleep" => Details::Sleep(Sleep {
            imported: true,
            nap: match row.cell_text(table.find_column(&["nap"])).to_lowercase().as_str() {
                "1" | "true" => Some(true),
                "0" | "false" => Some(false),
                _ => None,
            },
            ..Sleep::default()
        }),
        _ if kind == "note" || options.keep_other => Details::Note(Note::default()),
        _ => return Err(unsupported::skip_reason(kind)),
    };
    let start =
        parse_server_time(table, row, &["start", "time", "date"])?.ok_or("the start cell is empty")?;
    let end = parse_server_time(table, row, &["end"])?;
    let (at, until, doubts) = resolve_instants(start, end, options)?;
    let words = if kind == "note" {
        row.cell_text(table.find_column(&["note"])).to_owned()
    } else if matches!(what, Details::Note(_)) {
        format!("{kind}: {}", describe_other_cells(table, row))
    } else {
        row.cell_text(table.find_column(&["notes"])).to_owned()
    };
    let child = parse_child_name(table, row, several);
    let written = |at: Timestamp| at.local_datetime().format("%Y-%m-%dT%H:%M:%S").to_string();
    let id = stable_id::id_from_parts(
        at.local_datetime(),
        &[
            ImportFormat::BabyBuddy.code(),
            kind,
            child_id_cell(table, row),
            &written(at),
            &until.map(written).unwrap_or_default(),
            if matches!(what, Details::Note(_)) { &words } else { "" },
        ],
    );
    let is_open = until.is_none() && matches!(what, Details::Sleep(_));
    let draft = CandidateEntry {
        row: row.line,
        id,
        child,
        carer: None,
        at,
        until,
        approximate: false,
        note: Some(words).filter(|words| !words.is_empty()),
        details: what,
    };
    let no_end = is_open.then(|| MISSING_END.to_owned());
    Ok((draft, doubts.into_iter().chain(no_end).collect()))
}

fn resolve_instants(
    start: ServerTime,
    end: Option<ServerTime>,
    options: &ImportOptions,
) -> Result<(Timestamp, Option<Timestamp>, Vec<String>), String> {
    let wall = |clock: &ServerTime| match clock {
        ServerTime::Exact(at) => {
            Timestamp::from_seconds_in_zone(at.unix_seconds(), options.zone).local_datetime()
        }
        ServerTime::Wall(local) => *local,
    };
    match (&start, &end) {
        (ServerTime::Exact(at), None) => {
            Ok((Timestamp::from_seconds_in_zone(at.unix_seconds(), options.zone), None, Vec::new()))
        }
        (ServerTime::Exact(at), Some(ServerTime::Exact(until))) if until >= at => {
            let here = |at: &Timestamp| Timestamp::from_seconds_in_zone(at.unix_seconds(), options.zone);
            Ok((here(at), Some(here(until)), Vec::new()))
        }
        _ => {
            let found = app_times::resolve_times(options.zone, wall(&start), end.as_ref().map(wall), None)?;
            Ok((found.at, found.until, found.doubts))
        }
    }
}

/// What else a row of no kind of ours says.
fn describe_other_cells(table: &CsvTable, row: &CsvRow) -> String {
    let skip = ["id", "child_id", "child", "child_first_name", "child_last_name", "start", "time", "date"];
    let said = table.headings.iter().enumerate().filter_map(|(at, head)| {
        let cell = collapse_whitespace(row.cell_text(Some(at)));
        (!cell.is_empty() && !skip.contains(&head.as_str())).then(|| format!("{head} {cell}"))
    });
    said.collect::<Vec<_>>().join(", ")
}

const WRONG_HEADER: &str = "The first line of this file is not a header of Baby Buddy's (child_id, start, end, …). Export \
                         it again from Baby Buddy, or choose another format.";
const MISSING_END: &str = "no end is written. It was kept without an end; it does not count as running.";
