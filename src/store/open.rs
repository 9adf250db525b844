//! Opening a journal, in this order: the folder and the file made private, connect, settings of the connection, is it
//! ours, the lock beside it, upgrade.

use super::schema::{self, Standing};
use super::{Run, Store, Trouble};
use crate::journal::{Zone, new_id};
use rusqlite::{Connection, OpenFlags, params};
use std::cell::Cell;
use std::fs::{self, File, OpenOptions};
use std::io;
use std::path::{Path, PathBuf};
use std::time::Duration;

/// What tells one file from another whatever its path.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Identity(u64, u64);

impl Identity {
    #[cfg(unix)]
    fn of(path: &Path) -> Option<Self> {
        use std::os::unix::fs::MetadataExt;
        fs::metadata(path)
            .ok()
            .map(|meta| Self(meta.dev(), meta.ino()))
    }

    #[cfg(not(unix))]
    fn of(path: &Path) -> Option<Self> {
        fs::metadata(path)
            .ok()
            .and_then(|meta| meta.created().ok())
            .map(|made| {
                Self(
                    0,
                    made.duration_since(std::time::UNIX_EPOCH)
                        .map_or(0, |d| d.as_nanos() as u64),
                )
            })
    }
}

impl Store {
    /// Opens the journal at `path`, making it (and its folder) if there is none. `zone` is where a new family lives.
    ///
    /// # Errors
    /// When the file is newer, damaged, another program's, in use during an upgrade, or cannot be opened.
    pub fn open(path: &Path, run: Run, zone: Zone) -> Result<Self, Trouble> {
        prepare(path)?;
        // Looked at before anything is done to it: a file that is not ours is left as it is, to the byte.
        schema::peek(path)?;
        let lock = take_lock(path)?;
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let conn = Connection::open_with_flags(path, flags)
            .map_err(|e| Trouble::from_sqlite(e, Some(path)))?;
        configure(&conn).map_err(|e| Trouble::from_sqlite(e, Some(path)))?;
        let mut store = Self {
            conn,
            run,
            path: Some(path.to_path_buf()),
            identity: Identity::of(path),
            _lock: lock,
            writes: Cell::new(0),
        };
        store.make_ready(path, zone)?;
        Ok(store)
    }

    /// How to open the same file once more, to read it on another thread; none in memory.
    #[must_use]
    pub fn again(&self) -> Option<Again> {
        let path = self.path.clone()?;
        Some(Again {
            path,
            run: self.run.clone(),
        })
    }

    /// A journal in memory, for tests and throw-away use.
    ///
    /// # Errors
    /// When SQLite cannot be started.
    pub fn in_memory(run: Run, zone: Zone) -> Result<Self, Trouble> {
        let path = Path::new(":memory:");
        let conn = Connection::open_in_memory().map_err(|e| Trouble::from_sqlite(e, None))?;
        configure(&conn).map_err(|e| Trouble::from_sqlite(e, None))?;
        let mut store = Self {
            conn,
            run,
            path: None,
            identity: None,
            _lock: None,
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
                if let Some(lock) = &self._lock {
                    lock.unlock().ok();
                    lock.try_lock().map_err(|_| Trouble::InUse)?;
                }
                copy_before_upgrade(&self.conn, path)?;
            }
        }
        schema::upgrade(&mut self.conn, |tx| first_family(tx, zone))
            .map_err(|e| Trouble::from_sqlite(e, Some(path)))?;
        if let Some(lock) = &self._lock {
            lock.unlock().ok();
            lock.lock_shared().ok();
        }
        Ok(())
    }

    /// Refuses to go on when the path no longer leads to the file that was opened.
    pub(super) fn still_there(&self) -> Result<(), Trouble> {
        match (&self.path, self.identity) {
            (Some(path), Some(identity)) if Identity::of(path) != Some(identity) => {
                Err(Trouble::Moved(path.clone()))
            }
            _ => Ok(()),
        }
    }
}

/// The way into an open journal, for another thread that only reads.
pub struct Again {
    path: PathBuf,
    run: Run,
}

impl Again {
    /// Opens it. The store that gave it holds the lock beside the file for both.
    ///
    /// # Errors
    /// When the file cannot be opened.
    pub fn open(self) -> Result<Store, Trouble> {
        let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let trouble = |e| Trouble::from_sqlite(e, Some(&self.path));
        let conn = Connection::open_with_flags(&self.path, flags).map_err(trouble)?;
        configure(&conn).map_err(trouble)?;
        Ok(Store {
            conn,
            identity: Identity::of(&self.path),
            run: self.run,
            path: Some(self.path),
            _lock: None,
            writes: Cell::new(0),
        })
    }
}

/// The baby and the carer every journal has, unnamed until the family names them, and the zone.
fn first_family(tx: &Connection, zone: Zone) -> rusqlite::Result<()> {
    tx.execute(
        "INSERT INTO baby (id) VALUES (?1)",
        params![new_id().as_bytes()],
    )?;
    tx.execute(
        "INSERT INTO carer (id) VALUES (?1)",
        params![new_id().as_bytes()],
    )?;
    tx.execute(
        "INSERT INTO setting (name, value) VALUES ('zone', json_quote(?1))",
        params![zone.name()],
    )?;
    Ok(())
}

