//! The lines below the panels: the numbers of the day or week under the cursor, what blank means, and what more a panel
//! has to say.

use crate::model::EntryKind;
use crate::text::width::{display_width, wrap_text};
use crate::tui::screens::Context;
use crate::tui::screens::trends::panel_layout::{StatsPanel, StatsView, is_kind_hidden};
use crate::tui::screens::trends::{StatsScreen, trends_texts};
use ratatui::layout::Rect;
use ratatui::text::Line;

/// From so many rows on a blank one stands before the numbers of the day.
const MIN_ROWS_FOR_GAP: usize = 18;

impl StatsScreen {
    fn shown_measures(&self, here: &Context<'_>) -> trends_texts::ShownMeasures<'_> {
        let uses = |kind| !is_kind_hidden(here.family, kind);
        trends_texts::ShownMeasures {
            sleep: uses(EntryKind::Sleep) && !here.family.settings.quiet,
            touch: uses(EntryKind::Massage),
            cues: uses(EntryKind::Cue),
            checkins: uses(EntryKind::Checkin),
            carer_filter: self.carer_filter.as_deref(),
            now: here.now.unix_seconds(),
        }
    }

    /// The numbers of the day or week under the cursor, what blank means, and what more a panel has to say.
    pub(crate) fn render_details(&self, view: &StatsView<'_>, area: Rect, more: &str) -> Vec<Line<'static>> {
        let columns = usize::from(area.width);
        let (sums, here) = (view.stats, view.context);
        let told = self.shown_measures(here);
        let by_week = matches!(self.panel, StatsPanel::Weeks | StatsPanel::Touch | StatsPanel::Cues);
        let week = sums.weeks.iter().find(|it| (it.from..=it.to).contains(&view.day));
        let day = sums.days.iter().find(|it| it.date == view.day);
        // What went with what is long, and is of no one day.
        let needs_room = self.is_zoomed && self.panel == StatsPanel::Associations;
        let parts = match (week, day) {
            _ if needs_room => Vec::new(),
            (Some(week), _) if by_week => trends_texts::week(week, &told),
            (_, Some(day)) => trends_texts::day(day, sums, &told),
            _ => Vec::new(),
        };
        let mut lines = join_into_lines(&parts, ", ", columns, here);
        // As many lines whatever the day, so that the rows do not jump as the cursor goes.
        let steady = match columns {
            _ if needs_room => 0,
            0..76 => 3,
            76..150 => 2,
            _ => 1,
        };
        lines.resize(lines.len().max(steady), Line::default());
        let is_blank = sums.days.iter().all(trends_texts::is_blank);
        let blank = if is_blank { trends_texts::NOTHING_IN_WEEKS } else { trends_texts::BLANK_MEANING };
        let mut last = vec![blank.to_owned()];
        last.extend(Some(more.to_owned()).filter(|more| !more.is_empty()));
        let last = join_into_lines(&last, "  ", columns, here).into_iter().take(1);
        lines.extend(last.map(|line| line.style(here.theme.dim_style())));
        if usize::from(area.height) >= MIN_ROWS_FOR_GAP {
            lines.insert(0, Line::default());
        }
        lines
    }
}

/// Parts joined on as few lines as they need, broken only between parts.
fn join_into_lines(parts: &[String], joint: &str, columns: usize, here: &Context<'_>) -> Vec<Line<'static>> {
    let room = columns.saturating_sub(2);
    let mut lines: Vec<String> = Vec::new();
    for part in parts {
        match lines.last_mut() {
            Some(line) if display_width(line) + display_width(joint) + display_width(part) <= room => {
                line.push_str(joint);
                line.push_str(part);
            }
            Some(line) => {
                line.push_str(joint.trim_end());
                lines.extend(wrap_text(part, room));
            }
            None => lines.extend(wrap_text(part, room)),
        }
    }
    lines.into_iter().map(|line| Line::raw(format!(" {}", here.theme.text(&line)))).collect()
}
