//! Moments of cues, as massages and cue lines share them: what opens one, and what belongs to the last one.

use super::clock::{Form, Spot};
use super::pieces::{Span, Text};
use super::times::{add, once};
use super::when::{Basis, resolve};
use super::words::{Item, Key, Placed};
use super::{At, Context, Unread};
use crate::journal::Moment;
use crate::words::List;

/// Whether a segment opens a moment of its own: it has a signed cue, a time, or says `moment`.
pub(crate) fn opens(items: &[Placed]) -> bool {
    items
        .iter()
        .any(|(item, _)| matches!(item, Item::Cue(Some(_), _) | Item::Time(_) | Item::Flag(Key::Moment, _)))
}

/// Adds the moment a segment opens, and gives back what in it is not its own.
pub(crate) fn open(
    text: &Text<'_>,
    context: &Context<'_>,
    began: At,
    items: Vec<Placed>,
    moments: &mut Vec<Moment>,
) -> Result<Vec<Placed>, Unread> {
    // The signs only show how a parent reads each cue; what is seen together is one moment, with one answer.
    let (mut moment, mut rest) = (Moment::default(), Vec::new());
    for (item, span) in items {
        match item {
            Item::Flag(Key::Moment, _) => {}
            Item::Time(time) => {
                if matches!(time.form, Form::Range(..) | Form::Length(_)) || time.about {
                    let says = "A moment has one plain time, as in \"at 10:20\".";
                    return Err(Unread::mend(text, &span, says));
                }
                // Only a clock time leans on the day the massage began.
                let basis = match time.form {
                    Form::At(Spot::Clock { .. }) => Basis::of(context).beside(began),
                    _ => Basis::of(context),
                };
                let (at, _) = resolve(text, &basis, Some(&time), None)?;
                once(&mut moment.at, at, text, &span, "when this moment was")?;
            }
            Item::Word(List::Areas, code) => {
                once(&mut moment.area, code, text, &span, "where this moment was")?;
            }
            Item::Cue(_, code) => add(&mut moment.cues, code),
            other => rest.push((other, span)),
        }
    }
    moments.push(moment);
    Ok(rest)
}

/// Gives the last moment what belongs to it; anything else comes back.
pub(crate) fn answer(
    text: &Text<'_>,
    placed: Placed,
    moments: &mut Vec<Moment>,
) -> Result<Option<Placed>, Unread> {
    let (item, span) = placed;
    let (list, code) = match item {
        Item::Word(list @ (List::Meant | List::Responses | List::Helped), code)
        | Item::Key(Key::Of(list @ (List::Meant | List::Responses | List::Helped)), code) => (list, code),
        other => return Ok(Some((other, span))),
    };
    if moments.is_empty() {
        moments.push(Moment::default());
    }
    let Some(last) = moments.last_mut() else {
        return Ok(None);
    };
    match list {
        List::Meant => once(&mut last.meant, code, text, &span, "what it meant")?,
        List::Helped => once(&mut last.helped, code, text, &span, "whether it helped")?,
        _ => add(&mut last.did, code),
    }
    Ok(None)
}

/// The error for something that has no place where it stands.
pub(crate) fn misplaced(text: &Text<'_>, span: &Span, line: &str) -> Unread {
    let says = format!("\"{}\" has no place here in this {line}.", text.raw(span));
    Unread::mend(text, span, says)
}
