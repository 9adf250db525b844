//! The words of a note as one text, for the parent's own editor, and the changed text back in their place.

use crate::model::EntryKind;
use crate::tui::screens::Context;
use crate::tui::screens::entry_form::EntryForm;
use crate::tui::screens::entry_form::form_field::FieldAnswer;
use tui_input::Input;

/// Words of several lines, and whether others are kept from reading them.
pub(crate) struct LongText {
    pub(crate) text: String,
    pub(crate) is_private: bool,
}

impl EntryForm {
    /// The text being typed; none when it is not one of several lines.
    pub(crate) fn long_text(&self, context: &Context<'_>) -> Option<LongText> {
        let field = self.field_list.fields.get(self.field_list.focused_position)?;
        match &field.answer {
            FieldAnswer::Text { input, multiline: true } => Some(LongText {
                text: input.value().to_owned(),
                is_private: self.is_kept_from_others(context),
            }),
            _ => None,
        }
    }

    /// What came back from the editor. The line end that editors put behind the last line is none of the parent's.
    pub(crate) fn replace_long_text(&mut self, text: &str, context: &Context<'_>) {
        let words = text.replace('\r', "");
        if let Some(field) = self.field_list.focused_field_mut()
            && let FieldAnswer::Text { input, multiline: true } = &mut field.answer
        {
            *input = Input::new(words.trim_end_matches('\n').to_owned());
        }
        self.typed_at = context.now;
        (self.has_warned, self.is_restored) = (false, false);
        self.sync_fields(context);
    }

    /// A locked journal, a check-in that is hidden or sealed, a private note.
    fn is_kept_from_others(&self, context: &Context<'_>) -> bool {
        let entry = &self.base_entry;
        let is_checkin = entry.kind() == EntryKind::Checkin;
        let seals = context.family.settings.seals.contains_key(&entry.carer);
        let mut answers = self.field_list.fields.iter();
        let is_private = answers.any(|it| it.name == "private" && it.picked_code() == Some("yes"));
        context.store.is_encrypted()
            || is_private
            || entry.is_private_to_writer()
            || (is_checkin && (seals || context.family.hides_from_views(entry)))
    }
}
