//! What an import would do, before anything is kept, and what the history calls it.

use crate::text::plural::{format_thousands, format_thousands_count};

pub(crate) const NO_ENTRIES: &str = "No entries to add.";
pub(crate) const ONLY_FAMILY: &str = "No entries to add, only names and settings of the family.";
pub(crate) const NOTHING_NEW: &str = "Nothing new to add.";
pub(crate) const WORTH_A_LOOK: &str = "Worth a look:";
pub(crate) const UNNAMED_FILE: &str = "a file";

pub(crate) fn change_of_entries(file: &str, entries: usize) -> String {
    format!("import of {file}: {}", format_thousands_count(entries, "entry", "entries"))
}

pub(crate) fn change_of_ends(file: &str, ends: usize) -> String {
    format!("import of {file}: {}", format_thousands_count(ends, "end of a sleep", "ends of sleeps"))
}

pub(crate) fn change_of_words(file: &str, sleeps: usize) -> String {
    format!("import of {file}: words of {}", format_thousands_count(sleeps, "sleep", "sleeps"))
}

pub(crate) fn zone_given(zone: &str) -> String {
    format!("The file's clocks are read in {zone}.")
}

/// Where there are no options to name.
pub(crate) fn zone_in_app(zone: &str) -> String {
    format!("The file's clocks are read in the journal's zone, {zone}.")
}

pub(crate) fn zone_of_journal(zone: &str) -> String {
    format!("You gave no --zone, so the file's clocks are read in the journal's zone, {zone}.")
}

/// `babies` are joined with "and"; `dates` are the first and the last.
pub(crate) fn to_add(kinds: &[(&str, usize)], babies: &str, dates: Option<(String, String)>) -> String {
    let kinds = kinds.iter().map(|(kind, n)| format_thousands_count(*n, kind, &format!("{kind}s")));
    let mut line = format!("To add: {}", kinds.collect::<Vec<_>>().join(", "));
    if !babies.is_empty() {
        line += &format!(", for {babies}");
    }
    if let Some((first, last)) = dates {
        line += &format!(", {first} to {last}");
    }
    line + "."
}

pub(crate) fn new_carers(names: &[String]) -> String {
    format!("New carers: {}.", names.join(", "))
}

pub(crate) fn new_babies(names: &[String]) -> String {
    match names {
        [name] => format!("New baby: {name}."),
        names => format!("New babies: {}.", names.join(", ")),
    }
}

pub(crate) fn sleeps_noted(count: usize) -> String {
    let sleeps = format_thousands_count(count, "sleep", "sleeps");
    format!("{sleeps} kept before: words that only this file has are put with them.")
}

pub(crate) fn sleeps_ended(count: usize) -> String {
    let sleeps = format_thousands_count(count, "sleep", "sleeps");
    format!("{sleeps} saved without an end before: the end is here, and was added to it.")
}

pub(crate) fn sleeps_taken(count: usize) -> String {
    let sleeps = format_thousands_count(count, "sleep", "sleeps");
    format!("{sleeps} kept before: the file's is the later, and takes the place of yours.")
}

pub(crate) fn already_known(rows: usize) -> String {
    format!("{} in the journal already.", format_thousands_count(rows, "row is", "rows are"))
}

pub(crate) fn said_twice(rows: usize) -> String {
    format!("{} again what another row says.", format_thousands_count(rows, "row says", "rows say"))
}

pub(crate) fn left_out(rows: usize) -> String {
    format!("Left out: {}.", format_thousands_count(rows, "row", "rows"))
}

pub(crate) fn left_out_for_kind(rows: usize, what: &str, has_options: bool) -> String {
    let option = if has_options { "; --keep-other saves them as notes" } else { "" };
    format!("{} {what}: this journal has no place for them{option}", format_thousands(rows))
}

pub(crate) fn row_with(row: usize, text: &str) -> String {
    format!("row {row}: {text}")
}

pub(crate) fn rows_with(rows: usize, text: &str) -> String {
    format!("{} rows: {text}", format_thousands(rows))
}

/// `example` is one of the rows, with its reason.
pub(crate) fn rows_such_as(rows: usize, example: &str) -> String {
    format!("{} rows, such as {example}", format_thousands(rows))
}

pub(crate) fn file_with(file: &str, text: &str) -> String {
    format!("{file}, {text}")
}

pub(crate) fn only_counted(rows: usize) -> String {
    format!("and {} only counted", format_thousands_count(rows, "row is", "rows are"))
}

const LISTS_ALL: &str = "; --json lists all";

pub(crate) fn more_reasons(n: usize, has_options: bool) -> String {
    let option = if has_options { LISTS_ALL } else { "" };
    format!("and {} more reasons{option}", format_thousands(n))
}

pub(crate) fn more_warnings(n: usize, has_options: bool) -> String {
    let option = if has_options { LISTS_ALL } else { "" };
    format!("and {} more warnings{option}", format_thousands(n))
}
