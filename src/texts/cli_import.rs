//! `cuebook import`.

use crate::texts::cli_common::NOTHING_KEPT;

pub(crate) const HIDDEN_LEFT_OUT: &str =
    "What a carer shows to nobody there is not among it: without their passphrase nothing of it is read.";
pub(crate) const QUESTION: &str = "Save these? y/N ";
pub(crate) const KEPT: &str = "Saved. Undo all of it: `cuebook undo`.\n";
pub(crate) const ARCHIVE_ALONE: &str =
    "Please import a cuebook archive on its own, then the other files. Nothing was saved.";
pub(crate) const DRY_RUN: &str = "Nothing was saved: this was only a look.\n";
pub(crate) const NO_ROW_READ: &str = "No row could be read, for the reasons above. Nothing was saved.";
pub(crate) const ADD_YES: &str = "Nothing was saved yet: add --yes to save them.";
pub(crate) const MOOD_HOW: &str =
    "please write it like rad=5: the other app's name, and 1 (heavy) to 5 (good)";
pub(crate) const DATE_ORDER_OPTIONS: &str = "--day-first and --month-first";
pub(crate) const LOOKED_THROUGH: &str = "Looked through";
pub(crate) const COMPARED: &str = "Compared";
pub(crate) const DID_KEEP: &str = "Saved";

pub(crate) fn without_effect(option: &str) -> String {
    format!("{option}: made no difference to these files.\n")
}

pub(crate) fn several_files(n: usize) -> String {
    format!("{n} files")
}

pub(crate) fn nothing_kept(problem: &str) -> String {
    // Some say it within.
    if problem.contains(NOTHING_KEPT) { problem.to_owned() } else { format!("{problem} {NOTHING_KEPT}") }
}

pub(crate) fn file_problem(path: &str, problem: &str) -> String {
    format!("{path}: {}", nothing_kept(problem))
}

pub(crate) const NOT_A_FILE: &str = "it is not a file";
pub(crate) const NO_SUCH_FILE: &str = "there is no such file";
pub(crate) const NOT_PERMITTED: &str = "you may not read it";

pub(crate) fn unreadable_file(path: &str, reason: &str) -> String {
    format!("{path} could not be read: {reason}. {NOTHING_KEPT}")
}

pub(crate) fn endless_pipe(path: &str) -> String {
    format!("{path} is longer than any list or archive. {NOTHING_KEPT}")
}

pub(crate) fn part_of_export(path: &str) -> String {
    format!("{path} is one file of a cuebook export. Please name the folder it is in. {NOTHING_KEPT}")
}

pub(crate) fn too_large(path: &str) -> String {
    format!("{path} is larger than 64 MB, so it is not a list from another app. {NOTHING_KEPT}")
}

pub(crate) fn no_export_folder(path: &str) -> String {
    format!(
        "{path} is a folder without the files of a cuebook export. Please name the files to import. {NOTHING_KEPT}"
    )
}

/// `what` is a file or a name of a format; `seems` says what the file seems to be.
pub(crate) fn unknown_format(what: &str, seems: Option<&str>, known: &str) -> String {
    let seems = seems.map(|seems| format!("{seems} ")).unwrap_or_default();
    format!("This version can't read {what}. {seems}It reads: {known}. {NOTHING_KEPT}")
}