fn configure(conn: &Connection) -> rusqlite::Result<()> {
    // SQLCipher would write to stderr, over the screen; plain SQLite ignores the pragma.
    conn.pragma_update(None, "cipher_log_level", "NONE").ok();
    conn.busy_timeout(Duration::from_secs(5))?;
    // A file that cannot be written keeps the mode it has; reading still works.
    if !conn.is_readonly("main").unwrap_or(false) {
        conn.query_row("PRAGMA journal_mode = TRUNCATE", [], |_| Ok(()))
            .or_else(pass_read_only)?;
    }
    conn.pragma_update(None, "synchronous", "FULL")?;
    conn.pragma_update(None, "foreign_keys", true)?;
    conn.set_prepared_statement_cache_capacity(64);
    Ok(())
}

fn pass_read_only(error: rusqlite::Error) -> rusqlite::Result<()> {
    match error.sqlite_error_code() {
        Some(rusqlite::ErrorCode::ReadOnly) => Ok(()),
        _ => Err(error),
    }
}

/// Makes the folder (0700) and the file (0600) where there are none; what is there keeps its mode.
fn prepare(path: &Path) -> Result<(), Trouble> {
    let unopened = |why: io::Error| Trouble::Unopened {
        path: path.to_path_buf(),
        why: plainly(&why),
    };
    for ending in SIDES {
        refuse_strange(&beside(path, ending))?;
    }
    if refuse_strange(path)? {
        return Ok(());
    }
    if let Some(folder) = path
        .parent()
        .filter(|folder| !folder.as_os_str().is_empty() && !folder.exists())
    {
        private_folder(folder).map_err(unopened)?;
    }
    private(OpenOptions::new().write(true).create_new(true))
        .open(path)
        .map(|_| ())
        .or_else(|error| {
            // Another window was quicker.
            if error.kind() == io::ErrorKind::AlreadyExists {
                Ok(())
            } else {
                Err(unopened(error))
            }
        })
}

/// What SQLite or the lock would open beside the journal.
const SIDES: [&str; 4] = [".lock", "-journal", "-wal", "-shm"];

/// Refuses what is there and is no ordinary file of this user's: a link could lead anywhere, a pipe would be waited for
/// without end, and what somebody else put there is not this family's. Answers whether anything is there.
fn refuse_strange(path: &Path) -> Result<bool, Trouble> {
    let Ok(meta) = fs::symlink_metadata(path) else {
        return Ok(false);
    };
    let why = if meta.is_symlink() {
        "it is a link, and cuebook follows none; name the file it leads to"
    } else if !meta.is_file() {
        "it is not an ordinary file"
    } else if is_anothers(&meta) {
        "it belongs to another user of this computer"
    } else {
        return Ok(true);
    };
    Err(Trouble::Unopened {
        path: path.to_path_buf(),
        why: why.into(),
    })
}

#[cfg(unix)]
fn is_anothers(meta: &fs::Metadata) -> bool {
    use std::os::unix::fs::MetadataExt;
    // Whose this process is, the system says by what it owns; where neither can be asked, nobody is suspected.
    let own = fs::metadata("/proc/self").or_else(|_| tempfile::tempfile()?.metadata());
    own.is_ok_and(|own| own.uid() != meta.uid())
}

#[cfg(not(unix))]
fn is_anothers(_: &fs::Metadata) -> bool {
    false
}

fn private_folder(folder: &Path) -> io::Result<()> {
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder)
}

fn private(options: &mut OpenOptions) -> &mut OpenOptions {
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(options, 0o600);
    options
}

/// Holds `FILE.lock` together with every other window; none where the folder cannot be written.
fn take_lock(path: &Path) -> Result<Option<File>, Trouble> {
    let beside = beside(path, ".lock");
    let Ok(file) =
        private(OpenOptions::new().write(true).create(true).truncate(false)).open(beside)
    else {
        return Ok(None);
    };
    match file.try_lock_shared() {
        Ok(()) => Ok(Some(file)),
        Err(fs::TryLockError::WouldBlock) => Err(Trouble::InUse),
        // A file system without locks: SQLite's own still hold.
        Err(fs::TryLockError::Error(_)) => Ok(None),
    }
}

fn beside(path: &Path, ending: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(ending);
    PathBuf::from(name)
}

/// A whole copy, named by the version it holds, before the file is touched.
fn copy_before_upgrade(conn: &Connection, path: &Path) -> Result<(), Trouble> {
    let trouble = |e| Trouble::from_sqlite(e, Some(path));
    let version: i64 = conn
        .pragma_query_value(None, "user_version", |row| row.get(0))
        .map_err(trouble)?;
    let day: String = conn
        .query_row("SELECT strftime('%Y-%m-%d-%H%M%S')", [], |row| row.get(0))
        .map_err(trouble)?;
    let copy = beside(path, &format!(".before-v{}-{day}", version + 1));
    conn.execute("VACUUM INTO ?1", params![copy.to_string_lossy()])
        .map_err(trouble)?;
    #[cfg(unix)]
    fs::set_permissions(&copy, std::os::unix::fs::PermissionsExt::from_mode(0o600)).ok();
    Ok(())
}

fn plainly(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::PermissionDenied => "you may not write there".into(),
        io::ErrorKind::NotFound => "the folder is not there".into(),
        io::ErrorKind::StorageFull => "the disk is full".into(),
        _ => error.to_string(),
    }
}
