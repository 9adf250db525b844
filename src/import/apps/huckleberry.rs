//! Huckleberry's CSV: one child a file, columns that mean something else for every kind of row, local clocks.
//!
//! Sleeps are kept, and "skin to skin" as touch; how a sleep began and ended stays in its note, in the file's words.
//! The app writes an end as the start and the length by one clock, so on a night when clocks change the length is
//! believed. Nothing here looks at the journal.

use crate::import::app_table::{CsvRow, CsvTable, collapse_whitespace};
use crate::import::{
    CandidateEntry, ImportFormat, ImportOptions, ImportWarning, ParsedFile, SkippedRow, app_times, stable_id,
    unsupported,
};
use crate::model::time::resolve_local;
use crate::model::{Details, Massage, Note, Sleep, Timestamp, ValidationError, Zone};
use chrono::NaiveDateTime;
use std::collections::HashSet;

/// Hours around a start in which a change of the clocks puts it in doubt.
const CLOCK_CHANGE_SECS: i64 = 12 * 3600;

struct HuckleberryColumns {
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
pub(crate) fn has_known_headings(heads: &[String]) -> bool {
    ["type", "start", "end", "duration", "start location"]
        .iter()
        .all(|name| heads.iter().any(|head| head == name))
}

impl HuckleberryColumns {
    fn from_table(table: &CsvTable) -> Self {
        Self {
            kind: table.find_column(&["type"]),
            start: table.find_column(&["start"]),
            end: table.find_column(&["end"]),
            length: table.find_column(&["duration"]),
            began: table.find_column(&["start condition", "start conditions"]),
            place: table.find_column(&["start location"]),
            ended: table.find_column(&["end condition", "end conditions"]),
            notes: table.find_column(&["notes"]),
        }
    }
}

struct HuckleberryRow<'a> {
    row: &'a CsvRow,
    kind: String,
    start: NaiveDateTime,
    end: Option<NaiveDateTime>,
    minutes: Option<i64>,
    at: Timestamp,
    until: Option<Timestamp>,
}

/// Reads the rows of a Huckleberry file.
pub(crate) fn parse_rows(table: &CsvTable, options: &ImportOptions) -> Result<ParsedFile, ValidationError> {
    if !has_known_headings(&table.headings) {
        return Err(ValidationError::new("file", WRONG_HEADER));
    }
    let columns = HuckleberryColumns::from_table(table);
    let mut read = crate::import::empty_parsed_file(ImportFormat::Huckleberry, table.rows.len());
    let mut rows = Vec::new();
    for row in &table.rows {
        match parse_timed_row(row, &columns, options.zone) {
            Ok(timed) => rows.push(timed),
            Err(why) => read.skipped.push(SkippedRow { row: row.line, reason: why }),
        }
    }
    let mended = correct_clock_changes(&rows, options.zone);
    let mut seen = HashSet::new();
    for (timed, mended) in rows.iter().zip(mended) {
        let why = unsupported::skip_reason(&timed.kind);
        let Some(what) = details_for_kind(&timed.kind, options) else {
            read.skipped.push(SkippedRow { row: timed.row.line, reason: why });
            continue;
        };
        let draft = candidate_from_row(timed, mended, what, &columns);
        if !seen.insert(draft.id) {
            read.repeated_rows += 1;
            continue;
        }
        for says in find_doubts(timed, &draft, mended.is_some(), options.zone) {
            read.warnings.push(ImportWarning::new(draft.row, says));
        }
        read.candidates.push(draft);
    }
    read.skipped.sort_by_key(|skip| skip.row);
    Ok(read)
}

fn details_for_kind(kind: &str, options: &ImportOptions) -> Option<Details> {
    match kind {
        "sleep" => Some(Details::Sleep(Sleep { imported: true, ..Sleep::default() })),
        "skin to skin" => {
            Some(Details::Massage(Massage { touch: Some("skin-to-skin".to_owned()), ..Massage::default() }))
        }
        _ => options.keep_other.then(|| Details::Note(Note::default())),
    }
}

fn parse_timed_row<'a>(
    row: &'a CsvRow,
    columns: &HuckleberryColumns,
    zone: Zone,
) -> Result<HuckleberryRow<'a>, String> {
    if let Some(why) = &row.refusal {
        return Err(why.clone());
    }
    let kind = collapse_whitespace(row.cell_text(columns.kind)).to_lowercase();
    if kind.is_empty() {
        return Err("the Type cell is empty".to_owned());
    }
    let start = app_times::parse_dashed_cell(row.cell_text(columns.start), "Start")?
        .ok_or("the Start cell is empty")?;
    let end = app_times::parse_dashed_cell(row.cell_text(columns.end), "End")?;
    // Of a nappy this column is the colour.
    let minutes = parse_hours_minutes(row.cell_text(columns.length));
    let at = resolve_local(zone, start).default_instant();
    let (at, until) = match (minutes, end) {
        (Some(minutes), _) => (at, Some(at.add_minutes(minutes, zone))),
        (None, Some(end)) => {
            let found = app_times::resolve_times(zone, start, Some(end), None)?;
            (found.at, found.until)
        }
        (None, None) => (at, None),
    };
    Ok(HuckleberryRow { row, kind, start, end, minutes, at, until })
}

