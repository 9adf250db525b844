//! Pictures as shapes, for two painters: SVG in the HTML, paths in the PDF. Black on white, and legible after a
//! photocopy: what matters is told by form, never by colour or grey.
//!
//! Lengths are points; y grows downwards.

use crate::model::TimeOfDay;
use crate::report::model::{HourRuler, NightsPlotRow, StripCell, StripRow};
use crate::stats::{SleepState, TimelineCell};

#[derive(Clone, PartialEq, Debug)]
pub(crate) struct VectorDrawing {
    pub width: f32,
    pub height: f32,
    pub shapes: Vec<VectorShape>,
}

#[derive(Clone, PartialEq, Debug)]
pub(crate) enum VectorShape {
    /// A filled box: left, top, width, height.
    FilledRect(f32, f32, f32, f32),
    /// A line from here to there, and how thick it is.
    Line([f32; 2], [f32; 2], f32),
    DottedLine([f32; 2], [f32; 2], f32),
    /// A ring about this point, [`RING_RADIUS`] from it.
    Ring(f32, f32),
    /// Words about this middle, on this baseline.
    Text(f32, f32, String),
}

/// How wide a row of 24 hours is.
pub(crate) const DAY_WIDTH: f32 = 356.0;
/// How high a row is, with the room around its bar.
pub(crate) const ROW_HEIGHT: f32 = 12.0;
/// The same of a row to fill in by hand.
pub(crate) const BLANK_ROW_HEIGHT: f32 = 28.0;
/// How high the hours above the rows are.
pub(crate) const HOURS_HEIGHT: f32 = 18.0;

/// How high the hours above rows of nights are.
pub(crate) const SCALE_HEIGHT: f32 = 18.0;
/// From the middle of a ring to its line.
pub(crate) const RING_RADIUS: f32 = 3.0;

const BAR_HEIGHT: f32 = 9.0;
/// No line is thinner: it would be lost in a copy.
const LINE_WIDTH: f32 = 1.0;
/// Stripes of a rough time: how wide, and from one to the next.
const STRIPE_WIDTH: f32 = 1.4;
const STRIPE_STEP: f32 = 3.4;
const MINUTES_PER_DAY: i64 = 24 * 60;

fn clock_to_x(ruler: &HourRuler, clock: TimeOfDay) -> f32 {
    let since = (clock.minutes_since_midnight() - ruler.day_start.minutes_since_midnight())
        .rem_euclid(MINUTES_PER_DAY);
    fraction_of(since, MINUTES_PER_DAY) * DAY_WIDTH
}

#[expect(clippy::cast_precision_loss, reason = "minutes of a day and cells of a row")]
fn fraction_of(part: i64, whole: i64) -> f32 {
    part as f32 / whole as f32
}

/// The hours over the rows, every second one, and the one that closes the day.
pub(crate) fn draw_hours(ruler: &HourRuler) -> VectorDrawing {
    let mut shapes = Vec::new();
    for (at, clock) in list_hours(ruler) {
        shapes.push(VectorShape::Text(at, HOURS_HEIGHT - 5.5, format!("{clock:02}")));
        shapes.push(VectorShape::Line([at, HOURS_HEIGHT - 3.5], [at, HOURS_HEIGHT], LINE_WIDTH));
    }
    VectorDrawing { width: DAY_WIDTH, height: HOURS_HEIGHT, shapes }
}

/// Where every second hour stands along a row, and which it is.
pub(crate) fn list_hours(ruler: &HourRuler) -> Vec<(f32, i64)> {
    let first = (60 - ruler.day_start.minutes_since_midnight() % 60) % 60;
    let hours = (0..=24).step_by(2).map(|hour| first + hour * 60).filter(|since| *since <= MINUTES_PER_DAY);
    hours
        .map(|since| {
            let at = fraction_of(since, MINUTES_PER_DAY) * DAY_WIDTH;
            (at, (ruler.day_start.minutes_since_midnight() + since) / 60 % 24)
        })
        .collect()
}

/// One day: a bar for every stretch of sleep, a thin line where awake, nothing where not known; dots where the night begins and ends.
pub(crate) fn draw_sleep_bar(row: &StripRow, ruler: Option<&HourRuler>) -> VectorDrawing {
    let mut shapes = Vec::new();
    for clock in ruler
        .into_iter()
        .flat_map(|ruler| [ruler.night_from, ruler.night_to].map(|clock| clock_to_x(ruler, clock)))
    {
        if clock > 0.0 {
            shapes.push(VectorShape::DottedLine([clock, 0.0], [clock, ROW_HEIGHT], LINE_WIDTH));
        }
    }
    let cells = i64::try_from(row.fine_cells.len()).unwrap_or(1);
    let mut from = 0;
    // In a row of words there are no cells, only the dots that run down through all rows.
    for same in row.fine_cells.chunk_by(|a, b| (a.cell, a.rough) == (b.cell, b.rough)) {
        let to = from + i64::try_from(same.len()).unwrap_or(0);
        let [left, right] = [from, to].map(|cell| fraction_of(cell, cells) * DAY_WIDTH);
        match same.first() {
            Some(StripCell { cell: TimelineCell::Asleep, rough: true, .. }) => {
                draw_rough(&mut shapes, left, right);
            }
            Some(cell) => draw_cell(&mut shapes, cell.cell, left, right),
            None => {}
        }
        from = to;
    }
    VectorDrawing { width: DAY_WIDTH, height: ROW_HEIGHT, shapes }
}

