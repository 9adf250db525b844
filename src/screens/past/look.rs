//! Reading what Past shows: so many rows and no more at a time, in either direction, from any place in the list. At once
//! where the journal can tell by itself what is wanted, on the worker where words are looked for.
//!
//! ```text
//!   newer … place … older      each side says where looking goes on, if it does
//! ```

use super::wanted::Wanted;
use crate::journal::{Entry, Id};
use crate::store::{Place, Store, Trouble};

pub(crate) const PAGE: usize = 200;

#[derive(Clone, Copy, PartialEq, Debug)]
pub(crate) enum Start {
    Top,
    Bottom,
    /// Around a place: on its entry, else on the next older one.
    Near(Place),
    /// Around the first entry older than a place.
    Before(Place),
}

#[derive(Clone, Copy, PartialEq, Debug)]
pub(crate) enum Need {
    Fresh(Start),
    Older(Place),
    Newer(Place),
}

#[derive(Default)]
pub(crate) struct Side {
    /// Away from the place, each with its own.
    pub entries: Vec<(Place, Entry)>,
    /// Where looking goes on; none once the end of the list was seen.
    pub on: Option<Place>,
}

pub(crate) struct Got {
    pub need: Need,
    pub older: Side,
    pub newer: Side,
}

/// Reads, looking at no more than about `most` rows a side, or until `stopped`.
pub(crate) fn look(
    need: Need,
    wanted: &Wanted,
    store: &Store,
    most: usize,
    stopped: &dyn Fn() -> bool,
) -> Result<Got, Trouble> {
    let side = |older: bool, from: Option<Place>| {
        let mut side = Side { entries: Vec::new(), on: from };
        let mut looked = 0;
        loop {
            let chunk = if older {
                store.newest_entries(&wanted.filter, side.on, PAGE, |_| true)?
            } else {
                store.oldest_entries(&wanted.filter, side.on, PAGE)?
            };
            let ended = chunk.len() < PAGE;
            looked += chunk.len();
            side.on = chunk.last().map(|last| store.place_of(last)).filter(|_| !ended);
            let taken = chunk.into_iter().filter(|entry| wanted.takes(entry));
            side.entries.extend(taken.map(|entry| (store.place_of(&entry), entry)));
            if ended || side.entries.len() >= PAGE || looked >= most || stopped() {
                return Ok::<_, Trouble>(side);
            }
        }
    };
    let (older, newer) = match need {
        Need::Fresh(Start::Top) => (side(true, None)?, Side::default()),
        Need::Fresh(Start::Bottom) => (Side::default(), side(false, None)?),
        Need::Fresh(Start::Near(place)) => (side(true, Some(after(place)))?, side(false, Some(place))?),
        Need::Fresh(Start::Before(place)) => (side(true, Some(place))?, side(false, Some(before(place)))?),
        Need::Older(place) => (side(true, Some(place))?, Side::default()),
        Need::Newer(place) => (Side::default(), side(false, Some(place))?),
    };
    Ok(Got { need, older, newer })
}

fn after(Place { at, id }: Place) -> Place {
    let id = Id::from_u128(id.as_u128().saturating_add(1));
    Place { at, id }
}

fn before(Place { at, id }: Place) -> Place {
    match id.as_u128().checked_sub(1) {
        Some(id) => Place { at, id: Id::from_u128(id) },
        None => Place { at: at.saturating_sub(1), id: Id::max() },
    }
}
