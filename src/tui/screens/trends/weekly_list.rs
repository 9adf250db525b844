//! Weeks told in numbers and words: a week's numbers under their heads, and behind or below them what was said most,
//! whole words only.
//!
//! ```text
//!  cues       moments
//! ▸16 Nov          12   seen: smiles 4, coos 2
//!                       we did: paused 3, cuddled 1
//! ```

use crate::stats::WeekStats;
use crate::text::width::display_width;
use crate::tui::screens::trends::stats_view::StatsView;
use crate::tui::screens::trends::trends_table;
use crate::tui::theme::Glyph;
use crate::tui::widgets::list::centred_window;
use ratatui::text::{Line, Span};

pub(crate) struct WeekCount {
    /// Its heads among all the weeks, the second under the first; blank where the one before goes on.
    pub heads: [&'static str; 2],
    /// Its head in a panel of its own kind.
    pub panel_head: &'static str,
    /// Among all the weeks the lowest get room first.
    pub priority: u8,
    pub value: fn(&WeekStats) -> Option<i64>,
}

/// Room for words beside the numbers; with less they stand below.
const MIN_BESIDE_COLUMNS: usize = 40;
const COLUMN_GAP: usize = 2;

/// The heads and the weeks around the one of the cursor. `word_lists` are those of a week, each with its label, most
/// often first.
pub(crate) fn render_weekly_list(
    name: &str,
    counts: &[WeekCount],
    word_lists: impl Fn(&WeekStats) -> Vec<(&'static str, Vec<String>)>,
    view: &StatsView<'_>,
) -> Vec<Line<'static>> {
    let theme = &view.context.theme;
    let weeks = &view.stats.weeks;
    let format_number = |count: &WeekCount, week| {
        (count.value)(week).map_or_else(|| theme.glyph(Glyph::Empty).to_string(), |n| n.to_string())
    };
    let max_width = |count: &WeekCount| {
        let numbers = weeks.iter().map(|week| display_width(&format_number(count, week)));
        numbers.chain([display_width(count.panel_head)]).max().unwrap_or(0) + COLUMN_GAP
    };
    let widths: Vec<usize> = counts.iter().map(max_width).collect();
    let format_row = |cell: &dyn Fn(&WeekCount) -> String| -> String {
        let cells = counts.iter().zip(&widths);
        cells.map(|(count, width)| format!("{:>width$}", cell(count))).collect()
    };
    let label_width = trends_table::label_width(view, name);
    let words_column = label_width + widths.iter().sum::<usize>() + 3;
    let is_beside = view.columns.saturating_sub(words_column) >= MIN_BESIDE_COLUMNS;
    let indent = if is_beside { words_column } else { label_width + 2 };
    let (mut rows, mut selected) = (Vec::new(), 0);
    for week in weeks.iter().rev() {
        if week.to >= view.day {
            selected = rows.len();
        }
        let word_lists = word_lists(week).into_iter().filter(|(_, items)| !items.is_empty());
        let room = view.columns.saturating_sub(indent + 1);
        let mut words = word_lists.map(|(label, items)| join_whole_items(label, &items, room, view));
        let numbers = format_row(&|count| format_number(count, week));
        let mut spans = vec![trends_table::render_label(week, label_width, view), Span::raw(numbers)];
        if is_beside && let Some(first) = words.next() {
            spans.push(Span::raw(format!("   {first}")));
        }
        rows.push(Line::from(spans));
        rows.extend(words.map(|text| Line::styled(format!("{:indent$}{text}", ""), theme.dim_style())));
    }
    let mut lines = vec![Line::from(vec![
        trends_table::render_title(name, label_width, view),
        Span::styled(format_row(&|count| count.panel_head.to_owned()), theme.dim_style()),
    ])];
    let window = centred_window(selected..selected + 1, rows.len(), view.height.saturating_sub(1));
    view.context.note_rows_below(window.end < rows.len());
    lines.extend(rows.into_iter().skip(window.start).take(window.len()));
    lines.truncate(view.height);
    lines
}

/// `seen: smiles 4, coos 2`: as many as there is room for, none of them cut, and a sign that there are more.
fn join_whole_items(label: &str, items: &[String], room: usize, view: &StatsView<'_>) -> String {
    let theme = &view.context.theme;
    let more = format!(", {}", theme.glyph(Glyph::Ellipsis));
    let mut text = format!("{label}: ");
    for (at, item) in items.iter().enumerate() {
        let item = theme.text(item);
        let separator = if at == 0 { "" } else { ", " };
        let ahead = if at + 1 < items.len() { display_width(&more) } else { 0 };
        if at > 0 && display_width(&text) + display_width(separator) + display_width(&item) + ahead > room {
            text.push_str(&more);
            break;
        }
        text.push_str(separator);
        text.push_str(&item);
    }
    text
}
