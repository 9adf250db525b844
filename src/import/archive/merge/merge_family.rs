//! What an archive says of the family beside what the journal says: own cues, coverage marks and settings, and the
//! edits they and the people come to.

use crate::import::ImportWarning;
use crate::import::archive::merge::ArchiveMerge;
use crate::import::archive::quote_excerpt;
use crate::import::archive::read_family::ArchivedFamily;
use crate::model::{
    CarerSeal, CoverageMark, CustomCue, Edit, Id, Record, SEALS_SETTING, Setting, family_to_json,
};
use crate::texts::archive_messages;
use serde_json::json;
use std::collections::{BTreeMap, HashSet};

impl ArchiveMerge<'_> {
    pub(crate) fn merge_settings(&mut self, family: &ArchivedFamily) {
        let seals = family.settings.iter().find(|it| it.name == SEALS_SETTING);
        let seals: Option<BTreeMap<Id, CarerSeal>> =
            seals.and_then(|it| serde_json::from_value(it.value.clone()).ok());
        if let Some(seals) = seals {
            let written_to = seals.values().map(|seal| seal.recipient.clone());
            self.sealed_for.extend(written_to);
            if self.file_wins {
                self.seals = seals;
            }
        }
        if self.file_wins {
            self.settings.extend(family.settings.iter().cloned().map(|s| (s.name, s.value)));
            return;
        }
        let known = family_to_json(self.target.family);
        let differing = family.settings.iter().filter(|it| it.name != SEALS_SETTING);
        let differing = differing.filter(|it| known.get(&it.name).is_some_and(|value| *value != it.value));
        self.family_differences.extend(differing.map(|it| it.name.clone()));
    }

    /// Whether the journal will have the key to what is sealed for a carer here.
    pub(crate) fn has_seal_key(&self, carer: Id) -> bool {
        let seal = self.seals.get(&carer);
        seal.is_some_and(|seal| self.sealed_for.contains(&seal.recipient))
    }

    pub(crate) fn merge_own_cues(&mut self, cues: &[CustomCue]) {
        for own in cues {
            match self.own_cues.iter_mut().find(|o| o.code == own.code) {
                None => self.own_cues.push(own.clone()),
                Some(known) if self.file_wins => *known = own.clone(),
                Some(known) if known == own => {}
                Some(known) => {
                    let (in_file, in_journal) = (quote_excerpt(&own.words), quote_excerpt(&known.words));
                    let message = archive_messages::other_cue_words(&in_file, &in_journal);
                    self.summary.warnings.push(ImportWarning::of_file(message));
                }
            }
        }
    }

    /// Coverage marks of babies that came too. What is said here of a day or a night goes before what the file says.
    pub(crate) fn merge_coverage(&mut self, marks: &[CoverageMark]) {
        for mark in marks {
            let whose = match mark.baby {
                Some(id) => match self.babies.find_id(id) {
                    None => {
                        let message = archive_messages::mark_of_no_baby(&mark.date);
                        self.summary.warnings.push(ImportWarning::of_file(message));
                        continue;
                    }
                    found => found,
                },
                None => None,
            };
            let mark = CoverageMark { baby: whose, ..mark.clone() };
            let about = |m: &CoverageMark| (m.baby, m.date, m.span);
            let is_known =
                |m: &CoverageMark| m.id == mark.id || (!self.file_wins && about(m) == about(&mark));
            let known = self.marks.iter().find(|m| is_known(m));
            match known {
                None => self.marks.push(mark),
                Some(known) if known.complete != mark.complete => {
                    self.family_differences.push(archive_messages::mark_of_day(&mark.date));
                }
                Some(_) => {}
            }
        }
    }

    /// Nothing of the family has a time of its own, so what stands here stays.
    pub(crate) fn warn_of_family_differences(&mut self) {
        let people = self.babies.differing_names.drain(..).chain(self.carers.differing_names.drain(..));
        let mut names: Vec<String> = people.chain(self.family_differences.drain(..)).collect();
        let mut seen = HashSet::new();
        names.retain(|name| seen.insert(name.clone()));
        if !names.is_empty() {
            let message = archive_messages::family_differs(&names);
            self.summary.warnings.push(ImportWarning::of_file(message));
        }
    }

    /// People first, then what is said of the family.
    pub(crate) fn build_family_edits(&mut self) -> Vec<Edit> {
        let mut edits = self.babies.build_edits();
        edits.extend(self.carers.build_edits());
        edits.extend(self.build_choice_edits(&edits));
        let family = self.target.family;
        for own in &self.own_cues {
            let before = family.custom_cues.iter().find(|o| o.code == own.code).cloned();
            edits.extend(edit_if_changed(before, own.clone()));
        }
        for mark in &self.marks {
            let before = family.coverage_marks.iter().find(|m| m.id == mark.id).cloned();
            edits.extend(edit_if_changed(before, mark.clone()));
        }
        let known = family_to_json(family);
        for (name, value) in std::mem::take(&mut self.settings) {
            if known.get(&name) == Some(&value) || (known.get(&name).is_none() && value == json!({})) {
                continue;
            }
            let kept = self.existing.map_or(&[][..], |existing| &existing.settings);
            let before = kept.iter().find(|setting| setting.name == name).cloned();
            edits.extend(edit_if_changed(before, Setting { name, value }));
        }
        edits
    }

    /// Who was shown and who wrote, where nobody was ever chosen: whoever comes may stand before them, and what a carer
    /// writes next must not be kept as another's.
    fn build_choice_edits(&self, edits: &[Edit]) -> Vec<Edit> {
        if self.target.journal_is_empty {
            return Vec::new();
        }
        let family = self.target.family;
        let added = || edits.iter().filter(|edit| edit.before.is_none()).filter_map(Edit::affected_record);
        let brings_babies = added().any(|record| matches!(record, Record::Baby(_)));
        let brings_carers = added().any(|record| matches!(record, Record::Carer(_)));
        let choice = |name: &str, id: Id| Edit {
            before: None,
            after: Some(Record::Setting(Setting { name: name.to_owned(), value: json!(id) })),
        };
        let mut choices = Vec::new();
        if brings_babies && family.settings.baby.is_none() {
            choices.extend(family.selected_baby().map(|baby| choice("baby", baby.id)));
        }
        if brings_carers && family.settings.carer.is_none() {
            choices.extend(family.selected_carer().map(|carer| choice("carer", carer.id)));
        }
        choices
    }
}

/// A record in the place of the one there was, if they differ.
fn edit_if_changed<T: Into<Record> + PartialEq>(before: Option<T>, after: T) -> Option<Edit> {
    (before.as_ref() != Some(&after))
        .then(|| Edit { before: before.map(Into::into), after: Some(after.into()) })
}
