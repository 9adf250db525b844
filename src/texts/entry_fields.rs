//! What the fields of an entry are called and how they are told, where that takes more than two words.

pub(crate) const NIGHT: &str = "or only a night";
pub(crate) const NAP: &str = "nap or night";
pub(crate) const SURE: &str = "sure of cues";
pub(crate) const WORDS: &str = "  how it was";
pub(crate) const ENDED: &str = "how it ended";
pub(crate) const FELT_BEFORE: &str = "I felt before";
pub(crate) const FELT_AFTER: &str = "I felt after";
pub(crate) const MEANT: &str = "seemed to mean";
pub(crate) const DID: &str = "what we did";
pub(crate) const HELPED: &str = "did it help?";
pub(crate) const FOR_VISIT: &str = "for the visit";
pub(crate) const PRIVATE: &str = "private";
pub(crate) const PRIVATE_HINT: &str =
    "on no page until you add your check-ins to it; sealed together with them";

pub(crate) const NIGHT_HINT: &str = "\"last night\" or a date, if you don't know the times";
pub(crate) const WORDS_HINT: &str = "a good night, a rough night, or your own word";
pub(crate) const OIL_HINT: &str = "the oil's name, or \"none\"; about oils: the guide, areas and strokes";
pub(crate) const AT_HINT: &str = "a time, such as 10:20";
pub(crate) const CUES_HINT: &str = "numbers choose, letters find more; or arrows, then space";
pub(crate) const SURE_HINT: &str = "of what baby was telling you · press a number";
pub(crate) const COMPANY_HINT: &str = "time with other people · press a number";

pub(crate) const SURE_IN_LIST: &str = "sure of baby's cues: {}";
pub(crate) const SURE_IN_SENTENCE: &str = "sure of what baby was telling me: {}";
pub(crate) const COMPANY_IN_SENTENCE: &str = "time with other people: {}";

pub(crate) fn woke_times(n: i64) -> String {
    if n == 1 { "woke once".to_owned() } else { format!("woke {n} times") }
}
