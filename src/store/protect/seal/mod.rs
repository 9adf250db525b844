//! Sealing what a carer wrote, and taking the seal off: their rows, every earlier state of them in the history, their
//! drafts and the titles that told of them are rewritten in a whole new file, which takes the old one's place in one
//! step. The copies in `FILE.backups/` follow, as with the lock. No copy from before is kept: it would hold the words.

pub(crate) mod rewrite;

use crate::model::{CarerSeal, Edit, Id};
use crate::store::copies::backup;
use crate::store::copies::backup::{NOTHING_CHANGED, PARTIAL_SUFFIX, to_copy_error};
use crate::store::copies::clone_database::{check_integrity, copy_database};
use crate::store::database_file::{PartialFile, sibling_path};
use crate::store::open::open_connection;
use crate::store::passphrase::Passphrase;
use crate::store::protect::encryption::{
    BackupPolicy, find_unencrypted_files, open_with_either_key, replace_journal, rewrite_backups,
    to_unreadable_copy_error,
};
use crate::store::protect::lock_report::LockOutcome;
use crate::store::protect::seal::rewrite::{SealOperation, write_seals};
use crate::store::protect::sealed_entries::{CarerSeals, SealKeys};
use crate::store::write_change::WriteError;
use crate::store::{Store, StoreError, database_file, schema};
use rusqlite::{Connection, OpenFlags};
use std::collections::BTreeMap;
use std::path::Path;

impl Store {
    /// Seals what a carer wrote and will write for themselves.
    ///
    /// # Errors
    /// When the journal is open in another window, damaged, or there is no room; nothing was changed then.
    pub fn seal_carer(
        self,
        carer: Id,
        seal: &CarerSeal,
        copies: BackupPolicy,
    ) -> Result<LockOutcome, StoreError> {
        self.rewrite_journal(carer, &SealOperation::Seal(seal), copies)
    }

    /// Takes the seal off; `key` reads what is sealed.
    ///
    /// # Errors
    /// As [`Store::seal_carer`].
    pub fn unseal_carer(
        self,
        carer: Id,
        key: &SealKeys,
        copies: BackupPolicy,
    ) -> Result<LockOutcome, StoreError> {
        self.rewrite_journal(carer, &SealOperation::Unseal(key), copies)
    }

    /// Whether others see that a sealed carer kept something, or nothing at all.
    pub fn show_sealed(&mut self, carer: Id, shown: bool) -> Result<(), StoreError> {
        self.ensure_not_replaced()?;
        let mut seals = self.load_family()?.settings.seals;
        if let Some(seal) = seals.get_mut(&carer) {
            seal.shown = shown;
        }
        write_seals(&self.conn, &seals).map_err(|e| self.to_store_error(e))?;
        self.write_count.set(self.write_count.get() + 1);
        Ok(())
    }

    fn rewrite_journal(
        self,
        carer: Id,
        work: &SealOperation<'_>,
        copies: BackupPolicy,
    ) -> Result<LockOutcome, StoreError> {
        let Some(path) = self.path.clone() else {
            return Ok(LockOutcome::default());
        };
        self.ensure_not_replaced()?;
        database_file::lock_exclusive(self.file_lock.as_ref())?;
        backup::ensure_free_space(&path, NOTHING_CHANGED)?;
        check_integrity(&self.conn, &path)?;
        let part = write_rewritten_copy(&self.conn, self.passphrase.as_ref(), &path, carer, work)?;
        let Self { conn, file_lock: lock, passphrase: key, .. } = self;
        drop(conn);
        // No words lie in a copy while the journal has them sealed.
        let must = matches!(work, SealOperation::Seal(_));
        let turn_copies = || {
            rewrite_backups(&path, None, copies, must, |old| {
                let (conn, key) = open_with_either_key(old, key.as_ref(), None)?;
                write_rewritten_copy(&conn, key, old, carer, work).map(Some)
            })
        };
        let turned = if must {
            let turned = turn_copies()?;
            replace_journal(part, &path)?;
            turned
        } else {
            replace_journal(part, &path)?;
            turn_copies()?
        };
        // What was done is done, whoever is quicker now.
        database_file::lock_shared(lock.as_ref()).ok();
        Ok(LockOutcome { unencrypted: find_unencrypted_files(&path), ..turned })
    }
}

