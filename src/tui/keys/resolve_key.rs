//! From a key to what it means where it was pressed, and the rows of one place.

use crate::tui::keys::key::{Key, to_input_request};
use crate::tui::keys::key_remap::bindings_in_force;
use crate::tui::keys::keyboard_layouts::{digit_on_key, latin_key};
use crate::tui::keys::{Action, Binding, Mode};
use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use tui_input::InputRequest;

/// What a key means where it was pressed.
#[derive(Clone, Copy, PartialEq, Debug)]
pub(crate) enum KeyResult {
    Run(Action),
    Input(InputRequest),
    Ignored,
}

/// What `event` means in `place`. Ctrl-c leaves from anywhere. A key that means nothing as it was sent means what the Latin
/// key it sits on means; and a capital that still means nothing, what its small letter means.
pub(crate) fn resolve_key(place: Mode, event: KeyEvent) -> KeyResult {
    let readings = read_letter(event);
    if readings.iter().any(|reading| Key::Ctrl('c').matches_event(*reading)) {
        return KeyResult::Run(Action::Quit);
    }
    let run = readings.iter().find_map(|reading| action_of(place, *reading));
    if let Some(action) = run {
        return KeyResult::Run(action);
    }
    if place.has_text_input() {
        to_input_request(event).map_or(KeyResult::Ignored, KeyResult::Input)
    } else {
        KeyResult::Ignored
    }
}

/// What the small letter of a capital means, for a capital that may be Caps Lock's.
pub(crate) fn action_of_small_letter(place: Mode, event: KeyEvent) -> Option<Action> {
    let latin = read_letter(event).into_iter().find_map(small_letter)?;
    action_of(place, latin)
}

fn action_of(place: Mode, event: KeyEvent) -> Option<Action> {
    bindings_for_mode(place).find(|row| row.key.matches_event(event)).map(|row| row.action)
}

/// A key as it was sent, then as others would have sent it.
fn read_letter(event: KeyEvent) -> Vec<KeyEvent> {
    let mut readings = vec![event];
    let KeyCode::Char(typed) = event.code else {
        return readings;
    };
    let with = |c: char| KeyEvent { code: KeyCode::Char(c), ..event };
    readings.extend(latin_key(typed).map(with));
    let small = readings.last().copied().and_then(small_letter);
    readings.extend(small);
    readings.extend(digit_on_key(typed).filter(|digit| *digit != typed).map(with));
    readings
}

fn small_letter(event: KeyEvent) -> Option<KeyEvent> {
    match event.code {
        KeyCode::Char(c) if c.is_ascii_uppercase() => Some(KeyEvent {
            code: KeyCode::Char(c.to_ascii_lowercase()),
            modifiers: event.modifiers - KeyModifiers::SHIFT,
            ..event
        }),
        _ => None,
    }
}

/// The rows that hold in a place, in the order of the table.
pub fn bindings_for_mode(place: Mode) -> impl Iterator<Item = &'static Binding> {
    bindings_in_force().iter().filter(move |row| row.modes.contains(&place))
}

/// The key of an action in a place, for sentences that name it.
pub fn key_for_action(place: Mode, action: Action) -> Option<String> {
    bindings_for_mode(place).find(|row| row.action == action).map(|row| row.key.display_name(false))
}

/// The same in a sentence that says what the key does.
pub(crate) fn key_name(place: Mode, action: Action) -> String {
    key_for_action(place, action).unwrap_or_default()
}

/// The rows of the footer of a place, the most needed first.
pub fn footer_bindings(place: Mode) -> Vec<&'static Binding> {
    let mut ranked: Vec<_> = bindings_for_mode(place).filter(|row| row.footer_rank > 0).collect();
    ranked.sort_by_key(|row| row.footer_rank);
    ranked
}
