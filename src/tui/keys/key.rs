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
pub(crate) const F2: Key = Key::Named("F2", KeyCode::F(2));

impl Key {
    /// How the footer, the help and the README write it; `ascii` without arrows.
    pub fn display_name(self, ascii: bool) -> String {
        match self {
            Self::Char(' ') => SPACE_NAME.into(),
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

const SPACE_NAME: &str = "space";

/// Keys with a name, as the config file writes them; arrows as their words.
const NAMED_KEYS: &[(&str, Key)] = &[
    ("enter", ENTER),
    ("esc", ESC),
    ("tab", TAB),
    ("shift-tab", BACK_TAB),
    ("up", UP),
    ("down", DOWN),
    ("left", LEFT),
    ("right", RIGHT),
    ("pgup", PAGE_UP),
    ("pgdn", PAGE_DOWN),
    ("home", HOME),
    ("end", END),
    ("insert", Key::Named("insert", KeyCode::Insert)),
    ("delete", Key::Named("delete", KeyCode::Delete)),
    ("F1", F1),
    ("F2", Key::Named("F2", KeyCode::F(2))),
    ("F3", Key::Named("F3", KeyCode::F(3))),
    ("F4", Key::Named("F4", KeyCode::F(4))),
    ("F5", Key::Named("F5", KeyCode::F(5))),
    ("F6", Key::Named("F6", KeyCode::F(6))),
    ("F7", Key::Named("F7", KeyCode::F(7))),
    ("F8", Key::Named("F8", KeyCode::F(8))),
    ("F9", Key::Named("F9", KeyCode::F(9))),
    ("F10", Key::Named("F10", KeyCode::F(10))),
    ("F11", Key::Named("F11", KeyCode::F(11))),
    ("F12", Key::Named("F12", KeyCode::F(12))),
    (SPACE_NAME, Key::Char(' ')),
];

/// Ctrl with these is another key on a terminal (backspace, tab, line end, enter), or always leaves (c).
const UNUSABLE_WITH_CTRL: [char; 5] = ['h', 'i', 'j', 'm', 'c'];

/// A key by its name; none for one that no terminal sends, or that cannot be given away.
pub(crate) fn parse_key_name(name: &str) -> Option<Key> {
    let named = NAMED_KEYS.iter().find(|(it, _)| it.eq_ignore_ascii_case(name));
    if let Some((_, key)) = named {
        return Some(*key);
    }
    let (ctrl, letter) = name.strip_prefix("ctrl-").map_or((false, name), |letter| (true, letter));
    let mut letters = letter.chars();
    let letter = letters.next().filter(|c| letters.next().is_none() && !c.is_control())?;
    match ctrl {
        false => Some(Key::Char(letter)),
        true => (letter.is_ascii_lowercase() && !UNUSABLE_WITH_CTRL.contains(&letter))
            .then_some(Key::Ctrl(letter)),
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
        KeyCode::Char('d') if ctrl && !alt => To::DeleteNextChar,
        KeyCode::Char('b') if ctrl && !alt => To::GoToPrevChar,
        KeyCode::Char('f') if ctrl && !alt => To::GoToNextChar,
        KeyCode::Char('h') if ctrl && !alt => To::DeletePrevChar,
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
pub(crate) fn capital_letter(event: KeyEvent) -> Option<char> {
    match event.code {
        KeyCode::Char(c) if c.is_uppercase() => Some(c),
        _ => None,
    }
}
