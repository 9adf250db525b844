//! Baby Connect's CSV: one child a file, a row for whatever happened, US dates, the child's name only in the words.
//!
//! Sleeps become sleeps with the clocks as written. What this journal has no kind for becomes a note or is skipped
//! with its name. Nothing here looks at the journal.

use super::table::{Row, Table, one_line};
use super::{Draft, Format, Options, Read, Skip, Warning, identity, other, times};
use crate::journal::{Note, Problem, Sleep, What};
use std::collections::HashMap;

const AT: &[&str] = &["date and time"];
const UNTIL: &[&str] = &["end time"];
const ACTIVITY: &[&str] = &["activity"];
const TEXT: &[&str] = &["text"];
/// Longer than any name; what stands before the verb is then no name.
const NAME: usize = 40;

/// Whether these are Baby Connect's headings; those an importer can do without may be missing.
pub(crate) fn fits(heads: &[String]) -> bool {
    [AT, UNTIL, ACTIVITY, TEXT].iter().all(|names| heads.iter().any(|head| names.contains(&head.as_str())))
}

/// More "names" than this and the file words its rows in a way of its own: then none of them is taken.
const CHILDREN: usize = 12;

struct Columns {
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

impl Columns {
    fn of(table: &Table) -> Self {
        Self {
            at: table.column(AT),
            until: table.column(UNTIL),
            minutes: table.column(&["duration (min)", "duration(min)", "duration"]),
            activity: table.column(ACTIVITY),
            quantity: table.column(&["quantity"]),
            extra: table.column(&["extra data"]),
            text: table.column(TEXT),
            notes: table.column(&["notes", "note"]),
            carer: table.column(&["caregiver"]),
            count: table.heads.len(),
        }
    }
}

/// Reads the rows of a Baby Connect file.
pub(crate) fn read(table: &Table, options: &Options) -> Result<Read, Problem> {
    if !fits(&table.heads) {
        return Err(Problem::new(
            "file",
            "The first line of this file is not Baby Connect's header (Date and Time, End Time, …, Activity, …, \
             Text). Nothing was kept. Export it again from Baby Connect, or choose another format.",
        ));
    }
    let columns = Columns::of(table);
    let mut read = Read {
        format: Format::BabyConnect,
        read: table.rows.len(),
        child: children(table, &columns),
        drafts: Vec::new(),
        already: 0,
        skipped: Vec::new(),
        warnings: Vec::new(),
    };
    if read.child.len() > CHILDREN {
        read.child.clear();
        read.warnings.push(Warning {
            row: None,
            says: "The child's name could not be told from the rows' words; --baby says whose they are."
                .to_owned(),
        });
    }
    let mut seen = HashMap::new();
    for row in &table.rows {
        match draft(row, &columns, &read.child, options) {
            Ok((draft, doubts)) => match seen.get(&draft.id) {
                Some(&first) => again(&mut read, first, draft),
                None => {
                    seen.insert(draft.id, read.drafts.len());
                    let doubts = doubts.into_iter().map(|says| Warning::new(row.line, says));
                    read.warnings.extend(doubts);
                    read.drafts.push(draft);
                }
            },
            Err(why) => read.skipped.push(Skip { row: row.line, why }),
        }
    }
    Ok(read)
}

/// A row that says again what an earlier one said; notes found only in the second are put with the first.
fn again(read: &mut Read, first: usize, draft: Draft) {
    read.already += 1;
    let Some(kept) = read.drafts.get_mut(first) else {
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
    read.warnings.push(Warning::new(draft.row, says));
}

/// One row as an entry to be, with what is doubtful about it; or why it is skipped.
fn draft(
    row: &Row,
    columns: &Columns,
    children: &[String],
    options: &Options,
) -> Result<(Draft, Vec<String>), String> {
    if let Some(why) = &row.refused {
        return Err(why.clone());
    }
    let activity = activity(row, columns)?;
    let is_sleep = activity.eq_ignore_ascii_case("sleep");
    if !is_sleep && !options.keep_other {
        return Err(other::why(&activity));
    }
    let start = when(row.cell(columns.at), "Date and Time")?.ok_or("the Date and Time cell is empty")?;
    let end = when(row.cell(columns.until), "End Time")?;
    let (minutes, mut doubts) = duration(row.cell(columns.minutes));
    let found = times::resolve(options.zone, start, end, minutes)?;
    doubts.extend(found.doubts);
    // The duration of a feed leaves out its pauses, so only a sleep's says anything about the clocks.
    doubts.extend(found.disagrees.filter(|_| is_sleep));
    if is_sleep && end.is_none() {
        doubts.push(no_end(minutes));
    }
    if row.surplus(columns.count) > 0 {
        doubts
            .push(format!("more cells than the {} headings; those left over were not read.", columns.count));
    }
    let text = row.cell(columns.text);
    let written = |at: chrono::NaiveDateTime| at.format("%Y-%m-%dT%H:%M:%S").to_string();
    let parts = [
        Format::BabyConnect.code(),
        &activity.to_lowercase(),
        &written(start),
        &end.map(written).unwrap_or_default(),
        text,
    ];
    let child = whose(text, children);
    let (what, words) = if is_sleep {
        let place = says_more(text, child.as_deref()).then_some(text);
        (sleep(), place.unwrap_or_default().to_owned())
    } else {
        (What::Note(Note::default()), words(row, columns))
    };
    let draft = Draft {
        row: row.line,
        id: identity::of(start, &parts),
        carer: Some(one_line(row.cell(columns.carer))).filter(|name| !name.is_empty()),
        at: found.at,
        until: found.until,
        about: false,
        note: joined(&words, row.cell(columns.notes)),
        child,
        what,
    };
    Ok((draft, doubts))
}

fn activity(row: &Row, columns: &Columns) -> Result<String, String> {
    let activity = one_line(row.cell(columns.activity));
    if !activity.is_empty() {
        return Ok(activity);
    }
    Err(if row.len() < columns.count {
        let cells = super::counted(row.len(), "cell", "cells");
        format!("{cells} under {} headings: the Activity is missing", columns.count)
    } else {
        "the Activity cell is empty".to_owned()
    })
}

fn sleep() -> What {
    What::Sleep(Sleep { imported: true, ..Sleep::default() })
}

fn when(cell: &str, column: &str) -> Result<Option<chrono::NaiveDateTime>, String> {
    if cell.is_empty() {
        return Ok(None);
    }
    times::month_first(cell).map(Some).ok_or_else(|| {
        let shown: String = one_line(cell).chars().take(40).collect();
        format!("the {column} cell, \"{shown}\", is no date and time like 12/20/19 1:11 AM")
    })
}

fn duration(cell: &str) -> (Option<f64>, Vec<String>) {
    let minutes = cell.parse::<f64>().ok().filter(|m| m.is_finite() && *m >= 0.0);
    let doubt = minutes.is_none() && !cell.is_empty();
    let doubts = doubt.then(|| "the Duration cell holds no number of minutes; it was left out.".to_owned());
    (minutes, doubts.into_iter().collect())
}

fn no_end(minutes: Option<f64>) -> String {
    match minutes.filter(|m| *m > 0.0) {
        Some(minutes) => format!(
            "no end is written, though the file's duration says {} min. It was kept without an end.",
            minutes.round()
        ),
        None => "no end is written. It was kept without an end; it does not count as running.".to_owned(),
    }
}

/// What a row of no kind of ours says: its words, or its bare cells when it has none.
fn words(row: &Row, columns: &Columns) -> String {
    let text = row.cell(columns.text);
    if !text.is_empty() {
        return text.to_owned();
    }
    let cells = [columns.activity, columns.quantity, columns.extra];
    one_line(&cells.map(|column| row.cell(column)).join(" "))
}

fn joined(first: &str, second: &str) -> Option<String> {
    match (first.is_empty(), second.is_empty()) {
        (true, true) => None,
        (false, true) => Some(first.to_owned()),
        (true, false) => Some(second.to_owned()),
        (false, false) => Some(format!("{first}\n{second}")),
    }
}

/// Whether a sleep's words say more than "Eva slept (1h5m)": a place, mostly. Then they are kept as they stand.
fn says_more(text: &str, child: Option<&str>) -> bool {
    let is_length = |within: &str| {
        within.contains(|c: char| c.is_ascii_digit())
            && within.chars().all(|c| c.is_ascii_digit() || " hminsd.,".contains(c))
    };
    let text = text.trim();
    let left = match text.strip_suffix(')').and_then(|t| t.rsplit_once('(')) {
        Some((before, within)) if is_length(within) => before,
        _ => text,
    };
    let left = one_line(left).to_lowercase();
    let bare = child.map(|name| format!("{} slept", name.to_lowercase()));
    !(left.is_empty() || left == "slept" || Some(left) == bare)
}

/// The names in a file, in order. Only rows of a fixed wording can tell: "Doctor said …" names no child.
fn children(table: &Table, columns: &Columns) -> Vec<String> {
    const FIXED: [&str; 8] =
        ["sleep", "bottle", "nursing", "solid", "diaper", "height", "weight", "head size"];
    let mut names: Vec<String> = Vec::new();
    for row in &table.rows {
        let activity = one_line(row.cell(columns.activity)).to_lowercase();
        let name = FIXED.contains(&activity.as_str()).then(|| name_in(row.cell(columns.text))).flatten();
        names.extend(name.filter(|name| !names.iter().any(|known| same(known, name))));
        if names.len() > CHILDREN {
            break;
        }
    }
    names
}

/// The name before "slept", "drank", "'s height" and the like; else the first word.
fn name_in(text: &str) -> Option<String> {
    const ENDS: [&str; 9] = [" slept", " is ", " drank", " nursed", " ate", " had ", " was ", "'s ", "’s "];
    let text = one_line(text);
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
    let fits = name.chars().any(char::is_alphabetic) && name.chars().count() <= NAME;
    fits.then(|| name.to_owned())
}

/// Whose row this is: the child its words begin with, else the only child there is.
fn whose(text: &str, children: &[String]) -> Option<String> {
    let named = name_in(text).and_then(|name| children.iter().find(|known| same(known, &name)));
    let only = || children.first().filter(|_| children.len() == 1);
    named.or_else(only).cloned()
}

fn same(a: &str, b: &str) -> bool {
    a.to_lowercase() == b.to_lowercase()
}
