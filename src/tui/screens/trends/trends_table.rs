//! A table by week, newest first: columns by their need on as many lines a week as there is room for. It knows columns
//! and rows of text, not what they say.

use crate::stats::WeekStats;
use crate::text::width::display_width;
use crate::tui::screens::trends::stats_view::StatsView;
use crate::tui::theme::Glyph;
use crate::tui::widgets::list::centred_window;
use chrono::Datelike;
use ratatui::text::{Line, Span};

const COLUMN_GAP: usize = 2;
/// Columns before the text of a further line of a week.
const INDENT: usize = 9;

pub(crate) struct WeekColumn {
    /// Its heads, the second under the first; on the right of a number, on the left of a text.
    pub heads: [String; 2],
    /// A cell a week, oldest first; none where nothing was written.
    pub cells: Vec<Option<String>>,
    pub priority: u8,
    /// It says nothing without the column before it.
    pub needs_previous: bool,
    pub is_right_aligned: bool,
}

impl WeekColumn {
    fn max_width(&self) -> usize {
        let heads = self.heads.iter().map(|head| display_width(head));
        let cells = self.cells.iter().flatten().map(|cell| display_width(cell));
        heads.chain(cells).max().unwrap_or(0)
    }

    fn pad_cell(&self, text: &str) -> String {
        let pad = " ".repeat(self.max_width().saturating_sub(display_width(text)));
        if self.is_right_aligned { format!("{pad}{text}") } else { format!("{text}{pad}") }
    }
}

/// The label of a week: `16 Nov`, with the year where the weeks are of several.
fn format_week_label(week: &WeekStats, view: &StatsView<'_>) -> String {
    let date = if has_several_years(view) { "%-d %b %Y" } else { "%-d %b" };
    week.from.format(date).to_string()
}

fn has_several_years(view: &StatsView<'_>) -> bool {
    view.stats.from.year() != view.stats.to.year()
}

/// How wide labels are, the cursor before and a blank behind them included.
pub(crate) fn label_width(view: &StatsView<'_>, title: &str) -> usize {
    (if has_several_years(view) { 12 } else { 7 }).max(display_width(title)) + 2
}

