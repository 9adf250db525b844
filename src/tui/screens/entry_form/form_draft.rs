//! What was typed and is not kept yet: how it waits, how it comes back, and what another window kept meanwhile.

use crate::model::describe::sanitize_text;
use crate::model::fields::keys;
use crate::model::time::format_short_date;
use crate::model::{Entry, EntryKind, Id, Timestamp, describe};
use crate::quick_line;
use crate::quick_line::LineContext;
use crate::store::StoreError;
use crate::text::width::truncate_to_width;
use crate::tui::keys::{Action, Mode, key_for_action, key_name};
use crate::tui::screens::entry_form::form_field::FormField;
use crate::tui::screens::entry_form::{EntryForm, entry_form_texts, form_fields, time_text};
use crate::tui::screens::{Context, UnsavedDraft};
use crate::tui::theme::Glyph;
use serde_json::{Map, Value, json};

/// Seconds after which "now" in a draft means the time it was typed.
const STALE_AFTER_SECS: i64 = 300;

/// Columns that what another window kept may take.
const MAX_ENTRY_COLUMNS: usize = 48;

/// Where a form's draft waits: with its entry, or with those it is about. A check-in and a note are the carer's own.
pub(crate) fn form_draft_slot(before: Option<&Entry>, base: &Entry) -> String {
    match before {
        Some(entry) => format!("edit-{}", entry.id),
        None => new_entry_draft_slot(base.kind(), base.baby, base.carer),
    }
}

pub(crate) fn new_entry_draft_slot(kind: EntryKind, baby: Option<Id>, carer: Id) -> String {
    let kind = kind.as_code();
    match baby {
        Some(baby) => format!("new-{kind}-{baby}-{carer}"),
        None => format!("new-{kind}-{carer}"),
    }
}

/// An entry as a draft holds it, to see later whether it is still the same.
pub(crate) fn snapshot_entry(entry: &Entry) -> Value {
    json!({
        "at": entry.at,
        "until": entry.until,
        "about": entry.approximate,
        "baby": entry.baby,
        "carer": entry.carer,
        "note": entry.note,
        "what": entry.details.to_json_fields(),
    })
}

