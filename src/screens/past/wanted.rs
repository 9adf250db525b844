//! Which entries Past shows: the chosen baby's, of one kind or all, with every word looked for.
//!
//! ```text
//!  "smiles ben"  ->  smiles and ben, each anywhere in what the entry says
//! ```

use crate::journal::tell::searched;
use crate::journal::{At, Entry, Family, Kind};
use crate::store::Filter;
use crate::words::fold;

pub(crate) struct Wanted {
    family: Family,
    now: At,
    pub filter: Filter,
    words: Vec<String>,
}

impl Wanted {
    /// Entries of the chosen baby, and those without a baby.
    pub(crate) fn new(family: &Family, now: At, kind: Option<Kind>, sought: &str) -> Self {
        Self {
            family: family.clone(),
            now,
            filter: Filter { kind, baby: family.chosen_baby().map(|baby| baby.id), ..Filter::default() },
            words: fold(sought).split(' ').map(str::to_owned).collect(),
        }
    }

    /// Whether words are looked for: each entry has to be told first, which takes its time.
    pub(crate) fn has_words(&self) -> bool {
        !self.words.iter().all(String::is_empty)
    }

    pub(crate) fn takes(&self, entry: &Entry) -> bool {
        if self.family.keeps_out(entry) {
            return false;
        }
        if !self.has_words() {
            return true;
        }
        let text = searched(entry, &self.family, self.now);
        self.words.iter().all(|word| text.contains(word.as_str()))
    }
}
