//! What is said of a line as a parent says it, when nothing can be kept of it yet.

pub(crate) const SOMEONE_TO_TALK_TO: &str = "That sounds hard, and it is not put into a box here. It can be kept as a \
     note; if it would help to talk to somebody, `cuebook support` (`!` in the app) has numbers.";
pub(crate) const NIGHT_ALONE: &str =
    "How was the night? As in \"bad night\", or from when to when, as in \"last night 8 till 6\".";
pub(crate) const QUESTION: &str = "That reads as a question. As a note it can wait for a visit: \"ask\" before it, or \"@visit\" behind it.";
pub(crate) const NOT_YET: &str =
    "That reads as something still to come, or not sure. It can be kept as a note.";
pub(crate) const SOMEBODY_ELSE: &str = "That reads as about somebody else. It can be kept as a note.";
pub(crate) const NOT_SO: &str = "That says what was not so. It can be kept as a note.";
pub(crate) const TWO_MEANINGS: &str = "This can be meant in two ways. Please choose one.";
pub(crate) const ELSEWHERE: &str = "Feeds, nappies, weight and medicine are not kept here; your red book or another app is the place. It can be a note.";
pub(crate) const SLEEP_OR_STILL: &str = "Is that sleep over, or does it go on? Please choose one.";
pub(crate) const HOURS_OR_CLOCK: &str = "Is that how long it was, or when? Please choose one.";
pub(crate) const WHAT_OF_SLEEP: &str =
    "When was that sleep? As in \"slept 2 till 3\", \"slept 40 minutes\" or \"asleep since 9\".";
pub(crate) const PARENT_SLEEP: &str =
    "That reads as about you; a sleep here is the baby's. It can be kept as a note.";
pub(crate) const NO_SLEEP_RUNS: &str = "No sleep is under way that could end. Please write both ends, as in \"slept 1 \
     till 3\", or keep it as a note.";
pub(crate) const NO_MASSAGE_RUNS: &str = "No massage is under way. It can be kept as a note.";
pub(crate) const MASSAGE_RUNS: &str = "A massage is under way already. It can be kept as a note.";
pub(crate) const SLEEP_RUNS: &str =
    "A sleep is under way already, and it goes on. \"awake\" ends it; anything else can be kept as a note.";
pub(crate) const WHEN_ASLEEP_AGAIN: &str =
    "When did the next sleep begin? As in \"woke at 3, back to sleep at 4\".";
pub(crate) const WHICH_CAME_FIRST: &str =
    "When was the first of these? Please give it a time, or write each as a line of its own.";
pub(crate) const UNSURE: &str = "I am not sure what this says as a whole. It can be kept as a note.";

pub(crate) fn left_over(piece: &str) -> String {
    format!(
        "I do not know what \"{piece}\" means in this line. Please put it differently, or keep it as a note."
    )
}

pub(crate) fn slip(typed: &str, words: &[&str]) -> String {
    let words: Vec<String> = words.iter().map(|word| format!("\"{word}\"")).collect();
    format!("\"{typed}\" may be {}. Please choose one.", words.join(" or "))
}
