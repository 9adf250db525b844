//! The ordered table of schemas and the walk from one to the next. Released steps are never edited.

use crate::store::database_file::sibling_path;
use crate::store::schema_check::{ForeignSchema, drop_views_in_the_way, find_foreign_schema};
use crate::store::store_error::{StoreError, describe_io_error};
use crate::texts::store_errors;
use rusqlite::{Connection, TransactionBehavior};
use std::fs::{self, File};
use std::io::{self, Read};
use std::path::Path;

/// "cueb": tells a journal from any other program's SQLite file.
const APPLICATION_ID: i64 = 0x6375_6562;

/// Step n takes a file of version n to n + 1.
pub(crate) const MIGRATIONS: &[&str] = &[
    include_str!("v1.sql"),
    include_str!("v2.sql"),
    include_str!("v3.sql"),
    include_str!("v4.sql"),
    include_str!("v5.sql"),
    include_str!("v6.sql"),
    include_str!("v7.sql"),
    include_str!("v8.sql"),
];

pub(crate) const LATEST_VERSION: i64 = MIGRATIONS.len() as i64;

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum FileHeader {
    Blank,
    /// SQLite's header, with our numbers in it.
    Plain,
    /// No SQLite header: a locked journal, or a damaged one.
    Encrypted,
}

/// The smallest page SQLCipher writes: a locked file is a multiple of it.
const MIN_PAGE_SIZE: u64 = 512;

/// Refuses a file that another program or a newer cuebook wrote, by its first bytes alone: SQLite would already write
/// beside a file it only opens.
pub(crate) fn read_header(path: &Path) -> Result<FileHeader, StoreError> {
    let mut head = Vec::new();
    let to_error = |error: io::Error| match error.kind() {
        io::ErrorKind::NotFound => StoreError::cannot_open(path, store_errors::NO_SUCH_FILE),
        _ => StoreError::cannot_open(path, describe_io_error(&error)),
    };
    // Opening a pipe or reading a device may never end.
    if fs::metadata(path).is_ok_and(|meta| !meta.is_file()) {
        return Err(StoreError::cannot_open(path, store_errors::NOT_ORDINARY));
    }
    let file = File::open(path).map_err(to_error)?;
    let length = file.metadata().map_err(to_error)?.len();
    file.take(100).read_to_end(&mut head).map_err(to_error)?;
    if head.is_empty() || (!head.starts_with(SQLITE_MAGIC) && rolls_back_to_blank(path)) {
        return Ok(FileHeader::Blank);
    }
    // SQLCipher begins a file with random bytes.
    if head.iter().all(|byte| *byte == 0) {
        return Err(StoreError::damaged(path, store_errors::BEGINS_WITH_NULS));
    }
    if head.len() == 100 && !head.starts_with(SQLITE_MAGIC) && length.is_multiple_of(MIN_PAGE_SIZE) {
        return Ok(FileHeader::Encrypted);
    }
    if head.len() < 100 || !head.starts_with(SQLITE_MAGIC) {
        return Err(StoreError::damaged(path, store_errors::NOT_SQLITE_OR_CUT));
    }
    classify_version(
        path,
        header_number(&head, APPLICATION_ID_AT),
        header_number(&head, USER_VERSION_AT),
        true,
    )
    .map(|_| FileHeader::Plain)
}

/// How every database of SQLite's begins that is not locked.
pub(crate) const SQLITE_MAGIC: &[u8] = b"SQLite format 3\0";

/// Whether a file that begins so is a journal without a lock, of whatever version.
pub(crate) fn is_journal_header(head: &[u8]) -> bool {
    head.len() >= 100
        && head.starts_with(SQLITE_MAGIC)
        && header_number(head, APPLICATION_ID_AT) == APPLICATION_ID
}

/// Where a header holds its numbers, of four bytes each with the greatest first (SQLite's file format, 1.3).
const USER_VERSION_AT: usize = 60;
const APPLICATION_ID_AT: usize = 68;

fn header_number(head: &[u8], at: usize) -> i64 {
    head[at..at + 4].iter().fold(0, |n, byte| n << 8 | i64::from(*byte))
}

/// How a rollback file begins.
const ROLLBACK_MAGIC: [u8; 8] = [0xd9, 0xd5, 0x05, 0xf9, 0x20, 0xa1, 0x63, 0xd7];

