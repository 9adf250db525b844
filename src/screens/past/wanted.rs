//! Which entries Past shows: the chosen baby's, of one kind or all, with every word looked for.
//!
//! ```text
//!  "smiles ben"  ->  smiles and ben, each anywhere in what the entry says
//! ```

use super::is_hidden;
use crate::journal::tell::told;
use crate::journal::{Entry, Family, Kind, Moment, What};
use crate::store::Filter;
use crate::words::{cue, fold};

/// What is looked for.
pub struct Wanted<'a> {
    family: &'a Family,
    /// What the store can tell by itself.
    pub filter: Filter,
    words: Vec<String>,
}

impl<'a> Wanted<'a> {
    /// Entries of the chosen baby, and those without a baby.
    pub fn new(family: &'a Family, kind: Option<Kind>, sought: &str) -> Self {
        Self {
            family,
            filter: Filter {
                kind,
                baby: family.chosen_baby().map(|baby| baby.id),
                ..Filter::default()
            },
            words: fold(sought).split(' ').map(str::to_owned).collect(),
        }
    }

    /// Whether an entry is shown.
    pub fn takes(&self, entry: &Entry) -> bool {
        if is_hidden(entry, self.family) {
            return false;
        }
        if self.words.iter().all(String::is_empty) {
            return true;
        }
        let text = self.text(entry);
        self.words.iter().all(|word| text.contains(word.as_str()))
    }

    /// All that an entry says, folded: as it is told, its kind, and its cues by the field's terms.
    fn text(&self, entry: &Entry) -> String {
        let told = told(entry, self.family);
        let mut text = [
            told.label.as_str(),
            entry.kind().word(),
            &told.main,
            &told.aside,
            entry.note.as_deref().unwrap_or_default(),
        ]
        .join(" ");
        let moments: &[Moment] = match &entry.what {
            What::Massage(it) => &it.moments,
            What::Cue(it) => &it.moments,
            _ => &[],
        };
        for cue in moments.iter().flat_map(|m| &m.cues).filter_map(|c| cue(c)) {
            text.push(' ');
            text.push_str(&cue.term);
        }
        fold(&text)
    }
}
