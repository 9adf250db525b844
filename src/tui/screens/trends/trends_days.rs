//! A row a family day, newest first: the strip of its sleep, marks for touch and cues, the night's figures.
//!
//! ```text
//!  days        07  09  11  13  15  17  19  21  23  01  03  05      night  long woke
//!  Sat 21 Nov ··████······███·······█████████░░██████████████·· ◆● 10:20  4:05    2
//! ```

use crate::model::{DayBoundaries, EntryKind};
use crate::stats::{DayStats, PeriodStats, TimelineCell, cell_index, timeline_cells};
use crate::text::width::display_width;
use crate::tui::screens::Context;
use crate::tui::screens::today::format_hour_axis;
use crate::tui::screens::trends::panel_layout::{StatsView, is_kind_hidden};
use crate::tui::screens::trends::{first_visible_row, trends_table, trends_texts};
use crate::tui::theme::Glyph;
use ratatui::style::Style;
use ratatui::text::{Line, Span};

/// The cursor, the date and a blank; in a narrow window without the weekday.
const LABEL_WIDTHS: [usize; 2] = [12, 8];
/// A blank and the marks of touch and cues.
const MARKS_WIDTH: usize = 3;
const FIGURES_WIDTH: usize = 17;

#[derive(Clone, Copy)]
struct DayRowLayout {
    label_width: usize,
    cell_count: usize,
    has_marks: bool,
    has_figures: bool,
}

impl DayRowLayout {
    /// The finest strip that leaves room for the figures, of half an hour at least; where there is no room for both, the
    /// figures go, for the day under the cursor is told below.
    fn for_columns(columns: usize, quiet: bool) -> Self {
        let figures = if quiet { 0 } else { FIGURES_WIDTH };
        let [long, short] = LABEL_WIDTHS;
        let ways = [
            (long, 144, MARKS_WIDTH, figures),
            (long, 72, MARKS_WIDTH, figures),
            (long, 48, MARKS_WIDTH, figures),
            (long, 48, MARKS_WIDTH, 0),
            (short, 48, MARKS_WIDTH, 0),
            (long, 24, MARKS_WIDTH, 0),
            (short, 24, 0, 0),
        ];
        let fits = ways
            .into_iter()
            .find(|(label, cells, marks, figures)| label + cells + marks + figures <= columns);
        let (label, cells, marks, figures) = fits.unwrap_or((short, 0, 0, 0));
        Self { label_width: label, cell_count: cells, has_marks: marks > 0, has_figures: figures > 0 }
    }
}

/// What the marks are, where there is room to say so on the last line.
pub(crate) fn format_glyph_legend(columns: usize, here: &Context<'_>) -> String {
    let used = |kind| !is_kind_hidden(here.family, kind);
    let named = [
        (Glyph::Touch, trends_texts::TOUCH, used(EntryKind::Massage)),
        (Glyph::NotToday, trends_texts::NOT_TODAY_MARK, used(EntryKind::Massage)),
        (Glyph::Cue, trends_texts::CUES, used(EntryKind::Cue)),
        (Glyph::EmptyNight, trends_texts::NIGHT_MARK, true),
    ];
    let named = named.into_iter().filter(|(.., used)| *used);
    let named = named.map(|(glyph, word, _)| format!("{} {word}", here.theme.glyph(glyph)));
    let said = named.collect::<Vec<_>>().join("  ");
    if display_width(trends_texts::BLANK_MEANING) + display_width(&said) + 4 <= columns {
        said
    } else {
        String::new()
    }
}

