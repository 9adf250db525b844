//! Records as rows and as the JSON of the history.

use crate::model::{
    Baby, Carer, CoverageMark, CustomCue, Details, Edit, Entry, EntryKind, Id, Record, Setting, Timestamp,
};
use crate::store::connection::select_all;
use crate::store::shared::stamp_rows::{stamp_removal, stamp_rewrite, stamp_upsert};
use crate::texts::store_errors;
use rusqlite::types::{Type, Value as Sql};
use rusqlite::{Connection, OptionalExtension, Row, params};
use serde_json::{Value, json};

pub(crate) const FAMILY_TABLES: [&str; 5] = ["baby", "carer", "own_cue", "mark", "setting"];

// The columns that each kind of record is read from, in this order; the key comes first.
pub(crate) const ENTRY_COLUMNS: &str =
    "id, kind, baby, carer, at, at_offset, until, until_offset, note, detail";
pub(crate) const BABY_COLUMNS: &str = "id, name, born, due, closed";
pub(crate) const CARER_COLUMNS: &str = "id, name, hidden_checkins";
pub(crate) const CUE_COLUMNS: &str = "code, words, points, retired";
pub(crate) const SETTING_COLUMNS: &str = "name, value";
pub(crate) const MARK_COLUMNS: &str = "id, baby, date, span, complete";

fn to_conversion_error(
    column: usize,
    why: impl Into<Box<dyn std::error::Error + Send + Sync>>,
) -> rusqlite::Error {
    rusqlite::Error::FromSqlConversionFailure(column, Type::Text, why.into())
}

/// An entry from a row of [`ENTRY_COLUMNS`].
pub(crate) fn entry_from_row(row: &Row<'_>) -> rusqlite::Result<Entry> {
    let id = |column: usize| row.get::<_, [u8; 16]>(column).map(Id::from_bytes);
    let code = row.get_ref(1)?.as_str().map_err(|e| to_conversion_error(1, e))?;
    let kind =
        kind_from_code(code).ok_or_else(|| to_conversion_error(1, store_errors::unknown_kind(code)))?;
    let detail = row.get_ref(9)?.as_str().map_err(|e| to_conversion_error(9, e))?;
    let about = has_approximate_times(detail).map_err(|e| to_conversion_error(9, e))?;
    let until = match (row.get::<_, Option<i64>>(6)?, row.get::<_, Option<i32>>(7)?) {
        (Some(secs), Some(offset)) => Some(Timestamp::new(secs, offset)),
        _ => None,
    };
    Ok(Entry {
        id: id(0)?,
        baby: row.get::<_, Option<[u8; 16]>>(2)?.map(Id::from_bytes),
        carer: id(3)?,
        at: Timestamp::new(row.get(4)?, row.get(5)?),
        until,
        approximate: about,
        note: row.get(8)?,
        details: Details::from_json_text(kind, detail).map_err(|e| to_conversion_error(9, e))?,
    })
}

fn kind_from_code(code: &str) -> Option<EntryKind> {
    EntryKind::ALL.into_iter().find(|kind| kind.as_code() == code)
}

/// Few entries have approximate times: the JSON of the others is not parsed for it.
fn has_approximate_times(detail: &str) -> serde_json::Result<bool> {
    if !detail.contains("\"about\"") {
        return Ok(false);
    }
    let detail: Value = serde_json::from_str(detail)?;
    Ok(detail["about"] == json!(true))
}

fn details_to_json(entry: &Entry) -> Value {
    let mut fields = entry.details.to_json_fields();
    if entry.approximate {
        fields.insert("about".into(), json!(true));
    }
    Value::Object(fields)
}

/// The key column of a table and a key's value; the tables of records are named like their kinds.
fn key_value(table: &str, key: &str) -> rusqlite::Result<(&'static str, Sql)> {
    let text = || Sql::Text(key.to_owned());
    match table {
        "own_cue" => Ok(("code", text())),
        "setting" => Ok(("name", text())),
        _ => {
            let id = Id::parse_str(key).map_err(|e| to_conversion_error(0, e))?;
            Ok(("id", Sql::Blob(id.as_bytes().to_vec())))
        }
    }
}

