//! A whole copy of a journal in another file, under the same lock, another or none; and whether a file is whole.

use crate::store::connection::open_to_read;
use crate::store::database_file::{PartialFile, to_sqlite_path};
use crate::store::passphrase::{Passphrase, to_attach_key};
use crate::store::schema::check_schema;
use crate::store::store_error::StoreError;
use crate::texts::store_errors;
use rusqlite::{Connection, params};
use std::path::Path;

/// A copy beside `path`, the file that `conn` has open.
pub(crate) fn clone_beside(
    path: &Path,
    conn: &Connection,
    from: Option<&Passphrase>,
    to: Option<&Passphrase>,
) -> Result<PartialFile, StoreError> {
    check_schema(conn, path)?;
    let part = PartialFile::create_beside(path)?;
    clone_database(conn, from, to, &part).map_err(|e| StoreError::from_sqlite(e, Some(path)))?;
    Ok(part)
}

/// Copies all that `conn` holds into `part`: what was removed is not in it, nor are empty pages. Its schema comes along,
/// so whoever calls this has compared it with the format's.
pub(crate) fn clone_database(
    conn: &Connection,
    from: Option<&Passphrase>,
    to: Option<&Passphrase>,
    part: &PartialFile,
) -> rusqlite::Result<()> {
    let path = to_sqlite_path(part.path())?;
    if from == to {
        return conn.execute("VACUUM INTO ?1", params![path]).map(|_| ());
    }
    conn.execute("ATTACH DATABASE ?1 AS copy KEY ?2", params![path, to_attach_key(to)])?;
    let done = export_to_attached(conn);
    // Detached whatever came of the copy: the connection goes on.
    let detached = conn.execute("DETACH DATABASE copy", []).map(|_| ());
    done.and(detached)
}

/// SQLite cannot copy between two keys; SQLCipher's own way leaves the numbers in the header behind.
fn export_to_attached(conn: &Connection) -> rusqlite::Result<()> {
    conn.query_row("PRAGMA copy.journal_mode = OFF", [], |_| Ok(()))?;
    conn.query_row("SELECT sqlcipher_export('copy')", [], |_| Ok(()))?;
    for number in ["application_id", "user_version"] {
        let value: i64 = conn.pragma_query_value(Some("main"), number, |row| row.get(0))?;
        conn.pragma_update(Some("copy"), number, value)?;
    }
    Ok(())
}

/// Refuses a copy that does not hold what the journal holds.
pub(crate) fn verify_same_content(
    conn: &Connection,
    part: &PartialFile,
    key: Option<&Passphrase>,
) -> Result<(), StoreError> {
    let copy = open_to_read(part.path(), key).map_err(|e| to_unreadable_copy_error(part, e))?;
    verify_integrity(&copy, part)?;
    let count = |conn: &Connection, table: &str| {
        conn.query_row(&format!("SELECT count(*) FROM {table}"), [], |row| row.get::<_, i64>(0))
            .map_err(|e| StoreError::from_sqlite(e, Some(part.path())))
    };
    for table in ["entry", "history", "history_edit", "baby", "carer", "setting", "draft"] {
        if count(conn, table)? != count(&copy, table)? {
            return Err(StoreError::Other(store_errors::rows_missing(table)));
        }
    }
    Ok(())
}

/// Refuses a new file whose pages or rows do not fit together.
pub(crate) fn verify_integrity(copy: &Connection, part: &PartialFile) -> Result<(), StoreError> {
    check_integrity(copy, part.path()).map_err(|e| to_unreadable_copy_error(part, e))
}

/// That a new file cannot be read says nothing of the file it was made from.
pub(crate) fn to_unreadable_copy_error(part: &PartialFile, error: StoreError) -> StoreError {
    if !error.is_file_fault() {
        return error;
    }
    StoreError::CopyFailed { path: part.path().to_path_buf(), why: store_errors::UNREADABLE_COPY.into() }
}

/// Refuses a file whose pages do not fit together, in a fraction of the time of [`check_integrity`].
pub(crate) fn check_pages(conn: &Connection, path: &Path) -> Result<(), StoreError> {
    let found: rusqlite::Result<String> = conn.query_row("PRAGMA quick_check(1)", [], |row| row.get(0));
    match found.map_err(|e| StoreError::from_sqlite(e, Some(path)))?.as_str() {
        "ok" => Ok(()),
        _ => Err(StoreError::damaged(path, store_errors::PAGES_DO_NOT_FIT)),
    }
}

/// Refuses a file whose pages or rows do not fit together.
pub(crate) fn check_integrity(conn: &Connection, path: &Path) -> Result<(), StoreError> {
    let check = || -> rusqlite::Result<Option<&str>> {
        let found: String = conn.query_row("PRAGMA integrity_check(1)", [], |row| row.get(0))?;
        if found != "ok" {
            return Ok(Some(store_errors::PAGES_DO_NOT_FIT));
        }
        let has_orphans = conn.prepare("PRAGMA foreign_key_check")?.exists([])?;
        Ok(has_orphans.then_some(store_errors::HISTORY_DOES_NOT_FIT))
    };
    match check().map_err(|e| StoreError::from_sqlite(e, Some(path)))? {
        Some(why) => Err(StoreError::damaged(path, why)),
        None => Ok(()),
    }
}
