//! Cues by week: moments, engagement and disengagement side by side, the cues most seen, what we did, what helped.

use super::panels::View;
use super::said::{self, Week as Row};
use super::says;
use crate::journal::time::monday;
use crate::words::{List, say};
use ratatui::text::Line;

/// The heads and as many weeks as there is room for.
pub(crate) fn lines(view: &View<'_>) -> Vec<Line<'static>> {
    let family = view.here.family;
    let response = |code| say(List::Responses, code);
    let rows = view.sums.weeks.iter().map(|week| {
        let cues = &week.cues;
        let helped = view.together.helped.get(&monday(week.from));
        let helped = helped.map(|helped| says::by_count(helped, response));
        Row {
            week,
            numbers: vec![cues.moments, cues.engagement, cues.disengagement, cues.either],
            told: vec![
                (says::SEEN, says::by_count(&cues.seen, |code| family.cue_words(code))),
                (says::DID, says::by_count(&cues.responses, response)),
                (says::HELPED, helped.unwrap_or_default()),
            ],
        }
    });
    let heads = ["moments", "engaged", "disengaged", "either"];
    said::lines(says::CUES, &heads, &rows.collect::<Vec<_>>(), view)
}
