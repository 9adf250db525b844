//! The page as plain text, 72 columns wide, for a mail or a printer.

use crate::report::build::{LineBody, Report, ReportLine, ReportLineId, WeekRow};
use crate::report::{nights_plot, sanitize_text, timeline_strips};
use crate::texts::figures::Length;
use crate::texts::{figures, report_page};
use unicode_width::UnicodeWidthStr;

pub(crate) const TEXT_WIDTH: usize = 72;
/// Columns before the nights of a week.
pub(crate) const MARGIN: usize = 18;
/// Labels longer than this do not push the values of others to the right.
const MAX_LABEL_WIDTH: usize = 24;

/// The page in 72 columns.
pub fn render_text(page: &Report) -> String {
    let mut out = TextWriter::new(TEXT_WIDTH);
    out.push_heading(&page.title.to_plain_text(), '=');
    out.push_blank_line();
    out.lines(&page.header);
    for part in &page.parts {
        out.push_blank_line();
        out.push_heading(&part.title.to_plain_text(), '-');
        out.lines(&part.lines);
    }
    out.push_blank_line();
    out.lines(&page.footer);
    out.text
}

/// Lines that belong together as rows of text of at most `width` columns, each with the key of the line it is of; for a
/// screen, where a row of a picture that has no room is told in words.
pub fn render_text_rows(lines: &[ReportLine], width: usize) -> Vec<(ReportLineId, Vec<String>)> {
    // Values side by side are for where there is room for them.
    let column = if width < 2 * MAX_LABEL_WIDTH { 0 } else { measure_value_column(lines) };
    let rows = lines.iter().map(|line| {
        let mut out = TextWriter::new(width);
        out.push_report_line(line, column);
        if out.text.lines().any(|row| row.width() > width) {
            out.text.clear();
            out.push_wrapped(&line.to_plain_text(), "", "  ");
        }
        let rows = out.text.trim_matches('\n').lines().map(str::to_owned);
        (line.id.clone(), rows.collect())
    });
    rows.collect()
}

fn measure_value_column(lines: &[ReportLine]) -> usize {
    let labels = lines.iter().filter_map(|line| match &line.body {
        LineBody::Label(label, _) | LineBody::BlankLabel(label) => Some(sanitize_text(label).width() + 2),
        _ => None,
    });
    labels.filter(|width| *width <= MAX_LABEL_WIDTH).max().unwrap_or(0)
}

/// Text under way; a blank line never follows another.
struct TextWriter {
    text: String,
    width: usize,
}

impl TextWriter {
    fn new(width: usize) -> Self {
        Self { text: String::new(), width }
    }

    fn line(&mut self, push_line: &str) {
        self.text += push_line.trim_end();
        self.text.push('\n');
    }

    fn push_blank_line(&mut self) {
        if !self.text.is_empty() && !self.text.ends_with("\n\n") {
            self.text.push('\n');
        }
    }

    fn push_wrapped(&mut self, text: &str, first: &str, rest: &str) {
        for line in wrap_text(text, first, rest, self.width) {
            self.line(&line);
        }
    }

    fn push_heading(&mut self, words: &str, rule: char) {
        self.push_wrapped(words, "", "");
        let width = sanitize_text(words).width().min(self.width);
        self.line(&rule.to_string().repeat(width));
    }

    fn lines(&mut self, push_report_lines: &[ReportLine]) {
        let column = measure_value_column(push_report_lines);
        for line in push_report_lines {
            self.push_report_line(line, column);
        }
    }

    fn push_report_line(&mut self, line: &ReportLine, column: usize) {
        match &line.body {
            LineBody::Sentence(text) => self.push_wrapped(text, "", ""),
            LineBody::Item(text) => self.push_wrapped(text, "- ", "  "),
            LineBody::Checkbox(text) => self.push_wrapped(text, "[ ] ", "    "),
            LineBody::Label(label, value) => self.push_pair(label, value, column),
            LineBody::BlankLabel(label) => self.push_pair(label, report_page::BY_HAND, column),
            LineBody::BlankLine => self.line(&format!("\n{}", "_".repeat(self.width))),
            LineBody::Ruler(ruler) => self.line(&timeline_strips::format_ruler(ruler.day_start)),
            LineBody::Strip(row) if row.cells.is_empty() => {
                self.push_dated_row(
                    &report_page::format_strip_date(row.date),
                    &row.text,
                    timeline_strips::MARGIN,
                );
            }
            LineBody::Strip(row) => self.line(&timeline_strips::format_strip(row)),
            LineBody::Nights(row) if row.nights.is_empty() => {
                self.push_dated_row(
                    &report_page::format_days_without_year(row.from, row.to),
                    &row.text,
                    MARGIN,
                );
            }
            LineBody::HourScale(hours) => self.line(&nights_plot::format_scale(*hours, MARGIN)),
            LineBody::Nights(row) => self.line(&nights_plot::format_nights_row(row, MARGIN)),
            LineBody::Legend(legend) => self.push_wrapped(legend.text_key(), "", ""),
            LineBody::Week(week) => self.week(week),
        }
    }

    fn push_pair(&mut self, label: &str, value: &str, column: usize) {
        let label = format!("{}: ", sanitize_text(label));
        let pad = " ".repeat(column.saturating_sub(label.width()));
        let rest = if label.width() > column { 2 } else { column };
        let rest = " ".repeat(rest);
        self.push_wrapped(value, &format!("{label}{pad}"), &rest);
    }

    fn push_dated_row(&mut self, date: &str, words: &str, margin: usize) {
        self.push_wrapped(words, &format!("{date:<margin$}"), &" ".repeat(margin));
    }

    fn week(&mut self, push_week: &WeekRow) {
        self.push_blank_line();
        self.line(&report_page::format_days_with_year(push_week.from, push_week.to));
        let column = report_page::NIGHTS.width() + 2;
        self.push_pair(report_page::NIGHTS, &push_week.nights, column);
        for (measure, figures) in &push_week.measures {
            let label = figures::label_week_measure(*measure, Length::Full);
            self.push_pair(label, &figures::describe_figures(figures.as_ref()), column);
        }
        self.push_blank_line();
    }
}

/// Lines of at most `width` columns, broken at blanks; a word that is longer is broken where it must be. `first` and
/// `rest` stand before the first and the following lines.
pub(crate) fn wrap_text(text: &str, first: &str, rest: &str, width: usize) -> Vec<String> {
    let text = sanitize_text(text);
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
            let (piece, left) = word.split_at(fitting_prefix_len(word, width.saturating_sub(line.width())));
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
fn fitting_prefix_len(word: &str, width: usize) -> usize {
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
