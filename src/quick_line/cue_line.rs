//! `cue hiccups, looks away 5m ago; wanted a change; cuddled`.

use crate::model::{Cue, Details, Entry, EntryKind};
use crate::quick_line::match_terms::Keyword;
use crate::quick_line::match_terms::{CueMode, Grammar, LineItem, TermMatcher};
use crate::quick_line::moment_list::{apply_item, is_moment_start, open_moment};
use crate::quick_line::time_slot::TimeSlot;
use crate::quick_line::tokens::{CharRange, LineParts, LineText};
use crate::quick_line::{LineContext, ParseError, build_entry};
use crate::texts::parse_errors as texts;
use crate::vocabulary::WordList;

const CUE_KEYWORDS: &[(&str, Keyword)] = &[("moment", Keyword::Moment)];

/// The first segment: cues and a time.
const CUE_HEAD_GRAMMAR: Grammar = Grammar {
    name: "cue",
    lists: &[],
    kind: Some(EntryKind::Cue),
    own_keywords: CUE_KEYWORDS,
    cues: CueMode::Plain,
    allows_free_text: false,
    hint: cue_hint,
};

/// Everything after the first `;`.
pub(crate) const CUE_LATER_GRAMMAR: Grammar = Grammar {
    name: "cue",
    lists: &[WordList::Responses, WordList::Meant, WordList::Helped, WordList::States, WordList::Doing],
    kind: Some(EntryKind::Cue),
    own_keywords: CUE_KEYWORDS,
    cues: CueMode::Signed,
    allows_free_text: false,
    hint: later_cue_hint,
};

/// A segment that opens a further moment may name the part that was touched.
const CUE_MOMENT_GRAMMAR: Grammar = Grammar {
    lists: &[WordList::Areas, WordList::Responses, WordList::Meant, WordList::Helped],
    ..CUE_LATER_GRAMMAR
};

fn cue_hint() -> String {
    texts::CUE_HINT.to_owned()
}

fn later_cue_hint() -> String {
    texts::LATER_CUE_HINT.to_owned()
}

/// The rest of a line that begins with `cue`.
pub(crate) fn parse_cue(
    text: &LineText<'_>,
    parts: &LineParts,
    context: &LineContext<'_>,
) -> Result<Entry, ParseError> {
    let reader = |grammar| TermMatcher::new(text, context, grammar);
    let mut segments = parts.segments.iter();
    let head = reader(&CUE_HEAD_GRAMMAR).match_segment(segments.next().map_or(&[], Vec::as_slice))?;
    let (mut details, mut moments) = (Details::Cue(Cue::default()), Vec::new());
    let (mut typed, mut seen, mut rest) = (TimeSlot::default(), Vec::new(), Vec::new());
    for placed in head {
        match typed.absorb_item(text, placed)? {
            Some(placed @ (LineItem::Cue(..), _)) => seen.push(placed),
            other => rest.extend(other),
        }
    }
    let mut later = vec![rest];
    for segment in segments {
        let further = segment.first().is_some_and(|clause| is_moment_clause(text, clause));
        let items =
            reader(if further { &CUE_MOMENT_GRAMMAR } else { &CUE_LATER_GRAMMAR }).match_segment(segment)?;
        let signed = items.iter().any(|(item, _)| matches!(item, LineItem::Cue(..)));
        let mut kept = Vec::new();
        for placed in items {
            if further || signed {
                kept.push(placed);
            } else {
                kept.extend(typed.absorb_item(text, placed)?);
            }
        }
        later.push(kept);
    }
    let times = typed.resolve_times(text, context)?;
    if !seen.is_empty() {
        open_moment(text, context, times.at, seen, &mut moments)?;
    }
    for mut items in later {
        if is_moment_start(&items) {
            items = open_moment(text, context, times.at, items, &mut moments)?;
        }
        for placed in items {
            apply_item(text, placed, &mut details, &mut moments, "cue")?;
        }
    }
    Ok(build_entry(context, times, details.with_moments(moments)))
}

fn is_moment_clause(text: &LineText<'_>, clause: &CharRange) -> bool {
    let end = clause.start + "moment".len();
    let ends = end >= clause.end || matches!(text.char_at(end), Some(' ' | ':'));
    ends && text.normalized_slice(&(clause.start..end.min(clause.end))) == "moment"
}
