//! The numbers of touch and cues by week, as columns among all the weeks and as panels of their own with what was
//! written most: parts touched, cues seen, what we did, what helped.

use crate::model::EntryKind;
use crate::model::time::week_start;
use crate::stats::WeekStats;
use crate::texts::figures::{label_area, label_response};
use crate::texts::trends as texts;
use crate::tui::screens::trends::stats_view::StatsView;
use crate::tui::screens::trends::weekly_list::{WeekCount, render_weekly_list};
use ratatui::text::Line;

const fn week_count(
    heads: [&'static str; 2],
    panel_head: &'static str,
    priority: u8,
    value: fn(&WeekStats) -> Option<i64>,
) -> WeekCount {
    WeekCount { heads, panel_head, priority, value }
}

const TOUCH_COUNTS: &[WeekCount] = &[
    week_count([texts::TOUCH, texts::TIMES], texts::TIMES, 3, |week| week.touch.times),
    week_count(["", texts::MINUTES], texts::MINUTES, 4, |week| week.touch.minutes),
    week_count(texts::NOT_TODAY_HEADS, texts::NOT_TODAY, 7, |week| {
        // No nought for what nobody has to do.
        week.touch.not_today.filter(|n| *n > 0)
    }),
];
const CUE_COUNTS: &[WeekCount] =
    &[week_count([texts::CUE, texts::MOMENTS], texts::MOMENTS, 5, |week| week.cues.moments)];

/// The counts of what the family uses.
pub(crate) fn shown_counts(view: &StatsView<'_>) -> impl Iterator<Item = &'static WeekCount> {
    let touch = if view.is_hidden(EntryKind::Massage) { &[] } else { TOUCH_COUNTS };
    let cues = if view.is_hidden(EntryKind::Cue) { &[] } else { CUE_COUNTS };
    touch.iter().chain(cues)
}

pub(crate) fn render_touch_weeks(view: &StatsView<'_>) -> Vec<Line<'static>> {
    let word_lists =
        |week: &WeekStats| vec![(texts::AREAS, texts::format_by_frequency(&week.touch.areas, label_area))];
    render_weekly_list(texts::TOUCH, TOUCH_COUNTS, word_lists, view)
}

pub(crate) fn render_cue_weeks(view: &StatsView<'_>) -> Vec<Line<'static>> {
    let family = view.context.family;
    let word_lists = |week: &WeekStats| {
        let helped = view.associations.helped.get(&week_start(week.from));
        let helped = helped.map(|helped| texts::format_by_frequency(helped, label_response));
        vec![
            (texts::SEEN, texts::format_by_frequency(&week.cues.seen, |code| family.cue_label(code))),
            (texts::RESPONSES, texts::format_by_frequency(&week.cues.responses, label_response)),
            (texts::HELPED, helped.unwrap_or_default()),
        ]
    };
    render_weekly_list(texts::CUES, CUE_COUNTS, word_lists, view)
}
