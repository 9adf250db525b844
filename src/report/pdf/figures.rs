//! Rows that are a picture of strips or a table of weeks.

use super::letters::Style;
use super::rows::{BODY, Cell, GUTTER, Mark, Row, Setter, WIDTH};
use super::tags::{Kind, Leaf};
use crate::report::glue::glued;
use crate::report::page::{Body, Line, Ruler, WeekRow};
use crate::report::scene::{self, Scene, Shape};
use crate::report::{said, weeks};

/// Where the rows of a picture begin, behind their dates.
const DATES: f32 = 88.0;
/// Rows of nights in one picture, so that it fits a sheet.
const ROWS: usize = 40;
/// Hours of a night where the scale was struck out.
const PLENTY: i64 = 14;
/// The columns of the table of weeks: the dates, the nights, and then the measures. Together they are `WIDTH`.
const COLUMNS: [f32; 6] = [94.0, 54.0, 98.0, 98.0, 98.0, 69.0];

impl Setter<'_> {
    /// Strips: one picture, said in words for whoever hears it.
    pub(crate) fn picture(&mut self, lines: &[Line], ruler: Option<Ruler>) {
        let leaf = Leaf::of(Kind::Figure, self.block()).told(&alternative(lines));
        let mut marks = Vec::new();
        let mut y = 0.0;
        for line in lines {
            match &line.body {
                Body::Ruler(ruler) => {
                    self.scene(&mut marks, &scene::hours(ruler), y);
                    y += scene::HOURS;
                }
                Body::Strip(row) => {
                    let date = said::strip_date(row.date);
                    self.beside(&mut marks, &date, 0.0, y);
                    self.scene(&mut marks, &scene::bar(row, ruler.as_ref()), y);
                    let more =
                        if row.fine.is_empty() { self.beside(&mut marks, &row.says, DATES, y) } else { 0.0 };
                    if row.open {
                        self.beside(&mut marks, said::NO_END, DATES + scene::DAY + GUTTER, y);
                    }
                    y += scene::ROW + more;
                }
                _ => {}
            }
        }
        self.figure(leaf, marks, y);
    }

    /// Nights of many weeks, likewise; of very many, a picture for every so many.
    pub(crate) fn plot(&mut self, lines: &[Line]) {
        let scale = lines.iter().find_map(|line| match line.body {
            Body::Scale(hours) => Some(hours),
            _ => None,
        });
        for some in lines.chunks(ROWS) {
            let leaf = Leaf::of(Kind::Figure, self.block()).told(&alternative(some));
            let mut marks = Vec::new();
            let mut y = 0.0;
            for line in some {
                y += self.nights(&mut marks, &line.body, scale.unwrap_or(PLENTY), y);
            }
            self.figure(leaf, marks, y);
        }
    }

    /// One row of it, and how high that is.
    fn nights(&mut self, marks: &mut Vec<Mark>, body: &Body, hours: i64, y: f32) -> f32 {
        match body {
            Body::Scale(_) => {
                self.scene(marks, &scene::scale(hours), y);
                scene::SCALE
            }
            Body::Nights(row) => {
                self.beside(marks, &said::days(row.from, row.to), 0.0, y);
                if row.nights.is_empty() {
                    return scene::ROW + self.beside(marks, &row.says, DATES, y);
                }
                self.scene(marks, &scene::nights(row, hours), y);
                scene::ROW
            }
            _ => 0.0,
        }
    }

    fn figure(&mut self, leaf: Leaf, marks: Vec<Mark>, high: f32) {
        // What stands above a picture says what its marks mean.
        if let Some(above) = self.rows.last_mut() {
            above.keep = true;
        }
        self.rows.push(Row {
            before: 2.0,
            height: high + 2.0,
            keep: false,
            cells: vec![Cell { leaf: Some(leaf), marks }],
        });
    }

    /// Words in one row of a picture, and how much higher than others it becomes.
    fn beside(&mut self, marks: &mut Vec<Mark>, words: &str, x: f32, y: f32) -> f32 {
        let first = y + scene::ROW / 2.0 + BODY.size * 0.36;
        let mut more = 0.0;
        for (line, down) in self.letters.set(words, BODY, WIDTH - x).into_iter().zip(0_u16..) {
            more = f32::from(down) * BODY.leading;
            marks.push(Mark::Typed(x, first + more, line));
        }
        more
    }

    fn scene(&mut self, marks: &mut Vec<Mark>, scene: &Scene, y: f32) {
        for shape in &scene.shapes {
            match shape {
                Shape::Words(x, baseline, words) => {
                    let set = self.letters.set(words, BODY, WIDTH);
                    if let Some(line) = set.into_iter().next() {
                        let left = DATES + x - line.width / 2.0;
                        marks.push(Mark::Typed(left, y + baseline, line));
                    }
                }
                shape => marks.push(Mark::Shape(DATES, y, shape.clone())),
            }
        }
    }

    pub(crate) fn weeks(&mut self, lines: &[Line]) {
        let table = self.block();
        let weeks: Vec<&WeekRow> = lines
            .iter()
            .filter_map(|line| match &line.body {
                Body::Week(week) => Some(week),
                _ => None,
            })
            .collect();
        let names: Vec<String> = weeks::columns().map(str::to_owned).collect();
        let heads = names.into_iter().map(|name| vec![name]).collect();
        self.table_row(table, 0, heads, true);
        for (part, week) in (1..).zip(weeks) {
            self.table_row(table, part, weeks::cells(week), false);
        }
        // What follows is not a row.
        self.gap(2.0);
    }

    /// A row of the table, a line under it; each cell holds lines.
    fn table_row(&mut self, table: u32, part: u32, cells: Vec<Vec<String>>, head: bool) {
        let mut x = 0.0;
        let mut row = Row { before: 2.0, height: 0.0, keep: head, cells: Vec::new() };
        for ((at, texts), width) in (0..).zip(cells).zip(COLUMNS) {
            let mut leaf = Leaf::of(Kind::Table, table).cell(at);
            (leaf.part, leaf.head) = (part, head || at == 0);
            let bold = if head || at == 0 { usize::MAX } else { 0 };
            let style = Style { bold, ..BODY };
            let mut y = 0.0;
            let mut marks = Vec::new();
            for line in texts
                .iter()
                .flat_map(|text| self.letters.set(&glued(text), style, width - GUTTER))
                .collect::<Vec<_>>()
            {
                let baseline = y + line.baseline;
                y += line.height;
                marks.push(Mark::Typed(x, baseline, line));
            }
            row.height = row.height.max(y);
            row.cells.push(Cell { leaf: Some(leaf), marks });
            x += width;
        }
        let under = row.height + 2.5;
        row.height += 3.0;
        row.cells.push(Cell {
            leaf: None,
            marks: vec![Mark::Shape(
                0.0,
                0.0,
                Shape::Line([0.0, under], [WIDTH, under], if head { 0.8 } else { 0.4 }),
            )],
        });
        self.rows.push(row);
    }
}

/// A picture in words: each row as it is, under its date.
fn alternative(lines: &[Line]) -> String {
    let is_row = |line: &&Line| matches!(line.body, Body::Strip(_) | Body::Nights(_));
    let rows: Vec<String> = lines.iter().filter(is_row).map(Line::words).collect();
    rows.join(". ")
}
