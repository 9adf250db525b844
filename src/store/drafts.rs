//! What is being typed and was not kept yet, by slot (`new-note-ID`, `edit-ID`): in the journal, so that a crash loses
//! nothing, but not in its history. A draft that is for its writer only is sealed.
//!
//! A draft names the run that writes it. One of a run that still goes on, and one that cannot be read or was changed by
//! somebody else, is neither taken up nor overwritten: what is typed in the same form then waits beside it
//! (`aside-00000001-SLOT`), and is found under its slot again.

use crate::model::Timestamp;
use crate::platform::state_folder::{RunLock, is_run_alive};
use crate::store::connection::select_all;
use crate::store::protect::draft_owners::{find_owners, original_slot};
use crate::store::protect::seal_keys::{CarerSeals, seal_draft_for};
use crate::store::write_error::WriteError;
use crate::store::{Store, StoreError};
use rusqlite::{Connection, OptionalExtension, Params, params};
use serde_json::{Value, json};
use std::cell::RefCell;
use std::collections::HashMap;

/// What this program run knows of the drafts it works with.
#[derive(Default)]
pub(crate) struct DraftState {
    /// By slot, the row that this run wrote or took up, so that it may overwrite it.
    own_rows: RefCell<HashMap<String, DraftRow>>,
    /// Says to other runs that this one goes on; taken with the first draft.
    run_lock: Option<RunLock>,
}

impl DraftState {
    /// Lets go of rows that are in the journal no longer.
    pub(crate) fn forget_slots(&self, is_gone: impl Fn(&str) -> bool) {
        self.own_rows.borrow_mut().retain(|slot, _| !is_gone(slot));
    }
}

/// A row of the table as it lies there.
#[derive(Clone)]
struct DraftRow {
    /// The slot, or where it lies beside it.
    key: String,
    text: String,
}

impl DraftRow {
    fn content(&self) -> Option<Value> {
        serde_json::from_str(&self.text).ok()
    }
}

impl Store {
    /// Keeps what is being typed, so that a crash loses nothing; `None` forgets it. Not part of the history.
    pub fn save_draft(
        &mut self,
        slot: &str,
        content: Option<&Value>,
        now: Timestamp,
    ) -> Result<(), StoreError> {
        let text = match content {
            Some(content) => Some(self.draft_to_text(slot, content)?),
            None => None,
        };
        if text.is_some() && self.drafts.run_lock.is_none() {
            let folder = self.run.state_folders.first();
            self.drafts.run_lock = folder.and_then(|folder| RunLock::acquire(folder, self.run.id));
        }
        let own = self.drafts.own_rows.borrow().get(slot).cloned();
        let key = self.run_transaction(now, |_, tx| -> Result<Option<String>, WriteError> {
            // Somebody may have written there since.
            let own = match own {
                Some(row) => (read_draft_text(tx, &row.key)? == Some(row.text)).then_some(row.key),
                None => None,
            };
            match (&text, own) {
                (Some(text), own) => {
                    let key = match own {
                        Some(key) => key,
                        None => find_free_key(tx, slot)?,
                    };
                    write_draft_text(tx, &key, text, now)?;
                    Ok(Some(key))
                }
                (None, Some(key)) => {
                    tx.execute("DELETE FROM draft WHERE slot = ?1", [key])?;
                    Ok(None)
                }
                (None, None) => Ok(None),
            }
        })?;
        let mut own_rows = self.drafts.own_rows.borrow_mut();
        match key.zip(text) {
            Some((key, text)) => own_rows.insert(slot.to_owned(), DraftRow { key, text }),
            None => own_rows.remove(slot),
        };
        Ok(())
    }

    /// Puts a draft of an ended run where it waits: in the place of what the same run left there, else beside what is
    /// there. What is sealed stays so.
    pub(crate) fn add_draft(
        &mut self,
        slot: &str,
        content: &Value,
        run: Option<&str>,
        now: Timestamp,
    ) -> Result<(), StoreError> {
        let mut content = content.clone();
        if let (Some(fields), Some(run)) = (content.as_object_mut(), run) {
            fields.insert("run".into(), json!(run));
        }
        let rows = self.load_slot_rows(slot)?;
        let same_run =
            |row: &&DraftRow| run.is_some() && row.content().is_some_and(|c| c["run"].as_str() == run);
        let key = rows.iter().find(same_run).map(|row| row.key.clone());
        self.run_transaction(now, |_, tx| -> Result<(), WriteError> {
            let key = match key {
                Some(key) => key,
                None => find_free_key(tx, slot)?,
            };
            Ok(write_draft_text(tx, &key, &content.to_string(), now)?)
        })
    }

    /// The draft of a slot; none where there is none, only its writer can read it, or another run still works with it.
    pub(crate) fn load_draft(&self, slot: &str) -> Result<Option<Value>, StoreError> {
        // What was looked for and is not found is no longer this run's to overwrite.
        self.drafts.own_rows.borrow_mut().remove(slot);
        for row in self.load_slot_rows(slot)? {
            let content = row.content().filter(|content| !self.is_in_use(content));
            if let Some(clear) = content.and_then(|content| self.unseal_draft(content)) {
                self.drafts.own_rows.borrow_mut().insert(slot.to_owned(), row);
                return Ok(Some(clear));
            }
        }
        Ok(None)
    }

    /// The same to look at only, whoever works with it: what is looked at is nobody's to overwrite.
    pub(crate) fn peek_draft(&self, slot: &str) -> Result<Option<Value>, StoreError> {
        let rows = self.load_slot_rows(slot)?;
        Ok(rows.iter().filter_map(DraftRow::content).find_map(|content| self.unseal_draft(content)))
    }

