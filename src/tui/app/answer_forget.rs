//! Taking an entry's words out for good, once the parent said so. It takes a moment, and cannot be undone.

use crate::store::ForgetTarget;
use crate::texts::forget_texts;
use crate::tui::app::App;
use crate::tui::keys::{Action, key_for_action};

impl App {
    /// The key that takes what was just removed out for good, where there is one.
    pub(crate) fn forget_key_name(&self) -> Option<String> {
        key_for_action(self.current_mode(), Action::Forget)
    }

    /// Refused while a form of the entry is open: its words would wait there again.
    pub(crate) fn forget_entry(&mut self, target: &ForgetTarget) {
        let id = target.id.to_string();
        if self.screens.iter().any(|screen| screen.draft_slot().is_some_and(|slot| slot.contains(&id))) {
            self.status = forget_texts::OPEN_IN_FORM.into();
            return;
        }
        if !self.save_drafts() {
            return;
        }
        self.stop_background_jobs();
        match self.store.forget_entry(target) {
            Ok(outcome) => {
                self.status.clear();
                self.with_top_screen(|top, context| top.handle_job_output(Box::new(outcome), context));
            }
            Err(error) => self.status = error.to_string(),
        }
    }
}
