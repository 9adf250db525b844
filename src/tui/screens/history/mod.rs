//! All entries, newest first, by family day: find, edit, remove.
//!
//! ```text
//!  find: smiles
//!  Sunday 22 November 2026
//! ▸14:02  cue      looks away, hiccups             wanted a change · cuddled
//!  11:40  sleep    1 h 15   11:40–12:55            in the sling
//!  Saturday 21 November 2026
//!  10:15  massage  12 min   legs & feet, tummy     smiles, coos · baby said stop
//! ```
//!
//! `row_window` holds the entries read around the cursor, `load_history` reads them, `history_filter` says which are
//! shown. Words are looked for on the worker, newest first and a stretch at a time: what was found shows at once, the
//! next letter stops it, and no key waits for it.

pub(crate) mod history_filter;
pub(crate) mod load_history;
pub(crate) mod row_window;
pub(crate) mod view;

use crate::model::{EntryKind, Id};
use crate::store::{DataVersion, ListCursor, StoreError};
use crate::texts::history as texts;
use crate::tui::jobs::{Job, JobOutput, downcast_output};
use crate::tui::keys::{Action, Mode};
use crate::tui::screens::history::history_filter::HistoryFilter;
use crate::tui::screens::history::load_history::{Anchor, LoadRequest, LoadedPage, load_page};
use crate::tui::screens::history::row_window::HistoryWindow;
use crate::tui::screens::{
    Context, Effect, ForgetScreen, ReadKey, Screen, ShiftTimeScreen, describe_entry_row, open_edit_form,
    remove_entry,
};
use chrono::NaiveDate;
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::Line;
use ratatui::widgets::Paragraph;
use tui_input::{Input, InputRequest};

#[derive(Default)]
pub(crate) struct HistoryScreen {
    kind: Option<EntryKind>,
    search_text: String,
    prompt: Option<HistoryPrompt>,
    window: HistoryWindow,
    /// Where the next reading begins, when that is not where the cursor is.
    next_anchor: Option<Anchor>,
    /// The entry saved or removed last: when it is listed the cursor goes to it.
    followed_entry: Option<Id>,
    /// The entry that the last key removed.
    removed_entry: Option<Id>,
    loaded_key: Option<(DataVersion, String)>,
    pending_request: Option<LoadRequest>,
    /// A day jumped to that is not reached yet.
    jump_target: Option<NaiveDate>,
}

/// Rows looked at in one reading where a key waits for it.
const MAX_ROWS_AT_ONCE: usize = 1000;
/// Rows the worker looks at first, so that there soon is something to see; further back it looks at more at a time.
const WORKER_ROWS: usize = 4000;

/// What the worker found, and for what list.
struct LoadedHistory {
    filter_key: String,
    page: LoadedPage,
}

struct HistoryPrompt {
    input: Input,
    /// Where the cursor was before, to go back to.
    previous_cursor: Option<ListCursor>,
}

impl HistoryScreen {
    fn open_prompt(&mut self) -> Effect {
        self.prompt =
            Some(HistoryPrompt { input: Input::default(), previous_cursor: self.window.selected_cursor() });
        Effect::Stay
    }

    /// What a key does while words are being typed.
    fn handle_prompt_action(&mut self, action: Action) -> Effect {
        let Some(prompt) = &self.prompt else {
            return Effect::Stay;
        };
        match action {
            Action::Open => self.prompt = None,
            Action::Back => {
                self.search_text.clear();
                self.next_anchor = Some(prompt.previous_cursor.map_or(Anchor::Top, Anchor::Near));
                self.prompt = None;
            }
            Action::Up | Action::Down | Action::PageUp | Action::PageDown => {
                self.window.move_cursor(action);
            }
            _ => {}
        }
        Effect::Stay
    }

    /// To a day, or to the nearest before it that has something.
    fn jump_to_date(&mut self, date: NaiveDate, context: &Context<'_>) -> Result<Effect, StoreError> {
        let hours = &context.family.settings.day_boundaries;
        let end = ListCursor { at: hours.day_range(date).to, id: Id::nil() };
        let filter = self.build_filter(context);
        self.jump_target = Some(date);
        self.next_anchor = Some(Anchor::Before(end));
        if filter.has_words() {
            return Ok(Effect::Stay);
        }
        self.load_at_once(LoadRequest::Fresh(Anchor::Before(end)), &filter, context)
    }

