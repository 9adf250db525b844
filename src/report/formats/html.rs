//! The page as one HTML file that asks nothing of anybody: no script, no request, its style inside it. Everything a
//! family typed is escaped by the macro that writes the markup.

use crate::report::blocks::{self, Block, Fact, NightsRow, TimelineRow, group_lines};
use crate::report::drawing::{self, VectorDrawing, VectorShape};
use crate::report::model::{
    HourRuler, QuestionLine, Report, ReportLine, ReportPart, StripRow, TableRow, are_side_by_side,
};
use crate::text::no_break::insert_no_break_spaces;
use crate::text::script_language::split_by_language;
use crate::text::width::display_width;
use crate::texts::{figures, report_kinds, report_page};
use maud::{DOCTYPE, Markup, PreEscaped, html as markup};

const STYLE: &str = include_str!("../../../assets/report.css");
/// Nothing may be loaded or run; the style in the file is all there is.
const CONTENT_SECURITY_POLICY: &str =
    "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";

/// Columns of a label that stands in line with others.
const MAX_LABEL_COLUMNS: usize = 20;

/// The page in one file, for a browser and its printer.
pub fn render_html(page: &Report) -> String {
    let title = page.document_title();
    let style = STYLE.replace("PAPER", page.paper.css_name());
    markup! {
        (DOCTYPE)
        html lang="en-GB" {
            head {
                meta charset="utf-8";
                meta http-equiv="Content-Security-Policy" content=(CONTENT_SECURITY_POLICY);
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="referrer" content="no-referrer";
                meta name="robots" content="noindex";
                title { (title) }
                style { (PreEscaped(style)) }
            }
            body class=(page.kind.spec().code) {
                main {
                    div.head {
                        h1 dir="auto" { (render_words(&page.title.to_plain_text())) }
                        @if let Some(reader) = &page.reader { p dir="auto" { (render_words(&reader.to_plain_text())) } }
                    }
                    div.who { (render_lines(&page.header)) }
                    @for parts in group_parts(&page.parts) {
                        @if let [part] = parts { (render_part(part)) }
                        @else { div.pair { @for part in parts { (render_part(part)) } } }
                    }
                }
                footer {
                    p dir="auto" { @for line in &page.footer { (render_words(&line.to_plain_text())) " " } }
                }
            }
        }
    }
    .into_string()
}

/// Two short sections that follow one another stand side by side.
fn group_parts(parts: &[ReportPart]) -> impl Iterator<Item = &[ReportPart]> {
    parts.chunk_by(|left, right| are_side_by_side(left.section, right.section))
}

fn render_part(part: &ReportPart) -> Markup {
    markup! {
        section class=(part.section.code()) {
            h2 dir="auto" { (render_words(&part.title.to_plain_text())) }
            (render_lines(&part.lines))
        }
    }
}

fn render_lines(lines: &[ReportLine]) -> Markup {
    let blocks = group_lines(lines);
    let ruler = blocks::find_ruler(&blocks);
    markup! {
        @for block in &blocks {
            @match block {
                Block::Paragraph(texts) => @for text in texts { p dir="auto" { (render_words(&insert_no_break_spaces(text))) } },
                Block::List(texts) => ul { @for text in texts { li dir="auto" { (render_words(text)) } } },
                Block::Facts(facts) => ul.facts { @for fact in facts { (render_fact(*fact)) } },
                Block::Labels(labels) => @for labels in group_by_length(labels) { (render_labels(labels)) },
                Block::WritingLines(n) => @for _ in 0..*n { p.fill { span.hidden { (report_page::WRITING_SPACE) } } },
                Block::Signature(name) => p.by dir="auto" { (render_words(name)) },
                Block::Questions(all) => ol { @for question in all { (render_question(question)) } },
                Block::Checkboxes(texts) => @for text in texts {
                    p.tick dir="auto" { span.box role="img" aria-label=(report_page::CHECKBOX) {} " " (render_words(text)) }
                },
                Block::Legend(legend) => p.legend { (legend.drawn_key()) },
                Block::Timeline(rows) => (render_timeline(rows, ruler)),
                Block::NightsPlot(rows) => (render_nights_plot(rows)),
                Block::Table(rows) => (render_table(rows)),
            }
        }
    }
}

