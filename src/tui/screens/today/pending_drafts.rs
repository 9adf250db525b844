//! What was typed and left, named in a line: `A cue left at 14:05 waits: c opens it.` Whatever ended the program, it is
//! found again, however old.

use crate::model::time::{format_short_date, previous_day};
use crate::model::{EntryKind, Id, Timestamp, describe};
use crate::store::StoreError;
use crate::tui::keys::{Action, Mode, key_for_action};
use crate::tui::screens::{Context, entry_form, quick_line};

/// The latest of what waits for this carer and baby, and how much else does.
pub(crate) fn describe_pending_drafts(here: &Context<'_>) -> Result<Option<String>, StoreError> {
    let mut found: Vec<(Timestamp, String)> = Vec::new();
    for (slot, content) in here.store.load_drafts()? {
        let typed = content["at"].as_str().and_then(Timestamp::parse_rfc3339);
        if let (Some(typed), Some(says)) = (typed, describe_draft(&slot, here)?) {
            found.push((typed, says));
        }
    }
    found.sort_by_key(|(typed, _)| *typed);
    let others = found.len().saturating_sub(1);
    Ok(found.pop().map(|(typed, says)| {
        let says = says.replace("{when}", &format_when(typed, here.now));
        match others {
            0 => says,
            1 => format!("{says} One more waits."),
            n => format!("{says} {n} more wait."),
        }
    }))
}

/// What waits in a slot, `{when}` standing for its time; none for what is another carer's or baby's, or no entry.
fn describe_draft(slot: &str, here: &Context<'_>) -> Result<Option<String>, StoreError> {
    let (baby, carer) = (here.family.selected_baby(), here.family.selected_carer());
    let (Some(baby), Some(carer)) = (baby, carer) else {
        return Ok(None);
    };
    for (kind, action, what) in [
        (EntryKind::Massage, Action::Massage, "A massage"),
        (EntryKind::Cue, Action::Cue, "A cue"),
        (EntryKind::Note, Action::Note, "A note"),
    ] {
        let whose = [Some(baby.id), None];
        if whose.iter().any(|baby| entry_form::new_entry_draft_slot(kind, *baby, carer.id) == slot) {
            return Ok(Some(format_draft_notice(what, action)));
        }
    }
    if slot == quick_line::line_draft_slot(here) {
        return Ok(Some(format_draft_notice("A line", Action::TypeLine)));
    }
    let Some(id) = slot.strip_prefix("edit-").and_then(|id| id.parse::<Id>().ok()) else {
        return Ok(None);
    };
    let entry = here.store.load_entry(id)?;
    let mine = entry.filter(|entry| entry.baby.is_none_or(|of| of == baby.id));
    let mine = mine.filter(|entry| entry.kind() != EntryKind::Checkin || entry.carer == carer.id);
    let key = key_for_action(Mode::Today, Action::Edit).unwrap_or_default();
    Ok(mine.map(|entry| {
        let (clock, kind) = (describe::format_clock(&entry), entry.kind().display_name());
        let day = match entry.at.local_date() {
            day if day == here.now.local_date() => String::new(),
            day => format!(" of {}", format_short_date(day)),
        };
        format!("A change to the {clock} {kind}{day} waits: {key} on it opens it.")
    }))
}

fn format_draft_notice(what: &str, action: Action) -> String {
    let key = key_for_action(Mode::Today, action).unwrap_or_default();
    format!("{what} left {{when}} waits: {key} opens it.")
}

/// `at 14:05`, `yesterday at 14:05`, `on 19 Nov 2026 at 14:05`.
fn format_when(at: Timestamp, now: Timestamp) -> String {
    if at.local_date() == now.local_date() {
        format!("at {}", at.format_hm())
    } else if at.local_date() == previous_day(now.local_date()) {
        format!("yesterday at {}", at.format_hm())
    } else {
        format!("on {} at {}", format_short_date(at.local_date()), at.format_hm())
    }
}
