//! What an import would do, before anything is kept, and what the history calls it.

use crate::text::plural::{format_thousands, format_thousands_count};

pub(crate) const NO_ENTRIES: &str = "No entries to add.";
pub(crate) const ONLY_FAMILY: &str = "No entries to add, only names and settings of the family.";
pub(crate) const NOTHING_NEW: &str = "Nothing new to add.";
pub(crate) const WORTH_A_LOOK: &str = "Worth a look:";
pub(crate) const JOURNAL_LABEL: &str = "another journal";
pub(crate) const UNNAMED_FILE: &str = "a file";

pub(crate) fn change_of_entries(file: &str, entries: usize) -> String {
    format!("import of {file}: {}", format_thousands_count(entries, "entry", "entries"))
}

/// `taken` entries were edited later where the file comes from.
pub(crate) fn change_of_edits(file: &str, added: usize, taken: usize) -> String {
    if added == 0 {
        let taken = format_thousands_count(taken, "entry", "entries");
        return format!("import of {file}: {taken} edited later there");
    }
    let (added, taken) = (format_thousands_count(added, "entry", "entries"), format_thousands(taken));
    format!("import of {file}: {added}, {taken} edited later there")
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
    match dates {
        Some((first, last)) if first == last => line += &format!(", {first}"),
        Some((first, last)) => line += &format!(", {first} to {last}"),
        None => {}
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

/// Entries that stand otherwise here, and stay so.
pub(crate) fn entries_differ(later_there: usize, later_here: usize, has_options: bool) -> String {
    let differing = later_there + later_here;
    let entries = format_thousands_count(differing, "entry differs", "entries differ");
    let there = format_thousands(later_there);
    let which = match (later_there, later_here) {
        (0, _) => "not edited later there".to_owned(),
        (1, 0) => "edited later there".to_owned(),
        (_, 0) => "all edited later there".to_owned(),
        (1, _) => format!(
            "1 was edited later there, {} later here or at the same time",
            format_thousands(later_here)
        ),
        _ => format!(
            "{there} were edited later there, {} later here or at the same time",
            format_thousands(later_here)
        ),
    };
    let stays = if differing == 1 { "Yours stays" } else { "Yours stay" };
    let option = match (later_there, has_options) {
        (0, _) | (_, false) => String::new(),
        (1, true) => "; --newer would take that one".to_owned(),
        _ => format!("; --newer would take the {there}"),
    };
    format!("{entries} here and there: {which}. {stays}{option}.")
}

pub(crate) fn taken_from_there(count: usize) -> String {
    let were = format_thousands_count(count, "entry was", "entries were");
    let take = if count == 1 { "it takes the place of yours" } else { "they take the place of yours" };
    format!("{were} edited later there: {take}, and undo brings yours back.")
}

pub(crate) fn later_here(count: usize) -> String {
    let were = format_thousands_count(count, "entry was", "entries were");
    let stay = if count == 1 { "yours stays" } else { "yours stay" };
    format!("{were} edited later here or at the same time: {stay}.")
}

pub(crate) fn compared_sealed(count: usize) -> String {
    let are = format_thousands_count(count, "of them is", "of them are");
    format!("{are} sealed: cuebook sees that they differ, and doesn't open them.")
}

/// `date` and `time` are the archive's.
pub(crate) fn archive_time(date: &str, time: &str) -> String {
    format!(
        "An archive does not say when each entry was edited, so the time it was written counts: {date}, {time}. What stood here before counts as older."
    )
}

pub(crate) fn stays_removed(count: usize) -> String {
    let were = format_thousands_count(count, "entry was", "entries were");
    let stay = if count == 1 { "stays so" } else { "stay so" };
    format!("{were} removed here later, and {stay}.")
}

pub(crate) fn returning(count: usize) -> String {
    let were = format_thousands_count(count, "of them was", "of them were");
    let come = if count == 1 { "it comes back" } else { "they come back" };
    format!("{were} removed here, and edited later there: {come}.")
}

pub(crate) fn already_known(count: usize, (one, many): (&str, &str)) -> String {
    let are = if count == 1 { "is" } else { "are" };
    format!("{} {are} in the journal already.", format_thousands_count(count, one, many))
}

pub(crate) fn said_twice(rows: usize) -> String {
    format!("{} again what another row says.", format_thousands_count(rows, "row says", "rows say"))
}

pub(crate) const ROW_NOUNS: (&str, &str) = ("row", "rows");
pub(crate) const ENTRY_NOUNS: (&str, &str) = ("entry", "entries");

pub(crate) fn left_out(count: usize, (one, many): (&str, &str)) -> String {
    format!("Left out: {}.", format_thousands_count(count, one, many))
}

pub(crate) fn left_out_for_kind(rows: usize, what: &str, has_options: bool) -> String {
    let option = if has_options { "; --keep-other saves them as notes" } else { "" };
    format!("{} {what}: this journal has no place for them{option}", format_thousands(rows))
}

pub(crate) fn row_with(row: usize, text: &str) -> String {
    format!("row {row}: {text}")
}

pub(crate) fn entries_with(count: usize, text: &str) -> String {
    format!("{}: {text}", format_thousands_count(count, "entry", "entries"))
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
