//! `massage 10:15 12m legs tummy +smiles -looks away; paused; baby said stop`, other touch, and `not today, asleep`.
//!
//! The words are the lists'; which of them belong to the entry and which to its last moment is decided here.

use crate::model::kinds::massage::NO_REASON_CODE;
use crate::model::{Details, Entry, EntryKind, Massage};
use crate::quick_line::match_terms::Keyword;
use crate::quick_line::match_terms::{CueMode, Grammar, LineItem, SpannedItem, TermMatcher};
use crate::quick_line::moment_list::{apply_item, is_moment_start, open_moment};
use crate::quick_line::suggest::join_short_words;
use crate::quick_line::time_slot::{ResolvedTimes, TimeSlot};
use crate::quick_line::tokens::{LineParts, LineText};
use crate::quick_line::{LineContext, ParseError, ParsedLine, build_entry};
use crate::texts::parse_errors as texts;
use crate::vocabulary;
use crate::vocabulary::WordList;

const MASSAGE_KEYWORDS: &[(&str, Keyword)] =
    &[("felt", Keyword::FeltBeforeOrAfter), ("moment", Keyword::Moment)];

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
    kind: Some(EntryKind::Massage),
    own_keywords: MASSAGE_KEYWORDS,
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
    kind: Some(EntryKind::Massage),
    own_keywords: MASSAGE_KEYWORDS,
    cues: CueMode::Signed,
    allows_free_text: false,
    hint: massage_hint,
};

/// After `not today`.
const NOT_TODAY_GRAMMAR: Grammar = Grammar {
    name: "line",
    lists: &[WordList::Reasons],
    kind: Some(EntryKind::Massage),
    own_keywords: MASSAGE_KEYWORDS,
    cues: CueMode::Signed,
    allows_free_text: false,
    hint: not_today_hint,
};

fn massage_hint() -> String {
    let areas: Vec<&str> = vocabulary::list(WordList::Areas).iter().map(|area| area.short.as_str()).collect();
    texts::areas_hint(&areas.join(", "))
}

fn not_today_hint() -> String {
    texts::not_today_hint(&join_short_words(WordList::Reasons, "or"))
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
        massage.not_today.get_or_insert_with(|| NO_REASON_CODE.to_owned());
    }
    Ok(made)
}

fn fill_massage(
    text: &LineText<'_>,
    parts: &LineParts,
    begun: Massage,
    context: &LineContext<'_>,
    head: &Grammar,
) -> Result<Entry, ParseError> {
    let reader = |grammar| TermMatcher::new(text, context, grammar);
    let (mut details, mut moments) = (Details::Massage(begun), Vec::new());
    let mut segments = parts.segments.iter();
    let first = reader(head).match_segment(segments.next().map_or(&[], Vec::as_slice))?;
    let mut typed = TimeSlot::default();
    let mut left = Vec::new();
    for placed in first {
        left.extend(typed.absorb_item(text, placed)?);
    }
    let (seen, own): (Vec<_>, Vec<_>) = left.into_iter().partition(is_moment_item);
    let mut later = own;
    let mut times = typed.resolve_times(text, context)?;
    if !seen.is_empty() {
        let rest = open_moment(text, context, times.at, seen, &mut moments)?;
        later.extend(rest);
    }
    for placed in later {
        apply_item(text, placed, &mut details, &mut moments, "massage")?;
    }
    for segment in segments {
        let first = if moments.is_empty() { head } else { &MASSAGE_LATER_GRAMMAR };
        let items = reader(first).match_segment(segment);
        let items = items.or_else(|_| reader(&MASSAGE_LATER_GRAMMAR).match_segment(segment))?;
        let items = absorb_own_times(text, context, items, &mut typed, &mut times)?;
        let items = if is_moment_start(&items) {
            open_moment(text, context, times.at, items, &mut moments)?
        } else {
            items
        };
        for placed in items {
            apply_item(text, placed, &mut details, &mut moments, "massage")?;
        }
    }
    Ok(build_entry(context, times, details.with_moments(moments)))
}

/// A time or a length after a `;` is the massage's own while it has none and no moment is spoken of.
fn absorb_own_times(
    text: &LineText<'_>,
    context: &LineContext<'_>,
    items: Vec<SpannedItem>,
    typed: &mut TimeSlot,
    times: &mut ResolvedTimes,
) -> Result<Vec<SpannedItem>, ParseError> {
    let moment = items.iter().any(is_moment_item);
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

fn is_moment_item((item, _): &SpannedItem) -> bool {
    matches!(item, LineItem::Cue(..) | LineItem::Moment)
}

/// A massage with an end that begins with the one under way, to the minute, is that one, ended.
pub(crate) fn end_massage_by_range(entry: &Entry, running: &[Entry]) -> Option<ParsedLine> {
    let (Details::Massage(said), Some(until)) = (&entry.details, entry.until) else {
        return None;
    };
    let before = running.iter().find(|it| {
        let is_massage = matches!(it.details, Details::Massage(_));
        is_massage && it.baby == entry.baby && it.at.minutes_to(entry.at) == 0
    })?;
    let mut after = Entry { until: Some(until), ..before.clone() };
    if let Details::Massage(massage) = &mut after.details {
        massage.live = false;
        massage.ended = massage.ended.take().or(said.ended.clone());
        for (codes, into) in [(&said.areas, &mut massage.areas), (&said.strokes, &mut massage.strokes)] {
            into.extend(codes.iter().filter(|code| !into.contains(code)).cloned().collect::<Vec<_>>());
        }
        massage.moments.extend(said.moments.iter().cloned());
    }
    after.note = match (after.note.take(), entry.note.clone()) {
        (Some(one), Some(other)) => Some(format!("{one}\n{other}")),
        (one, other) => one.or(other),
    };
    Some(ParsedLine::EndMassage(Box::new((before.clone(), after))))
}