/// `02:17`, `6:20` as minutes.
fn parse_hours_minutes(cell: &str) -> Option<i64> {
    let (hours, minutes) = cell.trim().split_once(':')?;
    let number = |text: &str| -> Option<i64> {
        let fits = (1..=3).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit());
        fits.then(|| text.parse().ok()).flatten()
    };
    Some(number(hours)? * 60 + number(minutes).filter(|m| *m < 60)?)
}

/// On a night when clocks change, a row that runs into its neighbour was written by the other clock; where that one
/// has no such clash it is taken.
fn correct_clock_changes(rows: &[HuckleberryRow], zone: Zone) -> Vec<Option<(Timestamp, Timestamp)>> {
    let spans: Vec<(i64, i64)> = rows
        .iter()
        .filter_map(|timed| Some((timed.at.unix_seconds(), timed.until?.unix_seconds())))
        .collect();
    let clashes = |from: i64, to: i64, own: (i64, i64)| {
        let others = spans.iter().filter(|span| **span != own);
        others.filter(|(a, b)| from < *b && *a < to).count()
    };
    let one = |timed: &HuckleberryRow| {
        let (from, to) = (timed.at.unix_seconds(), timed.until?.unix_seconds());
        let before = Timestamp::from_seconds_in_zone(from - CLOCK_CHANGE_SECS, zone).offset_seconds();
        let after = Timestamp::from_seconds_in_zone(to + CLOCK_CHANGE_SECS, zone).offset_seconds();
        if before == after || clashes(from, to, (from, to)) == 0 {
            return None;
        }
        let local = timed.start.and_utc().timestamp();
        let other = [before, after].map(|offset| local - i64::from(offset));
        let other = other.into_iter().find(|secs| *secs != from)?;
        let fits = clashes(other, other + to - from, (from, to)) == 0;
        fits.then(|| {
            (
                Timestamp::from_seconds_in_zone(other, zone),
                Timestamp::from_seconds_in_zone(other + to - from, zone),
            )
        })
    };
    rows.iter().map(one).collect()
}

fn candidate_from_row(
    timed: &HuckleberryRow,
    mended: Option<(Timestamp, Timestamp)>,
    what: Details,
    columns: &HuckleberryColumns,
) -> CandidateEntry {
    let cell = |column| timed.row.cell_text(column);
    let written = |at: NaiveDateTime| at.format("%Y-%m-%dT%H:%M").to_string();
    let id = stable_id::id_from_parts(
        timed.start,
        &[
            ImportFormat::Huckleberry.code(),
            &timed.kind,
            &written(timed.start),
            &timed.end.map(written).unwrap_or_default(),
            cell(columns.notes),
        ],
    );
    let is_note = matches!(what, Details::Note(_));
    let kind = collapse_whitespace(cell(columns.kind));
    let mut words: Vec<String> = Vec::new();
    let around = [columns.began, columns.place, columns.ended].map(|c| collapse_whitespace(cell(c)));
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
    CandidateEntry {
        row: timed.row.line,
        id,
        child: None,
        carer: None,
        at: mended.map_or(timed.at, |(at, _)| at),
        until: mended.map(|(_, until)| until).or(timed.until),
        approximate: false,
        note: Some(words.join("\n")).filter(|note| !note.is_empty()),
        details: what,
    }
}

fn find_doubts(timed: &HuckleberryRow, draft: &CandidateEntry, mended: bool, zone: Zone) -> Vec<String> {
    if !matches!(draft.details, Details::Sleep(_)) {
        return Vec::new();
    }
    if mended {
        return vec![format!(
            "the clocks changed that night, and {} by the new one runs into another row; it was read by the other clock.",
            app_times::format_day_and_time(timed.start)
        )];
    }
    let changes = draft.until.is_some_and(|until| {
        Timestamp::from_seconds_in_zone(draft.at.unix_seconds() - CLOCK_CHANGE_SECS, zone).offset_seconds()
            != Timestamp::from_seconds_in_zone(until.unix_seconds() + CLOCK_CHANGE_SECS, zone)
                .offset_seconds()
    });
    let apart = timed
        .end
        .zip(timed.minutes)
        .map(|(end, minutes)| ((end - timed.start).num_minutes() - minutes, minutes));
    match (draft.until, apart) {
        (None, _) => vec![MISSING_END.to_owned()],
        (_, Some((gap, minutes))) if gap.abs() > 1 && !changes => vec![format!(
            "the times are {} min apart, the file's duration says {minutes} min. The duration was kept.",
            gap + minutes
        )],
        _ => Vec::new(),
    }
}

const WRONG_HEADER: &str = "The first line of this file is not Huckleberry's header (Type, Start, End, Duration, Start \
                         Condition, Start Location, …). Export it again from Huckleberry, or choose another format.";
const MISSING_END: &str = "no end is written. It was kept without an end; it does not count as running.";
