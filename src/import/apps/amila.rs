//! Amila's `BabyRecords.csv`: one child a file, the kinds and the months by their names in the phone's language.

use crate::import::app_format::{CsvFormat, Draft, RowReader};
use crate::import::app_table::{CsvRow, CsvTable};
use crate::import::{CandidateEntry, ImportOptions, app_times, stable_id};
use crate::model::{Details, Massage, Note, Sleep};
use crate::text::sanitize::collapse_whitespace;
use crate::texts::sleep_words::is_sleep_word;
use crate::texts::{import_columns, import_messages, unsupported_activities};

pub(crate) const FORMAT: CsvFormat = CsvFormat {
    required_headings: &[&["recordcategory"], &["recordsubcategory"], &["startdate"], &["finishdate"]],
    columns: import_columns::AMILA,
    date_headings: &["startdate", "finishdate"],
    date_order: None,
    open_rows: |table, options, _| {
        let mut kinds = table.rows();
        let has_known_sleep = kinds.any(|row| is_sleep_word(table.cell(&row, &["recordcategory"])));
        Ok(Box::new(AmilaRows { table, options, has_known_sleep }))
    },
};

/// The kind in the identity of a sleep, whatever the phone's language: that of the app's backup is the same.
pub(crate) const SLEEP_IDENTITY: [&str; 2] = ["amila", "sleep "];

struct AmilaRows<'a> {
    table: &'a CsvTable<'a>,
    options: &'a ImportOptions,
    /// The file's word for a sleep is known; then any other word is another kind.
    has_known_sleep: bool,
}

impl RowReader for AmilaRows<'_> {
    fn read_row(&self, row: &CsvRow) -> Result<Draft, String> {
        let cell = |name: &str| self.table.cell(row, &[name]);
        let kind = collapse_whitespace(cell("recordcategory"));
        if kind.is_empty() {
            return Err(import_messages::empty_cell("RecordCategory"));
        }
        let sub = collapse_whitespace(cell("recordsubcategory"));
        let names = format!("{kind} {sub}").to_lowercase();
        let is_sleep = is_sleep_word(&kind);
        let details = match kind.to_lowercase().as_str() {
            _ if is_sleep => Details::Sleep(Sleep { imported: true, ..Sleep::default() }),
            _ if names.contains(import_messages::MASSAGE) => Details::Massage(Massage::default()),
            _ if self.options.keep_other => Details::Note(Note::default()),
            "feeding" => return Err(unsupported_activities::skip_reason("feed")),
            // A sleep is the kind that has no kinds of its own.
            _ if !self.has_known_sleep && sub.is_empty() => {
                return Err(import_messages::unknown_kind("RecordCategory", &kind));
            }
            _ => return Err(unsupported_activities::skip_reason(&kind)),
        };
        let time = |name: &str, column: &str| {
            app_times::parse_time_cell(cell(name), column, self.table.date_order, "25-May-2024 20:30")
        };
        let start =
            time("startdate", "StartDate")?.ok_or_else(|| import_messages::empty_cell("StartDate"))?;
        let end = time("finishdate", "FinishDate")?;
        let found = app_times::resolve_times(self.options.zone, start, end, None)?;
        let mut doubts = found.doubts;
        let is_note = matches!(details, Details::Note(_));
        if is_sleep && end.is_none() {
            doubts.push(import_messages::NO_END.to_owned());
        }
        let words = cell("details");
        let parts = if is_note { [kind.as_str(), sub.as_str(), words] } else { ["", "", words] };
        let note = parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ");
        let written = |at: chrono::NaiveDateTime| at.format("%Y-%m-%dT%H:%M").to_string();
        let [app, sleep] = SLEEP_IDENTITY;
        let names = if is_sleep { sleep } else { &names };
        let id = stable_id::id_from_parts(
            start,
            &[app, names, &written(start), &end.map(written).unwrap_or_default(), words],
        );
        let until = found.until.filter(|_| !is_note);
        Ok(Draft { candidate: CandidateEntry::new(row.line, id, (found.at, until), note, details), doubts })
    }
}
