//! A row a week, newest first: nights and stretches with their median and range, touch, cues and check-ins, on one axis
//! of weeks, so that the eye runs along a week and down a measure.
//!
//! ```text
//!  weeks   nights  night sleep           longest stretch  woke    touch
//!          written        8:55    11:30  median low–high  median  times  min
//! ▸16 Nov  6 of 7  10:10      ├──●─┤     3:10 2:00–4:05   2 1–4       5   62
//! ```

use crate::model::EntryKind;
use crate::stats::{WeekMeasure, WeekStats};
use crate::text::width::{display_width, truncate_to_width};
use crate::texts::figures;
use crate::texts::figures::Length;
use crate::texts::trends as texts;
use crate::tui::keys::{Action, Mode, key_name};
use crate::tui::screens::trends::checkin_days::checkin_glyphs;
use crate::tui::screens::trends::stats_view::StatsView;
use crate::tui::screens::trends::trends_table::WeekColumn;
use crate::tui::screens::trends::{trends_table, week_counts};
use crate::tui::theme::Glyph;
use crate::tui::widgets::date_range::{render_range, sample_range};
use ratatui::text::Line;

/// The heads and as many weeks as there is room for, around the day of the cursor.
pub(crate) fn render_week_rows(view: &StatsView<'_>) -> Vec<Line<'static>> {
    trends_table::render_week_table(texts::WEEKS, &build_columns(view), view).0
}

/// What the signs of the ranges are.
pub(crate) fn format_range_legend(view: &StatsView<'_>) -> String {
    if view.is_without_numbers() {
        return String::new();
    }
    let (line, dot) = sample_range(&view.context.theme);
    texts::format_range_legend(&line, dot)
}

/// How to see more columns; empty when all of them fit.
pub(crate) fn more_columns_hint(view: &StatsView<'_>) -> String {
    match trends_table::render_week_table(texts::WEEKS, &build_columns(view), view).1 {
        false => String::new(),
        true if view.is_zoomed => texts::WIDER_SHOWS_MORE.to_owned(),
        true => texts::zoom_shows_more(&key_name(Mode::Trends, Action::ToggleZoom)),
    }
}

fn build_columns(view: &StatsView<'_>) -> Vec<WeekColumn> {
    let mut columns = Vec::new();
    if !view.is_without_numbers() {
        columns.extend(build_sleep_columns(view));
    }
    columns.extend(week_counts::shown_counts(view).map(|count| WeekColumn {
        is_right_aligned: true,
        ..build_column(view, count.heads, count.priority, |week| (count.value)(week).map(|n| n.to_string()))
    }));
    if !view.is_hidden(EntryKind::Checkin) {
        columns.extend(view.shown_carers().into_iter().map(|carer| build_checkin_column(view, carer)));
    }
    columns
}

fn build_column(
    view: &StatsView<'_>,
    heads: [&str; 2],
    priority: u8,
    cell: impl Fn(&WeekStats) -> Option<String>,
) -> WeekColumn {
    WeekColumn {
        heads: heads.map(str::to_owned),
        cells: view.stats.weeks.iter().map(cell).collect(),
        priority,
        needs_previous: heads[0].is_empty(),
        is_right_aligned: false,
    }
}

fn build_sleep_columns(view: &StatsView<'_>) -> Vec<WeekColumn> {
    let plot = |measure, priority| build_plot_column(view, measure, priority);
    let range = |measure, priority| {
        let values = if measure == WeekMeasure::Wakings { texts::MEDIAN } else { texts::MEDIAN_RANGE };
        let heads = [figures::label_week_measure(measure, Length::Short), values];
        build_column(view, heads, priority, |week| figures::describe_week_measure_short(week, measure))
    };
    vec![
        build_column(view, texts::NIGHTS_RECORDED, 0, |week| {
            (week.nights_recorded > 0).then(|| figures::format_out_of(week.nights_recorded, week.nights_over))
        }),
        plot(WeekMeasure::NightSleep, 2),
        range(WeekMeasure::NightSleep, 9),
        range(WeekMeasure::LongestStretch, 1),
        plot(WeekMeasure::LongestStretch, 11),
        range(WeekMeasure::Wakings, 4),
        range(WeekMeasure::DaySleep, 6),
        plot(WeekMeasure::DaySleep, 12),
    ]
}

/// The median and a small plot of the range, on one axis for all the weeks.
fn build_plot_column(view: &StatsView<'_>, measure: WeekMeasure, priority: u8) -> WeekColumn {
    let width: usize = match view.columns {
        0..76 => 10,
        76..100 => 13,
        100..150 => 16,
        _ => 20,
    };
    let values: Vec<i64> =
        view.stats.weeks.iter().flat_map(|week| measure.values(week).values.iter().copied()).collect();
    // A few minutes are not drawn as wide as a whole night.
    let (low, high) = (values.iter().min().copied().unwrap_or(0), values.iter().max().copied().unwrap_or(0));
    let padding = (120 - (high - low)).max(0);
    let range = ((low - padding / 2).max(0) / 30 * 30, (high + padding / 2 + 29) / 30 * 30);
    let (from, to) = (texts::format_hours_minutes(range.0), texts::format_hours_minutes(range.1));
    let gap = " ".repeat(width.saturating_sub(display_width(&from) + display_width(&to)));
    let axis = format!("{from}{gap}{to}");
    let scale = if values.is_empty() { String::new() } else { format!("{:6}{axis}", "") };
    build_column(view, [figures::label_week_measure(measure, Length::Short), &scale], priority, |week| {
        let spread = measure.values(week);
        let median = spread.median();
        let figure = median.map(texts::format_hours_minutes).unwrap_or_default();
        let plot = render_range(&spread.values, median, range, width, &view.context.theme);
        let plot = format!("{plot:<width$}");
        (spread.sample_size() > 0).then(|| format!("{figure:>5} {plot}"))
    })
}

fn build_checkin_column(view: &StatsView<'_>, carer: &str) -> WeekColumn {
    let name = truncate_to_width(carer, 7, view.context.theme.glyph(Glyph::Ellipsis));
    build_column(view, [&name, texts::WEEKDAYS], 6, |week| {
        Some(checkin_glyphs(week, carer, view).into_iter().collect())
    })
}
