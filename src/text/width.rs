//! Text and the columns it takes: cutting, padding, wrapping, always by what a reader sees as one letter. What comes out
//! is safe to show, and measured as it will be shown.

use crate::text::sanitize::sanitize_text;
use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

pub(crate) fn display_width(text: &str) -> usize {
    sanitize_text(text).width()
}

/// `text` in at most `columns` columns, with `…` (or `~` in ASCII) where it goes on.
pub(crate) fn truncate_to_width(text: &str, columns: usize, more: char) -> String {
    let text = sanitize_text(text);
    if text.width() <= columns {
        return text.into_owned();
    }
    let mut out = String::new();
    let mut used = 1;
    for letter in text.graphemes(true) {
        if used + display_width(letter) > columns {
            break;
        }
        used += display_width(letter);
        out.push_str(letter);
    }
    if columns > 0 {
        out.push(more);
    }
    out
}

/// `text` cut or filled with blanks to exactly `columns`.
pub(crate) fn pad_to_width(text: &str, columns: usize, more: char) -> String {
    let mut out = truncate_to_width(text, columns, more);
    let short = columns.saturating_sub(display_width(&out));
    out.extend(std::iter::repeat_n(' ', short));
    out
}

/// `left` and `right` on one line of `columns`, the right one cut first and `left` last.
pub(crate) fn align_ends(left: &str, right: &str, columns: usize, more: char) -> String {
    let room = columns.saturating_sub(display_width(left) + 1);
    if display_width(right) > room {
        return pad_to_width(left, columns, more);
    }
    let (left, right) = (sanitize_text(left), sanitize_text(right));
    let gap = columns.saturating_sub(left.width() + right.width());
    format!("{left}{}{right}", " ".repeat(gap))
}

/// `text` in lines of at most `columns`, broken at blanks where there are any; a line end in it stays one.
pub(crate) fn wrap_text(text: &str, columns: usize) -> Vec<String> {
    let columns = columns.max(1);
    let mut lines = Vec::new();
    for paragraph in text.split('\n') {
        let mut line = String::new();
        for word in sanitize_text(paragraph).split(' ') {
            let gap = usize::from(!line.is_empty());
            if display_width(&line) + gap + display_width(word) <= columns {
                line.extend(std::iter::repeat_n(' ', gap));
                line.push_str(word);
                continue;
            }
            if !line.is_empty() {
                lines.push(std::mem::take(&mut line));
            }
            for letter in word.graphemes(true) {
                if display_width(&line) + display_width(letter) > columns {
                    lines.push(std::mem::take(&mut line));
                }
                line.push_str(letter);
            }
        }
        lines.push(line);
    }
    lines
}
