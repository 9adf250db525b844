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

#[derive(Clone, Copy, PartialEq, Hash, Debug)]
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

/// Looks at no more than about `max_rows` rows a side, or until `is_cancelled`.
pub(crate) fn load_page(
    request: LoadRequest,
    filter: &HistoryFilter,
    store: &Store,
    max_rows: usize,
    is_cancelled: &dyn Fn() -> bool,
) -> Result<LoadedPage, StoreError> {
    let side = |older: bool, from: Option<ListCursor>| {
        let mut side = PageSide { entries: Vec::new(), resume_at: from };
        let mut rows_seen = 0;
        loop {
            let chunk = if older {
                store.load_newest_entries(&filter.entry_filter, side.resume_at, PAGE_ROWS, |_| true)?
            } else {
                store.load_oldest_entries(&filter.entry_filter, side.resume_at, PAGE_ROWS)?
            };
            let ended = chunk.len() < PAGE_ROWS;
            rows_seen += chunk.len();
            side.resume_at = if ended { None } else { chunk.last().map(|last| store.cursor_for(last)) };
            let taken = chunk.into_iter().filter(|entry| filter.matches_entry(entry));
            side.entries.extend(taken.map(|entry| (store.cursor_for(&entry), entry)));
            if ended || side.entries.len() >= PAGE_ROWS || rows_seen >= max_rows || is_cancelled() {
                return Ok::<_, StoreError>(side);
            }
        }
    };
    let (older, newer) = match request {
        LoadRequest::Fresh(Anchor::Top) => (side(true, None)?, PageSide::default()),
        LoadRequest::Fresh(Anchor::Bottom) => (PageSide::default(), side(false, None)?),
        LoadRequest::Fresh(Anchor::Near(cursor)) => {
            (side(true, Some(cursor_after(cursor)))?, side(false, Some(cursor))?)
        }
        LoadRequest::Fresh(Anchor::Before(cursor)) => {
            (side(true, Some(cursor))?, side(false, Some(cursor_before(cursor)))?)
        }
        LoadRequest::Older(cursor) => (side(true, Some(cursor))?, PageSide::default()),
        LoadRequest::Newer(cursor) => (PageSide::default(), side(false, Some(cursor))?),
    };
    Ok(LoadedPage { request, older, newer })
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
