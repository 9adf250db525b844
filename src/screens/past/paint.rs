//! Past as it is painted: what is being typed, then the rows around the cursor under their days.

use super::{Asks, Past, says};
use crate::screens::{Here, entry_row};
use crate::widgets::field;
use crate::widgets::look::Glyph;
use crate::widgets::text::{cut, width, wrap};
use chrono::NaiveDate;
use ratatui::text::Line;

impl Past {
    pub(crate) fn prompt_line(&self, columns: usize, here: &Here<'_>) -> Option<Line<'static>> {
        let prompt = self.prompt.as_ref()?;
        let (label, hint) = says::prompt(prompt.asks == Asks::Words);
        let room = columns.saturating_sub(width(label) + 1);
        let mut line = field::line(&prompt.input, room, true, &here.look);
        line.spans.insert(0, label.into());
        if prompt.input.value().is_empty() {
            let hint = cut(hint, room.saturating_sub(2), here.look.glyph(Glyph::More));
            line.push_span(ratatui::text::Span::styled(
                format!(" {}", here.look.text(&hint)),
                here.look.dim(),
            ));
        }
        Some(line)
    }

    /// The rows around the cursor under the dates they belong to. The first line always names a day, so that none is
    /// in doubt.
    pub(crate) fn list(&self, columns: usize, room: usize, here: &Here<'_>) -> Vec<Line<'static>> {
        let rows = self.pages.rows();
        if rows.is_empty() {
            let said = says::nothing(self.kind, &self.sought, self.is_looking());
            let said = wrap(&here.look.text(&said), columns.saturating_sub(2));
            return said.into_iter().map(|line| Line::styled(format!(" {line}"), here.look.dim())).collect();
        }
        let mut all: Vec<(NaiveDate, Option<usize>)> = Vec::new();
        let mut at = 0;
        for (index, row) in rows.iter().enumerate() {
            if all.last().is_none_or(|(date, _)| *date != row.date) {
                all.push((row.date, None));
            }
            if index == self.pages.cursor() {
                at = all.len();
            }
            all.push((row.date, Some(index)));
        }
        // The cursor keeps to the middle, except at the ends of the list.
        let first = at.saturating_sub(room / 2).min(all.len().saturating_sub(room));
        let shown = all.iter().skip(first).take(room).enumerate();
        shown
            .map(|(line, (date, row))| match row {
                Some(index) if line > 0 || room < 3 => {
                    let picked = *index == self.pages.cursor();
                    entry_row(&rows[*index].entry, picked, columns, here)
                }
                _ => Line::styled(format!(" {}", says::day(*date)), here.look.dim()),
            })
            .collect()
    }
}
