//! Rows that are a picture of strips or a table of weeks.

use crate::report::blocks::{NightsRow, TimelineRow, find_scale};
use crate::report::drawing::{self, VectorDrawing, VectorShape};
use crate::report::model::{HourRuler, NightsPlotRow, StripRow, TableRow};
use crate::report::pdf::block_layout::{BODY_STYLE, CONTENT_WIDTH, GUTTER, LayoutBuilder};
use crate::report::pdf::layout_row::{LayoutCell, LayoutMark, LayoutRow};
use crate::report::pdf::shape_text::TextStyle;
use crate::report::pdf::structure_tags::{TagKind, TagNode};
use crate::text::no_break::insert_no_break_spaces;
use crate::texts::{report_kinds, report_page};

/// Where the rows of a picture begin, behind their dates.
const DATE_COLUMN_WIDTH: f32 = 44.0;
/// The same of weeks.
const WEEK_COLUMN_WIDTH: f32 = 98.0;
/// Where the sleep in 24 hours of a day ends, and how often it woke, from the end of its bars.
const FIGURE_ENDS: [f32; 2] = [64.0, 105.0];
/// Where the bars of a day end.
const BAR_END: f32 = DATE_COLUMN_WIDTH + drawing::DAY_WIDTH;
/// Rows of nights in one picture, so that it fits a sheet.
const MAX_PLOT_ROWS: usize = 40;
/// The columns of the table of weeks: the dates, the nights, and then the measures. Together they are `WIDTH`.
const WEEK_COLUMN_WIDTHS: [f32; 6] = [88.0, 50.0, 104.0, 96.0, 104.0, 69.0];

