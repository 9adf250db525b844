//! Keys that may be slips: those that mean nothing, and many that come at once.

use crate::model::Timestamp;
use crate::texts::app_texts;
use crate::tui::app::App;
use crate::tui::keys::{Action, is_capital_letter, key_for_action};
use crossterm::event::KeyEvent;

/// So many keys at once were not pressed one by one.
const BURST_KEYS: usize = 3;

#[derive(Default)]
pub(crate) struct KeyManners {
    /// What keys mean nothing was said in this run.
    has_explained_keys: bool,
    /// So many keys came at once that nobody can have meant each of them.
    pub is_burst: bool,
    /// What was removed last, said again over the screen that opens next.
    pub removal_notice: Option<String>,
}

impl App {
    /// Keys that came all at once: three or more are a paste or a hand on the keyboard, and nothing is removed by them.
    pub fn handle_keys(&mut self, events: &[KeyEvent], now: Timestamp) {
        self.key_manners.is_burst = events.len() >= BURST_KEYS;
        events.iter().for_each(|event| self.handle_key(*event, now));
        self.key_manners.is_burst = false;
    }

    /// Says, once, what is the matter with keys that mean nothing here.
    pub(crate) fn explain_unknown_key(&mut self, event: KeyEvent) {
        let is_typing = self.is_hidden() || self.current_mode().has_text_input();
        if is_typing || std::mem::replace(&mut self.key_manners.has_explained_keys, true) {
            return;
        }
        let help = key_for_action(self.current_mode(), Action::Help).unwrap_or_default();
        self.status = app_texts::unknown_key(&help, is_capital_letter(event));
    }

    /// Whether nothing is done, as one of many keys at once would remove an entry. What was removed is forgotten by any
    /// key but one that opens a screen over the message.
    pub(crate) fn is_slip(&mut self, action: Action) -> bool {
        if !opens_writing(action) {
            self.key_manners.removal_notice = None;
        }
        let is_slip = action == Action::Remove && self.key_manners.is_burst;
        if is_slip {
            self.status = app_texts::NOT_REMOVED_IN_BURST.into();
        }
        is_slip
    }
}

/// Whether a screen to write on opens by it, over what was just said.
fn opens_writing(action: Action) -> bool {
    matches!(
        action,
        Action::Massage | Action::Cue | Action::Checkin | Action::Note | Action::PastSleep | Action::TypeLine
    )
}
