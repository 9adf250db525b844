//! The parts of the screen: which one is being answered, and the way through them.
//!
//! ```text
//!   when > touching > cues > how it ended > asked first > before > after > I felt > touch > strokes > oil > note
//!                     └ enter: seemed to mean > what we did > did it help? > the next moment's cues
//!                                     └ the last choice: in your words
//! ```

use crate::model::fields::keys;
use crate::model::{Details, EntryKind, Id};
use crate::texts::entry_form::question_label;
use crate::texts::massage_screen as massage_texts;
use crate::tui::screens::entry_form::form_field::{FieldAnswer, FormField};
use crate::tui::screens::entry_form::form_fields::{NOT_TODAY_CODE, moment_field_name};
use crate::tui::screens::massage::MassageScreen;

/// The parts in the order `tab` goes through them.
const TAB_ORDER: [&str; 16] = [
    keys::WHEN,
    keys::AREAS,
    keys::CUES,
    keys::ENDED,
    keys::ASKED,
    keys::BEFORE,
    keys::AFTER,
    keys::FELT_BEFORE,
    keys::FELT_AFTER,
    keys::TOUCH,
    keys::REASON,
    keys::STROKES,
    keys::OIL,
    keys::NOTE,
    keys::CARER,
    keys::BABY,
];

/// What is asked about a moment once its cues are there.
pub(crate) const AFTER_CUES_PARTS: [&str; 4] = [keys::MEANT, keys::OWN_MEANING, keys::DID, keys::HELPED];

/// What is asked of a massage and has no place in [`TAB_ORDER`], behind the note: the small things that few need.
pub(crate) fn other_parts() -> impl Iterator<Item = &'static str> {
    let asked = EntryKind::Massage.fields().iter().filter(|spec| !spec.label.is_empty());
    asked.map(|spec| spec.key).filter(|key| *key != keys::NOT_TODAY && !TAB_ORDER.contains(key))
}

/// What stands before an answer at the top.
pub(crate) fn part_label(key: &str) -> &'static str {
    let spec = EntryKind::Massage.field(if key == keys::REASON { keys::NOT_TODAY } else { key });
    let label = massage_texts::part_label(key).or(spec.map(|spec| spec.label));
    label.unwrap_or_else(|| question_label(None, key))
}

impl MassageScreen {
    pub(crate) fn part_field(&self, key: &str) -> Option<&FormField> {
        let key = self.part_field_name(key);
        self.form.field_list.fields.iter().find(|field| field.name == key)
    }

    pub(crate) fn part_field_mut(&mut self, key: &str) -> Option<&mut FormField> {
        let key = self.part_field_name(key);
        let fields = &mut self.form.field_list.fields;
        fields.iter_mut().find(|field| field.name == key)
    }

    /// The form's name of a part; those of a moment are the current moment's.
    fn part_field_name(&self, part: &str) -> String {
        if part == keys::CUES || part == keys::AREA || AFTER_CUES_PARTS.contains(&part) {
            moment_field_name(self.moment_number, part)
        } else {
            part.to_owned()
        }
    }

    pub(crate) fn focus_part(&mut self, part: &str) {
        let key = self.part_field_name(part);
        self.form.field_list.focus_field(&key);
        self.is_searching = false;
    }

    pub(crate) fn focused_field(&self) -> Option<&FormField> {
        self.form.field_list.fields.get(self.form.field_list.focused_position)
    }

    pub(crate) fn focused_part(&self) -> &str {
        self.focused_field().map_or("", FormField::base_name)
    }

    /// Whether letters typed here are text that waits.
    pub(crate) fn is_text_open(&self) -> bool {
        self.is_searching
            || self.focused_field().is_some_and(|field| {
                field.is_text_open() || field.takes_own_words() || !field.search_text().is_empty()
            })
    }

    /// Whether what is typed here is not an answer yet.
    pub(crate) fn has_unfinished_input(&self) -> bool {
        self.is_searching
            || self.focused_field().is_some_and(|field| match &field.answer {
                FieldAnswer::Text { .. } => true,
                FieldAnswer::Pick(pick) => pick.is_typing_own_words() || pick.has_unresolved_search(),
            })
    }

    pub(crate) fn is_saved(&self) -> bool {
        self.form.original.is_some()
    }

    pub(crate) fn is_live(&self) -> bool {
        let before = self.form.original.as_ref();
        before.is_some_and(|e| matches!(&e.details, Details::Massage(it) if it.live))
    }

    pub(crate) fn entry_id(&self) -> Option<Id> {
        self.form.original.as_ref().map(|entry| entry.id)
    }

    /// To the next part, or the one before; after a moment, through what is asked about it.
    pub(crate) fn focus_adjacent_part(&mut self, on: bool) {
        let part = self.focused_part().to_owned();
        // Own words are asked for with a key of their own, so that nobody has one more question to pass.
        let is_asked = |follow: &&'static str| {
            *follow != keys::OWN_MEANING
                || part == keys::OWN_MEANING
                || self.part_field(follow).is_some_and(|field| !field.is_blank())
        };
        let parts: Vec<&str> = AFTER_CUES_PARTS.into_iter().filter(is_asked).collect();
        if let Some(at) = parts.iter().position(|follow| *follow == part) {
            match parts.get(if on { at + 1 } else { at.wrapping_sub(1) }).copied() {
                Some(follow) => self.focus_part(follow),
                None => {
                    if on {
                        self.close_moment();
                    }
                    self.focus_part(keys::CUES);
                }
            }
            return;
        }
        let touch = self.part_field(keys::TOUCH).and_then(FormField::picked_code);
        let not_today = touch == Some(NOT_TODAY_CODE);
        // Other touch is the same entry with less to fill.
        let massage = touch.is_none_or(|touch| touch == "massage");
        let shown = |part: &&str| match *part {
            keys::REASON => not_today,
            keys::STROKES | keys::OIL => massage || self.part_field(part).is_some_and(|f| !f.is_blank()),
            keys::WHEN => true,
            part => self.part_field(part).is_some(),
        };
        let mut order = TAB_ORDER.to_vec();
        let note = order.iter().position(|part| *part == keys::NOTE).map_or(order.len(), |note| note + 1);
        order.splice(note..note, other_parts());
        let mut parts: Vec<&str> = order.into_iter().filter(shown).collect();
        if self.is_saved() {
            // Its times are kept as they come; they are asked last.
            parts.rotate_left(1);
        }
        let at = parts.iter().position(|p| *p == part).unwrap_or(0);
        let n = parts.len().max(1);
        let to = if on { at + 1 } else { at + n - 1 } % n;
        if let Some(part) = parts.get(to) {
            self.focus_part(part);
        }
    }
}
