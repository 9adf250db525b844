//! Connections to a journal: opened with its key and set up as this program wants them.

use crate::store::database_file::{refuse_strange_siblings, to_sqlite_path};
use crate::store::passphrase::{HAS_ENCRYPTION, Passphrase, apply_key};
use crate::store::store_error::StoreError;
use rusqlite::{Connection, OpenFlags, Params, Row};
use std::path::Path;
use std::time::Duration;

/// How long SQLite waits for another program that writes.
const BUSY_TIMEOUT: Duration = Duration::from_secs(5);

pub(crate) fn open_read_write(path: &Path, key: Option<&Passphrase>) -> Result<Connection, StoreError> {
    open_configured(path, OpenFlags::SQLITE_OPEN_READ_WRITE, key)
}

pub(crate) fn open_read_only(path: &Path, key: Option<&Passphrase>) -> Result<Connection, StoreError> {
    open_configured(path, OpenFlags::SQLITE_OPEN_READ_ONLY, key)
}

pub(crate) fn open_in_memory() -> Result<Connection, StoreError> {
    let open = || {
        let conn = Connection::open_in_memory()?;
        configure_connection(&conn)?;
        Ok(conn)
    };
    open().map_err(|e| StoreError::from_sqlite(e, None))
}

fn open_configured(
    path: &Path,
    access: OpenFlags,
    key: Option<&Passphrase>,
) -> Result<Connection, StoreError> {
    let conn = connect(path, access)?;
    apply_key(&conn, key, path)?;
    configure_connection(&conn).map_err(|e| StoreError::from_sqlite(e, Some(path)))?;
    Ok(conn)
}

fn connect(path: &Path, access: OpenFlags) -> Result<Connection, StoreError> {
    to_sqlite_path(path)
        .and_then(|name| Connection::open_with_flags(name, access | OpenFlags::SQLITE_OPEN_NO_MUTEX))
        .map_err(|e| StoreError::from_sqlite(e, Some(path)))
}

fn configure_connection(conn: &Connection) -> rusqlite::Result<()> {
    conn.busy_timeout(BUSY_TIMEOUT)?;
    // A file that cannot be written keeps the mode it has; reading still works.
    if !conn.is_readonly("main").unwrap_or(false) {
        conn.query_row("PRAGMA journal_mode = TRUNCATE", [], |_| Ok(())).or_else(ignore_read_only)?;
    }
    conn.pragma_update(None, "synchronous", "FULL")?;
    conn.pragma_update(None, "foreign_keys", true)?;
    // Deleted words are overwritten with zeros.
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

/// Opens a file to read all of it. Only the key is set, so that the file stays as it is.
pub(crate) fn open_to_read(path: &Path, key: Option<&Passphrase>) -> Result<Connection, StoreError> {
    open_unconfigured(path, key, false)
}

/// The same for a file that may be shorter than its header says, or whose schema is damaged: SQLite reads such a file
/// only with `writable_schema`, and after it has failed to read it once.
pub(crate) fn open_to_salvage(path: &Path, key: Option<&Passphrase>) -> Result<Connection, StoreError> {
    open_unconfigured(path, key, true)
}

fn open_unconfigured(path: &Path, key: Option<&Passphrase>, damaged: bool) -> Result<Connection, StoreError> {
    if key.is_some() && !HAS_ENCRYPTION {
        return Err(StoreError::NoEncryption);
    }
    refuse_strange_siblings(path)?;
    // For writing: a file attached to a read-only connection could not be written either.
    let conn = connect(path, OpenFlags::SQLITE_OPEN_READ_WRITE)?;
    conn.busy_timeout(BUSY_TIMEOUT).ok();
    if damaged {
        conn.pragma_update(None, "writable_schema", true).ok();
    }
    match apply_key(&conn, key, path) {
        Err(StoreError::Damaged { .. }) if damaged => {}
        applied => applied?,
    }
    Ok(conn)
}

pub(crate) fn select_all<T>(
    conn: &Connection,
    sql: &str,
    values: impl Params,
    from_row: impl FnMut(&Row<'_>) -> rusqlite::Result<T>,
) -> rusqlite::Result<Vec<T>> {
    conn.prepare_cached(sql)?.query_map(values, from_row)?.collect()
}
