//! What stands on a sheet: rows of cells, each with what is drawn in it and what it is for a reader who hears the page.

use crate::report::drawing::VectorShape;
use crate::report::pdf::shape_text::ShapedLine;
use crate::report::pdf::structure_tags::{TagKind, TagNode};

/// Things side by side that stay on one sheet.
#[derive(Clone, Default)]
pub(crate) struct LayoutRow {
    /// Room above, unless it is the first on its sheet.
    pub space_above: f32,
    pub height: f32,
    /// Not parted from the row that follows.
    pub keep_with_next: bool,
    /// Stands at the head of a sheet.
    pub starts_page: bool,
    /// What stands in it, in the order in which it is read.
    pub cells: Vec<LayoutCell>,
}

impl LayoutRow {
    /// The table it is a row of, and whether it is the row of names.
    pub(crate) fn table_position(&self) -> Option<(u32, bool)> {
        let leaf = self.cells.first()?.tag.as_ref()?;
        (leaf.kind == TagKind::Table).then_some((leaf.block, leaf.part == 0))
    }

    /// The same only drawn, for a sheet on which a table goes on: it was read before.
    pub(crate) fn without_tags(mut self) -> Self {
        for cell in &mut self.cells {
            cell.tag = None;
        }
        self
    }
}

/// What belongs together for a reader who hears the page.
#[derive(Clone)]
pub(crate) struct LayoutCell {
    /// What it is; none for what is only drawn.
    pub tag: Option<TagNode>,
    /// What is drawn, from the row's upper left corner on.
    pub marks: Vec<LayoutMark>,
}

#[derive(Clone)]
pub(crate) enum LayoutMark {
    /// A line of type: its left edge and its baseline.
    Text(f32, f32, ShapedLine),
    Shape(f32, f32, VectorShape),
}

impl LayoutCell {
    pub(crate) fn moved_by(mut self, by: f32, down: f32) -> Self {
        for mark in &mut self.marks {
            let (LayoutMark::Text(x, y, _) | LayoutMark::Shape(x, y, _)) = mark;
            *x += by;
            *y += down;
        }
        self
    }
}

impl LayoutMark {
    /// Where a line of type ends.
    pub(crate) fn right_edge(&self) -> f32 {
        match self {
            Self::Text(x, _, line) => x + line.width,
            Self::Shape(..) => 0.0,
        }
    }
}
