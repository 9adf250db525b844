//! Bearable's CSV: a grown-up's readings, one a row. Moods from 1 to 10 become check-ins; the times of day it names
//! instead of a clock are rough.

use crate::import::app_format::{CsvFormat, Draft, RowReader};
use crate::import::app_table::{CsvRow, CsvTable};
use crate::import::{CandidateEntry, ImportOptions, app_times, stable_id};
use crate::model::time::resolve_local;
use crate::model::{Checkin, Details, Note};
use crate::text::sanitize::collapse_whitespace;
use crate::texts::{import_columns, import_messages, unsupported_activities};
use chrono::{NaiveDate, NaiveTime};

pub(crate) const FORMAT: CsvFormat = CsvFormat {
    required_headings: &[
        &["date"],
        &[import_columns::BEARABLE_TIME],
        &["category"],
        &[import_columns::BEARABLE_RATING, "rating", "amount"],
        &["detail"],
    ],
    columns: import_columns::BEARABLE,
    date_headings: &["date"],
    date_order: None,
    open_rows: |table, options, _| Ok(Box::new(BearableRows { table, options })),
};

/// The times of day it names, and the hour each stands for here.
const TIMES_OF_DAY: [(&str, u32); 12] = [
    ("pre", 6),
    ("am", 9),
    ("mid", 13),
    ("pm", 19),
    ("all day", 12),
    ("", 12),
    ("morning", 9),
    ("midday", 13),
    ("afternoon", 15),
    ("evening", 19),
    ("night", 22),
    ("overnight", 2),
];

struct BearableRows<'a> {
    table: &'a CsvTable<'a>,
    options: &'a ImportOptions,
}

impl RowReader for BearableRows<'_> {
    fn read_row(&self, row: &CsvRow) -> Result<Draft, String> {
        let cell = |name: &str| collapse_whitespace(self.table.cell(row, &[name]));
        let category = cell("category");
        let rating = self.table.cell(row, &[import_columns::BEARABLE_RATING, "rating", "amount"]);
        let rating = collapse_whitespace(rating);
        let is_mood = category.eq_ignore_ascii_case("mood");
        if category.is_empty() {
            return Err(import_messages::empty_cell("category"));
        }
        if !is_mood && !self.options.keep_other {
            return Err(unsupported_activities::skip_reason(&category));
        }
        let date = self.read_date(&cell("date"))?;
        let (clock, approximate) = read_time_of_day(&cell(import_columns::BEARABLE_TIME))?;
        let local = date.and_time(clock);
        let at = resolve_local(self.options.zone, local).default_instant();
        let words = [cell("detail").replace(" | ", ", "), self.table.cell(row, &["notes"]).to_owned()];
        let words = words.iter().map(|part| part.trim()).filter(|part| !matches!(*part, "" | "."));
        let words = words.collect::<Vec<_>>().join("\n");
        let (details, note) = if is_mood {
            let mood = read_rating(&rating).filter(|mood| (1.0..=10.0).contains(mood));
            let mood = mood.ok_or_else(|| import_messages::mood_out_of_scale(&rating))?;
            // Two steps there are one here.
            let felt = ((mood + 1.0) / 2.0).floor() as u8;
            (Details::Checkin(Checkin { felt: Some(felt), ..Checkin::default() }), words)
        } else {
            let told = [category.clone(), rating.clone(), words];
            let told = told.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>();
            (Details::Note(Note::default()), told.join(" · "))
        };
        let written = local.format("%Y-%m-%dT%H:%M").to_string();
        let id = stable_id::id_from_parts(local, &["bearable", &category, &written, &rating, &note]);
        let candidate =
            CandidateEntry { approximate, ..CandidateEntry::new(row.line, id, (at, None), note, details) };
        Ok(Draft { candidate, doubts: Vec::new() })
    }
}

impl BearableRows<'_> {
    /// `9th May 2021`, or a date of a spreadsheet's.
    fn read_date(&self, cell: &str) -> Result<NaiveDate, String> {
        let date = app_times::parse_local_time(cell, self.table.date_order);
        date.map(|local| local.date())
            .ok_or_else(|| import_messages::unreadable_time("date", cell, "9th May 2021"))
    }
}

/// `7`, `7,5` and `Okay (7)`.
fn read_rating(cell: &str) -> Option<f64> {
    let number = cell.rsplit_once('(').map_or(cell, |(_, number)| number.trim_end_matches(')'));
    number.trim().replace(',', ".").parse().ok()
}

/// The time, and whether it is rough.
fn read_time_of_day(cell: &str) -> Result<(NaiveTime, bool), String> {
    let folded = cell.to_lowercase();
    if let Some((_, hour)) = TIMES_OF_DAY.iter().find(|(name, _)| *name == folded) {
        return Ok((NaiveTime::from_hms_opt(*hour, 0, 0).unwrap_or_default(), true));
    }
    let clock = app_times::parse_clock_time(cell);
    clock
        .map(|clock| (clock, false))
        .ok_or_else(|| import_messages::unreadable_time(import_columns::BEARABLE_TIME, cell, "20:30"))
}
