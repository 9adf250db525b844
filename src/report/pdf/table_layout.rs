//! Rows that are a picture of strips or a table of weeks.

use crate::report::blocks::{NightsRow, TimelineRow, find_scale};
use crate::report::drawing::{self, VectorDrawing, VectorShape};
use crate::report::model::{HourRuler, NightsPlotRow, StripRow, TableRow};
use crate::report::pdf::block_layout::{
    BODY_STYLE, CONTENT_WIDTH, GUTTER, LayoutBuilder, LayoutCell, LayoutMark, LayoutRow,
};
use crate::report::pdf::shape_text::TextStyle;
use crate::report::pdf::structure_tags::{TagKind, TagNode};
use crate::text::no_break::insert_no_break_spaces;

/// Where the rows of a picture begin, behind their dates.
const DATE_COLUMN_WIDTH: f32 = 88.0;
/// Rows of nights in one picture, so that it fits a sheet.
const MAX_PLOT_ROWS: usize = 40;
/// The columns of the table of weeks: the dates, the nights, and then the measures. Together they are `WIDTH`.
const WEEK_COLUMN_WIDTHS: [f32; 6] = [94.0, 54.0, 98.0, 98.0, 98.0, 69.0];

impl LayoutBuilder<'_> {
    /// Strips: one picture, said in words for whoever hears it.
    pub(crate) fn layout_timeline(&mut self, rows: &[TimelineRow<'_>], ruler: Option<&HourRuler>) {
        let mut marks = Vec::new();
        let mut texts = Vec::new();
        let mut y = 0.0;
        for row in rows {
            match row {
                TimelineRow::Hours(hours) => {
                    self.push_drawing(&mut marks, &drawing::draw_hours(hours), y);
                    y += drawing::HOURS_HEIGHT;
                }
                TimelineRow::Day(day) => {
                    texts.push(day.to_plain_text());
                    y += self.layout_strip(&mut marks, day, ruler, y);
                }
            }
        }
        self.push_figure(&texts, marks, y);
    }

    /// How high it is.
    fn layout_strip(
        &mut self,
        marks: &mut Vec<LayoutMark>,
        day: &StripRow,
        ruler: Option<&HourRuler>,
        y: f32,
    ) -> f32 {
        self.push_row_words(marks, &day.format_date(), 0.0, y);
        self.push_drawing(marks, &drawing::draw_sleep_bar(day, ruler), y);
        let mut height = drawing::ROW_HEIGHT;
        if day.fine_cells.is_empty() {
            height += self.push_row_words(marks, &day.text, DATE_COLUMN_WIDTH, y);
        }
        if !day.aside.is_empty() {
            let x = DATE_COLUMN_WIDTH + drawing::DAY_WIDTH + GUTTER;
            self.push_row_words(marks, &day.aside, x, y);
        }
        height
    }

    /// Nights of many weeks, likewise; of very many, a picture for every so many.
    pub(crate) fn layout_nights_plot(&mut self, rows: &[NightsRow<'_>]) {
        let (hours, _) = find_scale(rows);
        for rows in rows.chunks(MAX_PLOT_ROWS) {
            let mut marks = Vec::new();
            let mut texts = Vec::new();
            let mut y = 0.0;
            for row in rows {
                match row {
                    NightsRow::Hours(_) => {
                        self.push_drawing(&mut marks, &drawing::draw_scale(hours), y);
                        y += drawing::SCALE_HEIGHT;
                    }
                    NightsRow::Week(week) => {
                        texts.push(week.to_plain_text());
                        y += self.layout_nights_row(&mut marks, week, hours, y);
                    }
                }
            }
            self.push_figure(&texts, marks, y);
        }
    }

    /// How high it is.
    fn layout_nights_row(
        &mut self,
        marks: &mut Vec<LayoutMark>,
        week: &NightsPlotRow,
        hours: i64,
        y: f32,
    ) -> f32 {
        self.push_row_words(marks, &week.dates, 0.0, y);
        if week.nights.is_empty() {
            return drawing::ROW_HEIGHT + self.push_row_words(marks, &week.text, DATE_COLUMN_WIDTH, y);
        }
        self.push_drawing(marks, &drawing::draw_nights(week, hours), y);
        drawing::ROW_HEIGHT
    }

    /// `texts` are its rows in words.
    fn push_figure(&mut self, texts: &[String], marks: Vec<LayoutMark>, height: f32) {
        let tag = TagNode::for_kind(TagKind::Figure, self.next_block()).with_words(&texts.join(". "));
        // What stands above a picture says what its marks mean.
        if let Some(above) = self.rows.last_mut() {
            above.keep_with_next = true;
        }
        self.rows.push(LayoutRow {
            space_above: 2.0,
            height: height + 2.0,
            keep_with_next: false,
            cells: vec![LayoutCell { tag: Some(tag), marks }],
        });
    }

    /// Words in one row of a picture, and how much higher than others it becomes.
    fn push_row_words(&mut self, marks: &mut Vec<LayoutMark>, words: &str, x: f32, y: f32) -> f32 {
        let first = y + drawing::ROW_HEIGHT / 2.0 + BODY_STYLE.size * 0.36;
        let mut more = 0.0;
        for (line, down) in
            self.shaper.shape_lines(words, BODY_STYLE, CONTENT_WIDTH - x).into_iter().zip(0_u16..)
        {
            more = f32::from(down) * BODY_STYLE.leading;
            marks.push(LayoutMark::Text(x, first + more, line));
        }
        more
    }

    fn push_drawing(&mut self, marks: &mut Vec<LayoutMark>, drawing: &VectorDrawing, y: f32) {
        for shape in &drawing.shapes {
            match shape {
                VectorShape::Text(x, baseline, words) => {
                    let set = self.shaper.shape_lines(words, BODY_STYLE, CONTENT_WIDTH);
                    if let Some(line) = set.into_iter().next() {
                        let left = DATE_COLUMN_WIDTH + x - line.width / 2.0;
                        marks.push(LayoutMark::Text(left, y + baseline, line));
                    }
                }
                shape => marks.push(LayoutMark::Shape(DATE_COLUMN_WIDTH, y, shape.clone())),
            }
        }
    }

    pub(crate) fn layout_table(&mut self, rows: &[&TableRow]) {
        let table = self.next_block();
        if let Some(first) = rows.first() {
            let heads: Vec<[String; 1]> = first.heads().map(|head| [head.to_owned()]).collect();
            self.push_table_row(table, 0, heads.iter().map(|head| head.as_slice()), true);
        }
        for (part, row) in (1..).zip(rows) {
            let title = std::iter::once(std::slice::from_ref(&row.title));
            let cells = title.chain(row.cells.iter().map(|cell| cell.lines.as_slice()));
            self.push_table_row(table, part, cells, false);
        }
        // What follows is not a row.
        self.push_gap(2.0);
    }

    /// A row of the table, a line under it; each cell holds lines.
    fn push_table_row<'a>(
        &mut self,
        table: u32,
        part: u32,
        cells: impl Iterator<Item = &'a [String]>,
        head: bool,
    ) {
        let mut x = 0.0;
        let mut row = LayoutRow { space_above: 2.0, height: 0.0, keep_with_next: head, cells: Vec::new() };
        for ((at, texts), width) in (0..).zip(cells).zip(WEEK_COLUMN_WIDTHS) {
            let mut leaf = TagNode::for_kind(TagKind::Table, table).with_cell(at);
            (leaf.part, leaf.is_header) = (part, head || at == 0);
            let bold = if head || at == 0 { usize::MAX } else { 0 };
            let style = TextStyle { bold_len: bold, ..BODY_STYLE };
            let mut y = 0.0;
            let mut marks = Vec::new();
            for line in texts
                .iter()
                .flat_map(|text| {
                    self.shaper.shape_lines(&insert_no_break_spaces(text), style, width - GUTTER)
                })
                .collect::<Vec<_>>()
            {
                let baseline = y + line.baseline;
                y += line.height;
                marks.push(LayoutMark::Text(x, baseline, line));
            }
            row.height = row.height.max(y);
            row.cells.push(LayoutCell { tag: Some(leaf), marks });
            x += width;
        }
        let under = row.height + 2.5;
        row.height += 3.0;
        row.cells.push(LayoutCell {
            tag: None,
            marks: vec![LayoutMark::Shape(
                0.0,
                0.0,
                VectorShape::Line([0.0, under], [CONTENT_WIDTH, under], if head { 0.8 } else { 0.4 }),
            )],
        });
        self.rows.push(row);
    }
}
