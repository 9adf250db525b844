//! The page as one HTML file that asks nothing of anybody: no script, no request, its style inside it. Everything a
//! family typed is escaped by the macro that writes the markup.

use crate::report::blocks::{self, Block, NightsRow, TimelineRow, group_lines};
use crate::report::drawing::{self, VectorDrawing, VectorShape};
use crate::report::model::{HourRuler, Report, ReportLine, ReportSection, StripRow, TableRow};
use crate::text::no_break::insert_no_break_spaces;
use crate::texts::{figures, report_page};
use maud::{DOCTYPE, Markup, PreEscaped, html as markup};

const STYLE: &str = include_str!("../../../assets/report.css");
/// Nothing may be loaded or run; the style in the file is all there is.
const CONTENT_SECURITY_POLICY: &str =
    "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";

/// The page in one file, for a browser and its printer.
pub fn render_html(page: &Report) -> String {
    let title = page.title.to_plain_text();
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
                style { (PreEscaped(STYLE)) }
            }
            body {
                main {
                    h1 { (title) }
                    (render_lines(&page.header, true))
                    @for part in &page.parts {
                        section class=(part.section.code()) {
                            h2 dir="auto" { (part.title.to_plain_text()) }
                            (render_lines(&part.lines, part.section != ReportSection::Checkins))
                        }
                    }
                }
                footer {
                    @for line in &page.footer { p dir="auto" { (line.to_plain_text()) } }
                }
            }
        }
    }
    .into_string()
}

fn render_lines(lines: &[ReportLine], beside: bool) -> Markup {
    let blocks = group_lines(lines);
    let ruler = blocks::find_ruler(&blocks);
    markup! {
        @for block in &blocks {
            @match block {
                Block::Paragraph(texts) => p dir="auto" { @for text in texts { (text) " " } },
                Block::List(texts) => ul { @for text in texts { li dir="auto" { (text) } } },
                Block::Labels(labels) => dl { @for label in labels { (render_label(*label, beside)) } },
                Block::Checkboxes(texts) => @for text in texts {
                    p.tick dir="auto" { span.box role="img" aria-label=(report_page::CHECKBOX) {} " " (text) }
                },
                Block::Legend(legend) => p.legend { (legend.drawn_key()) },
                Block::WritingLine => p.fill { span.hidden { (report_page::WRITING_SPACE) } },
                Block::Timeline(rows) => (render_timeline(rows, ruler)),
                Block::NightsPlot(rows) => (render_nights_plot(rows)),
                Block::Table(rows) => (render_table(rows)),
            }
        }
    }
}

/// Labels no longer than this stand two in a row.
const SHORT_LABEL_CHARS: usize = 46;

fn render_label((label, value): (&str, Option<&str>), beside: bool) -> Markup {
    let Some(value) = value else {
        return markup! {
            div.half { dt { (label) } " " dd.fill { span.hidden { (report_page::WRITING_SPACE) } } }
        };
    };
    let length = figures::format_label(label, value).chars().count();
    let class = if beside && length <= SHORT_LABEL_CHARS { "half" } else { "wide" };
    markup! {
        div class=(class) { dt dir="auto" { (label) } " " dd dir="auto" { (insert_no_break_spaces(value)) } }
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
                        @if let Some(ruler) = blocks::find_hours(rows) {
                            (render_svg(&drawing::draw_hours(ruler), &ruler.describe()))
                        } @else { span.hidden { (report_page::ASLEEP) } }
                    }
                }
            }
            tbody {
                @for row in rows {
                    @if let TimelineRow::Day(day) = row {
                        tr {
                            th scope="row" { (day.format_date()) }
                            td dir="auto" { (render_strip(day, ruler)) }
                        }
                    }
                }
            }
        }
    }
}

fn render_strip(row: &StripRow, ruler: Option<&HourRuler>) -> Markup {
    markup! {
        @if row.fine_cells.is_empty() { (row.text) }
        @else { (render_svg(&drawing::draw_sleep_bar(row, ruler), &row.text)) }
        @if !row.aside.is_empty() { span.open aria-hidden="true" { (row.aside) } }
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
                        @if has_scale {
                            (render_svg(&drawing::draw_scale(hours), &report_page::describe_scale(hours)))
                        } @else { span.hidden { (figures::ASLEEP_AT_NIGHT) } }
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
                                @else { (render_svg(&drawing::draw_nights(week, hours), &week.text)) }
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

fn render_svg(scene: &VectorDrawing, words: &str) -> Markup {
    let (width, height) = (scene.width, scene.height);
    let view = format!("0 0 {width} {height}");
    markup! {
        svg viewBox=(view) role="img" aria-label=(words) {
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
