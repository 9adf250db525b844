//! Rows stacked on sheets and drawn, with the foot under each.

use crate::report::drawing::{RING_RADIUS, VectorShape};
use crate::report::model::Report;
use crate::report::pdf::layout_row::{LayoutCell, LayoutMark, LayoutRow};
use crate::report::pdf::shape_text::{ShapedLine, SpokenText, TextShaper};
use crate::report::pdf::structure_tags::{TagKind, TagNode, TaggedContent};
use crate::report::pdf::{block_layout, structure_tags};
use krilla::color::luma;
use krilla::destination::XyzDestination;
use krilla::geom::{PathBuilder, Point, Rect};
use krilla::outline::{Outline, OutlineNode};
use krilla::page::PageSettings;
use krilla::paint::{Fill, LineCap, Stroke, StrokeDash};
use krilla::surface::Surface;
use krilla::tagging::{Artifact, ArtifactType, ContentTag, Identifier, SpanTag};
use krilla::{Document, SerializeSettings};

/// The foot is read last.
const FOOTER_BLOCK: u32 = u32::MAX;
const MARGIN_TOP: f32 = 30.0;
const MARGIN_BOTTOM: f32 = 28.0;
/// Room for the title above a sheet that is not the first.
const RUNNING_TITLE_HEIGHT: f32 = 22.0;
/// Room between the text and the foot.
const SPACE_ABOVE_FOOTER: f32 = 6.0;
/// Room for the number of the sheet, beside the foot.
const PAGE_NUMBER_WIDTH: f32 = 40.0;

/// A page set in type, to be drawn as often as wanted.
pub(crate) struct PaginatedReport {
    title: String,
    pages: Vec<Vec<(f32, LayoutRow)>>,
    footer: Vec<ShapedLine>,
    page_numbers: Vec<Option<ShapedLine>>,
    running_title: Option<ShapedLine>,
    /// Width and height of a sheet.
    paper: (f32, f32),
    margin_left: f32,
    /// Points across between the margins.
    width: f32,
    /// The headings of sections: the sheet each stands on, how far down, and its words.
    headings: Vec<(usize, f32, String)>,
}

impl PaginatedReport {
    pub(crate) fn new(page: &Report, shaper: &mut TextShaper) -> Self {
        let width = page.paper.content_width();
        let foot = block_layout::shape_footer(page, shaper, width - PAGE_NUMBER_WIDTH);
        let high: f32 = foot.iter().map(|line| line.height).sum();
        let paper = page.paper.points();
        let room = paper.1 - MARGIN_TOP - MARGIN_BOTTOM - SPACE_ABOVE_FOOTER - high.max(14.0);
        let sheets = paginate_rows(block_layout::layout_rows(page, shaper), room);
        let numbers =
            (1..=sheets.len()).map(|n| block_layout::shape_page_number(shaper, n, sheets.len())).collect();
        Self {
            title: page.document_title(),
            headings: list_headings(&sheets),
            pages: sheets,
            footer: foot,
            page_numbers: numbers,
            running_title: block_layout::shape_running_title(page, shaper),
            paper,
            margin_left: (paper.0 - width) / 2.0,
            width,
        }
    }

    pub(crate) fn page_count(&self) -> usize {
        self.pages.len()
    }

    pub(crate) fn draw_document(&self, settings: SerializeSettings) -> Document {
        let mut document = Document::new_with(settings);
        let mut drawn = Vec::new();
        let mut outline = Outline::new();
        let place = |page, y| XyzDestination::new(page, Point::from_xy(self.margin_left, y));
        let mut root = OutlineNode::new(self.title.clone(), place(0, MARGIN_TOP));
        for (page, y, words) in &self.headings {
            root.push_child(OutlineNode::new(words.clone(), place(*page, *y)));
        }
        outline.push_child(root);
        for (n, sheet) in self.pages.iter().enumerate() {
            let Some(paper) = PageSettings::from_wh(self.paper.0, self.paper.1) else {
                continue;
            };
            let mut on = document.start_page_with(paper);
            let mut surface = on.surface();
            self.draw_running_title(&mut surface, n);
            for (y, row) in sheet {
                for cell in &row.cells {
                    drawn.extend(self.draw_cell(&mut surface, cell, n, *y, row.height));
                }
            }
            drawn.extend(self.draw_footer(&mut surface, n));
            surface.finish();
            on.finish();
        }
        document.set_outline(outline);
        document.set_tag_tree(structure_tags::build_tag_tree(drawn));
        document
    }

