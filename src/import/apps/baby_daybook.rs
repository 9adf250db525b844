//! Baby Daybook: the table of its database (`daily_actions`) as a list with an identity a row and milliseconds since 1970,
//! its notes and moments, and the lists that people's own converters make of it.

use crate::import::app_format::{CsvFormat, Draft, RowReader};
use crate::import::app_table::{CsvRow, CsvTable};
use crate::import::apps::database_lists::{DatabaseRow, read_instant};
use crate::import::{CandidateEntry, lengths};
use crate::import::{ImportOptions, app_times, stable_id};
use crate::model::time::resolve_local;
use crate::model::{Details, Massage, Note, Sleep, Timestamp};
use crate::text::sanitize::collapse_whitespace;
use crate::texts::sleep_words::is_sleep_word;
use crate::texts::{import_columns, import_messages, unsupported_activities};
use chrono::{NaiveDate, NaiveDateTime, NaiveTime, TimeDelta};

pub(crate) const FORMAT: CsvFormat = CsvFormat {
    required_headings: &[&["uid", "_id"], &["type"], &["start_millis"], &["end_millis", "duration"]],
    columns: import_columns::BABY_DAYBOOK,
    date_headings: &[],
    date_order: None,
    open_rows: |table, options, _| Ok(Box::new(ActionRows { table, options })),
};

pub(crate) const NOTES: CsvFormat = CsvFormat {
    required_headings: &[
        &["baby_uid"],
        &["note", "description"],
        &["date_millis", import_columns::DAYBOOK_DAY, "updated_millis"],
    ],
    columns: import_columns::BABY_DAYBOOK_NOTES,
    date_headings: &[],
    date_order: None,
    open_rows: |table, options, _| Ok(Box::new(NoteRows { table, options })),
};

/// Clocks in columns of their own, or the clock of Greenwich.
pub(crate) const CONVERTED: CsvFormat = CsvFormat {
    required_headings: &[
        &["activity", "type"],
        &[import_columns::DAYBOOK_HOUR, "start"],
        &["end_hour", "end"],
        &["left_duration_seconds", import_columns::DAYBOOK_HAIR],
    ],
    columns: import_columns::BABY_DAYBOOK_CONVERTED,
    date_headings: &[],
    date_order: None,
    open_rows: |table, options, _| Ok(Box::new(ConvertedRows { table, options })),
};

/// The app's own kinds, and what their rows are called here.
const KINDS: [(&str, &str); 4] =
    [("breastfeeding", "nursing"), ("food", "solid"), ("diaper_change", "diaper"), ("medicine", "meds")];

/// What a row of this kind becomes, or why it is skipped.
fn choose_details(kind: &str, group: &str, options: &ImportOptions) -> Result<Details, String> {
    if is_sleep_word(kind) {
        return Ok(Details::Sleep(Sleep { imported: true, ..Sleep::default() }));
    }
    let names = format!("{kind} {group}").to_lowercase();
    if names.contains(import_messages::MASSAGE) {
        return Ok(Details::Massage(Massage::default()));
    }
    if options.keep_other {
        return Ok(Details::Note(Note::default()));
    }
    let known = KINDS.iter().find(|(code, _)| *code == kind).map(|(_, name)| (*name).to_owned());
    Err(unsupported_activities::skip_reason(&known.unwrap_or_else(|| kind.replace('_', " "))))
}

struct ActionRows<'a> {
    table: &'a CsvTable<'a>,
    options: &'a ImportOptions,
}

impl RowReader for ActionRows<'_> {
    fn read_row(&self, row: &CsvRow) -> Result<Draft, String> {
        let cell = |name: &str| self.table.cell(row, &[name]);
        if matches!(cell("deleted"), "1" | "true") {
            return Err(import_messages::DELETED_THERE.to_owned());
        }
        // A kind of the family's own has a key here, and its name in another table.
        let kind = [cell("type_title"), cell("type")].map(collapse_whitespace);
        let kind = kind.into_iter().find(|kind| !kind.is_empty());
        let kind = kind.ok_or_else(|| import_messages::empty_cell("type"))?;
        let group = collapse_whitespace(self.table.cell(row, &["group_title", "group_name"]));
        let details = choose_details(&kind, &group, self.options)?;
        let zone = self.options.zone;
        let at = read_instant(cell("start_millis"), "start_millis", zone)?
            .ok_or_else(|| import_messages::empty_cell("start_millis"))?;
        let runs = matches!(cell("in_progress"), "1" | "true" | "True" | "1.0");
        let length = cell("duration").parse::<f64>().ok().filter(|millis| *millis >= 1000.0);
        let ended = read_instant(cell("end_millis"), "end_millis", zone)?;
        let until = ended.or_else(|| {
            let seconds = (length? / 1000.0) as i64;
            Some(Timestamp::from_seconds_in_zone(at.unix_seconds() + seconds, zone))
        });
        let row = DatabaseRow {
            app: "babydaybook",
            key: self.table.cell(row, &["uid", "_id"]),
            child: collapse_whitespace(cell("baby_name")),
            words: [kind.replace('_', " "), group, cell("notes").to_owned()],
            times: (at, until.filter(|_| !runs)),
            line: row.line,
        };
        row.into_draft(details)
    }
}

struct NoteRows<'a> {
    table: &'a CsvTable<'a>,
    options: &'a ImportOptions,
}

