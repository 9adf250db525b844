//! What a family's pick lists offer: the nine cues that carry digits, the cues and strokes offered, the family's own
//! names for strokes. Every list of cues or strokes in the program is made from here, so that a star, a hidden cue or
//! an own word counts everywhere at once.

use crate::model::{CueDirection, EntryKind, Family};
use crate::texts::describe_entry;
use crate::vocabulary;
use crate::vocabulary::WordList;
use std::collections::HashSet;

pub(crate) const MAX_DIGIT_CUES: usize = 9;

impl Family {
    /// The cues that carry digits, at most nine, those of engagement first: the starred ones once there are any,
    /// else the usual nine for this corrected age. Hidden and retired cues carry none.
    pub fn pick_digit_cues(&self, corrected_weeks: Option<i64>) -> Vec<String> {
        let offered = |mut codes: Vec<String>| {
            codes.retain(|code| self.is_offered_cue(code));
            codes
        };
        let current = |code: &String| vocabulary::current_cue_id(code).to_owned();
        let mut picks = offered(self.settings.favourites.iter().map(current).collect());
        let mut seen = HashSet::new();
        picks.retain(|code| seen.insert(code.clone()));
        if picks.is_empty() {
            let usual = vocabulary::default_digit_cues(corrected_weeks);
            picks = offered(usual.iter().map(|cue| cue.id.clone()).collect());
        }
        picks.truncate(MAX_DIGIT_CUES);
        picks.sort_by_key(|code| self.cue_direction(code) != Some(CueDirection::Engagement));
        picks
    }

    /// Every cue that is offered: the family's own before ours. The others ([`Family::kept_cues`]) are found only by
    /// their whole words.
    pub fn offered_cue_codes(&self) -> Vec<String> {
        self.all_cue_codes().filter(|code| self.is_offered_cue(code)).map(str::to_owned).collect()
    }

    /// Cues that are hidden or retired: no list offers them, entries keep them.
    pub(crate) fn withdrawn_cue_codes(&self) -> Vec<String> {
        self.all_cue_codes().filter(|code| !self.is_offered_cue(code)).map(str::to_owned).collect()
    }

    fn all_cue_codes(&self) -> impl Iterator<Item = &str> {
        let own = self.custom_cues.iter().map(|own| own.code.as_str());
        own.chain(vocabulary::all_cues().iter().map(|cue| cue.id.as_str()))
    }

    pub(crate) fn is_offered_cue(&self, code: &str) -> bool {
        let known = match self.custom_cues.iter().find(|own| own.code == code) {
            Some(own) => !own.retired,
            None => vocabulary::find_cue_by_id(code).is_some(),
        };
        known && !self.is_hidden(code)
    }

    /// The family does not use this cue, area or stroke; a hidden area hides its strokes.
    pub(crate) fn is_hidden(&self, code: &str) -> bool {
        let code = vocabulary::current_cue_id(code);
        self.settings.hidden.iter().any(|hidden| vocabulary::current_cue_id(hidden) == code)
    }

    /// A stroke's name: the family's own, else ours, else its code.
    pub fn stroke_label<'a>(&'a self, code: &'a str) -> &'a str {
        match self.settings.stroke_names.get(code) {
            Some(name) => name,
            None => vocabulary::label_for(WordList::Strokes, code),
        }
    }

    /// What is hidden, in words: a kind of entry, an area, a stroke or a cue.
    pub(crate) fn hidden_label(&self, code: &str) -> String {
        if let Some(kind) = EntryKind::ALL.into_iter().find(|kind| kind.as_code() == code) {
            return describe_entry::every_kind(kind.display_name());
        }
        match vocabulary::find_word(WordList::Areas, code) {
            Some(area) => describe_entry::hidden_area(&area.words),
            None if vocabulary::find_word(WordList::Strokes, code).is_some() => {
                self.stroke_label(code).to_owned()
            }
            None => self.cue_label(code).to_owned(),
        }
    }
}
