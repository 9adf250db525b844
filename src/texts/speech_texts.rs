//! What is said of a line as a parent says it, when nothing can be kept of it yet.

use crate::vocabulary;

pub(crate) const SOMEONE_TO_TALK_TO: &str = "That sounds hard. You can save it as a note. Want to talk to someone? Press F2 in the app, or run `cuebook support`.";
pub(crate) const NIGHT_ALONE: &str =
    "How was the night? As in \"bad night\", or from when to when, as in \"last night 8 till 6\".";
pub(crate) const QUESTION: &str =
    "That sounds like a question. To ask it at a visit, write \"ask\" before it, or \"@visit\" after it.";
pub(crate) const NOT_YET: &str =
    "That sounds like something that hasn't happened yet, or isn't sure. You can save it as a note.";
pub(crate) const SOMEBODY_ELSE: &str =
    "That sounds like it's about somebody else. You can save it as a note.";
pub(crate) const NOT_SO: &str = "That says what didn't happen. You can save it as a note.";
pub(crate) const TWO_MEANINGS: &str = "That can mean two things. Please choose one.";
pub(crate) const ELSEWHERE: &str = "cuebook doesn't keep feeds, nappies, weight or medicine. Your red book or another app does. You can save it as a note.";
pub(crate) const SLEEP_OR_STILL: &str = "Is that sleep over, or is baby still asleep? Please choose one.";
pub(crate) const HOURS_OR_CLOCK: &str = "Is that how long it was, or when? Please choose one.";
pub(crate) const WHAT_OF_SLEEP: &str =
    "When was that sleep? As in \"slept 2 till 3\", \"slept 40 minutes\" or \"asleep since 9\".";
pub(crate) const PARENT_SLEEP: &str =
    "That sounds like it's about you. A sleep or a cue here is the baby's. You can save it as a note.";
pub(crate) const NO_SLEEP_RUNS: &str = "Baby isn't marked as asleep. Please write both ends, as in \"slept 1 till 3\". Wakings go with the night, as in \"slept last night 8 till 6, woke twice\". Or save it as a note.";
pub(crate) const NO_MASSAGE_RUNS: &str = "No massage is running. You can save it as a note.";
pub(crate) const MASSAGE_RUNS: &str = "A massage is running already. You can save it as a note.";
pub(crate) const SLEEP_RUNS: &str =
    "Baby is marked as asleep already. Write \"awake\" to end that sleep, or save this as a note.";
pub(crate) const WHEN_ASLEEP_AGAIN: &str =
    "When did the next sleep begin? As in \"woke at 3, back to sleep at 4\".";
pub(crate) const WHICH_CAME_FIRST: &str =
    "When was the first of these? Please give it a time, or write each as a line of its own.";
pub(crate) const WHICH_DAY: &str =
    "Which day was each of these? Please say the day of each, or write each as a line of its own.";
pub(crate) const UNSURE: &str = "I'm not sure what this says as a whole. You can save it as a note.";

/// What was typed is no cue: help comes first, and the words can be saved as a note.
pub(crate) fn emergency() -> String {
    format!("{} You can save your words as a note.", vocabulary::guide_text().emergency)
}

pub(crate) fn left_over(piece: &str) -> String {
    format!("I don't know what \"{piece}\" means in this line. Please use other words, or save it as a note.")
}

pub(crate) fn slip(typed: &str, words: &[&str]) -> String {
    let words: Vec<String> = words.iter().map(|word| format!("\"{word}\"")).collect();
    format!("\"{typed}\" may be {}. Please choose one.", words.join(" or "))
}
