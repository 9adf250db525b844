//! The way to someone to talk to, from every screen, the hidden one too.

use crate::tui::app::App;
use crate::tui::keys::{Action, key_for_action};
use crate::tui::screens::SupportScreen;

impl App {
    /// The country of this computer's language, as two letters.
    pub fn set_country(&mut self, country: Option<String>) {
        self.country = country;
    }

    /// Over a hidden screen it shows nothing of the family's.
    pub(crate) fn open_support(&mut self) {
        let country = self.country.clone();
        let screen =
            if self.is_hidden() { SupportScreen::over_hidden(country) } else { SupportScreen::new(country) };
        self.open_screen(Box::new(screen));
    }

    pub(crate) fn support_key_name(&self) -> String {
        key_for_action(self.current_mode(), Action::Support).unwrap_or_default()
    }
}
