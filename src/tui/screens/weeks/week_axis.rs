//! The axis over the bands: months where they begin, the day each week begins on, and the cursor.

use crate::model::time::week_start;
use crate::text::width::display_width;
use crate::texts::weeks_screen as texts;
use crate::tui::screens::weeks::glance_view::{GlanceView, LABEL_WIDTH};
use crate::tui::theme::Glyph;
use chrono::Datelike;
use ratatui::text::{Line, Span};

/// `Sep`.
const SHORT_MONTH_WIDTH: usize = 3;

/// The month row, with `aside` at its end, and the row of days.
pub(crate) fn render_axis(view: &GlanceView<'_>, aside: &str) -> [Line<'static>; 2] {
    let theme = &view.context.theme;
    let width = view.layout.column_width * view.columns.len();
    let mut months = place_labels(width, month_labels(view));
    if view.layout.value_width > 0 && !aside.is_empty() {
        let pad = (width + 1).saturating_sub(display_width(&months));
        months = [months.as_str(), &" ".repeat(pad), aside].concat();
    }
    let months = format!("{:LABEL_WIDTH$}{months}", "");
    let (before, selected, after) = render_days(view, width);
    let days = Line::from(vec![
        Span::styled(format!("{:pad$}{before}", "", pad = LABEL_WIDTH - 1), theme.dim_style()),
        Span::styled(selected, theme.accent_style()),
        Span::styled(after, theme.dim_style()),
    ]);
    [Line::styled(months.trim_end().to_owned(), theme.dim_style()), days]
}

/// A month at its first week, the first one and each January with the year.
fn month_labels(view: &GlanceView<'_>) -> Vec<(usize, String)> {
    let mut labels = Vec::new();
    let mut previous = None;
    for (at, column) in view.columns.iter().enumerate() {
        let monday = week_start(column.week.from);
        let month = (monday.year(), monday.month());
        if previous != Some(month) {
            let with_year = previous.is_none_or(|(year, _)| year != month.0);
            labels.push((at * view.layout.column_width, texts::format_month(monday, with_year)));
            previous = Some(month);
        }
    }
    // A month that has no room before the next one goes.
    if let [first, second, ..] = labels.as_slice()
        && second.0 - first.0 < SHORT_MONTH_WIDTH + 1
    {
        labels.remove(0);
    }
    // A year that has no room before the next month goes, the month stays.
    for index in 0..labels.len().saturating_sub(1) {
        let room = labels[index + 1].0 - labels[index].0;
        if display_width(&labels[index].1) >= room {
            labels[index].1.truncate(SHORT_MONTH_WIDTH);
        }
    }
    labels
}

/// Labels at their columns; one that would touch the one before is left out.
pub(crate) fn place_labels(width: usize, labels: Vec<(usize, String)>) -> String {
    let mut row = String::new();
    for (at, label) in labels {
        let end = row.chars().count();
        if (end == 0 || end < at) && at + display_width(&label) <= width.max(4) {
            row.extend(std::iter::repeat_n(' ', at - end));
            row.push_str(&label);
        }
    }
    row
}

/// The days from one column before the first week on: up to the cursor, its sign and day, and the rest.
fn render_days(view: &GlanceView<'_>, width: usize) -> (String, String, String) {
    let theme = &view.context.theme;
    let step = view.layout.column_width;
    let mut cells: Vec<char> = vec![' '; width + 3];
    let mut put = |at: usize, text: &str| {
        for (cell, letter) in cells.iter_mut().skip(at).zip(text.chars()) {
            *cell = letter;
        }
    };
    // A label needs its digits and a gap on both sides.
    let every = 4_usize.div_ceil(step.max(1));
    let selected_at = view.selected * step;
    let day = |at: usize| {
        let column = &view.columns[at];
        texts::format_day_of_month(week_start(column.week.from))
    };
    for at in (0..view.columns.len()).filter(|at| at % every == view.selected % every) {
        if at != view.selected {
            put(at * step + 1, &day(at));
        }
    }
    let label = if view.columns.is_empty() { String::new() } else { day(view.selected) };
    let selected = format!("{}{label:<2}", theme.glyph(Glyph::Cursor));
    let end = selected_at + selected.chars().count();
    let rest: String = cells.iter().skip(end).collect();
    (cells[..selected_at].iter().collect(), selected, rest.trim_end().to_owned())
}
