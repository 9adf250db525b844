//! Records as rows and as the JSON of the history: one line of mapping a kind of record.

use crate::model::{
    Baby, Carer, CoverageMark, CustomCue, Details, Edit, Entry, EntryKind, Id, Record, Setting, Timestamp,
};
use crate::texts::store_errors;
use rusqlite::types::Type;
use rusqlite::{Connection, OptionalExtension, Row, params};
use serde_json::{Value, json};

/// The columns every read of an entry asks for, in the order [`entry_from_row`] takes them.
pub(crate) const ENTRY_COLUMNS: &str =
    "id, kind, baby, carer, at, at_offset, until, until_offset, note, detail";
pub(crate) const BABY_COLUMNS: &str = "id, name, born, due, closed";
pub(crate) const CARER_COLUMNS: &str = "id, name, hidden_checkins";
pub(crate) const CUE_COLUMNS: &str = "code, words, points, retired";
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
    let kind = EntryKind::ALL
        .into_iter()
        .find(|kind| kind.as_code() == code)
        .ok_or_else(|| to_conversion_error(1, store_errors::unknown_kind(code)))?;
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

/// Whether the times are rough, which few entries are: the rest are not read for it.
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

pub(crate) fn load_record(conn: &Connection, kind: &str, key: &str) -> rusqlite::Result<Option<Record>> {
    let id = || Id::parse_str(key).map_err(|e| to_conversion_error(0, e));
    match kind {
        "entry" => Ok(load_entry(conn, id()?)?.map(Record::from)),
        "baby" => load_row(conn, BABY_COLUMNS, "baby", "id", id()?.as_bytes(), baby_from_row),
        "carer" => load_row(conn, CARER_COLUMNS, "carer", "id", id()?.as_bytes(), carer_from_row),
        "own_cue" => load_row(conn, CUE_COLUMNS, "own_cue", "code", &key, own_cue_from_row),
        "mark" => load_row(conn, MARK_COLUMNS, "mark", "id", id()?.as_bytes(), mark_from_row),
        _ => load_row(conn, "name, value", "setting", "name", &key, setting_from_row),
    }
}

fn load_row<T: Into<Record>>(
    conn: &Connection,
    columns: &str,
    table: &str,
    key_column: &str,
    key: &dyn rusqlite::ToSql,
    from_row: fn(&Row<'_>) -> rusqlite::Result<T>,
) -> rusqlite::Result<Option<Record>> {
    let sql = format!("SELECT {columns} FROM {table} WHERE {key_column} = ?1");
    conn.prepare_cached(&sql)?.query_row([key], |row| from_row(row).map(T::into)).optional()
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
    conn.prepare_cached(&sql)?.query_map([kind.as_code()], entry_from_row)?.collect()
}

/// Writes `record` in the place of whatever has its key. `now` is in seconds.
pub(crate) fn upsert_record(conn: &Connection, record: &Record, now: i64) -> rusqlite::Result<()> {
    let run =
        |sql: &str, values: &[&dyn rusqlite::ToSql]| conn.prepare_cached(sql)?.execute(values).map(|_| ());
    match record {
        Record::Entry(e) => upsert_entry(conn, e, now),
        Record::Baby(b) => run(
            "INSERT INTO baby (id, name, born, due, closed) VALUES (?1, ?2, ?3, ?4, ?5) ON CONFLICT (id) DO UPDATE
             SET name = ?2, born = ?3, due = ?4, closed = ?5",
            params![b.id.as_bytes(), b.name, b.born.map(date_to_text), b.due.map(date_to_text), b.closed],
        ),
        Record::Carer(c) => run(
            "INSERT INTO carer (id, name, hidden_checkins) VALUES (?1, ?2, ?3) ON CONFLICT (id) DO UPDATE
             SET name = ?2, hidden_checkins = ?3",
            params![c.id.as_bytes(), c.name, c.hidden_checkins],
        ),
        Record::CustomCue(o) => run(
            "INSERT INTO own_cue (code, words, points, retired) VALUES (?1, ?2, ?3, ?4) ON CONFLICT (code) DO UPDATE
             SET words = ?2, points = ?3, retired = ?4",
            params![o.code, o.words, enum_to_text(&o.points), o.retired],
        ),
        Record::CoverageMark(m) => run(
            "INSERT INTO mark (id, baby, date, span, complete) VALUES (?1, ?2, ?3, ?4, ?5) ON CONFLICT (id) DO UPDATE
             SET baby = ?2, date = ?3, span = ?4, complete = ?5",
            params![m.id.as_bytes(), m.baby.map(Id::into_bytes), date_to_text(m.date), enum_to_text(&m.span), m.complete],
        ),
        Record::Setting(s) => run(
            "INSERT INTO setting (name, value) VALUES (?1, ?2) ON CONFLICT (name) DO UPDATE SET value = ?2",
            params![s.name, s.value.to_string()],
        ),
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

pub(crate) fn delete_record(conn: &Connection, record: &Record) -> rusqlite::Result<()> {
    let gone = |sql: &str, key: &dyn rusqlite::ToSql| conn.prepare_cached(sql)?.execute([key]).map(|_| ());
    match record {
        Record::Entry(e) => gone("DELETE FROM entry WHERE id = ?1", e.id.as_bytes()),
        Record::Baby(b) => gone("DELETE FROM baby WHERE id = ?1", b.id.as_bytes()),
        Record::Carer(c) => gone("DELETE FROM carer WHERE id = ?1", c.id.as_bytes()),
        Record::CustomCue(o) => gone("DELETE FROM own_cue WHERE code = ?1", &o.code),
        Record::CoverageMark(m) => gone("DELETE FROM mark WHERE id = ?1", m.id.as_bytes()),
        Record::Setting(s) => gone("DELETE FROM setting WHERE name = ?1", &s.name),
    }
}

pub(crate) fn record_to_json(record: &Record) -> Value {
    match record {
        Record::Entry(e) => json!({
            "id": e.id, "kind": e.kind().as_code(), "baby": e.baby, "carer": e.carer,
            "at": timestamp_to_pair(e.at), "until": e.until.map(timestamp_to_pair),
            "about": e.approximate, "note": e.note, "detail": e.details.to_json_fields(),
        }),
        Record::Baby(b) => json!(b),
        Record::Carer(c) => json!(c),
        Record::CustomCue(o) => json!(o),
        Record::CoverageMark(m) => json!(m),
        Record::Setting(s) => json!({ "name": s.name, "value": s.value }),
    }
}

/// A record from what the history kept.
pub(crate) fn record_from_json(kind: &str, value: Value) -> serde_json::Result<Record> {
    use serde::de::Error;
    let field = |value: &Value, name: &str| value.get(name).cloned().unwrap_or(Value::Null);
    Ok(match kind {
        "entry" => {
            let code = value["kind"].as_str().unwrap_or_default();
            let kind = EntryKind::ALL.into_iter().find(|kind| kind.as_code() == code);
            let kind = kind.ok_or_else(|| serde_json::Error::custom(store_errors::unknown_kind(code)))?;
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
