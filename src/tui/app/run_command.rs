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
        let context = self.build_context();
        // The screen's own word for an action first; Today's where only Today does it.
        let word = |action| {
            let mut screens = self.screens.iter().rev().take(1).chain(self.screens.first());
            screens.find_map(|screen| screen.action_label(action, &context))
        };
        let day = self.screens.last().and_then(|screen| screen.shown_day());
        TypedLineScreen::new(self.current_mode(), &self.recent_actions, word, day, &context)
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
        if let Err(error) = self.reload_today() {
            self.status = error.to_string();
            return;
        }
        let (screens, context) = self.screens_and_context();
        let Some(today) = screens.first_mut() else {
            return;
        };
        match today.handle_action(action, &context) {
            // Closing would close what is on top.
            Ok(Effect::Close | Effect::CloseWithStatus(_) | Effect::SaveAndClose(_)) => {}
            Ok(effect) => self.apply_effect(effect),
            Err(error) => self.status = error.to_string(),
        }
    }

    /// Today as it is now, though it is covered.
    fn reload_today(&mut self) -> Result<(), StoreError> {
        match self.screens_and_context() {
            (screens, context) if screens.len() > 1 => screens[0].load_data(&context),
            _ => Ok(()),
        }
    }
}
