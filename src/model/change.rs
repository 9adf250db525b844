//! The one shape of every change: adding, editing, removing, undoing and a whole import are a title and a list of edits.

use crate::model::{Baby, Carer, CoverageMark, CustomCue, Entry, Id};
use serde_json::Value;

#[derive(Clone, PartialEq, Debug)]
pub enum Record {
    Entry(Box<Entry>),
    Baby(Baby),
    Carer(Carer),
    CustomCue(CustomCue),
    /// "This day was not all written down."
    CoverageMark(CoverageMark),
    Setting(Setting),
}

/// A named setting and its value as JSON.
#[derive(Clone, PartialEq, Debug)]
pub struct Setting {
    /// Its name: `zone`, `day_start`, `night`, …
    pub name: String,
    pub value: Value,
}

impl Record {
    /// What tells this record from every other: its kind and identity.
    pub(crate) fn record_key(&self) -> (&'static str, String) {
        let id = |id: &Id| id.to_string();
        match self {
            Self::Entry(entry) => ("entry", id(&entry.id)),
            Self::Baby(baby) => ("baby", id(&baby.id)),
            Self::Carer(carer) => ("carer", id(&carer.id)),
            Self::CustomCue(cue) => ("own_cue", cue.code.clone()),
            Self::CoverageMark(mark) => ("mark", id(&mark.id)),
            Self::Setting(setting) => ("setting", setting.name.clone()),
        }
    }

    pub fn as_entry(&self) -> Option<&Entry> {
        if let Self::Entry(entry) = self { Some(entry) } else { None }
    }
}

impl From<Entry> for Record {
    fn from(entry: Entry) -> Self {
        Self::Entry(Box::new(entry))
    }
}

/// One record before and after. None before: it is added. None after: it is removed.
#[derive(Clone, PartialEq, Debug)]
pub struct Edit {
    pub before: Option<Record>,
    pub after: Option<Record>,
}

impl Edit {
    /// The entry it is of.
    pub(crate) fn entry_id(&self) -> Option<Id> {
        self.affected_record().and_then(Record::as_entry).map(|entry| entry.id)
    }

    pub(crate) fn into_inverse(self) -> Self {
        Self { before: self.after, after: self.before }
    }

    /// Whether it says whose pages are shown or who writes.
    pub(crate) fn is_choice_of_person(&self) -> bool {
        matches!(self.affected_record(), Some(Record::Setting(it)) if matches!(it.name.as_str(), "baby" | "carer"))
    }

    pub fn affected_record(&self) -> Option<&Record> {
        self.after.as_ref().or(self.before.as_ref())
    }
}

/// What one act does, and the words by which it is named in the status line and the history.
#[derive(Clone, PartialEq, Debug)]
pub struct Change {
    /// "14:02 cue, looks away": short, without a full stop.
    pub title: String,
    pub edits: Vec<Edit>,
}

impl Change {
    pub fn add_record(title: impl Into<String>, record: impl Into<Record>) -> Self {
        Self { title: title.into(), edits: vec![Edit { before: None, after: Some(record.into()) }] }
    }

    /// Puts `after` in the place of `before`.
    pub fn replace_record(
        title: impl Into<String>,
        before: impl Into<Record>,
        after: impl Into<Record>,
    ) -> Self {
        Self {
            title: title.into(),
            edits: vec![Edit { before: Some(before.into()), after: Some(after.into()) }],
        }
    }

    /// Whether it only says whose pages are shown or who writes, which is no step to take back.
    pub(crate) fn is_choice_of_person(&self) -> bool {
        !self.edits.is_empty() && self.edits.iter().all(Edit::is_choice_of_person)
    }

    pub fn remove_record(title: impl Into<String>, record: impl Into<Record>) -> Self {
        Self { title: title.into(), edits: vec![Edit { before: Some(record.into()), after: None }] }
    }
}

macro_rules! record_from {
    ($($of:ident),*) => { $(impl From<$of> for Record { fn from(it: $of) -> Self { Self::$of(it) } })* };
}
record_from!(Baby, Carer, CustomCue, CoverageMark, Setting);
