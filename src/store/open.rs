//! Opening a journal, in this order: the folder and the file made private, a look at its first bytes, the lock beside
//! it, connect with the key, settings of the connection, is it ours, upgrade.

use crate::model::{Zone, new_id};
use crate::store::copies::backup;
use crate::store::database_file::FileIdentity;
use crate::store::drafts::DraftState;
use crate::store::passphrase::Passphrase;
use crate::store::schema::{FileHeader, SchemaState};
use crate::store::{ProgramRun, SealKeys, Store, StoreError, database_file, passphrase, schema};
use rusqlite::{Connection, OpenFlags, params};
use std::cell::Cell;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::Duration;

/// How often it is looked whether another thread has done, a hundredth of a second apart.
const READER_WAIT_ATTEMPTS: u32 = 500;

/// A second connection that rests between the jobs that use it: making the key of a locked journal takes a moment.
type SpareConnection = Arc<Mutex<Option<Connection>>>;

impl Store {
    /// Opens the journal at `path`, making it (and its folder) if there is none. `zone` is where a new family lives.
    ///
    /// # Errors
    /// When the file is locked, newer, damaged, another program's, in use during an upgrade, or cannot be opened.
    pub fn open(path: &Path, run: ProgramRun, zone: Zone) -> Result<Self, StoreError> {
        Self::open_with_passphrase(path, run, zone, None)
    }

    /// Opens it with the passphrase at hand; a journal that is not locked needs none.
    ///
    /// # Errors
    /// As [`Store::open`], and [`Trouble::WrongPassphrase`].
    pub fn open_with_passphrase(
        path: &Path,
        run: ProgramRun,
        zone: Zone,
        key: Option<&Passphrase>,
    ) -> Result<Self, StoreError> {
        database_file::ensure_private_file(path)?;
        // Looked at before anything is done to it: a file that is not ours is left as it is, to the byte.
        schema::read_header(path)?;
        let lock = database_file::acquire_shared_lock(path)?;
        backup::remove_partial_files(path, lock.as_ref())?;
        // Another window may have locked the journal meanwhile.
        let key = match schema::read_header(path)? {
            FileHeader::Encrypted => {
                Some(key.ok_or_else(|| StoreError::PassphraseRequired(path.to_path_buf()))?)
            }
            FileHeader::Blank | FileHeader::Plain => None,
        };
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let mut store = Self {
            conn: open_connection(path, flags, key)?,
            run,
            path: Some(path.to_path_buf()),
            passphrase: key.cloned(),
            identity: FileIdentity::from_path(path),
            file_lock: lock,
            spare_reader: SpareConnection::default(),
            seal_keys: SealKeys::default(),
            drafts: DraftState::default(),
            write_count: Cell::new(0),
        };
        store.prepare_schema(path, zone)?;
        Ok(store)
    }

    /// How to open the same file once more, to read it on another thread; none in memory.
    pub fn reader_handle(&self) -> Option<ReaderHandle> {
        let path = self.path.clone()?;
        Some(ReaderHandle {
            path,
            run: self.run.clone(),
            passphrase: self.passphrase.clone(),
            spare_reader: Arc::clone(&self.spare_reader),
            seal_keys: self.seal_keys.clone(),
        })
    }

    /// Leaves what [`Again::open`] opened for whoever comes next.
    pub fn return_connection(self) {
        if let Ok(mut spare) = self.spare_reader.lock() {
            *spare = Some(self.conn);
        }
    }

    /// Waits until nothing else of this window reads the journal, and ends the connection that rested.
    pub(crate) fn close_readers(&mut self) -> Result<(), StoreError> {
        for _ in 0..READER_WAIT_ATTEMPTS {
            if Arc::strong_count(&self.spare_reader) == 1 {
                self.spare_reader = SpareConnection::default();
                return Ok(());
            }
            thread::sleep(Duration::from_millis(10));
        }
        Err(StoreError::Busy)
    }

    /// A journal in memory, for tests and throw-away use.
    pub fn open_in_memory(run: ProgramRun, zone: Zone) -> Result<Self, StoreError> {
        let path = Path::new(":memory:");
        let conn = Connection::open_in_memory().map_err(|e| StoreError::from_sqlite(e, None))?;
        configure_connection(&conn).map_err(|e| StoreError::from_sqlite(e, None))?;
        let mut store = Self {
            conn,
            run,
            path: None,
            passphrase: None,
            identity: None,
            file_lock: None,
            spare_reader: SpareConnection::default(),
            seal_keys: SealKeys::default(),
            drafts: DraftState::default(),
            write_count: Cell::new(0),
        };
        store.prepare_schema(path, zone)?;
        Ok(store)
    }

