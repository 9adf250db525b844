//! What is still to be done to the copies in `FILE.backups/`: recorded with what makes it due and taken away once it is
//! done, so that a run that was cut off in between leaves it to the next.

use crate::model::Id;
use rusqlite::{Connection, OptionalExtension, params};
use serde::{Deserialize, Serialize};
use serde_json::json;
use std::collections::BTreeSet;

/// Its place among the settings of this computer; no other gets it.
pub(crate) const COPIES_DUE: &str = "copies_due";

#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct CopiesDue {
    /// Entries that were open and are their writer's alone now.
    pub sealed: BTreeSet<Id>,
    /// Entries that another computer removed for good.
    pub forgotten: BTreeSet<Id>,
}

impl CopiesDue {
    pub(crate) fn from_connection(conn: &Connection) -> rusqlite::Result<Self> {
        let sql = "SELECT value FROM setting WHERE name = ?1";
        let found: Option<String> =
            conn.prepare_cached(sql)?.query_row([COPIES_DUE], |row| row.get(0)).optional()?;
        Ok(found.and_then(|value| serde_json::from_str(&value).ok()).unwrap_or_default())
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.sealed.is_empty() && self.forgotten.is_empty()
    }

    /// In the transaction that makes it due.
    pub(crate) fn add_to(self, tx: &Connection) -> rusqlite::Result<()> {
        if self.is_empty() {
            return Ok(());
        }
        let mut all = Self::from_connection(tx)?;
        all.sealed.extend(self.sealed);
        all.forgotten.extend(self.forgotten);
        all.save(tx)
    }

    /// Takes away what was done; what became due meanwhile stays.
    pub(crate) fn remove_from(&self, tx: &Connection) -> rusqlite::Result<()> {
        let mut left = Self::from_connection(tx)?;
        left.sealed.retain(|id| !self.sealed.contains(id));
        left.forgotten.retain(|id| !self.forgotten.contains(id));
        left.save(tx)
    }

    fn save(&self, tx: &Connection) -> rusqlite::Result<()> {
        if self.is_empty() {
            return tx.execute("DELETE FROM setting WHERE name = ?1", [COPIES_DUE]).map(|_| ());
        }
        let sql =
            "INSERT INTO setting (name, value) VALUES (?1, ?2) ON CONFLICT (name) DO UPDATE SET value = ?2";
        tx.execute(sql, params![COPIES_DUE, json!(self).to_string()]).map(|_| ())
    }
}