    /// Says where a jump came out, once an entry that old was found, or there is none.
    fn report_jump(&mut self, first_older: Option<Id>) -> Effect {
        if first_older.is_none() && self.window.has_older() {
            return Effect::Stay;
        }
        let Some(date) = self.jump_target.take() else {
            return Effect::Stay;
        };
        if let Some(id) = first_older {
            self.window.select_entry(id);
        }
        Effect::SetStatus(match self.window.selected_row().map(|row| row.date) {
            Some(found) => texts::describe_jump(date, found),
            None => texts::NONE_TO_JUMP_TO.into(),
        })
    }

    fn load_at_once(
        &mut self,
        request: LoadRequest,
        filter: &HistoryFilter,
        context: &Context<'_>,
    ) -> Result<Effect, StoreError> {
        let page = load_page(request, filter, context.store, MAX_ROWS_AT_ONCE, &|| false)?;
        Ok(self.apply_page(page, context))
    }

    fn apply_page(&mut self, page: LoadedPage, context: &Context<'_>) -> Effect {
        if let LoadRequest::Fresh(start) = page.request {
            self.next_anchor = None;
            if !matches!(start, Anchor::Before(_)) {
                self.jump_target = None;
            }
        }
        let first_older = page.older.entries.first().map(|(_, entry)| entry.id);
        self.window.apply_page(page, &context.family.settings.day_boundaries);
        if let Some(id) = self.followed_entry {
            // One that was removed is waited for: its undo brings it back.
            let exists = context.store.load_entry(id).is_ok_and(|entry| entry.is_some());
            if self.window.select_entry(id) || exists {
                self.followed_entry = None;
            }
        }
        self.report_jump(first_older)
    }

    /// There is more to look through than was looked at.
    fn is_searching(&self) -> bool {
        !self.search_text.trim().is_empty()
            && (self.next_anchor.is_some() || self.window.next_request().is_some())
    }

    fn build_filter(&self, context: &Context<'_>) -> HistoryFilter {
        HistoryFilter::new(context.family, context.now, self.kind, &self.search_text)
    }

    fn is_filtered(&self) -> bool {
        self.kind.is_some() || !self.search_text.trim().is_empty()
    }

    /// What the list depends on, besides the journal itself.
    fn filter_key(&self, context: &Context<'_>) -> String {
        let baby = context.family.selected_baby().map(|baby| baby.id);
        format!("{baby:?} {:?} {}", self.kind, self.search_text)
    }

    fn remove_selected(&mut self, context: &Context<'_>) -> Effect {
        match self.window.selected_row() {
            Some(row) => {
                let effect = remove_entry(&row.entry, context);
                if matches!(effect, Effect::Save(_)) {
                    self.followed_entry = Some(row.entry.id);
                    self.removed_entry = Some(row.entry.id);
                }
                effect
            }
            None => Effect::Stay,
        }
    }
}

impl Screen for HistoryScreen {
    fn input_mode(&self) -> Mode {
        match self.prompt {
            Some(_) => Mode::Search,
            None => Mode::Past,
        }
    }

    fn heading_text(&self, context: &Context<'_>) -> String {
        texts::format_heading(context.baby_name(), self.kind, &self.search_text)
    }

    fn handle_action(&mut self, action: Action, context: &Context<'_>) -> Result<Effect, StoreError> {
        if self.prompt.is_some() {
            return Ok(self.handle_prompt_action(action));
        }
        let removed = self.removed_entry.take();
        Ok(match action {
            Action::Find => self.open_prompt(),
            Action::NextKind => {
                let next = self.kind.map_or(0, |kind| kind as usize + 1);
                self.kind = EntryKind::ALL.get(next).copied();
                Effect::Stay
            }
            Action::Open | Action::Edit => match self.window.selected_row() {
                Some(row) => open_edit_form(&row.entry, context)?,
                None => Effect::Stay,
            },
            Action::Remove => self.remove_selected(context),
            Action::Forget => {
                let selected = self.window.selected_row().map(|row| row.entry.id);
                return ForgetScreen::open_for_entry(removed.or(selected), context);
            }
            Action::ShiftTime => self
                .window
                .selected_row()
                .map_or(Effect::Stay, |row| ShiftTimeScreen::open_for_entry(&row.entry, context)),
            Action::Back if self.is_filtered() => {
                self.kind = None;
                self.search_text.clear();
                Effect::SetStatus(texts::ALL_AGAIN.into())
            }
            Action::Back => Effect::Close,
            Action::First | Action::Last => {
                self.next_anchor = self.window.jump_to_end(action);
                Effect::Stay
            }
            _ => {
                self.window.move_cursor(action);
                Effect::Stay
            }
        })
    }

