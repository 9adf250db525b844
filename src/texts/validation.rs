//! Why an entry cannot be kept as it is, in a sentence a parent can act on.

pub(crate) const CHECKIN_BLANK: &str = "Nothing chosen yet. You can leave it so, that's fine.";
pub(crate) const CUES_NEEDED: &str = "Which cue did you see?";
pub(crate) const NIGHT_WORDS_NEEDED: &str = "How was that night, in a word or two?";
pub(crate) const NOTE_BLANK: &str = "This note is empty.";
pub(crate) const NOTE_TOO_LONG: &str =
    "This note is longer than 100,000 letters. Please make it shorter, or keep it as a file of its own.";

pub(crate) fn time_without_offset(text: &str) -> String {
    format!("\"{text}\" is not a time with an offset")
}

pub(crate) fn in_future(time: &str) -> String {
    format!("{time} hasn't happened yet. Please check it.")
}

pub(crate) fn end_in_future(time: &str) -> String {
    format!("{time} hasn't happened yet. Leave the end blank until it ends.")
}

pub(crate) fn typed_end_in_future(time: &str) -> String {
    format!("{time} hasn't happened yet. Leave the end out until it ends.")
}

pub(crate) fn end_before_start(end: &str, start: &str) -> String {
    format!("The end, {end}, is before the start, {start}.")
}

pub(crate) fn moment_before_start(time: &str, kind: &str, start: &str) -> String {
    format!("{time} is before the {kind} began, at {start}.")
}

pub(crate) fn moment_after_end(time: &str, kind: &str, end: &str) -> String {
    format!("{time} is after the {kind} ended, at {end}.")
}

pub(crate) fn clock_before_start(start: &str, now: &str) -> String {
    format!(
        "It began at {start}, but this computer's clock says {now}. Please set the clock, or correct the start."
    )
}

pub(crate) fn clock_before_newest(today: &str, newest: &str) -> String {
    format!(
        "This computer's clock says {today}, but something was saved on {newest} already. If the clock is wrong, please set it."
    )
}

pub(crate) fn clock_before_birth(today: &str, baby: &str) -> String {
    format!(
        "This computer's clock says {today}, which is before {baby} was born. If the clock is wrong, please set it."
    )
}
