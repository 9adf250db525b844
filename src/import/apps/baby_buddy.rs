//! Baby Buddy's CSV: a file a kind, clocks of its server, the child as a number or by name.
//!
//! Sleeps and notes are kept; of other files every row is skipped with its name, or kept as a note.

use crate::import::app_format::{CsvFormat, Draft, RowReader};
use crate::import::app_table::{CsvRow, CsvTable};
use crate::import::{CandidateEntry, ImportFormat, ImportOptions, app_times, stable_id};
use crate::model::{Details, Note, Sleep, Timestamp, ValidationError};
use crate::text::sanitize::collapse_whitespace;
use crate::texts::{import_messages, unsupported_activities};
use chrono::NaiveDateTime;

pub(crate) const FORMAT: CsvFormat = CsvFormat {
    required_headings: &[&["child_id", "child", "child_first_name", "nap"], &["start", "time", "date"]],
    columns: import_messages::BABY_BUDDY_COLUMNS,
    date_headings: &["start", "end", "time", "date"],
    date_order: None,
    open_rows: |table, options, _| {
        let mut children = table.rows().map(|row| table.cell(&row, CHILD_ID).to_owned());
        let has_several_children = children.next().is_some_and(|first| children.any(|child| child != first));
        let kind = find_kind(table)
            .ok_or_else(|| ValidationError::new("file", import_messages::BABY_BUDDY_KIND_UNKNOWN))?;
        Ok(Box::new(BabyBuddyRows { table, options, kind, has_several_children }))
    },
};

const CHILD_ID: &[&str] = &["child_id", "child"];

/// A column that only one kind of file has, and what its rows are called here.
const KINDS: [(&str, &str); 16] = [
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
    ("dosage", "medicine"),
    ("medication", "medicine"),
    ("active", "timer"),
    ("amount", "pump"),
    ("birth_date", "child"),
    ("duration", "timer"),
];

/// The columns of every kind; before version 2 a sleep had no others.
const COMMON: [&str; 8] =
    ["id", "child", "child_id", "child_first_name", "child_last_name", "start", "end", "tags"];

/// The columns that an entry's own fields stand for.
const SHOWN_ELSEWHERE: [&str; 8] =
    ["id", "child_id", "child", "child_first_name", "child_last_name", "start", "time", "date"];

/// What every row of a file is, by its columns alone; none when they do not tell.
fn find_kind(table: &CsvTable) -> Option<&'static str> {
    let named =
        KINDS.iter().find(|(column, _)| table.find_column(&[column]).is_some()).map(|(_, kind)| *kind);
    named.or_else(|| {
        let has_both = table.find_column(&["start"]).and(table.find_column(&["end"])).is_some();
        let is_common = |heading: &String| heading == "notes" || COMMON.contains(&heading.as_str());
        (has_both && table.find_column(&["notes"]).is_some() && table.headings.iter().all(is_common))
            .then_some("sleep")
    })
}

struct BabyBuddyRows<'a> {
    table: &'a CsvTable<'a>,
    options: &'a ImportOptions,
    /// What every row of the file is.
    kind: &'static str,
    has_several_children: bool,
}

/// A clock of the server's: with its offset where one is written, else as the zone of the import reads it.
enum ServerTime {
    Exact(Timestamp),
    Wall(NaiveDateTime),
}

impl RowReader for BabyBuddyRows<'_> {
    fn read_row(&self, row: &CsvRow) -> Result<Draft, String> {
        let details = match self.kind {
            "sleep" => Details::Sleep(Sleep {
                imported: true,
                nap: match self.table.cell(row, &["nap"]).to_lowercase().as_str() {
                    "1" | "true" => Some(true),
                    "0" | "false" => Some(false),
                    _ => None,
                },
                ..Sleep::default()
            }),
            kind if kind == "note" || self.options.keep_other => Details::Note(Note::default()),
            kind => return Err(unsupported_activities::skip_reason(kind)),
        };
        let is_note = matches!(details, Details::Note(_));
        let start = self.parse_server_time(row, &["start", "time", "date"])?;
        let start = start.ok_or_else(|| import_messages::empty_cell("start"))?;
        let end = self.parse_server_time(row, &["end"])?;
        let (at, until, mut doubts) = self.resolve_instants(start, end)?;
        let note = match self.kind {
            "note" => self.table.cell(row, &["note"]).to_owned(),
            kind if is_note => format!("{kind}: {}", self.table.describe_cells(row, &SHOWN_ELSEWHERE)),
            _ => self.table.cell(row, &["notes"]).to_owned(),
        };
        let written = |at: Timestamp| at.local_datetime().format("%Y-%m-%dT%H:%M:%S").to_string();
        let id = stable_id::id_from_parts(
            at.local_datetime(),
            &[
                ImportFormat::BabyBuddy.code(),
                self.kind,
                self.table.cell(row, CHILD_ID),
                &written(at),
                &until.map(written).unwrap_or_default(),
                if is_note { &note } else { "" },
            ],
        );
        if until.is_none() && !is_note {
            doubts.push(import_messages::NO_END.to_owned());
        }
        let child = self.parse_child_name(row);
        let candidate =
            CandidateEntry { child, ..CandidateEntry::new(row.line, id, (at, until), note, details) };
        Ok(Draft { candidate, doubts })
    }
}

impl BabyBuddyRows<'_> {
    /// The child's name where the file has it; a number is a name only where there are several.
    fn parse_child_name(&self, row: &CsvRow) -> Option<String> {
        let names = ["child_first_name", "child_last_name"].map(|name| self.table.cell(row, &[name]));
        let name = collapse_whitespace(&names.join(" "));
        if !name.is_empty() {
            return Some(name);
        }
        let id = self.table.cell(row, CHILD_ID);
        (self.has_several_children && !id.is_empty()).then(|| import_messages::unnamed_child(id))
    }

    fn parse_server_time(&self, row: &CsvRow, names: &[&str]) -> Result<Option<ServerTime>, String> {
        let cell = self.table.cell(row, names);
        if let Some(at) = Timestamp::parse_rfc3339(&cell.replacen(' ', "T", 1)) {
            return Ok(Some(ServerTime::Exact(at)));
        }
        let column = names.first().copied().unwrap_or("time");
        let order = self.table.date_order;
        // What is measured has a day and no clock.
        let is_day = self.table.find_column(names) == self.table.find_column(&["date"]);
        let parse = if is_day { app_times::parse_date_cell } else { app_times::parse_time_cell };
        Ok(parse(cell, column, order, app_times::DASHED_EXAMPLE)?.map(ServerTime::Wall))
    }

    fn resolve_instants(
        &self,
        start: ServerTime,
        end: Option<ServerTime>,
    ) -> Result<(Timestamp, Option<Timestamp>, Vec<String>), String> {
        let zone = self.options.zone;
        let in_zone = |at: &Timestamp| Timestamp::from_seconds_in_zone(at.unix_seconds(), zone);
        let wall = |clock: &ServerTime| match clock {
            ServerTime::Exact(at) => in_zone(at).local_datetime(),
            ServerTime::Wall(local) => *local,
        };
        match (&start, &end) {
            (ServerTime::Exact(at), None) => Ok((in_zone(at), None, Vec::new())),
            (ServerTime::Exact(at), Some(ServerTime::Exact(until))) if until >= at => {
                Ok((in_zone(at), Some(in_zone(until)), Vec::new()))
            }
            _ => {
                let found = app_times::resolve_times(zone, wall(&start), end.as_ref().map(wall), None)?;
                Ok((found.at, found.until, found.doubts))
            }
        }
    }
}
