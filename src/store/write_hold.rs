//! The hold on a journal from before it is copied until another file has taken its place: nobody can write to it in
//! between, whatever became of the file lock, and what was written all the same is noticed.
//!
//! Nothing may open the journal and close it again in this process meanwhile but SQLite: on Unix the process would lose
//! its locks on it.

use crate::store::connection::open_read_write;
use crate::store::copies::backup::copy_bytes;
use crate::store::database_file::PartialFile;
use crate::store::file_stamp::{FileIdentity, FileStamp};
use crate::store::passphrase::Passphrase;
use crate::store::store_error::{StoreError, describe_io_error};
use rusqlite::Connection;
use std::fs::File;
use std::path::{Path, PathBuf};

pub(crate) struct WriteHold {
    path: PathBuf,
    lock: WriteLock,
    /// None while there is no file.
    stamp: Option<FileStamp>,
    /// SQLite's data version, as the connection that reads saw it.
    version: Option<i64>,
}

enum WriteLock {
    /// A transaction on a connection of its own, as no whole copy is made inside one.
    Sqlite(#[expect(dead_code, reason = "it is held, not used")] Connection),
    /// The same lock on a file that SQLite cannot read.
    Raw(File),
    /// There is no file.
    Nothing,
}

impl WriteHold {
    /// Waits for whoever writes. `reader` is the connection that the copy is made from, to the file of `identity`.
    pub(crate) fn acquire(
        path: &Path,
        key: Option<&Passphrase>,
        identity: Option<FileIdentity>,
        reader: &Connection,
    ) -> Result<Self, StoreError> {
        let to_error = |e| StoreError::from_sqlite(e, Some(path));
        let conn = open_read_write(path, key)?;
        conn.execute_batch("BEGIN IMMEDIATE").map_err(to_error)?;
        let stamp = FileStamp::from_path(path);
        if stamp.map(|stamp| stamp.identity) != identity {
            return Err(StoreError::FileReplaced(path.to_path_buf()));
        }
        let version = Some(read_data_version(reader).map_err(to_error)?);
        Ok(Self { path: path.to_path_buf(), lock: WriteLock::Sqlite(conn), stamp, version })
    }

    /// For a place where there is no journal, or an empty file.
    pub(crate) fn acquire_blank(path: &Path) -> Result<Self, StoreError> {
        let lock = match FileStamp::from_path(path) {
            None => WriteLock::Nothing,
            Some(_) => {
                let conn = open_read_write(path, None)?;
                conn.execute_batch("BEGIN IMMEDIATE").map_err(|e| StoreError::from_sqlite(e, Some(path)))?;
                WriteLock::Sqlite(conn)
            }
        };
        let stamp = FileStamp::from_path(path);
        if stamp.is_some_and(|stamp| stamp.size > 0) {
            return Err(StoreError::FileOverwritten(path.to_path_buf()));
        }
        Ok(Self { path: path.to_path_buf(), lock, stamp, version: None })
    }

    /// For a file that SQLite cannot read.
    pub(crate) fn acquire_raw(path: &Path) -> Result<Self, StoreError> {
        let file = File::open(path).map_err(|e| StoreError::cannot_open(path, describe_io_error(&e)))?;
        #[cfg(unix)]
        if let Err(error) = rustix::fs::fcntl_lock(&file, rustix::fs::FlockOperation::NonBlockingLockShared) {
            use rustix::io::Errno;
            return Err(match error {
                Errno::AGAIN | Errno::ACCESS => StoreError::Busy,
                other => StoreError::cannot_open(path, describe_io_error(&other.into())),
            });
        }
        Ok(Self {
            path: path.to_path_buf(),
            lock: WriteLock::Raw(file),
            stamp: FileStamp::from_path(path),
            version: None,
        })
    }

    /// Copies a file that SQLite cannot read, byte by byte, to a name that is free.
    pub(crate) fn copy_raw_to(&self, to: &Path) -> Result<(), StoreError> {
        match &self.lock {
            WriteLock::Raw(file) => copy_bytes(file, to),
            WriteLock::Sqlite(_) | WriteLock::Nothing => Ok(()),
        }
    }

    /// Syncs the new file and refuses when anything was done to the old one since the hold began.
    pub(crate) fn prepare(&self, part: &PartialFile, reader: Option<&Connection>) -> Result<(), StoreError> {
        part.sync_to_disk()?;
        let now = FileStamp::from_path(&self.path);
        if now.map(|now| now.identity) != self.stamp.map(|stamp| stamp.identity) {
            return Err(StoreError::FileReplaced(self.path.clone()));
        }
        let version = match reader {
            Some(reader) => {
                Some(read_data_version(reader).map_err(|e| StoreError::from_sqlite(e, Some(&self.path)))?)
            }
            None => self.version,
        };
        if now != self.stamp || version != self.version {
            return Err(StoreError::FileOverwritten(self.path.clone()));
        }
        Ok(())
    }

    /// Puts the new file in place, which [`Self::prepare`] accepted, and lets go of the old one.
    pub(crate) fn replace(self, part: PartialFile) -> Result<(), StoreError> {
        let Self { path, lock, .. } = self;
        if let WriteLock::Nothing = lock {
            return match part.rename_if_free(&path) {
                Ok(true) => Ok(()),
                Ok(false) => Err(StoreError::FileOverwritten(path)),
                Err(error) => Err(StoreError::copy_failed(&path, &error)),
            };
        }
        // Only on Unix can an open file be replaced.
        let lock = cfg!(unix).then_some(lock);
        let done = part.replace_synced(&path);
        drop(lock);
        done
    }
}

/// Changes whenever another connection wrote to the file.
pub(crate) fn read_data_version(conn: &Connection) -> rusqlite::Result<i64> {
    conn.pragma_query_value(None, "data_version", |row| row.get(0))
}
