//! One form for adding and editing any kind of entry. Every question is reachable, nothing typed is ever lost, and the
//! entry that stands in the way is named.
//!
//! ```text
//!  Cue                                               Sunday 22 November  14:07     Anna
//!  ─────────────────────────────────────────────────────────────────────────────
//!  ▸ you saw          looks away
//!      engaged · wants more
//!     ▸ 1 looks at my face   2 smiles   3 coos   4 turns to me
//!      disengaged · wants a change
//!      [5 looks away]  6 arches back   7 hiccups   8 fusses   9 cries
//!    baby was
//! ```
//!
//! A kind of entry is its questions (`fields.rs`) and the way back from answers to an entry (`entry.rs`); the rest is
//! the same for all: `field.rs` and `pick.rs` take typing, `sheet.rs` moves and paints, `draft.rs` lets what was typed
//! wait, `words.rs` holds what is said.

pub(crate) mod cue_choices;
pub(crate) mod field_list;
pub(crate) mod form_draft;
pub(crate) mod form_field;
pub(crate) mod form_fields;
pub(crate) mod form_notice;
pub(crate) mod long_text;
pub(crate) mod own_words;
pub(crate) mod pick_list;
pub(crate) mod recalled_words;
pub(crate) mod shared_babies;
pub(crate) mod soft_warnings;
pub(crate) mod time_text;
pub(crate) mod to_entry;

use crate::model::fields::keys;
use crate::model::time::format_long_date_near;
use crate::model::{
    Change, Checkin, Cue, Details, Entry, EntryKind, Massage, Note, Sleep, Timestamp, describe, new_id,
    validate_entry,
};
use crate::store::StoreError;
pub(crate) use crate::texts::entry_form as entry_form_texts;
use crate::tui::keys::{Action, Mode};
pub(crate) use crate::tui::screens::entry_form::field_list::FieldList;
pub(crate) use crate::tui::screens::entry_form::form_draft::new_entry_draft_slot;
pub(crate) use crate::tui::screens::entry_form::form_field::{FieldAnswer, FormField};
use crate::tui::screens::entry_form::pick_list::InputResult;
pub(crate) use crate::tui::screens::entry_form::pick_list::{EnterResult, PickList, PickOption};
use crate::tui::screens::entry_form::recalled_words::RecalledWords;
pub(crate) use crate::tui::screens::entry_form::soft_warnings::{
    blocking_warning, describe_warnings as clashing, load_warnings,
};
use crate::tui::screens::entry_form::to_entry::FieldError;
use crate::tui::screens::{Context, Effect, Screen, UnsavedDraft};
use chrono::NaiveDate;
use ratatui::Frame;
use ratatui::layout::Rect;
use serde_json::{Map, Value, json};
use std::cell::Cell;
use tui_input::InputRequest;

pub struct EntryForm {
    /// As it was read; none while it is new.
    pub(crate) original: Option<Entry>,
    pub(crate) base_entry: Entry,
    pub(crate) field_list: FieldList,
    /// What stands in the way was named; keeping again keeps it.
    has_warned: bool,
    /// The answers come from a draft and none was touched since.
    is_restored: bool,
    /// Something in the status line is the form's to take back.
    has_status: bool,
    typed_at: Timestamp,
    draft_slot: String,
    has_stored_draft: Cell<bool>,
    /// The entry as it was when the answers were begun.
    original_snapshot: Option<Value>,
    /// It is another since, and that was not answered yet.
    changed_elsewhere: bool,
    /// It is gone since, and that was said.
    deletion_announced: bool,
    /// Its writer has written no check-in before this one.
    is_first_checkin: bool,
    /// The family's earlier words, offered again.
    pub(crate) recalled: RecalledWords,
    /// What the last fresh start threw away.
    discarded_answers: Map<String, Value>,
}

