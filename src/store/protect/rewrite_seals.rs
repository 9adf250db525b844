//! Sealing and unsealing the rows of one file: entries, every state of them in the history, titles, drafts, and the
//! seals themselves. Which file, and what becomes of it, is decided in `seal_carer`.

use crate::model::{CarerSeal, Edit, Entry, Id, Record, SEALS_SETTING, Setting};
use crate::store::connection::select_all;
use crate::store::mapping::{self, ENTRY_COLUMNS};
use crate::store::protect::draft_owners::find_owners;
use crate::store::protect::seal_keys::{CarerSeals, SealKeys};
use crate::store::protect::sealed_entries;
use crate::store::protect::sealed_text::parse_revision;
use crate::store::store_error::StoreError;
use crate::store::write_error::WriteError;
use crate::texts::store_errors;
use rusqlite::{Connection, params};
use serde_json::{Value, json};
use std::collections::{BTreeMap, HashMap, HashSet, btree_map};

/// What is done to a carer's own entries.
#[derive(Clone, Copy)]
pub(crate) enum SealOperation<'a> {
    Seal(&'a CarerSeal),
    Unseal(&'a SealKeys),
}

/// To be called in a transaction.
pub(crate) fn apply_operation(
    tx: &Connection,
    carer: Id,
    operation: SealOperation<'_>,
) -> Result<(), WriteError> {
    let mut by_carer = CarerSeals::from_connection(tx)?.by_carer;
    if let SealOperation::Seal(seal) = operation {
        // What was sealed under another passphrase opens with that one only, so its key stays beside it.
        if by_carer.get(&carer).is_some_and(|old| old.recipient != seal.recipient) {
            return Err(StoreError::SealedDifferently.into());
        }
        by_carer.insert(carer, seal.clone());
    }
    write_seals(tx, &by_carer)?;
    let seals = CarerSeals::from_connection(tx)?;
    let mut rewriter = SealRewriter::new(&seals, carer, operation);
    rewriter.collect_entries(tx)?;
    rewriter.collect_removed_entries(tx)?;
    rewriter.rewrite_history(tx)?;
    rewriter.rewrite_entries(tx)?;
    rewriter.rewrite_drafts(tx)?;
    if matches!(operation, SealOperation::Unseal(_)) {
        by_carer.remove(&carer);
        write_seals(tx, &by_carer)?;
    }
    Ok(())
}

/// For an edit that makes a readable entry a sealed one: what the entry said before is sealed too, in all earlier changes
/// and in the edit as it is recorded, so that no undo brings it back for anybody to read.
pub(crate) fn seal_earlier_states(
    tx: &Connection,
    seals: &CarerSeals,
    edit: &Edit,
) -> Result<Edit, WriteError> {
    let entry = |record: &Option<Record>| record.as_ref().and_then(Record::as_entry).cloned();
    let (Some(before), Some(after)) = (entry(&edit.before), entry(&edit.after)) else {
        return Ok(edit.clone());
    };
    let Some(seal) = seals.by_carer.get(&after.carer) else {
        return Ok(edit.clone());
    };
    let mut rewriter = SealRewriter::new(seals, after.carer, SealOperation::Seal(seal));
    rewriter.own_entries.insert(after.id);
    rewriter.rewrite_history(tx)?;
    let before = rewriter.rewrite_entry(&before)?.or_else(|| edit.before.clone());
    Ok(Edit { before, after: edit.after.clone() })
}

/// The same in a copy, for entries that are this carer's own in the journal: as they stand there, in the history and in
/// drafts. A copy in which they seal otherwise is left as it is.
pub(crate) fn seal_entries_in_copy(
    tx: &Connection,
    carer: Id,
    seal: &CarerSeal,
    entries: &[Id],
) -> Result<(), WriteError> {
    let mut by_carer = CarerSeals::from_connection(tx)?.by_carer;
    if by_carer.get(&carer).is_some_and(|own| !own.is_same_key(seal)) {
        return Err(StoreError::SealedDifferently.into());
    }
    if let btree_map::Entry::Vacant(place) = by_carer.entry(carer) {
        place.insert(seal.clone());
        write_seals(tx, &by_carer)?;
    }
    let seals = CarerSeals::from_connection(tx)?;
    let mut rewriter = SealRewriter::new(&seals, carer, SealOperation::Seal(seal));
    rewriter.own_entries.extend(entries);
    rewriter.rewrite_history(tx)?;
    for id in entries {
        let sql = format!("SELECT {ENTRY_COLUMNS}, changed FROM entry WHERE id = ?1");
        let rows = select_all(tx, &sql, [id.as_bytes()], |row| {
            Ok((mapping::entry_from_row(row)?, row.get::<_, i64>("changed")?))
        })?;
        for (entry, changed) in rows {
            if let Some(rewritten) = rewriter.rewrite_entry(&entry)? {
                mapping::upsert_row(tx, &rewritten, changed)?;
            }
        }
    }
    rewriter.rewrite_drafts(tx)
}

/// Replaces all seals of the file.
pub(crate) fn write_seals(conn: &Connection, seals: &BTreeMap<Id, CarerSeal>) -> rusqlite::Result<()> {
    let setting = Record::Setting(Setting { name: SEALS_SETTING.into(), value: json!(seals) });
    // Without a time of its own: it is later than all that was written before.
    match seals.is_empty() {
        true => mapping::delete_record(conn, &setting, 0),
        false => mapping::upsert_record(conn, &setting, 0),
    }
}

/// One state of an entry becomes one ciphertext wherever it stands, so that undo still finds the row as the history knows
/// it.
struct SealRewriter<'a> {
    seals: &'a CarerSeals,
    carer: Id,
    operation: SealOperation<'a>,
    /// Entries that are this carer's own now, or were when they were removed: every state of them is, whoever was named
    /// as its writer first.
    own_entries: HashSet<Id>,
    rewritten_states: HashMap<String, Option<Record>>,
    /// The number of the last sealed state of each entry.
    revisions: HashMap<Id, u32>,
}

