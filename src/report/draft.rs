//! A page that is being made, as it waits: what was chosen of the sheet, what was changed on each paper, and which moments
//! are ticked for the keepsake. No word that somebody wrote is in it but those they reworded.

use crate::model::Id;
use crate::report::edits::{ReportChoices, ReportEdits};
use crate::report::kinds::{REPORT_KINDS, ReportKind};
use serde_json::{Map, Value, json};
use std::collections::BTreeSet;

/// Where it waits.
pub(crate) fn report_draft_slot(baby: Id) -> String {
    format!("page/{baby}")
}

#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub(crate) struct ReportDraft {
    pub choices: ReportChoices,
    /// A paper's own, by its place among the kinds.
    edits: [ReportEdits; REPORT_KINDS.len()],
    /// Entries that go into the keepsake.
    pub ticked: BTreeSet<Id>,
}

impl ReportDraft {
    pub(crate) fn edits(&self, kind: ReportKind) -> &ReportEdits {
        &self.edits[kind.index()]
    }

    pub(crate) fn edits_mut(&mut self, kind: ReportKind) -> &mut ReportEdits {
        &mut self.edits[kind.index()]
    }

    /// One paper as we made it; the others stay as they are.
    pub(crate) fn reset(&mut self, kind: ReportKind) {
        *self.edits_mut(kind) = ReportEdits::default();
        match kind {
            ReportKind::Sheet => self.choices = ReportChoices::default(),
            ReportKind::Keepsake => self.ticked.clear(),
            ReportKind::BlankFortnight | ReportKind::Card => {}
        }
    }

    pub(crate) fn toggle_ticked(&mut self, entry: Id) {
        if !self.ticked.remove(&entry) {
            self.ticked.insert(entry);
        }
    }

    /// As at first where nothing waits.
    pub(crate) fn from_json(waiting: &Value) -> Self {
        let part = |name: &str| waiting.get(name).cloned().unwrap_or(Value::Null);
        let edits = |kind: ReportKind| match kind {
            ReportKind::Sheet => part("edits"),
            kind => part("papers").get(kind.spec().code).cloned().unwrap_or(Value::Null),
        };
        Self {
            choices: serde_json::from_value(part("choices")).unwrap_or_default(),
            edits: REPORT_KINDS.map(|row| serde_json::from_value(edits(row.kind)).unwrap_or_default()),
            ticked: serde_json::from_value(part("ticked")).unwrap_or_default(),
        }
    }

    pub(crate) fn to_json(&self) -> Value {
        let changed = |row: &&crate::report::kinds::ReportKindSpec| {
            row.kind != ReportKind::Sheet && *self.edits(row.kind) != ReportEdits::default()
        };
        let papers: Map<String, Value> = REPORT_KINDS
            .iter()
            .filter(changed)
            .map(|row| (row.code.to_owned(), json!(self.edits(row.kind))))
            .collect();
        let mut waiting = json!({"choices": self.choices, "edits": self.edits(ReportKind::Sheet)});
        if !papers.is_empty() {
            waiting["papers"] = Value::Object(papers);
        }
        if !self.ticked.is_empty() {
            waiting["ticked"] = json!(self.ticked);
        }
        waiting
    }
}
