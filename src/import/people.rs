//! Whose the entries of an import are and who wrote them: the family's people by name, and those it brings.

use super::Draft;
use super::plan::Target;
use crate::journal::{Baby, Carer, Entry, Family, Id, Problem, What, new_id};
use crate::words::{fold, same};
use std::collections::HashMap;

/// Who is who: the family's people, and those the import brings.
pub(crate) struct People<'a> {
    family: &'a Family,
    /// `--baby`.
    chosen: Option<Id>,
    /// The unnamed baby without entries, until a child takes it.
    blank: Option<&'a Baby>,
    pub named: Option<(Baby, Baby)>,
    pub new_babies: Vec<Baby>,
    pub new_carers: Vec<Carer>,
    carers: HashMap<Option<String>, Id>,
}

impl<'a> People<'a> {
    pub(crate) fn of(target: &Target<'a>) -> Result<Self, Problem> {
        let family = target.family;
        if target.baby.is_some_and(|id| family.baby(id).is_none()) {
            return Err(Problem::new(
                "baby",
                "That baby is not in this journal. Nothing was kept. Add the baby first, then import again.",
            ));
        }
        let blank =
            family.chosen_baby().filter(|baby| baby.name.is_none() && !baby.closed && target.baby_is_empty);
        Ok(Self {
            family,
            chosen: target.baby,
            blank,
            named: None,
            new_babies: Vec::new(),
            new_carers: Vec::new(),
            carers: HashMap::new(),
        })
    }

    pub(crate) fn entry(&mut self, draft: Draft) -> Entry {
        Entry {
            id: draft.id,
            // A check-in is the carer's own.
            baby: match draft.what {
                What::Checkin(_) => None,
                _ => self.baby(draft.child),
            },
            carer: self.carer(draft.carer),
            at: draft.at,
            until: draft.until,
            about: draft.about,
            note: draft.note.filter(|note| !note.is_empty()),
            what: draft.what,
        }
    }

    /// The baby of a name: the one asked for, one the journal knows, the blank one now named so, or a new one.
    pub(crate) fn baby(&mut self, name: Option<String>) -> Option<Id> {
        if self.chosen.is_some() {
            return self.chosen;
        }
        let Some(name) = name else {
            let named = self.named.as_ref().map(|(_, baby)| baby.id);
            return named.or_else(|| self.family.chosen_baby().map(|baby| baby.id));
        };
        if let Some(known) = self.family.baby_called(&name) {
            return Some(known.id);
        }
        let brought = self.named.iter().map(|(_, baby)| baby).chain(&self.new_babies);
        if let Some(baby) = brought.into_iter().find(|b| same(b.called(), &name)) {
            return Some(baby.id);
        }
        if let Some(before) = self.blank.take() {
            let after = Baby { name: Some(name), ..before.clone() };
            self.named = Some((before.clone(), after));
            return Some(before.id);
        }
        let baby = Baby { name: Some(name), ..Baby::unnamed(new_id()) };
        let id = baby.id;
        self.new_babies.push(baby);
        Some(id)
    }

    /// The carer of a name, new if need be; without a name, the one who writes in the app.
    pub(crate) fn carer(&mut self, name: Option<String>) -> Id {
        let key = name.as_deref().map(fold);
        if let Some(id) = self.carers.get(&key) {
            return *id;
        }
        let known = match &name {
            Some(name) => self.family.carer_called(name),
            None => self.family.chosen_carer(),
        };
        let id = known.map_or_else(new_id, |carer| carer.id);
        if known.is_none() {
            self.new_carers.push(Carer { id, name, hidden_checkins: false });
        }
        self.carers.insert(key, id);
        id
    }

    pub(crate) fn names_of(&self, babies: &[Id]) -> Vec<String> {
        let brought = || self.named.iter().map(|(_, baby)| baby).chain(&self.new_babies);
        let found = babies.iter().filter_map(|id| {
            let brought = brought().find(|baby| baby.id == *id);
            brought.or_else(|| self.family.baby(*id))
        });
        found.map(|baby| baby.called().to_owned()).collect()
    }
}
