//! What a screen may look at while it acts, and the way to the screen on top.

use crate::store::StoreError;
use crate::tui::app::App;
use crate::tui::screens::{Context, Effect, Screen};

impl App {
    pub(crate) fn build_context(&self) -> Context<'_> {
        Context {
            store: &self.store,
            family: &self.family,
            now: self.now,
            theme: self.theme,
            has_rows_below: &self.has_rows_below,
        }
    }

    /// The screens to change, and what they may look at meanwhile.
    pub(crate) fn screens_and_context(&mut self) -> (&mut Vec<Box<dyn Screen>>, Context<'_>) {
        let context = Context {
            store: &self.store,
            family: &self.family,
            now: self.now,
            theme: self.theme,
            has_rows_below: &self.has_rows_below,
        };
        (&mut self.screens, context)
    }

    pub(crate) fn with_top_screen(
        &mut self,
        work: impl FnOnce(&mut dyn Screen, &Context<'_>) -> Result<Effect, StoreError>,
    ) {
        let (screens, context) = self.screens_and_context();
        let Some(top) = screens.last_mut() else {
            return;
        };
        match work(top.as_mut(), &context) {
            Ok(effect) => self.apply_effect(effect),
            Err(error) => self.status = error.to_string(),
        }
    }
}