impl<'a> SealRewriter<'a> {
    fn new(seals: &'a CarerSeals, carer: Id, operation: SealOperation<'a>) -> Self {
        Self {
            seals,
            carer,
            operation,
            own_entries: HashSet::new(),
            rewritten_states: HashMap::new(),
            revisions: HashMap::new(),
        }
    }

    /// What an entry becomes; none when it stays.
    fn rewrite_entry(&mut self, entry: &Entry) -> Result<Option<Record>, WriteError> {
        let is_own = self.own_entries.contains(&entry.id);
        if entry.carer != self.carer && !is_own {
            return Ok(None);
        }
        let state = mapping::record_to_json(&Record::from(entry.clone())).to_string();
        if let Some(rewritten) = self.rewritten_states.get(&state) {
            return Ok(rewritten.clone());
        }
        let is_sealed = entry.sealed_ciphertext().is_some();
        let rewritten = match self.operation {
            SealOperation::Seal(_) if is_sealed => None,
            SealOperation::Seal(seal) if is_own || self.seals.find_seal_for(entry).is_some() => {
                let revision = self.revisions.entry(entry.id).or_default();
                *revision += 1;
                Some(self.seals.seal_for_writer(entry, self.carer, seal, *revision)?)
            }
            SealOperation::Seal(_) => None,
            SealOperation::Unseal(key) if entry.carer == self.carer && is_sealed => {
                let unreadable = || StoreError::Other(store_errors::UNREADABLE_SEALED.into());
                Some(key.unseal_entry(entry).ok_or_else(unreadable)?)
            }
            SealOperation::Unseal(_) => None,
        };
        let rewritten = rewritten.map(Record::from);
        self.rewritten_states.insert(state, rewritten.clone());
        Ok(rewritten)
    }

    fn load_entries(&self, tx: &Connection) -> rusqlite::Result<Vec<(Entry, i64)>> {
        let sql = format!(
            "SELECT {ENTRY_COLUMNS}, changed FROM entry WHERE carer = ?1 AND kind IN ('checkin', 'note')"
        );
        select_all(tx, &sql, [self.carer.as_bytes()], |row| {
            Ok((mapping::entry_from_row(row)?, row.get("changed")?))
        })
    }

    fn collect_entries(&mut self, tx: &Connection) -> rusqlite::Result<()> {
        for (entry, _) in self.load_entries(tx)? {
            if entry.is_private_to_writer() || entry.sealed_ciphertext().is_some() {
                self.own_entries.insert(entry.id);
            }
            self.note_revision(&entry);
        }
        Ok(())
    }

    /// A state that is sealed already keeps its number, and no other state gets it.
    fn note_revision(&mut self, entry: &Entry) {
        if let Some(sealed) = entry.sealed_ciphertext().and_then(parse_revision) {
            let last = self.revisions.entry(entry.id).or_default();
            *last = sealed.max(*last);
        }
    }

