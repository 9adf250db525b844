//! The page as Markdown. Everything a family typed is escaped, so that it shows as it was typed.

use super::page::{Body, Line, Page, WeekRow};
use super::text::MARGIN;
use super::{plain, plot, said, strips};

/// The page as CommonMark; strips stand in a code block.
pub fn markdown(page: &Page) -> String {
    let mut blocks = vec![format!("# {}", escape(&page.title.words()))];
    blocks.extend(lines(&page.head));
    for part in &page.parts {
        blocks.push(format!("## {}", escape(&part.title.words())));
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
    match line.body {
        Body::Item(_) | Body::Label(..) | Body::Blank(_) | Body::Tick(_) => Block::List,
        Body::Ruler(_) | Body::Strip(_) | Body::Scale(_) | Body::Nights(_) => Block::Strips,
        Body::Say(_) | Body::Fill | Body::Legend(_) | Body::Week(_) => Block::Apart,
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
    match &line.body {
        Body::Say(text) => escape(text),
        Body::Item(text) => format!("- {}", escape(text)),
        Body::Tick(text) => format!("- [ ] {}", escape(text)),
        Body::Label(label, value) => pair(label, value),
        Body::Blank(label) => pair(label, said::BY_HAND),
        Body::Fill => escape(&said::BY_HAND.repeat(2)),
        Body::Ruler(ruler) => strips::ruler(ruler.day_start),
        Body::Strip(row) => strips::marks(row),
        Body::Legend(legend) => escape(said::legend_in_marks(*legend)),
        Body::Week(row) => week(row),
        Body::Scale(hours) => plot::scale(*hours, MARGIN),
        Body::Nights(row) => plot::marks(row, MARGIN),
    }
}

fn pair(label: &str, value: &str) -> String {
    format!("- **{}:** {}", escape(label), escape(value))
}

fn week(week: &WeekRow) -> String {
    let mut lines =
        vec![format!("### {}\n", escape(&said::dates(week.from, week.to))), pair(said::NIGHTS, &week.nights)];
    let each = week.measures.iter();
    lines.extend(each.map(|(name, measure)| pair(name, &said::measure_words(measure))));
    lines.join("\n")
}

/// Text in which nothing is markup: specials get a backslash, and so does what would begin a list or a heading.
fn escape(text: &str) -> String {
    let text = plain(text);
    let text = text.trim();
    let mut out = String::with_capacity(text.len());
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    for (at, c) in text.char_indices() {
        let begins =
            (at == 0 && matches!(c, '+' | '-' | '=')) || (at == digits && at > 0 && matches!(c, '.' | ')'));
        if begins || matches!(c, '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '#' | '|' | '~' | '&' | '$')
        {
            out.push('\\');
        }
        out.push(c);
    }
    out
}