    /// All drafts by slot, as far as they can be read and no other run works with them.
    pub fn load_drafts(&self) -> Result<Vec<(String, Value)>, StoreError> {
        let found = self.query_draft_rows("SELECT slot, content FROM draft ORDER BY slot", [])?;
        let parsed = |row: DraftRow| {
            let content = row.content().filter(|content| !self.is_in_use(content))?;
            Some((original_slot(&row.key).to_owned(), self.unseal_draft(content)?))
        };
        Ok(found.into_iter().filter_map(parsed).collect())
    }

    /// Refuses when this run left drafts in a file that is not the journal any more.
    pub(crate) fn check_own_drafts(&self) -> Result<(), StoreError> {
        if self.drafts.own_rows.borrow().is_empty() { Ok(()) } else { self.ensure_not_replaced() }
    }

    /// What this run left in the journal, what is sealed as it lies.
    pub(crate) fn load_own_drafts(&self) -> Result<Vec<(String, Value)>, StoreError> {
        let found = self.query_draft_rows("SELECT slot, content FROM draft ORDER BY slot", [])?;
        let run = self.run.id.to_string();
        let own = |row: DraftRow| {
            let content = row.content().filter(|content| content["run"].as_str() == Some(run.as_str()))?;
            Some((original_slot(&row.key).to_owned(), content))
        };
        Ok(found.into_iter().filter_map(own).collect())
    }

    /// Whether a slot has a sealed draft that cannot be read now.
    pub(crate) fn has_sealed_draft(&self, slot: &str) -> Result<bool, StoreError> {
        let contents = self.load_slot_rows(slot)?.into_iter().filter_map(|row| row.content());
        let mut waiting = contents.filter(|content| !self.is_in_use(content));
        Ok(waiting.any(|content| self.unseal_draft(content).is_none()))
    }

    /// Whether another run that still goes on writes this draft.
    fn is_in_use(&self, content: &Value) -> bool {
        let run = content["run"].as_str().and_then(|run| run.parse().ok());
        let folder = self.run.state_folders.first();
        run.zip(folder).is_some_and(|(run, folder)| run != self.run.id && is_run_alive(folder, run))
    }

    /// The rows of a slot, the one begun last first.
    fn load_slot_rows(&self, slot: &str) -> Result<Vec<DraftRow>, StoreError> {
        self.query_draft_rows(
            "SELECT slot, content FROM draft
             WHERE slot = ?1 OR (slot GLOB 'aside-*' AND substr(slot, 16) = ?1)
             ORDER BY slot = ?1, slot DESC",
            [slot],
        )
    }

    fn query_draft_rows(&self, sql: &str, values: impl Params) -> Result<Vec<DraftRow>, StoreError> {
        let row = |row: &rusqlite::Row<'_>| Ok(DraftRow { key: row.get(0)?, text: row.get(1)? });
        self.query(|conn| select_all(conn, sql, values, row))
    }

    /// A draft as it goes into the file: sealed when it must be, and with the run that writes it. An answer that was given
    /// is everybody's.
    fn draft_to_text(&self, slot: &str, content: &Value) -> Result<String, StoreError> {
        let is_answer = content.get("answer").is_some();
        let mut content = self.seal_draft(slot, content)?.unwrap_or_else(|| content.clone());
        if let Some(fields) = content.as_object_mut().filter(|_| !is_answer) {
            fields.insert("run".into(), json!(self.run.id));
        }
        Ok(content.to_string())
    }

    /// A draft as it goes into the file, when it is for its writer only.
    pub(crate) fn seal_draft(&self, slot: &str, content: &Value) -> Result<Option<Value>, StoreError> {
        let owners = self.query(|conn| find_owners(conn, slot, content))?;
        if owners.is_empty() {
            return Ok(None);
        }
        // The one seen here before, whatever stands in the journal now.
        let mut seals = self.query(CarerSeals::from_connection)?.by_carer;
        seals.extend(self.seen.seals());
        for owner in &owners {
            match seals.get(owner) {
                Some(seal) => return Ok(Some(seal_draft_for(*owner, seal, content)?)),
                None => self.refuse_open_words(*owner)?,
            }
        }
        Ok(None)
    }

    /// A draft as whoever reads may see it.
    fn unseal_draft(&self, mut content: Value) -> Option<Value> {
        if content["sealed"].as_str().is_none() {
            if let Some(fields) = content.as_object_mut() {
                fields.remove("run");
            }
            return Some(content);
        }
        let carer = content["carer"].as_str()?.parse().ok()?;
        self.seal_keys.unseal_draft(carer, &content)
    }
}

fn read_draft_text(conn: &Connection, key: &str) -> rusqlite::Result<Option<String>> {
    conn.query_row("SELECT content FROM draft WHERE slot = ?1", [key], |row| row.get(0)).optional()
}

fn write_draft_text(conn: &Connection, key: &str, text: &str, now: Timestamp) -> rusqlite::Result<()> {
    conn.execute(
        "INSERT INTO draft (slot, content, made) VALUES (?1, ?2, ?3) ON CONFLICT (slot) DO UPDATE
         SET content = ?2, made = ?3",
        params![key, text, now.unix_seconds()],
    )?;
    Ok(())
}

/// The slot itself, else the next place beside it.
fn find_free_key(conn: &Connection, slot: &str) -> rusqlite::Result<String> {
    if read_draft_text(conn, slot)?.is_none() {
        return Ok(slot.to_owned());
    }
    conn.query_row(
        "SELECT printf('aside-%08d-%s', 1 + coalesce(max(CAST(substr(slot, 7, 8) AS INTEGER)), 0), ?1)
         FROM draft WHERE slot GLOB 'aside-*'",
        [slot],
        |row| row.get(0),
    )
}
