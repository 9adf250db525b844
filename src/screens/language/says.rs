//! Every word of the language screen that is not a sentence about a cue; those are the same as on the command line and
//! stand in `report`.

use crate::journal::tell::{meant_words, plain};
use crate::journal::{At, Family};
use crate::report::language_of;
use crate::trends::Seen;
use crate::words::{List, say, word as word_of};
use chrono::{Datelike, NaiveDate};

pub(crate) const EMPTY: &str = "When you write down cues, what they seemed to say gathers here.";
pub(crate) const NO_STATES: &str =
    "When a state is written down before and after touch, the two stand here side by side.";
pub(crate) const STATES: &str = "Of touch where a state was written down both before and after.";
pub(crate) const READING: &str = "Still reading; there may be more.";
pub(crate) const CUE: &str = "cue";
pub(crate) const TIMES: &str = "times";
pub(crate) const BEFORE: &str = "before";
pub(crate) const AFTER: &str = "after";

/// Whose language, and which part of it.
pub(crate) fn heading(baby: &str, states: bool) -> String {
    let whose = language_of(baby);
    if states { format!("{whose} · before and after touch") } else { whose }
}

pub(crate) fn newest(listed: usize, times: i64) -> String {
    format!("The newest {listed} of {times} moments are listed.")
}

pub(crate) fn state(code: &str) -> String {
    word(List::States, code)
}

/// When a moment was: `20 Nov 14:02`, with the year where it is another than now. The day is the family's.
pub(crate) fn when(seen: &Seen, now: At) -> String {
    let about = if seen.about { "~" } else { "" };
    let date: NaiveDate = seen.date;
    let day = if date.year() == now.date().year() { date.format("%-d %b") } else { date.format("%-d %b %Y") };
    format!("{day} {about}{}", seen.at.hm())
}

/// What went with a cue in one moment, part by part; only what was said.
pub(crate) fn moment(seen: &Seen, family: &Family) -> Vec<String> {
    let mut parts = Vec::new();
    if !seen.with.is_empty() {
        let with: Vec<&str> = seen.with.iter().map(|c| family.cue_words(c)).collect();
        parts.push(format!("with {}", plain(&with.join(", "))));
    }
    parts.extend(seen.area.iter().map(|code| word(List::Areas, code)));
    parts.extend(seen.doing.iter().map(|code| word(List::Doing, code)));
    parts.extend(seen.state.iter().map(|code| state(code)));
    parts.extend(seen.meant.iter().map(|code| meant(code)));
    let did: Vec<String> = seen.did.iter().map(|code| word(List::Responses, code)).collect();
    parts.extend((!did.is_empty()).then(|| did.join(", ")));
    let helped = |code: &String| format!("helped: {}", word(List::Helped, code));
    parts.extend(seen.helped.iter().map(helped));
    parts
}

/// What a moment seemed to mean; among the other answers "not sure" alone would not say of what.
fn meant(code: &str) -> String {
    match word_of(List::Meant, code) {
        Some(word) if code == "not-sure" => word.short.clone(),
        _ => meant_words(code),
    }
}

fn word(list: List, code: &str) -> String {
    plain(say(list, code)).into_owned()
}
