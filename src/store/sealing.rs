//! Sealing what a carer wrote, and taking the seal off: their rows, every earlier state of them in the history, their
//! drafts and the titles that told of them are rewritten in a whole new file, which takes the old one's place in one
//! step. The copies in `FILE.backups/` follow, as with the lock. No copy from before is kept: it would hold the words.

use super::backup::{self, Backups, NOT_WITHOUT, PART, uncopied};
use super::copy::{copy, whole};
use super::file::{self, Part, beside};
use super::key::Passphrase;
use super::lock::{Copies, Turned, open_beside, opened, swap};
use super::open::connect;
use super::rows::{self, ENTRY};
use super::schema;
use super::veil::{self, Opened, Seals};
use super::{Store, Trouble, history};
use crate::journal::{Edit, Entry, Id, Record, SEALS, Seal};
use rusqlite::{Connection, OpenFlags, params};
use serde_json::{Value, json};
use std::collections::{BTreeMap, HashMap};
use std::fs;
use std::path::Path;

/// What is done to a carer's own entries.
enum Work<'a> {
    Seal(&'a Seal),
    Unseal(&'a Opened),
}

impl Store {
    /// Seals what a carer wrote and will write for themselves.
    ///
    /// # Errors
    /// When the journal is open in another window, damaged, or there is no room; nothing was changed then.
    pub fn seal_carer(self, carer: Id, seal: &Seal, copies: Copies) -> Result<Turned, Trouble> {
        self.rewritten(carer, &Work::Seal(seal), copies)
    }

    /// Takes the seal off; `key` reads what is sealed.
    ///
    /// # Errors
    /// As [`Store::seal_carer`].
    pub fn unseal_carer(self, carer: Id, key: &Opened, copies: Copies) -> Result<Turned, Trouble> {
        self.rewritten(carer, &Work::Unseal(key), copies)
    }

    /// Whether others see that a sealed carer kept something, or nothing at all.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub fn show_sealed(&mut self, carer: Id, shown: bool) -> Result<(), Trouble> {
        self.still_there()?;
        let mut seals = self.family()?.settings.seals;
        if let Some(seal) = seals.get_mut(&carer) {
            seal.shown = shown;
        }
        write_seals(&self.conn, &seals).map_err(|e| self.trouble(e))?;
        self.writes.set(self.writes.get() + 1);
        Ok(())
    }

    fn rewritten(self, carer: Id, work: &Work<'_>, copies: Copies) -> Result<Turned, Trouble> {
        let Some(path) = self.path.clone() else {
            return Ok(Turned::default());
        };
        self.still_there()?;
        file::alone(self.lock.as_ref())?;
        backup::has_room(&path, NOT_WITHOUT)?;
        whole(&self.conn, &path)?;
        let part = rewrite(&self.conn, self.key.as_ref(), &path, carer, work)?;
        let Self {
            conn, lock, key, ..
        } = self;
        drop(conn);
        // No words lie in a copy while the journal has them sealed.
        let turned = if matches!(work, Work::Seal(_)) {
            let turned = turn_copies(&path, key.as_ref(), carer, work, copies)?;
            swap(part, &path)?;
            turned
        } else {
            swap(part, &path)?;
            turn_copies(&path, key.as_ref(), carer, work, copies)?
        };
        // What was done is done, whoever is quicker now.
        file::together(lock.as_ref()).ok();
        Ok(Turned {
            open: open_beside(&path),
            ..turned
        })
    }
}

fn turn_copies(
    path: &Path,
    key: Option<&Passphrase>,
    carer: Id,
    work: &Work<'_>,
    copies: Copies,
) -> Result<Turned, Trouble> {
    let mut turned = Turned::default();
    for old in Backups::of(path).all() {
        if copies == Copies::Go {
            fs::remove_file(old).map_err(|e| uncopied(old, &e))?;
            turned.removed += 1;
            continue;
        }
        let made = opened(old, key, None)
            .and_then(|(conn, key)| rewrite(&conn, key, old, carer, work).ok());
        match made {
            Some(part) => {
                swap(part, old)?;
                turned.followed += 1;
            }
            None => turned.left.push(old.to_path_buf()),
        }
    }
    Ok(turned)
}

