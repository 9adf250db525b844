//! The last hand on a picture: nothing in it steers a terminal, our marks are ASCII where that is wanted, and what stands
//! where is told to whom it concerns (the terminal's cursor, the mouse).

use crate::text::ascii::ascii_cell;
use crate::text::sanitize::sanitize_text;
use crate::tui::theme::{Glyph, Theme};
use ratatui::buffer::Buffer;
use ratatui::layout::Position;
use ratatui::style::Modifier;

/// Marks the cell where typing goes on, in a picture that is being made; no terminal is ever told to blink.
pub(super) const CARET_TAG: Modifier = Modifier::RAPID_BLINK;

/// Stand before the rows of a list in a picture that is being made, the second before the row under the cursor. For
/// private use, so no font has them.
pub(super) const ROW_TAG: char = '\u{f8f0}';
pub(super) const MARKED_ROW_TAG: char = '\u{f8f1}';

/// What stands where in a finished picture.
#[derive(Default, Debug)]
pub(crate) struct PictureMarks {
    /// Where typing goes on, if it does.
    pub caret: Option<Position>,
    /// Where the rows that a cursor can be on begin, from above.
    pub rows: Vec<Position>,
    /// Which of them it is on; one at the head of its line before one further in.
    pub marked: Option<Position>,
}

impl Theme {
    pub(crate) fn finish(&self, buffer: &mut Buffer) -> PictureMarks {
        let mut marks = PictureMarks::default();
        let mut inner = None;
        for index in 0..buffer.content.len() {
            let cell = &mut buffer.content[index];
            if cell.modifier.contains(CARET_TAG) {
                cell.modifier.remove(CARET_TAG);
                marks.caret = marks.caret.or_else(|| Some(buffer.pos_of(index).into()));
            }
            let cell = &mut buffer.content[index];
            let symbol = cell.symbol();
            if symbol.bytes().all(|byte| matches!(byte, b' '..=b'~')) {
                continue;
            }
            let mut letters = symbol.chars();
            if let (Some(tag @ (ROW_TAG | MARKED_ROW_TAG)), None) = (letters.next(), letters.next()) {
                let is_marked = tag == MARKED_ROW_TAG;
                cell.set_char(if is_marked { self.glyph(Glyph::Cursor) } else { ' ' });
                let at = buffer.pos_of(index).into();
                marks.rows.push(at);
                if is_marked {
                    inner.get_or_insert(at);
                    marks.marked = marks.marked.or_else(|| is_first_in_line(buffer, at).then_some(at));
                }
                continue;
            }
            let mut safe = sanitize_text(symbol);
            let mut letters = safe.chars();
            if let (true, Some(only), None) = (self.ascii, letters.next(), letters.next())
                && let Some(form) = ascii_cell(only)
            {
                safe = form.into();
            }
            if safe != symbol {
                let safe = safe.into_owned();
                cell.set_symbol(&safe);
            }
        }
        marks.marked = marks.marked.or(inner);
        marks
    }
}

fn is_first_in_line(buffer: &Buffer, at: Position) -> bool {
    (buffer.area.x..at.x).all(|x| buffer.cell((x, at.y)).is_none_or(|cell| cell.symbol() == " "))
}