pub(crate) fn load_record(conn: &Connection, kind: &str, key: &str) -> rusqlite::Result<Option<Record>> {
    fn load<T: Into<Record>>(
        (conn, table, key): (&Connection, &str, &str),
        columns: &str,
        from_row: fn(&Row<'_>) -> rusqlite::Result<T>,
    ) -> rusqlite::Result<Option<Record>> {
        let (key_column, key) = key_value(table, key)?;
        let sql = format!("SELECT {columns} FROM {table} WHERE {key_column} = ?1");
        conn.prepare_cached(&sql)?.query_row([key], |row| from_row(row).map(T::into)).optional()
    }
    let row = (conn, kind, key);
    match kind {
        "entry" => load(row, ENTRY_COLUMNS, entry_from_row),
        "baby" => load(row, BABY_COLUMNS, baby_from_row),
        "carer" => load(row, CARER_COLUMNS, carer_from_row),
        "own_cue" => load(row, CUE_COLUMNS, own_cue_from_row),
        "mark" => load(row, MARK_COLUMNS, mark_from_row),
        _ => load(row, SETTING_COLUMNS, setting_from_row),
    }
}

pub(crate) fn load_entry(conn: &Connection, id: Id) -> rusqlite::Result<Option<Entry>> {
    conn.prepare_cached(&format!("SELECT {ENTRY_COLUMNS} FROM entry WHERE id = ?1"))?
        .query_row([id.as_bytes()], entry_from_row)
        .optional()
}

/// Every entry of a kind that has no end yet, oldest first. The index is named because SQLite would rather walk every
/// entry of the kind.
pub(crate) fn load_open_entries(conn: &Connection, kind: EntryKind) -> rusqlite::Result<Vec<Entry>> {
    let sql = format!(
        "SELECT {ENTRY_COLUMNS} FROM entry INDEXED BY entry_open WHERE open = 1 AND kind = ?1 ORDER BY at, id"
    );
    select_all(conn, &sql, [kind.as_code()], entry_from_row)
}

/// Writes `record` in the place of whatever has its key, with the stamps that other computers need. `now` is in seconds.
pub(crate) fn upsert_record(conn: &Connection, record: &Record, now: i64) -> rusqlite::Result<()> {
    stamp_upsert(conn, record, now)?;
    upsert_row(conn, record, now)
}

/// The same for a record that says the same in another way: sealed, or opened again.
pub(crate) fn rewrite_record(conn: &Connection, record: &Record, changed: i64) -> rusqlite::Result<()> {
    stamp_rewrite(conn, record)?;
    upsert_row(conn, record, changed)
}

/// The same for what is stamped already, or never leaves its file.
pub(crate) fn upsert_row(conn: &Connection, record: &Record, now: i64) -> rusqlite::Result<()> {
    let upsert = |columns: &str, values: &[&dyn rusqlite::ToSql]| {
        let (table, _) = record.record_key();
        let names: Vec<&str> = columns.split(", ").collect();
        let marks = vec!["?"; names.len()].join(", ");
        let set: Vec<String> = names[1..].iter().map(|name| format!("{name} = excluded.{name}")).collect();
        let (key, set) = (names[0], set.join(", "));
        let sql = format!(
            "INSERT INTO {table} ({columns}) VALUES ({marks}) ON CONFLICT ({key}) DO UPDATE SET {set}"
        );
        conn.prepare_cached(&sql)?.execute(values).map(|_| ())
    };
    match record {
        Record::Entry(e) => upsert_entry(conn, e, now),
        Record::Baby(b) => {
            let (born, due) = (b.born.map(date_to_text), b.due.map(date_to_text));
            upsert(BABY_COLUMNS, params![b.id.as_bytes(), b.name, born, due, b.closed])
        }
        Record::Carer(c) => upsert(CARER_COLUMNS, params![c.id.as_bytes(), c.name, c.hidden_checkins]),
        Record::CustomCue(o) => {
            upsert(CUE_COLUMNS, params![o.code, o.words, enum_to_text(&o.points), o.retired])
        }
        Record::CoverageMark(m) => {
            let (baby, span) = (m.baby.map(Id::into_bytes), enum_to_text(&m.span));
            upsert(MARK_COLUMNS, params![m.id.as_bytes(), baby, date_to_text(m.date), span, m.complete])
        }
        Record::Setting(s) => upsert(SETTING_COLUMNS, params![s.name, s.value.to_string()]),
    }
}

fn upsert_entry(conn: &Connection, e: &Entry, now: i64) -> rusqlite::Result<()> {
    conn.prepare_cached(
        "INSERT INTO entry (id, kind, baby, carer, at, at_offset, until, until_offset, open, note, detail, made, changed)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?12) ON CONFLICT (id) DO UPDATE
         SET kind = ?2, baby = ?3, carer = ?4, at = ?5, at_offset = ?6, until = ?7, until_offset = ?8, open = ?9,
             note = ?10, detail = ?11, changed = ?12, rev = rev + 1",
    )?
    .execute(params![
        e.id.as_bytes(),
        e.kind().as_code(),
        e.baby.map(Id::into_bytes),
        e.carer.as_bytes(),
        e.at.unix_seconds(),
        e.at.offset_seconds(),
        e.until.map(Timestamp::unix_seconds),
        e.until.map(Timestamp::offset_seconds),
        e.is_open(),
        e.note,
        details_to_json(e).to_string(),
        now,
    ])
    .map(|_| ())
}

pub(crate) fn delete_record(conn: &Connection, record: &Record, now: i64) -> rusqlite::Result<()> {
    stamp_removal(conn, record, now, false)?;
    delete_row(conn, record)
}

/// The same for what is stamped already.
pub(crate) fn delete_row(conn: &Connection, record: &Record) -> rusqlite::Result<()> {
    let (table, key) = record.record_key();
    let (key_column, key) = key_value(table, &key)?;
    let sql = format!("DELETE FROM {table} WHERE {key_column} = ?1");
    conn.prepare_cached(&sql)?.execute([key]).map(|_| ())
}

/// An entry as the history keeps it.
#[derive(serde::Serialize)]
struct EntryState<'e> {
    id: Id,
    kind: &'static str,
    baby: Option<Id>,
    carer: Id,
    at: (i64, i32),
    until: Option<(i64, i32)>,
    about: bool,
    note: Option<&'e str>,
    detail: serde_json::Map<String, Value>,
}

