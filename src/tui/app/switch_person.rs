//! Whose journal pages are shown, and who writes in them.

use crate::model::{Change, Edit};
use crate::store::SealKeys;
use crate::texts::app_texts;
use crate::tui::app::App;
use crate::tui::keys::{Action, Mode, key_name};
use serde_json::json;

impl App {
    pub(crate) fn show_next_baby(&mut self) {
        let open: Vec<_> = self.family.babies.iter().filter(|baby| !baby.closed).collect();
        let chosen = self.family.selected_baby().map(|baby| baby.id);
        let at = open.iter().position(|baby| Some(baby.id) == chosen).map_or(0, |at| at + 1);
        match open.get(at % open.len().max(1)).filter(|baby| Some(baby.id) != chosen) {
            Some(baby) => {
                let (id, title) = (baby.id.to_string(), app_texts::baby_shown(baby.display_name()));
                self.save_chosen_person("baby", &id, title);
            }
            None => self.status = app_texts::one_baby(&key_name(Mode::Today, Action::Settings)),
        }
    }

    pub(crate) fn switch_to_next_carer(&mut self) {
        let carers = &self.family.carers;
        let chosen = self.family.selected_carer().map(|carer| carer.id);
        let at = carers.iter().position(|carer| Some(carer.id) == chosen).map_or(0, |at| at + 1);
        match carers.get(at % carers.len().max(1)).filter(|carer| Some(carer.id) != chosen) {
            Some(carer) => {
                let (id, title) = (carer.id.to_string(), app_texts::carer_writes(carer.display_name()));
                // Whoever takes over was not who typed the passphrase.
                self.store.set_seal_keys(SealKeys::default());
                self.save_chosen_person("carer", &id, title);
            }
            None => self.status = app_texts::one_carer(&key_name(Mode::Today, Action::Settings)),
        }
    }

    fn save_chosen_person(&mut self, name: &str, id: &str, title: String) {
        match self.store.load_setting(name) {
            Ok(before) => {
                let edits = vec![Edit::set_setting(before, name, json!(id))];
                let mut change = Change { title, edits };
                if self.save_change(&mut change) {
                    self.announce_saved_change(&change);
                }
            }
            Err(trouble) => self.status = trouble.to_string(),
        }
    }
}
