//! A row a family day, newest first: the strip of its sleep, marks for touch and cues, the night's figures.
//!
//! ```text
//!  days        07  09  11  13  15  17  19  21  23  01  03  05      night  long woke
//!  Sat 21 Nov ··████······███·······█████████░░██████████████·· ◆● 10:20  4:05    2
//! ```

use super::panels::{View, hides};
use super::{first_shown, says, table};
use crate::journal::{Hours, Kind};
use crate::screens::Here;
use crate::screens::today::axis;
use crate::trends::{Cell, Day, Trends, cell_of, sleep_cells};
use crate::widgets::look::Glyph;
use crate::widgets::text::width;
use ratatui::style::Style;
use ratatui::text::{Line, Span};

/// The cursor, the date and a blank; in a narrow window without the weekday.
const LABELS: [usize; 2] = [12, 8];
/// A blank and the marks of touch and cues.
const MARKS: usize = 3;
const FIGURES: usize = 17;

#[derive(Clone, Copy)]
struct Shape {
    label: usize,
    cells: usize,
    marks: bool,
    figures: bool,
}

impl Shape {
    /// The finest strip that leaves room for the figures, of half an hour at least; where there is no room for both, the
    /// figures go, for the day under the cursor is told below.
    fn of(columns: usize, quiet: bool) -> Self {
        let figures = if quiet { 0 } else { FIGURES };
        let [long, short] = LABELS;
        let ways = [
            (long, 144, MARKS, figures),
            (long, 72, MARKS, figures),
            (long, 48, MARKS, figures),
            (long, 48, MARKS, 0),
            (short, 48, MARKS, 0),
            (long, 24, MARKS, 0),
            (short, 24, 0, 0),
        ];
        let fits = ways
            .into_iter()
            .find(|(label, cells, marks, figures)| label + cells + marks + figures <= columns);
        let (label, cells, marks, figures) = fits.unwrap_or((short, 0, 0, 0));
        Self { label, cells, marks: marks > 0, figures: figures > 0 }
    }
}

/// What the marks are, where there is room to say so on the last line.
pub(crate) fn marks(columns: usize, here: &Here<'_>) -> String {
    let used = |kind| !hides(here.family, kind);
    let named = [
        (Glyph::Touch, says::TOUCH, used(Kind::Massage)),
        (Glyph::NotToday, says::NOT_TODAY_MARK, used(Kind::Massage)),
        (Glyph::Cue, says::CUES, used(Kind::Cue)),
        (Glyph::Night, says::NIGHT_MARK, true),
    ];
    let named = named.into_iter().filter(|(.., used)| *used);
    let named = named.map(|(glyph, word, _)| format!("{} {word}", here.look.glyph(glyph)));
    let said = named.collect::<Vec<_>>().join("  ");
    if width(says::BLANK) + width(&said) + 4 <= columns { said } else { String::new() }
}

/// The heads and as many rows as there is room for, around the day of the cursor.
pub(crate) fn lines(view: &View<'_>) -> Vec<Line<'static>> {
    let shape = Shape::of(view.columns, view.quiet());
    let days = &view.sums.days;
    let mut lines = Vec::new();
    if view.room > 2 {
        lines.push(head(shape, view));
    }
    let room = view.room.saturating_sub(lines.len());
    let row = days.iter().rev().position(|day| day.date == view.day);
    let first = first_shown(row.unwrap_or(0), days.len(), room);
    for day in days.iter().rev().skip(first).take(room) {
        lines.push(line(day, shape, view));
    }
    lines
}

fn head(shape: Shape, view: &View<'_>) -> Line<'static> {
    let sums = view.sums;
    let mut head = String::new();
    if shape.cells > 0 {
        let hours = axis(&sums.hours, sums.from, shape.cells);
        head.push_str(&format!("{hours:cells$}", cells = shape.cells + MARKS));
    }
    if shape.figures {
        head.push_str(&figures(says::NIGHT_HEADS.map(str::to_owned)));
    }
    Line::from(vec![
        table::title(says::DAYS, shape.label, view),
        Span::styled(head.trim_end().to_owned(), view.here.look.dim()),
    ])
}

fn figures([night, longest, woke]: [String; 3]) -> String {
    format!(" {night:>5} {longest:>5} {woke:>4}")
}

fn line(day: &Day, shape: Shape, view: &View<'_>) -> Line<'static> {
    let (sums, here) = (view.sums, view.here);
    let look = &here.look;
    let picked = day.date == view.day;
    let style = if picked { look.accent() } else { Style::new() };
    let cursor = if picked && view.focused { look.glyph(Glyph::Cursor) } else { ' ' };
    let date = if shape.label == LABELS[0] { says::date(day.date) } else { says::day_month(day.date) };
    let label = format!("{cursor}{date:<wide$}", wide = shape.label - 1);
    let mut spans = vec![Span::styled(label, style)];
    if says::is_blank(day) {
        return Line::from(spans);
    }
    spans.extend(strip(day, sums, shape.cells, here));
    if shape.marks {
        let used = |kind, glyph| if hides(here.family, kind) { ' ' } else { glyph };
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
        let touch = used(Kind::Massage, touch);
        spans.push(format!(" {touch}{}", used(Kind::Cue, cues)).into());
    }
    if shape.figures && day.sleep.night_recorded {
        let told = [
            day.sleep.night_min.map(says::hm),
            day.sleep.longest_min.map(says::hm),
            day.sleep.wakings.map(|n| n.to_string()),
        ];
        spans.push(Span::styled(figures(told.map(Option::unwrap_or_default)), style));
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
    runs.into_iter().map(|(asleep, run)| Span::styled(run, style(asleep))).collect()
}

/// Whether the wall clock is in the night hours at a cell.
fn is_night(hours: &Hours, index: usize, cells: usize) -> bool {
    let whole = |n: usize| i64::try_from(n).unwrap_or(0);
    let minute = (hours.day_start.minutes() + 1440 * whole(index) / whole(cells.max(1))) % 1440;
    let (from, to) = (hours.night_from.minutes(), hours.night_to.minutes());
    if from <= to { (from..to).contains(&minute) } else { minute >= from || minute < to }
}
