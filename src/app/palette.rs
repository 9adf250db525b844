//! What is done by name: opens the field for it over any screen, and carries out what was picked, on the screen below or,
//! where only Today does it, on Today.

use super::App;
use crate::keys::{Action, rows};
use crate::screens::{Step, TypedLine};
use crate::store::Trouble;

impl App {
    /// Opens the typed line with everything that can be done from here.
    pub(crate) fn open_line(&mut self) {
        let opened = self.line();
        match opened {
            Ok(line) => self.open(Box::new(line)),
            Err(trouble) => self.status = trouble.to_string(),
        }
    }

    fn line(&mut self) -> Result<TypedLine, Trouble> {
        self.read_today()?;
        let here = self.here();
        // The screen's own word for an action first; Today's where only Today does it.
        let word = |action| {
            let mut screens = self.screens.iter().rev().take(1).chain(self.screens.first());
            screens.find_map(|screen| screen.word(action, &here))
        };
        TypedLine::new(self.place(), &self.recent, word, &here)
    }

    pub(crate) fn by_name(&mut self, action: Action) {
        self.recent.retain(|other| *other != action);
        self.recent.insert(0, action);
        self.act(action);
    }

    /// Whether the top screen has a key for an action.
    pub(crate) fn hears(&self, action: Action) -> bool {
        rows(self.place()).any(|row| row.action == action)
    }

    /// Does something that is Today's while another screen is on top; that one stays open beneath what comes of it.
    pub(crate) fn on_today(&mut self, action: Action) {
        if self.screens.is_empty() {
            return;
        }
        if let Err(trouble) = self.read_today() {
            self.status = trouble.to_string();
            return;
        }
        let mut today = self.screens.remove(0);
        let step = today.act(action, &self.here());
        self.screens.insert(0, today);
        match step {
            // Closing would close what is on top.
            Ok(Step::Close | Step::CloseAndSay(_) | Step::KeepAndClose(_)) => {}
            Ok(step) => self.carry_out(step),
            Err(trouble) => self.status = trouble.to_string(),
        }
    }

    /// Today as it is now, though it is covered.
    fn read_today(&mut self) -> Result<(), Trouble> {
        if self.screens.len() < 2 {
            return Ok(());
        }
        let mut today = self.screens.remove(0);
        let read = today.read(&self.here());
        self.screens.insert(0, today);
        read
    }
}
