//! Writing: every change in one transaction with its own history row, and undo and redo that walk those rows.

use super::{Store, Trouble, rows};
use crate::journal::{At, Change, Edit, Entry, Id, Kind, Record};
use rusqlite::{Connection, OptionalExtension, Row, TransactionBehavior, params};
use serde_json::Value;

/// One row of the history.
#[derive(Clone, PartialEq, Debug)]
pub struct Past {
    /// Its number; a later change has a higher one, whatever the clock said.
    pub number: i64,
    /// What it did.
    pub title: String,
    /// When, in seconds since 1970.
    pub made: i64,
    /// By which run of the program.
    pub run: Id,
    /// On which machine.
    pub machine: String,
    /// How many records it touched.
    pub edits: i64,
    /// `done`, `undone` (can be done again), or `dropped` (undone, and something else was kept since).
    pub state: String,
}

const PAST: &str = "SELECT id, title, made, run, machine,
    (SELECT count(*) FROM history_edit WHERE history = history.id), state FROM history";

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
    pub fn apply(&mut self, change: &Change, now: At) -> Result<i64, Trouble> {
        let veiled = self.veiled(change)?;
        let change = veiled.as_ref().unwrap_or(change);
        self.write(|tx, run| {
            for edit in &change.edits {
                carry_out(tx, edit, now.secs())?;
            }
            tx.execute("UPDATE history SET state = 'dropped' WHERE state = 'undone'", [])?;
            tx.execute(
                "INSERT INTO history (title, made, run, machine) VALUES (?1, ?2, ?3, ?4)",
                params![change.title, now.secs(), run.id.as_bytes(), run.machine],
            )?;
            let number = tx.last_insert_rowid();
            let mut insert = tx.prepare_cached(
                "INSERT INTO history_edit (history, n, record, key, before, after) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
            )?;
            for (n, edit) in change.edits.iter().enumerate() {
                let Some((record, key)) = edit.record().map(Record::key) else { continue };
                let json = |r: &Option<Record>| r.as_ref().map(|r| rows::to_json(r).to_string());
                insert.execute(params![number, n as i64, record, key, json(&edit.before), json(&edit.after)])?;
            }
            Ok(number)
        })
    }

    /// The newest change that can be undone: of this run, or of any; only those numbered below `below`, if given.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn newest(&self, own_run: bool, below: Option<i64>) -> Result<Option<Past>, Trouble> {
        let run = own_run.then(|| *self.run.id.as_bytes());
        let sql = format!(
            "{PAST} WHERE state = 'done' AND (?1 IS NULL OR run = ?1) AND (?2 IS NULL OR id < ?2)
             ORDER BY id DESC LIMIT 1"
        );
        self.conn
            .query_row(&sql, params![run, below], past)
            .optional()
            .map_err(|e| self.trouble(e))
    }

    /// Takes a change back.
    ///
    /// # Errors
    /// [`Trouble::Changed`] when a record was changed since; nothing is written then.
    pub fn undo(&mut self, number: i64, now: At) -> Result<(), Trouble> {
        self.write(|tx, _| {
            still(tx, number, "done")?;
            for edit in kept_edits(tx, number)?.into_iter().rev() {
                carry_out(tx, &edit.inverse(), now.secs())?;
            }
            tx.execute(
                "UPDATE history SET state = 'undone', undone = 1 + (SELECT coalesce(max(undone), 0) FROM history)
                 WHERE id = ?1",
                [number],
            )?;
            Ok(())
        })
    }

    /// The change that was undone last and can be done again.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn undone(&self) -> Result<Option<Past>, Trouble> {
        let sql = format!("{PAST} WHERE state = 'undone' ORDER BY undone DESC LIMIT 1");
        self.conn
            .query_row(&sql, [], past)
            .optional()
            .map_err(|e| self.trouble(e))
    }

    /// Does an undone change again.
    ///
    /// # Errors
    /// [`Trouble::Changed`] when a record was changed since; nothing is written then.
    pub fn redo(&mut self, number: i64, now: At) -> Result<(), Trouble> {
        self.write(|tx, _| {
            still(tx, number, "undone")?;
            for edit in kept_edits(tx, number)? {
                carry_out(tx, &edit, now.secs())?;
            }
            tx.execute(
                "UPDATE history SET state = 'done', undone = NULL WHERE id = ?1",
                [number],
            )?;
            Ok(())
        })
    }

    /// The history, newest first.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn history(&self, most: usize) -> Result<Vec<Past>, Trouble> {
        let read = || -> rusqlite::Result<Vec<Past>> {
            let mut all = self
                .conn
                .prepare_cached(&format!("{PAST} ORDER BY id DESC LIMIT ?1"))?;
            all.query_map([most as i64], past)?.collect()
        };
        read().map_err(|e| self.trouble(e))
    }

    /// Keeps what is being typed, so that a crash loses nothing; `None` forgets it. Not part of the history.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub fn keep_draft(
        &mut self,
        slot: &str,
        content: Option<&Value>,
        now: At,
    ) -> Result<(), Trouble> {
        let veiled = match content {
            Some(content) => self.veiled_draft(slot, content)?,
            None => None,
        };
        let content = veiled.as_ref().or(content);
        self.write(|tx, _| {
            match content {
                Some(content) => tx.execute(
                    "INSERT INTO draft (slot, content, made) VALUES (?1, ?2, ?3) ON CONFLICT (slot) DO UPDATE
                     SET content = ?2, made = ?3",
                    params![slot, content.to_string(), now.secs()],
                )?,
                None => tx.execute("DELETE FROM draft WHERE slot = ?1", [slot])?,
            };
            Ok(())
        })
    }

    fn write<T>(
        &mut self,
        work: impl FnOnce(&Connection, &super::Run) -> Result<T, Halt>,
    ) -> Result<T, Trouble> {
        self.still_there()?;
        let path = self.path.clone();
        let trouble = |e| Trouble::from_sqlite(e, path.as_deref());
        let tx = self
            .conn
            .transaction_with_behavior(TransactionBehavior::Immediate)
            .map_err(trouble)?;
        let done = match work(&tx, &self.run) {
            Ok(done) => done,
            Err(Halt::Refused(trouble)) => return Err(trouble),
            Err(Halt::Sqlite(error)) => return Err(trouble(error)),
        };
        tx.commit().map_err(trouble)?;
        self.writes.set(self.writes.get() + 1);
        Ok(done)
    }
}

