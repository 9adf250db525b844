//! A table by week, newest first: columns by their need on as many lines a week as there is room for. It knows columns
//! and rows of text, not what they say.

use crate::stats::WeekStats;
use crate::text::width::display_width;
use crate::tui::screens::trends::stats_view::StatsView;
use crate::tui::theme::Glyph;
use crate::tui::widgets::list::centred_window;
use chrono::Datelike;
use ratatui::style::Style;
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

/// The label of a week: `16 Nov`, with the year where the weeks are of several; one column is kept for the cursor.
pub(crate) fn format_week_label(week: &WeekStats, view: &StatsView<'_>) -> String {
    let several = view.stats.from.year() != view.stats.to.year();
    let date = if several { "%-d %b %Y" } else { "%-d %b" };
    week.from.format(date).to_string()
}

/// How wide labels are, the cursor before and a blank behind them included.
pub(crate) fn label_width(view: &StatsView<'_>, title: &str) -> usize {
    let several = view.stats.from.year() != view.stats.to.year();
    (if several { 12 } else { 7 }).max(display_width(title)) + 2
}

/// A panel's name over its labels, in the accent where the keys go to it.
pub(crate) fn render_title(name: &str, wide: usize, view: &StatsView<'_>) -> Span<'static> {
    let style = if view.focused { view.context.theme.accent_style() } else { view.context.theme.dim_style() };
    Span::styled(format!(" {name:<pad$}", pad = wide.saturating_sub(1)), style)
}

/// The label of a week as a cell, with the cursor where it is.
pub(crate) fn render_label(week: &WeekStats, wide: usize, view: &StatsView<'_>) -> Span<'static> {
    let theme = &view.context.theme;
    let picked = (week.from..=week.to).contains(&view.day);
    let sign = match picked && view.focused {
        true => theme.glyph(Glyph::Cursor),
        false => ' ',
    };
    let style = if picked { theme.accent_style() } else { Style::new() };
    let label = format_week_label(week, view);
    Span::styled(format!("{sign}{label:<pad$}", pad = wide.saturating_sub(1)), style)
}

/// Which columns stand on which line, and whether some have no room. A column that is blank in all the weeks goes last.
fn pack_columns(
    columns: &[WeekColumn],
    first: usize,
    lines: usize,
    view: &StatsView<'_>,
) -> (Vec<Vec<usize>>, bool) {
    let mut left = vec![view.columns.saturating_sub(INDENT); lines];
    if let Some(top) = left.first_mut() {
        *top = view.columns.saturating_sub(first);
    }
    let mut order: Vec<usize> = (0..columns.len()).collect();
    order.sort_by_key(|at| (columns[*at].cells.iter().all(Option::is_none), columns[*at].priority));
    let mut chosen: Vec<Vec<usize>> = vec![Vec::new(); lines];
    let mut without = false;
    for at in order {
        let wide = columns[at].max_width() + COLUMN_GAP;
        let alone = columns[at].needs_previous && !chosen.iter().flatten().any(|other| *other + 1 == at);
        let mut rooms = left.iter().map(|left| if alone { 0 } else { *left + 1 });
        match rooms.position(|room| room >= wide) {
            Some(line) => {
                left[line] = left[line].saturating_sub(wide);
                chosen[line].push(at);
            }
            None => without = true,
        }
    }
    chosen.iter_mut().for_each(|line| line.sort_unstable());
    chosen.retain(|line| !line.is_empty());
    (chosen, without)
}

/// The heads and the weeks around the one of the cursor, and whether some columns have no room.
pub(crate) fn render_week_table(
    name: &str,
    columns: &[WeekColumn],
    view: &StatsView<'_>,
) -> (Vec<Line<'static>>, bool) {
    let first = label_width(view, name);
    let weeks = view.stats.weeks.len();
    // A second line a week where a panel has the screen for itself.
    let lines = if view.is_zoomed && view.height >= 12 { 2 } else { 1 };
    let (chosen, without) = pack_columns(columns, first, lines, view);
    let mut out = Vec::new();
    if view.height > 3 {
        out.extend(render_heads(name, columns, &chosen, first, view));
    }
    let each = chosen.len().max(1);
    let room = view.height.saturating_sub(out.len()).div_ceil(each);
    let newest = view.stats.weeks.iter().enumerate().rev();
    let row = newest.clone().position(|(_, week)| week.from <= view.day);
    let at = row.unwrap_or(0);
    let from = centred_window(at..at + 1, weeks, room).start;
    for (index, week) in newest.skip(from).take(room) {
        for (at, line) in chosen.iter().enumerate() {
            let mut text = String::new();
            for column in line.iter().map(|column| &columns[*column]) {
                let blank = view.context.theme.glyph(Glyph::Empty).to_string();
                let cell = column.cells.get(index).cloned().flatten();
                text.push_str(&" ".repeat(COLUMN_GAP));
                text.push_str(&column.pad_cell(&view.context.theme.text(&cell.unwrap_or(blank))));
            }
            let before = if at == 0 {
                render_label(week, first - COLUMN_GAP, view)
            } else {
                Span::raw(" ".repeat(INDENT - COLUMN_GAP))
            };
            out.push(Line::from(vec![before, Span::raw(text.trim_end().to_owned())]));
        }
    }
    out.truncate(view.height);
    (out, without)
}

fn render_heads(
    name: &str,
    columns: &[WeekColumn],
    chosen: &[Vec<usize>],
    first: usize,
    view: &StatsView<'_>,
) -> Vec<Line<'static>> {
    let mut out = Vec::new();
    for (at, line) in chosen.iter().enumerate() {
        for row in 0..2 {
            let mut text = String::new();
            for column in line.iter().map(|column| &columns[*column]) {
                text.push_str(&" ".repeat(COLUMN_GAP));
                text.push_str(&column.pad_cell(&view.context.theme.text(&column.heads[row])));
            }
            if at > 0 && text.trim().is_empty() {
                continue;
            }
            let before = match (at, row) {
                (0, 0) => render_title(name, first - COLUMN_GAP, view),
                (0, _) => Span::raw(" ".repeat(first - COLUMN_GAP)),
                _ => Span::raw(" ".repeat(INDENT - COLUMN_GAP)),
            };
            let text = Span::styled(text.trim_end().to_owned(), view.context.theme.dim_style());
            out.push(Line::from(vec![before, text]));
        }
    }
    out
}
