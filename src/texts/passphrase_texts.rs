//! Asking for a passphrase: over the hidden screen, and for what a carer sealed.

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
