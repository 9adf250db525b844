//! Writing: every change in one transaction with its own history row, and undo and redo that walk those rows.

use crate::model::{Change, Edit, Id, Record, SEALS_SETTING, Timestamp, describe};
use crate::store::connection::select_all;
use crate::store::journal_content::count_change;
use crate::store::protect::copies_due::CopiesDue;
use crate::store::protect::hidden_entries::{HiddenCarers, change_clause};
use crate::store::write_change::{ChangeWriter, apply_edit};
use crate::store::write_error::WriteError;
use crate::store::{Store, StoreError, mapping, passphrase};
use crate::texts::store_errors;
use rusqlite::{Connection, OptionalExtension, Row, params};

#[derive(Clone, PartialEq, Debug)]
pub struct HistoryEntry {
    /// Its number; a later change has a higher one, whatever the clock said.
    pub number: i64,
    pub title: String,
    /// When, in seconds since 1970.
    pub made: i64,
    pub run: Id,
    pub machine: String,
    pub edits: i64,
    /// The entry it is of, when it is of one only.
    pub entry: Option<Id>,
    /// `done`, `undone` (can be done again), or `dropped` (undone, and something else was kept since).
    pub state: String,
}

const HISTORY_SELECT: &str = "SELECT id, title, made, run, machine,
    coalesce((SELECT max(n) + 1 FROM history_edit WHERE history = history.id), 0), state,
    (SELECT min(key) FROM history_edit WHERE history = history.id AND n < 2
        GROUP BY history HAVING count(*) = 1 AND min(record) = 'entry'),
    EXISTS (SELECT 1 FROM history_edit WHERE history = history.id AND record = 'entry'
        AND coalesce(after, before) ->> '$.kind' = 'note') FROM history";

/// The change only says whose pages are shown or who writes, which is no step to take back.
const CHOICE_CLAUSE: &str = "(EXISTS (SELECT 1 FROM history_edit WHERE history = history.id)
    AND NOT EXISTS (SELECT 1 FROM history_edit WHERE history = history.id
        AND NOT (record = 'setting' AND key IN ('baby', 'carer'))))";

/// The change was made here: what another computer's records changed is not this one's to take back.
const OWN_CLAUSE: &str = "run <> zeroblob(16)";

/// Some of the change is of sealed entries.
pub(crate) const SEALED_CLAUSE: &str = "EXISTS (SELECT 1 FROM history_edit WHERE history = history.id
    AND record = 'entry' AND (before ->> '$.detail.sealed' IS NOT NULL OR after ->> '$.detail.sealed' IS NOT NULL))";

fn history_entry_from_row(row: &Row<'_>) -> rusqlite::Result<HistoryEntry> {
    let (title, is_of_note): (String, bool) = (row.get(1)?, row.get(8)?);
    Ok(HistoryEntry {
        number: row.get(0)?,
        title: if is_of_note { describe::without_note_words(&title) } else { title },
        made: row.get(2)?,
        run: Id::from_bytes(row.get(3)?),
        machine: row.get(4)?,
        edits: row.get(5)?,
        state: row.get(6)?,
        entry: row.get::<_, Option<String>>(7)?.and_then(|key| key.parse().ok()),
    })
}

impl Store {
    /// Writes a change whole or not at all, and records it. Returns its number in the history. [`StoreError::Conflict`] when
    /// a record is not as it was read.
    pub fn apply(&mut self, change: &Change, now: Timestamp) -> Result<i64, StoreError> {
        self.run_transaction(now, |writer, _| {
            let number = writer.start_change()?;
            for edit in &change.edits {
                writer.write_edit(edit)?;
            }
            writer.finish_change(&change.title)?;
            Ok(number)
        })
    }

