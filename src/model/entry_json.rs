//! An entry and a family as the JSON of the contract: names for people, codes for words, what was not said absent.

use crate::model::settings::{JsonPlace, SETTINGS, is_set};
use crate::model::{DayBoundaries, Details, Entry, Family, Id, Timestamp};
use crate::vocabulary::eq_normalized;
use serde::Serialize;
use serde_json::{Map, Value, json};

/// One entry as `list --json` and `export` print it.
///
/// People stand by name, as the contract says. Names are not identities, so where another of the family is called the
/// same, `baby_id` or `carer_id` says who it is. A night in words only has no `at`, as its place follows from its date;
/// where the place it was kept at is another, it is written, or the entry would come back elsewhere in the list.
pub fn entry_to_json(entry: &Entry, family: &Family) -> Value {
    let mut map = Map::new();
    let name_of_baby =
        |id: Id| family.find_baby(id).map_or_else(|| id.to_string(), |baby| baby.display_name().to_owned());
    let name_of_carer = family
        .find_carer(entry.carer)
        .map_or_else(|| entry.carer.to_string(), |c| c.display_name().to_owned());
    map.insert("id".into(), json!(entry.id));
    map.insert("kind".into(), json!(entry.kind().as_code()));
    if let Some(baby) = entry.baby {
        map.insert("baby".into(), json!(name_of_baby(baby)));
        let called = family.babies.iter().map(|b| (b.id, b.display_name()));
        if has_namesake(baby, called) {
            map.insert("baby_id".into(), json!(baby));
        }
    }
    map.insert("carer".into(), json!(name_of_carer));
    let called = family.carers.iter().map(|c| (c.id, c.display_name()));
    if has_namesake(entry.carer, called) {
        map.insert("carer_id".into(), json!(entry.carer));
    }
    let hours = family.settings.day_boundaries;
    if entry.details.night_in_words_start(&hours) != Some(entry.at) {
        map.insert("at".into(), json!(entry.at));
    }
    if let Some(until) = entry.until {
        map.insert("until".into(), json!(until));
    }
    if entry.approximate {
        map.insert("about".into(), json!(true));
    }
    if let Some(note) = &entry.note {
        map.insert("note".into(), json!(note));
    }
    map.extend(entry.details.to_json_fields());
    Value::Object(map)
}

/// Whether somebody else of these is called the same.
fn has_namesake<'a>(id: Id, called: impl Iterator<Item = (Id, &'a str)> + Clone) -> bool {
    let own = called.clone().find(|(other, _)| *other == id);
    own.is_some_and(|(_, name)| {
        called.filter(|(other, _)| *other != id).any(|(_, other)| eq_normalized(other, name))
    })
}

impl Details {
    /// Where a night in words only stands in lists: at its beginning.
    pub fn night_in_words_start(&self, hours: &DayBoundaries) -> Option<Timestamp> {
        match self {
            Self::Sleep(sleep) => Some(hours.timestamp_at(hours.night_range(sleep.night?).from)),
            _ => None,
        }
    }

    /// The kind's own fields as JSON; also the `detail` column of the file.
    pub(crate) fn to_json_fields(&self) -> Map<String, Value> {
        fn to_json_map(of: &impl Serialize) -> Map<String, Value> {
            match serde_json::to_value(of) {
                Ok(Value::Object(map)) => map,
                _ => Map::new(),
            }
        }
        match self {
            Self::Massage(it) => to_json_map(it),
            Self::Cue(it) => to_json_map(it),
            Self::Sleep(it) => to_json_map(it),
            Self::Checkin(it) => to_json_map(it),
            Self::Note(it) => to_json_map(it),
        }
    }

    pub(crate) fn from_json_fields(kind: crate::model::EntryKind, fields: Value) -> serde_json::Result<Self> {
        Ok(match kind {
            crate::model::EntryKind::Massage => Self::Massage(serde_json::from_value(fields)?),
            crate::model::EntryKind::Cue => Self::Cue(serde_json::from_value(fields)?),
            crate::model::EntryKind::Sleep => Self::Sleep(serde_json::from_value(fields)?),
            crate::model::EntryKind::Checkin => Self::Checkin(serde_json::from_value(fields)?),
            crate::model::EntryKind::Note => Self::Note(serde_json::from_value(fields)?),
        })
    }

    /// The same from the text of such a map, for a file that holds a great many.
    pub(crate) fn from_json_text(kind: crate::model::EntryKind, fields: &str) -> serde_json::Result<Self> {
        Ok(match kind {
            crate::model::EntryKind::Massage => Self::Massage(serde_json::from_str(fields)?),
            crate::model::EntryKind::Cue => Self::Cue(serde_json::from_str(fields)?),
            crate::model::EntryKind::Sleep => Self::Sleep(serde_json::from_str(fields)?),
            crate::model::EntryKind::Checkin => Self::Checkin(serde_json::from_str(fields)?),
            crate::model::EntryKind::Note => Self::Note(serde_json::from_str(fields)?),
        })
    }
}

/// The family as `export` prints it.
pub fn family_to_json(family: &Family) -> Value {
    let mut json = json!({ "babies": family.babies, "carers": family.carers });
    for spec in SETTINGS.iter().filter(|spec| spec.json == JsonPlace::Family) {
        if spec.key == "favourites" {
            json["own_cues"] = json!(family.custom_cues);
        }
        json[spec.key] = (spec.value)(&family.settings);
    }
    json["coverage"] = json!(family.coverage_marks);
    // What was not said is absent.
    for spec in SETTINGS.iter().filter(|spec| spec.json == JsonPlace::FamilyWhenSet) {
        let value = (spec.value)(&family.settings);
        if is_set(&value) {
            json[spec.key] = value;
        }
    }
    json
}
