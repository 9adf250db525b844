//! Babies, carers and coverage marks: what stands in the way of a change, and the titles of changes.

use std::borrow::Cow;

pub(crate) const NAME_BLANK: &str = "A name cannot be blank.";
pub(crate) const NAME_TOO_LONG: &str =
    "Please make the name forty letters at most, so that it fits above the day.";

pub(crate) fn name_taken(name: &str) -> String {
    format!("There is already somebody called {name} in this journal. Please use another name.")
}

pub(crate) fn birth_to_come(date: &str) -> String {
    format!("{date} hasn't happened yet. Is it the due date? That is a question of its own.")
}

/// `The baby is called Maya, born 3 Sep 2026`.
pub(crate) fn baby_called(name: &str, born: Option<&str>, due: Option<&str>) -> String {
    let date =
        |label: &str, date: Option<&str>| date.map_or_else(String::new, |date| format!(", {label} {date}"));
    format!("The baby is called {name}{}{}", date("born", born), date("due", due))
}

const PAGES_CLOSED: &str = "'s pages are closed; everything in them is kept";
const PAGES_OPEN: &str = "'s pages are open again";
const CHECKINS_HIDDEN: &str = "'s check-ins are hidden from Today and Trends";
const CHECKINS_SHOWN: &str = "'s check-ins are in Today and Trends";

pub(crate) fn pages_changed(name: &str, are_closed: bool) -> String {
    format!("{name}{}", if are_closed { PAGES_CLOSED } else { PAGES_OPEN })
}

pub(crate) fn checkins_changed(name: &str, are_hidden: bool) -> String {
    format!("{name}{}", if are_hidden { CHECKINS_HIDDEN } else { CHECKINS_SHOWN })
}

/// A title that says how things are, as the step that made them so: behind "Undone" it would say the opposite.
pub(crate) fn name_step(title: &str) -> Cow<'_, str> {
    let steps = [
        (PAGES_CLOSED, "closing", "pages"),
        (PAGES_OPEN, "opening", "pages"),
        (CHECKINS_HIDDEN, "hiding", "check-ins"),
        (CHECKINS_SHOWN, "showing", "check-ins"),
    ];
    let named = |(state, step, what): (&str, &str, &str)| {
        title.strip_suffix(state).map(|name| format!("{step} {name}'s {what}"))
    };
    steps.into_iter().find_map(named).map_or(Cow::Borrowed(title), Cow::Owned)
}

pub(crate) fn mark_removed(mark: &str) -> String {
    format!("Mark removed: {mark}")
}

/// `The night of 9 Nov 2026 was not all written down for Maya`.
pub(crate) fn coverage(part: &str, date: &str, is_complete: bool, baby: Option<&str>) -> String {
    let not = if is_complete { "" } else { "not " };
    let whose = baby.map_or_else(String::new, |name| format!(" for {name}"));
    format!("The {part} of {date} was {not}all written down{whose}")
}

pub(crate) fn waking(time: &str) -> String {
    format!("{time} waking")
}

pub(crate) fn for_babies(title: &str, names: &str) -> String {
    format!("{title}, for {names}")
}
