//! The units of the page on the screen: what the cursor stops at, each as the rows of text it takes. A section that is
//! left out keeps its heading, so that it can be put back.

use super::Key;
use crate::report::{Body, Choices, Edits, Line, Page, Section, text_rows};

#[derive(Clone, PartialEq, Debug)]
pub(crate) enum Row {
    Title,
    Heading(Section),
    Line {
        key: Key,
        /// The section it is of; none for the head and the foot of the page.
        section: Option<Section>,
    },
}

pub(crate) struct Unit {
    pub what: Row,
    pub rows: Vec<String>,
    /// Struck out, or a section that is left out.
    pub struck: bool,
    /// Drawn from what was written down, so that it has no words to change.
    pub drawn: bool,
    line: Option<Line>,
}

impl Unit {
    pub(crate) fn is(&self, key: &Key) -> bool {
        self.line.as_ref().is_some_and(|line| line.key == *key)
    }

    /// Its key and its words, where it has any.
    pub(crate) fn words(&self) -> Option<(Key, String)> {
        let line = self.line.as_ref()?;
        Some((line.key.clone(), line.words()))
    }
}

/// The units of an arranged page, in its order; text of at most `columns`.
pub(crate) fn units(page: Page, choices: &Choices, edits: &Edits, columns: usize) -> Vec<Unit> {
    let mut all = vec![Unit {
        rows: vec![page.title.words()],
        what: Row::Title,
        struck: false,
        drawn: false,
        line: Some(page.title),
    }];
    all.extend(lines(page.head, None, edits, columns));
    let mut parts = page.parts;
    for section in choices.order() {
        let found = parts.iter().position(|part| part.section == *section);
        let Some(part) = found.map(|at| parts.remove(at)) else {
            all.push(Unit {
                rows: vec![section.title().to_owned()],
                what: Row::Heading(*section),
                struck: true,
                drawn: false,
                line: None,
            });
            continue;
        };
        all.push(Unit {
            rows: vec![part.title.words()],
            what: Row::Heading(*section),
            struck: false,
            drawn: false,
            line: Some(part.title),
        });
        all.extend(lines(part.lines, Some(*section), edits, columns));
    }
    all.extend(lines(page.foot, None, edits, columns));
    all
}

fn lines(
    lines: Vec<Line>,
    section: Option<Section>,
    edits: &Edits,
    columns: usize,
) -> impl Iterator<Item = Unit> {
    let texts = text_rows(&lines, columns);
    lines.into_iter().zip(texts).map(move |(line, (_, rows))| Unit {
        what: Row::Line { key: line.key.clone(), section },
        rows,
        struck: edits.is_struck(&line.key),
        drawn: matches!(line.body, Body::Fill | Body::Ruler(_) | Body::Strip(_) | Body::Legend(_)),
        line: Some(line),
    })
}