impl RowReader for NoteRows<'_> {
    fn read_row(&self, row: &CsvRow) -> Result<Draft, String> {
        let cell = |names: &[&str]| self.table.cell(row, names);
        if matches!(cell(&["deleted"]), "1" | "true") {
            return Err(import_messages::DELETED_THERE.to_owned());
        }
        let words = cell(&["note", "description"]);
        if words.is_empty() {
            return Err(import_messages::EMPTY_MEMO.to_owned());
        }
        let zone = self.options.zone;
        let day = [cell(&[import_columns::DAYBOOK_DAY]), cell(&["uid"])].into_iter().find_map(|cell| {
            NaiveDate::parse_from_str(cell.get(..8).filter(|_| cell.len() == 8)?, "%Y%m%d").ok()
        });
        let millis = cell(&["date_millis", "updated_millis"]);
        let at = match day {
            // A day's note has no clock.
            Some(day) => {
                resolve_local(zone, day.and_time(NaiveTime::MIN) + TimeDelta::hours(12)).default_instant()
            }
            None => read_instant(millis, "date_millis", zone)?
                .ok_or_else(|| import_messages::empty_cell("date_millis"))?,
        };
        let key = format!("{} {} {words}", cell(&["uid"]), cell(&["baby_uid"]));
        let row = DatabaseRow {
            app: "babydaybook",
            key: &key,
            child: collapse_whitespace(cell(&["baby_name"])),
            words: [String::new(), String::new(), words.to_owned()],
            times: (at, None),
            line: row.line,
        };
        let mut draft = row.into_draft(Details::Note(Note::default()))?;
        draft.candidate.approximate = day.is_some();
        Ok(draft)
    }
}

struct ConvertedRows<'a> {
    table: &'a CsvTable<'a>,
    options: &'a ImportOptions,
}

impl RowReader for ConvertedRows<'_> {
    fn read_row(&self, row: &CsvRow) -> Result<Draft, String> {
        let cell = |names: &[&str]| self.table.cell(row, names);
        let kind = collapse_whitespace(cell(&["activity", "type"]));
        if kind.is_empty() {
            return Err(import_messages::empty_cell("activity"));
        }
        let details = choose_details(&kind, "", self.options)?;
        let (at, until) = match self.table.find_column(&[import_columns::DAYBOOK_HOUR]) {
            Some(_) => self.read_clock_columns(row)?,
            None => self.read_greenwich(row)?,
        };
        let is_note = matches!(details, Details::Note(_));
        let words = cell(&["notes"]);
        let note = if is_note { format!("{} · {words}", kind.replace('_', " ")) } else { words.to_owned() };
        let is_open = until.is_none() && matches!(details, Details::Sleep(_));
        let doubts = is_open.then(|| import_messages::NO_END.to_owned()).into_iter().collect();
        let end = until.map(Timestamp::to_rfc3339).unwrap_or_default();
        let id = stable_id::id_from_parts(
            at.local_datetime(),
            &["babydaybooklist", &kind, &at.to_rfc3339(), &end, words],
        );
        let until = until.filter(|_| !is_note);
        Ok(Draft { candidate: CandidateEntry::new(row.line, id, (at, until), note, details), doubts })
    }
}

type Span = (Timestamp, Option<Timestamp>);

impl ConvertedRows<'_> {
    /// A day and the hours and minutes on its clock; an end of no length is none.
    fn read_clock_columns(&self, row: &CsvRow) -> Result<Span, String> {
        let number =
            |name: &str| self.table.cell(row, &[name]).parse::<f64>().ok().map(|number| number as u32);
        let start = || -> Option<NaiveDateTime> {
            let year = i32::try_from(number("year")?).ok()?;
            let day = NaiveDate::from_ymd_opt(year, number("month")?, number("day")?)?;
            day.and_hms_opt(number(import_columns::DAYBOOK_HOUR)?, number("begin_minute")?, 0)
        };
        let start = start().ok_or_else(|| import_messages::empty_cell(import_columns::DAYBOOK_HOUR))?;
        let length = lengths::parse_length(self.table.cell(row, &["duration_in_seconds"]));
        let end = || {
            let clock = NaiveTime::from_hms_opt(number("end_hour")?, number("end_minute")?, 0)?;
            let same_day = start.date().and_time(clock);
            Some(if same_day < start { same_day + TimeDelta::days(1) } else { same_day })
        };
        let end = length.filter(|seconds| *seconds > 0.0).and_then(|_| end());
        let minutes = length.map(|seconds| seconds / 60.0);
        let found = app_times::resolve_times(self.options.zone, start, end, minutes)?;
        Ok((found.at, found.until))
    }

    fn read_greenwich(&self, row: &CsvRow) -> Result<Span, String> {
        let time = |name: &str| -> Result<Option<Timestamp>, String> {
            let local = app_times::parse_dashed_cell(self.table.cell(row, &[name]), name, None)?;
            let seconds = local.map(|local| local.and_utc().timestamp()).filter(|seconds| *seconds > 86_400);
            Ok(seconds.map(|seconds| Timestamp::from_seconds_in_zone(seconds, self.options.zone)))
        };
        let at = time("start")?.ok_or_else(|| import_messages::empty_cell("start"))?;
        let until = time("end")?;
        if until.is_some_and(|until| until.unix_seconds() < at.unix_seconds()) {
            return Err(import_messages::END_BEFORE_START.to_owned());
        }
        Ok((at, until))
    }
}