/// Words, with the language of those in another script.
fn render_words(words: &str) -> Markup {
    markup! {
        @for (part, language) in split_by_language(words) {
            @if let Some(language) = language { span lang=(language) { (part) } } @else { (part) }
        }
    }
}

/// Short labels stand in line with one another; a long one stands before its value like a sentence.
fn group_by_length<'a>(labels: &'a [(&'a str, &'a str)]) -> impl Iterator<Item = &'a [(&'a str, &'a str)]> {
    labels.chunk_by(|(a, _), (b, _)| is_long_label(a) == is_long_label(b))
}

fn is_long_label(label: &str) -> bool {
    display_width(label) > MAX_LABEL_COLUMNS
}

fn render_labels(labels: &[(&str, &str)]) -> Markup {
    let are_long = labels.iter().any(|(label, _)| is_long_label(label));
    markup! {
        dl.long[are_long] {
            @for (label, value) in labels {
                div {
                    dt dir="auto" { (render_words(label)) } " "
                    dd dir="auto" { (render_words(&insert_no_break_spaces(value))) }
                }
            }
        }
    }
}

fn render_fact(fact: Fact<'_>) -> Markup {
    markup! {
        li dir="auto" {
            (render_words(&insert_no_break_spaces(fact.words)))
            @if fact.by_hand { " " span.fill { span.hidden { (report_page::WRITING_SPACE) } } }
        }
    }
}

/// A question with room for its answer, or room for both.
fn render_question(question: &QuestionLine) -> Markup {
    markup! {
        li dir="auto" value=[question.number] {
            @if question.words.is_some() { span.asked { (render_words(&question.to_plain_text())) } " " }
            span.fill { span.hidden { (report_page::WRITING_SPACE) } }
        }
    }
}

