//! Whose the entries of an import are and who wrote them: the family's people by name, and those it brings.

use crate::import::CandidateEntry;
use crate::import::import_target::ImportTarget;
use crate::model::{Baby, Carer, Details, Edit, Entry, Family, Id, Record, ValidationError, new_id};
use crate::text::sanitize::compose_letters;
use crate::texts::import_messages;
use crate::vocabulary::{eq_normalized, normalize_text};
use chrono::NaiveDate;
use std::collections::HashMap;

/// Who is who: the family's people, and those the import brings.
pub(crate) struct ImportPeople<'a> {
    family: &'a Family,
    /// `--baby`.
    chosen: Option<Id>,
    /// The child whom the import brings, where it names nobody the journal knows.
    brought: Option<&'a str>,
    /// The unnamed baby without entries, until a child takes it.
    unnamed_baby: Option<&'a Baby>,
    pub renamed_baby: Option<(Baby, Baby)>,
    pub new_babies: Vec<Baby>,
    pub new_carers: Vec<Carer>,
    /// What of them was handed over as edits.
    is_renaming_taken: bool,
    taken_babies: usize,
    taken_carers: usize,
    carers_by_name: HashMap<Option<String>, Id>,
    /// When the children of the files were born, by name.
    births: HashMap<String, NaiveDate>,
}

impl<'a> ImportPeople<'a> {
    pub(crate) fn from_target(target: &ImportTarget<'a>) -> Result<Self, ValidationError> {
        let family = target.family;
        if target.baby.is_some_and(|id| family.find_baby(id).is_none()) {
            return Err(ValidationError::new("baby", import_messages::UNKNOWN_BABY));
        }
        let blank =
            family.selected_baby().filter(|baby| baby.name.is_none() && !baby.closed && target.baby_is_empty);
        Ok(Self {
            family,
            chosen: target.baby,
            brought: target.new_baby,
            unnamed_baby: blank,
            renamed_baby: None,
            new_babies: Vec::new(),
            new_carers: Vec::new(),
            is_renaming_taken: false,
            taken_babies: 0,
            taken_carers: 0,
            carers_by_name: HashMap::new(),
            births: HashMap::new(),
        })
    }

    /// Takes in what a file says of birthdays.
    pub(crate) fn add_births(&mut self, births: &[(String, NaiveDate)]) {
        self.births.extend(births.iter().map(|(name, born)| (normalize_text(name), *born)));
    }

    /// # Errors
    /// When its child may be one that the journal knows under a name that differs a little.
    pub(crate) fn entry_from_candidate(&mut self, draft: CandidateEntry) -> Result<Entry, ValidationError> {
        Ok(Entry {
            id: draft.id,
            // A check-in is the carer's own.
            baby: match draft.details {
                Details::Checkin(_) => None,
                _ => self.find_or_add_baby(draft.child)?,
            },
            carer: self.find_or_add_carer(draft.carer),
            at: draft.at,
            until: draft.until,
            approximate: draft.approximate,
            note: draft.note.filter(|note| !note.is_empty()),
            details: draft.details,
        })
    }

