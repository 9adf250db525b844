//! What a line as it is said is answered with when nothing can be kept of it.

use crate::quick_line::speech::{Speech, read_offered};
use crate::quick_line::tokens::CharRange;
use crate::quick_line::{ParseError, parse_addressed_line};
use crate::texts::parse_errors::unreadable_time;
use crate::texts::speech_texts as texts;

impl Speech<'_> {
    pub(crate) fn error(&self, span: &CharRange, message: impl Into<String>) -> ParseError {
        ParseError::Unreadable {
            message: message.into(),
            byte_range: self.text.byte_range(span),
            can_keep_as_note: true,
        }
    }

    /// A piece that is not understood, named by the whole word it was cut from: `23:00-25`, not `00-25`.
    pub(crate) fn unread_error(&self, span: &CharRange) -> ParseError {
        let is_blank = |at: usize| self.text.raw_slice(&(at..at + 1)).trim().is_empty();
        let start = (0..span.start).rev().find(|at| is_blank(*at)).map_or(0, |at| at + 1);
        let end = (span.end..self.text.len()).find(|at| is_blank(*at)).unwrap_or(self.text.len());
        let whole = start..end;
        let word = self.text.raw_slice(&whole).trim_end_matches([',', ';', '.']);
        let looks_like_time = word.starts_with(|c: char| c.is_ascii_digit()) && word.contains(':');
        let message = if looks_like_time { unreadable_time(word) } else { texts::left_over(word) };
        self.error(&whole, message)
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
