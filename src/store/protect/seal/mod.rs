//! Sealing what a carer wrote, and taking the seal off: their rows, every earlier state of them in the history, their
//! drafts and the titles that told of them are rewritten in a whole new file, which takes the old one's place in one
//! step. The copies in `FILE.backups/` follow, as with the lock. No copy from before is kept: it would hold the words.

pub(crate) mod rewrite;

use crate::model::{CarerSeal, Edit, Id};
use crate::store::copies::backup;
use crate::store::copies::backup::{NOT_WITHOUT, PART, uncopied};
use crate::store::copies::clone_database::{copy, whole};
use crate::store::database_file::{Part, beside};
use crate::store::open::connect;
use crate::store::passphrase::Passphrase;
use crate::store::protect::encryption::{Copies, open_beside, opened, swap, turn_copies, unmade};
use crate::store::protect::lock_report::Turned;
use crate::store::protect::seal::rewrite::{Work, write_seals};
use crate::store::protect::sealed_entries::{Opened, Seals};
use crate::store::write_change::Halt;
use crate::store::{Store, Trouble, database_file, schema};
use rusqlite::{Connection, OpenFlags};
use std::collections::BTreeMap;
use std::path::Path;

impl Store {
    /// Seals what a carer wrote and will write for themselves.
    ///
    /// # Errors
    /// When the journal is open in another window, damaged, or there is no room; nothing was changed then.
    pub fn seal_carer(self, carer: Id, seal: &CarerSeal, copies: Copies) -> Result<Turned, Trouble> {
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
        database_file::alone(self.lock.as_ref())?;
        backup::has_room(&path, NOT_WITHOUT)?;
        whole(&self.conn, &path)?;
        let part = rewrite(&self.conn, self.key.as_ref(), &path, carer, work)?;
        let Self { conn, lock, key, .. } = self;
        drop(conn);
        // No words lie in a copy while the journal has them sealed.
        let must = matches!(work, Work::Seal(_));
        let turn_copies = || {
            turn_copies(&path, None, copies, must, |old| {
                let (conn, key) = opened(old, key.as_ref(), None)?;
                rewrite(&conn, key, old, carer, work).map(Some)
            })
        };
        let turned = if must {
            let turned = turn_copies()?;
            swap(part, &path)?;
            turned
        } else {
            swap(part, &path)?;
            turn_copies()?
        };
        // What was done is done, whoever is quicker now.
        database_file::together(lock.as_ref()).ok();
        Ok(Turned { open: open_beside(&path), ..turned })
    }
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
    let mut new = connect(part.path(), flags, key).map_err(|e| unmade(&part, e))?;
    alone(&new).map_err(trouble)?;
    schema::upgrade(&mut new, |_| Ok(())).map_err(trouble)?;
    carry_out(&mut new, path, &[(carer, work)])?;
    whole(&new, part.path()).map_err(|e| unmade(&part, e))?;
    Ok(part)
}

/// Nothing in the clear beside it, nor in pages that are free again: a file that is cut off is thrown away whole.
fn alone(new: &Connection) -> rusqlite::Result<()> {
    for (name, value) in [("journal_mode", "MEMORY"), ("temp_store", "MEMORY")] {
        new.pragma_update_and_check(None, name, value, |_| Ok(())).or_else(|error| match error {
            rusqlite::Error::QueryReturnedNoRows => Ok(()),
            other => Err(other),
        })?;
    }
    new.pragma_update_and_check(None, "secure_delete", true, |_| Ok(()))
}

/// Seals in a file that is to take the journal's place what the journal has sealed: a copy may be from before. Answers
/// whose; a carer who is not in it, or is sealed in it already, stays as they are.
pub(crate) fn along(
    new: &mut Connection,
    path: &Path,
    seals: &BTreeMap<Id, CarerSeal>,
) -> Result<Vec<Id>, Trouble> {
    let trouble = |e| Trouble::from_sqlite(e, Some(path));
    let there = Seals::read(new).map_err(trouble)?.of;
    let mut works = Vec::new();
    for (carer, seal) in seals.iter().filter(|(carer, _)| !there.contains_key(carer)) {
        let known = new
            .prepare("SELECT 1 FROM carer WHERE id = ?1")
            .and_then(|mut carers| carers.exists([carer.as_bytes()]))
            .map_err(trouble)?;
        if known {
            works.push((*carer, Work::Seal(seal)));
        }
    }
    if !works.is_empty() {
        alone(new).map_err(trouble)?;
        let works: Vec<_> = works.iter().map(|(carer, work)| (*carer, work)).collect();
        carry_out(new, path, &works)?;
    }
    Ok(works.into_iter().map(|(carer, _)| carer).collect())
}

/// As [`turn::earlier`].
pub(crate) fn earlier(tx: &Connection, seals: &Seals, edit: &Edit) -> Result<Edit, Halt> {
    rewrite::earlier(tx, seals, edit).map_err(|halt| match halt {
        rewrite::Halt::Sqlite(error) => Halt::Sqlite(error),
        rewrite::Halt::Otherwise => Halt::Refused(Trouble::Otherwise),
        rewrite::Halt::Sealing(why) => Halt::Refused(Trouble::Other(why)),
    })
}

/// All of it or nothing; what was there before is in no page afterwards.
fn carry_out(new: &mut Connection, path: &Path, works: &[(Id, &Work<'_>)]) -> Result<(), Trouble> {
    let trouble = |e| Trouble::from_sqlite(e, Some(path));
    let tx = new.transaction().map_err(trouble)?;
    for (carer, work) in works {
        rewrite::done(&tx, *carer, work).map_err(|halt| match halt {
            rewrite::Halt::Sqlite(error) => trouble(error),
            rewrite::Halt::Otherwise => Trouble::Otherwise,
            rewrite::Halt::Sealing(why) => Trouble::Other(why),
        })?;
    }
    tx.commit().map_err(trouble)?;
    new.execute_batch("VACUUM").map_err(trouble)
}
