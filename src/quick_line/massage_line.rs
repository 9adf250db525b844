//! `massage 10:15 12m legs tummy +smiles -looks away; paused; baby said stop`, other touch, and `not today, asleep`.
//!
//! The words are the lists'; which of them belong to the entry and which to its last moment is decided here.

use crate::model::{Details, Entry, Massage};
use crate::quick_line::match_terms::{CueMode, Grammar, Keyword, LineItem, SpannedItem, TermMatcher};
use crate::quick_line::moment_list::{answer_last_moment, is_moment_start, misplaced_error, open_moment};
use crate::quick_line::suggest::join_short_words;
use crate::quick_line::time_slot::{ResolvedTimes, TimeSlot, push_unique, set_once};
use crate::quick_line::tokens::{LineParts, LineText};
use crate::quick_line::{LineContext, ParseError, build_entry};
use crate::vocabulary;
use crate::vocabulary::WordList;

const MASSAGE_KEYWORDS: &[(&str, Keyword)] = &[
    ("touch", Keyword::List(WordList::Touch)),
    ("asked", Keyword::List(WordList::Asked)),
    ("ended", Keyword::List(WordList::Ended)),
    ("did", Keyword::List(WordList::Responses)),
    ("meant", Keyword::List(WordList::Meant)),
    ("helped", Keyword::List(WordList::Helped)),
    ("before", Keyword::Before),
    ("after", Keyword::After),
    ("felt", Keyword::Felt),
    ("oil", Keyword::Oil),
    ("moment", Keyword::Moment),
    ("running", Keyword::Running),
];

/// While no cue has been named, a word for touch is the touch.
pub(crate) const MASSAGE_HEAD_GRAMMAR: Grammar = Grammar {
    name: "massage",
    lists: &[
        WordList::Areas,
        WordList::Strokes,
        WordList::Touch,
        WordList::Ended,
        WordList::Asked,
        WordList::Meant,
        WordList::Helped,
    ],
    keywords: MASSAGE_KEYWORDS,
    cues: CueMode::Signed,
    allows_free_text: false,
    hint: massage_hint,
};

/// Once a cue has been named, what we did comes first: "skin to skin" after a cue is a response.
pub(crate) const MASSAGE_LATER_GRAMMAR: Grammar = Grammar {
    name: "massage",
    lists: &[
        WordList::Areas,
        WordList::Strokes,
        WordList::Responses,
        WordList::Touch,
        WordList::Meant,
        WordList::Helped,
        WordList::Ended,
        WordList::Asked,
    ],
    keywords: MASSAGE_KEYWORDS,
    cues: CueMode::Signed,
    allows_free_text: false,
    hint: massage_hint,
};

/// After `not today`.
const NOT_TODAY_GRAMMAR: Grammar = Grammar {
    name: "line",
    lists: &[WordList::Reasons],
    keywords: MASSAGE_KEYWORDS,
    cues: CueMode::Signed,
    allows_free_text: false,
    hint: not_today_hint,
};

fn massage_hint() -> String {
    let areas: Vec<&str> = vocabulary::list(WordList::Areas).iter().map(|area| area.short.as_str()).collect();
    format!("Areas are {}.", areas.join(", "))
}

fn not_today_hint() -> String {
    format!(
        "A reason can be {}; anything else can follow as \"; note ...\".",
        join_short_words(WordList::Reasons, "or")
    )
}

/// The rest of a line that begins with `massage` or another touch.
pub(crate) fn parse_massage(
    text: &LineText<'_>,
    parts: &LineParts,
    begun: Massage,
    context: &LineContext<'_>,
) -> Result<Entry, ParseError> {
    fill_massage(text, parts, begun, context, &MASSAGE_HEAD_GRAMMAR)
}

/// The rest of a line that begins with `not today`.
pub(crate) fn parse_not_today(
    text: &LineText<'_>,
    parts: &LineParts,
    context: &LineContext<'_>,
) -> Result<Entry, ParseError> {
    let mut made = fill_massage(text, parts, Massage::default(), context, &NOT_TODAY_GRAMMAR)?;
    if let Details::Massage(massage) = &mut made.details {
        massage.not_today.get_or_insert_with(|| "no-reason".to_owned());
    }
    Ok(made)
}

