//! Several babies on one day: the key that is for all of them at once, and a glance at those who are not shown.

use crate::model::{Details, Entry, Id, Sleep, Timestamp, describe, end_now, new_id};
use crate::store::StoreError;
use crate::texts::today as texts;
use crate::tui::keys::Action;
use crate::tui::screens::today::TodayScreen;
use crate::tui::screens::{Context, Effect};

impl TodayScreen {
    /// One key for all: while all are asleep every sleep ends now, else one begins for each who is awake. One change.
    pub(crate) fn toggle_sleep_for_all(&mut self, context: &Context<'_>) -> Result<Effect, StoreError> {
        let family = context.family;
        let (Some(shown), Some(carer)) = (family.selected_baby(), family.selected_carer()) else {
            return Ok(Effect::Stay);
        };
        let mut babies: Vec<Id> = family.open_babies().map(|baby| baby.id).collect();
        if babies.is_empty() {
            return Ok(Effect::SetStatus(texts::NO_OPEN_BABIES.into()));
        }
        // The one who is shown comes last, so that the cursor goes to it.
        babies.sort_by_key(|id| *id == shown.id);
        let mut ended: Vec<(Entry, Entry)> = Vec::new();
        let mut begun: Vec<Entry> = Vec::new();
        for baby in &babies {
            match context.store.find_running_sleep(*baby, context.now)? {
                Some(running) => {
                    let now = match end_now(&running, context.now) {
                        Ok(now) => now,
                        Err(refused) => return Ok(Effect::SetStatus(refused.message)),
                    };
                    let ends_now = Entry { until: Some(now), ..running.clone() };
                    ended.push((running, ends_now));
                }
                None => begun.push(start_sleep_entry(*baby, carer.id, context.now)),
            }
        }
        if begun.is_empty() {
            let question =
                ended.iter().find_map(|(running, _)| self.confirm_end(running, Action::SleepAll, context));
            if let Some(question) = question {
                return Ok(question);
            }
            return Ok(Effect::Save(family.end_sleeps(&ended, context.now)));
        }
        let title = begun.last().map(|last| describe::format_title(last, family, context.now));
        let mut change = family.add_entries(&title.unwrap_or_default(), &begun);
        if let (true, [one]) = (babies.len() > 1, begun.as_slice()) {
            let name = one.baby.map_or_else(String::new, |id| family.join_baby_names(&[id]));
            change.title = texts::title_for_baby(&change.title, &name);
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
