//! The one time and the one length a line may give, and fields that are said once.
//!
//! What a time means is decided in `resolve_time.rs`.

use crate::quick_line::match_terms::{LineItem, SpannedItem};
use crate::quick_line::resolve_time::{TimeBasis, TimeSubject, resolve_time};
use crate::quick_line::time_grammar::{TimeExpr, TimeForm};
use crate::quick_line::tokens::{CharRange, LineText};
use crate::quick_line::{LineContext, ParseError, Timestamp};
use crate::texts::parse_errors as texts;

#[derive(Clone, Copy, PartialEq, Debug)]
pub(crate) struct ResolvedTimes {
    pub(crate) at: Timestamp,
    pub(crate) until: Option<Timestamp>,
    pub(crate) approximate: bool,
}

#[derive(Default)]
pub(crate) struct TimeSlot {
    pub(crate) time: Option<TimeExpr>,
    pub(crate) length: Option<(i64, CharRange)>,
    pub(crate) approximate: bool,
}

impl TimeSlot {
    /// Takes a time or a length; gives back anything else.
    pub(crate) fn absorb_item(
        &mut self,
        text: &LineText<'_>,
        placed: SpannedItem,
    ) -> Result<Option<SpannedItem>, ParseError> {
        let (item, span) = placed;
        let length = match item {
            LineItem::Length(minutes) => minutes,
            LineItem::Time(time) => {
                self.approximate |= time.approximate;
                match time.form {
                    TimeForm::Length(minutes) => minutes,
                    _ if self.time.is_some() => {
                        return Err(repeated_error(text, &span, texts::REPEATED_TIME));
                    }
                    _ => {
                        self.time = Some(time);
                        return Ok(None);
                    }
                }
            }
            other => return Ok(Some((other, span))),
        };
        if self.length.is_some() {
            return Err(repeated_error(text, &span, texts::REPEATED_LENGTH));
        }
        self.length = Some((length, span));
        Ok(None)
    }

    pub(crate) fn resolve_times(
        &self,
        text: &LineText<'_>,
        context: &LineContext<'_>,
    ) -> Result<ResolvedTimes, ParseError> {
        self.resolve_times_of(text, context, TimeSubject::Anything)
    }

    pub(crate) fn resolve_times_of(
        &self,
        text: &LineText<'_>,
        context: &LineContext<'_>,
        subject: TimeSubject,
    ) -> Result<ResolvedTimes, ParseError> {
        self.resolve_with(text, &TimeBasis::from_context(context).about(subject))
    }

    pub(crate) fn resolve_with(
        &self,
        text: &LineText<'_>,
        basis: &TimeBasis,
    ) -> Result<ResolvedTimes, ParseError> {
        let length = self.length.as_ref().map(|(minutes, span)| (*minutes, span));
        let (at, until) = resolve_time(text, basis, self.time.as_ref(), length)?;
        Ok(ResolvedTimes { at, until, approximate: self.approximate })
    }
}

pub(crate) fn repeated_error(text: &LineText<'_>, span: &CharRange, what: &str) -> ParseError {
    ParseError::at_span(text, span, texts::repeated(text.raw_slice(span), what))
}

/// Fills a field that may be said once.
pub(crate) fn set_once<T: PartialEq>(
    slot: &mut Option<T>,
    value: T,
    text: &LineText<'_>,
    span: &CharRange,
    key: &str,
) -> Result<(), ParseError> {
    match slot {
        Some(there) if *there != value => Err(repeated_error(text, span, texts::repeated_field(key))),
        _ => {
            *slot = Some(value);
            Ok(())
        }
    }
}

/// Adds to a list what is not in it yet.
pub(crate) fn push_unique(list: &mut Vec<String>, code: String) {
    if !list.contains(&code) {
        list.push(code);
    }
}
