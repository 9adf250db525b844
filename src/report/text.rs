//! The page as plain text, 72 columns wide, for a mail or a printer.

use super::page::{Body, Key, Line, Page, WeekRow};
use super::{plain, plot, said, strips};
use unicode_width::UnicodeWidthStr;

pub(crate) const WIDTH: usize = 72;
/// Columns before the nights of a week.
pub(crate) const MARGIN: usize = 18;
/// Labels longer than this do not push the values of others to the right.
const LABEL: usize = 24;

/// The page in 72 columns.
pub fn text(page: &Page) -> String {
    let mut out = Out::new(WIDTH);
    out.heading(&page.title.words(), '=');
    out.blank();
    out.lines(&page.head);
    for part in &page.parts {
        out.blank();
        out.heading(&part.title.words(), '-');
        out.lines(&part.lines);
    }
    out.blank();
    out.lines(&page.foot);
    out.text
}

/// Lines that belong together as rows of text of at most `width` columns, each with the key of the line it is of; for a
/// screen, where a row of a picture that has no room is told in words.
pub fn text_rows(lines: &[Line], width: usize) -> Vec<(Key, Vec<String>)> {
    // Values side by side are for where there is room for them.
    let column = if width < 2 * LABEL { 0 } else { column(lines) };
    let rows = lines.iter().map(|line| {
        let mut out = Out::new(width);
        out.one(line, column);
        if out.text.lines().any(|row| row.width() > width) {
            out.text.clear();
            out.wrapped(&line.words(), "", "  ");
        }
        let rows = out.text.trim_matches('\n').lines().map(str::to_owned);
        (line.key.clone(), rows.collect())
    });
    rows.collect()
}

fn column(lines: &[Line]) -> usize {
    let labels = lines.iter().filter_map(|line| match &line.body {
        Body::Label(label, _) | Body::Blank(label) => Some(plain(label).width() + 2),
        _ => None,
    });
    labels.filter(|width| *width <= LABEL).max().unwrap_or(0)
}

/// Text under way; a blank line never follows another.
struct Out {
    text: String,
    width: usize,
}

impl Out {
    fn new(width: usize) -> Self {
        Self { text: String::new(), width }
    }

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
        for line in wrap(text, first, rest, self.width) {
            self.line(&line);
        }
    }

    fn heading(&mut self, words: &str, rule: char) {
        self.wrapped(words, "", "");
        let width = plain(words).width().min(self.width);
        self.line(&rule.to_string().repeat(width));
    }

    fn lines(&mut self, lines: &[Line]) {
        let column = column(lines);
        for line in lines {
            self.one(line, column);
        }
    }

    fn one(&mut self, line: &Line, column: usize) {
        match &line.body {
            Body::Say(text) => self.wrapped(text, "", ""),
            Body::Item(text) => self.wrapped(text, "- ", "  "),
            Body::Tick(text) => self.wrapped(text, "[ ] ", "    "),
            Body::Label(label, value) => self.pair(label, value, column),
            Body::Blank(label) => self.pair(label, said::BY_HAND, column),
            Body::Fill => self.line(&format!("\n{}", "_".repeat(self.width))),
            Body::Ruler(ruler) => self.line(&strips::ruler(ruler.day_start)),
            Body::Strip(row) if row.cells.is_empty() => {
                self.row(&said::strip_date(row.date), &row.says, strips::MARGIN);
            }
            Body::Strip(row) => self.line(&strips::marks(row)),
            Body::Nights(row) if row.nights.is_empty() => {
                self.row(&said::days(row.from, row.to), &row.says, MARGIN);
            }
            Body::Scale(hours) => self.line(&plot::scale(*hours, MARGIN)),
            Body::Nights(row) => self.line(&plot::marks(row, MARGIN)),
            Body::Legend(legend) => self.wrapped(said::legend_in_marks(*legend), "", ""),
            Body::Week(week) => self.week(week),
        }
    }

    fn pair(&mut self, label: &str, value: &str, column: usize) {
        let label = format!("{}: ", plain(label));
        let pad = " ".repeat(column.saturating_sub(label.width()));
        let rest = if label.width() > column { 2 } else { column };
        let rest = " ".repeat(rest);
        self.wrapped(value, &format!("{label}{pad}"), &rest);
    }

    fn row(&mut self, date: &str, words: &str, margin: usize) {
        self.wrapped(words, &format!("{date:<margin$}"), &" ".repeat(margin));
    }

    fn week(&mut self, week: &WeekRow) {
        self.blank();
        self.line(&said::dates(week.from, week.to));
        let column = said::NIGHTS.width() + 2;
        self.pair(said::NIGHTS, &week.nights, column);
        for (name, measure) in &week.measures {
            self.pair(name, &said::measure_words(measure), column);
        }
        self.blank();
    }
}

/// Lines of at most `width` columns, broken at blanks; a word that is longer is broken where it must be. `first` and
/// `rest` stand before the first and the following lines.
pub(crate) fn wrap(text: &str, first: &str, rest: &str, width: usize) -> Vec<String> {
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
        while fresh && !word.is_empty() && line.width() + word.width() > width {
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
