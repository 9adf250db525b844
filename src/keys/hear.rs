//! From a key to what it means where it was pressed, and the rows of one place.

use super::key::{Key, typed};
use super::{Action, BINDINGS, Binding, Place};
use crossterm::event::KeyEvent;
use tui_input::InputRequest;

/// What a key means where it was pressed.
#[derive(Clone, Copy, PartialEq, Debug)]
pub enum Heard {
    Do(Action),
    Type(InputRequest),
    Nothing,
}

/// What `event` means in `place`. Ctrl-c leaves from anywhere.
pub fn hear(place: Place, event: KeyEvent) -> Heard {
    if Key::Ctrl('c').is(event) {
        return Heard::Do(Action::Quit);
    }
    if let Some(found) = rows(place).find(|row| row.key.is(event)) {
        return Heard::Do(found.action);
    }
    if place.is_typed() { typed(event).map_or(Heard::Nothing, Heard::Type) } else { Heard::Nothing }
}

/// The rows that hold in a place, in the order of the table.
pub fn rows(place: Place) -> impl Iterator<Item = &'static Binding> {
    BINDINGS.iter().filter(move |row| row.places.contains(&place))
}

/// The key of an action in a place, for sentences that name it.
pub fn key_of(place: Place, action: Action) -> Option<String> {
    rows(place).find(|row| row.action == action).map(|row| row.key.name(false))
}

/// The rows of the footer of a place, the most needed first.
pub fn footer(place: Place) -> Vec<&'static Binding> {
    let mut ranked: Vec<_> = rows(place).filter(|row| row.rank > 0).collect();
    ranked.sort_by_key(|row| row.rank);
    ranked
}
