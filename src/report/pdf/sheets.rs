//! Rows stacked on A4 sheets and drawn, with the foot under each.

use super::letters::{Letters, Typed};
use super::rows::{self, Cell, Mark, Row, WIDTH};
use super::tags::{self, Drawn, Kind, Leaf};
use crate::report::page::Page;
use crate::report::scene::{RING, Shape};
use krilla::color::luma;
use krilla::destination::XyzDestination;
use krilla::geom::{PathBuilder, Point, Rect};
use krilla::outline::{Outline, OutlineNode};
use krilla::page::PageSettings;
use krilla::paint::{Fill, LineCap, Stroke, StrokeDash};
use krilla::surface::Surface;
use krilla::tagging::{Artifact, ArtifactType, ContentTag, SpanTag};
use krilla::{Document, SerializeSettings};

/// A4 in points.
const PAPER: (f32, f32) = (595.276, 841.89);
const LEFT: f32 = 42.0;
const TOP: f32 = 34.0;
const BOTTOM: f32 = 28.0;
/// Room for the title above a sheet that is not the first.
const RUNNING: f32 = 22.0;
/// Room between the text and the foot.
const ABOVE_FOOT: f32 = 6.0;
/// Room for the number of the sheet, beside the foot.
const NUMBER: f32 = 76.0;

/// A page set in type, to be drawn as often as wanted.
pub(crate) struct Sheets {
    title: String,
    sheets: Vec<Vec<(f32, Row)>>,
    foot: Vec<Typed>,
    numbers: Vec<Option<Typed>>,
    running: Option<Typed>,
}

impl Sheets {
    pub(crate) fn new(page: &Page, letters: &mut Letters) -> Self {
        let foot = rows::foot(page, letters, WIDTH - NUMBER);
        let high: f32 = foot.iter().map(|line| line.height).sum();
        let room = PAPER.1 - TOP - BOTTOM - ABOVE_FOOT - high.max(14.0);
        let sheets = stacked(rows::rows(page, letters), room);
        let numbers = (1..=sheets.len()).map(|n| rows::number(letters, n, sheets.len())).collect();
        Self { title: page.title.words(), sheets, foot, numbers, running: rows::running(page, letters) }
    }

    pub(crate) fn len(&self) -> usize {
        self.sheets.len()
    }

    pub(crate) fn draw(&self, settings: SerializeSettings) -> Document {
        let mut document = Document::new_with(settings);
        let mut drawn = Vec::new();
        let mut outline = Outline::new();
        let top = Point::from_xy(LEFT, TOP);
        outline.push_child(OutlineNode::new(self.title.clone(), XyzDestination::new(0, top)));
        for (n, sheet) in self.sheets.iter().enumerate() {
            let Some(paper) = PageSettings::from_wh(PAPER.0, PAPER.1) else {
                continue;
            };
            let mut on = document.start_page_with(paper);
            let mut surface = on.surface();
            self.running(&mut surface, n);
            for (y, row) in sheet {
                for cell in &row.cells {
                    drawn.extend(self.cell(&mut surface, cell, n, *y, row.height));
                }
            }
            drawn.extend(self.foot(&mut surface, n));
            surface.finish();
            on.finish();
        }
        document.set_outline(outline);
        document.set_tag_tree(tags::tree(drawn));
        document
    }

    fn cell(&self, on: &mut Surface, cell: &Cell, n: usize, y: f32, high: f32) -> Option<Drawn> {
        let tag = match &cell.leaf {
            Some(leaf) if leaf.kind == Kind::Figure => ContentTag::Other,
            Some(_) => ContentTag::Span(SpanTag::empty()),
            None => ContentTag::Artifact(Artifact::with_kind(ArtifactType::Other)),
        };
        let id = on.start_tagged(tag);
        for mark in &cell.marks {
            match mark {
                Mark::Typed(x, baseline, line) => {
                    on.set_stroke(None);
                    on.set_fill(Some(black()));
                    line.draw(on, LEFT + x, y + baseline);
                }
                Mark::Shape(x, down, shape) => draw(on, shape, LEFT + x, y + down),
            }
        }
        on.end_tagged();
        let leaf = cell.leaf.clone()?;
        let place = Rect::from_xywh(LEFT, y, WIDTH, high);
        Some(Drawn { leaf, id, sheet: n, place })
    }

    /// Whose sheet it is, seen on every sheet but the first, which has the title.
    fn running(&self, on: &mut Surface, n: usize) {
        let Some(title) = self.running.as_ref().filter(|_| n > 0) else {
            return;
        };
        let kind = Artifact::with_kind(ArtifactType::Header);
        on.start_tagged(ContentTag::Artifact(kind));
        on.set_stroke(None);
        on.set_fill(Some(black()));
        title.draw(on, LEFT, TOP + title.baseline);
        on.end_tagged();
    }

