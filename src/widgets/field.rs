//! A text being typed: the text with its cursor, kept in view whatever its length.

use super::look::Look;
use super::text::width;
use ratatui::text::{Line, Span};
use tui_input::Input;
use unicode_segmentation::UnicodeSegmentation;

/// A text being typed as one line of `columns`, the cursor shown as a reversed cell when `focused`. Line ends in the
/// text are shown as `⏎` (`\` in ASCII); other control characters as `·`.
#[must_use]
pub fn line(input: &Input, columns: usize, focused: bool, look: &Look) -> Line<'static> {
    let shown = |letter: &str| match letter {
        "\n" | "\r\n" | "\r" => if look.ascii { "\\" } else { "⏎" }.to_owned(),
        letter if letter.chars().any(char::is_control) => "·".to_owned(),
        letter => letter.to_owned(),
    };
    let value = input.value();
    let at = value
        .chars()
        .take(input.cursor())
        .map(char::len_utf8)
        .sum::<usize>();
    let mut letters: Vec<(usize, String)> = value
        .grapheme_indices(true)
        .map(|(i, g)| (i, shown(g)))
        .collect();
    letters.push((value.len(), " ".to_owned()));
    let cursor = letters.iter().rposition(|(i, _)| *i <= at).unwrap_or(0);
    let mut first = 0;
    let span = |from: usize| {
        letters[from..=cursor]
            .iter()
            .map(|(_, g)| width(g))
            .sum::<usize>()
    };
    while first < cursor && span(first) > columns {
        first += 1;
    }
    let mut used = 0;
    let mut spans = Vec::new();
    for (index, (_, letter)) in letters.iter().enumerate().skip(first) {
        used += width(letter);
        if used > columns {
            break;
        }
        let style = if focused && index == cursor {
            look.picked()
        } else {
            ratatui::style::Style::new()
        };
        spans.push(Span::styled(letter.clone(), style));
    }
    Line::from(spans)
}
