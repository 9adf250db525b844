//! What is said of a change that was saved.

use crate::model::{Change, Edit, EntryKind, Id, Record};
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
        self.select_saved_entry(entry.map(|entry| entry.id));
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

    /// Of an entry that was saved step by step: no one step is all of it, so undo is not offered for it.
    pub(crate) fn announce_saved_entry(&mut self, entry: Id, title: &str) {
        self.select_saved_entry(Some(entry));
        self.status = app_texts::entry_saved(title);
    }

    /// The cursor goes to it on every screen that lists it, for when that one is seen again.
    fn select_saved_entry(&mut self, entry: Option<Id>) {
        let Some(entry) = entry else { return };
        self.screens.iter_mut().for_each(|screen| screen.select_saved_entry(entry));
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
