//! What one sync did, for whoever asked for it.

use crate::texts::sync_texts;

/// What came from one computer.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct ReceivedRecords {
    /// What people call it.
    pub from: String,
    /// Entries.
    pub added: usize,
    pub changed: usize,
    pub removed: usize,
    /// Records of the family: people, own cues, marks, settings.
    pub family: usize,
}

impl ReceivedRecords {
    pub(crate) fn is_empty(&self) -> bool {
        self.added + self.changed + self.removed + self.family == 0
    }
}

#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct SyncReport {
    pub received: Vec<ReceivedRecords>,
    /// Sentences that are said once: whose words stand where two changed the same.
    pub notes: Vec<String>,
    /// Sentences on what could not be read or written; the rest was done all the same.
    pub problems: Vec<String>,
    /// Whether the folder is not there or at fault, so that not all was fetched and sent.
    pub is_folder_away: bool,
    /// How many pieces were written out.
    pub written: usize,
    /// Whether another window was at it, so that nothing was done.
    pub is_busy: bool,
    /// Whether a carer's seal came, or went.
    pub seals_changed: bool,
}

impl SyncReport {
    /// Everything that a person is told, a sentence each.
    #[must_use]
    pub fn sentences(&self) -> Vec<String> {
        let received = self.received.iter().filter(|it| !it.is_empty());
        let received =
            received.map(|it| sync_texts::received(&it.from, it.added, it.changed, it.removed, it.family));
        received.chain(self.notes.iter().cloned()).chain(self.problems.iter().cloned()).collect()
    }

    #[must_use]
    pub fn has_received(&self) -> bool {
        self.received.iter().any(|it| !it.is_empty())
    }
}
