//! Touch by week: how often, how long, "not today" beside it, and the parts that were touched.

use crate::tui::screens::trends::panel_layout::StatsView;
use crate::tui::screens::trends::weekly_list::ListedWeek as Row;
use crate::tui::screens::trends::{trends_texts, weekly_list};
use crate::vocabulary::{WordList, label_for};
use ratatui::text::Line;

/// The heads and as many weeks as there is room for.
pub(crate) fn render_touch_weeks(view: &StatsView<'_>) -> Vec<Line<'static>> {
    let rows = view.stats.weeks.iter().map(|week| {
        let touch = &week.touch;
        let parts = trends_texts::format_by_frequency(&touch.areas, |code| label_for(WordList::Areas, code));
        Row {
            week,
            numbers: vec![touch.times, touch.minutes, touch.not_today],
            labelled_counts: vec![(trends_texts::AREAS, parts)],
        }
    });
    let heads = ["times", "min", "not today"];
    weekly_list::render_weekly_list(trends_texts::TOUCH, &heads, &rows.collect::<Vec<_>>(), view)
}
