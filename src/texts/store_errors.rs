//! Why the journal, or a copy of it, could not be read or written: what happened, what was kept and what to do.

use std::path::Path;

pub(crate) fn newer_format(path: &Path, found: i64, known: i64) -> String {
    format!(
        "{} was written by a newer cuebook (its format is {found}, this program knows {known}). Nothing was changed. Please use the newer program.",
        path.display()
    )
}

pub(crate) fn foreign_file(path: &Path) -> String {
    let path = path.display();
    format!(
        "{path} belongs to another program, so cuebook leaves it alone. Name another file with --journal."
    )
}

pub(crate) fn foreign_schema(path: &Path, found: &[String]) -> String {
    format!(
        "{} holds what cuebook did not put there: {}. None of it was run, and nothing was changed. `cuebook doctor --salvage OUT` reads your entries out into a clean journal; what you made yourself with an SQLite tool, the tool can take away again.",
        path.display(),
        list_found(found)
    )
}

/// The first few, and how many more.
pub(crate) fn list_found(found: &[String]) -> String {
    const SHOWN: usize = 4;
    let mut text = found.iter().take(SHOWN).map(String::as_str).collect::<Vec<_>>().join(", ");
    if found.len() > SHOWN {
        text.push_str(&format!(" and {} more", found.len() - SHOWN));
    }
    text
}

pub(crate) fn schema_object(kind: &str, name: &str) -> String {
    let kind = if ["index", "table", "trigger", "view"].contains(&kind) { kind } else { "thing" };
    format!("the {kind} \"{name}\"")
}

pub(crate) fn changed_object(kind: &str, name: &str) -> String {
    format!("another definition of the {kind} \"{name}\"")
}

pub(crate) fn missing_object(kind: &str, name: &str) -> String {
    format!("no {kind} \"{name}\"")
}

pub(crate) fn endless(path: &Path) -> String {
    format!("Reading {} did not end, so cuebook stopped. Nothing was changed.", path.display())
}

pub(crate) fn damaged(path: &Path, why: &str) -> String {
    format!(
        "{} is damaged, or not a journal: {why}. Nothing was changed or deleted. Keep the file: `cuebook doctor` names the copies from before, `cuebook restore COPY` puts one in its place.",
        path.display()
    )
}

pub(crate) fn passphrase_required(path: &Path) -> String {
    format!("{} is locked, or damaged: give the passphrase to tell. Nothing was changed.", path.display())
}

pub(crate) fn wrong_passphrase(path: &Path) -> String {
    format!("Wrong passphrase for {}, or the file is damaged. Nothing was changed.", path.display())
}

pub(crate) const WRONG_SEAL_PASSPHRASE: &str =
    "That passphrase does not open what was sealed. Nothing was changed.";
pub(crate) const SEALED_DIFFERENTLY: &str =
    "It is already sealed with another passphrase. Nothing was changed.";
pub(crate) const NO_ENCRYPTION: &str =
    "This build has no lock: it can neither lock a journal nor open a locked one. Nothing was changed.";

pub(crate) fn not_enough_space(needed: &str, then: &str) -> String {
    format!("There is not enough room for a copy of the journal ({needed} should be free), so {then}.")
}

pub(crate) const COPY_SKIPPED: &str = "the copy was left out";
pub(crate) const NOTHING_CHANGED: &str = "nothing was changed. Please make some room and try again";

pub(crate) fn copy_failed(path: &Path, why: &str) -> String {
    let path = path.display();
    format!("A copy of the journal could not be saved at {path}: {why}. The journal itself is as it was.")
}

pub(crate) const UNREADABLE_COPY: &str = "what was written could not be read again";
pub(crate) const NOT_A_FOLDER: &str = "it is not a folder";
/// `owner` is unknown where the system does not name them.
pub(crate) fn folder_owned_by_other(owner: Option<&str>) -> String {
    format!(
        "it belongs to {}another user of this computer, who could take copies away. Under another name it is in nobody's way",
        owner.map(|name| format!("{name}, ")).unwrap_or_default()
    )
}

pub(crate) fn rows_missing(table: &str) -> String {
    format!("the new file lacks rows of {table}")
}

pub(crate) fn restore_from_itself(path: &Path) -> String {
    format!("{} is the journal itself. Please name the copy to restore; nothing was changed.", path.display())
}

pub(crate) fn conflict(record: &str) -> String {
    format!("{record} was changed in another window, so we left it as it is now.")
}

pub(crate) fn sleep_running(since: &str) -> String {
    format!(
        "You have already written that baby fell asleep at {since}. End that sleep first. Nothing was changed."
    )
}

pub(crate) fn massage_running(since: &str) -> String {
    format!("A massage has been running since {since}, so nothing was changed. You can open it on Today.")
}

pub(crate) const BUSY: &str =
    "Another program is writing to this journal. Nothing was lost; please try again.";
pub(crate) const IN_USE: &str = "This journal is open in another window. Close it there, then try again.";