impl EntryForm {
    /// A new entry of a kind, with what was typed before and left.
    pub(crate) fn new(kind: EntryKind, context: &Context<'_>) -> Result<Self, StoreError> {
        let what = match kind {
            EntryKind::Massage => Details::Massage(Massage::default()),
            EntryKind::Cue => Details::Cue(Cue::default()),
            EntryKind::Sleep => Details::Sleep(Sleep::default()),
            EntryKind::Checkin => Details::Checkin(Checkin::default()),
            EntryKind::Note => Details::Note(Note::default()),
        };
        let whose = !matches!(kind, EntryKind::Checkin | EntryKind::Note);
        let base = Entry {
            id: new_id(),
            baby: context.family.selected_baby().filter(|_| whose).map(|baby| baby.id),
            carer: context.family.selected_carer().map_or_else(new_id, |carer| carer.id),
            at: context.now,
            until: None,
            approximate: false,
            note: None,
            details: what,
        };
        Self::with_entry(None, base, String::new(), context)
    }

    /// A new entry of another day, at the same time of day as now.
    pub(crate) fn for_day(
        kind: EntryKind,
        date: NaiveDate,
        context: &Context<'_>,
    ) -> Result<Self, StoreError> {
        let then = Context { now: time_text::same_time_on(date, context), ..*context };
        Ok(Self { typed_at: context.now, ..Self::new(kind, &then)? })
    }

    pub fn for_editing(entry: Entry, context: &Context<'_>) -> Result<Self, StoreError> {
        let when = time_text::format_entry_times(&entry, context);
        Self::with_entry(Some(entry.clone()), entry, when, context)
    }

    fn with_entry(
        before: Option<Entry>,
        base: Entry,
        when: String,
        context: &Context<'_>,
    ) -> Result<Self, StoreError> {
        let on = context.now.local_date();
        let recalled = RecalledWords::load(base.kind(), base.baby, context)?;
        let sheet = FieldList {
            kind: Some(base.kind()),
            is_editing: before.is_some(),
            fields: form_fields::for_entry(&base, context.family, &recalled, on, when),
            focused_position: 0,
        };
        let mut form = Self {
            is_first_checkin: form_notice::is_first_checkin(before.as_ref(), &base, context)?,
            draft_slot: form_draft::form_draft_slot(before.as_ref(), &base),
            original_snapshot: before.as_ref().map(form_draft::snapshot_entry),
            original: before,
            base_entry: base,
            field_list: sheet,
            has_warned: false,
            is_restored: false,
            has_status: false,
            typed_at: context.now,
            has_stored_draft: Cell::new(false),
            changed_elsewhere: false,
            deletion_announced: false,
            recalled,
            discarded_answers: Map::new(),
        };
        form.offer_every_baby(context);
        form.sync_fields(context);
        if let Some(draft) = context.store.load_draft(&form.draft_slot)? {
            form.restore_draft(&draft, context);
        }
        form.field_list.focus_field(form_fields::first_field_name(form.base_entry.kind()));
        Ok(form)
    }

    pub(crate) fn sync_fields(&mut self, context: &Context<'_>) {
        form_fields::sync_dependent_fields(
            &mut self.field_list.fields,
            &self.base_entry,
            context.family,
            &self.recalled,
            context.now.local_date(),
        );
    }

    /// A massage's time may say in one letter that there was none.
    fn handle_not_today_key(&mut self, request: InputRequest) -> bool {
        let asked = self.base_entry.kind() == EntryKind::Massage
            && request == InputRequest::InsertChar('x')
            && self
                .field_list
                .focused_field_mut()
                .is_some_and(|field| field.name == keys::WHEN && field.is_blank());
        if asked && self.field_list.focus_field(keys::TOUCH) {
            if let Some(field) = self.field_list.focused_field_mut() {
                field.set_from_json(&json!([form_fields::NOT_TODAY_CODE]));
            }
            self.field_list.focus_field(keys::REASON);
        }
        asked
    }

    pub(crate) fn set_status(&mut self, text: impl Into<String>) -> Effect {
        self.has_status = true;
        Effect::SetStatus(text.into())
    }

