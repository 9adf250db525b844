//! Whether the path still leads to the file that was opened, and whether only SQLite wrote to it. Sync tools move
//! another file over an open journal, or write into it: SQLite does not look for the first, and goes on with the pages it
//! knows after the second when the counters in the header happen to be equal.

use crate::store::connection::open_read_write;
use crate::store::copies::clone_database::check_pages;
use crate::store::file_stamp::FileStamp;
use crate::store::schema::{self, SchemaState};
use crate::store::write_error::WriteError;
use crate::store::write_hold::read_data_version;
use crate::store::{DataVersion, Store, StoreError};
use crate::texts::store_errors;
use rusqlite::{Connection, OptionalExtension, Transaction, TransactionBehavior, params};
use std::cell::Cell;
use std::path::Path;
use std::time::{Duration, Instant};

/// How often a file that other programs write to is looked at again for its stamp and its counters of one moment.
const STAMP_READS: u32 = 20;

/// What is known of the file since it was last looked at.
#[derive(Default)]
pub(crate) struct FileWatch {
    seen: Cell<Option<SeenFile>>,
    /// How it was when it could not be read: it is not read again until something is done to it.
    refused: Cell<Option<FileStamp>>,
    /// Whether another version of the journal was found, and nobody was told yet.
    overwritten: Cell<bool>,
}

#[derive(Clone, Copy)]
struct SeenFile {
    stamp: FileStamp,
    /// SQLite's data version.
    version: i64,
    last_change: Option<LastChange>,
    /// When the stamp was first seen.
    since: Instant,
    /// Whether the version was read so long after that no write of then can be missing in the stamp.
    is_settled: bool,
}

/// File systems keep times in steps, of up to two seconds: a write in the same step as another leaves the stamp as it is.
const STAMP_STEP: Duration = Duration::from_secs(3);

/// The number of the newest change and the run of the program that wrote it.
type LastChange = (i64, [u8; 16]);

impl FileWatch {
    pub(crate) fn is_recorded(&self) -> bool {
        self.seen.get().is_some()
    }
}

enum FileState {
    Expected,
    /// Something was done to it that SQLite did not notice.
    Overwritten(FileStamp),
}

impl Store {
    /// Looks whether another program replaced the file or wrote into it, and reads it anew in the second case: on every
    /// tick and before each write. Asks the system once when nothing was done to it.
    pub(crate) fn check_file(&mut self) -> Result<(), StoreError> {
        match self.inspect_file()? {
            FileState::Expected => Ok(()),
            FileState::Overwritten(stamp) => self.read_anew(stamp),
        }
    }

    /// Whether what was kept last was found to be missing, or another version of the journal; true once.
    pub(crate) fn take_overwritten(&self) -> bool {
        self.file_watch.overwritten.take()
    }

    /// [`Self::data_version`] after [`Self::check_file`], which has asked the system: SQLite is asked only when the file
    /// was written to a short while ago.
    pub(crate) fn checked_data_version(&self) -> Result<DataVersion, StoreError> {
        let own = self.write_count.get();
        let Some(seen) = self.file_watch.seen.get() else {
            return self.data_version();
        };
        if seen.is_settled {
            return Ok(DataVersion { own, others: seen.version });
        }
        let has_aged = seen.since.elapsed() >= STAMP_STEP;
        let version = self.data_version()?;
        if has_aged && version.others == seen.version {
            self.file_watch.seen.set(Some(SeenFile { is_settled: true, ..seen }));
        }
        Ok(version)
    }

    /// Takes the file as it is now for the one that is open.
    pub(crate) fn record_file(&mut self) {
        let stamp = self.path.as_deref().and_then(FileStamp::from_path);
        self.identity = stamp.map(|stamp| stamp.identity);
        self.file_watch.seen.set(stamp.and_then(|stamp| self.look(stamp).ok()));
    }

    /// The same inside a transaction that reads, unless anything was done to the file since `before`, which is from before
    /// the connection was made: SQLite reads nothing that was there earlier.
    pub(crate) fn record_file_in_read(&self, before: Option<FileStamp>) -> Result<(), StoreError> {
        let stamp = self.path.as_deref().and_then(FileStamp::from_path);
        let stamp = stamp.filter(|stamp| Some(*stamp) == before);
        self.file_watch.seen.set(stamp.map(|stamp| self.query(|_| self.look_once(stamp))).transpose()?);
        Ok(())
    }

    /// The stamp and SQLite's counters of one moment: with a stamp from the midst of another program's write and the
    /// version from its end, the rest of that write would look like one that SQLite did not notice.
    fn look(&self, stamp: FileStamp) -> rusqlite::Result<SeenFile> {
        let mut seen = self.look_once(stamp)?;
        for _ in 0..STAMP_READS {
            match self.path.as_deref().and_then(FileStamp::from_path) {
                Some(now) if now != seen.stamp => seen = self.look_once(now)?,
                Some(_) | None => break,
            }
        }
        Ok(seen)
    }

    fn look_once(&self, stamp: FileStamp) -> rusqlite::Result<SeenFile> {
        let version = read_data_version(&self.conn)?;
        let last_change = load_last_change(&self.conn)?;
        Ok(SeenFile { stamp, version, last_change, since: Instant::now(), is_settled: false })
    }

