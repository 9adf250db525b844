//! What is being typed on any screen: kept before it can be lost, forgotten once it was kept as an entry.

use super::App;
use crate::screens::{Draft, Screen};

impl App {
    /// Keeps what is being typed anywhere, so that it is there on the next start, whatever ends this one.
    ///
    /// Answers whether all of it is kept; if not, the status line says why.
    pub fn keep_drafts(&mut self) -> bool {
        self.drafted_at = self.now.secs();
        let drafts: Vec<Draft> = self.screens.iter().filter_map(|s| s.draft()).collect();
        if drafts == self.drafted {
            return true;
        }
        for (slot, content) in &drafts {
            if let Err(trouble) = self.store.keep_draft(slot, content.as_ref(), self.now) {
                self.status = trouble.to_string();
                return false;
            }
        }
        self.drafted = drafts;
        true
    }

    /// Done with, so no draft of it shall wait.
    pub(super) fn forget(&mut self, left: Option<&dyn Screen>) {
        self.drafted.clear();
        if let Some((slot, _)) = left.and_then(Screen::draft)
            && let Err(trouble) = self.store.keep_draft(&slot, None, self.now)
        {
            self.status = trouble.to_string();
        }
    }
}
