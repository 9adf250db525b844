//! The window of entries that Past has read, whatever the size of the journal: a few pages around the cursor, more as
//! it nears an end, and the far end let go.
//!
//! ```text
//!   newer … [ page | page + cursor | page ] … older
//! ```
//!
//! One reading looks at so many rows and no more; looking for a rare word goes on with the next tick, so that no key
//! has to wait for it.

use super::wanted::Wanted;
use crate::journal::{Entry, Id, Span};
use crate::keys::Action;
use crate::screens::Here;
use crate::store::{Filter, Place, Trouble};
use chrono::NaiveDate;
use std::collections::VecDeque;

/// Entries read at a time.
const PAGE: usize = 200;
/// Entries held at most, but for the page just read.
const WINDOW: usize = 3 * PAGE;
/// So near to an end the next page is read.
const NEAR: usize = 60;
/// Rows looked at in one reading.
const MOST: usize = 10_000;
/// The first stretch of time looked at for newer entries, in seconds: a month.
const MONTH: i64 = 30 * 86_400;

/// One entry and the family day it is listed under.
pub struct Row {
    pub entry: Entry,
    pub date: NaiveDate,
    place: Place,
}

impl Row {
    fn of(entry: Entry, here: &Here<'_>) -> Self {
        Self {
            date: here.family.settings.hours.date_of(entry.at.secs()),
            place: here.store.place_of(&entry),
            entry,
        }
    }
}

/// Where a reading begins.
#[derive(Clone, Copy, PartialEq, Debug)]
pub enum Start {
    /// With the newest entry.
    Top,
    /// With the oldest.
    Bottom,
    /// Around a place: on its entry, else on the next older one.
    Near(Place),
    /// Around the first entry older than a place.
    Before(Place),
}

/// The window and the cursor in it.
#[derive(Default)]
pub struct Pages {
    /// Newest first.
    rows: Vec<Row>,
    cursor: usize,
    /// Newer entries may be had.
    newer: bool,
    /// Where looking for older ones goes on; none once the oldest was seen.
    older: Option<Place>,
    /// How many readings there were, so that one that is to go on differs from the last.
    readings: u64,
}

impl Pages {
    pub fn rows(&self) -> &[Row] {
        &self.rows
    }

    pub fn cursor(&self) -> usize {
        self.cursor
    }

    pub fn picked_row(&self) -> Option<&Row> {
        self.rows.get(self.cursor)
    }

    /// The place of the entry under the cursor.
    pub fn place(&self) -> Option<Place> {
        self.picked_row().map(|row| row.place)
    }

    /// Whether there may be more than was looked at.
    pub fn is_unfinished(&self) -> bool {
        self.older.is_some()
    }

    /// Puts the cursor on an entry, if it is there.
    pub fn pick(&mut self, id: Id) -> bool {
        let found = self.rows.iter().position(|row| row.entry.id == id);
        self.cursor = found.unwrap_or(self.cursor);
        found.is_some()
    }

    /// Moves the cursor.
    pub fn go(&mut self, action: Action) {
        let last = self.rows.len().saturating_sub(1);
        self.cursor = match action {
            Action::Up => self.cursor.saturating_sub(1),
            Action::Down => (self.cursor + 1).min(last),
            Action::PageUp => self.cursor.saturating_sub(10),
            Action::PageDown => (self.cursor + 10).min(last),
            _ => self.cursor,
        };
    }

    /// To the first or the last entry; the reading that takes, if it takes one.
    pub fn end(&mut self, first: bool) -> Option<Start> {
        match (first, self.newer, self.older) {
            (true, true, _) => Some(Start::Top),
            (false, _, Some(_)) => Some(Start::Bottom),
            (first, ..) => {
                self.cursor = if first {
                    0
                } else {
                    self.rows.len().saturating_sub(1)
                };
                None
            }
        }
    }

    /// Whether the cursor is near an end that is not the list's; numbered, so that each reading asks anew.
    pub fn wants_more(&self) -> Option<u64> {
        (self.wants_older() || self.wants_newer()).then_some(self.readings)
    }

    fn wants_older(&self) -> bool {
        self.older.is_some() && self.rows.len() < self.cursor + NEAR
    }

    fn wants_newer(&self) -> bool {
        self.newer && self.cursor < NEAR
    }

    /// Reads on where the cursor is near an end.
    pub fn go_on(&mut self, wanted: &Wanted<'_>, here: &Here<'_>) -> Result<(), Trouble> {
        self.readings += 1;
        if self.wants_older() {
            self.read_older(self.older, wanted, here)?;
        }
        if let (true, Some(first)) = (self.wants_newer(), self.rows.first()) {
            self.read_newer(first.place, wanted, here)?;
        }
        Ok(())
    }

