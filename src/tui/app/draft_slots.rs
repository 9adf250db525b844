//! What is being typed on any screen: kept before it can be lost, forgotten once it was kept as an entry.

use crate::model::{Change, EntryKind};
use crate::texts::app_texts;
use crate::tui::app::App;
use crate::tui::screens::{Screen, UnsavedDraft};

impl App {
    /// Keeps what is being typed anywhere, so that it is there on the next start, whatever ends this one.
    ///
    /// Answers whether all of it is kept; if not, the status line says why.
    pub fn save_drafts(&mut self) -> bool {
        self.drafts_saved_at = self.now.unix_seconds();
        let drafts: Vec<UnsavedDraft> = self.screens.iter().filter_map(|s| s.unsaved_draft()).collect();
        if drafts == self.saved_drafts {
            // They are kept only while the file they are in is the journal.
            let has_words = drafts.iter().any(|(_, content)| content.is_some());
            let checked = if has_words { self.store.check_own_drafts() } else { Ok(()) };
            if let Err(trouble) = &checked {
                self.status = trouble.to_string();
            }
            return checked.is_ok();
        }
        for (slot, content) in &drafts {
            if let Err(trouble) = self.store.save_draft(slot, content.as_ref(), self.now) {
                self.status = trouble.to_string();
                return false;
            }
        }
        self.saved_drafts = drafts;
        true
    }

    /// Done with, so no draft of it shall wait.
    pub(crate) fn discard_draft(&mut self, left: Option<&dyn Screen>) {
        self.saved_drafts.clear();
        if let Some((slot, _)) = left.and_then(Screen::unsaved_draft)
            && let Err(trouble) = self.store.save_draft(&slot, None, self.now)
        {
            self.status = trouble.to_string();
        }
    }

    /// Where what is typed on the top screen waits.
    pub(crate) fn top_draft_slot(&self) -> Option<String> {
        let top = self.screens.last()?;
        let slot = top.draft_slot().map(str::to_owned);
        slot.or_else(|| top.unsaved_draft().map(|(slot, _)| slot))
    }

    /// Whether something waits there that only its writer can read, and is closed now.
    pub(crate) fn has_sealed_draft(&self, slot: &str) -> bool {
        // A journal that cannot be asked says so wherever it is read.
        !self.family.settings.seals.is_empty() && self.store.has_sealed_draft(slot).unwrap_or(false)
    }

    /// What a change is called on the screen: of what is sealed and closed as little as its row says.
    pub(crate) fn visible_title(&self, change: &Change) -> String {
        let entries = change.edits.iter().filter_map(|edit| edit.after.as_ref()?.as_entry());
        let mut closed = entries.filter(|entry| {
            entry.is_private_to_writer()
                && self.store.seal_keys().is_missing_key_for(entry.carer, &self.family)
        });
        match closed.next() {
            Some(entry) if entry.kind() == EntryKind::Note => app_texts::SEALED_NOTE_TITLE.into(),
            _ => change.title.clone(),
        }
    }
}
