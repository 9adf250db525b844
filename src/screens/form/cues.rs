//! The cues to choose from, for the cue sheet and the massage screen alike: nine that carry digits, then all others.
//!
//! ```text
//!   engaged · wants more            disengaged · wants a change        the nine, grouped by which way they point
//!   1 looks at my face  2 smiles    3 looks away  4 cries              all others are found by letters
//! ```
//!
//! Starred cues are the nine; without any, those of the corrected age. What a family hid is not offered, unless this
//! entry has it already.

use super::pick::Choice;
use super::words::group;
use crate::journal::{Family, Points};
use crate::words::{cue, cues, picks};

/// How many carry digits.
const NINE: usize = 9;

/// Every cue of a family for a baby of `weeks`: the nine first and offered, the others found by letters; `seen` are
/// those the entry has.
pub fn choices(family: &Family, weeks: Option<i64>, seen: &[String]) -> Vec<Choice> {
    let mut all = found(family, weeks, seen);
    let mut first = Vec::new();
    for code in nine(family, weeks) {
        if let Some(at) = all.iter().position(|choice| choice.code == code) {
            first.push(all.remove(at).under(group(family.points(&code)), true));
        }
    }
    first.extend(all.into_iter().map(|choice| {
        let points = family.points(&choice.code);
        choice.under(group(points), false)
    }));
    first
}

/// The codes of the nine, engaged ones first, as the two columns stand.
fn nine(family: &Family, weeks: Option<i64>) -> Vec<String> {
    let settings = &family.settings;
    let usual = || picks(weeks).into_iter().map(|cue| cue.id.clone()).collect();
    let mut nine: Vec<String> = if settings.favourites.is_empty() {
        usual()
    } else {
        settings.favourites.clone()
    };
    nine.retain(|code| !settings.hidden.contains(code));
    nine.truncate(NINE);
    nine.sort_by_key(|code| match family.points(code) {
        Some(Points::Engagement) => 0,
        Some(Points::Disengagement) => 1,
        None => 2,
    });
    nine
}

/// All that letters may find: the family's own, then ours, those of the baby's age before those of later ones.
fn found(family: &Family, weeks: Option<i64>, seen: &[String]) -> Vec<Choice> {
    let is_used = |code: &String| !family.settings.hidden.contains(code) || seen.contains(code);
    let own = family.own_cues.iter();
    let own = own.filter(|own| !own.retired || seen.contains(&own.code));
    let mut all: Vec<Choice> = own
        .filter(|own| is_used(&own.code))
        .map(|own| Choice::new(&own.code, &own.words))
        .collect();
    let ours = cues().iter().filter(|cue| is_used(&cue.id));
    all.extend(ours.map(|cue| {
        let others = cue.aliases.iter().chain([&cue.term]);
        Choice::new(&cue.id, &cue.words).also(&cue.short, others)
    }));
    if let Some(weeks) = weeks {
        let later = |code: &str| cue(code).is_some_and(|cue| i64::from(cue.from_weeks) > weeks);
        all.sort_by_key(|choice| later(&choice.code));
    }
    all
}
