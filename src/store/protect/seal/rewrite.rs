//! The work of sealing and unsealing on the rows of one file: entries, every state of them in the history, titles,
//! drafts, and the seals themselves. Which file, and what becomes of it, is the room's above.

use crate::model::{CarerSeal, Edit, Entry, Id, Record, SEALS_SETTING};
use crate::store::mapping::ENTRY_COLUMNS;
use crate::store::protect::sealed_entries;
use crate::store::protect::sealed_entries::{CarerSeals, SealKeys};
use crate::store::{apply, drafts, mapping};
use rusqlite::{Connection, params};
use serde_json::{Value, json};
use std::collections::{BTreeMap, HashMap, HashSet};

/// What is done to a carer's own entries.
pub(crate) enum SealOperation<'a> {
    Seal(&'a CarerSeal),
    Unseal(&'a SealKeys),
}

pub(crate) enum RewriteError {
    Sqlite(rusqlite::Error),
    /// It is sealed with another passphrase.
    SealedDifferently,
    Sealing(String),
}

impl From<rusqlite::Error> for RewriteError {
    fn from(error: rusqlite::Error) -> Self {
        Self::Sqlite(error)
    }
}

impl From<serde_json::Error> for RewriteError {
    fn from(error: serde_json::Error) -> Self {
        Self::Sealing(format!("something in the history cannot be read ({error})"))
    }
}

/// Does it in one file, within one transaction.
pub(crate) fn apply_operation(
    tx: &Connection,
    carer: Id,
    work: &SealOperation<'_>,
) -> Result<(), RewriteError> {
    let mut all = CarerSeals::from_connection(tx)?.by_carer;
    match work {
        // What was sealed under another passphrase opens with that one only, so its key stays beside it.
        SealOperation::Seal(seal) if all.get(&carer).is_some_and(|old| old.recipient != seal.recipient) => {
            return Err(RewriteError::SealedDifferently);
        }
        SealOperation::Seal(seal) => all.insert(carer, (*seal).clone()),
        SealOperation::Unseal(_) => all.get(&carer).cloned(),
    };
    write_seals(tx, &all)?;
    let seals = CarerSeals::from_connection(tx)?;
    let mut turn = SealRewriter::new(&seals, carer, work);
    turn.rewrite_entries(tx)?;
    turn.collect_removed_entries(tx)?;
    turn.rewrite_history(tx)?;
    turn.rewrite_drafts(tx)?;
    if matches!(work, SealOperation::Unseal(_)) {
        all.remove(&carer);
        write_seals(tx, &all)?;
    }
    Ok(())
}

/// An edit that makes an open entry one that is sealed, as it is remembered: what the entry said before, in it and in all
/// earlier changes, is sealed with it, so that no undo brings it back for anybody to read.
pub(crate) fn seal_earlier_states(
    tx: &Connection,
    seals: &CarerSeals,
    edit: &Edit,
) -> Result<Edit, RewriteError> {
    let entry = |record: &Option<Record>| record.as_ref().and_then(Record::as_entry).cloned();
    let (Some(before), Some(after)) = (entry(&edit.before), entry(&edit.after)) else {
        return Ok(edit.clone());
    };
    let Some(seal) = seals.by_carer.get(&after.carer) else {
        return Ok(edit.clone());
    };
    let work = SealOperation::Seal(seal);
    let mut turn = SealRewriter::new(seals, after.carer, &work);
    turn.own_entries.insert(after.id);
    turn.rewrite_history(tx)?;
    Ok(Edit { before: turn.entry(&before)?.or_else(|| edit.before.clone()), after: edit.after.clone() })
}

/// Puts all seals in the place of those that are there.
pub(crate) fn write_seals(conn: &Connection, seals: &BTreeMap<Id, CarerSeal>) -> rusqlite::Result<()> {
    if seals.is_empty() {
        conn.execute("DELETE FROM setting WHERE name = ?1", [SEALS_SETTING])?;
        return Ok(());
    }
    conn.execute(
        "INSERT INTO setting (name, value) VALUES (?1, ?2) ON CONFLICT (name) DO UPDATE SET value = ?2",
        params![SEALS_SETTING, json!(seals).to_string()],
    )?;
    Ok(())
}

/// The work on one file. One state of an entry becomes one ciphertext wherever it stands, so that undo still finds the
/// row as the history knows it.
struct SealRewriter<'a> {
    seals: &'a CarerSeals,
    carer: Id,
    operation: &'a SealOperation<'a>,
    /// Entries that are this carer's own now, or were when they were removed: every state of them is, whoever was named
    /// as its writer first.
    own_entries: HashSet<Id>,
    rewritten_states: HashMap<String, Option<Record>>,
}

