//! The cues of a baby of these weeks, as they come together, and what two people make of them: often sure, often not.

use crate::demo::rng::Chance;
use crate::model::Moment;

pub(crate) const OWN: &str = "own-nose-on-shoulder";

/// Cues seen together, and from which week of corrected age.
struct Together(i64, &'static [&'static str]);

const TOWARDS: &[Together] = &[
    Together(-9, &["e-face"]),
    Together(-9, &["e-still"]),
    Together(-9, &["e-turn"]),
    Together(-9, &["e-eyes", "e-still"]),
    Together(-9, &["e-hands"]),
    Together(0, &["e-face", "e-smooth"]),
    Together(2, &["e-eyes", "e-brow"]),
    Together(4, &["e-turn", "e-bright"]),
    Together(5, &["e-coo"]),
    Together(6, &["e-smile"]),
    Together(7, &["e-face", "e-coo"]),
    Together(7, &["e-smile", "e-coo"]),
    Together(8, &["e-msmile"]),
];

const AWAY: &[Together] = &[
    Together(-9, &["q-look"]),
    Together(-9, &["q-look", "q-hic"]),
    Together(-9, &["q-hic"]),
    Together(-9, &["q-yawn"]),
    Together(-9, &["q-sneeze", "q-look"]),
    Together(-9, &["q-fingers", "q-grim"]),
    Together(-9, &["q-yawn", "q-dull"]),
    Together(-9, &["d-fuss"]),
    Together(-9, &["d-cry"]),
    Together(-9, &["d-arch", "d-fuss"]),
    Together(-1, &["q-frown"]),
    Together(0, &["q-diffuse", "d-fuss"]),
    Together(2, &["q-mouth"]),
    Together(3, &["q-turn", "q-look"]),
    Together(4, &[OWN]),
    Together(5, &[OWN, "q-yawn"]),
    Together(6, &["q-lookq"]),
    Together(7, &["q-rub", "q-yawn"]),
];

const GOING_ON: &[&str] =
    &["feeding", "feeding", "play", "play", "nappy", "settling", "waking", "bath", "out", "other"];
const HELPED: &[&str] = &["yes", "yes", "yes", "a-bit", "a-bit", "no", "no", "not-sure"];

fn some(all: &[Together], week: i64, chance: &mut Chance) -> Vec<String> {
    let known: Vec<&Together> = all.iter().filter(|it| it.0 <= week).collect();
    let together = chance.pick(&known).1;
    together.iter().map(|cue| (*cue).to_owned()).collect()
}

/// A moment in which she seemed to want more; `response` is what two people do then.
pub(crate) fn towards(week: i64, response: &[&str], chance: &mut Chance) -> Moment {
    Moment {
        cues: some(TOWARDS, week, chance),
        meant: chance.perhaps(80, &["more", "more", "more", "more", "not-sure", "either"]),
        did: chance.perhaps(35, response).into_iter().collect(),
        ..Moment::default()
    }
}

/// A moment in which she seemed to want something else.
pub(crate) fn away(week: i64, response: &[&str], chance: &mut Chance) -> Moment {
    let did: Vec<String> = chance.perhaps(80, response).into_iter().collect();
    let helped = if did.is_empty() { 0 } else { 60 };
    Moment {
        cues: some(AWAY, week, chance),
        meant: chance
            .perhaps(90, &["change", "change", "change", "change", "not-sure", "not-sure", "either"]),
        did,
        helped: chance.perhaps(helped, HELPED),
        ..Moment::default()
    }
}

/// A cue seen in passing: the moment, her state, what was going on.
pub(crate) fn in_passing(week: i64, chance: &mut Chance) -> (Moment, Option<String>, Option<String>) {
    let doing = chance.perhaps(65, GOING_ON);
    if chance.is_one_of(45) {
        let moment = towards(week, &["talked-or-sang", "held-still", "talked-or-sang"], chance);
        let state =
            chance.perhaps(55, &["quiet-alert", "quiet-alert", "quiet-alert", "active-alert", "drowsy"]);
        return (moment, state, doing);
    }
    let response =
        ["cuddled", "cuddled", "paused", "changed-position", "talked-or-sang", "fed", "nappy", "held-still"];
    let moment = away(week, &response, chance);
    let is_loud = moment.cues.iter().any(|cue| cue == "d-cry");
    let states: &[&str] =
        if is_loud { &["crying"] } else { &["active-alert", "active-alert", "drowsy", "quiet-alert"] };
    (moment, chance.perhaps(55, states), doing)
}