    fn handle_input(&mut self, request: InputRequest, _context: &Context<'_>) -> Result<Effect, StoreError> {
        if let Some(prompt) = &mut self.prompt {
            prompt.input.handle(request);
            if prompt.input.value() != self.search_text {
                self.search_text = prompt.input.value().to_owned();
                self.next_anchor = Some(Anchor::Top);
            }
        }
        Ok(Effect::Stay)
    }

    fn read_key(&self, context: &Context<'_>) -> ReadKey {
        ReadKey::of((self.next_anchor, self.window.next_load_number(), self.filter_key(context)))
    }

    /// Goes on where the pages end when nothing else changed; else reads anew, near where the cursor is.
    fn load_data(&mut self, context: &Context<'_>) -> Result<(), StoreError> {
        let version = context.store.data_version()?;
        let key = Some((version, self.filter_key(context)));
        let has_journal_changed = self.loaded_key.as_ref().is_some_and(|(loaded, _)| *loaded != version);
        let filter = self.build_filter(context);
        if self.loaded_key != key && self.next_anchor.is_none() {
            // The cursor stays on its entry, wherever that has gone.
            let selected = self.window.selected_row().map(|row| row.entry.id);
            let entry = match self.followed_entry.or(selected) {
                Some(id) => context.store.load_entry(id)?,
                None => None,
            };
            let moved_to = entry.map(|entry| context.store.cursor_for(&entry));
            let near = moved_to.or(self.window.selected_cursor());
            self.next_anchor = Some(near.map_or(Anchor::Top, Anchor::Near));
        }
        let Some(request) = self.next_anchor.map(LoadRequest::Fresh).or(self.window.next_request()) else {
            return Ok(());
        };
        if filter.has_words() {
            self.pending_request = Some(request);
            if has_journal_changed {
                self.window.refresh_near_cursor(|id| context.store.load_entry(id))?;
            }
        } else {
            self.pending_request = None;
            self.load_at_once(request, &filter, context)?;
        }
        self.loaded_key = key;
        Ok(())
    }

    fn request_job(&mut self, context: &Context<'_>) -> Option<Job> {
        let request = self.pending_request.take()?;
        let (filter, key) = (self.build_filter(context), self.filter_key(context));
        let max_rows = WORKER_ROWS << self.window.loads_since_reset().min(3);
        Some(Job::new(texts::SEARCHING_OLDER, move |store, job| {
            let page = load_page(request, &filter, store, max_rows, &|| job.is_cancelled())?;
            Ok(LoadedHistory { filter_key: key, page })
        }))
    }

    fn handle_job_output(&mut self, output: JobOutput, context: &Context<'_>) -> Result<Effect, StoreError> {
        if let Some(loaded) = downcast_output::<LoadedHistory>(output)
            && loaded.filter_key == self.filter_key(context)
        {
            return Ok(self.apply_page(loaded.page, context));
        }
        Ok(Effect::Stay)
    }

    fn go_to_date(&mut self, date: NaiveDate, context: &Context<'_>) -> Result<Effect, StoreError> {
        self.jump_to_date(date, context)
    }

    fn select_saved_entry(&mut self, entry: Id) {
        self.followed_entry = Some(entry);
    }

    fn marked_row(&self, context: &Context<'_>) -> Option<String> {
        let row = self.window.selected_row()?;
        Some(describe_entry_row(&row.entry, row.date, context))
    }

    fn status_hint(&self, context: &Context<'_>) -> String {
        let Some(row) = self.window.selected_row() else {
            return String::new();
        };
        let baby = context.family.selected_baby();
        let age = baby.and_then(|baby| Some((baby.display_name(), baby.describe_age(row.date)?)));
        let aside = texts::describe_day_and_age(row.date, age);
        if self.is_searching() { texts::with_search_notice(&aside) } else { aside }
    }

    fn draw(&self, frame: &mut Frame<'_>, area: Rect, context: &Context<'_>) {
        let columns = usize::from(area.width);
        let mut lines: Vec<Line<'static>> = self.render_prompt(columns, context).into_iter().collect();
        let room = usize::from(area.height).saturating_sub(lines.len());
        lines.extend(self.render_list(columns, room, context));
        frame.render_widget(Paragraph::new(lines), area);
    }
}
