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
pub(crate) mod baby_day;
pub(crate) mod closed_pages;
pub(crate) mod day_layout;
pub(crate) mod day_list;
pub(crate) mod day_strip;
pub(crate) mod pending_drafts;
pub(crate) mod summary;

use crate::model::time::{format_long_date_near, next_day, previous_day};
use crate::model::{Change, Entry, EntryKind, Id, describe, end_now};
use crate::store::StoreError;
use crate::texts::closed_page_texts::OPEN_LABEL;
use crate::texts::{day_sentence, today as texts};
use crate::tui::keys::{Action, Mode, key_for_action};
use crate::tui::screens::today::baby_day::{BabyDay, DayOf};
use crate::tui::screens::today::closed_pages::is_offered_on_closed_pages;
pub(crate) use crate::tui::screens::today::day_strip::{format_hour_axis, is_first_sleep};
use crate::tui::screens::today::summary::BabyState;
use crate::tui::screens::weeks::open_trends;
use crate::tui::screens::{
    Context, CueProfileScreen, Effect, EntryForm, GuideScreen, HistoryScreen, MassageScreen, ReadKey, Screen,
    SettingsScreen, ShiftTimeScreen, coverage, describe_entry_row, format_baby_and_age, massage, missing_end,
    open_edit_form, remove_entry,
};
use crate::tui::widgets::list::List;
use chrono::NaiveDate;
use ratatui::Frame;
use ratatui::layout::Rect;

const LABEL_WIDTH: usize = 7;
const PAGE_ROWS: usize = 10;
/// A longer sleep is asked about before it is kept.
const LONG_SLEEP_SECS: i64 = 13 * 3600;
/// A shorter one may be a slip of the finger.
const SHORT_SLEEP_SECS: i64 = 120;

#[derive(Default)]
pub(crate) struct TodayScreen {
    /// The day shown; none follows the clock.
    date: Option<NaiveDate>,
    day: BabyDay,
    /// The same day of the babies who are not shown, for where there is room beside it.
    other_days: Vec<(String, BabyDay)>,
    running_sleep: Option<Entry>,
    running_massage: Option<Entry>,
    shown_baby: BabyState,
    /// The sleep that was asked about before it is ended.
    asked_end: Option<Id>,
    /// What has no end and was not asked about yet, the oldest first.
    open_entries: Vec<Entry>,
    pending_draft_notice: Option<String>,
    /// What was typed and left is named once, when the program starts.
    has_named_drafts: bool,
    /// The babies who are not shown.
    other_babies: Vec<BabyState>,
    list: List<Id>,
}

impl TodayScreen {
    /// The day that begins on `date`.
    pub(crate) fn for_date(date: NaiveDate) -> Self {
        Self { date: Some(date), ..Self::default() }
    }

    fn shown_date(&self, context: &Context<'_>) -> NaiveDate {
        self.date.unwrap_or_else(|| context.family_date())
    }

    fn row_ids(&self) -> Vec<Id> {
        self.day.newest_first().map(|entry| entry.id).collect()
    }

    fn selected_entry(&self) -> Option<&Entry> {
        self.day.newest_first().nth(self.list.cursor())
    }

    fn show_date(&mut self, to: NaiveDate, context: &Context<'_>) -> Effect {
        if to > context.family_date() {
            return Effect::SetStatus(texts::DATE_IN_FUTURE.into());
        }
        self.date = (to != context.family_date()).then_some(to);
        // A sleep through the night is on both days and stays selected; else the newest is.
        let selected = self.list.selected_id().copied();
        self.list = List::default();
        self.list.select_id(selected);
        Effect::Stay
    }

    /// The sleep that runs; one that passed 24 hours since it was read does not.
    fn running_sleep(&self, context: &Context<'_>) -> Option<&Entry> {
        self.running_sleep.as_ref().filter(|sleep| sleep.is_running_sleep(context.now))
    }

    fn current_activity(&self, context: &Context<'_>) -> String {
        // Nothing is asked of a baby whose pages are closed.
        if context.family.is_selected_baby_closed() {
            return String::new();
        }
        if let Some(entry) = self.overdue_entry(context) {
            return missing_end::format_reminder(entry, context);
        }
        if let Some(massage) = &self.running_massage {
            return massage::describe_running_massage(massage, context);
        }
        if let Some(running) = self.running_sleep(context) {
            let minutes = running.at.minutes_to(context.now).max(0);
            return texts::asleep_since(running.at, minutes, context.now);
        }
        let woke = self.shown_baby.woke();
        woke.map_or_else(String::new, |woke| day_sentence::describe_awake(woke, context.now))
    }