impl<'a> SealRewriter<'a> {
    fn new(seals: &'a CarerSeals, carer: Id, work: &'a SealOperation<'a>) -> Self {
        Self { seals, carer, operation: work, own_entries: HashSet::new(), rewritten_states: HashMap::new() }
    }

    /// What an entry becomes; none when it stays.
    fn entry(&mut self, rewrite_entry: &Entry) -> Result<Option<Record>, RewriteError> {
        let whole = self.own_entries.contains(&rewrite_entry.id);
        if rewrite_entry.carer != self.carer && !whole {
            return Ok(None);
        }
        let state = mapping::record_to_json(&Record::from(rewrite_entry.clone())).to_string();
        if let Some(made) = self.rewritten_states.get(&state) {
            return Ok(made.clone());
        }
        let made = match self.operation {
            SealOperation::Seal(_) if rewrite_entry.sealed_ciphertext().is_some() => None,
            SealOperation::Seal(seal) if whole => {
                let sealed = self.seals.seal_for_writer(rewrite_entry, self.carer, seal);
                Some(sealed.map_err(|why| RewriteError::Sealing(why.to_string()))?)
            }
            SealOperation::Seal(_) => {
                self.seals.entry(rewrite_entry).map_err(|why| RewriteError::Sealing(why.to_string()))?
            }
            SealOperation::Unseal(key) if rewrite_entry.carer == self.carer => {
                match rewrite_entry.sealed_ciphertext() {
                    Some(_) => Some(key.entry(rewrite_entry).ok_or_else(to_unreadable_error)?),
                    None => None,
                }
            }
            SealOperation::Unseal(_) => None,
        };
        let made = made.map(Record::from);
        self.rewritten_states.insert(state, made.clone());
        Ok(made)
    }

    fn rewrite_entries(&mut self, tx: &Connection) -> Result<(), RewriteError> {
        let own: Vec<Entry> = tx
            .prepare(&format!(
                "SELECT {ENTRY_COLUMNS} FROM entry WHERE carer = ?1 AND kind IN ('checkin', 'note')"
            ))?
            .query_map([self.carer.as_bytes()], mapping::entry_from_row)?
            .collect::<Result<_, _>>()?;
        for entry in own {
            let changed: i64 =
                tx.query_row("SELECT changed FROM entry WHERE id = ?1", [entry.id.as_bytes()], |row| {
                    row.get(0)
                })?;
            if entry.is_private_to_writer() || entry.sealed_ciphertext().is_some() {
                self.own_entries.insert(entry.id);
            }
            if let Some(made) = self.entry(&entry)? {
                mapping::upsert_record(tx, &made, changed)?;
            }
        }
        Ok(())
    }

