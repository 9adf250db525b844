//! Past as it is painted: what is being typed, then the rows around the cursor under their days.

use crate::text::width::{display_width, truncate_to_width};
use crate::texts::history as texts;
use crate::tui::keys::{Action, Mode, key_name};
use crate::tui::screens::history::HistoryScreen;
use crate::tui::screens::{ClockColumn, Context, render_dimmed, render_entry_row};
use crate::tui::theme::Glyph;
use crate::tui::widgets::list::centred_window;
use crate::tui::widgets::text_input;
use chrono::NaiveDate;
use ratatui::text::Line;

impl HistoryScreen {
    pub(crate) fn render_prompt(&self, columns: usize, context: &Context<'_>) -> Option<Line<'static>> {
        let prompt = self.prompt.as_ref()?;
        let (label, hint) = texts::SEARCH_PROMPT;
        let room = columns.saturating_sub(display_width(label) + 1);
        let mut line = text_input::render_input_line(&prompt.input, room, true, &context.theme);
        line.spans.insert(0, label.into());
        if prompt.input.value().is_empty() {
            let hint = truncate_to_width(hint, room.saturating_sub(2), context.theme.glyph(Glyph::Ellipsis));
            line.push_span(ratatui::text::Span::styled(format!(" {hint}"), context.theme.dim_style()));
        }
        Some(line)
    }

    /// The rows around the cursor under the dates they belong to. The first line always names a day, so that none is
    /// in doubt.
    pub(crate) fn render_list(
        &self,
        columns: usize,
        room: usize,
        context: &Context<'_>,
    ) -> Vec<Line<'static>> {
        let rows = self.window.rows();
        if rows.is_empty() {
            let [kind, back] = [Action::NextKind, Action::Back].map(|action| key_name(Mode::Past, action));
            let text =
                texts::explain_empty_list(self.kind, &self.search_text, self.is_searching(), [&kind, &back]);
            return render_dimmed(&text, columns, &context.theme);
        }
        let mut lines: Vec<(NaiveDate, Option<usize>)> = Vec::new();
        let mut selected = 0;
        for (index, row) in rows.iter().enumerate() {
            if lines.last().is_none_or(|(date, _)| *date != row.date) {
                lines.push((row.date, None));
            }
            if index == self.window.cursor() {
                selected = lines.len();
            }
            lines.push((row.date, Some(index)));
        }
        let window = centred_window(selected..selected + 1, lines.len(), room);
        context.note_rows_below(window.end < lines.len());
        let clock = ClockColumn::for_rows(rows.iter().map(|row| (&row.entry, row.date)));
        let shown = lines.iter().skip(window.start).take(window.len()).enumerate();
        shown
            .map(|(line, (date, row))| match row {
                Some(index) if line > 0 || room < 3 => {
                    let is_selected = *index == self.window.cursor();
                    render_entry_row(&rows[*index].entry, *date, clock, is_selected, columns, context)
                }
                _ => Line::styled(format!(" {}", texts::format_day(*date)), context.theme.dim_style()),
            })
            .collect()
    }
}
