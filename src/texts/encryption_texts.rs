//! The lock of the journal, while the parent sets, changes or removes it.

pub(crate) const HEADING: &str = "The lock";
pub(crate) const JOURNAL_ENCRYPTED: &str = "This journal is locked with a passphrase.";
pub(crate) const CHANGE_PASSPHRASE: &str = "another passphrase";
pub(crate) const REMOVE_PASSPHRASE: &str = "remove the lock";
pub(crate) const ASK_CURRENT_PASSPHRASE: &str = "First, the passphrase you use now.";
pub(crate) const WRITE_IT_DOWN: &str =
    "Please write it down and keep it where only you can read it, before you go on.";
pub(crate) const CURRENT_LABEL: &str = "passphrase now";
pub(crate) const NEW_LABEL: &str = "new passphrase";
pub(crate) const REPEAT_LABEL: &str = "the same again";
pub(crate) const PASSPHRASES_DIFFER: &str =
    "The two were different, so nothing was changed. Please start again.";
pub(crate) const ENCRYPTING: &str = "locking…";
pub(crate) const CHANGING_PASSPHRASE: &str = "changing the passphrase…";
pub(crate) const DECRYPTING: &str = "removing the lock…";
pub(crate) const CHOOSE_LABEL: &str = "choose";
pub(crate) const CHANGE_LABEL: &str = "change it";
pub(crate) const LOCK_LABEL: &str = "lock";
pub(crate) const NEXT_LABEL: &str = "next";

pub(crate) fn more_journals(others: usize) -> String {
    format!("and {others} more")
}
