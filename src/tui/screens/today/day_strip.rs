//! The 24-hour strip of Today: sleep as a bar; touch, cues and check-ins as marks; the time now as a tick.

use crate::model::{DayBoundaries, Entry, EntryKind};
use crate::stats::{PeriodStats, SleepState, SleepWake, TimelineCell, cell_index, timeline_cells};
use crate::text::width::truncate_to_width;
use crate::texts::kind_signs::{KindSign, count_cues};
use crate::texts::today as texts;
use crate::tui::screens::Context;
use crate::tui::screens::today::LABEL_WIDTH;
use crate::tui::screens::today::baby_day::BabyDay;
use crate::tui::theme::Glyph;
use chrono::NaiveDate;
use ratatui::text::{Line, Span};

/// The widths a strip comes in, in cells.
const STRIP_CELLS: [usize; 5] = [144, 96, 72, 48, 24];

impl BabyDay {
    pub(crate) fn render_timeline(&self, columns: usize, context: &Context<'_>) -> Vec<Line<'static>> {
        let hours = &context.family.settings.day_boundaries;
        let date = self.date;
        let cells = STRIP_CELLS.into_iter().find(|n| LABEL_WIDTH + n < columns).unwrap_or(24);
        let now = cell_index(hours, date, context.now.unix_seconds(), cells);
        // What the family does not use has no row.
        let used = |kind: EntryKind| !context.family.is_hidden(kind.as_code());
        let mut rows = Vec::new();
        if used(EntryKind::Sleep) {
            rows.push((texts::SLEEP_ROW, EntryKind::Sleep, self.sleep_glyphs(cells, now, context)));
        }
        let marked = MARK_ROWS.into_iter().filter(|(_, kind)| used(*kind));
        rows.extend(marked.map(|(label, kind)| (label, kind, self.mark_glyphs(kind, cells, context))));
        let theme = &context.theme;
        let hours_above = format!("{:LABEL_WIDTH$}{}", "", format_hour_axis(hours, date, cells));
        let mut lines = vec![Line::styled(hours_above, theme.dim_style())];
        for (label, kind, mut row) in rows {
            if let Some(cell) = now.and_then(|now| row.get_mut(now))
                && *cell == ' '
            {
                *cell = theme.glyph(Glyph::Now);
            }
            let style = theme.sign_style(KindSign::of_kind(kind));
            lines.push(Line::from(vec![
                Span::styled(format!(" {:<6}", truncate_to_width(label, 6, '.')), theme.dim_style()),
                Span::styled(row.into_iter().collect::<String>(), style),
            ]));
        }
        lines
    }

    /// The day's sleep, cell by cell; what is not known or still to come stays blank. The tick of now gives way to a sleep
    /// that would else not be seen.
    fn sleep_glyphs(&self, cells: usize, now: Option<usize>, context: &Context<'_>) -> Vec<char> {
        let hours = &context.family.settings.day_boundaries;
        let known = self.stats.as_ref().map(PeriodStats::sleep_wake).unwrap_or_default();
        let kinds = timeline_cells(hours, self.date, known, cells);
        let mut row: Vec<char> = kinds.iter().map(|cell| context.theme.sleep_glyph(*cell, false)).collect();
        if let Some(now) = now.filter(|now| *now < row.len() && !is_first_sleep(&kinds, *now)) {
            row[now] = context.theme.glyph(Glyph::Now);
        }
        row
    }

    fn mark_glyphs(&self, kind: EntryKind, cells: usize, context: &Context<'_>) -> Vec<char> {
        let hours = &context.family.settings.day_boundaries;
        let mut row = vec![' '; cells];
        let is_marked = |e: &&Entry| e.kind() == kind || (kind == EntryKind::Cue && count_cues(e) > 0);
        // Of a sealed one only the day is known.
        let timed = |e: &&Entry| e.sealed_ciphertext().is_none();
        for entry in self.entries.iter().filter(is_marked).filter(timed) {
            if let Some(at) = cell_index(hours, self.date, entry.at.unix_seconds(), cells) {
                let touch = context.theme.glyph(Glyph::Kind(KindSign::Touch));
                let mark = context.theme.glyph(Glyph::Kind(choose_mark(entry, kind, row[at] != ' ')));
                // "Not today" never hides a massage.
                if kind != EntryKind::Massage || row[at] != touch {
                    row[at] = mark;
                }
            }
        }
        row
    }
}

const MARK_ROWS: [(&str, EntryKind); 3] = [
    (texts::TOUCH_ROW, EntryKind::Massage),
    (texts::CUES_ROW, EntryKind::Cue),
    (texts::CARERS_ROW, EntryKind::Checkin),
];

fn choose_mark(entry: &Entry, row: EntryKind, is_taken: bool) -> KindSign {
    match row {
        EntryKind::Cue => KindSign::of_cue_count(count_cues(entry) + usize::from(is_taken)),
        _ => KindSign::of_entry(entry),
    }
}

/// Whether a sleep is in this cell and in none before it, so that the tick of now would hide it.
pub(crate) fn is_first_sleep(cells: &[TimelineCell], at: usize) -> bool {
    let is_asleep = |index: usize| cells.get(index).is_some_and(|cell| cell.is_asleep());
    is_asleep(at) && !at.checked_sub(1).is_some_and(is_asleep)
}

/// The hours over a strip of `cells`, on the wall clock from the day's start on.
pub(crate) fn format_hour_axis(hours: &DayBoundaries, date: NaiveDate, cells: usize) -> String {
    let step = match cells {
        144 | 96 | 72 | 48 => 2,
        _ => 4,
    };
    let start = hours.day_start.minutes_since_midnight();
    let mut row = vec![' '; cells + 2];
    let kinds = timeline_cells(hours, date, SleepWake::default(), cells);
    let first = (start + 59) / 60;
    for hour in (first..first + 24).step_by(step) {
        let at = usize::try_from((hour * 60 - start) * cells as i64 / 1440).unwrap_or(0);
        let label = if kinds.get(at) == Some(&TimelineCell::Repeated(SleepState::Unknown)) {
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
