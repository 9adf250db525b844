//! What other programs do to the journal's file while it is open: noticed on the next tick, and shown.

use crate::store::StoreError;
use crate::texts::app_texts;
use crate::tui::app::App;

impl App {
    /// While the file is not the one that was opened, or cannot be read, the status line says what happened whenever it
    /// has nothing else to say.
    pub(crate) fn watch_file(&mut self) {
        let trouble = match self.store.check_file() {
            // Somebody writes at this moment; the next tick looks again.
            Ok(()) | Err(StoreError::Busy) => None,
            Err(error) => Some(error.to_string()),
        };
        let is_new = trouble != self.file_trouble;
        match (&trouble, &self.file_trouble) {
            (Some(trouble), _) if is_new || self.status.is_empty() => self.status.clone_from(trouble),
            // It was put back.
            (None, Some(said)) if self.status == *said => self.status.clear(),
            _ => {}
        }
        self.file_trouble = trouble;
        if self.store.take_overwritten() {
            self.status = app_texts::FILE_OVERWRITTEN.into();
        }
    }
}
