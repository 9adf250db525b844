//! `okay, tired, hopeful; note a long day`, with or without `checkin` before it.

use crate::model::{Checkin, Details, Entry, EntryKind};
use crate::quick_line::match_terms::{CueMode, Grammar, TermMatcher};
use crate::quick_line::moment_list::apply_field_item;
use crate::quick_line::suggest::join_short_words;
use crate::quick_line::time_slot::TimeSlot;
use crate::quick_line::tokens::{LineParts, LineText, Token};
use crate::quick_line::{LineContext, ParseError, build_entry};
use crate::texts::parse_errors as texts;
use crate::vocabulary::WordList;

/// What may be said in a check-in, in any order.
const CHECKIN_GRAMMAR: Grammar = Grammar {
    name: "check-in",
    lists: &[WordList::Felt, WordList::Energy, WordList::Feelings, WordList::Sure, WordList::Company],
    kind: Some(EntryKind::Checkin),
    own_keywords: &[],
    cues: CueMode::Forbidden,
    allows_free_text: false,
    hint: checkin_hint,
};

fn checkin_hint() -> String {
    texts::checkin_hint(&join_short_words(WordList::Felt, "or"), &join_short_words(WordList::Feelings, "and"))
}

/// Whether a line can only be a check-in by its first word.
pub(crate) fn is_checkin_line(text: &LineText<'_>, tokens: &[Token]) -> bool {
    let Some(first) = tokens.first() else {
        return false;
    };
    let plain = tokens.iter().take(5).take_while(|token| token.is_plain()).count();
    let word = text.normalized_slice(&first.span);
    // "5 hour stretch" is no answer.
    if word.starts_with(|c: char| c.is_ascii_digit()) {
        return false;
    }
    CHECKIN_GRAMMAR.keywords().iter().any(|(key, _)| word.strip_suffix(':').unwrap_or(&word) == *key)
        || (1..=plain).any(|n| {
            let span = first.span.start..tokens[n - 1].span.end;
            span.len() < 80 && !CHECKIN_GRAMMAR.find_answers(&text.normalized_slice(&span)).is_empty()
        })
}

/// A check-in line, whatever word opened it.
pub(crate) fn parse_checkin(
    text: &LineText<'_>,
    parts: &LineParts,
    context: &LineContext<'_>,
) -> Result<Entry, ParseError> {
    let reader = TermMatcher::new(text, context, &CHECKIN_GRAMMAR);
    let (mut details, mut typed) = (Details::Checkin(Checkin::default()), TimeSlot::default());
    for segment in &parts.segments {
        for placed in reader.match_segment(segment)? {
            if let Some(placed) = typed.absorb_item(text, placed)? {
                apply_field_item(text, placed, &mut details, "check-in")?;
            }
        }
    }
    let times = typed.resolve_times(text, context)?;
    let made = build_entry(context, times, details);
    // A check-in without a word still has its note, which the caller of this function sets before it is checked.
    Ok(Entry { baby: None, ..made })
}
