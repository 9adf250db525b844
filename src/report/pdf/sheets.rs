//! Rows stacked on A4 sheets and drawn, with the foot under each.

use super::letters::{Letters, Typed};
use super::rows::{self, Cell, Mark, Row, WIDTH};
use super::tags::{self, Drawn, Kind, Leaf};
use crate::report::page::Page;
use crate::report::scene::Shape;
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
const TOP: f32 = 36.0;
const BOTTOM: f32 = 30.0;
/// Room between the text and the foot.
const ABOVE_FOOT: f32 = 10.0;
/// Room for the number of the sheet, beside the foot.
const NUMBER: f32 = 76.0;

/// A page set in type, to be drawn as often as wanted.
pub(super) struct Sheets {
    title: String,
    sheets: Vec<Vec<(f32, Row)>>,
    foot: Vec<Typed>,
    numbers: Vec<Option<Typed>>,
}

impl Sheets {
    /// Sets a page in type.
    pub fn new(page: &Page, letters: &mut Letters) -> Self {
        let foot = rows::foot(page, letters, WIDTH - NUMBER);
        let high: f32 = foot.iter().map(|line| line.height).sum();
        let room = PAPER.1 - TOP - BOTTOM - ABOVE_FOOT - high.max(14.0);
        let sheets = stacked(rows::rows(page, letters), room);
        let numbers = (1..=sheets.len())
            .map(|n| rows::number(letters, n, sheets.len()))
            .collect();
        Self {
            title: page.title.words(),
            sheets,
            foot,
            numbers,
        }
    }

    /// How many sheets there are.
    pub fn len(&self) -> usize {
        self.sheets.len()
    }

    /// Draws them all.
    pub fn draw(&self, settings: SerializeSettings) -> Document {
        let mut document = Document::new_with(settings);
        let mut drawn = Vec::new();
        let mut outline = Outline::new();
        let top = Point::from_xy(LEFT, TOP);
        outline.push_child(OutlineNode::new(
            self.title.clone(),
            XyzDestination::new(0, top),
        ));
        for (n, sheet) in self.sheets.iter().enumerate() {
            let Some(paper) = PageSettings::from_wh(PAPER.0, PAPER.1) else {
                continue;
            };
            let mut on = document.start_page_with(paper);
            let mut surface = on.surface();
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
        Some(Drawn {
            leaf,
            id,
            sheet: n,
            place,
        })
    }

    /// The foot: read once, at the end; on the sheets before it is only seen. The number of a sheet is never read.
    fn foot(&self, on: &mut Surface, n: usize) -> Option<Drawn> {
        let last = n + 1 == self.sheets.len();
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
        let id = on.start_tagged(if last {
            ContentTag::Span(SpanTag::empty())
        } else {
            artifact()
        });
        for line in &self.foot {
            line.draw(on, LEFT, y + line.baseline);
            y += line.height;
        }
        on.end_tagged();
        (last && !self.foot.is_empty()).then(|| Drawn {
            leaf: Leaf::of(Kind::Para, 0),
            id,
            sheet: n,
            place: None,
        })
    }
}

/// Rows on as many sheets as they need; rows that are kept together go to the next sheet together.
fn stacked(rows: Vec<Row>, room: f32) -> Vec<Vec<(f32, Row)>> {
    let mut sheets = vec![Vec::new()];
    let mut used = 0.0;
    let mut rows = rows.into_iter().peekable();
    while rows.peek().is_some() {
        let mut kept = Vec::new();
        for row in rows.by_ref() {
            let keep = row.keep;
            kept.push(row);
            if !keep {
                break;
            }
        }
        let high: f32 = kept.iter().map(|row| row.before + row.height).sum();
        if used > 0.0 && used + high > room && high <= room {
            sheets.push(Vec::new());
            used = 0.0;
        }
        for row in kept {
            if used > 0.0 && used + row.before + row.height > room {
                sheets.push(Vec::new());
                used = 0.0;
            }
            let before = if used > 0.0 { row.before } else { 0.0 };
            let y = TOP + used + before;
            used += before + row.height;
            if let Some(sheet) = sheets.last_mut() {
                sheet.push((y, row));
            }
        }
    }
    sheets
}

fn black() -> Fill {
    Fill {
        paint: luma::Color::new(0).into(),
        ..Fill::default()
    }
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
            let dots = matches!(shape, Shape::Dots(..)).then(|| StrokeDash {
                array: vec![0.8, 2.2],
                offset: 0.0,
            });
            let stroke = Stroke {
                paint: luma::Color::new(0).into(),
                width: *thick,
                line_cap: LineCap::Butt,
                dash: dots,
                ..Stroke::default()
            };
            (None, Some(stroke))
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
