//! One form for every baby at once: offered where a family has several and the entry is new, and kept as an entry for
//! each of them, in one change.

use crate::model::fields::keys;
use crate::model::{Entry, EntryKind, Id};
use crate::tui::screens::Context;
use crate::tui::screens::entry_form::{EntryForm, FieldAnswer, FormField, PickOption, entry_form_texts};

pub(crate) const EVERY_BABY_CODE: &str = "both";

impl EntryForm {
    /// Offers it, once the questions were made.
    pub(crate) fn offer_every_baby(&mut self, context: &Context<'_>) {
        let count = context.family.open_babies().count();
        let own = matches!(self.base_entry.kind(), EntryKind::Checkin | EntryKind::Note);
        if self.original.is_some() || own || count < 2 {
            return;
        }
        for field in self.field_list.fields.iter_mut().filter(|f| f.name == keys::BABY) {
            if let FieldAnswer::Pick(pick) = &mut field.answer {
                let every = entry_form_texts::every_baby_label(count);
                pick.options.push(PickOption::new(EVERY_BABY_CODE, every));
            }
        }
    }

    /// Whom it is about as it is answered now, where there are several.
    pub(crate) fn selected_baby_names(&self, context: &Context<'_>) -> Option<String> {
        let family = context.family;
        let mut fields = self.field_list.fields.iter();
        let said = fields.find(|f| f.name == keys::BABY).and_then(FormField::picked_code);
        let babies: Vec<Id> = match said {
            Some(EVERY_BABY_CODE) => family.open_babies().map(|baby| baby.id).collect(),
            Some(code) => code.parse().into_iter().collect(),
            None => self.base_entry.baby.into_iter().collect(),
        };
        let names = family.join_baby_names(&babies);
        (family.babies.len() > 1 && !names.is_empty()).then_some(names)
    }

    /// The entry, or one for each baby when it is about all of them.
    pub(crate) fn copy_for_each_baby(&self, entry: &Entry, context: &Context<'_>) -> Vec<Entry> {
        let every = |f: &FormField| f.name == keys::BABY && f.picked_code() == Some(EVERY_BABY_CODE);
        if self.original.is_none() && self.field_list.fields.iter().any(every) {
            let open: Vec<Id> = context.family.open_babies().map(|baby| baby.id).collect();
            return entry.copy_for_babies(&open);
        }
        vec![entry.clone()]
    }
}
