//! The one time and the one length a line may give, and fields that are said once.
//!
//! What a time means is decided in `when.rs`.

use super::clock::Expression;
use super::clock::Form;
use super::pieces::{Span, Text};
use super::when::{Basis, resolve};
use super::words::{Item, Placed};
use super::{At, Context, Unread};

#[derive(Clone, Copy, PartialEq, Debug)]
pub(crate) struct Times {
    pub(crate) at: At,
    pub(crate) until: Option<At>,
    pub(crate) about: bool,
}

#[derive(Default)]
pub(crate) struct Typed {
    pub(crate) time: Option<Expression>,
    pub(crate) length: Option<(i64, Span)>,
    pub(crate) about: bool,
}

impl Typed {
    /// Takes a time or a length; gives back anything else.
    pub(crate) fn take(&mut self, text: &Text<'_>, placed: Placed) -> Result<Option<Placed>, Unread> {
        let (item, span) = placed;
        let length = match item {
            Item::Length(minutes) => minutes,
            Item::Time(time) => {
                self.about |= time.about;
                match time.form {
                    Form::Length(minutes) => minutes,
                    _ if self.time.is_some() => return Err(twice(text, &span, "when it was")),
                    _ => {
                        self.time = Some(time);
                        return Ok(None);
                    }
                }
            }
            other => return Ok(Some((other, span))),
        };
        if self.length.is_some() {
            return Err(twice(text, &span, "how long it was"));
        }
        self.length = Some((length, span));
        Ok(None)
    }

    pub(crate) fn resolve(&self, text: &Text<'_>, context: &Context<'_>) -> Result<Times, Unread> {
        let length = self.length.as_ref().map(|(minutes, span)| (*minutes, span));
        let (at, until) = resolve(text, &Basis::of(context), self.time.as_ref(), length)?;
        Ok(Times { at, until, about: self.about })
    }
}

fn twice(text: &Text<'_>, span: &Span, what: &str) -> Unread {
    let says = format!("\"{}\" says for the second time {what}. Please keep one of them.", text.raw(span));
    Unread::mend(text, span, says)
}

/// Fills a field that may be said once.
pub(crate) fn once<T: PartialEq>(
    slot: &mut Option<T>,
    value: T,
    text: &Text<'_>,
    span: &Span,
    what: &str,
) -> Result<(), Unread> {
    match slot {
        Some(there) if *there != value => Err(twice(text, span, what)),
        _ => {
            *slot = Some(value);
            Ok(())
        }
    }
}

/// Adds to a list what is not in it yet.
pub(crate) fn add(list: &mut Vec<String>, code: String) {
    if !list.contains(&code) {
        list.push(code);
    }
}
