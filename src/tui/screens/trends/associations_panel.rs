//! What went with what, drawn: every value a dot, the sentences as the report's words have them.

use crate::report::{AssociationParagraph, ValueSeries, describe_associations};
use crate::stats::MeasureUnit;
use crate::text::width::{display_width, wrap_text};
use crate::texts::figures;
use crate::texts::figures::Length;
use crate::texts::trends as texts;
use crate::tui::screens::trends::stats_view::StatsView;
use crate::tui::screens::trends::trends_table;
use crate::tui::theme::Glyph;
use crate::tui::widgets::date_range::{render_dots, render_tally};
use crate::tui::widgets::list::centred_window;
use ratatui::style::{Modifier, Style};
use ratatui::text::{Line, Span};

/// The widest a plot or a sentence gets: longer lines are hard to follow.
const MAX_COLUMNS: usize = 92;

/// So many dots of one value at most; then one and their number.
const MAX_DOTS: usize = 5;

pub(crate) fn count_items(view: &StatsView<'_>) -> usize {
    describe_associations(view.associations, view.context.family, &view.associations_filter()).len()
}

/// The title and the paragraphs around the one of the cursor.
pub(crate) fn render_paragraphs(view: &StatsView<'_>) -> Vec<Line<'static>> {
    let theme = &view.context.theme;
    let paragraphs =
        describe_associations(view.associations, view.context.family, &view.associations_filter());
    let cursor = view.item.min(paragraphs.len().saturating_sub(1));
    let columns = view.columns.min(MAX_COLUMNS).saturating_sub(2);
    let label_width = label_width(&paragraphs, columns);
    let (mut rows, mut selected) = (Vec::new(), 0);
    for (index, paragraph) in paragraphs.iter().enumerate() {
        let is_selected = view.focused && index == cursor;
        if index == cursor {
            selected = rows.len();
        }
        let lines = match paragraph {
            AssociationParagraph::Heading(text) => {
                if !rows.is_empty() {
                    rows.push(Line::default());
                }
                wrap_styled(text, columns, Style::new().add_modifier(Modifier::BOLD))
            }
            AssociationParagraph::Sentence(text) => wrap_styled(text, columns, theme.dim_style()),
            AssociationParagraph::Values(values) => render_values(values, label_width, columns, view),
            AssociationParagraph::Count { label, n, detail } => {
                render_count(label, *n, detail, label_width, columns, view)
            }
        };
        for (row, line) in lines.into_iter().enumerate() {
            let sign = if row == 0 { theme.cursor_sign(is_selected) } else { ' ' }.to_string();
            let mut spans = vec![Span::styled(sign, theme.row_style(is_selected))];
            spans.extend(line.spans.into_iter().map(|span| span.patch_style(line.style)));
            rows.push(Line::from(spans));
        }
    }
    let title_width = display_width(texts::ASSOCIATIONS) + 2;
    let mut lines = vec![Line::from(trends_table::render_title(texts::ASSOCIATIONS, title_width, view))];
    let window = centred_window(selected..selected + 1, rows.len(), view.height.saturating_sub(1));
    view.context.note_rows_below(window.end < rows.len());
    lines.extend(rows.into_iter().skip(window.start).take(window.len()));
    lines.truncate(view.height);
    lines
}

/// The least room for what stands beside a label and its number, and the width of the number.
const MIN_DETAIL_COLUMNS: usize = 24;
const COUNT_COLUMNS: usize = 4;

/// How wide the labels of values and counts are; about half the room at most, and never so wide that what stands beside
/// them passes the end.
fn label_width(paragraphs: &[AssociationParagraph], columns: usize) -> usize {
    let label = |paragraph: &AssociationParagraph| match paragraph {
        AssociationParagraph::Values(values) => Some(display_width(&values.label) + 1),
        AssociationParagraph::Count { label, .. } => Some(display_width(label) + 1),
        _ => None,
    };
    paragraphs
        .iter()
        .filter_map(label)
        .max()
        .unwrap_or(0)
        .min(columns / 2 + 4)
        .min(columns.saturating_sub(MIN_DETAIL_COLUMNS + COUNT_COLUMNS))
}

fn wrap_styled(text: &str, columns: usize, style: Style) -> Vec<Line<'static>> {
    let lines = wrap_text(text, columns).into_iter();
    lines.map(|line| Line::styled(line, style)).collect()
}

