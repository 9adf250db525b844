//! Which entries Past shows: the chosen baby's, of one kind or all, with every word looked for.
//!
//! ```text
//!  "smiles ben"  ->  smiles and ben, each anywhere in what the entry says
//! ```

use crate::model::describe::build_search_text;
use crate::model::{Entry, EntryKind, Family, Timestamp};
use crate::store::EntryFilter;
use crate::text::search_fold::fold_words;

pub(crate) struct HistoryFilter {
    family: Family,
    now: Timestamp,
    pub entry_filter: EntryFilter,
    search_words: Vec<String>,
}

impl HistoryFilter {
    /// Entries of the chosen baby, and those without a baby.
    pub(crate) fn new(family: &Family, now: Timestamp, kind: Option<EntryKind>, search_text: &str) -> Self {
        Self {
            family: family.clone(),
            now,
            entry_filter: EntryFilter {
                kind,
                baby: family.selected_baby().map(|baby| baby.id),
                ..EntryFilter::default()
            },
            search_words: fold_words(search_text),
        }
    }

    /// Whether words are looked for: each entry has to be told first, which takes its time.
    pub(crate) fn has_words(&self) -> bool {
        !self.search_words.is_empty()
    }

    pub(crate) fn matches_entry(&self, entry: &Entry) -> bool {
        if self.family.hides_from_views(entry) {
            return false;
        }
        if !self.has_words() {
            return true;
        }
        let text = build_search_text(entry, &self.family, self.now);
        self.search_words.iter().all(|word| text.contains(word.as_str()))
    }
}