/// Why a write stops half-way; its transaction is rolled back.
enum Halt {
    Refused(Trouble),
    Sqlite(rusqlite::Error),
}

impl From<rusqlite::Error> for Halt {
    fn from(error: rusqlite::Error) -> Self {
        Self::Sqlite(error)
    }
}

fn carry_out(tx: &Connection, edit: &Edit, now: i64) -> Result<(), Halt> {
    let Some(record) = edit.record() else {
        return Ok(());
    };
    let (kind, key) = record.key();
    if rows::current(tx, kind, &key)? != edit.before {
        return Err(Halt::Refused(Trouble::Changed(name(record))));
    }
    if let Some(Record::Entry(after)) = &edit.after {
        one_at_a_time(tx, edit.before.as_ref().and_then(Record::entry), after, now)?;
    }
    match &edit.after {
        Some(after) => rows::put(tx, after, now)?,
        None => rows::delete(tx, record)?,
    }
    Ok(())
}

/// One sleep and one massage of a baby run at a time. Asked inside the transaction, so that two programs cannot both
/// begin one, nor an undo bring one back beside another.
fn one_at_a_time(
    tx: &Connection,
    before: Option<&Entry>,
    after: &Entry,
    now: i64,
) -> Result<(), Halt> {
    let now = At::new(now, after.at.offset());
    let runs = |entry: &Entry| entry.is_running_sleep(now) || entry.is_running_massage(now);
    if !runs(after) || before.is_some_and(runs) {
        return Ok(());
    }
    let open = rows::open(tx, after.kind())?;
    let in_the_way =
        |other: &&Entry| other.id != after.id && other.baby == after.baby && runs(other);
    match open.iter().find(in_the_way) {
        Some(other) if after.kind() == Kind::Sleep => {
            Err(Halt::Refused(Trouble::Asleep(other.at.hm())))
        }
        Some(other) => Err(Halt::Refused(Trouble::UnderWay(other.at.hm()))),
        None => Ok(()),
    }
}

/// How a record is named when it stands in the way.
fn name(record: &Record) -> String {
    match record {
        Record::Entry(e) => format!(
            "The {} of {}",
            e.kind().word(),
            e.at.local().format("%-d %b, %H:%M")
        ),
        Record::Baby(b) => format!("What is said of {}", b.called()),
        Record::Carer(c) => format!("What is said of {}", c.called()),
        Record::OwnCue(o) => format!("The cue \"{}\"", o.words),
        Record::Mark(m) => format!("The mark for {}", m.date),
        Record::Setting(s) => format!("The setting \"{}\"", s.name),
    }
}

/// Another window may have undone or redone it since it was offered.
fn still(tx: &Connection, number: i64, state: &str) -> Result<(), Halt> {
    let found: Option<(String, String)> = tx
        .query_row(
            "SELECT state, title FROM history WHERE id = ?1",
            [number],
            |row| Ok((row.get(0)?, row.get(1)?)),
        )
        .optional()?;
    match found {
        Some((found, _)) if found == state => Ok(()),
        Some((_, title)) => Err(Halt::Refused(Trouble::Changed(format!("\"{title}\"")))),
        None => Err(Halt::Refused(Trouble::Changed("That".into()))),
    }
}

pub(super) fn kept_edits(tx: &Connection, number: i64) -> rusqlite::Result<Vec<Edit>> {
    let mut read = tx.prepare_cached(
        "SELECT record, before, after FROM history_edit WHERE history = ?1 ORDER BY n",
    )?;
    let record = |kind: &str, column: usize, text: Option<String>| {
        text.map(|text| serde_json::from_str(&text).and_then(|value| rows::from_json(kind, value)))
            .transpose()
            .map_err(|e| {
                rusqlite::Error::FromSqlConversionFailure(
                    column,
                    rusqlite::types::Type::Text,
                    e.into(),
                )
            })
    };
    read.query_map([number], |row| {
        let kind: String = row.get(0)?;
        Ok(Edit {
            before: record(&kind, 1, row.get(1)?)?,
            after: record(&kind, 2, row.get(2)?)?,
        })
    })?
    .collect()
}
