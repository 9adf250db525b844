//! Huckleberry's CSV: one child a file, columns that mean something else for every kind of row, local clocks.
//!
//! Sleeps are kept, and "skin to skin" as touch; how a sleep began and ended stays in its note, in the file's words.
//! The app writes an end as the start and the length by one clock, so on a night when clocks change the length is
//! believed. Nothing here looks at the journal.

use super::table::{Row, Table, one_line};
use super::{Draft, Format, Options, Read, Skip, Warning, identity, other, times};
use crate::journal::time::reading;
use crate::journal::{At, Massage, Note, Problem, Sleep, What, Zone};
use chrono::NaiveDateTime;
use std::collections::HashSet;

/// Hours around a start in which a change of the clocks puts it in doubt.
const NEAR: i64 = 12 * 3600;

struct Columns {
    kind: Option<usize>,
    start: Option<usize>,
    end: Option<usize>,
    length: Option<usize>,
    began: Option<usize>,
    place: Option<usize>,
    ended: Option<usize>,
    notes: Option<usize>,
}

/// Whether these are Huckleberry's headings.
pub(crate) fn fits(heads: &[String]) -> bool {
    ["type", "start", "end", "duration", "start location"]
        .iter()
        .all(|name| heads.iter().any(|head| head == name))
}

impl Columns {
    fn of(table: &Table) -> Self {
        Self {
            kind: table.column(&["type"]),
            start: table.column(&["start"]),
            end: table.column(&["end"]),
            length: table.column(&["duration"]),
            began: table.column(&["start condition", "start conditions"]),
            place: table.column(&["start location"]),
            ended: table.column(&["end condition", "end conditions"]),
            notes: table.column(&["notes"]),
        }
    }
}

struct Timed<'a> {
    row: &'a Row,
    kind: String,
    start: NaiveDateTime,
    end: Option<NaiveDateTime>,
    minutes: Option<i64>,
    at: At,
    until: Option<At>,
}

/// Reads the rows of a Huckleberry file.
pub(crate) fn read(table: &Table, options: &Options) -> Result<Read, Problem> {
    if !fits(&table.heads) {
        return Err(Problem::new("file", NO_HEADER));
    }
    let columns = Columns::of(table);
    let mut read = super::nothing_yet(Format::Huckleberry, table.rows.len());
    let mut rows = Vec::new();
    for row in &table.rows {
        match timed(row, &columns, options.zone) {
            Ok(timed) => rows.push(timed),
            Err(why) => read.skipped.push(Skip { row: row.line, why }),
        }
    }
    let mended = mended(&rows, options.zone);
    let mut seen = HashSet::new();
    for (timed, mended) in rows.iter().zip(mended) {
        let why = other::why(&timed.kind);
        let Some(what) = what(&timed.kind, options) else {
            read.skipped.push(Skip { row: timed.row.line, why });
            continue;
        };
        let draft = draft(timed, mended, what, &columns);
        if !seen.insert(draft.id) {
            read.already += 1;
            continue;
        }
        for says in doubts(timed, &draft, mended.is_some(), options.zone) {
            read.warnings.push(Warning::new(draft.row, says));
        }
        read.drafts.push(draft);
    }
    read.skipped.sort_by_key(|skip| skip.row);
    Ok(read)
}

fn what(kind: &str, options: &Options) -> Option<What> {
    match kind {
        "sleep" => Some(What::Sleep(Sleep { imported: true, ..Sleep::default() })),
        "skin to skin" => {
            Some(What::Massage(Massage { touch: Some("skin-to-skin".to_owned()), ..Massage::default() }))
        }
        _ => options.keep_other.then(|| What::Note(Note::default())),
    }
}

fn timed<'a>(row: &'a Row, columns: &Columns, zone: Zone) -> Result<Timed<'a>, String> {
    if let Some(why) = &row.refused {
        return Err(why.clone());
    }
    let kind = one_line(row.cell(columns.kind)).to_lowercase();
    if kind.is_empty() {
        return Err("the Type cell is empty".to_owned());
    }
    let start = times::dashed_cell(row.cell(columns.start), "Start")?.ok_or("the Start cell is empty")?;
    let end = times::dashed_cell(row.cell(columns.end), "End")?;
    // Of a nappy this column is the colour.
    let minutes = hours_minutes(row.cell(columns.length));
    let at = reading(zone, start).first();
    let (at, until) = match (minutes, end) {
        (Some(minutes), _) => (at, Some(at.plus_minutes(minutes, zone))),
        (None, Some(end)) => {
            let found = times::resolve(zone, start, Some(end), None)?;
            (found.at, found.until)
        }
        (None, None) => (at, None),
    };
    Ok(Timed { row, kind, start, end, minutes, at, until })
}

