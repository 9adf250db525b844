//! Paints the units of the page: the one under the cursor in view, what was struck out with a line through it.

use crate::texts::report_editor as texts;
use crate::tui::screens::report_editor::Context;
use crate::tui::screens::report_editor::report_rows::{EditorUnit, EditorUnitKind};
use crate::tui::theme::Glyph;
use ratatui::style::{Modifier, Style};
use ratatui::text::{Line, Span};

pub(crate) fn render_units(
    units: &[EditorUnit],
    cursor: usize,
    room: usize,
    context: &Context<'_>,
) -> Vec<Line<'static>> {
    let theme = &context.theme;
    let mut all: Vec<Line<'static>> = Vec::new();
    let (mut first, mut last) = (0, 0);
    for (index, unit) in units.iter().enumerate() {
        if matches!(unit.kind, EditorUnitKind::Heading(_)) || is_first_footer_unit(units, index) {
            all.push(Line::default());
        }
        let picked = index == cursor;
        if picked {
            first = all.len();
        }
        let style = match (&unit.kind, unit.is_struck) {
            (_, true) => theme.dim_style().add_modifier(Modifier::CROSSED_OUT),
            (EditorUnitKind::Title | EditorUnitKind::Heading(_), false) => theme.accent_style(),
            _ => Style::new(),
        };
        for (row, text) in unit.rows.iter().enumerate() {
            let mark = match (picked && row == 0, unit.is_struck && row == 0) {
                (true, _) => theme.glyph(Glyph::Cursor).to_string(),
                (false, true) => theme.text("×"),
                _ => " ".to_owned(),
            };
            let mut line =
                Line::from(vec![Span::raw(format!("{mark} ")), Span::styled(theme.text(text), style)]);
            if row == 0 && unit.is_struck {
                line.push_span(Span::styled(format!(" {}", texts::LEFT_OUT), theme.dim_style()));
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
fn is_first_footer_unit(units: &[EditorUnit], index: usize) -> bool {
    let of_section = |unit: &EditorUnit| match &unit.kind {
        EditorUnitKind::Line { section, .. } => section.is_some(),
        EditorUnitKind::Heading(_) => true,
        EditorUnitKind::Title => false,
    };
    index > 0 && !of_section(&units[index]) && of_section(&units[index - 1])
}
