//! Daylio's CSV: a parent's own moods, several a day, as check-ins.
//!
//! A mood is a name the parent chose, so only Daylio's own five are known; any other is asked about and never guessed.
//! Activities, scales and notes stay as words in the note. Nothing here looks at the journal.

use super::table::{Row, Table, one_line};
use super::{Draft, Format, Knowing, Options, Read, Skip, Warning, identity, times};
use crate::journal::time::reading;
use crate::journal::{Checkin, Problem, What, day};
use crate::words::fold;
use chrono::{NaiveDate, NaiveDateTime};
use std::collections::HashSet;

const MOODS: [(&str, u8); 5] = [("rad", 5), ("good", 4), ("meh", 3), ("bad", 2), ("awful", 1)];
/// How many unknown moods a sentence names.
const NAMED: usize = 12;

/// Whether these are Daylio's headings.
pub(crate) fn fits(heads: &[String]) -> bool {
    let has = |name: &str| heads.iter().any(|head| head == name);
    has("mood") && has("activities") && has("time") && (has("full_date") || has("year"))
}

pub(crate) fn read(table: &Table, options: &Options, known: &Knowing) -> Result<Read, Problem> {
    if !fits(&table.heads) {
        return Err(Problem::new("file", NO_HEADER));
    }
    let mut unknown: Vec<String> = Vec::new();
    for row in &table.rows {
        let name = one_line(row.cell(table.column(&["mood"])));
        if level(&name, known).is_none() && !name.is_empty() && !unknown.contains(&name) {
            unknown.push(name);
        }
    }
    if !unknown.is_empty() {
        return Err(Problem::new("mood", ask(&unknown)));
    }
    let mut read = super::nothing_yet(Format::Daylio, table.rows.len());
    let mut seen = HashSet::new();
    for row in &table.rows {
        match draft(table, row, options, known) {
            Ok((draft, doubt)) => {
                if !seen.insert(draft.id) {
                    read.already += 1;
                    continue;
                }
                read.warnings.extend(doubt.map(|says| Warning::new(row.line, says)));
                read.drafts.push(draft);
            }
            Err(why) => read.skipped.push(Skip { row: row.line, why }),
        }
    }
    Ok(read)
}

/// What a mood is here: what the parent said of it, else Daylio's own five.
fn level(name: &str, known: &Knowing) -> Option<u8> {
    let said = known.moods.iter().map(|(name, n)| (name.as_str(), *n));
    let mut all = said.chain(MOODS);
    all.find(|(known, _)| fold(known) == fold(name)).map(|(_, n)| n)
}

fn ask(unknown: &[String]) -> String {
    let quoted = |name: &String| {
        if name.contains(|c: char| !c.is_alphanumeric()) {
            format!("\"{name}=3\"")
        } else {
            format!("{name}=3")
        }
    };
    let example = unknown.first().map(quoted).unwrap_or_default();
    let named = unknown.iter().take(NAMED).map(|name| format!("\"{name}\""));
    let more = match unknown.len().saturating_sub(NAMED) {
        0 => String::new(),
        n => format!(" and {n} more"),
    };
    format!(
        "This file has moods of your own: {}{more}. Please say for each what it is here, 1 (heavy) to 5 (good), such as \
         --map-mood {example}.",
        named.collect::<Vec<_>>().join(", ")
    )
}

fn when(table: &Table, row: &Row) -> Result<NaiveDateTime, String> {
    let cell = |names: &[&str]| one_line(row.cell(table.column(names)));
    let full = cell(&["full_date"]);
    let date = if full.is_empty() {
        let text = format!("{} {}", cell(&["date"]), cell(&["year"]));
        day::meant(&text, NaiveDate::MAX)
    } else {
        NaiveDate::parse_from_str(&full, "%Y-%m-%d").ok()
    };
    let date = date.ok_or("the date is none this version can read")?;
    let time = times::clock(&cell(&["time"]));
    let time = time.ok_or("the time cell is no time like 8:04 PM or 18:52")?;
    Ok(date.and_time(time))
}

fn draft(
    table: &Table,
    row: &Row,
    options: &Options,
    known: &Knowing,
) -> Result<(Draft, Option<String>), String> {
    if let Some(why) = &row.refused {
        return Err(why.clone());
    }
    let mood = one_line(row.cell(table.column(&["mood"])));
    let felt = level(&mood, known).ok_or("the mood cell is empty")?;
    let local = when(table, row)?;
    let read = reading(options.zone, local);
    let doubt = read.both().map(|_| {
        format!(
            "{} came twice or not at all, as the clocks changed. {} was kept.",
            times::day_and_clock(local),
            read.first().rfc3339()
        )
    });
    let words = |name: &str| untagged(row.cell(table.column(&[name])));
    let own = MOODS.iter().any(|(name, _)| fold(name) == fold(&mood));
    // A mood's own name says more than its place from 1 to 5.
    let name = if own { String::new() } else { mood.clone() };
    let activities = words("activities").replace(" | ", ", ");
    let note = [words("note_title"), words("note"), name, activities, words("scales")];
    let note: Vec<&str> = note.iter().map(|part| part.trim()).filter(|part| !part.is_empty()).collect();
    let draft = Draft {
        row: row.line,
        id: identity::of(
            local,
            &[
                Format::Daylio.code(),
                &local.format("%Y-%m-%dT%H:%M").to_string(),
                &mood,
                row.cell(table.column(&["note"])),
            ],
        ),
        child: None,
        carer: None,
        at: read.first(),
        until: None,
        about: false,
        note: Some(note.join("\n")).filter(|note| !note.is_empty()),
        what: What::Checkin(Checkin { felt: Some(felt), ..Checkin::default() }),
    };
    Ok((draft, doubt))
}

/// Some versions write a note as HTML: its line ends are kept, its tags are not.
fn untagged(cell: &str) -> String {
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

const NO_HEADER: &str = "The first line of this file is not Daylio's header (full_date, date, weekday, time, mood, \
                         activities, note). Export it again from Daylio, or choose another format.";
