//! Hatch's CSV: the children of a family, in 2020 in sections between lines of `===`, with the month first. Some versions
//! write a clock of 24 hours with AM and PM stuck on.

use crate::import::app_format::{CsvFormat, Draft, RowReader};
use crate::import::app_table::{CsvRow, CsvTable};
use crate::import::date_order::DateOrder;
use crate::import::{CandidateEntry, ImportOptions, app_times, stable_id};
use crate::model::{Details, Note, Sleep};
use crate::text::sanitize::collapse_whitespace;
use crate::texts::sleep_words::is_sleep_word;
use crate::texts::{import_columns, import_messages, unsupported_activities};
use chrono::TimeDelta;

pub(crate) const FORMAT: CsvFormat = CsvFormat {
    required_headings: &[&["baby name"], &["start time"], &["end time"], &["activity"]],
    columns: import_columns::HATCH,
    date_headings: &["start time", "end time"],
    date_order: Some(DateOrder::MonthFirst),
    open_rows: |table, options, _| Ok(Box::new(HatchRows { table, options })),
};

struct HatchRows<'a> {
    table: &'a CsvTable<'a>,
    options: &'a ImportOptions,
}

impl RowReader for HatchRows<'_> {
    fn read_row(&self, row: &CsvRow) -> Result<Draft, String> {
        let cell = |name: &str| self.table.cell(row, &[name]);
        let activity = collapse_whitespace(cell("activity"));
        if activity.is_empty() {
            return Err(import_messages::empty_cell("Activity"));
        }
        let kind = activity.to_lowercase();
        let details = match kind.as_str() {
            kind if is_sleep_word(kind) => Details::Sleep(Sleep { imported: true, ..Sleep::default() }),
            _ if self.options.keep_other => Details::Note(Note::default()),
            "feeding" | "feedings" => return Err(unsupported_activities::skip_reason("feed")),
            _ => return Err(unsupported_activities::skip_reason(&activity)),
        };
        let time = |name: &str, column: &str| {
            app_times::parse_time_cell(cell(name), column, self.table.date_order, "05/25/2024 8:30 PM")
        };
        let start =
            time("start time", "Start Time")?.ok_or_else(|| import_messages::empty_cell("Start Time"))?;
        let end = time("end time", "End Time")?;
        let is_note = matches!(details, Details::Note(_));
        let end = end.filter(|_| !is_note);
        let minutes = app_times::parse_length(cell("duration"));
        let length = minutes.filter(|minutes| *minutes > 0.0 && !is_note);
        let length = || Some(start + TimeDelta::try_seconds((length? * 60.0).round() as i64)?);
        let end = end.or_else(length);
        let found = app_times::resolve_times(self.options.zone, start, end, minutes)?;
        let mut doubts = found.doubts;
        doubts.extend(found.disagreement);
        if !is_note && end.is_none() {
            doubts.push(import_messages::NO_END.to_owned());
        }
        let words = ["activity", "amount", "info", "notes"].map(cell);
        let note = if is_note {
            words.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ")
        } else {
            cell("notes").to_owned()
        };
        let child = collapse_whitespace(cell("baby name"));
        let written = |at: chrono::NaiveDateTime| at.format("%Y-%m-%dT%H:%M").to_string();
        let id = stable_id::id_from_parts(
            start,
            &["hatch", &kind, &child, &written(start), &end.map(written).unwrap_or_default(), &note],
        );
        let candidate = CandidateEntry {
            child: (!child.is_empty()).then_some(child),
            ..CandidateEntry::new(row.line, id, (found.at, found.until), note, details)
        };
        Ok(Draft { candidate, doubts })
    }
}
