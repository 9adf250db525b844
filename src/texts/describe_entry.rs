//! An entry in a parent's words, for lists, titles and the plain lines of a report.

pub(crate) const ASLEEP_SINCE_THEN: &str = "asleep since then";
pub(crate) const NOT_TODAY: &str = "not today";
pub(crate) const NO_END_WRITTEN: &str = "no end written";
/// What others see of an entry that only its writer can read.
pub(crate) const SEALED_PLACEHOLDER: &str = "kept";
/// Holding, still hands and the like.
pub(crate) const TOUCH: &str = "touch";
pub(crate) const SLEEP: &str = "sleep";
/// What its writer sees of one whose text was moved here from elsewhere, or set back.
pub(crate) const SEALED_ALTERED: &str = "not the text its writer sealed here";
pub(crate) const SLEEP_WITHOUT_END: &str = "sleep, no end written";
pub(crate) const STILL_GOING_ON: &str = "still going on";
pub(crate) const UNDER_WAY: &str = "under way";

pub(crate) fn about_time(time: &str) -> String {
    format!("about {time}")
}

pub(crate) fn checkin_title(carer: &str) -> String {
    format!("check-in by {carer}")
}

pub(crate) fn every_kind(kind: &str) -> String {
    format!("every {kind}")
}

pub(crate) fn hidden_area(area: &str) -> String {
    format!("{area}, with its strokes")
}

pub(crate) fn helped(how: &str) -> String {
    format!("helped: {how}")
}

/// What a moment seemed to mean, told afterwards; the answers that read the same then are not here.
pub(crate) fn meaning_in_the_past(code: &str) -> Option<&'static str> {
    match code {
        "more" => Some("wanted more"),
        "change" => Some("wanted a change"),
        _ => None,
    }
}

/// The family's own word for what a moment seemed to mean; quotes in it would leave a reader to find the pairs.
pub(crate) fn own_meaning(words: &str) -> String {
    format!("\"{}\"", words.replace('"', "'"))
}

pub(crate) fn nap_or_night(nap: bool) -> &'static str {
    if nap { "a nap" } else { "night sleep" }
}

pub(crate) fn night_of(date: &str) -> String {
    format!("the night of {date}")
}

pub(crate) fn mood(word: &str) -> String {
    format!("mood {word}")
}

pub(crate) fn energy(word: &str) -> String {
    format!("energy {word}")
}

pub(crate) fn note_title(for_visit: bool) -> &'static str {
    if for_visit { "question for the visit" } else { "note" }
}

pub(crate) fn sealed_title(kind: &str) -> String {
    format!("a {kind} for its writer")
}

pub(crate) fn since(time: &str) -> String {
    format!("since {time}")
}

pub(crate) fn sleep_from_to(from: &str, to: &str, length: &str) -> String {
    format!("sleep, {from} to {to}, {length}")
}

pub(crate) fn sleep_title(times: &str, length: Option<&str>) -> String {
    format!("{times} sleep, {}", length.unwrap_or("still going"))
}
