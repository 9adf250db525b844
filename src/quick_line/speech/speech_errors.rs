//! What a line as it is said is answered with when nothing can be kept of it.

use crate::quick_line::speech::{Speech, read_offered};
use crate::quick_line::tokens::CharRange;
use crate::quick_line::{ParseError, parse_addressed_line};
use crate::texts::speech_texts as texts;

impl Speech<'_> {
    pub(crate) fn error(&self, span: &CharRange, message: impl Into<String>) -> ParseError {
        ParseError::Unreadable {
            message: message.into(),
            byte_range: self.text.byte_range(span),
            can_keep_as_note: true,
        }
    }

    pub(crate) fn whole_error(&self, message: impl Into<String>) -> ParseError {
        self.error(&(0..self.text.len()), message)
    }

    /// Lines to choose from, each of which can be read; where fewer than two can, the line is not understood.
    pub(crate) fn either(&self, message: impl Into<String>, readings: Vec<String>) -> ParseError {
        let readings: Vec<String> = readings
            .into_iter()
            .filter(|line| {
                parse_addressed_line(line, self.context).is_ok()
                    || read_offered(line, self.context, self.running).is_some()
            })
            .collect();
        if readings.len() < 2 {
            return self.whole_error(texts::UNSURE);
        }
        ParseError::Ambiguous { message: message.into(), readings }
    }
}
