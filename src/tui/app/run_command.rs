//! What is done by name: opens the field for it over any screen, and carries out what was picked, on the screen below or,
//! where only Today does it, on Today.

use crate::store::StoreError;
use crate::tui::app::App;
use crate::tui::keys::{Action, bindings_for_mode};
use crate::tui::screens::{Effect, TypedLineScreen};

impl App {
    /// Opens the typed line with everything that can be done from here.
    pub(crate) fn open_typed_line(&mut self) {
        let opened = self.build_typed_line();
        match opened {
            Ok(line) => self.open_screen(Box::new(line)),
            Err(trouble) => self.status = trouble.to_string(),
        }
    }

    fn build_typed_line(&mut self) -> Result<TypedLineScreen, StoreError> {
        self.reload_today()?;
        let here = self.build_context();
        // The screen's own word for an action first; Today's where only Today does it.
        let word = |action| {
            let mut screens = self.screens.iter().rev().take(1).chain(self.screens.first());
            screens.find_map(|screen| screen.action_label(action, &here))
        };
        TypedLineScreen::new(self.current_mode(), &self.recent_actions, word, &here)
    }

    pub(crate) fn run_command(&mut self, action: Action) {
        self.recent_actions.retain(|other| *other != action);
        self.recent_actions.insert(0, action);
        self.handle_action(action);
    }

    /// Whether the top screen has a key for an action.
    pub(crate) fn is_bound(&self, action: Action) -> bool {
        bindings_for_mode(self.current_mode()).any(|row| row.action == action)
    }

    /// Does something that is Today's while another screen is on top; that one stays open beneath what comes of it.
    pub(crate) fn run_on_today(&mut self, action: Action) {
        if self.screens.is_empty() {
            return;
        }
        if let Err(trouble) = self.reload_today() {
            self.status = trouble.to_string();
            return;
        }
        let mut today = self.screens.remove(0);
        let step = today.handle_action(action, &self.build_context());
        self.screens.insert(0, today);
        match step {
            // Closing would close what is on top.
            Ok(Effect::Close | Effect::CloseWithStatus(_) | Effect::SaveAndClose(_)) => {}
            Ok(step) => self.apply_effect(step),
            Err(trouble) => self.status = trouble.to_string(),
        }
    }

    /// Today as it is now, though it is covered.
    fn reload_today(&mut self) -> Result<(), StoreError> {
        if self.screens.len() < 2 {
            return Ok(());
        }
        let mut today = self.screens.remove(0);
        let read = today.load_data(&self.build_context());
        self.screens.insert(0, today);
        read
    }
}
