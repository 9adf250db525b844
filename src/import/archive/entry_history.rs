//! What a journal's history knows of the entries that an archive has too: which were removed here, and how those that were
//! edited stood before.

use crate::model::{Edit, Entry, Family, Id, Record, entry_to_json};
use std::collections::HashMap;
use std::collections::hash_map::DefaultHasher;
use std::hash::{Hash, Hasher};

/// Filled from the history's edits, the oldest first.
#[derive(Clone, Debug, Default)]
pub struct EntryHistory {
    removals: HashMap<Id, Removal>,
    /// Marks of the states in which entries ever stood here, for those that were edited or removed.
    states: HashMap<Id, Vec<u64>>,
}

/// How an entry left the journal.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Removal {
    /// At this time, in Unix seconds.
    Removed(i64),
    /// What added it at this time was undone; when, the history does not say.
    AdditionUndone(i64),
}

impl EntryHistory {
    /// Takes in one edit of a change that was made at `made`, in Unix seconds; `stands` unless it was undone.
    pub fn record_edit(&mut self, made: i64, stands: bool, edit: &Edit, family: &Family) {
        let entry = |record: &Option<Record>| record.as_ref().and_then(Record::as_entry).cloned();
        let (before, after) = (entry(&edit.before), entry(&edit.after));
        let Some(id) = before.as_ref().or(after.as_ref()).map(|entry| entry.id) else {
            return;
        };
        match (&before, &after) {
            (None, Some(_)) if stands => drop(self.removals.remove(&id)),
            (None, Some(_)) => drop(self.removals.insert(id, Removal::AdditionUndone(made))),
            (Some(_), None) if stands => drop(self.removals.insert(id, Removal::Removed(made))),
            _ => {}
        }
        // Most entries were added and never touched again: of those nothing is held.
        if before.is_some() {
            let states = [before, after].into_iter().flatten();
            self.states.entry(id).or_default().extend(states.map(|state| mark_state(&state, family)));
        }
    }

    pub(crate) fn removal(&self, id: Id) -> Option<Removal> {
        self.removals.get(&id).copied()
    }

    /// Whether it stood here like this before.
    pub(crate) fn has_stood(&self, entry: &Entry, family: &Family) -> bool {
        let states = self.states.get(&entry.id);
        states.is_some_and(|states| states.contains(&mark_state(entry, family)))
    }
}

/// A mark of what an entry says, as it is printed: an archive holds no more than that.
fn mark_state(entry: &Entry, family: &Family) -> u64 {
    let mut hasher = DefaultHasher::new();
    (entry.baby, entry.carer, entry_to_json(entry, family).to_string()).hash(&mut hasher);
    hasher.finish()
}
