//! What can be done by name from a place: what its own keys do, and what Today's keys do that needs no list before it.
//! Made from the one table, so that a new row appears by itself.

use crate::tui::keys::{Action, Binding, Mode, bindings_for_mode};

#[derive(Clone, Copy)]
pub struct Command {
    pub binding: &'static Binding,
    /// The key does it where the parent is; else only on Today.
    pub is_local: bool,
}

/// Moves about on a screen, and the list of names itself: nothing to be looked for by name.
const NAVIGATION: &[Action] = &[
    Action::Up,
    Action::Down,
    Action::PageUp,
    Action::PageDown,
    Action::First,
    Action::Last,
    Action::NextPart,
    Action::PreviousPart,
    Action::Back,
    Action::TypeLine,
];

/// What Today does with the day it shows or with the row under its cursor, and so only there.
const TODAY_ONLY: &[Action] = &[
    Action::Earlier,
    Action::Later,
    Action::Now,
    Action::Open,
    Action::Edit,
    Action::Remove,
    Action::ShiftTime,
];

/// Everything that can be done by name from `place`, its own first.
pub fn list_commands(place: Mode) -> Vec<Command> {
    let mut offers: Vec<Command> = Vec::new();
    let context = bindings_for_mode(place).map(|row| Command { binding: row, is_local: true });
    // Where text is typed, enter means whatever stands under the cursor of that text.
    let context = context.filter(|offer| offer.binding.action != Action::Open || !place.has_text_input());
    let today = bindings_for_mode(Mode::Today).map(|row| Command { binding: row, is_local: false });
    let today = today.filter(|offer| {
        !TODAY_ONLY.contains(&offer.binding.action) && !opens_current_screen(offer.binding.action, place)
    });
    for offer in context.chain(today) {
        let action = offer.binding.action;
        let known = offers.iter().any(|other| other.binding.action == action);
        if !known && !NAVIGATION.contains(&action) {
            offers.push(offer);
        }
    }
    offers
}

/// An action that would only open the screen the parent is on.
fn opens_current_screen(action: Action, place: Mode) -> bool {
    matches!(
        (action, place),
        (Action::Past, Mode::Past)
            | (Action::Trends, Mode::Trends | Mode::Weeks | Mode::Calendar)
            | (Action::JumpToDate, Mode::Calendar)
            | (Action::Guide, Mode::Guide)
            | (Action::Language, Mode::Language)
    )
}
