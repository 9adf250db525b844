//! Moments of cues, as massages and cue lines share them: what opens one, and what belongs to the last one.

use crate::model::Moment;
use crate::quick_line::match_terms::{Keyword, LineItem, SpannedItem};
use crate::quick_line::resolve_time::{TimeBasis, resolve_time};
use crate::quick_line::time_grammar::{TimeForm, TimePoint};
use crate::quick_line::time_slot::{push_unique, set_once};
use crate::quick_line::tokens::{CharRange, LineText};
use crate::quick_line::{LineContext, ParseError, Timestamp};
use crate::vocabulary::WordList;

/// Whether a segment opens a moment of its own: it has a signed cue, a time, or says `moment`.
pub(crate) fn is_moment_start(items: &[SpannedItem]) -> bool {
    items.iter().any(|(item, _)| {
        matches!(item, LineItem::Cue(Some(_), _) | LineItem::Time(_) | LineItem::Flag(Keyword::Moment, _))
    })
}

/// Adds the moment a segment opens, and gives back what in it is not its own.
pub(crate) fn open_moment(
    text: &LineText<'_>,
    context: &LineContext<'_>,
    began: Timestamp,
    items: Vec<SpannedItem>,
    moments: &mut Vec<Moment>,
) -> Result<Vec<SpannedItem>, ParseError> {
    // The signs only show how a parent reads each cue; what is seen together is one moment, with one answer.
    let (mut moment, mut rest) = (Moment::default(), Vec::new());
    for (item, span) in items {
        match item {
            LineItem::Flag(Keyword::Moment, _) => {}
            LineItem::Time(time) => {
                if matches!(time.form, TimeForm::Range(..) | TimeForm::Length(_)) || time.approximate {
                    let says = "A moment has one plain time, as in \"at 10:20\".";
                    return Err(ParseError::at_span(text, &span, says));
                }
                // Only a clock time leans on the day the massage began.
                let basis = match time.form {
                    TimeForm::Point(TimePoint::Clock { .. }) => {
                        TimeBasis::from_context(context).with_day_of(began)
                    }
                    _ => TimeBasis::from_context(context),
                };
                let (at, _) = resolve_time(text, &basis, Some(&time), None)?;
                set_once(&mut moment.at, at, text, &span, "when this moment was")?;
            }
            LineItem::Word(WordList::Areas, code) => {
                set_once(&mut moment.area, code, text, &span, "where this moment was")?;
            }
            LineItem::Cue(_, code) => push_unique(&mut moment.cues, code),
            other => rest.push((other, span)),
        }
    }
    moments.push(moment);
    Ok(rest)
}

/// Gives the last moment what belongs to it; anything else comes back.
pub(crate) fn answer_last_moment(
    text: &LineText<'_>,
    placed: SpannedItem,
    moments: &mut Vec<Moment>,
) -> Result<Option<SpannedItem>, ParseError> {
    let (item, span) = placed;
    let (list, code) = match item {
        LineItem::Word(list @ (WordList::Meant | WordList::Responses | WordList::Helped), code)
        | LineItem::Keyword(
            Keyword::List(list @ (WordList::Meant | WordList::Responses | WordList::Helped)),
            code,
        ) => (list, code),
        other => return Ok(Some((other, span))),
    };
    if moments.is_empty() {
        moments.push(Moment::default());
    }
    let Some(last) = moments.last_mut() else {
        return Ok(None);
    };
    match list {
        WordList::Meant => set_once(&mut last.meant, code, text, &span, "what it meant")?,
        WordList::Helped => set_once(&mut last.helped, code, text, &span, "whether it helped")?,
        _ => push_unique(&mut last.did, code),
    }
    Ok(None)
}

/// The error for something that has no place where it stands.
pub(crate) fn misplaced_error(text: &LineText<'_>, span: &CharRange, line: &str) -> ParseError {
    let says = format!("\"{}\" has no place here in this {line}.", text.raw_slice(span));
    ParseError::at_span(text, span, says)
}
