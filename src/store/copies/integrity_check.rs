//! The doctor's look at a journal: what it is, whether it is whole, who may read it. Nothing is changed, and nothing of
//! what the family wrote is in the result.

use crate::store::connection::allow_views;
use crate::store::copies::backup::{self, BackupFiles};
use crate::store::copies::clone_database::check_integrity;
use crate::store::database_file::sibling_path;
use crate::store::file_stamp::LinkedFile;
use crate::store::passphrase::{HAS_ENCRYPTION, Passphrase};
use crate::store::private_copy::ForeignFile;
use crate::store::protect::remove_rows::{DeadSpace, measure_dead_space};
use crate::store::schema::FileHeader;
use crate::store::schema_check::list_own_views;
use crate::store::store_error::StoreError;
use crate::store::{database_file, schema};
use crate::texts::journal_check::BuildLock;
use crate::texts::{journal_check, store_errors};
use rusqlite::Connection;
use std::fs::{self, File, TryLockError};
use std::path::Path;

#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub(crate) enum JournalState {
    #[default]
    Missing,
    Empty,
    /// Locked or damaged: not to be told apart without the passphrase.
    Locked,
    WrongPassphrase,
    Good,
    /// Any other error, as a sentence.
    Bad(String),
}

#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
#[cfg_attr(not(unix), expect(dead_code, reason = "only Unix says it"))]
pub(crate) enum FileAccess {
    Private,
    /// Others can read it too; the last nine bits of its mode.
    Shared(u32),
    #[default]
    Unknown,
}

#[derive(Clone, Debug, Default)]
pub(crate) struct JournalDiagnostics {
    pub state: JournalState,
    /// Whether a passphrase locks it; unknown until it is open.
    pub locked: Option<bool>,
    /// The version of its format, and the newest known here.
    pub format: Option<(i64, i64)>,
    /// How many of the format's views read as they should, of how many.
    pub views: Option<(usize, usize)>,
    /// What cuebook did not put in its schema, in words. None of it was run.
    pub foreign: Vec<String>,
    /// Whether the zone it names is known here.
    pub zone_known: Option<bool>,
    /// What it holds that no command can bring back.
    pub dead_space: DeadSpace,
    /// Its size in bytes.
    pub size: u64,
    pub access: FileAccess,
    /// Its names, where it has more than one.
    pub linked: Option<LinkedFile>,
    /// Whether it belongs to the user.
    pub own: Option<bool>,
    /// Room left beside it, in bytes.
    pub room: Option<u64>,
    pub backups: BackupFiles,
    /// Why they cannot be kept where they would be, in words.
    pub backups_blocked: Option<String>,
    /// Whether another window has it open; none when there is no lock file.
    pub in_use: Option<bool>,
    /// A write was cut off; the next open rolls it back.
    pub has_hot_journal: bool,
}

/// The engine's versions: SQLite's, and SQLCipher's where it is built in.
pub(crate) fn describe_engine() -> String {
    let sqlcipher: Option<String> = Connection::open_in_memory()
        .ok()
        .and_then(|conn| conn.query_row("PRAGMA cipher_version", [], |row| row.get(0)).ok());
    match sqlcipher {
        Some(version) => journal_check::with_sqlcipher(rusqlite::version(), &version),
        None => journal_check::without_sqlcipher(rusqlite::version()),
    }
}

/// What `--version` says. Asks no engine for its version but SQLite's own, which is part of the program: this is made on
/// every start.
pub(crate) fn describe_build() -> String {
    let lock = match (HAS_ENCRYPTION, cfg!(feature = "vendored")) {
        (false, _) => BuildLock::None,
        (true, true) => BuildLock::Vendored,
        (true, false) => BuildLock::System,
    };
    journal_check::build_details(
        env!("CARGO_PKG_VERSION"),
        env!("CUEBOOK_BUILD_COMMIT"),
        rusqlite::version(),
        lock,
    )
}

