//! Writing: every change in one transaction with its own history row, and undo and redo that walk those rows.

use crate::model::{Change, Edit, Id, Record, SEALS_SETTING, Timestamp};
use crate::store::write_change::{Halt, Pen, carry_out};
use crate::store::{Store, Trouble, mapping, passphrase};
use rusqlite::{Connection, OptionalExtension, Row, TransactionBehavior, params};
use serde_json::json;

#[derive(Clone, PartialEq, Debug)]
pub struct Past {
    /// Its number; a later change has a higher one, whatever the clock said.
    pub number: i64,
    pub title: String,
    /// When, in seconds since 1970.
    pub made: i64,
    pub run: Id,
    pub machine: String,
    pub edits: i64,
    /// `done`, `undone` (can be done again), or `dropped` (undone, and something else was kept since).
    pub state: String,
}

const PAST: &str = "SELECT id, title, made, run, machine,
    coalesce((SELECT max(n) + 1 FROM history_edit WHERE history = history.id), 0), state FROM history";

/// Some edit of it is not of a sealed entry of these carers, or it has none.
const SHOWN: &str = "(NOT EXISTS (SELECT 1 FROM history_edit WHERE history = history.id)
    OR EXISTS (SELECT 1 FROM history_edit WHERE history = history.id AND NOT (record = 'entry'
        AND (before IS NULL OR before ->> '$.detail.sealed' IS NOT NULL)
        AND (after IS NULL OR after ->> '$.detail.sealed' IS NOT NULL)
        AND coalesce(after, before) ->> '$.carer' IN (SELECT value FROM json_each(?2)))))";

fn past(row: &Row<'_>) -> rusqlite::Result<Past> {
    Ok(Past {
        number: row.get(0)?,
        title: row.get(1)?,
        made: row.get(2)?,
        run: Id::from_bytes(row.get(3)?),
        machine: row.get(4)?,
        edits: row.get(5)?,
        state: row.get(6)?,
    })
}

impl Store {
    /// Writes a change whole or not at all, and remembers it. Answers with its number in the history.
    ///
    /// # Errors
    /// [`Trouble::Changed`] when a record is not as it was read; nothing is written then.
    pub fn apply(&mut self, change: &Change, now: Timestamp) -> Result<i64, Trouble> {
        self.write(now, |pen, _| {
            let number = pen.begin()?;
            for edit in &change.edits {
                pen.put(edit).map_err(Halt::Refused)?;
            }
            pen.end(&change.title)?;
            Ok(number)
        })
    }

