//! How one item of the guide looks: its name and what stands beside it, then what stands below it.
//!
//! ```text
//! ▸  1 looks at my face                    facing gaze
//!        Listed by Children's Health Care resources
//! ```

use super::rows::{Item, Thing};
use crate::widgets::look::{Glyph, Look};
use crate::widgets::text::{cut, fit, width, wrap};
use ratatui::style::Style;
use ratatui::text::{Line, Span};

const WIDEST: usize = 74;

/// The lines of one item; all there is to say about it while the cursor is on it.
pub(crate) fn shown(item: &Item, picked: bool, columns: usize, look: &Look) -> Vec<Line<'static>> {
    let cursor = if picked { look.glyph(Glyph::Cursor) } else { ' ' };
    let (mut lines, mut indent, mut whole) = (Vec::new(), 2, true);
    if !item.head.is_empty() {
        let digit = item.digit.map_or(String::new(), |digit| digit.to_string());
        let before = match item.thing {
            Thing::Words | Thing::Area => format!("{cursor} "),
            _ => format!("{cursor} {} ", fit(&digit, 2, ' ')),
        };
        indent = width(&before) + 2;
        let line;
        (line, whole) = named(item, &before, picked, columns, look);
        lines.push(line);
    }
    let mut say = |text: &str, style: Style| {
        let room = columns.saturating_sub(indent + 1).min(WIDEST);
        for text in wrap(&look.text(text), room) {
            let sign = if lines.is_empty() { cursor } else { ' ' };
            let blanks = " ".repeat(indent.saturating_sub(1));
            lines.push(Line::styled(format!("{sign}{blanks}{text}"), style));
        }
    };
    if !whole {
        say(&item.aside, look.dim());
    }
    item.body.iter().for_each(|text| say(text, Style::new()));
    if picked {
        item.more.iter().for_each(|text| say(text, look.dim()));
    }
    lines
}

/// An item's name with what stands beside it, and whether that found room. Where it did not, the one with the cursor
/// has its name to itself.
fn named(item: &Item, before: &str, picked: bool, columns: usize, look: &Look) -> (Line<'static>, bool) {
    let more = look.glyph(Glyph::More);
    let style = match (picked, item.quiet) {
        (true, _) => look.accent(),
        (false, true) => look.dim(),
        _ => Style::new(),
    };
    let room = columns.saturating_sub(width(before));
    let half = room * 3 / 5;
    let (head, aside) = (look.text(&item.head), look.text(&item.aside));
    let tight = width(&head) >= half || width(&aside) > room.saturating_sub(half);
    let whole = aside.is_empty() || !(tight && picked);
    let before = Span::styled(before.to_owned(), style);
    if aside.is_empty() || !whole {
        let head = Span::styled(cut(&head, room, more), style);
        return (Line::from(vec![before, head]), whole);
    }
    let head = fit(&head, half.saturating_sub(1), more);
    let aside = cut(&aside, room.saturating_sub(half), more);
    let spans = vec![before, Span::styled(format!("{head} "), style), Span::styled(aside, look.dim())];
    (Line::from(spans), true)
}
