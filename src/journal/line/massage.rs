//! `massage 10:15 12m legs tummy +smiles -looks away; paused; baby said stop`, other touch, and `not today, asleep`.
//!
//! The words are the lists'; which of them belong to the entry and which to its last moment is decided here.

use super::moments::{answer, misplaced, open, opens};
use super::near::shorts;
use super::pieces::{Parts, Text};
use super::times::{Times, Typed, add, once};
use super::words::{Cues, Grammar, Item, Key, Placed, Reader};
use super::{Context, Unread, entry};
use crate::journal::{Entry, Massage, What};
use crate::words::{self, List};

const KEYS: &[(&str, Key)] = &[
    ("touch", Key::Of(List::Touch)),
    ("asked", Key::Of(List::Asked)),
    ("ended", Key::Of(List::Ended)),
    ("did", Key::Of(List::Responses)),
    ("meant", Key::Of(List::Meant)),
    ("helped", Key::Of(List::Helped)),
    ("before", Key::Before),
    ("after", Key::After),
    ("felt", Key::Felt),
    ("oil", Key::Oil),
    ("moment", Key::Moment),
    ("running", Key::Running),
];

/// While no cue has been named, a word for touch is the touch.
pub(crate) const HEAD: Grammar = Grammar {
    name: "massage",
    lists: &[List::Areas, List::Strokes, List::Touch, List::Ended, List::Asked, List::Meant, List::Helped],
    keys: KEYS,
    cues: Cues::Signed,
    free: false,
    hint,
};

/// Once a cue has been named, what we did comes first: "skin to skin" after a cue is a response.
pub(crate) const LATER: Grammar = Grammar {
    name: "massage",
    lists: &[
        List::Areas,
        List::Strokes,
        List::Responses,
        List::Touch,
        List::Meant,
        List::Helped,
        List::Ended,
        List::Asked,
    ],
    keys: KEYS,
    cues: Cues::Signed,
    free: false,
    hint,
};

/// After `not today`.
const NOT_TODAY: Grammar = Grammar {
    name: "line",
    lists: &[List::Reasons],
    keys: KEYS,
    cues: Cues::Signed,
    free: false,
    hint: reasons,
};

fn hint() -> String {
    let areas: Vec<&str> = words::list(List::Areas).iter().map(|area| area.short.as_str()).collect();
    format!("Areas are {}.", areas.join(", "))
}

fn reasons() -> String {
    format!("A reason can be {}; anything else can follow as \"; note ...\".", shorts(List::Reasons, "or"))
}

/// The rest of a line that begins with `massage` or another touch.
pub(crate) fn read(
    text: &Text<'_>,
    parts: &Parts,
    begun: Massage,
    context: &Context<'_>,
) -> Result<Entry, Unread> {
    fill(text, parts, begun, context, &HEAD)
}

/// The rest of a line that begins with `not today`.
pub(crate) fn not_today(text: &Text<'_>, parts: &Parts, context: &Context<'_>) -> Result<Entry, Unread> {
    let mut made = fill(text, parts, Massage::default(), context, &NOT_TODAY)?;
    if let What::Massage(massage) = &mut made.what {
        massage.not_today.get_or_insert_with(|| "no-reason".to_owned());
    }
    Ok(made)
}

