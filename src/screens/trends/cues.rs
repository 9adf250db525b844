//! Cues by week: moments, engagement and disengagement side by side, the cues most seen, what we did, what helped.

use super::panels::StatsView;
use super::said::{self, ListedWeek as Row};
use super::says;
use crate::journal::time::week_start;
use crate::words::{WordList, label_for};
use ratatui::text::Line;

/// The heads and as many weeks as there is room for.
pub(crate) fn render_cue_weeks(view: &StatsView<'_>) -> Vec<Line<'static>> {
    let family = view.context.family;
    let response = |code| label_for(WordList::Responses, code);
    let rows = view.stats.weeks.iter().map(|week| {
        let cues = &week.cues;
        let helped = view.associations.helped.get(&week_start(week.from));
        let helped = helped.map(|helped| says::format_by_frequency(helped, response));
        Row {
            week,
            numbers: vec![cues.moments, cues.engagement, cues.disengagement, cues.either],
            labelled_counts: vec![
                (says::SEEN, says::format_by_frequency(&cues.seen, |code| family.cue_label(code))),
                (says::RESPONSES, says::format_by_frequency(&cues.responses, response)),
                (says::HELPED, helped.unwrap_or_default()),
            ],
        }
    });
    let heads = ["moments", "engaged", "disengaged", "either"];
    said::render_weekly_list(says::CUES, &heads, &rows.collect::<Vec<_>>(), view)
}
