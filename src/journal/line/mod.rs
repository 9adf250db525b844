//! The typed line: `cuebook log TEXT` and `:` in the app, read into an entry, and an entry printed back as a line.
//!
//! Words a parent may choose from come from [`crate::words`] and from the family; nothing here lists them. Nothing here
//! knows the journal's file either: `awake` says what was typed, and its caller finds the running sleep.
//!
//! Two forms beyond those in the README's examples make every entry printable. A massage's or cue's further moment opens
//! with `moment`, `at TIME` or a signed cue after a `;`. A note's time stands before a colon: `note at 10:15: ...`.

mod about;
mod alone;
mod checkin;
mod clock;
mod cue;
mod day;
mod keyed;
mod massage;
mod moments;
mod near;
mod note;
mod pieces;
mod print;
mod sleep;
mod times;
mod when;
mod words;

use super::{At, Entry, Family, Id, Massage, What, check, new_id};
use crate::words::{List, find};
use pieces::{Parts, Span, Text, Token, split, tokens};
use std::fmt;

pub use about::{print_about, print_all, read_about};
pub use alone::{Times, date, moment_time, night, print_times, times};
pub use print::print;
pub use sleep::woken;

pub struct Context<'a> {
    pub now: At,
    pub family: &'a Family,
    /// Whom massages, cues and sleeps are about. Check-ins and notes come back without a baby.
    pub baby: Option<Id>,
    pub carer: Id,
}

#[expect(
    clippy::large_enum_variant,
    reason = "one is made per line, and a plain entry is what every caller wants"
)]
#[derive(Clone, PartialEq, Debug)]
pub enum Said {
    Keep(Entry),
    Awake { at: At, about: bool, wakings: Option<u16>, settled: Vec<String>, note: Option<String> },
}

#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Unread {
    Mend {
        /// What is wrong and what was expected, in plain sentences.
        says: String,
        /// The bytes of the typed text it is about.
        piece: std::ops::Range<usize>,
        /// No kind of line was recognised, so the app may offer to keep it as a note.
        as_note: bool,
    },
    /// A clock change leaves several readings.
    Either {
        says: String,
        /// The whole line in each reading, the earliest first: two, or three where both ends of a range are unclear.
        lines: Vec<String>,
    },
    Empty,
}

impl Unread {
    fn mend(text: &Text<'_>, span: &Span, says: impl Into<String>) -> Self {
        Self::Mend { says: says.into(), piece: text.bytes(span), as_note: false }
    }
}

impl fmt::Display for Unread {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Mend { says, .. } => f.write_str(says),
            Self::Either { says, lines } => write!(f, "{says}\n  {}", lines.join("\n  ")),
            Self::Empty => f.write_str("There is nothing on this line yet."),
        }
    }
}

impl std::error::Error for Unread {}

/// What kind of line a first word opens, and how.
#[derive(Clone, PartialEq, Debug)]
enum Opens {
    /// Began asleep, or slept; with the nap flag the word itself gives.
    Sleep {
        over: bool,
        nap: Option<bool>,
    },
    Awake,
    /// The touch, when it is not the massage the line is named for.
    Massage(Option<String>),
    NotToday,
    Cue,
    Checkin,
}

/// The first words that open a line, for the hint when none of them does.
const OPENERS: [&str; 11] =
    ["sleep", "slept", "nap", "night", "awake", "massage", "not today", "cue", "checkin", "felt", "note"];

/// Reads a typed line.
///
/// # Errors
/// When a piece of it cannot be read, a time lies ahead, or a clock change leaves two readings.
pub fn read(text: &str, context: &Context<'_>) -> Result<Said, Unread> {
    if text.trim().is_empty() {
        return Err(Unread::Empty);
    }
    if text.chars().nth(LONGEST).is_some() {
        return Err(Unread::Mend { says: LONG.into(), piece: 0..0, as_note: false });
    }
    let line = Text::new(text);
    if let Some(from) = pieces::note_begins(&line, 0) {
        return checked(&line, note::read(&line, from, context)?, context);
    }
    let Parts { mut segments, note } = split(&line)?;
    let first = segments.iter_mut().flatten().next();
    let Some(clause) = first else {
        return Err(unknown(&line, &(0..line.len())));
    };
    let (opens, after) = opener(&line, &tokens(&line, clause)).ok_or_else(|| {
        let word = tokens(&line, clause).into_iter().next();
        if words::find_cue(&line.folded(clause), context).is_some() {
            let says = format!("A line about cues begins with \"cue\", as in \"cue {}\".", line.raw(clause));
            return Unread::Mend { says, piece: line.bytes(clause), as_note: true };
        }
        unknown(&line, &word.map_or(clause.clone(), |token| token.span))
    })?;
    clause.start = after.min(clause.end);
    let parts = Parts { segments, note };
    let said = match opens {
        Opens::Sleep { over, nap } => sleep::read(&line, &parts, over, nap, context)?,
        Opens::Awake => return sleep::awake(&line, parts, context),
        Opens::Massage(touch) => {
            let begun = Massage { touch, ..Massage::default() };
            massage::read(&line, &parts, begun, context)?
        }
        Opens::NotToday => massage::not_today(&line, &parts, context)?,
        Opens::Cue => cue::read(&line, &parts, context)?,
        Opens::Checkin => checkin::read(&line, &parts, context)?,
    };
    let said = Entry { note: parts.note, ..said };
    checked(&line, said, context)
}

