//! The page as one HTML file that asks nothing of anybody: no script, no request, its style inside it. Everything a
//! family typed is escaped by the macro that writes the markup.

use super::glue::glued;
use super::page::{Body, Line, Page, Ruler, Section, StripRow, WeekRow};
use super::scene::{self, Scene, Shape};
use super::{said, weeks};
use maud::{DOCTYPE, Markup, PreEscaped, html as markup};

/// Hours of a night where the scale was struck out.
const PLENTY: i64 = 14;
const STYLE: &str = include_str!("../../assets/report.css");
/// Nothing may be loaded or run; the style in the file is all there is.
const POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";

/// The page in one file, for a browser and its printer.
pub fn html(page: &Page) -> String {
    let title = page.title.words();
    markup! {
        (DOCTYPE)
        html lang="en-GB" {
            head {
                meta charset="utf-8";
                meta http-equiv="Content-Security-Policy" content=(POLICY);
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="referrer" content="no-referrer";
                meta name="robots" content="noindex";
                title { (title) }
                style { (PreEscaped(STYLE)) }
            }
            body {
                main {
                    h1 { (title) }
                    (lines(&page.head, true))
                    @for part in &page.parts {
                        section class=(part.section.code()) {
                            h2 dir="auto" { (part.title.words()) }
                            (lines(&part.lines, part.section != Section::Checkins))
                        }
                    }
                }
                footer {
                    @for line in &page.foot { p dir="auto" { (line.words()) } }
                }
            }
        }
    }
    .into_string()
}

#[derive(PartialEq)]
enum Together {
    Alone,
    Sentences,
    List,
    Labels,
    Picture,
    Plot,
    Table,
}

fn together(body: &Body) -> Together {
    match body {
        Body::Item(_) => Together::List,
        Body::Label(..) | Body::Blank(_) => Together::Labels,
        Body::Ruler(_) | Body::Strip(_) => Together::Picture,
        Body::Scale(_) | Body::Nights(_) => Together::Plot,
        Body::Week(_) => Together::Table,
        Body::Say(_) => Together::Sentences,
        Body::Fill | Body::Legend(_) | Body::Tick(_) => Together::Alone,
    }
}

fn lines(lines: &[Line], beside: bool) -> Markup {
    let ruler = lines.iter().find_map(|line| match &line.body {
        Body::Ruler(ruler) => Some(ruler),
        _ => None,
    });
    let chunks = lines.chunk_by(|a, b| together(&a.body) == together(&b.body));
    markup! {
        @for chunk in chunks {
            @match chunk.first().map(|line| together(&line.body)) {
                Some(Together::List) => ul {
                    @for line in chunk { li dir="auto" { (line.words()) } }
                },
                Some(Together::Labels) => dl {
                    @for line in chunk { (label(line, beside)) }
                },
                Some(Together::Picture) => (picture(chunk, ruler)),
                Some(Together::Plot) => (plot(chunk)),
                Some(Together::Table) => (table(chunk)),
                Some(Together::Sentences) => p dir="auto" {
                    @for line in chunk { (line.words()) " " }
                },
                _ => @for line in chunk { (alone(line)) },
            }
        }
    }
}

fn alone(line: &Line) -> Markup {
    match &line.body {
        Body::Fill => markup! { p.fill { span.hidden { (said::ROOM) } } },
        Body::Tick(words) => markup! {
            p.tick dir="auto" { span.box role="img" aria-label=(said::TICK) {} " " (words) }
        },
        Body::Legend(legend) => markup! { p.legend { (said::legend_drawn(*legend)) } },
        _ => markup! { p dir="auto" { (line.words()) } },
    }
}

/// Labels no longer than this stand two in a row.
const SHORT: usize = 46;

fn label(line: &Line, beside: bool) -> Markup {
    let class = |words: &str| {
        let wide = !beside || words.chars().count() > SHORT;
        if wide { "wide" } else { "half" }
    };
    match &line.body {
        Body::Label(label, value) => markup! {
            div class=(class(&line.words())) { dt dir="auto" { (label) } " " dd dir="auto" { (glued(value)) } }
        },
        Body::Blank(label) => markup! {
            div.half { dt { (label) } " " dd.fill { span.hidden { (said::ROOM) } } }
        },
        _ => Markup::default(),
    }
}