    /// Asks, once, before a sleep is ended that may have been forgotten or begun by a slip.
    pub(crate) fn confirm_end(
        &mut self,
        running: &Entry,
        action: Action,
        context: &Context<'_>,
    ) -> Option<Effect> {
        let secs = context.now.unix_seconds() - running.at.unix_seconds();
        let key = |action| key_for_action(Mode::Today, action).unwrap_or_default();
        let question = if secs > LONG_SLEEP_SECS {
            let answer = key(Action::AnswerMissingEnd);
            texts::confirm_long_sleep(running.at, secs / 60, context.now, &key(action), &answer)
        } else if (0..SHORT_SLEEP_SECS).contains(&secs) {
            texts::confirm_short_sleep(running.at, &key(action), &key(Action::Undo))
        } else {
            return None;
        };
        let asked = self.asked_end.replace(running.id) == Some(running.id);
        (!asked).then_some(Effect::SetStatus(question))
    }

    /// One key for both: the sleep that runs ends now, else one begins now.
    fn toggle_sleep(&mut self, context: &Context<'_>) -> Option<Effect> {
        if let Some(running) = self.running_sleep(context).cloned() {
            if let Some(question) = self.confirm_end(&running, Action::Sleep, context) {
                return Some(question);
            }
            let mut ended = running.clone();
            match end_now(&running, context.now) {
                Ok(now) => ended.until = Some(now),
                Err(refused) => return Some(Effect::SetStatus(refused.message)),
            }
            let title = describe::format_title(&ended, context.family, context.now);
            return Some(Effect::Save(Change::replace_record(title, running, ended)));
        }
        let (baby, carer) = (context.family.selected_baby()?, context.family.selected_carer()?);
        let entry = all_babies::start_sleep_entry(baby.id, carer.id, context.now);
        Some(Effect::Save(Change::add_record(
            describe::format_title(&entry, context.family, context.now),
            entry,
        )))
    }
}

impl Screen for TodayScreen {
    fn input_mode(&self) -> Mode {
        Mode::Today
    }

    fn handle_action(&mut self, action: Action, context: &Context<'_>) -> Result<Effect, StoreError> {
        (self.has_named_drafts, self.pending_draft_notice) = (true, None);
        if !matches!(action, Action::Sleep | Action::SleepAll) {
            self.asked_end = None;
        }
        if let Some(refused) = self.refuse_on_closed_pages(action, context) {
            return Ok(refused);
        }
        if let Some(effect) = self.write_on_shown_day(action, context)? {
            return Ok(effect);
        }
        let shown = self.shown_date(context);
        Ok(match action {
            Action::Sleep => self.toggle_sleep(context).unwrap_or(Effect::Stay),
            Action::SleepAll => self.toggle_sleep_for_all(context)?,
            Action::ClosePages => self.toggle_pages(context)?,
            Action::MarkCoverage => coverage::open_coverage(shown, context),
            Action::Past => Effect::Open(Box::<HistoryScreen>::default()),
            Action::Trends => Effect::Open(open_trends(context)?),
            Action::Guide => Effect::Open(Box::<GuideScreen>::default()),
            Action::Language => Effect::Open(Box::<CueProfileScreen>::default()),
            Action::Settings => Effect::Open(Box::<SettingsScreen>::default()),
            Action::Earlier => self.show_date(previous_day(shown), context),
            Action::Later => self.show_date(next_day(shown), context),
            Action::Now => self.show_date(context.family_date(), context),
            Action::Massage => Effect::Open(Box::new(MassageScreen::new(context)?)),
            Action::PastSleep => Effect::Open(Box::new(EntryForm::new(EntryKind::Sleep, context)?)),
            Action::Cue => Effect::Open(Box::new(EntryForm::new(EntryKind::Cue, context)?)),
            Action::Checkin => Effect::Open(Box::new(EntryForm::new(EntryKind::Checkin, context)?)),
            Action::Note => Effect::Open(Box::new(EntryForm::new(EntryKind::Note, context)?)),
            Action::Open | Action::Edit => match self.selected_entry() {
                Some(entry) => open_edit_form(entry, context)?,
                None => Effect::Stay,
            },
            Action::AnswerMissingEnd => match self.entry_to_end(context) {
                Some(entry) => {
                    Effect::Open(Box::new(missing_end::MissingEndScreen::new(entry.clone(), context)?))
                }
                None => Effect::SetStatus(texts::NOTHING_TO_ANSWER.into()),
            },
            Action::ShiftTime => self
                .selected_entry()
                .map_or(Effect::Stay, |entry| ShiftTimeScreen::open_for_entry(entry, context)),
            Action::Remove => {
                self.selected_entry().map_or(Effect::Stay, |entry| remove_entry(entry, context))
            }
            Action::Back => Effect::Close,
            _ => {
                self.list.navigate(action, PAGE_ROWS, &self.row_ids());
                Effect::Stay
            }
        })
    }

