//! A text being typed: the text with its cursor, kept in view whatever its length.

use crate::text::width::display_width;
use crate::tui::theme::Theme;
use crate::vocabulary::sanitize_text;
use ratatui::text::{Line, Span};
use tui_input::Input;
use unicode_segmentation::UnicodeSegmentation;

/// A text being typed as one line of `columns`, the cursor on its cell when `focused`. Line ends in the
/// text are shown as `⏎` (`\` in ASCII); other characters that cannot be shown as `·`.
pub(crate) fn render_input_line(
    input: &Input,
    columns: usize,
    focused: bool,
    theme: &Theme,
) -> Line<'static> {
    let shown = |letter: &str| match letter {
        "\n" | "\r\n" | "\r" => if theme.ascii { "\\" } else { "⏎" }.to_owned(),
        letter if sanitize_text(letter) != letter => "·".to_owned(),
        letter => letter.to_owned(),
    };
    let value = input.value();
    let at = value.chars().take(input.cursor()).map(char::len_utf8).sum::<usize>();
    let mut letters: Vec<(usize, String)> =
        value.grapheme_indices(true).map(|(i, g)| (i, shown(g))).collect();
    letters.push((value.len(), " ".to_owned()));
    let cursor = letters.iter().rposition(|(i, _)| *i <= at).unwrap_or(0);
    let mut first = 0;
    let span = |from: usize| letters[from..=cursor].iter().map(|(_, g)| display_width(g)).sum::<usize>();
    while first < cursor && span(first) > columns {
        first += 1;
    }
    let mut used = 0;
    let mut spans = Vec::new();
    for (index, (_, letter)) in letters.iter().enumerate().skip(first) {
        used += display_width(letter);
        if used > columns {
            break;
        }
        let style =
            if focused && index == cursor { theme.caret_style() } else { ratatui::style::Style::new() };
        spans.push(Span::styled(letter.clone(), style));
    }
    Line::from(spans)
}

/// A text being typed as up to `most` rows of `columns`, wrapped, the row with the cursor in view.
pub(crate) fn render_input_rows(
    input: &Input,
    columns: usize,
    most: usize,
    theme: &Theme,
) -> Vec<Line<'static>> {
    let columns = columns.max(1);
    let value = input.value();
    let at = value.chars().take(input.cursor()).map(char::len_utf8).sum::<usize>();
    let mut rows: Vec<Vec<Span<'static>>> = vec![Vec::new()];
    let (mut used, mut on, mut blank) = (0, 0, None);
    for (byte, letter) in value.grapheme_indices(true).chain([(value.len(), "\n")]) {
        let ends = matches!(letter, "\n" | "\r\n" | "\r");
        let shown = if ends {
            " ".to_owned()
        } else if sanitize_text(letter) != letter {
            "·".to_owned()
        } else {
            letter.to_owned()
        };
        if used + display_width(&shown) > columns && !ends {
            let rest = split_at_last_blank(&mut rows, blank.take());
            used = rest.iter().map(|span| display_width(&span.content)).sum();
            if rest.iter().any(|span| span.style == theme.caret_style()) {
                on = rows.len();
            }
            rows.push(rest);
        }
        let context = (byte..byte + letter.len().max(1)).contains(&at);
        let style = if context {
            on = rows.len() - 1;
            theme.caret_style()
        } else {
            ratatui::style::Style::new()
        };
        used += display_width(&shown);
        if let Some(row) = rows.last_mut() {
            if shown == " " {
                blank = Some(row.len());
            }
            row.push(Span::styled(shown, style));
        }
        if ends && byte < value.len() {
            rows.push(Vec::new());
            (used, blank) = (0, None);
        }
    }
    let first = (on + 1).saturating_sub(most.max(1));
    rows.into_iter().skip(first).take(most.max(1)).map(Line::from).collect()
}

/// Breaks the last row behind its last blank, if it has one, and gives back what comes after.
fn split_at_last_blank(rows: &mut [Vec<Span<'static>>], blank: Option<usize>) -> Vec<Span<'static>> {
    let Some(row) = rows.last_mut() else {
        return Vec::new();
    };
    let behind = blank.map_or(row.len(), |at| at + 1);
    row.split_off(behind.min(row.len()))
}
