//! What went with what, drawn: every value a dot, the sentences as the report's words have them.

use super::panels::View;
use super::{first_shown, says, table};
use crate::report::{Paragraph, Unit, Values, together_told};
use crate::widgets::look::Glyph;
use crate::widgets::range::{dots, tally};
use crate::widgets::text::{width, wrap};
use ratatui::style::{Modifier, Style};
use ratatui::text::{Line, Span};

/// The widest a plot or a sentence gets: longer lines are hard to follow.
const WIDEST: usize = 92;

/// So many dots of one value at most; then one and their number.
const DOTS: usize = 5;

pub(crate) fn items(view: &View<'_>) -> usize {
    together_told(view.together, view.here.family, &view.asked()).len()
}

/// The title and the paragraphs around the one of the cursor.
pub(crate) fn lines(view: &View<'_>) -> Vec<Line<'static>> {
    let look = &view.here.look;
    let told = together_told(view.together, view.here.family, &view.asked());
    let at = view.item.min(told.len().saturating_sub(1));
    let columns = view.columns.min(WIDEST).saturating_sub(2);
    let labels = labels(&told, columns);
    let (mut rows, mut first_of) = (Vec::new(), 0);
    for (index, paragraph) in told.iter().enumerate() {
        let picked = view.focused && index == at;
        if index == at {
            first_of = rows.len();
        }
        let drawn = match paragraph {
            Paragraph::Head(text) => {
                if !rows.is_empty() {
                    rows.push(Line::default());
                }
                wrapped(text, columns, Style::new().add_modifier(Modifier::BOLD), view)
            }
            Paragraph::Say(text) => wrapped(text, columns, look.dim(), view),
            Paragraph::Values(values) => self::values(values, labels, columns, view),
            Paragraph::Count { label, n, detail } => count(label, *n, detail, labels, columns, view),
        };
        for (row, line) in drawn.into_iter().enumerate() {
            let sign = if picked && row == 0 { look.glyph(Glyph::Cursor) } else { ' ' };
            let style = if picked { look.accent() } else { Style::new() };
            let mut spans = vec![Span::styled(sign.to_string(), style)];
            spans.extend(line.spans.into_iter().map(|span| span.patch_style(line.style)));
            rows.push(Line::from(spans));
        }
    }
    let mut out = vec![Line::from(table::title(says::TOGETHER, width(says::TOGETHER) + 2, view))];
    let room = view.room.saturating_sub(1);
    let from = first_shown(first_of, rows.len(), room);
    out.extend(rows.into_iter().skip(from).take(room));
    out.truncate(view.room);
    out
}

/// How wide the labels of values and counts are; half the room at most.
fn labels(told: &[Paragraph], columns: usize) -> usize {
    let label = |paragraph: &Paragraph| match paragraph {
        Paragraph::Values(it) => Some(width(&it.label) + 1),
        Paragraph::Count { label, .. } => Some(width(label) + 1),
        _ => None,
    };
    told.iter().filter_map(label).max().unwrap_or(0).min(columns / 2 + 4)
}

fn wrapped(text: &str, columns: usize, style: Style, view: &View<'_>) -> Vec<Line<'static>> {
    let lines = wrap(&view.here.look.text(text), columns).into_iter();
    lines.map(|line| Line::styled(line, style)).collect()
}

/// `night sleep, after massage   9 ──•──2──•─── 8 h 55 – 11 h 30`.
fn values(it: &Values, wide: usize, columns: usize, view: &View<'_>) -> Vec<Line<'static>> {
    let look = &view.here.look;
    let n = it.values.len();
    let label = format!("{:<wide$}{n:>3} ", it.label);
    if it.unit != Unit::Minutes {
        return tallies(it, label, columns, view);
    }
    let ends = look.text(&format!(" {} – {}", it.unit.say(it.among.0), it.unit.say(it.among.1)));
    let room = columns.saturating_sub(width(&label) + width(&ends));
    let (room, ends) = if room >= 12 { (room, ends) } else { (room + width(&ends), String::new()) };
    let blank = look.glyph(Glyph::Rule);
    let mut spans = vec![Span::raw(label)];
    let drawn: Vec<char> = dots(&it.values, it.among, room, look).chars().collect();
    for run in drawn.chunk_by(|a, b| (*a == blank) == (*b == blank)) {
        let style = if run[0] == blank { look.dim() } else { Style::new() };
        spans.push(Span::styled(run.iter().collect::<String>(), style));
    }
    spans.push(Span::styled(ends, look.dim()));
    vec![Line::from(spans)]
}

/// `before   9  heavy •   hard •••   mixed ••   okay •×7`: every value that there can be, with its dots.
fn tallies(it: &Values, label: String, columns: usize, view: &View<'_>) -> Vec<Line<'static>> {
    let tallied = (it.among.0..=it.among.1).map(|value| {
        let times = it.values.iter().filter(|n| **n == value).count();
        let dots = tally(i64::try_from(times).unwrap_or(0), DOTS, &view.here.look);
        let word = it.unit.say(value);
        format!("{:<wide$}", format!("{word} {dots}"), wide = width(&word) + DOTS + 3)
    });
    let indent = width(&label) + 1;
    let room = columns.saturating_sub(indent).max(24);
    let mut lines: Vec<String> = vec![String::new()];
    for piece in tallied {
        match lines.last_mut() {
            Some(line) if width(line) + width(piece.trim_end()) <= room => line.push_str(&piece),
            _ => lines.push(piece),
        }
    }
    let first = std::iter::once(label).chain(std::iter::repeat(" ".repeat(indent - 1)));
    let whole = lines.into_iter().zip(first);
    whole.map(|(line, before)| Line::raw(format!("{before} {}", line.trim_end()))).collect()
}

/// `calm and awake, then drowsy    4 ••••`.
fn count(
    label: &str,
    n: i64,
    detail: &[String],
    wide: usize,
    columns: usize,
    view: &View<'_>,
) -> Vec<Line<'static>> {
    let look = &view.here.look;
    let label = look.text(label);
    let mut head = wrap(&label, columns);
    let last = head.pop().unwrap_or_default();
    let mut lines: Vec<Line<'static>> = head.into_iter().map(Line::raw).collect();
    let label = format!("{last:<wide$}{n:>3} ");
    let room = columns.saturating_sub(width(&label));
    if detail.is_empty() {
        lines.push(Line::raw(format!("{label}{}", tally(n, room, look))));
        return lines;
    }
    let detail = look.text(&detail.join("; "));
    let mut pieces = wrap(&detail, room.max(24)).into_iter();
    lines.push(Line::raw(format!("{label}{}", pieces.next().unwrap_or_default())));
    let indent = width(&label);
    lines.extend(pieces.map(|piece| Line::raw(format!("{:indent$}{piece}", ""))));
    lines
}
