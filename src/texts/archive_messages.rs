//! What the import of a cuebook archive says: of its files, of pieces that were left out, and of what is worth a look.

use crate::model::EntryKind;
use std::fmt::Display;

// The files.
pub(crate) const NOT_AN_ARCHIVE: &str =
    "This file is not a cuebook archive. Those are JSON, with \"cuebook\": 1 and a list of \"entries\".";
pub(crate) const NEWER_ARCHIVE: &str = "A newer cuebook wrote this archive, so this one leaves it alone.";
pub(crate) const NO_EXPORT_FILES: &str = "None of the files of a cuebook export are in this folder.";
pub(crate) const MOMENTS_TOO_LONG: &str = "moments.csv is too long.";
pub(crate) const FILES_CHANGED: &str = "The files were changed while they were read.";
pub(crate) const BEFORE_ENTRIES: &str = "What comes before the entries";
pub(crate) const OFFSETS_INCLUDED: &str = "Every time in it has its own clock.";

/// What serde says it expects.
pub(crate) const EXPECTED_ARCHIVE: &str = "an archive";
pub(crate) const EXPECTED_ENTRIES: &str = "a list of entries";

pub(crate) fn unreadable_input(error: &dyn Display) -> String {
    format!("It could not be read: {error}.")
}

pub(crate) fn unreadable_file(file: &str, error: &dyn Display) -> String {
    format!("{file} could not be read: {error}.")
}

pub(crate) fn missing_file(file: &str) -> String {
    format!("{file} is not there, so nothing from it is.")
}

pub(crate) fn incomplete_json(line: usize, column: usize) -> String {
    format!(
        "This archive is not whole: it can't be read past line {line}, column {column}. Please export it again."
    )
}

pub(crate) fn piece_too_long(place: &str) -> String {
    format!("{place} is longer than 8 MB, and cuebook never writes so much. Is a quotation mark missing?")
}

pub(crate) fn repeated_column(file: &str, name: &str) -> String {
    format!("{file}: two columns are called {name}.")
}

pub(crate) fn missing_column(file: &str, name: &str) -> String {
    format!("{file}: it has no column \"{name}\", so it is not from a cuebook export.")
}

pub(crate) fn unknown_column(file: &str, name: &str) -> String {
    format!("{file}: this version does not know the column {name}, so it was left out.")
}

pub(crate) fn row_place(file: &str, row: usize) -> String {
    format!("{file}, row {row}")
}

pub(crate) fn unclosed_quote(place: &str) -> String {
    format!("{place}: a quotation mark opens and never closes.")
}

pub(crate) fn row_not_utf8(place: &str) -> String {
    format!("{place}: it is not UTF-8 text. Please save it as CSV UTF-8.")
}

pub(crate) fn unreadable_row(place: &str, error: &dyn Display) -> String {
    format!("{place}: it can't be read ({error}).")
}

pub(crate) fn family_file_too_long(place: &str) -> String {
    format!("{place}: a family can't have more than 100,000 rows.")
}

pub(crate) fn family_too_large() -> String {
    format!("family: {TOO_MANY_VALUES}.")
}

// Rows and entries that were left out.
pub(crate) const TOO_MANY_VALUES: &str = "it has more than 100,000 values, and cuebook never writes so many";
pub(crate) const TOO_MANY_CELLS: &str = "it has more cells than there are columns";
pub(crate) const TOO_MANY_MOMENTS: &str = "more than 10,000 moments belong to one entry";
pub(crate) const TOO_MANY_PEOPLE: &str = "a journal can have up to 1,000 babies or carers";
pub(crate) const INVALID_ENTRY_ID: &str = "its entry is not an id (a UUID)";
pub(crate) const ORPHAN_MOMENT: &str = "its entry is in no row of massage.csv or cue.csv";
pub(crate) const TOO_DEEP: &str = "it is nested too deeply";
pub(crate) const UNREADABLE_JSON: &str = "a number or a text in it can't be read";
pub(crate) const NOT_AN_OBJECT: &str = "it is not an object with fields";
pub(crate) const AT_MISSING: &str = "its at is missing: when was it?";
pub(crate) const END_BEFORE_START: &str = "its end is before its start";
pub(crate) const UNKNOWN_SHAPE: &str = "this version does not know the shape of its fields";
pub(crate) const NIGHT_OUT_OF_CALENDAR: &str = "the year of its night can't be right";
pub(crate) const NO_BABY_NAMED: &str = "it names no baby; --baby says whose it is";
pub(crate) const SEAL_KEY_MISSING: &str = "it is sealed, and this journal has no key for it; remove the seal \
                                           where it was written, export again, then import";
const SLEEP_ALREADY_RUNNING: &str =
    "another sleep of this baby is running already; write down its end, then import again";
const MASSAGE_ALREADY_RUNNING: &str =
    "another massage of this baby is running already; end it, then import again";