    /// Reads anew; what was read stays when that fails.
    pub fn load(
        &mut self,
        start: Start,
        wanted: &Wanted<'_>,
        here: &Here<'_>,
    ) -> Result<(), Trouble> {
        let mut fresh = Self {
            readings: self.readings + 1,
            ..Self::default()
        };
        match start {
            Start::Top => fresh.read_older(None, wanted, here)?,
            Start::Bottom => {
                let first = here.store.extent(wanted.filter.baby)?;
                let place = Place {
                    at: first.map_or(0, |span| span.from - 1),
                    id: Id::nil(),
                };
                fresh.read_newer(place, wanted, here)?;
                fresh.cursor = fresh.rows.len();
            }
            Start::Near(Place { at, id }) => {
                let just_after = Id::from_u128(id.as_u128().saturating_add(1));
                fresh.read_around(Place { at, id: just_after }, wanted, here)?;
            }
            Start::Before(place) => fresh.read_around(place, wanted, here)?,
        }
        fresh.cursor = fresh.cursor.min(fresh.rows.len().saturating_sub(1));
        *self = fresh;
        Ok(())
    }

    /// The entries older than a place, with the cursor on the first of them, and those from it on.
    fn read_around(
        &mut self,
        place: Place,
        wanted: &Wanted<'_>,
        here: &Here<'_>,
    ) -> Result<(), Trouble> {
        self.read_older(Some(place), wanted, here)?;
        // `read_newer` wants a place that is listed already, and the one asked for is not.
        let Place { at, id } = place;
        let just_before = match id.as_u128().checked_sub(1) {
            Some(id) => Place {
                at,
                id: Id::from_u128(id),
            },
            None => Place {
                at: at.saturating_sub(1),
                id: Id::max(),
            },
        };
        self.read_newer(just_before, wanted, here)
    }

    fn read_older(
        &mut self,
        after: Option<Place>,
        wanted: &Wanted<'_>,
        here: &Here<'_>,
    ) -> Result<(), Trouble> {
        let mut after = after;
        let (mut looked, mut found) = (0, 0);
        loop {
            let chunk = here
                .store
                .newest_entries(&wanted.filter, after, PAGE, |_| true)?;
            let ended = chunk.len() < PAGE;
            after = chunk.last().map(|last| here.store.place_of(last)).or(after);
            self.older = if ended { None } else { after };
            looked += chunk.len();
            for entry in chunk.into_iter().filter(|entry| wanted.takes(entry)) {
                self.rows.push(Row::of(entry, here));
                found += 1;
            }
            if ended || found >= PAGE || looked >= MOST {
                break;
            }
        }
        let surplus = self
            .rows
            .len()
            .saturating_sub(WINDOW)
            .min(self.cursor.saturating_sub(NEAR));
        if surplus > 0 {
            self.rows.drain(..surplus);
            self.cursor -= surplus;
            self.newer = true;
        }
        Ok(())
    }

    /// The page just newer than a place. The store lists newest first only, so a stretch of time after the place is
    /// looked at that grows until it holds a page; of each, the oldest page is what stays.
    fn read_newer(
        &mut self,
        place: Place,
        wanted: &Wanted<'_>,
        here: &Here<'_>,
    ) -> Result<(), Trouble> {
        let newest = here
            .store
            .newest_entries(&wanted.filter, None, 1, |_| true)?;
        let end = newest
            .first()
            .map_or(place.at, |entry| here.store.place_of(entry).at + 1);
        let mut reach = MONTH;
        let page = loop {
            let to = place.at.saturating_add(reach).min(end);
            let span = Some(Span { from: place.at, to });
            let filter = Filter {
                span,
                ..wanted.filter.clone()
            };
            let mut page = VecDeque::new();
            self.newer = false;
            here.store.newest_entries(&filter, None, 1, |entry| {
                let of = here.store.place_of(entry);
                let is_newer = (of.at, of.id) > (place.at, place.id);
                if is_newer && wanted.takes(entry) {
                    page.push_back(entry.clone());
                    if page.len() > PAGE {
                        page.pop_front();
                        self.newer = true;
                    }
                }
                false
            })?;
            if self.newer || to >= end {
                break page;
            }
            reach = reach.saturating_mul(4);
        };
        self.cursor += page.len();
        let rows = page.into_iter().map(|entry| Row::of(entry, here));
        self.rows.splice(0..0, rows);
        let most = WINDOW.max(self.cursor + NEAR);
        if self.rows.len() > most {
            self.rows.truncate(most);
            self.older = self.rows.last().map(|row| row.place);
        }
        Ok(())
    }
}
