//! Header, screen, status and footer on whatever room the terminal has.

use crate::model::time::format_long_date;
use crate::text::width::{align_ends, display_width, truncate_to_width, wrap_text};
use crate::texts::help_texts;
use crate::tui::app::App;
use crate::tui::app::pointer::PointerTargets;
use crate::tui::screens::{Context, Screen, max_said_rows, render_rule};
use crate::tui::theme::{Glyph, Theme};
use ratatui::Frame;
use ratatui::layout::{Position, Rect};
use ratatui::text::Line;
use ratatui::widgets::Paragraph;

/// From so many rows on the marked row of a list is told in full under it.
const MARKED_ROW_FROM: u16 = 20;
const MAX_MARKED_ROWS: usize = 3;

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
        let keys = self.format_footer(top, context, (columns, area.height));
        let said = self.wrap_status(top, context, columns, if roomy { max_said_rows(columns) } else { 1 });
        let told = match area.height {
            0..MARKED_ROW_FROM => Vec::new(),
            _ => self.wrap_marked_row(top, context, columns, MAX_MARKED_ROWS),
        };
        let foot = if roomy {
            let rows = 1 + told.len() + said.len() + keys.len();
            u16::try_from(rows).unwrap_or(area.height).min(area.height - head)
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
            let rule = Line::styled(render_rule(columns, &self.theme), self.theme.dim_style());
            frame.render_widget(Paragraph::new(rule), row(1));
        }
        let body = Rect { x: area.x, y: area.y + head, width: area.width, height: area.height - head - foot };
        self.has_rows_below.set(false);
        top.draw(frame, body, context);
        if roomy {
            let rule = render_rule_below(columns, self.has_rows_below.get(), &self.theme);
            let rule = Line::styled(rule, self.theme.dim_style());
            frame.render_widget(Paragraph::new(rule), row(area.height - foot));
        }
        // From the bottom: keys, what is said, the marked row.
        let told = told.into_iter().map(|line| Line::raw(format!(" {line}")));
        let said = said.into_iter().map(|line| Line::raw(format!(" {line}")));
        let keys = keys.into_iter().map(|line| Line::styled(line, self.theme.dim_style()));
        let lines: Vec<Line<'static>> = told.chain(said).chain(keys).collect();
        let shown = lines.len().min(usize::from(if roomy { foot - 1 } else { foot }));
        let first = area.height - u16::try_from(shown).unwrap_or(0);
        for (y, line) in (first..).zip(lines.into_iter().rev().take(shown).rev()) {
            frame.render_widget(Paragraph::new(line), row(y));
        }
        body
    }

    /// All that the marked row says, as far as it has room; it is cut with a sign that there is more.
    fn wrap_marked_row(
        &self,
        top: &dyn Screen,
        context: &Context<'_>,
        columns: usize,
        most: usize,
    ) -> Vec<String> {
        let Some(told) = top.marked_row(context) else {
            return Vec::new();
        };
        wrap_at_most(&self.theme.text(&told.replace('\n', " ")), columns, most, &self.theme)
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
        wrap_at_most(&self.theme.text(&text), columns, most, &self.theme)
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
}

/// The line across under a list or text; near its end it says that there is more.
fn render_rule_below(columns: usize, goes_on: bool, theme: &Theme) -> String {
    let rule = render_rule(columns, theme);
    let label = format!(" {} ", help_texts::MORE_BELOW);
    let width = display_width(&label) + 3;
    if !goes_on || columns < width + 4 {
        return rule;
    }
    let before: String = rule.chars().take(columns.saturating_sub(width)).collect();
    let sign = theme.glyph(Glyph::Rule);
    format!("{before}{label}{sign}{sign}")
}

/// Lines between the ends of the rules, at most so many.
fn wrap_at_most(text: &str, columns: usize, most: usize, theme: &Theme) -> Vec<String> {
    let room = columns.saturating_sub(2);
    let mut lines = wrap_text(text, room);
    if lines.len() > most {
        let rest = lines.split_off(most - 1).join(" ");
        lines.push(truncate_to_width(&rest, room, theme.glyph(Glyph::Ellipsis)));
    }
    lines
}