/// What a text meant when it was typed, when it means something else by now.
fn resolve_as_typed<T: PartialEq>(
    text: &str,
    typed: Timestamp,
    here: &Context<'_>,
    read: impl Fn(&str, &LineContext<'_>) -> Option<T>,
) -> Option<T> {
    let then = read(text, &time_text::line_context(here, typed)?)?;
    let now = read(text, &time_text::line_context(here, here.now)?);
    (now.as_ref() != Some(&then)).then_some(then)
}

impl EntryForm {
    /// Every answer that is not as at first.
    pub(crate) fn changed_answers(&self) -> Map<String, Value> {
        let touched = self.field_list.fields.iter().filter(|field| field.is_changed());
        touched.map(|f| (f.name.clone(), f.to_json())).collect()
    }

    fn has_changes(&self) -> bool {
        self.field_list.fields.iter().any(FormField::is_changed)
    }

    /// Puts answers in, with as many moments as they need.
    fn apply_answers(&mut self, answers: &Map<String, Value>, here: &Context<'_>) {
        for (key, value) in answers {
            while !self.field_list.focus_field(key) && key.starts_with('m') && key.contains('.') {
                let moments = self.field_list.fields.iter().filter_map(FormField::moment_number).max();
                if moments.unwrap_or(0) >= 99 {
                    break;
                }
                let on = here.now.local_date();
                form_fields::add_moment_fields(
                    &mut self.field_list.fields,
                    &self.base_entry,
                    here.family,
                    &self.recalled,
                    on,
                );
            }
            if let Some(field) = self.field_list.fields.iter_mut().find(|field| field.name == *key) {
                field.set_from_json(value);
            }
        }
        self.sync_fields(here);
    }

    /// The questions as the entry answers them.
    pub(crate) fn rebuild_fields(&mut self, here: &Context<'_>) {
        let when = self.original.as_ref().map(|row| time_text::format_entry_times(row, here));
        let on = here.now.local_date();
        self.field_list.fields = form_fields::for_entry(
            &self.base_entry,
            here.family,
            &self.recalled,
            on,
            when.unwrap_or_default(),
        );
        self.offer_every_baby(here);
        self.sync_fields(here);
    }

    pub(crate) fn restore_draft(&mut self, draft: &Value, here: &Context<'_>) {
        let Some(answers) = draft["answers"].as_object() else {
            return;
        };
        self.apply_answers(answers, here);
        self.has_stored_draft.set(true);
        if let Some(typed) = draft["at"].as_str().and_then(Timestamp::parse_rfc3339) {
            if here.now.unix_seconds() - typed.unix_seconds() > STALE_AFTER_SECS {
                self.pin_entry_time(typed, here);
                self.pin_other_times(typed, here);
            }
            self.typed_at = typed;
        }
        self.is_restored = self.has_changes();
        let then = draft.get("of").filter(|_| self.original_snapshot.is_some());
        if let Some(then) = then.filter(|then| self.original_snapshot.as_ref() != Some(*then)) {
            self.original_snapshot = Some(then.clone());
            self.changed_elsewhere = self.is_restored;
        }
    }

    /// "Now" and "5m ago" of a draft are reckoned from when they were typed.
    fn pin_entry_time(&mut self, typed: Timestamp, here: &Context<'_>) {
        let kind = self.base_entry.kind();
        let editing = self.original.is_some();
        let mut fields = self.field_list.fields.iter_mut();
        let Some(field) = fields.find(|field| field.name == keys::WHEN) else {
            return;
        };
        if (editing && !field.is_changed()) || (kind == EntryKind::Sleep && field.is_blank()) {
            return;
        }
        let then = time_text::parse_typed_times(field.typed_text(), kind, here, typed);
        let now = time_text::parse_typed_times(field.typed_text(), kind, here, here.now);
        if let (Ok(then), false) = (&then, then == now) {
            field.set_from_json(&json!(time_text::format_times(then.at, then.until, then.approximate, here)));
        }
    }

    /// The same for the times of moments, and for "last night".
    fn pin_other_times(&mut self, typed: Timestamp, here: &Context<'_>) {
        let began = self.resolve_start_time(here);
        for field in self.field_list.fields.iter_mut() {
            let text = field.typed_text().to_owned();
            if text.trim().is_empty() || !field.is_changed() {
                continue;
            }
            let fixed = match field.base_name() {
                keys::AT => resolve_as_typed(&text, typed, here, |text, context| {
                    quick_line::parse_moment_time(text, began, context).ok()
                })
                .map(|at| quick_line::print_times(at, None, false, &here.family.settings.day_boundaries)),
                keys::NIGHT => resolve_as_typed(&text, typed, here, |text, context| {
                    quick_line::parse_night(text, context).ok()
                })
                .map(format_short_date),
                _ => None,
            };
            if let Some(text) = fixed {
                field.set_from_json(&json!(text));
            }
        }
    }

    /// When the entry began, as far as its answers say.
    fn resolve_start_time(&self, here: &Context<'_>) -> Timestamp {
        let mut fields = self.field_list.fields.iter();
        let when = fields.find(|field| field.name == keys::WHEN);
        let when = when.filter(|field| self.original.is_none() || field.is_changed());
        let read = when.map(|field| {
            time_text::parse_typed_times(field.typed_text(), self.base_entry.kind(), here, here.now)
        });
        read.and_then(Result::ok).map_or(self.base_entry.at, |times| times.at)
    }

    /// Every answer as at first; a second time, as they were before that.
    pub(crate) fn reset_or_restore_answers(&mut self, here: &Context<'_>) -> Option<String> {
        let answers = self.changed_answers();
        self.is_restored = false;
        if answers.is_empty() {
            let thrown = std::mem::take(&mut self.discarded_answers);
            self.apply_answers(&thrown, here);
        } else {
            self.rebuild_fields(here);
        }
        self.field_list.focus_field(form_fields::first_field_name(self.base_entry.kind()));
        let is_new = !answers.is_empty();
        self.discarded_answers = answers;
        is_new.then(|| entry_form_texts::answers_reset(&key_name(Mode::Form, Action::Reset)))
    }

    /// Whether another window changed the entry: what it kept, to be said before anything is kept here. The form then
    /// stands on the entry as it is now, with what was typed in it.
    pub(crate) fn sync_external_change(&mut self, here: &Context<'_>) -> Result<Option<String>, StoreError> {
        let before = self.original.clone().filter(|_| self.has_changes());
        let Some(before) = before else {
            return Ok(None);
        };
        let Some(row) = here.store.load_entry(before.id)? else {
            let said = std::mem::replace(&mut self.deletion_announced, true);
            let enter = key_name(Mode::Form, Action::Open);
            return Ok((!said).then(|| entry_form_texts::removed_elsewhere(&enter)));
        };
        self.deletion_announced = false;
        let changed = row != before;
        if changed {
            let answers = self.changed_answers();
            let open = self.field_list.focused_field_mut().map(|field| field.name.clone());
            self.base_entry = row.clone();
            self.original = Some(row);
            self.rebuild_fields(here);
            self.apply_answers(&answers, here);
            self.field_list.focus_field(&open.unwrap_or_default());
        }
        let unseen = std::mem::take(&mut self.changed_elsewhere);
        Ok((changed || unseen).then(|| {
            entry_form_texts::changed_elsewhere(
                &self.describe_saved_entry(here),
                &entry_form_texts::save_yours_instead(&key_name(Mode::Form, Action::Open)),
            )
        }))
    }

    /// The entry as it is in the journal, in a few words.
    fn describe_saved_entry(&self, here: &Context<'_>) -> String {
        let Some(row) = &self.original else {
            return String::new();
        };
        let told = describe::describe_columns(row, here.family, here.now);
        let parts = [told.main, told.aside];
        let parts: Vec<&str> = parts.iter().map(|part| part.trim()).collect();
        let said: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
        let said = sanitize_text(&said.join(" · ")).into_owned();
        let said = if said.is_empty() { describe::format_title(row, here.family, here.now) } else { said };
        // So short that what to do about it is never cut off.
        truncate_to_width(&said, MAX_ENTRY_COLUMNS, here.theme.glyph(Glyph::Ellipsis))
    }

    /// That something typed before is here, from when, and whether the entry is another since.
    pub(crate) fn draft_notice(&self, here: &Context<'_>) -> String {
        if !self.is_restored {
            return String::new();
        }
        let typed_at = entry_form_texts::format_typed_at(self.typed_at, here.now);
        let is_here = entry_form_texts::draft_restored(&typed_at, &key_name(Mode::Form, Action::Reset));
        if self.changed_elsewhere {
            entry_form_texts::changed_elsewhere(&self.describe_saved_entry(here), &is_here)
        } else {
            is_here
        }
    }

    /// What waits; nothing is forgotten that this form did not leave or find.
    pub(crate) fn build_draft(&self) -> Option<UnsavedDraft> {
        let answers = self.changed_answers();
        if answers.is_empty() {
            return self.has_stored_draft.get().then(|| (self.draft_slot.clone(), None));
        }
        self.has_stored_draft.set(true);
        let content = json!({"at": self.typed_at.to_rfc3339(), "answers": answers, "of": self.original_snapshot.clone()});
        Some((self.draft_slot.clone(), Some(content)))
    }
}

/// The key that opens a form of this kind again.
pub(crate) fn opening_key(kind: EntryKind, is_editing: bool) -> String {
    let action = match kind {
        _ if is_editing => Action::Edit,
        EntryKind::Massage => Action::Massage,
        EntryKind::Cue => Action::Cue,
        EntryKind::Sleep => Action::PastSleep,
        EntryKind::Checkin => Action::Checkin,
        EntryKind::Note => Action::Note,
    };
    key_for_action(Mode::Today, action).unwrap_or_default()
}
