//! Reading what Past shows: so many rows and no more at a time, in either direction, from any place in the list. At once
//! where the journal can tell by itself what is wanted, on the worker where words are looked for.
//!
//! ```text
//!   newer … place … older      each side says where looking goes on, if it does
//! ```

use crate::model::{Entry, Id};
use crate::store::{ListCursor, Store, StoreError};
use crate::tui::screens::history::history_filter::HistoryFilter;

pub(crate) const PAGE_ROWS: usize = 200;

#[derive(Clone, Copy, PartialEq, Debug)]
pub(crate) enum Anchor {
    Top,
    Bottom,
    /// Around a place: on its entry, else on the next older one.
    Near(ListCursor),
    /// Around the first entry older than a place.
    Before(ListCursor),
}

#[derive(Clone, Copy, PartialEq, Debug)]
pub(crate) enum LoadRequest {
    Fresh(Anchor),
    Older(ListCursor),
    Newer(ListCursor),
}

#[derive(Default)]
pub(crate) struct PageSide {
    /// Away from the place, each with its own.
    pub entries: Vec<(ListCursor, Entry)>,
    /// Where looking goes on; none once the end of the list was seen.
    pub resume_at: Option<ListCursor>,
}

pub(crate) struct LoadedPage {
    pub request: LoadRequest,
    pub older: PageSide,
    pub newer: PageSide,
}

/// Reads, looking at no more than about `most` rows a side, or until `stopped`.
pub(crate) fn load_page(
    need: LoadRequest,
    wanted: &HistoryFilter,
    store: &Store,
    most: usize,
    stopped: &dyn Fn() -> bool,
) -> Result<LoadedPage, StoreError> {
    let side = |older: bool, from: Option<ListCursor>| {
        let mut side = PageSide { entries: Vec::new(), resume_at: from };
        let mut looked = 0;
        loop {
            let chunk = if older {
                store.load_newest_entries(&wanted.filter, side.resume_at, PAGE_ROWS, |_| true)?
            } else {
                store.load_oldest_entries(&wanted.filter, side.resume_at, PAGE_ROWS)?
            };
            let ended = chunk.len() < PAGE_ROWS;
            looked += chunk.len();
            side.resume_at = chunk.last().map(|last| store.cursor_for(last)).filter(|_| !ended);
            let taken = chunk.into_iter().filter(|entry| wanted.matches_entry(entry));
            side.entries.extend(taken.map(|entry| (store.cursor_for(&entry), entry)));
            if ended || side.entries.len() >= PAGE_ROWS || looked >= most || stopped() {
                return Ok::<_, StoreError>(side);
            }
        }
    };
    let (older, newer) = match need {
        LoadRequest::Fresh(Anchor::Top) => (side(true, None)?, PageSide::default()),
        LoadRequest::Fresh(Anchor::Bottom) => (PageSide::default(), side(false, None)?),
        LoadRequest::Fresh(Anchor::Near(place)) => {
            (side(true, Some(cursor_after(place)))?, side(false, Some(place))?)
        }
        LoadRequest::Fresh(Anchor::Before(place)) => {
            (side(true, Some(place))?, side(false, Some(cursor_before(place)))?)
        }
        LoadRequest::Older(place) => (side(true, Some(place))?, PageSide::default()),
        LoadRequest::Newer(place) => (PageSide::default(), side(false, Some(place))?),
    };
    Ok(LoadedPage { request: need, older, newer })
}

fn cursor_after(ListCursor { at, id }: ListCursor) -> ListCursor {
    let id = Id::from_u128(id.as_u128().saturating_add(1));
    ListCursor { at, id }
}

fn cursor_before(ListCursor { at, id }: ListCursor) -> ListCursor {
    match id.as_u128().checked_sub(1) {
        Some(id) => ListCursor { at, id: Id::from_u128(id) },
        None => ListCursor { at: at.saturating_sub(1), id: Id::max() },
    }
}
