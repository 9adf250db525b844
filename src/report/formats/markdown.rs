//! The report as Markdown. Everything a family typed is escaped, so that it shows as it was typed.

use crate::report::blocks::{Block, Fact, NightsRow, TimelineRow, group_lines};
use crate::report::formats::plain_text::TEXT_WIDTH;
use crate::report::formats::text_pictures;
use crate::report::model::{QuestionLine, Report, ReportLine, TableRow};
use crate::report::sanitize_text;
use crate::texts::report_page;

/// CommonMark; pictures stand in a code block.
pub fn render_markdown(report: &Report) -> String {
    let mut out = format!("# {}", escape_markdown(&report.document_title()));
    push_lines(&mut out, &report.header);
    for part in &report.parts {
        out += &format!("\n\n## {}", escape_markdown(&part.title.to_plain_text()));
        push_lines(&mut out, &part.lines);
    }
    out += "\n\n---";
    push_lines(&mut out, &report.footer);
    out + "\n"
}

fn push_lines(out: &mut String, lines: &[ReportLine]) {
    let mut after_list = false;
    for block in &group_lines(lines) {
        let is_list =
            matches!(block, Block::List(_) | Block::Facts(_) | Block::Labels(_) | Block::Checkboxes(_));
        // Lists of different kinds that follow one another are one list.
        *out += if is_list && after_list { "\n" } else { "\n\n" };
        *out += &render_block(block);
        after_list = is_list;
    }
}

fn render_block(block: &Block<'_>) -> String {
    let join = |lines: Vec<String>, between: &str| lines.join(between);
    match block {
        Block::Paragraph(texts) => join(texts.iter().map(|text| escape_markdown(text)).collect(), "\n\n"),
        Block::List(texts) => {
            join(texts.iter().map(|text| format!("- {}", escape_markdown(text))).collect(), "\n")
        }
        Block::Checkboxes(texts) => {
            join(texts.iter().map(|text| format!("- [ ] {}", escape_markdown(text))).collect(), "\n")
        }
        Block::Facts(facts) => {
            let render = |fact: &Fact<'_>| {
                let by_hand = report_page::format_by_hand(fact.words);
                format!("- {}", escape_markdown(if fact.by_hand { &by_hand } else { fact.words }))
            };
            join(facts.iter().map(render).collect(), "\n")
        }
        Block::Labels(labels) => {
            join(labels.iter().map(|(label, value)| render_label(label, value)).collect(), "\n")
        }
        Block::Questions(questions) => {
            join(questions.iter().map(|question| render_question(question)).collect(), "\n")
        }
        Block::WritingLines(n) => vec![escape_markdown(&report_page::BY_HAND.repeat(2)); *n].join("\n\n"),
        Block::Signature(name) => format!("*{}*", escape_markdown(name)),
        Block::Legend(legend) => escape_markdown(legend.text_key()),
        Block::Timeline(rows) => render_picture(rows.iter().map(|row| match row {
            TimelineRow::Hours(ruler) => text_pictures::format_ruler(ruler.day_start),
            TimelineRow::Blank => format!("{}\n", text_pictures::format_blank_strip()),
            TimelineRow::Day(day) => text_pictures::format_strip(day, TEXT_WIDTH).join("\n"),
        })),
        Block::NightsPlot(rows) => render_picture(rows.iter().map(|row| match row {
            NightsRow::Hours(hours) => text_pictures::format_scale(*hours),
            NightsRow::Week(week) => text_pictures::format_nights_row(week),
        })),
        Block::Table(rows) => join(rows.iter().map(|row| render_table_row(row)).collect(), "\n\n"),
    }
}

fn render_picture(rows: impl Iterator<Item = String>) -> String {
    format!("```text\n{}\n```", rows.collect::<Vec<_>>().join("\n"))
}

/// An item of a numbered list, with room for the answer under its words.
fn render_question(question: &QuestionLine) -> String {
    let answer = escape_markdown(&report_page::BY_HAND.repeat(2));
    let number = question.number.unwrap_or(1);
    match question.words {
        Some(_) => format!("{number}. {}\n\n   {answer}\n", escape_markdown(&question.to_plain_text())),
        None => format!("{number}. {answer}\n"),
    }
}

fn render_label(label: &str, value: &str) -> String {
    format!("- **{}:** {}", escape_markdown(label), escape_markdown(value))
}

fn render_table_row(row: &TableRow) -> String {
    let mut lines = vec![format!("### {}\n", escape_markdown(&row.full_title))];
    lines.extend(row.labels().map(|(label, text)| render_label(label, text)));
    lines.join("\n")
}

/// Text in which nothing is markup: specials get a backslash, and so does what would begin a list or a heading.
fn escape_markdown(text: &str) -> String {
    let text = sanitize_text(text);
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