    fn read_key(&self, context: &Context<'_>) -> ReadKey {
        // What runs grows by the minute.
        let minute = context.now.unix_seconds().div_euclid(60);
        let baby = context.family.selected_baby().map(|baby| baby.id);
        ReadKey::of((self.shown_date(context), baby, minute))
    }

    fn load_data(&mut self, context: &Context<'_>) -> Result<(), StoreError> {
        let Some(baby) = context.family.selected_baby() else {
            return Ok(());
        };
        self.running_sleep = context.store.find_running_sleep(baby.id, context.now)?;
        self.running_massage = massage::find_running_massage(context)?;
        let (date, is_other_day) = (self.shown_date(context), self.date.is_some());
        let of = DayOf { baby: baby.id, has_unnamed: true };
        self.day = BabyDay::load(of, date, is_other_day, context)?;
        let others = context.family.open_babies().filter(|other| other.id != baby.id);
        let others = others.map(|other| {
            let of = DayOf { baby: other.id, has_unnamed: false };
            let name = other.display_name().to_owned();
            Ok((name, BabyDay::load(of, date, is_other_day, context)?))
        });
        self.other_days = others.collect::<Result<_, StoreError>>()?;
        self.shown_baby = summary::load_baby_state(baby.id, context)?;
        self.open_entries = missing_end::find_open_entries(context)?;
        if !self.has_named_drafts {
            self.pending_draft_notice = pending_drafts::describe_pending_drafts(context)?;
            self.has_named_drafts = self.pending_draft_notice.is_none();
        }
        self.other_babies = summary::load_other_states(baby.id, context)?;
        self.list.keep_row(&self.row_ids());
        Ok(())
    }

    fn heading_text(&self, context: &Context<'_>) -> String {
        match (self.date, context.family.selected_baby()) {
            (Some(date), Some(baby)) => {
                format!("{} · {}", baby.display_name(), format_long_date_near(date, context.now.local_date()))
            }
            (None, Some(baby)) if context.family_date() < context.now.local_date() => {
                day_sentence::still_last_night(baby.display_name(), context.family_date())
            }
            _ => format_baby_and_age(context),
        }
    }

    fn go_to_date(&mut self, date: NaiveDate, context: &Context<'_>) -> Result<Effect, StoreError> {
        Ok(self.show_date(date, context))
    }

    fn shown_day(&self) -> Option<NaiveDate> {
        self.date
    }

    fn select_saved_entry(&mut self, entry: Id) {
        self.list.select_id(Some(entry));
    }

    fn action_label(&self, action: Action, context: &Context<'_>) -> Option<&'static str> {
        match action {
            Action::Sleep if self.date.is_none() && self.running_sleep(context).is_some() => {
                Some(texts::WOKE_LABEL)
            }
            Action::ClosePages if context.family.is_selected_baby_closed() => Some(OPEN_LABEL),
            _ => None,
        }
    }

    fn is_action_offered(&self, action: Action, context: &Context<'_>) -> bool {
        if context.family.is_selected_baby_closed() && !is_offered_on_closed_pages(action) {
            return false;
        }
        entry_kind_for(action).is_none_or(|kind| !context.family.is_hidden(kind.as_code()))
    }

    fn marked_row(&self, context: &Context<'_>) -> Option<String> {
        let entry = self.selected_entry()?;
        Some(describe_entry_row(entry, self.day.date_of_row(entry, context), context))
    }

    fn status_hint(&self, context: &Context<'_>) -> String {
        if self.date.is_some() {
            return String::new();
        }
        self.list_activities(context).join(" · ")
    }

    fn draw(&self, frame: &mut Frame<'_>, area: Rect, context: &Context<'_>) {
        self.draw_days(frame, area, context);
    }
}

/// The kind of entry that an action writes.
fn entry_kind_for(action: Action) -> Option<EntryKind> {
    match action {
        Action::Sleep | Action::PastSleep => Some(EntryKind::Sleep),
        Action::Massage => Some(EntryKind::Massage),
        Action::Cue => Some(EntryKind::Cue),
        Action::Checkin => Some(EntryKind::Checkin),
        Action::Note => Some(EntryKind::Note),
        _ => None,
    }
}
