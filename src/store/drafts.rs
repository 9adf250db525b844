//! What is being typed and was not kept yet, by slot (`new-note-ID`, `edit-ID`): in the journal, so that a crash loses
//! nothing, but not in its history. A draft that is for its writer only is sealed.
//!
//! A sealed draft that the typist cannot read is never overwritten: it moves aside (`aside-00000001-SLOT`), and is found
//! under its slot again once it can be read.

use crate::model::Timestamp;
use crate::store::connection::select_all;
use crate::store::protect::draft_owners::{find_owners, original_slot};
use crate::store::protect::seal_keys::CarerSeals;
use crate::store::write_error::WriteError;
use crate::store::{Store, StoreError};
use rusqlite::{Params, params};
use serde_json::Value;
use std::cell::RefCell;
use std::collections::{HashMap, HashSet};

/// What this program run knows of the drafts it works with.
#[derive(Default)]
pub(crate) struct DraftState {
    /// Slots whose sealed draft this run wrote itself, so that it may overwrite it unread.
    sealed_here: RefCell<HashSet<String>>,
    /// Where a draft that had moved aside was found, by its slot.
    aside_slots: RefCell<HashMap<String, String>>,
}

impl Store {
    /// Keeps what is being typed, so that a crash loses nothing; `None` forgets it. Not part of the history.
    pub fn save_draft(
        &mut self,
        slot: &str,
        content: Option<&Value>,
        now: Timestamp,
    ) -> Result<(), StoreError> {
        let sealed = match content {
            Some(content) => self.seal_draft(slot, content)?,
            None => None,
        };
        let is_sealed = sealed.is_some();
        let content = sealed.as_ref().or(content);
        let moves_aside = self.is_slot_unreadable(slot)? && !self.drafts.sealed_here.borrow().contains(slot);
        let aside_slot = self.drafts.aside_slots.borrow_mut().remove(slot);
        self.run_transaction(now, |_, tx| -> Result<(), WriteError> {
            if moves_aside {
                tx.execute(
                    "UPDATE draft SET slot = printf('aside-%08d-%s', 1 + (
                        SELECT coalesce(max(CAST(substr(slot, 7, 8) AS INTEGER)), 0) FROM draft WHERE slot GLOB 'aside-*'
                     ), slot) WHERE slot = ?1",
                    [slot],
                )?;
            }
            match content {
                Some(content) => tx.execute(
                    "INSERT INTO draft (slot, content, made) VALUES (?1, ?2, ?3) ON CONFLICT (slot) DO UPDATE
                     SET content = ?2, made = ?3",
                    params![slot, content.to_string(), now.unix_seconds()],
                )?,
                None => tx.execute("DELETE FROM draft WHERE slot = ?1", [slot])?,
            };
            // It is in its slot now, or was kept as an entry.
            if let Some(aside_slot) = aside_slot {
                tx.execute("DELETE FROM draft WHERE slot = ?1", [aside_slot])?;
            }
            Ok(())
        })?;
        let mut sealed_here = self.drafts.sealed_here.borrow_mut();
        match is_sealed {
            true => sealed_here.insert(slot.to_owned()),
            false => sealed_here.remove(slot),
        };
        Ok(())
    }

    /// The draft of a slot; none where there is none, or only its writer can read it.
    pub(crate) fn load_draft(&self, slot: &str) -> Result<Option<Value>, StoreError> {
        for (at, content) in self.load_slot_rows(slot)? {
            if let Some(clear) = self.unseal_draft(content) {
                if at != slot {
                    self.drafts.aside_slots.borrow_mut().insert(slot.to_owned(), at);
                }
                return Ok(Some(clear));
            }
            // It was looked for and cannot be read, so it is no longer this run's to overwrite.
            self.drafts.sealed_here.borrow_mut().remove(slot);
        }
        Ok(None)
    }

    /// All drafts by slot, as far as they can be read.
    pub fn load_drafts(&self) -> Result<Vec<(String, Value)>, StoreError> {
        let found = self.query_draft_rows("SELECT slot, content FROM draft ORDER BY slot", [])?;
        let parsed = |(slot, content): (String, Value)| {
            Some((original_slot(&slot).to_owned(), self.unseal_draft(content)?))
        };
        Ok(found.into_iter().filter_map(parsed).collect())
    }

    /// Whether a slot has a sealed draft that cannot be read now.
    pub(crate) fn has_sealed_draft(&self, slot: &str) -> Result<bool, StoreError> {
        Ok(self.load_slot_rows(slot)?.into_iter().any(|(_, content)| self.unseal_draft(content).is_none()))
    }

    fn is_slot_unreadable(&self, slot: &str) -> Result<bool, StoreError> {
        let rows = self.query_draft_rows("SELECT slot, content FROM draft WHERE slot = ?1", [slot])?;
        Ok(rows.into_iter().any(|(_, content)| self.unseal_draft(content).is_none()))
    }

    /// The draft of a slot, then those that moved aside from it, the latest first.
    fn load_slot_rows(&self, slot: &str) -> Result<Vec<(String, Value)>, StoreError> {
        self.query_draft_rows(
            "SELECT slot, content FROM draft
             WHERE slot = ?1 OR (slot GLOB 'aside-*' AND substr(slot, 16) = ?1)
             ORDER BY slot <> ?1, slot DESC",
            [slot],
        )
    }

    fn query_draft_rows(&self, sql: &str, values: impl Params) -> Result<Vec<(String, Value)>, StoreError> {
        let rows = self.query(|conn| select_all(conn, sql, values, |row| Ok((row.get(0)?, row.get(1)?))))?;
        let parse = |(slot, text): (String, String)| Some((slot, serde_json::from_str(&text).ok()?));
        Ok(rows.into_iter().filter_map(parse).collect())
    }

    /// A draft as it goes into the file, when it is for its writer only.
    fn seal_draft(&self, slot: &str, content: &Value) -> Result<Option<Value>, StoreError> {
        let seals = self.query(CarerSeals::from_connection)?;
        if seals.by_carer.is_empty() {
            return Ok(None);
        }
        let owners = self.query(|conn| find_owners(conn, slot, content))?;
        match owners.into_iter().find(|carer| seals.by_carer.contains_key(carer)) {
            Some(owner) => Ok(seals.seal_draft(owner, content)?),
            None => Ok(None),
        }
    }

    /// A draft as whoever reads may see it.
    fn unseal_draft(&self, content: Value) -> Option<Value> {
        if content["sealed"].as_str().is_none() {
            return Some(content);
        }
        let carer = content["carer"].as_str()?.parse().ok()?;
        self.seal_keys.unseal_draft(carer, &content)
    }
}
