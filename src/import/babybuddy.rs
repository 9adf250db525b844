//! Baby Buddy's CSV: a file a kind, clocks of its server, the child as a number or by name.
//!
//! Sleeps and notes are kept; of other files every row is skipped with its name, or kept as a note. Nothing here looks
//! at the journal.

use super::table::{Row, Table, one_line};
use super::{Draft, Format, Options, Read, Skip, Warning, identity, other, times};
use crate::journal::{At, Note, Problem, Sleep, What};
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
pub(crate) fn fits(heads: &[String]) -> bool {
    let has = |name: &str| heads.iter().any(|head| head == name);
    let child = has("child_id") || has("child") || has("child_first_name");
    child && (has("start") || has("time") || has("date"))
}

/// Reads the rows of a Baby Buddy file.
pub(crate) fn read(table: &Table, options: &Options) -> Result<Read, Problem> {
    if !fits(&table.heads) {
        return Err(Problem::new("file", NO_HEADER));
    }
    let kind =
        KINDS.iter().find(|(column, _)| table.column(&[column]).is_some()).map_or("pump", |(_, kind)| kind);
    let mut read = super::nothing_yet(Format::BabyBuddy, table.rows.len());
    let ids: HashSet<&str> = table.rows.iter().map(|row| child_id(table, row)).collect();
    let mut seen = HashSet::new();
    for row in &table.rows {
        match draft(table, row, kind, ids.len() > 1, options) {
            Ok((draft, doubts)) => {
                if !seen.insert(draft.id) {
                    read.already += 1;
                    continue;
                }
                let new = draft.child.iter().filter(|c| !read.child.contains(c));
                let new: Vec<String> = new.cloned().collect();
                read.child.extend(new);
                let doubts = doubts.into_iter().map(|says| Warning::new(row.line, says));
                read.warnings.extend(doubts);
                read.drafts.push(draft);
            }
            Err(why) => read.skipped.push(Skip { row: row.line, why }),
        }
    }
    Ok(read)
}

fn child_id<'a>(table: &Table, row: &'a Row) -> &'a str {
    row.cell(table.column(&["child_id", "child"]))
}

/// The child's name where the file has it; a number is a name only where there are several.
fn child(table: &Table, row: &Row, several: bool) -> Option<String> {
    let names = ["child_first_name", "child_last_name"];
    let name = names.map(|name| row.cell(table.column(&[name]))).join(" ");
    let name = one_line(&name);
    if !name.is_empty() {
        return Some(name);
    }
    let id = child_id(table, row);
    (several && !id.is_empty()).then(|| format!("Child {id}"))
}

/// A clock of the server's: with its offset where one is written, else as the zone of the import reads it.
enum Clock {
    Exact(At),
    Wall(NaiveDateTime),
}

fn clock(table: &Table, row: &Row, names: &[&str]) -> Result<Option<Clock>, String> {
    let cell = row.cell(table.column(names));
    if let Some(at) = At::parse(&cell.replacen(' ', "T", 1)) {
        return Ok(Some(Clock::Exact(at)));
    }
    Ok(times::dashed_cell(cell, names.first().copied().unwrap_or("time"))?.map(Clock::Wall))
}

fn draft(
    table: &Table,
    row: &Row,
    kind: &str,
    several: bool,
    options: &Options,
) -> Result<(Draft, Vec<String>), String> {
    if let Some(why) = &row.refused {
        return Err(why.clone());
    }
    let what = match kind {
        "sleep" => What::Sleep(Sleep {
            imported: true,
            nap: match row.cell(table.column(&["nap"])).to_lowercase().as_str() {
                "1" | "true" => Some(true),
                "0" | "false" => Some(false),
                _ => None,
            },
            ..Sleep::default()
        }),
        _ if kind == "note" || options.keep_other => What::Note(Note::default()),
        _ => return Err(other::why(kind)),
    };
    let start = clock(table, row, &["start", "time", "date"])?.ok_or("the start cell is empty")?;
    let end = clock(table, row, &["end"])?;
    let (at, until, doubts) = instants(start, end, options)?;
    let words = if kind == "note" {
        row.cell(table.column(&["note"])).to_owned()
    } else if matches!(what, What::Note(_)) {
        format!("{kind}: {}", cells(table, row))
    } else {
        row.cell(table.column(&["notes"])).to_owned()
    };
    let child = child(table, row, several);
    let written = |at: At| at.local().format("%Y-%m-%dT%H:%M:%S").to_string();
    let id = identity::of(
        at.local(),
        &[
            Format::BabyBuddy.code(),
            kind,
            child_id(table, row),
            &written(at),
            &until.map(written).unwrap_or_default(),
            if matches!(what, What::Note(_)) { &words } else { "" },
        ],
    );
    let is_open = until.is_none() && matches!(what, What::Sleep(_));
    let draft = Draft {
        row: row.line,
        id,
        child,
        carer: None,
        at,
        until,
        about: false,
        note: Some(words).filter(|words| !words.is_empty()),
        what,
    };
    let no_end = is_open.then(|| NO_END.to_owned());
    Ok((draft, doubts.into_iter().chain(no_end).collect()))
}

fn instants(
    start: Clock,
    end: Option<Clock>,
    options: &Options,
) -> Result<(At, Option<At>, Vec<String>), String> {
    let wall = |clock: &Clock| match clock {
        Clock::Exact(at) => At::in_zone(at.secs(), options.zone).local(),
        Clock::Wall(local) => *local,
    };
    match (&start, &end) {
        (Clock::Exact(at), None) => Ok((At::in_zone(at.secs(), options.zone), None, Vec::new())),
        (Clock::Exact(at), Some(Clock::Exact(until))) if until >= at => {
            let here = |at: &At| At::in_zone(at.secs(), options.zone);
            Ok((here(at), Some(here(until)), Vec::new()))
        }
        _ => {
            let found = times::resolve(options.zone, wall(&start), end.as_ref().map(wall), None)?;
            Ok((found.at, found.until, found.doubts))
        }
    }
}

/// What else a row of no kind of ours says.
fn cells(table: &Table, row: &Row) -> String {
    let skip = ["id", "child_id", "child", "child_first_name", "child_last_name", "start", "time", "date"];
    let said = table.heads.iter().enumerate().filter_map(|(at, head)| {
        let cell = one_line(row.cell(Some(at)));
        (!cell.is_empty() && !skip.contains(&head.as_str())).then(|| format!("{head} {cell}"))
    });
    said.collect::<Vec<_>>().join(", ")
}

const NO_HEADER: &str = "The first line of this file is not a header of Baby Buddy's (child_id, start, end, …). Export \
                         it again from Baby Buddy, or choose another format.";
const NO_END: &str = "no end is written. It was kept without an end; it does not count as running.";