    /// The baby of a name: the one asked for, one the journal knows, the blank one now named so, or a new one.
    fn find_or_add_baby(&mut self, name: Option<String>) -> Result<Option<Id>, ValidationError> {
        let name = name.map(|name| compose_letters(&name).into_owned());
        if self.chosen.is_some() {
            return Ok(self.chosen);
        }
        let Some(name) = name.or_else(|| self.brought.map(str::to_owned)) else {
            let named = self.renamed_baby.as_ref().map(|(_, baby)| baby.id);
            return Ok(named.or_else(|| self.family.selected_baby().map(|baby| baby.id)));
        };
        if let Some(known) = self.family.find_baby_by_name(&name) {
            return Ok(Some(known.id));
        }
        if let Some(baby) = self.brought_babies().find(|b| eq_normalized(b.display_name(), &name)) {
            return Ok(Some(baby.id));
        }
        let born = self.births.get(&normalize_text(&name)).copied();
        if let Some(before) = self.unnamed_baby.take() {
            let after = Baby { name: Some(name), born: before.born.or(born), ..before.clone() };
            self.renamed_baby = Some((before.clone(), after));
            return Ok(Some(before.id));
        }
        let name = match (self.ask_about_near_name(&name, born), self.brought) {
            // It was asked, and this is the answer.
            (Err(_), Some(brought)) if !eq_normalized(brought, &name) => {
                return self.find_or_add_baby(Some(brought.to_owned()));
            }
            (Err(question), None) => return Err(question),
            _ => name,
        };
        let baby = Baby { name: Some(name), born, ..Baby::new_unnamed(new_id()) };
        let id = baby.id;
        self.new_babies.push(baby);
        Ok(Some(id))
    }

    /// Asks when a baby of the journal has the same first name, or the same birthday under another name.
    fn ask_about_near_name(&self, name: &str, born: Option<NaiveDate>) -> Result<(), ValidationError> {
        let first = |name: &str| normalize_text(name.split_whitespace().next().unwrap_or_default());
        let named = self.family.babies.iter().filter(|baby| baby.name.is_some());
        for baby in named {
            let known = baby.display_name();
            let message = if first(known) == first(name) {
                import_messages::near_name(name, known)
            } else if born.is_some() && baby.born == born {
                import_messages::same_birthday(name, known)
            } else {
                continue;
            };
            return Err(ValidationError::new("baby", message));
        }
        Ok(())
    }

    /// The carer of a name, new if need be; without a name, the one who writes in the app.
    fn find_or_add_carer(&mut self, name: Option<String>) -> Id {
        let name = name.map(|name| compose_letters(&name).into_owned());
        let key = name.as_deref().map(normalize_text);
        if let Some(id) = self.carers_by_name.get(&key) {
            return *id;
        }
        let known = match &name {
            Some(name) => self.family.find_carer_by_name(name),
            None => self.family.selected_carer(),
        };
        let id = known.map_or_else(new_id, |carer| carer.id);
        if known.is_none() {
            self.new_carers.push(Carer { id, name, hidden_checkins: false });
        }
        self.carers_by_name.insert(key, id);
        id
    }

    /// The people that the import brings and that were not handed over yet.
    pub(crate) fn take_edits(&mut self) -> Vec<Edit> {
        let mut edits = Vec::new();
        if !std::mem::replace(&mut self.is_renaming_taken, self.renamed_baby.is_some())
            && let Some((before, after)) = self.renamed_baby.clone()
        {
            edits.push(Edit { before: Some(before.into()), after: Some(after.into()) });
        }
        let add = |record: Record| Edit { before: None, after: Some(record) };
        edits.extend(self.new_babies.iter().skip(self.taken_babies).cloned().map(|baby| add(baby.into())));
        edits.extend(self.new_carers.iter().skip(self.taken_carers).cloned().map(|carer| add(carer.into())));
        (self.taken_babies, self.taken_carers) = (self.new_babies.len(), self.new_carers.len());
        edits
    }

    /// Whom what names nobody is about.
    pub(crate) fn shown_baby_name(&self) -> String {
        self.family.selected_baby().map(|baby| baby.display_name().to_owned()).unwrap_or_default()
    }

    pub(crate) fn list_baby_names(&self, babies: &[Id]) -> Vec<String> {
        let find =
            |id| self.brought_babies().find(|baby| baby.id == id).or_else(|| self.family.find_baby(id));
        babies.iter().filter_map(|id| Some(find(*id)?.display_name().to_owned())).collect()
    }

    fn brought_babies(&self) -> impl Iterator<Item = &Baby> {
        self.renamed_baby.iter().map(|(_, baby)| baby).chain(&self.new_babies)
    }
}
