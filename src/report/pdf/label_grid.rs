//! Rows of labels with their values, of questions with room for their answers, and of boxes to tick.

use crate::report::blocks::Fact;
use crate::report::drawing::VectorShape;
use crate::report::model::{QuestionLine, ReportSection};
use crate::report::pdf::block_layout::{BODY_STYLE, GUTTER, LayoutBuilder, QUESTION_STYLE};
use crate::report::pdf::layout_row::{LayoutCell, LayoutMark, LayoutRow};
use crate::report::pdf::shape_text::{ShapedLine, TextStyle};
use crate::report::pdf::structure_tags::{TagKind, TagNode};
use crate::text::no_break::insert_no_break_spaces;
use crate::texts::{figures, report_page};

/// Room for a hand behind a label.
const MIN_BLANK_WIDTH: f32 = 100.0;

/// Labels wider than this part of their column stand in the line of their value.
const MAX_LABEL_PART: f32 = 0.55;
/// Room for a line of handwriting.
const WRITING_LINE_HEIGHT: f32 = 24.0;
/// Where a question begins, behind its number.
const QUESTION_INDENT: f32 = 20.0;
/// The part of the width that a question has; the rest is for its answer.
const QUESTION_PART: f32 = 0.68;

impl LayoutBuilder<'_> {
    pub(crate) fn layout_facts(&mut self, facts: &[Fact<'_>]) {
        let cells = facts.iter().map(|fact| {
            let blank = if fact.by_hand { MIN_BLANK_WIDTH } else { 0.0 };
            (insert_no_break_spaces(fact.words), BODY_STYLE, blank)
        });
        self.layout_pairs(cells);
    }

    /// Values in line with one another behind their labels; of sleep in two columns, read one after the other.
    pub(crate) fn layout_labels(&mut self, labels: &[(&str, &str)], section: ReportSection) {
        let width = self.width;
        let columns = if section == ReportSection::Sleep && labels.len() > 3 { 2 } else { 1 };
        let room = if columns == 2 { (width - 2.0 * GUTTER) / 2.0 } else { width };
        let bold = TextStyle { bold_len: usize::MAX, ..BODY_STYLE };
        let mut shaped: Vec<(&str, &str, Option<ShapedLine>)> = Vec::new();
        for (label, value) in labels {
            let line = self.shaper.shape_lines(label, bold, width).into_iter().next();
            shaped.push((label, value, line));
        }
        let widest = |all: &[(&str, &str, Option<ShapedLine>)]| {
            all.iter().filter_map(|(_, _, line)| line.as_ref()).map(|line| line.width).fold(0.0, f32::max)
        };
        if section == ReportSection::Checkins || widest(&shaped) > room * MAX_LABEL_PART {
            return self.layout_inline_labels(labels);
        }
        let half = shaped.len().div_ceil(columns).max(1);
        let first = self.rows.len();
        for (column, labels) in shaped.chunks(half).enumerate() {
            let x = if column == 0 { 0.0 } else { room + 2.0 * GUTTER };
            let value_x = x + widest(labels) + GUTTER * 1.5;
            for (at, (label, value, line)) in labels.iter().enumerate() {
                let cell = self.build_label_cell([label, value], line.as_ref(), [x, value_x, x + room]);
                self.push_grid_cell(first + at, cell);
            }
        }
    }

    /// A label with its value as one paragraph, and how high it is.
    fn build_label_cell(
        &mut self,
        words: [&str; 2],
        label: Option<&ShapedLine>,
        [x, value_x, end]: [f32; 3],
    ) -> (LayoutCell, f32) {
        let tag = TagNode::for_kind(TagKind::Paragraph, self.next_block());
        let mut marks: Vec<LayoutMark> =
            label.map(|line| LayoutMark::Text(x, line.baseline, line.clone())).into_iter().collect();
        let mut y = 0.0;
        let value = insert_no_break_spaces(words[1]);
        for line in self.shaper.shape_lines(&value, BODY_STYLE, end - value_x) {
            marks.push(LayoutMark::Text(value_x, y + line.baseline, line.clone()));
            y += line.height;
        }
        (LayoutCell { tag: Some(tag), marks }, y.max(BODY_STYLE.leading))
    }

    /// Into the row of this number, which is made where it is not there yet.
    fn push_grid_cell(&mut self, at: usize, (cell, height): (LayoutCell, f32)) {
        if self.rows.len() <= at {
            self.rows.push(LayoutRow { space_above: 1.0, ..LayoutRow::default() });
        }
        if let Some(row) = self.rows.get_mut(at) {
            row.height = row.height.max(height);
            row.cells.push(cell);
        }
    }

    fn layout_inline_labels(&mut self, labels: &[(&str, &str)]) {
        for (label, value) in labels {
            let style = TextStyle { bold_len: label.len() + 1, ..BODY_STYLE };
            let words = figures::format_label(label, &insert_no_break_spaces(value));
            let lines = self.shaper.shape_lines(&words, style, self.width);
            let tag = TagNode::for_kind(TagKind::Paragraph, self.next_block());
            self.push_lines(
                lines.into_iter().map(|line| (tag.clone(), vec![(0.0, line)])).collect(),
                1.0,
                false,
            );
        }
    }

    /// Numbered, with a line for the answer beside the last line of each.
    pub(crate) fn layout_questions(&mut self, questions: &[&QuestionLine]) {
        let answer_x = self.width * QUESTION_PART;
        let room = answer_x - QUESTION_INDENT - 2.0 * GUTTER;
        for question in questions {
            let tag = TagNode::for_kind(TagKind::Paragraph, self.next_block());
            let number = question.number.map_or_else(String::new, |number| number.to_string());
            let words = if question.is_by_hand() { String::new() } else { question.to_plain_text() };
            let number = self.shaper.shape_lines(&number, QUESTION_STYLE, QUESTION_INDENT).pop();
            let mut lines = self.shaper.shape_lines(&words, QUESTION_STYLE, room);
            let last = lines.pop();
            let mut first_marks: Vec<LayoutMark> =
                number.map(|line| LayoutMark::Text(0.0, line.baseline, line)).into_iter().collect();
            let several = lines.len();
            for (at, line) in lines.into_iter().chain(last).enumerate() {
                let is_last = at == several;
                let mut marks = std::mem::take(&mut first_marks);
                let y = line.baseline + 2.0;
                marks.push(LayoutMark::Text(QUESTION_INDENT, line.baseline, line));
                let mut cells = vec![LayoutCell { tag: Some(tag.clone()), marks }];
                if is_last {
                    let from = if question.words.is_some() { answer_x } else { QUESTION_INDENT };
                    let rule = VectorShape::Line([from, y], [self.width, y], 1.0);
                    cells.push(LayoutCell { tag: None, marks: vec![LayoutMark::Shape(0.0, 0.0, rule)] });
                }
                self.rows.push(LayoutRow {
                    space_above: if at == 0 { 2.0 } else { 0.0 },
                    height: QUESTION_STYLE.leading,
                    keep_with_next: !is_last,
                    cells,
                    ..LayoutRow::default()
                });
            }
        }
    }

    /// Lines to write on, told as room to write.
    pub(crate) fn layout_writing_lines(&mut self, count: usize) {
        for _ in 0..count {
            let y = WRITING_LINE_HEIGHT - 2.0;
            let tag =
                TagNode::for_kind(TagKind::Figure, self.next_block()).with_words(report_page::WRITING_SPACE);
            let rule = VectorShape::Line([0.0, y], [self.width, y], 1.0);
            self.rows.push(LayoutRow {
                height: WRITING_LINE_HEIGHT,
                cells: vec![LayoutCell { tag: Some(tag), marks: vec![LayoutMark::Shape(0.0, 0.0, rule)] }],
                ..LayoutRow::default()
            });
        }
    }

    pub(crate) fn layout_checkboxes(&mut self, texts: &[&str]) {
        self.push_gap(4.0);
        self.layout_pairs(texts.iter().map(|text| (format!("\u{2610} {text}"), BODY_STYLE, 0.0)));
    }

    /// Words with their style and how much room they want for a hand, two in a row where both are short and may stand
    /// beside one another.
    fn layout_pairs(&mut self, items: impl Iterator<Item = (String, TextStyle, f32)>) {
        let half = (self.width - 2.0 * GUTTER) / 2.0;
        let mut left: Option<LayoutCell> = None;
        for (words, style, blank) in items {
            let mut set = self.shaper.shape_lines(&words, style, self.width);
            let short = set.len() == 1 && set.iter().all(|line| line.width < half) && blank < half;
            let leaf = TagNode::for_kind(TagKind::Paragraph, self.next_block());
            if !short {
                self.push_pair_row(left.take(), None);
                let lines = set.drain(..).map(|line| (leaf.clone(), vec![(0.0, line)]));
                self.push_lines(lines.collect(), 1.0, false);
                continue;
            }
            let x = if left.is_some() { half + 2.0 * GUTTER } else { 0.0 };
            let cell = build_pair_cell(leaf, set.pop(), x, (blank > 0.0).then_some(x + half));
            left = match left.take() {
                None => Some(cell),
                Some(first) => {
                    self.push_pair_row(Some(first), Some(cell));
                    None
                }
            };
        }
        self.push_pair_row(left, None);
    }

    fn push_pair_row(&mut self, left: Option<LayoutCell>, right: Option<LayoutCell>) {
        let cells: Vec<LayoutCell> = left.into_iter().chain(right).collect();
        if !cells.is_empty() {
            self.rows.push(LayoutRow {
                space_above: 1.0,
                height: BODY_STYLE.leading,
                cells,
                ..LayoutRow::default()
            });
        }
    }
}

fn build_pair_cell(leaf: TagNode, typed: Option<ShapedLine>, x: f32, blank_to: Option<f32>) -> LayoutCell {
    let mut marks = Vec::new();
    if let Some(line) = typed {
        let (baseline, end) = (line.baseline, x + line.width + 3.0);
        marks.push(LayoutMark::Text(x, baseline, line));
        let y = baseline + 1.5;
        let rule = blank_to.map(|to| VectorShape::Line([end, y], [to, y], 1.0));
        marks.extend(rule.map(|rule| LayoutMark::Shape(0.0, 0.0, rule)));
    }
    LayoutCell { tag: Some(leaf), marks }
}
