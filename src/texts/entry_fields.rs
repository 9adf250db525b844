//! What the fields of an entry are called and how they are told, where that takes more than two words.

pub(crate) const NIGHT: &str = "or only a night";
pub(crate) const NAP: &str = "nap or night";
pub(crate) const WAKINGS: &str = "times baby woke";
pub(crate) const STATE: &str = "how baby was";
pub(crate) const DOING: &str = "what was going on";
pub(crate) const FELT: &str = "today has been";
pub(crate) const SURE: &str = "sure of cues";
pub(crate) const WORDS: &str = "  how it was";
pub(crate) const ENDED: &str = "how it ended";
pub(crate) const FELT_BEFORE: &str = "I felt before";
pub(crate) const FELT_AFTER: &str = "I felt after";
pub(crate) const MEANT: &str = "seemed to mean";
pub(crate) const OWN_MEANING: &str = "in your words";
pub(crate) const DID: &str = "what we did";
pub(crate) const HELPED: &str = "did it help?";
pub(crate) const FOR_VISIT: &str = "for the visit";
pub(crate) const ASKED: &str = "asked";
pub(crate) const ASKED_HINT: &str = "a question you have talked about is on no page any more";
pub(crate) const PRIVATE: &str = "private";
pub(crate) const PRIVATE_HINT: &str =
    "on no page until you tick it there; sealed together with your check-ins";

pub(crate) const NIGHT_HINT: &str = "\"last night\" or a date, if you don't know the times";
pub(crate) const WORDS_HINT: &str = "a good night, a rough night, or your own word";
pub(crate) const OIL_HINT: &str = "the oil's name, or \"none\"; about oils: the guide, areas and strokes";
pub(crate) const OWN_MEANING_HINT: &str = "your own word for it, such as: hungry, wind, too bright";
pub(crate) const CLOTHES_HINT: &str = "what baby wore, such as: nappy on, vest, under a blanket";
pub(crate) const POSITION_HINT: &str = "how you two were, such as: on my lap, on the mat, in my arms";
pub(crate) const SONG_HINT: &str = "what you sang or hummed, or a rhyme";
pub(crate) const PRESENT: &str = "who was there";
pub(crate) const PRESENT_HINT: &str = "who else was there, such as: Grandma, big sister, the class";
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