    /// Writes a change of any length whole or not at all: `work` puts its edits one by one and answers with the
    /// change's title. The memory does not follow the number of edits. Answers with its number, none when nothing was put.
    ///
    /// # Errors
    /// What `work` answers, and when the file cannot be written; nothing is written then.
    pub fn apply_pieces<E: From<Trouble>>(
        &mut self,
        now: Timestamp,
        work: impl FnOnce(&Pen<'_>) -> Result<String, E>,
    ) -> Result<Option<i64>, E> {
        self.widely(true);
        let done = self.write(now, |pen, _| {
            let title = work(pen).map_err(Halt::Refused)?;
            pen.end(&title).map_err(Halt::widened)
        });
        self.widely(false);
        done
    }

    /// The newest change that can be undone: of this run, or of any; only those numbered below `below`, if given.
    pub fn newest(&self, own_run: bool, below: Option<i64>) -> Result<Option<Past>, Trouble> {
        let run = own_run.then(|| *self.run.id.as_bytes());
        let sql = format!(
            "{PAST} WHERE state = 'done' AND (?1 IS NULL OR run = ?1) AND (?2 IS NULL OR id < ?2)
             ORDER BY id DESC LIMIT 1"
        );
        self.conn.query_row(&sql, params![run, below], past).optional().map_err(|e| self.trouble(e))
    }

    /// Takes a change back.
    ///
    /// # Errors
    /// [`Trouble::Changed`] when a record was changed since; nothing is written then.
    pub fn undo(&mut self, number: i64, now: Timestamp) -> Result<(), Trouble> {
        self.undo_watched(number, now, |_| Ok(()))
    }

    /// Takes a change back, and tells `watch` now and then how many edits are taken back; its error stops it.
    ///
    /// # Errors
    /// [`Trouble::Changed`] when a record was changed since, and what `watch` answers; nothing is written then.
    pub fn undo_watched<E: From<Trouble>>(
        &mut self,
        number: i64,
        now: Timestamp,
        watch: impl FnMut(usize) -> Result<(), E>,
    ) -> Result<(), E> {
        self.walk(number, now, Way::Back, watch)
    }

    /// The change that was undone last and can be done again.
    pub fn undone(&self) -> Result<Option<Past>, Trouble> {
        let sql = format!("{PAST} WHERE state = 'undone' ORDER BY undone DESC LIMIT 1");
        self.conn.query_row(&sql, [], past).optional().map_err(|e| self.trouble(e))
    }

    /// Does an undone change again.
    ///
    /// # Errors
    /// [`Trouble::Changed`] when a record was changed since; nothing is written then.
    pub fn redo(&mut self, number: i64, now: Timestamp) -> Result<(), Trouble> {
        self.redo_watched(number, now, |_| Ok(()))
    }

    /// Does an undone change again, and tells `watch` now and then how many edits are done; its error stops it.
    ///
    /// # Errors
    /// [`Trouble::Changed`] when a record was changed since, and what `watch` answers; nothing is written then.
    pub fn redo_watched<E: From<Trouble>>(
        &mut self,
        number: i64,
        now: Timestamp,
        watch: impl FnMut(usize) -> Result<(), E>,
    ) -> Result<(), E> {
        self.walk(number, now, Way::Forth, watch)
    }

    /// Reads the edits of a change one by one while it writes them, so that the memory does not follow their number.
    fn walk<E: From<Trouble>>(
        &mut self,
        number: i64,
        now: Timestamp,
        way: Way,
        mut watch: impl FnMut(usize) -> Result<(), E>,
    ) -> Result<(), E> {
        let (from, order, to) = match way {
            Way::Back => ("done", "DESC", UNDONE),
            Way::Forth => ("undone", "ASC", DONE),
        };
        let sql =
            format!("SELECT record, before, after FROM history_edit WHERE history = ?1 ORDER BY n {order}");
        self.widely(true);
        let done = self.write(now, |_, tx| {
            still(tx, number, from).map_err(Halt::widened)?;
            let mut read = tx.prepare_cached(&sql)?;
            let mut kept = read.query([number])?;
            let mut done = 0;
            while let Some(row) = kept.next()? {
                let edit = kept_edit(row)?;
                let edit = if way == Way::Back { edit.into_inverse() } else { edit };
                if !turned_since(tx, &edit)? {
                    carry_out(tx, &edit, now.unix_seconds()).map_err(Halt::widened)?;
                }
                done += 1;
                watch(done).map_err(Halt::Refused)?;
            }
            tx.execute(to, [number])?;
            Ok(())
        });
        self.widely(false);
        done
    }

    /// The history, newest first, without changes of nothing but what a carer shows nobody.
    pub fn history(&self, most: usize) -> Result<Vec<Past>, Trouble> {
        let read = || -> rusqlite::Result<Vec<Past>> {
            let quiet: Vec<Id> = self.veil()?.quiet().collect();
            let shown = if quiet.is_empty() { "?2 = '[]'" } else { SHOWN };
            let mut all =
                self.conn.prepare_cached(&format!("{PAST} WHERE {shown} ORDER BY id DESC LIMIT ?1"))?;
            all.query_map(params![most as i64, json!(quiet).to_string()], past)?.collect()
        };
        read().map_err(|e| self.trouble(e))
    }

    pub(crate) fn write<T, E: From<Trouble>>(
        &mut self,
        now: Timestamp,
        work: impl FnOnce(&Pen<'_>, &Connection) -> Result<T, Halt<E>>,
    ) -> Result<T, E> {
        self.still_there()?;
        let path = self.path.as_deref();
        let trouble = |e| Trouble::from_sqlite(e, path);
        let tx = self.conn.transaction_with_behavior(TransactionBehavior::Immediate).map_err(trouble)?;
        let done = match work(&Pen::new(&tx, &self.run, path, now, &self.opened), &tx) {
            Ok(done) => done,
            Err(Halt::Refused(why)) => return Err(why),
            Err(Halt::Sqlite(error)) => return Err(trouble(error).into()),
        };
        tx.commit().map_err(trouble)?;
        self.writes.set(self.writes.get() + 1);
        Ok(done)
    }

    /// More room in memory while a long change is written: until it is full the file is left alone, and other windows
    /// go on reading. Without it the change is only slower.
    fn widely(&self, widely: bool) {
        let usual = self.key.as_ref().map_or(USUAL_ROOM, |_| passphrase::ROOM);
        let room = if widely { ROOM } else { usual };
        self.conn.pragma_update(None, "cache_size", -room).ok();
    }
}

/// Memory for pages of the file during a long change, in KiB.
const ROOM: i64 = 32 * 1024;
/// What SQLite takes otherwise, in KiB.
const USUAL_ROOM: i64 = 2000;

#[derive(Clone, Copy, PartialEq, Eq)]
enum Way {
    Back,
    Forth,
}

const UNDONE: &str =
    "UPDATE history SET state = 'undone', undone = 1 + (SELECT coalesce(max(undone), 0) FROM history)
    WHERE id = ?1";
const DONE: &str = "UPDATE history SET state = 'done', undone = NULL WHERE id = ?1";

/// Seals are turned outside the history: when they are others than it knows, they stay as they are, and what came with
/// them is taken back all the same.
fn turned_since(tx: &Connection, edit: &Edit) -> rusqlite::Result<bool> {
    let Some((kind, key)) = edit.affected_record().map(Record::record_key) else {
        return Ok(false);
    };
    Ok((kind, key.as_str()) == ("setting", SEALS_SETTING) && mapping::current(tx, kind, &key)? != edit.before)
}

/// Another window may have undone or redone it since it was offered.
fn still(tx: &Connection, number: i64, state: &str) -> Result<(), Halt> {
    let found: Option<(String, String)> = tx
        .query_row("SELECT state, title FROM history WHERE id = ?1", [number], |row| {
            Ok((row.get(0)?, row.get(1)?))
        })
        .optional()?;
    match found {
        Some((found, _)) if found == state => Ok(()),
        Some((_, title)) => Err(Halt::Refused(Trouble::Changed(format!("\"{title}\"")))),
        None => Err(Halt::Refused(Trouble::Changed("That".into()))),
    }
}

pub(crate) fn kept_edit(row: &Row<'_>) -> rusqlite::Result<Edit> {
    let kind: String = row.get(0)?;
    let record = |column: usize| {
        row.get::<_, Option<String>>(column)?
            .map(|text| serde_json::from_str(&text).and_then(|value| mapping::from_json(&kind, value)))
            .transpose()
            .map_err(|e| {
                rusqlite::Error::FromSqlConversionFailure(column, rusqlite::types::Type::Text, e.into())
            })
    };
    Ok(Edit { before: record(1)?, after: record(2)? })
}
