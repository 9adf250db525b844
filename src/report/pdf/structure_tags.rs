//! What a screen reader is told of the sheets: which pieces are a heading, a paragraph, an item, a cell or a picture,
//! in the order in which they are read.

use krilla::geom::Rect;
use krilla::tagging::{BBox, Identifier, ListNumbering, Node, TableHeaderScope, Tag, TagGroup, TagTree};
use std::num::NonZeroU16;

/// What a piece on a sheet is a part of.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct TagNode {
    pub kind: TagKind,
    /// Pieces of one block make one paragraph, one list, one table.
    pub block: u32,
    /// The item of the list, the row of the table.
    pub part: u32,
    /// The cell in the row; of an item its mark (0) and its words (1).
    pub cell: u32,
    /// A cell that names others.
    pub is_header: bool,
    /// A picture in words, a heading's own.
    pub words: String,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum TagKind {
    Heading(u16),
    Paragraph,
    List,
    Table,
    Figure,
}

impl TagNode {
    /// Drawn, and told by its words.
    pub(crate) fn is_picture(&self) -> bool {
        self.kind == TagKind::Figure || (self.kind == TagKind::Table && !self.words.is_empty())
    }

    pub(crate) fn for_kind(kind: TagKind, block: u32) -> Self {
        Self { kind, block, part: 0, cell: 0, is_header: false, words: String::new() }
    }

    /// With the words by which it is told where it is not read out.
    pub(crate) fn with_words(mut self, words: &str) -> Self {
        self.words = words.to_owned();
        self
    }

    pub(crate) fn with_cell(mut self, cell: u32) -> Self {
        self.cell = cell;
        self
    }
}

pub(crate) struct TaggedContent {
    pub tag: TagNode,
    pub id: Identifier,
    pub page: usize,
    pub bounds: Option<Rect>,
}

/// The tree over all pieces. Blocks are read in the order of their numbers, wherever they stand on a sheet.
pub(crate) fn build_tag_tree(mut drawn: Vec<TaggedContent>) -> TagTree {
    drawn.sort_by_key(|piece| piece.tag.block);
    let mut tree = TagTree::new().with_lang(Some(crate::report::pdf::LANGUAGE.to_owned()));
    for block in group_consecutive(drawn, |leaf| leaf.block) {
        let Some(first) = block.first() else { continue };
        let leaf = first.tag.clone();
        let bbox = first.bounds.map(|rect| BBox::new(first.page, rect));
        tree.push(match leaf.kind {
            TagKind::Heading(level) => {
                let level = NonZeroU16::new(level).unwrap_or(NonZeroU16::MIN);
                build_leaf_group(TagGroup::new(Tag::Hn(level, Some(leaf.words))), block)
            }
            TagKind::Paragraph => build_leaf_group(TagGroup::new(Tag::P), block),
            TagKind::Figure => {
                let figure = Tag::Figure(Some(leaf.words)).with_bbox(bbox);
                build_leaf_group(TagGroup::new(figure), block)
            }
            TagKind::List => build_list(block),
            TagKind::Table => build_table(block),
        });
    }
    tree
}

fn group_consecutive(drawn: Vec<TaggedContent>, by: impl Fn(&TagNode) -> u32) -> Vec<Vec<TaggedContent>> {
    let mut groups: Vec<Vec<TaggedContent>> = Vec::new();
    for piece in drawn {
        match groups.last_mut() {
            Some(group) if group.last().is_some_and(|it| by(&it.tag) == by(&piece.tag)) => {
                group.push(piece);
            }
            _ => groups.push(vec![piece]),
        }
    }
    groups
}

fn build_leaf_group(mut group: TagGroup, drawn: Vec<TaggedContent>) -> TagGroup {
    group.children = drawn.into_iter().map(|piece| Node::from(piece.id)).collect();
    group
}

fn build_list(drawn: Vec<TaggedContent>) -> TagGroup {
    let mut list = TagGroup::new(Tag::L(ListNumbering::Disc));
    for item in group_consecutive(drawn, |leaf| leaf.part) {
        let mut group = TagGroup::new(Tag::LI);
        for part in group_consecutive(item, |leaf| leaf.cell) {
            let body = part.first().is_some_and(|piece| piece.tag.cell > 0);
            group.push(if body {
                build_leaf_group(TagGroup::new(Tag::LBody), part)
            } else {
                build_leaf_group(TagGroup::new(Tag::Lbl), part)
            });
        }
        list.push(group);
    }
    list
}

fn build_table(drawn: Vec<TaggedContent>) -> TagGroup {
    let columns = drawn.iter().map(|piece| piece.tag.cell + 1).max().unwrap_or(0);
    let mut head = TagGroup::new(Tag::THead);
    let mut body = TagGroup::new(Tag::TBody);
    for row in group_consecutive(drawn, |leaf| leaf.part) {
        let mut group = TagGroup::new(Tag::TR);
        // A day of which nothing was written has its name alone, and names no column.
        let names = row.len() > 1 && row.iter().all(|piece| piece.tag.part == 0 && piece.tag.is_header);
        let mut next = 0;
        for cell in group_consecutive(row, |leaf| leaf.cell) {
            let at = cell.first().map_or(next, |piece| piece.tag.cell);
            push_empty_cells(&mut group, next..at);
            next = at + 1;
            let is_head = cell.first().is_some_and(|piece| piece.tag.is_header);
            let scope = if names { TableHeaderScope::Column } else { TableHeaderScope::Row };
            let group_of_cell = if is_head { TagGroup::new(Tag::TH(scope)) } else { TagGroup::new(Tag::TD) };
            group.push(fill_cell(group_of_cell, cell));
        }
        push_empty_cells(&mut group, next..columns);
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

/// Every row has a cell for every column.
fn push_empty_cells(row: &mut TagGroup, missing: std::ops::Range<u32>) {
    missing.for_each(|_| row.push(TagGroup::new(Tag::TD)));
}

/// What stands in a cell; a picture in it is told in words.
fn fill_cell(mut group: TagGroup, cell: Vec<TaggedContent>) -> TagGroup {
    let Some(words) = cell.first().map(|piece| piece.tag.words.clone()).filter(|words| !words.is_empty())
    else {
        return build_leaf_group(group, cell);
    };
    let bbox = cell.first().and_then(|piece| Some(BBox::new(piece.page, piece.bounds?)));
    let figure = build_leaf_group(TagGroup::new(Tag::Figure(Some(words)).with_bbox(bbox)), cell);
    group.push(figure);
    group
}
