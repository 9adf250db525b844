//! Sealing what a carer wrote, and taking the seal off: their rows, every earlier state of them in the history, their
//! drafts and the titles that told of them are rewritten in a whole new file, which takes the old one's place in one
//! step. The copies in `FILE.backups/` follow, as with the lock. No copy from before is kept: it would hold the words.

use crate::model::{CarerSeal, Id};
use crate::store::copies::backup;
use crate::store::copies::clone_database::check_integrity;
use crate::store::copies::rewrite_backups::{BackupPolicy, BackupRewrite, open_with_either_key};
use crate::store::copies::rewrite_rows::{change_and_vacuum, keep_temp_in_memory, write_changed_copy};
use crate::store::database_file::PartialFile;
use crate::store::passphrase::Passphrase;
use crate::store::protect::lock_report::LockOutcome;
use crate::store::protect::rewrite_seals::{SealOperation, apply_operation, write_seals};
use crate::store::protect::seal_keys::{CarerSeals, SealKeys};
use crate::store::protect::unencrypted_files::find_unencrypted_files;
use crate::store::write_error::WriteError;
use crate::store::write_hold::WriteHold;
use crate::store::{Store, StoreError, schema};
use crate::texts::store_errors::NOTHING_CHANGED;
use rusqlite::Connection;
use std::collections::BTreeMap;
use std::path::Path;

impl Store {
    /// Seals what a carer wrote and will write for themselves.
    pub fn seal_carer(
        self,
        carer: Id,
        seal: &CarerSeal,
        policy: BackupPolicy,
    ) -> Result<LockOutcome, StoreError> {
        self.rewrite_journal(carer, SealOperation::Seal(seal), policy)
    }

    /// Takes the seal off; `key` reads what is sealed.
    pub(crate) fn unseal_carer(
        self,
        carer: Id,
        key: &SealKeys,
        policy: BackupPolicy,
    ) -> Result<LockOutcome, StoreError> {
        self.rewrite_journal(carer, SealOperation::Unseal(key), policy)
    }

    /// Whether others see that a sealed carer kept something, or nothing at all.
    pub(crate) fn show_sealed(&mut self, carer: Id, shown: bool) -> Result<(), StoreError> {
        self.write_in_transaction(|_, tx| -> Result<(), WriteError> {
            let mut seals = CarerSeals::from_connection(tx)?.by_carer;
            if let Some(seal) = seals.get_mut(&carer) {
                seal.shown = shown;
            }
            Ok(write_seals(tx, &seals)?)
        })?;
        let seals = self.query(CarerSeals::from_connection)?.by_carer;
        let expected = self.seen.seals();
        if let Some(seal) =
            seals.get(&carer).filter(|seal| expected.get(&carer).is_some_and(|it| it.is_same_key(seal)))
        {
            self.seen.set_seal(carer, Some(seal));
        }
        Ok(())
    }

    fn rewrite_journal(
        self,
        carer: Id,
        operation: SealOperation<'_>,
        policy: BackupPolicy,
    ) -> Result<LockOutcome, StoreError> {
        let Some(path) = self.path.clone() else {
            return Ok(LockOutcome::default());
        };
        self.ensure_not_replaced()?;
        let exclusive = self.file_lock.lock_exclusive()?;
        backup::ensure_free_space(&path, NOTHING_CHANGED)?;
        check_integrity(&self.conn, &path)?;
        let hold = WriteHold::acquire(&path, self.passphrase.as_ref(), self.identity, &self.conn)?;
        let part = write_rewritten_copy(&self.conn, self.passphrase.as_ref(), &path, carer, operation)?;
        let Self { conn, passphrase, seen, .. } = self;
        let is_strict = matches!(operation, SealOperation::Seal(_));
        let outcome = BackupRewrite { journal: &path, except: None, policy, is_strict }.run(
            |old| {
                let (conn, key) = open_with_either_key(old, passphrase.as_ref(), None)?;
                write_rewritten_copy(&conn, key.as_ref(), old, carer, operation).map(Some)
            },
            || {
                hold.prepare(&part, Some(&conn))?;
                drop(conn);
                if matches!(operation, SealOperation::Unseal(_)) {
                    // Before the journal without it is there: cut in between, its seal would be missed for good.
                    seen.set_seal(carer, None);
                }
                hold.replace(part)
            },
        )?;
        seen.set_seal(
            carer,
            match operation {
                SealOperation::Seal(seal) => Some(seal),
                SealOperation::Unseal(_) => None,
            },
        );
        drop(exclusive);
        Ok(LockOutcome { unencrypted: find_unencrypted_files(&path), ..outcome })
    }
}

/// A whole copy in which the operation was applied.
fn write_rewritten_copy(
    conn: &Connection,
    key: Option<&Passphrase>,
    path: &Path,
    carer: Id,
    operation: SealOperation<'_>,
) -> Result<PartialFile, StoreError> {
    write_changed_copy(conn, key, path, |new| {
        schema::migrate_to_latest(new, |_| Ok(())).map_err(|e| StoreError::from_sqlite(e, Some(path)))?;
        apply_operations(new, path, &[(carer, operation)])
    })
}

/// Seals in a file that is to take the journal's place what the journal has sealed: a copy may be from before. Returns
/// whose; a carer who is not in it, or is sealed in it already, stays as they are.
pub(crate) fn apply_seals(
    new: &mut Connection,
    path: &Path,
    seals: &BTreeMap<Id, CarerSeal>,
) -> Result<Vec<Id>, StoreError> {
    let to_error = |e| StoreError::from_sqlite(e, Some(path));
    let present = CarerSeals::from_connection(new).map_err(to_error)?.by_carer;
    let mut operations = Vec::new();
    for (carer, seal) in seals.iter().filter(|(carer, _)| !present.contains_key(carer)) {
        let is_known = new
            .prepare("SELECT 1 FROM carer WHERE id = ?1")
            .and_then(|mut carers| carers.exists([carer.as_bytes()]))
            .map_err(to_error)?;
        if is_known {
            operations.push((*carer, SealOperation::Seal(seal)));
        }
    }
    if !operations.is_empty() {
        keep_temp_in_memory(new).map_err(to_error)?;
        apply_operations(new, path, &operations)?;
    }
    Ok(operations.into_iter().map(|(carer, _)| carer).collect())
}

fn apply_operations(
    new: &mut Connection,
    path: &Path,
    operations: &[(Id, SealOperation<'_>)],
) -> Result<(), StoreError> {
    change_and_vacuum(new, path, |tx| {
        operations.iter().try_for_each(|(carer, operation)| apply_operation(tx, *carer, *operation))
    })
}
