//! Pictures as shapes, for two painters: SVG in the HTML, paths in the PDF. Black on white, and legible after a
//! photocopy: what matters is told by form, never by colour or grey.
//!
//! Lengths are points; y grows downwards.

use super::NightsRow;
use super::page::{Ruler, StripRow};
use crate::journal::Clock;
use crate::trends::Cell;

#[derive(Clone, PartialEq, Debug)]
pub(crate) struct Scene {
    pub width: f32,
    pub height: f32,
    pub shapes: Vec<Shape>,
}

#[derive(Clone, PartialEq, Debug)]
pub(crate) enum Shape {
    /// A filled box: left, top, width, height.
    Box(f32, f32, f32, f32),
    /// A line from here to there, and how thick it is.
    Line([f32; 2], [f32; 2], f32),
    Dots([f32; 2], [f32; 2], f32),
    /// A ring about this point, [`RING`] wide.
    Ring(f32, f32),
    /// Words about this middle, on this baseline.
    Words(f32, f32, String),
}

/// How wide a row of 24 hours is.
pub(crate) const DAY: f32 = 384.0;
/// How high a row is, with the room around its bar.
pub(crate) const ROW: f32 = 13.0;
/// How high the hours above the rows are.
pub(crate) const HOURS: f32 = 29.0;

/// How high the hours above rows of nights are.
pub(crate) const SCALE: f32 = 18.0;
/// From the middle of a ring to its line.
pub(crate) const RING: f32 = 3.0;

const BAR: f32 = 9.0;
const HAIR: f32 = 0.6;
/// Room left in a line for the word in it.
const WORD: f32 = 44.0;
const MINUTES: i64 = 24 * 60;

fn x(ruler: &Ruler, clock: Clock) -> f32 {
    let since = (clock.minutes() - ruler.day_start.minutes()).rem_euclid(MINUTES);
    share(since, MINUTES) * DAY
}

#[expect(clippy::cast_precision_loss, reason = "minutes of a day and cells of a row")]
fn share(part: i64, whole: i64) -> f32 {
    part as f32 / whole as f32
}

/// The hours, and which of them are night.
pub(crate) fn hours(ruler: &Ruler) -> Scene {
    let mut shapes = Vec::new();
    let (night, morning) = (x(ruler, ruler.night_from), x(ruler, ruler.night_to));
    for (from, to, word) in stretches(night, morning) {
        bracket(&mut shapes, from, to, word);
    }
    let first = (60 - ruler.day_start.minutes() % 60) % 60;
    for hour in (0..24).step_by(2) {
        let since = first + hour * 60;
        let at = share(since, MINUTES) * DAY;
        let clock = (ruler.day_start.minutes() + since) / 60 % 24;
        shapes.push(Shape::Words(at, HOURS - 5.5, format!("{clock:02}")));
        shapes.push(Shape::Line([at, HOURS - 3.5], [at, HOURS], HAIR));
    }
    Scene { width: DAY, height: HOURS, shapes }
}

/// Day and night along a row: one of them may lie at both its ends.
fn stretches(night: f32, morning: f32) -> Vec<(f32, f32, &'static str)> {
    let all = if night < morning {
        [(0.0, night, DAYTIME), (night, morning, NIGHT), (morning, DAY, DAYTIME)]
    } else {
        [(0.0, morning, NIGHT), (morning, night, DAYTIME), (night, DAY, NIGHT)]
    };
    all.into_iter().filter(|(from, to, _)| to > from).collect()
}

fn bracket(shapes: &mut Vec<Shape>, from: f32, to: f32, word: &str) {
    let (y, gap) = (7.0, 1.5);
    let (from, to) = (from + gap, to - gap);
    let ends = [from, to].map(|at| Shape::Line([at, y - 3.0], [at, y + 3.0], HAIR));
    shapes.extend(ends);
    let middle = f32::midpoint(from, to);
    if to - from < WORD * 1.5 {
        shapes.push(Shape::Line([from, y], [to, y], HAIR));
        return;
    }
    shapes.push(Shape::Line([from, y], [middle - WORD / 2.0, y], HAIR));
    shapes.push(Shape::Words(middle, y + 4.0, word.to_owned()));
    shapes.push(Shape::Line([middle + WORD / 2.0, y], [to, y], HAIR));
}

/// One day: a bar for every stretch of sleep on a thin line; dots where the night begins and ends.
pub(crate) fn bar(row: &StripRow, ruler: Option<&Ruler>) -> Scene {
    let mut shapes = Vec::new();
    for clock in
        ruler.into_iter().flat_map(|ruler| [ruler.night_from, ruler.night_to].map(|clock| x(ruler, clock)))
    {
        if clock > 0.0 {
            shapes.push(Shape::Dots([clock, 0.0], [clock, ROW], HAIR));
        }
    }
    let cells = i64::try_from(row.fine.len()).unwrap_or(1);
    let mut from = 0;
    // In a row of words there are no cells, only the dots that run down through all rows.
    for same in row.fine.chunk_by(|a, b| a == b) {
        let to = from + i64::try_from(same.len()).unwrap_or(0);
        let [left, right] = [from, to].map(|cell| share(cell, cells) * DAY);
        if let Some(cell) = same.first() {
            stretch(&mut shapes, *cell, left, right);
        }
        from = to;
    }
    Scene { width: DAY, height: ROW, shapes }
}

/// The hours from none to this many, above rows of nights.
pub(crate) fn scale(hours: i64) -> Scene {
    let mut shapes = Vec::new();
    for hour in (0..=hours).step_by(2) {
        let at = share(hour, hours.max(1)) * DAY;
        shapes.push(Shape::Words(at, SCALE - 5.5, hour.to_string()));
        shapes.push(Shape::Line([at, SCALE - 3.5], [at, SCALE], HAIR));
    }
    Scene { width: DAY, height: SCALE, shapes }
}

/// One week's nights: a ring each, and a bar at the middle one.
pub(crate) fn nights(row: &NightsRow, hours: i64) -> Scene {
    let at = |minutes: i64| share(minutes, hours.max(1) * 60) * DAY;
    let middle = ROW / 2.0;
    let mut shapes = vec![Shape::Line([0.0, middle], [DAY, middle], HAIR / 2.0)];
    let rings = row.nights.iter().map(|minutes| Shape::Ring(at(*minutes), middle));
    shapes.extend(rings);
    if let Some(median) = row.median {
        let x = at(median);
        shapes.push(Shape::Line([x, 1.0], [x, ROW - 1.0], 2.2));
    }
    Scene { width: DAY, height: ROW, shapes }
}

fn stretch(shapes: &mut Vec<Shape>, cell: Cell, left: f32, right: f32) {
    let (top, middle, bottom) = ((ROW - BAR) / 2.0, ROW / 2.0, f32::midpoint(ROW, BAR));
    let line = |y: f32| Shape::Line([left, y], [right, y], HAIR);
    let third = BAR / 3.0;
    match cell {
        Cell::Awake => shapes.push(line(middle)),
        Cell::Asleep => shapes.push(Shape::Box(left, top, right - left, BAR)),
        Cell::Twice(true) => {
            for y in [top, bottom - third] {
                shapes.push(Shape::Box(left, y, right - left, third));
            }
        }
        Cell::Twice(false) => shapes.extend([line(middle - third / 2.0), line(middle + third / 2.0)]),
        Cell::Missing => {
            shapes.push(Shape::Line([left, top], [right, bottom], HAIR));
            shapes.push(Shape::Line([left, bottom], [right, top], HAIR));
        }
    }
}

const DAYTIME: &str = "day";
const NIGHT: &str = "night";
