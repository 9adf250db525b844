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
    /// The mark of a write by `author` in the place of this one.
    #[must_use]
    fn written_over(self, author: Author<'_>) -> Self {
        let over = if author.wrote(self.stamp) { self.over } else { self.stamp };
        Self { stamp: author.stamp, over }
    }
}

/// Who writes, and when. A journal that was put back to an earlier one writes under another name, and is nobody else.
#[derive(Clone, Copy, Debug)]
pub struct Author<'a> {
    pub stamp: Stamp,
    /// Whom this computer's journal wrote as before.
    pub earlier: &'a [WriterId],
}

impl Author<'_> {
    fn wrote(self, stamp: Stamp) -> bool {
        self.stamp.writer == stamp.writer || self.earlier.contains(&stamp.writer)
    }
}

/// By somebody who was never anybody else.
impl From<Stamp> for Author<'_> {
    fn from(stamp: Stamp) -> Self {
        Self { stamp, earlier: &[] }
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
    /// The newest stamp of another writer in the record, as its remover had it.
    pub seen: Stamp,
    /// Its earlier states go from every history too.
    pub forget: bool,
}

impl Removal {
    /// Whether its remover had seen a write.
    pub(crate) fn has_seen(&self, write: Stamp) -> bool {
        let own = self.stamp.writer == write.writer && write <= self.stamp;
        own || write <= self.seen
    }
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
        Mark { stamp: self.base.over, over: self.base.over }
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

    pub(crate) fn marks(&self) -> impl Iterator<Item = Mark> + '_ {
        self.fields.values().map(|field| field.mark).chain([self.base])
    }

    /// Every stamp in it.
    fn stamps(&self) -> impl Iterator<Item = Stamp> + '_ {
        let removal = self.removal.iter().flat_map(|removal| [removal.stamp, removal.seen]);
        self.marks().flat_map(|mark| [mark.stamp, mark.over]).chain(removal)
    }

    /// Everyone who wrote a part of it.
    pub fn writers(&self) -> impl Iterator<Item = WriterId> + '_ {
        self.stamps().map(|stamp| stamp.writer).filter(|writer| !writer.is_nobody())
    }

    /// Whether whoever wrote a value of this mark had seen another, or one that came after it in its place.
    pub(crate) fn has_seen(&self, mark: Mark, other: Stamp) -> bool {
        if mark.stamp.writer == other.writer {
            return true;
        }
        // It was begun anew where the record had been removed: what counts is what was seen there.
        match self.removal.filter(|removal| removal.stamp == mark.over) {
            Some(removal) => removal.has_seen(other),
            None => mark.over >= other,
        }
    }

    /// Takes over what was written: the fields that differ get its stamp, the others keep theirs. `None` empties a field. A
    /// record that was not there gets it for all.
    pub fn write<'a>(
        &mut self,
        changed: impl IntoIterator<Item = (String, Option<Value>)>,
        author: impl Into<Author<'a>>,
    ) {
        let author = author.into();
        let stamp = author.stamp;
        if !self.is_alive() {
            let over = self.removal.map_or_else(Stamp::default, |removal| removal.stamp);
            self.base = Mark { stamp, over };
            self.fields.clear();
        }
        for (name, value) in changed {
            if self.value_of(&name) != value.as_ref() {
                let mark = self.mark_of(&name).written_over(author);
                self.fields.insert(name, Field { value, mark });
            }
        }
        let first = self.base.stamp == stamp;
        for field in self.fields.values_mut().filter(|_| first) {
            field.mark = self.base;
        }
        self.drop_blank_fields();
    }

    /// Removed: no word of it stays.
    pub fn remove<'a>(&mut self, author: impl Into<Author<'a>>, forget: bool) {
        let author = author.into();
        let stamp = author.stamp;
        let seen = self.stamps().filter(|seen| !author.wrote(*seen)).max().unwrap_or_default();
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