/// A whole copy in which the work was done. What it held before is in none of its pages.
fn rewrite(
    conn: &Connection,
    key: Option<&Passphrase>,
    path: &Path,
    carer: Id,
    work: &Work<'_>,
) -> Result<Part, Trouble> {
    let part = Part::new(beside(path, PART)).map_err(|e| uncopied(path, &e))?;
    let trouble = |e| Trouble::from_sqlite(e, Some(path));
    copy(conn, key, key, &part).map_err(trouble)?;
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let mut new = connect(part.path(), flags, key)?;
    // Nothing in the clear beside it: a part that is cut off is thrown away whole.
    for (name, value) in [("journal_mode", "MEMORY"), ("temp_store", "MEMORY")] {
        new.pragma_update_and_check(None, name, value, |_| Ok(()))
            .or_else(|error| match error {
                rusqlite::Error::QueryReturnedNoRows => Ok(()),
                other => Err(other),
            })
            .map_err(trouble)?;
    }
    new.pragma_update_and_check(None, "secure_delete", true, |_| Ok(()))
        .map_err(trouble)?;
    schema::upgrade(&mut new, |_| Ok(())).map_err(trouble)?;
    let tx = new.transaction().map_err(trouble)?;
    done(&tx, carer, work).map_err(|halt| match halt {
        Halt::Sqlite(error) => Trouble::from_sqlite(error, Some(path)),
        Halt::Sealing(why) => Trouble::Other(why),
    })?;
    tx.commit().map_err(trouble)?;
    new.execute_batch("VACUUM").map_err(trouble)?;
    whole(&new, part.path())?;
    Ok(part)
}

enum Halt {
    Sqlite(rusqlite::Error),
    Sealing(String),
}

impl From<rusqlite::Error> for Halt {
    fn from(error: rusqlite::Error) -> Self {
        Self::Sqlite(error)
    }
}

impl From<serde_json::Error> for Halt {
    fn from(error: serde_json::Error) -> Self {
        Self::Sealing(format!("something in the history cannot be read ({error})"))
    }
}

fn done(tx: &Connection, carer: Id, work: &Work<'_>) -> Result<(), Halt> {
    let mut all = Seals::read(tx)?.of;
    match work {
        // What was sealed under another passphrase opens with that one only, so its key stays beside it.
        Work::Seal(seal)
            if all
                .get(&carer)
                .is_some_and(|old| old.recipient != seal.recipient) =>
        {
            return Err(Halt::Sealing(OTHERWISE.into()));
        }
        Work::Seal(seal) => all.insert(carer, (*seal).clone()),
        Work::Unseal(_) => all.get(&carer).cloned(),
    };
    write_seals(tx, &all)?;
    let mut turn = Turn {
        seals: Seals::read(tx)?,
        carer,
        work,
        made: HashMap::new(),
    };
    turn.entries(tx)?;
    turn.history(tx)?;
    turn.drafts(tx)?;
    if matches!(work, Work::Unseal(_)) {
        all.remove(&carer);
        write_seals(tx, &all)?;
    }
    Ok(())
}

fn write_seals(conn: &Connection, seals: &BTreeMap<Id, Seal>) -> rusqlite::Result<()> {
    if seals.is_empty() {
        conn.execute("DELETE FROM setting WHERE name = ?1", [SEALS])?;
        return Ok(());
    }
    conn.execute(
        "INSERT INTO setting (name, value) VALUES (?1, ?2) ON CONFLICT (name) DO UPDATE SET value = ?2",
        params![SEALS, json!(seals).to_string()],
    )?;
    Ok(())
}

/// The work on one file. One state of an entry becomes one ciphertext wherever it stands, so that undo still finds the
/// row as the history knows it.
struct Turn<'a> {
    seals: Seals,
    carer: Id,
    work: &'a Work<'a>,
    made: HashMap<String, Option<Record>>,
}