    /// After the history, so that the states have their numbers in the order in which they were written.
    fn rewrite_entries(&mut self, tx: &Connection) -> Result<(), WriteError> {
        for (entry, changed) in self.load_entries(tx)? {
            if let Some(rewritten) = self.rewrite_entry(&entry)? {
                mapping::rewrite_record(tx, &rewritten, changed)?;
            }
        }
        Ok(())
    }

    /// Adds the entries that were this carer's own when they were removed.
    fn collect_removed_entries(&mut self, tx: &Connection) -> Result<(), WriteError> {
        let own = format!("%{}%", self.carer);
        let sql = "SELECT coalesce(after, before) FROM history_edit WHERE record = 'entry'
             AND (before LIKE ?1 OR after LIKE ?1)
             AND unhex(replace(key, '-', '')) NOT IN (SELECT id FROM entry)";
        for state in select_all(tx, sql, [own], |row| row.get::<_, String>(0))? {
            if let Record::Entry(entry) = mapping::record_from_json("entry", serde_json::from_str(&state)?)?
                && entry.carer == self.carer
                && (entry.is_private_to_writer() || entry.sealed_ciphertext().is_some())
            {
                self.own_entries.insert(entry.id);
            }
        }
        Ok(())
    }

    fn rewrite_history(&mut self, tx: &Connection) -> Result<(), WriteError> {
        let own = format!("%{}%", self.carer);
        let sql = "SELECT history, n, before, after FROM history_edit WHERE record = 'entry'
             AND (before LIKE ?1 OR after LIKE ?1 OR key IN (SELECT value FROM json_each(?2)))
             ORDER BY history, n";
        let edits = select_all(tx, sql, params![own, json!(self.own_entries).to_string()], |row| {
            let (before, after) = (row.get::<_, Option<String>>(2)?, row.get::<_, Option<String>>(3)?);
            Ok((row.get::<_, i64>(0)?, row.get::<_, i64>(1)?, before, after))
        })?;
        let states = edits.iter().flat_map(|(_, _, before, after)| [before, after]).flatten();
        for text in states.filter(|text: &&String| text.contains("\"sealed\":")) {
            if let Record::Entry(entry) = mapping::record_from_json("entry", serde_json::from_str(text)?)? {
                self.note_revision(&entry);
            }
        }
        let mut touched = Vec::new();
        for (number, n, before, after) in edits {
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
            let sql = "SELECT record, before, after FROM history_edit WHERE history = ?1 LIMIT 2";
            let edits = select_all(tx, sql, [number], mapping::edit_from_row)?;
            if let Some(first) = edits.first() {
                let title = sealed_entries::neutral_title(first, edits.len() > 1);
                tx.execute("UPDATE history SET title = ?2 WHERE id = ?1", params![number, title])?;
            }
        }
        Ok(())
    }

    fn rewrite_state(&mut self, text: Option<String>) -> Result<Option<String>, WriteError> {
        let Some(text) = text else {
            return Ok(None);
        };
        match mapping::record_from_json("entry", serde_json::from_str(&text)?)? {
            Record::Entry(entry) => {
                let rewritten = self.rewrite_entry(&entry)?;
                Ok(rewritten.map(|record| mapping::record_to_json(&record).to_string()))
            }
            _ => Ok(None),
        }
    }

    fn rewrite_drafts(&mut self, tx: &Connection) -> Result<(), WriteError> {
        let drafts = select_all(tx, "SELECT slot, content FROM draft", [], |row| {
            Ok((row.get::<_, String>(0)?, row.get::<_, String>(1)?))
        })?;
        for (slot, content) in drafts {
            let content: Value = serde_json::from_str(&content)?;
            let rewritten = match self.operation {
                SealOperation::Seal(_) if content.get("sealed").is_none() => {
                    if !find_owners(tx, &slot, &content)?.contains(&self.carer) {
                        continue;
                    }
                    self.seals.seal_draft(self.carer, &content)?
                }
                SealOperation::Unseal(key) => key.unseal_draft(self.carer, &content),
                SealOperation::Seal(_) => None,
            };
            if let Some(content) = rewritten {
                let sql = "UPDATE draft SET content = ?2 WHERE slot = ?1";
                tx.execute(sql, params![slot, content.to_string()])?;
            }
        }
        Ok(())
    }
}
