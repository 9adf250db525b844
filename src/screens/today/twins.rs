//! Several babies on one day: the key that is for all of them at once, and a glance at those who are not shown.

use super::Today;
use crate::journal::tell::{self, plain};
use crate::journal::{At, Entry, Id, Kind, Sleep, What, new_id};
use crate::screens::{Here, Step};
use crate::store::Trouble;

impl Today {
    /// One key for all: while all are asleep every sleep ends now, else one begins for each who is awake. One change.
    pub(crate) fn sleep_all(&self, here: &Here<'_>) -> Result<Step, Trouble> {
        let family = here.family;
        let (Some(shown), Some(carer)) = (family.chosen_baby(), family.chosen_carer()) else {
            return Ok(Step::Stay);
        };
        let mut babies: Vec<Id> = family.open_babies().map(|baby| baby.id).collect();
        if babies.is_empty() {
            return Ok(Step::Say(ALL_CLOSED.into()));
        }
        // The one who is shown comes last, so that the cursor goes to it.
        babies.sort_by_key(|id| *id == shown.id);
        let running = babies.iter().map(|id| here.store.running_sleep(*id, here.now));
        let running = running.collect::<Result<Vec<Option<Entry>>, Trouble>>()?;
        let all = babies.iter().zip(running);
        if all.clone().all(|(_, running)| running.is_some()) {
            let ended = all.filter_map(|(_, running)| {
                let before = running?;
                let mut after = before.clone();
                after.until = Some(here.now.max(after.at));
                Some((before, after))
            });
            let ended: Vec<(Entry, Entry)> = ended.collect();
            return Ok(Step::Keep(family.ending(&ended, here.now)));
        }
        let awake = all.filter(|(_, running)| running.is_none());
        let begun = awake.map(|(id, _)| begun(*id, carer.id, here.now));
        let begun: Vec<Entry> = begun.collect();
        let title = begun.last().map(|last| tell::title(last, family, here.now));
        let mut change = family.adding(&title.unwrap_or_default(), &begun);
        if let (true, [one]) = (babies.len() > 1, begun.as_slice()) {
            let name = one.baby.map_or_else(String::new, |id| family.names(&[id]));
            change.title = format!("{}, for {name}", change.title);
        }
        Ok(Step::Keep(change))
    }
}

pub(crate) fn begun(baby: Id, carer: Id, now: At) -> Entry {
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
pub(crate) fn asleep(shown: Id, here: &Here<'_>) -> Result<Vec<Entry>, Trouble> {
    if here.family.babies.len() < 2 {
        return Ok(Vec::new());
    }
    let open = |id: Id| here.family.baby(id).is_some_and(|baby| !baby.closed);
    let mut all = here.store.open_entries(Kind::Sleep)?;
    all.retain(|it| it.baby.is_some_and(|id| id != shown && open(id)));
    Ok(all)
}

/// `Leo asleep since 13:10`, for each of them.
pub(crate) fn told(others: &[Entry], here: &Here<'_>) -> Vec<String> {
    let told = |entry: &Entry| {
        let baby = here.family.baby(entry.baby?)?;
        let name = plain(baby.called());
        Some(format!("{name} asleep since {}", entry.at.hm()))
    };
    let running = others.iter().filter(|it| it.is_running_sleep(here.now));
    running.filter_map(told).collect()
}

const ALL_CLOSED: &str = "No baby's pages are open. The settings open them again.";
