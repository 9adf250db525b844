//! What a screen reader is told of the sheets: which pieces are a heading, a paragraph, an item, a cell or a picture,
//! in the order in which they are read.

use krilla::geom::Rect;
use krilla::tagging::{BBox, Identifier, ListNumbering, Node, TableHeaderScope, Tag, TagGroup, TagTree};
use std::num::NonZeroU16;

/// What a piece on a sheet is a part of.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Leaf {
    pub kind: Kind,
    /// Pieces of one block make one paragraph, one list, one table.
    pub block: u32,
    /// The item of the list, the row of the table.
    pub part: u32,
    /// The cell in the row; of an item its mark (0) and its words (1).
    pub cell: u32,
    /// A cell that names others.
    pub head: bool,
    /// A picture in words, a heading's own.
    pub words: String,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Kind {
    Heading(u16),
    Para,
    List,
    Table,
    Figure,
}

impl Leaf {
    pub(crate) fn of(kind: Kind, block: u32) -> Self {
        Self { kind, block, part: 0, cell: 0, head: false, words: String::new() }
    }

    /// With the words by which it is told where it is not read out.
    pub(crate) fn told(mut self, words: &str) -> Self {
        self.words = words.to_owned();
        self
    }

    pub(crate) fn cell(mut self, cell: u32) -> Self {
        self.cell = cell;
        self
    }
}

pub(crate) struct Drawn {
    pub leaf: Leaf,
    pub id: Identifier,
    pub sheet: usize,
    pub place: Option<Rect>,
}

/// The tree over all pieces, which come in the order in which they are read.
pub(crate) fn tree(drawn: Vec<Drawn>) -> TagTree {
    let mut tree = TagTree::new().with_lang(Some(super::LANGUAGE.to_owned()));
    for block in groups(drawn, |leaf| leaf.block) {
        let Some(first) = block.first() else { continue };
        let leaf = first.leaf.clone();
        let bbox = first.place.map(|rect| BBox::new(first.sheet, rect));
        tree.push(match leaf.kind {
            Kind::Heading(level) => {
                let level = NonZeroU16::new(level).unwrap_or(NonZeroU16::MIN);
                leaves(TagGroup::new(Tag::Hn(level, Some(leaf.words))), block)
            }
            Kind::Para => leaves(TagGroup::new(Tag::P), block),
            Kind::Figure => {
                let figure = Tag::Figure(Some(leaf.words)).with_bbox(bbox);
                leaves(TagGroup::new(figure), block)
            }
            Kind::List => list(block),
            Kind::Table => table(block),
        });
    }
    tree
}

fn groups(drawn: Vec<Drawn>, by: impl Fn(&Leaf) -> u32) -> Vec<Vec<Drawn>> {
    let mut groups: Vec<Vec<Drawn>> = Vec::new();
    for piece in drawn {
        match groups.last_mut() {
            Some(group) if group.last().is_some_and(|it| by(&it.leaf) == by(&piece.leaf)) => {
                group.push(piece);
            }
            _ => groups.push(vec![piece]),
        }
    }
    groups
}

fn leaves(mut group: TagGroup, drawn: Vec<Drawn>) -> TagGroup {
    group.children = drawn.into_iter().map(|piece| Node::from(piece.id)).collect();
    group
}

fn list(drawn: Vec<Drawn>) -> TagGroup {
    let mut list = TagGroup::new(Tag::L(ListNumbering::Disc));
    for item in groups(drawn, |leaf| leaf.part) {
        let mut group = TagGroup::new(Tag::LI);
        for part in groups(item, |leaf| leaf.cell) {
            let body = part.first().is_some_and(|piece| piece.leaf.cell > 0);
            group.push(if body {
                leaves(TagGroup::new(Tag::LBody), part)
            } else {
                leaves(TagGroup::new(Tag::Lbl), part)
            });
        }
        list.push(group);
    }
    list
}

fn table(drawn: Vec<Drawn>) -> TagGroup {
    let mut head = TagGroup::new(Tag::THead);
    let mut body = TagGroup::new(Tag::TBody);
    for row in groups(drawn, |leaf| leaf.part) {
        let mut group = TagGroup::new(Tag::TR);
        let names = row.iter().all(|piece| piece.leaf.head);
        for cell in groups(row, |leaf| leaf.cell) {
            let is_head = cell.first().is_some_and(|piece| piece.leaf.head);
            let scope = if names { TableHeaderScope::Column } else { TableHeaderScope::Row };
            group.push(if is_head {
                leaves(TagGroup::new(Tag::TH(scope)), cell)
            } else {
                leaves(TagGroup::new(Tag::TD), cell)
            });
        }
        if names {
            head.push(group);
        } else {
            body.push(group);
        }
    }
    let mut table = TagGroup::new(Tag::Table);
    for part in [head, body] {
        if !part.children.is_empty() {
            table.push(part);
        }
    }
    table
}
