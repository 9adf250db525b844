//! Header, screen, status and footer on whatever room the terminal has.

use crate::model::time::format_long_date;
use crate::text::width::{align_ends, display_width, truncate_to_width, wrap_text};
use crate::tui::app::App;
use crate::tui::app::pointer::PointerTargets;
use crate::tui::keys::{Action, Binding, footer_bindings};
use crate::tui::screens::{Context, Screen, render_rule};
use crate::tui::theme::Glyph;
use ratatui::Frame;
use ratatui::layout::{Position, Rect};
use ratatui::text::Line;
use ratatui::widgets::Paragraph;

impl App {
    /// Paints header, screen, status and footer on whatever room there is.
    pub fn draw(&self, frame: &mut Frame<'_>) {
        self.draw_and_mark(frame);
    }

    /// The same. The terminal's cursor is put where typing goes on; where nothing is typed, this answers where the cursor
    /// belongs though it is not shown: screen readers, magnifiers and Braille displays follow it.
    pub fn draw_and_mark(&self, frame: &mut Frame<'_>) -> Option<Position> {
        let area = frame.area();
        let top = self.screens.last()?;
        frame.buffer_mut().set_style(area, self.theme.base_style());
        let context = self.build_context();
        let body = if top.is_covering_all() {
            top.draw(frame, area, &context);
            area
        } else {
            self.draw_top_screen(frame, top.as_ref(), &context)
        };
        let marks = self.theme.finish(frame.buffer_mut());
        let (caret, marked) = (marks.caret, marks.marked);
        if self.wants_mouse() {
            self.pointer_targets.replace(PointerTargets::of_picture(frame.buffer_mut(), body, marks));
        }
        if let Some(caret) = caret {
            frame.set_cursor_position(caret);
            return None;
        }
        marked.or(Some(body.as_position()))
    }

    fn draw_top_screen(&self, frame: &mut Frame<'_>, top: &dyn Screen, context: &Context<'_>) -> Rect {
        let area = frame.area();
        let columns = usize::from(area.width);
        let row = |y: u16| Rect { x: area.x, y: area.y + y, width: area.width, height: 1 };
        let roomy = area.height >= 12;
        let head = if roomy { 2 } else { u16::from(area.height >= 6) };
        let said = self.wrap_status(top, context, columns, if roomy { 3 } else { 1 });
        let foot = if roomy {
            2 + u16::try_from(said.len()).unwrap_or(1)
        } else {
            (area.height.saturating_sub(head)).min(2)
        };
        if head > 0 {
            frame.render_widget(
                Paragraph::new(Line::styled(
                    self.format_header(top, context, columns),
                    self.theme.accent_style(),
                )),
                row(0),
            );
        }
        if roomy {
            for y in [1, area.height - foot] {
                frame.render_widget(
                    Paragraph::new(Line::styled(render_rule(columns, &self.theme), self.theme.dim_style())),
                    row(y),
                );
            }
        }
        let body = Rect { x: area.x, y: area.y + head, width: area.width, height: area.height - head - foot };
        top.draw(frame, body, context);
        // Whether there is more below is known once it is drawn.
        let said = match self.wrap_status(top, context, columns, said.len()) {
            drawn if drawn.len() == said.len() => drawn,
            _ => said,
        };
        if foot >= 2 {
            for (y, line) in (area.height - 1 - said.len() as u16..).zip(said) {
                frame.render_widget(Paragraph::new(format!(" {line}")), row(y));
            }
        }
        if foot >= 1 {
            let line = Line::styled(self.format_footer(top, context, columns), self.theme.dim_style());
            frame.render_widget(Paragraph::new(line), row(area.height - 1));
        }
        body
    }

    /// The status line: as many rows as its sentence needs, so that what to do is never the part cut off.
    fn wrap_status(
        &self,
        top: &dyn Screen,
        context: &Context<'_>,
        columns: usize,
        most: usize,
    ) -> Vec<String> {
        let text = match self.describe_awaited_job() {
            Some(work) => work,
            None if self.status.is_empty() => top.status_hint(context),
            None => self.status.replace('\n', " "),
        };
        let more = self.theme.glyph(Glyph::Ellipsis);
        let room = columns.saturating_sub(2);
        let mut lines = wrap_text(&self.theme.text(&text), room);
        if lines.len() > most {
            let rest = lines.split_off(most - 1).join(" ");
            lines.push(truncate_to_width(&rest, room, more));
        }
        lines
    }

    fn format_header(&self, top: &dyn Screen, context: &Context<'_>, columns: usize) -> String {
        let carer = self.family.selected_carer().map_or("", |carer| carer.display_name());
        let left = format!(" {}", top.heading_text(context));
        let day = format_long_date(self.now.local_date());
        let rights = [
            format!("{day}  {}     {} ", self.now.format_hm(), carer),
            format!(
                "{}  {}  {} ",
                self.now.local_datetime().format("%a %-d %b"),
                self.now.format_hm(),
                carer
            ),
            format!("{} ", self.now.format_hm()),
        ];
        let fits = rights.iter().find(|right| display_width(&left) + display_width(right) < columns);
        let more = self.theme.glyph(Glyph::Ellipsis);
        align_ends(&left, fits.map_or("", String::as_str), columns, more)
    }

    /// The keys that matter here, as many as fit; support and help are always the last.
    fn format_footer(&self, top: &dyn Screen, context: &Context<'_>, columns: usize) -> String {
        let rows = footer_bindings(self.current_mode());
        let offered = rows.into_iter().filter(|row| top.is_action_offered(row.action, context));
        let (last, others): (Vec<_>, Vec<_>) =
            offered.partition(|row| matches!(row.action, Action::Support | Action::Help));
        let describe = |row: &&Binding| {
            let word = top.action_label(row.action, context).unwrap_or(row.label);
            format!("{} {word}", row.key.display_name(self.theme.ascii))
        };
        let last = last.iter().map(describe).collect::<Vec<_>>().join("   ");
        let mut line = String::new();
        for word in others.iter().map(describe) {
            if 1 + display_width(&line) + display_width(&word) + 3 + display_width(&last) > columns {
                break;
            }
            line.push_str(&word);
            line.push_str("   ");
        }
        truncate_to_width(&format!(" {line}{last}"), columns, self.theme.glyph(Glyph::Ellipsis))
    }
}
