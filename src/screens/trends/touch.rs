//! Touch by week: how often, how long, "not today" beside it, and the parts that were touched.

use super::panels::View;
use super::said::{self, Week as Row};
use super::says;
use crate::words::{List, say};
use ratatui::text::Line;

/// The heads and as many weeks as there is room for.
pub(crate) fn lines(view: &View<'_>) -> Vec<Line<'static>> {
    let rows = view.sums.weeks.iter().map(|week| {
        let touch = &week.touch;
        let parts = says::by_count(&touch.areas, |code| say(List::Areas, code));
        Row {
            week,
            numbers: vec![touch.times, touch.minutes, touch.not_today],
            told: vec![(says::PARTS, parts)],
        }
    });
    let heads = ["times", "min", "not today"];
    said::lines(says::TOUCH, &heads, &rows.collect::<Vec<_>>(), view)
}