    fn draw_cell(
        &self,
        on: &mut Surface,
        cell: &LayoutCell,
        n: usize,
        y: f32,
        high: f32,
    ) -> Vec<TaggedContent> {
        let bounds = Rect::from_xywh(self.margin_left, y, self.width, high);
        let one_piece = match &cell.tag {
            Some(leaf) if leaf.is_picture() => Some(ContentTag::Other),
            Some(_) => None,
            None => Some(ContentTag::Artifact(Artifact::with_kind(ArtifactType::Other))),
        };
        let mut pieces = Vec::new();
        match one_piece {
            Some(tag) => {
                pieces.push(on.start_tagged(tag));
                for mark in &cell.marks {
                    self.draw_mark(on, mark, y);
                }
                on.end_tagged();
            }
            None => {
                let mut spans = SpanWriter { on, ids: &mut pieces, open: None };
                for mark in &cell.marks {
                    match mark {
                        LayoutMark::Text(x, baseline, line) => {
                            spans.draw_line(line, self.margin_left + x, y + baseline);
                        }
                        LayoutMark::Shape(..) => self.draw_mark(spans.surface(), mark, y),
                    }
                }
                spans.finish();
            }
        }
        let tag = cell.tag.clone();
        let piece = |id| Some(TaggedContent { tag: tag.clone()?, id, page: n, bounds });
        pieces.into_iter().filter_map(piece).collect()
    }

    fn draw_mark(&self, on: &mut Surface, mark: &LayoutMark, y: f32) {
        match mark {
            LayoutMark::Text(x, baseline, line) => {
                on.set_stroke(None);
                on.set_fill(Some(black_fill()));
                line.draw(on, self.margin_left + x, y + baseline);
            }
            LayoutMark::Shape(x, down, shape) => draw_shape(on, shape, self.margin_left + x, y + down),
        }
    }

    /// Whose sheet it is, seen on every sheet but the first, which has the title.
    fn draw_running_title(&self, on: &mut Surface, n: usize) {
        let Some(title) = self.running_title.as_ref().filter(|_| n > 0) else {
            return;
        };
        let kind = Artifact::with_kind(ArtifactType::Header);
        on.start_tagged(ContentTag::Artifact(kind));
        on.set_stroke(None);
        on.set_fill(Some(black_fill()));
        title.draw(on, self.margin_left, MARGIN_TOP + title.baseline);
        on.end_tagged();
    }

    /// The foot: read once, at the end; on the sheets before it is only seen. The number of a sheet is never read.
    fn draw_footer(&self, on: &mut Surface, n: usize) -> Option<TaggedContent> {
        // What is to be read must be in the tree, and what is not there cannot be.
        let read = n + 1 == self.pages.len() && !self.footer.is_empty();
        let high: f32 = self.footer.iter().map(|line| line.height).sum();
        let mut y = self.paper.1 - MARGIN_BOTTOM - high.max(14.0);
        let artifact = || ContentTag::Artifact(Artifact::with_kind(ArtifactType::Footer));
        on.start_tagged(artifact());
        let rule = VectorShape::Line([0.0, -3.0], [self.width, -3.0], 0.8);
        draw_shape(on, &rule, self.margin_left, y);
        on.set_stroke(None);
        on.set_fill(Some(black_fill()));
        if let Some(number) = self.page_numbers.get(n).and_then(Option::as_ref) {
            number.draw(on, self.margin_left + self.width - number.width, y + number.baseline);
        }
        on.end_tagged();
        let id = on.start_tagged(if read { ContentTag::Span(SpanTag::empty()) } else { artifact() });
        for line in &self.footer {
            line.draw(on, self.margin_left, y + line.baseline);
            y += line.height;
        }
        on.end_tagged();
        read.then(|| TaggedContent {
            tag: TagNode::for_kind(TagKind::Paragraph, FOOTER_BLOCK),
            id,
            page: n,
            bounds: None,
        })
    }
}

/// Text of one cell as pieces, a new one wherever what a reader hears changes.
struct SpanWriter<'a, 'b> {
    on: &'a mut Surface<'b>,
    ids: &'a mut Vec<Identifier>,
    open: Option<SpokenText>,
}

impl<'b> SpanWriter<'_, 'b> {
    fn start(&mut self, spoken: &SpokenText) {
        if self.open.as_ref() == Some(spoken) {
            return;
        }
        self.finish();
        let span =
            SpanTag::empty().with_lang(spoken.language).with_actual_text(spoken.actual_text.as_deref());
        self.ids.push(self.on.start_tagged(ContentTag::Span(span)));
        self.open = Some(spoken.clone());
    }

    /// Where a shape between words is drawn.
    fn surface(&mut self) -> &mut Surface<'b> {
        if self.open.is_none() {
            self.start(&SpokenText::default());
        }
        self.on
    }

    fn draw_line(&mut self, line: &ShapedLine, x: f32, y: f32) {
        for runs in line.spoken_groups() {
            if let Some(run) = runs.first() {
                self.start(&run.spoken);
            }
            self.on.set_stroke(None);
            self.on.set_fill(Some(black_fill()));
            line.draw_runs(runs, self.on, x, y);
        }
    }

    fn finish(&mut self) {
        if self.open.take().is_some() {
            self.on.end_tagged();
        }
    }
}

fn list_headings(pages: &[Vec<(f32, LayoutRow)>]) -> Vec<(usize, f32, String)> {
    let rows =
        pages.iter().enumerate().flat_map(|(page, rows)| rows.iter().map(move |(y, row)| (page, *y, row)));
    rows.flat_map(|(page, y, row)| {
        let tags = row.cells.iter().filter_map(|cell| cell.tag.as_ref());
        let headings = tags.filter(|tag| tag.kind == TagKind::Heading(2));
        headings.map(move |tag| (page, y, tag.words.clone())).collect::<Vec<_>>()
    })
    .collect()
}