    /// Which entries that are there no more were this carer's own.
    fn collect_removed_entries(&mut self, tx: &Connection) -> Result<(), RewriteError> {
        let own = format!("%{}%", self.carer);
        let states: Vec<String> = tx
            .prepare(
                "SELECT coalesce(after, before) FROM history_edit WHERE record = 'entry'
                 AND (before LIKE ?1 OR after LIKE ?1)
                 AND unhex(replace(key, '-', '')) NOT IN (SELECT id FROM entry)",
            )?
            .query_map([&own], |row| row.get(0))?
            .collect::<Result<_, _>>()?;
        for state in states {
            if let Record::Entry(entry) = mapping::record_from_json("entry", serde_json::from_str(&state)?)?
                && entry.carer == self.carer
                && (entry.is_private_to_writer() || entry.sealed_ciphertext().is_some())
            {
                self.own_entries.insert(entry.id);
            }
        }
        Ok(())
    }

    fn rewrite_history(&mut self, tx: &Connection) -> Result<(), RewriteError> {
        let own = format!("%{}%", self.carer);
        let found: Vec<(i64, i64, Option<String>, Option<String>)> = tx
            .prepare(
                "SELECT history, n, before, after FROM history_edit WHERE record = 'entry'
                 AND (before LIKE ?1 OR after LIKE ?1 OR key IN (SELECT value FROM json_each(?2)))",
            )?
            .query_map(params![own, json!(self.own_entries).to_string()], |row| {
                Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?))
            })?
            .collect::<Result<_, _>>()?;
        let mut touched = Vec::new();
        for (number, n, before, after) in found {
            let (before, after) = (self.rewrite_state(before)?, self.rewrite_state(after)?);
            for (column, state) in [("before", before), ("after", after)] {
                if let Some(state) = state {
                    let sql = format!("UPDATE history_edit SET {column} = ?3 WHERE history = ?1 AND n = ?2");
                    tx.execute(&sql, params![number, n, state])?;
                    touched.push(number);
                }
            }
        }
        touched.dedup();
        if matches!(self.operation, SealOperation::Unseal(_)) {
            return Ok(());
        }
        for number in touched {
            let edits: Vec<Edit> = tx
                .prepare_cached("SELECT record, before, after FROM history_edit WHERE history = ?1 LIMIT 2")?
                .query_map([number], apply::read_history_edit)?
                .collect::<Result<_, _>>()?;
            let Some(first) = edits.first() else {
                continue;
            };
            let title = sealed_entries::neutral_title(first, edits.len() > 1);
            tx.execute("UPDATE history SET title = ?2 WHERE id = ?1", params![number, title])?;
        }
        Ok(())
    }

    fn rewrite_state(&mut self, text: Option<String>) -> Result<Option<String>, RewriteError> {
        let Some(text) = text else {
            return Ok(None);
        };
        match mapping::record_from_json("entry", serde_json::from_str(&text)?)? {
            Record::Entry(entry) => {
                let made = self.entry(&entry)?;
                Ok(made.map(|made| mapping::record_to_json(&made).to_string()))
            }
            _ => Ok(None),
        }
    }

    fn rewrite_drafts(&mut self, tx: &Connection) -> Result<(), RewriteError> {
        let found: Vec<(String, String)> = tx
            .prepare("SELECT slot, content FROM draft")?
            .query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?
            .collect::<Result<_, _>>()?;
        for (slot, content) in found {
            let content: Value = serde_json::from_str(&content)?;
            let made = match self.operation {
                SealOperation::Seal(_) if content.get("sealed").is_none() => {
                    if !drafts::find_owners(tx, &slot, &content)?.contains(&self.carer) {
                        continue;
                    }
                    let sealed = self.seals.seal_draft(self.carer, &content);
                    sealed.map_err(|why| RewriteError::Sealing(why.to_string()))?
                }
                SealOperation::Unseal(key) => key.unseal_draft(self.carer, &content),
                SealOperation::Seal(_) => None,
            };
            if let Some(made) = made {
                tx.execute("UPDATE draft SET content = ?2 WHERE slot = ?1", params![slot, made.to_string()])?;
            }
        }
        Ok(())
    }
}

fn to_unreadable_error() -> RewriteError {
    RewriteError::Sealing("an entry that only its writer can read is not readable with this key".into())
}
