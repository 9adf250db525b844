//! The cues to choose from, for the cue sheet and the massage screen alike: nine that carry digits, then all others.
//!
//! ```text
//!   engaged · wants more            disengaged · wants a change        the nine, grouped by which way they point
//!   1 looks at my face  2 smiles    3 looks away  4 cries              all others are found by letters
//! ```

use super::pick::Choice;
use super::words::group;
use crate::journal::Family;
use crate::words::cue;

/// Every cue of a family for a baby of `weeks`: those that carry digits first and offered; the others are found by
/// letters, and what the family hid or retired by its whole words.
pub(crate) fn choices(family: &Family, weeks: Option<i64>) -> Vec<Choice> {
    let picks = family.picks(weeks);
    let choice = |code: &String, offered: bool| {
        let choice = Choice::new(code, family.cue_words(code));
        let choice = match cue(code) {
            Some(cue) => choice.also(&cue.short, cue.aliases.iter().chain([&cue.term])),
            None => choice,
        };
        choice.under(group(family.points(code)), offered)
    };
    let offered = family.offered_cues();
    let others = offered.iter().filter(|code| !picks.contains(code));
    let kept = family.kept_cues();
    let mut all: Vec<Choice> = picks.iter().map(|code| choice(code, true)).collect();
    all.extend(others.map(|code| choice(code, false)));
    all.extend(kept.iter().map(|code| choice(code, false).hidden(true)));
    all
}
