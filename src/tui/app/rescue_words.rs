//! Leaving without losing a word: what is typed goes into the journal as drafts, else into a file of this machine's, which
//! the next start offers.

use crate::model::{EntryKind, Id};
use crate::store::{RescuedWords, remove_rescue_file};
use crate::texts::rescue_texts;
use crate::tui::app::App;
use crate::tui::keys::Action;
use crate::tui::screens::entry_form::new_entry_draft_slot;
use crate::tui::screens::quick_line::line_draft_slot;
use crate::tui::screens::{Effect, RescueAnswer, RescueScreen, open_edit_form};
use serde_json::Value;

impl App {
    /// Leaves when nothing typed would be lost; else only when asked twice in a row.
    pub(crate) fn quit(&mut self) {
        let was_refused = std::mem::take(&mut self.quit_refused);
        self.quitting = self.secure_words() || was_refused;
        self.quit_refused = !self.quitting;
    }

    /// Keeps what is being typed in the journal, else in a file. Answers whether it is anywhere; the status line says
    /// where when it is not in the journal, or why nowhere.
    pub fn secure_words(&mut self) -> bool {
        let is_saved = self.save_drafts();
        let trouble = match (is_saved, self.store.check_own_drafts()) {
            (true, Ok(())) => {
                self.farewell = None;
                return true;
            }
            (true, Err(trouble)) => trouble.to_string(),
            (false, _) => self.status.clone(),
        };
        let words = self.unsaved_words();
        if words.is_empty() {
            return true;
        }
        let path = self.store.write_rescue_file(&words, &self.family, self.now);
        self.farewell = path.map(|path| rescue_texts::words_rescued(&trouble, &path));
        self.status = self.farewell.clone().unwrap_or_else(|| rescue_texts::words_nowhere(&trouble));
        self.farewell.is_some()
    }

    /// What is to be said once the terminal is given back: where words are that are not in the journal.
    pub fn farewell(&self) -> Option<&str> {
        self.farewell.as_deref()
    }

    /// What is typed on any screen, and what this run left in a journal that is another by now.
    fn unsaved_words(&self) -> Vec<(String, Value)> {
        let typed = self.screens.iter().filter_map(|screen| screen.unsaved_draft());
        let mut words: Vec<(String, Value)> =
            typed.filter_map(|(slot, content)| Some((slot, content?))).collect();
        if self.store.check_own_drafts().is_err() {
            let left = self.store.load_own_drafts().unwrap_or_default();
            let is_new = |(slot, _): &(String, Value)| !words.iter().any(|(typed, _)| typed == slot);
            let left: Vec<_> = left.into_iter().filter(is_new).collect();
            words.extend(left);
        }
        words
    }

    /// Offers what earlier runs could not keep, the oldest first.
    pub(crate) fn offer_rescued_words(&mut self) {
        for words in self.store.find_rescue_files().into_iter().rev() {
            self.screens.push(Box::new(RescueScreen::new(words)));
        }
    }

    pub(crate) fn answer_rescue(&mut self, answer: RescueAnswer, words: &RescuedWords) {
        match answer {
            RescueAnswer::Keep => {
                self.screens.pop();
                self.status = rescue_texts::KEPT.into();
            }
            RescueAnswer::LetGo => {
                self.screens.pop();
                let is_gone = remove_rescue_file(words);
                self.status = if is_gone { rescue_texts::LET_GO } else { rescue_texts::NOT_LET_GO }.into();
            }
            RescueAnswer::Restore => match self.store.restore_rescued(words, self.now) {
                Ok(()) => {
                    self.screens.pop();
                    self.status = rescue_texts::RESTORED.into();
                    let drafts = words.content.as_ref().map_or(&[][..], |content| &content.drafts);
                    if let [(slot, _)] = drafts {
                        self.open_draft_slot(slot);
                    }
                }
                // The file is still there.
                Err(trouble) => self.status = trouble.to_string(),
            },
        }
    }

    /// Opens the form or the line that a draft waits for, when it is this carer's and about this baby.
    fn open_draft_slot(&mut self, slot: &str) {
        if slot == line_draft_slot(&self.build_context()) {
            return self.open_typed_line();
        }
        if let Some(id) = slot.strip_prefix("edit-").and_then(|id| id.parse::<Id>().ok()) {
            return self.with_top_screen(|_, context| match context.store.load_entry(id)? {
                Some(entry) => open_edit_form(&entry, context),
                None => Ok(Effect::Stay),
            });
        }
        let baby = self.family.selected_baby().map(|baby| baby.id);
        let carer = self.family.selected_carer().map_or_else(Id::nil, |carer| carer.id);
        let kinds = [
            (EntryKind::Massage, Action::Massage),
            (EntryKind::Cue, Action::Cue),
            (EntryKind::Checkin, Action::Checkin),
            (EntryKind::Note, Action::Note),
        ];
        let is_for = |kind: EntryKind| {
            [baby, None].into_iter().any(|baby| new_entry_draft_slot(kind, baby, carer) == slot)
        };
        if let Some((_, action)) = kinds.into_iter().find(|(kind, _)| is_for(*kind)) {
            self.run_on_today(action);
        }
    }
}
