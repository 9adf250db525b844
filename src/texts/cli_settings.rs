//! `cuebook set` and `cuebook mark`.

use crate::texts::cli_common::{ALREADY, NOTHING_CHANGED, NOTHING_KEPT, TAKE_BACK};

pub(crate) fn changed(sentence: &str) -> String {
    format!("{sentence}. {TAKE_BACK}")
}

pub(crate) fn unchanged(sentence: &str) -> String {
    format!("{sentence}. {ALREADY}")
}

pub(crate) const JSON_CHANGES_NOTHING: &str =
    "--json only prints settings. Please leave it out, or leave the new value out.";

// What `cuebook set` prints.

pub(crate) const NOT_SET: &str = "not set";
pub(crate) const NONE: &str = "none yet";
pub(crate) const WRITES_NOW: &str = " (writes now)";
pub(crate) const SHOWN_NOW: &str = " (shown now)";
pub(crate) const CHECKINS_HIDDEN: &str = ", check-ins hidden from Today and Trends";
pub(crate) const PAGES_CLOSED: &str = ", pages closed";
pub(crate) const RETIRED: &str = ", retired";

pub(crate) fn from_zone(value: &str) -> String {
    format!("{value} (from your time zone)")
}

pub(crate) fn from_this_computer(value: &str) -> String {
    format!("{value} (from this computer)")
}

// Looks.

pub(crate) fn theme_changed(palette: &str, signs: &str, old_palette: &str, old_signs: &str) -> String {
    format!("cuebook looks {palette} with {signs} signs now. It was {old_palette} with {old_signs}.")
}

pub(crate) fn choice_changed(label: &str, new: &str, old: &str) -> String {
    format!("{label}: {new}. It was: {old}.")
}

pub(crate) fn unknown_choice(typed: &str, known: &str) -> String {
    format!("There is no \"{typed}\" here. There are {known}.")
}

pub(crate) fn not_saved(problem: &str) -> String {
    format!("{problem} {NOTHING_CHANGED}")
}

pub(crate) fn unknown_palette(typed: &str, known: &str) -> String {
    format!("cuebook has no palette called \"{typed}\". There are {known}.")
}

pub(crate) fn unknown_signs(typed: &str, known: &str) -> String {
    format!("\"{typed}\" is not a way to draw signs. There are {known}.")
}

// Marks.

pub(crate) fn date_to_come(date: &str) -> String {
    format!("{date} hasn't happened yet. Please check it.")
}

pub(crate) fn no_mark(part: &str, date: &str) -> String {
    format!("There is no mark on the {part} of {date}")
}

// Lists.

pub(crate) fn star_unchanged(cue: &str, has_star: bool) -> String {
    format!("\"{cue}\" {} star", if has_star { "has" } else { "has no" })
}

pub(crate) fn star_changed(cue: &str, has_star: bool) -> String {
    format!("\"{cue}\" is {} star", if has_star { "with a" } else { "without a" })
}

pub(crate) fn cue_not_offered(cue: &str) -> String {
    format!("\"{cue}\" is hidden or retired, so you can't star it. Nothing was changed.")
}

pub(crate) const FAVOURITES_FULL: &str = "You have nine starred cues already, so nothing was changed. `cuebook set favourite CUE --remove` removes one.";

pub(crate) fn unknown_cue(typed: &str, nearest: Option<&str>) -> String {
    let nearest = nearest.map_or_else(String::new, |cue| format!(" Perhaps `cuebook set favourite {cue}`?"));
    format!("There is no cue called \"{typed}\".{nearest}")
}

pub(crate) fn unknown_own_cue(typed: &str) -> String {
    format!(
        "\"{typed}\" is not a cue of your own, so nothing was changed. `cuebook set cue` shows which are."
    )
}

pub(crate) fn own_cue(words: &str, direction: &str, is_retired: bool) -> String {
    format!("\"{words}\" is a cue of your own, {direction}{}", if is_retired { RETIRED } else { "" })
}

pub(crate) fn nothing_kept(problem: &str) -> String {
    format!("{problem} {NOTHING_KEPT}")
}

pub(crate) fn unknown_hideable(typed: &str) -> String {
    format!(
        "There is no kind of entry, area, stroke or cue called \"{typed}\". Please write it like check-in, face or hiccups. The guide has them all."
    )
}

pub(crate) fn hidden(words: &str, is_hidden: bool) -> String {
    format!("{words}: {}", if is_hidden { "hidden" } else { "shown" })
}

pub(crate) const NUMBER_HOW: &str =
    "Please write who to ring and the number, like `cuebook set number 'Dr Patel 020 7946 0000'`.";

pub(crate) fn number_not_listed(number: &str) -> String {
    format!("{number} is not on your list, so nothing was changed. `cuebook set number` shows what is.")
}

pub(crate) fn number_listed(number: &str) -> String {
    format!("{number} is on your list")
}

pub(crate) fn number_changed(number: &str, is_removed: bool) -> String {
    format!("{number} is {} on your list", if is_removed { "no longer" } else { "now" })
}

// People.

pub(crate) fn baby_chosen(name: &str) -> String {
    format!("{name} is the baby shown now")
}

pub(crate) fn pages_unchanged(name: &str, are_closed: bool) -> String {
    format!("{name}'s pages are {}", if are_closed { "closed" } else { "open" })
}

pub(crate) fn carer_added(name: &str) -> String {
    format!("{name} writes in the journal too")
}

pub(crate) fn carer_renamed(old_name: &str, name: &str) -> String {
    format!("{old_name} is called {name} now")
}

pub(crate) fn carer_named(name: &str) -> String {
    format!("The carer is called {name}")
}

pub(crate) fn carer_chosen(name: &str) -> String {
    format!("{name} is writing now")
}

pub(crate) fn blank_name(role: &str) -> String {
    format!("A name cannot be blank. Please write it like `cuebook set {role} Maya`.")
}

pub(crate) const NAME_MISSING: &str =
    "Please give a name, like `cuebook set baby --add Maya` or `cuebook set carer --add Anna`.";
pub(crate) const BABY_GONE: &str = "That baby is not in the journal any more. Please try again.";

pub(crate) fn name_taken(role: &str, name: &str) -> String {
    format!(
        "There is a {role} called {name} in this journal already, so nothing was changed. Please give another name."
    )
}

/// `quoted` is the name as a shell takes it.
pub(crate) fn unknown_person(role: &str, name: &str, quoted: &str) -> String {
    format!(
        "There is no {role} called {name} in this journal. `cuebook set {role} --add {quoted}` adds one, and `cuebook set {role} OLD --rename {quoted}` renames one."
    )
}