    /// Writes a change of any length whole or not at all: `work` writes its edits one by one and returns the change's
    /// title. The memory does not follow the number of edits. Returns its number; none when there was no edit.
    pub fn apply_streamed<E: From<StoreError>>(
        &mut self,
        now: Timestamp,
        work: impl FnOnce(&ChangeWriter<'_>) -> Result<String, E>,
    ) -> Result<Option<i64>, E> {
        self.set_write_cache(true);
        let done = self.run_transaction(now, |writer, _| {
            let title = work(writer).map_err(WriteError::Refused)?;
            writer.finish_change(&title).map_err(WriteError::map_refusal)
        });
        self.set_write_cache(false);
        done
    }

    /// The newest change that can be undone: of this run, or of any; only those numbered below `below`, if given.
    pub fn latest_change(
        &self,
        own_run: bool,
        below: Option<i64>,
    ) -> Result<Option<HistoryEntry>, StoreError> {
        self.find_latest(own_run, below, "TRUE")
    }

    /// The same without changes that only say whose pages are shown or who writes.
    pub(crate) fn latest_step(
        &self,
        own_run: bool,
        below: Option<i64>,
    ) -> Result<Option<HistoryEntry>, StoreError> {
        self.find_latest(own_run, below, &format!("NOT {CHOICE_CLAUSE}"))
    }

    fn find_latest(
        &self,
        own_run: bool,
        below: Option<i64>,
        which: &str,
    ) -> Result<Option<HistoryEntry>, StoreError> {
        let run = own_run.then(|| *self.run.id.as_bytes());
        let shown = change_clause("?3");
        let sql = format!(
            "{HISTORY_SELECT} WHERE state = 'done' AND (?1 IS NULL OR run = ?1) AND (?2 IS NULL OR id < ?2)
             AND {OWN_CLAUSE} AND {which} AND {shown} ORDER BY id DESC LIMIT 1"
        );
        self.query(|conn| {
            // What this run wrote it knows of.
            let hidden = if own_run { HiddenCarers::default() } else { self.find_hidden_carers()? };
            conn.query_row(&sql, params![run, below, hidden.to_json_text()], history_entry_from_row)
                .optional()
        })
    }

    /// The latest time by the clock of then at which one of the last changes was kept, in seconds. Only the last ones, so
    /// that a clock that once was far ahead is forgotten.
    pub(crate) fn newest_change_at(&self) -> Result<Option<i64>, StoreError> {
        let sql = "SELECT max(made) FROM (SELECT made FROM history ORDER BY id DESC LIMIT 20)";
        self.query(|conn| conn.query_row(sql, [], |row| row.get(0)))
    }

    /// [`StoreError::Conflict`] when a record was changed since; nothing is written then.
    pub fn undo(&mut self, number: i64, now: Timestamp) -> Result<(), StoreError> {
        self.undo_with_progress(number, now, |_| Ok(()))
    }

    /// As [`Store::undo`]; `watch` gets the number of edits taken back so far, and its error stops the undo.
    pub fn undo_with_progress<E: From<StoreError>>(
        &mut self,
        number: i64,
        now: Timestamp,
        watch: impl FnMut(usize) -> Result<(), E>,
    ) -> Result<(), E> {
        self.replay_edits(number, now, HistoryDirection::Undo, watch)
    }

    /// The last entry that a change touched.
    pub(crate) fn last_changed_entry(&self, number: i64) -> Result<Option<Id>, StoreError> {
        let sql =
            "SELECT key FROM history_edit WHERE history = ?1 AND record = 'entry' ORDER BY n DESC LIMIT 1";
        let key = self
            .query(|conn| conn.query_row(sql, params![number], |row| row.get::<_, String>(0)).optional())?;
        Ok(key.and_then(|key| key.parse().ok()))
    }

    /// The change that was undone last and can be done again. Where there is none, and sealed entries can be read: the last
    /// of theirs that was undone before something else was kept, whoever undid it.
    pub fn latest_undone_change(&self) -> Result<Option<HistoryEntry>, StoreError> {
        let (shown, own_run) = (change_clause("?1"), "run = ?2");
        let undone = format!(
            "{HISTORY_SELECT} WHERE state = 'undone' AND ({own_run} OR {shown}) ORDER BY undone DESC LIMIT 1"
        );
        let dropped = format!(
            "{HISTORY_SELECT} WHERE state = 'dropped' AND {OWN_CLAUSE} AND {SEALED_CLAUSE} ORDER BY undone DESC LIMIT {MOST_DROPPED}"
        );
        self.query(|conn| {
            let hidden = self.find_hidden_carers()?.to_json_text();
            let values = params![hidden, self.run.id.as_bytes()];
            let found = conn.query_row(&undone, values, history_entry_from_row).optional()?;
            if found.is_some() || self.seal_keys.is_empty() {
                return Ok(found);
            }
            for change in select_all(conn, &dropped, [], history_entry_from_row)? {
                if self.can_be_done_again(conn, change.number)? {
                    return Ok(Some(change));
                }
            }
            Ok(None)
        })
    }

    /// Whether all of a change is of entries that can be read here, each as the change found it.
    fn can_be_done_again(&self, conn: &Connection, number: i64) -> rusqlite::Result<bool> {
        let sql = "SELECT record, before, after FROM history_edit WHERE history = ?1 ORDER BY n";
        for edit in select_all(conn, sql, [number], mapping::edit_from_row)? {
            let entries = [&edit.before, &edit.after].into_iter().flatten().filter_map(Record::as_entry);
            let is_readable = entries.into_iter().all(|entry| self.seal_keys.unseal_entry(entry).is_some());
            let Some((kind, key)) = edit.affected_record().map(Record::record_key) else {
                return Ok(false);
            };
            if !is_readable || kind != "entry" || mapping::load_record(conn, kind, &key)? != edit.before {
                return Ok(false);
            }
        }
        Ok(true)
    }

    /// [`StoreError::Conflict`] when a record was changed since; nothing is written then.
    pub fn redo(&mut self, number: i64, now: Timestamp) -> Result<(), StoreError> {
        self.redo_with_progress(number, now, |_| Ok(()))
    }

    /// As [`Store::redo`], with progress as for [`Store::undo_with_progress`].
    pub fn redo_with_progress<E: From<StoreError>>(
        &mut self,
        number: i64,
        now: Timestamp,
        watch: impl FnMut(usize) -> Result<(), E>,
    ) -> Result<(), E> {
        self.replay_edits(number, now, HistoryDirection::Redo, watch)
    }

    /// Reads the edits of a change one by one while it writes them, so that the memory does not follow their number.
    fn replay_edits<E: From<StoreError>>(
        &mut self,
        number: i64,
        now: Timestamp,
        direction: HistoryDirection,
        mut watch: impl FnMut(usize) -> Result<(), E>,
    ) -> Result<(), E> {
        let (from, order, to) = match direction {
            HistoryDirection::Undo => (&["done"][..], "DESC", MARK_UNDONE_SQL),
            HistoryDirection::Redo if self.seal_keys.is_empty() => (&["undone"][..], "ASC", MARK_DONE_SQL),
            HistoryDirection::Redo => (&["undone", "dropped"][..], "ASC", MARK_DONE_SQL),
        };
        let sql =
            format!("SELECT record, before, after FROM history_edit WHERE history = ?1 ORDER BY n {order}");
        self.set_write_cache(true);
        let done = self.run_transaction(now, |_, tx| {
            ensure_state(tx, number, from).map_err(WriteError::map_refusal)?;
            let mut select = tx.prepare_cached(&sql)?;
            let mut rows = select.query([number])?;
            let mut done = 0;
            while let Some(row) = rows.next()? {
                let edit = mapping::edit_from_row(row)?;
                let edit = if direction == HistoryDirection::Undo { edit.into_inverse() } else { edit };
                if !has_seal_changed(tx, &edit)? {
                    apply_edit(tx, &edit, now.unix_seconds(), Some(number))
                        .map_err(WriteError::map_refusal)?;
                }
                done += 1;
                watch(done).map_err(WriteError::Refused)?;
            }
            tx.execute(to, [number])?;
            Ok(count_change(tx)?)
        });
        self.set_write_cache(false);
        done
    }

    /// Newest first, without the changes that touch only sealed entries which a carer hides altogether.
    pub fn list_history(&self, most: usize) -> Result<Vec<HistoryEntry>, StoreError> {
        self.query(|conn| {
            let hidden = self.find_hidden_carers()?.to_json_text();
            let shown = change_clause("?2");
            let sql = format!("{HISTORY_SELECT} WHERE {shown} ORDER BY id DESC LIMIT ?1");
            select_all(conn, &sql, params![most as i64, hidden], history_entry_from_row)
        })
    }

    pub(crate) fn run_transaction<T, E: From<StoreError>>(
        &mut self,
        now: Timestamp,
        work: impl FnOnce(&ChangeWriter<'_>, &Connection) -> Result<T, WriteError<E>>,
    ) -> Result<T, E> {
        self.write_in_transaction(|store, tx| {
            let (path, seen) = (store.path.as_deref(), store.seen.seals());
            let writer = ChangeWriter::new(tx, &store.run, path, now, &store.seal_keys, seen);
            let done = work(&writer, tx)?;
            let sealed = writer.take_newly_sealed().into_iter().collect();
            CopiesDue { sealed, ..CopiesDue::default() }.add_to(tx).map_err(WriteError::from)?;
            Ok(done)
        })
    }

    /// A larger page cache while a long change is written: until it is full the file is not touched, and other windows
    /// go on reading. Without it the change is only slower.
    fn set_write_cache(&self, large: bool) {
        let kib = match (large, self.is_encrypted()) {
            (true, _) => LONG_WRITE_CACHE_KIB,
            (false, true) => passphrase::ENCRYPTED_CACHE_KIB,
            (false, false) => DEFAULT_CACHE_KIB,
        };
        self.conn.pragma_update(None, "cache_size", -kib).ok();
    }
}

/// How many changes of sealed entries are looked through for one to do again.
const MOST_DROPPED: usize = 100;

/// Page cache during a long change, in KiB.
const LONG_WRITE_CACHE_KIB: i64 = 32 * 1024;
/// SQLite's own page cache, in KiB.
const DEFAULT_CACHE_KIB: i64 = 2000;

#[derive(Clone, Copy, PartialEq, Eq)]
enum HistoryDirection {
    Undo,
    Redo,
}

const MARK_UNDONE_SQL: &str =
    "UPDATE history SET state = 'undone', undone = 1 + (SELECT coalesce(max(undone), 0) FROM history)
    WHERE id = ?1";
const MARK_DONE_SQL: &str = "UPDATE history SET state = 'done', undone = NULL WHERE id = ?1";

/// Seals change outside the history: where they are not as it knows them they stay as they are, and the rest of the
/// change is undone all the same.
fn has_seal_changed(tx: &Connection, edit: &Edit) -> rusqlite::Result<bool> {
    let Some((kind, key)) = edit.affected_record().map(Record::record_key) else {
        return Ok(false);
    };
    Ok((kind, key.as_str()) == ("setting", SEALS_SETTING)
        && mapping::load_record(tx, kind, &key)? != edit.before)
}

/// Another window may have undone or redone it since it was offered.
fn ensure_state(tx: &Connection, number: i64, states: &[&str]) -> Result<(), WriteError> {
    let sql = format!("{HISTORY_SELECT} WHERE id = ?1");
    let found = tx.query_row(&sql, [number], history_entry_from_row).optional()?;
    let found = found.map(|entry| (entry.state, entry.title, entry.run));
    let found = match found {
        Some((_, title, run)) if run.is_nil() => return Err(StoreError::FromElsewhere(title).into()),
        found => found.map(|(state, title, _)| (state, title)),
    };
    let title = match found {
        Some((found, _)) if states.contains(&found.as_str()) => return Ok(()),
        Some((_, title)) => store_errors::change(&title),
        None => store_errors::UNKNOWN_CHANGE.into(),
    };
    Err(StoreError::Conflict(title).into())
}