/// The heads and as many rows as there is room for, around the day of the cursor.
pub(crate) fn render_day_rows(view: &StatsView<'_>) -> Vec<Line<'static>> {
    let shape = DayRowLayout::for_columns(view.columns, view.is_without_numbers());
    let days = &view.stats.days;
    let mut lines = Vec::new();
    if view.height > 2 {
        lines.push(render_head(shape, view));
    }
    let room = view.height.saturating_sub(lines.len());
    let row = days.iter().rev().position(|day| day.date == view.day);
    let first = first_visible_row(row.unwrap_or(0), days.len(), room);
    for day in days.iter().rev().skip(first).take(room) {
        lines.push(render_day(day, shape, view));
    }
    lines
}

fn render_head(shape: DayRowLayout, view: &StatsView<'_>) -> Line<'static> {
    let sums = view.stats;
    let mut head = String::new();
    if shape.cell_count > 0 {
        let hours = format_hour_axis(&sums.hours, sums.from, shape.cell_count);
        head.push_str(&format!("{hours:cells$}", cells = shape.cell_count + MARKS_WIDTH));
    }
    if shape.has_figures {
        head.push_str(&format_night_figures(trends_texts::NIGHT_HEADS.map(str::to_owned)));
    }
    Line::from(vec![
        trends_table::render_title(trends_texts::DAYS, shape.label_width, view),
        Span::styled(head.trim_end().to_owned(), view.context.theme.dim_style()),
    ])
}

fn format_night_figures([night, longest, woke]: [String; 3]) -> String {
    format!(" {night:>5} {longest:>5} {woke:>4}")
}

fn render_day(day: &DayStats, shape: DayRowLayout, view: &StatsView<'_>) -> Line<'static> {
    let (sums, here) = (view.stats, view.context);
    let look = &here.theme;
    let picked = day.date == view.day;
    let style = if picked { look.accent_style() } else { Style::new() };
    let cursor = if picked && view.focused { look.glyph(Glyph::Cursor) } else { ' ' };
    let date = if shape.label_width == LABEL_WIDTHS[0] {
        trends_texts::date(day.date)
    } else {
        trends_texts::format_day_month(day.date)
    };
    let label = format!("{cursor}{date:<wide$}", wide = shape.label_width - 1);
    let mut spans = vec![Span::styled(label, style)];
    if trends_texts::is_blank(day) {
        return Line::from(spans);
    }
    spans.extend(render_timeline(day, sums, shape.cell_count, here));
    if shape.has_marks {
        let used = |kind, glyph| if is_kind_hidden(here.family, kind) { ' ' } else { glyph };
        let touch = match (day.touch.times, day.touch.not_today) {
            (Some(n), _) if n > 0 => look.glyph(Glyph::Touch),
            (_, Some(n)) if n > 0 => look.glyph(Glyph::NotToday),
            _ => ' ',
        };
        let cues = match day.cues.moments {
            Some(1) => look.glyph(Glyph::Cue),
            Some(n) if n > 1 => look.glyph(Glyph::SeveralCues),
            _ => ' ',
        };
        let touch = used(EntryKind::Massage, touch);
        spans.push(format!(" {touch}{}", used(EntryKind::Cue, cues)).into());
    }
    if shape.has_figures && day.sleep.night_recorded {
        let told = [
            day.sleep.night_min.map(trends_texts::format_hours_minutes),
            day.sleep.longest_min.map(trends_texts::format_hours_minutes),
            day.sleep.wakings.map(|n| n.to_string()),
        ];
        spans.push(Span::styled(format_night_figures(told.map(Option::unwrap_or_default)), style));
    }
    Line::from(spans)
}

/// The strip in runs of one style: sleep stands out, the hours behind it stand back.
fn render_timeline(
    day: &DayStats,
    sums: &PeriodStats,
    cells: usize,
    here: &Context<'_>,
) -> Vec<Span<'static>> {
    let look = &here.theme;
    let now = here.now.unix_seconds();
    let tick = cell_index(&sums.hours, day.date, now, cells);
    let kinds = timeline_cells(&sums.hours, day.date, &sums.sleep_ranges, cells);
    let mut runs: Vec<(bool, String)> = Vec::new();
    for (index, kind) in kinds.into_iter().enumerate() {
        let glyph = match kind {
            _ if tick == Some(index) => look.glyph(Glyph::Now),
            TimelineCell::Asleep => look.glyph(Glyph::Asleep),
            TimelineCell::Repeated(true) => look.glyph(Glyph::AsleepRepeatedHour),
            // What has not come yet, and the hour the clocks left out.
            _ if tick.is_some_and(|tick| index > tick) => ' ',
            TimelineCell::Skipped => ' ',
            TimelineCell::Repeated(false) => look.glyph(Glyph::RepeatedHour),
            TimelineCell::Awake if is_night(&sums.hours, index, cells) => look.glyph(Glyph::EmptyNight),
            TimelineCell::Awake => look.glyph(Glyph::Empty),
        };
        match runs.last_mut() {
            Some((asleep, run)) if *asleep == kind.is_asleep() => run.push(glyph),
            _ => runs.push((kind.is_asleep(), glyph.to_string())),
        }
    }
    let style = |asleep: bool| if asleep { look.accent_style() } else { look.dim_style() };
    runs.into_iter().map(|(asleep, run)| Span::styled(run, style(asleep))).collect()
}

/// Whether the wall clock is in the night hours at a cell.
fn is_night(hours: &DayBoundaries, index: usize, cells: usize) -> bool {
    let whole = |n: usize| i64::try_from(n).unwrap_or(0);
    let minute =
        (hours.day_start.minutes_since_midnight() + 1440 * whole(index) / whole(cells.max(1))) % 1440;
    let (from, to) = (hours.night_from.minutes_since_midnight(), hours.night_to.minutes_since_midnight());
    if from <= to { (from..to).contains(&minute) } else { minute >= from || minute < to }
}
