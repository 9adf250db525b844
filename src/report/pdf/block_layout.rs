//! The page as rows to stack on sheets: what stands in each, how high it is, and which rows must not be parted.

use crate::report::blocks::{Block, find_ruler, group_lines};
use crate::report::drawing::VectorShape;
use crate::report::model::{HourRuler, Report, ReportLine, ReportPart, ReportSection, are_side_by_side};
use crate::report::pdf::layout_row::{LayoutCell, LayoutMark, LayoutRow};
use crate::report::pdf::shape_text::{ShapedLine, TextShaper, TextStyle};
use crate::report::pdf::structure_tags::{TagKind, TagNode};
use crate::text::no_break::insert_no_break_spaces;
use crate::texts::report_page;

/// Points across a large sheet between its margins; pictures and tables stand on no other.
pub(crate) const CONTENT_WIDTH: f32 = 511.0;

pub(crate) const BODY_STYLE: TextStyle =
    TextStyle { size: 11.0, leading: 14.0, bold_len: 0, is_left_to_right: false };
/// Of papers that are read at arm's length.
const LARGE_BODY_STYLE: TextStyle =
    TextStyle { size: 12.5, leading: 17.0, bold_len: 0, is_left_to_right: false };
const TITLE_STYLE: TextStyle =
    TextStyle { size: 17.0, leading: 21.0, bold_len: usize::MAX, is_left_to_right: true };
/// Questions are read first, and from a little further away.
pub(crate) const QUESTION_STYLE: TextStyle =
    TextStyle { size: 13.0, leading: 15.5, bold_len: 0, is_left_to_right: false };
const HEADING_STYLE: TextStyle =
    TextStyle { size: 12.5, leading: 15.5, bold_len: usize::MAX, is_left_to_right: false };

/// The day of a moment in the keepsake, with room before it in place of a line.
const MOMENT_TITLE_STYLE: TextStyle =
    TextStyle { size: 11.0, leading: 17.0, bold_len: usize::MAX, is_left_to_right: false };
const SPACE_ABOVE_MOMENT: f32 = 16.0;
const SPACE_ABOVE_HEADING: f32 = 6.0;
/// Where the text of an item begins, behind its mark.
const ITEM_INDENT: f32 = 14.0;
/// A section no higher than this is not parted.
const KEEP_TOGETHER_HEIGHT: f32 = 120.0;
pub(crate) const GUTTER: f32 = 6.0;
/// The wider of two sections side by side.
const COLUMN_WIDTH: f32 = 318.0;
/// Two sections that are higher stand one under the other.
const MAX_SIDE_BY_SIDE_HEIGHT: f32 = 300.0;

/// Everything between the title and the foot.
pub(crate) fn layout_rows(report: &Report, shaper: &mut TextShaper) -> Vec<LayoutRow> {
    let mut builder = LayoutBuilder {
        shaper,
        rows: Vec::new(),
        width: report.paper.content_width(),
        body: if report.kind.spec().is_large { LARGE_BODY_STYLE } else { BODY_STYLE },
        starts_page: false,
        block_count: 0,
    };
    let reader = report.reader.as_ref().map(ReportLine::to_plain_text);
    builder.push_title(&report.title.to_plain_text(), reader.as_deref());
    builder.layout_blocks(&group_lines(&report.header), None, ReportSection::Visit);
    builder.push_rule(1.6, false);
    let mut parts = report.parts.as_slice();
    while let Some((part, rest)) = parts.split_first() {
        parts = rest;
        if let Some((next, rest)) = rest.split_first()
            && are_side_by_side(part.section, next.section)
            && builder.layout_side_by_side([part, next])
        {
            parts = rest;
            continue;
        }
        if part.section == ReportSection::Checkins {
            builder.starts_page = true;
        }
        builder.layout_part(part);
    }
    builder.rows
}

/// What may stand beside the heading of a section: its first sentence, or what its marks mean.
fn find_run_in_sentence<'a>(blocks: &[Block<'a>]) -> Option<&'a str> {
    match blocks {
        [Block::Paragraph(texts), ..] if texts.len() == 1 => texts.first().copied(),
        [Block::Legend(legend), ..] => Some(legend.drawn_key()),
        _ => None,
    }
}

