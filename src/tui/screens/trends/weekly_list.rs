//! Weeks told in numbers and words: a week's numbers under their heads, and behind or below them what was said most,
//! whole words only.
//!
//! ```text
//!  cues       moments  engaged  disengaged  either
//! ▸16 Nov          12        8           5       1  seen: smiles 4, coos 2
//!                                                   we did: paused 3, cuddled 1
//! ```

use crate::text::width::display_width;
use crate::tui::screens::trends::stats_view::StatsView;
use crate::tui::screens::trends::trends_table;
use crate::tui::theme::Glyph;
use crate::tui::widgets::list::centred_window;
use ratatui::text::{Line, Span};

pub(crate) struct ListedWeek<'a> {
    pub week: &'a crate::stats::WeekStats,
    /// Its numbers, in the order of their heads.
    pub numbers: Vec<Option<i64>>,
    /// What was said, most often first, each with its label.
    pub labelled_counts: Vec<(&'static str, Vec<String>)>,
}

/// Room for words beside the numbers; with less they stand below.
const MIN_BESIDE_COLUMNS: usize = 40;
const COLUMN_GAP: usize = 2;

/// The heads and the weeks around the one of the cursor; `weeks` are oldest first.
pub(crate) fn render_weekly_list(
    name: &str,
    heads: &[&str],
    weeks: &[ListedWeek<'_>],
    view: &StatsView<'_>,
) -> Vec<Line<'static>> {
    let theme = &view.context.theme;
    let wide = trends_table::label_width(view, name);
    let digits = |at: usize| {
        let longest = weeks.iter().filter_map(|week| week.numbers.get(at).copied().flatten());
        longest.map(|n| n.to_string().len()).max().unwrap_or(0)
    };
    let widths: Vec<usize> =
        heads.iter().enumerate().map(|(at, head)| display_width(head).max(digits(at)) + COLUMN_GAP).collect();
    let numbers: usize = widths.iter().sum();
    let beside = view.columns.saturating_sub(wide + numbers + 3) >= MIN_BESIDE_COLUMNS;
    let indent = if beside { wide + numbers + 3 } else { wide + 2 };
    let mut head = String::new();
    for (text, wide) in heads.iter().zip(&widths) {
        head.push_str(&format!("{text:>wide$}"));
    }
    let mut out = vec![Line::from(vec![
        trends_table::render_title(name, wide, view),
        Span::styled(head, theme.dim_style()),
    ])];
    let (mut rows, mut at) = (Vec::new(), 0);
    for week in weeks.iter().rev() {
        if week.week.from > view.day {
            at = rows.len();
        }
        let mut row = String::new();
        for (n, wide) in week.numbers.iter().zip(&widths) {
            let n = n.map_or_else(|| theme.glyph(Glyph::Empty).to_string(), |n| n.to_string());
            row.push_str(&format!("{n:>wide$}"));
        }
        let said = week.labelled_counts.iter().filter(|(_, items)| !items.is_empty());
        let room = view.columns.saturating_sub(indent + 1);
        let mut said: Vec<String> =
            said.map(|(label, items)| join_whole_items(label, items, room, view)).collect();
        said.reverse();
        let mut spans = vec![trends_table::render_label(week.week, wide, view), Span::raw(row)];
        if beside && let Some(first) = said.pop() {
            spans.push(Span::raw(format!("   {first}")));
        }
        if (week.week.from..=week.week.to).contains(&view.day) {
            at = rows.len();
        }
        rows.push(Line::from(spans));
        said.reverse();
        let below = said.into_iter();
        rows.extend(below.map(|text| Line::styled(format!("{:indent$}{text}", ""), theme.dim_style())));
    }
    let room = view.height.saturating_sub(1);
    let from = centred_window(at..at + 1, rows.len(), room).start;
    out.extend(rows.into_iter().skip(from).take(room));
    out.truncate(view.height);
    out
}

/// `seen: smiles 4, coos 2`: as many as there is room for, none of them cut, and a sign that there are more.
fn join_whole_items(label: &str, items: &[String], room: usize, view: &StatsView<'_>) -> String {
    let theme = &view.context.theme;
    let more = format!(", {}", theme.glyph(Glyph::Ellipsis));
    let mut text = format!("{label}: ");
    for (at, item) in items.iter().enumerate() {
        let item = theme.text(item);
        let joint = if at == 0 { "" } else { ", " };
        let ahead = if at + 1 < items.len() { display_width(&more) } else { 0 };
        if at > 0 && display_width(&text) + display_width(joint) + display_width(&item) + ahead > room {
            text.push_str(&more);
            break;
        }
        text.push_str(joint);
        text.push_str(&item);
    }
    text
}
