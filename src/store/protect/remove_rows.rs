//! Rows that go for good: all that one file holds of an entry, or the changes that no command can bring back.

use crate::model::{Entry, Id, Record};
use crate::store::apply::SEALED_CLAUSE;
use crate::store::connection::select_all;
use crate::store::mapping;
use crate::store::shared::stamp_rows::stamp_forgotten;
use crate::store::write_error::WriteError;
use crate::texts::forget_texts;
use rusqlite::{Connection, OptionalExtension, params};
use std::collections::BTreeSet;

/// What is removed.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum RowRemoval {
    /// An entry, every state of it in the history, its drafts, and the titles of changes it was in.
    Entry(Id),
    /// Changes that were undone before something else was kept.
    DroppedChanges,
}

impl RowRemoval {
    /// Whether the file holds any of it.
    pub(crate) fn is_in(self, conn: &Connection) -> rusqlite::Result<bool> {
        match self {
            Self::Entry(id) => conn
                .prepare(
                    "SELECT 1 FROM entry WHERE id = ?1
                     UNION ALL SELECT 1 FROM history_edit WHERE record = 'entry' AND key = ?2
                     UNION ALL SELECT 1 FROM draft WHERE instr(slot, ?2) OR instr(content, ?2)",
                )?
                .exists(params![id.as_bytes(), id.to_string()]),
            Self::DroppedChanges => {
                conn.prepare(&format!("SELECT 1 FROM history WHERE {}", dropped_clause()))?.exists([])
            }
        }
    }

    /// To be called in a transaction.
    pub(crate) fn apply(self, tx: &Connection) -> Result<(), WriteError> {
        match self {
            Self::Entry(id) => remove_entry(tx, id)?,
            Self::DroppedChanges => {
                let dropped = dropped_clause();
                tx.execute(
                    &format!(
                        "DELETE FROM history_edit WHERE history IN (SELECT id FROM history WHERE {dropped})"
                    ),
                    [],
                )?;
                tx.execute(&format!("DELETE FROM history WHERE {dropped}"), [])?;
            }
        }
        Ok(())
    }
}

/// Of sealed entries somebody else may have undone them: their writer can still bring them back.
fn dropped_clause() -> String {
    format!("state = 'dropped' AND NOT {SEALED_CLAUSE}")
}

fn remove_entry(tx: &Connection, id: Id) -> rusqlite::Result<()> {
    stamp_forgotten(tx, id)?;
    erase_entry(tx, id)
}

/// The same for one that was removed for good on another computer.
pub(crate) fn erase_entry(tx: &Connection, id: Id) -> rusqlite::Result<()> {
    let key = id.to_string();
    tx.execute("DELETE FROM entry WHERE id = ?1", [id.as_bytes()])?;
    tx.execute("DELETE FROM draft WHERE instr(slot, ?1) OR instr(content, ?1)", [&key])?;
    // The last first, so that the numbers of those before it stay.
    let sql = "SELECT history, n FROM history_edit WHERE record = 'entry' AND key = ?1
         ORDER BY history DESC, n DESC";
    let edits = select_all(tx, sql, [&key], |row| Ok((row.get::<_, i64>(0)?, row.get::<_, i64>(1)?)))?;
    for (history, n) in edits {
        tx.execute("DELETE FROM history_edit WHERE history = ?1 AND n = ?2", [history, n])?;
        // Through negative numbers, as no two may be the same in between.
        tx.execute("UPDATE history_edit SET n = -n WHERE history = ?1 AND n > ?2", [history, n])?;
        tx.execute("UPDATE history_edit SET n = -n - 1 WHERE history = ?1 AND n < 0", [history])?;
        // A title may quote what was written.
        let has_others =
            tx.prepare_cached("SELECT 1 FROM history_edit WHERE history = ?1")?.exists([history])?;
        if has_others {
            let title = forget_texts::REST_OF_CHANGE;
            tx.execute("UPDATE history SET title = ?2 WHERE id = ?1", params![history, title])?;
        } else {
            tx.execute("DELETE FROM history WHERE id = ?1", [history])?;
        }
    }
    Ok(())
}

