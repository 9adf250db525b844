//! A whole copy of a journal in which rows were changed or removed: what they held before is in none of its pages.

use crate::store::connection::open_read_write;
use crate::store::copies::clone_database::{clone_beside, to_unreadable_copy_error, verify_integrity};
use crate::store::database_file::PartialFile;
use crate::store::passphrase::Passphrase;
use crate::store::store_error::StoreError;
use crate::store::write_error::WriteError;
use rusqlite::Connection;
use std::path::Path;

/// A copy beside `path`, the file that `conn` has open, with `change` done to it.
pub(crate) fn write_changed_copy(
    conn: &Connection,
    key: Option<&Passphrase>,
    path: &Path,
    change: impl FnOnce(&mut Connection) -> Result<(), StoreError>,
) -> Result<PartialFile, StoreError> {
    let part = clone_beside(path, conn, key, key)?;
    let mut new = open_read_write(part.path(), key).map_err(|e| to_unreadable_copy_error(&part, e))?;
    keep_temp_in_memory(&new).map_err(|e| StoreError::from_sqlite(e, Some(path)))?;
    change(&mut new)?;
    verify_integrity(&new, &part)?;
    Ok(part)
}

/// No readable words in a file beside it, nor in its free pages. A file that is cut off is thrown away whole.
pub(crate) fn keep_temp_in_memory(new: &Connection) -> rusqlite::Result<()> {
    for (name, value) in [("journal_mode", "MEMORY"), ("temp_store", "MEMORY")] {
        new.pragma_update_and_check(None, name, value, |_| Ok(())).or_else(|error| match error {
            rusqlite::Error::QueryReturnedNoRows => Ok(()),
            other => Err(other),
        })?;
    }
    new.pragma_update_and_check(None, "secure_delete", true, |_| Ok(()))
}

/// All of `change` or nothing; what was there before is in no page afterwards.
pub(crate) fn change_and_vacuum(
    new: &mut Connection,
    path: &Path,
    change: impl FnOnce(&Connection) -> Result<(), WriteError>,
) -> Result<(), StoreError> {
    let to_error = |e| StoreError::from_sqlite(e, Some(path));
    let tx = new.transaction().map_err(to_error)?;
    change(&tx).map_err(|e| e.into_error(Some(path)))?;
    tx.commit().map_err(to_error)?;
    new.execute_batch("VACUUM").map_err(to_error)
}
