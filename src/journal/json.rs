//! An entry and a family as the JSON of the contract: names for people, codes for words, what was not said absent.

use super::{At, Entry, Family, Hours, Id, What};
use crate::words::same;
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
        |id: Id| family.baby(id).map_or_else(|| id.to_string(), |baby| baby.called().to_owned());
    let name_of_carer =
        family.carer(entry.carer).map_or_else(|| entry.carer.to_string(), |c| c.called().to_owned());
    map.insert("id".into(), json!(entry.id));
    map.insert("kind".into(), json!(entry.kind().code()));
    if let Some(baby) = entry.baby {
        map.insert("baby".into(), json!(name_of_baby(baby)));
        let called = family.babies.iter().map(|b| (b.id, b.called()));
        if has_namesake(baby, called) {
            map.insert("baby_id".into(), json!(baby));
        }
    }
    map.insert("carer".into(), json!(name_of_carer));
    let called = family.carers.iter().map(|c| (c.id, c.called()));
    if has_namesake(entry.carer, called) {
        map.insert("carer_id".into(), json!(entry.carer));
    }
    let hours = family.settings.hours;
    if entry.what.place_of_night(&hours) != Some(entry.at) {
        map.insert("at".into(), json!(entry.at));
    }
    if let Some(until) = entry.until {
        map.insert("until".into(), json!(until));
    }
    if entry.about {
        map.insert("about".into(), json!(true));
    }
    if let Some(note) = &entry.note {
        map.insert("note".into(), json!(note));
    }
    map.extend(entry.what.fields());
    Value::Object(map)
}

/// Whether somebody else of these is called the same.
fn has_namesake<'a>(id: Id, called: impl Iterator<Item = (Id, &'a str)> + Clone) -> bool {
    let own = called.clone().find(|(other, _)| *other == id);
    own.is_some_and(|(_, name)| called.filter(|(other, _)| *other != id).any(|(_, other)| same(other, name)))
}

impl What {
    /// Where a night in words only stands in lists: at its beginning.
    pub fn place_of_night(&self, hours: &Hours) -> Option<At> {
        match self {
            Self::Sleep(sleep) => Some(hours.at(hours.night(sleep.night?).from)),
            _ => None,
        }
    }

    /// The kind's own fields as JSON; also the `detail` column of the file.
    pub fn fields(&self) -> Map<String, Value> {
        fn map(of: &impl Serialize) -> Map<String, Value> {
            match serde_json::to_value(of) {
                Ok(Value::Object(map)) => map,
                _ => Map::new(),
            }
        }
        match self {
            Self::Massage(it) => map(it),
            Self::Cue(it) => map(it),
            Self::Sleep(it) => map(it),
            Self::Checkin(it) => map(it),
            Self::Note(it) => map(it),
        }
    }

    pub fn from_fields(kind: super::Kind, fields: Value) -> serde_json::Result<Self> {
        Ok(match kind {
            super::Kind::Massage => Self::Massage(serde_json::from_value(fields)?),
            super::Kind::Cue => Self::Cue(serde_json::from_value(fields)?),
            super::Kind::Sleep => Self::Sleep(serde_json::from_value(fields)?),
            super::Kind::Checkin => Self::Checkin(serde_json::from_value(fields)?),
            super::Kind::Note => Self::Note(serde_json::from_value(fields)?),
        })
    }

    /// The same from the text of such a map, for a file that holds a great many.
    pub fn from_text(kind: super::Kind, fields: &str) -> serde_json::Result<Self> {
        Ok(match kind {
            super::Kind::Massage => Self::Massage(serde_json::from_str(fields)?),
            super::Kind::Cue => Self::Cue(serde_json::from_str(fields)?),
            super::Kind::Sleep => Self::Sleep(serde_json::from_str(fields)?),
            super::Kind::Checkin => Self::Checkin(serde_json::from_str(fields)?),
            super::Kind::Note => Self::Note(serde_json::from_str(fields)?),
        })
    }
}

/// The family as `export` prints it.
pub fn family_to_json(family: &Family) -> Value {
    let hours = family.settings.hours;
    let mut told = json!({
        "babies": family.babies,
        "carers": family.carers,
        "zone": hours.zone.name(),
        "day_start": hours.day_start.to_string(),
        "night": [hours.night_from.to_string(), hours.night_to.to_string()],
        "own_cues": family.own_cues,
        "favourites": family.settings.favourites,
        "hidden": family.settings.hidden,
        "coverage": family.marks,
    });
    // What was not said is absent.
    if !family.settings.stroke_names.is_empty() {
        told["stroke_names"] = json!(family.settings.stroke_names);
    }
    if !family.settings.seals.is_empty() {
        told[super::SEALS] = json!(family.settings.seals);
    }
    told
}
