//! The family's day: a 24-hour strip, then the day's entries, newest first.
//!
//! ```text
//!        07    09    11    13    15    17    19    21    23    01    03    05
//!  sleep ···██████··········██████│
//!  touch          ◆               │
//!  ───────────────────────────────────────────────────────────────────────────
//!  14:02  cue      looks away, hiccups             wanted a change · cuddled
//! ```

pub(crate) mod all_babies;
pub(crate) mod day_strip;
pub(crate) mod pending_drafts;

use crate::model::time::{format_duration, format_long_date, next_day, previous_day};
use crate::model::{Change, Details, Entry, EntryKind, Id, Timestamp, describe};
use crate::store::StoreError;
use crate::text::width::wrap_text;
use crate::tui::keys::{Action, Mode};
pub(crate) use crate::tui::screens::today::day_strip::format_hour_axis;
use crate::tui::screens::{
    Context, Effect, EntryForm, ReadKey, Screen, build_removal, format_baby_and_age, missing_end,
    open_edit_form, render_entry_row, render_rule,
};
use chrono::NaiveDate;
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::Line;
use ratatui::widgets::Paragraph;

const NO_ENTRIES: &str = "Nothing is written down for this day yet.";
const WOKE_LABEL: &str = "woke up";
const NOTHING_TO_ANSWER: &str = "There is nothing to answer here now.";
const DATE_IN_FUTURE: &str = "That day is still to come.";

const LABEL_WIDTH: usize = 7;

#[derive(Default)]
pub struct TodayScreen {
    /// The day shown; none follows the clock.
    date: Option<NaiveDate>,
    entries: Vec<Entry>,
    running_sleep: Option<Entry>,
    running_massage: Option<Entry>,
    last_waking: Option<Timestamp>,
    /// What has no end and was not asked about yet, the oldest first.
    open_entries: Vec<Entry>,
    pending_draft_notice: Option<String>,
    /// Sleeps of the other babies that run.
    other_running_sleeps: Vec<Entry>,
    cursor: usize,
    /// The entry under the cursor, which stays there when others come or go.
    selected_id: Option<Id>,
}

impl TodayScreen {
    /// The day that begins on `date`.
    pub fn for_date(date: NaiveDate) -> Self {
        Self { date: Some(date), ..Self::default() }
    }

    fn shown_date(&self, here: &Context<'_>) -> NaiveDate {
        self.date.unwrap_or_else(|| current_family_date(here))
    }

    /// The day's entries as listed: newest first.
    fn newest_first(&self) -> impl Iterator<Item = &Entry> {
        self.entries.iter().rev()
    }

    fn selected_entry(&self) -> Option<&Entry> {
        self.newest_first().nth(self.cursor)
    }

    fn show_date(&mut self, to: NaiveDate, here: &Context<'_>) -> Effect {
        if to > current_family_date(here) {
            return Effect::SetStatus(DATE_IN_FUTURE.into());
        }
        self.date = (to != current_family_date(here)).then_some(to);
        self.cursor = 0;
        Effect::Stay
    }

    /// The sleep that runs; one that passed 24 hours since it was read does not.
    fn running_sleep(&self, here: &Context<'_>) -> Option<&Entry> {
        self.running_sleep.as_ref().filter(|sleep| sleep.is_running_sleep(here.now))
    }

    /// What may have been left to run, the latest; asked about on the day that goes on.
    fn overdue_entry(&self, here: &Context<'_>) -> Option<&Entry> {
        let mut open = self.open_entries.iter().filter(|_| self.date.is_none());
        open.rfind(|entry| missing_end::is_overdue(entry, here))
    }

    fn current_activity(&self, here: &Context<'_>) -> String {
        // Nothing is asked of a baby whose pages are closed.
        if here.family.selected_baby().is_some_and(|baby| baby.closed) {
            return String::new();
        }
        if let Some(entry) = self.overdue_entry(here) {
            return missing_end::format_reminder(entry, here);
        }
        if let Some(massage) = &self.running_massage {
            return crate::tui::screens::massage::describe_running_massage(massage, here);
        }
        if let Some(running) = self.running_sleep(here) {
            let minutes = (here.now.unix_seconds() - running.at.unix_seconds()).max(0) / 60;
            return format!("asleep since {} · {}", running.at.format_hm(), format_duration(minutes));
        }
        match self.last_waking {
            Some(woke) if woke <= here.now => {
                format!("awake {}", format_duration((here.now.unix_seconds() - woke.unix_seconds()) / 60))
            }
            _ => String::new(),
        }
    }

