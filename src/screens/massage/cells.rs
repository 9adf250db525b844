//! What a digit picks: the areas in a row, and the nine cues in two columns.
//!
//! ```text
//!   touching       [1 legs]  2 tummy   3 chest   4 arms   5 face   6 back   7 movements
//!   engaged · wants more                   disengaged · wants a change
//!    1 looks at my face   4 turns to me    [5 looks away]       8 fusses
//!    2 smiles                               6 arches back       9 cries
//!    3 coos                                 7 hiccups
//! ```

use super::{Massage, words};
use crate::journal::Points;
use crate::journal::tell::plain;
use crate::screens::form::field::{Answer, Field};
use crate::screens::form::words::group;
use crate::widgets::look::{Glyph, Look};
use crate::widgets::text::{fit, width};
use crate::words::{List, cue, word};
use ratatui::style::Style;
use ratatui::text::{Line, Span};

impl Massage {
    /// The areas, each with its digit, those touched in brackets.
    pub(crate) fn places(&self, columns: usize, look: &Look) -> Vec<Line<'static>> {
        let Some(Field { answer: Answer::Pick(pick), .. }) = self.field("areas") else {
            return Vec::new();
        };
        let at = self.is_at("areas");
        let finding = at && !pick.find.value().is_empty();
        let now = self.touching.as_ref().filter(|_| self.is_live());
        let cells = pick.shown().into_iter().enumerate().map(|(n, choice)| {
            let known = word(List::Areas, &choice.code);
            let words = known.map_or(choice.words.as_str(), |word| word.short.as_str());
            let here = now == Some(&choice.code);
            cell(n, words, pick.picked.contains(&choice.code), here, look)
        });
        let mark = if at { look.glyph(Glyph::Cursor) } else { ' ' };
        let style = if at { look.accent() } else { look.dim() };
        let mut lines = Vec::new();
        for mut row in flow(cells, columns.saturating_sub(13)) {
            let label = if lines.is_empty() {
                format!(" {mark} {}", fit(words::label("areas"), 9, ' '))
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
    pub(crate) fn cues(&self, columns: usize, look: &Look) -> Vec<Line<'static>> {
        let Some(field) = self.field("cues") else {
            return Vec::new();
        };
        let Answer::Pick(pick) = &field.answer else {
            return Vec::new();
        };
        let shown = pick.shown().into_iter().enumerate();
        let mut sides: [Vec<Cell>; 3] = Default::default();
        for (n, choice) in shown {
            let side = match points_of(choice.group) {
                Some(Points::Engagement) => 0,
                Some(Points::Disengagement) => 1,
                None => 2,
            };
            let short = cue(&choice.code).map_or(&choice.words, |cue| &cue.short);
            let picked = pick.picked.contains(&choice.code);
            let made = |words: &str| cell(n, &plain(words), picked, false, look);
            sides[side].push(Cell { full: made(&choice.words), short: made(short) });
        }
        let [left, right, either] = sides;
        let half = columns.saturating_sub(2) / 2;
        let mut lines = two_columns(left, right, half, self.is_at("cues"), look);
        lines.extend(could_be_either(either, columns, look));
        lines
    }
}

/// One cue in its full words, and in the short ones for a narrow column.
struct Cell {
    full: Span<'static>,
    short: Span<'static>,
}

fn two_columns(
    left: Vec<Cell>,
    right: Vec<Cell>,
    half: usize,
    open: bool,
    look: &Look,
) -> Vec<Line<'static>> {
    let (mark, style) = if open { (look.glyph(Glyph::Cursor), look.accent()) } else { (' ', look.dim()) };
    let headings = [Some(Points::Engagement), Some(Points::Disengagement)].map(|points| {
        let heading = fit(&look.text(group(points)), half.saturating_sub(2), ' ');
        let mark = if points == Some(Points::Engagement) { mark } else { ' ' };
        Span::styled(format!(" {mark}{heading}"), style)
    });
    let mut lines = vec![Line::from(headings.to_vec())];
    let more = look.glyph(Glyph::More);
    let (left, right) = (stacked(&left, half, more), stacked(&right, half, more));
    for n in 0..left.len().max(right.len()) {
        let mut spans = vec![Span::raw(" ")];
        let blank = || vec![Span::raw(" ".repeat(half))];
        spans.extend(left.get(n).cloned().unwrap_or_else(blank));
        spans.extend(right.get(n).cloned().unwrap_or_default());
        lines.push(Line::from(spans));
    }
    lines
}

/// The family's own cues that point no one way.
fn could_be_either(cells: Vec<Cell>, columns: usize, look: &Look) -> Vec<Line<'static>> {
    if cells.is_empty() {
        return Vec::new();
    }
    let label = format!("  {} ", look.text(group(None)));
    let indent = width(&label);
    let cells = cells.into_iter().map(|cell| cell.full);
    let rows = flow(cells, columns.saturating_sub(indent));
    let rows = rows.into_iter().enumerate().map(|(n, row)| {
        let head = if n == 0 { label.as_str() } else { "" };
        let mut spans = vec![Span::styled(fit(head, indent, ' '), look.dim())];
        spans.extend(row);
        Line::from(spans)
    });
    rows.collect()
}

/// Which way the cues under a heading point.
fn points_of(heading: &str) -> Option<Points> {
    [Points::Engagement, Points::Disengagement].into_iter().find(|points| group(Some(*points)) == heading)
}

/// One option: its digit and words, in brackets when picked, marked when the hands are there.
fn cell(n: usize, words: &str, picked: bool, here: bool, look: &Look) -> Span<'static> {
    let (open, close) = if picked { ('[', ']') } else { (' ', ' ') };
    let digit = if n < 9 { format!("{} ", n + 1) } else { String::new() };
    let mark = if here { look.glyph(Glyph::Cursor).to_string() } else { String::new() };
    let text = format!("{mark}{open}{digit}{}{close}", look.text(words));
    let style = if picked { look.accent() } else { Style::new() };
    Span::styled(text, style)
}

/// Cells one after the other, wrapped.
fn flow(cells: impl IntoIterator<Item = Span<'static>>, room: usize) -> Vec<Vec<Span<'static>>> {
    let mut rows: Vec<Vec<Span<'static>>> = vec![Vec::new()];
    let mut used = 0;
    for cell in cells {
        let wide = width(&cell.content);
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
fn stacked(cells: &[Cell], room: usize, more: char) -> Vec<Vec<Span<'static>>> {
    let across = if cells.len() > 3 && room >= 38 { 2 } else { 1 };
    let down = cells.len().div_ceil(across);
    let wide = [room.div_ceil(2) + 1, room / 2 - 1];
    let put = |row: usize, column: usize| {
        let wide = if across == 1 { room } else { wide[column] };
        let Some(cell) = cells.get(row + column * down) else {
            return Span::raw(" ".repeat(wide));
        };
        let fits = width(&cell.full.content) <= wide;
        let cell = if fits { &cell.full } else { &cell.short };
        Span::styled(fit(&cell.content, wide, more), cell.style)
    };
    (0..down).map(|row| (0..across).map(|column| put(row, column)).collect()).collect()
}
