//! `note ask about the rash @visit`, and `note at 10:15: ...` for one that belongs to another time.
//!
//! The text of a note is the parent's, commas and all; only a time before a colon and a last `@visit` or `@private` are taken from it.

use super::clock::{Form, expression};
use super::pieces::{Text, fold_char};
use super::times::Typed;
use super::when::resolve;
use super::{Context, Unread, entry};
use crate::journal::{Entry, Note, What};

/// Says that the note's words are to be taken as they stand, `@visit` and `@private` and all.
pub(crate) const VERBATIM: &str = "as written";
/// Makes a note a question for the visit.
pub(crate) const VISIT: &str = "@visit";
pub(crate) const PRIVATE: &str = "@private";
/// Longest time looked for before a colon.
const LONGEST: usize = 120;

/// The rest of a line that begins with `note`, from the character after it.
pub(crate) fn read(text: &Text<'_>, from: usize, context: &Context<'_>) -> Result<Entry, Unread> {
    let (mut typed, mut verbatim, mut begins) = (Typed::default(), false, from);
    if let Some((time, exact, after)) = headed(text, from) {
        typed.about = time.about;
        typed.time = Some(time);
        (verbatim, begins) = (exact, after);
    }
    let said = text.raw(&(begins..text.len())).trim();
    // Either mark, or both, in either order.
    let (mut said, mut visit, mut private) = (said, false, false);
    while let Some((mark, before)) = [VISIT, PRIVATE]
        .into_iter()
        // Each once: what stands before it is the parent's.
        .filter(|mark| !(verbatim || visit && *mark == VISIT || private && *mark == PRIVATE))
        .find_map(|mark| Some((mark, marked(said, mark)?)))
    {
        (visit, private) = (visit || mark == VISIT, private || mark == PRIVATE);
        said = before;
    }
    let (at, until) = resolve(text, &super::when::Basis::of(context), typed.time.as_ref(), None)?;
    let times = super::times::Times { at, until, about: typed.about };
    let what = What::Note(Note { for_visit: visit, private, sealed: None });
    Ok(Entry {
        baby: None,
        note: Some(said.to_owned()).filter(|said| !said.is_empty()),
        ..entry(context, times, what)
    })
}

/// What stands before a last mark, such as `@visit`.
fn marked<'a>(said: &'a str, mark: &str) -> Option<&'a str> {
    let cut = said.len().checked_sub(mark.len())?;
    let (before, tail) = (said.get(..cut)?, said.get(cut..)?);
    let tail: String = tail.chars().map(fold_char).collect();
    let apart = before.chars().next_back().is_none_or(char::is_whitespace);
    (tail == mark && apart).then(|| before.trim_end())
}

/// `at TIME:` or `at TIME as written:`, and where the text begins. Anything else is the text.
fn headed(text: &Text<'_>, from: usize) -> Option<(super::clock::Expression, bool, usize)> {
    let mut start = from;
    while text.at(start) == Some(' ') {
        start += 1;
    }
    let at =
        text.at(start) == Some('a') && text.at(start + 1) == Some('t') && text.at(start + 2) == Some(' ');
    if !at {
        return None;
    }
    let colon = (start..(start + LONGEST).min(text.len()))
        .find(|place| text.at(*place) == Some(':') && matches!(text.at(place + 1), Some(' ') | None))?;
    // Without the "at", so that a line with its time put differently still has it.
    let begins = (start + 3..colon).find(|place| text.at(*place) != Some(' '))?;
    let time = expression(text, &(begins..colon))?;
    if !matches!(time.form, Form::At(_) | Form::Range(..)) {
        return None;
    }
    match text.folded(&(time.span.end..colon)).as_str() {
        "" => Some((time, false, colon + 1)),
        VERBATIM => Some((time, true, colon + 1)),
        _ => None,
    }
}
