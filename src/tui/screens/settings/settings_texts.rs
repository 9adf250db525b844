//! Every word the settings say.

use crate::tui::theme::Palette;

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
pub(crate) const ZONE: &str = "zone";
pub(crate) const DAY_START: &str = "day begins";
pub(crate) const NIGHT: &str = "night";
pub(crate) const HIDDEN_KINDS: &str = "left out";
pub(crate) const FAVOURITES: &str = "favourites";
pub(crate) const OWN_CUES: &str = "your own cues";
pub(crate) const HIDDEN_TERMS: &str = "hidden in lists";
pub(crate) const COUNTRY: &str = "country";
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
/// There are none.
pub(crate) const NONE: &str = "none yet";
pub(crate) const USUAL_NINE: &str = "the usual nine for baby's age";
pub(crate) const NO_COUNTRY: &str = "left to this computer";

pub(crate) fn format_local_time(time: &str) -> String {
    format!("(it is {time} there)")
}

pub(crate) fn format_night_range(from: &str, to: &str) -> String {
    format!("{from} to {to}")
}

pub(crate) fn palette(describe_palette: Palette) -> &'static str {
    match describe_palette {
        Palette::Plain => "plain: the sixteen of this terminal",
        Palette::Light => "for a light background",
        Palette::Dark => "for a dark background",
        Palette::Night => "dim and warm, for the night",
        Palette::None => "none",
    }
}

pub(crate) fn describe_signs(ascii: bool) -> &'static str {
    if ascii { "plain letters and signs (ASCII)" } else { "lines and blocks" }
}

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
pub(crate) fn invalid_time_of_day(typed: &str) -> String {
    format!("\"{typed}\" is not a time of day. Please write it like 07:00.")
}
pub(crate) const NIGHT_EMPTY: &str = "A night begins at one time and ends at another.";
pub(crate) fn unknown_zone(typed: &str) -> String {
    format!("No zone has \"{typed}\" in its name. ctrl-u empties it; then try the nearest big city.")
}
pub(crate) const ZONE_MISSING: &str = "Which zone? Letters find it, such as london.";
pub(crate) fn zone_changed(name: &str) -> String {
    format!("the zone is {name}")
}
/// The title of a change of the day's beginning.
pub(crate) fn day_start_changed(time: &str) -> String {
    format!("the day begins at {time}")
}
/// The title of a change of night hours.
pub(crate) fn night_changed(from: &str, to: &str) -> String {
    format!("the night is {from} to {to}")
}
pub(crate) const HIDDEN_KINDS_TITLE: &str = "what Today and Trends leave out";
pub(crate) const COUNTRY_TITLE: &str = "the country of the support lines";
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
