//! Keys that may be slips: those that mean nothing, and many that come at once.

use crate::model::Timestamp;
use crate::texts::app_texts;
use crate::tui::app::App;
use crate::tui::keys::key_stream::{BURST_KEYS, KeyStream, burst_text};
use crate::tui::keys::{
    Action, Mode, action_of_small_letter, bindings_for_mode, capital_letter, key_for_action, key_name,
};
use crossterm::event::KeyEvent;

#[derive(Default)]
pub(crate) struct KeyManners {
    /// What keys mean nothing was said in this run.
    has_explained_keys: bool,
    /// So many keys came at once that nobody can have meant each of them.
    pub is_burst: bool,
    /// Capitals that were asked after, each once a run.
    asked_capitals: Vec<Action>,
    key_stream: KeyStream,
    /// That private words would lie in a file was said.
    pub has_asked_editor: bool,
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
            _ => self.status = explain_burst(),
        }
        self.refresh_top_screen();
    }

    /// Keys that came all at once: three letters or more are text and no commands, and nothing is removed by any of them.
    pub fn handle_keys(&mut self, events: &[KeyEvent], now: Timestamp) {
        let keys = self.key_manners.key_stream.clean(events);
        let place = self.current_mode();
        // A passphrase may be typed for the parent, enter and all; nothing else comes of it.
        let is_passphrase = matches!(place, Mode::Passphrase | Mode::Privacy);
        match burst_text(&keys).filter(|_| !is_passphrase) {
            Some(text) if place.has_text_input() => {
                self.handle_paste(text.trim_end_matches('\n'), now);
            }
            Some(_) => {
                self.set_time(now);
                self.record_activity();
                self.status = explain_burst();
            }
            None => {
                self.key_manners.is_burst = events.len() >= BURST_KEYS;
                keys.iter().for_each(|event| self.handle_key(*event, now));
                self.key_manners.is_burst = false;
            }
        }
    }

    /// What a key does that may be Caps Lock's: asked after once, where it does more than its small letter. None when nothing
    /// is to be done yet.
    pub(crate) fn check_capital(&mut self, action: Action, event: KeyEvent) -> Option<Action> {
        let has_several = match action {
            Action::NextCarer => self.family.carers.len() > 1,
            Action::SleepAll => self.family.babies.iter().filter(|baby| !baby.closed).count() > 1,
            _ => return Some(action),
        };
        let place = self.current_mode();
        let (Some(capital), Some(small)) = (capital_letter(event), action_of_small_letter(place, event))
        else {
            return Some(action);
        };
        if !has_several {
            return Some(small);
        }
        if self.key_manners.asked_capitals.contains(&action) {
            return Some(action);
        }
        self.key_manners.asked_capitals.push(action);
        let row = bindings_for_mode(place).find(|row| row.action == action);
        self.status = app_texts::meant_capital(capital, row.map_or("", |row| row.help_text));
        None
    }

    /// Says, once, what is the matter with keys that mean nothing here.
    pub(crate) fn explain_unknown_key(&mut self, event: KeyEvent) {
        let is_typing = self.is_hidden() || self.current_mode().has_text_input();
        if is_typing || std::mem::replace(&mut self.key_manners.has_explained_keys, true) {
            return;
        }
        let help = key_for_action(self.current_mode(), Action::Help).unwrap_or_default();
        self.status = app_texts::unknown_key(&help, capital_letter(event).is_some());
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

fn explain_burst() -> String {
    let [note, line] = [Action::Note, Action::TypeLine].map(|action| key_name(Mode::Today, action));
    app_texts::not_done_in_burst(&note, &line)
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
