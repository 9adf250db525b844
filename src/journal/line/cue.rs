//! `cue hiccups, looks away 5m ago; wanted a change; cuddled`.

use super::moments::{answer, misplaced, open, opens};
use super::pieces::{Parts, Span, Text};
use super::times::{Typed, once};
use super::words::{Cues, Grammar, Item, Key, Reader};
use super::{Context, Unread, entry};
use crate::journal::{Cue, Entry, What};
use crate::words::List;

const KEYS: &[(&str, Key)] = &[
    ("state", Key::Before),
    ("while", Key::Of(List::Doing)),
    ("did", Key::Of(List::Responses)),
    ("meant", Key::Of(List::Meant)),
    ("helped", Key::Of(List::Helped)),
    ("moment", Key::Moment),
];

/// The first segment: cues and a time.
const HEAD: Grammar = Grammar { name: "cue", lists: &[], keys: KEYS, cues: Cues::Plain, free: false, hint };

/// Everything after the first `;`.
pub(crate) const LATER: Grammar = Grammar {
    name: "cue",
    lists: &[List::Responses, List::Meant, List::Helped, List::States, List::Doing],
    keys: KEYS,
    cues: Cues::Signed,
    free: false,
    hint: later,
};

/// A segment that opens a further moment may name the part that was touched.
const MOMENT: Grammar =
    Grammar { lists: &[List::Areas, List::Responses, List::Meant, List::Helped], ..LATER };

fn hint() -> String {
    "Write cues with commas between them, as in \"cue hiccups, looks away 5m ago\".".to_owned()
}

fn later() -> String {
    "After the cues comes what it meant, what you did, whether it helped, baby's state or what was going on, \
     as in \"; wants a change; cuddled; drowsy; feeding\"."
        .to_owned()
}

/// The rest of a line that begins with `cue`.
pub(crate) fn read(text: &Text<'_>, parts: &Parts, context: &Context<'_>) -> Result<Entry, Unread> {
    let reader = |grammar| Reader { text, context, grammar };
    let mut segments = parts.segments.iter();
    let head = reader(&HEAD).segment(segments.next().map_or(&[], Vec::as_slice))?;
    let (mut cue, mut typed, mut seen, mut rest) = (Cue::default(), Typed::default(), Vec::new(), Vec::new());
    for placed in head {
        match typed.take(text, placed)? {
            Some(placed @ (Item::Cue(..), _)) => seen.push(placed),
            other => rest.extend(other),
        }
    }
    let mut later = vec![rest];
    for segment in segments {
        let further = segment.first().is_some_and(|clause| says_moment(text, clause));
        let items = reader(if further { &MOMENT } else { &LATER }).segment(segment)?;
        let signed = items.iter().any(|(item, _)| matches!(item, Item::Cue(..)));
        let mut kept = Vec::new();
        for placed in items {
            if further || signed {
                kept.push(placed);
            } else {
                kept.extend(typed.take(text, placed)?);
            }
        }
        later.push(kept);
    }
    let times = typed.resolve(text, context)?;
    if !seen.is_empty() {
        open(text, context, times.at, seen, &mut cue.moments)?;
    }
    for mut items in later {
        if opens(&items) {
            items = open(text, context, times.at, items, &mut cue.moments)?;
        }
        for placed in items {
            let Some((item, span)) = answer(text, placed, &mut cue.moments)? else {
                continue;
            };
            match item {
                Item::Word(List::States, code) | Item::Key(Key::Before, code) => {
                    once(&mut cue.state, code, text, &span, "how baby was")?;
                }
                Item::Word(List::Doing, code) | Item::Key(Key::Of(List::Doing), code) => {
                    once(&mut cue.doing, code, text, &span, "what was going on")?;
                }
                _ => return Err(misplaced(text, &span, "cue")),
            }
        }
    }
    Ok(entry(context, times, What::Cue(cue)))
}

fn says_moment(text: &Text<'_>, clause: &Span) -> bool {
    let end = clause.start + "moment".len();
    let ends = end >= clause.end || matches!(text.at(end), Some(' ' | ':'));
    ends && text.folded(&(clause.start..end.min(clause.end))) == "moment"
}
