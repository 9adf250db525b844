//! Moments of cues, as massages and cue lines share them: what opens one, and what belongs to the last one.

use crate::model::fields::{FieldSpec, LineForm, keys};
use crate::model::moment_fields;
use crate::model::{Details, Moment};
use crate::quick_line::match_terms::{LineItem, SpannedItem};
use crate::quick_line::resolve_time::{TimeBasis, resolve_time};
use crate::quick_line::time_grammar::{TimeForm, TimePoint};
use crate::quick_line::time_slot::{push_unique, repeated_error, set_once};
use crate::quick_line::tokens::{CharRange, LineText};
use crate::quick_line::{LineContext, ParseError, Timestamp};
use crate::texts::parse_errors as texts;
use crate::texts::parse_errors::repeated_field;
use crate::vocabulary::WordList;

/// Whether a segment opens a moment of its own: it has a signed cue, a time, or says `moment`.
pub(crate) fn is_moment_start(items: &[SpannedItem]) -> bool {
    items
        .iter()
        .any(|(item, _)| matches!(item, LineItem::Cue(Some(_), _) | LineItem::Time(_) | LineItem::Moment))
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
            LineItem::Moment => {}
            LineItem::Time(time) => {
                if matches!(time.form, TimeForm::Range(..) | TimeForm::Length(_)) || time.approximate {
                    return Err(ParseError::at_span(text, &span, texts::MOMENT_TIME));
                }
                // Only a clock time leans on the day the massage began.
                let basis = match time.form {
                    TimeForm::Point(TimePoint::Clock { .. }) => {
                        TimeBasis::from_context(context).with_day_of(began)
                    }
                    _ => TimeBasis::from_context(context),
                };
                let (at, _) = resolve_time(text, &basis, Some(&time), None)?;
                set_once(&mut moment.at, at, text, &span, keys::AT)?;
            }
            LineItem::Word(WordList::Areas, code) => {
                set_once(&mut moment.area, code, text, &span, keys::AREA)?;
            }
            LineItem::Cue(_, code) => push_unique(&mut moment.cues, code),
            other => rest.push((other, span)),
        }
    }
    moments.push(moment);
    Ok(rest)
}

/// Puts an item where it belongs: into the last moment, or into a field of the entry.
pub(crate) fn apply_item(
    text: &LineText<'_>,
    (item, span): SpannedItem,
    details: &mut Details,
    moments: &mut Vec<Moment>,
    line: &str,
) -> Result<(), ParseError> {
    let answers = |field: &&FieldSpec<Moment>| match &item {
        LineItem::Word(list, _) => field.line_form == LineForm::Keyword && field.word_list() == Some(*list),
        LineItem::Answer(key, _) => field.key == *key,
        _ => false,
    };
    let (Some(field), LineItem::Word(_, answer) | LineItem::Answer(_, answer)) =
        (moment_fields().iter().find(answers), &item)
    else {
        return apply_field_item(text, (item, span), details, line);
    };
    if moments.is_empty() {
        moments.push(Moment::default());
    }
    if moments.last_mut().is_none_or(|last| field.add(last, answer.clone())) {
        return Ok(());
    }
    Err(repeated_error(text, &span, repeated_field(field.key)))
}

/// Puts an item into the field it answers: the one it names, else the first that takes words of its list.
pub(crate) fn apply_field_item(
    text: &LineText<'_>,
    (item, span): SpannedItem,
    details: &mut Details,
    line: &str,
) -> Result<(), ParseError> {
    let kind = details.kind();
    let (field, answer) = match item {
        LineItem::Word(list, code) => {
            (kind.fields().iter().find(|field| field.word_list() == Some(list)), code)
        }
        LineItem::Answer(key, answer) => (kind.field(key), answer),
        _ => (None, String::new()),
    };
    match field {
        None => Err(misplaced_error(text, &span, line)),
        Some(field) if !field.add(details, answer) => {
            Err(repeated_error(text, &span, repeated_field(field.key)))
        }
        Some(_) => Ok(()),
    }
}

/// The error for something that has no place where it stands.
fn misplaced_error(text: &LineText<'_>, span: &CharRange, line: &str) -> ParseError {
    ParseError::at_span(text, span, texts::misplaced(text.raw_slice(span), line))
}
