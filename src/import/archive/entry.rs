//! One entry of an archive, checked field by field. What cannot be meant is refused by name; codes nobody here knows
//! are kept as they stand.

use super::meter::is_bomb;
use super::{Heard, Person, TOO_MANY, Told, quoted};
use crate::journal::{At, Entry, Hours, Id, Kind, What};
use chrono::{DateTime, Datelike, NaiveDate};
use serde_json::{Map, Value};

pub(crate) fn value(raw: &str) -> Result<Value, String> {
    if is_bomb(raw) {
        return Err(TOO_MANY.trim_end_matches('.').to_owned());
    }
    serde_json::from_str(raw).map_err(|error| {
        if error.to_string().starts_with("recursion") {
            "it is nested too deeply".to_owned()
        } else {
            "a number or a text in it cannot be read".to_owned()
        }
    })
}

/// Reads one entry, and names the fields that were left out; or says why it cannot be kept. `hours` are those of the
/// file's family; a night in words only from a file without one gets its place later.
pub(crate) fn told(value: Value, hours: Option<Hours>) -> Heard {
    let Value::Object(mut map) = value else {
        return Err("it is no object with fields".to_owned());
    };
    let id = identity(&mut map, "id")?.ok_or("its id is missing")?;
    let code = text(&mut map, "kind")?.ok_or("its kind is missing")?;
    let kind = Kind::ALL.into_iter().find(|kind| kind.code() == code);
    let kind = kind.ok_or_else(|| format!("the kind {} is not known here", quoted(&code)))?;
    let baby = person(&mut map, "baby", "baby_id")?;
    let carer = person(&mut map, "carer", "carer_id")?.ok_or("its carer is missing")?;
    let at = time(&mut map, "at")?;
    let until = time(&mut map, "until")?;
    let about = flag(&mut map, "about")?;
    let note = text(&mut map, "note")?.filter(|note| !note.is_empty());
    let what = what(kind, &map)?;
    let night = hours.and_then(|hours| what.place_of_night(&hours));
    let is_night = matches!(&what, What::Sleep(sleep) if sleep.night.is_some());
    let placeless = at.is_none() && is_night;
    let at = match at.or(night) {
        Some(at) => at,
        None if is_night => At::new(0, 0),
        None => return Err("its at is missing: when was it?".to_owned()),
    };
    if until.is_some_and(|until| !placeless && until.secs() < at.secs()) {
        return Err("its end is before its start".to_owned());
    }
    let unknown = unknown(&map, &what);
    let entry = Entry { id, baby: None, carer: Id::nil(), at, until, about, note, what };
    let told = Told { baby, carer, placeless, entry };
    Ok((told, unknown))
}

/// The kind's own fields; the first that has another shape than the contract's is named.
fn what(kind: Kind, map: &Map<String, Value>) -> Result<What, String> {
    let what = What::from_fields(kind, Value::Object(map.clone())).map_err(|_| {
        let alone = |(name, value): &(&String, &Value)| {
            let one = Map::from_iter([((*name).clone(), (*value).clone())]);
            What::from_fields(kind, Value::Object(one)).is_err()
        };
        match map.iter().find(alone) {
            Some((name, _)) => format!("its {name} has a shape this version does not know"),
            None => "its fields have a shape this version does not know".to_owned(),
        }
    })?;
    let (words, most): (Vec<(&str, Option<u8>)>, _) = match &what {
        What::Massage(it) => {
            let felt = [("felt_before", it.felt_before), ("felt_after", it.felt_after)];
            (felt.into(), 5)
        }
        What::Checkin(it) => {
            within(&[("sure", it.sure), ("company", it.company)], 4)?;
            ([("felt", it.felt), ("energy", it.energy)].into(), 5)
        }
        What::Sleep(it) if it.night.is_some_and(|date| !in_calendar(date)) => {
            return Err("its night is in no year that fits".to_owned());
        }
        _ => return Ok(what),
    };
    within(&words, most)?;
    Ok(what)
}

fn within(words: &[(&str, Option<u8>)], most: u8) -> Result<(), String> {
    match words.iter().find(|(_, n)| n.is_some_and(|n| !(1..=most).contains(&n))) {
        Some((name, _)) => Err(format!("its {name} is not one of 1 to {most}")),
        None => Ok(()),
    }
}

/// Whether a date has neighbours in every direction, as days and nights need.
pub(crate) fn in_calendar(date: NaiveDate) -> bool {
    (1..=9998).contains(&date.year())
}

/// Fields that said something and are not in what was read.
fn unknown(map: &Map<String, Value>, what: &What) -> Vec<String> {
    let known = what.fields();
    let says = |value: &Value| match value {
        Value::Null | Value::Bool(false) => false,
        Value::Array(list) => !list.is_empty(),
        _ => true,
    };
    map.iter()
        .filter(|(name, value)| says(value) && !known.contains_key(*name))
        .map(|(name, _)| quoted(name))
        .collect()
}

fn text(map: &mut Map<String, Value>, name: &str) -> Result<Option<String>, String> {
    match map.shift_remove(name) {
        None | Some(Value::Null) => Ok(None),
        Some(Value::String(text)) => Ok(Some(text)),
        Some(_) => Err(format!("its {name} is no text")),
    }
}

fn flag(map: &mut Map<String, Value>, name: &str) -> Result<bool, String> {
    match map.shift_remove(name) {
        None | Some(Value::Null) => Ok(false),
        Some(Value::Bool(flag)) => Ok(flag),
        Some(_) => Err(format!("its {name} is neither true nor false")),
    }
}

fn identity(map: &mut Map<String, Value>, name: &str) -> Result<Option<Id>, String> {
    let Some(text) = text(map, name)? else {
        return Ok(None);
    };
    let id = Id::parse_str(&text);
    id.map(Some).map_err(|_| format!("its {name}, {}, is no identity (a UUID)", quoted(&text)))
}

fn person(map: &mut Map<String, Value>, name: &str, id: &str) -> Result<Option<Person>, String> {
    let id = identity(map, id)?;
    let name = text(map, name)?.filter(|name| !name.trim().is_empty());
    Ok(name.map(|name| Person { name, id }))
}

/// A time with its offset. One that would have to be moved to be kept is refused.
fn time(map: &mut Map<String, Value>, name: &str) -> Result<Option<At>, String> {
    let Some(text) = text(map, name)? else {
        return Ok(None);
    };
    let exact = DateTime::parse_from_rfc3339(text.trim()).map(|read| read.timestamp());
    At::parse(&text)
        .filter(|at| exact == Ok(at.secs()))
        .map(Some)
        .ok_or_else(|| format!("its {name}, {}, is no time like 2026-11-22T10:15:00+00:00", quoted(&text)))
}
