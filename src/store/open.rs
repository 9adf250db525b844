//! Opening a journal, in this order: the folder and the file made private, a look at its first bytes, the lock beside
//! it, connect with the key, settings of the connection, is it ours, upgrade.

use crate::model::{Zone, new_id};
use crate::store::copies::backup;
use crate::store::database_file::Identity;
use crate::store::drafts::Drafts;
use crate::store::passphrase::Passphrase;
use crate::store::schema::{Head, Standing};
use crate::store::{Opened, Run, Store, Trouble, database_file, passphrase, schema};
use rusqlite::{Connection, OpenFlags, params};
use std::cell::Cell;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::Duration;

/// How often it is looked whether another thread has done, a hundredth of a second apart.
const PATIENCE: u32 = 500;

/// A second connection that rests between the jobs that use it: making the key of a locked journal takes a moment.
type Spare = Arc<Mutex<Option<Connection>>>;

impl Store {
    /// Opens the journal at `path`, making it (and its folder) if there is none. `zone` is where a new family lives.
    ///
    /// # Errors
    /// When the file is locked, newer, damaged, another program's, in use during an upgrade, or cannot be opened.
    pub fn open(path: &Path, run: Run, zone: Zone) -> Result<Self, Trouble> {
        Self::unlock(path, run, zone, None)
    }

    /// Opens it with the passphrase at hand; a journal that is not locked needs none.
    ///
    /// # Errors
    /// As [`Store::open`], and [`Trouble::WrongPassphrase`].
    pub fn unlock(path: &Path, run: Run, zone: Zone, key: Option<&Passphrase>) -> Result<Self, Trouble> {
        database_file::prepare(path)?;
        // Looked at before anything is done to it: a file that is not ours is left as it is, to the byte.
        schema::peek(path)?;
        let lock = database_file::take_lock(path)?;
        backup::sweep(path, lock.as_ref())?;
        // Another window may have locked the journal meanwhile.
        let key = match schema::peek(path)? {
            Head::Keyed => Some(key.ok_or_else(|| Trouble::Locked(path.to_path_buf()))?),
            Head::Blank | Head::Plain => None,
        };
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let mut store = Self {
            conn: connect(path, flags, key)?,
            run,
            path: Some(path.to_path_buf()),
            key: key.cloned(),
            identity: Identity::of(path),
            lock,
            spare: Spare::default(),
            opened: Opened::default(),
            drafts: Drafts::default(),
            writes: Cell::new(0),
        };
        store.make_ready(path, zone)?;
        Ok(store)
    }

    /// How to open the same file once more, to read it on another thread; none in memory.
    pub fn again(&self) -> Option<Again> {
        let path = self.path.clone()?;
        Some(Again {
            path,
            run: self.run.clone(),
            key: self.key.clone(),
            spare: Arc::clone(&self.spare),
            opened: self.opened.clone(),
        })
    }

    /// Leaves what [`Again::open`] opened for whoever comes next.
    pub fn rest(self) {
        if let Ok(mut spare) = self.spare.lock() {
            *spare = Some(self.conn);
        }
    }

    /// Waits until nothing else of this window reads the journal, and ends the connection that rested.
    pub(crate) fn end_others(&mut self) -> Result<(), Trouble> {
        for _ in 0..PATIENCE {
            if Arc::strong_count(&self.spare) == 1 {
                self.spare = Spare::default();
                return Ok(());
            }
            thread::sleep(Duration::from_millis(10));
        }
        Err(Trouble::Busy)
    }

    /// A journal in memory, for tests and throw-away use.
    pub fn in_memory(run: Run, zone: Zone) -> Result<Self, Trouble> {
        let path = Path::new(":memory:");
        let conn = Connection::open_in_memory().map_err(|e| Trouble::from_sqlite(e, None))?;
        configure(&conn).map_err(|e| Trouble::from_sqlite(e, None))?;
        let mut store = Self {
            conn,
            run,
            path: None,
            key: None,
            identity: None,
            lock: None,
            spare: Spare::default(),
            opened: Opened::default(),
            drafts: Drafts::default(),
            writes: Cell::new(0),
        };
        store.make_ready(path, zone)?;
        Ok(store)
    }

