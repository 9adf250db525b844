//! The way to a day from anywhere: a calendar over any screen, and the screen beneath, which goes to the day chosen.

use crate::tui::app::App;
use crate::tui::screens::calendar::CalendarScreen;
use crate::tui::screens::{Effect, Screen};
use chrono::NaiveDate;

impl App {
    /// To choose a day: on the one shown, else on today.
    pub(crate) fn open_calendar(&mut self) {
        self.with_top_screen(|top, context| {
            let date = top.shown_day().unwrap_or_else(|| context.family_date());
            Ok(Effect::Open(Box::new(CalendarScreen::for_choosing(date))))
        });
    }

    /// The calendar is left, and the screen beneath goes to the day.
    pub(crate) fn go_to_date(&mut self, date: NaiveDate) {
        self.close_top_screen();
        self.with_top_screen(|top, context| top.go_to_date(date, context));
    }

    /// A screen in the place of the one on top, read anew.
    pub(crate) fn replace_top_screen(&mut self, screen: Box<dyn Screen>) {
        self.screens.pop();
        self.last_read = None;
        self.open_screen(screen);
    }
}
