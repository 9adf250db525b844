//! The words a printed line is put together from; the grammar reads them back (see `docs/GRAMMAR.md`).

pub(crate) const MASSAGE_NOT_TODAY: &str = "massage not today";

/// `mark` keeps the words from being read as anything else; blank where they would not be.
pub(crate) fn note_line(time: &str, mark: &str, words: &str) -> String {
    let gap = if mark.is_empty() { "" } else { " " };
    format!("note at {time}{gap}{mark}: {words}")
}

pub(crate) fn not_today_line(time: &str, reason: &str) -> String {
    format!("not today {time}, {reason}")
}

pub(crate) fn awake_line(clock: &str) -> String {
    format!("awake {clock}")
}

pub(crate) fn night_line(words: &str, rough: &str, night: &str) -> String {
    format!("slept {words} {rough} {night}")
}

pub(crate) fn cue_line(cue: &str, sign: &str, words: &str) -> String {
    format!("cue {cue}{sign}{words}")
}

/// Words that say when without a clock; what was saved is as if it were now.
pub(crate) fn words_are_no_time(words: &str) -> String {
    format!("\"{words}\" isn't a clock time, so cuebook takes the time now.")
}

/// Somebody else than the one who writes.
pub(crate) fn by_carer(name: &str) -> String {
    format!("by {name}")
}
