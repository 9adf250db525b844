//! The 24-hour strip of Today: sleep as a bar; touch, cues and check-ins as marks; the time now as a tick.

use super::{LABEL, Today};
use crate::journal::{Entry, Hours, Kind, What};
use crate::screens::Here;
use crate::trends::{Cell, asleep, cell_of, sleep_cells};
use crate::widgets::look::Glyph;
use crate::widgets::text::cut;
use chrono::NaiveDate;
use ratatui::style::Style;
use ratatui::text::{Line, Span};

impl Today {
    pub(super) fn strip(&self, columns: usize, here: &Here<'_>) -> Vec<Line<'static>> {
        let hours = &here.family.settings.hours;
        let date = self.shown(here);
        let cells = [72, 48, 24]
            .into_iter()
            .find(|n| LABEL + n < columns)
            .unwrap_or(24);
        let now = cell_of(hours, date, here.now.secs(), cells);
        let past = if here.now.secs() >= hours.day(date).to {
            cells
        } else {
            now.unwrap_or(0)
        };
        let baby = here.family.chosen_baby().map(|baby| baby.id);
        let spans = baby
            .map(|baby| asleep(&self.entries, baby, Some(here.now)))
            .unwrap_or_default();
        let kinds = sleep_cells(hours, date, &spans, cells);
        let look = &here.look;
        let sleep = kinds.iter().enumerate().map(|(i, cell)| match cell {
            Cell::Asleep => look.glyph(Glyph::Asleep),
            Cell::Twice(true) => look.glyph(Glyph::AsleepTwice),
            Cell::Twice(false) => look.glyph(Glyph::Twice),
            Cell::Awake if i < past => look.glyph(Glyph::Blank),
            Cell::Awake | Cell::Missing => ' ',
        });
        let mut rows = vec![("sleep", sleep.collect::<Vec<char>>())];
        for (label, kind) in [
            ("touch", Kind::Massage),
            ("cues", Kind::Cue),
            ("carers", Kind::Checkin),
        ] {
            let mut row = vec![' '; cells];
            for entry in self
                .entries
                .iter()
                .filter(|e| e.kind() == kind || (kind == Kind::Cue && seen_in(e) > 0))
            {
                if let Some(at) = cell_of(hours, date, entry.at.secs(), cells) {
                    row[at] = look.glyph(mark(entry, kind, row[at] != ' '));
                }
            }
            rows.push((label, row));
        }
        let mut lines = vec![Line::styled(
            format!("{:LABEL$}{}", "", axis(hours, date, cells)),
            look.dim(),
        )];
        for (label, mut row) in rows {
            if let Some(cell) = now
                .and_then(|now| row.get_mut(now))
                .filter(|cell| **cell == ' ' || label == "sleep")
            {
                *cell = look.glyph(Glyph::Now);
            }
            let bar = if label == "sleep" {
                look.accent()
            } else {
                Style::new()
            };
            lines.push(Line::from(vec![
                Span::styled(format!(" {:<6}", cut(label, 6, '.')), look.dim()),
                Span::styled(row.into_iter().collect::<String>(), bar),
            ]));
        }
        lines
    }
}

fn seen_in(entry: &Entry) -> usize {
    match &entry.what {
        What::Massage(it) => it.moments.iter().map(|m| m.cues.len()).sum(),
        What::Cue(it) => it.moments.iter().map(|m| m.cues.len()).sum(),
        _ => 0,
    }
}

fn mark(entry: &Entry, row: Kind, taken: bool) -> Glyph {
    match (&entry.what, row) {
        (What::Massage(it), Kind::Massage) if it.not_today.is_some() => Glyph::NotToday,
        (_, Kind::Massage) => Glyph::Touch,
        (_, Kind::Checkin) => Glyph::Checkin,
        _ if taken || seen_in(entry) > 1 => Glyph::CueMany,
        _ => Glyph::Cue,
    }
}

/// The hours over a strip of `cells`, on the wall clock from the day's start on.
pub fn axis(hours: &Hours, date: NaiveDate, cells: usize) -> String {
    let step = match cells {
        72 => 2,
        48 => 2,
        _ => 4,
    };
    let start = hours.day_start.minutes();
    let mut row = vec![' '; cells + 2];
    let kinds = sleep_cells(hours, date, &[], cells);
    let first = (start + 59) / 60;
    for hour in (first..first + 24).step_by(step) {
        let at = usize::try_from((hour * 60 - start) * cells as i64 / 1440).unwrap_or(0);
        let label = if kinds.get(at) == Some(&Cell::Twice(false)) {
            format!("{:02}²", hour % 24)
        } else {
            format!("{:02}", hour % 24)
        };
        for (i, c) in label.chars().enumerate() {
            if at + i < row.len() {
                row[at + i] = c;
            }
        }
    }
    row.into_iter().collect::<String>().trim_end().to_owned()
}
