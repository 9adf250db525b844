//! What a line as it is said is answered with when nothing can be kept of it.

use crate::quick_line::ParseError;
use crate::quick_line::speech::Speech;
use crate::quick_line::tokens::CharRange;

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

    /// Two lines to choose from.
    pub(crate) fn either(&self, message: impl Into<String>, readings: Vec<String>) -> ParseError {
        ParseError::Ambiguous { message: message.into(), readings }
    }
}
