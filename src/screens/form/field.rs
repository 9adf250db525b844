//! One question of a form: a label, an answer, and how typing changes it. Knows nothing of entries.
//!
//! ```text
//!   what we did    paused, cuddled · ro        an answer being picked: what is picked, then the letters that find more
//! ```

use super::pick::Pick;
use serde_json::{Value, json};
use tui_input::{Input, InputRequest};

pub(crate) struct Field {
    /// Its name in drafts and problems; a moment's own begin with `m1.`, `m2.`, …
    pub key: String,
    pub answer: Answer,
    pub problem: Option<String>,
    /// The readings of a time inside a clock change to choose from, and which is marked.
    pub either: Option<(Vec<String>, usize)>,
    first: Value,
}

pub(crate) enum Answer {
    /// Text; `tall` text may have line ends in it.
    Text {
        input: Input,
        tall: bool,
    },
    Pick(Pick),
}

/// What comes of typing into an answer.
#[derive(PartialEq, Eq, Debug)]
pub(crate) enum Typed {
    Taken,
    /// It means nothing here; why, in a sentence.
    Refused(String),
}

impl Field {
    pub(crate) fn new(key: impl Into<String>, answer: Answer) -> Self {
        let mut field = Self { key: key.into(), answer, problem: None, either: None, first: Value::Null };
        field.first = field.value();
        field
    }

    /// A question answered in one line of text.
    pub(crate) fn text(key: impl Into<String>, text: impl Into<String>) -> Self {
        let input = Input::new(text.into());
        Self::new(key, Answer::Text { input, tall: false })
    }

    /// A question answered in text of any length.
    pub(crate) fn tall(key: impl Into<String>, text: impl Into<String>) -> Self {
        let input = Input::new(text.into());
        Self::new(key, Answer::Text { input, tall: true })
    }

    /// The key without the moment it belongs to.
    pub(crate) fn base(&self) -> &str {
        self.key.split_once('.').map_or(self.key.as_str(), |(_, base)| base)
    }

    /// Which moment it belongs to, from 1 on.
    pub(crate) fn moment(&self) -> Option<usize> {
        let (group, _) = self.key.split_once('.')?;
        group.strip_prefix('m')?.parse().ok()
    }

    /// The text as typed; empty for a picked answer.
    pub(crate) fn typed_text(&self) -> &str {
        match &self.answer {
            Answer::Text { input, .. } => input.value(),
            Answer::Pick(_) => "",
        }
    }

    pub(crate) fn codes(&self) -> &[String] {
        match &self.answer {
            Answer::Text { .. } => &[],
            Answer::Pick(pick) => &pick.picked,
        }
    }

    pub(crate) fn code(&self) -> Option<&str> {
        self.codes().first().map(String::as_str)
    }

    pub(crate) fn is_blank(&self) -> bool {
        self.typed_text().trim().is_empty() && self.codes().is_empty() && self.finding().is_empty()
    }

    /// Letters typed to find an option and not settled yet.
    pub(crate) fn finding(&self) -> &str {
        match &self.answer {
            Answer::Pick(pick) => pick.find.value(),
            Answer::Text { .. } => "",
        }
    }

    pub(crate) fn value(&self) -> Value {
        match &self.answer {
            Answer::Text { input, .. } => json!(input.value()),
            Answer::Pick(pick) if pick.find.value().is_empty() => json!(pick.picked),
            Answer::Pick(pick) => json!({"picked": pick.picked, "find": pick.find.value()}),
        }
    }

    /// Takes an answer back from a draft; anything else changes nothing.
    pub(crate) fn take(&mut self, value: &Value) {
        let codes = |value: &Value| serde_json::from_value::<Vec<String>>(value.clone()).ok();
        match &mut self.answer {
            Answer::Text { input, .. } => {
                if let Some(text) = value.as_str() {
                    *input = Input::new(text.to_owned());
                }
            }
            Answer::Pick(pick) => {
                if let Some(found) = codes(value).or_else(|| codes(&value["picked"])) {
                    pick.set(found);
                }
                if let Some(find) = value["find"].as_str() {
                    pick.find = Input::new(find.to_owned());
                }
            }
        }
    }

    /// Whether it is answered otherwise than at first.
    pub(crate) fn is_touched(&self) -> bool {
        self.value() != self.first
    }

    pub(crate) fn reset(&mut self) {
        let first = self.first.clone();
        if let Answer::Pick(pick) = &mut self.answer {
            pick.find.reset();
        }
        self.take(&first);
        self.problem = None;
        self.either = None;
    }

    /// What is wrong with it, and the two readings to choose from where there are several.
    pub(crate) fn is_to_mend(&mut self, says: String, either: Option<Vec<String>>) {
        self.problem = Some(says);
        self.either = either.map(|readings| (readings, 0));
    }

    pub(crate) fn typed(&mut self, request: InputRequest) -> Typed {
        if let Some((readings, marked)) = &mut self.either {
            match request {
                InputRequest::GoToPrevChar => *marked = marked.saturating_sub(1),
                InputRequest::GoToNextChar => *marked = (*marked + 1).min(readings.len().saturating_sub(1)),
                _ => self.either = None,
            }
            if self.either.is_some() {
                return Typed::Taken;
            }
        }
        self.problem = None;
        match &mut self.answer {
            Answer::Text { input, tall } => {
                let request = match request {
                    InputRequest::InsertChar('\n' | '\t') if !*tall => InputRequest::InsertChar(' '),
                    other => other,
                };
                input.handle(request);
                Typed::Taken
            }
            Answer::Pick(pick) => pick.typed(request),
        }
    }

    /// Takes the marked one of several readings.
    pub(crate) fn choose(&mut self) -> bool {
        let Some((readings, marked)) = self.either.take() else {
            return false;
        };
        if let (Answer::Text { input, .. }, Some(reading)) = (&mut self.answer, readings.get(marked)) {
            *input = Input::new(reading.clone());
        }
        self.problem = None;
        true
    }
}
