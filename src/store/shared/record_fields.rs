//! A record as named fields, so that two computers can each change one of them, and back.
//!
//! The names are those of the record's JSON, with `detail` opened one level, as are the names of strokes; each seal is a
//! field of its own, so that two computers that seal apart lose no key. What this version does not know is parked.

use crate::model::{CarerSeal, Id, Record, SEALS_SETTING, SpareKey};
use crate::store::mapping;
use crate::store::protect::copies_due::COPIES_DUE;
use crate::sync::RecordState;
use rusqlite::{Connection, OptionalExtension, params};
use serde_json::{Map, Value, json};
use std::collections::BTreeMap;

pub(crate) type Fields = BTreeMap<String, Value>;

/// The settings that say who sits at this computer, and what is to be done here.
pub(crate) const STAYS_HERE: [&str; 4] = ["baby", "carer", "welcomed", COPIES_DUE];

/// The settings whose values are opened one level.
const STROKE_NAMES: &str = "stroke_names";

/// `entry/018c…`; none for what never leaves this computer.
pub(crate) fn key_of(record: &Record) -> Option<String> {
    let (kind, key) = record.record_key();
    let stays = kind == "setting" && STAYS_HERE.contains(&key.as_str());
    (!stays).then(|| format!("{kind}/{key}"))
}

/// Whether a record of this key may come from another computer.
pub(crate) fn may_come(key: &str) -> bool {
    key.strip_prefix("setting/").is_none_or(|name| !STAYS_HERE.contains(&name))
}

/// The kinds of record this version has tables for.
pub(crate) fn split_key(key: &str) -> Option<(&str, &str)> {
    let (kind, name) = key.split_once('/')?;
    ["entry", "baby", "carer", "own_cue", "mark", "setting"].contains(&kind).then_some((kind, name))
}

/// The fields of a record that are not empty.
pub(crate) fn to_fields(record: &Record) -> Fields {
    let (kind, key) = record.record_key();
    let Value::Object(object) = mapping::record_to_json(record) else {
        return Fields::new();
    };
    let mut fields = Fields::new();
    let mut put = |name: String, value: Value| {
        if !value.is_null() {
            fields.insert(name, value);
        }
    };
    for (name, value) in object {
        match (kind, name.as_str(), value) {
            (_, "id", _) | ("own_cue", "code", _) | ("setting", "name", _) => {}
            ("entry", "detail", Value::Object(detail)) => {
                detail.into_iter().for_each(|(name, value)| put(format!("detail.{name}"), value));
            }
            ("setting", "value", Value::Object(all)) if key == STROKE_NAMES => {
                all.into_iter().for_each(|(name, value)| put(format!("value.{name}"), value));
            }
            ("setting", "value", Value::Object(all)) if key == SEALS_SETTING => {
                for (carer, seal) in all {
                    seal_fields(&carer, seal).into_iter().for_each(|(name, value)| put(name, value));
                }
            }
            (_, _, value) => put(name, value),
        }
    }
    fields
}

/// `value.<carer>.<recipient>`, with the identity and whether others see it.
fn seal_fields(carer: &str, seal: Value) -> Vec<(String, Value)> {
    let Ok(seal) = serde_json::from_value::<CarerSeal>(seal.clone()) else {
        return vec![(format!("value.{carer}"), seal)];
    };
    let name = |recipient: &str| format!("value.{carer}.{recipient}");
    let own = json!({ "identity": seal.identity, "shown": seal.shown });
    let spare = seal
        .others
        .iter()
        .map(|key| (name(&key.recipient), json!({ "identity": key.identity, "shown": seal.shown })));
    spare.chain([(name(&seal.recipient), own)]).collect()
}

/// The record that the fields of a state make, and those of them that this version does not know. `present` is the record as it
/// stands here: of several seals of a carer the one in use here stays in use.
pub(crate) fn from_state(
    key: &str,
    state: &RecordState,
    present: Option<&Record>,
) -> (Option<Record>, Fields) {
    let record = split_key(key).and_then(|(kind, name)| {
        let value = to_json(kind, name, state, present);
        mapping::record_from_json(kind, value).ok().filter(|record| key_of(record).as_deref() == Some(key))
    });
    let known = record.as_ref().map(to_fields).unwrap_or_default();
    // What it makes up beside the fields it was given would be a write of its own.
    if known.keys().any(|name| state.value_of(name).is_none()) {
        return (None, state.values());
    }
    let unknown = state.present_values().filter(|(name, value)| known.get(*name) != Some(value));
    (record, unknown.map(|(name, value)| (name.clone(), value.clone())).collect())
}

