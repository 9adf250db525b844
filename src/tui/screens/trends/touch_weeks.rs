//! Touch by week: how often, how long, "not today" beside it, and the parts that were touched.

use crate::texts::trends as texts;
use crate::tui::screens::trends::stats_view::StatsView;
use crate::tui::screens::trends::weekly_list::{self, ListedWeek};
use crate::vocabulary::{WordList, label_for};
use ratatui::text::Line;

/// The heads and as many weeks as there is room for.
pub(crate) fn render_touch_weeks(view: &StatsView<'_>) -> Vec<Line<'static>> {
    let rows = view.stats.weeks.iter().map(|week| {
        let touch = &week.touch;
        let parts = texts::format_by_frequency(&touch.areas, |code| label_for(WordList::Areas, code));
        ListedWeek {
            week,
            numbers: vec![touch.times, touch.minutes, touch.not_today],
            labelled_counts: vec![(texts::AREAS, parts)],
        }
    });
    let heads = ["times", "min", "not today"];
    weekly_list::render_weekly_list(texts::TOUCH, &heads, &rows.collect::<Vec<_>>(), view)
}