    /// Takes back what was said once it no longer holds.
    pub(crate) fn clear_status(&mut self) -> Effect {
        if std::mem::take(&mut self.has_status) {
            return Effect::SetStatus(String::new());
        }
        Effect::Stay
    }

    /// A moment's key in the entry as the form numbers it; any other key as it is.
    fn moment_field_name(&self, key: &str) -> String {
        let moment = key.strip_prefix('m').and_then(|key| key.split_once('.'));
        match moment.and_then(|(place, base)| Some((place.parse().ok()?, base))) {
            Some((place, base)) => {
                format!("m{}.{base}", to_entry::moment_number_at(&self.field_list.fields, place))
            }
            None => key.to_owned(),
        }
    }

    /// Goes to the question to be mended; what is wrong stands below it, and is not said again.
    pub(crate) fn mend(&mut self, show_field_error: FieldError) -> Effect {
        self.field_list.focus_field(&show_field_error.field_name);
        if let Some(field) = self.field_list.focused_field_mut() {
            field.set_error(show_field_error.message, show_field_error.readings);
        }
        self.clear_status()
    }

    /// Marks what is wrong with the question the parent is about to leave, and says it.
    pub(crate) fn mark_focused_error(&mut self, context: &Context<'_>) -> Option<String> {
        let (at, adding) = (self.field_list.focused_position, self.original.is_none());
        let fields = &self.field_list.fields;
        let wrong = fields
            .get(at)
            .and_then(|field| to_entry::validate_field(field, fields, &self.base_entry, adding, context));
        let FieldError { message: says, readings: either, .. } = wrong?;
        if let Some(field) = self.field_list.fields.get_mut(at) {
            field.set_error(says.clone(), either);
        }
        Some(says)
    }

    /// To another question; what is wrong with the one that is left is said at once.
    fn move_focus(&mut self, action: Action, context: &Context<'_>) -> Effect {
        let left = self.field_list.focused_position;
        let wrong = self.mark_focused_error(context);
        match action {
            Action::NextPart | Action::Down => self.field_list.focus_adjacent(true),
            Action::PreviousPart | Action::Up => self.field_list.focus_adjacent(false),
            _ => self.field_list.focus_adjacent_part(action == Action::PageDown),
        }
        match wrong {
            None => Effect::Stay,
            Some(_) if self.field_list.focused_position == left => self.clear_status(),
            Some(says) => self.set_status(says),
        }
    }

    pub(crate) fn save_entry(&mut self, context: &Context<'_>) -> Result<Effect, StoreError> {
        if let Some(says) = self.sync_external_change(context)? {
            return Ok(self.set_status(says));
        }
        let adding = self.original.is_none();
        let kind = self.base_entry.kind();
        let touched = |key: &str| self.field_list.fields.iter().any(|f| f.name == key && f.is_changed());
        if adding && kind == EntryKind::Checkin && !self.field_list.fields.iter().any(FormField::is_changed) {
            return Ok(Effect::Close);
        }
        let entry = match to_entry::build_entry(&self.field_list.fields, &self.base_entry, adding, context) {
            Ok(entry) => entry,
            Err(mend) => return Ok(self.mend(mend)),
        };
        if self.original.as_ref() == Some(&entry) && !self.deletion_announced {
            // Answered as it was, so nothing of it waits.
            self.rebuild_fields(context);
            return Ok(Effect::CloseWithStatus(entry_form_texts::NOTHING_CHANGED.into()));
        }
        if let Err(problem) = validate_entry(&entry, context.now) {
            let key = match problem.field.as_ref() {
                keys::AT | keys::UNTIL => keys::WHEN.to_owned(),
                keys::CUES => form_fields::FIRST_CUES.to_owned(),
                other => self.moment_field_name(other),
            };
            let mend = FieldError::new(key, problem.message);
            return Ok(self.mend(mend));
        }
        let asks = !self.has_warned && (adding || touched(keys::WHEN) || touched(keys::BABY));
        let title = describe::format_title(&entry, context.family, context.now);
        let entries = self.copy_for_each_baby(&entry, context);
        for entry in entries.iter().filter(|_| asks) {
            if let Some(says) = blocking_warning(entry, context)? {
                self.has_warned = true;
                return Ok(self.set_status(says));
            }
        }
        let before = self.original.as_ref().filter(|_| !self.deletion_announced);
        let moved_to = before.filter(|before| before.baby != entry.baby).and(entry.baby);
        let title = match moved_to.and_then(|baby| context.family.find_baby(baby)) {
            Some(baby) => entry_form_texts::title_moved_to(&title, baby.display_name()),
            None => title,
        };
        Ok(Effect::SaveAndClose(match before {
            Some(before) => Change::replace_record(title, before.clone(), entry),
            None => context.family.add_entries(&title, &entries),
        }))
    }
}

