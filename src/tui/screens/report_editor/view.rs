//! Paints the units of the page: the one under the cursor in view, what was struck out with a line through it.

use crate::tui::screens::report_editor::Context;
use crate::tui::screens::report_editor::report_rows::{EditorUnit, EditorUnitKind};
use crate::tui::widgets::list::centred_window;
use ratatui::style::{Modifier, Style};
use ratatui::text::{Line, Span};

pub(crate) fn render_units(
    units: &[EditorUnit],
    cursor: usize,
    room: usize,
    context: &Context<'_>,
) -> Vec<Line<'static>> {
    let theme = &context.theme;
    let mut lines: Vec<Line<'static>> = Vec::new();
    let mut selected = 0..0;
    for (index, unit) in units.iter().enumerate() {
        if matches!(unit.kind, EditorUnitKind::Heading(_))
            || is_first_moment(units, index)
            || is_first_footer_unit(units, index)
        {
            lines.push(Line::default());
        }
        let is_selected = index == cursor;
        let start = lines.len();
        let style = match (&unit.kind, unit.is_struck) {
            (_, true) => theme.dim_style().add_modifier(Modifier::CROSSED_OUT),
            (EditorUnitKind::Title | EditorUnitKind::Heading(_), false) => theme.accent_style(),
            _ => Style::new(),
        };
        for (row, text) in unit.rows.iter().enumerate() {
            let mark = match row {
                0 if unit.is_struck && !is_selected => theme.text("×"),
                0 => theme.cursor_sign(is_selected).to_string(),
                _ => " ".to_owned(),
            };
            let mut line = Line::from(vec![Span::raw(format!("{mark} ")), Span::styled(text.clone(), style)]);
            if row == 0 && unit.is_struck {
                line.push_span(Span::styled(format!(" {}", unit.off_sheet_label), theme.dim_style()));
            }
            lines.push(line);
        }
        if is_selected {
            selected = start..lines.len();
        }
    }
    let window = centred_window(selected, lines.len(), room);
    context.note_rows_below(window.end < lines.len());
    lines.into_iter().skip(window.start).take(window.len()).collect()
}

/// The moments stand apart from the head.
fn is_first_moment(units: &[EditorUnit], index: usize) -> bool {
    let is_moment = |unit: &EditorUnit| matches!(unit.kind, EditorUnitKind::Moment(_));
    is_moment(&units[index]) && index.checked_sub(1).is_none_or(|before| !is_moment(&units[before]))
}

/// The foot of the page stands apart from its last section.
fn is_first_footer_unit(units: &[EditorUnit], index: usize) -> bool {
    let of_section = |unit: &EditorUnit| match &unit.kind {
        EditorUnitKind::Line { section, .. } => section.is_some(),
        EditorUnitKind::Heading(_) | EditorUnitKind::Moment(_) => true,
        EditorUnitKind::Title => false,
    };
    index > 0 && !of_section(&units[index]) && of_section(&units[index - 1])
}
