//! A list with one row under the cursor: moving it, keeping it on its row while others come and go, and which lines are
//! in view.

use crate::tui::keys::Action;
use std::ops::Range;

/// The cursor of a list; `Id` is what a row is found by again when the rows were read anew.
#[derive(Debug)]
pub(crate) struct List<Id> {
    cursor: usize,
    id: Option<Id>,
}

// Not derived: that would ask for an `Id` that has a default.
impl<Id> Default for List<Id> {
    fn default() -> Self {
        Self { cursor: 0, id: None }
    }
}

impl<Id: PartialEq + Clone> List<Id> {
    pub(crate) fn cursor(&self) -> usize {
        self.cursor
    }

    pub(crate) fn selected_id(&self) -> Option<&Id> {
        self.id.as_ref()
    }

    /// Moves to a row that may not have been read yet; `keep_row` goes there.
    pub(crate) fn select_id(&mut self, id: Option<Id>) {
        self.id = id;
    }

    pub(crate) fn select_row(&mut self, at: usize, rows: &[Id]) {
        self.cursor = at.min(rows.len().saturating_sub(1));
        self.id = rows.get(self.cursor).cloned();
    }

    /// Carries out a movement, a page being `page` rows; whether the action was one.
    pub(crate) fn navigate(&mut self, action: Action, page: usize, rows: &[Id]) -> bool {
        let to = move_cursor(action, self.cursor, page, rows.len());
        if let Some(to) = to {
            self.select_row(to, rows);
        }
        to.is_some()
    }

    /// Where the selected row stands among rows read anew, or what now stands in its place.
    pub(crate) fn find_row(&self, rows: &[Id]) -> usize {
        let same = self.id.as_ref().and_then(|id| rows.iter().position(|row| row == id));
        same.unwrap_or(self.cursor).min(rows.len().saturating_sub(1))
    }

    /// After the rows were read anew: to the same row, or to what now stands where it was.
    pub(crate) fn keep_row(&mut self, rows: &[Id]) {
        self.select_row(self.find_row(rows), rows);
    }
}

/// Where a movement takes a cursor among `len` rows, a page being `page` of them; none when the action is no movement.
pub(crate) fn move_cursor(action: Action, cursor: usize, page: usize, len: usize) -> Option<usize> {
    let last = len.saturating_sub(1);
    let to = match action {
        Action::Up => cursor.saturating_sub(1),
        Action::Down => cursor + 1,
        Action::PageUp => cursor.saturating_sub(page),
        Action::PageDown => cursor + page,
        Action::First => 0,
        Action::Last => last,
        _ => return None,
    };
    Some(to.min(last))
}

/// The lines in view: the selected ones in the middle but for the ends of the list, their first one always.
pub(crate) fn centred_window(selected: Range<usize>, total: usize, room: usize) -> Range<usize> {
    let middle = usize::midpoint(selected.start, selected.end).saturating_sub(room / 2);
    let first = middle.max(selected.end.saturating_sub(room)).min(selected.start);
    let first = first.min(total.saturating_sub(room));
    first..(first + room).min(total)
}

/// The lines in view, scrolled down as little as shows the selected ones, their first one always.
pub(crate) fn scrolled_window(selected: Range<usize>, total: usize, room: usize) -> Range<usize> {
    let first = selected.end.saturating_sub(room).min(selected.start);
    first..(first + room).min(total)
}
