//! The copies in `FILE.backups/` follow the journal when it gets another lock or a seal.

use crate::store::connection::open_to_read;
use crate::store::copies::backup::{self, BackupFiles};
use crate::store::database_file::{PartialFile, sibling_path};
use crate::store::file_stamp::LinkedFile;
use crate::store::passphrase::Passphrase;
use crate::store::protect::lock_report::LockOutcome;
use crate::store::schema::{FileHeader, check_schema, read_header};
use crate::store::store_error::StoreError;
use crate::texts::store_errors;
use rusqlite::Connection;
use std::fs;
use std::path::{Path, PathBuf};

/// What becomes of the copies in `FILE.backups/`.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum BackupPolicy {
    Rewrite,
    Remove,
}

pub(crate) struct BackupRewrite<'a> {
    pub journal: &'a Path,
    /// The copy that is as it should be.
    pub except: Option<&'a Path>,
    pub policy: BackupPolicy,
    /// No copy may stay readable: all are rewritten before the journal, or nothing is. Else the journal comes first, and
    /// a copy that cannot be rewritten is left as it is.
    pub is_strict: bool,
}

impl BackupRewrite<'_> {
    /// Puts the new journal in place, and rewrites the copies before or after it. `rewrite_copy` makes a copy anew; none
    /// where it is as it should be.
    pub(crate) fn run(
        &self,
        rewrite_copy: impl FnMut(&Path) -> Result<Option<PartialFile>, StoreError>,
        replace_journal: impl FnOnce() -> Result<(), StoreError>,
    ) -> Result<LockOutcome, StoreError> {
        backup::refuse_foreign_folder(self.journal)?;
        if self.is_strict {
            let mut outcome = self.rewrite_copies(rewrite_copy)?;
            outcome.linked.extend(LinkedFile::find(self.journal));
            replace_journal()?;
            return Ok(outcome);
        }
        replace_journal()?;
        self.rewrite_copies(rewrite_copy)
    }

    /// A copy that is not ours to read is left as it is and named.
    fn rewrite_copies(
        &self,
        mut rewrite_copy: impl FnMut(&Path) -> Result<Option<PartialFile>, StoreError>,
    ) -> Result<LockOutcome, StoreError> {
        let mut outcome = LockOutcome::default();
        // Where it is strict, the first takes its place when all are made.
        let mut ready: Vec<(PathBuf, PartialFile)> = Vec::new();
        for old in BackupFiles::for_journal(self.journal).iter_paths().filter(|old| Some(*old) != self.except)
        {
            let linked = LinkedFile::find(old).filter(|_| self.is_strict);
            let done = match self.policy {
                BackupPolicy::Remove => {
                    outcome.linked.extend(linked);
                    backup::remove_copy(old).map_err(|error| StoreError::copy_failed(old, &error))
                }
                BackupPolicy::Rewrite => rewrite_copy(old).and_then(|part| match part {
                    Some(part) if self.is_strict => {
                        outcome.linked.extend(linked);
                        ready.push((old.to_path_buf(), part));
                        Ok(())
                    }
                    Some(part) => part.replace_copy(old),
                    None => Ok(()),
                }),
            };
            match (done, self.policy) {
                (Ok(()), BackupPolicy::Remove) => outcome.removed += 1,
                (Ok(()), BackupPolicy::Rewrite) => outcome.rewritten += 1,
                (Err(error), _) if self.is_strict && !error.is_file_fault() => return Err(error),
                (Err(_), _) => {
                    outcome.unreadable.push(old.to_path_buf());
                    let rollback_file = sibling_path(old, "-journal");
                    if fs::symlink_metadata(&rollback_file).is_ok() {
                        outcome.unreadable.push(rollback_file);
                    }
                }
            }
        }
        for (old, part) in ready {
            part.replace_copy(&old)?;
        }
        Ok(outcome)
    }
}

/// A copy opened with whichever of the two keys it has; a change that was cut off may have left either.
/// Returns the form of the passphrase that opened it.
pub(crate) fn open_with_either_key(
    copy: &Path,
    from: Option<&Passphrase>,
    to: Option<&Passphrase>,
) -> Result<(Connection, Option<Passphrase>), StoreError> {
    match read_header(copy)? {
        FileHeader::Plain => return Ok((open_own_copy(copy, None)?, None)),
        FileHeader::Encrypted => {}
        FileHeader::Blank => return Err(StoreError::damaged(copy, store_errors::EMPTY)),
    }
    let mut refused = StoreError::PassphraseRequired(copy.to_path_buf());
    for key in [from, to].into_iter().flatten() {
        match key.try_forms(|form| open_own_copy(copy, Some(form))) {
            Ok((conn, form)) => return Ok((conn, Some(form))),
            Err(error) => refused = error,
        }
    }
    Err(refused)
}

/// A copy that holds what cuebook did not put there would bring it along.
fn open_own_copy(copy: &Path, key: Option<&Passphrase>) -> Result<Connection, StoreError> {
    let conn = open_to_read(copy, key)?;
    check_schema(&conn, copy)?;
    Ok(conn)
}
