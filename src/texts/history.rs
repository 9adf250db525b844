//! Past: its heading, its prompts, and what it says of a jump or of an empty list.
//!
//! ```text
//!  Maya · past · massage · "smiles"
//!  Nothing on 9 Nov 2026. This is the nearest day before it.
//! ```

use crate::model::EntryKind;
use crate::model::describe::sanitize_text;
use crate::model::time::format_short_date;
use chrono::NaiveDate;

pub(crate) const NONE_TO_JUMP_TO: &str = "There is no day in this list to jump to.";
pub(crate) const ALL_AGAIN: &str = "All entries again.";

const NO_ENTRIES: &str = "Nothing here yet. What you write shows here, day by day. Gaps are fine.";
pub(crate) const SEARCHING_OLDER: &str = "Looking further back.";

pub(crate) fn format_heading(baby: &str, kind: Option<EntryKind>, search: &str) -> String {
    let mut heading = format!("{baby} · past");
    if let Some(kind) = kind {
        heading.push_str(&format!(" · {}", kind.display_name()));
    }
    let search = search.trim();
    if !search.is_empty() {
        heading.push_str(&format!(" · \"{search}\""));
    }
    heading
}

/// What is being typed: its label and its hint.
pub(crate) const SEARCH_PROMPT: (&str, &str) = (" find: ", "words in an entry, a note or a cue");

pub(crate) fn format_day(date: NaiveDate) -> String {
    date.format("%A %-d %B %Y").to_string()
}

/// The day under the cursor, and how old the baby was.
pub(crate) fn describe_day_and_age(date: NaiveDate, age: Option<(&str, String)>) -> String {
    match age {
        Some((name, age)) => format!("{} · {} was {age}", format_day(date), sanitize_text(name)),
        None => format_day(date),
    }
}

/// The same while more is being looked through.
pub(crate) fn with_search_notice(aside: &str) -> String {
    format!("{aside} · looking further back")
}

pub(crate) fn describe_jump(asked: NaiveDate, found: NaiveDate) -> String {
    if asked == found {
        return format!("{}.", format_day(found));
    }
    let nearest = if found < asked { "the nearest day before it" } else { "the first day there is" };
    format!("Nothing on {}. This is {nearest}.", format_short_date(asked))
}

/// An empty list, and how to see more.
pub(crate) fn explain_empty_list(
    kind: Option<EntryKind>,
    search: &str,
    unfinished: bool,
    [next_kind, back]: [&str; 2],
) -> String {
    if unfinished {
        return SEARCHING_OLDER.into();
    }
    let search = search.trim();
    let kinds = kind.map(|kind| match kind {
        EntryKind::Massage => "massages",
        EntryKind::Cue => "cues",
        EntryKind::Sleep => "sleeps",
        EntryKind::Checkin => "check-ins",
        EntryKind::Note => "notes",
    });
    match (kinds, search.is_empty()) {
        (None, true) => NO_ENTRIES.into(),
        (Some(kinds), true) => {
            format!("There are no {kinds} here. Press {next_kind} for the next kind, {back} for everything.")
        }
        (None, false) => {
            format!("Nothing here has the words \"{search}\". Press {back} for everything.")
        }
        (Some(kinds), false) => {
            format!("None of the {kinds} has the words \"{search}\". Press {back} for everything.")
        }
    }
}