impl<'e> EntryState<'e> {
    fn new(e: &'e Entry) -> Self {
        Self {
            id: e.id,
            kind: e.kind().as_code(),
            baby: e.baby,
            carer: e.carer,
            at: timestamp_to_pair(e.at),
            until: e.until.map(timestamp_to_pair),
            about: e.approximate,
            note: e.note.as_deref(),
            detail: e.details.to_json_fields(),
        }
    }
}

/// A record as the history keeps it.
pub(crate) fn record_to_text(record: &Record) -> String {
    match record {
        Record::Entry(e) => json_text(&EntryState::new(e)),
        other => record_to_json(other).to_string(),
    }
}

/// Text and numbers can always be written.
fn json_text(of: &impl serde::Serialize) -> String {
    serde_json::to_string(of).unwrap_or_default()
}

pub(crate) fn record_to_json(record: &Record) -> Value {
    match record {
        Record::Entry(e) => json!(EntryState::new(e)),
        Record::Baby(b) => json!(b),
        Record::Carer(c) => json!(c),
        Record::CustomCue(o) => json!(o),
        Record::CoverageMark(m) => json!(m),
        Record::Setting(s) => json!({ "name": s.name, "value": s.value }),
    }
}

pub(crate) fn record_from_json(kind: &str, value: Value) -> serde_json::Result<Record> {
    use serde::de::Error;
    let field = |value: &Value, name: &str| value.get(name).cloned().unwrap_or(Value::Null);
    Ok(match kind {
        "entry" => {
            let code = value["kind"].as_str().unwrap_or_default();
            let kind = kind_from_code(code)
                .ok_or_else(|| serde_json::Error::custom(store_errors::unknown_kind(code)))?;
            Record::from(Entry {
                id: serde_json::from_value(field(&value, "id"))?,
                baby: serde_json::from_value(field(&value, "baby"))?,
                carer: serde_json::from_value(field(&value, "carer"))?,
                at: timestamp_from_json(field(&value, "at"))?,
                until: match field(&value, "until") {
                    Value::Null => None,
                    until => Some(timestamp_from_json(until)?),
                },
                approximate: value["about"] == json!(true),
                note: serde_json::from_value(field(&value, "note"))?,
                details: Details::from_json_fields(kind, field(&value, "detail"))?,
            })
        }
        "baby" => Record::Baby(serde_json::from_value(value)?),
        "carer" => Record::Carer(serde_json::from_value(value)?),
        "own_cue" => Record::CustomCue(serde_json::from_value(value)?),
        "mark" => Record::CoverageMark(serde_json::from_value(value)?),
        _ => Record::Setting(Setting {
            name: serde_json::from_value(field(&value, "name"))?,
            value: field(&value, "value"),
        }),
    })
}

