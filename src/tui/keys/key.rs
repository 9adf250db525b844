//! A key as a parent names it and as a terminal sends it, and the editing keys that every text has.

use crate::texts::key_texts;
use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use tui_input::InputRequest;

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Key {
    Char(char),
    Ctrl(char),
    /// No key: done by name only.
    ByName,
    /// With a name of its own, as the help writes it.
    Named(&'static str, KeyCode),
}

pub(crate) const ENTER: Key = Key::Named("enter", KeyCode::Enter);
pub(crate) const ESC: Key = Key::Named("esc", KeyCode::Esc);
pub(crate) const TAB: Key = Key::Named("tab", KeyCode::Tab);
pub(crate) const BACK_TAB: Key = Key::Named("shift-tab", KeyCode::BackTab);
pub(crate) const UP: Key = Key::Named("↑", KeyCode::Up);
pub(crate) const DOWN: Key = Key::Named("↓", KeyCode::Down);
pub(crate) const LEFT: Key = Key::Named("←", KeyCode::Left);
pub(crate) const RIGHT: Key = Key::Named("→", KeyCode::Right);
pub(crate) const PAGE_UP: Key = Key::Named("pgup", KeyCode::PageUp);
pub(crate) const PAGE_DOWN: Key = Key::Named("pgdn", KeyCode::PageDown);
pub(crate) const HOME: Key = Key::Named("home", KeyCode::Home);
pub(crate) const END: Key = Key::Named("end", KeyCode::End);
pub(crate) const F1: Key = Key::Named("F1", KeyCode::F(1));

impl Key {
    /// How the footer, the help and the README write it; `ascii` without arrows.
    pub fn display_name(self, ascii: bool) -> String {
        match self {
            Self::Char(c) => c.to_string(),
            Self::Ctrl(c) => format!("ctrl-{c}"),
            Self::ByName => key_texts::BY_NAME.into(),
            Self::Named("↑", _) if ascii => "up".into(),
            Self::Named("↓", _) if ascii => "down".into(),
            Self::Named("←", _) if ascii => "left".into(),
            Self::Named("→", _) if ascii => "right".into(),
            Self::Named(name, _) => name.into(),
        }
    }

    pub(crate) fn matches_event(self, event: KeyEvent) -> bool {
        let ctrl = event.modifiers.contains(KeyModifiers::CONTROL);
        // On layouts where a sign needs AltGr, terminals send it with ctrl and alt.
        let plain = !ctrl || event.modifiers.contains(KeyModifiers::ALT);
        match (self, event.code) {
            (Self::Char(c), KeyCode::Char(typed)) => plain && c == typed,
            (Self::Ctrl(c), KeyCode::Char(typed)) => !plain && c == typed.to_ascii_lowercase(),
            (Self::Named(_, code), typed) => code == typed,
            _ => false,
        }
    }
}

/// Editing keys of any text, the ones every shell has.
pub(crate) fn to_input_request(event: KeyEvent) -> Option<InputRequest> {
    use InputRequest as To;
    let ctrl = event.modifiers.contains(KeyModifiers::CONTROL);
    let alt = event.modifiers.contains(KeyModifiers::ALT);
    Some(match event.code {
        KeyCode::Char('j') if ctrl && !alt => To::InsertChar('\n'),
        KeyCode::Char('a') if ctrl && !alt => To::GoToStart,
        KeyCode::Char('e') if ctrl && !alt => To::GoToEnd,
        KeyCode::Char('w') if ctrl && !alt => To::DeletePrevWord,
        KeyCode::Char('u') if ctrl && !alt => To::DeleteLine,
        KeyCode::Char('k') if ctrl && !alt => To::DeleteTillEnd,
        KeyCode::Char(_) if ctrl != alt => return None,
        KeyCode::Char(c) => To::InsertChar(c),
        KeyCode::Backspace if ctrl || alt => To::DeletePrevWord,
        KeyCode::Backspace => To::DeletePrevChar,
        KeyCode::Delete => To::DeleteNextChar,
        KeyCode::Left if ctrl || alt => To::GoToPrevWord,
        KeyCode::Right if ctrl || alt => To::GoToNextWord,
        KeyCode::Left => To::GoToPrevChar,
        KeyCode::Right => To::GoToNextChar,
        KeyCode::Home => To::GoToStart,
        KeyCode::End => To::GoToEnd,
        _ => return None,
    })
}

/// A letter that Caps Lock may have made a capital.
pub(crate) fn is_capital_letter(event: KeyEvent) -> bool {
    matches!(event.code, KeyCode::Char(c) if c.is_uppercase())
}
