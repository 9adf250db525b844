//! The window of entries that Past has read, whatever the size of the journal: a few pages around the cursor, more as
//! it nears an end, and the far end let go.
//!
//! ```text
//!   newer … [ page | page + cursor | page ] … older
//! ```
//!
//! Says what is to be read next and takes it; who reads it, and when, is the screen's.

use crate::model::{DayBoundaries, Entry, Id};
use crate::store::{ListCursor, StoreError};
use crate::tui::keys::Action;
use crate::tui::screens::history::load_history::{Anchor, LoadRequest, LoadedPage, PAGE_ROWS};
use crate::tui::widgets::list::List;
use chrono::NaiveDate;

/// Entries held at most, but for the page just read.
const WINDOW_ROWS: usize = 3 * PAGE_ROWS;
/// So near to an end the next page is read.
const PREFETCH_ROWS: usize = 60;

/// One entry and the family day it is listed under.
pub(crate) struct HistoryRow {
    pub entry: Entry,
    pub date: NaiveDate,
    list_cursor: ListCursor,
}

#[derive(Default)]
pub(crate) struct HistoryWindow {
    rows: Vec<HistoryRow>,
    list: List<Id>,
    /// Where looking for newer ones goes on; none once the newest was seen.
    resume_newer: Option<ListCursor>,
    /// Where looking for older ones goes on; none once the oldest was seen.
    resume_older: Option<ListCursor>,
    /// How many readings there were, so that one that is to go on differs from the last.
    load_count: u64,
    /// How many of them since all was read anew.
    loads_since_reset: u32,
}

impl HistoryWindow {
    pub(crate) fn rows(&self) -> &[HistoryRow] {
        &self.rows
    }

    pub(crate) fn cursor(&self) -> usize {
        self.list.cursor()
    }

    pub(crate) fn selected_row(&self) -> Option<&HistoryRow> {
        self.rows.get(self.cursor())
    }

    /// The place of the entry under the cursor.
    pub(crate) fn selected_cursor(&self) -> Option<ListCursor> {
        self.selected_row().map(|row| row.list_cursor)
    }

    /// Whether there may be older ones than were looked at.
    pub(crate) fn has_older(&self) -> bool {
        self.resume_older.is_some()
    }

    fn row_ids(&self) -> Vec<Id> {
        self.rows.iter().map(|row| row.entry.id).collect()
    }

    /// Puts the cursor on an entry; whether it is there.
    pub(crate) fn select_entry(&mut self, id: Id) -> bool {
        self.list.select_id(Some(id));
        self.list.keep_row(&self.row_ids());
        self.list.selected_id() == Some(&id)
    }

    pub(crate) fn move_cursor(&mut self, action: Action) {
        self.list.navigate(action, 10, &self.row_ids());
    }

    /// To the first or the last entry; the reading that takes, if it takes one.
    pub(crate) fn jump_to_end(&mut self, action: Action) -> Option<Anchor> {
        match (action, self.resume_newer, self.resume_older) {
            (Action::First, Some(_), _) => Some(Anchor::Top),
            (Action::Last, _, Some(_)) => Some(Anchor::Bottom),
            _ => {
                self.move_cursor(action);
                None
            }
        }
    }

    /// How many readings there were since all was read anew.
    pub(crate) fn loads_since_reset(&self) -> u32 {
        self.loads_since_reset
    }

    /// Whether the cursor is near an end that is not the list's; numbered, so that each reading asks anew.
    pub(crate) fn next_load_number(&self) -> Option<u64> {
        self.next_request().map(|_| self.load_count)
    }

    /// What is to be read where the cursor is near an end.
    pub(crate) fn next_request(&self) -> Option<LoadRequest> {
        match (self.resume_older, self.resume_newer) {
            (Some(older), _) if self.rows.len() < self.cursor() + PREFETCH_ROWS => {
                Some(LoadRequest::Older(older))
            }
            (_, Some(newer)) if self.cursor() < PREFETCH_ROWS => Some(LoadRequest::Newer(newer)),
            _ => None,
        }
    }

    pub(crate) fn apply_page(&mut self, page: LoadedPage, hours: &DayBoundaries) {
        self.load_count += 1;
        self.loads_since_reset += 1;
        let row = |(list_cursor, entry): (ListCursor, Entry)| HistoryRow {
            date: hours.date_for_instant(entry.at.unix_seconds()),
            entry,
            list_cursor,
        };
        let older = page.older.entries.into_iter().map(row);
        let newer = page.newer.entries.into_iter().rev().map(row);
        match page.request {
            LoadRequest::Fresh(start) => {
                self.rows = newer.collect();
                let newest_of_older = self.rows.len();
                self.rows.extend(older);
                let at = if start == Anchor::Bottom { self.rows.len() } else { newest_of_older };
                self.list.select_row(at, &self.row_ids());
                (self.resume_newer, self.resume_older) = (page.newer.resume_at, page.older.resume_at);
                self.loads_since_reset = 0;
            }
            LoadRequest::Older(_) => {
                self.rows.extend(older);
                self.resume_older = page.older.resume_at;
                self.drop_newest();
            }
            LoadRequest::Newer(_) => {
                self.rows.splice(0..0, newer);
                self.list.keep_row(&self.row_ids());
                self.resume_newer = page.newer.resume_at;
                self.drop_oldest();
            }
        }
    }

    /// Shows the entries around the cursor as they are now, until all is read anew.
    pub(crate) fn refresh_near_cursor(
        &mut self,
        current: impl Fn(Id) -> Result<Option<Entry>, StoreError>,
    ) -> Result<(), StoreError> {
        let from = self.cursor().saturating_sub(PREFETCH_ROWS);
        let mut at = from;
        while at < self.rows.len().min(from + 2 * PREFETCH_ROWS) {
            match current(self.rows[at].entry.id)? {
                Some(entry) => {
                    self.rows[at].entry = entry;
                    at += 1;
                }
                None => {
                    self.rows.remove(at);
                }
            }
        }
        self.list.keep_row(&self.row_ids());
        Ok(())
    }

    fn drop_newest(&mut self) {
        let surplus = self.rows.len().saturating_sub(WINDOW_ROWS);
        let surplus = surplus.min(self.cursor().saturating_sub(PREFETCH_ROWS));
        if surplus > 0 {
            self.rows.drain(..surplus);
            self.list.keep_row(&self.row_ids());
            self.resume_newer = self.rows.first().map(|row| row.list_cursor);
        }
    }

    fn drop_oldest(&mut self) {
        let most = WINDOW_ROWS.max(self.cursor() + PREFETCH_ROWS);
        if self.rows.len() > most {
            self.rows.truncate(most);
            self.resume_older = self.rows.last().map(|row| row.list_cursor);
        }
    }
}
