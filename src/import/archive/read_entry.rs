//! One entry of an archive, checked field by field. What cannot be meant is refused by name; codes nobody here knows
//! are kept as they stand.

use crate::import::archive::limited_reader::has_too_many_values;
use crate::import::archive::{ArchivedEntry, ParsedEntry, PersonRef, quote_excerpt};
use crate::model::{DayBoundaries, Details, Entry, EntryKind, Id, Timestamp};
use crate::texts::archive_messages;
use chrono::{DateTime, Datelike, NaiveDate};
use serde_json::{Map, Value};
use std::ops::RangeInclusive;

pub(crate) fn parse_json_entry(raw: &str) -> Result<Value, String> {
    if has_too_many_values(raw) {
        return Err(archive_messages::TOO_MANY_VALUES.to_owned());
    }
    serde_json::from_str(raw).map_err(|error| {
        let is_nested = error.to_string().starts_with("recursion");
        if is_nested {
            archive_messages::TOO_DEEP.to_owned()
        } else {
            archive_messages::UNREADABLE_JSON.to_owned()
        }
    })
}

/// Reads one entry, and names the fields that were left out; or says why it cannot be kept. `hours` are those of the
/// file's family; a night in words only from a file without one gets its place later.
pub(crate) fn entry_from_json(value: Value, hours: Option<DayBoundaries>) -> ParsedEntry {
    let Value::Object(mut map) = value else {
        return Err(archive_messages::NOT_AN_OBJECT.to_owned());
    };
    let id = remove_id(&mut map, "id")?.ok_or_else(|| archive_messages::field_missing("id"))?;
    let code = remove_text(&mut map, "kind")?.ok_or_else(|| archive_messages::field_missing("kind"))?;
    let kind = EntryKind::ALL.into_iter().find(|kind| kind.as_code() == code);
    let kind = kind.ok_or_else(|| archive_messages::unknown_kind(&quote_excerpt(&code)))?;
    let baby = remove_person(&mut map, "baby", "baby_id")?;
    let carer = remove_person(&mut map, "carer", "carer_id")?;
    let carer = carer.ok_or_else(|| archive_messages::field_missing("carer"))?;
    let at = remove_timestamp(&mut map, "at")?;
    let until = remove_timestamp(&mut map, "until")?;
    let approximate = remove_flag(&mut map, "about")?;
    let note = remove_text(&mut map, "note")?.filter(|note| !note.is_empty());
    let details = details_from_map(kind, &map)?;
    let night = hours.and_then(|hours| details.night_in_words_start(&hours));
    let is_night = matches!(&details, Details::Sleep(sleep) if sleep.night.is_some());
    let lacks_time = at.is_none() && is_night;
    let at = match at.or(night) {
        Some(at) => at,
        None if is_night => Timestamp::new(0, 0),
        None => return Err(archive_messages::AT_MISSING.to_owned()),
    };
    if until.is_some_and(|until| !lacks_time && until.unix_seconds() < at.unix_seconds()) {
        return Err(archive_messages::END_BEFORE_START.to_owned());
    }
    let unknown = list_unknown_fields(&map, &details);
    let entry = Entry { id, baby: None, carer: Id::nil(), at, until, approximate, note, details };
    let archived = ArchivedEntry { baby, carer, lacks_time, edited: None, entry };
    Ok((archived, unknown))
}

/// The kind's own fields; the first that has another shape than the contract's is named.
fn details_from_map(kind: EntryKind, map: &Map<String, Value>) -> Result<Details, String> {
    let details = Details::from_json_fields(kind, Value::Object(map.clone())).map_err(|_| {
        let alone = |(name, value): &(&String, &Value)| {
            let one = Map::from_iter([((*name).clone(), (*value).clone())]);
            Details::from_json_fields(kind, Value::Object(one)).is_err()
        };
        match map.iter().find(alone) {
            Some((name, _)) => archive_messages::unknown_field_shape(name),
            None => archive_messages::UNKNOWN_SHAPE.to_owned(),
        }
    })?;
    if let Some(field) = kind.fields().iter().find(|field| !field.is_in_range(&details)) {
        let (least, most) = field.range().map_or((0, 0), RangeInclusive::into_inner);
        return Err(archive_messages::out_of_range(field.key, least, most));
    }
    match &details {
        Details::Sleep(it) if it.night.is_some_and(|date| !is_in_calendar(date)) => {
            Err(archive_messages::NIGHT_OUT_OF_CALENDAR.to_owned())
        }
        _ => Ok(details),
    }
}

/// Whether a date has neighbours in every direction, as days and nights need.
pub(crate) fn is_in_calendar(date: NaiveDate) -> bool {
    (1..=9998).contains(&date.year())
}

/// Fields that said something and are not in what was read.
fn list_unknown_fields(map: &Map<String, Value>, details: &Details) -> Vec<String> {
    let known = details.to_json_fields();
    let has_content = |value: &Value| match value {
        Value::Null | Value::Bool(false) => false,
        Value::Array(list) => !list.is_empty(),
        _ => true,
    };
    map.iter()
        .filter(|(name, value)| has_content(value) && !known.contains_key(*name))
        .map(|(name, _)| quote_excerpt(name))
        .collect()
}

fn remove_text(map: &mut Map<String, Value>, name: &str) -> Result<Option<String>, String> {
    match map.shift_remove(name) {
        None | Some(Value::Null) => Ok(None),
        Some(Value::String(text)) => Ok(Some(text)),
        Some(_) => Err(archive_messages::not_text(name)),
    }
}

fn remove_flag(map: &mut Map<String, Value>, name: &str) -> Result<bool, String> {
    match map.shift_remove(name) {
        None | Some(Value::Null) => Ok(false),
        Some(Value::Bool(flag)) => Ok(flag),
        Some(_) => Err(archive_messages::not_a_flag(name)),
    }
}

fn remove_id(map: &mut Map<String, Value>, name: &str) -> Result<Option<Id>, String> {
    let Some(text) = remove_text(map, name)? else {
        return Ok(None);
    };
    let id = Id::parse_str(&text);
    id.map(Some).map_err(|_| archive_messages::not_an_id(name, &quote_excerpt(&text)))
}

fn remove_person(map: &mut Map<String, Value>, name: &str, id: &str) -> Result<Option<PersonRef>, String> {
    let id = remove_id(map, id)?;
    let name = remove_text(map, name)?.filter(|name| !name.trim().is_empty());
    Ok(name.map(|name| PersonRef { name, id }))
}

/// A time with its offset. One that would have to be moved to be kept is refused.
fn remove_timestamp(map: &mut Map<String, Value>, name: &str) -> Result<Option<Timestamp>, String> {
    let Some(text) = remove_text(map, name)? else {
        return Ok(None);
    };
    let exact = DateTime::parse_from_rfc3339(text.trim()).map(|read| read.timestamp());
    Timestamp::parse_rfc3339(&text)
        .filter(|at| exact == Ok(at.unix_seconds()))
        .map(Some)
        .ok_or_else(|| archive_messages::not_a_time(name, &quote_excerpt(&text)))
}
