//! Whom a typed line is about, where a family has several babies: `@Leo slept 11:40-12:55`, `@both massage 10:15 12m`.
//!
//! It stands before the line, or behind one that has no words of a note; a note's own words are never taken for it.
//! Without it a line is about the baby who is shown.

use crate::model::{Entry, EntryKind, Family, Id};
use crate::quick_line::tokens::{LineText, find_note_start, normalize_typed, split_line};
use crate::quick_line::{LineContext, ParseError, ParsedLine, parse_line, print_entry};
use crate::texts::parse_errors as texts;
use crate::vocabulary::eq_normalized;

/// What stands for every baby whose pages are open.
const EVERY_BABY_WORDS: [&str; 3] = ["both", "all", "twins"];

/// Reads a typed line, and whom it names; nobody when it names nobody.
///
/// # Errors
/// As [`parse_line`] does, and when it names somebody it cannot be about.
pub fn parse_addressed_line(
    text: &str,
    context: &LineContext<'_>,
) -> Result<(ParsedLine, Vec<Id>), ParseError> {
    let Some(named) = find_addressee(text, context.family) else {
        return parse_line(text, context).map(|said| (said, Vec::new()));
    };
    let (Some(rest), Some(sign)) = (text.get(named.rest.clone()), text.get(named.sign.clone())) else {
        return parse_line(text, context).map(|said| (said, Vec::new()));
    };
    let error = |message: String| ParseError::Unreadable {
        message,
        byte_range: named.sign.clone(),
        can_keep_as_note: false,
    };
    let babies = named.babies.map_err(&error)?;
    let context = LineContext {
        now: context.now,
        family: context.family,
        baby: babies.first().copied(),
        carer: context.carer,
    };
    let from = named.rest.start;
    let said = parse_line(rest, &context).map_err(|unread| match unread {
        ParseError::Unreadable { message, byte_range: piece, can_keep_as_note } => {
            let byte_range = piece.start + from..piece.end + from;
            ParseError::Unreadable { message, byte_range, can_keep_as_note }
        }
        ParseError::Ambiguous { message, readings } => ParseError::Ambiguous {
            message,
            readings: readings.into_iter().map(|line| format!("{} {line}", sign.trim())).collect(),
        },
        ParseError::Empty => error(texts::LINE_MISSING_AFTER_NAME.into()),
    })?;
    match &said {
        ParsedLine::Entry(entry) if entry.kind() == EntryKind::Checkin => {
            Err(error(texts::CHECKIN_HAS_NO_BABY.into()))
        }
        _ => Ok((said, babies)),
    }
}

/// An entry as a typed line that names its baby, where there are several.
pub fn print_addressed_line(entry: &Entry, family: &Family) -> String {
    let line = print_entry(entry, family);
    let baby = entry.baby.and_then(|id| family.find_baby(id));
    match baby {
        Some(baby) if family.babies.len() > 1 => format!("@{} {line}", baby.display_name()),
        _ => line,
    }
}

/// The same for one entry of each of these babies, all alike.
pub(crate) fn print_for_babies(entries: &[Entry], family: &Family) -> String {
    let [first, _, ..] = entries else {
        return entries.first().map_or_else(String::new, |it| print_addressed_line(it, family));
    };
    format!("@{} {}", EVERY_BABY_WORDS[0], print_entry(first, family))
}

/// Who is named, where the sign stands, and where the rest of the line does.
struct Addressee {
    babies: Result<Vec<Id>, String>,
    sign: std::ops::Range<usize>,
    rest: std::ops::Range<usize>,
}

fn find_addressee(text: &str, family: &Family) -> Option<Addressee> {
    let start = text.len() - text.trim_start().len();
    let line = text.get(start..)?;
    if let Some(after) = line.strip_prefix('@') {
        let (babies, taken) = match_leading_name(after, family);
        let end = start + 1 + taken;
        return Some(Addressee { babies, sign: start..end, rest: end..text.len() });
    }
    let (before, name) = text.rsplit_once('@')?;
    let name = name.trim();
    let babies = find_babies_by_name(name, family)?;
    let apart = before.ends_with(char::is_whitespace);
    let words = LineText::new(before);
    let is_note =
        find_note_start(&words, 0).is_some() || split_line(&words).is_ok_and(|it| it.note.is_some());
    (apart && !is_note).then_some(Addressee {
        babies: Ok(babies),
        sign: before.len()..text.len(),
        rest: 0..before.len(),
    })
}

/// The longest name a text begins with, and how many bytes of it that is.
fn match_leading_name(text: &str, family: &Family) -> (Result<Vec<Id>, String>, usize) {
    let ends = text.match_indices(char::is_whitespace).map(|(at, _)| at);
    let mut ends: Vec<usize> = ends.chain([text.len()]).collect();
    ends.dedup();
    let found = ends.iter().rev().find_map(|end| {
        let name = text.get(..*end)?;
        find_babies_by_name(name, family).map(|babies| (Ok(babies), *end))
    });
    found.unwrap_or_else(|| {
        let end = ends.first().copied().unwrap_or(0);
        let name = text.get(..end).unwrap_or_default();
        let names: Vec<&str> = family.babies.iter().map(|baby| baby.display_name()).collect();
        (Err(texts::unknown_baby(name, &names.join(", "))), end)
    })
}

/// The babies of a name: one, or all whose pages are open.
fn find_babies_by_name(name: &str, family: &Family) -> Option<Vec<Id>> {
    if let Some(baby) = family.babies.iter().find(|baby| eq_normalized(baby.display_name(), name)) {
        return Some(vec![baby.id]);
    }
    let folded = normalize_typed(name);
    let open: Vec<Id> = family.open_babies().map(|baby| baby.id).collect();
    (EVERY_BABY_WORDS.contains(&folded.as_str()) && !open.is_empty()).then_some(open)
}
