//! Strips and nights drawn with characters, for plain text and Markdown. They survive a photocopier: night and day
//! differ by glyph, not by colour.

use crate::model::TimeOfDay;
use crate::report::model::{NightsPlotRow, StripCell, StripRow};
use crate::report::timeline_strips::{CELLS, MINUTES_PER_CELL};
use crate::stats::{SleepState, TimelineCell};
use crate::text::width::display_width;
use crate::texts::report_page;

/// Columns before the cells of a day.
pub(crate) const STRIP_MARGIN: usize = 8;
/// Columns before the nights of a week.
pub(crate) const NIGHTS_MARGIN: usize = 18;
/// Columns of the sleep in 24 hours.
const FIGURE_WIDTH: usize = 8;
/// The signs of two hours to fill in by hand, a half hour each.
const BLANK_HOUR_SIGNS: [char; 4] = ['|', ' ', '.', ' '];
/// Minutes of a mark in a row of nights.
const MINUTES_PER_COLUMN: i64 = 20;

/// The hours over the cells, every second one.
pub(crate) fn format_ruler(day_start: TimeOfDay) -> String {
    let to_whole_hour = (60 - day_start.minutes_since_midnight() % 60) % 60;
    let mut line = " ".repeat(STRIP_MARGIN + usize::try_from(to_whole_hour / MINUTES_PER_CELL).unwrap_or(0));
    let first = (day_start.minutes_since_midnight() + to_whole_hour) / 60;
    for hour in (0..=24).step_by(2) {
        line += &format!("{:02}  ", (first + hour) % 24);
    }
    // The closing hour hangs over the edge; of a day that begins at a half hour the last label is cut by it.
    let over = if to_whole_hour == 0 { 2 } else { 0 };
    let hours: String = line.chars().take(STRIP_MARGIN + CELLS + over).collect();
    format!("{} {}", hours.trim_end(), report_page::TEXT_STRIP_HEADS)
}

/// A row: the date, its marks, and the day's figures or what is said of it. Words that reach over marks go below.
pub(crate) fn format_strip(row: &StripRow, width: usize) -> Vec<String> {
    let date = row.format_short_date();
    let cells: String = row.cells.iter().map(|cell| choose_glyph(*cell)).collect();
    let figures = format!("{:<FIGURE_WIDTH$}{}", row.total, row.woke);
    let marks = format!("{date:<STRIP_MARGIN$}{cells}");
    if row.aside.is_empty() {
        return vec![format!("{marks} {figures}").trim_end().to_owned()];
    }
    let aside = if figures.trim().is_empty() {
        row.aside.clone()
    } else {
        format!("{} {}", figures.trim_end(), row.aside)
    };
    let used = marks.trim_end().chars().count() + 1;
    let at = (STRIP_MARGIN + CELLS + 1).min(width.saturating_sub(display_width(&aside)));
    if at >= used {
        return vec![format!("{:<at$}{aside}", marks.trim_end())];
    }
    vec![marks.trim_end().to_owned(), format!("{:STRIP_MARGIN$}{aside}", "")]
}

/// A row to fill in by hand: room for the date, a sign every hour, and room for the figures.
pub(crate) fn format_blank_strip() -> String {
    let cells: String = (0..=CELLS).map(|cell| BLANK_HOUR_SIGNS[cell % BLANK_HOUR_SIGNS.len()]).collect();
    let date = "_".repeat(STRIP_MARGIN - 1);
    format!("{date} {cells} _____ ____")
}

fn choose_glyph(cell: StripCell) -> char {
    match (cell.cell, cell.night) {
        (TimelineCell::Asleep | TimelineCell::PartlyAsleep { eighths: 4.., .. }, _) if cell.rough => '%',
        (TimelineCell::PartlyAsleep { eighths: ..=3, .. }, _) => '-',
        (TimelineCell::Asleep | TimelineCell::PartlyAsleep { .. }, true) => '#',
        (TimelineCell::Asleep | TimelineCell::PartlyAsleep { .. }, false) => '=',
        (TimelineCell::Awake, true) => ':',
        (TimelineCell::Awake, false) => '.',
        (TimelineCell::Repeated(SleepState::Asleep), _) => '+',
        (TimelineCell::Repeated(SleepState::Awake), _) => '~',
        (TimelineCell::Skipped | TimelineCell::Unknown | TimelineCell::Repeated(SleepState::Unknown), _) => {
            ' '
        }
    }
}

/// The hours over the rows of a picture in text.
pub(crate) fn format_scale(hours: i64) -> String {
    let marks = (0..=hours).step_by(2).map(|hour| format!("{hour:<6}"));
    let marks: String = marks.collect();
    format!("{}{}", " ".repeat(NIGHTS_MARGIN), marks.trim_end())
}

/// A row in text: `o` a night, `|` the middle one.
pub(crate) fn format_nights_row(row: &NightsPlotRow) -> String {
    let (date, margin) = (&row.dates, NIGHTS_MARGIN);
    if row.nights.is_empty() {
        return format!("{date:<margin$}{}", row.text);
    }
    let column = |minutes: i64| usize::try_from(minutes.div_euclid(MINUTES_PER_COLUMN)).unwrap_or(0);
    let last = row.nights.iter().copied().map(column).max().unwrap_or(0);
    let mut marks = vec![' '; last + 1];
    for minutes in &row.nights {
        marks[column(*minutes)] = 'o';
    }
    if let Some(mark) = row.median.and_then(|minutes| marks.get_mut(column(minutes))) {
        *mark = '|';
    }
    format!("{date:<margin$}{}", marks.into_iter().collect::<String>())
}
