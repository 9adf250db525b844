//! The lock on `FILE.lock` beside the journal: every open window shares it; whoever replaces the file needs it
//! exclusively.

use crate::platform::private_file::set_private_mode;
use crate::store::database_file::sibling_path;
use crate::store::store_error::StoreError;
use std::fs::{File, OpenOptions, TryLockError};
use std::path::Path;
use std::sync::Arc;
use std::thread;
use std::time::Duration;

/// How often a lock is tried, a hundredth of a second apart.
const LOCK_ATTEMPTS: u32 = 30;

/// A shared lock, held until the last clone is dropped. It holds nothing for a journal in memory, in a folder that cannot
/// be written, or on a file system without locks: SQLite's own locks still hold there.
#[derive(Clone, Default)]
pub(crate) struct FileLock(Option<Arc<File>>);

impl FileLock {
    pub(crate) fn acquire_shared(path: &Path) -> Result<Self, StoreError> {
        let mut options = OpenOptions::new();
        options.write(true).create(true).truncate(false);
        let Ok(file) = set_private_mode(&mut options).open(sibling_path(path, ".lock")) else {
            return Ok(Self(None));
        };
        // Another window that opens the journal too may have it exclusively for a moment.
        match try_lock_shared(&file) {
            Ok(()) => Ok(Self(Some(Arc::new(file)))),
            Err(TryLockError::WouldBlock) => Err(StoreError::InUse),
            Err(TryLockError::Error(_)) => Ok(Self(None)),
        }
    }

    pub(crate) fn is_held(&self) -> bool {
        self.0.is_some()
    }

    /// # Errors
    /// When another window has the journal open; the lock is shared again then.
    pub(crate) fn lock_exclusive(&self) -> Result<ExclusiveLock, StoreError> {
        self.try_lock_exclusive()?.ok_or(StoreError::InUse)
    }

    /// None when another window has the journal open; the lock is shared again then.
    pub(crate) fn try_lock_exclusive(&self) -> Result<Option<ExclusiveLock>, StoreError> {
        if let Some(file) = &self.0 {
            file.unlock().ok();
            if file.try_lock().is_err() {
                return make_shared(file).map(|()| None);
            }
        }
        Ok(Some(ExclusiveLock(self.clone())))
    }
}

/// Makes the lock shared again when it is dropped.
pub(crate) struct ExclusiveLock(FileLock);

impl ExclusiveLock {
    /// # Errors
    /// When another window took it exclusively meanwhile.
    pub(crate) fn make_shared(mut self) -> Result<(), StoreError> {
        self.0.0.take().map_or(Ok(()), |file| make_shared(&file))
    }
}

impl Drop for ExclusiveLock {
    fn drop(&mut self) {
        if let Some(file) = self.0.0.take() {
            // What was done is done, whoever is quicker now; and every write checks that the file was not replaced.
            make_shared(&file).ok();
        }
    }
}

fn make_shared(file: &File) -> Result<(), StoreError> {
    file.unlock().ok();
    match try_lock_shared(file) {
        Err(TryLockError::WouldBlock) => Err(StoreError::InUse),
        _ => Ok(()),
    }
}

fn try_lock_shared(file: &File) -> Result<(), TryLockError> {
    for _ in 0..LOCK_ATTEMPTS {
        match file.try_lock_shared() {
            Err(TryLockError::WouldBlock) => thread::sleep(Duration::from_millis(10)),
            done => return done,
        }
    }
    Err(TryLockError::WouldBlock)
}
