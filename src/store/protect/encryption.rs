//! Locking the journal with a passphrase, changing it, and unlocking: a whole new file under the new lock takes the
//! place of the old one in a single step, and the copies in `FILE.backups/` follow.
//!
//! Cut off anywhere, exactly one whole journal is there. Copies are rewritten before the journal when it gets a lock and
//! after it when it loses one, so that no readable copy ever lies beside a locked journal. The store stays open
//! throughout, for an app that goes on.

use crate::model::Timestamp;
use crate::store::connection;
use crate::store::copies::backup::{self, BackupReason};
use crate::store::copies::clone_database::{check_integrity, clone_beside, verify_same_content};
use crate::store::copies::rewrite_backups::{BackupPolicy, BackupRewrite, open_with_either_key};
use crate::store::database_file::PartialFile;
use crate::store::passphrase::{HAS_ENCRYPTION, Passphrase};
use crate::store::protect::lock_report::LockOutcome;
use crate::store::protect::unencrypted_files::find_unencrypted_files;
use crate::store::write_hold::WriteHold;
use crate::store::{Store, StoreError};
use crate::texts::store_errors::NOTHING_CHANGED;
use std::fs;
use std::path::{Path, PathBuf};

impl Store {
    /// Gives the journal another passphrase, or none. Whatever comes of it, a journal is open here afterwards, for the
    /// same run of the program. Waits for readers on other threads, which should have been told to stop.
    /// Nothing is changed when it is open in another window, damaged, or there is no room.
    pub fn change_encryption(
        &mut self,
        to: Option<&Passphrase>,
        policy: BackupPolicy,
        now: Timestamp,
    ) -> Result<LockOutcome, StoreError> {
        if !HAS_ENCRYPTION {
            return Err(StoreError::NoEncryption);
        }
        let Some(path) = self.path.clone() else {
            return Ok(LockOutcome::default());
        };
        let to = to.map(Passphrase::to_composed);
        self.ensure_not_replaced()?;
        self.close_readers()?;
        let exclusive = self.file_lock.lock_exclusive()?;
        let done = self.change_encryption_exclusively(&path, to.as_ref(), policy, now);
        drop(exclusive);
        let outcome = done?;
        Ok(LockOutcome { unencrypted: find_unencrypted_files(&path), ..outcome })
    }

    fn change_encryption_exclusively(
        &mut self,
        path: &Path,
        to: Option<&Passphrase>,
        policy: BackupPolicy,
        now: Timestamp,
    ) -> Result<LockOutcome, StoreError> {
        backup::ensure_free_space(path, NOTHING_CHANGED)?;
        check_integrity(&self.conn, path)?;
        backup::create_folder(path)?;
        let from = self.passphrase.clone();
        let hold = WriteHold::acquire(path, from.as_ref(), self.identity, &self.conn)?;
        let part = clone_beside(path, &self.conn, from.as_ref(), to)?;
        verify_same_content(&self.conn, &part, to)?;
        let copy = UnnamedCopy::create(path, &part, now)?;
        let name = copy.name.clone();
        let rewrite = BackupRewrite { journal: path, except: Some(&name), policy, is_strict: to.is_some() };
        let outcome = rewrite.run(
            |old| reencrypt_copy(old, from.as_ref(), to),
            || {
                hold.prepare(&part, Some(&self.conn))?;
                self.replace_and_reopen(hold, part, path, to)?;
                copy.give_name();
                Ok(())
            },
        )?;
        self.trim_copies_before(path, BackupReason::Encryption, &name);
        Ok(outcome)
    }

    /// Puts the new file in the journal's place and goes on with it.
    pub(crate) fn replace_and_reopen(
        &mut self,
        hold: WriteHold,
        part: PartialFile,
        path: &Path,
        to: Option<&Passphrase>,
    ) -> Result<(), StoreError> {
        // On Unix an open file can be replaced. The old connection stays until there is a new one: if none can be made,
        // all can still be read, and every write says that the file was replaced.
        if !cfg!(unix) {
            self.conn = connection::open_in_memory()?;
        }
        let replaced = hold.replace(part);
        if replaced.is_err() && cfg!(unix) {
            return replaced;
        }
        let key = if replaced.is_ok() { to } else { self.passphrase.as_ref() };
        self.conn = connection::open_read_write(path, key)
            .map_err(|_| StoreError::FileReplaced(path.to_path_buf()))?;
        self.passphrase = key.cloned();
        self.record_file();
        self.seen.set_locked(self.is_encrypted());
        self.seen.save();
        self.write_count.set(self.write_count.get() + 1);
        replaced
    }
}

/// The copy from before: the same content, under the new lock. It has no name until the journal has that lock too: cut
/// off in between, no open copy stays beside a locked journal.
struct UnnamedCopy {
    name: PathBuf,
    part: PartialFile,
}

impl UnnamedCopy {
    fn create(path: &Path, from: &PartialFile, now: Timestamp) -> Result<Self, StoreError> {
        let name = backup::find_free_name(path, BackupReason::Encryption, &backup::format_stamp(now));
        let part = PartialFile::create_beside(&name)?;
        fs::copy(from.path(), part.path()).map_err(|error| StoreError::copy_failed(&name, &error))?;
        part.sync_to_disk()?;
        Ok(Self { name, part })
    }

    fn give_name(self) {
        // The journal holds the same, so nothing is lost where it stays without one.
        self.part.rename_if_free(&self.name).ok();
    }
}

/// One copy made anew under the new lock; none when it has that lock already.
fn reencrypt_copy(
    old: &Path,
    from: Option<&Passphrase>,
    to: Option<&Passphrase>,
) -> Result<Option<PartialFile>, StoreError> {
    let (conn, key) = open_with_either_key(old, from, to)?;
    if key.as_ref() == to {
        return Ok(None);
    }
    let part = clone_beside(old, &conn, key.as_ref(), to)?;
    verify_same_content(&conn, &part, to)?;
    Ok(Some(part))
}
