//! When entries were edited, and what became of them: what tells the later of two states that two journals have.

use crate::model::{Edit, Entry, Id};
use crate::store::mapping::{self, ENTRY_COLUMNS};
use crate::store::protect::hidden_entries::entry_clause;
use crate::store::write_change::ChangeWriter;
use crate::store::{Store, StoreError};
use rusqlite::{Connection, OptionalExtension};
use std::collections::HashMap;
use std::ops::ControlFlow;

/// Of sleeps: how each that was edited since came in, and when it was edited last, in Unix seconds.
type EditedSleeps = HashMap<Id, (Option<Entry>, i64)>;

/// An entry as it lies in the file, sealed or not, and when it was edited last, in Unix seconds.
fn load_with_edit_time(conn: &Connection, id: Id) -> rusqlite::Result<Option<(Entry, i64)>> {
    let sql = format!("SELECT {ENTRY_COLUMNS}, changed FROM entry WHERE id = ?1");
    conn.prepare_cached(&sql)?
        .query_row([id.as_bytes()], |row| Ok((mapping::entry_from_row(row)?, row.get("changed")?)))
        .optional()
}

impl Store {
    /// Of these entries those that were changed after they came in.
    pub(crate) fn load_edited_sleeps(&self, sleeps: &[Entry]) -> Result<EditedSleeps, StoreError> {
        self.query(|conn| {
            let mut edited = HashMap::new();
            let mut select = conn.prepare_cached("SELECT changed FROM entry WHERE id = ?1 AND rev > 1")?;
            for sleep in sleeps {
                let changed = select.query_row([sleep.id.as_bytes()], |row| row.get(0)).optional()?;
                edited.extend(changed.map(|changed: i64| (sleep.id, (None, changed))));
            }
            if edited.is_empty() {
                return Ok(edited);
            }
            let sql = "SELECT record, before, after FROM history_edit
                 WHERE record = 'entry' AND before IS NULL ORDER BY history, n";
            let mut select = conn.prepare_cached(sql)?;
            let mut rows = select.query([])?;
            while let Some(row) = rows.next()? {
                let edit = mapping::edit_from_row(row)?;
                let first = edit.after.and_then(|record| record.as_entry().cloned());
                if let Some(first) = first
                    && let Some((known @ None, _)) = edited.get_mut(&first.id)
                {
                    *known = Some(first);
                }
            }
            Ok(edited)
        })
    }

    /// An entry as it lies in the file, sealed or not, and when it was edited last, in Unix seconds.
    pub(crate) fn load_with_edit_time(&self, id: Id) -> Result<Option<(Entry, i64)>, StoreError> {
        self.query(|conn| load_with_edit_time(conn, id))
    }

    /// As [`Store::for_each_entry`], each with the time of its last edit in Unix seconds.
    pub(crate) fn for_each_with_edit_time(
        &self,
        mut take: impl FnMut(&Entry, i64) -> ControlFlow<()>,
    ) -> Result<(), StoreError> {
        self.query(|conn| {
            let (shown, carers) = (entry_clause("entry", "?1"), self.find_hidden_carers()?.to_json_text());
            let sql = format!("SELECT {ENTRY_COLUMNS}, changed FROM entry WHERE {shown} ORDER BY at, id");
            let mut select = conn.prepare_cached(&sql)?;
            let mut rows = select.query([carers])?;
            while let Some(row) = rows.next()? {
                if take(&mapping::entry_from_row(row)?, row.get("changed")?).is_break() {
                    break;
                }
            }
            Ok(())
        })
    }

    /// Every edit of an entry that the history has, in its order: when its change was made, in Unix seconds, and whether
    /// that change stands.
    pub(crate) fn for_each_entry_edit(
        &self,
        mut take: impl FnMut(i64, bool, &Edit),
    ) -> Result<(), StoreError> {
        let sql = "SELECT record, before, after, made, state = 'done' AS stands
             FROM history_edit JOIN history ON history.id = history_edit.history
             WHERE record = 'entry' ORDER BY history, n";
        self.query(|conn| {
            let mut select = conn.prepare_cached(sql)?;
            let mut rows = select.query([])?;
            while let Some(row) = rows.next()? {
                take(row.get("made")?, row.get("stands")?, &mapping::edit_from_row(row)?);
            }
            Ok(())
        })
    }
}

impl ChangeWriter<'_> {
    pub(crate) fn load_with_edit_time(&self, id: Id) -> Result<Option<(Entry, i64)>, StoreError> {
        load_with_edit_time(self.tx, id).map_err(|e| StoreError::from_sqlite(e, self.path))
    }

    /// As [`ChangeWriter::write_edit`] for an entry that was edited elsewhere, at `edited` in Unix seconds: that time stays
    /// with it, and not the one at which it came in.
    pub(crate) fn write_edit_from_elsewhere(
        &self,
        edit: &Edit,
        edited: Option<i64>,
    ) -> Result<(), StoreError> {
        self.write_edit(edit)?;
        let (Some(id), Some(edited)) = (edit.entry_id(), edited) else {
            return Ok(());
        };
        let sql = "UPDATE entry SET changed = ?2 WHERE id = ?1 AND changed > ?2";
        let update = || self.tx.prepare_cached(sql)?.execute(rusqlite::params![id.as_bytes(), edited]);
        update().map(drop).map_err(|e| StoreError::from_sqlite(e, self.path))
    }
}
