//! Connections to a journal: opened with its key and set up as this program wants them.

use crate::store::database_file::{refuse_strange_siblings, to_sqlite_path};
use crate::store::passphrase::{HAS_ENCRYPTION, Passphrase, apply_key};
use crate::store::store_error::StoreError;
use rusqlite::config::DbConfig;
use rusqlite::limits::Limit;
use rusqlite::{Connection, OpenFlags, Params, Row};
use std::fs;
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
        harden_connection(&conn)?;
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
    let open = || {
        let flags = access | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let conn = Connection::open_with_flags(to_sqlite_path(path)?, flags)?;
        harden_connection(&conn)?;
        Ok(conn)
    };
    open().map_err(|e| StoreError::from_sqlite(e, Some(path)))
}

/// What no file of this program comes near.
const LIMITS: [(Limit, i32); 6] = [
    (Limit::SQLITE_LIMIT_LENGTH, 256 << 20),
    (Limit::SQLITE_LIMIT_SQL_LENGTH, 1 << 20),
    (Limit::SQLITE_LIMIT_EXPR_DEPTH, 100),
    (Limit::SQLITE_LIMIT_ATTACHED, 2),
    (Limit::SQLITE_LIMIT_TRIGGER_DEPTH, 10),
    (Limit::SQLITE_LIMIT_WORKER_THREADS, 0),
];

/// Any file may have been written by somebody else, so this comes before its first page is read: nothing in a schema
/// calls functions that could do harm, no trigger runs, and nobody writes to the schema past SQLite's own statements.
///
/// Source: "Defense Against The Dark Arts", sqlite.org/security.html.
fn harden_connection(conn: &Connection) -> rusqlite::Result<()> {
    conn.set_db_config(DbConfig::SQLITE_DBCONFIG_DEFENSIVE, true)?;
    conn.set_db_config(DbConfig::SQLITE_DBCONFIG_TRUSTED_SCHEMA, false)?;
    conn.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_TRIGGER, false)?;
    conn.pragma_update(None, "cell_size_check", true)?;
    for (limit, most) in LIMITS {
        conn.set_limit(limit, most)?;
    }
    Ok(())
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

/// Opens a file to read all of it. Only the key is set, so that the file stays as it is. One that somebody else may have
/// made is opened by [`crate::store::private_copy::ForeignFile`].
pub(crate) fn open_to_read(path: &Path, key: Option<&Passphrase>) -> Result<Connection, StoreError> {
    refuse_strange_siblings(path)?;
    open_unconfigured(path, key, path, ReadMode::Whole)
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum ReadMode {
    Whole,
    /// A file that may be shorter than its header says, or whose schema is damaged: SQLite reads such a file only with
    /// `writable_schema`, and after it has failed to read it once.
    Salvage,
}

/// Opens a file for one who only reads; `named` is the path that errors tell of. No view runs, and what comes to no end
/// is broken off.
pub(crate) fn open_unconfigured(
    path: &Path,
    key: Option<&Passphrase>,
    named: &Path,
    mode: ReadMode,
) -> Result<Connection, StoreError> {
    if key.is_some() && !HAS_ENCRYPTION {
        return Err(StoreError::NoEncryption);
    }
    // For writing: a file attached to a read-only connection could not be written either.
    let mut conn = connect(path, OpenFlags::SQLITE_OPEN_READ_WRITE)?;
    conn.busy_timeout(BUSY_TIMEOUT)
        .and_then(|()| allow_views(&conn, false))
        .and_then(|()| limit_work(&mut conn, fs::metadata(path).map_or(0, |meta| meta.len())))
        .map_err(|e| StoreError::from_sqlite(e, Some(named)))?;
    if mode == ReadMode::Salvage {
        conn.set_db_config(DbConfig::SQLITE_DBCONFIG_DEFENSIVE, false).ok();
        conn.pragma_update(None, "writable_schema", true).ok();
    }
    match apply_key(&conn, key, named) {
        Err(StoreError::Damaged { .. }) if mode == ReadMode::Salvage => {}
        applied => applied?,
    }
    Ok(conn)
}

/// Views run only where they were found to be the format's own.
pub(crate) fn allow_views(conn: &Connection, allowed: bool) -> rusqlite::Result<()> {
    conn.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_VIEW, allowed).map(|_| ())
}

/// SQLite's steps for a file of no size, and for each byte of it: many times what checking and copying a journal takes.
const WORK_BASE: u64 = 20_000_000;
const WORK_PER_BYTE: u64 = 50;
const STEPS_PER_CALL: i32 = 100_000;

/// Breaks off what a crafted file could make endless.
fn limit_work(conn: &mut Connection, size: u64) -> rusqlite::Result<()> {
    let budget = WORK_BASE.saturating_add(size.saturating_mul(WORK_PER_BYTE));
    let mut calls_left = budget / u64::from(STEPS_PER_CALL.unsigned_abs());
    conn.progress_handler(
        STEPS_PER_CALL,
        Some(move || {
            calls_left = calls_left.saturating_sub(1);
            calls_left == 0
        }),
    )
}

pub(crate) fn select_all<T>(
    conn: &Connection,
    sql: &str,
    values: impl Params,
    from_row: impl FnMut(&Row<'_>) -> rusqlite::Result<T>,
) -> rusqlite::Result<Vec<T>> {
    conn.prepare_cached(sql)?.query_map(values, from_row)?.collect()
}