/// The entries of a file whose id begins so, whether they stand, were removed, or only wait in a draft.
pub(crate) fn find_ids(conn: &Connection, start: &str) -> rusqlite::Result<BTreeSet<Id>> {
    let sql = "SELECT DISTINCT id FROM (
            SELECT lower(hex(id)) AS id FROM entry
            UNION ALL SELECT replace(key, '-', '') FROM history_edit WHERE record = 'entry'
            UNION ALL SELECT replace(substr(slot, -36), '-', '') FROM draft WHERE slot GLOB '*edit-*'
         ) WHERE substr(id, 1, length(?1)) = ?1 LIMIT 2";
    let found = select_all(conn, sql, [start], |row| row.get::<_, String>(0))?;
    Ok(found.iter().filter_map(|id| id.parse().ok()).collect())
}

/// An entry as it stands, or as the history knew it last.
pub(crate) fn load_last_state(conn: &Connection, id: Id) -> rusqlite::Result<Option<Entry>> {
    if let Some(entry) = mapping::load_entry(conn, id)? {
        return Ok(Some(entry));
    }
    let sql = "SELECT coalesce(after, before) FROM history_edit WHERE record = 'entry' AND key = ?1
         ORDER BY history DESC, n DESC LIMIT 1";
    let text: Option<String> = conn.query_row(sql, [id.to_string()], |row| row.get(0)).optional()?.flatten();
    Ok(text.as_deref().and_then(parse_entry))
}

/// Everyone who sealed a state of the entry.
pub(crate) fn find_sealers(conn: &Connection, id: Id) -> rusqlite::Result<BTreeSet<Id>> {
    let sql = "SELECT before FROM history_edit WHERE record = 'entry' AND key = ?1
         UNION ALL SELECT after FROM history_edit WHERE record = 'entry' AND key = ?1";
    let states = select_all(conn, sql, [id.to_string()], |row| row.get::<_, Option<String>>(0))?;
    let states = states.iter().flatten().filter_map(|text| parse_entry(text));
    let all = states.chain(mapping::load_entry(conn, id)?);
    Ok(all.filter(|entry| entry.sealed_ciphertext().is_some()).map(|entry| entry.carer).collect())
}

fn parse_entry(text: &str) -> Option<Entry> {
    match mapping::record_from_json("entry", serde_json::from_str(text).ok()?).ok()? {
        Record::Entry(entry) => Some(*entry),
        _ => None,
    }
}

/// What a file holds that no command can bring back.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub(crate) struct DeadSpace {
    /// Changes that were undone before something else was kept.
    pub changes: i64,
    /// Their states and the pages that hold nothing, in bytes.
    pub bytes: i64,
}

pub(crate) fn measure_dead_space(conn: &Connection) -> rusqlite::Result<DeadSpace> {
    let sql = format!(
        "SELECT count(DISTINCT history.id),
                coalesce(sum(coalesce(octet_length(e.before), 0) + coalesce(octet_length(e.after), 0)), 0)
         FROM history LEFT JOIN history_edit e ON e.history = history.id WHERE {}",
        dropped_clause()
    );
    let (changes, states): (i64, i64) = conn.query_row(&sql, [], |row| Ok((row.get(0)?, row.get(1)?)))?;
    // SQLCipher answers for a locked journal in text.
    let number = |name: &str| {
        conn.pragma_query_value(None, name, |row| {
            let value = row.get_ref(0)?;
            let read = value.as_i64().ok().or_else(|| value.as_str().ok()?.parse().ok());
            Ok(read.unwrap_or_default())
        })
    };
    let free = number("freelist_count")?.saturating_mul(number("page_size")?);
    Ok(DeadSpace { changes, bytes: states.saturating_add(free) })
}