/// A day to fill in by hand: a line to draw on, a mark at every hour, a higher one where the hour is named above, and the
/// dots where the night begins and ends.
pub(crate) fn draw_blank_day(ruler: Option<&HourRuler>) -> VectorDrawing {
    let bottom = BLANK_ROW_HEIGHT - LINE_WIDTH / 2.0;
    let mut shapes = vec![VectorShape::Line([0.0, bottom], [DAY_WIDTH, bottom], LINE_WIDTH)];
    if let Some(ruler) = ruler {
        let hours = list_hours(ruler);
        let half = DAY_WIDTH / 24.0;
        for (at, _) in &hours {
            shapes.push(VectorShape::Line([*at, bottom - 10.0], [*at, bottom], LINE_WIDTH));
            if at + half < DAY_WIDTH {
                shapes.push(VectorShape::Line([at + half, bottom - 4.0], [at + half, bottom], LINE_WIDTH));
            }
        }
        for clock in [ruler.night_from, ruler.night_to].map(|clock| clock_to_x(ruler, clock)) {
            if clock > 0.0 {
                shapes.push(VectorShape::DottedLine([clock, 0.0], [clock, BLANK_ROW_HEIGHT], LINE_WIDTH));
            }
        }
    }
    VectorDrawing { width: DAY_WIDTH, height: BLANK_ROW_HEIGHT, shapes }
}

/// The hours from none to this many, above rows of nights.
pub(crate) fn draw_scale(hours: i64) -> VectorDrawing {
    let mut shapes = Vec::new();
    for (at, hour) in list_scale(hours) {
        shapes.push(VectorShape::Text(at, SCALE_HEIGHT - 5.5, hour.to_string()));
        shapes.push(VectorShape::Line([at, SCALE_HEIGHT - 3.5], [at, SCALE_HEIGHT], LINE_WIDTH));
    }
    VectorDrawing { width: DAY_WIDTH, height: SCALE_HEIGHT, shapes }
}

/// Where every second hour of such a scale stands, and which it is.
pub(crate) fn list_scale(hours: i64) -> impl Iterator<Item = (f32, i64)> {
    (0..=hours).step_by(2).map(move |hour| (fraction_of(hour, hours.max(1)) * DAY_WIDTH, hour))
}

/// One week's nights: a ring each, and a bar at the middle one.
pub(crate) fn draw_nights(row: &NightsPlotRow, hours: i64) -> VectorDrawing {
    let at = |minutes: i64| fraction_of(minutes, hours.max(1) * 60) * DAY_WIDTH;
    let middle = ROW_HEIGHT / 2.0;
    let mut shapes = vec![VectorShape::Line([0.0, middle], [DAY_WIDTH, middle], LINE_WIDTH / 2.0)];
    let rings = row.nights.iter().map(|minutes| VectorShape::Ring(at(*minutes), middle));
    shapes.extend(rings);
    if let Some(median) = row.median {
        let x = at(median);
        shapes.push(VectorShape::Line([x, 1.0], [x, ROW_HEIGHT - 1.0], 2.2));
    }
    VectorDrawing { width: DAY_WIDTH, height: ROW_HEIGHT, shapes }
}

/// A striped bar: asleep, and nobody wrote when exactly.
fn draw_rough(shapes: &mut Vec<VectorShape>, left: f32, right: f32) {
    let (top, bottom) = ((ROW_HEIGHT - BAR_HEIGHT) / 2.0, f32::midpoint(ROW_HEIGHT, BAR_HEIGHT));
    for y in [top + LINE_WIDTH / 2.0, bottom - LINE_WIDTH / 2.0] {
        shapes.push(VectorShape::Line([left, y], [right, y], LINE_WIDTH));
    }
    let mut x = left;
    while x < right {
        let width = STRIPE_WIDTH.min(right - x);
        shapes.push(VectorShape::FilledRect(x, top, width, BAR_HEIGHT));
        x += STRIPE_STEP;
    }
}

fn draw_cell(shapes: &mut Vec<VectorShape>, cell: TimelineCell, left: f32, right: f32) {
    let (top, middle, bottom) =
        ((ROW_HEIGHT - BAR_HEIGHT) / 2.0, ROW_HEIGHT / 2.0, f32::midpoint(ROW_HEIGHT, BAR_HEIGHT));
    let line = |y: f32| VectorShape::Line([left, y], [right, y], LINE_WIDTH);
    let third = BAR_HEIGHT / 3.0;
    match cell {
        TimelineCell::Awake => shapes.push(line(middle)),
        TimelineCell::Asleep => shapes.push(VectorShape::FilledRect(left, top, right - left, BAR_HEIGHT)),
        TimelineCell::PartlyAsleep { eighths, at_end } => {
            let width = (right - left) * f32::from(eighths) / 8.0;
            let from = if at_end { right - width } else { left };
            shapes.push(VectorShape::FilledRect(from, top, width, BAR_HEIGHT));
        }
        TimelineCell::Unknown | TimelineCell::Repeated(SleepState::Unknown) => {}
        TimelineCell::Repeated(SleepState::Asleep) => {
            for y in [top, bottom - third] {
                shapes.push(VectorShape::FilledRect(left, y, right - left, third));
            }
        }
        TimelineCell::Repeated(SleepState::Awake) => {
            shapes.extend([line(middle - third / 2.0), line(middle + third / 2.0)])
        }
        TimelineCell::Skipped => {
            shapes.push(VectorShape::Line([left, top], [right, bottom], LINE_WIDTH));
            shapes.push(VectorShape::Line([left, bottom], [right, top], LINE_WIDTH));
        }
    }
}