impl Screen for EntryForm {
    fn input_mode(&self) -> Mode {
        Mode::Form
    }

    fn heading_text(&self, context: &Context<'_>) -> String {
        let heading = entry_form_texts::form_heading(self.base_entry.kind(), self.original.is_some());
        let hours = &context.family.settings.day_boundaries;
        let day = hours.date_for_instant(self.base_entry.at.unix_seconds());
        let is_elsewhen = self.original.is_none() && day < context.family_date();
        let day = is_elsewhen.then(|| format_long_date_near(day, context.now.local_date()));
        let parts = [Some(heading), self.selected_baby_names(context), day];
        parts.into_iter().flatten().collect::<Vec<_>>().join(" · ")
    }

    fn handle_action(&mut self, action: Action, context: &Context<'_>) -> Result<Effect, StoreError> {
        match action {
            Action::NextPart
            | Action::Down
            | Action::PreviousPart
            | Action::Up
            | Action::PageDown
            | Action::PageUp => return Ok(self.move_focus(action, context)),
            Action::SaveForm => return self.save_entry(context),
            Action::Back if self.changed_answers().is_empty() => return Ok(Effect::Close),
            Action::Back => {
                let key = form_draft::opening_key(self.base_entry.kind(), self.original.is_some());
                return Ok(Effect::CloseWithStatus(entry_form_texts::draft_waiting(&key)));
            }
            Action::Reset => {
                return Ok(match self.reset_or_restore_answers(context) {
                    Some(says) => self.set_status(&says),
                    None => self.clear_status(),
                });
            }
            Action::Open => {
                return match self.field_list.handle_enter() {
                    Ok(EnterResult::Unhandled) => self.save_entry(context),
                    Ok(_) => {
                        self.typed_at = context.now;
                        self.sync_fields(context);
                        Ok(self.clear_status())
                    }
                    Err(says) => Ok(self.set_status(says)),
                };
            }
            _ => {}
        }
        Ok(Effect::Stay)
    }

    fn handle_input(&mut self, request: InputRequest, context: &Context<'_>) -> Result<Effect, StoreError> {
        self.typed_at = context.now;
        self.has_warned = false;
        self.is_restored = false;
        if self.handle_not_today_key(request) {
            return Ok(self.clear_status());
        }
        let typed = self.field_list.handle_input_to_own_words(request);
        self.sync_fields(context);
        Ok(match typed {
            InputResult::Accepted => self.clear_status(),
            InputResult::Rejected(says) => self.set_status(says),
        })
    }

    fn status_hint(&self, context: &Context<'_>) -> String {
        self.form_notice(context)
    }

    fn as_entry_form(&mut self) -> Option<&mut EntryForm> {
        Some(self)
    }

    fn draft_slot(&self) -> Option<&str> {
        Some(&self.draft_slot)
    }

    fn unsaved_draft(&self) -> Option<UnsavedDraft> {
        self.build_draft()
    }

    fn draw(&self, frame: &mut Frame<'_>, area: Rect, context: &Context<'_>) {
        self.field_list.draw(frame, area, &[], &self.preview_times(context), context);
    }
}
