//! From a key to what it means where it was pressed, and the rows of one place.

use crate::tui::keys::key::{Key, to_input_request};
use crate::tui::keys::{Action, BINDINGS, Binding, Mode};
use crossterm::event::KeyEvent;
use tui_input::InputRequest;

/// What a key means where it was pressed.
#[derive(Clone, Copy, PartialEq, Debug)]
pub(crate) enum KeyResult {
    Run(Action),
    Input(InputRequest),
    Ignored,
}

/// What `event` means in `place`. Ctrl-c leaves from anywhere.
pub(crate) fn resolve_key(place: Mode, event: KeyEvent) -> KeyResult {
    if Key::Ctrl('c').matches_event(event) {
        return KeyResult::Run(Action::Quit);
    }
    if let Some(found) = bindings_for_mode(place).find(|row| row.key.matches_event(event)) {
        return KeyResult::Run(found.action);
    }
    if place.has_text_input() {
        to_input_request(event).map_or(KeyResult::Ignored, KeyResult::Input)
    } else {
        KeyResult::Ignored
    }
}

/// The rows that hold in a place, in the order of the table.
pub fn bindings_for_mode(place: Mode) -> impl Iterator<Item = &'static Binding> {
    BINDINGS.iter().filter(move |row| row.modes.contains(&place))
}

/// The key of an action in a place, for sentences that name it.
pub fn key_for_action(place: Mode, action: Action) -> Option<String> {
    bindings_for_mode(place).find(|row| row.action == action).map(|row| row.key.display_name(false))
}

/// The rows of the footer of a place, the most needed first.
pub fn footer_bindings(place: Mode) -> Vec<&'static Binding> {
    let mut ranked: Vec<_> = bindings_for_mode(place).filter(|row| row.footer_rank > 0).collect();
    ranked.sort_by_key(|row| row.footer_rank);
    ranked
}
