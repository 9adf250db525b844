//! What is being typed and was not kept yet, by slot: in the journal, so that a crash loses nothing, but not in its
//! history. What is for its writer only waits sealed.
//!
//! Whoever types where something sealed waits, and has not opened it, writes nothing over it: it goes aside, and comes
//! back to its slot once it can be read.

use crate::model::{EntryKind, Id, Record, Timestamp};
use crate::store::protect::sealed_entries::CarerSeals;
use crate::store::write_change::WriteError;
use crate::store::{Store, StoreError, mapping};
use rusqlite::{Connection, Params, params};
use serde_json::Value;
use std::cell::RefCell;
use std::collections::{HashMap, HashSet};

/// What this program run knows of the drafts it works with.
#[derive(Default)]
pub(crate) struct DraftState {
    /// Slots whose sealed content was written here since it was last looked for.
    sealed_here: RefCell<HashSet<String>>,
    /// What was found aside, by the slot it was found for.
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
        let closed = self.is_slot_unreadable(slot)? && !self.drafts.sealed_here.borrow().contains(slot);
        let found = self.drafts.aside_slots.borrow_mut().remove(slot);
        self.run_transaction(now, |_, tx| -> Result<(), WriteError> {
            if closed {
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
            // It stands in its slot now, or was kept as an entry.
            if let Some(found) = found {
                tx.execute("DELETE FROM draft WHERE slot = ?1", [found])?;
            }
            Ok(())
        })?;
        let mut ours = self.drafts.sealed_here.borrow_mut();
        match is_sealed {
            true => ours.insert(slot.to_owned()),
            false => ours.remove(slot),
        };
        Ok(())
    }

    /// What was being typed under a name and waits; none where nothing does, or only its writer can read it.
    pub fn load_draft(&self, slot: &str) -> Result<Option<Value>, StoreError> {
        for (at, content) in self.load_slot_rows(slot)? {
            if let Some(clear) = self.unseal_draft(content) {
                if at != slot {
                    self.drafts.aside_slots.borrow_mut().insert(slot.to_owned(), at);
                }
                return Ok(Some(clear));
            }
            // From here on it is somebody else's that waits.
            self.drafts.sealed_here.borrow_mut().remove(slot);
        }
        Ok(None)
    }

    /// All that was being typed and was left, by slot, as far as it can be read.
    pub fn load_drafts(&self) -> Result<Vec<(String, Value)>, StoreError> {
        let found = self.query_draft_rows("SELECT slot, content FROM draft ORDER BY slot", [])?;
        let parsed = |(slot, content)| {
            let slot: String = slot;
            Some((original_slot(&slot).to_owned(), self.unseal_draft(content)?))
        };
        Ok(found.into_iter().filter_map(parsed).collect())
    }

    /// Whether something sealed waits under a name that cannot be read now.
    pub fn has_sealed_draft(&self, slot: &str) -> Result<bool, StoreError> {
        let mut all = self.load_slot_rows(slot)?.into_iter();
        Ok(all.any(|(_, content)| self.unseal_draft(content).is_none()))
    }

    fn is_slot_unreadable(&self, slot: &str) -> Result<bool, StoreError> {
        let there = self.query_draft_rows("SELECT slot, content FROM draft WHERE slot = ?1", [slot])?;
        let mut there = there.into_iter();
        Ok(there.any(|(_, content)| self.unseal_draft(content).is_none()))
    }

    /// What waits in a slot, then what went aside from it, the latest first.
    fn load_slot_rows(&self, slot: &str) -> Result<Vec<(String, Value)>, StoreError> {
        self.query_draft_rows(
            "SELECT slot, content FROM draft
             WHERE slot = ?1 OR (slot GLOB 'aside-*' AND substr(slot, 16) = ?1)
             ORDER BY slot <> ?1, slot DESC",
            [slot],
        )
    }

    fn query_draft_rows(&self, sql: &str, asked: impl Params) -> Result<Vec<(String, Value)>, StoreError> {
        let read = || -> rusqlite::Result<Vec<(String, String)>> {
            let mut all = self.conn.prepare_cached(sql)?;
            all.query_map(asked, |row| Ok((row.get(0)?, row.get(1)?)))?.collect()
        };
        let parsed = |(slot, text): (String, String)| Some((slot, serde_json::from_str(&text).ok()?));
        let found = read().map_err(|e| self.to_store_error(e))?;
        Ok(found.into_iter().filter_map(parsed).collect())
    }

    /// A draft as it goes into the file, when it is for its writer only.
    fn seal_draft(&self, slot: &str, content: &Value) -> Result<Option<Value>, StoreError> {
        let seals = CarerSeals::from_connection(&self.conn).map_err(|e| self.to_store_error(e))?;
        if seals.by_carer.is_empty() {
            return Ok(None);
        }
        let owners = find_owners(&self.conn, slot, content).map_err(|e| self.to_store_error(e))?;
        let owner = owners.into_iter().find(|carer| seals.by_carer.contains_key(carer));
        let sealed = owner.map(|carer| seals.seal_draft(carer, content)).transpose();
        sealed.map(Option::flatten).map_err(|why| StoreError::Other(why.to_string()))
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

/// The slot that something went aside from; any other slot as it is.
fn original_slot(slot: &str) -> &str {
    let aside = slot.strip_prefix("aside-");
    aside.and_then(|rest| rest.split_once('-')).map_or(slot, |(_, home)| home)
}

/// Whose a draft is, when it may hold what is for its writer only: a check-in, a private note, an entry of theirs being
/// edited or being made theirs, and a typed line, of which nobody knows yet what it will be. Who has it now comes before
/// who is to have it.
pub(crate) fn find_owners(conn: &Connection, slot: &str, content: &Value) -> rusqlite::Result<Vec<Id>> {
    let slot = original_slot(slot);
    let answered = |key: &str| content["answers"][key]["picked"][0].as_str();
    let writer = answered("carer").and_then(|id| id.parse::<Id>().ok());
    let private = answered("private") == Some("yes");
    let (now, may) = match slot.strip_prefix("edit-") {
        Some(id) => match mapping::load_record(conn, "entry", id)? {
            Some(Record::Entry(entry)) => {
                let theirs = entry.is_private_to_writer() || entry.sealed_ciphertext().is_some();
                let may = theirs || (entry.kind() == EntryKind::Note && private);
                (Some(entry.carer), may)
            }
            _ => (None, false),
        },
        None => {
            let last = slot.len().checked_sub(36).and_then(|at| slot.get(at..));
            let may = slot.starts_with("new-checkin-")
                || slot.starts_with("line-")
                || (slot.starts_with("new-note-") && private);
            (last.and_then(|id| id.parse().ok()), may)
        }
    };
    let owners = now.into_iter().chain(writer);
    Ok(owners.filter(|_| may).collect())
}
