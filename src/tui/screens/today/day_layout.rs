//! Where the parts of Today stand: one under the other, and on a wide terminal twins' days, or last night, beside the day.

use crate::text::width::truncate_to_width;
use crate::tui::screens::today::baby_day::BabyDay;
use crate::tui::screens::today::{LABEL_WIDTH, TodayScreen};
use crate::tui::screens::{Context, coverage, render_dimmed, render_rule};
use crate::tui::theme::Glyph;
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::Line;
use ratatui::widgets::Paragraph;

/// From so many columns on there is room beside the day.
const WIDE_COLUMNS: usize = 120;
/// So wide is a day beside another at least.
const DAY_COLUMNS: usize = 59;
/// So wide is last night beside the day.
const NIGHT_COLUMNS: usize = 46;

impl TodayScreen {
    pub(crate) fn draw_days(&self, frame: &mut Frame<'_>, area: Rect, context: &Context<'_>) {
        let columns = usize::from(area.width);
        let is_closed = context.family.is_selected_baby_closed();
        let is_wide = columns >= WIDE_COLUMNS && area.height >= 12 && !is_closed;
        match self.other_days.is_empty() {
            false if is_wide => self.draw_side_by_side(frame, area, context),
            true if is_wide => self.draw_with_night(frame, area, context),
            _ => {
                let lines = self.render_alone((columns, usize::from(area.height)), context);
                frame.render_widget(Paragraph::new(lines), area);
            }
        }
    }

    fn render_alone(&self, (columns, rows): (usize, usize), context: &Context<'_>) -> Vec<Line<'static>> {
        let mut lines = if context.family.is_selected_baby_closed() {
            self.render_closed_pages(columns, context)
        } else {
            let mut head = render_day_head(&self.day, (columns, rows), true, context);
            head.extend(self.render_marks(columns, context));
            head
        };
        let room = rows.saturating_sub(lines.len());
        lines.extend(self.day.render_list(Some(self.list.cursor()), (columns, room), true, context));
        lines
    }

    fn render_marks(&self, columns: usize, context: &Context<'_>) -> Vec<Line<'static>> {
        let marks = coverage::describe_coverage(self.shown_date(context), context);
        marks.iter().flat_map(|mark| render_dimmed(mark, columns, &context.theme)).collect()
    }

    /// The babies in the family's order, as many as there is room for; the one who is shown has the cursor.
    fn draw_side_by_side(&self, frame: &mut Frame<'_>, area: Rect, context: &Context<'_>) {
        let shown = context.family.selected_baby().map(|baby| baby.id);
        let mut order = context.family.open_babies().map(|baby| baby.id);
        let at = order.position(|id| Some(id) == shown).unwrap_or(0);
        let mut days: Vec<(&str, &BabyDay, bool)> =
            self.other_days.iter().map(|(name, day)| (name.as_str(), day, false)).collect();
        let name = context.baby_name();
        days.insert(at.min(days.len()), (name, &self.day, true));
        let room = (usize::from(area.width) / DAY_COLUMNS).clamp(1, days.len());
        // The one who is shown is always among them.
        let first = (at + 1).saturating_sub(room);
        let width = area.width / u16::try_from(room).unwrap_or(1);
        for (place, (name, day, is_shown)) in (0..).zip(days.iter().skip(first).take(room)) {
            let part = Rect { x: area.x + width * place, width, ..area };
            let size = (usize::from(part.width), usize::from(part.height).saturating_sub(1));
            let style = if *is_shown { context.theme.accent_style() } else { context.theme.dim_style() };
            let mut lines = vec![Line::styled(
                format!(
                    " {}",
                    truncate_to_width(name, size.0.saturating_sub(1), context.theme.glyph(Glyph::Ellipsis))
                ),
                style,
            )];
            if *is_shown {
                lines.extend(self.render_alone(size, context));
            } else {
                lines.extend(render_day_head(day, size, false, context));
                let left = (size.0, (size.1 + 1).saturating_sub(lines.len()));
                lines.extend(day.render_list(None, left, true, context));
            }
            frame.render_widget(Paragraph::new(lines), part);
        }
    }

    /// The strip over the whole width; the day's entries, and beside them the night before.
    fn draw_with_night(&self, frame: &mut Frame<'_>, area: Rect, context: &Context<'_>) {
        let (columns, rows) = (usize::from(area.width), usize::from(area.height));
        let head = render_day_head(&self.day, (columns, rows), true, context);
        let top = u16::try_from(head.len()).unwrap_or(area.height).min(area.height);
        frame.render_widget(Paragraph::new(head), area);
        let below = Rect { y: area.y + top, height: area.height - top, ..area };
        let night = NIGHT_COLUMNS.max(columns * 2 / 5);
        let night_width = u16::try_from(night).unwrap_or(area.width).min(area.width);
        let left = Rect { width: area.width - night_width, ..below };
        let right = Rect { x: left.x + left.width, width: night_width, ..below };
        let cursor = Some(self.list.cursor());
        let mut lines = self.render_marks(usize::from(left.width), context);
        let room = usize::from(left.height).saturating_sub(lines.len());
        lines.extend(self.day.render_list(cursor, (usize::from(left.width), room), false, context));
        frame.render_widget(Paragraph::new(lines), left);
        let size = (night, usize::from(right.height));
        frame.render_widget(Paragraph::new(self.day.render_night_before(cursor, size, context)), right);
    }
}

/// The strip, the day's sentence and a line across, as far as there is room.
fn render_day_head(
    day: &BabyDay,
    (columns, rows): (usize, usize),
    is_asked: bool,
    context: &Context<'_>,
) -> Vec<Line<'static>> {
    let mut lines = Vec::new();
    if rows >= 9 && columns > LABEL_WIDTH + 24 {
        lines.extend(day.render_timeline(columns, context));
        if rows >= 12 {
            lines.extend(day.render_summary(columns, is_asked, context));
        }
        lines.push(Line::styled(render_rule(columns, &context.theme), context.theme.dim_style()));
    }
    lines
}
