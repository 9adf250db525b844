//! Cues by week: moments, engagement and disengagement side by side, the cues most seen, what we did, what helped.

use crate::model::time::week_start;
use crate::texts::trends as texts;
use crate::tui::screens::trends::stats_view::StatsView;
use crate::tui::screens::trends::weekly_list::{self, ListedWeek};
use crate::vocabulary::{WordList, label_for};
use ratatui::text::Line;

/// The heads and as many weeks as there is room for.
pub(crate) fn render_cue_weeks(view: &StatsView<'_>) -> Vec<Line<'static>> {
    let family = view.context.family;
    let response = |code| label_for(WordList::Responses, code);
    let rows = view.stats.weeks.iter().map(|week| {
        let cues = &week.cues;
        let helped = view.associations.helped.get(&week_start(week.from));
        let helped = helped.map(|helped| texts::format_by_frequency(helped, response));
        ListedWeek {
            week,
            numbers: vec![cues.moments, cues.engagement, cues.disengagement, cues.either],
            labelled_counts: vec![
                (texts::SEEN, texts::format_by_frequency(&cues.seen, |code| family.cue_label(code))),
                (texts::RESPONSES, texts::format_by_frequency(&cues.responses, response)),
                (texts::HELPED, helped.unwrap_or_default()),
            ],
        }
    });
    let heads = ["moments", "engaged", "disengaged", "either"];
    weekly_list::render_weekly_list(texts::CUES, &heads, &rows.collect::<Vec<_>>(), view)
}
