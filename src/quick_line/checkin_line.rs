//! `okay, tired, hopeful; note a long day`, with or without `checkin` before it.

use crate::model::{Checkin, Details, Entry};
use crate::quick_line::match_terms::{CueMode, Grammar, Keyword, LineItem, TermMatcher};
use crate::quick_line::moment_list::misplaced_error;
use crate::quick_line::suggest::join_short_words;
use crate::quick_line::time_slot::{TimeSlot, push_unique, set_once};
use crate::quick_line::tokens::{LineParts, LineText, Token};
use crate::quick_line::{LineContext, ParseError, build_entry};
use crate::vocabulary::WordList;

const CHECKIN_KEYWORDS: &[(&str, Keyword)] = &[
    ("felt", Keyword::Felt),
    ("energy", Keyword::List(WordList::Energy)),
    ("sure", Keyword::List(WordList::Sure)),
    ("company", Keyword::List(WordList::Company)),
];

/// What may be said in a check-in, in any order.
pub(crate) const CHECKIN_GRAMMAR: Grammar = Grammar {
    name: "check-in",
    lists: &[WordList::Felt, WordList::Energy, WordList::Feelings, WordList::Sure, WordList::Company],
    keywords: CHECKIN_KEYWORDS,
    cues: CueMode::Forbidden,
    allows_free_text: false,
    hint: checkin_hint,
};

fn checkin_hint() -> String {
    format!(
        "Write how you are, as in \"okay, tired, hopeful\". The first can be {}; feelings are {}.",
        join_short_words(WordList::Felt, "or"),
        join_short_words(WordList::Feelings, "and")
    )
}

/// Whether a line can only be a check-in by its first word.
pub(crate) fn is_checkin_line(text: &LineText<'_>, tokens: &[Token]) -> bool {
    let Some(first) = tokens.first() else {
        return false;
    };
    let plain = tokens.iter().take(5).take_while(|token| token.is_plain()).count();
    let word = text.normalized_slice(&first.span);
    CHECKIN_KEYWORDS.iter().any(|(key, _)| word.strip_suffix(':').unwrap_or(&word) == *key)
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
    let reader = TermMatcher { text, context, grammar: &CHECKIN_GRAMMAR };
    let (mut checkin, mut typed) = (Checkin::default(), TimeSlot::default());
    for segment in &parts.segments {
        for placed in reader.match_segment(segment)? {
            let Some((item, span)) = typed.absorb_item(text, placed)? else {
                continue;
            };
            let (list, code) = match item {
                LineItem::Word(list, code) | LineItem::Keyword(Keyword::List(list), code) => (list, code),
                LineItem::Keyword(Keyword::Felt, code) => (WordList::Felt, code),
                _ => return Err(misplaced_error(text, &span, "check-in")),
            };
            let (slot, what) = match list {
                WordList::Felt => (&mut checkin.felt, "how it felt"),
                WordList::Energy => (&mut checkin.energy, "how much energy there was"),
                WordList::Sure => (&mut checkin.sure, "how sure you were"),
                WordList::Company => (&mut checkin.company, "how much company there was"),
                _ => {
                    push_unique(&mut checkin.feelings, code);
                    continue;
                }
            };
            set_once(slot, code.parse().unwrap_or(0), text, &span, what)?;
        }
    }
    let times = typed.resolve_times(text, context)?;
    let made = build_entry(context, times, Details::Checkin(checkin));
    // A check-in without a word still has its note, which the caller of this function sets before it is checked.
    Ok(Entry { baby: None, ..made })
}
