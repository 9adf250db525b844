//! Several babies on one day: the key that is for all of them at once, and a glance at those who are not shown.

use crate::model::describe::sanitize_text;
use crate::model::{Details, Entry, EntryKind, Id, Sleep, Timestamp, describe, new_id};
use crate::store::StoreError;
use crate::tui::screens::today::TodayScreen;
use crate::tui::screens::{Context, Effect};

impl TodayScreen {
    /// One key for all: while all are asleep every sleep ends now, else one begins for each who is awake. One change.
    pub(crate) fn toggle_sleep_for_all(&self, here: &Context<'_>) -> Result<Effect, StoreError> {
        let family = here.family;
        let (Some(shown), Some(carer)) = (family.selected_baby(), family.selected_carer()) else {
            return Ok(Effect::Stay);
        };
        let mut babies: Vec<Id> = family.open_babies().map(|baby| baby.id).collect();
        if babies.is_empty() {
            return Ok(Effect::SetStatus(NO_OPEN_BABIES.into()));
        }
        // The one who is shown comes last, so that the cursor goes to it.
        babies.sort_by_key(|id| *id == shown.id);
        let running = babies.iter().map(|id| here.store.find_running_sleep(*id, here.now));
        let running = running.collect::<Result<Vec<Option<Entry>>, StoreError>>()?;
        let all = babies.iter().zip(running);
        if all.clone().all(|(_, running)| running.is_some()) {
            let ended = all.filter_map(|(_, running)| {
                let before = running?;
                let mut after = before.clone();
                after.until = Some(here.now.max(after.at));
                Some((before, after))
            });
            let ended: Vec<(Entry, Entry)> = ended.collect();
            return Ok(Effect::Save(family.end_sleeps(&ended, here.now)));
        }
        let awake = all.filter(|(_, running)| running.is_none());
        let begun = awake.map(|(id, _)| start_sleep_entry(*id, carer.id, here.now));
        let begun: Vec<Entry> = begun.collect();
        let title = begun.last().map(|last| describe::format_title(last, family, here.now));
        let mut change = family.add_entries(&title.unwrap_or_default(), &begun);
        if let (true, [one]) = (babies.len() > 1, begun.as_slice()) {
            let name = one.baby.map_or_else(String::new, |id| family.join_baby_names(&[id]));
            change.title = format!("{}, for {name}", change.title);
        }
        Ok(Effect::Save(change))
    }
}

pub(crate) fn start_sleep_entry(baby: Id, carer: Id, now: Timestamp) -> Entry {
    Entry {
        id: new_id(),
        baby: Some(baby),
        carer,
        at: now,
        until: None,
        approximate: false,
        note: None,
        details: Details::Sleep(Sleep::default()),
    }
}

/// Running sleeps of the babies who are not shown.
pub(crate) fn find_other_running_sleeps(shown: Id, here: &Context<'_>) -> Result<Vec<Entry>, StoreError> {
    if here.family.babies.len() < 2 {
        return Ok(Vec::new());
    }
    let open = |id: Id| here.family.find_baby(id).is_some_and(|baby| !baby.closed);
    let mut all = here.store.load_open_entries(EntryKind::Sleep)?;
    all.retain(|it| it.baby.is_some_and(|id| id != shown && open(id)));
    Ok(all)
}

/// `Leo asleep since 13:10`, for each of them.
pub(crate) fn describe_running_sleeps(others: &[Entry], here: &Context<'_>) -> Vec<String> {
    let told = |entry: &Entry| {
        let baby = here.family.find_baby(entry.baby?)?;
        let name = sanitize_text(baby.display_name());
        Some(format!("{name} asleep since {}", entry.at.format_hm()))
    };
    let running = others.iter().filter(|it| it.is_running_sleep(here.now));
    running.filter_map(told).collect()
}

const NO_OPEN_BABIES: &str = "No baby's pages are open. The settings open them again.";
