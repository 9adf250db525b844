//! The archive as tables: which files there are, their columns, and the way between a cell and JSON, both ways and
//! without loss. What an entry or a family looks like as JSON is `json`'s; reading and writing files is others'.
//!
//! A blank cell says nothing was said. A cell that would begin with `=`, `+`, `-`, `@`, `'`, a tab or a return, which
//! a spreadsheet might take for a formula, gets one `'` in front, and so does a text that is there and blank; reading
//! takes exactly one away. Columns that are worked out from others are written for people and never read. Lists stand in one cell with `;` between: in an item `\` is `\\` and `;` is `\;`, and a
//! blank item is `\e`.

use crate::model::fields::{FieldShape, FieldSpec, keys};
use crate::model::kinds::moment_fields;
use crate::model::{EntryKind, Id, Timestamp};
use crate::texts::csv_cells as texts;
use chrono::NaiveDate;
use serde_json::{Map, Value};

/// What stands in a column's cells.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum CsvCellKind {
    Text,
    /// A whole number from 0.
    Number,
    /// `true` or `false`.
    Flag,
    /// Words or codes with `;` between.
    List,
    Id,
    Date,
    /// A time with its offset, RFC 3339.
    Time,
    /// Worked out from its neighbours for whoever reads the table, and passed over when it is read back.
    Derived,
}

/// A column: its heading, which is the field's name in JSON, and what stands in it.
pub(crate) type CsvColumn = (&'static str, CsvCellKind);

/// The file of the moments of massages and cues.
pub(crate) const MOMENTS_FILE: &str = "moments.csv";
/// The file of people, own cues, coverage marks and settings.
pub(crate) const FAMILY_FILE: &str = "family.csv";

pub(crate) fn csv_file_for_kind(kind: EntryKind) -> &'static str {
    match kind {
        EntryKind::Massage => "massage.csv",
        EntryKind::Cue => "cue.csv",
        EntryKind::Sleep => "sleep.csv",
        EntryKind::Checkin => "checkin.csv",
        EntryKind::Note => "note.csv",
    }
}

pub(crate) fn csv_file_names() -> impl Iterator<Item = &'static str> {
    let kinds = EntryKind::ALL.into_iter().map(csv_file_for_kind);
    kinds.chain([MOMENTS_FILE, FAMILY_FILE])
}

/// The columns of a kind's file. Its moments have a file of their own.
pub(crate) fn csv_columns_for_kind(kind: EntryKind) -> Vec<CsvColumn> {
    let mut own: Vec<CsvColumn> = columns_of(kind.fields()).collect();
    // Where the first version put it.
    own.sort_by_key(|(key, _)| match *key {
        keys::NOT_TODAY | keys::TOUCH | keys::ASKED | keys::BEFORE => 0,
        keys::AFTER => 1,
        _ => 2,
    });
    let columns = [&SHARED_COLUMNS[..], &own, &[(keys::NOTE, CsvCellKind::Text)]].concat();
    add_derived_columns(columns)
}

/// The columns of the moments: whose, and which of that entry's, from 1; then the moment's fields.
pub(crate) fn moment_columns() -> Vec<CsvColumn> {
    let own = columns_of(moment_fields());
    add_derived_columns([("entry", CsvCellKind::Id), ("n", CsvCellKind::Number)].into_iter().chain(own))
}

/// Behind every time the same as a spreadsheet knows it, and behind an end the minutes up to it.
fn add_derived_columns(columns: impl IntoIterator<Item = CsvColumn>) -> Vec<CsvColumn> {
    let beside = |name: &str| -> &'static [CsvColumn] {
        match name {
            "at" => &[(AT_LOCAL, CsvCellKind::Derived)],
            "until" => &[(UNTIL_LOCAL, CsvCellKind::Derived), (MINUTES, CsvCellKind::Derived)],
            _ => &[],
        }
    };
    let columns = columns.into_iter();
    columns.flat_map(|column| std::iter::once(column).chain(beside(column.0).iter().copied())).collect()
}

/// `2026-11-22 10:15`, by the clock of that time and place.
const AT_LOCAL: &str = "at_local";
const UNTIL_LOCAL: &str = "until_local";
/// Whole minutes of the clock from `at` to `until`.
const MINUTES: &str = "minutes";

/// Puts what the derived columns hold into a row.
pub fn insert_derived_cells(row: &mut Map<String, Value>) {
    let read = |row: &Map<String, Value>, name: &str| {
        row.get(name).and_then(Value::as_str).and_then(Timestamp::parse_rfc3339)
    };
    let (at, until) = (read(row, "at"), read(row, "until"));
    for (name, time) in [(AT_LOCAL, at), (UNTIL_LOCAL, until)] {
        let local = time.map(|time| time.local_datetime().format("%Y-%m-%d %H:%M").to_string());
        row.extend(local.map(|local| (name.to_owned(), Value::from(local))));
    }
    let minutes = at.zip(until).map(|(at, until)| at.minutes_to(until));
    row.extend(minutes.map(|minutes| (MINUTES.to_owned(), Value::from(minutes))));
}

fn columns_of<T>(fields: &'static [FieldSpec<T>]) -> impl Iterator<Item = CsvColumn> {
    fields.iter().filter_map(|field| Some((field.key, field.csv_cell()?)))
}