impl Turn<'_> {
    /// What an entry becomes; none when it stays.
    fn entry(&mut self, entry: &Entry) -> Result<Option<Record>, Halt> {
        if entry.carer != self.carer {
            return Ok(None);
        }
        let state = rows::to_json(&Record::from(entry.clone())).to_string();
        if let Some(made) = self.made.get(&state) {
            return Ok(made.clone());
        }
        let made = match self.work {
            Work::Seal(_) => self
                .seals
                .entry(entry)
                .map_err(|why| Halt::Sealing(why.to_string()))?,
            Work::Unseal(key) => match entry.sealed() {
                Some(_) => Some(key.entry(entry).ok_or_else(unread)?),
                None => None,
            },
        };
        let made = made.map(Record::from);
        self.made.insert(state, made.clone());
        Ok(made)
    }

    fn entries(&mut self, tx: &Connection) -> Result<(), Halt> {
        let own: Vec<Entry> = tx
            .prepare(&format!(
                "SELECT {ENTRY} FROM entry WHERE carer = ?1 AND kind IN ('checkin', 'note')"
            ))?
            .query_map([self.carer.as_bytes()], rows::entry)?
            .collect::<Result<_, _>>()?;
        for entry in own {
            let changed: i64 = tx.query_row(
                "SELECT changed FROM entry WHERE id = ?1",
                [entry.id.as_bytes()],
                |row| row.get(0),
            )?;
            if let Some(made) = self.entry(&entry)? {
                rows::put(tx, &made, changed)?;
            }
        }
        Ok(())
    }

    fn history(&mut self, tx: &Connection) -> Result<(), Halt> {
        let own = format!("%{}%", self.carer);
        let found: Vec<(i64, i64, Option<String>, Option<String>)> = tx
            .prepare(
                "SELECT history, n, before, after FROM history_edit
                 WHERE record = 'entry' AND (before LIKE ?1 OR after LIKE ?1)",
            )?
            .query_map([&own], |row| {
                Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?))
            })?
            .collect::<Result<_, _>>()?;
        let mut touched = Vec::new();
        for (number, n, before, after) in found {
            let (before, after) = (self.state(before)?, self.state(after)?);
            for (column, state) in [("before", before), ("after", after)] {
                if let Some(state) = state {
                    let sql = format!(
                        "UPDATE history_edit SET {column} = ?3 WHERE history = ?1 AND n = ?2"
                    );
                    tx.execute(&sql, params![number, n, state])?;
                    touched.push(number);
                }
            }
        }
        touched.dedup();
        if matches!(self.work, Work::Unseal(_)) {
            return Ok(());
        }
        for number in touched {
            let edits: Vec<Edit> = tx
                .prepare_cached(
                    "SELECT record, before, after FROM history_edit WHERE history = ?1 LIMIT 2",
                )?
                .query_map([number], history::kept_edit)?
                .collect::<Result<_, _>>()?;
            let Some(first) = edits.first() else {
                continue;
            };
            let title = veil::neutral(first, edits.len() > 1);
            tx.execute(
                "UPDATE history SET title = ?2 WHERE id = ?1",
                params![number, title],
            )?;
        }
        Ok(())
    }

    fn state(&mut self, text: Option<String>) -> Result<Option<String>, Halt> {
        let Some(text) = text else {
            return Ok(None);
        };
        match rows::from_json("entry", serde_json::from_str(&text)?)? {
            Record::Entry(entry) => {
                let made = self.entry(&entry)?;
                Ok(made.map(|made| rows::to_json(&made).to_string()))
            }
            _ => Ok(None),
        }
    }

    fn drafts(&mut self, tx: &Connection) -> Result<(), Halt> {
        let found: Vec<(String, String)> = tx
            .prepare("SELECT slot, content FROM draft")?
            .query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?
            .collect::<Result<_, _>>()?;
        for (slot, content) in found {
            let content: Value = serde_json::from_str(&content)?;
            let made = match self.work {
                Work::Seal(_) if content.get("sealed").is_none() => {
                    let owner = veil::owner(tx, &slot, &content)?;
                    if owner != Some(self.carer) {
                        continue;
                    }
                    let sealed = self.seals.draft(self.carer, &content);
                    sealed.map_err(|why| Halt::Sealing(why.to_string()))?
                }
                Work::Unseal(key) => key.draft(self.carer, &content),
                Work::Seal(_) => None,
            };
            if let Some(made) = made {
                tx.execute(
                    "UPDATE draft SET content = ?2 WHERE slot = ?1",
                    params![slot, made.to_string()],
                )?;
            }
        }
        Ok(())
    }
}

fn unread() -> Halt {
    Halt::Sealing("an entry that only its writer can read is not readable with this key".into())
}

const OTHERWISE: &str = "it is sealed with another passphrase already";