/// The foot, as it stands on every sheet: its sentences in one line where they fit.
pub(crate) fn shape_footer(report: &Report, shaper: &mut TextShaper, width: f32) -> Vec<ShapedLine> {
    let words: Vec<String> = report.footer.iter().map(ReportLine::to_plain_text).collect();
    if words.is_empty() {
        return Vec::new();
    }
    shaper.shape_lines(&insert_no_break_spaces(&words.join(" ")), BODY_STYLE, width)
}

/// The title as it stands above further sheets, on one line.
pub(crate) fn shape_running_title(report: &Report, shaper: &mut TextShaper) -> Option<ShapedLine> {
    let style = TextStyle { is_left_to_right: true, ..BODY_STYLE };
    let lines = shaper.shape_lines(&report.document_title(), style, report.paper.content_width());
    lines.into_iter().next()
}

/// `Page 1 of 2`.
pub(crate) fn shape_page_number(shaper: &mut TextShaper, n: usize, of: usize) -> Option<ShapedLine> {
    let words = report_page::format_page_number(n, of);
    shaper.shape_lines(&words, BODY_STYLE, CONTENT_WIDTH).into_iter().next()
}

pub(crate) struct LayoutBuilder<'a> {
    pub shaper: &'a mut TextShaper,
    pub rows: Vec<LayoutRow>,
    /// Points across, of the sheet or of a column of it.
    pub width: f32,
    /// How sentences and items are set.
    body: TextStyle,
    /// The next row begins a sheet.
    pub starts_page: bool,
    block_count: u32,
}