    /// One key for both: the sleep that runs ends now, else one begins now.
    fn toggle_sleep(&self, here: &Context<'_>) -> Option<Effect> {
        if let Some(running) = self.running_sleep(here) {
            let mut ended = running.clone();
            ended.until = Some(here.now.max(ended.at));
            let title = describe::format_title(&ended, here.family, here.now);
            return Some(Effect::Save(Change::replace_record(title, running.clone(), ended)));
        }
        let (baby, carer) = (here.family.selected_baby()?, here.family.selected_carer()?);
        let entry = all_babies::start_sleep_entry(baby.id, carer.id, here.now);
        Some(Effect::Save(Change::add_record(describe::format_title(&entry, here.family, here.now), entry)))
    }
}

pub(crate) fn current_family_date(here: &Context<'_>) -> NaiveDate {
    here.family.settings.day_boundaries.date_for_instant(here.now.unix_seconds())
}

/// When the baby last woke, in the last day.
fn find_last_waking(baby: Id, here: &Context<'_>) -> Result<Option<Timestamp>, StoreError> {
    let now = here.now.unix_seconds();
    let recent =
        here.store.entries_overlapping(crate::model::TimeRange { from: now - 24 * 3600, to: now + 1 })?;
    let sleeps = recent.iter().filter(|e| e.kind() == EntryKind::Sleep && e.baby == Some(baby));
    Ok(sleeps.filter_map(|e| e.until).filter(|until| *until <= here.now).max())
}

impl Screen for TodayScreen {
    fn input_mode(&self) -> Mode {
        Mode::Today
    }

    fn handle_action(&mut self, action: Action, here: &Context<'_>) -> Result<Effect, StoreError> {
        if matches!(
            action,
            Action::Sleep | Action::SleepAll | Action::Massage | Action::Cue | Action::Checkin | Action::Note
        ) {
            // What is written now is written today; it must not vanish behind another day.
            self.date = None;
        }
        let shown = self.shown_date(here);
        let last = self.entries.len().saturating_sub(1);
        Ok(match action {
            Action::Sleep => self.toggle_sleep(here).unwrap_or(Effect::Stay),
            Action::SleepAll => self.toggle_sleep_for_all(here)?,
            Action::MarkCoverage => crate::tui::screens::coverage::open_coverage(shown, here),
            Action::Past => Effect::Open(Box::<crate::tui::screens::HistoryScreen>::default()),
            Action::Trends => Effect::Open(Box::<crate::tui::screens::StatsScreen>::default()),
            Action::Guide => Effect::Open(Box::<crate::tui::screens::GuideScreen>::default()),
            Action::Language => Effect::Open(Box::<crate::tui::screens::CueProfileScreen>::default()),
            Action::Settings => Effect::Open(Box::<crate::tui::screens::SettingsScreen>::default()),
            Action::Earlier => self.show_date(previous_day(shown), here),
            Action::Later => self.show_date(next_day(shown), here),
            Action::Now => self.show_date(current_family_date(here), here),
            Action::Massage => Effect::Open(Box::new(crate::tui::screens::MassageScreen::new(here)?)),
            Action::Cue => Effect::Open(Box::new(EntryForm::new(EntryKind::Cue, here)?)),
            Action::Checkin => Effect::Open(Box::new(EntryForm::new(EntryKind::Checkin, here)?)),
            Action::Note => Effect::Open(Box::new(EntryForm::new(EntryKind::Note, here)?)),
            Action::Open | Action::Edit => match self.selected_entry() {
                Some(entry) => open_edit_form(entry, here)?,
                None => Effect::Stay,
            },
            Action::AnswerMissingEnd => match self.overdue_entry(here) {
                Some(entry) => {
                    Effect::Open(Box::new(missing_end::MissingEndScreen::new(entry.clone(), here)?))
                }
                None => Effect::SetStatus(NOTHING_TO_ANSWER.into()),
            },
            Action::ShiftTime => self
                .selected_entry()
                .map_or(Effect::Stay, crate::tui::screens::ShiftTimeScreen::open_for_entry),
            Action::Remove => match self.selected_entry() {
                Some(entry) => Effect::Save(build_removal(entry, here)),
                None => Effect::Stay,
            },
            Action::Up => self.select_row(self.cursor.saturating_sub(1)),
            Action::Down => self.select_row((self.cursor + 1).min(last)),
            Action::PageUp => self.select_row(self.cursor.saturating_sub(10)),
            Action::PageDown => self.select_row((self.cursor + 10).min(last)),
            Action::First => self.select_row(0),
            Action::Last => self.select_row(last),
            Action::Back => Effect::Close,
            _ => Effect::Stay,
        })
    }

    fn read_key(&self, here: &Context<'_>) -> ReadKey {
        format!("{} {:?}", self.shown_date(here), here.family.selected_baby().map(|baby| baby.id))
    }