/// An entry of a typed line, about the baby of the context.
fn entry(context: &Context<'_>, times: times::Times, what: What) -> Entry {
    Entry {
        id: new_id(),
        baby: context.baby,
        carer: context.carer,
        at: times.at,
        until: times.until,
        about: times.about,
        note: None,
        what,
    }
}

fn checked(line: &Text<'_>, entry: Entry, context: &Context<'_>) -> Result<Said, Unread> {
    match check(&entry, context.now) {
        Ok(()) => Ok(Said::Keep(entry)),
        Err(problem) => Err(Unread::mend(line, &(0..line.len()), problem.says)),
    }
}

/// The kind of line, and where what it says begins.
fn opener(line: &Text<'_>, tokens: &[Token]) -> Option<(Opens, usize)> {
    let first = tokens.first().filter(|token| token.is_plain())?;
    let phrase = |n: usize| {
        let last = tokens.get(n - 1).filter(|last| last.is_plain())?;
        let span = first.span.start..last.span.end;
        let folded = if span.len() > 80 { String::new() } else { line.folded(&span) };
        Some((folded.trim_end_matches(':').to_owned(), last.span.end))
    };
    let (word, end) = phrase(1)?;
    let slept = |over, nap| Some((Opens::Sleep { over, nap }, end));
    let (two, two_end) = phrase(2).unwrap_or_default();
    match (word.as_str(), two.as_str()) {
        (_, "not today") => return Some((Opens::NotToday, two_end)),
        (_, "massage not") if phrase(3).is_some_and(|(three, _)| three == "massage not today") => {
            return phrase(3).map(|(_, end)| (Opens::NotToday, end));
        }
        (_, "check in") => return Some((Opens::Checkin, two_end)),
        (_, "woke up") => return Some((Opens::Awake, two_end)),
        ("sleep", _) => return slept(false, None),
        ("slept", _) => return slept(true, None),
        ("nap", _) => return slept(false, Some(true)),
        ("napped", _) => return slept(true, Some(true)),
        ("night", _) => return slept(false, Some(false)),
        ("awake", _) => return Some((Opens::Awake, end)),
        ("cue" | "cues", _) => return Some((Opens::Cue, end)),
        ("checkin" | "check-in", _) => return Some((Opens::Checkin, end)),
        _ => {}
    }
    let touch = (1..=3).rev().find_map(|n| {
        let (phrase, end) = phrase(n)?;
        let code = find(List::Touch, &phrase)?.code.clone();
        Some((Opens::Massage((code != "massage").then_some(code)), end))
    });
    touch.or_else(|| checkin::opens(line, tokens).then_some((Opens::Checkin, first.span.start)))
}

fn unknown(line: &Text<'_>, span: &Span) -> Unread {
    let word: String = line.folded(span).chars().take(60).collect();
    let mut near = near::Nearest::new(&word);
    for opener in OPENERS {
        near.all(opener, &[]);
    }
    let near = near.found().map_or_else(String::new, |near| format!(" Did you mean \"{near}\"?"));
    Unread::Mend {
        says: format!(
            "I do not know how to read \"{}\".{near} A line begins with a word such as sleep, slept, massage, cue, \
             felt or note. It can also be kept as a note.",
            line.raw(span).chars().take(60).collect::<String>()
        ),
        piece: line.bytes(span),
        as_note: true,
    }
}

const LONGEST: usize = 20_000;
const LONG: &str = "This line is longer than 20,000 letters. Please write it shorter, or in several lines.";
