//! An answer in the family's own words, with their earlier ones to pick from.
//!
//! ```text
//!   ▸ in your words   hungry▏                     typed as it is; what is typed is the answer, with no key more
//!      1 wind  2 too bright                       nothing typed yet: digits and arrows pick what was written before
//! ```

use crate::model::fields::keys;
use crate::tui::screens::entry_form::field_list::FieldList;
use crate::tui::screens::entry_form::form_field::FieldAnswer;
use crate::tui::screens::entry_form::form_fields::{OWN_WORDS_CODE, moment_field_name};
use crate::tui::screens::entry_form::pick_list::{InputResult, PickList, PickOption};
use crate::vocabulary::normalize_text;
use tui_input::{Input, InputRequest};

impl FieldList {
    /// Typing; the choice of own words goes on to their question and leaves what was chosen as it was.
    pub(crate) fn handle_input_to_own_words(&mut self, request: InputRequest) -> InputResult {
        let before = self.focused_field_mut().map(|field| field.picked_codes().to_vec()).unwrap_or_default();
        let result = self.handle_input(request);
        let Some(field) = self.focused_field_mut().filter(|field| field.base_name() == keys::MEANT) else {
            return result;
        };
        let number = field.moment_number();
        if let (FieldAnswer::Pick(pick), Some(number)) = (&mut field.answer, number)
            && pick.picked.iter().any(|code| code == OWN_WORDS_CODE)
        {
            pick.picked = before;
            self.focus_field(&moment_field_name(number, keys::OWN_MEANING));
        }
        result
    }
}

impl PickList {
    /// A question answered in own words; `offered` were written before.
    pub(crate) fn in_own_words(offered: &[String], answer: Option<String>) -> Self {
        let options = offered.iter().map(|words| PickOption::new(words, words)).collect();
        let mut pick = Self::new(options, Vec::new(), false);
        pick.takes_own_words = true;
        pick.set_picked(answer.into_iter().collect());
        pick
    }

    /// Whether what is typed is text, not letters that find something.
    pub(crate) fn is_typing_own_words(&self) -> bool {
        self.takes_own_words && !self.search_input.value().is_empty()
    }

    /// Typing that is text here; false where it picks from what was written before.
    pub(crate) fn type_own_words(&mut self, request: InputRequest) -> bool {
        use InputRequest as To;
        if !self.takes_own_words {
            return false;
        }
        match request {
            To::InsertChar(c) if !self.is_typing_own_words() => {
                let place =
                    c.to_digit(10).and_then(|n| usize::try_from(n).ok()).and_then(|n| n.checked_sub(1));
                if c == ' ' || place.is_some_and(|place| place < self.options.len()) {
                    return false;
                }
                self.picked_before_search = std::mem::take(&mut self.picked);
            }
            // What is there is changed at its end.
            To::DeletePrevChar | To::DeletePrevWord if !self.is_typing_own_words() => {
                self.search_input = Input::new(self.picked.first().cloned().unwrap_or_default());
                self.picked_before_search.clear();
            }
            _ if !self.is_typing_own_words() => return false,
            _ => {}
        }
        let request = match request {
            To::InsertChar('\n' | '\t') => To::InsertChar(' '),
            other => other,
        };
        self.search_input.handle(request);
        self.answer_with_typed();
        true
    }

    /// What is typed is the answer, as the family spelled it before.
    fn answer_with_typed(&mut self) {
        let typed = self.search_input.value().trim().to_owned();
        let folded = normalize_text(&typed);
        let known = self.options.iter().find(|option| normalize_text(&option.code) == folded);
        let answer = known.map_or(typed, |option| option.code.clone());
        self.picked = if answer.is_empty() { self.picked_before_search.clone() } else { vec![answer] };
    }

    /// What was typed is settled: the question is left.
    pub(crate) fn settle_own_words(&mut self) {
        if self.is_typing_own_words() {
            self.search_input.reset();
            let picked = std::mem::take(&mut self.picked);
            self.set_picked(picked);
        }
    }
}