pub(crate) fn file_replaced(path: &Path) -> String {
    format!(
        "{} was moved or replaced while it was open, so nothing was written. Please close cuebook and open it again.",
        path.display()
    )
}

pub(crate) fn replaced_while_saving(path: &Path) -> String {
    format!(
        "Another program moved or replaced {} while cuebook was saving, so what you wrote is not in the journal now. Please open cuebook again and write it once more.",
        path.display()
    )
}

pub(crate) fn file_overwritten(path: &Path) -> String {
    format!(
        "{} was changed by another program at this moment, so nothing was written. Please look at it and try again.",
        path.display()
    )
}

pub(crate) fn lock_unavailable(lock_file: &Path, why: &str) -> String {
    format!(
        "{} cannot be locked ({why}), so another window that writes could not be told to wait. Nothing was changed; writing as usual is safe. Close cuebook everywhere and remove that file, or do this on a copy on a disk of this computer.",
        lock_file.display()
    )
}

pub(crate) const NO_FILE_LOCKS: &str = "this disk has no file locks";

pub(crate) const DISK_FULL: &str = "The disk is full, so nothing was saved just now. What you saved before is safe. Make some room and try again.";

pub(crate) fn read_only(path: &Path) -> String {
    let path = path.display();
    format!("{path} cannot be written: the file or its folder is read-only. Nothing was changed.")
}

pub(crate) fn cannot_open(path: &Path, why: &str) -> String {
    format!("{} cannot be opened: {why}. Name another file with --journal.", path.display())
}

pub(crate) fn other(error: &str) -> String {
    format!("The journal could not be read or written: {error}. What you saved before is still there.")
}

pub(crate) const IN_MEMORY: &str = "the journal in memory";

// Why a file cannot be opened.
pub(crate) const IS_LINK: &str = "it is a link, and cuebook does not follow links";
pub(crate) const NOT_ORDINARY: &str = "it is not an ordinary file";
/// `owner` is unknown where the system does not name them.
pub(crate) fn owned_by_other(owner: Option<&str>) -> String {
    format!(
        "it belongs to {}another user of this computer, and cuebook opens only your own. They can give you a copy that `cuebook backup` made; copied to a folder of yours it is yours, and `cuebook restore COPY` begins your journal with it",
        owner.map(|name| format!("{name}, ")).unwrap_or_default()
    )
}
pub(crate) const NO_SUCH_FILE: &str = "there is no such file";
pub(crate) const NAME_NOT_TEXT: &str = "its name holds letters that no text has";
pub(crate) const REFUSED_BY_SYSTEM: &str = "the system refused it";
pub(crate) const NOT_ALLOWED: &str = "the system does not allow it";
pub(crate) const FOLDER_MISSING: &str = "the folder is not there";
pub(crate) const NO_ROOM: &str = "the disk is full";
pub(crate) const READ_ONLY_DISK: &str = "the disk can only be read";
pub(crate) const FILE_IN_THE_WAY: &str = "a file lies where a folder has to be";

// How a file is damaged.
pub(crate) const EMPTY: &str = "it is empty";
pub(crate) const OVERWRITTEN_BADLY: &str = "another program wrote over it while it was open";
pub(crate) const NOT_SQLITE: &str = "it is not an SQLite file";
pub(crate) const NOT_SQLITE_OR_CUT: &str = "it is not an SQLite file, or its end was cut off";
pub(crate) const BEGINS_WITH_NULS: &str = "it begins with empty bytes, as a power cut can leave a file";
pub(crate) const PAGES_DO_NOT_FIT: &str = "its pages do not fit together";
pub(crate) const HISTORY_DOES_NOT_FIT: &str = "some of its history has lost its place";
pub(crate) const NOTHING_READABLE: &str = "nothing could be read of it";

pub(crate) fn unreadable_value(why: &str) -> String {
    format!("something in it cannot be read by this program ({why})")
}

pub(crate) fn unknown_kind(code: &str) -> String {
    format!("the kind \"{code}\" is not known here")
}

// Sealed entries.
pub(crate) const UNREADABLE_SEALED: &str =
    "an entry that only its writer can read is not readable with this key";

pub(crate) fn not_sealed(why: &str) -> String {
    format!("It could not be sealed ({why}), so it was not saved.")
}

pub(crate) fn unreadable_history(error: &str) -> String {
    format!("something in the history cannot be read ({error})")
}

// Records that stand in the way, as the beginning of a sentence.
pub(crate) const UNKNOWN_CHANGE: &str = "That";

pub(crate) fn entry_of(kind: &str, time: &str) -> String {
    format!("The {kind} of {time}")
}

pub(crate) fn person(name: &str) -> String {
    format!("What is said of {name}")
}

pub(crate) fn custom_cue(words: &str) -> String {
    format!("The cue \"{words}\"")
}

pub(crate) fn coverage_mark(date: &str) -> String {
    format!("The mark for {date}")
}

pub(crate) fn setting(name: &str) -> String {
    format!("The setting \"{name}\"")
}

pub(crate) fn change(title: &str) -> String {
    format!("\"{title}\"")
}
