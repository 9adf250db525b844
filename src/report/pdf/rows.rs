//! The page as rows to stack on sheets: what stands in each, how high it is, and which rows must not be parted.

use super::letters::{Letters, Style, Typed};
use super::tags::{Kind, Leaf};
use crate::report::page::{Body, Line, Page, Ruler, WeekRow};
use crate::report::scene::{self, Scene, Shape};
use crate::report::{said, weeks};

/// Points across a sheet between its margins.
pub(super) const WIDTH: f32 = 511.0;

const BODY: Style = Style {
    size: 11.0,
    leading: 14.0,
    bold: 0,
};
const TITLE: Style = Style {
    size: 17.0,
    leading: 21.0,
    bold: usize::MAX,
};
const HEADING: Style = Style {
    size: 12.5,
    leading: 15.5,
    bold: usize::MAX,
};

/// Where the rows of a picture begin, behind their dates.
const DATES: f32 = 76.0;
/// Where the text of an item begins, behind its mark.
const ITEM: f32 = 14.0;
/// The columns of the table of weeks: the dates, the nights, and then the measures.
const WEEK: f32 = 70.0;
const NIGHTS: f32 = 53.0;
const GUTTER: f32 = 6.0;

/// Things side by side that stay on one sheet.
pub(super) struct Row {
    /// Room above, unless it is the first on its sheet.
    pub before: f32,
    /// How high it is.
    pub height: f32,
    /// Not parted from the row that follows.
    pub keep: bool,
    /// What stands in it, in the order in which it is read.
    pub cells: Vec<Cell>,
}

/// What belongs together for a reader who hears the page.
pub(super) struct Cell {
    /// What it is; none for what is only drawn.
    pub leaf: Option<Leaf>,
    /// What is drawn, from the row's upper left corner on.
    pub marks: Vec<Mark>,
}

/// Something drawn.
pub(super) enum Mark {
    /// A line of type: its left edge and its baseline.
    Typed(f32, f32, Typed),
    /// A shape, moved by this much.
    Shape(f32, f32, Shape),
}

/// Everything between the title and the foot.
pub(super) fn rows(page: &Page, letters: &mut Letters) -> Vec<Row> {
    let mut setter = Setter {
        letters,
        rows: Vec::new(),
        blocks: 0,
    };
    setter.words(&page.title.words(), TITLE, Kind::Heading(1), 0.0);
    setter.rule();
    setter.lines(&page.head);
    for part in &page.parts {
        setter.words(&part.title.words(), HEADING, Kind::Heading(2), 9.0);
        setter.rule();
        setter.lines(&part.lines);
    }
    setter.rows
}

/// The foot, as it stands on every sheet.
pub(super) fn foot(page: &Page, letters: &mut Letters, width: f32) -> Vec<Typed> {
    let words: Vec<String> = page.foot.iter().map(Line::words).collect();
    letters.set(&words.join(" "), BODY, width)
}

/// `Page 1 of 2`.
pub(super) fn number(letters: &mut Letters, n: usize, of: usize) -> Option<Typed> {
    let words = said::page_of(n, of);
    letters.set(&words, BODY, WIDTH).into_iter().next()
}

struct Setter<'a> {
    letters: &'a mut Letters,
    rows: Vec<Row>,
    blocks: u32,
}

