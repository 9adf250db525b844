//! What can be done by name from a place: what its own keys do, and what Today's keys do that needs no list before it.
//! Made from the one table, so that a new row appears by itself.

use super::{Action, Binding, Place, rows};

#[derive(Clone, Copy)]
pub struct Offer {
    pub row: &'static Binding,
    /// The key does it where the parent is; else only on Today.
    pub here: bool,
}

/// Moves about on a screen, and the list of names itself: nothing to be looked for by name.
const MOVES: &[Action] = &[
    Action::Up,
    Action::Down,
    Action::PageUp,
    Action::PageDown,
    Action::First,
    Action::Last,
    Action::NextPart,
    Action::PartBefore,
    Action::Back,
    Action::Line,
];

/// What Today does with the day it shows or with the row under its cursor, and so only there.
const OF_THE_DAY: &[Action] =
    &[Action::Earlier, Action::Later, Action::Now, Action::Open, Action::Edit, Action::Remove, Action::Nudge];

/// Everything that can be done by name from `place`, its own first.
pub fn offered(place: Place) -> Vec<Offer> {
    let mut offers: Vec<Offer> = Vec::new();
    let here = rows(place).map(|row| Offer { row, here: true });
    // Where text is typed, enter means whatever stands under the cursor of that text.
    let here = here.filter(|offer| offer.row.action != Action::Open || !place.is_typed());
    let today = rows(Place::Today).map(|row| Offer { row, here: false });
    let today =
        today.filter(|offer| !OF_THE_DAY.contains(&offer.row.action) && !leads_to(offer.row.action, place));
    for offer in here.chain(today) {
        let action = offer.row.action;
        let known = offers.iter().any(|other| other.row.action == action);
        if !known && !MOVES.contains(&action) {
            offers.push(offer);
        }
    }
    offers
}

/// An action that would only open the screen the parent is on.
fn leads_to(action: Action, place: Place) -> bool {
    matches!(
        (action, place),
        (Action::Past, Place::Past)
            | (Action::Trends, Place::Trends)
            | (Action::Guide, Place::Guide)
            | (Action::Language, Place::Language)
    )
}
