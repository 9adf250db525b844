//! The entries of Today, newest first: those of the night just over stand under a line of their own, and a time of
//! another day of the calendar has its weekday beside it.

use crate::model::time::previous_day;
use crate::model::{Entry, Id};
use crate::texts::today as texts;
use crate::tui::screens::today::TodayScreen;
use crate::tui::screens::{ClockColumn, Context, render_entry_row};
use crate::tui::widgets::list::scrolled_window;
use chrono::NaiveDate;
use ratatui::text::Line;

enum ListLine<'e> {
    Heading(NaiveDate),
    /// An entry, its place among the rows, and the day it stands under.
    Row(&'e Entry, usize, NaiveDate),
}

impl TodayScreen {
    /// The day's entries as listed: newest first.
    pub(crate) fn newest_first(&self) -> impl Iterator<Item = &Entry> {
        self.entries.iter().rev()
    }

    pub(crate) fn row_ids(&self) -> Vec<Id> {
        self.newest_first().map(|entry| entry.id).collect()
    }

    pub(crate) fn selected_entry(&self) -> Option<&Entry> {
        self.newest_first().nth(self.list.cursor())
    }

    fn list_lines(&self, context: &Context<'_>) -> Vec<ListLine<'_>> {
        let date = self.shown_date(context);
        let day = context.family.settings.day_boundaries.day_range(date);
        let has_night = self.is_morning(context);
        let mut lines = Vec::new();
        let mut is_in_night = false;
        for (row, entry) in self.newest_first().enumerate() {
            if has_night && !is_in_night && entry.at.unix_seconds() < day.from {
                lines.push(ListLine::Heading(previous_day(date)));
                is_in_night = true;
            }
            lines.push(ListLine::Row(entry, row, if is_in_night { previous_day(date) } else { date }));
        }
        lines
    }

    pub(crate) fn render_list(
        &self,
        columns: usize,
        room: usize,
        context: &Context<'_>,
    ) -> Vec<Line<'static>> {
        if self.entries.is_empty() && context.family.is_selected_baby_closed() {
            return Vec::new();
        }
        if self.entries.is_empty() {
            return vec![Line::styled(format!(" {}", texts::NO_ENTRIES), context.theme.dim_style())];
        }
        let cursor = self.list.cursor();
        let lines = self.list_lines(context);
        let is_selected = |line: &ListLine<'_>| matches!(line, ListLine::Row(_, row, _) if *row == cursor);
        let at = lines.iter().position(is_selected).unwrap_or(0);
        let window = scrolled_window(at..at + 1, lines.len(), room);
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
                render_entry_row(entry, *date, clock, *row == cursor, columns, context)
            }
        });
        shown.collect()
    }
}
