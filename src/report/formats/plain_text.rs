//! The report as plain text, 72 columns wide, for a mail or a printer.

use crate::report::blocks::{Block, NightsRow, TimelineRow, group_lines};
use crate::report::formats::text_pictures::{self, NIGHTS_MARGIN, STRIP_MARGIN};
use crate::report::model::{Report, ReportLine, ReportLineId, TableRow};
use crate::report::sanitize_text;
use crate::text::width::{display_width, wrap_indented};
use crate::texts::report_page;

pub(crate) const TEXT_WIDTH: usize = 72;
/// Labels longer than this do not push the values of others to the right.
const MAX_LABEL_WIDTH: usize = 24;

pub fn render_text(report: &Report) -> String {
    let mut out = TextWriter::new(TEXT_WIDTH);
    out.push_heading(&report.title.to_plain_text(), '=');
    out.push_blank_line();
    out.push_lines(&report.header);
    for part in &report.parts {
        out.push_blank_line();
        out.push_heading(&part.title.to_plain_text(), '-');
        out.push_lines(&part.lines);
    }
    out.push_blank_line();
    out.push_lines(&report.footer);
    out.text
}

/// Lines that belong together as rows of text of at most `width` columns, each with the id of the line it is of; for a
/// screen, where a row of a picture that has no room is told in words.
pub(crate) fn render_text_rows(lines: &[ReportLine], width: usize) -> Vec<(ReportLineId, Vec<String>)> {
    // Values side by side are for where there is room for them.
    let column = if width < 2 * MAX_LABEL_WIDTH { 0 } else { measure_value_column(&group_lines(lines)) };
    let rows = lines.iter().map(|line| {
        let mut out = TextWriter::new(width);
        for block in group_lines(std::slice::from_ref(line)) {
            out.push_block(&block, column);
        }
        if out.text.lines().any(|row| display_width(row) > width) {
            out.text.clear();
            out.push_wrapped(&line.to_plain_text(), "", "  ");
        }
        let rows = out.text.trim_matches('\n').lines().map(str::to_owned);
        (line.id.clone(), rows.collect())
    });
    rows.collect()
}

fn measure_value_column(blocks: &[Block<'_>]) -> usize {
    let labels = blocks.iter().flat_map(|block| match block {
        Block::Labels(labels) => labels.as_slice(),
        _ => &[],
    });
    let widths = labels.map(|(label, _)| display_width(&sanitize_text(label)) + 2);
    widths.filter(|width| *width <= MAX_LABEL_WIDTH).max().unwrap_or(0)
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

    fn push_row(&mut self, row: &str) {
        self.text += row.trim_end();
        self.text.push('\n');
    }

    fn push_blank_line(&mut self) {
        if !self.text.is_empty() && !self.text.ends_with("\n\n") {
            self.text.push('\n');
        }
    }

    fn push_wrapped(&mut self, text: &str, first: &str, rest: &str) {
        for line in wrap_words(text, first, rest, self.width) {
            self.push_row(&line);
        }
    }

    fn push_heading(&mut self, words: &str, rule: char) {
        self.push_wrapped(words, "", "");
        let width = display_width(&sanitize_text(words)).min(self.width);
        self.push_row(&rule.to_string().repeat(width));
    }

    fn push_lines(&mut self, lines: &[ReportLine]) {
        let blocks = group_lines(lines);
        let column = measure_value_column(&blocks);
        for block in &blocks {
            self.push_block(block, column);
        }
    }

    /// `column` is where values begin that stand behind a label.
    fn push_block(&mut self, block: &Block<'_>, column: usize) {
        match block {
            Block::Paragraph(texts) => texts.iter().for_each(|text| self.push_wrapped(text, "", "")),
            Block::List(texts) => texts.iter().for_each(|text| self.push_wrapped(text, "- ", "  ")),
            Block::Checkboxes(texts) => texts.iter().for_each(|text| self.push_wrapped(text, "[ ] ", "    ")),
            Block::Labels(labels) => {
                for (label, value) in labels {
                    self.push_label(label, value.unwrap_or(report_page::BY_HAND), column);
                }
            }
            Block::WritingLine => self.push_row(&format!("\n{}", "_".repeat(self.width))),
            Block::Legend(legend) => self.push_wrapped(legend.text_key(), "", ""),
            Block::Timeline(rows) => rows.iter().for_each(|row| self.push_timeline_row(row)),
            Block::NightsPlot(rows) => rows.iter().for_each(|row| self.push_nights_row(row)),
            Block::Table(rows) => rows.iter().for_each(|row| self.push_table_row(row)),
        }
    }

    fn push_timeline_row(&mut self, row: &TimelineRow<'_>) {
        match row {
            TimelineRow::Hours(ruler) => self.push_row(&text_pictures::format_ruler(ruler.day_start)),
            TimelineRow::Day(day) if day.cells.is_empty() => {
                self.push_dated_row(&day.format_date(), &day.text, STRIP_MARGIN);
            }
            TimelineRow::Day(day) => self.push_row(&text_pictures::format_strip(day)),
        }
    }

    fn push_nights_row(&mut self, row: &NightsRow<'_>) {
        match row {
            NightsRow::Hours(hours) => self.push_row(&text_pictures::format_scale(*hours)),
            NightsRow::Week(week) if week.nights.is_empty() => {
                self.push_dated_row(&week.dates, &week.text, NIGHTS_MARGIN);
            }
            NightsRow::Week(week) => self.push_row(&text_pictures::format_nights_row(week)),
        }
    }

    fn push_label(&mut self, label: &str, value: &str, column: usize) {
        let label = format!("{}: ", sanitize_text(label));
        let pad = " ".repeat(column.saturating_sub(display_width(&label)));
        let rest = if display_width(&label) > column { 2 } else { column };
        let rest = " ".repeat(rest);
        self.push_wrapped(value, &format!("{label}{pad}"), &rest);
    }

    fn push_dated_row(&mut self, date: &str, words: &str, margin: usize) {
        self.push_wrapped(words, &format!("{date:<margin$}"), &" ".repeat(margin));
    }

    fn push_table_row(&mut self, row: &TableRow) {
        self.push_blank_line();
        self.push_row(&row.full_title);
        let first = row.labels().next().map_or(0, |(label, _)| display_width(label) + 2);
        for (label, text) in row.labels() {
            self.push_label(label, text, first);
        }
        self.push_blank_line();
    }
}

/// Lines of at most `width` columns, runs of blanks made one.
pub(crate) fn wrap_words(text: &str, first: &str, rest: &str, width: usize) -> Vec<String> {
    let words: Vec<&str> = text.split_whitespace().collect();
    wrap_indented(&words.join(" "), first, rest, width)
}
