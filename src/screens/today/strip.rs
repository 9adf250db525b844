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
    pub(crate) fn strip(&self, columns: usize, here: &Here<'_>) -> Vec<Line<'static>> {
        let hours = &here.family.settings.hours;
        let date = self.shown(here);
        let sizes = [72, 48, 24].into_iter();
        let cells = sizes.clone().find(|n| LABEL + n < columns).unwrap_or(24);
        let now = cell_of(hours, date, here.now.secs(), cells);
        // What the family does not use has no row.
        let used = |kind: Kind| !here.family.is_hidden(kind.code());
        let mut rows = Vec::new();
        if used(Kind::Sleep) {
            rows.push(("sleep", self.sleeps(cells, now, here)));
        }
        let marked = MARKED.into_iter().filter(|(_, kind)| used(*kind));
        rows.extend(marked.map(|(label, kind)| (label, self.marks(kind, cells, here))));
        let look = &here.look;
        let hours_above = format!("{:LABEL$}{}", "", axis(hours, date, cells));
        let mut lines = vec![Line::styled(hours_above, look.dim())];
        for (label, mut row) in rows {
            let is_sleep = label == "sleep";
            if let Some(cell) = now.and_then(|now| row.get_mut(now))
                && (is_sleep || *cell == ' ')
            {
                *cell = look.glyph(Glyph::Now);
            }
            let style = if is_sleep { look.accent() } else { Style::new() };
            lines.push(Line::from(vec![
                Span::styled(format!(" {:<6}", cut(label, 6, '.')), look.dim()),
                Span::styled(row.into_iter().collect::<String>(), style),
            ]));
        }
        lines
    }

    /// The day's sleep, cell by cell; what is still to come stays blank.
    fn sleeps(&self, cells: usize, now: Option<usize>, here: &Here<'_>) -> Vec<char> {
        let hours = &here.family.settings.hours;
        let date = self.shown(here);
        let is_over = here.now.secs() >= hours.day(date).to;
        let past = if is_over { cells } else { now.unwrap_or(0) };
        let baby = here.family.chosen_baby().map(|baby| baby.id);
        let spans = baby.map(|baby| asleep(&self.entries, baby, Some(here.now)));
        let kinds = sleep_cells(hours, date, &spans.unwrap_or_default(), cells);
        let glyph = |(at, cell): (usize, Cell)| match cell {
            Cell::Asleep => here.look.glyph(Glyph::Asleep),
            Cell::Twice(true) => here.look.glyph(Glyph::AsleepTwice),
            Cell::Twice(false) => here.look.glyph(Glyph::Twice),
            Cell::Awake if at < past => here.look.glyph(Glyph::Blank),
            Cell::Awake | Cell::Missing => ' ',
        };
        kinds.into_iter().enumerate().map(glyph).collect()
    }

    fn marks(&self, kind: Kind, cells: usize, here: &Here<'_>) -> Vec<char> {
        let hours = &here.family.settings.hours;
        let date = self.shown(here);
        let mut row = vec![' '; cells];
        let is_marked = |e: &&Entry| e.kind() == kind || (kind == Kind::Cue && seen_in(e) > 0);
        // Of a sealed one only the day is known.
        let timed = |e: &&Entry| e.sealed().is_none();
        for entry in self.entries.iter().filter(is_marked).filter(timed) {
            if let Some(at) = cell_of(hours, date, entry.at.secs(), cells) {
                row[at] = here.look.glyph(mark(entry, kind, row[at] != ' '));
            }
        }
        row
    }
}

const MARKED: [(&str, Kind); 3] = [("touch", Kind::Massage), ("cues", Kind::Cue), ("carers", Kind::Checkin)];

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
pub(crate) fn axis(hours: &Hours, date: NaiveDate, cells: usize) -> String {
    let step = match cells {
        144 | 72 | 48 => 2,
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
