//! The lines below the panels: the numbers of the day or week under the cursor, what blank means, and what more a panel
//! has to say.

use super::panels::{Panel, View, hides};
use super::{Trends, says};
use crate::journal::Kind;
use crate::screens::Here;
use crate::widgets::text::{width, wrap};
use ratatui::layout::Rect;
use ratatui::text::Line;

/// From so many rows on a blank one stands before the numbers of the day.
const ROOMY: usize = 18;

impl Trends {
    fn told(&self, here: &Here<'_>) -> says::Told<'_> {
        let uses = |kind| !hides(here.family, kind);
        says::Told {
            sleep: uses(Kind::Sleep) && !here.family.settings.quiet,
            touch: uses(Kind::Massage),
            cues: uses(Kind::Cue),
            checkins: uses(Kind::Checkin),
            whose: self.whose.as_deref(),
            now: here.now.secs(),
        }
    }

    /// The numbers of the day or week under the cursor, what blank means, and what more a panel has to say.
    pub(crate) fn foot(&self, view: &View<'_>, area: Rect, more: &str) -> Vec<Line<'static>> {
        let columns = usize::from(area.width);
        let (sums, here) = (view.sums, view.here);
        let told = self.told(here);
        let by_week = matches!(self.panel, Panel::Weeks | Panel::Touch | Panel::Cues);
        let week = sums.weeks.iter().find(|it| (it.from..=it.to).contains(&view.day));
        let day = sums.days.iter().find(|it| it.date == view.day);
        // What went with what is long, and is of no one day.
        let needs_room = self.whole && self.panel == Panel::Together;
        let parts = match (week, day) {
            _ if needs_room => Vec::new(),
            (Some(week), _) if by_week => says::week(week, &told),
            (_, Some(day)) => says::day(day, sums, &told),
            _ => Vec::new(),
        };
        let mut lines = fitting(&parts, ", ", columns, here);
        // As many lines whatever the day, so that the rows do not jump as the cursor goes.
        let steady = match columns {
            _ if needs_room => 0,
            0..76 => 3,
            76..150 => 2,
            _ => 1,
        };
        lines.resize(lines.len().max(steady), Line::default());
        let is_blank = sums.days.iter().all(says::is_blank);
        let blank = if is_blank { says::BLANK_WEEKS } else { says::BLANK };
        let mut last = vec![blank.to_owned()];
        last.extend(Some(more.to_owned()).filter(|more| !more.is_empty()));
        let last = fitting(&last, "  ", columns, here).into_iter().take(1);
        lines.extend(last.map(|line| line.style(here.look.dim())));
        if usize::from(area.height) >= ROOMY {
            lines.insert(0, Line::default());
        }
        lines
    }
}

/// Parts joined on as few lines as they need, broken only between parts.
fn fitting(parts: &[String], joint: &str, columns: usize, here: &Here<'_>) -> Vec<Line<'static>> {
    let room = columns.saturating_sub(2);
    let mut lines: Vec<String> = Vec::new();
    for part in parts {
        match lines.last_mut() {
            Some(line) if width(line) + width(joint) + width(part) <= room => {
                line.push_str(joint);
                line.push_str(part);
            }
            Some(line) => {
                line.push_str(joint.trim_end());
                lines.extend(wrap(part, room));
            }
            None => lines.extend(wrap(part, room)),
        }
    }
    lines.into_iter().map(|line| Line::raw(format!(" {}", here.look.text(&line)))).collect()
}
