//! The cues to choose from, for the cue sheet and the massage screen alike: nine that carry digits, then all others.
//!
//! ```text
//!   engaged · wants more            disengaged · wants a change        the nine, grouped by which way they point
//!   1 looks at my face  2 smiles    3 looks away  4 cries              all others are found by letters
//! ```

use crate::model::Family;
use crate::tui::screens::entry_form::entry_form_texts::direction_heading;
use crate::tui::screens::entry_form::pick_list::PickOption;
use crate::vocabulary::find_cue_by_id;

/// Every cue of a family for a baby of `weeks`: those that carry digits first and offered; the others are found by
/// letters, and what the family hid or retired by its whole words.
pub(crate) fn build_cue_choices(family: &Family, weeks: Option<i64>) -> Vec<PickOption> {
    let picks = family.pick_digit_cues(weeks);
    let choice = |code: &String, offered: bool| {
        let choice = PickOption::new(code, family.cue_label(code));
        let choice = match find_cue_by_id(code) {
            Some(cue) => choice.with_other_names(&cue.short, cue.aliases.iter().chain([&cue.term])),
            None => choice,
        };
        choice.with_group(direction_heading(family.cue_direction(code)), offered)
    };
    let offered = family.offered_cue_codes();
    let others = offered.iter().filter(|code| !picks.contains(code));
    let kept = family.withdrawn_cue_codes();
    let mut all: Vec<PickOption> = picks.iter().map(|code| choice(code, true)).collect();
    all.extend(others.map(|code| choice(code, false)));
    all.extend(kept.iter().map(|code| choice(code, false).hidden(true)));
    all
}
