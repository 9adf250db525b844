//! Several babies on one day: the key that is for all of them at once, and a glance at those who are not shown.

use super::Today;
use crate::journal::tell::{self, plain};
use crate::journal::{At, Change, Edit, Entry, Id, Kind, Sleep, What, new_id};
use crate::screens::{Here, Step};
use crate::store::Trouble;

impl Today {
    /// One key for all: while all are asleep every sleep ends now, else one begins for each who is awake. One change.
    pub(super) fn sleep_all(&self, here: &Here<'_>) -> Result<Step, Trouble> {
        let family = here.family;
        let (Some(shown), Some(carer)) = (family.chosen_baby(), family.chosen_carer()) else {
            return Ok(Step::Stay);
        };
        let mut babies: Vec<Id> = family.open_babies().map(|baby| baby.id).collect();
        // The one who is shown comes last, so that the cursor goes to it.
        babies.sort_by_key(|id| *id == shown.id);
        let mut running = Vec::new();
        for id in &babies {
            running.push(here.store.running_sleep(*id, here.now)?);
        }
        let all_asleep = running.iter().all(Option::is_some);
        let mut edits: Vec<Edit> = Vec::new();
        let mut kept: Vec<Entry> = Vec::new();
        for (id, running) in babies.iter().zip(running) {
            match running {
                Some(before) if all_asleep => {
                    let mut after = before.clone();
                    after.until = Some(here.now.max(after.at));
                    kept.push(after.clone());
                    edits.extend(Change::edit("", before, after).edits);
                }
                Some(_) => {}
                None => {
                    let begun = begun(*id, carer.id, here.now);
                    kept.push(begun.clone());
                    edits.extend(Change::add("", begun).edits);
                }
            }
        }
        let Some(last) = kept.last() else {
            return Ok(Step::Stay);
        };
        let whose: Vec<Id> = kept.iter().filter_map(|entry| entry.baby).collect();
        let title = tell::title(last, family, here.now);
        let title = family.titled_for(&title, &whose);
        Ok(Step::Keep(Change { title, edits }))
    }
}

/// A sleep that begins now.
pub(super) fn begun(baby: Id, carer: Id, now: At) -> Entry {
    Entry {
        id: new_id(),
        baby: Some(baby),
        carer,
        at: now,
        until: None,
        about: false,
        note: None,
        what: What::Sleep(Sleep::default()),
    }
}

/// Running sleeps of the babies who are not shown.
pub(super) fn asleep(shown: Id, here: &Here<'_>) -> Result<Vec<Entry>, Trouble> {
    if here.family.babies.len() < 2 {
        return Ok(Vec::new());
    }
    let open = |id: Id| here.family.baby(id).is_some_and(|baby| !baby.closed);
    let mut all = here.store.open_entries(Kind::Sleep)?;
    all.retain(|it| it.baby.is_some_and(|id| id != shown && open(id)));
    Ok(all)
}

/// `Leo asleep since 13:10`, for each of them.
pub(super) fn told(others: &[Entry], here: &Here<'_>) -> Vec<String> {
    let told = |entry: &Entry| {
        let baby = here.family.baby(entry.baby?)?;
        let name = plain(baby.called());
        Some(format!("{name} asleep since {}", entry.at.hm()))
    };
    let running = others.iter().filter(|it| it.is_running_sleep(here.now));
    running.filter_map(told).collect()
}