pub(crate) fn diagnose_journal(path: &Path, key: Option<&Passphrase>) -> JournalDiagnostics {
    let meta = fs::symlink_metadata(path).ok();
    let mut found = JournalDiagnostics {
        size: meta.as_ref().map_or(0, fs::Metadata::len),
        access: meta.as_ref().map_or(FileAccess::Unknown, classify_access),
        linked: LinkedFile::find(path),
        own: meta.as_ref().and_then(database_file::is_owned_by_user),
        room: database_file::free_space(path),
        backups: BackupFiles::for_journal(path),
        backups_blocked: backup::find_folder_fault(path),
        in_use: is_in_use(path),
        has_hot_journal: fs::metadata(sibling_path(path, "-journal")).is_ok_and(|left| left.len() > 0),
        ..JournalDiagnostics::default()
    };
    match meta {
        None => {}
        Some(meta) if !meta.is_file() => {
            let error = StoreError::cannot_open(path, store_errors::NOT_ORDINARY);
            found.state = JournalState::Bad(error.to_string());
        }
        Some(_) => found.state = diagnose_contents(path, key, &mut found),
    }
    found
}

fn diagnose_contents(path: &Path, key: Option<&Passphrase>, found: &mut JournalDiagnostics) -> JournalState {
    let locked = match schema::read_header(path) {
        Ok(FileHeader::Blank) => return JournalState::Empty,
        Ok(FileHeader::Plain) => false,
        Ok(FileHeader::Encrypted) if key.is_none() => return JournalState::Locked,
        Ok(FileHeader::Encrypted) => true,
        Err(error) => return JournalState::Bad(error.to_string()),
    };
    match check_contents(path, key.filter(|_| locked), found) {
        Ok(()) => {
            found.locked = Some(locked);
            JournalState::Good
        }
        Err(StoreError::WrongPassphrase(_)) => JournalState::WrongPassphrase,
        Err(error) => JournalState::Bad(error.to_string()),
    }
}

fn check_contents(
    path: &Path,
    key: Option<&Passphrase>,
    found: &mut JournalDiagnostics,
) -> Result<(), StoreError> {
    let conn = ForeignFile::open(path, key)?;
    let (_, foreign) = schema::inspect_schema(&conn, path)?;
    found.foreign = foreign.describe_added();
    let refused = foreign.describe_refused();
    if !refused.is_empty() {
        return Err(StoreError::ForeignSchema { path: path.to_path_buf(), found: refused });
    }
    check_integrity(&conn, path)?;
    let to_error = |e| StoreError::from_sqlite(e, Some(path));
    let format = conn.pragma_query_value(None, "user_version", |row| row.get(0)).map_err(to_error)?;
    found.format = Some((format, schema::LATEST_VERSION));
    found.dead_space = measure_dead_space(&conn).map_err(to_error)?;
    // Their definitions were compared.
    allow_views(&conn, true).map_err(to_error)?;
    let views = list_own_views(format).map_err(to_error)?;
    let reads = |view: &&String| {
        conn.prepare(&format!("SELECT * FROM {view}")).and_then(|mut view| view.exists([])).is_ok()
    };
    found.views = Some((views.iter().filter(reads).count(), views.len()));
    let zone: Option<String> =
        conn.query_row("SELECT value ->> '$' FROM setting WHERE name = 'zone'", [], |row| row.get(0)).ok();
    found.zone_known = zone.map(|zone| zone.parse::<crate::model::Zone>().is_ok());
    Ok(())
}

/// Whether anybody holds the file lock; none where there is no lock file.
fn is_in_use(path: &Path) -> Option<bool> {
    let lock = sibling_path(path, ".lock");
    if !fs::symlink_metadata(&lock).ok()?.is_file() {
        return None;
    }
    let lock = File::open(lock).ok()?;
    match lock.try_lock() {
        Ok(()) => Some(false),
        Err(TryLockError::WouldBlock) => Some(true),
        Err(TryLockError::Error(_)) => None,
    }
}

#[cfg(unix)]
fn classify_access(meta: &fs::Metadata) -> FileAccess {
    use std::os::unix::fs::PermissionsExt;
    match meta.permissions().mode() & 0o777 {
        mode if mode & 0o077 == 0 => FileAccess::Private,
        mode => FileAccess::Shared(mode),
    }
}

#[cfg(not(unix))]
fn classify_access(_: &fs::Metadata) -> FileAccess {
    FileAccess::Unknown
}
