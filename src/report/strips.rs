//! A day of sleep as 48 marks that survive a photocopier: night and day differ by glyph, not by colour.

use super::page::{Line, StripCell, StripRow};
use super::{PageAsked, said};
use crate::journal::{Clock, Hours};
use crate::trends::{Cell, Day, sleep_cells};

/// Cells of a row: half hours.
const CELLS: usize = 48;
/// Minutes of a cell.
const STEP: i64 = 30;
/// Columns before the first cell.
const MARGIN: usize = 12;

/// The ruler, a row a day, and what the marks mean; only a sentence when no sleep was written down at all.
pub(super) fn lines(asked: &PageAsked) -> Vec<Line> {
    let trends = asked.trends;
    if !trends.days.iter().any(written) {
        return vec![Line::Say(said::SLEEP_BLANK.to_owned())];
    }
    let rows: Vec<StripRow> = trends.days.iter().map(|day| row(asked, day)).collect();
    let has = |wanted: fn(Cell) -> bool| {
        rows.iter()
            .flat_map(|row| &row.cells)
            .any(|c| wanted(c.cell))
    };
    let mut keys = vec![Line::Say(said::STRIP_KEY.to_owned())];
    if has(|cell| matches!(cell, Cell::Twice(_))) {
        keys.push(Line::Say(said::STRIP_TWICE.to_owned()));
    }
    if has(|cell| cell == Cell::Missing) {
        keys.push(Line::Say(said::STRIP_MISSING.to_owned()));
    }
    let ruler = Line::Ruler(trends.hours.day_start);
    std::iter::once(ruler)
        .chain(rows.into_iter().map(Line::Strip))
        .chain(keys)
        .collect()
}

fn written(day: &Day) -> bool {
    day.sleep.total_min.is_some()
}

fn row(asked: &PageAsked, day: &Day) -> StripRow {
    let trends = asked.trends;
    let hours = &trends.hours;
    let cells = if written(day) {
        sleep_cells(hours, day.date, &trends.asleep, CELLS)
            .into_iter()
            .zip(0..)
            .map(|(cell, index)| StripCell {
                cell,
                night: in_night(hours, hours.day_start.minutes() + index * STEP + STEP / 2),
            })
            .collect()
    } else {
        Vec::new()
    };
    StripRow {
        date: day.date,
        cells,
        open: day.sleep.open,
    }
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
pub(super) fn ruler(day_start: Clock) -> String {
    let to_whole_hour = (60 - day_start.minutes() % 60) % 60;
    let mut line = " ".repeat(MARGIN + usize::try_from(to_whole_hour / STEP).unwrap_or(0));
    let first = (day_start.minutes() + to_whole_hour) / 60;
    for hour in (0..24).step_by(2) {
        line += &format!("{:02}  ", (first + hour) % 24);
    }
    // A day that begins at a half hour has its last label cut by the edge, not hung over it.
    line.chars()
        .take(MARGIN + CELLS)
        .collect::<String>()
        .trim_end()
        .to_owned()
}

/// A row: the date, then its marks, or that nothing was written down.
pub(super) fn marks(row: &StripRow) -> String {
    let date = row.date.format("%a %e %b").to_string();
    let cells: String = row.cells.iter().map(|cell| glyph(*cell)).collect();
    let cells = if cells.is_empty() {
        said::NOT_WRITTEN.to_owned()
    } else {
        cells
    };
    let open = if row.open { said::NO_END } else { "" };
    format!("{date:<MARGIN$}{cells} {open}")
        .trim_end()
        .to_owned()
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
