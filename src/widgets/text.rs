//! Text and the columns it takes: cutting, padding, wrapping, always by what a reader sees as one letter.

use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

pub fn width(text: &str) -> usize {
    text.width()
}

/// `text` in at most `columns` columns, with `…` (or `~` in ASCII) where it goes on.
pub fn cut(text: &str, columns: usize, more: char) -> String {
    if width(text) <= columns {
        return text.to_owned();
    }
    let mut out = String::new();
    let mut used = 1;
    for letter in text.graphemes(true) {
        if used + width(letter) > columns {
            break;
        }
        used += width(letter);
        out.push_str(letter);
    }
    if columns > 0 {
        out.push(more);
    }
    out
}

/// `text` cut or filled with blanks to exactly `columns`.
pub fn fit(text: &str, columns: usize, more: char) -> String {
    let mut out = cut(text, columns, more);
    let short = columns.saturating_sub(width(&out));
    out.extend(std::iter::repeat_n(' ', short));
    out
}

/// `left` and `right` on one line of `columns`, the right one cut first and `left` last.
pub fn ends(left: &str, right: &str, columns: usize, more: char) -> String {
    let room = columns.saturating_sub(width(left) + 1);
    if width(right) > room {
        return fit(left, columns, more);
    }
    let gap = columns.saturating_sub(width(left) + width(right));
    format!("{left}{}{right}", " ".repeat(gap))
}

/// `text` in lines of at most `columns`, broken at blanks where there are any; a line end in it stays one.
pub fn wrap(text: &str, columns: usize) -> Vec<String> {
    let columns = columns.max(1);
    let mut lines = Vec::new();
    for paragraph in text.split('\n') {
        let mut line = String::new();
        for word in paragraph.split(' ') {
            let gap = usize::from(!line.is_empty());
            if width(&line) + gap + width(word) <= columns {
                line.extend(std::iter::repeat_n(' ', gap));
                line.push_str(word);
                continue;
            }
            if !line.is_empty() {
                lines.push(std::mem::take(&mut line));
            }
            for letter in word.graphemes(true) {
                if width(&line) + width(letter) > columns {
                    lines.push(std::mem::take(&mut line));
                }
                line.push_str(letter);
            }
        }
        lines.push(line);
    }
    lines
}
