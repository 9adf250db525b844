//! One question of a form: a label, an answer, and how typing changes it. Knows nothing of entries.
//!
//! ```text
//!   what we did    paused, cuddled · ro        an answer being picked: what is picked, then the letters that find more
//! ```

use crate::tui::screens::entry_form::pick_list::{InputResult, PickList};
use serde_json::{Value, json};
use tui_input::{Input, InputRequest};

pub(crate) struct FormField {
    /// Its name in drafts and problems; a moment's own begin with `m1.`, `m2.`, …
    pub name: String,
    pub answer: FieldAnswer,
    pub error: Option<String>,
    /// The readings of a time inside a clock change to choose from, and which is marked.
    pub reading_choice: Option<(Vec<String>, usize)>,
    initial_value: Value,
}

pub(crate) enum FieldAnswer {
    /// Text; `tall` text may have line ends in it.
    Text {
        input: Input,
        multiline: bool,
    },
    Pick(PickList),
}

impl FormField {
    pub(crate) fn new(key: impl Into<String>, answer: FieldAnswer) -> Self {
        let mut field =
            Self { name: key.into(), answer, error: None, reading_choice: None, initial_value: Value::Null };
        field.initial_value = field.to_json();
        field
    }

    /// A question answered in one line of text.
    pub(crate) fn text(key: impl Into<String>, with_text: impl Into<String>) -> Self {
        let input = Input::new(with_text.into());
        Self::new(key, FieldAnswer::Text { input, multiline: false })
    }

    /// A question answered in text of any length.
    pub(crate) fn with_multiline_text(key: impl Into<String>, text: impl Into<String>) -> Self {
        let input = Input::new(text.into());
        Self::new(key, FieldAnswer::Text { input, multiline: true })
    }

    /// The key without the moment it belongs to.
    pub(crate) fn base_name(&self) -> &str {
        self.name.split_once('.').map_or(self.name.as_str(), |(_, base)| base)
    }

    /// Which moment it belongs to, from 1 on.
    pub(crate) fn moment_number(&self) -> Option<usize> {
        let (group, _) = self.name.split_once('.')?;
        group.strip_prefix('m')?.parse().ok()
    }

    /// Whether it is answered in words of the family's own.
    pub(crate) fn takes_own_words(&self) -> bool {
        matches!(&self.answer, FieldAnswer::Pick(pick) if pick.takes_own_words)
    }

    /// Whether text is being typed into it that is not settled.
    pub(crate) fn is_text_open(&self) -> bool {
        match &self.answer {
            FieldAnswer::Text { .. } => true,
            FieldAnswer::Pick(pick) => pick.is_typing_own_words(),
        }
    }

    /// The question is left.
    pub(crate) fn settle(&mut self) {
        if let FieldAnswer::Pick(pick) = &mut self.answer {
            pick.settle_own_words();
        }
    }

    /// The text without blanks around it; none for a blank or a picked answer.
    pub(crate) fn trimmed_text(&self) -> Option<String> {
        let text = self.typed_text().trim();
        (!text.is_empty()).then(|| text.to_owned())
    }

    /// The text as typed; empty for a picked answer.
    pub(crate) fn typed_text(&self) -> &str {
        match &self.answer {
            FieldAnswer::Text { input, .. } => input.value(),
            FieldAnswer::Pick(_) => "",
        }
    }

    pub(crate) fn picked_codes(&self) -> &[String] {
        match &self.answer {
            FieldAnswer::Text { .. } => &[],
            FieldAnswer::Pick(pick) => &pick.picked,
        }
    }

    pub(crate) fn picked_code(&self) -> Option<&str> {
        self.picked_codes().first().map(String::as_str)
    }

    pub(crate) fn is_blank(&self) -> bool {
        self.typed_text().trim().is_empty() && self.picked_codes().is_empty() && self.search_text().is_empty()
    }

    /// Letters typed to find an option and not settled yet.
    pub(crate) fn search_text(&self) -> &str {
        match &self.answer {
            FieldAnswer::Pick(pick) if pick.takes_own_words => "",
            FieldAnswer::Pick(pick) => pick.search_input.value(),
            FieldAnswer::Text { .. } => "",
        }
    }

    pub(crate) fn to_json(&self) -> Value {
        match &self.answer {
            FieldAnswer::Text { input, .. } => json!(input.value()),
            FieldAnswer::Pick(pick) if pick.takes_own_words || pick.search_input.value().is_empty() => {
                json!(pick.picked)
            }
            FieldAnswer::Pick(pick) => json!({"picked": pick.picked, "find": pick.search_input.value()}),
        }
    }

    /// Takes an answer back from a draft; anything else changes nothing.
    pub(crate) fn set_from_json(&mut self, value: &Value) {
        let codes = |value: &Value| serde_json::from_value::<Vec<String>>(value.clone()).ok();
        match &mut self.answer {
            FieldAnswer::Text { input, .. } => {
                if let Some(text) = value.as_str() {
                    *input = Input::new(text.to_owned());
                }
            }
            FieldAnswer::Pick(pick) => {
                // Own words of a draft may be text alone.
                let text = || value.as_str().filter(|text| pick.takes_own_words && !text.is_empty());
                let text = text().map(|text| vec![text.to_owned()]);
                if let Some(found) = codes(value).or_else(|| codes(&value["picked"])).or(text) {
                    pick.set_picked(found);
                }
                if let Some(find) = value["find"].as_str() {
                    pick.search_input = Input::new(find.to_owned());
                }
            }
        }
    }

    /// Whether it is answered otherwise than at first.
    pub(crate) fn is_changed(&self) -> bool {
        self.to_json() != self.initial_value
    }

    pub(crate) fn reset_answer(&mut self) {
        let first = self.initial_value.clone();
        if let FieldAnswer::Pick(pick) = &mut self.answer {
            pick.search_input.reset();
        }
        self.set_from_json(&first);
        self.error = None;
        self.reading_choice = None;
    }

    /// What is wrong with it, and the two readings to choose from where there are several.
    pub(crate) fn set_error(&mut self, message: String, either: Option<Vec<String>>) {
        self.error = Some(message);
        self.reading_choice = either.map(|readings| (readings, 0));
    }

    pub(crate) fn handle_input(&mut self, request: InputRequest) -> InputResult {
        if let Some((readings, marked)) = &mut self.reading_choice {
            match request {
                InputRequest::GoToPrevChar => *marked = marked.saturating_sub(1),
                InputRequest::GoToNextChar => *marked = (*marked + 1).min(readings.len().saturating_sub(1)),
                _ => self.reading_choice = None,
            }
            if self.reading_choice.is_some() {
                return InputResult::Accepted;
            }
        }
        self.error = None;
        match &mut self.answer {
            FieldAnswer::Text { input, multiline: tall } => {
                let request = match request {
                    InputRequest::InsertChar('\n' | '\t') if !*tall => InputRequest::InsertChar(' '),
                    other => other,
                };
                input.handle(request);
                InputResult::Accepted
            }
            FieldAnswer::Pick(pick) => pick.handle_input(request),
        }
    }

    /// Takes the marked one of several readings.
    pub(crate) fn accept_marked_reading(&mut self) -> bool {
        let Some((readings, marked)) = self.reading_choice.take() else {
            return false;
        };
        if let (FieldAnswer::Text { input, .. }, Some(reading)) = (&mut self.answer, readings.get(marked)) {
            *input = Input::new(reading.clone());
        }
        self.error = None;
        true
    }
}