fn to_json(kind: &str, name: &str, state: &RecordState, present: Option<&Record>) -> Value {
    let mut object = Map::new();
    let mut inner = Map::new();
    for (field, value) in state.present_values() {
        match (kind, field.split_once('.')) {
            ("entry", Some(("detail", key))) => {
                inner.insert(key.to_owned(), value.clone());
            }
            ("setting", Some(("value", key))) => {
                inner.insert(key.to_owned(), value.clone());
            }
            _ => {
                object.insert(field.clone(), value.clone());
            }
        }
    }
    match kind {
        "entry" => {
            object.insert("detail".into(), Value::Object(inner));
        }
        "setting" if name == SEALS_SETTING => {
            object.insert("value".into(), gather_seals(inner, present));
        }
        "setting" if name == STROKE_NAMES => {
            object.insert("value".into(), Value::Object(inner));
        }
        _ => {}
    }
    let own_key = match kind {
        "own_cue" => "code",
        "setting" => "name",
        _ => "id",
    };
    object.insert(own_key.into(), json!(name));
    Value::Object(object)
}

fn gather_seals(fields: Map<String, Value>, present: Option<&Record>) -> Value {
    let in_use = |carer: &str| match present {
        Some(Record::Setting(setting)) => setting.value[carer]["recipient"].as_str(),
        _ => None,
    };
    let mut by_carer: BTreeMap<String, Vec<(SpareKey, bool)>> = BTreeMap::new();
    for (name, value) in fields {
        let Some((carer, recipient)) = name.split_once('.') else { continue };
        let key = SpareKey {
            recipient: recipient.to_owned(),
            identity: value["identity"].as_str().unwrap_or_default().to_owned(),
        };
        by_carer.entry(carer.to_owned()).or_default().push((key, value["shown"] == json!(true)));
    }
    let seals = by_carer.into_iter().filter_map(|(carer, mut keys)| {
        let first = keys.iter().position(|(key, _)| in_use(&carer) == Some(&*key.recipient)).unwrap_or(0);
        let (key, shown) = keys.remove(first);
        let others = keys.into_iter().map(|(key, _)| key).collect();
        let carer = carer.parse::<Id>().ok()?;
        Some((carer, CarerSeal { recipient: key.recipient, identity: key.identity, shown, others }))
    });
    json!(seals.collect::<BTreeMap<Id, CarerSeal>>())
}

/// The fields of the row that stands in the journal.
pub(crate) fn load_row_fields(conn: &Connection, key: &str) -> rusqlite::Result<Fields> {
    let record = match split_key(key) {
        Some((kind, name)) => mapping::load_record(conn, kind, name)?,
        None => None,
    };
    Ok(record.as_ref().map(to_fields).unwrap_or_default())
}

pub(crate) fn load_parked(conn: &Connection, key: &str) -> rusqlite::Result<Fields> {
    let sql = "SELECT fields FROM sync_parked WHERE key = ?1";
    let found: Option<String> = conn.prepare_cached(sql)?.query_row([key], |row| row.get(0)).optional()?;
    Ok(found.and_then(|text| serde_json::from_str(&text).ok()).unwrap_or_default())
}

pub(crate) fn save_parked(tx: &Connection, key: &str, fields: &Fields) -> rusqlite::Result<()> {
    if fields.is_empty() {
        return tx.prepare_cached("DELETE FROM sync_parked WHERE key = ?1")?.execute([key]).map(|_| ());
    }
    let sql =
        "INSERT INTO sync_parked (key, fields) VALUES (?1, ?2) ON CONFLICT (key) DO UPDATE SET fields = ?2";
    tx.prepare_cached(sql)?.execute(params![key, json!(fields).to_string()]).map(|_| ())
}