/// `night sleep, after massage   9 ──•──2──•─── 8 h 55 – 11 h 30`.
fn render_values(
    series: &ValueSeries,
    label_width: usize,
    columns: usize,
    view: &StatsView<'_>,
) -> Vec<Line<'static>> {
    let theme = &view.context.theme;
    let n = series.values.len();
    let label = format!("{:<label_width$}{n:>3} ", series.label);
    if series.unit != MeasureUnit::Minutes {
        return render_tallies(series, label, columns, view);
    }
    let ends = theme.text(&format!(
        " {} – {}",
        figures::format_value(series.value_range.0, series.unit, Length::Full),
        figures::format_value(series.value_range.1, series.unit, Length::Full)
    ));
    let room = columns.saturating_sub(display_width(&label) + display_width(&ends));
    let (room, ends) = if room >= 12 { (room, ends) } else { (room + display_width(&ends), String::new()) };
    let blank = theme.glyph(Glyph::Rule);
    let mut spans = vec![Span::raw(label)];
    let drawn: Vec<char> = render_dots(&series.values, series.value_range, room, theme).chars().collect();
    for run in drawn.chunk_by(|a, b| (*a == blank) == (*b == blank)) {
        let style = if run[0] == blank { theme.dim_style() } else { Style::new() };
        spans.push(Span::styled(run.iter().collect::<String>(), style));
    }
    spans.push(Span::styled(ends, theme.dim_style()));
    vec![Line::from(spans)]
}

/// `before   9  heavy •   hard •••   mixed ••   okay •×7`: every value that there can be, with its dots.
fn render_tallies(
    series: &ValueSeries,
    label: String,
    columns: usize,
    view: &StatsView<'_>,
) -> Vec<Line<'static>> {
    let tallied = (series.value_range.0..=series.value_range.1).map(|value| {
        let times = series.values.iter().filter(|n| **n == value).count();
        let dots = render_tally(i64::try_from(times).unwrap_or(0), MAX_DOTS, &view.context.theme);
        let word = figures::format_value(value, series.unit, Length::Full);
        format!("{:<width$}", format!("{word} {dots}"), width = display_width(&word) + MAX_DOTS + 3)
    });
    let indent = display_width(&label) + 1;
    let room = columns.saturating_sub(indent).max(MIN_DETAIL_COLUMNS);
    let mut lines: Vec<String> = vec![String::new()];
    for piece in tallied {
        match lines.last_mut() {
            Some(line) if display_width(line) + display_width(piece.trim_end()) <= room => {
                line.push_str(&piece)
            }
            _ => lines.push(piece),
        }
    }
    let first = std::iter::once(label).chain(std::iter::repeat(" ".repeat(indent - 1)));
    lines
        .into_iter()
        .zip(first)
        .map(|(line, before)| Line::raw(format!("{before} {}", line.trim_end())))
        .collect()
}

/// `calm and awake, then drowsy    4 ••••`.
fn render_count(
    label: &str,
    n: i64,
    detail: &[String],
    label_width: usize,
    columns: usize,
    view: &StatsView<'_>,
) -> Vec<Line<'static>> {
    let theme = &view.context.theme;
    let label = theme.text(label);
    let mut head = wrap_text(&label, columns);
    let last = head.pop().unwrap_or_default();
    let mut lines: Vec<Line<'static>> = head.into_iter().map(Line::raw).collect();
    let count = format!("{n:>3} ");
    let label = format!("{last:<label_width$}{count}");
    let room = columns.saturating_sub(display_width(&label));
    if detail.is_empty() {
        lines.push(Line::raw(format!("{label}{}", render_tally(n, room, theme))));
        return lines;
    }
    let detail = theme.text(&detail.join("; "));
    let mut pieces = wrap_text(&detail, room.max(MIN_DETAIL_COLUMNS)).into_iter();
    lines.push(Line::raw(format!("{label}{}", pieces.next().unwrap_or_default())));
    let indent = display_width(&label);
    lines.extend(pieces.map(|piece| Line::raw(format!("{:indent$}{piece}", ""))));
    lines
}
