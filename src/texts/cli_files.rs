//! `cuebook where`, `cuebook backup`, `cuebook restore`, `cuebook doctor` and `cuebook demo`.

use crate::text::plural::format_count;
use crate::texts::saved_files::WHO_CAN_OPEN;
use crate::texts::store_errors::list_found;

// Where.

pub(crate) const NO_FOLDER: &str = "none on this system";

/// `exists` is none where one is missed, or nobody may look; `problem` says so.
pub(crate) fn paths(
    journal: &str,
    exists: Option<bool>,
    problem: Option<&str>,
    data: &str,
    config: &str,
) -> String {
    let there = match exists {
        Some(true) => " (it is there)",
        Some(false) => " (not there yet; `cuebook` begins it)",
        None => "",
    };
    let problem = problem.map(|problem| format!("\n{problem}\n")).unwrap_or_default();
    format!("journal  {journal}{there}\ndata     {data}\nconfig   {config}\n{problem}")
}

// Backup.

pub(crate) fn backed_up(entries: usize, path: &str, is_encrypted: bool) -> String {
    let lock = if is_encrypted {
        "It is locked with the journal's passphrase."
    } else {
        "It has no lock, like the journal."
    };
    format!(
        "Saved a copy of the journal ({}) in {path}. {WHO_CAN_OPEN} {lock}",
        format_count(entries, "entry", "entries")
    )
}

// Restore.

pub(crate) const QUESTION: &str = "Put it in the journal's place? y/N ";
pub(crate) const ADD_YES: &str = "Nothing was changed: add --yes to restore it.";
pub(crate) const SAME: &str = "It has the same in it as the journal now.\n";
pub(crate) const HISTORY_FROM_COPY: &str = "The history of changes comes from the copy too, so undo can't bring this back. The copy we save now can.\n";
pub(crate) const STAYS_CLOSED: &str =
    "The journal that is there stays closed. It is kept as it is, beside the copies.\n";
pub(crate) const DAMAGED: &str =
    "The journal that is there can't be read. It is kept as it is, beside the copies.\n";
pub(crate) const STAYS_LOCKED: &str = "The restored journal is locked.\n";
pub(crate) const NO_LOCK: &str =
    "The restored journal has no lock, because the copy has none. `cuebook lock` gives it one.\n";
pub(crate) const SEALS_UNKNOWN: &str =
    "Anything sealed since the copy was made is open in it. `cuebook seal --carer NAME` seals it again.\n";
pub(crate) const WITHOUT_PASSPHRASE: &str = "If the passphrase is lost, or the file is damaged, --without-passphrase restores the copy anyway, and keeps what is there.";
pub(crate) const AGAINST_JOURNAL: &str = "Compared with the journal now:\n";

pub(crate) fn unreadable_copy(path: &str, reason: &str) -> String {
    format!("{path} cannot be read: {reason}. Please name another copy; nothing was changed.")
}

pub(crate) fn restored(kept_copy: Option<&str>) -> String {
    match kept_copy {
        Some(path) => format!("Restored. What was there before is kept in {path}."),
        None => "Restored.".to_owned(),
    }
}

pub(crate) fn copy_holds(entries: i64, last_written: Option<&str>) -> String {
    let entries = format_count(entries, "entry", "entries");
    match last_written {
        Some(date) => format!("The copy holds {entries}; it was last written to on {date}.\n"),
        None => format!("The copy holds {entries}.\n"),
    }
}

/// How many entries of a kind would come, go and be as they were.
pub(crate) fn kind_differs(kind: &str, added: i64, removed: i64, changed: i64) -> String {
    let counts =
        [(added, "would come"), (removed, "would go"), (changed, "would be as they were in the copy")];
    let counts = counts.iter().filter(|(n, _)| *n > 0).map(|(n, what)| format!("{n} {what}"));
    format!("  {kind:<9} {}\n", counts.collect::<Vec<_>>().join(", "))
}

pub(crate) fn days_concerned(from: &str, to: &str) -> String {
    if from == to { format!("  all of {from}\n") } else { format!("  from {from} to {to}\n") }
}

pub(crate) fn family_differs(n: i64) -> String {
    format!("  {n} of babies, carers, own cues, marks and settings would be as in the copy\n")
}

pub(crate) fn open_in_copy(carer: &str) -> String {
    format!("What {carer} sealed is open in the copy. It will be sealed here, as it is now.\n")
}

pub(crate) fn sealed_in_copy(carer: &str) -> String {
    format!("In the copy, what {carer} sealed has the passphrase from then.\n")
}

// Doctor.

pub(crate) fn passphrase_or_enter(path: &str) -> String {
    format!("Passphrase for {path} (enter alone leaves it locked): ")
}

pub(crate) fn salvaged(path: &str, entries: usize, family: usize, history: usize) -> String {
    format!(
        "Read out into {path}: {}, {family} of the family's own things, {} of the history.\n",
        format_count(entries, "entry", "entries"),
        format_count(history, "change", "changes")
    )
}

pub(crate) const SOME_LOST: &str = "Part of the file could not be read. What was in that part is missing.\n";
pub(crate) const ALL_READ: &str = "Every row was read.\n";
/// `found` in words: `the view "x"`.
pub(crate) fn left_out(found: &[String]) -> String {
    format!("Left out, because cuebook did not make it: {}.\n", list_found(found))
}

pub(crate) const SAME_LOCK: &str = "It is locked with the same passphrase.\n";

pub(crate) fn damaged_file_kept(path: &str) -> String {
    format!("The damaged file is as it was. `cuebook --journal {path} list` looks at what was read out.\n")
}

pub(crate) const WHOLE: &str = "whole: every page and every reference was read";

