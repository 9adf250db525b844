//! The report as plain text, 72 columns wide, for a mail or a printer.

use crate::report::blocks::{Block, Fact, NightsRow, TimelineRow, group_lines};
use crate::report::formats::text_pictures::{self, NIGHTS_MARGIN, STRIP_MARGIN};
use crate::report::model::{LineBody, QuestionLine, Report, ReportLine, ReportLineId, TableRow};
use crate::report::sanitize_text;
use crate::text::no_break::insert_no_break_spaces;
use crate::text::width::{display_width, wrap_indented};
use crate::texts::report_page;

pub(crate) const TEXT_WIDTH: usize = 72;
/// Labels longer than this do not push the values of others to the right.
const MAX_LABEL_WIDTH: usize = 24;
/// Room for an answer.
const MAX_ANSWER_WIDTH: usize = 60;
/// Columns before the words of a question.
const QUESTION_MARGIN: usize = 3;

pub fn render_text(report: &Report) -> String {
    let mut out = TextWriter::new(TEXT_WIDTH);
    out.push_heading(&report.document_title(), '=');
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
        match &line.body {
            // The line for its answer is on paper only.
            LineBody::Question(question) if question.words.is_some() => out.push_question_words(question),
            _ => {
                group_lines(std::slice::from_ref(line)).iter().for_each(|block| out.push_block(block, column))
            }
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
            Block::Facts(facts) => facts.iter().for_each(|fact| self.push_fact(*fact)),
            Block::Labels(labels) => {
                labels.iter().for_each(|(label, value)| self.push_label(label, value, column));
            }
            Block::WritingLines(n) => (0..*n).for_each(|_| self.push_writing_line()),
            Block::Signature(name) => self.push_signature(name),
            Block::Questions(all) => all.iter().for_each(|question| self.push_question(question)),
            Block::Legend(legend) => self.push_wrapped(legend.text_key(), "", ""),
            Block::Timeline(rows) => rows.iter().for_each(|row| self.push_timeline_row(row)),
            Block::NightsPlot(rows) => rows.iter().for_each(|row| self.push_nights_row(row)),
            Block::Table(rows) => rows.iter().for_each(|row| self.push_table_row(row)),
        }
    }

    fn push_timeline_row(&mut self, row: &TimelineRow<'_>) {
        match row {
            TimelineRow::Hours(ruler) => self.push_row(&text_pictures::format_ruler(ruler.day_start)),
            TimelineRow::Blank => {
                self.push_row(&text_pictures::format_blank_strip());
                self.push_row("");
            }
            TimelineRow::Day(day) if day.cells.is_empty() => {
                let words = [day.text.as_str(), &day.aside].join(" ");
                self.push_dated_row(&day.format_short_date(), words.trim(), STRIP_MARGIN);
            }
            TimelineRow::Day(day) => {
                text_pictures::format_strip(day, self.width).iter().for_each(|row| self.push_row(row));
            }
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

    fn push_fact(&mut self, fact: Fact<'_>) {
        let by_hand = report_page::format_by_hand(fact.words);
        self.push_wrapped(if fact.by_hand { &by_hand } else { fact.words }, "", "");
    }

    /// At the right, where it is no longer than a line.
    fn push_signature(&mut self, name: &str) {
        let name = sanitize_text(name);
        let margin = " ".repeat(self.width.saturating_sub(display_width(&name)));
        self.push_wrapped(&name, &margin, "");
    }

    /// A line to write on, with room above it.
    fn push_writing_line(&mut self) {
        self.push_row("");
        self.push_row(&"_".repeat(self.width.min(MAX_ANSWER_WIDTH)));
    }

    /// The question, then a line for its answer.
    fn push_question(&mut self, question: &QuestionLine) {
        let answer = "_".repeat(self.width.saturating_sub(QUESTION_MARGIN).min(MAX_ANSWER_WIDTH));
        if question.words.is_some() {
            self.push_question_words(question);
            self.push_row(&format!("{:QUESTION_MARGIN$}{answer}", ""));
        } else {
            self.push_row(&format!("{}{answer}", format_number(question)));
        }
    }

    fn push_question_words(&mut self, question: &QuestionLine) {
        let rest = " ".repeat(QUESTION_MARGIN);
        self.push_wrapped(&question.to_plain_text(), &format_number(question), &rest);
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

/// The number of a question before its words.
fn format_number(question: &QuestionLine) -> String {
    let number = question.number.map_or_else(String::new, |number| number.to_string());
    format!("{number:<QUESTION_MARGIN$}")
}

/// Lines of at most `width` columns, runs of blanks made one.
pub(crate) fn wrap_words(text: &str, first: &str, rest: &str, width: usize) -> Vec<String> {
    let words: Vec<&str> = text.split_whitespace().collect();
    wrap_indented(&insert_no_break_spaces(&words.join(" ")), first, rest, width)
        .into_iter()
        .map(|line| line.replace('\u{a0}', " "))
        .collect()
}
