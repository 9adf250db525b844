//! Asking for a passphrase: over the hidden screen, and for what a carer sealed.

// Before a passphrase locks or seals anything.
pub(crate) const OUTER_BLANK: &str =
    "The passphrase begins or ends with a blank. It counts like a letter, and on paper nobody sees it.";
pub(crate) const INVISIBLE_CHARACTER: &str =
    "The passphrase holds a character that cannot be seen, so it may be hard to type again.";
pub(crate) const SHORT: &str = "The passphrase is short, and a computer tries all short ones in days. Four or more words that do not belong together hold far longer.";

pub(crate) const LABEL: &str = "passphrase";
pub(crate) const WRONG: &str = "That is not the passphrase. Please take a moment, then try again.";

pub(crate) const HIDDEN_BY_KEY: &str = "The screen is hidden.";
pub(crate) const HIDDEN_BY_TIMEOUT: &str = "The screen was hidden, as no key was pressed for a while.";
pub(crate) const SHOW_WITH_ENTER: &str = "Enter shows it again, to anyone: this journal has no lock.";
pub(crate) const SHOW_WITH_PASSPHRASE: &str = "The passphrase, then enter, shows it again.";

pub(crate) const UNSEAL_HEADING: &str = "For its writer";
pub(crate) const UNSEAL_INTRO: &str = "Check-ins and notes that a carer sealed open with that carer's own passphrase. They stay open until you hide the screen, leave, or press the key again.";
pub(crate) const UNSEALING: &str = "opening";
pub(crate) const NOTHING_UNSEALED: &str = "It opens nothing here. Please try again.";
/// For whoever would open an entry that only its writer can read.
pub(crate) const SEALED_ENTRY_CLOSED: &str = "It is kept for its writer. Their passphrase opens it: ctrl-o.";
