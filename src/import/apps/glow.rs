//! Glow's CSV: a file an activity, one child, the month first. Sleeps have nothing but a begin and an end.

use crate::import::app_format::{CsvFormat, Draft, RowReader};
use crate::import::app_table::{CsvRow, CsvTable};
use crate::import::date_order::DateOrder;
use crate::import::{CandidateEntry, ImportOptions, app_times, stable_id};
use crate::model::{Details, Note, Sleep};
use crate::texts::{import_columns, import_messages, unsupported_activities};

const START: &[&str] = &["begin time", "diaper time", import_columns::GLOW_FEED];

pub(crate) const FORMAT: CsvFormat = CsvFormat {
    required_headings: &[START, &["end time", import_columns::GLOW_DIAPER, "milk type", "ingredients"]],
    columns: import_columns::GLOW,
    date_headings: &["begin time", "end time", "diaper time", import_columns::GLOW_FEED],
    date_order: Some(DateOrder::MonthFirst),
    open_rows: |table, options, _| {
        let kind = match table.find_column(&["begin time"]) {
            Some(_) => "sleep",
            None if table.find_column(&["diaper time"]).is_some() => "diaper",
            None if table.find_column(&["ingredients"]).is_some() => "solid",
            None => "bottle",
        };
        Ok(Box::new(GlowRows { table, options, kind }))
    },
};

struct GlowRows<'a> {
    table: &'a CsvTable<'a>,
    options: &'a ImportOptions,
    kind: &'static str,
}

impl RowReader for GlowRows<'_> {
    fn read_row(&self, row: &CsvRow) -> Result<Draft, String> {
        let details = match self.kind {
            "sleep" => Details::Sleep(Sleep { imported: true, ..Sleep::default() }),
            _ if self.options.keep_other => Details::Note(Note::default()),
            kind => return Err(unsupported_activities::skip_reason(kind)),
        };
        let time = |names: &[&str], column: &str| {
            let cell = self.table.cell(row, names);
            app_times::parse_time_cell(cell, column, self.table.date_order, "05/25/2024 8:30:00 PM")
        };
        let start = time(START, "Begin time")?.ok_or_else(|| import_messages::empty_cell("Begin time"))?;
        let end = time(&["end time"], "End time")?;
        let found = app_times::resolve_times(self.options.zone, start, end, None)?;
        let mut doubts = found.doubts;
        let is_note = matches!(details, Details::Note(_));
        if !is_note && end.is_none() {
            doubts.push(import_messages::NO_END.to_owned());
        }
        let note = if is_note {
            format!("{}: {}", self.kind, self.table.describe_cells(row, START))
        } else {
            String::new()
        };
        let written = |at: chrono::NaiveDateTime| at.format("%Y-%m-%dT%H:%M:%S").to_string();
        let id = stable_id::id_from_parts(
            start,
            &["glow", self.kind, &written(start), &end.map(written).unwrap_or_default(), &note],
        );
        Ok(Draft {
            candidate: CandidateEntry::new(row.line, id, (found.at, found.until), note, details),
            doubts,
        })
    }
}
