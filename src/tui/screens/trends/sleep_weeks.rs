//! A row a week, newest first: nights and stretches with their median and range, touch, cues and check-ins, on one axis
//! of weeks, so that the eye runs along a week and down a measure.
//!
//! ```text
//!  weeks   nights  night sleep           longest stretch  woke    touch
//!          written        8:55    11:30  median low–high  median  times  min
//! ▸16 Nov  6 of 7  10:10      ├──●─┤     3:10 2:00–4:05   2 1–4       5   62
//! ```

use crate::model::EntryKind;
use crate::model::describe::sanitize_text;
use crate::stats::{WeekMeasure, WeekStats};
use crate::text::width::{display_width, truncate_to_width};
use crate::texts::figures;
use crate::texts::trends as texts;
use crate::tui::screens::trends::checkin_days::checkin_glyphs;
use crate::tui::screens::trends::stats_view::StatsView;
use crate::tui::screens::trends::trends_table;
use crate::tui::screens::trends::trends_table::WeekColumn;
use crate::tui::widgets::date_range::render_range;
use ratatui::text::Line;

/// The heads and as many weeks as there is room for, around the day of the cursor.
pub(crate) fn render_week_rows(view: &StatsView<'_>) -> Vec<Line<'static>> {
    trends_table::render_week_table(texts::WEEKS, &build_columns(view), view).0
}

/// How to see more columns; empty when all of them fit.
pub(crate) fn more_columns_hint(view: &StatsView<'_>) -> &'static str {
    match trends_table::render_week_table(texts::WEEKS, &build_columns(view), view).1 {
        false => "",
        true if view.is_zoomed => texts::WIDER_SHOWS_MORE,
        true => texts::WIDER_OR_ZOOM_SHOWS_MORE,
    }
}

fn build_columns(view: &StatsView<'_>) -> Vec<WeekColumn> {
    let mut all = Vec::new();
    if !view.is_without_numbers() {
        all.extend(build_sleep_columns(view));
    }
    if !view.is_hidden(EntryKind::Massage) {
        all.extend(build_touch_columns(view));
    }
    if !view.is_hidden(EntryKind::Cue) {
        all.extend(build_cue_columns(view));
    }
    if !view.is_hidden(EntryKind::Checkin) {
        all.extend(build_checkin_columns(view));
    }
    all
}

fn build_column(
    view: &StatsView<'_>,
    heads: [&str; 2],
    need: u8,
    cell: impl Fn(&WeekStats) -> Option<String>,
) -> WeekColumn {
    WeekColumn {
        heads: heads.map(str::to_owned),
        cells: view.stats.weeks.iter().map(cell).collect(),
        priority: need,
        needs_previous: heads[0].is_empty(),
        is_right_aligned: false,
    }
}

fn build_number_column(
    view: &StatsView<'_>,
    heads: [&str; 2],
    need: u8,
    of: impl Fn(&WeekStats) -> Option<i64>,
) -> WeekColumn {
    WeekColumn {
        is_right_aligned: true,
        ..build_column(view, heads, need, |week| of(week).map(|n| n.to_string()))
    }
}

fn build_sleep_columns(view: &StatsView<'_>) -> Vec<WeekColumn> {
    let nights = build_column(view, texts::NIGHTS_RECORDED, 0, |week| {
        (week.nights_recorded > 0).then(|| texts::nights_recorded(week.nights_recorded, week.days))
    });
    let range = |heads, need, measure| {
        build_column(view, heads, need, move |week| figures::describe_week_measure_short(week, measure))
    };
    vec![
        nights,
        build_plot_column(view, texts::NIGHT_SLEEP_PLOT, 2, WeekMeasure::NightSleep),
        range(texts::NIGHT_SLEEP_RANGE, 9, WeekMeasure::NightSleep),
        range(texts::LONGEST_STRETCH_RANGE, 1, WeekMeasure::LongestStretch),
        build_plot_column(view, texts::LONGEST_STRETCH_PLOT, 11, WeekMeasure::LongestStretch),
        range(texts::WAKINGS, 4, WeekMeasure::Wakings),
        range(texts::DAY_SLEEP_RANGE, 6, WeekMeasure::DaySleep),
        build_plot_column(view, texts::DAY_SLEEP_PLOT, 12, WeekMeasure::DaySleep),
    ]
}

/// The median and a small plot of the range, on one axis for all the weeks.
fn build_plot_column(view: &StatsView<'_>, head: &str, need: u8, measure: WeekMeasure) -> WeekColumn {
    let long: usize = match view.columns {
        0..76 => 10,
        76..100 => 13,
        100..150 => 16,
        _ => 20,
    };
    let all =
        || view.stats.weeks.iter().map(|week| measure.values(week)).flat_map(|it| it.values.iter().copied());
    // A few minutes are not drawn as wide as a whole night.
    let (low, high) = (all().min().unwrap_or(0), all().max().unwrap_or(0));
    let short = (120 - (high - low)).max(0);
    let among = ((low - short / 2).max(0) / 30 * 30, (high + short / 2 + 29) / 30 * 30);
    let (from, to) = (texts::format_hours_minutes(among.0), texts::format_hours_minutes(among.1));
    let gap = " ".repeat(long.saturating_sub(display_width(&from) + display_width(&to)));
    let scale = if all().next().is_some() { format!("      {from}{gap}{to}") } else { String::new() };
    build_column(view, [head, &scale], need, |week| {
        let of = measure.values(week);
        let median = of.median();
        let written = median.map(texts::format_hours_minutes).unwrap_or_default();
        let drawn = render_range(&of.values, median, among, long, &view.context.theme);
        (of.sample_size() > 0).then(|| format!("{written:>5} {drawn:<long$}"))
    })
}

fn build_touch_columns(view: &StatsView<'_>) -> Vec<WeekColumn> {
    vec![
        build_number_column(view, texts::TOUCH_TIMES, 3, |week| week.touch.times),
        build_number_column(view, texts::TOUCH_MINUTES, 4, |week| week.touch.minutes),
        build_number_column(view, texts::NOT_TODAY, 7, |week| week.touch.not_today),
    ]
}

fn build_cue_columns(view: &StatsView<'_>) -> Vec<WeekColumn> {
    vec![
        build_number_column(view, texts::MOMENTS, 8, |week| week.cues.moments),
        build_number_column(view, texts::ENGAGED, 5, |week| week.cues.engagement),
        build_number_column(view, texts::DISENGAGED, 5, |week| week.cues.disengagement),
        build_number_column(view, texts::EITHER, 10, |week| week.cues.either),
    ]
}

fn build_checkin_columns(view: &StatsView<'_>) -> Vec<WeekColumn> {
    let more = view.context.theme.glyph(crate::tui::theme::Glyph::Ellipsis);
    let carers = view.shown_carers().into_iter();
    let column = |carer: &str| {
        let name = truncate_to_width(&sanitize_text(carer), 7, more);
        build_column(view, [name.as_str(), texts::WEEKDAYS], 6, |week| {
            Some(checkin_glyphs(week, carer, view).into_iter().collect())
        })
    };
    carers.map(column).collect()
}
