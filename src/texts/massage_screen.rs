//! What the massage screen says beyond the form's own: observations and names of keys, never advice.

use crate::model::fields::keys;

const MASSAGE: &str = "Massage";
/// What it is called once "not today" is kept.
pub(crate) const NOT_TODAY_HEADING: &str = "Not today";
pub(crate) const REASON_PROMPT: &str = "Saved: not today. You don't need a reason. Add one if you like:";
pub(crate) fn reason_hint(enter: &str) -> String {
    format!("press a number, or {enter} to finish")
}
pub(crate) const END_FORGOTTEN: &str =
    "This massage was started over a day ago. When did it end? For example 10:15-10:27.";
pub(crate) const NOTHING_SEEN: &str = "what you see will be listed here";
/// Before anything of a massage is written; each key gives one answer.
pub(crate) fn ask_first(yes: &str, not_now: &str, unsure: &str) -> String {
    format!(
        "Hands still. Ask your baby. Wait for the answer.\n{yes}: baby said yes · {not_now}: baby said not now · {unsure}: I couldn't tell"
    )
}

/// What enter does where it leads to the cues.
pub(crate) const TO_CUES: &str = "to the cues";
pub(crate) const WHAT_IT_MEANT: &str = "what it meant";
pub(crate) const CHANGED_ELSEWHERE: &str = "Someone changed this entry. Here is the newest version.";

/// `Massage`, with whom it is about where there are several.
pub(crate) fn massage_heading(whose: Option<String>) -> String {
    match whose {
        Some(whose) => format!("{MASSAGE} · {whose}"),
        None => MASSAGE.to_owned(),
    }
}

/// `Massage · began 10:15 · 7 min`.
pub(crate) fn running_heading(heading: &str, at: &str, length: &str) -> String {
    format!("{heading} · began {at} · {length}")
}

/// `Massage · 10:15–10:27 · 12 min`, once it has an end.
pub(crate) fn ended_heading(heading: &str, times: &str, length: &str) -> String {
    format!("{heading} · {times} · {length}")
}

/// `massage under way since 10:15 · 7 min`, on Today.
pub(crate) fn running_since(at: &str, length: &str) -> String {
    format!("massage under way since {at} · {length}")
}

/// What one tap is called: `10:15 massage: looks away`.
pub(crate) fn tap_title(at: &str, what: &str) -> String {
    format!("{at} massage: {what}")
}

pub(crate) fn begun_title(at: &str) -> String {
    format!("{at} massage, under way")
}

pub(crate) fn item_taken_back(what: &str) -> String {
    format!("{what} undone")
}

/// Older moments than there is room for.
pub(crate) fn more_moments(n: usize) -> String {
    format!("and {n} more")
}

/// How the carer felt, before and after.
pub(crate) fn felt_before_and_after(before: Option<&str>, after: Option<&str>) -> String {
    match (before, after) {
        (Some(before), Some(after)) => format!("{before} → {after}"),
        (Some(before), None) => format!("{before} before"),
        (None, Some(after)) => format!("{after} after"),
        (None, None) => String::new(),
    }
}

/// The short name of a part at the top, where it is not the form's.
pub(crate) fn part_label(key: &str) -> Option<&'static str> {
    Some(match key {
        keys::AREAS => "touching",
        keys::ASKED => "asked first",
        keys::BEFORE => "before",
        keys::AFTER => "after",
        keys::ENDED => "it ended",
        FELT_PART => "I felt",
        _ => return None,
    })
}

/// How the carer felt before and after, shown as one.
pub(crate) const FELT_PART: &str = "felt";

/// The keys that are named below a question of a massage.
pub(crate) struct MassageKeys {
    pub(crate) enter: String,
    pub(crate) next: String,
    pub(crate) down: String,
    pub(crate) end: String,
}

/// Below the question that is open: how to answer it here. None: the form's own hint says it.
pub(crate) fn part_hint(base: &str, live: bool, open: bool, named: &MassageKeys) -> Option<String> {
    let MassageKeys { enter, next, down, end } = named;
    Some(match (base, live, open) {
        (keys::AREAS, true, _) => format!("number = where your hands are · {next} or {down} = what you see"),
        (keys::AREAS, ..) => format!("numbers = where you touched · {next} = what you saw"),
        (keys::CUES, _, true) => format!("add what you saw at the same moment · {enter} = what it meant"),
        (keys::CUES, true, _) => format!("numbers = what you see · / to find another · {end} to end"),
        (keys::CUES, ..) => format!("numbers or letters = what you saw · {enter} = save"),
        _ => return None,
    })
}

/// How to answer what follows a moment.
pub(crate) fn after_cues_hint(base: &str, enter: &str) -> Option<String> {
    Some(match base {
        keys::MEANT => {
            format!("m more · c a change · e either · u not sure · {enter} = next")
        }
        keys::OWN_MEANING => {
            format!("your own word for it, such as: hungry, wind, too bright · {enter} = next")
        }
        keys::DID => format!("numbers or letters, as many as you like · {enter} = next"),
        keys::HELPED => format!("y yes · a a bit · n no · u not sure · {enter} = next"),
        _ => return None,
    })
}

/// It was begun long ago; the same key again ends it all the same.
pub(crate) fn confirm_long_massage(length: &str) -> String {
    format!(
        "That would be {length} of massage. Press the same key again to save that, or write when it ended."
    )
}
