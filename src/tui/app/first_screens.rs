//! What stands on the screen when the program has started.

use crate::model::{Timestamp, find_clock_doubt};
use crate::store::{Store, StoreError};
use crate::tui::app::App;
use crate::tui::screens::{OpeningAnswer, OpeningScreen, WelcomeScreen};
use crate::tui::theme::Theme;

impl App {
    /// The question before a journal is opened, alone, over a store that holds nothing.
    pub fn for_opening(
        store: Store,
        theme: Theme,
        now: Timestamp,
        question: OpeningScreen,
    ) -> Result<Self, StoreError> {
        let mut app = Self::new(store, theme, now)?;
        app.screens = vec![Box::new(question)];
        Ok(app)
    }

    /// None when nothing was answered.
    pub fn opening_answer(&self) -> Option<OpeningAnswer> {
        self.opening_answer
    }

    /// All of it is read from one state of the journal.
    pub(crate) fn open_first_screens(&mut self) -> Result<(), StoreError> {
        let began = self.store.begin_read();
        let opened = self.read_first_screens();
        self.store.end_read(began);
        opened
    }

    fn read_first_screens(&mut self) -> Result<(), StoreError> {
        let context = self.build_context();
        if WelcomeScreen::is_due(&context)? {
            let welcome = WelcomeScreen::new(&context)?;
            self.screens.push(Box::new(welcome));
        }
        self.offer_rescued_words();
        self.ask_about_seals();
        self.refresh_top_screen();
        self.status =
            find_clock_doubt(&self.family, self.store.newest_change_at()?, self.now).unwrap_or_default();
        self.follow_night();
        Ok(())
    }
}
