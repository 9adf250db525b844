//! Paints the units of the page: the one under the cursor in view, what was struck out with a line through it.

use super::Here;
use super::rows::{Row, Unit};
use super::says;
use crate::widgets::look::Glyph;
use ratatui::style::{Modifier, Style};
use ratatui::text::{Line, Span};

pub(crate) fn lines(units: &[Unit], cursor: usize, room: usize, here: &Here<'_>) -> Vec<Line<'static>> {
    let look = &here.look;
    let mut all: Vec<Line<'static>> = Vec::new();
    let (mut first, mut last) = (0, 0);
    for (index, unit) in units.iter().enumerate() {
        if matches!(unit.what, Row::Heading(_)) || is_first_of_foot(units, index) {
            all.push(Line::default());
        }
        let picked = index == cursor;
        if picked {
            first = all.len();
        }
        let style = match (&unit.what, unit.struck) {
            (_, true) => look.dim().add_modifier(Modifier::CROSSED_OUT),
            (Row::Title | Row::Heading(_), false) => look.accent(),
            _ => Style::new(),
        };
        for (row, text) in unit.rows.iter().enumerate() {
            let mark = match (picked && row == 0, unit.struck && row == 0) {
                (true, _) => look.glyph(Glyph::Cursor).to_string(),
                (false, true) => look.text("×"),
                _ => " ".to_owned(),
            };
            let mut line =
                Line::from(vec![Span::raw(format!("{mark} ")), Span::styled(look.text(text), style)]);
            if row == 0 && unit.struck {
                line.push_span(Span::styled(format!(" {}", says::LEFT_OUT), look.dim()));
            }
            all.push(line);
        }
        if picked {
            last = all.len();
        }
    }
    // The whole unit in sight, in the middle where there is room.
    let middle = usize::midpoint(first, last).saturating_sub(room / 2);
    let top = middle.min(first).min(all.len().saturating_sub(room));
    all.into_iter().skip(top).take(room).collect()
}

/// The foot of the page stands apart from its last section.
fn is_first_of_foot(units: &[Unit], index: usize) -> bool {
    let of_section = |unit: &Unit| match &unit.what {
        Row::Line { section, .. } => section.is_some(),
        Row::Heading(_) => true,
        Row::Title => false,
    };
    index > 0 && !of_section(&units[index]) && of_section(&units[index - 1])
}
