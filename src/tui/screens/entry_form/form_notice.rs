//! What a form says below its questions: what was typed before, safer sleep, and, once, who can read a check-in.

use crate::model::fields::keys;
use crate::model::{Entry, EntryKind};
use crate::quick_line::note_line::sounds_like_question;
use crate::store::{EntryFilter, StoreError};
use crate::tui::keys::{Action, Mode, key_name};
use crate::tui::screens::Context;
use crate::tui::screens::entry_form::form_fields::YES_CODE;
use crate::tui::screens::entry_form::{EntryForm, FormField, cue_choices, entry_form_texts, time_text};

/// Whether this is a new check-in of somebody who has written none.
pub(crate) fn is_first_checkin(
    before: Option<&Entry>,
    base: &Entry,
    context: &Context<'_>,
) -> Result<bool, StoreError> {
    if before.is_some() || base.kind() != EntryKind::Checkin {
        return Ok(false);
    }
    let own =
        EntryFilter { kind: Some(EntryKind::Checkin), carer: Some(base.carer), ..EntryFilter::default() };
    Ok(context.store.count_entries(&own)? == 0)
}

impl EntryForm {
    /// One of them; a draft's notice goes before the others.
    pub(crate) fn form_notice(&self, context: &Context<'_>) -> String {
        let draft = self.draft_notice(context);
        match self.base_entry.kind() {
            _ if !draft.is_empty() => draft,
            EntryKind::Checkin if self.is_first_checkin => {
                let is_sealed = context.family.settings.seals.contains_key(&self.base_entry.carer);
                entry_form_texts::who_can_read_this(is_sealed).to_owned()
            }
            EntryKind::Note if self.may_be_for_visit() => entry_form_texts::may_be_for_visit(
                self.focused_field().is_some_and(|field| field.name == keys::FOR_VISIT),
                &key_name(Mode::Form, Action::NextPart),
            ),
            kind => cue_choices::hint_for_kind(kind, context),
        }
    }

    /// A note that sounds like a question and is none for the visit yet; the parent says which it is.
    fn may_be_for_visit(&self) -> bool {
        let field = |name: &str| self.field_list.fields.iter().find(|field| field.name == name);
        let is_open = |name: &str| field(name).is_some_and(|it| it.picked_code() != Some(YES_CODE));
        let is_answered = field(keys::FOR_VISIT).is_some_and(FormField::is_changed);
        !is_answered
            && [keys::FOR_VISIT, keys::WAS_ASKED, keys::PRIVATE].into_iter().all(is_open)
            && field(keys::NOTE).is_some_and(|it| sounds_like_question(it.typed_text()))
    }

    fn focused_field(&self) -> Option<&FormField> {
        self.field_list.fields.get(self.field_list.focused_position)
    }

    /// What the time that is being typed is read as.
    pub(crate) fn preview_times(&self, context: &Context<'_>) -> String {
        let Some(field) = self.focused_field() else {
            return String::new();
        };
        if field.name != keys::WHEN || (field.is_blank() && self.original.is_some()) {
            return String::new();
        }
        let kind = self.base_entry.kind();
        let from =
            time_text::reference_time(field.typed_text(), &self.base_entry, self.original.is_none(), context);
        time_text::parse_typed_times(field.typed_text(), kind, context, from)
            .map(|times| time_text::describe_times(&times, context.now.local_date()))
            .unwrap_or_default()
    }
}
