//! Opening a journal that is not as it was last seen: what is different, what its copies hold, what can be done.

use crate::text::plural::format_count;

// What is different. Each is followed by `NOTHING_WRITTEN`.

pub(crate) const NOTHING_WRITTEN: &str = "Nothing was written.";

pub(crate) fn folder_missing(path: &str, was_seen: bool) -> String {
    match was_seen {
        true => format!(
            "The folder of {path} is not there, but a journal was in it. Perhaps a drive is not connected."
        ),
        false => format!("The folder of {path} is not there."),
    }
}

pub(crate) fn journal_gone(path: &str) -> String {
    format!("The journal {path} is not there any more.")
}

pub(crate) fn journal_empty(path: &str) -> String {
    format!("The file {path} is empty, but a journal was there.")
}

pub(crate) fn lock_gone(path: &str) -> String {
    format!("{path} has no lock, but the journal last seen there was locked.")
}

pub(crate) fn other_identity(path: &str) -> String {
    format!("{path} is not the journal last seen there.")
}

pub(crate) fn set_back(path: &str, lost: i64) -> String {
    let changes = if lost == 1 {
        "1 change made since is".to_owned()
    } else {
        format!("{lost} changes made since are")
    };
    format!("{path} is an older version of the journal: {changes} not in it.")
}

pub(crate) fn seal_replaced(path: &str) -> String {
    format!("In {path} somebody's seal is not the one last seen there.")
}

pub(crate) fn seal_removed(path: &str) -> String {
    format!("In {path} somebody who sealed what they write has no seal any more.")
}

// What can be done, on the command line.

pub(crate) const NEW_BEGINS: &str = "--new begins a new journal there.";
pub(crate) const NEW_TAKES: &str = "--new takes the file as it is.";
pub(crate) const NEW_MAKES_FOLDER: &str = "--new makes the folder and begins a journal in it.";

/// `copy` as a shell takes it.
pub(crate) fn restore_fullest(copy: &str, entries: i64, newest: Option<&str>) -> String {
    format!("`cuebook restore {copy}` puts back the fullest copy, {}.", copy_content(entries, newest))
}

pub(crate) fn restore_any(folder: &str) -> String {
    format!("Its copies are in {folder}; `cuebook restore PATH` puts one back.")
}

/// `newest` is the day of its newest entry.
pub(crate) fn copy_content(entries: i64, newest: Option<&str>) -> String {
    let entries = format_count(entries, "entry", "entries");
    match newest {
        Some(day) => format!("with {entries}, the newest of {day}"),
        None => format!("with {entries}"),
    }
}

// What can be done, on the opening screen.

pub(crate) const COPIES_HOLD: &str = "Its copies, the fullest first:";
pub(crate) const RESTORE_COPY: &str = "put back the fullest copy; you see what is in it first";
pub(crate) const BEGIN_JOURNAL: &str = "begin a new journal there";
pub(crate) const ACCEPT_JOURNAL: &str = "this is the journal I want: take it as it is";
pub(crate) const LEAVE: &str = "leave, and change nothing";

/// `copy` is its file's name.
pub(crate) fn copy_line(copy: &str, entries: i64, newest: Option<&str>) -> String {
    format!("{copy}, {}", copy_content(entries, newest))
}

pub(crate) fn unreadable_copies(n: usize, folder: &str) -> String {
    let copies = format_count(n, "copy", "copies");
    format!("{copies} in {folder} could not be read, or need another passphrase.")
}