pub(crate) const REMOVED_HERE: &str = "it was removed here later than it was edited there, and stays so";

pub(crate) fn running_already(kind: EntryKind) -> String {
    let says = if kind == EntryKind::Sleep { SLEEP_ALREADY_RUNNING } else { MASSAGE_ALREADY_RUNNING };
    says.to_owned()
}
pub(crate) const CONFLICTING_DUPLICATE: &str = "another entry of the file has the same id and other content";
pub(crate) const SEALED_IN_JOURNAL: &str = "it is sealed in the journal and open in the file, so cuebook can't compare \
                                            them; yours was left as it is";
pub(crate) const SEALED_IN_FILE: &str = "it is sealed in the file and open in the journal, so cuebook can't compare \
                                         them; yours was left as it is";

pub(crate) fn field_missing(name: &str) -> String {
    format!("its {name} is missing")
}

pub(crate) fn unknown_kind(kind: &str) -> String {
    format!("this version does not know the kind {kind}")
}

pub(crate) fn unknown_field_shape(name: &str) -> String {
    format!("this version does not know the shape of its {name}")
}

pub(crate) fn out_of_range(name: &str, least: u16, most: u16) -> String {
    format!("its {name} is not one of {least} to {most}")
}

pub(crate) fn not_text(name: &str) -> String {
    format!("its {name} is not text")
}

pub(crate) fn not_a_flag(name: &str) -> String {
    format!("its {name} is not true or false")
}

pub(crate) fn not_an_id(name: &str, value: &str) -> String {
    format!("its {name}, {value}, is not an id (a UUID)")
}

pub(crate) fn not_a_time(name: &str, value: &str) -> String {
    format!("its {name}, {value}, is not a time like 2026-11-22T10:15:00+00:00")
}

pub(crate) fn unreadable_cell(column: &str, cell: &str, problem: &str) -> String {
    format!("its {column}, {cell}, is {problem}")
}

pub(crate) fn shared_name(name: &str) -> String {
    format!("more than one is called {name}, and no id says which")
}

/// `is_later_there`: it was edited later where the file comes from.
pub(crate) fn differs_from_journal(fields: &[String], is_later_there: bool) -> String {
    let later = if is_later_there { ", edited later there" } else { "" };
    let fields = fields.join(", ");
    format!("the journal has this entry with other content ({fields}){later}; yours was left as it is")
}

// What the file says of the family.
pub(crate) const FAMILY_UNREADABLE: &str = "family: it can't be read, so only the entries were.";
pub(crate) const FAMILY_TRUNCATED: &str = "family: only the first 1,000 babies and carers were taken.";
pub(crate) const CODE_MISSING: &str = "it does not say of what";
pub(crate) const INCOMPLETE_ROW: &str =
    "part of it is missing, or has a word that this version does not know";

pub(crate) fn family_row_left_out(place: &str, reason: &str) -> String {
    format!("{place}: {reason}; it was left out.")
}

pub(crate) fn unknown_family_row(what: &str) -> String {
    format!("this version does not know what {what} is")
}

pub(crate) fn family_not_a_list(name: &str) -> String {
    format!("family.{name}: it is not a list, so it was left out.")
}

pub(crate) fn family_item_repeated(name: &str, index: usize) -> String {
    format!("family.{name}[{index}]: it is there twice; the first was taken.")
}

pub(crate) fn family_item_unreadable(name: &str, index: usize) -> String {
    format!("family.{name}[{index}]: it can't be read, so it was left out.")
}

pub(crate) fn family_field_unreadable(name: &str) -> String {
    format!("family.{name}: it can't be read, so it was left out.")
}

pub(crate) fn family_field_unknown(name: &str) -> String {
    format!("family: this version does not know {name}, so it was left out.")
}

pub(crate) fn other_cue_words(in_file: &str, in_journal: &str) -> String {
    format!("The cue {in_file} is called {in_journal} here, and stays so.")
}

/// `names` are of people, of settings, and of days.
pub(crate) fn family_differs(names: &[String]) -> String {
    format!(
        "Names and settings have no time of their own, so yours stay where they differ: {}.",
        names.join(", ")
    )
}

pub(crate) fn mark_of_day(date: &dyn Display) -> String {
    format!("what was written down of {date}")
}

pub(crate) fn mark_of_no_baby(date: &dyn Display) -> String {
    format!("A mark for {date} is not about a baby in the file.")
}

// Entries that were kept.
pub(crate) const SAYS_LITTLE: &str = "it was saved, but it says little.";

pub(crate) fn unknown_fields(names: &[String]) -> String {
    format!("this version does not know {}, so it was left out.", names.join(", "))
}

pub(crate) fn moment_problem(problem: &str) -> String {
    format!("it was saved; one of its moments: {problem}")
}
