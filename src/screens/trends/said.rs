//! Weeks told in numbers and words: a week's numbers under their heads, and behind or below them what was said most,
//! whole words only.
//!
//! ```text
//!  cues       moments  engaged  disengaged  either
//! ▸16 Nov          12        8           5       1  seen: smiles 4, coos 2
//!                                                   we did: paused 3, cuddled 1
//! ```

use super::first_shown;
use super::panels::View;
use super::table;
use crate::widgets::look::Glyph;
use crate::widgets::text::width;
use ratatui::text::{Line, Span};

pub(crate) struct Week<'a> {
    pub week: &'a crate::trends::Week,
    /// Its numbers, in the order of their heads.
    pub numbers: Vec<Option<i64>>,
    /// What was said, most often first, each with its label.
    pub told: Vec<(&'static str, Vec<String>)>,
}

/// Room for words beside the numbers; with less they stand below.
const BESIDE: usize = 40;
const GAP: usize = 2;

/// The heads and the weeks around the one of the cursor; `weeks` are oldest first.
pub(crate) fn lines(name: &str, heads: &[&str], weeks: &[Week<'_>], view: &View<'_>) -> Vec<Line<'static>> {
    let look = &view.here.look;
    let wide = table::labelled(view, name);
    let digits = |at: usize| {
        let longest = weeks.iter().filter_map(|week| week.numbers.get(at).copied().flatten());
        longest.map(|n| n.to_string().len()).max().unwrap_or(0)
    };
    let widths: Vec<usize> =
        heads.iter().enumerate().map(|(at, head)| width(head).max(digits(at)) + GAP).collect();
    let numbers: usize = widths.iter().sum();
    let beside = view.columns.saturating_sub(wide + numbers + 3) >= BESIDE;
    let indent = if beside { wide + numbers + 3 } else { wide + 2 };
    let mut head = String::new();
    for (text, wide) in heads.iter().zip(&widths) {
        head.push_str(&format!("{text:>wide$}"));
    }
    let mut out = vec![Line::from(vec![table::title(name, wide, view), Span::styled(head, look.dim())])];
    let (mut rows, mut at) = (Vec::new(), 0);
    for week in weeks.iter().rev() {
        if week.week.from > view.day {
            at = rows.len();
        }
        let mut row = String::new();
        for (n, wide) in week.numbers.iter().zip(&widths) {
            let n = n.map_or_else(|| look.glyph(Glyph::Blank).to_string(), |n| n.to_string());
            row.push_str(&format!("{n:>wide$}"));
        }
        let said = week.told.iter().filter(|(_, items)| !items.is_empty());
        let room = view.columns.saturating_sub(indent + 1);
        let mut said: Vec<String> = said.map(|(label, items)| whole(label, items, room, view)).collect();
        said.reverse();
        let mut spans = vec![table::label_cell(week.week, wide, view), Span::raw(row)];
        if beside && let Some(first) = said.pop() {
            spans.push(Span::raw(format!("   {first}")));
        }
        if (week.week.from..=week.week.to).contains(&view.day) {
            at = rows.len();
        }
        rows.push(Line::from(spans));
        said.reverse();
        let below = said.into_iter();
        rows.extend(below.map(|text| Line::styled(format!("{:indent$}{text}", ""), look.dim())));
    }
    let room = view.room.saturating_sub(1);
    let from = first_shown(at, rows.len(), room);
    out.extend(rows.into_iter().skip(from).take(room));
    out.truncate(view.room);
    out
}

/// `seen: smiles 4, coos 2`: as many as there is room for, none of them cut, and a sign that there are more.
fn whole(label: &str, items: &[String], room: usize, view: &View<'_>) -> String {
    let look = &view.here.look;
    let more = format!(", {}", look.glyph(Glyph::More));
    let mut text = format!("{label}: ");
    for (at, item) in items.iter().enumerate() {
        let item = look.text(item);
        let joint = if at == 0 { "" } else { ", " };
        let ahead = if at + 1 < items.len() { width(&more) } else { 0 };
        if at > 0 && width(&text) + width(joint) + width(&item) + ahead > room {
            text.push_str(&more);
            break;
        }
        text.push_str(joint);
        text.push_str(&item);
    }
    text
}