/// Whether the very first write was cut off: opened, SQLite takes it back, and there was nothing before it.
fn rolls_back_to_blank(path: &Path) -> bool {
    let mut head = Vec::new();
    let side = sibling_path(path, "-journal");
    // Opening a pipe may never end.
    if !fs::symlink_metadata(&side).is_ok_and(|meta| meta.is_file()) {
        return false;
    }
    let read = File::open(side).and_then(|file| file.take(20).read_to_end(&mut head));
    // After its name, two numbers and the pages there were before.
    read.is_ok() && head.len() == 20 && head.starts_with(&ROLLBACK_MAGIC) && head[16..] == [0; 4]
}

/// From the numbers in a file's header.
fn classify_version(
    path: &Path,
    application: i64,
    version: i64,
    has_tables: bool,
) -> Result<SchemaState, StoreError> {
    match (application, version) {
        (0, 0) if !has_tables => Ok(SchemaState::Blank),
        (APPLICATION_ID, LATEST_VERSION) => Ok(SchemaState::Ready),
        (APPLICATION_ID, v) if v > LATEST_VERSION => {
            Err(StoreError::NewerFormat { path: path.to_path_buf(), found: v, known: LATEST_VERSION })
        }
        (APPLICATION_ID, 1..) => Ok(SchemaState::Older),
        _ => Err(StoreError::ForeignFile(path.to_path_buf())),
    }
}

/// How a file's schema compares with this program's.
#[derive(PartialEq, Eq, Debug)]
pub(crate) enum SchemaState {
    Blank,
    Older,
    Ready,
}

/// Whether `conn` is a journal this program can read, with nothing in its schema but what belongs there. Views that
/// cuebook did not make are let be: nothing here runs them.
pub(crate) fn check_schema(conn: &Connection, path: &Path) -> Result<SchemaState, StoreError> {
    let (state, foreign) = inspect_schema(conn, path)?;
    let found = foreign.describe_refused();
    match found.is_empty() {
        true => Ok(state),
        false => Err(StoreError::ForeignSchema { path: path.to_path_buf(), found }),
    }
}

/// The same for a file of which all that is foreign is to be named.
pub(crate) fn inspect_schema(
    conn: &Connection,
    path: &Path,
) -> Result<(SchemaState, ForeignSchema), StoreError> {
    let to_error = |e| StoreError::from_sqlite(e, Some(path));
    let number = |pragma: &str| conn.pragma_query_value(None, pragma, |row| row.get::<_, i64>(0));
    let (application, version) =
        (number("application_id").map_err(to_error)?, number("user_version").map_err(to_error)?);
    let tables: i64 =
        conn.query_row("SELECT count(*) FROM sqlite_schema", [], |row| row.get(0)).map_err(to_error)?;
    let state = classify_version(path, application, version, tables > 0)?;
    let foreign = match state {
        SchemaState::Blank => ForeignSchema::default(),
        SchemaState::Older | SchemaState::Ready => find_foreign_schema(conn, version).map_err(to_error)?,
    };
    Ok((state, foreign))
}

/// SQLite's count of changes to a file's schema.
pub(crate) fn schema_cookie(conn: &Connection) -> rusqlite::Result<i64> {
    conn.pragma_query_value(None, "schema_version", |row| row.get(0))
}

/// Walks a file up to the newest schema in one transaction; `first` runs in it after a blank file was set up.
pub(crate) fn migrate_to_latest(
    conn: &mut Connection,
    first: impl FnOnce(&Connection) -> rusqlite::Result<()>,
) -> rusqlite::Result<()> {
    upgrade(conn, || Ok(()), first)
}

/// The same with `back_up` done before an older file is changed, while nobody else can write to it.
pub(crate) fn upgrade<E: From<rusqlite::Error>>(
    conn: &mut Connection,
    back_up: impl FnOnce() -> Result<(), E>,
    first: impl FnOnce(&Connection) -> rusqlite::Result<()>,
) -> Result<(), E> {
    let tx = conn.transaction_with_behavior(TransactionBehavior::Immediate)?;
    // Read inside the transaction: another program may have done the work while this one waited.
    let from: i64 = tx.pragma_query_value(None, "user_version", |row| row.get(0))?;
    if (1..LATEST_VERSION).contains(&from) {
        back_up()?;
    }
    if from > 0 {
        drop_views_in_the_way(&tx, from, LATEST_VERSION)?;
    }
    for step in MIGRATIONS.iter().skip(usize::try_from(from).unwrap_or(usize::MAX)) {
        tx.execute_batch(step)?;
    }
    if from == 0 {
        first(&tx)?;
    }
    tx.pragma_update(None, "application_id", APPLICATION_ID)?;
    tx.pragma_update(None, "user_version", LATEST_VERSION)?;
    Ok(tx.commit()?)
}
