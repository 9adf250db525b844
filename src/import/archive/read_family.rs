//! The family in an archive: people, own cues, coverage marks and settings, each taken by itself, so that one that
//! cannot be read takes no other with it.

use crate::import::archive::match_people::MAX_PEOPLE;
use crate::import::archive::read_entry::is_in_calendar;
use crate::import::archive::{ImportWarning, quote_excerpt};
use crate::model::{
    Baby, Carer, CoverageMark, CustomCue, DayBoundaries, FamilySettings, SETTINGS, Setting, Zone,
};
use crate::texts::archive_messages;
use serde::de::DeserializeOwned;
use serde_json::{Map, Value};
use std::collections::HashSet;
use std::hash::Hash;

#[derive(Clone, PartialEq, Debug, Default)]
pub(crate) struct ArchivedFamily {
    pub babies: Vec<Baby>,
    pub carers: Vec<Carer>,
    pub own_cues: Vec<CustomCue>,
    pub marks: Vec<CoverageMark>,
    pub settings: Vec<Setting>,
}

impl ArchivedFamily {
    /// Reads the family; what cannot be read is warned of.
    pub(crate) fn from_json(family: Value, warnings: &mut Vec<ImportWarning>) -> Option<Self> {
        let Value::Object(map) = family else {
            push_warning(warnings, archive_messages::FAMILY_UNREADABLE);
            return None;
        };
        let mut reader = FamilyReader { map, warnings };
        let mut family = Self {
            babies: reader.read_list("babies", |baby: &Baby| {
                let dates = [baby.born, baby.due];
                let fits = dates.into_iter().flatten().all(is_in_calendar);
                fits.then_some(baby.id)
            }),
            carers: reader.read_list("carers", |carer: &Carer| Some(carer.id)),
            own_cues: reader.read_list("own_cues", |own: &CustomCue| {
                // Another code would put other words in the place of ours.
                own.code.starts_with("own-").then(|| own.code.clone())
            }),
            marks: reader
                .read_list("coverage", |mark: &CoverageMark| is_in_calendar(mark.date).then_some(mark.id)),
            settings: reader.read_settings(),
        };
        if family.babies.len() > MAX_PEOPLE || family.carers.len() > MAX_PEOPLE {
            family.babies.truncate(MAX_PEOPLE);
            family.carers.truncate(MAX_PEOPLE);
            push_warning(warnings, archive_messages::FAMILY_TRUNCATED);
        }
        let blank = |name: &Option<String>| name.as_ref().is_some_and(|n| n.trim().is_empty());
        for baby in family.babies.iter_mut().filter(|b| blank(&b.name)) {
            baby.name = None;
        }
        for carer in family.carers.iter_mut().filter(|c| blank(&c.name)) {
            carer.name = None;
        }
        Some(family)
    }

    /// Where the family's days and nights begin.
    pub(crate) fn day_boundaries(&self, zone: Zone) -> DayBoundaries {
        let mut settings = FamilySettings::with_defaults(zone);
        self.settings.iter().for_each(|setting| settings.apply_setting(setting));
        settings.day_boundaries
    }
}

struct FamilyReader<'a> {
    map: Map<String, Value>,
    warnings: &'a mut Vec<ImportWarning>,
}

impl FamilyReader<'_> {
    /// A list, without what cannot be read, has no key that fits, or has the key of one before it.
    fn read_list<T: DeserializeOwned, K: Hash + Eq>(
        &mut self,
        name: &str,
        key: impl Fn(&T) -> Option<K>,
    ) -> Vec<T> {
        let list = match self.map.shift_remove(name) {
            None | Some(Value::Null) => return Vec::new(),
            Some(Value::Array(list)) => list,
            Some(_) => {
                push_warning(self.warnings, archive_messages::family_not_a_list(name));
                return Vec::new();
            }
        };
        let mut seen = HashSet::new();
        let mut kept = Vec::new();
        for (at, value) in list.into_iter().enumerate() {
            let read = serde_json::from_value::<T>(value).ok();
            match read.and_then(|it| Some((key(&it)?, it))) {
                Some((key, it)) => {
                    if seen.insert(key) {
                        kept.push(it);
                    } else {
                        push_warning(self.warnings, archive_messages::family_item_repeated(name, at));
                    }
                }
                None => push_warning(self.warnings, archive_messages::family_item_unreadable(name, at)),
            }
        }
        kept
    }

    /// The settings in the form in which this program writes them.
    fn read_settings(&mut self) -> Vec<Setting> {
        let mut kept = Vec::new();
        for spec in SETTINGS.iter().filter(|spec| spec.json.is_archived()) {
            let name = spec.key;
            let Some(value) = self.map.shift_remove(name).filter(|v| !v.is_null()) else {
                continue;
            };
            match spec.normalize(&value) {
                Some(value) => kept.push(Setting { name: name.to_owned(), value }),
                None => push_warning(self.warnings, archive_messages::family_field_unreadable(name)),
            }
        }
        for name in self.map.keys() {
            push_warning(self.warnings, archive_messages::family_field_unknown(&quote_excerpt(name)));
        }
        kept
    }
}

fn push_warning(warnings: &mut Vec<ImportWarning>, message: impl Into<String>) {
    warnings.push(ImportWarning::of_file(message.into()));
}
