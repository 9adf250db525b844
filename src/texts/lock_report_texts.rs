//! What became of a journal and its copies when its lock or a seal was changed.

pub(crate) const NO_WAY_BACK: &str =
    "The passphrase locks the whole journal. If you lose it, nobody can open the journal, not even us.";

pub(crate) const ENCRYPTED: &str =
    "Locked. From now on only the passphrase opens the journal. If you lose it, nobody can open it.";
pub(crate) const REKEYED: &str = "The journal has a new passphrase; the old one no longer opens it.";
pub(crate) const DECRYPTED: &str = "Unlocked. Anyone who can read the file can read the journal now.";

// What is true of the copies now.
pub(crate) const COPIES_ENCRYPTED: &str = "under the same passphrase now.";
pub(crate) const COPIES_DECRYPTED: &str = "without a lock now, too.";
const REMOVED: &str = "removed.";

/// `state` is the end of the sentence.
pub(crate) fn copies_rewritten(copies: usize, state: &str) -> String {
    match copies {
        1 => format!("1 copy cuebook kept is {state}"),
        n => format!("{n} copies cuebook kept are {state}"),
    }
}

pub(crate) fn copies_removed(copies: usize) -> String {
    copies_rewritten(copies, REMOVED)
}

pub(crate) fn copy_left(name: &str) -> String {
    format!("{name} has another passphrase, or is damaged, so we left it.")
}

pub(crate) const NOT_COVERED: &str = "This does not reach copies you made with `cuebook backup`, exports or pages. Please see to those yourself.";
pub(crate) const UNENCRYPTED_BESIDE: &str = "These files beside the journal have no lock:";

/// `names` of files that were replaced, and the number of each in the file system.
pub(crate) fn other_names(names: &[String], inodes: &[u64]) -> String {
    let numbers: Vec<_> = inodes.iter().map(|inode| format!("-inum {inode}")).collect();
    format!(
        "Under another name (a hard link) this is still as it was before: {}. `find ~ {}` looks for it.",
        names.join(", "),
        numbers.join(" -o ")
    )
}
