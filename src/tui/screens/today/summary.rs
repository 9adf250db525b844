//! The day in a sentence under the strip, the night just over in the morning, and what goes on with each baby.

use crate::model::current_activity::{ACTIVITY_LOOK_BACK_SECS, find_last_waking};
use crate::model::time::previous_day;
use crate::model::{DayPart, Entry, EntryKind, Id, TimeRange, Timestamp};
use crate::stats::{DayStats, NightStatus};
use crate::store::StoreError;
use crate::text::width::wrap_text;
use crate::texts::day_sentence::DayBefore;
use crate::texts::{day_sentence, today as texts};
use crate::tui::keys::{Action, Mode, key_for_action};
use crate::tui::screens::today::baby_day::BabyDay;
use crate::tui::screens::today::{TodayScreen, entry_kind_for};
use crate::tui::screens::{Context, Effect, EntryForm, missing_end, render_dimmed};
use ratatui::text::Line;

/// What the journal says a baby does now.
#[derive(Default)]
pub(crate) struct BabyState {
    name: String,
    asleep_since: Option<Timestamp>,
    woke: Option<Timestamp>,
}

impl BabyState {
    /// None where nothing of the last day says.
    pub(crate) fn describe_with_name(&self, now: Timestamp) -> Option<String> {
        match (self.asleep_since, self.woke) {
            (Some(since), _) => Some(texts::other_baby_asleep(&self.name, since, now)),
            (None, Some(woke)) => {
                Some(texts::other_baby_state(&self.name, &day_sentence::describe_awake(woke, now)))
            }
            (None, None) => None,
        }
    }

    pub(crate) fn woke(&self) -> Option<Timestamp> {
        self.woke
    }
}

/// What a baby does now, from the entries of the last day.
pub(crate) fn load_baby_state(baby: Id, context: &Context<'_>) -> Result<BabyState, StoreError> {
    let now = context.now.unix_seconds();
    let recent =
        context.store.entries_overlapping(TimeRange { from: now - ACTIVITY_LOOK_BACK_SECS, to: now + 1 })?;
    let running = context.store.find_running_sleep(baby, context.now)?;
    let name = context.family.find_baby(baby).map(|baby| baby.display_name().to_owned());
    Ok(BabyState {
        name: name.unwrap_or_default(),
        asleep_since: running.map(|entry| entry.at),
        woke: find_last_waking(&recent, baby, context.now),
    })
}

/// What the babies who are not shown do now, but for those whose pages are closed.
pub(crate) fn load_other_states(shown: Id, context: &Context<'_>) -> Result<Vec<BabyState>, StoreError> {
    let others = context.family.open_babies().map(|baby| baby.id).filter(|id| *id != shown);
    others.map(|id| load_baby_state(id, context)).collect()
}

impl TodayScreen {
    /// While another day is shown, what is written belongs to it, and every form says so; none on the day that goes on.
    /// A sleep of every baby begins now, so Today comes back for it.
    pub(crate) fn write_on_shown_day(
        &mut self,
        action: Action,
        context: &Context<'_>,
    ) -> Result<Option<Effect>, StoreError> {
        let Some(date) = self.date else {
            return Ok(None);
        };
        if action == Action::SleepAll {
            self.date = None;
        }
        let Some(kind) = entry_kind_for(action) else {
            return Ok(None);
        };
        let form = EntryForm::for_day(kind, date, context)?;
        Ok(Some(Effect::Open(Box::new(form))))
    }

    /// What is to be answered, or what goes on; several parts when there are several babies.
    pub(crate) fn list_activities(&self, context: &Context<'_>) -> Vec<String> {
        if context.family.is_selected_baby_closed() {
            return self.pending_draft_notice.iter().cloned().collect();
        }
        let mut parts = vec![self.current_activity(context)];
        parts.extend(self.pending_draft_notice.clone());
        parts.extend(self.other_babies.iter().filter_map(|baby| baby.describe_with_name(context.now)));
        parts.retain(|part| !part.is_empty());
        parts
    }

    /// What may have been left to run, the latest; asked about on the day that goes on.
    pub(crate) fn overdue_entry(&self, context: &Context<'_>) -> Option<&Entry> {
        if self.date.is_some() {
            return None;
        }
        self.open_entries.iter().rfind(|entry| missing_end::is_overdue(entry, context))
    }

    /// What the answer is about: what may have been left to run, else what runs.
    pub(crate) fn entry_to_end(&self, context: &Context<'_>) -> Option<&Entry> {
        let running = || self.running_massage.as_ref().or(self.running_sleep(context));
        self.overdue_entry(context).or_else(|| running().filter(|_| self.date.is_none()))
    }
}

impl BabyDay {
    /// The sentence of the day; in the morning the night just over above it, and whether that was all of it where
    /// `is_asked`.
    pub(crate) fn render_summary(
        &self,
        columns: usize,
        is_asked: bool,
        context: &Context<'_>,
    ) -> Vec<Line<'static>> {
        let (Some(day), before) = (self.stats_of(self.date), self.stats_of(previous_day(self.date))) else {
            return Vec::new();
        };
        let mut sentences = Vec::new();
        let sees_sleep = !context.family.is_hidden(EntryKind::Sleep.as_code());
        let last_night = before.filter(|_| sees_sleep && self.is_morning);
        let told = last_night.and_then(day_sentence::describe_last_night);
        let question = last_night.filter(|_| is_asked).and_then(|it| ask_all_written(it, context));
        // What stands above or below is not said twice.
        let is_told = told.is_some() || question.is_some();
        let before = before.map(|day| DayBefore { day, is_told });
        sentences.extend(told);
        let sentence =
            day_sentence::describe_day(day, before, context.now, self.is_other_day, context.family);
        sentences.push(sentence);
        let room = columns.saturating_sub(2);
        let lines = sentences.iter().filter(|text| !text.is_empty());
        let lines = lines.flat_map(|text| wrap_text(&context.theme.text(text), room));
        let mut lines: Vec<Line<'static>> = lines.map(|line| Line::from(format!(" {line}"))).collect();
        if let Some(question) = question {
            lines.extend(render_dimmed(&question, columns, &context.theme));
        }
        lines
    }
}

/// Asked once, the morning after, of a night that the family itself wrote a part of and said nothing more about.
fn ask_all_written(night: &DayStats, context: &Context<'_>) -> Option<String> {
    let baby = context.family.selected_baby()?;
    let said = context.family.coverage_status(Some(baby.id), DayPart::Night, night.date);
    let is_asked = night.sleep.night == NightStatus::Part
        && !night.sleep.night_imported
        && said.is_none()
        && !baby.closed;
    let key = key_for_action(Mode::Today, Action::MarkCoverage).unwrap_or_default();
    is_asked.then(|| texts::ask_all_written(&key))
}
