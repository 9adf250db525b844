//! The entries of a day, newest first: those of the night just over stand under a line of their own, or beside the day
//! where there is room, and a time of another day of the calendar has its weekday beside it.

use crate::model::time::previous_day;
use crate::model::{Entry, EntryKind};
use crate::text::width::wrap_text;
use crate::texts::{day_sentence, today as texts};
use crate::tui::screens::today::baby_day::BabyDay;
use crate::tui::screens::{ClockColumn, Context, render_dimmed, render_entry_row};
use crate::tui::widgets::list::scrolled_window;
use chrono::NaiveDate;
use ratatui::text::Line;

enum ListLine<'e> {
    Heading(NaiveDate),
    /// An entry, its place among the rows, and the day it stands under.
    Row(&'e Entry, usize, NaiveDate),
}

impl BabyDay {
    fn list_lines(&self, context: &Context<'_>, with_night: bool) -> Vec<ListLine<'_>> {
        let day = context.family.settings.day_boundaries.day_range(self.date);
        let (mut lines, mut is_in_night) = (Vec::new(), false);
        for (row, entry) in self.newest_first().enumerate() {
            if self.is_morning && !is_in_night && entry.at.unix_seconds() < day.from {
                if !with_night {
                    break;
                }
                lines.push(ListLine::Heading(previous_day(self.date)));
                is_in_night = true;
            }
            let under = if is_in_night { previous_day(self.date) } else { self.date };
            lines.push(ListLine::Row(entry, row, under));
        }
        lines
    }

    /// The day that a row stands under.
    pub(crate) fn date_of_row(&self, entry: &Entry, context: &Context<'_>) -> NaiveDate {
        let day = context.family.settings.day_boundaries.day_range(self.date);
        let is_in_night = self.is_morning && entry.at.unix_seconds() < day.from;
        if is_in_night { previous_day(self.date) } else { self.date }
    }

    /// The rows that fit, the one with the cursor among them.
    pub(crate) fn render_list(
        &self,
        cursor: Option<usize>,
        area: (usize, usize),
        with_night: bool,
        context: &Context<'_>,
    ) -> Vec<Line<'static>> {
        let lines = self.list_lines(context, with_night);
        if lines.is_empty() && context.family.is_selected_baby_closed() {
            return Vec::new();
        }
        if lines.is_empty() {
            let nothing = render_dimmed(texts::NO_ENTRIES, area.0, &context.theme);
            return nothing.into_iter().take(area.1).collect();
        }
        render_lines(&lines, cursor, area, context)
    }

    /// The night before, with what it comes to unless that is told already.
    pub(crate) fn render_night_before(
        &self,
        cursor: Option<usize>,
        (columns, room): (usize, usize),
        context: &Context<'_>,
    ) -> Vec<Line<'static>> {
        let date = previous_day(self.date);
        let heading = if self.is_other_day {
            texts::night_before_heading(date)
        } else {
            texts::last_night_heading(date)
        };
        let mut out = render_dimmed(&heading, columns, &context.theme);
        let is_told = self.is_morning || context.family.is_hidden(EntryKind::Sleep.as_code());
        let told = self.stats_of(date).filter(|_| !is_told);
        if let Some(sentence) = told.and_then(day_sentence::describe_night_figures) {
            let room = columns.saturating_sub(2);
            let wrapped = wrap_text(&context.theme.text(&sentence), room);
            out.extend(wrapped.into_iter().map(|line| Line::from(format!(" {line}"))));
        }
        // In the morning these are rows of the list that the cursor goes through.
        let above = self.entries.len() - self.night_rows(context).min(self.entries.len());
        let night = if self.is_morning {
            let rows = self.newest_first().enumerate().skip(above);
            rows.map(|(row, entry)| ListLine::Row(entry, row, date)).collect()
        } else {
            let rows = self.night_before.iter().rev();
            rows.map(|entry| ListLine::Row(entry, usize::MAX, date)).collect::<Vec<_>>()
        };
        if night.is_empty() {
            out.extend(render_dimmed(texts::NO_NIGHT_ENTRIES, columns, &context.theme));
        }
        let left = room.saturating_sub(out.len());
        out.extend(render_lines(&night, cursor, (columns, left), context));
        out
    }

    /// How many of the day's rows are those of the night just over.
    fn night_rows(&self, context: &Context<'_>) -> usize {
        let day = context.family.settings.day_boundaries.day_range(self.date);
        let before = self.entries.iter().filter(|entry| entry.at.unix_seconds() < day.from);
        if self.is_morning { before.count() } else { 0 }
    }
}

fn render_lines(
    lines: &[ListLine<'_>],
    cursor: Option<usize>,
    (columns, room): (usize, usize),
    context: &Context<'_>,
) -> Vec<Line<'static>> {
    let is_selected = |line: &ListLine<'_>| matches!(line, ListLine::Row(_, row, _) if Some(*row) == cursor);
    let at = lines.iter().position(is_selected).unwrap_or(0);
    let window = scrolled_window(at..at + 1, lines.len(), room);
    context.note_rows_below(window.end < lines.len());
    let rows = lines.iter().filter_map(|line| match line {
        ListLine::Row(entry, _, date) => Some((*entry, *date)),
        ListLine::Heading(_) => None,
    });
    let clock = ClockColumn::for_rows(rows);
    let shown = lines.iter().skip(window.start).take(window.len());
    let shown = shown.map(|line| match line {
        ListLine::Heading(date) => {
            let text = context.theme.text(&texts::last_night_heading(*date));
            Line::styled(format!(" {text}"), context.theme.dim_style())
        }
        ListLine::Row(entry, row, date) => {
            render_entry_row(entry, *date, clock, Some(*row) == cursor, columns, context)
        }
    });
    shown.collect()
}