impl Setter<'_> {
    fn block(&mut self) -> u32 {
        self.blocks += 1;
        self.blocks
    }

    /// A paragraph or a heading, a row a line. Its first two lines and its last two are not parted.
    fn words(&mut self, words: &str, style: Style, kind: Kind, before: f32) {
        let leaf = Leaf::of(kind, self.block());
        let lines = self.letters.set(words, style, WIDTH);
        let heading = matches!(leaf.kind, Kind::Heading(_));
        let cells = lines
            .into_iter()
            .map(|line| (leaf.clone(), vec![(0.0, line)]));
        self.stack(cells.collect(), before, heading);
    }

    fn stack(&mut self, lines: Vec<(Leaf, Vec<(f32, Typed)>)>, before: f32, keep: bool) {
        let last = lines.len().saturating_sub(1);
        for (at, (leaf, typed)) in lines.into_iter().enumerate() {
            let height = typed
                .iter()
                .map(|(_, line)| line.height)
                .fold(0.0, f32::max);
            let marks = typed.into_iter().map(|(x, line)| {
                let baseline = line.baseline;
                Mark::Typed(x, baseline, line)
            });
            self.rows.push(Row {
                before: if at == 0 { before } else { 0.0 },
                height,
                keep: keep || (at != last && (at == 0 || at + 2 > last)),
                cells: vec![Cell {
                    leaf: Some(leaf),
                    marks: marks.collect(),
                }],
            });
        }
    }

    /// A line across the sheet, under a heading.
    fn rule(&mut self) {
        let line = Shape::Line([0.0, 1.5], [WIDTH, 1.5], 0.8);
        self.drawn(5.0, 0.0, line, true);
    }

    fn drawn(&mut self, height: f32, before: f32, shape: Shape, keep: bool) {
        self.rows.push(Row {
            before,
            height,
            keep,
            cells: vec![Cell {
                leaf: None,
                marks: vec![Mark::Shape(0.0, 0.0, shape)],
            }],
        });
    }

    fn lines(&mut self, lines: &[Line]) {
        let ruler = lines.iter().find_map(|line| match &line.body {
            Body::Ruler(ruler) => Some(*ruler),
            _ => None,
        });
        for chunk in lines.chunk_by(|a, b| together(&a.body) == together(&b.body)) {
            match chunk.first().map(|line| together(&line.body)) {
                Some(Together::Picture) => self.picture(chunk, ruler),
                Some(Together::Table) => self.weeks(chunk),
                Some(Together::List) => self.list(chunk),
                Some(Together::Pairs) => self.pairs(chunk),
                _ => chunk.iter().for_each(|line| self.line(line)),
            }
        }
    }

    fn line(&mut self, line: &Line) {
        match &line.body {
            Body::Fill => {
                let line = Shape::Line([0.0, 17.0], [WIDTH, 17.0], 0.6);
                self.drawn(20.0, 2.0, line, false);
            }
            Body::Legend(legend) => self.words(said::legend_drawn(*legend), BODY, Kind::Para, 1.0),
            _ => self.words(&line.words(), BODY, Kind::Para, 1.0),
        }
    }

    fn list(&mut self, lines: &[Line]) {
        let list = self.block();
        for (part, line) in (0..).zip(lines) {
            let mut leaf = Leaf::of(Kind::List, list);
            leaf.part = part;
            let words = self.letters.set(&line.words(), BODY, WIDTH - ITEM);
            let mut bullet = self.letters.set("\u{2022}", BODY, ITEM);
            let mut cells: Vec<_> = words
                .into_iter()
                .map(|line| (leaf.clone().cell(1), vec![(ITEM, line)]))
                .collect();
            let first = self.rows.len();
            self.stack(std::mem::take(&mut cells), 1.0, false);
            if let (Some(row), Some(bullet)) = (self.rows.get_mut(first), bullet.pop()) {
                let baseline = bullet.baseline;
                row.cells.insert(
                    0,
                    Cell {
                        leaf: Some(leaf.cell(0)),
                        marks: vec![Mark::Typed(3.0, baseline, bullet)],
                    },
                );
            }
        }
    }

    /// Labels and their values, two in a row where both are short.
    fn pairs(&mut self, lines: &[Line]) {
        let half = (WIDTH - 2.0 * GUTTER) / 2.0;
        let mut left: Option<Cell> = None;
        for line in lines {
            let (words, style, blank) = labelled(line);
            let mut set = self.letters.set(&words, style, WIDTH);
            let short = set.len() == 1 && set.iter().all(|line| line.width < half) && blank < half;
            let leaf = Leaf::of(Kind::Para, self.block());
            if !short {
                self.pair_row(left.take(), None);
                let lines = set.drain(..).map(|line| (leaf.clone(), vec![(0.0, line)]));
                self.stack(lines.collect(), 1.0, false);
                continue;
            }
            let x = if left.is_some() {
                half + 2.0 * GUTTER
            } else {
                0.0
            };
            let cell = pair(leaf, set.pop(), x, (blank > 0.0).then_some(x + half));
            left = match left.take() {
                None => Some(cell),
                Some(first) => {
                    self.pair_row(Some(first), Some(cell));
                    None
                }
            };
        }
        self.pair_row(left, None);
    }

    fn pair_row(&mut self, left: Option<Cell>, right: Option<Cell>) {
        let cells: Vec<Cell> = left.into_iter().chain(right).collect();
        if !cells.is_empty() {
            self.rows.push(Row {
                before: 1.0,
                height: BODY.leading,
                keep: false,
                cells,
            });
        }
    }

    /// Strips: one picture, said in words for whoever hears it.
    fn picture(&mut self, lines: &[Line], ruler: Option<Ruler>) {
        let mut leaf = Leaf::of(Kind::Figure, self.block());
        leaf.words = alternative(lines);
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

    fn weeks(&mut self, lines: &[Line]) {
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
    }

    /// A row of the table, a line under it; each cell holds lines.
    fn table_row(&mut self, table: u32, part: u32, cells: Vec<Vec<String>>, head: bool) {
        let measures = (WIDTH - WEEK - NIGHTS) / 4.0;
        let mut x = 0.0;
        let mut row = Row {
            before: 2.0,
            height: 0.0,
            keep: head,
            cells: Vec::new(),
        };
        for (at, texts) in (0..).zip(cells) {
            let width = match at {
                0 => WEEK,
                1 => NIGHTS,
                _ => measures,
            };
            let mut leaf = Leaf::of(Kind::Table, table).cell(at);
            (leaf.part, leaf.head) = (part, head || at == 0);
            let bold = if head || at == 0 { usize::MAX } else { 0 };
            let style = Style { bold, ..BODY };
            let mut y = 0.0;
            let mut marks = Vec::new();
            for line in texts
                .iter()
                .flat_map(|text| self.letters.set(text, style, width - GUTTER))
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

#[derive(PartialEq)]
enum Together {
    Alone,
    List,
    Pairs,
    Picture,
    Table,
}

fn together(body: &Body) -> Together {
    match body {
        Body::Item(_) => Together::List,
        Body::Label(..) | Body::Blank(_) | Body::Tick(_) => Together::Pairs,
        Body::Ruler(_) | Body::Strip(_) => Together::Picture,
        Body::Week(_) => Together::Table,
        Body::Say(_) | Body::Fill | Body::Legend(_) => Together::Alone,
    }
}

/// The words of a label and its value, the label in bold, and how much room it wants for a hand.
fn labelled(line: &Line) -> (String, Style, f32) {
    let bold = |label: &str| Style {
        bold: label.len() + 1,
        ..BODY
    };
    match &line.body {
        Body::Label(label, value) => (said::pair(label, value), bold(label), 0.0),
        Body::Blank(label) => (said::pair(label, ""), bold(label), 100.0),
        Body::Tick(words) => (format!("\u{2610} {words}"), BODY, 0.0),
        _ => (line.words(), BODY, 0.0),
    }
}

fn pair(leaf: Leaf, typed: Option<Typed>, x: f32, blank_to: Option<f32>) -> Cell {
    let mut marks = Vec::new();
    if let Some(line) = typed {
        let (baseline, end) = (line.baseline, x + line.width + 3.0);
        marks.push(Mark::Typed(x, baseline, line));
        let y = baseline + 1.5;
        let rule = blank_to.map(|to| Shape::Line([end, y], [to, y], 0.6));
        marks.extend(rule.map(|rule| Mark::Shape(0.0, 0.0, rule)));
    }
    Cell {
        leaf: Some(leaf),
        marks,
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
