//! The window of entries that Past has read, whatever the size of the journal: a few pages around the cursor, more as
//! it nears an end, and the far end let go.
//!
//! ```text
//!   newer … [ page | page + cursor | page ] … older
//! ```
//!
//! Says what is to be read next and takes it; who reads it, and when, is the screen's.

use super::look::{Got, Need, PAGE, Start};
use crate::journal::{Entry, Hours, Id};
use crate::keys::Action;
use crate::store::{Place, Trouble};
use chrono::NaiveDate;

/// Entries held at most, but for the page just read.
const WINDOW: usize = 3 * PAGE;
/// So near to an end the next page is read.
const NEAR: usize = 60;

/// One entry and the family day it is listed under.
pub(crate) struct Row {
    pub entry: Entry,
    pub date: NaiveDate,
    place: Place,
}

#[derive(Default)]
pub(crate) struct Pages {
    rows: Vec<Row>,
    cursor: usize,
    /// Where looking for newer ones goes on; none once the newest was seen.
    newer: Option<Place>,
    /// Where looking for older ones goes on; none once the oldest was seen.
    older: Option<Place>,
    /// How many readings there were, so that one that is to go on differs from the last.
    readings: u64,
    /// How many of them since all was read anew.
    slices: u32,
}

impl Pages {
    pub(crate) fn rows(&self) -> &[Row] {
        &self.rows
    }

    pub(crate) fn cursor(&self) -> usize {
        self.cursor
    }

    pub(crate) fn picked_row(&self) -> Option<&Row> {
        self.rows.get(self.cursor)
    }

    /// The place of the entry under the cursor.
    pub(crate) fn place(&self) -> Option<Place> {
        self.picked_row().map(|row| row.place)
    }

    /// Whether there may be older ones than were looked at.
    pub(crate) fn may_be_older(&self) -> bool {
        self.older.is_some()
    }

    /// Puts the cursor on an entry, if it is there.
    pub(crate) fn pick(&mut self, id: Id) -> bool {
        let found = self.rows.iter().position(|row| row.entry.id == id);
        self.cursor = found.unwrap_or(self.cursor);
        found.is_some()
    }

    pub(crate) fn go(&mut self, action: Action) {
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
    pub(crate) fn end(&mut self, first: bool) -> Option<Start> {
        match (first, self.newer, self.older) {
            (true, Some(_), _) => Some(Start::Top),
            (false, _, Some(_)) => Some(Start::Bottom),
            (first, ..) => {
                self.cursor = if first { 0 } else { self.rows.len().saturating_sub(1) };
                None
            }
        }
    }

    /// How many readings there were since all was read anew.
    pub(crate) fn slices(&self) -> u32 {
        self.slices
    }

    /// Whether the cursor is near an end that is not the list's; numbered, so that each reading asks anew.
    pub(crate) fn wants_more(&self) -> Option<u64> {
        self.need().map(|_| self.readings)
    }

    /// What is to be read where the cursor is near an end.
    pub(crate) fn need(&self) -> Option<Need> {
        let older = self.older.filter(|_| self.rows.len() < self.cursor + NEAR);
        let newer = self.newer.filter(|_| self.cursor < NEAR);
        older.map(Need::Older).or(newer.map(Need::Newer))
    }

    pub(crate) fn take(&mut self, got: Got, hours: &Hours) {
        self.readings += 1;
        self.slices += 1;
        let row = |(place, entry): (Place, Entry)| Row { date: hours.date_of(entry.at.secs()), entry, place };
        let older = got.older.entries.into_iter().map(row);
        let newer = got.newer.entries.into_iter().rev().map(row);
        match got.need {
            Need::Fresh(start) => {
                self.rows = newer.collect();
                // The first of the older ones; the oldest of all, if it was for that.
                self.cursor = self.rows.len();
                self.rows.extend(older);
                self.cursor = self.cursor.min(self.rows.len().saturating_sub(1));
                if start == Start::Bottom {
                    self.cursor = self.rows.len().saturating_sub(1);
                }
                (self.newer, self.older) = (got.newer.on, got.older.on);
                self.slices = 0;
            }
            Need::Older(_) => {
                self.rows.extend(older);
                self.older = got.older.on;
                self.let_newest_go();
            }
            Need::Newer(_) => {
                let known = self.rows.len();
                self.rows.splice(0..0, newer);
                self.cursor += self.rows.len() - known;
                self.newer = got.newer.on;
                self.let_oldest_go();
            }
        }
    }

    /// Shows the entries around the cursor as they are now, until all is read anew.
    pub(crate) fn renew(
        &mut self,
        current: impl Fn(Id) -> Result<Option<Entry>, Trouble>,
    ) -> Result<(), Trouble> {
        let from = self.cursor.saturating_sub(NEAR);
        let mut at = from;
        while at < self.rows.len().min(from + 2 * NEAR) {
            match current(self.rows[at].entry.id)? {
                Some(entry) => {
                    self.rows[at].entry = entry;
                    at += 1;
                }
                None => {
                    self.rows.remove(at);
                    self.cursor -= usize::from(at < self.cursor);
                }
            }
        }
        self.cursor = self.cursor.min(self.rows.len().saturating_sub(1));
        Ok(())
    }

    fn let_newest_go(&mut self) {
        let surplus = self.rows.len().saturating_sub(WINDOW);
        let surplus = surplus.min(self.cursor.saturating_sub(NEAR));
        if surplus > 0 {
            self.rows.drain(..surplus);
            self.cursor -= surplus;
            self.newer = self.rows.first().map(|row| row.place);
        }
    }

    fn let_oldest_go(&mut self) {
        let most = WINDOW.max(self.cursor + NEAR);
        if self.rows.len() > most {
            self.rows.truncate(most);
            self.older = self.rows.last().map(|row| row.place);
        }
    }
}