    fn inspect_file(&self) -> Result<FileState, StoreError> {
        let (Some(path), Some(identity)) = (&self.path, self.identity) else {
            return Ok(FileState::Expected);
        };
        let stamp = FileStamp::from_path(path).filter(|stamp| stamp.identity == identity);
        let stamp = stamp.ok_or_else(|| StoreError::FileReplaced(path.clone()))?;
        let seen = self.file_watch.seen.get();
        if seen.is_some_and(|seen| seen.stamp == stamp) {
            return Ok(FileState::Expected);
        }
        let now = match self.look(stamp).map_err(|e| self.to_store_error(e)) {
            Err(busy @ StoreError::Busy) => return Err(busy),
            Err(_) => return Ok(FileState::Overwritten(stamp)),
            Ok(now) if seen.is_some_and(|seen| seen.version == now.version) => {
                return Ok(FileState::Overwritten(now.stamp));
            }
            // Another window wrote, or another version of the journal has counters of its own.
            Ok(now) => now,
        };
        if let Some(SeenFile { last_change: Some(last), .. }) = seen
            && !self.query(|conn| has_change(conn, last))?
        {
            self.file_watch.overwritten.set(true);
        }
        self.file_watch.seen.set(Some(now));
        Ok(FileState::Expected)
    }

    /// With a connection that knows none of the pages from before.
    fn read_anew(&mut self, stamp: FileStamp) -> Result<(), StoreError> {
        let Some(path) = self.path.clone() else {
            return Ok(());
        };
        if self.file_watch.refused.get() == Some(stamp) {
            return Err(StoreError::damaged(&path, store_errors::OVERWRITTEN_BADLY));
        }
        if let Ok(mut spare) = self.spare_reader.lock() {
            *spare = None;
        }
        let opened = open_read_write(&path, self.passphrase.as_ref()).and_then(|conn| {
            match schema::check_schema(&conn, &path)? {
                SchemaState::Ready => check_pages(&conn, &path).map(|()| conn),
                SchemaState::Blank => Err(StoreError::damaged(&path, store_errors::EMPTY)),
                SchemaState::Older => Err(StoreError::FileOverwritten(path.clone())),
            }
        });
        let unread = |error: &StoreError| {
            if error.is_file_fault() {
                self.file_watch.refused.set(Some(stamp));
            }
        };
        self.conn = opened.inspect_err(unread)?;
        self.checked_schema.set(None);
        let before = self.file_watch.seen.get().and_then(|seen| seen.last_change);
        self.record_file();
        self.write_count.set(self.write_count.get() + 1);
        if self.file_watch.seen.get().is_some_and(|seen| seen.last_change != before) {
            self.file_watch.overwritten.set(true);
        }
        Ok(())
    }

    /// Does all of `work` in the file or nothing, and answers only when it is in the file that the path leads to.
    pub(crate) fn write_in_transaction<T, E: From<StoreError>>(
        &mut self,
        work: impl FnOnce(&Self, &Connection) -> Result<T, WriteError<E>>,
    ) -> Result<T, E> {
        self.end_read(true);
        self.check_file()?;
        let path = self.path.as_deref();
        let to_error = |e| StoreError::from_sqlite(e, path);
        let tx = Transaction::new_unchecked(&self.conn, TransactionBehavior::Immediate).map_err(to_error)?;
        // Whoever replaced the file while this waited is done, and nobody does from here on: they hold this lock too.
        self.ensure_as_expected(&tx)?;
        let done = work(self, &tx).map_err(|e| e.into_error(path))?;
        let (version, last_change) =
            read_data_version(&tx).and_then(|v| Ok((v, load_last_change(&tx)?))).map_err(to_error)?;
        tx.commit().map_err(to_error)?;
        self.write_count.set(self.write_count.get() + 1);
        self.record_as_seen();
        if let (Some(path), Some(identity)) = (path, self.identity) {
            // A program that knows nothing of SQLite's locks may have replaced it all the same.
            let stamp = FileStamp::from_path(path).filter(|stamp| stamp.identity == identity);
            let stamp = stamp.ok_or_else(|| StoreError::ReplacedWhileSaving(path.to_path_buf()))?;
            let since = Instant::now();
            self.file_watch.seen.set(Some(SeenFile {
                stamp,
                version,
                last_change,
                since,
                is_settled: false,
            }));
        }
        Ok(done)
    }

    /// Inside a transaction, which nobody else writes during.
    fn ensure_as_expected(&self, tx: &Connection) -> Result<(), StoreError> {
        let path = self.path.as_deref().unwrap_or(Path::new(store_errors::IN_MEMORY));
        if let FileState::Overwritten(_) = self.inspect_file()? {
            return Err(StoreError::FileOverwritten(path.to_path_buf()));
        }
        self.ensure_own_schema(tx, path)
    }

    /// Another program may have upgraded it, or put something into the schema, since it was last looked at.
    fn ensure_own_schema(&self, tx: &Connection, path: &Path) -> Result<(), StoreError> {
        let cookie = schema::schema_cookie(tx).map_err(|e| self.to_store_error(e))?;
        if self.checked_schema.get() != Some(cookie) {
            match schema::check_schema(tx, path)? {
                SchemaState::Ready => self.checked_schema.set(Some(cookie)),
                SchemaState::Blank | SchemaState::Older => {
                    return Err(StoreError::FileOverwritten(path.to_path_buf()));
                }
            }
        }
        Ok(())
    }
}

fn load_last_change(conn: &Connection) -> rusqlite::Result<Option<LastChange>> {
    conn.prepare_cached("SELECT id, run FROM history ORDER BY id DESC LIMIT 1")?
        .query_row([], |row| Ok((row.get(0)?, row.get(1)?)))
        .optional()
}

fn has_change(conn: &Connection, (number, run): LastChange) -> rusqlite::Result<bool> {
    conn.prepare_cached("SELECT 1 FROM history WHERE id = ?1 AND run = ?2")?.exists(params![number, run])
}
