//! Every word of Past.
//!
//! ```text
//!  Maya · past · massage · "smiles"
//!  Nothing on 9 Nov 2026. This is the nearest day before it.
//! ```

use crate::journal::Kind;
use crate::journal::tell::plain;
use crate::journal::time::short_date;
use chrono::NaiveDate;

pub(crate) const TO_COME: &str = "That day is still to come.";
pub(crate) const NONE_TO_JUMP_TO: &str = "There is nothing in this list to jump to.";
pub(crate) const ALL_AGAIN: &str = "All entries again.";

const EMPTY: &str = "Nothing is written down yet. Whatever you keep shows here, by day; gaps are fine.";
pub(crate) const LOOKING: &str = "Looking further back.";

/// The heading: whose entries, and which of them.
pub(crate) fn heading(baby: &str, kind: Option<Kind>, sought: &str) -> String {
    let mut heading = format!("{} · past", plain(baby));
    if let Some(kind) = kind {
        heading.push_str(&format!(" · {}", kind.word()));
    }
    let sought = sought.trim();
    if !sought.is_empty() {
        heading.push_str(&format!(" · \"{}\"", plain(sought)));
    }
    heading
}

/// The label and the hint of what is being typed.
pub(crate) fn prompt(words: bool) -> (&'static str, &'static str) {
    if words {
        (" find: ", "words in an entry, a note or a cue")
    } else {
        (" day: ", "such as 9 Nov, 2026-11-09, yesterday or mon")
    }
}

pub(crate) fn day(date: NaiveDate) -> String {
    date.format("%A %-d %B %Y").to_string()
}

/// The day under the cursor, and how old the baby was.
pub(crate) fn aside(date: NaiveDate, age: Option<(&str, String)>) -> String {
    match age {
        Some((name, age)) => format!("{} · {} was {age}", day(date), plain(name)),
        None => day(date),
    }
}

/// The same while more is being looked through.
pub(crate) fn looking(aside: &str) -> String {
    format!("{aside} · looking further back")
}

pub(crate) fn jumped(asked: NaiveDate, found: NaiveDate) -> String {
    if asked == found {
        return format!("{}.", day(found));
    }
    let which = if found < asked { "the nearest day before it" } else { "the first day there is" };
    format!("Nothing on {}. This is {which}.", short_date(asked))
}

pub(crate) fn no_such_day(typed: &str) -> String {
    let typed = plain(typed.trim());
    if typed.is_empty() {
        return "Please type a day, such as 9 Nov, 2026-11-09 or mon.".into();
    }
    format!("\"{typed}\" names no day. Try 9 Nov, 2026-11-09 or mon.")
}

/// An empty list, and how to see more.
pub(crate) fn nothing(kind: Option<Kind>, sought: &str, unfinished: bool) -> String {
    if unfinished {
        return LOOKING.into();
    }
    let sought = sought.trim();
    let kinds = kind.map(|kind| match kind {
        Kind::Massage => "massages",
        Kind::Cue => "cues",
        Kind::Sleep => "sleeps",
        Kind::Checkin => "check-ins",
        Kind::Note => "notes",
    });
    match (kinds, sought.is_empty()) {
        (None, true) => EMPTY.into(),
        (Some(kinds), true) => {
            format!("There are no {kinds} here. k shows the next kind, esc everything.")
        }
        (None, false) => format!("Nothing here has the words \"{}\". esc shows everything.", plain(sought)),
        (Some(kinds), false) => {
            format!("None of the {kinds} has the words \"{}\". esc shows everything.", plain(sought))
        }
    }
}