impl LayoutBuilder<'_> {
    pub(crate) fn next_block(&mut self) -> u32 {
        self.block_count += 1;
        self.block_count
    }

    /// The name, large, and at its right who the sheet is for.
    fn push_title(&mut self, title: &str, reader: Option<&str>) {
        let first = self.rows.len();
        self.push_words(title, TITLE_STYLE, TagKind::Heading(1), 0.0);
        let Some(reader) =
            reader.and_then(|reader| self.shaper.shape_lines(reader, BODY_STYLE, self.width).pop())
        else {
            return;
        };
        let tag = TagNode::for_kind(TagKind::Paragraph, self.next_block());
        let x = self.width - reader.width;
        let alone = self.rows.len() == first + 1;
        let name_end = |row: &LayoutRow| {
            let marks = row.cells.iter().flat_map(|cell| &cell.marks);
            marks.map(LayoutMark::right_edge).fold(0.0, f32::max)
        };
        match self.rows.last_mut() {
            Some(row) if alone && name_end(row) + 2.0 * GUTTER < x => {
                let marks = vec![LayoutMark::Text(x, TITLE_STYLE.leading * 0.8, reader)];
                row.cells.push(LayoutCell { tag: Some(tag), marks });
            }
            _ => self.push_lines(vec![(tag, vec![(0.0, reader)])], 0.0, true),
        }
    }

    fn layout_part(&mut self, part: &ReportPart) {
        let first = self.rows.len();
        let title = part.title.to_plain_text();
        let blocks = group_lines(&part.lines);
        let rest = match find_run_in_sentence(&blocks) {
            _ if part.section == ReportSection::Moments => {
                self.push_words(&title, MOMENT_TITLE_STYLE, TagKind::Heading(2), SPACE_ABOVE_MOMENT);
                &blocks
            }
            Some(sentence) if self.push_run_in_heading(&title, sentence, blocks.len() == 1) => &blocks[1..],
            _ => {
                self.push_words(&title, HEADING_STYLE, TagKind::Heading(2), SPACE_ABOVE_HEADING);
                self.push_rule(0.8, true);
                &blocks
            }
        };
        self.layout_blocks(rest, find_ruler(&blocks), part.section);
        if let Some(row) = self.rows.get_mut(first) {
            row.starts_page = std::mem::take(&mut self.starts_page);
        }
        self.keep_together(first);
    }

    /// Two sections beside one another; not done when they are too high to stay on one sheet.
    fn layout_side_by_side(&mut self, parts: [&ReportPart; 2]) -> bool {
        let widths = [COLUMN_WIDTH, CONTENT_WIDTH - COLUMN_WIDTH - 2.0 * GUTTER];
        let widths = if parts[0].section == ReportSection::Cues { widths } else { [widths[1], widths[0]] };
        let before = std::mem::take(&mut self.rows);
        let block_count = self.block_count;
        let mut row = LayoutRow { space_above: SPACE_ABOVE_HEADING, height: 0.0, ..LayoutRow::default() };
        let mut x = 0.0;
        for (part, width) in parts.into_iter().zip(widths) {
            self.width = width;
            self.layout_part(part);
            let mut y = 0.0;
            for (at, column) in std::mem::take(&mut self.rows).into_iter().enumerate() {
                y += if at == 0 { 0.0 } else { column.space_above };
                row.cells.extend(column.cells.into_iter().map(|cell| cell.moved_by(x, y)));
                y += column.height;
            }
            row.height = row.height.max(y);
            x += width + 2.0 * GUTTER;
        }
        (self.rows, self.width) = (before, CONTENT_WIDTH);
        let fits = row.height <= MAX_SIDE_BY_SIDE_HEIGHT;
        if fits {
            self.rows.push(row);
        } else {
            self.block_count = block_count;
        }
        fits
    }

    /// A paragraph or a heading, a row a line. Its first two lines and its last two are not parted.
    fn push_words(&mut self, words: &str, style: TextStyle, kind: TagKind, before: f32) {
        let leaf = TagNode::for_kind(kind, self.next_block()).with_words(words);
        let lines = self.shaper.shape_lines(&insert_no_break_spaces(words), style, self.width);
        let heading = matches!(leaf.kind, TagKind::Heading(_));
        let cells = lines.into_iter().map(|line| (leaf.clone(), vec![(0.0, line)]));
        self.push_lines(cells.collect(), before, heading);
    }

    /// A heading with a sentence behind it on the same line; not done when they do not fit.
    fn push_run_in_heading(&mut self, title: &str, sentence: &str, last: bool) -> bool {
        let mut heading = self.shaper.shape_lines(title, HEADING_STYLE, self.width);
        let [line] = heading.as_slice() else {
            return false;
        };
        let x = line.width + 2.0 * GUTTER;
        let mut words = self.shaper.shape_lines(sentence, BODY_STYLE, (self.width - x).max(1.0));
        if x > self.width / 2.0 || words.len() != 1 {
            return false;
        }
        let kinds = [TagKind::Heading(2), TagKind::Paragraph];
        let lines = heading.pop().into_iter().chain(words.pop());
        let baseline = HEADING_STYLE.leading * 0.8;
        let cells = kinds.into_iter().zip([0.0, x]).zip(lines);
        let cells = cells.map(|((kind, x), line)| LayoutCell {
            tag: Some(TagNode::for_kind(kind, self.next_block()).with_words(title)),
            marks: vec![LayoutMark::Text(x, baseline, line)],
        });
        let cells = cells.collect();
        self.rows.push(LayoutRow {
            space_above: SPACE_ABOVE_HEADING,
            height: HEADING_STYLE.leading,
            keep_with_next: true,
            cells,
            ..LayoutRow::default()
        });
        self.push_rule(0.8, true);
        if let Some(rule) = self.rows.last_mut() {
            rule.keep_with_next = !last;
        }
        true
    }

    pub(crate) fn push_lines(
        &mut self,
        lines: Vec<(TagNode, Vec<(f32, ShapedLine)>)>,
        before: f32,
        keep: bool,
    ) {
        let last = lines.len().saturating_sub(1);
        for (at, (leaf, typed)) in lines.into_iter().enumerate() {
            let height = typed.iter().map(|(_, line)| line.height).fold(0.0, f32::max);
            let marks = typed.into_iter().map(|(x, line)| {
                let baseline = line.baseline;
                LayoutMark::Text(x, baseline, line)
            });
            self.rows.push(LayoutRow {
                space_above: if at == 0 { before } else { 0.0 },
                height,
                keep_with_next: keep || (at != last && (at == 0 || at + 2 > last)),
                cells: vec![LayoutCell { tag: Some(leaf), marks: marks.collect() }],
                ..LayoutRow::default()
            });
        }
    }

    /// A line across, under a heading.
    fn push_rule(&mut self, thick: f32, keep: bool) {
        let line = VectorShape::Line([0.0, 1.0], [self.width, 1.0], thick);
        self.rows.push(LayoutRow {
            height: 4.0,
            keep_with_next: keep,
            cells: vec![LayoutCell { tag: None, marks: vec![LayoutMark::Shape(0.0, 0.0, line)] }],
            ..LayoutRow::default()
        });
    }

    fn layout_blocks(&mut self, blocks: &[Block<'_>], ruler: Option<&HourRuler>, section: ReportSection) {
        for block in blocks {
            match block {
                Block::Paragraph(texts) => texts.iter().for_each(|text| self.push_paragraph(text)),
                Block::Legend(legend) => self.push_paragraph(legend.drawn_key()),
                Block::WritingLines(count) => self.layout_writing_lines(*count),
                Block::Signature(name) => self.layout_signature(name),
                Block::Questions(questions) => self.layout_questions(questions),
                Block::List(texts) => self.layout_list(texts),
                Block::Facts(facts) => self.layout_facts(facts),
                // Days of check-ins are read one under another.
                Block::Labels(labels) => self.layout_labels(labels, section),
                Block::Checkboxes(texts) => self.layout_checkboxes(texts),
                Block::Timeline(rows) => self.layout_timeline(rows, ruler),
                Block::NightsPlot(rows) => self.layout_nights_plot(rows),
                Block::Table(rows) => self.layout_table(rows),
            }
        }
    }

    fn push_paragraph(&mut self, words: &str) {
        self.push_words(words, self.body, TagKind::Paragraph, 1.0);
    }

    /// At the right, with what it is under.
    fn layout_signature(&mut self, name: &str) {
        if let Some(row) = self.rows.last_mut() {
            row.keep_with_next = true;
        }
        let tag = TagNode::for_kind(TagKind::Paragraph, self.next_block());
        let lines = self.shaper.shape_lines(name, BODY_STYLE, self.width);
        let width = self.width;
        let lines = lines.into_iter().map(|line| (tag.clone(), vec![(width - line.width, line)]));
        self.push_lines(lines.collect(), 1.0, false);
    }

    fn layout_list(&mut self, texts: &[&str]) {
        let list = self.next_block();
        for (part, text) in (0..).zip(texts) {
            let mut leaf = TagNode::for_kind(TagKind::List, list);
            leaf.part = part;
            let words = self.shaper.shape_lines(text, self.body, self.width - ITEM_INDENT);
            // Where words run from right to left, their mark stands at the right.
            let rtl = words.first().is_some_and(|line| line.rtl);
            let (mark, x) = if rtl { (self.width - ITEM_INDENT + 3.0, 0.0) } else { (3.0, ITEM_INDENT) };
            let body = leaf.clone().with_cell(1);
            let cells = words.into_iter().map(|line| (body.clone(), vec![(x, line)]));
            let first = self.rows.len();
            self.push_lines(cells.collect(), 1.0, false);
            let bullet = self.shaper.shape_lines("\u{2022}", self.body, ITEM_INDENT).pop();
            if let (Some(row), Some(bullet)) = (self.rows.get_mut(first), bullet) {
                let cell = LayoutCell {
                    tag: Some(leaf.with_cell(0)),
                    marks: vec![LayoutMark::Text(mark, bullet.baseline, bullet)],
                };
                row.cells.insert(0, cell);
            }
        }
    }

    /// Keeps the rows from this one on together when they are few.
    fn keep_together(&mut self, first: usize) {
        let rows = self.rows.get_mut(first..).unwrap_or_default();
        let high: f32 = rows.iter().map(|row| row.space_above + row.height).sum();
        if high <= KEEP_TOGETHER_HEIGHT
            && let Some((_, all)) = rows.split_last_mut()
        {
            all.iter_mut().for_each(|row| row.keep_with_next = true);
        }
    }

    pub(crate) fn push_gap(&mut self, height: f32) {
        self.rows.push(LayoutRow { height, keep_with_next: true, ..LayoutRow::default() });
    }
}
