//! The page as rows to stack on sheets: what stands in each, how high it is, and which rows must not be parted.

use super::letters::{Letters, Style, Typed};
use super::tags::{Kind, Leaf};
use crate::report::glue::glued;
use crate::report::page::{Body, Line, Page, Section};
use crate::report::said;
use crate::report::scene::Shape;

/// Points across a sheet between its margins.
pub(crate) const WIDTH: f32 = 511.0;

pub(crate) const BODY: Style = Style { size: 11.0, leading: 14.0, bold: 0, ours: false };
const TITLE: Style = Style { size: 17.0, leading: 21.0, bold: usize::MAX, ours: true };
const HEADING: Style = Style { size: 12.5, leading: 15.5, bold: usize::MAX, ours: false };

const ABOVE: f32 = 7.0;
/// Where the text of an item begins, behind its mark.
const ITEM: f32 = 14.0;
/// A section no higher than this is not parted.
const WHOLE: f32 = 120.0;
pub(crate) const GUTTER: f32 = 6.0;

/// Things side by side that stay on one sheet.
#[derive(Clone)]
pub(crate) struct Row {
    /// Room above, unless it is the first on its sheet.
    pub before: f32,
    pub height: f32,
    /// Not parted from the row that follows.
    pub keep: bool,
    /// What stands in it, in the order in which it is read.
    pub cells: Vec<Cell>,
}

impl Row {
    /// The table it is a row of, and whether it is the row of names.
    pub(crate) fn of_table(&self) -> Option<(u32, bool)> {
        let leaf = self.cells.first()?.leaf.as_ref()?;
        (leaf.kind == Kind::Table).then_some((leaf.block, leaf.part == 0))
    }

    /// The same only drawn, for a sheet on which a table goes on: it was read before.
    pub(crate) fn unread(mut self) -> Self {
        for cell in &mut self.cells {
            cell.leaf = None;
        }
        self
    }
}

/// What belongs together for a reader who hears the page.
#[derive(Clone)]
pub(crate) struct Cell {
    /// What it is; none for what is only drawn.
    pub leaf: Option<Leaf>,
    /// What is drawn, from the row's upper left corner on.
    pub marks: Vec<Mark>,
}

#[derive(Clone)]
pub(crate) enum Mark {
    /// A line of type: its left edge and its baseline.
    Typed(f32, f32, Typed),
    Shape(f32, f32, Shape),
}

/// Everything between the title and the foot.
pub(crate) fn rows(page: &Page, letters: &mut Letters) -> Vec<Row> {
    let mut setter = Setter { letters, rows: Vec::new(), blocks: 0 };
    setter.words(&page.title.words(), TITLE, Kind::Heading(1), 0.0);
    setter.rule();
    setter.lines(&page.head, true);
    for part in &page.parts {
        let first = setter.rows.len();
        let title = part.title.words();
        let lines = match beside(&part.lines) {
            Some((words, rest)) if setter.run_in(&title, &words, rest.is_empty()) => rest,
            _ => {
                setter.words(&title, HEADING, Kind::Heading(2), ABOVE);
                setter.rule();
                part.lines.as_slice()
            }
        };
        // Days of check-ins are read one under another.
        setter.lines(lines, part.section != Section::Checkins);
        setter.whole(first);
    }
    setter.rows
}

/// What may stand beside the heading of a section: its only sentence, or what its marks mean.
fn beside(lines: &[Line]) -> Option<(String, &[Line])> {
    let (first, rest) = lines.split_first()?;
    match &first.body {
        Body::Say(words) if rest.is_empty() => Some((words.clone(), rest)),
        Body::Legend(legend) => Some((said::legend_drawn(*legend).to_owned(), rest)),
        _ => None,
    }
}

/// The foot, as it stands on every sheet.
pub(crate) fn foot(page: &Page, letters: &mut Letters, width: f32) -> Vec<Typed> {
    let lines = page.foot.iter().map(|line| glued(&line.words()));
    lines.flat_map(|words| letters.set(&words, BODY, width)).collect()
}

/// The title as it stands above further sheets, on one line.
pub(crate) fn running(page: &Page, letters: &mut Letters) -> Option<Typed> {
    let style = Style { ours: true, ..BODY };
    let lines = letters.set(&page.title.words(), style, WIDTH);
    lines.into_iter().next()
}

/// `Page 1 of 2`.
pub(crate) fn number(letters: &mut Letters, n: usize, of: usize) -> Option<Typed> {
    let words = said::page_of(n, of);
    letters.set(&words, BODY, WIDTH).into_iter().next()
}

pub(crate) struct Setter<'a> {
    pub letters: &'a mut Letters,
    pub rows: Vec<Row>,
    blocks: u32,
}

