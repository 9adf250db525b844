//! What was typed and left, named in a line: `A cue left at 14:05 waits: c opens it.` Whatever ended the program, it is
//! found again, however old.

use crate::journal::time::{before, short_date};
use crate::journal::{At, Id, Kind, tell};
use crate::keys::{Action, Place, key_of};
use crate::screens::Here;
use crate::screens::{form, line};
use crate::store::Trouble;

/// The latest of what waits for this carer and baby, and how much else does.
pub(crate) fn waiting(here: &Here<'_>) -> Result<Option<String>, Trouble> {
    let mut found: Vec<(At, String)> = Vec::new();
    for (slot, content) in here.store.drafts()? {
        let typed = content["at"].as_str().and_then(At::parse);
        if let (Some(typed), Some(says)) = (typed, named(&slot, here)?) {
            found.push((typed, says));
        }
    }
    found.sort_by_key(|(typed, _)| *typed);
    let others = found.len().saturating_sub(1);
    Ok(found.pop().map(|(typed, says)| {
        let says = says.replace("{when}", &when(typed, here.now));
        match others {
            0 => says,
            1 => format!("{says} One more waits."),
            n => format!("{says} {n} more wait."),
        }
    }))
}

/// What waits in a slot, `{when}` standing for its time; none for what is another carer's or baby's, or no entry.
fn named(slot: &str, here: &Here<'_>) -> Result<Option<String>, Trouble> {
    let (baby, carer) = (here.family.chosen_baby(), here.family.chosen_carer());
    let (Some(baby), Some(carer)) = (baby, carer) else {
        return Ok(None);
    };
    for (kind, action, what) in [
        (Kind::Massage, Action::Massage, "A massage"),
        (Kind::Cue, Action::Cue, "A cue"),
        (Kind::Note, Action::Note, "A note"),
    ] {
        let whose = [Some(baby.id), None];
        if whose.iter().any(|baby| form::new_slot(kind, *baby, carer.id) == slot) {
            return Ok(Some(opens(what, action)));
        }
    }
    if slot == line::slot(here) {
        return Ok(Some(opens("A line", Action::Line)));
    }
    let Some(id) = slot.strip_prefix("edit-").and_then(|id| id.parse::<Id>().ok()) else {
        return Ok(None);
    };
    let entry = here.store.entry(id)?;
    let mine = entry.filter(|entry| entry.baby.is_none_or(|of| of == baby.id));
    let mine = mine.filter(|entry| entry.kind() != Kind::Checkin || entry.carer == carer.id);
    let key = key_of(Place::Today, Action::Edit).unwrap_or_default();
    Ok(mine.map(|entry| {
        let (clock, kind) = (tell::clock(&entry), entry.kind().word());
        let day = match entry.at.date() {
            day if day == here.now.date() => String::new(),
            day => format!(" of {}", short_date(day)),
        };
        format!("A change to the {clock} {kind}{day} waits: {key} on it opens it.")
    }))
}

fn opens(what: &str, action: Action) -> String {
    let key = key_of(Place::Today, action).unwrap_or_default();
    format!("{what} left {{when}} waits: {key} opens it.")
}

/// `at 14:05`, `yesterday at 14:05`, `on 19 Nov 2026 at 14:05`.
fn when(at: At, now: At) -> String {
    if at.date() == now.date() {
        format!("at {}", at.hm())
    } else if at.date() == before(now.date()) {
        format!("yesterday at {}", at.hm())
    } else {
        format!("on {} at {}", short_date(at.date()), at.hm())
    }
}
