//! The page as Markdown. Everything a family typed is escaped, so that it shows as it was typed.

use super::page::{Line, Page};
use super::{plain, said, strips};

/// The page as CommonMark; strips stand in a code block.
#[must_use]
pub fn markdown(page: &Page) -> String {
    let mut blocks = vec![format!("# {}", escape(&page.title))];
    blocks.extend(lines(&page.head));
    for part in &page.parts {
        blocks.push(format!("## {}", escape(&part.title)));
        blocks.extend(lines(&part.lines));
    }
    blocks.push("---".to_owned());
    blocks.extend(lines(&page.foot));
    blocks.join("\n\n") + "\n"
}

/// What a line belongs to: lines of a list or of strips stand together, all others apart.
#[derive(PartialEq)]
enum Block {
    Apart,
    List,
    Strips,
}

fn block(line: &Line) -> Block {
    match line {
        Line::Item(_) | Line::Label(..) => Block::List,
        Line::Ruler(_) | Line::Strip(_) => Block::Strips,
        Line::Head(_) | Line::Say(_) | Line::Fill => Block::Apart,
    }
}

fn lines(lines: &[Line]) -> Vec<String> {
    let together = |a: &Line, b: &Line| block(a) != Block::Apart && block(a) == block(b);
    lines
        .chunk_by(together)
        .map(|chunk| {
            let text: Vec<String> = chunk.iter().map(line).collect();
            let text = text.join("\n");
            match chunk.first().map(block) {
                Some(Block::Strips) => format!("```text\n{text}\n```"),
                _ => text,
            }
        })
        .collect()
}

fn line(line: &Line) -> String {
    match line {
        Line::Head(text) => format!("### {}", escape(text)),
        Line::Say(text) => escape(text),
        Line::Item(text) => format!("- {}", escape(text)),
        Line::Label(label, value) => format!("- **{}:** {}", escape(label), escape(value)),
        Line::Fill => escape(&said::BY_HAND.repeat(2)),
        Line::Ruler(from) => strips::ruler(*from),
        Line::Strip(row) => strips::marks(row),
    }
}

/// Text in which nothing is markup: specials get a backslash, and so does what would begin a list or a heading.
fn escape(text: &str) -> String {
    let text = plain(text);
    let text = text.trim();
    let mut out = String::with_capacity(text.len());
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    for (at, c) in text.char_indices() {
        let begins = (at == 0 && matches!(c, '+' | '-' | '='))
            || (at == digits && at > 0 && matches!(c, '.' | ')'));
        if begins
            || matches!(
                c,
                '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '#' | '|' | '~' | '&' | '$'
            )
        {
            out.push('\\');
        }
        out.push(c);
    }
    out
}
