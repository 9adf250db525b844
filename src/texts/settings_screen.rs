//! The settings screen.

pub(crate) const HEADINGS: [&str; 7] = [
    "babies",
    "carers",
    "your day",
    "what you use",
    "someone to talk to",
    "kept private",
    "how it looks on this computer",
];

pub(crate) const ADD_BABY: &str = "add a baby";
pub(crate) const ADD_CARER: &str = "add a carer";
/// The row that adds somebody to ring.
pub(crate) const ADD_NUMBER: &str = "add somebody to ring";
pub(crate) const HIDDEN_KINDS: &str = "left out";
pub(crate) const FAVOURITES: &str = "favourites";
pub(crate) const OWN_CUES: &str = "your own cues";
pub(crate) const HIDDEN_TERMS: &str = "hidden in lists";
pub(crate) const COLOURS: &str = "colours";
pub(crate) const SIGNS: &str = "signs";

pub(crate) const BORN: &str = "born";
pub(crate) const DUE: &str = "due";
/// Beside a baby whose pages are closed.
pub(crate) const PAGES_CLOSED: &str = "pages closed";
pub(crate) const BABY_SHOWN_NOW: &str = "shown now";
pub(crate) const CARER_WRITES_NOW: &str = "writes now";
/// Beside a carer whose check-ins are kept out.
pub(crate) const CHECKINS_HIDDEN: &str = "check-ins kept out of Today and Trends";
pub(crate) const NOTHING: &str = "nothing";
pub(crate) const NONE: &str = "none yet";
pub(crate) const USUAL_NINE: &str = "the usual nine for baby's age";

/// The codes of the palettes, as the config file has them, with their words.
pub(crate) const PALETTE_CHOICES: [(&str, &str); 5] = [
    ("plain", "plain: the sixteen of this terminal"),
    ("light", "for a light background"),
    ("dark", "for a dark background"),
    ("night", "dim and warm, for the night"),
    ("none", "none"),
];
pub(crate) const SIGNS_CHOICES: [(&str, &str); 2] =
    [("full", "lines and blocks"), ("ascii", "plain letters and signs (ASCII)")];
/// What the two answers about a baby's pages are called.
pub(crate) const BABY_PAGES_CHOICES: [(&str, &str); 2] =
    [("open", "open"), ("closed", "closed: no age is counted, nothing is asked, everything is kept")];
/// What the two answers about a carer's check-ins are called.
pub(crate) const CHECKIN_CHOICES: [(&str, &str); 2] =
    [("shown", "in Today and Trends"), ("hidden", "kept out of them")];

pub(crate) const HEADING: &str = "Settings";
pub(crate) const STATUS_HINT: &str = "nothing here changes what is written down";
/// What was typed before is there again.
pub(crate) const DRAFT_RESTORED: &str = "What you typed before is here; ctrl-n starts afresh.";
pub(crate) const ONLY_PEOPLE: &str = "o is for a baby to show, or a carer to write.";
pub(crate) fn person_removed(name: &str) -> String {
    format!("removed {name}, of whom nothing was written")
}
/// A baby who has pages, or the only one.
pub(crate) const BABY_STAYS: &str =
    "Something is written of this baby, or it is the only one, so it stays. enter closes its pages.";
/// A carer who wrote, or the only one.
pub(crate) const CARER_STAYS: &str = "This carer wrote something, or is the only one, and stays.";
pub(crate) const NOT_REMOVED: &str = "d is for a number, or for somebody added by mistake.";
/// The baby or carer is the chosen one.
pub(crate) const ALREADY_CHOSEN: &str = "It was so already.";
pub(crate) const HIDDEN_KINDS_TITLE: &str = "what Today and Trends leave out";
/// A number was added, changed or taken off.
pub(crate) fn number_changed(before: Option<&str>, after: &str) -> String {
    match before {
        Some(before) if after.is_empty() => format!("{before}, off your list"),
        _ => format!("{after}, on your list"),
    }
}
pub(crate) fn baby_shown(name: &str) -> String {
    format!("showing {name}")
}
/// The title of letting a carer write.
pub(crate) fn carer_chosen(name: &str) -> String {
    format!("{name} writes")
}
/// The title of a new or renamed person.
pub(crate) fn person_saved(name: &str) -> String {
    format!("{name} is in the journal")
}

pub(crate) const ENCRYPTION_LABEL: &str = "lock";
pub(crate) const NOT_ENCRYPTED: &str = "not locked";
pub(crate) const ENCRYPTED: &str = "locked with a passphrase";
pub(crate) const ENCRYPTION_UNAVAILABLE: &str = "this build of cuebook has none";
pub(crate) const NO_JOURNAL_FILE: &str =
    "Nothing of this journal is kept in a file, so there is nothing to lock.";
pub(crate) const SEALS_LABEL: &str = "sealed check-ins";
pub(crate) const NO_SEALING_CARERS: &str = "nobody's";
pub(crate) const HOW_TO_SEAL: &str = "On the command line `cuebook seal --carer NAME` seals a carer's check-ins and private notes; here ctrl-o opens them for their writer.";
pub(crate) const AUTO_HIDE_LABEL: &str = "hidden screen";
pub(crate) const AUTO_HIDE_VALUE: &str = "ctrl-l, or hide_after in the config";
pub(crate) const HOW_TO_HIDE: &str = "ctrl-l hides the screen. hide_after = 5 in the config file does it by itself after five minutes without a key.";
