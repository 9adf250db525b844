//! A record as computers exchange it: named values, each with the stamp of its last write, and the stamp of its removal.

use crate::sync::stamp::{Stamp, WriterId};
use serde_json::Value;
use std::collections::BTreeMap;

/// When a field was written, and the newest stamp of another writer that this replaced: what its writer had seen.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Default)]
pub struct Mark {
    pub stamp: Stamp,
    pub over: Stamp,
}

impl Mark {
    /// The mark of a write at `stamp` in the place of this one.
    #[must_use]
    pub fn written_over(self, stamp: Stamp) -> Self {
        let over = if self.stamp.writer == stamp.writer { self.over } else { self.stamp };
        Self { stamp, over }
    }
}

/// None: it was emptied.
#[derive(Clone, PartialEq, Debug)]
pub struct Field {
    pub value: Option<Value>,
    pub mark: Mark,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Removal {
    pub stamp: Stamp,
    /// The newest stamp of the record that its remover had seen.
    pub seen: Stamp,
    /// Its earlier states go from every history too.
    pub forget: bool,
}

/// A record with its marks. Every field that is not listed is empty since what `base` replaced: of two records that were
/// begun apart, neither empties what only the other has.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct RecordState {
    pub base: Mark,
    pub fields: BTreeMap<String, Field>,
    pub removal: Option<Removal>,
}

impl RecordState {
    /// The newest stamp of any of its fields; none of a removed one.
    #[must_use]
    pub fn newest(&self) -> Stamp {
        let fields = self.fields.values().map(|field| field.mark.stamp);
        fields.fold(self.base.stamp, Stamp::max)
    }

    /// Whether a field is newer than its removal.
    #[must_use]
    pub fn is_alive(&self) -> bool {
        let newest = self.newest();
        !newest.is_none() && self.removal.is_none_or(|removal| newest > removal.stamp)
    }

    /// The newest clock in it.
    #[must_use]
    pub fn newest_clock(&self) -> i64 {
        let overs = self.fields.values().map(|field| field.mark.over.clock).chain([self.base.over.clock]);
        let removal = self.removal.map_or(0, |removal| removal.stamp.clock.max(removal.seen.clock));
        overs.fold(self.newest().clock.max(removal), i64::max)
    }

    #[must_use]
    pub fn mark_of(&self, field: &str) -> Mark {
        self.fields.get(field).map_or(self.blank_mark(), |field| field.mark)
    }

    /// The mark of a field that is not listed.
    pub(crate) fn blank_mark(&self) -> Mark {
        Mark { stamp: self.base.over, over: Stamp::default() }
    }

    #[must_use]
    pub fn value_of(&self, field: &str) -> Option<&Value> {
        self.fields.get(field)?.value.as_ref()
    }

    /// The values it has, by field.
    #[must_use]
    pub fn values(&self) -> BTreeMap<String, Value> {
        self.present_values().map(|(name, value)| (name.clone(), value.clone())).collect()
    }

    /// The same, where it stands.
    pub fn present_values(&self) -> impl Iterator<Item = (&String, &Value)> {
        self.fields.iter().filter_map(|(name, field)| Some((name, field.value.as_ref()?)))
    }

    /// Everyone who wrote a part of it.
    pub fn writers(&self) -> impl Iterator<Item = WriterId> + '_ {
        let marks = self.fields.values().map(|field| field.mark).chain([self.base]);
        let removal = self.removal.iter().flat_map(|removal| [removal.stamp, removal.seen]);
        marks
            .flat_map(|mark| [mark.stamp, mark.over])
            .chain(removal)
            .map(|stamp| stamp.writer)
            .filter(|writer| !writer.is_nobody())
    }

    /// Takes over what was written at `stamp`: the fields that differ get it, the others keep theirs. `None` empties a
    /// field. A record that was not there gets it for all.
    pub fn write(&mut self, changed: impl IntoIterator<Item = (String, Option<Value>)>, stamp: Stamp) {
        if !self.is_alive() {
            let over = self.removal.map_or_else(Stamp::default, |removal| removal.stamp.max(removal.seen));
            self.base = Mark { stamp, over };
            self.fields.clear();
        }
        for (name, value) in changed {
            if self.value_of(&name) != value.as_ref() {
                let mark = self.mark_of(&name).written_over(stamp);
                self.fields.insert(name, Field { value, mark });
            }
        }
        let first = self.base.stamp == stamp;
        for field in self.fields.values_mut().filter(|_| first) {
            field.mark = self.base;
        }
        self.drop_blank_fields();
    }

    /// Removed at `stamp`: no word of it stays.
    pub fn remove(&mut self, stamp: Stamp, forget: bool) {
        let seen = self.newest().max(self.removal.map_or_else(Stamp::default, |before| before.seen));
        let forget = forget || self.removal.is_some_and(|before| before.forget);
        *self = Self { removal: Some(Removal { stamp, seen, forget }), ..Self::default() };
    }

    /// An empty field that is as old as what the record replaced need not be listed; a removed record has none.
    pub(crate) fn drop_blank_fields(&mut self) {
        if !self.is_alive() {
            self.base = Mark::default();
            self.fields.clear();
        }
        let blank = self.blank_mark();
        self.fields.retain(|_, field| field.value.is_some() || field.mark.stamp > blank.stamp);
    }
}
