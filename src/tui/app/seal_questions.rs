//! Seals that are not as they should be: a question at the start and after a passphrase opened one, a sentence when it
//! happens meanwhile.

use crate::store::{FaultySeal, SealAnswer, SealKeys};
use crate::texts::seal_texts;
use crate::tui::app::App;
use crate::tui::screens::FaultySealScreen;

impl App {
    pub(crate) fn ask_about_seals(&mut self) {
        self.safety.has_told_of_seals = self.store.has_other_seals(&self.family);
        match self.store.find_seal_faults(&self.family) {
            Ok(faulty) => {
                for faulty in faulty.into_iter().rev() {
                    self.screens.push(Box::new(FaultySealScreen::new(faulty)));
                }
            }
            Err(trouble) => self.status = trouble.to_string(),
        }
    }

    /// The journal was read again: somebody may have changed a seal in it.
    pub(crate) fn tell_of_other_seals(&mut self) {
        let has_other_seals = self.store.has_other_seals(&self.family);
        if has_other_seals && !self.safety.has_told_of_seals {
            let faulty = self.store.find_seal_faults(&self.family).unwrap_or_default();
            if let Some(first) = faulty.first() {
                self.status = first.describe();
            }
        }
        self.safety.has_told_of_seals = has_other_seals;
    }

    /// An entry that became its writer's alone does so in the copies, too.
    pub(crate) fn seal_in_copies(&mut self) {
        self.safety.open_copies = match self.store.seal_in_copies() {
            Ok(None) => None,
            Ok(Some(outcome)) if outcome.unreadable.is_empty() => None,
            Ok(Some(outcome)) => {
                let names: Vec<String> = outcome
                    .unreadable
                    .iter()
                    .map(|copy| copy.file_name().unwrap_or_default().to_string_lossy().into_owned())
                    .collect();
                Some(seal_texts::open_in_copies(&names))
            }
            Err(trouble) => Some(seal_texts::copies_not_sealed(&trouble.to_string())),
        };
    }

    /// Once: what a run that was cut off left to be done to the copies.
    pub(crate) fn catch_up_copies(&mut self) {
        if std::mem::replace(&mut self.safety.has_caught_up, true) {
            return;
        }
        if let Err(trouble) = self.store.clean_copies() {
            self.status = seal_texts::copies_not_sealed(&trouble.to_string());
        }
    }

    pub(crate) fn tell_of_open_copies(&mut self) {
        if let Some(sentence) = self.safety.open_copies.take() {
            self.status = sentence;
        }
    }

    pub(crate) fn answer_faulty_seal(&mut self, faulty: &FaultySeal, answer: SealAnswer, keys: &SealKeys) {
        match self.store.answer_faulty_seal(faulty, answer, keys) {
            Ok(()) => {
                self.screens.pop();
                self.status = seal_texts::ANSWERED.into();
            }
            Err(trouble) => self.status = trouble.to_string(),
        }
    }
}