    fn prepare_schema(&mut self, path: &Path, zone: Zone) -> Result<(), StoreError> {
        match schema::check_schema(&self.conn, path)? {
            SchemaState::Ready => return Ok(()),
            SchemaState::Blank => {}
            SchemaState::Older => {
                // An upgrade under another window would pull the table from under its feet.
                database_file::lock_exclusive(self.file_lock.as_ref())?;
                backup::back_up_before_upgrade(self)?;
            }
        }
        schema::migrate_to_latest(&mut self.conn, |tx| insert_first_family(tx, zone))
            .map_err(|e| StoreError::from_sqlite(e, Some(path)))?;
        database_file::lock_shared(self.file_lock.as_ref())
    }

    /// Refuses to go on when the path no longer leads to the file that was opened.
    pub(crate) fn ensure_not_replaced(&self) -> Result<(), StoreError> {
        match (&self.path, self.identity) {
            (Some(path), Some(identity)) if FileIdentity::from_path(path) != Some(identity) => {
                Err(StoreError::FileReplaced(path.clone()))
            }
            _ => Ok(()),
        }
    }
}

/// The way into an open journal, for another thread that only reads. It and the store it opens share `spare` with the
/// store that gave it, which so knows of them.
pub struct ReaderHandle {
    path: PathBuf,
    run: ProgramRun,
    passphrase: Option<Passphrase>,
    spare_reader: SpareConnection,
    seal_keys: SealKeys,
}

impl ReaderHandle {
    /// Opens it. The store that gave it holds the lock beside the file for both.
    pub fn open_reader(self) -> Result<Store, StoreError> {
        let rested = self.spare_reader.lock().ok().and_then(|mut spare| spare.take());
        let conn = match rested {
            Some(conn) => conn,
            None => {
                let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
                open_connection(&self.path, flags, self.passphrase.as_ref())?
            }
        };
        Ok(Store {
            conn,
            identity: FileIdentity::from_path(&self.path),
            run: self.run,
            passphrase: self.passphrase,
            path: Some(self.path),
            file_lock: None,
            spare_reader: self.spare_reader,
            seal_keys: self.seal_keys,
            drafts: DraftState::default(),
            write_count: Cell::new(0),
        })
    }
}

/// The baby and the carer every journal has, unnamed until the family names them, and the zone.
fn insert_first_family(tx: &Connection, zone: Zone) -> rusqlite::Result<()> {
    tx.execute("INSERT INTO baby (id) VALUES (?1)", params![new_id().as_bytes()])?;
    tx.execute("INSERT INTO carer (id) VALUES (?1)", params![new_id().as_bytes()])?;
    tx.execute("INSERT INTO setting (name, value) VALUES ('zone', json_quote(?1))", params![zone.name()])?;
    Ok(())
}

/// A connection with the key turned and everything set as this program wants it.
pub(crate) fn open_connection(
    path: &Path,
    flags: OpenFlags,
    key: Option<&Passphrase>,
) -> Result<Connection, StoreError> {
    let trouble = |e| StoreError::from_sqlite(e, Some(path));
    let name = database_file::to_sqlite_path(path).map_err(trouble)?;
    let conn = Connection::open_with_flags(name, flags).map_err(trouble)?;
    passphrase::apply_key(&conn, key, path)?;
    configure_connection(&conn).map_err(trouble)?;
    Ok(conn)
}

fn configure_connection(conn: &Connection) -> rusqlite::Result<()> {
    conn.busy_timeout(Duration::from_secs(5))?;
    // A file that cannot be written keeps the mode it has; reading still works.
    if !conn.is_readonly("main").unwrap_or(false) {
        conn.query_row("PRAGMA journal_mode = TRUNCATE", [], |_| Ok(())).or_else(ignore_read_only)?;
    }
    conn.pragma_update(None, "synchronous", "FULL")?;
    conn.pragma_update(None, "foreign_keys", true)?;
    // What was taken out leaves no words behind in the file.
    conn.pragma_update_and_check(None, "secure_delete", true, |_| Ok(()))?;
    conn.set_prepared_statement_cache_capacity(64);
    Ok(())
}

fn ignore_read_only(error: rusqlite::Error) -> rusqlite::Result<()> {
    match error.sqlite_error_code() {
        Some(rusqlite::ErrorCode::ReadOnly) => Ok(()),
        _ => Err(error),
    }
}
