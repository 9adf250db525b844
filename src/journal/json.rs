//! An entry and a family as the JSON of the contract: names for people, codes for words, what was not said absent.

use super::{Entry, Family, Id, What};
use serde::Serialize;
use serde_json::{Map, Value, json};

/// One entry as `list --json` and `export` print it.
#[must_use]
pub fn entry_to_json(entry: &Entry, family: &Family) -> Value {
    let mut map = Map::new();
    let name_of_baby = |id: Id| {
        family
            .baby(id)
            .map_or_else(|| id.to_string(), |baby| baby.called().to_owned())
    };
    let name_of_carer = family
        .carer(entry.carer)
        .map_or_else(|| entry.carer.to_string(), |c| c.called().to_owned());
    map.insert("id".into(), json!(entry.id));
    map.insert("kind".into(), json!(entry.kind().code()));
    if let Some(baby) = entry.baby {
        map.insert("baby".into(), json!(name_of_baby(baby)));
    }
    map.insert("carer".into(), json!(name_of_carer));
    if !matches!(&entry.what, What::Sleep(sleep) if sleep.night.is_some()) {
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

impl What {
    /// The kind's own fields as JSON; also the `detail` column of the file.
    #[must_use]
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

    /// The kind's own fields from JSON.
    ///
    /// # Errors
    /// When a field has another shape than the contract's.
    pub fn from_fields(kind: super::Kind, fields: Value) -> serde_json::Result<Self> {
        Ok(match kind {
            super::Kind::Massage => Self::Massage(serde_json::from_value(fields)?),
            super::Kind::Cue => Self::Cue(serde_json::from_value(fields)?),
            super::Kind::Sleep => Self::Sleep(serde_json::from_value(fields)?),
            super::Kind::Checkin => Self::Checkin(serde_json::from_value(fields)?),
            super::Kind::Note => Self::Note(serde_json::from_value(fields)?),
        })
    }
}

/// The family as `export` prints it.
#[must_use]
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
    told
}
