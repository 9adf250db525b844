//! The page as Markdown. Everything a family typed is escaped, so that it shows as it was typed.

use crate::report::build::{LineBody, Report, ReportLine, WeekRow};
use crate::report::formats::plain_text::MARGIN;
use crate::report::{nights_plot, sanitize_text, timeline_strips};
use crate::texts::figures::Length;
use crate::texts::{figures, report_page};

/// The page as CommonMark; strips stand in a code block.
pub fn render_markdown(page: &Report) -> String {
    let mut blocks = vec![format!("# {}", escape_markdown(&page.title.to_plain_text()))];
    blocks.extend(lines(&page.header));
    for part in &page.parts {
        blocks.push(format!("## {}", escape_markdown(&part.title.to_plain_text())));
        blocks.extend(lines(&part.lines));
    }
    blocks.push("---".to_owned());
    blocks.extend(lines(&page.footer));
    blocks.join("\n\n") + "\n"
}

/// What a line belongs to: lines of a list or of strips stand together, all others apart.
#[derive(PartialEq)]
enum MarkdownBlockKind {
    Single,
    List,
    Strips,
}

fn classify_block(line: &ReportLine) -> MarkdownBlockKind {
    match line.body {
        LineBody::Item(_) | LineBody::Label(..) | LineBody::BlankLabel(_) | LineBody::Checkbox(_) => {
            MarkdownBlockKind::List
        }
        LineBody::Ruler(_) | LineBody::Strip(_) | LineBody::HourScale(_) | LineBody::Nights(_) => {
            MarkdownBlockKind::Strips
        }
        LineBody::Sentence(_) | LineBody::BlankLine | LineBody::Legend(_) | LineBody::Week(_) => {
            MarkdownBlockKind::Single
        }
    }
}

fn lines(render_blocks: &[ReportLine]) -> Vec<String> {
    let together = |a: &ReportLine, b: &ReportLine| {
        classify_block(a) != MarkdownBlockKind::Single && classify_block(a) == classify_block(b)
    };
    render_blocks
        .chunk_by(together)
        .map(|chunk| {
            let text: Vec<String> = chunk.iter().map(line).collect();
            let text = text.join("\n");
            match chunk.first().map(classify_block) {
                Some(MarkdownBlockKind::Strips) => format!("```text\n{text}\n```"),
                _ => text,
            }
        })
        .collect()
}

fn line(render_line: &ReportLine) -> String {
    match &render_line.body {
        LineBody::Sentence(text) => escape_markdown(text),
        LineBody::Item(text) => format!("- {}", escape_markdown(text)),
        LineBody::Checkbox(text) => format!("- [ ] {}", escape_markdown(text)),
        LineBody::Label(label, value) => render_pair(label, value),
        LineBody::BlankLabel(label) => render_pair(label, report_page::BY_HAND),
        LineBody::BlankLine => escape_markdown(&report_page::BY_HAND.repeat(2)),
        LineBody::Ruler(ruler) => timeline_strips::format_ruler(ruler.day_start),
        LineBody::Strip(row) => timeline_strips::format_strip(row),
        LineBody::Legend(legend) => escape_markdown(legend.text_key()),
        LineBody::Week(row) => week(row),
        LineBody::HourScale(hours) => nights_plot::format_scale(*hours, MARGIN),
        LineBody::Nights(row) => nights_plot::format_nights_row(row, MARGIN),
    }
}

fn render_pair(label: &str, value: &str) -> String {
    format!("- **{}:** {}", escape_markdown(label), escape_markdown(value))
}

fn week(render_week: &WeekRow) -> String {
    let mut lines = vec![
        format!(
            "### {}\n",
            escape_markdown(&report_page::format_days_with_year(render_week.from, render_week.to))
        ),
        render_pair(report_page::NIGHTS, &render_week.nights),
    ];
    let each = render_week.measures.iter();
    lines.extend(each.map(|(measure, figures)| {
        let label = figures::label_week_measure(*measure, Length::Full);
        render_pair(label, &figures::describe_figures(figures.as_ref()))
    }));
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
