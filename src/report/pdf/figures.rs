//! Rows that are a picture of strips or a table of weeks.

use super::letters::Style;
use super::rows::{BODY, Cell, GUTTER, Mark, Row, Setter, WIDTH};
use super::tags::{Kind, Leaf};
use crate::report::glue::glued;
use crate::report::page::{Body, Line, Ruler, WeekRow};
use crate::report::scene::{self, Scene, Shape};
use crate::report::{said, weeks};

/// Where the rows of a picture begin, behind their dates.
const DATES: f32 = 76.0;
/// The columns of the table of weeks: the dates, the nights, and then the measures. Together they are `WIDTH`.
const COLUMNS: [f32; 6] = [94.0, 54.0, 98.0, 98.0, 98.0, 69.0];

impl Setter<'_> {
    /// Strips: one picture, said in words for whoever hears it.
    pub fn picture(&mut self, lines: &[Line], ruler: Option<Ruler>) {
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
                    if row.fine.is_empty() {
                        self.beside(&mut marks, &row.says, DATES, y);
                    } else {
                        self.scene(&mut marks, &scene::bar(row, ruler.as_ref()), y);
                    }
                    if row.open {
                        self.beside(&mut marks, said::NO_END, DATES + scene::DAY + GUTTER, y);
                    }
                    y += scene::ROW;
                }
                _ => {}
            }
        }
        self.rows.push(Row {
            before: 2.0,
            height: y + 2.0,
            keep: true,
            cells: vec![Cell {
                leaf: Some(leaf),
                marks,
            }],
        });
    }

    /// Words in one row of a picture; what does not fit is left to the words told instead of it.
    fn beside(&mut self, marks: &mut Vec<Mark>, words: &str, x: f32, y: f32) {
        let set = self.letters.set(words, BODY, WIDTH - x);
        if let Some(line) = set.into_iter().next() {
            let baseline = y + scene::ROW / 2.0 + BODY.size * 0.36;
            marks.push(Mark::Typed(x, baseline, line));
        }
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

    pub fn weeks(&mut self, lines: &[Line]) {
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
        let mut row = Row {
            before: 2.0,
            height: 0.0,
            keep: head,
            cells: Vec::new(),
        };
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
            row.cells.push(Cell {
                leaf: Some(leaf),
                marks,
            });
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
    let rows = lines
        .iter()
        .filter(|line| matches!(line.body, Body::Strip(_)));
    let rows: Vec<String> = rows.map(Line::words).collect();
    said::pair(said::STRIPS, &rows.join(". "))
}
