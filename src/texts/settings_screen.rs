//! The settings screen.

pub(crate) const HEADINGS: [&str; 8] = [
    "babies",
    "carers",
    "your day",
    "what you use",
    "someone to talk to",
    "kept private",
    "files and copies",
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
pub(crate) const AT_NIGHT: &str = "at night";
pub(crate) const MOUSE: &str = "mouse";

pub(crate) const BORN: &str = "born";
pub(crate) const DUE: &str = "due";
/// Beside a baby whose pages are closed.
pub(crate) const PAGES_CLOSED: &str = "pages closed";
pub(crate) const BABY_SHOWN_NOW: &str = "shown now";
pub(crate) const CARER_WRITES_NOW: &str = "writes now";
/// Beside a carer whose check-ins are kept out.
pub(crate) const CHECKINS_HIDDEN: &str = "check-ins hidden from Today and Trends";
pub(crate) const NOTHING: &str = "nothing";
pub(crate) const NONE: &str = "none yet";
pub(crate) const USUAL_NINE: &str = "the usual nine for baby's age";

/// The codes of the palettes, as the config file has them, with their words.
pub(crate) const PALETTE_CHOICES: [(&str, &str); 5] = [
    ("plain", "plain: fits your terminal"),
    ("light", "for a light background"),
    ("dark", "for a dark background"),
    ("night", "dim and warm, for the night"),
    ("none", "none"),
];
pub(crate) const SIGNS_CHOICES: [(&str, &str); 2] =
    [("full", "lines and blocks"), ("ascii", "plain letters and signs (ASCII)")];
pub(crate) const AT_NIGHT_CHOICES: [(&str, &str); 2] =
    [("warm", "dim and warm by itself, in your night hours"), ("same", "as by day")];
pub(crate) const MOUSE_CHOICES: [(&str, &str); 2] =
    [("on", "on: wheel and clicks; shift selects text"), ("off", "off: cuebook leaves it to your terminal")];
/// What the two answers about a baby's pages are called.
pub(crate) const BABY_PAGES_CHOICES: [(&str, &str); 2] = [
    ("open", "open"),
    ("closed", "closed: cuebook stops counting age, stops asking, and keeps all you wrote"),
];
/// What the two answers about a carer's check-ins are called.
pub(crate) const CHECKIN_CHOICES: [(&str, &str); 2] =
    [("shown", "in Today and Trends"), ("hidden", "hidden from them")];

pub(crate) const HEADING: &str = "Settings";
pub(crate) const STATUS_HINT: &str = "nothing here changes what you wrote";
pub(crate) fn only_people(key: &str) -> String {
    format!("Press {key} on a baby to show it, or on a person to let them write.")
}
pub(crate) fn person_removed(name: &str) -> String {
    format!("{name} removed (nothing had been written about them)")
}
/// A baby who has pages, or the only one.
pub(crate) fn baby_stays(open: &str) -> String {
    format!("You've written about this baby, so they stay here. Press {open} to close the pages instead.")
}
/// A carer who wrote, or the only one.
pub(crate) const CARER_STAYS: &str = "This person has written here, or is the only one, so they stay.";
pub(crate) fn not_removed(key: &str) -> String {
    format!("Press {key} on a number, or on somebody you added by mistake.")
}
/// The baby or carer is the chosen one.
pub(crate) const ALREADY_CHOSEN: &str = "No change: it's like that already.";
pub(crate) const HIDDEN_KINDS_TITLE: &str = "what Today and Trends leave out";
/// A number was added, changed or taken off.
pub(crate) fn number_changed(before: Option<&str>, after: &str) -> String {
    match before {
        Some(before) if after.is_empty() => format!("{before}, removed from your list"),
        _ => format!("{after}, on your list"),
    }
}
pub(crate) fn baby_shown(name: &str) -> String {
    format!("showing {name}")
}
/// The title of letting a carer write.
pub(crate) fn carer_chosen(name: &str) -> String {
    format!("{name} is writing now")
}
/// The title of a new or renamed person.
pub(crate) fn person_saved(name: &str) -> String {
    format!("{name} is in the journal")
}

pub(crate) const ENCRYPTION_LABEL: &str = "lock";
pub(crate) const NOT_ENCRYPTED: &str = "not locked";
pub(crate) const ENCRYPTED: &str = "locked with a passphrase";
pub(crate) const ENCRYPTION_UNAVAILABLE: &str = "this build of cuebook has none";
pub(crate) const NO_JOURNAL_FILE: &str = "This journal is not in a file, so there is nothing to lock.";
pub(crate) const SEALS_LABEL: &str = "sealed check-ins";
pub(crate) const NO_SEALING_CARERS: &str = "nobody's: anyone who opens this journal can read them";
pub(crate) fn how_to_seal(unseal: &str) -> String {
    format!(
        "To seal your check-ins and private notes, type this on the command line: cuebook seal --carer NAME. Here, {unseal} opens them with your passphrase."
    )
}
pub(crate) const PRIVATE_NOTES_LABEL: &str = "private notes";
pub(crate) const PRIVATE_NOTES_VALUE: &str = "on no page, and sealed with the check-ins";
pub(crate) const HOW_TO_KEEP_A_NOTE_PRIVATE: &str =
    "In a note, go to \"private\", or type @private at its end. It is on no page until you tick it there.";
pub(crate) const AUTO_HIDE_LABEL: &str = "hidden screen";
pub(crate) fn auto_hide_value(hide: &str) -> String {
    format!("{hide}, or hide_after in the config")
}
pub(crate) fn how_to_hide(hide: &str) -> String {
    format!(
        "Press {hide} to hide the screen. With hide_after = 5 in the config file it hides by itself after five minutes."
    )
}
