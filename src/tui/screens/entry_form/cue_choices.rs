//! The cues to choose from, for the cue sheet and the massage screen alike: nine that carry digits, then all others.
//!
//! ```text
//!   engaged · wants more            disengaged · wants a change        the nine, grouped by which way they point
//!   1 looks at my face  2 smiles    3 looks away  4 cries              all others are found by letters
//! ```

use crate::model::{EntryKind, Family};
use crate::store::EntryFilter;
use crate::texts::guide_texts;
use crate::tui::screens::Context;
use crate::tui::screens::entry_form::entry_form_texts::{self, direction_heading};
use crate::tui::screens::entry_form::pick_list::PickOption;
use crate::vocabulary::find_cue_by_id;

/// What stands under a form that has nothing else to say: safer sleep where sleep is written, and what the two directions
/// mean until a first cue is saved.
pub(crate) fn hint_for_kind(kind: EntryKind, context: &Context<'_>) -> String {
    match kind {
        EntryKind::Sleep => guide_texts::SAFER_SLEEP.to_owned(),
        EntryKind::Cue if is_first_cue(context) => entry_form_texts::DIRECTIONS_EXPLAINED.to_owned(),
        _ => String::new(),
    }
}

/// A journal that cannot be asked says so elsewhere.
fn is_first_cue(context: &Context<'_>) -> bool {
    let filter = EntryFilter { kind: Some(EntryKind::Cue), ..EntryFilter::default() };
    let earlier = context.store.load_newest_entries(&filter, None, 1, |_| true);
    earlier.is_ok_and(|earlier| earlier.is_empty())
}

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
