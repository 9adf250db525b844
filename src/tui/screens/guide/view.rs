//! How one item of the guide looks: its name and what stands beside it, then what stands below it.
//!
//! ```text
//! ▸  1 looks at my face                    facing gaze
//!        Listed by Children's Health Care resources
//! ```

use crate::text::width::{display_width, pad_to_width, truncate_to_width, wrap_text};
use crate::tui::screens::guide::guide_rows::{GuideItem, GuideItemKind};
use crate::tui::theme::{Glyph, Theme};
use ratatui::style::Style;
use ratatui::text::{Line, Span};

const MAX_TEXT_COLUMNS: usize = 74;

/// The lines of one item; all there is to say about it while the cursor is on it.
pub(crate) fn render_item(
    item: &GuideItem,
    picked: bool,
    columns: usize,
    theme: &Theme,
) -> Vec<Line<'static>> {
    let cursor = theme.cursor_sign(picked);
    let (mut lines, mut indent, mut whole) = (Vec::new(), 2, true);
    if !item.name.is_empty() {
        let digit = item.digit.map_or(String::new(), |digit| digit.to_string());
        let before = match item.kind {
            GuideItemKind::Text | GuideItemKind::Area => format!("{cursor} "),
            _ => format!("{cursor} {} ", pad_to_width(&digit, 2, ' ')),
        };
        indent = display_width(&before) + 2;
        let line;
        (line, whole) = render_item_name(item, &before, picked, columns, theme);
        lines.push(line);
    }
    let mut say = |text: &str, style: Style| {
        let room = columns.saturating_sub(indent + 1).min(MAX_TEXT_COLUMNS);
        for text in wrap_text(text, room) {
            let sign = if lines.is_empty() { cursor } else { ' ' };
            let blanks = " ".repeat(indent.saturating_sub(1));
            lines.push(Line::styled(format!("{sign}{blanks}{text}"), style));
        }
    };
    if !whole {
        say(&item.aside, theme.dim_style());
    }
    item.body.iter().for_each(|text| say(text, Style::new()));
    if picked {
        item.details.iter().for_each(|text| say(text, theme.dim_style()));
    }
    lines
}

/// An item's name with what stands beside it, and whether that found room. Where it did not, the one with the cursor
/// has its name to itself.
fn render_item_name(
    item: &GuideItem,
    before: &str,
    picked: bool,
    columns: usize,
    theme: &Theme,
) -> (Line<'static>, bool) {
    let more = theme.glyph(Glyph::Ellipsis);
    let style = match (picked, item.is_dimmed) {
        (true, _) => theme.accent_style(),
        (false, true) => theme.dim_style(),
        _ => Style::new(),
    };
    let room = columns.saturating_sub(display_width(before));
    let half = room * 3 / 5;
    let (head, aside) = (&item.name, &item.aside);
    let tight = display_width(head) >= half || display_width(aside) > room.saturating_sub(half);
    let whole = aside.is_empty() || !(tight && picked);
    let before = Span::styled(before.to_owned(), style);
    if aside.is_empty() || !whole {
        let head = Span::styled(truncate_to_width(head, room, more), style);
        return (Line::from(vec![before, head]), whole);
    }
    let head = pad_to_width(head, half.saturating_sub(1), more);
    let aside = truncate_to_width(aside, room.saturating_sub(half), more);
    let spans = vec![before, Span::styled(format!("{head} "), style), Span::styled(aside, theme.dim_style())];
    (Line::from(spans), true)
}
