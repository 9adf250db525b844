//! The archive as tables: which files there are, their columns, and the way between a cell and JSON, both ways and
//! without loss. What an entry or a family looks like as JSON is `json`'s; reading and writing files is others'.
//!
//! A blank cell says nothing was said. A cell that would begin with `=`, `+`, `-`, `@`, `'`, a tab or a return, which
//! a spreadsheet might take for a formula, gets one `'` in front, and so does a text that is there and blank; reading
//! takes exactly one away. Lists stand in one cell with `;` between: in an item `\` is `\\` and `;` is `\;`, and a
//! blank item is `\e`.

use super::{At, Id, Kind};
use chrono::NaiveDate;
use serde_json::Value;

/// What stands in a column's cells.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Cell {
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
}

/// A column: its heading, which is the field's name in JSON, and what stands in it.
pub type Column = (&'static str, Cell);

/// The file of the moments of massages and cues.
pub const MOMENTS: &str = "moments.csv";
/// The file of people, own cues, coverage marks and settings.
pub const FAMILY: &str = "family.csv";

pub fn file_of(kind: Kind) -> &'static str {
    match kind {
        Kind::Massage => "massage.csv",
        Kind::Cue => "cue.csv",
        Kind::Sleep => "sleep.csv",
        Kind::Checkin => "checkin.csv",
        Kind::Note => "note.csv",
    }
}

pub fn files() -> impl Iterator<Item = &'static str> {
    let kinds = Kind::ALL.into_iter().map(file_of);
    kinds.chain([MOMENTS, FAMILY])
}

/// The columns of a kind's file. Its moments have a file of their own.
pub fn columns_of(kind: Kind) -> Vec<Column> {
    let own: &[Column] = match kind {
        Kind::Massage => &[
            ("not_today", Cell::Text),
            ("touch", Cell::Text),
            ("asked", Cell::Text),
            ("before", Cell::Text),
            ("after", Cell::Text),
            ("areas", Cell::List),
            ("strokes", Cell::List),
            ("ended", Cell::Text),
            ("oil", Cell::Text),
            ("felt_before", Cell::Number),
            ("felt_after", Cell::Number),
            ("running", Cell::Flag),
        ],
        Kind::Cue => &[("state", Cell::Text), ("doing", Cell::Text)],
        Kind::Sleep => &[
            ("settled", Cell::List),
            ("wakings", Cell::Number),
            ("nap", Cell::Flag),
            ("night", Cell::Date),
            ("words", Cell::Text),
            ("imported", Cell::Flag),
        ],
        Kind::Checkin => &[
            ("felt", Cell::Number),
            ("energy", Cell::Number),
            ("feelings", Cell::List),
            ("sure", Cell::Number),
            ("company", Cell::Number),
            ("sealed", Cell::Text),
        ],
        Kind::Note => &[("for_visit", Cell::Flag), ("private", Cell::Flag), ("sealed", Cell::Text)],
    };
    [&EVERY[..], own, &[("note", Cell::Text)]].concat()
}

/// What every entry has, before its own fields.
const EVERY: [Column; 8] = [
    ("id", Cell::Id),
    ("at", Cell::Time),
    ("until", Cell::Time),
    ("about", Cell::Flag),
    ("baby", Cell::Text),
    ("baby_id", Cell::Id),
    ("carer", Cell::Text),
    ("carer_id", Cell::Id),
];

/// The columns of the moments: whose, and which of that entry's, from 1; then the moment's fields.
pub const MOMENT: [Column; 8] = [
    ("entry", Cell::Id),
    ("n", Cell::Number),
    ("at", Cell::Time),
    ("area", Cell::Text),
    ("cues", Cell::List),
    ("meant", Cell::Text),
    ("did", Cell::List),
    ("helped", Cell::Text),
];

/// The columns of the family: what the row is of (`baby`, `carer`, `own_cue`, `stroke_name`, `coverage`, `setting`), and
/// the fields of whatever it is. A setting has its name under `code`; the row `cuebook` says which form this is.
pub const HOUSEHOLD: [Column; 15] = [
    ("what", Cell::Text),
    ("id", Cell::Id),
    ("code", Cell::Text),
    ("name", Cell::Text),
    ("born", Cell::Date),
    ("due", Cell::Date),
    ("closed", Cell::Flag),
    ("hidden_checkins", Cell::Flag),
    ("points", Cell::Text),
    ("retired", Cell::Flag),
    ("baby", Cell::Id),
    ("date", Cell::Date),
    ("span", Cell::Text),
    ("complete", Cell::Flag),
    ("value", Cell::List),
];

/// The cell of a value; blank for none.
pub fn to_cell(value: Option<&Value>) -> String {
    match value {
        None | Some(Value::Null) => String::new(),
        Some(Value::String(text)) => guarded(text),
        Some(Value::Array(list)) if list.is_empty() => String::new(),
        Some(Value::Array(list)) => guarded(&joined(list)),
        Some(other) => other.to_string(),
    }
}

/// The value of a cell, none when it is blank.
pub fn from_cell(of: Cell, cell: &str) -> Result<Option<Value>, &'static str> {
    if cell.is_empty() {
        return Ok(None);
    }
    let text = cell.strip_prefix('\'').unwrap_or(cell);
    Ok(Some(match of {
        Cell::Text => Value::from(text),
        Cell::List => split(text),
        Cell::Number => Value::from(text.trim().parse::<u64>().map_err(|_| "no whole number")?),
        Cell::Flag => match text.trim().to_ascii_lowercase().as_str() {
            "true" => Value::from(true),
            "false" => Value::from(false),
            _ => return Err("neither true nor false"),
        },
        Cell::Id => {
            let id = Id::parse_str(text.trim()).map_err(|_| "no identity (a UUID)")?;
            Value::from(id.to_string())
        }
        Cell::Date => {
            let date = text.trim().parse::<NaiveDate>();
            Value::from(date.map_err(|_| "no date like 2026-11-22")?.to_string())
        }
        Cell::Time => {
            At::parse(text).ok_or("no time like 2026-11-22T10:15:00+00:00")?;
            Value::from(text)
        }
    }))
}

fn guarded(text: &str) -> String {
    if text.is_empty() || text.starts_with(['=', '+', '-', '@', '\'', '\t', '\r']) {
        format!("'{text}")
    } else {
        text.to_owned()
    }
}

fn joined(list: &[Value]) -> String {
    let item = |value: &Value| match value.as_str() {
        Some("") => "\\e".to_owned(),
        Some(text) => text.replace('\\', "\\\\").replace(';', "\\;"),
        None => value.to_string(),
    };
    list.iter().map(item).collect::<Vec<_>>().join(";")
}

fn split(text: &str) -> Value {
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
