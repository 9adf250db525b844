//! Keys that may be slips: those that mean nothing, and many that come at once.

use crate::model::Timestamp;
use crate::texts::app_texts;
use crate::tui::app::App;
use crate::tui::keys::{Action, Mode, is_capital_letter, key_for_action};
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
    pub fn handle_paste(&mut self, text: &str, now: Timestamp) {
        self.set_time(now);
        self.record_activity();
        self.quit_refused = false;
        // Terminals send a pasted line end as CR; a one-line text has none.
        let text = text.replace("\r\n", "\n").replace('\r', "\n");
        let place = self.current_mode();
        let most = match place {
            Mode::Form | Mode::BlankMassage | Mode::Massage => MAX_PASTE_CHARS,
            _ => MAX_LINE_PASTE_CHARS,
        };
        // A whole book would be taken letter by letter for minutes.
        if place.has_text_input() && text.chars().nth(most).is_some() {
            self.status = app_texts::paste_too_long(most);
            return;
        }
        match place {
            Mode::Form | Mode::Massage => {
                self.with_top_screen(|top, context| top.handle_paste(&text, context))
            }
            place if place.has_text_input() => {
                // What a password manager copied may end its line; that is no blank.
                let line = text.trim_end_matches('\n').replace('\n', " ");
                self.with_top_screen(|top, context| top.handle_paste(&line, context));
            }
            _ => {}
        }
        self.refresh_top_screen();
    }

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

/// The most letters that are pasted at once.
const MAX_PASTE_CHARS: usize = 20_000;
const MAX_LINE_PASTE_CHARS: usize = 4_000;
