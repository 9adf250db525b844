//! Rows of labels with their values, of room to write by hand, and of boxes to tick.

use crate::report::drawing::VectorShape;
use crate::report::pdf::block_layout::{
    BODY_STYLE, CONTENT_WIDTH, GUTTER, LayoutBuilder, LayoutCell, LayoutMark, LayoutRow,
};
use crate::report::pdf::shape_text::{ShapedLine, TextStyle};
use crate::report::pdf::structure_tags::{TagKind, TagNode};
use crate::text::no_break::insert_no_break_spaces;
use crate::texts::figures;

/// Room for a hand behind a label.
const MIN_BLANK_WIDTH: f32 = 100.0;

impl LayoutBuilder<'_> {
    pub(crate) fn layout_labels(&mut self, labels: &[(&str, Option<&str>)], beside: bool) {
        let cells = labels.iter().map(|(label, value)| {
            let value_text = insert_no_break_spaces(value.unwrap_or_default());
            let style = TextStyle { bold_len: label.len() + 1, ..BODY_STYLE };
            let blank = if value.is_some() { 0.0 } else { MIN_BLANK_WIDTH };
            (figures::format_label(label, &value_text), style, blank)
        });
        self.layout_pairs(cells, beside);
    }

    pub(crate) fn layout_checkboxes(&mut self, texts: &[&str]) {
        self.push_gap(4.0);
        self.layout_pairs(texts.iter().map(|text| (format!("\u{2610} {text}"), BODY_STYLE, 0.0)), true);
    }

    /// Words with their style and how much room they want for a hand, two in a row where both are short and may stand
    /// beside one another.
    fn layout_pairs(&mut self, items: impl Iterator<Item = (String, TextStyle, f32)>, beside: bool) {
        let half = (CONTENT_WIDTH - 2.0 * GUTTER) / 2.0;
        let mut left: Option<LayoutCell> = None;
        for (words, style, blank) in items {
            let mut set = self.shaper.shape_lines(&words, style, CONTENT_WIDTH);
            let short = beside && set.len() == 1 && set.iter().all(|line| line.width < half) && blank < half;
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
                keep_with_next: false,
                cells,
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
        let rule = blank_to.map(|to| VectorShape::Line([end, y], [to, y], 0.6));
        marks.extend(rule.map(|rule| LayoutMark::Shape(0.0, 0.0, rule)));
    }
    LayoutCell { tag: Some(leaf), marks }
}
