//! The page as one HTML file that asks nothing of anybody: no script, no request, its style inside it. Everything a
//! family typed is escaped by the macro that writes the markup.

use crate::report::build::{HourRuler, LineBody, Report, ReportLine, ReportSection, StripRow, WeekRow};
use crate::report::drawing::{VectorDrawing, VectorShape};
use crate::report::{drawing, weeks_table};
use crate::stats::WeekMeasure;
use crate::text::no_break::insert_no_break_spaces;
use crate::texts::figures::Length;
use crate::texts::{figures, report_page};
use maud::{DOCTYPE, Markup, PreEscaped, html as markup};

/// Hours of a night where the scale was struck out.
const DEFAULT_NIGHT_HOURS: i64 = 14;
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
                    (lines(&page.header, true))
                    @for part in &page.parts {
                        section class=(part.section.code()) {
                            h2 dir="auto" { (part.title.to_plain_text()) }
                            (lines(&part.lines, part.section != ReportSection::Checkins))
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

#[derive(PartialEq)]
enum HtmlBlockKind {
    Single,
    Sentences,
    List,
    Labels,
    Strips,
    NightsPlot,
    WeeksTable,
}

fn classify_block(body: &LineBody) -> HtmlBlockKind {
    match body {
        LineBody::Item(_) => HtmlBlockKind::List,
        LineBody::Label(..) | LineBody::BlankLabel(_) => HtmlBlockKind::Labels,
        LineBody::Ruler(_) | LineBody::Strip(_) => HtmlBlockKind::Strips,
        LineBody::HourScale(_) | LineBody::Nights(_) => HtmlBlockKind::NightsPlot,
        LineBody::Week(_) => HtmlBlockKind::WeeksTable,
        LineBody::Sentence(_) => HtmlBlockKind::Sentences,
        LineBody::BlankLine | LineBody::Legend(_) | LineBody::Checkbox(_) => HtmlBlockKind::Single,
    }
}

fn lines(render_lines: &[ReportLine], beside: bool) -> Markup {
    let ruler = render_lines.iter().find_map(|line| match &line.body {
        LineBody::Ruler(ruler) => Some(ruler),
        _ => None,
    });
    let chunks = render_lines.chunk_by(|a, b| classify_block(&a.body) == classify_block(&b.body));
    markup! {
        @for chunk in chunks {
            @match chunk.first().map(|line| classify_block(&line.body)) {
                Some(HtmlBlockKind::List) => ul {
                    @for line in chunk { li dir="auto" { (line.to_plain_text()) } }
                },
                Some(HtmlBlockKind::Labels) => dl {
                    @for line in chunk { (render_label(line, beside)) }
                },
                Some(HtmlBlockKind::Strips) => (render_strips(chunk, ruler)),
                Some(HtmlBlockKind::NightsPlot) => (render_nights_plot(chunk)),
                Some(HtmlBlockKind::WeeksTable) => (render_weeks_table(chunk)),
                Some(HtmlBlockKind::Sentences) => p dir="auto" {
                    @for line in chunk { (line.to_plain_text()) " " }
                },
                _ => @for line in chunk { (render_single(line)) },
            }
        }
    }
}

fn render_single(line: &ReportLine) -> Markup {
    match &line.body {
        LineBody::BlankLine => markup! { p.fill { span.hidden { (report_page::WRITING_SPACE) } } },
        LineBody::Checkbox(words) => markup! {
            p.tick dir="auto" { span.box role="img" aria-label=(report_page::CHECKBOX) {} " " (words) }
        },
        LineBody::Legend(legend) => markup! { p.legend { (legend.drawn_key()) } },
        _ => markup! { p dir="auto" { (line.to_plain_text()) } },
    }
}

/// Labels no longer than this stand two in a row.
const SHORT_LABEL_CHARS: usize = 46;

fn render_label(line: &ReportLine, beside: bool) -> Markup {
    let class = |words: &str| {
        let wide = !beside || words.chars().count() > SHORT_LABEL_CHARS;
        if wide { "wide" } else { "half" }
    };
    match &line.body {
        LineBody::Label(label, value) => markup! {
            div class=(class(&line.to_plain_text())) { dt dir="auto" { (label) } " " dd dir="auto" { (insert_no_break_spaces(value)) } }
        },
        LineBody::BlankLabel(label) => markup! {
            div.half { dt { (label) } " " dd.fill { span.hidden { (report_page::WRITING_SPACE) } } }
        },
        _ => Markup::default(),
    }
}

/// Strips as a table, a row a day: the picture, and the same in words for whoever does not see it.
fn render_strips(lines: &[ReportLine], ruler: Option<&HourRuler>) -> Markup {
    let head = lines.iter().find_map(|line| match &line.body {
        LineBody::Ruler(ruler) => Some(ruler),
        _ => None,
    });
    let rows = lines.iter().filter_map(|line| match &line.body {
        LineBody::Strip(row) => Some(row),
        _ => None,
    });
    markup! {
        table.strips {
            thead {
                tr {
                    th scope="col" { span.hidden { (report_page::DAY) } }
                    th scope="col" {
                        @if let Some(ruler) = head {
                            (render_svg(&drawing::draw_hours(ruler), &ruler.describe()))
                        } @else { span.hidden { (report_page::ASLEEP) } }
                    }
                }
            }
            tbody {
                @for row in rows {
                    tr {
                        th scope="row" { (report_page::format_strip_date(row.date)) }
                        td dir="auto" { (render_strip(row, ruler)) }
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
        @if row.open { span.open aria-hidden="true" { (report_page::NO_END) } }
    }
}

fn render_nights_plot(lines: &[ReportLine]) -> Markup {
    let hours = lines.iter().find_map(|line| match &line.body {
        LineBody::HourScale(hours) => Some(*hours),
        _ => None,
    });
    let longest = hours.unwrap_or(DEFAULT_NIGHT_HOURS);
    markup! {
        table.strips.nights {
            thead {
                tr {
                    th scope="col" { span.hidden { (report_page::WEEK) } }
                    th scope="col" {
                        @if let Some(hours) = hours {
                            (render_svg(&drawing::draw_scale(hours), &report_page::describe_scale(hours)))
                        } @else { span.hidden { (figures::label_week_measure(WeekMeasure::NightSleep, Length::Full)) } }
                    }
                }
            }
            tbody {
                @for line in lines {
                    @if let LineBody::Nights(row) = &line.body {
                        tr {
                            th scope="row" { (insert_no_break_spaces(&report_page::format_days_without_year(row.from, row.to))) }
                            td dir="auto" {
                                @if row.nights.is_empty() { (row.text) }
                                @else { (render_svg(&drawing::draw_nights(row, longest), &row.text)) }
                            }
                        }
                    }
                }
            }
        }
    }
}

fn render_weeks_table(lines: &[ReportLine]) -> Markup {
    let weeks = lines.iter().filter_map(|line| match &line.body {
        LineBody::Week(week) => Some(week),
        _ => None,
    });
    markup! {
        table.weeks {
            thead { tr { @for name in weeks_table::column_names() { th scope="col" { (name) } } } }
            tbody { @for week in weeks { (render_week_row(week)) } }
        }
    }
}

fn render_week_row(week: &WeekRow) -> Markup {
    let cells = weeks_table::build_row_cells(week);
    markup! {
        tr {
            @for ((at, texts), name) in cells.iter().enumerate().zip(weeks_table::column_names()) {
                @if at == 0 { th scope="row" { (insert_no_break_spaces(&texts.join(" "))) } }
                @else {
                    td data-name=(name) { @for text in texts { span { (insert_no_break_spaces(text)) } " " } }
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
