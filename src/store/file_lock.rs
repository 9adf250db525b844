//! The lock on `FILE.lock` beside the journal: every open window shares it; whoever replaces the file needs it
//! exclusively, and does not replace it where there is no such lock to be had.

use crate::platform::private_file::set_private_mode;
use crate::store::database_file::sibling_path;
use crate::store::store_error::{StoreError, describe_io_error};
use crate::texts::store_errors;
use std::fs::{File, OpenOptions, TryLockError};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::thread;
use std::time::Duration;

/// How often a lock is tried, a hundredth of a second apart.
const LOCK_ATTEMPTS: u32 = 30;

/// A shared lock, held until the last clone is dropped.
#[derive(Clone, Default)]
pub(crate) enum FileLock {
    /// For a journal in memory, and for a reader whose store holds the lock for both.
    #[default]
    NotNeeded,
    Held(Arc<File>),
    /// The lock file cannot be opened, or the file system has no locks: reading and writing go on under SQLite's own
    /// locks, replacing the file does not.
    Unavailable {
        lock_file: PathBuf,
        why: String,
    },
}

impl FileLock {
    pub(crate) fn acquire_shared(path: &Path) -> Result<Self, StoreError> {
        let lock_file = sibling_path(path, ".lock");
        let unavailable = |lock_file, why| Ok(Self::Unavailable { lock_file, why });
        let file = match open_lock_file(&lock_file) {
            Ok(file) => file,
            Err(error) => return unavailable(lock_file, describe_io_error(&error)),
        };
        // Another window that opens the journal too may have it exclusively for a moment.
        match try_lock_shared(&file) {
            Ok(()) => Ok(Self::Held(Arc::new(file))),
            Err(TryLockError::WouldBlock) => Err(StoreError::InUse),
            Err(TryLockError::Error(_)) => unavailable(lock_file, store_errors::NO_FILE_LOCKS.into()),
        }
    }

    pub(crate) fn is_held(&self) -> bool {
        matches!(self, Self::Held(_))
    }

    /// # Errors
    /// When another window has the journal open; the lock is shared again then. When there is no lock to be had.
    pub(crate) fn lock_exclusive(&self) -> Result<ExclusiveLock, StoreError> {
        match self {
            Self::Unavailable { lock_file, why } => {
                Err(StoreError::LockUnavailable { lock_file: lock_file.clone(), why: why.clone() })
            }
            _ => self.try_lock_exclusive()?.ok_or(StoreError::InUse),
        }
    }

    /// The same for work that SQLite's own locks cover: without a lock where there is none to be had.
    pub(crate) fn lock_exclusive_if_available(&self) -> Result<Option<ExclusiveLock>, StoreError> {
        match self {
            Self::Unavailable { .. } => Ok(None),
            _ => self.lock_exclusive().map(Some),
        }
    }

    /// None when another window has the journal open; the lock is shared again then.
    pub(crate) fn try_lock_exclusive(&self) -> Result<Option<ExclusiveLock>, StoreError> {
        if let Self::Held(file) = self {
            file.unlock().ok();
            if file.try_lock().is_err() {
                return make_shared(file).map(|()| None);
            }
        }
        Ok(Some(ExclusiveLock(self.clone())))
    }
}

/// For reading where it cannot be written: that is enough to lock it.
fn open_lock_file(lock_file: &Path) -> io::Result<File> {
    let mut options = OpenOptions::new();
    options.write(true).create(true).truncate(false);
    set_private_mode(&mut options).open(lock_file).or_else(|_| File::open(lock_file))
}

/// Makes the lock shared again when it is dropped.
pub(crate) struct ExclusiveLock(FileLock);

impl ExclusiveLock {
    /// # Errors
    /// When another window took it exclusively meanwhile.
    pub(crate) fn make_shared(mut self) -> Result<(), StoreError> {
        match std::mem::take(&mut self.0) {
            FileLock::Held(file) => make_shared(&file),
            _ => Ok(()),
        }
    }
}

impl Drop for ExclusiveLock {
    fn drop(&mut self) {
        if let FileLock::Held(file) = &self.0 {
            // What was done is done, whoever is quicker now; and every write checks that the file was not replaced.
            make_shared(file).ok();
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