impl LayoutBuilder<'_> {
    /// The fortnight: a table of which every row has its day, its bar in words for whoever hears it, and its figures.
    pub(crate) fn layout_timeline(&mut self, rows: &[TimelineRow<'_>], ruler: Option<&HourRuler>) {
        let table = self.next_block();
        let first = self.rows.len();
        for (part, row) in (0..).zip(rows) {
            let row = match row {
                TimelineRow::Hours(hours) => self.layout_hours(hours, table),
                TimelineRow::Blank => self.layout_blank_day(
                    ruler,
                    TagNode { part: part + 1, ..TagNode::for_kind(TagKind::Table, table) },
                ),
                TimelineRow::Day(day) => {
                    let tag = |cell: u32| {
                        TagNode { part: part + 1, ..TagNode::for_kind(TagKind::Table, table) }.with_cell(cell)
                    };
                    self.layout_strip(day, ruler, tag)
                }
            };
            self.rows.push(row);
        }
        // One picture: its rows stay together, with what says what its marks mean.
        let last = self.rows.len().saturating_sub(1);
        self.rows[first.saturating_sub(1)..last].iter_mut().for_each(|row| row.keep_with_next = true);
        self.push_gap(2.0);
    }

    /// The row of heads: the hours, and what the figures are.
    fn layout_hours(&mut self, hours: &HourRuler, table: u32) -> LayoutRow {
        let tag = |cell: u32| {
            TagNode { is_header: true, ..TagNode::for_kind(TagKind::Table, table) }.with_cell(cell)
        };
        let drawing = drawing::draw_hours(hours);
        let mut texts = Vec::new();
        self.push_drawing(&mut texts, &drawing, [DATE_COLUMN_WIDTH, 0.0]);
        let (texts, ticks) = texts.into_iter().partition(|mark| matches!(mark, LayoutMark::Text(..)));
        let baseline = drawing::HOURS_HEIGHT - 5.5;
        let mut cells = vec![
            LayoutCell { tag: None, marks: ticks },
            self.build_word_cell(tag(0), report_page::DAY, [0.0, baseline], false),
            LayoutCell { tag: Some(tag(1).with_words(report_page::ASLEEP)), marks: texts },
        ];
        for ((cell, words), end) in
            (2..).zip([report_page::TOTAL_HEAD, report_page::WOKE_HEAD]).zip(FIGURE_ENDS)
        {
            cells.push(self.build_word_cell(tag(cell), words, [BAR_END + end, baseline], true));
        }
        // The first cell tells the table.
        cells.rotate_left(1);
        LayoutRow { height: drawing::HOURS_HEIGHT, cells, ..LayoutRow::default() }
    }

    /// A day to fill in by hand, told as room to write.
    fn layout_blank_day(&mut self, ruler: Option<&HourRuler>, tag: TagNode) -> LayoutRow {
        let mut marks = Vec::new();
        self.push_drawing(&mut marks, &drawing::draw_blank_day(ruler), [DATE_COLUMN_WIDTH, 0.0]);
        let bottom = drawing::BLANK_ROW_HEIGHT - 0.5;
        let rule = |from: f32, to: f32| {
            LayoutMark::Shape(0.0, 0.0, VectorShape::Line([from, bottom], [to, bottom], 1.0))
        };
        let [total, woke] = FIGURE_ENDS;
        let rules = vec![
            rule(0.0, DATE_COLUMN_WIDTH - GUTTER),
            rule(BAR_END + 2.0 * GUTTER, BAR_END + total),
            rule(BAR_END + total + GUTTER, BAR_END + woke),
        ];
        LayoutRow {
            height: drawing::BLANK_ROW_HEIGHT,
            cells: vec![
                LayoutCell { tag: Some(tag.with_cell(1).with_words(report_kinds::BLANK_DAY)), marks },
                LayoutCell { tag: None, marks: rules },
            ],
            ..LayoutRow::default()
        }
    }

    fn layout_strip(
        &mut self,
        day: &StripRow,
        ruler: Option<&HourRuler>,
        tag: impl Fn(u32) -> TagNode,
    ) -> LayoutRow {
        let baseline = drawing::ROW_HEIGHT / 2.0 + BODY_STYLE.size * 0.36;
        let mut date = tag(0);
        date.is_header = true;
        let mut cells = vec![self.build_word_cell(date, &day.format_short_date(), [0.0, baseline], false)];
        let mut bars = Vec::new();
        self.push_drawing(&mut bars, &drawing::draw_sleep_bar(day, ruler), [DATE_COLUMN_WIDTH, 0.0]);
        let (mut more, mut words) = (0.0, Vec::new());
        if day.fine_cells.is_empty() {
            more = self.push_row_words(&mut words, &day.text, DATE_COLUMN_WIDTH, 0.0);
        }
        let is_told = !day.fine_cells.is_empty() && !day.text.is_empty();
        let bar_tag = is_told.then(|| tag(1).with_words(&day.text));
        cells.push(LayoutCell { tag: bar_tag, marks: bars });
        if !words.is_empty() {
            cells.push(LayoutCell { tag: Some(tag(1)), marks: words });
        }
        if day.aside.is_empty() {
            for ((cell, words), end) in (2..).zip([&day.total, &day.woke]).zip(FIGURE_ENDS) {
                if !words.is_empty() {
                    cells.push(self.build_word_cell(tag(cell), words, [BAR_END + end, baseline], true));
                }
            }
        } else {
            let both = report_page::join_row_figures(&day.total, &day.woke, &day.aside);
            let mut marks = Vec::new();
            more = self.push_row_words(&mut marks, &both, BAR_END + GUTTER, 0.0).max(more);
            cells.push(LayoutCell { tag: Some(tag(2)), marks });
        }
        LayoutRow { height: drawing::ROW_HEIGHT + more, cells, ..LayoutRow::default() }
    }

    /// Words of one line at this place, which is their end where `at_end`.
    fn build_word_cell(&mut self, tag: TagNode, words: &str, [x, y]: [f32; 2], at_end: bool) -> LayoutCell {
        let line = self.shaper.shape_lines(words, BODY_STYLE, CONTENT_WIDTH).into_iter().next();
        let marks = line.map(|line| LayoutMark::Text(if at_end { x - line.width } else { x }, y, line));
        LayoutCell { tag: Some(tag), marks: marks.into_iter().collect() }
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
                        self.push_drawing(&mut marks, &drawing::draw_scale(hours), [WEEK_COLUMN_WIDTH, y]);
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
            return drawing::ROW_HEIGHT + self.push_row_words(marks, &week.text, WEEK_COLUMN_WIDTH, y);
        }
        self.push_drawing(marks, &drawing::draw_nights(week, hours), [WEEK_COLUMN_WIDTH, y]);
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
            cells: vec![LayoutCell { tag: Some(tag), marks }],
            ..LayoutRow::default()
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

    /// Shapes, and words about their middle, from this place on.
    fn push_drawing(&mut self, marks: &mut Vec<LayoutMark>, drawing: &VectorDrawing, [x, y]: [f32; 2]) {
        for shape in &drawing.shapes {
            match shape {
                VectorShape::Text(middle, baseline, words) => {
                    let set = self.shaper.shape_lines(words, BODY_STYLE, CONTENT_WIDTH);
                    if let Some(line) = set.into_iter().next() {
                        let left = x + middle - line.width / 2.0;
                        marks.push(LayoutMark::Text(left, y + baseline, line));
                    }
                }
                shape => marks.push(LayoutMark::Shape(x, y, shape.clone())),
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
        let mut row = LayoutRow { space_above: 2.0, keep_with_next: head, ..LayoutRow::default() };
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
                VectorShape::Line([0.0, under], [CONTENT_WIDTH, under], if head { 1.4 } else { 1.0 }),
            )],
        });
        self.rows.push(row);
    }
}