fn fill_massage(
    text: &LineText<'_>,
    parts: &LineParts,
    mut massage: Massage,
    context: &LineContext<'_>,
    head: &Grammar,
) -> Result<Entry, ParseError> {
    let reader = |grammar| TermMatcher { text, context, grammar };
    let mut segments = parts.segments.iter();
    let first = reader(head).match_segment(segments.next().map_or(&[], Vec::as_slice))?;
    let mut typed = TimeSlot::default();
    let mut left = Vec::new();
    for placed in first {
        left.extend(typed.absorb_item(text, placed)?);
    }
    let (seen, own): (Vec<_>, Vec<_>) = left
        .into_iter()
        .partition(|(item, _)| matches!(item, LineItem::Cue(..) | LineItem::Flag(Keyword::Moment, _)));
    let mut later = own;
    let mut times = typed.resolve_times(text, context)?;
    if !seen.is_empty() {
        let rest = open_moment(text, context, times.at, seen, &mut massage.moments)?;
        later.extend(rest);
    }
    for placed in later {
        apply_massage_item(text, placed, &mut massage)?;
    }
    for segment in segments {
        let first = if massage.moments.is_empty() { head } else { &MASSAGE_LATER_GRAMMAR };
        let items = reader(first).match_segment(segment);
        let items = items.or_else(|_| reader(&MASSAGE_LATER_GRAMMAR).match_segment(segment))?;
        let items = absorb_own_times(text, context, items, &mut typed, &mut times)?;
        let items = if is_moment_start(&items) {
            open_moment(text, context, times.at, items, &mut massage.moments)?
        } else {
            items
        };
        for placed in items {
            apply_massage_item(text, placed, &mut massage)?;
        }
    }
    Ok(build_entry(context, times, Details::Massage(massage)))
}

/// A time or a length after a `;` is the massage's own while it has none and no moment is spoken of.
fn absorb_own_times(
    text: &LineText<'_>,
    context: &LineContext<'_>,
    items: Vec<SpannedItem>,
    typed: &mut TimeSlot,
    times: &mut ResolvedTimes,
) -> Result<Vec<SpannedItem>, ParseError> {
    let seen =
        |(item, _): &SpannedItem| matches!(item, LineItem::Cue(..) | LineItem::Flag(Keyword::Moment, _));
    let moment = items.iter().any(seen);
    let mut rest = Vec::new();
    for placed in items {
        let own = match placed.0 {
            LineItem::Length(_) => typed.length.is_none(),
            LineItem::Time(_) => typed.time.is_none() && !moment,
            _ => false,
        };
        if own {
            typed.absorb_item(text, placed)?;
            *times = typed.resolve_times(text, context)?;
        } else {
            rest.push(placed);
        }
    }
    Ok(rest)
}

fn apply_massage_item(
    text: &LineText<'_>,
    placed: SpannedItem,
    massage: &mut Massage,
) -> Result<(), ParseError> {
    let Some((item, span)) = answer_last_moment(text, placed, &mut massage.moments)? else {
        return Ok(());
    };
    let felt = |code: &str| code.parse::<u8>().unwrap_or(0);
    let one = |slot: &mut Option<String>, code, what| set_once(slot, code, text, &span, what);
    match item {
        LineItem::Word(WordList::Areas, code) => push_unique(&mut massage.areas, code),
        LineItem::Word(WordList::Strokes, code) => push_unique(&mut massage.strokes, code),
        LineItem::Word(WordList::Touch, code) | LineItem::Keyword(Keyword::List(WordList::Touch), code) => {
            one(&mut massage.touch, code, "how you touched")?;
        }
        LineItem::Word(WordList::Asked, code) | LineItem::Keyword(Keyword::List(WordList::Asked), code) => {
            one(&mut massage.asked, code, "what baby answered")?;
        }
        LineItem::Word(WordList::Ended, code) | LineItem::Keyword(Keyword::List(WordList::Ended), code) => {
            one(&mut massage.ended, code, "how it ended")?;
        }
        LineItem::Word(WordList::Reasons, code) => one(&mut massage.not_today, code, "why not today")?,
        LineItem::Keyword(Keyword::Before, code) => one(&mut massage.before, code, "how baby was before")?,
        LineItem::Keyword(Keyword::After, code) => one(&mut massage.after, code, "how baby was after")?,
        LineItem::Keyword(Keyword::Oil, name) => one(&mut massage.oil, name, "which oil it was")?,
        LineItem::Keyword(Keyword::FeltBefore, code) => {
            set_once(&mut massage.felt_before, felt(&code), text, &span, "how you felt before")?;
        }
        LineItem::Keyword(Keyword::FeltAfter, code) => {
            set_once(&mut massage.felt_after, felt(&code), text, &span, "how you felt after")?;
        }
        LineItem::Keyword(Keyword::Felt, _) => {
            let says = format!(
                "Was that before or after? Please write \"{} before\" or \"{} after\".",
                text.raw_slice(&span),
                text.raw_slice(&span)
            );
            return Err(ParseError::at_span(text, &span, says));
        }
        LineItem::Flag(Keyword::Running, _) => massage.live = true,
        _ => return Err(misplaced_error(text, &span, "massage")),
    }
    Ok(())
}
