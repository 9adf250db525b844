//! A baby's language, but for the sentences about a cue, which are the report's too.

use crate::model::describe::{describe_meaning, sanitize_text};
use crate::model::{Family, Timestamp};
use crate::stats::CueMoment;
use crate::texts::describe_entry::own_meaning;
use crate::vocabulary::{WordList, find_word, label_for};
use chrono::Datelike;

pub(crate) const NO_CUES: &str =
    "Write down a cue, and this page starts to show what it seems to mean for your baby.";
pub(crate) const NO_STATES: &str = "If you note how baby was before and after touch, you can see both here.";
pub(crate) const STATES_INTRO: &str =
    "From touch where you wrote both before and after. Babies change state without touch too.";
pub(crate) const NO_LISTENED: &str =
    "When baby says \"not now\" or \"stop\", and you write it down, you can read it again here.";
pub(crate) const LISTENED_INTRO: &str =
    "Each \"not now\" and each \"stop\" you wrote down, and what you did then.";
pub(crate) const READING: &str = "Still reading; there may be more.";
pub(crate) const CUE: &str = "cue";
pub(crate) const SEEN: &str = "seen";
pub(crate) const TIMES: &str = "times";
pub(crate) const BEFORE: &str = "before";
pub(crate) const AFTER: &str = "after";

/// Beside how often a cue was seen by week.
pub(crate) fn most_in_a_week(times: i64) -> String {
    format!("most {times} in a week")
}

/// Under the weeks in which a cue was read in each way.
pub(crate) fn readings_legend(once: char, often: char) -> String {
    format!("{once} read so once that week  {often} more often")
}

pub(crate) fn states_heading(title: &str) -> String {
    format!("{title} · before and after touch")
}

pub(crate) fn listened_heading(title: &str) -> String {
    format!("{title} · times you listened")
}

pub(crate) fn listed_moments_notice(listed: usize, times: i64) -> String {
    format!("The newest {listed} of {times} moments are listed.")
}

pub(crate) fn format_state(code: &str) -> String {
    format_word(WordList::States, code)
}

/// When a moment was: `20 Nov 14:02`, with the year where it is another than now.
pub(crate) fn format_moment_time(at: Timestamp, about: bool, now: Timestamp) -> String {
    let about = if about { "~" } else { "" };
    // Beside a clock time stands the calendar's date, also after midnight.
    let date = at.local_date();
    let format = if date.year() == now.local_date().year() { "%-d %b" } else { "%-d %b %Y" };
    let day = date.format(format);
    format!("{day} {about}{}", at.format_hm())
}

/// What went with a cue in one moment, part by part; only what was said.
pub(crate) fn describe_moment(moment: &CueMoment, family: &Family) -> Vec<String> {
    let mut parts = Vec::new();
    if !moment.with.is_empty() {
        let with: Vec<&str> = moment.with.iter().map(|c| family.cue_label(c)).collect();
        parts.push(format!("with {}", sanitize_text(&with.join(", "))));
    }
    parts.extend(moment.area.iter().map(|code| format_word(WordList::Areas, code)));
    parts.extend(moment.doing.iter().map(|code| format_word(WordList::Doing, code)));
    parts.extend(moment.state.iter().map(|code| format_state(code)));
    parts.extend(moment.meant.iter().map(|code| describe_seen_meaning(code)));
    parts.extend(moment.own_meaning.iter().map(|words| sanitize_text(&own_meaning(words)).into_owned()));
    let did: Vec<String> = moment.did.iter().map(|code| format_word(WordList::Responses, code)).collect();
    parts.extend((!did.is_empty()).then(|| did.join(", ")));
    let helped = |code: &String| format!("helped: {}", format_word(WordList::Helped, code));
    parts.extend(moment.helped.iter().map(helped));
    parts
}

/// What a moment seemed to mean; among the other answers "not sure" alone would not say of what.
fn describe_seen_meaning(code: &str) -> String {
    match find_word(WordList::Meant, code) {
        Some(word) if code == "not-sure" => word.short.clone(),
        _ => describe_meaning(code),
    }
}

fn format_word(list: WordList, code: &str) -> String {
    sanitize_text(label_for(list, code)).into_owned()
}
