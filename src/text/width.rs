//! Text and the columns it takes: cutting, padding, wrapping, always by what a reader sees as one letter. What comes out
//! is safe to show, and measured as it will be shown.

use crate::text::no_break::split_breakable;
use crate::text::sanitize::sanitize_text;
use std::ops::RangeInclusive;
use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

pub(crate) fn display_width(text: &str) -> usize {
    sanitize_text(text).width()
}

/// Whether terminals disagree about how many columns one letter takes: anything joined of several code points, and code
/// points outside the scripts and signs that every terminal measures alike.
pub(crate) fn has_disputed_width(letter: &str) -> bool {
    let mut chars = letter.chars();
    match (chars.next(), chars.next()) {
        (Some(only), None) => !AGREED_WIDTHS.iter().any(|range| range.contains(&only)),
        (None, _) => false,
        _ => true,
    }
}

/// Latin, Greek and Cyrillic; punctuation, arrows and drawn signs; Braille; Chinese, Japanese and Korean.
const AGREED_WIDTHS: [RangeInclusive<char>; 8] = [
    ' '..='\u{2ff}',
    '\u{370}'..='\u{482}',
    '\u{48a}'..='\u{52f}',
    '\u{1e00}'..='\u{1fff}',
    '\u{2010}'..='\u{25ff}',
    '\u{2800}'..='\u{28ff}',
    '\u{3001}'..='\u{9fff}',
    '\u{ac00}'..='\u{d7a3}',
];

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

/// `text` in lines of at most `columns`, broken at blanks where there are any, but not inside a length, a day or a stretch
/// (`2 h 34`, `9 Nov`); a line end in it stays one.
pub(crate) fn wrap_text(text: &str, columns: usize) -> Vec<String> {
    text.split('\n').flat_map(|paragraph| wrap_indented(paragraph, "", "", columns)).collect()
}

/// The same for one paragraph, with `first` before its first line and `rest` before the others; a word that is longer
/// than a line is broken, each piece at least one letter long.
pub(crate) fn wrap_indented(text: &str, first: &str, rest: &str, columns: usize) -> Vec<String> {
    let mut lines = Vec::new();
    let mut line = first.to_owned();
    let mut is_empty = true;
    for word in split_breakable(&sanitize_text(text)) {
        let gap = usize::from(!is_empty);
        if display_width(&line) + gap + display_width(word) <= columns {
            line.extend(std::iter::repeat_n(' ', gap));
            line.push_str(word);
            is_empty &= word.is_empty();
            continue;
        }
        if !is_empty {
            lines.push(std::mem::replace(&mut line, rest.to_owned()));
            is_empty = true;
        }
        for letter in word.graphemes(true) {
            if !is_empty && display_width(&line) + display_width(letter) > columns {
                lines.push(std::mem::replace(&mut line, rest.to_owned()));
            }
            line.push_str(letter);
            is_empty = false;
        }
    }
    lines.push(line);
    lines
}
