//! Whom a typed line is about, where a family has several babies: `@Leo slept 11:40-12:55`, `@both massage 10:15 12m`.
//!
//! It stands before the line, or behind one that has no words of a note; a note's own words are never taken for it.
//! Without it a line is about the baby who is shown.

use super::pieces::{Text, fold, note_begins, split};
use super::{Context, Said, Unread, print, read};
use crate::journal::{Entry, Family, Id, Kind};
use crate::words::same;

/// What stands for every baby whose pages are open.
const ALL: [&str; 3] = ["both", "all", "twins"];

/// Reads a typed line, and whom it names; nobody when it names nobody.
///
/// # Errors
/// As [`read`] does, and when it names somebody it cannot be about.
pub fn read_about(text: &str, context: &Context<'_>) -> Result<(Said, Vec<Id>), Unread> {
    let Some(named) = named(text, context.family) else {
        return read(text, context).map(|said| (said, Vec::new()));
    };
    let (Some(rest), Some(sign)) = (text.get(named.rest.clone()), text.get(named.sign.clone())) else {
        return read(text, context).map(|said| (said, Vec::new()));
    };
    let mend = |says: String| Unread::Mend { says, piece: named.sign.clone(), as_note: false };
    let babies = named.babies.map_err(&mend)?;
    let context = Context {
        now: context.now,
        family: context.family,
        baby: babies.first().copied(),
        carer: context.carer,
    };
    let from = named.rest.start;
    let said = read(rest, &context).map_err(|unread| match unread {
        Unread::Mend { says, piece, as_note } => {
            Unread::Mend { says, piece: piece.start + from..piece.end + from, as_note }
        }
        Unread::Either { says, lines } => Unread::Either {
            says,
            lines: lines.into_iter().map(|line| format!("{} {line}", sign.trim())).collect(),
        },
        Unread::Empty => mend(REST.into()),
    })?;
    match &said {
        Said::Keep(entry) if entry.kind() == Kind::Checkin => Err(mend(CHECKIN.into())),
        _ => Ok((said, babies)),
    }
}

/// An entry as a typed line that names its baby, where there are several.
pub fn print_about(entry: &Entry, family: &Family) -> String {
    let line = print(entry, family);
    let baby = entry.baby.and_then(|id| family.baby(id));
    match baby.filter(|_| family.babies.len() > 1) {
        Some(baby) => format!("@{} {line}", baby.called()),
        None => line,
    }
}

/// The same for one entry of each of these babies, all alike.
pub fn print_all(entries: &[Entry], family: &Family) -> String {
    let [first, _, ..] = entries else {
        return entries.first().map_or_else(String::new, |it| print_about(it, family));
    };
    format!("@{} {}", ALL[0], print(first, family))
}

/// Who is named, where the sign stands, and where the rest of the line does.
struct Named {
    babies: Result<Vec<Id>, String>,
    sign: std::ops::Range<usize>,
    rest: std::ops::Range<usize>,
}

fn named(text: &str, family: &Family) -> Option<Named> {
    let start = text.len() - text.trim_start().len();
    let line = text.get(start..)?;
    if let Some(after) = line.strip_prefix('@') {
        let (babies, taken) = first_name(after, family);
        let end = start + 1 + taken;
        return Some(Named { babies, sign: start..end, rest: end..text.len() });
    }
    let (before, name) = text.rsplit_once('@')?;
    let name = name.trim();
    let babies = known(name, family)?;
    let apart = before.ends_with(char::is_whitespace);
    let words = Text::new(before);
    let is_note = note_begins(&words, 0).is_some() || split(&words).is_ok_and(|it| it.note.is_some());
    (apart && !is_note).then_some(Named {
        babies: Ok(babies),
        sign: before.len()..text.len(),
        rest: 0..before.len(),
    })
}

/// The longest name a text begins with, and how many bytes of it that is.
fn first_name(text: &str, family: &Family) -> (Result<Vec<Id>, String>, usize) {
    let ends = text.match_indices(char::is_whitespace).map(|(at, _)| at);
    let mut ends: Vec<usize> = ends.chain([text.len()]).collect();
    ends.dedup();
    let found = ends.iter().rev().find_map(|end| {
        let name = text.get(..*end)?;
        known(name, family).map(|babies| (Ok(babies), *end))
    });
    found.unwrap_or_else(|| {
        let end = ends.first().copied().unwrap_or(0);
        let name = text.get(..end).unwrap_or_default();
        let names: Vec<&str> = family.babies.iter().map(|baby| baby.called()).collect();
        (
            Err(format!(
                "There is no baby called \"{name}\" in this journal, only {}. `cuebook set baby --add NAME` adds one.",
                names.join(", ")
            )),
            end,
        )
    })
}

/// The babies of a name: one, or all whose pages are open.
fn known(name: &str, family: &Family) -> Option<Vec<Id>> {
    if let Some(baby) = family.babies.iter().find(|baby| same(baby.called(), name)) {
        return Some(vec![baby.id]);
    }
    let folded = fold(name);
    let open: Vec<Id> = family.open_babies().map(|baby| baby.id).collect();
    (ALL.contains(&folded.as_str()) && !open.is_empty()).then_some(open)
}

const REST: &str = "What was it? The line goes on behind the name, as in \"@both slept 11:40-12:55\".";
const CHECKIN: &str = "How you are is about you. Please leave the @ and its name out.";
