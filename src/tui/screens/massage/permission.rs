//! The baby is asked first, and the answer is one key: in a new massage, and in one just begun that has nothing in it yet.
//!
//! ```text
//!   Hands still. Ask your baby. Wait for the answer.
//!   y: baby said yes · n: baby said not now · c: you couldn't tell
//! ```
//!
//! "Not now" is the whole entry, and it ends there. The first field takes a time as text too, so letters that go on to a
//! word ("yesterday") become that word, and the answer is taken back.

use crate::model::fields::keys;
use crate::model::kinds::massage::NOT_NOW_CODE;
use crate::model::{Change, Details, Massage as Touch, describe};
use crate::texts::massage_screen as massage_texts;
use crate::tui::keys::{Action, Mode, key_for_action};
use crate::tui::screens::entry_form::form_field::FormField;
use crate::tui::screens::massage::MassageScreen;
use crate::tui::screens::{Context, Effect, Screen};
use serde_json::json;
use tui_input::InputRequest;

const YES_CODE: &str = "yes";
const UNSURE_CODE: &str = "unsure";

/// Letters typed so far that answered; with more letters they are the beginning of a time.
#[derive(Default)]
pub(crate) struct AnswerLetters(String);

impl MassageScreen {
    /// Whether nothing of a massage is written yet but, perhaps, that the baby was asked.
    pub(crate) fn is_blank(&self) -> bool {
        let mut fields = self.form.field_list.fields.iter();
        !self.is_saved() && !fields.any(|field| field.is_changed() && field.name != keys::ASKED)
    }

    /// Whether it was begun, and nothing else is said of it.
    pub(crate) fn is_just_begun(&self) -> bool {
        let begun = Details::Massage(Touch { live: true, ..Touch::default() });
        let entry = self.form.original.as_ref();
        entry.is_some_and(|entry| entry.details == begun && entry.note.is_none())
            && self.focused_field().is_some_and(|field| field.name == keys::AREAS)
            && self.focused_field().is_none_or(|field| field.search_text().is_empty())
    }

    pub(crate) fn asked_code(&self) -> Option<&str> {
        self.part_field(keys::ASKED).and_then(FormField::picked_code)
    }

    fn set_asked(&mut self, code: Option<&str>) {
        if let Some(field) = self.part_field_mut(keys::ASKED) {
            field.set_from_json(&json!(code.into_iter().collect::<Vec<_>>()));
        }
    }

    pub(crate) fn answer_permission(&mut self, action: Action) {
        let key = key_for_action(self.input_mode(), action).unwrap_or_default();
        self.set_asked(Some(if action == Action::BabySaidYes { YES_CODE } else { UNSURE_CODE }));
        self.answer_letters.0 = if self.is_saved() || key.chars().count() != 1 { String::new() } else { key };
    }

    /// A letter behind an answer, which makes a word of it. Whether there was one.
    pub(crate) fn continue_word(&mut self, request: InputRequest) -> bool {
        let mut word = std::mem::take(&mut self.answer_letters.0);
        let InputRequest::InsertChar(letter) = request else {
            return false;
        };
        if word.is_empty() || !letter.is_alphabetic() || self.focused_part() != keys::WHEN {
            return false;
        }
        word.push(letter);
        if word == YES_CODE {
            // The answer itself, typed out.
            self.set_asked(Some(YES_CODE));
            self.set_when("");
            self.answer_letters.0 = word;
            return true;
        }
        self.set_asked(None);
        self.set_when(&word);
        if YES_CODE.starts_with(&word) {
            self.answer_letters.0 = word;
        }
        true
    }

    fn set_when(&mut self, text: &str) {
        if let Some(field) = self.part_field_mut(keys::WHEN) {
            field.set_from_json(&json!(text));
        }
    }

    /// "Not now" is an answer: it is kept, and that is all. One that was just begun becomes it.
    pub(crate) fn save_not_now(&self, context: &Context<'_>) -> Effect {
        let begun = self.form.original.clone();
        let mut entry = begun.clone().unwrap_or_else(|| {
            let mut new = self.form.base_entry.clone();
            new.at = context.now;
            new
        });
        entry.details = Details::Massage(Touch { not_today: Some(NOT_NOW_CODE.into()), ..Touch::default() });
        let title = describe::format_title(&entry, context.family, context.now);
        Effect::SaveAndClose(match begun {
            Some(begun) => Change::replace_record(title, begun, entry),
            None => Change::add_record(title, entry),
        })
    }

    /// What stands where the moments will be, as long as there are none.
    pub(crate) fn describe_no_moments(&self) -> String {
        let mode = self.input_mode();
        let asks = matches!(mode, Mode::BlankMassage | Mode::BegunMassage) && self.asked_code().is_none();
        let key = |action| key_for_action(mode, action).filter(|_| asks);
        match [Action::BabySaidYes, Action::NotNow, Action::CouldNotTell].map(key) {
            [Some(yes), Some(not_now), Some(unsure)] => massage_texts::ask_first(&yes, &not_now, &unsure),
            _ => massage_texts::NOTHING_SEEN.to_owned(),
        }
    }
}
