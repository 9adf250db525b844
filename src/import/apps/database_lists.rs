//! Rows of databases, which come as lists: times in milliseconds since 1970, events with an identity of their own; and
//! Sprout Track's, which keeps what was deleted, marked so.

use crate::import::app_format::{CsvFormat, Draft, RowReader};
use crate::import::app_table::{CsvRow, CsvTable};
use crate::import::{CandidateEntry, ImportOptions, stable_id};
use crate::model::{Details, Note, Sleep, Timestamp, Zone};
use crate::text::sanitize::collapse_whitespace;
use crate::texts::{import_columns, import_messages};

pub(crate) const SPROUT_TRACK: CsvFormat = CsvFormat {
    required_headings: &[&["id"], &["starttime", "time"], &["babyid"], &["endtime", "content"]],
    columns: import_columns::SPROUT_TRACK,
    date_headings: &[],
    date_order: None,
    open_rows: |table, options, _| Ok(Box::new(SproutRows { table, options })),
};

struct SproutRows<'a> {
    table: &'a CsvTable<'a>,
    options: &'a ImportOptions,
}

impl RowReader for SproutRows<'_> {
    fn read_row(&self, row: &CsvRow) -> Result<Draft, String> {
        let cell = |name: &str| self.table.cell(row, &[name]);
        if !cell("deletedat").is_empty() {
            return Err(import_messages::DELETED_THERE.to_owned());
        }
        let is_sleep = self.table.find_column(&["starttime"]).is_some();
        let zone = self.options.zone;
        let start = if is_sleep { "starttime" } else { "time" };
        let at = read_instant(cell(start), start, zone)?.ok_or_else(|| import_messages::empty_cell(start))?;
        let until = read_instant(cell("endtime"), "endTime", zone)?;
        let names = [cell("babyfirstname"), cell("babylastname")];
        let details = if is_sleep {
            let nap = match cell("type") {
                "NAP" => Some(true),
                "NIGHT_SLEEP" => Some(false),
                _ => None,
            };
            Details::Sleep(Sleep { imported: true, nap, ..Sleep::default() })
        } else {
            Details::Note(Note::default())
        };
        let place = if is_sleep { cell("location") } else { "" };
        let row = DatabaseRow {
            app: "sprouttrack",
            key: cell("id"),
            child: collapse_whitespace(&names.join(" ")),
            words: [String::new(), place.to_owned(), cell("content").to_owned()],
            times: (at, until),
            line: row.line,
        };
        row.into_draft(details)
    }
}

/// A row whose times are known.
pub(crate) struct DatabaseRow<'r> {
    pub app: &'static str,
    pub key: &'r str,
    pub child: String,
    /// What it is, what of it, and the parent's own words.
    pub words: [String; 3],
    pub times: (Timestamp, Option<Timestamp>),
    pub line: usize,
}

impl DatabaseRow<'_> {
    pub(crate) fn into_draft(self, details: Details) -> Result<Draft, String> {
        let (at, until) = self.times;
        if until.is_some_and(|until| until.unix_seconds() < at.unix_seconds()) {
            return Err(import_messages::END_BEFORE_START.to_owned());
        }
        let is_note = matches!(details, Details::Note(_));
        let [kind, group, own] = self.words;
        let parts = [if is_note { kind } else { String::new() }, group, own];
        let parts: Vec<String> = parts.into_iter().filter(|part| !part.is_empty()).collect();
        let is_open_sleep = until.is_none() && matches!(details, Details::Sleep(_));
        let doubts = is_open_sleep.then(|| import_messages::NO_END.to_owned()).into_iter().collect();
        let id = stable_id::id_from_parts(at.local_datetime(), &[self.app, self.key]);
        let candidate = CandidateEntry {
            child: (!self.child.is_empty()).then_some(self.child),
            ..CandidateEntry::new(self.line, id, (at, until.filter(|_| !is_note)), parts.join(" · "), details)
        };
        Ok(Draft { candidate, doubts })
    }
}

/// Milliseconds since 1970, or an instant as text; none of none and of 0.
pub(crate) fn read_instant(cell: &str, column: &str, zone: Zone) -> Result<Option<Timestamp>, String> {
    // Some programs write a column of whole numbers with a point.
    let cell = cell.strip_suffix(".0").unwrap_or(cell);
    if cell.is_empty() || cell == "0" {
        return Ok(None);
    }
    let millis = cell.parse::<i64>().ok().filter(|_| (11..=14).contains(&cell.len()));
    let at = match millis {
        Some(millis) => Some(millis.div_euclid(1000)),
        None => Timestamp::parse_rfc3339(&cell.replacen(' ', "T", 1)).map(Timestamp::unix_seconds),
    };
    let at = at.ok_or_else(|| import_messages::unreadable_time(column, cell, "1716661800000"))?;
    Ok(Some(Timestamp::from_seconds_in_zone(at, zone)))
}
