//! The page as plain text, 72 columns wide, for a mail or a printer.

use super::page::{Line, Page};
use super::{plain, strips};
use unicode_width::UnicodeWidthStr;

/// Columns of a page.
pub(super) const WIDTH: usize = 72;
/// Labels longer than this do not push the values of others to the right.
const LABEL: usize = 24;

/// The page in 72 columns.
#[must_use]
pub fn text(page: &Page) -> String {
    let mut out = Out::default();
    out.wrapped(&page.title, "", "");
    out.line(&"=".repeat(plain(&page.title).width().min(WIDTH)));
    out.blank();
    out.lines(&page.head);
    for part in &page.parts {
        out.blank();
        out.wrapped(&part.title, "", "");
        out.line(&"-".repeat(plain(&part.title).width().min(WIDTH)));
        out.lines(&part.lines);
    }
    out.blank();
    out.lines(&page.foot);
    out.text
}

/// Text under way; a blank line never follows another.
#[derive(Default)]
struct Out {
    text: String,
}

impl Out {
    fn line(&mut self, line: &str) {
        self.text += line.trim_end();
        self.text.push('\n');
    }

    fn blank(&mut self) {
        if !self.text.is_empty() && !self.text.ends_with("\n\n") {
            self.text.push('\n');
        }
    }

    fn wrapped(&mut self, text: &str, first: &str, rest: &str) {
        for line in wrap(text, first, rest, WIDTH) {
            self.line(&line);
        }
    }

    fn lines(&mut self, lines: &[Line]) {
        let labels = lines.iter().filter_map(|line| match line {
            Line::Label(label, _) => Some(plain(label).width() + 2),
            _ => None,
        });
        let column = labels.filter(|width| *width <= LABEL).max().unwrap_or(0);
        for line in lines {
            match line {
                Line::Head(text) => {
                    self.blank();
                    self.wrapped(text, "", "");
                }
                Line::Say(text) => self.wrapped(text, "", ""),
                Line::Item(text) => self.wrapped(text, "- ", "  "),
                Line::Label(label, value) => {
                    let label = format!("{}: ", plain(label));
                    let pad = " ".repeat(column.saturating_sub(label.width()));
                    let rest = " ".repeat(column.max(2));
                    self.wrapped(value, &format!("{label}{pad}"), &rest);
                }
                Line::Fill => self.line(&format!("\n{}", "_".repeat(WIDTH))),
                Line::Ruler(from) => self.line(&strips::ruler(*from)),
                Line::Strip(row) => self.line(&strips::marks(row)),
            }
        }
    }
}

/// Lines of at most `width` columns, broken at blanks; a word that is longer is broken where it must be. `first` and
/// `rest` stand before the first and the following lines.
pub(super) fn wrap(text: &str, first: &str, rest: &str, width: usize) -> Vec<String> {
    let text = plain(text);
    let mut lines = Vec::new();
    let mut line = first.to_owned();
    let mut fresh = true;
    for word in text.split_whitespace() {
        let mut word = word;
        let gap = usize::from(!fresh);
        if line.width() + gap + word.width() > width && !fresh {
            lines.push(std::mem::replace(&mut line, rest.to_owned()));
            fresh = true;
        }
        while fresh && line.width() + word.width() > width {
            let (piece, left) = word.split_at(fitting(word, width.saturating_sub(line.width())));
            line.push_str(piece);
            lines.push(std::mem::replace(&mut line, rest.to_owned()));
            word = left;
        }
        if !fresh {
            line.push(' ');
        }
        line.push_str(word);
        fresh = word.is_empty() && fresh;
    }
    if !fresh || lines.is_empty() {
        lines.push(line);
    }
    lines
}

/// How many bytes of a word fit in `width` columns: at least one grapheme, so that wrapping always ends.
fn fitting(word: &str, width: usize) -> usize {
    use unicode_segmentation::UnicodeSegmentation;
    let mut end = 0;
    for grapheme in word.graphemes(true) {
        if end > 0 && word[..end + grapheme.len()].width() > width {
            break;
        }
        end += grapheme.len();
    }
    end
}