/// Strips as a table, a row a day: the picture, and the same in words for whoever does not see it.
fn render_timeline(rows: &[TimelineRow<'_>], ruler: Option<&HourRuler>) -> Markup {
    markup! {
        table.strips {
            thead {
                tr {
                    th scope="col" { span.hidden { (report_page::DAY) } }
                    th scope="col" {
                        span.hidden { (report_page::ASLEEP) }
                        @if let Some(ruler) = blocks::find_hours(rows) { (render_hours(ruler)) }
                    }
                    th.figure scope="col" { (report_page::TOTAL_HEAD) }
                    th.figure scope="col" { (report_page::WOKE_HEAD) }
                }
            }
            tbody {
                @for row in rows {
                    @if let TimelineRow::Blank = row { (render_blank_row(ruler)) }
                    @if let TimelineRow::Day(day) = row {
                        tr {
                            th scope="row" { (day.format_short_date()) }
                            td dir="auto" { (render_strip(day, ruler)) }
                            @if day.aside.is_empty() {
                                td.figure { (day.total) }
                                td.figure { (day.woke) }
                            } @else {
                                td.aside dir="auto" colspan="2" {
                                    (report_page::join_row_figures(&day.total, &day.woke, &day.aside))
                                }
                            }
                        }
                    }
                }
            }
        }
    }
}

/// A day to fill in by hand.
fn render_blank_row(ruler: Option<&HourRuler>) -> Markup {
    let room = || markup! { div.fill { span.hidden { (report_page::WRITING_SPACE) } } };
    markup! {
        tr {
            th scope="row" { (room()) }
            td { (render_svg(&drawing::draw_blank_day(ruler), report_kinds::BLANK_DAY, true)) }
            td.figure { (room()) }
            td.figure { (room()) }
        }
    }
}

/// The hours above the bars, in the size of all words; on a narrow screen every second one.
fn render_hours(ruler: &HourRuler) -> Markup {
    markup! {
        div.hours aria-hidden="true" {
            @for (at, hour) in drawing::list_hours(ruler) {
                span style=(format!("left:{:.2}%", at / drawing::DAY_WIDTH * 100.0)) { (format!("{hour:02}")) }
            }
        }
    }
}

/// The hours from none to this many, likewise.
fn render_scale(hours: i64) -> Markup {
    markup! {
        span.hidden { (report_page::describe_scale(hours)) }
        div.hours aria-hidden="true" {
            @for (at, hour) in drawing::list_scale(hours) {
                span style=(format!("left:{:.2}%", at / drawing::DAY_WIDTH * 100.0)) { (hour) }
            }
        }
    }
}

fn render_strip(row: &StripRow, ruler: Option<&HourRuler>) -> Markup {
    markup! {
        @if row.fine_cells.is_empty() { (render_words(&row.text)) }
        @else { (render_svg(&drawing::draw_sleep_bar(row, ruler), &row.text, true)) }
    }
}

fn render_nights_plot(rows: &[NightsRow<'_>]) -> Markup {
    let (hours, has_scale) = blocks::find_scale(rows);
    markup! {
        table.strips.nights {
            thead {
                tr {
                    th scope="col" { span.hidden { (report_page::WEEK) } }
                    th scope="col" {
                        @if has_scale { (render_scale(hours)) }
                        @else { span.hidden { (figures::ASLEEP_AT_NIGHT) } }
                    }
                }
            }
            tbody {
                @for row in rows {
                    @if let NightsRow::Week(week) = row {
                        tr {
                            th scope="row" { (insert_no_break_spaces(&week.dates)) }
                            td dir="auto" {
                                @if week.nights.is_empty() { (week.text) }
                                @else { (render_svg(&drawing::draw_nights(week, hours), &week.text, false)) }
                            }
                        }
                    }
                }
            }
        }
    }
}

fn render_table(rows: &[&TableRow]) -> Markup {
    markup! {
        table.weeks {
            @if let Some(first) = rows.first() {
                thead { tr { @for head in first.heads() { th scope="col" { (head) } } } }
            }
            tbody {
                @for row in rows {
                    tr {
                        th scope="row" { (insert_no_break_spaces(&row.title)) }
                        @for cell in &row.cells {
                            td data-name=(cell.head) {
                                @for line in &cell.lines { span { (insert_no_break_spaces(line)) } " " }
                            }
                        }
                    }
                }
            }
        }
    }
}

/// Bars may be drawn out in height where there is little width; what is round may not.
fn render_svg(scene: &VectorDrawing, words: &str, stretches: bool) -> Markup {
    let (width, height) = (scene.width, scene.height);
    let view = format!("0 0 {width} {height}");
    markup! {
        svg viewBox=(view) preserveAspectRatio=[stretches.then_some("none")] role="img" aria-label=(words) {
            @for shape in &scene.shapes { (render_shape(shape)) }
        }
    }
}

fn render_shape(shape: &VectorShape) -> Markup {
    let n = |at: f32| format!("{at:.2}");
    let line = |from: [f32; 2], to: [f32; 2], thick: f32, class: &str| {
        markup! {
            line class=(class) x1=(n(from[0])) y1=(n(from[1])) x2=(n(to[0])) y2=(n(to[1]))
                stroke-width=(n(thick)) {}
        }
    };
    match shape {
        VectorShape::FilledRect(left, top, width, height) => markup! {
            rect x=(n(*left)) y=(n(*top)) width=(n(*width)) height=(n(*height)) {}
        },
        VectorShape::Line(from, to, thick) => line(*from, *to, *thick, "line"),
        VectorShape::DottedLine(from, to, thick) => line(*from, *to, *thick, "dots"),
        VectorShape::Ring(x, y) => markup! {
            circle cx=(n(*x)) cy=(n(*y)) r=(n(drawing::RING_RADIUS)) {}
        },
        VectorShape::Text(x, y, words) => markup! {
            text x=(n(*x)) y=(n(*y)) { (words) }
        },
    }
}
