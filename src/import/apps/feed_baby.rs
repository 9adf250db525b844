//! Feed Baby's list of sleeps: the clock before the date (`11:20PM 01-24-2020`), the month first.

use crate::import::app_format::{CsvFormat, Draft, RowReader};
use crate::import::app_table::{CsvRow, CsvTable};
use crate::import::date_order::DateOrder;
use crate::import::{CandidateEntry, ImportOptions, app_times, stable_id};
use crate::model::{Details, Sleep};
use crate::texts::{import_columns, import_messages};
use chrono::TimeDelta;

pub(crate) const FORMAT: CsvFormat = CsvFormat {
    required_headings: &[&["id"], &["start time"], &["end time"], &[import_columns::FEED_BABY_LENGTH]],
    columns: import_columns::FEED_BABY,
    date_headings: &["start time", "end time"],
    date_order: Some(DateOrder::MonthFirst),
    open_rows: |table, options, _| Ok(Box::new(FeedBabyRows { table, options })),
};

struct FeedBabyRows<'a> {
    table: &'a CsvTable<'a>,
    options: &'a ImportOptions,
}

impl RowReader for FeedBabyRows<'_> {
    fn read_row(&self, row: &CsvRow) -> Result<Draft, String> {
        let cell = |name: &str| self.table.cell(row, &[name]);
        let time = |name: &str, column: &str| {
            app_times::parse_time_cell(cell(name), column, self.table.date_order, "11:20PM 01-24-2020")
        };
        let start =
            time("start time", "Start Time")?.ok_or_else(|| import_messages::empty_cell("Start Time"))?;
        let minutes =
            app_times::parse_length(cell(import_columns::FEED_BABY_LENGTH)).filter(|minutes| *minutes > 0.0);
        let end = time("end time", "End Time")?;
        let length = || Some(start + TimeDelta::try_seconds((minutes? * 60.0).round() as i64)?);
        let end = end.or_else(length);
        let found = app_times::resolve_times(self.options.zone, start, end, minutes)?;
        let mut doubts = found.doubts;
        if end.is_none() {
            doubts.push(import_messages::NO_END.to_owned());
        }
        let note = self.table.cell(row, &["notes", "note"]).to_owned();
        let written = |at: chrono::NaiveDateTime| at.format("%Y-%m-%dT%H:%M:%S").to_string();
        let end = end.map(written).unwrap_or_default();
        let id = stable_id::id_from_parts(start, &["feedbaby", &written(start), &end, &note]);
        let details = Details::Sleep(Sleep { imported: true, ..Sleep::default() });
        let candidate = CandidateEntry::new(row.line, id, (found.at, found.until), note, details);
        Ok(Draft { candidate, doubts })
    }
}
