//! Every word the settings say.

use crate::widgets::look::Palette;

/// The headings, in order.
pub const HEADINGS: [&str; 7] = [
    "babies",
    "carers",
    "your day",
    "what you use",
    "someone to talk to",
    "kept private",
    "how it looks on this computer",
];

/// The row that adds a baby.
pub const ADD_BABY: &str = "add a baby";
/// The row that adds a carer.
pub const ADD_CARER: &str = "add a carer";
/// The row that adds somebody to ring.
pub const ADD_NUMBER: &str = "add somebody to ring";
/// Where the family lives.
pub const ZONE: &str = "zone";
/// When its day begins.
pub const DAY_START: &str = "day begins";
/// When its night begins and ends.
pub const NIGHT: &str = "night";
/// Kinds of entry that are not used.
pub const KINDS: &str = "left out";
/// Starred cues.
pub const FAVOURITES: &str = "favourites";
/// The family's own cues.
pub const OWN_CUES: &str = "your own cues";
/// What lists leave out.
pub const LISTS: &str = "hidden in lists";
/// Whose support lines come first.
pub const COUNTRY: &str = "country";
/// The palette.
pub const COLOURS: &str = "colours";
/// Full or plain signs.
pub const SIGNS: &str = "signs";

/// Before a day of birth.
pub const BORN: &str = "born";
/// Before a due date.
pub const DUE: &str = "due";
/// Beside a baby whose pages are closed.
pub const CLOSED: &str = "pages closed";
/// Beside the baby who is shown.
pub const SHOWN: &str = "shown now";
/// Beside the carer who writes.
pub const WRITES: &str = "writes now";
/// Beside a carer whose check-ins are kept out.
pub const KEPT_OUT: &str = "check-ins kept out of Today and Trends";
/// Nothing is left out.
pub const NOTHING: &str = "nothing";
/// There are none.
pub const NONE: &str = "none yet";
/// No cue has a star.
pub const USUAL_NINE: &str = "the usual nine for baby's age";
/// No country is set.
pub const NO_COUNTRY: &str = "left to this computer";

/// The time in a zone.
pub fn it_is(time: &str) -> String {
    format!("(it is {time} there)")
}

/// From when to when.
pub fn night(from: &str, to: &str) -> String {
    format!("{from} to {to}")
}

/// A palette, in words.
pub fn palette(palette: Palette) -> &'static str {
    match palette {
        Palette::Plain => "plain: the sixteen of this terminal",
        Palette::Light => "for a light background",
        Palette::Dark => "for a dark background",
        Palette::Night => "dim and warm, for the night",
        Palette::None => "none",
    }
}

/// Full or plain signs, in words.
pub fn signs(ascii: bool) -> &'static str {
    if ascii { "plain letters and signs (ASCII)" } else { "lines and blocks" }
}

/// What the two answers about a baby's pages are called.
pub const PAGES: [(&str, &str); 2] =
    [("open", "open"), ("closed", "closed: no age is counted, nothing is asked, everything is kept")];
/// What the two answers about a carer's check-ins are called.
pub const CHECKINS: [(&str, &str); 2] = [("shown", "in Today and Trends"), ("hidden", "kept out of them")];

/// The title of the screen.
pub const HEADING: &str = "Settings";
/// Below the list.
pub const ASIDE: &str = "nothing here changes what is written down";
/// What was typed before is there again.
pub const FOUND: &str = "What you typed before is here; ctrl-n starts afresh.";
/// The row has nobody to choose.
pub const ONLY_PEOPLE: &str = "o is for a baby to show, or a carer to write.";
/// Somebody was taken out.
pub fn removed(name: &str) -> String {
    format!("removed {name}, of whom nothing was written")
}
/// A baby who has pages, or the only one.
pub const BABY_STAYS: &str =
    "Something is written of this baby, or it is the only one, so it stays. enter closes its pages.";
/// A carer who wrote, or the only one.
pub const CARER_STAYS: &str = "This carer wrote something, or is the only one, and stays.";
/// What cannot be removed.
pub const NOT_REMOVED: &str = "d is for a number, or for somebody added by mistake.";
/// The baby or carer is the chosen one.
pub const CHOSEN: &str = "It was so already.";
/// A time nobody can read.
pub fn no_clock(typed: &str) -> String {
    format!("\"{typed}\" is not a time of day. Please write it like 07:00.")
}
/// A night without a length.
pub const NO_NIGHT: &str = "A night begins at one time and ends at another.";
/// A zone nobody knows.
pub fn no_zone(typed: &str) -> String {
    format!("No zone has \"{typed}\" in its name. ctrl-u empties it; then try the nearest big city.")
}
/// A zone was emptied.
pub const ZONE_PLEASE: &str = "Which zone? Letters find it, such as london.";
/// The title of a change of zone.
pub fn zone_is(name: &str) -> String {
    format!("the zone is {name}")
}
/// The title of a change of the day's beginning.
pub fn day_begins(time: &str) -> String {
    format!("the day begins at {time}")
}
/// The title of a change of night hours.
pub fn night_is(from: &str, to: &str) -> String {
    format!("the night is {from} to {to}")
}
/// The title of a change of kinds.
pub const KINDS_ARE: &str = "what Today and Trends leave out";
/// The title of a change of country.
pub const COUNTRY_IS: &str = "the country of the support lines";
/// A number was added, changed or taken off.
pub fn number(before: Option<&str>, after: &str) -> String {
    match before {
        Some(before) if after.is_empty() => format!("{before}, off your list"),
        _ => format!("{after}, on your list"),
    }
}
/// The title of showing a baby.
pub fn shows(name: &str) -> String {
    format!("showing {name}")
}
/// The title of letting a carer write.
pub fn writes(name: &str) -> String {
    format!("{name} writes")
}
/// The title of a new or renamed person.
pub fn joined(name: &str) -> String {
    format!("{name} is in the journal")
}