    fn make_ready(&mut self, path: &Path, zone: Zone) -> Result<(), Trouble> {
        match schema::standing(&self.conn, path)? {
            Standing::Ready => return Ok(()),
            Standing::Blank => {}
            Standing::Older => {
                // An upgrade under another window would pull the table from under its feet.
                database_file::alone(self.lock.as_ref())?;
                backup::before_upgrade(self)?;
            }
        }
        schema::upgrade(&mut self.conn, |tx| first_family(tx, zone))
            .map_err(|e| Trouble::from_sqlite(e, Some(path)))?;
        database_file::together(self.lock.as_ref())
    }

    /// Refuses to go on when the path no longer leads to the file that was opened.
    pub(crate) fn still_there(&self) -> Result<(), Trouble> {
        match (&self.path, self.identity) {
            (Some(path), Some(identity)) if Identity::of(path) != Some(identity) => {
                Err(Trouble::Moved(path.clone()))
            }
            _ => Ok(()),
        }
    }
}

/// The way into an open journal, for another thread that only reads. It and the store it opens share `spare` with the
/// store that gave it, which so knows of them.
pub struct Again {
    path: PathBuf,
    run: Run,
    key: Option<Passphrase>,
    spare: Spare,
    opened: Opened,
}

impl Again {
    /// Opens it. The store that gave it holds the lock beside the file for both.
    pub fn open(self) -> Result<Store, Trouble> {
        let rested = self.spare.lock().ok().and_then(|mut spare| spare.take());
        let conn = match rested {
            Some(conn) => conn,
            None => {
                let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
                connect(&self.path, flags, self.key.as_ref())?
            }
        };
        Ok(Store {
            conn,
            identity: Identity::of(&self.path),
            run: self.run,
            key: self.key,
            path: Some(self.path),
            lock: None,
            spare: self.spare,
            opened: self.opened,
            drafts: Drafts::default(),
            writes: Cell::new(0),
        })
    }
}

/// The baby and the carer every journal has, unnamed until the family names them, and the zone.
fn first_family(tx: &Connection, zone: Zone) -> rusqlite::Result<()> {
    tx.execute("INSERT INTO baby (id) VALUES (?1)", params![new_id().as_bytes()])?;
    tx.execute("INSERT INTO carer (id) VALUES (?1)", params![new_id().as_bytes()])?;
    tx.execute("INSERT INTO setting (name, value) VALUES ('zone', json_quote(?1))", params![zone.name()])?;
    Ok(())
}

/// A connection with the key turned and everything set as this program wants it.
pub(crate) fn connect(
    path: &Path,
    flags: OpenFlags,
    key: Option<&Passphrase>,
) -> Result<Connection, Trouble> {
    let trouble = |e| Trouble::from_sqlite(e, Some(path));
    let name = database_file::for_sqlite(path).map_err(trouble)?;
    let conn = Connection::open_with_flags(name, flags).map_err(trouble)?;
    passphrase::turn(&conn, key, path)?;
    configure(&conn).map_err(trouble)?;
    Ok(conn)
}

fn configure(conn: &Connection) -> rusqlite::Result<()> {
    conn.busy_timeout(Duration::from_secs(5))?;
    // A file that cannot be written keeps the mode it has; reading still works.
    if !conn.is_readonly("main").unwrap_or(false) {
        conn.query_row("PRAGMA journal_mode = TRUNCATE", [], |_| Ok(())).or_else(pass_read_only)?;
    }
    conn.pragma_update(None, "synchronous", "FULL")?;
    conn.pragma_update(None, "foreign_keys", true)?;
    // What was taken out leaves no words behind in the file.
    conn.pragma_update_and_check(None, "secure_delete", true, |_| Ok(()))?;
    conn.set_prepared_statement_cache_capacity(64);
    Ok(())
}

fn pass_read_only(error: rusqlite::Error) -> rusqlite::Result<()> {
    match error.sqlite_error_code() {
        Some(rusqlite::ErrorCode::ReadOnly) => Ok(()),
        _ => Err(error),
    }
}