/// `02:17`, `6:20` as minutes.
fn hours_minutes(cell: &str) -> Option<i64> {
    let (hours, minutes) = cell.trim().split_once(':')?;
    let number = |text: &str| -> Option<i64> {
        let fits = (1..=3).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit());
        fits.then(|| text.parse().ok()).flatten()
    };
    Some(number(hours)? * 60 + number(minutes).filter(|m| *m < 60)?)
}

/// On a night when clocks change, a row that runs into its neighbour was written by the other clock; where that one
/// has no such clash it is taken.
fn mended(rows: &[Timed], zone: Zone) -> Vec<Option<(At, At)>> {
    let spans: Vec<(i64, i64)> =
        rows.iter().filter_map(|timed| Some((timed.at.secs(), timed.until?.secs()))).collect();
    let clashes = |from: i64, to: i64, own: (i64, i64)| {
        let others = spans.iter().filter(|span| **span != own);
        others.filter(|(a, b)| from < *b && *a < to).count()
    };
    let one = |timed: &Timed| {
        let (from, to) = (timed.at.secs(), timed.until?.secs());
        let before = At::in_zone(from - NEAR, zone).offset();
        let after = At::in_zone(to + NEAR, zone).offset();
        if before == after || clashes(from, to, (from, to)) == 0 {
            return None;
        }
        let local = timed.start.and_utc().timestamp();
        let other = [before, after].map(|offset| local - i64::from(offset));
        let other = other.into_iter().find(|secs| *secs != from)?;
        let fits = clashes(other, other + to - from, (from, to)) == 0;
        fits.then(|| (At::in_zone(other, zone), At::in_zone(other + to - from, zone)))
    };
    rows.iter().map(one).collect()
}

fn draft(timed: &Timed, mended: Option<(At, At)>, what: What, columns: &Columns) -> Draft {
    let cell = |column| timed.row.cell(column);
    let written = |at: NaiveDateTime| at.format("%Y-%m-%dT%H:%M").to_string();
    let id = identity::of(
        timed.start,
        &[
            Format::Huckleberry.code(),
            &timed.kind,
            &written(timed.start),
            &timed.end.map(written).unwrap_or_default(),
            cell(columns.notes),
        ],
    );
    let is_note = matches!(what, What::Note(_));
    let kind = one_line(cell(columns.kind));
    let mut words: Vec<String> = Vec::new();
    let around = [columns.began, columns.place, columns.ended].map(|c| one_line(cell(c)));
    let first = Some(kind).filter(|_| is_note);
    let said = first.into_iter().chain(around.iter().cloned());
    words.push(
        said.filter(|word| !word.is_empty())
            .map(|word| word.replace('_', " "))
            .collect::<Vec<_>>()
            .join(" · "),
    );
    // The app writes a line break in a note as two letters.
    words.push(cell(columns.notes).replace("\\n", "\n"));
    words.retain(|line| !line.trim().is_empty());
    Draft {
        row: timed.row.line,
        id,
        child: None,
        carer: None,
        at: mended.map_or(timed.at, |(at, _)| at),
        until: mended.map(|(_, until)| until).or(timed.until),
        about: false,
        note: Some(words.join("\n")).filter(|note| !note.is_empty()),
        what,
    }
}

fn doubts(timed: &Timed, draft: &Draft, mended: bool, zone: Zone) -> Vec<String> {
    if !matches!(draft.what, What::Sleep(_)) {
        return Vec::new();
    }
    if mended {
        return vec![format!(
            "the clocks changed that night, and {} by the new one runs into another row; it was read by the other clock.",
            times::day_and_clock(timed.start)
        )];
    }
    let changes = draft.until.is_some_and(|until| {
        At::in_zone(draft.at.secs() - NEAR, zone).offset() != At::in_zone(until.secs() + NEAR, zone).offset()
    });
    let apart = timed
        .end
        .zip(timed.minutes)
        .map(|(end, minutes)| ((end - timed.start).num_minutes() - minutes, minutes));
    match (draft.until, apart) {
        (None, _) => vec![NO_END.to_owned()],
        (_, Some((gap, minutes))) if gap.abs() > 1 && !changes => vec![format!(
            "the times are {} min apart, the file's duration says {minutes} min. The duration was kept.",
            gap + minutes
        )],
        _ => Vec::new(),
    }
}

const NO_HEADER: &str = "The first line of this file is not Huckleberry's header (Type, Start, End, Duration, Start \
                         Condition, Start Location, …). Export it again from Huckleberry, or choose another format.";
const NO_END: &str = "no end is written. It was kept without an end; it does not count as running.";
