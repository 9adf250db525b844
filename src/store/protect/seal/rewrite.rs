//! The work of sealing and unsealing on the rows of one file: entries, every state of them in the history, titles,
//! drafts, and the seals themselves. Which file, and what becomes of it, is the room's above.

use crate::model::{CarerSeal, Edit, Entry, Id, Record, SEALS_SETTING};
use crate::store::mapping::ENTRY;
use crate::store::protect::sealed_entries;
use crate::store::protect::sealed_entries::{Opened, Seals};
use crate::store::{apply, drafts, mapping};
use rusqlite::{Connection, params};
use serde_json::{Value, json};
use std::collections::{BTreeMap, HashMap, HashSet};

/// What is done to a carer's own entries.
pub(crate) enum Work<'a> {
    Seal(&'a CarerSeal),
    Unseal(&'a Opened),
}

pub(crate) enum Halt {
    Sqlite(rusqlite::Error),
    /// It is sealed with another passphrase.
    Otherwise,
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

/// Does it in one file, within one transaction.
pub(crate) fn done(tx: &Connection, carer: Id, work: &Work<'_>) -> Result<(), Halt> {
    let mut all = Seals::read(tx)?.of;
    match work {
        // What was sealed under another passphrase opens with that one only, so its key stays beside it.
        Work::Seal(seal) if all.get(&carer).is_some_and(|old| old.recipient != seal.recipient) => {
            return Err(Halt::Otherwise);
        }
        Work::Seal(seal) => all.insert(carer, (*seal).clone()),
        Work::Unseal(_) => all.get(&carer).cloned(),
    };
    write_seals(tx, &all)?;
    let seals = Seals::read(tx)?;
    let mut turn = Turn::new(&seals, carer, work);
    turn.entries(tx)?;
    turn.removed(tx)?;
    turn.history(tx)?;
    turn.drafts(tx)?;
    if matches!(work, Work::Unseal(_)) {
        all.remove(&carer);
        write_seals(tx, &all)?;
    }
    Ok(())
}

/// An edit that makes an open entry one that is sealed, as it is remembered: what the entry said before, in it and in all
/// earlier changes, is sealed with it, so that no undo brings it back for anybody to read.
pub(crate) fn earlier(tx: &Connection, seals: &Seals, edit: &Edit) -> Result<Edit, Halt> {
    let entry = |record: &Option<Record>| record.as_ref().and_then(Record::as_entry).cloned();
    let (Some(before), Some(after)) = (entry(&edit.before), entry(&edit.after)) else {
        return Ok(edit.clone());
    };
    let Some(seal) = seals.of.get(&after.carer) else {
        return Ok(edit.clone());
    };
    let work = Work::Seal(seal);
    let mut turn = Turn::new(seals, after.carer, &work);
    turn.whole.insert(after.id);
    turn.history(tx)?;
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
struct Turn<'a> {
    seals: &'a Seals,
    carer: Id,
    work: &'a Work<'a>,
    /// Entries that are this carer's own now, or were when they were removed: every state of them is, whoever was named
    /// as its writer first.
    whole: HashSet<Id>,
    made: HashMap<String, Option<Record>>,
}

impl<'a> Turn<'a> {
    fn new(seals: &'a Seals, carer: Id, work: &'a Work<'a>) -> Self {
        Self { seals, carer, work, whole: HashSet::new(), made: HashMap::new() }
    }

    /// What an entry becomes; none when it stays.
    fn entry(&mut self, entry: &Entry) -> Result<Option<Record>, Halt> {
        let whole = self.whole.contains(&entry.id);
        if entry.carer != self.carer && !whole {
            return Ok(None);
        }
        let state = mapping::to_json(&Record::from(entry.clone())).to_string();
        if let Some(made) = self.made.get(&state) {
            return Ok(made.clone());
        }
        let made = match self.work {
            Work::Seal(_) if entry.sealed_ciphertext().is_some() => None,
            Work::Seal(seal) if whole => {
                let sealed = self.seals.for_writer(entry, self.carer, seal);
                Some(sealed.map_err(|why| Halt::Sealing(why.to_string()))?)
            }
            Work::Seal(_) => self.seals.entry(entry).map_err(|why| Halt::Sealing(why.to_string()))?,
            Work::Unseal(key) if entry.carer == self.carer => match entry.sealed_ciphertext() {
                Some(_) => Some(key.entry(entry).ok_or_else(unread)?),
                None => None,
            },
            Work::Unseal(_) => None,
        };
        let made = made.map(Record::from);
        self.made.insert(state, made.clone());
        Ok(made)
    }

    fn entries(&mut self, tx: &Connection) -> Result<(), Halt> {
        let own: Vec<Entry> = tx
            .prepare(&format!("SELECT {ENTRY} FROM entry WHERE carer = ?1 AND kind IN ('checkin', 'note')"))?
            .query_map([self.carer.as_bytes()], mapping::entry)?
            .collect::<Result<_, _>>()?;
        for entry in own {
            let changed: i64 =
                tx.query_row("SELECT changed FROM entry WHERE id = ?1", [entry.id.as_bytes()], |row| {
                    row.get(0)
                })?;
            if entry.is_private_to_writer() || entry.sealed_ciphertext().is_some() {
                self.whole.insert(entry.id);
            }
            if let Some(made) = self.entry(&entry)? {
                mapping::put(tx, &made, changed)?;
            }
        }
        Ok(())
    }

    /// Which entries that are there no more were this carer's own.
    fn removed(&mut self, tx: &Connection) -> Result<(), Halt> {
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
            if let Record::Entry(entry) = mapping::from_json("entry", serde_json::from_str(&state)?)?
                && entry.carer == self.carer
                && (entry.is_private_to_writer() || entry.sealed_ciphertext().is_some())
            {
                self.whole.insert(entry.id);
            }
        }
        Ok(())
    }

    fn history(&mut self, tx: &Connection) -> Result<(), Halt> {
        let own = format!("%{}%", self.carer);
        let found: Vec<(i64, i64, Option<String>, Option<String>)> = tx
            .prepare(
                "SELECT history, n, before, after FROM history_edit WHERE record = 'entry'
                 AND (before LIKE ?1 OR after LIKE ?1 OR key IN (SELECT value FROM json_each(?2)))",
            )?
            .query_map(params![own, json!(self.whole).to_string()], |row| {
                Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?))
            })?
            .collect::<Result<_, _>>()?;
        let mut touched = Vec::new();
        for (number, n, before, after) in found {
            let (before, after) = (self.state(before)?, self.state(after)?);
            for (column, state) in [("before", before), ("after", after)] {
                if let Some(state) = state {
                    let sql = format!("UPDATE history_edit SET {column} = ?3 WHERE history = ?1 AND n = ?2");
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
                .prepare_cached("SELECT record, before, after FROM history_edit WHERE history = ?1 LIMIT 2")?
                .query_map([number], apply::kept_edit)?
                .collect::<Result<_, _>>()?;
            let Some(first) = edits.first() else {
                continue;
            };
            let title = sealed_entries::neutral(first, edits.len() > 1);
            tx.execute("UPDATE history SET title = ?2 WHERE id = ?1", params![number, title])?;
        }
        Ok(())
    }

    fn state(&mut self, text: Option<String>) -> Result<Option<String>, Halt> {
        let Some(text) = text else {
            return Ok(None);
        };
        match mapping::from_json("entry", serde_json::from_str(&text)?)? {
            Record::Entry(entry) => {
                let made = self.entry(&entry)?;
                Ok(made.map(|made| mapping::to_json(&made).to_string()))
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
                    if !drafts::owners(tx, &slot, &content)?.contains(&self.carer) {
                        continue;
                    }
                    let sealed = self.seals.draft(self.carer, &content);
                    sealed.map_err(|why| Halt::Sealing(why.to_string()))?
                }
                Work::Unseal(key) => key.draft(self.carer, &content),
                Work::Seal(_) => None,
            };
            if let Some(made) = made {
                tx.execute("UPDATE draft SET content = ?2 WHERE slot = ?1", params![slot, made.to_string()])?;
            }
        }
        Ok(())
    }
}

fn unread() -> Halt {
    Halt::Sealing("an entry that only its writer can read is not readable with this key".into())
}
