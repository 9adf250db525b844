//! What only the loop can do to the terminal, asked for by a key.

use crate::tui::app::App;

/// Done by the loop before it paints next.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum ScreenRequest {
    /// Paint everything from nothing.
    Redraw,
    /// Give the terminal back to the shell for a while.
    Suspend,
    /// Open this text in the parent's editor, and hand what comes of it to `finish_edit`.
    Edit(String),
}

impl App {
    /// What the terminal is to be used for next, once.
    pub fn take_screen_request(&mut self) -> Option<ScreenRequest> {
        self.screen_request.take()
    }

    pub(crate) fn request_redraw(&mut self) {
        self.screen_request = Some(ScreenRequest::Redraw);
    }

    /// What is typed waits in the journal meanwhile, as the process may never go on.
    pub(crate) fn request_suspend(&mut self) {
        self.save_drafts();
        self.screen_request = Some(ScreenRequest::Suspend);
    }
}
