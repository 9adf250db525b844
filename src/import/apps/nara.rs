//! Nara's CSV: all children of a family, a row for whatever happened, times as milliseconds since 1970 with a zone a row.
//!
//! Sleeps are kept, and massages among the routines. Columns are in the file only if the family used them, so each is
//! looked up by its name. The file of 2021 has keys where the later ones have names.

use crate::import::app_format::{CsvFormat, Draft, RowReader};
use crate::import::app_table::{CsvRow, CsvTable};
use crate::import::{CandidateEntry, ImportOptions, ParsedFile, app_times, stable_id};
use crate::model::{Details, Massage, Note, Sleep, Timestamp, Zone, settings::find_zone};
use crate::text::sanitize::collapse_whitespace;
use crate::texts::{import_columns, import_messages, unsupported_activities};

pub(crate) const FORMAT: CsvFormat = CsvFormat {
    required_headings: &[
        &["type"],
        &["profile name", "_profilekey"],
        &[import_columns::NARA_START_EPOCH, "_activitykey"],
        &[import_columns::NARA_START],
    ],
    columns: import_columns::NARA,
    date_headings: &[import_columns::NARA_START, import_columns::NARA_END],
    date_order: None,
    open_rows: |table, options, _| Ok(Box::new(NaraRows::new(table, options, &NAMED))),
};

pub(crate) const FORMAT_2021: CsvFormat = CsvFormat {
    required_headings: &[&["activitykey"], &["typekey"], &["begindatetime"], &["begindatetimelocal"]],
    columns: import_columns::NARA_2021,
    date_headings: &["begindatetimelocal", "sleep_enddatetimelocal"],
    date_order: None,
    open_rows: |table, options, _| Ok(Box::new(NaraRows::new(table, options, &KEYED))),
};

/// What the columns of one version are called.
struct NaraColumns {
    kind: &'static str,
    child: &'static str,
    child_key: &'static str,
    key: &'static str,
    start: &'static str,
    start_millis: &'static str,
    end: &'static str,
    end_millis: &'static str,
    seconds: &'static str,
    zone: &'static str,
    carer: &'static str,
    routine: &'static str,
}

const NAMED: NaraColumns = NaraColumns {
    kind: "type",
    child: "profile name",
    child_key: "_profilekey",
    key: "_activitykey",
    start: import_columns::NARA_START,
    start_millis: import_columns::NARA_START_EPOCH,
    end: import_columns::NARA_END,
    end_millis: import_columns::NARA_END_EPOCH,
    seconds: import_columns::NARA_SECONDS,
    zone: "time zone",
    carer: import_columns::NARA_CARER,
    routine: "[routine] routine",
};

const KEYED: NaraColumns = NaraColumns {
    kind: "typekey",
    child: "",
    child_key: "childkey",
    key: "activitykey",
    start: "begindatetimelocal",
    start_millis: "begindatetime",
    end: "sleep_enddatetimelocal",
    end_millis: "sleep_enddatetime",
    seconds: "sleep_durationseconds",
    zone: "timezone",
    carer: "",
    routine: "routine_name",
};

struct NaraRows<'a> {
    table: &'a CsvTable<'a>,
    options: &'a ImportOptions,
    columns: &'static NaraColumns,
    has_several_children: bool,
}

impl<'a> NaraRows<'a> {
    fn new(table: &'a CsvTable<'a>, options: &'a ImportOptions, columns: &'static NaraColumns) -> Self {
        let mut children = table
            .rows()
            .map(|row| table.cell(&row, &[columns.child_key]).to_owned())
            .filter(|key| !key.is_empty());
        let has_several_children = children.next().is_some_and(|first| children.any(|child| child != first));
        Self { table, options, columns, has_several_children }
    }

