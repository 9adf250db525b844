//! `okay, tired, hopeful; note a long day`, with or without `checkin` before it.

use super::moments::misplaced;
use super::near::shorts;
use super::pieces::{Parts, Text, Token};
use super::times::{Typed, add, once};
use super::words::{Cues, Grammar, Item, Key, Reader};
use super::{Context, Unread, entry};
use crate::journal::{Checkin, Entry, What};
use crate::words::List;

const KEYS: &[(&str, Key)] = &[
    ("felt", Key::Felt),
    ("energy", Key::Of(List::Energy)),
    ("sure", Key::Of(List::Sure)),
    ("company", Key::Of(List::Company)),
];

/// What may be said in a check-in, in any order.
pub(crate) const CHECKIN: Grammar = Grammar {
    name: "check-in",
    lists: &[List::Felt, List::Energy, List::Feelings, List::Sure, List::Company],
    keys: KEYS,
    cues: Cues::No,
    free: false,
    hint,
};

fn hint() -> String {
    format!(
        "Write how you are, as in \"okay, tired, hopeful\". The first can be {}; feelings are {}.",
        shorts(List::Felt, "or"),
        shorts(List::Feelings, "and")
    )
}

/// Whether a line can only be a check-in by its first word.
pub(crate) fn opens(text: &Text<'_>, tokens: &[Token]) -> bool {
    let Some(first) = tokens.first() else {
        return false;
    };
    let plain = tokens.iter().take(5).take_while(|token| token.is_plain()).count();
    let word = text.folded(&first.span);
    KEYS.iter().any(|(key, _)| word.strip_suffix(':').unwrap_or(&word) == *key)
        || (1..=plain).any(|n| {
            let span = first.span.start..tokens[n - 1].span.end;
            span.len() < 80 && !CHECKIN.answers(&text.folded(&span)).is_empty()
        })
}

/// A check-in line, whatever word opened it.
pub(crate) fn read(text: &Text<'_>, parts: &Parts, context: &Context<'_>) -> Result<Entry, Unread> {
    let reader = Reader { text, context, grammar: &CHECKIN };
    let (mut checkin, mut typed) = (Checkin::default(), Typed::default());
    for segment in &parts.segments {
        for placed in reader.segment(segment)? {
            let Some((item, span)) = typed.take(text, placed)? else {
                continue;
            };
            let (list, code) = match item {
                Item::Word(list, code) | Item::Key(Key::Of(list), code) => (list, code),
                Item::Key(Key::Felt, code) => (List::Felt, code),
                _ => return Err(misplaced(text, &span, "check-in")),
            };
            let (slot, what) = match list {
                List::Felt => (&mut checkin.felt, "how it felt"),
                List::Energy => (&mut checkin.energy, "how much energy there was"),
                List::Sure => (&mut checkin.sure, "how sure you were"),
                List::Company => (&mut checkin.company, "how much company there was"),
                _ => {
                    add(&mut checkin.feelings, code);
                    continue;
                }
            };
            once(slot, code.parse().unwrap_or(0), text, &span, what)?;
        }
    }
    let times = typed.resolve(text, context)?;
    let made = entry(context, times, What::Checkin(checkin));
    // A check-in without a word still has its note, which the caller of this function sets before it is checked.
    Ok(Entry { baby: None, ..made })
}
