//! A family's own words, to be offered again: what a cue seemed to mean, what was sung, who was there.

use crate::model::fields::FieldSpec;
use crate::model::{EntryKind, Id, moment_fields};
use crate::store::{EntryFilter, StoreError};
use crate::tui::screens::Context;
use crate::vocabulary::normalize_text;
use std::cmp::Reverse;
use std::collections::HashMap;

/// So many of the newest entries of a kind are looked through.
const LOOKED_THROUGH: usize = 150;
/// So many answers are offered, one for each digit.
const MAX_OFFERED: usize = 9;

/// Earlier answers by the key of their field, the most used first, among those as often used the last used.
#[derive(Clone, Default)]
pub(crate) struct RecalledWords {
    by_key: HashMap<&'static str, Vec<String>>,
}

impl RecalledWords {
    /// What was written of one baby in entries like this one.
    pub(crate) fn load(kind: EntryKind, baby: Option<Id>, context: &Context<'_>) -> Result<Self, StoreError> {
        // What a cue seemed to mean may have been written of a massage, and the other way round.
        let kinds: &[EntryKind] = match kind {
            EntryKind::Massage | EntryKind::Cue => &[EntryKind::Massage, EntryKind::Cue],
            _ => &[],
        };
        let mut found = Vec::new();
        for kind in kinds {
            let filter = EntryFilter { kind: Some(*kind), baby, ..EntryFilter::default() };
            for entry in context.store.load_newest_entries(&filter, None, LOOKED_THROUGH, |_| true)? {
                let mut add = |key, words: Vec<String>| {
                    found.extend(words.into_iter().map(|words| (entry.at.unix_seconds(), key, words)));
                };
                recalled(kind.fields()).for_each(|spec| add(spec.key, spec.get(&entry.details)));
                for moment in entry.moments() {
                    recalled(moment_fields()).for_each(|spec| add(spec.key, spec.get(moment)));
                }
            }
        }
        Ok(Self::rank(found))
    }

    fn rank(mut found: Vec<(i64, &'static str, String)>) -> Self {
        found.sort_by_key(|(at, ..)| Reverse(*at));
        let mut by_key: HashMap<&'static str, Vec<(usize, String)>> = HashMap::new();
        for (_, key, words) in found {
            let known = by_key.entry(key).or_default();
            let same = |known: &&mut (usize, String)| normalize_text(&known.1) == normalize_text(&words);
            match known.iter_mut().find(same) {
                Some((times, _)) => *times += 1,
                None => known.push((1, words)),
            }
        }
        let order = |mut words: Vec<(usize, String)>| {
            words.sort_by_key(|(times, _)| Reverse(*times));
            words.into_iter().map(|(_, words)| words).take(MAX_OFFERED).collect()
        };
        Self { by_key: by_key.into_iter().map(|(key, words)| (key, order(words))).collect() }
    }

    pub(crate) fn offered(&self, key: &str) -> &[String] {
        self.by_key.get(key).map_or(&[], Vec::as_slice)
    }
}

fn recalled<T>(specs: &'static [FieldSpec<T>]) -> impl Iterator<Item = &'static FieldSpec<T>> {
    specs.iter().filter(|spec| spec.is_recalled)
}
