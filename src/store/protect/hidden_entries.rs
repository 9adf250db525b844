//! Sealed entries that their carer shows to nobody: neither counted nor dated for whoever has no key to them.

use crate::model::Id;
use crate::store::Store;
use crate::store::protect::seal_keys::CarerSeals;
use rusqlite::Connection;
use serde_json::json;

/// The carers whose sealed entries are left out, for the placeholder of [`entry_clause`] and [`change_clause`].
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub(crate) struct HiddenCarers(Vec<Id>);

impl HiddenCarers {
    /// Of a file, for whoever has no key at all.
    pub(crate) fn from_connection(conn: &Connection) -> rusqlite::Result<Self> {
        let seals = CarerSeals::from_connection(conn)?.by_carer;
        Ok(Self(seals.into_iter().filter(|(_, seal)| !seal.shown).map(|(carer, _)| carer).collect()))
    }

    pub(crate) fn extend(&mut self, others: Self) {
        self.0.extend(others.0);
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub(crate) fn to_json_text(&self) -> String {
        json!(self.0).to_string()
    }
}

impl Store {
    /// For whoever reads here now.
    pub(crate) fn find_hidden_carers(&self) -> rusqlite::Result<HiddenCarers> {
        Ok(HiddenCarers(self.load_seal_filter()?.hidden_carers().collect()))
    }
}

/// Whether the entry in `table` is none of theirs; `carers` is the placeholder of [`HiddenCarers::to_json_text`].
pub(crate) fn entry_clause(table: &str, carers: &str) -> String {
    format!(
        "({carers} = '[]' OR NOT ({table}.detail ->> '$.sealed' IS NOT NULL
         AND lower(hex({table}.carer)) IN (SELECT replace(value, '-', '') FROM json_each({carers}))))"
    )
}

/// Whether the change in `history` has an edit that is not of a sealed entry of theirs, or no edits.
pub(crate) fn change_clause(carers: &str) -> String {
    format!(
        "({carers} = '[]' OR NOT EXISTS (SELECT 1 FROM history_edit WHERE history = history.id)
         OR EXISTS (SELECT 1 FROM history_edit WHERE history = history.id AND NOT (record = 'entry'
             AND (before IS NULL OR before ->> '$.detail.sealed' IS NOT NULL)
             AND (after IS NULL OR after ->> '$.detail.sealed' IS NOT NULL)
             AND coalesce(after, before) ->> '$.carer' IN (SELECT value FROM json_each({carers})))))"
    )
}