impl Setter<'_> {
    pub(crate) fn block(&mut self) -> u32 {
        self.blocks += 1;
        self.blocks
    }

    /// A paragraph or a heading, a row a line. Its first two lines and its last two are not parted.
    fn words(&mut self, words: &str, style: Style, kind: Kind, before: f32) {
        let leaf = Leaf::of(kind, self.block()).told(words);
        let lines = self.letters.set(&glued(words), style, WIDTH);
        let heading = matches!(leaf.kind, Kind::Heading(_));
        let cells = lines.into_iter().map(|line| (leaf.clone(), vec![(0.0, line)]));
        self.stack(cells.collect(), before, heading);
    }

    /// A heading with a sentence behind it on the same line; not done when they do not fit.
    fn run_in(&mut self, title: &str, sentence: &str, last: bool) -> bool {
        let mut heading = self.letters.set(title, HEADING, WIDTH);
        let [line] = heading.as_slice() else {
            return false;
        };
        let x = line.width + 2.0 * GUTTER;
        let mut words = self.letters.set(sentence, BODY, WIDTH - x);
        if x > WIDTH / 2.0 || words.len() != 1 {
            return false;
        }
        let kinds = [Kind::Heading(2), Kind::Para];
        let lines = heading.pop().into_iter().chain(words.pop());
        let baseline = HEADING.leading * 0.8;
        let cells = kinds.into_iter().zip([0.0, x]).zip(lines);
        let cells = cells.map(|((kind, x), line)| Cell {
            leaf: Some(Leaf::of(kind, self.block()).told(title)),
            marks: vec![Mark::Typed(x, baseline, line)],
        });
        let cells = cells.collect();
        self.rows.push(Row { before: ABOVE, height: HEADING.leading, keep: true, cells });
        self.rule();
        if let Some(rule) = self.rows.last_mut() {
            rule.keep = !last;
        }
        true
    }

    pub(crate) fn stack(&mut self, lines: Vec<(Leaf, Vec<(f32, Typed)>)>, before: f32, keep: bool) {
        let last = lines.len().saturating_sub(1);
        for (at, (leaf, typed)) in lines.into_iter().enumerate() {
            let height = typed.iter().map(|(_, line)| line.height).fold(0.0, f32::max);
            let marks = typed.into_iter().map(|(x, line)| {
                let baseline = line.baseline;
                Mark::Typed(x, baseline, line)
            });
            self.rows.push(Row {
                before: if at == 0 { before } else { 0.0 },
                height,
                keep: keep || (at != last && (at == 0 || at + 2 > last)),
                cells: vec![Cell { leaf: Some(leaf), marks: marks.collect() }],
            });
        }
    }

    /// A line across the sheet, under a heading.
    fn rule(&mut self) {
        let line = Shape::Line([0.0, 1.0], [WIDTH, 1.0], 0.8);
        self.drawn(4.0, 0.0, line, true);
    }

    fn drawn(&mut self, height: f32, before: f32, shape: Shape, keep: bool) {
        self.rows.push(Row {
            before,
            height,
            keep,
            cells: vec![Cell { leaf: None, marks: vec![Mark::Shape(0.0, 0.0, shape)] }],
        });
    }

    fn lines(&mut self, lines: &[Line], beside: bool) {
        let ruler = lines.iter().find_map(|line| match &line.body {
            Body::Ruler(ruler) => Some(*ruler),
            _ => None,
        });
        for chunk in lines.chunk_by(|a, b| together(&a.body) == together(&b.body)) {
            match chunk.first().map(|line| together(&line.body)) {
                Some(Together::Picture) => self.picture(chunk, ruler),
                Some(Together::Plot) => self.plot(chunk),
                Some(Together::Table) => self.weeks(chunk),
                Some(Together::List) => self.list(chunk),
                Some(Together::Pairs) => self.pairs(chunk, beside),
                Some(Together::Ticks) => {
                    self.gap(4.0);
                    self.pairs(chunk, true);
                }
                Some(Together::Sentences) => {
                    let words: Vec<String> = chunk.iter().map(Line::words).collect();
                    self.words(&words.join(" "), BODY, Kind::Para, 1.0);
                }
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
            // Where words run from right to left, their mark stands at the right.
            let rtl = words.first().is_some_and(|line| line.rtl);
            let (mark, x) = if rtl { (WIDTH - ITEM + 3.0, 0.0) } else { (3.0, ITEM) };
            let body = leaf.clone().cell(1);
            let cells = words.into_iter().map(|line| (body.clone(), vec![(x, line)]));
            let first = self.rows.len();
            self.stack(cells.collect(), 1.0, false);
            let bullet = self.letters.set("\u{2022}", BODY, ITEM).pop();
            if let (Some(row), Some(bullet)) = (self.rows.get_mut(first), bullet) {
                let cell = Cell {
                    leaf: Some(leaf.cell(0)),
                    marks: vec![Mark::Typed(mark, bullet.baseline, bullet)],
                };
                row.cells.insert(0, cell);
            }
        }
    }

    /// Keeps the rows from this one on together when they are few.
    fn whole(&mut self, first: usize) {
        let rows = self.rows.get_mut(first..).unwrap_or_default();
        let high: f32 = rows.iter().map(|row| row.before + row.height).sum();
        if high <= WHOLE
            && let Some((_, all)) = rows.split_last_mut()
        {
            all.iter_mut().for_each(|row| row.keep = true);
        }
    }

    pub(crate) fn gap(&mut self, height: f32) {
        self.rows.push(Row { before: 0.0, height, keep: true, cells: Vec::new() });
    }
}

#[derive(PartialEq)]
enum Together {
    Alone,
    Sentences,
    List,
    Pairs,
    Ticks,
    Picture,
    Plot,
    Table,
}

fn together(body: &Body) -> Together {
    match body {
        Body::Item(_) => Together::List,
        Body::Label(..) | Body::Blank(_) => Together::Pairs,
        Body::Tick(_) => Together::Ticks,
        Body::Ruler(_) | Body::Strip(_) => Together::Picture,
        Body::Scale(_) | Body::Nights(_) => Together::Plot,
        Body::Week(_) => Together::Table,
        Body::Say(_) => Together::Sentences,
        Body::Fill | Body::Legend(_) => Together::Alone,
    }
}
