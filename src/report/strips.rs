//! A day of sleep as 48 marks that survive a photocopier: night and day differ by glyph, not by colour.

use super::page::{Body, Legend, Line, Ruler, StripCell, StripRow};
use super::{PageAsked, said};
use crate::journal::{Clock, Hours};
use crate::trends::{Cell, Day, sleep_cells};

const CELLS: usize = 48;
/// Minutes of a cell.
const STEP: i64 = 30;
/// Columns before the first cell.
pub(crate) const MARGIN: usize = 12;

/// Cells of a row in a picture: five minutes each.
const FINE: usize = 288;
/// Rows of a picture. More would not be looked at one by one, and two weeks are what a reader asks for.
const ROWS: usize = 14;

const GROUP: &str = "strips";

/// The days that have a row: the last two weeks of those covered.
fn days<'a>(asked: &PageAsked<'a>) -> &'a [Day] {
    let days = &asked.trends.days;
    &days[days.len().saturating_sub(ROWS)..]
}

/// The section's heading; it says so when not every day covered has a row.
pub(crate) fn title(asked: &PageAsked) -> String {
    if asked.trends.days.len() > ROWS { said::STRIPS_LAST.to_owned() } else { said::STRIPS.to_owned() }
}

/// What the marks mean, the ruler, and a row a day; only a sentence when no sleep was written down at all.
pub(crate) fn lines(asked: &PageAsked) -> Vec<Line> {
    let days = days(asked);
    if !days.iter().any(written) {
        return vec![Line::say(GROUP, "blank", said::SLEEP_BLANK)];
    }
    let rows: Vec<StripRow> = days.iter().map(|day| row(asked, day)).collect();
    let has = |wanted: fn(Cell) -> bool| rows.iter().flat_map(|row| &row.cells).any(|c| wanted(c.cell));
    let legend = |own: &str, legend| Line::new(GROUP, own, Body::Legend(legend));
    let mut lines = vec![legend("legend", Legend::Usual)];
    if has(|cell| matches!(cell, Cell::Twice(_))) {
        lines.push(legend("twice", Legend::Twice));
    }
    if has(|cell| cell == Cell::Missing) {
        lines.push(legend("missing", Legend::Missing));
    }
    let hours = &asked.trends.hours;
    let ruler = Ruler { day_start: hours.day_start, night_from: hours.night_from, night_to: hours.night_to };
    let row = |row: StripRow| Line::new(GROUP, row.date, Body::Strip(row));
    lines.push(Line::new(GROUP, "hours", Body::Ruler(ruler)));
    lines.extend(rows.into_iter().map(row));
    lines
}

fn written(day: &Day) -> bool {
    day.sleep.total_min.is_some()
}

fn row(asked: &PageAsked, day: &Day) -> StripRow {
    let trends = asked.trends;
    let hours = &trends.hours;
    let cells = |of: usize| {
        if written(day) { sleep_cells(hours, day.date, &trends.asleep, of) } else { Vec::new() }
    };
    let coarse = cells(CELLS).into_iter().zip(0..);
    StripRow {
        date: day.date,
        cells: coarse
            .map(|(cell, index)| StripCell {
                cell,
                night: in_night(hours, hours.day_start.minutes() + index * STEP + STEP / 2),
            })
            .collect(),
        fine: cells(FINE),
        says: says(asked, day),
        open: day.sleep.open,
    }
}

/// The row in words, as its clocks showed it.
fn says(asked: &PageAsked, day: &Day) -> String {
    let hours = &asked.trends.hours;
    let whole = hours.day(day.date);
    let stretches: Vec<String> = asked
        .trends
        .asleep
        .iter()
        .filter_map(|span| span.within(whole))
        .filter(|span| span.secs() >= 60)
        .map(|span| format!("{} to {}", hours.at(span.from).hm(), hours.at(span.to).hm()))
        .collect();
    let mut said = if !written(day) {
        said::NOT_WRITTEN.to_owned()
    } else if stretches.is_empty() {
        said::NO_STRETCH.to_owned()
    } else {
        format!("asleep {}", stretches.join(", "))
    };
    if day.sleep.open {
        said.push_str(said::OPEN);
    }
    said
}

/// Whether a clock time, in minutes, lies in the night hours.
fn in_night(hours: &Hours, minutes: i64) -> bool {
    let (from, to) = (hours.night_from.minutes(), hours.night_to.minutes());
    let since = (minutes - from).rem_euclid(24 * 60);
    since
        < match (to - from).rem_euclid(24 * 60) {
            0 => 24 * 60,
            long => long,
        }
}

/// The hours over the cells, every second one.
pub(crate) fn ruler(day_start: Clock) -> String {
    let to_whole_hour = (60 - day_start.minutes() % 60) % 60;
    let mut line = " ".repeat(MARGIN + usize::try_from(to_whole_hour / STEP).unwrap_or(0));
    let first = (day_start.minutes() + to_whole_hour) / 60;
    for hour in (0..24).step_by(2) {
        line += &format!("{:02}  ", (first + hour) % 24);
    }
    // A day that begins at a half hour has its last label cut by the edge, not hung over it.
    line.chars().take(MARGIN + CELLS).collect::<String>().trim_end().to_owned()
}

/// A row: the date, then its marks, or that nothing was written down.
pub(crate) fn marks(row: &StripRow) -> String {
    let date = said::strip_date(row.date);
    let cells: String = row.cells.iter().map(|cell| glyph(*cell)).collect();
    let cells = if cells.is_empty() { row.says.clone() } else { cells };
    let open = if row.open { said::NO_END } else { "" };
    format!("{date:<MARGIN$}{cells} {open}").trim_end().to_owned()
}

fn glyph(cell: StripCell) -> char {
    match (cell.cell, cell.night) {
        (Cell::Asleep, true) => '#',
        (Cell::Asleep, false) => '=',
        (Cell::Awake, true) => ':',
        (Cell::Awake, false) => '.',
        (Cell::Twice(true), _) => '+',
        (Cell::Twice(false), _) => '~',
        (Cell::Missing, _) => ' ',
    }
}