/// A whole copy in which the work was done. What it held before is in none of its pages.
fn write_rewritten_copy(
    conn: &Connection,
    key: Option<&Passphrase>,
    path: &Path,
    carer: Id,
    work: &SealOperation<'_>,
) -> Result<PartialFile, StoreError> {
    let part = PartialFile::new(sibling_path(path, PARTIAL_SUFFIX)).map_err(|e| to_copy_error(path, &e))?;
    let trouble = |e| StoreError::from_sqlite(e, Some(path));
    copy_database(conn, key, key, &part).map_err(trouble)?;
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let mut new = open_connection(part.path(), flags, key).map_err(|e| to_unreadable_copy_error(&part, e))?;
    keep_temp_in_memory(&new).map_err(trouble)?;
    schema::migrate_to_latest(&mut new, |_| Ok(())).map_err(trouble)?;
    apply_operations(&mut new, path, &[(carer, work)])?;
    check_integrity(&new, part.path()).map_err(|e| to_unreadable_copy_error(&part, e))?;
    Ok(part)
}

/// Nothing in the clear beside it, nor in pages that are free again: a file that is cut off is thrown away whole.
fn keep_temp_in_memory(new: &Connection) -> rusqlite::Result<()> {
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
pub(crate) fn apply_seals(
    new: &mut Connection,
    path: &Path,
    seals: &BTreeMap<Id, CarerSeal>,
) -> Result<Vec<Id>, StoreError> {
    let trouble = |e| StoreError::from_sqlite(e, Some(path));
    let there = CarerSeals::from_connection(new).map_err(trouble)?.by_carer;
    let mut works = Vec::new();
    for (carer, seal) in seals.iter().filter(|(carer, _)| !there.contains_key(carer)) {
        let known = new
            .prepare("SELECT 1 FROM carer WHERE id = ?1")
            .and_then(|mut carers| carers.exists([carer.as_bytes()]))
            .map_err(trouble)?;
        if known {
            works.push((*carer, SealOperation::Seal(seal)));
        }
    }
    if !works.is_empty() {
        keep_temp_in_memory(new).map_err(trouble)?;
        let works: Vec<_> = works.iter().map(|(carer, work)| (*carer, work)).collect();
        apply_operations(new, path, &works)?;
    }
    Ok(works.into_iter().map(|(carer, _)| carer).collect())
}

/// As [`turn::earlier`].
pub(crate) fn seal_earlier_states(
    tx: &Connection,
    seals: &CarerSeals,
    edit: &Edit,
) -> Result<Edit, WriteError> {
    rewrite::seal_earlier_states(tx, seals, edit).map_err(|halt| match halt {
        rewrite::RewriteError::Sqlite(error) => WriteError::Sqlite(error),
        rewrite::RewriteError::SealedDifferently => WriteError::Refused(StoreError::SealedDifferently),
        rewrite::RewriteError::Sealing(why) => WriteError::Refused(StoreError::Other(why)),
    })
}

/// All of it or nothing; what was there before is in no page afterwards.
fn apply_operations(
    new: &mut Connection,
    path: &Path,
    works: &[(Id, &SealOperation<'_>)],
) -> Result<(), StoreError> {
    let trouble = |e| StoreError::from_sqlite(e, Some(path));
    let tx = new.transaction().map_err(trouble)?;
    for (carer, work) in works {
        rewrite::apply_operation(&tx, *carer, work).map_err(|halt| match halt {
            rewrite::RewriteError::Sqlite(error) => trouble(error),
            rewrite::RewriteError::SealedDifferently => StoreError::SealedDifferently,
            rewrite::RewriteError::Sealing(why) => StoreError::Other(why),
        })?;
    }
    tx.commit().map_err(trouble)?;
    new.execute_batch("VACUUM").map_err(trouble)
}
