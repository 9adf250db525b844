//! A whole copy of a journal in another file, under the same lock, another or none; and whether a file is whole.

use crate::store::database_file::{PartialFile, to_sqlite_path};
use crate::store::passphrase::{HAS_ENCRYPTION, Passphrase};
use crate::store::{StoreError, passphrase};
use rusqlite::{Connection, OpenFlags, params};
use std::path::Path;
use std::time::Duration;

/// Copies all that `conn` holds into `part`: what was removed is not in it, nor are empty pages.
pub(crate) fn copy_database(
    conn: &Connection,
    from: Option<&Passphrase>,
    to: Option<&Passphrase>,
    part: &PartialFile,
) -> rusqlite::Result<()> {
    let path = to_sqlite_path(part.path())?;
    if from == to {
        return conn.execute("VACUUM INTO ?1", params![path]).map(|_| ());
    }
    conn.execute("ATTACH DATABASE ?1 AS copy KEY ?2", params![path, passphrase::to_attach_key(to)])?;
    let done = export_to_attached(conn);
    // A connection that goes on must not keep it, whatever came of the copy.
    let detached = conn.execute("DETACH DATABASE copy", []).map(|_| ());
    done.and(detached)
}

/// SQLite has no way of its own between two locks; SQLCipher's leaves the numbers in the head behind.
fn export_to_attached(conn: &Connection) -> rusqlite::Result<()> {
    conn.query_row("PRAGMA copy.journal_mode = OFF", [], |_| Ok(()))?;
    conn.query_row("SELECT sqlcipher_export('copy')", [], |_| Ok(()))?;
    for number in ["application_id", "user_version"] {
        let value: i64 = conn.pragma_query_value(Some("main"), number, |row| row.get(0))?;
        conn.pragma_update(Some("copy"), number, value)?;
    }
    Ok(())
}

/// Opens a file to read all of it: only the key is turned, so that it stays as it is.
pub(crate) fn open_to_read(path: &Path, key: Option<&Passphrase>) -> Result<Connection, StoreError> {
    open_with_key(path, key, false)
}

/// The same, of a file that may be shorter than its head says, or whose schema cannot be read to its end: SQLite looks
/// into such a one only when told that the schema may be wrong, and after it has failed to read it once.
pub(crate) fn open_to_salvage(path: &Path, key: Option<&Passphrase>) -> Result<Connection, StoreError> {
    open_with_key(path, key, true)
}

fn open_with_key(path: &Path, key: Option<&Passphrase>, damaged: bool) -> Result<Connection, StoreError> {
    if key.is_some() && !HAS_ENCRYPTION {
        return Err(StoreError::NoEncryption);
    }
    crate::store::database_file::refuse_strange_siblings(path)?;
    // For writing, as what is attached beside it to take the copy could not be written otherwise.
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let conn = to_sqlite_path(path)
        .and_then(|path| Connection::open_with_flags(path, flags))
        .map_err(|e| StoreError::from_sqlite(e, Some(path)))?;
    conn.busy_timeout(Duration::from_secs(5)).ok();
    if damaged {
        conn.pragma_update(None, "writable_schema", true).ok();
    }
    match passphrase::apply_key(&conn, key, path) {
        Err(StoreError::Damaged { .. }) if damaged => {}
        turned => turned?,
    }
    Ok(conn)
}

/// Refuses a file whose pages or rows do not fit together.
pub(crate) fn check_integrity(conn: &Connection, path: &Path) -> Result<(), StoreError> {
    let damaged = |why: String| StoreError::Damaged { path: path.to_path_buf(), why };
    let said: String = conn
        .query_row("PRAGMA integrity_check(1)", [], |row| row.get(0))
        .map_err(|e| StoreError::from_sqlite(e, Some(path)))?;
    if said != "ok" {
        return Err(damaged("its pages do not fit together".into()));
    }
    let lost = conn
        .prepare("PRAGMA foreign_key_check")
        .and_then(|mut check| check.exists([]))
        .map_err(|e| StoreError::from_sqlite(e, Some(path)))?;
    if lost {
        return Err(damaged("some of its history has lost its place".into()));
    }
    Ok(())
}