    /// The foot: read once, at the end; on the sheets before it is only seen. The number of a sheet is never read.
    fn foot(&self, on: &mut Surface, n: usize) -> Option<Drawn> {
        // What is to be read must be in the tree, and what is not there cannot be.
        let read = n + 1 == self.sheets.len() && !self.foot.is_empty();
        let high: f32 = self.foot.iter().map(|line| line.height).sum();
        let mut y = PAPER.1 - BOTTOM - high.max(14.0);
        let artifact = || ContentTag::Artifact(Artifact::with_kind(ArtifactType::Footer));
        on.start_tagged(artifact());
        let rule = Shape::Line([0.0, -3.0], [WIDTH, -3.0], 0.8);
        draw(on, &rule, LEFT, y);
        on.set_stroke(None);
        on.set_fill(Some(black()));
        if let Some(number) = self.numbers.get(n).and_then(Option::as_ref) {
            number.draw(on, LEFT + WIDTH - number.width, y + number.baseline);
        }
        on.end_tagged();
        let id = on.start_tagged(if read { ContentTag::Span(SpanTag::empty()) } else { artifact() });
        for line in &self.foot {
            line.draw(on, LEFT, y + line.baseline);
            y += line.height;
        }
        on.end_tagged();
        read.then(|| Drawn { leaf: Leaf::of(Kind::Para, 0), id, sheet: n, place: None })
    }
}

/// Rows on as many sheets as they need; rows that are kept together go to the next sheet together, and a table that
/// goes on there shows its names again.
fn stacked(rows: Vec<Row>, room: f32) -> Vec<Vec<(f32, Row)>> {
    let mut stack = Stack { sheets: vec![Vec::new()], used: 0.0, room, names: None };
    let mut kept = Vec::new();
    for row in rows {
        let keep = row.keep;
        kept.push(row);
        if !keep {
            stack.put(std::mem::take(&mut kept));
        }
    }
    stack.put(kept);
    stack.sheets
}

struct Stack {
    sheets: Vec<Vec<(f32, Row)>>,
    used: f32,
    room: f32,
    names: Option<Row>,
}

impl Stack {
    fn put(&mut self, kept: Vec<Row>) {
        let high: f32 = kept.iter().map(|row| row.before + row.height).sum();
        if high <= self.room && !self.fits(high) {
            self.turn(&kept);
        }
        for row in kept {
            if !self.fits(row.before + row.height) {
                self.turn(std::slice::from_ref(&row));
            }
            if let Some((_, true)) = row.of_table() {
                self.names = Some(row.clone());
            }
            self.push(row);
        }
    }

    /// Room taken by the title on the sheet under way.
    fn running(&self) -> f32 {
        if self.sheets.len() > 1 { RUNNING } else { 0.0 }
    }

    fn fits(&self, high: f32) -> bool {
        self.used == 0.0 || self.used + high <= self.room - self.running()
    }

    /// A new sheet, on which `next` begins.
    fn turn(&mut self, next: &[Row]) {
        self.sheets.push(Vec::new());
        self.used = 0.0;
        let table = |row: &Row| row.of_table().map(|(table, _)| table);
        let names = self.names.clone();
        let goes_on = names.filter(|names| {
            next.first().and_then(table) == table(names)
                && next.first().and_then(Row::of_table).is_some_and(|(_, names)| !names)
        });
        if let Some(names) = goes_on {
            self.push(names.unread());
        }
    }

    fn push(&mut self, row: Row) {
        let before = if self.used > 0.0 { row.before } else { 0.0 };
        let y = TOP + self.running() + self.used + before;
        self.used += before + row.height;
        if let Some(sheet) = self.sheets.last_mut() {
            sheet.push((y, row));
        }
    }
}

fn black() -> Fill {
    Fill { paint: luma::Color::new(0).into(), ..Fill::default() }
}

fn draw(on: &mut Surface, shape: &Shape, x: f32, y: f32) {
    let mut path = PathBuilder::new();
    let (fill, stroke) = match shape {
        Shape::Box(left, top, width, height) => {
            let Some(rect) = Rect::from_xywh(x + left, y + top, *width, *height) else {
                return;
            };
            path.push_rect(rect);
            (Some(black()), None)
        }
        Shape::Line(from, to, thick) | Shape::Dots(from, to, thick) => {
            path.move_to(x + from[0], y + from[1]);
            path.line_to(x + to[0], y + to[1]);
            let dots =
                matches!(shape, Shape::Dots(..)).then(|| StrokeDash { array: vec![0.8, 2.2], offset: 0.0 });
            let stroke = Stroke {
                paint: luma::Color::new(0).into(),
                width: *thick,
                line_cap: LineCap::Butt,
                dash: dots,
                ..Stroke::default()
            };
            (None, Some(stroke))
        }
        Shape::Ring(left, top) => {
            ring(&mut path, x + left, y + top);
            let line = Stroke { paint: luma::Color::new(0).into(), width: 1.0, ..Stroke::default() };
            (None, Some(line))
        }
        // Words are set in type before they come here.
        Shape::Words(..) => return,
    };
    if let Some(path) = path.finish() {
        on.set_fill(fill);
        on.set_stroke(stroke);
        on.draw_path(&path);
    }
}

fn ring(path: &mut PathBuilder, x: f32, y: f32) {
    let r = RING;
    // How far the handles of a quarter of a circle reach.
    let k = r * 0.552_28;
    path.move_to(x + r, y);
    path.cubic_to(x + r, y + k, x + k, y + r, x, y + r);
    path.cubic_to(x - k, y + r, x - r, y + k, x - r, y);
    path.cubic_to(x - r, y - k, x - k, y - r, x, y - r);
    path.cubic_to(x + k, y - r, x + r, y - k, x + r, y);
    path.close();
}
