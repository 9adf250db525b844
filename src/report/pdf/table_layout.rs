//! Rows that are a picture of strips or a table of weeks.

use crate::report::build::{HourRuler, LineBody, ReportLine, WeekRow};
use crate::report::drawing::{VectorDrawing, VectorShape};
use crate::report::pdf::block_layout::{
    BODY_STYLE, CONTENT_WIDTH, GUTTER, LayoutBuilder, LayoutCell, LayoutMark, LayoutRow,
};
use crate::report::pdf::shape_text::TextStyle;
use crate::report::pdf::structure_tags::{TagKind, TagNode};
use crate::report::{drawing, weeks_table};
use crate::text::no_break::insert_no_break_spaces;
use crate::texts::report_page;

/// Where the rows of a picture begin, behind their dates.
const DATE_COLUMN_WIDTH: f32 = 88.0;
/// Rows of nights in one picture, so that it fits a sheet.
const MAX_PLOT_ROWS: usize = 40;
/// Hours of a night where the scale was struck out.
const DEFAULT_NIGHT_HOURS: i64 = 14;
/// The columns of the table of weeks: the dates, the nights, and then the measures. Together they are `WIDTH`.
const WEEK_COLUMN_WIDTHS: [f32; 6] = [94.0, 54.0, 98.0, 98.0, 98.0, 69.0];

impl LayoutBuilder<'_> {
    /// Strips: one picture, said in words for whoever hears it.
    pub(crate) fn layout_strips(&mut self, lines: &[ReportLine], ruler: Option<HourRuler>) {
        let leaf = TagNode::for_kind(TagKind::Figure, self.next_block()).with_words(&build_alt_text(lines));
        let mut marks = Vec::new();
        let mut y = 0.0;
        for line in lines {
            match &line.body {
                LineBody::Ruler(ruler) => {
                    self.scene(&mut marks, &drawing::draw_hours(ruler), y);
                    y += drawing::HOURS_HEIGHT;
                }
                LineBody::Strip(row) => {
                    let date = report_page::format_strip_date(row.date);
                    self.push_row_words(&mut marks, &date, 0.0, y);
                    self.scene(&mut marks, &drawing::draw_sleep_bar(row, ruler.as_ref()), y);
                    let more = if row.fine_cells.is_empty() {
                        self.push_row_words(&mut marks, &row.text, DATE_COLUMN_WIDTH, y)
                    } else {
                        0.0
                    };
                    if row.open {
                        self.push_row_words(
                            &mut marks,
                            report_page::NO_END,
                            DATE_COLUMN_WIDTH + drawing::DAY_WIDTH + GUTTER,
                            y,
                        );
                    }
                    y += drawing::ROW_HEIGHT + more;
                }
                _ => {}
            }
        }
        self.push_figure(leaf, marks, y);
    }

    /// Nights of many weeks, likewise; of very many, a picture for every so many.
    pub(crate) fn layout_nights_plot(&mut self, lines: &[ReportLine]) {
        let scale = lines.iter().find_map(|line| match line.body {
            LineBody::HourScale(hours) => Some(hours),
            _ => None,
        });
        for some in lines.chunks(MAX_PLOT_ROWS) {
            let leaf =
                TagNode::for_kind(TagKind::Figure, self.next_block()).with_words(&build_alt_text(some));
            let mut marks = Vec::new();
            let mut y = 0.0;
            for line in some {
                y += self.layout_night_row(&mut marks, &line.body, scale.unwrap_or(DEFAULT_NIGHT_HOURS), y);
            }
            self.push_figure(leaf, marks, y);
        }
    }

    /// One row of it, and how high that is.
    fn layout_night_row(&mut self, marks: &mut Vec<LayoutMark>, body: &LineBody, hours: i64, y: f32) -> f32 {
        match body {
            LineBody::HourScale(_) => {
                self.scene(marks, &drawing::draw_scale(hours), y);
                drawing::SCALE_HEIGHT
            }
            LineBody::Nights(row) => {
                self.push_row_words(marks, &report_page::format_days_without_year(row.from, row.to), 0.0, y);
                if row.nights.is_empty() {
                    return drawing::ROW_HEIGHT + self.push_row_words(marks, &row.text, DATE_COLUMN_WIDTH, y);
                }
                self.scene(marks, &drawing::draw_nights(row, hours), y);
                drawing::ROW_HEIGHT
            }
            _ => 0.0,
        }
    }

    fn push_figure(&mut self, leaf: TagNode, marks: Vec<LayoutMark>, high: f32) {
        // What stands above a picture says what its marks mean.
        if let Some(above) = self.rows.last_mut() {
            above.keep_with_next = true;
        }
        self.rows.push(LayoutRow {
            space_above: 2.0,
            height: high + 2.0,
            keep_with_next: false,
            cells: vec![LayoutCell { tag: Some(leaf), marks }],
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

    fn scene(&mut self, marks: &mut Vec<LayoutMark>, push_drawing: &VectorDrawing, y: f32) {
        for shape in &push_drawing.shapes {
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

    pub(crate) fn layout_weeks_table(&mut self, lines: &[ReportLine]) {
        let table = self.next_block();
        let weeks: Vec<&WeekRow> = lines
            .iter()
            .filter_map(|line| match &line.body {
                LineBody::Week(week) => Some(week),
                _ => None,
            })
            .collect();
        let names: Vec<String> = weeks_table::column_names().map(str::to_owned).collect();
        let heads = names.into_iter().map(|name| vec![name]).collect();
        self.push_table_row(table, 0, heads, true);
        for (part, week) in (1..).zip(weeks) {
            self.push_table_row(table, part, weeks_table::build_row_cells(week), false);
        }
        // What follows is not a row.
        self.push_gap(2.0);
    }

    /// A row of the table, a line under it; each cell holds lines.
    fn push_table_row(&mut self, table: u32, part: u32, cells: Vec<Vec<String>>, head: bool) {
        let mut x = 0.0;
        let mut row = LayoutRow { space_above: 2.0, height: 0.0, keep_with_next: head, cells: Vec::new() };
        for ((at, texts), width) in (0..).zip(cells).zip(WEEK_COLUMN_WIDTHS) {
            let mut leaf = TagNode::for_kind(TagKind::Table, table).cell(at);
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

/// A picture in words: each row as it is, under its date.
fn build_alt_text(lines: &[ReportLine]) -> String {
    let is_row = |line: &&ReportLine| matches!(line.body, LineBody::Strip(_) | LineBody::Nights(_));
    let rows: Vec<String> = lines.iter().filter(is_row).map(ReportLine::to_plain_text).collect();
    rows.join(". ")
}