/// Rows on as many sheets as they need; rows that are kept together go to the next sheet together, and a table that
/// goes on there shows its names again.
fn paginate_rows(rows: Vec<LayoutRow>, room: f32) -> Vec<Vec<(f32, LayoutRow)>> {
    let mut stack =
        Paginator { pages: vec![Vec::new()], used_height: 0.0, page_height: room, table_header: None };
    let mut kept = Vec::new();
    for row in rows {
        if row.starts_page && (stack.used_height > 0.0 || !kept.is_empty()) {
            stack.push_group(std::mem::take(&mut kept));
            stack.start_page(&[]);
        }
        let keep = row.keep_with_next;
        kept.push(row);
        if !keep {
            stack.push_group(std::mem::take(&mut kept));
        }
    }
    stack.push_group(kept);
    stack.pages
}

struct Paginator {
    pages: Vec<Vec<(f32, LayoutRow)>>,
    used_height: f32,
    page_height: f32,
    table_header: Option<LayoutRow>,
}

impl Paginator {
    fn push_group(&mut self, kept: Vec<LayoutRow>) {
        let high: f32 = kept.iter().map(|row| row.space_above + row.height).sum();
        if high <= self.page_height && !self.has_room(high) {
            self.start_page(&kept);
        }
        for row in kept {
            if !self.has_room(row.space_above + row.height) {
                self.start_page(std::slice::from_ref(&row));
            }
            if let Some((_, true)) = row.table_position() {
                self.table_header = Some(row.clone());
            }
            self.push_row(row);
        }
    }

    /// Room taken by the title on the sheet under way.
    fn running_title_height(&self) -> f32 {
        if self.pages.len() > 1 { RUNNING_TITLE_HEIGHT } else { 0.0 }
    }

    fn has_room(&self, high: f32) -> bool {
        self.used_height == 0.0 || self.used_height + high <= self.page_height - self.running_title_height()
    }

    /// A new sheet, on which `next` begins.
    fn start_page(&mut self, next: &[LayoutRow]) {
        self.pages.push(Vec::new());
        self.used_height = 0.0;
        let table = |row: &LayoutRow| row.table_position().map(|(table, _)| table);
        let names = self.table_header.clone();
        let goes_on = names.filter(|names| {
            next.first().and_then(table) == table(names)
                && next.first().and_then(LayoutRow::table_position).is_some_and(|(_, names)| !names)
        });
        if let Some(names) = goes_on {
            self.push_row(names.without_tags());
        }
    }

    fn push_row(&mut self, row: LayoutRow) {
        let before = if self.used_height > 0.0 { row.space_above } else { 0.0 };
        let y = MARGIN_TOP + self.running_title_height() + self.used_height + before;
        self.used_height += before + row.height;
        if let Some(sheet) = self.pages.last_mut() {
            sheet.push((y, row));
        }
    }
}

fn black_fill() -> Fill {
    Fill { paint: luma::Color::new(0).into(), ..Fill::default() }
}

fn draw_shape(on: &mut Surface, shape: &VectorShape, x: f32, y: f32) {
    let mut path = PathBuilder::new();
    let (fill, stroke) = match shape {
        VectorShape::FilledRect(left, top, width, height) => {
            let Some(rect) = Rect::from_xywh(x + left, y + top, *width, *height) else {
                return;
            };
            path.push_rect(rect);
            (Some(black_fill()), None)
        }
        VectorShape::Line(from, to, thick) | VectorShape::DottedLine(from, to, thick) => {
            path.move_to(x + from[0], y + from[1]);
            path.line_to(x + to[0], y + to[1]);
            let dots = matches!(shape, VectorShape::DottedLine(..))
                .then(|| StrokeDash { array: vec![0.8, 2.2], offset: 0.0 });
            let stroke = Stroke {
                paint: luma::Color::new(0).into(),
                width: *thick,
                line_cap: LineCap::Butt,
                dash: dots,
                ..Stroke::default()
            };
            (None, Some(stroke))
        }
        VectorShape::Ring(left, top) => {
            trace_ring(&mut path, x + left, y + top);
            let line = Stroke { paint: luma::Color::new(0).into(), width: 1.0, ..Stroke::default() };
            (None, Some(line))
        }
        // Words are set in type before they come here.
        VectorShape::Text(..) => return,
    };
    if let Some(path) = path.finish() {
        on.set_fill(fill);
        on.set_stroke(stroke);
        on.draw_path(&path);
    }
}

fn trace_ring(path: &mut PathBuilder, x: f32, y: f32) {
    let r = RING_RADIUS;
    // How far the handles of a quarter of a circle reach.
    let k = r * 0.552_28;
    path.move_to(x + r, y);
    path.cubic_to(x + r, y + k, x + k, y + r, x, y + r);
    path.cubic_to(x - k, y + r, x - r, y + k, x - r, y);
    path.cubic_to(x - r, y - k, x - k, y - r, x, y - r);
    path.cubic_to(x + k, y - r, x + r, y - k, x + r, y);
    path.close();
}