/// An edit from a row of `record, before, after` of the history.
pub(crate) fn edit_from_row(row: &Row<'_>) -> rusqlite::Result<Edit> {
    let kind: String = row.get(0)?;
    let record = |column: usize| {
        row.get::<_, Option<String>>(column)?
            .map(|text| serde_json::from_str(&text).and_then(|value| record_from_json(&kind, value)))
            .transpose()
            .map_err(|e| to_conversion_error(column, e))
    };
    Ok(Edit { before: record(1)?, after: record(2)? })
}

/// Seconds and offset as they are: RFC 3339 has no room for the seconds of an old offset.
fn timestamp_to_pair(at: Timestamp) -> (i64, i32) {
    (at.unix_seconds(), at.offset_seconds())
}

fn timestamp_from_json(value: Value) -> serde_json::Result<Timestamp> {
    serde_json::from_value(value).map(|(secs, offset)| Timestamp::new(secs, offset))
}

fn date_to_text(date: chrono::NaiveDate) -> String {
    date.to_string()
}

fn enum_to_text(value: &impl serde::Serialize) -> Option<String> {
    serde_json::to_value(value).ok()?.as_str().map(str::to_owned)
}

fn enum_from_text<T: serde::de::DeserializeOwned>(column: usize, word: String) -> rusqlite::Result<T> {
    serde_json::from_value(Value::String(word)).map_err(|e| to_conversion_error(column, e))
}

fn date_from_row(row: &Row<'_>, column: usize) -> rusqlite::Result<Option<chrono::NaiveDate>> {
    row.get::<_, Option<String>>(column)?
        .map(|text| text.parse().map_err(|e| to_conversion_error(column, e)))
        .transpose()
}

pub(crate) fn baby_from_row(row: &Row<'_>) -> rusqlite::Result<Baby> {
    Ok(Baby {
        id: Id::from_bytes(row.get(0)?),
        name: row.get(1)?,
        born: date_from_row(row, 2)?,
        due: date_from_row(row, 3)?,
        closed: row.get(4)?,
    })
}

pub(crate) fn carer_from_row(row: &Row<'_>) -> rusqlite::Result<Carer> {
    Ok(Carer { id: Id::from_bytes(row.get(0)?), name: row.get(1)?, hidden_checkins: row.get(2)? })
}

pub(crate) fn own_cue_from_row(row: &Row<'_>) -> rusqlite::Result<CustomCue> {
    let points = row.get::<_, Option<String>>(2)?.map(|word| enum_from_text(2, word)).transpose()?;
    Ok(CustomCue { code: row.get(0)?, words: row.get(1)?, points, retired: row.get(3)? })
}

pub(crate) fn mark_from_row(row: &Row<'_>) -> rusqlite::Result<CoverageMark> {
    Ok(CoverageMark {
        id: Id::from_bytes(row.get(0)?),
        baby: row.get::<_, Option<[u8; 16]>>(1)?.map(Id::from_bytes),
        date: date_from_row(row, 2)?.unwrap_or_default(),
        span: enum_from_text(3, row.get(3)?)?,
        complete: row.get(4)?,
    })
}

pub(crate) fn setting_from_row(row: &Row<'_>) -> rusqlite::Result<Setting> {
    let value: String = row.get(1)?;
    Ok(Setting {
        name: row.get(0)?,
        value: serde_json::from_str(&value).map_err(|e| to_conversion_error(1, e))?,
    })
}
