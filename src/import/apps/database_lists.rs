//! The tables of Baby Daybook's and Sprout Track's databases, which come as lists: times in milliseconds since 1970,
//! sleeps with an identity of their own. Sprout Track keeps what was deleted, marked so.

use crate::import::app_format::{CsvFormat, Draft, RowReader};
use crate::import::app_table::{CsvRow, CsvTable};
use crate::import::{CandidateEntry, ImportOptions, stable_id};
use crate::model::{Details, Massage, Note, Sleep, Timestamp, Zone};
use crate::text::sanitize::collapse_whitespace;
use crate::texts::{import_columns, import_messages, unsupported_activities};

pub(crate) const BABY_DAYBOOK: CsvFormat = CsvFormat {
    required_headings: &[&["uid"], &["type"], &["start_millis"], &["end_millis"]],
    columns: import_columns::BABY_DAYBOOK,
    date_headings: &[],
    date_order: None,
    open_rows: |table, options, _| Ok(Box::new(DaybookRows { table, options })),
};

pub(crate) const SPROUT_TRACK: CsvFormat = CsvFormat {
    required_headings: &[&["id"], &["starttime", "time"], &["babyid"], &["endtime", "content"]],
    columns: import_columns::SPROUT_TRACK,
    date_headings: &[],
    date_order: None,
    open_rows: |table, options, _| Ok(Box::new(SproutRows { table, options })),
};

struct DaybookRows<'a> {
    table: &'a CsvTable<'a>,
    options: &'a ImportOptions,
}

impl RowReader for DaybookRows<'_> {
    fn read_row(&self, row: &CsvRow) -> Result<Draft, String> {
        let cell = |name: &str| self.table.cell(row, &[name]);
        let kind = collapse_whitespace(cell("type"));
        if kind.is_empty() {
            return Err(import_messages::empty_cell("type"));
        }
        let group = collapse_whitespace(self.table.cell(row, &["group_title", "group_name"]));
        let details = match kind.as_str() {
            "sleeping" => plain_sleep(),
            _ if group.to_lowercase().contains(import_messages::MASSAGE) => {
                Details::Massage(Massage::default())
            }
            _ if self.options.keep_other => Details::Note(Note::default()),
            "breastfeeding" => return Err(unsupported_activities::skip_reason("nursing")),
            "food" => return Err(unsupported_activities::skip_reason("solid")),
            "diaper_change" => return Err(unsupported_activities::skip_reason("diaper")),
            "medicine" => return Err(unsupported_activities::skip_reason("meds")),
            kind => return Err(unsupported_activities::skip_reason(&kind.replace('_', " "))),
        };
        let zone = self.options.zone;
        let at = read_instant(cell("start_millis"), "start_millis", zone)?
            .ok_or_else(|| import_messages::empty_cell("start_millis"))?;
        let runs = matches!(cell("in_progress"), "1" | "true");
        let length = cell("duration").parse::<i64>().ok().filter(|millis| *millis > 0);
        let ended = read_instant(cell("end_millis"), "end_millis", zone)?;
        let until = ended.or_else(|| {
            length.map(|millis| Timestamp::from_seconds_in_zone(at.unix_seconds() + millis / 1000, zone))
        });
        let note = cell("notes").to_owned();
        let row = DatabaseRow {
            app: "babydaybook",
            key: cell("uid"),
            child: cell("baby_name").to_owned(),
            words: [kind.replace('_', " "), group, note],
            times: (at, until.filter(|_| !runs)),
            line: row.line,
        };
        row.into_draft(details)
    }
}

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

struct DatabaseRow<'r> {
    app: &'static str,
    key: &'r str,
    child: String,
    /// What it is, what of it, and the parent's own words.
    words: [String; 3],
    times: (Timestamp, Option<Timestamp>),
    line: usize,
}

impl DatabaseRow<'_> {
    fn into_draft(self, details: Details) -> Result<Draft, String> {
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

fn plain_sleep() -> Details {
    Details::Sleep(Sleep { imported: true, ..Sleep::default() })
}

/// Milliseconds since 1970, or an instant as text; none of none and of 0.
fn read_instant(cell: &str, column: &str, zone: Zone) -> Result<Option<Timestamp>, String> {
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