/// Strips as a table, a row a day: the picture, and the same in words for whoever does not see it.
fn picture(lines: &[Line], ruler: Option<&Ruler>) -> Markup {
    let head = lines.iter().find_map(|line| match &line.body {
        Body::Ruler(ruler) => Some(ruler),
        _ => None,
    });
    let rows = lines.iter().filter_map(|line| match &line.body {
        Body::Strip(row) => Some(row),
        _ => None,
    });
    markup! {
        table.strips {
            thead {
                tr {
                    th scope="col" { span.hidden { (said::DAY) } }
                    th scope="col" {
                        @if let Some(ruler) = head {
                            (svg(&scene::hours(ruler), &said::ruler_words(ruler)))
                        } @else { span.hidden { (said::ASLEEP) } }
                    }
                }
            }
            tbody {
                @for row in rows {
                    tr {
                        th scope="row" { (said::strip_date(row.date)) }
                        td dir="auto" { (strip(row, ruler)) }
                    }
                }
            }
        }
    }
}

fn strip(row: &StripRow, ruler: Option<&Ruler>) -> Markup {
    markup! {
        @if row.fine.is_empty() { (row.says) }
        @else { (svg(&scene::bar(row, ruler), &row.says)) }
        @if row.open { span.open aria-hidden="true" { (said::NO_END) } }
    }
}

fn plot(lines: &[Line]) -> Markup {
    let hours = lines.iter().find_map(|line| match &line.body {
        Body::Scale(hours) => Some(*hours),
        _ => None,
    });
    let longest = hours.unwrap_or(PLENTY);
    markup! {
        table.strips.nights {
            thead {
                tr {
                    th scope="col" { span.hidden { (said::WEEK) } }
                    th scope="col" {
                        @if let Some(hours) = hours {
                            (svg(&scene::scale(hours), &said::scale_words(hours)))
                        } @else { span.hidden { (said::AT_NIGHT) } }
                    }
                }
            }
            tbody {
                @for line in lines {
                    @if let Body::Nights(row) = &line.body {
                        tr {
                            th scope="row" { (glued(&said::days(row.from, row.to))) }
                            td dir="auto" {
                                @if row.nights.is_empty() { (row.says) }
                                @else { (svg(&scene::nights(row, longest), &row.says)) }
                            }
                        }
                    }
                }
            }
        }
    }
}

fn table(lines: &[Line]) -> Markup {
    let weeks = lines.iter().filter_map(|line| match &line.body {
        Body::Week(week) => Some(week),
        _ => None,
    });
    markup! {
        table.weeks {
            thead { tr { @for name in weeks::columns() { th scope="col" { (name) } } } }
            tbody { @for week in weeks { (week_row(week)) } }
        }
    }
}

fn week_row(week: &WeekRow) -> Markup {
    let cells = weeks::cells(week);
    markup! {
        tr {
            @for ((at, texts), name) in cells.iter().enumerate().zip(weeks::columns()) {
                @if at == 0 { th scope="row" { (glued(&texts.join(" "))) } }
                @else {
                    td data-name=(name) { @for text in texts { span { (glued(text)) } " " } }
                }
            }
        }
    }
}

fn svg(scene: &Scene, words: &str) -> Markup {
    let (width, height) = (scene.width, scene.height);
    let view = format!("0 0 {width} {height}");
    markup! {
        svg viewBox=(view) role="img" aria-label=(words) {
            @for shape in &scene.shapes { (drawn(shape)) }
        }
    }
}

fn drawn(shape: &Shape) -> Markup {
    let n = |at: f32| format!("{at:.2}");
    let line = |from: [f32; 2], to: [f32; 2], thick: f32, class: &str| {
        markup! {
            line class=(class) x1=(n(from[0])) y1=(n(from[1])) x2=(n(to[0])) y2=(n(to[1]))
                stroke-width=(n(thick)) {}
        }
    };
    match shape {
        Shape::Box(left, top, width, height) => markup! {
            rect x=(n(*left)) y=(n(*top)) width=(n(*width)) height=(n(*height)) {}
        },
        Shape::Line(from, to, thick) => line(*from, *to, *thick, "line"),
        Shape::Dots(from, to, thick) => line(*from, *to, *thick, "dots"),
        Shape::Ring(x, y) => markup! {
            circle cx=(n(*x)) cy=(n(*y)) r=(n(scene::RING)) {}
        },
        Shape::Words(x, y, words) => markup! {
            text x=(n(*x)) y=(n(*y)) { (words) }
        },
    }
}
