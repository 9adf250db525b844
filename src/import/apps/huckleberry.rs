//! Huckleberry's CSV: one child a file, columns that mean something else for every kind of row, local clocks.
//!
//! Sleeps are kept, and "skin to skin" as touch; how a sleep began and ended stays in its note, in the file's words.
//! The app writes an end as the start and the length by one clock, so over a change of the clocks the length is
//! believed; on every other day both clocks are.

use crate::import::app_format::{CsvFormat, Draft, RowReader};
use crate::import::app_table::{CsvRow, CsvTable};
use crate::import::clock_changes::{SettledSpans, WallSpan};
use crate::import::{CandidateEntry, ImportFormat, ImportOptions, app_times, stable_id};
use crate::model::{Details, Id, Massage, Note, Sleep};
use crate::text::sanitize::collapse_whitespace;
use crate::texts::{import_messages, unsupported_activities};
use chrono::NaiveDateTime;

pub(crate) const FORMAT: CsvFormat = CsvFormat {
    required_headings: &[&["type"], &["start"], &["end"], &["duration"], &["start location"]],
    columns: import_messages::HUCKLEBERRY_COLUMNS,
    date_headings: &["start", "end"],
    date_order: None,
    open_rows: |table, options, _| {
        let rows = table.rows().filter(|row| row.refusal.is_none());
        let spans = rows.filter_map(|row| Some(parse_timed_row(table, &row).ok()?.span));
        let spans = SettledSpans::from_spans(options.zone, spans);
        Ok(Box::new(HuckleberryRows { table, spans, options }))
    },
};

struct HuckleberryRows<'a> {
    table: &'a CsvTable<'a>,
    spans: SettledSpans,
    options: &'a ImportOptions,
}

struct TimedRow {
    kind: String,
    span: WallSpan,
}

impl RowReader for HuckleberryRows<'_> {
    fn read_row(&self, row: &CsvRow) -> Result<Draft, String> {
        let timed = parse_timed_row(self.table, row)?;
        let details = match timed.kind.as_str() {
            "sleep" => Details::Sleep(Sleep { imported: true, ..Sleep::default() }),
            import_messages::HUCKLEBERRY_SKIN_TO_SKIN => {
                Details::Massage(Massage { touch: Some("skin-to-skin".to_owned()), ..Massage::default() })
            }
            _ if self.options.keep_other => Details::Note(Note::default()),
            kind => return Err(unsupported_activities::skip_reason(kind)),
        };
        let found = self.spans.resolve(timed.span)?;
        let mut doubts = Vec::new();
        if matches!(details, Details::Sleep(_)) {
            doubts.extend(found.doubts);
            doubts.extend(found.disagreement);
            doubts.extend(found.until.is_none().then(|| import_messages::NO_END.to_owned()));
        }
        let note = self.describe_row(row, matches!(details, Details::Note(_)));
        let id = self.row_id(row, &timed);
        let candidate = CandidateEntry::new(row.line, id, (found.at, found.until), note, details);
        Ok(Draft { candidate, doubts })
    }
}

impl HuckleberryRows<'_> {
    fn row_id(&self, row: &CsvRow, timed: &TimedRow) -> Id {
        let written = |at: NaiveDateTime| at.format("%Y-%m-%dT%H:%M").to_string();
        stable_id::id_from_parts(
            timed.span.start,
            &[
                ImportFormat::Huckleberry.code(),
                &timed.kind,
                &written(timed.span.start),
                &timed.span.end.map(written).unwrap_or_default(),
                self.table.cell(row, &["notes"]),
            ],
        )
    }

    /// How it began, where it was and how it ended, then the note; of a row of no kind of ours, what it is.
    fn describe_row(&self, row: &CsvRow, with_kind: bool) -> String {
        let cell = |names: &[&str]| collapse_whitespace(self.table.cell(row, names));
        let kind = if with_kind { cell(&["type"]) } else { String::new() };
        let around = [
            cell(&["start condition", "start conditions"]),
            cell(&["start location"]),
            cell(&["end condition", "end conditions"]),
        ];
        let words = std::iter::once(kind).chain(around).filter(|word| !word.is_empty());
        let words = words.map(|word| word.replace('_', " ")).collect::<Vec<_>>().join(" · ");
        // The app writes a line break in a note as two letters.
        let note = self.table.cell(row, &["notes"]).replace("\\n", "\n");
        let lines = [words, note].into_iter().filter(|line| !line.trim().is_empty());
        lines.collect::<Vec<_>>().join("\n")
    }
}

fn parse_timed_row(table: &CsvTable, row: &CsvRow) -> Result<TimedRow, String> {
    let kind = collapse_whitespace(table.cell(row, &["type"])).to_lowercase();
    if kind.is_empty() {
        return Err(import_messages::empty_cell("Type"));
    }
    let time = |heading: &str, column: &str| {
        app_times::parse_dashed_cell(table.cell(row, &[heading]), column, table.date_order)
    };
    let start = time("start", "Start")?.ok_or_else(|| import_messages::empty_cell("Start"))?;
    let end = time("end", "End")?;
    // Of a nappy this column is the colour. No length at all is no length of none.
    let length = table.cell(row, &["duration"]);
    let minutes = app_times::parse_length(length).filter(|_| length.contains([':', 'h', 'm']));
    let minutes = minutes.map(|minutes| minutes.round() as i64).filter(|minutes| *minutes > 0);
    Ok(TimedRow { kind, span: WallSpan { start, end, minutes } })
}
