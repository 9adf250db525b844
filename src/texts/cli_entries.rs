//! `cuebook log` and `cuebook list`.

use crate::texts::cli_common::{NOTHING_KEPT, TAKE_BACK};

pub(crate) fn kept(entries: &str) -> String {
    format!("Saved: {entries}. {TAKE_BACK}")
}

pub(crate) const NAMED_TWICE: &str =
    "The line names somebody with @, and --baby does too. Please leave one of them out. Nothing was saved.";

pub(crate) fn asleep_already(baby: &str, since: &str) -> String {
    format!(
        "You have already written that {baby} fell asleep at {since}, so nothing was saved. `cuebook log awake` ends that sleep."
    )
}

pub(crate) const NOT_ASLEEP: &str = "Baby isn't marked as asleep, so nothing was saved. For a sleep that is over: `cuebook log slept 11:40-12:55`.";

pub(crate) fn awake_title(title: &str) -> String {
    format!("awake: {title}")
}

pub(crate) fn overlaps(entry: &str) -> String {
    format!("It shares time with {entry}. Both were saved.")
}

/// What ran beside the entry that was saved, and ended with it.
pub(crate) fn joined_to_it(kind: &str, since: &str) -> String {
    format!("The {kind} that began at {since} was joined to it.")
}

pub(crate) fn long_sleep(duration: &str) -> String {
    format!("That is {duration} of sleep. It was saved. Did baby wake in between? {TAKE_BACK}")
}

pub(crate) fn long_massage(duration: &str) -> String {
    format!("That is {duration} of massage. It was saved. Did it end earlier? {TAKE_BACK}")
}

/// Nothing was kept, and what keeps it.
pub(crate) fn too_long_unasked(duration: &str) -> String {
    format!("That is {duration}, so nothing was saved yet. To save it anyway, add --yes before the line.")
}

pub(crate) fn for_baby(entry: &str, baby: &str) -> String {
    format!("{entry} for {baby}")
}

pub(crate) const YESTERDAY: &str = "yesterday ";

pub(crate) const NOTHING_TYPED: &str =
    "There is nothing to save yet. Please write it like `cuebook log slept 11:40-12:55`.";

/// `quoted` is the line as a shell takes it.
pub(crate) fn unreadable_line(problem: &str, quoted: &str) -> String {
    format!("{problem} {NOTHING_KEPT} As a note it would be:\n  cuebook log note {quoted}")
}

pub(crate) fn line_not_kept(line: &str, why: &str) -> String {
    format!("\n  {line}\n    {why}")
}

pub(crate) fn lines_not_kept(lines: &[String]) -> String {
    let them = if lines.len() == 1 { "This line was" } else { "These lines were" };
    format!("{them} not saved:{}", lines.concat())
}

pub(crate) fn ambiguous_line(problem: &str, quoted: impl Iterator<Item = String>) -> String {
    let lines: String = quoted.map(|line| format!("\n  cuebook log {line}")).collect();
    format!("{problem} {NOTHING_KEPT}{lines}")
}

pub(crate) fn unknown_kind(typed: &str, known: &str) -> String {
    format!("\"{typed}\" is not a kind of entry. There are {known}.")
}

pub(crate) const BLANK_JOURNAL: &str = "Nothing is written down yet.";
pub(crate) const NOTHING_FITS: &str = "Nothing in the journal fits that.";
