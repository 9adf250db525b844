//! A row a family day, newest first: the strip of its sleep, marks for touch and cues, the night's figures.
//!
//! ```text
//!              07  09  11  13  15  17  19  21  23  01  03  05      night  long woke
//!  Sat 21 Nov ··████······███·······█████████░░██████████████·· ◆● 10:20  4:05    2
//! ```

use super::{first_shown, says};
use crate::journal::Hours;
use crate::screens::Here;
use crate::screens::today::axis;
use crate::trends::{Cell, Day, Trends, cell_of, sleep_cells};
use crate::widgets::look::Glyph;
use crate::widgets::text::width;
use chrono::NaiveDate;
use ratatui::style::Style;
use ratatui::text::{Line, Span};

/// The cursor, the date and a blank.
const LABEL: usize = 12;
/// A blank and the marks of touch and cues.
const MARKS: usize = 3;
/// The night's figures.
const FIGURES: usize = 17;

/// What fits beside the date.
#[derive(Clone, Copy)]
struct Shape {
    cells: usize,
    marks: bool,
    figures: bool,
}

impl Shape {
    /// The widest strip that leaves room for the figures; where there is none, the strip goes before them.
    fn of(columns: usize) -> Self {
        let fits = |rest: usize| {
            [72, 48, 24]
                .into_iter()
                .find(|n| LABEL + n + rest <= columns)
        };
        let (cells, marks, figures) = if let Some(cells) = fits(MARKS + FIGURES) {
            (cells, true, true)
        } else if let Some(cells) = fits(MARKS) {
            (cells, true, false)
        } else {
            (fits(0).unwrap_or(0), false, false)
        };
        Self {
            cells,
            marks,
            figures,
        }
    }
}

/// What the marks are, where there is room to say so on the last line.
pub fn marks(columns: usize, here: &Here<'_>) -> String {
    let glyphs = [Glyph::Touch, Glyph::NotToday, Glyph::Cue, Glyph::Night];
    let said = says::marks(glyphs.map(|glyph| here.look.glyph(glyph)));
    if width(says::BLANK) + width(&said) + 4 <= columns {
        said
    } else {
        String::new()
    }
}

/// The heads and as many rows as there is room for, around the day of the cursor.
pub fn lines(
    sums: &Trends,
    at: NaiveDate,
    columns: usize,
    room: usize,
    here: &Here<'_>,
) -> Vec<Line<'static>> {
    let shape = Shape::of(columns);
    let mut lines = Vec::new();
    if room > 2 && shape.cells > 0 {
        lines.push(head(sums, shape, here));
    }
    let room = room.saturating_sub(lines.len());
    let row = sums
        .days
        .iter()
        .rev()
        .position(|day| day.date == at)
        .unwrap_or(0);
    let first = first_shown(row, sums.days.len(), room);
    for day in sums.days.iter().rev().skip(first).take(room) {
        lines.push(line(day, sums, day.date == at, shape, here));
    }
    lines
}

fn head(sums: &Trends, shape: Shape, here: &Here<'_>) -> Line<'static> {
    let hours = axis(&sums.hours, sums.from, shape.cells);
    let mut head = format!("{:LABEL$}{hours:cells$}", "", cells = shape.cells + MARKS);
    if shape.figures {
        head.push_str(&figures(says::NIGHT_HEADS.map(str::to_owned)));
    }
    Line::styled(head.trim_end().to_owned(), here.look.dim())
}

fn figures([night, longest, woke]: [String; 3]) -> String {
    format!(" {night:>5} {longest:>5} {woke:>4}")
}

fn line(day: &Day, sums: &Trends, picked: bool, shape: Shape, here: &Here<'_>) -> Line<'static> {
    let look = &here.look;
    let style = if picked { look.accent() } else { Style::new() };
    let cursor = if picked {
        look.glyph(Glyph::Cursor)
    } else {
        ' '
    };
    let mut spans = vec![Span::styled(
        format!("{cursor}{:<11}", says::date(day.date)),
        style,
    )];
    if says::is_blank(day) {
        return Line::from(spans);
    }
    spans.extend(strip(day, sums, shape.cells, here));
    if shape.marks {
        let touch = match (day.touch.times, day.touch.not_today) {
            (Some(n), _) if n > 0 => look.glyph(Glyph::Touch),
            (_, Some(n)) if n > 0 => look.glyph(Glyph::NotToday),
            _ => ' ',
        };
        let cues = match day.cues.moments {
            Some(1) => look.glyph(Glyph::Cue),
            Some(n) if n > 1 => look.glyph(Glyph::CueMany),
            _ => ' ',
        };
        spans.push(format!(" {touch}{cues}").into());
    }
    if shape.figures && day.sleep.night_recorded {
        let told = [
            day.sleep.night_min.map(says::hm),
            day.sleep.longest_min.map(says::hm),
            day.sleep.wakings.map(|n| n.to_string()),
        ];
        spans.push(Span::styled(
            figures(told.map(Option::unwrap_or_default)),
            style,
        ));
    }
    Line::from(spans)
}

/// The strip in runs of one style: sleep stands out, the hours behind it stand back.
fn strip(day: &Day, sums: &Trends, cells: usize, here: &Here<'_>) -> Vec<Span<'static>> {
    let look = &here.look;
    let now = here.now.secs();
    let tick = cell_of(&sums.hours, day.date, now, cells);
    let kinds = sleep_cells(&sums.hours, day.date, &sums.asleep, cells);
    let mut runs: Vec<(bool, String)> = Vec::new();
    for (index, kind) in kinds.into_iter().enumerate() {
        let glyph = match kind {
            _ if tick == Some(index) => look.glyph(Glyph::Now),
            Cell::Asleep => look.glyph(Glyph::Asleep),
            Cell::Twice(true) => look.glyph(Glyph::AsleepTwice),
            // What has not come yet, and the hour the clocks left out.
            _ if tick.is_some_and(|tick| index > tick) => ' ',
            Cell::Missing => ' ',
            Cell::Twice(false) => look.glyph(Glyph::Twice),
            Cell::Awake if is_night(&sums.hours, index, cells) => look.glyph(Glyph::Night),
            Cell::Awake => look.glyph(Glyph::Blank),
        };
        match runs.last_mut() {
            Some((asleep, run)) if *asleep == kind.is_asleep() => run.push(glyph),
            _ => runs.push((kind.is_asleep(), glyph.to_string())),
        }
    }
    let style = |asleep: bool| if asleep { look.accent() } else { look.dim() };
    runs.into_iter()
        .map(|(asleep, run)| Span::styled(run, style(asleep)))
        .collect()
}

/// Whether the wall clock is in the night hours at a cell.
fn is_night(hours: &Hours, index: usize, cells: usize) -> bool {
    let whole = |n: usize| i64::try_from(n).unwrap_or(0);
    let minute = (hours.day_start.minutes() + 1440 * whole(index) / whole(cells.max(1))) % 1440;
    let (from, to) = (hours.night_from.minutes(), hours.night_to.minutes());
    if from <= to {
        (from..to).contains(&minute)
    } else {
        minute >= from || minute < to
    }
}