fn fill(
    text: &Text<'_>,
    parts: &Parts,
    mut massage: Massage,
    context: &Context<'_>,
    head: &Grammar,
) -> Result<Entry, Unread> {
    let reader = |grammar| Reader { text, context, grammar };
    let mut segments = parts.segments.iter();
    let first = reader(head).segment(segments.next().map_or(&[], Vec::as_slice))?;
    let mut typed = Typed::default();
    let mut left = Vec::new();
    for placed in first {
        left.extend(typed.take(text, placed)?);
    }
    let (seen, own): (Vec<_>, Vec<_>) =
        left.into_iter().partition(|(item, _)| matches!(item, Item::Cue(..) | Item::Flag(Key::Moment, _)));
    let mut later = own;
    let mut times = typed.resolve(text, context)?;
    if !seen.is_empty() {
        let rest = open(text, context, times.at, seen, &mut massage.moments)?;
        later.extend(rest);
    }
    for placed in later {
        say(text, placed, &mut massage)?;
    }
    for segment in segments {
        let first = if massage.moments.is_empty() { head } else { &LATER };
        let items = reader(first).segment(segment);
        let items = items.or_else(|_| reader(&LATER).segment(segment))?;
        let items = timed(text, context, items, &mut typed, &mut times)?;
        let items =
            if opens(&items) { open(text, context, times.at, items, &mut massage.moments)? } else { items };
        for placed in items {
            say(text, placed, &mut massage)?;
        }
    }
    Ok(entry(context, times, What::Massage(massage)))
}

/// A time or a length after a `;` is the massage's own while it has none and no moment is spoken of.
fn timed(
    text: &Text<'_>,
    context: &Context<'_>,
    items: Vec<Placed>,
    typed: &mut Typed,
    times: &mut Times,
) -> Result<Vec<Placed>, Unread> {
    let seen = |(item, _): &Placed| matches!(item, Item::Cue(..) | Item::Flag(Key::Moment, _));
    let moment = items.iter().any(seen);
    let mut rest = Vec::new();
    for placed in items {
        let own = match placed.0 {
            Item::Length(_) => typed.length.is_none(),
            Item::Time(_) => typed.time.is_none() && !moment,
            _ => false,
        };
        if own {
            typed.take(text, placed)?;
            *times = typed.resolve(text, context)?;
        } else {
            rest.push(placed);
        }
    }
    Ok(rest)
}

fn say(text: &Text<'_>, placed: Placed, massage: &mut Massage) -> Result<(), Unread> {
    let Some((item, span)) = answer(text, placed, &mut massage.moments)? else {
        return Ok(());
    };
    let felt = |code: &str| code.parse::<u8>().unwrap_or(0);
    let one = |slot: &mut Option<String>, code, what| once(slot, code, text, &span, what);
    match item {
        Item::Word(List::Areas, code) => add(&mut massage.areas, code),
        Item::Word(List::Strokes, code) => add(&mut massage.strokes, code),
        Item::Word(List::Touch, code) | Item::Key(Key::Of(List::Touch), code) => {
            one(&mut massage.touch, code, "how you touched")?;
        }
        Item::Word(List::Asked, code) | Item::Key(Key::Of(List::Asked), code) => {
            one(&mut massage.asked, code, "what baby answered")?;
        }
        Item::Word(List::Ended, code) | Item::Key(Key::Of(List::Ended), code) => {
            one(&mut massage.ended, code, "how it ended")?;
        }
        Item::Word(List::Reasons, code) => one(&mut massage.not_today, code, "why not today")?,
        Item::Key(Key::Before, code) => one(&mut massage.before, code, "how baby was before")?,
        Item::Key(Key::After, code) => one(&mut massage.after, code, "how baby was after")?,
        Item::Key(Key::Oil, name) => one(&mut massage.oil, name, "which oil it was")?,
        Item::Key(Key::FeltBefore, code) => {
            once(&mut massage.felt_before, felt(&code), text, &span, "how you felt before")?;
        }
        Item::Key(Key::FeltAfter, code) => {
            once(&mut massage.felt_after, felt(&code), text, &span, "how you felt after")?;
        }
        Item::Key(Key::Felt, _) => {
            let says = format!(
                "Was that before or after? Please write \"{} before\" or \"{} after\".",
                text.raw(&span),
                text.raw(&span)
            );
            return Err(Unread::mend(text, &span, says));
        }
        Item::Flag(Key::Running, _) => massage.live = true,
        _ => return Err(misplaced(text, &span, "massage")),
    }
    Ok(())
}