    fn cell<'r>(&self, row: &'r CsvRow, name: &str) -> &'r str {
        self.table.cell(row, &[name])
    }

    /// The child's name, or its key where there are several without one.
    fn child(&self, row: &CsvRow) -> Option<String> {
        let name = collapse_whitespace(self.cell(row, self.columns.child));
        let key = self.cell(row, self.columns.child_key);
        match (name.is_empty(), self.has_several_children && !key.is_empty()) {
            (false, _) => Some(name),
            (true, true) => Some(import_messages::unnamed_child(key)),
            (true, false) => None,
        }
    }

    /// The instants of a row: the milliseconds tell, else the clock in the row's own zone.
    fn instants(&self, row: &CsvRow) -> Result<(Timestamp, Option<Timestamp>, Vec<String>), String> {
        let zone = find_zone(self.cell(row, self.columns.zone)).unwrap_or(self.options.zone);
        let seconds = self.cell(row, self.columns.seconds).parse::<f64>().ok().filter(|length| *length > 0.0);
        let at = parse_millis(self.cell(row, self.columns.start_millis), zone);
        let until = parse_millis(self.cell(row, self.columns.end_millis), zone);
        if let Some(at) = at {
            let by_length = seconds.map(|length| {
                Timestamp::from_seconds_in_zone(at.unix_seconds() + length.round() as i64, zone)
            });
            let until = until.or(by_length);
            if until.is_some_and(|until| until < at) {
                return Err(import_messages::END_BEFORE_START.to_owned());
            }
            return Ok((at, until, Vec::new()));
        }
        let time = |name: &str, column: &str| {
            app_times::parse_dashed_cell(self.cell(row, name), column, self.table.date_order)
        };
        let start = time(self.columns.start, import_columns::NARA_START_SHOWN)?
            .ok_or_else(|| import_messages::empty_cell(import_columns::NARA_START_SHOWN))?;
        let end = time(self.columns.end, import_columns::NARA_END_SHOWN)?;
        let found = app_times::resolve_times(zone, start, end, seconds.map(|length| length / 60.0))?;
        let until = found.until.or_else(|| {
            seconds.map(|length| {
                Timestamp::from_seconds_in_zone(found.at.unix_seconds() + length.round() as i64, zone)
            })
        });
        Ok((found.at, until, found.doubts))
    }
}

impl RowReader for NaraRows<'_> {
    fn describe_file(&self, file: &mut ParsedFile) {
        for row in self.table.rows() {
            let born = self.cell(&row, import_columns::NARA_BIRTH);
            if let (Some(child), Some(born)) =
                (self.child(&row), app_times::parse_local_time(born, self.table.date_order))
                && !file.births.iter().any(|(known, _)| *known == child)
            {
                file.births.push((child, born.date()));
            }
        }
    }

    fn read_row(&self, row: &CsvRow) -> Result<Draft, String> {
        let kind = collapse_whitespace(self.cell(row, self.columns.kind)).to_lowercase();
        if kind.is_empty() {
            return Err(import_messages::empty_cell("Type"));
        }
        let routine = collapse_whitespace(self.cell(row, self.columns.routine)).to_lowercase();
        let details = match (kind.as_str(), routine.as_str()) {
            ("sleep", _) => Details::Sleep(Sleep { imported: true, ..Sleep::default() }),
            ("routine", routine) if routine.contains(import_messages::MASSAGE) => {
                Details::Massage(Massage::default())
            }
            ("profile", _) => return Err(unsupported_activities::skip_reason("profile")),
            _ if self.options.keep_other => Details::Note(Note::default()),
            ("routine", routine) if !routine.is_empty() => {
                return Err(unsupported_activities::skip_reason(routine));
            }
            (kind, _) => {
                return Err(unsupported_activities::skip_reason(kind.split('.').next().unwrap_or(kind)));
            }
        };
        let (at, until, mut doubts) = self.instants(row)?;
        let is_sleep = matches!(details, Details::Sleep(_));
        if is_sleep && until.is_none() {
            doubts.push(import_messages::NO_END.to_owned());
        }
        let note = self.cell(row, "note");
        let note = match details {
            Details::Note(_) => [kind.as_str(), &routine, note]
                .into_iter()
                .filter(|part| !part.is_empty())
                .collect::<Vec<_>>()
                .join(" · "),
            _ => note.to_owned(),
        };
        let key = self.cell(row, self.columns.key);
        let written = at.to_rfc3339();
        // A key is one event for ever, whatever is changed about it later.
        let id = match key.is_empty() {
            false => stable_id::id_from_parts(at.local_datetime(), &["nara", key]),
            true => stable_id::id_from_parts(at.local_datetime(), &["nara", &kind, &written, &note]),
        };
        let carer = collapse_whitespace(self.cell(row, self.columns.carer));
        let candidate = CandidateEntry {
            child: self.child(row),
            carer: (!carer.is_empty()).then_some(carer),
            ..CandidateEntry::new(
                row.line,
                id,
                (at, until.filter(|_| !matches!(details, Details::Note(_)))),
                note,
                details,
            )
        };
        Ok(Draft { candidate, doubts })
    }
}

/// Whole milliseconds since 1970; a spreadsheet's `1.6383E+12` has lost them and is none.
fn parse_millis(cell: &str, zone: Zone) -> Option<Timestamp> {
    let fits = (10..=14).contains(&cell.len()) && cell.bytes().all(|b| b.is_ascii_digit());
    let millis = cell.parse::<i64>().ok().filter(|_| fits)?;
    // Ten digits are seconds.
    let seconds = if cell.len() < 12 { millis } else { millis / 1000 };
    Some(Timestamp::from_seconds_in_zone(seconds, zone))
}
