//! What is said of a change that was saved.

use crate::model::{Change, Edit, EntryKind, Record};
use crate::texts::{app_texts, forget_texts};
use crate::tui::app::App;
use crate::tui::keys::{Action, key_for_action};

impl App {
    /// Says something in the status line, until something else is said.
    pub(crate) fn set_status(&mut self, text: &str) {
        self.status = text.to_owned();
    }

    pub(crate) fn announce_saved_change(&mut self, change: &Change) {
        let title = self.visible_title(change);
        let is_entry = change.edits.iter().filter_map(Edit::affected_record).any(|r| r.as_entry().is_some());
        let gone = change.edits.iter().all(|edit| edit.after.is_none());
        let entry = change.edits.iter().filter_map(|edit| edit.after.as_ref()?.as_entry()).next_back();
        if let (Some(entry), Some(top)) = (entry, self.screens.last_mut()) {
            top.select_saved_entry(entry.id);
        }
        if change.is_choice_of_person() {
            self.status = app_texts::person_chosen(&title);
            return;
        }
        let undo = self.undo_key_names().0;
        let support = has_saved_own_words(change).then(|| self.support_key_name());
        self.status = app_texts::change_saved(&title, is_entry && !gone, support.as_deref(), &undo);
        if let Some(key) = self.forget_key_name().filter(|_| is_entry && gone) {
            self.status.push_str(&forget_texts::take_out_hint(&key));
        }
        self.tell_of_open_copies();
        self.key_manners.removal_notice = (is_entry && gone).then(|| self.status.clone());
    }

    /// The keys that undo and redo where the parent is now.
    pub(crate) fn undo_key_names(&self) -> (String, String) {
        let key = |action| key_for_action(self.current_mode(), action).unwrap_or_default();
        (key(Action::Undo), key(Action::Redo))
    }
}

/// After a check-in or a note stands one plain line, whatever it says.
fn has_saved_own_words(change: &Change) -> bool {
    let after = change.edits.iter().filter_map(|edit| edit.after.as_ref());
    let mut entries = after.filter_map(Record::as_entry);
    entries.any(|entry| matches!(entry.kind(), EntryKind::Checkin | EntryKind::Note))
}
