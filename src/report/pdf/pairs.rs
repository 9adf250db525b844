//! Rows of labels with their values, of room to write by hand, and of boxes to tick.

use super::letters::{Style, Typed};
use super::rows::{BODY, Cell, GUTTER, Mark, Row, Setter, WIDTH};
use super::tags::{Kind, Leaf};
use crate::report::glue::glued;
use crate::report::page::{Body, Line};
use crate::report::said;
use crate::report::scene::Shape;

impl Setter<'_> {
    /// Labels and their values, two in a row where both are short and may stand beside one another.
    pub(crate) fn pairs(&mut self, lines: &[Line], beside: bool) {
        let half = (WIDTH - 2.0 * GUTTER) / 2.0;
        let mut left: Option<Cell> = None;
        for line in lines {
            let (words, style, blank) = labelled(line);
            let mut set = self.letters.set(&words, style, WIDTH);
            let short = beside && set.len() == 1 && set.iter().all(|line| line.width < half) && blank < half;
            let leaf = Leaf::of(Kind::Para, self.block());
            if !short {
                self.pair_row(left.take(), None);
                let lines = set.drain(..).map(|line| (leaf.clone(), vec![(0.0, line)]));
                self.stack(lines.collect(), 1.0, false);
                continue;
            }
            let x = if left.is_some() { half + 2.0 * GUTTER } else { 0.0 };
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
            self.rows.push(Row { before: 1.0, height: BODY.leading, keep: false, cells });
        }
    }
}

/// The words of a label and its value, the label in bold, and how much room it wants for a hand.
fn labelled(line: &Line) -> (String, Style, f32) {
    let bold = |label: &str| Style { bold: label.len() + 1, ..BODY };
    match &line.body {
        Body::Label(label, value) => (said::pair(label, &glued(value)), bold(label), 0.0),
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
    Cell { leaf: Some(leaf), marks }
}