    fn load_data(&mut self, here: &Context<'_>) -> Result<(), StoreError> {
        let Some(baby) = here.family.selected_baby() else {
            return Ok(());
        };
        let hours = &here.family.settings.day_boundaries;
        let day = hours.day_range(self.shown_date(here));
        self.running_sleep = here.store.find_running_sleep(baby.id, here.now)?;
        self.running_massage = crate::tui::screens::massage::find_running_massage(here)?;
        let mut entries = here.store.entries_overlapping(day)?;
        entries.retain(|entry| entry.baby.is_none_or(|id| id == baby.id) && belongs_to_day(entry, day, here));
        self.entries = entries;
        self.last_waking = find_last_waking(baby.id, here)?;
        self.open_entries = missing_end::find_open_entries(here)?;
        self.pending_draft_notice = pending_drafts::describe_pending_drafts(here)?;
        self.other_running_sleeps = all_babies::find_other_running_sleeps(baby.id, here)?;
        let row = self.newest_first().position(|entry| Some(entry.id) == self.selected_id);
        let last = self.entries.len().saturating_sub(1);
        self.select_row(row.unwrap_or(self.cursor).min(last));
        Ok(())
    }

    fn heading_text(&self, here: &Context<'_>) -> String {
        match (self.date, here.family.selected_baby()) {
            (Some(date), Some(baby)) => {
                format!("{} · {}", describe::sanitize_text(baby.display_name()), format_long_date(date))
            }
            _ => format_baby_and_age(here),
        }
    }

    fn select_saved_entry(&mut self, entry: Id) {
        self.selected_id = Some(entry);
    }

    fn action_label(&self, action: Action, here: &Context<'_>) -> Option<&'static str> {
        (action == Action::Sleep && self.running_sleep(here).is_some()).then_some(WOKE_LABEL)
    }

    fn is_action_offered(&self, action: Action, here: &Context<'_>) -> bool {
        let kind = match action {
            Action::Sleep => EntryKind::Sleep,
            Action::Massage => EntryKind::Massage,
            Action::Cue => EntryKind::Cue,
            Action::Checkin => EntryKind::Checkin,
            Action::Note => EntryKind::Note,
            _ => return true,
        };
        !here.family.is_hidden(kind.as_code())
    }

    fn status_hint(&self, here: &Context<'_>) -> String {
        if self.date.is_some() {
            return String::new();
        }
        let own = [self.current_activity(here), self.pending_draft_notice.clone().unwrap_or_default()];
        own.into_iter()
            .filter(|part| !part.is_empty())
            .chain(all_babies::describe_running_sleeps(&self.other_running_sleeps, here))
            .collect::<Vec<_>>()
            .join(" · ")
    }

    fn draw(&self, frame: &mut Frame<'_>, area: Rect, here: &Context<'_>) {
        let columns = usize::from(area.width);
        let mut lines = Vec::new();
        if area.height >= 9 && columns > LABEL_WIDTH + 24 {
            lines.extend(self.render_timeline(columns, here));
            lines.push(Line::styled(render_rule(columns, &here.theme), here.theme.dim_style()));
        }
        let marks = crate::tui::screens::coverage::describe_coverage(self.shown_date(here), here);
        let said = marks.iter().flat_map(|mark| wrap_text(mark, columns.saturating_sub(2)));
        lines.extend(said.map(|mark| Line::styled(format!(" {mark}"), here.theme.dim_style())));
        let room = usize::from(area.height).saturating_sub(lines.len());
        lines.extend(self.render_list(columns, room, here));
        frame.render_widget(Paragraph::new(lines), area);
    }
}

impl TodayScreen {
    fn select_row(&mut self, row: usize) -> Effect {
        self.cursor = row;
        let picked = self.newest_first().nth(row).map(|entry| entry.id);
        self.selected_id = picked;
        Effect::Stay
    }

    fn render_list(&self, columns: usize, room: usize, here: &Context<'_>) -> Vec<Line<'static>> {
        if self.entries.is_empty() {
            return vec![Line::styled(format!(" {NO_ENTRIES}"), here.theme.dim_style())];
        }
        let first = (self.cursor + 1).saturating_sub(room.max(1));
        self.newest_first()
            .enumerate()
            .skip(first)
            .take(room)
            .map(|(row, entry)| render_entry_row(entry, row == self.cursor, columns, here))
            .collect()
    }
}

fn belongs_to_day(entry: &Entry, day: crate::model::TimeRange, here: &Context<'_>) -> bool {
    match &entry.details {
        Details::Checkin(_) => !here.family.hides_from_views(entry),
        // A sleep without an end belongs to the day it began, unless it is the one that runs.
        Details::Sleep(_) if entry.until.is_none() => {
            day.contains_instant(entry.at.unix_seconds()) || entry.is_running_sleep(here.now)
        }
        _ => true,
    }
}
