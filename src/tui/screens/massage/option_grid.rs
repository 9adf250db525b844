//! What a digit picks: the areas in a row, and the nine cues in two columns.
//!
//! ```text
//!   touching       [1 legs]  2 tummy   3 chest   4 arms   5 face   6 back   7 movements
//!   engaged · wants more                   disengaged · wants a change
//!    1 looks at my face   4 turns to me    [5 looks away]       8 fusses
//!    2 smiles                               6 arches back       9 cries
//!    3 coos                                 7 hiccups
//! ```

use crate::model::CueDirection;
use crate::model::describe::sanitize_text;
use crate::model::fields::keys;
use crate::text::width::{display_width, pad_to_width};
use crate::tui::screens::entry_form::entry_form_texts::direction_heading;
use crate::tui::screens::entry_form::form_field::{FieldAnswer, FormField};
use crate::tui::screens::massage::MassageScreen;
use crate::tui::screens::massage::focus_order::part_label;
use crate::tui::theme::{Glyph, Theme};
use crate::vocabulary::{WordList, find_cue_by_id, find_word};
use ratatui::text::{Line, Span};

impl MassageScreen {
    /// The areas, each with its digit, those touched in brackets.
    pub(crate) fn render_areas(&self, columns: usize, look: &Theme) -> Vec<Line<'static>> {
        let Some(FormField { answer: FieldAnswer::Pick(pick), .. }) = self.part_field(keys::AREAS) else {
            return Vec::new();
        };
        let at = self.is_part_focused(keys::AREAS);
        let finding = at && !pick.search_input.value().is_empty();
        let now = self.current_area.as_ref().filter(|_| self.is_live());
        let cells = pick.visible_options().into_iter().enumerate().map(|(n, choice)| {
            let known = find_word(WordList::Areas, &choice.code);
            let words = known.map_or(choice.label.as_str(), |word| word.short.as_str());
            let context = now == Some(&choice.code);
            render_option(n, words, pick.picked.contains(&choice.code), context, look)
        });
        let mark = look.cursor_sign(at);
        let style = if at { look.accent_style() } else { look.dim_style() };
        let mut lines = Vec::new();
        for mut row in wrap_spans(cells, columns.saturating_sub(13)) {
            let label = if lines.is_empty() {
                format!(" {mark} {}", pad_to_width(part_label(keys::AREAS), 9, ' '))
            } else {
                " ".repeat(12)
            };
            row.insert(0, Span::styled(label, style));
            lines.push(Line::from(row));
        }
        if finding {
            lines.truncate(1);
        }
        lines
    }

    /// The nine in two columns, or what the typed letters find.
    pub(crate) fn render_cues(&self, columns: usize, look: &Theme) -> Vec<Line<'static>> {
        let Some(field) = self.part_field(keys::CUES) else {
            return Vec::new();
        };
        let FieldAnswer::Pick(pick) = &field.answer else {
            return Vec::new();
        };
        let shown = pick.visible_options().into_iter().enumerate();
        let mut sides: [Vec<CueCell>; 3] = Default::default();
        for (n, choice) in shown {
            let side = match direction_from_heading(choice.group) {
                Some(CueDirection::Engagement) => 0,
                Some(CueDirection::Disengagement) => 1,
                None => 2,
            };
            let short = find_cue_by_id(&choice.code).map_or(&choice.label, |cue| &cue.short);
            let picked = pick.picked.contains(&choice.code);
            let made = |words: &str| render_option(n, &sanitize_text(words), picked, false, look);
            sides[side].push(CueCell { full: made(&choice.label), short: made(short) });
        }
        let [left, right, either] = sides;
        let half = columns.saturating_sub(2) / 2;
        let mut lines = render_two_columns(left, right, half, self.is_part_focused(keys::CUES), look);
        lines.extend(render_undirected_cues(either, columns, look));
        lines
    }
}

/// One cue in its full words, and in the short ones for a narrow column.
struct CueCell {
    full: Span<'static>,
    short: Span<'static>,
}