/// A panel's name over its labels, in the accent where the keys go to it.
pub(crate) fn render_title(name: &str, width: usize, view: &StatsView<'_>) -> Span<'static> {
    let style = if view.focused { view.context.theme.accent_style() } else { view.context.theme.dim_style() };
    Span::styled(format!(" {name:<width$}", width = width.saturating_sub(1)), style)
}

/// The label of a week as a cell, with the cursor where it is.
pub(crate) fn render_label(week: &WeekStats, width: usize, view: &StatsView<'_>) -> Span<'static> {
    let theme = &view.context.theme;
    let is_selected = (week.from..=week.to).contains(&view.day);
    let sign = theme.cursor_sign(is_selected && view.focused);
    let label = format_week_label(week, view);
    let label = format!("{sign}{label:<width$}", width = width.saturating_sub(1));
    Span::styled(label, theme.row_style(is_selected))
}

/// The weeks around the one of the cursor, newest first, each with its index among all of them.
pub(crate) fn visible_weeks<'a>(
    view: &StatsView<'a>,
    room: usize,
) -> impl Iterator<Item = (usize, &'a WeekStats)> {
    let newest = view.stats.weeks.iter().enumerate().rev();
    let selected = newest.clone().position(|(_, week)| week.from <= view.day).unwrap_or(0);
    let window = centred_window(selected..selected + 1, newest.len(), room);
    view.context.note_rows_below(window.end < newest.len());
    newest.skip(window.start).take(window.len())
}

/// Which columns stand on which line, and whether some have no room. A column that is blank in all the weeks goes last.
fn pack_columns(
    columns: &[WeekColumn],
    label_width: usize,
    line_count: usize,
    view: &StatsView<'_>,
) -> (Vec<Vec<usize>>, bool) {
    let mut room = vec![view.columns.saturating_sub(INDENT); line_count];
    if let Some(first) = room.first_mut() {
        *first = view.columns.saturating_sub(label_width);
    }
    let mut order: Vec<usize> = (0..columns.len()).collect();
    order.sort_by_key(|at| (columns[*at].cells.iter().all(Option::is_none), columns[*at].priority));
    let mut chosen: Vec<Vec<usize>> = vec![Vec::new(); line_count];
    let mut has_left_out = false;
    for at in order {
        let width = columns[at].max_width() + COLUMN_GAP;
        let lacks_previous =
            columns[at].needs_previous && !chosen.iter().flatten().any(|other| *other + 1 == at);
        match room.iter().position(|room| !lacks_previous && *room + 1 >= width) {
            Some(line) => {
                room[line] = room[line].saturating_sub(width);
                chosen[line].push(at);
            }
            None => has_left_out = true,
        }
    }
    chosen.iter_mut().for_each(|line| line.sort_unstable());
    chosen.retain(|line| !line.is_empty());
    (chosen, has_left_out)
}

/// The heads and the weeks around the one of the cursor, and whether some columns have no room.
pub(crate) fn render_week_table(
    name: &str,
    columns: &[WeekColumn],
    view: &StatsView<'_>,
) -> (Vec<Line<'static>>, bool) {
    let label_width = label_width(view, name);
    // A second line a week where a panel has the screen for itself.
    let line_count = if view.is_zoomed && view.height >= 12 { 2 } else { 1 };
    let (chosen, has_left_out) = pack_columns(columns, label_width, line_count, view);
    let mut lines = Vec::new();
    if view.height > 3 {
        lines.extend(render_heads(name, columns, &chosen, label_width, view));
    }
    let blank = view.context.theme.glyph(Glyph::Empty).to_string();
    let room = view.height.saturating_sub(lines.len()).div_ceil(chosen.len().max(1));
    for (index, week) in visible_weeks(view, room) {
        for (at, line) in chosen.iter().enumerate() {
            let text = join_cells(columns, line, view, |column| {
                column.cells.get(index).cloned().flatten().unwrap_or_else(|| blank.clone())
            });
            let label = if at == 0 {
                render_label(week, label_width - COLUMN_GAP, view)
            } else {
                Span::raw(" ".repeat(INDENT - COLUMN_GAP))
            };
            lines.push(Line::from(vec![label, Span::raw(text)]));
        }
    }
    lines.truncate(view.height);
    (lines, has_left_out)
}

fn join_cells(
    columns: &[WeekColumn],
    line: &[usize],
    view: &StatsView<'_>,
    cell: impl Fn(&WeekColumn) -> String,
) -> String {
    let cells = line.iter().map(|at| {
        let column = &columns[*at];
        format!("{:COLUMN_GAP$}{}", "", column.pad_cell(&view.context.theme.text(&cell(column))))
    });
    cells.collect::<String>().trim_end().to_owned()
}

fn render_heads(
    name: &str,
    columns: &[WeekColumn],
    chosen: &[Vec<usize>],
    label_width: usize,
    view: &StatsView<'_>,
) -> Vec<Line<'static>> {
    let mut lines = Vec::new();
    for (at, line) in chosen.iter().enumerate() {
        for row in 0..2 {
            let text = join_cells(columns, line, view, |column| column.heads[row].clone());
            if at > 0 && text.is_empty() {
                continue;
            }
            let label = match (at, row) {
                (0, 0) => render_title(name, label_width - COLUMN_GAP, view),
                (0, _) => Span::raw(" ".repeat(label_width - COLUMN_GAP)),
                _ => Span::raw(" ".repeat(INDENT - COLUMN_GAP)),
            };
            lines.push(Line::from(vec![label, Span::styled(text, view.context.theme.dim_style())]));
        }
    }
    lines
}
