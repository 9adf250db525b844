//! An entry that stands here and there otherwise, or was removed here: which of the two is the later.
//!
//! Another journal says of each entry when it was edited. An archive does not: what stood here before is then older than
//! what stands here, and anything else is as old as the file.

use crate::import::archive::entry_history::Removal;
use crate::import::archive::merge::{ArchiveMerge, Merged};
use crate::model::{Entry, entry_to_json};
use crate::texts::archive_messages;
use serde_json::Value;

/// What became of the entries that stand otherwise here, or were removed here.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct DifferenceCounts {
    /// Edited later there.
    pub later_there: usize,
    /// Edited later here, or at the same time.
    pub later_here: usize,
    /// Of those, the sealed ones: compared as they lie there, never opened.
    pub sealed: usize,
    /// Sealed on one side only, and not compared.
    pub sealed_apart: usize,
    /// Of `later_there`, those that take the place of this journal's.
    pub taken: usize,
    /// Removed here, later than they were edited there.
    pub removed: usize,
    /// Removed here, and edited there later: added again.
    pub returning: usize,
}

impl DifferenceCounts {
    pub(crate) fn differing(&self) -> usize {
        self.later_there + self.later_here
    }

    /// How many entries were read, and not kept for what stands or was done here.
    pub(crate) fn left_as_here(&self) -> usize {
        self.differing() + self.sealed_apart + self.removed - self.taken
    }
}

/// When an archive's entry was edited, as far as anybody knows.
#[derive(Clone, Copy, Debug)]
pub(crate) struct EditTime {
    /// Of the entry itself, in Unix seconds.
    pub edited: Option<i64>,
    /// Of the archive as a whole.
    pub written: Option<i64>,
}

impl ArchiveMerge<'_> {
    pub(crate) fn takes_later(&self) -> bool {
        self.existing.is_some_and(|existing| existing.takes_later)
    }

    /// Whether the file's state of an entry is later than this journal's. Of two of the same time this journal's stays.
    fn is_later_there(&self, entry: &Entry, there: EditTime, edited_here: i64) -> bool {
        match (there.edited, there.written) {
            (Some(edited), _) => edited > edited_here,
            (None, _) if self.has_stood_here(entry) => false,
            (None, written) => written.is_some_and(|written| written > edited_here),
        }
    }

    fn has_stood_here(&self, entry: &Entry) -> bool {
        self.existing.is_some_and(|existing| existing.entry_history.has_stood(entry, self.target.family))
    }

    /// An entry with other content here: why this journal's stays, or nothing when the file's is to be taken.
    pub(crate) fn weigh_difference(
        &mut self,
        known: &Entry,
        entry: &Entry,
        (there, edited_here): (EditTime, i64),
    ) -> Result<(), String> {
        let is_later = self.is_later_there(entry, there, edited_here);
        let counts = &mut self.summary.differences;
        let sealed_apart = match (known.sealed_ciphertext().is_some(), entry.sealed_ciphertext().is_some()) {
            (true, false) => Some(archive_messages::SEALED_IN_JOURNAL),
            (false, true) => Some(archive_messages::SEALED_IN_FILE),
            (both, _) => {
                counts.sealed += usize::from(both);
                None
            }
        };
        if let Some(reason) = sealed_apart {
            counts.sealed_apart += 1;
            return Err(reason.to_owned());
        }
        if is_later {
            counts.later_there += 1;
        } else {
            counts.later_here += 1;
        }
        if is_later && self.takes_later() {
            return Ok(());
        }
        Err(archive_messages::differs_from_journal(&self.list_differing_fields(known, entry), is_later))
    }

    fn list_differing_fields(&self, known: &Entry, entry: &Entry) -> Vec<String> {
        let printed = |e| entry_to_json(e, self.target.family);
        match (printed(known), printed(entry)) {
            (Value::Object(a), Value::Object(b)) => {
                let all = a.keys().chain(b.keys().filter(|key| !a.contains_key(*key)));
                all.filter(|key| a.get(*key) != b.get(*key)).cloned().collect()
            }
            _ => Vec::new(),
        }
    }

    /// The file's in the place of this journal's.
    pub(crate) fn take_later(&mut self, before: Box<Entry>, after: Box<Entry>) -> Merged {
        self.summary.differences.taken += 1;
        if let Some(kind) = self.running_kind(&before)
            && self.running_kind(&after).is_none()
        {
            self.running.retain(|running| *running != (kind, before.baby));
        }
        Merged::Taken { before, after }
    }

    /// An entry that is not here: whether it was removed here and comes back, or why it stays away.
    pub(crate) fn check_removal(&mut self, entry: &Entry, there: EditTime) -> Result<bool, String> {
        // One that came twice in this import was never here.
        let is_repeated = self.content_hashes.contains_key(&entry.id);
        let removal = self.existing.and_then(|existing| existing.entry_history.removal(entry.id));
        let Some(removal) = removal.filter(|_| !is_repeated) else {
            return Ok(false);
        };
        let stays_removed = match (removal, there.edited) {
            (Removal::Removed(at), Some(edited)) => at >= edited,
            (Removal::Removed(at), None) => {
                self.has_stood_here(entry) || there.written.is_none_or(|written| at >= written)
            }
            // It is as it was added here. An import that was undone can be done again: what it adds was edited before it.
            (Removal::AdditionUndone(at), Some(edited)) if edited == at => true,
            (Removal::AdditionUndone(_), _) => return Ok(false),
        };
        if stays_removed {
            self.summary.differences.removed += 1;
            return Err(archive_messages::REMOVED_HERE.to_owned());
        }
        Ok(true)
    }
}
