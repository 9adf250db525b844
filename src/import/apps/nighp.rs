//! Baby Tracker's CSV (Nighp, iOS and Android): a file an activity, the child by name, times as the phone writes them.
//!
//! Only a file of sleeps has just a child, a time, a length and a note. A length of none is a clock that still runs.

use crate::import::app_format::{CsvFormat, Draft, RowReader};
use crate::import::app_table::{CsvRow, CsvTable};
use crate::import::{CandidateEntry, ImportOptions, app_times, stable_id};
use crate::model::time::resolve_local;
use crate::model::{Details, Massage, Note, Sleep};
use crate::text::sanitize::collapse_whitespace;
use crate::texts::{import_columns, import_messages, unsupported_activities};

pub(crate) const FORMAT: CsvFormat = CsvFormat {
    required_headings: &[
        &["baby", "baby name"],
        &["time", "start time"],
        &["note", "notes", "duration(minutes)", "duration (minutes)", "duration (min)", "duration"],
    ],
    columns: import_columns::NIGHP,
    date_headings: TIME,
    date_order: None,
    open_rows: |table, options, _| Ok(Box::new(NighpRows { table, options, kind: find_kind(table) })),
};

const TIME: &[&str] = &["time", "start time"];

/// The column of the length, whose heading has the unit in many ways.
fn find_length(table: &CsvTable) -> Option<usize> {
    table.headings.iter().position(|heading| heading.starts_with("duration"))
}

/// A column by its first letters that only one kind of file has, and what its rows are called here.
const KINDS: [(&str, &str); 10] = [
    ("other activity", "activity"),
    ("medication", "meds"),
    ("milestone", "milestone"),
    ("vaccine", "vaccine"),
    ("status", "diaper"),
    ("start side", "nursing"),
    ("amount", "bottle"),
    ("length", "growth"),
    ("weight", "growth"),
    ("temperature", "temperature"),
];

fn find_kind(table: &CsvTable) -> &'static str {
    let has = |start: &str| table.headings.iter().any(|heading| heading.starts_with(start));
    match KINDS.iter().find(|(column, _)| has(column)) {
        Some((_, kind)) => kind,
        None if find_length(table).is_some() => "sleep",
        None => "diary",
    }
}

struct NighpRows<'a> {
    table: &'a CsvTable<'a>,
    options: &'a ImportOptions,
    kind: &'static str,
}

impl RowReader for NighpRows<'_> {
    fn read_row(&self, row: &CsvRow) -> Result<Draft, String> {
        let cell = |names: &[&str]| self.table.cell(row, names);
        let activity = collapse_whitespace(cell(&["other activity"]));
        let is_massage = activity.to_lowercase().contains(import_messages::MASSAGE);
        let details = match self.kind {
            "sleep" => Details::Sleep(Sleep { imported: true, ..Sleep::default() }),
            "activity" if is_massage => Details::Massage(Massage::default()),
            "diary" => Details::Note(Note::default()),
            _ if self.options.keep_other => Details::Note(Note::default()),
            "activity" if !activity.is_empty() => return Err(unsupported_activities::skip_reason(&activity)),
            kind => return Err(unsupported_activities::skip_reason(kind)),
        };
        let start =
            app_times::parse_time_cell(cell(TIME), "Time", self.table.date_order, "5/25/24, 8:30 PM")?
                .ok_or_else(|| import_messages::empty_cell("Time"))?;
        let length = row.cell_text(find_length(self.table));
        let minutes = app_times::parse_length(length).map(|minutes| minutes.round() as i64);
        let minutes = minutes.filter(|minutes| *minutes > 0);
        let zone = self.options.zone;
        let at = resolve_local(zone, start).default_instant();
        let mut doubts = app_times::resolve_times(zone, start, None, None)?.doubts;
        let is_note = matches!(details, Details::Note(_));
        let until = minutes.filter(|_| !is_note).map(|minutes| at.add_minutes(minutes, zone));
        if matches!(details, Details::Sleep(_)) && until.is_none() {
            doubts.push(import_messages::NO_END.to_owned());
        }
        let note = match (is_note, self.kind) {
            (true, kind) if kind != "diary" => self.describe_cells(row),
            _ => cell(&["note", "notes"]).to_owned(),
        };
        let child = collapse_whitespace(cell(&["baby", "baby name"]));
        let written = start.format("%Y-%m-%dT%H:%M").to_string();
        let id = stable_id::id_from_parts(start, &["nighp", self.kind, &child, &written, length, &note]);
        let candidate = CandidateEntry {
            child: (!child.is_empty()).then_some(child),
            ..CandidateEntry::new(row.line, id, (at, until), note, details)
        };
        Ok(Draft { candidate, doubts })
    }
}

impl NighpRows<'_> {
    /// What a row of no kind of ours says.
    fn describe_cells(&self, row: &CsvRow) -> String {
        let cells = self.table.headings.iter().enumerate().filter_map(|(at, heading)| {
            let cell = collapse_whitespace(row.cell_text(Some(at)));
            let is_shown =
                !cell.is_empty() && !["baby", "baby name", "time", "start time"].contains(&heading.as_str());
            is_shown.then(|| if heading == "note" { cell } else { format!("{heading} {cell}") })
        });
        cells.collect::<Vec<_>>().join(", ")
    }
}
