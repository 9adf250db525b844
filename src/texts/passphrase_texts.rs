//! Asking for a passphrase: over the hidden screen, and for what a carer sealed.

// Before a passphrase locks or seals anything.
pub(crate) const OUTER_BLANK: &str =
    "The passphrase begins or ends with a space. It counts, and you can't see it on paper.";
pub(crate) const INVISIBLE_CHARACTER: &str =
    "The passphrase has a character that you can't see, so it may be hard to type again.";
pub(crate) const SHORT: &str = "The passphrase is short. A computer can try all short ones in days. Four or more unrelated words are far safer.";

pub(crate) const LABEL: &str = "passphrase";
pub(crate) const WRONG: &str = "That is not the passphrase. Please take a moment, then try again.";

pub(crate) const HIDDEN_BY_KEY: &str = "The screen is hidden.";
pub(crate) const HIDDEN_BY_TIMEOUT: &str = "The screen was hidden because no key was pressed for a while.";
pub(crate) fn show_with_key(key: &str) -> String {
    format!("Press {key} to show it. There is no lock, so anyone can.")
}
pub(crate) fn show_with_passphrase(key: &str) -> String {
    format!("Type the passphrase, then {key}, to show it.")
}

pub(crate) const UNSEAL_HEADING: &str = "For its writer";
pub(crate) const UNSEAL_INTRO: &str = "Type your own passphrase to open the check-ins and notes you sealed. They stay open until you hide the screen, leave, or press the key again.";
pub(crate) const UNSEALING: &str = "opening";
pub(crate) const NOTHING_UNSEALED: &str = "That passphrase didn't open anything. Please try again.";
/// For whoever would open an entry that only its writer can read.
pub(crate) fn sealed_entry_closed(unseal: &str) -> String {
    format!("Only the person who wrote this can open it: {unseal}.")
}