/// What every entry has, before its own fields.
const SHARED_COLUMNS: [CsvColumn; 8] = [
    ("id", CsvCellKind::Id),
    ("at", CsvCellKind::Time),
    ("until", CsvCellKind::Time),
    ("about", CsvCellKind::Flag),
    ("baby", CsvCellKind::Text),
    ("baby_id", CsvCellKind::Id),
    ("carer", CsvCellKind::Text),
    ("carer_id", CsvCellKind::Id),
];

/// The columns of the family: what the row is of (`baby`, `carer`, `own_cue`, `stroke_name`, `coverage`, `setting`), and
/// the fields of whatever it is. A setting has its name under `code`; the row `cuebook` says which form this is.
pub(crate) const FAMILY_COLUMNS: [CsvColumn; 15] = [
    ("what", CsvCellKind::Text),
    ("id", CsvCellKind::Id),
    ("code", CsvCellKind::Text),
    ("name", CsvCellKind::Text),
    ("born", CsvCellKind::Date),
    ("due", CsvCellKind::Date),
    ("closed", CsvCellKind::Flag),
    ("hidden_checkins", CsvCellKind::Flag),
    ("points", CsvCellKind::Text),
    ("retired", CsvCellKind::Flag),
    ("baby", CsvCellKind::Id),
    ("date", CsvCellKind::Date),
    ("span", CsvCellKind::Text),
    ("complete", CsvCellKind::Flag),
    ("value", CsvCellKind::List),
];

/// The cell of a value; blank for none.
pub fn encode_cell(value: Option<&Value>) -> String {
    match value {
        None | Some(Value::Null) => String::new(),
        Some(Value::String(text)) => guard_formula(text),
        Some(Value::Array(list)) if list.is_empty() => String::new(),
        Some(Value::Array(list)) => guard_formula(&join_list(list)),
        Some(other) => other.to_string(),
    }
}

/// The value of a cell, none when it is blank.
pub fn decode_cell(of: CsvCellKind, cell: &str) -> Result<Option<Value>, &'static str> {
    if cell.is_empty() {
        return Ok(None);
    }
    let text = cell.strip_prefix(FORMULA_GUARD).unwrap_or(cell);
    Ok(Some(match of {
        CsvCellKind::Derived => return Ok(None),
        CsvCellKind::Text => Value::from(text),
        CsvCellKind::List => split_list(text),
        CsvCellKind::Number => Value::from(text.trim().parse::<u64>().map_err(|_| texts::NO_WHOLE_NUMBER)?),
        CsvCellKind::Flag => match text.trim().to_ascii_lowercase().as_str() {
            "true" => Value::from(true),
            "false" => Value::from(false),
            _ => return Err(texts::NO_FLAG),
        },
        CsvCellKind::Id => {
            let id = Id::parse_str(text.trim()).map_err(|_| texts::NO_IDENTITY)?;
            Value::from(id.to_string())
        }
        CsvCellKind::Date => {
            let date = text.trim().parse::<NaiveDate>();
            Value::from(date.map_err(|_| texts::NO_DATE)?.to_string())
        }
        CsvCellKind::Time => {
            Timestamp::parse_rfc3339(text).ok_or(texts::NO_TIME)?;
            Value::from(text)
        }
    }))
}

/// What a spreadsheet may take for the start of a formula, full-width signs among it, and our own mark.
const FORMULA_STARTS: [char; 11] =
    ['=', '+', '-', '@', '\'', '\t', '\r', '\u{ff1d}', '\u{ff0b}', '\u{ff0d}', '\u{ff20}'];

/// The sign in front of such a text, and of one that is there and blank.
pub(crate) const FORMULA_GUARD: char = '\'';

fn guard_formula(text: &str) -> String {
    if text.is_empty() || text.starts_with(FORMULA_STARTS) {
        format!("{FORMULA_GUARD}{text}")
    } else {
        text.to_owned()
    }
}

fn join_list(list: &[Value]) -> String {
    let item = |value: &Value| match value.as_str() {
        Some("") => "\\e".to_owned(),
        Some(text) => text.replace('\\', "\\\\").replace(';', "\\;"),
        None => value.to_string(),
    };
    list.iter().map(item).collect::<Vec<_>>().join(";")
}

fn split_list(text: &str) -> Value {
    let mut items = vec![String::new()];
    let mut marks = text.chars();
    while let Some(mark) = marks.next() {
        match (mark, items.last_mut()) {
            (';', _) => items.push(String::new()),
            ('\\', Some(item)) => item.extend(marks.next().filter(|next| *next != 'e')),
            (mark, Some(item)) => item.push(mark),
            (_, None) => {}
        }
    }
    items.into_iter().map(Value::from).collect()
}

impl<T> FieldSpec<T> {
    /// What stands in its column; moments have a file of their own.
    fn csv_cell(&self) -> Option<CsvCellKind> {
        Some(match self.shape {
            FieldShape::One(..) | FieldShape::Words(..) | FieldShape::Text(_) => CsvCellKind::Text,
            FieldShape::Many(..) | FieldShape::Cues(_) => CsvCellKind::List,
            FieldShape::Scale(..) | FieldShape::Number(..) => CsvCellKind::Number,
            FieldShape::Flag(_) | FieldShape::Either(..) => CsvCellKind::Flag,
            FieldShape::Date(_) => CsvCellKind::Date,
            FieldShape::Time(_) => CsvCellKind::Time,
            FieldShape::Moments => return None,
        })
    }
}