fn render_two_columns(
    left: Vec<CueCell>,
    right: Vec<CueCell>,
    half: usize,
    open: bool,
    look: &Theme,
) -> Vec<Line<'static>> {
    let (mark, style) =
        if open { (look.glyph(Glyph::Cursor), look.accent_style()) } else { (' ', look.dim_style()) };
    let headings = [Some(CueDirection::Engagement), Some(CueDirection::Disengagement)].map(|points| {
        let heading = pad_to_width(direction_heading(points), half.saturating_sub(2), ' ');
        let mark = if points == Some(CueDirection::Engagement) { mark } else { ' ' };
        Span::styled(format!(" {mark}{heading}"), style)
    });
    let mut lines = vec![Line::from(headings.to_vec())];
    let more = look.glyph(Glyph::Ellipsis);
    let (left, right) = (stack_cells(&left, half, more), stack_cells(&right, half, more));
    for n in 0..left.len().max(right.len()) {
        let mut spans = vec![Span::raw(" ")];
        let blank = || vec![Span::raw(" ".repeat(half))];
        spans.extend(left.get(n).cloned().unwrap_or_else(blank));
        spans.extend(right.get(n).cloned().unwrap_or_default());
        lines.push(Line::from(spans));
    }
    lines
}

/// The cues that could be either.
fn render_undirected_cues(cells: Vec<CueCell>, columns: usize, look: &Theme) -> Vec<Line<'static>> {
    if cells.is_empty() {
        return Vec::new();
    }
    let label = format!("  {} ", direction_heading(None));
    let indent = display_width(&label);
    let cells = cells.into_iter().map(|cell| cell.full);
    let rows = wrap_spans(cells, columns.saturating_sub(indent));
    let rows = rows.into_iter().enumerate().map(|(n, row)| {
        let head = if n == 0 { label.as_str() } else { "" };
        let mut spans = vec![Span::styled(pad_to_width(head, indent, ' '), look.dim_style())];
        spans.extend(row);
        Line::from(spans)
    });
    rows.collect()
}

/// Which way the cues under a heading point.
fn direction_from_heading(heading: &str) -> Option<CueDirection> {
    [CueDirection::Engagement, CueDirection::Disengagement]
        .into_iter()
        .find(|points| direction_heading(Some(*points)) == heading)
}

/// One option: its digit and words, in brackets when picked, marked when the hands are there.
fn render_option(n: usize, words: &str, picked: bool, context: bool, look: &Theme) -> Span<'static> {
    let (open, close) = if picked { ('[', ']') } else { (' ', ' ') };
    let digit = if n < 9 { format!("{} ", n + 1) } else { String::new() };
    let mark = if context { look.glyph(Glyph::Cursor).to_string() } else { String::new() };
    let text = format!("{mark}{open}{digit}{words}{close}");
    let style = look.row_style(picked);
    Span::styled(text, style)
}

/// Cells one after the other, wrapped.
fn wrap_spans(cells: impl IntoIterator<Item = Span<'static>>, room: usize) -> Vec<Vec<Span<'static>>> {
    let mut rows: Vec<Vec<Span<'static>>> = vec![Vec::new()];
    let mut used = 0;
    for cell in cells {
        let wide = display_width(&cell.content);
        if used > 0 && used + wide > room {
            rows.push(Vec::new());
            used = 0;
        }
        used += wide;
        if let Some(row) = rows.last_mut() {
            row.push(cell);
        }
    }
    rows
}

/// Cells one below the other, in two columns where they are wide enough, each row filled to `room`.
fn stack_cells(cells: &[CueCell], room: usize, more: char) -> Vec<Vec<Span<'static>>> {
    let across = if cells.len() > 3 && room >= 38 { 2 } else { 1 };
    let down = cells.len().div_ceil(across);
    let wide = [room.div_ceil(2) + 1, room / 2 - 1];
    let put = |row: usize, column: usize| {
        let wide = if across == 1 { room } else { wide[column] };
        let Some(cell) = cells.get(row + column * down) else {
            return Span::raw(" ".repeat(wide));
        };
        let fits = display_width(&cell.full.content) <= wide;
        let cell = if fits { &cell.full } else { &cell.short };
        Span::styled(pad_to_width(&cell.content, wide, more), cell.style)
    };
    (0..down).map(|row| (0..across).map(|column| put(row, column)).collect()).collect()
}
