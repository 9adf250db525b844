//! The record of an open journal, kept up while it is open.

use crate::model::{CarerSeal, Id};
use crate::store::journal_content::JournalContent;
use crate::store::last_seen::SeenJournal;
use crate::store::protect::seal_faults::SeenSeals;
use rusqlite::Connection;
use std::cell::RefCell;
use std::path::PathBuf;

/// Keeps the record of an open journal: written when the journal was opened and when it is closed.
#[derive(Default)]
pub(crate) struct SeenTracker {
    /// None where nothing is recorded.
    file: Option<PathBuf>,
    /// With the seals that are expected: those that were there at first, until a seal is set, taken off or accepted here.
    current: RefCell<Option<SeenJournal>>,
    written: RefCell<Option<SeenJournal>>,
}

impl SeenTracker {
    /// `opened` is the journal as it was opened, `recorded` what the record said.
    pub(crate) fn new(
        file: Option<PathBuf>,
        opened: Option<SeenJournal>,
        recorded: Option<SeenJournal>,
    ) -> Self {
        let current = opened.map(|opened| opened.with_seals_of(recorded.as_ref().filter(|_| file.is_some())));
        Self { file, current: current.into(), written: recorded.into() }
    }

    /// What `conn` holds now; read only where it is recorded.
    pub(crate) fn update(&self, conn: &Connection, locked: bool) {
        if self.file.is_some()
            && let Ok(Some(content)) = JournalContent::from_connection(conn)
        {
            let known = self.current.take().or_else(|| self.written.borrow().clone());
            self.current.replace(Some(SeenJournal { content, locked }.with_seals_of(known.as_ref())));
        }
    }

    /// The seals that are expected in the journal.
    pub(crate) fn seals(&self) -> SeenSeals {
        self.current.borrow().as_ref().map(|current| current.content.seals.clone()).unwrap_or_default()
    }

    pub(crate) fn set_locked(&self, locked: bool) {
        if let Some(current) = self.current.borrow_mut().as_mut() {
            current.locked = locked;
        }
    }

    /// From here on this seal of a carer's is expected, or none. Recorded at once: another program may look before this
    /// one is closed.
    pub(crate) fn set_seal(&self, carer: Id, seal: Option<&CarerSeal>) {
        if let Some(current) = self.current.borrow_mut().as_mut() {
            match seal {
                Some(seal) => current.content.seals.insert(carer, seal.clone()),
                None => current.content.seals.remove(&carer),
            };
        }
        self.save();
    }

    /// Writes the record when it would change.
    pub(crate) fn save(&self) {
        let (Some(file), Some(current)) = (&self.file, self.current.borrow().clone()) else {
            return;
        };
        if self.written.borrow().as_ref() == Some(&current) {
            return;
        }
        if current.write_to(file).is_ok() {
            self.written.replace(Some(current));
        }
    }

    /// The same unless another window has recorded a later state meanwhile.
    fn save_unless_older(&self) {
        if *self.written.borrow() == *self.current.borrow() {
            return;
        }
        let recorded = self.file.as_deref().and_then(SeenJournal::from_file);
        let is_older = |current: &SeenJournal| {
            recorded.as_ref().is_some_and(|last| {
                last.content.id == current.content.id && last.content.changes > current.content.changes
            })
        };
        if !self.current.borrow().as_ref().is_some_and(is_older) {
            self.save();
        }
    }
}

impl Drop for SeenTracker {
    fn drop(&mut self) {
        self.save_unless_older();
    }
}