pub(crate) fn file_format(format: i64, is_newest: bool) -> String {
    let age = if is_newest { "the newest" } else { "older; opening the journal renews it" };
    format!("{format}, {age}")
}

pub(crate) fn readable_views(read: usize, all: usize) -> String {
    format!("{read} of {all} can be read")
}

pub(crate) fn foreign_objects(found: &[String]) -> String {
    format!("{}; cuebook did not make that and did not run it", list_found(found))
}

pub(crate) fn lock_state(is_locked: bool) -> &'static str {
    if is_locked { "locked with a passphrase" } else { "not locked" }
}

pub(crate) fn zone_state(is_known: bool) -> &'static str {
    if is_known { "known" } else { "not known to this program; UTC is used" }
}

pub(crate) fn owner(is_own: bool) -> &'static str {
    if is_own { "you" } else { "somebody else" }
}

/// What the file holds of changes that no command can bring back, and of empty pages.
pub(crate) fn dead_space(changes: i64, size: &str) -> String {
    let changes = count_changes(changes);
    format!(
        "{changes} that no command can bring back, and empty pages, take about {size}; `cuebook doctor --trim` frees it"
    )
}

pub(crate) fn trimmed(changes: i64, before: &str, after: &str) -> String {
    let changes = count_changes(changes);
    format!(
        "Deleted {changes} for good that no command could bring back. The journal took {before} and takes {after} now."
    )
}

fn count_changes(n: i64) -> String {
    format_count(n, "change", "changes")
}

pub(crate) const COPIES_TRIMMED: &str = "without them now, too.";

/// `inode` is the file's number in the file system.
pub(crate) fn several_names(names: u64, inode: u64) -> String {
    format!(
        "{names} (hard links); a lock, a seal or a restore reaches this one, and leaves under the others what was there. `find ~ -inum {inode}` looks for them"
    )
}

pub(crate) const ROOM_LEFT: &str = "room left";

pub(crate) fn open_elsewhere(in_use: Option<bool>) -> &'static str {
    match in_use {
        Some(true) => "in another window",
        Some(false) => "in no other window",
        None => "never opened here, or the lock file cannot be read",
    }
}

pub(crate) const UNFINISHED_WRITE: &str = "a write was cut off; cuebook undoes it when it next opens";
pub(crate) const STATE_MISSING: &str = "there is no journal yet; `cuebook` begins one";
pub(crate) const STATE_EMPTY: &str = "empty: nothing has been saved in it yet";
pub(crate) const STATE_LOCKED: &str = "locked, or damaged: give the passphrase to tell";
pub(crate) const STATE_LOCK_UNKNOWN: &str = "locked, or damaged; this build has no lock to tell";
pub(crate) const STATE_WRONG_PASSPHRASE: &str = "wrong passphrase, or the file is damaged";
pub(crate) const ONLY_YOU_READ: &str = "only you can read it";
pub(crate) const ONLY_OWNER_READS: &str = "only its owner can read it";
pub(crate) const ACCESS_UNKNOWN: &str = "not known on this system";

pub(crate) fn others_may_read(mode: u32) -> String {
    format!("others on this computer may read it ({mode:03o}); `chmod 600` stops that")
}

pub(crate) fn copies(days: usize, newest: Option<&str>, others: usize) -> String {
    match newest {
        Some(newest) => format!("{days} daily, the newest of {newest}; {others} from before other things"),
        None => format!("none daily; {others} from before other things"),
    }
}

pub(crate) const COPY_HOLDS_ALL: &str = "a copy has everything that the journal has";
pub(crate) const NO_COPY_YET: &str = "none yet";
pub(crate) const COPIES_UNREADABLE: &str = "not known: no copy could be read";

/// `last` is the day of the last change that a copy holds.
pub(crate) fn no_copy_since(last: Option<&str>) -> String {
    match last {
        Some(day) => format!("no copy since {day}"),
        None => "no copy since it was begun".into(),
    }
}

pub(crate) fn copy_holds_more(path: &str, changes: i64) -> String {
    let changes = count_changes(changes);
    format!("{path} holds {changes} more than the journal")
}

pub(crate) const RECORD_UNREADABLE: &str =
    "not known: the record of it cannot be read, so a journal that was set back would not be noticed";

/// `why` begins with "it".
pub(crate) fn no_copies(why: &str) -> String {
    format!("none, and none can be kept in the folder that ends in .backups: {why}")
}

pub(crate) const TRY_AGAIN: &str = "Nothing was changed. Please try the passphrase again; a file that is damaged, or whose passphrase is lost, can be put back from a copy with `cuebook restore PATH --without-passphrase`.";
pub(crate) const FROM_COPY: &str = "Nothing was changed. If the journal is damaged, `cuebook restore` puts a copy from its .backups folder back, and `cuebook doctor --salvage OUT` reads out what can be read.";
pub(crate) const READ_OUT: &str = "Nothing was changed. If the journal is damaged, `cuebook doctor --salvage OUT` reads out what can be read into a new file.";

// Demo.

pub(crate) const INVENTED: &str = "A made-up family, to look around in. Nothing is saved when you leave.";
pub(crate) const DEMO_GONE: &str =
    "That was a made-up family. Nothing was saved. `cuebook` opens your own journal.";
pub(crate) const DEMO_NO_TERMINAL: &str = "The demo's screens need a terminal. `cuebook demo --journal FILE` saves the made-up family in a new file instead.";
pub(crate) const INVENTED_MACHINE: &str = "an invented machine";

pub(crate) fn file_exists(path: &str) -> String {
    format!("{path} is there already and was left as it is. Please give another name.")
}

/// `quoted` is the path as a shell takes it.
pub(crate) fn demo_saved(path: &str, quoted: &str) -> String {
    format!("A made-up family's twelve weeks are in {path}.\nTo open them: cuebook --journal {quoted}")
}
