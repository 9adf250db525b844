//! Copies of the journal: in `FILE.backups/` by itself, and wherever a parent asks for one. All are for the owner only
//! and under the journal's own lock; when one is made is decided by who writes.

use crate::model::Timestamp;
use crate::store::copies::clone_database::copy_database;
use crate::store::database_file::{PartialFile, describe_io_error, sibling_path};
use crate::store::{Store, StoreError, database_file};
use chrono::NaiveDate;
use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};

const MAX_DAILY_BACKUPS: usize = 14;

/// How many copies are kept from before each other kind of thing.
const MAX_BACKUPS_PER_REASON: usize = 5;

/// How many times the journal's size must be free for a copy that nobody asked for.
const FREE_SPACE_FACTOR: u64 = 3;

/// What a file being made is called until it is whole.
pub(crate) const PARTIAL_SUFFIX: &str = ".cuebook-part";

/// That, and what SQLite may have left beside it.
const PARTIAL_SUFFIXES: [&str; 2] = [PARTIAL_SUFFIX, ".cuebook-part-journal"];

/// What a copy is kept before, beside the one a day.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum BackupReason {
    Upgrade,
    /// A lock, another passphrase, or no lock.
    Encryption,
    Restore,
    Import,
}

impl BackupReason {
    const ALL: [Self; 4] = [Self::Upgrade, Self::Encryption, Self::Restore, Self::Import];

    fn file_prefix(self) -> &'static str {
        match self {
            Self::Upgrade => "before-upgrade-",
            Self::Encryption => "before-lock-",
            Self::Restore => "before-restore-",
            Self::Import => "before-import-",
        }
    }
}

const DAILY_PREFIX: &str = "day-";

/// The copies cuebook made by itself, newest first.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct BackupFiles {
    pub daily: Vec<PathBuf>,
    pub by_reason: Vec<PathBuf>,
}

impl BackupFiles {
    /// Those of the journal at `path`.
    pub fn for_journal(path: &Path) -> Self {
        let mut found = Self { daily: list_by_prefix(path, DAILY_PREFIX), by_reason: Vec::new() };
        for before in BackupReason::ALL {
            found.by_reason.extend(list_by_prefix(path, before.file_prefix()));
        }
        found
    }

    pub fn iter_paths(&self) -> impl Iterator<Item = &Path> {
        self.daily.iter().chain(&self.by_reason).map(PathBuf::as_path)
    }
}

pub(crate) fn locate_folder(path: &Path) -> PathBuf {
    sibling_path(path, ".backups")
}

/// Our own names only: what else a parent put there is not ours to count or to take away.
fn list_by_prefix(path: &Path, prefix: &str) -> Vec<PathBuf> {
    let Ok(entries) = fs::read_dir(locate_folder(path)) else {
        return Vec::new();
    };
    let ending = dotted_extension(path);
    let ours = |name: &str| {
        let stamp = name.strip_prefix(prefix).unwrap_or_default();
        let stamp = stamp.strip_suffix(&ending).unwrap_or(stamp);
        let is_part = |c: char| c.is_ascii_digit() || c == '-';
        let date = stamp.get(..10).is_some_and(|day| day.parse::<NaiveDate>().is_ok());
        date && stamp.chars().all(is_part)
    };
    let mut found: Vec<PathBuf> = entries
        .flatten()
        .filter(|entry| entry.file_name().to_str().is_some_and(ours))
        .filter(|entry| entry.file_type().is_ok_and(|kind| kind.is_file()))
        .map(|entry| entry.path())
        .collect();
    found.sort();
    found.reverse();
    found
}

impl Store {
    /// Whether something was written since the newest copy of a day, and today has none yet. Asks the file system only.
    pub fn is_backup_due(&self, today: NaiveDate) -> bool {
        let Some(path) = &self.path else {
            return false;
        };
        let written = |path: &Path| fs::metadata(path).and_then(|meta| meta.modified()).ok();
        let days = list_by_prefix(path, DAILY_PREFIX);
        let newest = days.iter().filter_map(|copy| written(copy)).max();
        let has_todays = fs::symlink_metadata(daily_copy_path(path, today)).is_ok();
        !has_todays && newest.is_none_or(|newest| written(path).is_some_and(|at| at > newest))
    }

    /// Keeps today's copy when it is due; answers with its path when one was made.
    ///
    /// # Errors
    /// When there is too little room, or the copy cannot be written; the journal itself is as it was.
    pub fn back_up_today(&self, today: NaiveDate) -> Result<Option<PathBuf>, StoreError> {
        let Some(path) = self.path.as_deref().filter(|_| self.is_backup_due(today)) else {
            return Ok(None);
        };
        if self.latest_change(false, None)?.is_none() && self.is_empty()? {
            return Ok(None);
        }
        let name = daily_copy_path(path, today);
        self.write_backup(path, &name, COPY_SKIPPED)?;
        remove_oldest_copies(path, DAILY_PREFIX, MAX_DAILY_BACKUPS, &name);
        Ok(Some(name))
    }

    /// Keeps a copy before something is done to the journal.
    ///
    /// # Errors
    /// As [`Store::back_up_today`].
    pub fn back_up_before(&self, what: BackupReason, now: Timestamp) -> Result<Option<PathBuf>, StoreError> {
        self.back_up_with_stamp(what, &format_stamp(now), COPY_SKIPPED)
    }

    /// As [`Store::back_up_before`], for what is not done without a copy.
    pub(crate) fn require_backup_before(
        &self,
        what: BackupReason,
        now: Timestamp,
    ) -> Result<Option<PathBuf>, StoreError> {
        self.back_up_with_stamp(what, &format_stamp(now), NOTHING_CHANGED)
    }

    fn back_up_with_stamp(
        &self,
        what: BackupReason,
        stamp: &str,
        without_room: &'static str,
    ) -> Result<Option<PathBuf>, StoreError> {
        let Some(path) = self.path.as_deref() else {
            return Ok(None);
        };
        let name = find_free_name(path, what, stamp);
        self.write_backup(path, &name, without_room)?;
        remove_oldest_copies(path, what.file_prefix(), MAX_BACKUPS_PER_REASON, &name);
        Ok(Some(name))
    }

    fn write_backup(&self, path: &Path, name: &Path, without_room: &'static str) -> Result<(), StoreError> {
        ensure_free_space(path, without_room)?;
        let unkept = |error: io::Error| to_copy_error(name, &error);
        create_folder(path)?;
        let part = PartialFile::new(sibling_path(name, &format!(".{}{PARTIAL_SUFFIX}", std::process::id())))
            .map_err(unkept)?;
        copy_database(&self.conn, self.passphrase.as_ref(), self.passphrase.as_ref(), &part)
            .map_err(|e| self.to_store_error(e))?;
        // Another window was quicker: one a day is enough.
        part.rename_if_free(name).map(|_| ()).map_err(unkept)
    }

    /// Keeps a copy where a parent asks for one: in a new file, or under a dated name in a folder or, without a path,
    /// beside the journal. Answers with its path.
    pub fn back_up_to(&self, to: Option<&Path>, now: Timestamp) -> Result<PathBuf, StoreError> {
        let own = self.path.as_deref().unwrap_or(Path::new("journal.db"));
        let chosen = match to {
            Some(path) if !path.is_dir() => path.to_path_buf(),
            Some(folder) => dated_copy_path(own, folder, now),
            None => dated_copy_path(own, database_file::parent_folder(own), now),
        };
        if fs::symlink_metadata(&chosen).is_ok() {
            return Err(StoreError::FileExists(chosen));
        }
        let unkept = |error: io::Error| to_copy_error(&chosen, &error);
        let part =
            PartialFile::new(sibling_path(&chosen, &format!(".{}{PARTIAL_SUFFIX}", std::process::id())))
                .map_err(unkept)?;
        copy_database(&self.conn, self.passphrase.as_ref(), self.passphrase.as_ref(), &part)
            .map_err(|e| self.to_store_error(e))?;
        match part.rename_if_free(&chosen) {
            Ok(true) => Ok(chosen),
            Ok(false) => Err(StoreError::FileExists(chosen)),
            Err(error) => Err(to_copy_error(&chosen, &error)),
        }
    }
}

/// The copy before a newer schema. The clock is SQLite's, as nobody gives one to an opening.
pub(crate) fn back_up_before_upgrade(store: &Store) -> Result<(), StoreError> {
    let now: String = store
        .conn
        .query_row("SELECT strftime('%Y-%m-%d-%H%M%S')", [], |row| row.get(0))
        .map_err(|e| store.to_store_error(e))?;
    store.back_up_with_stamp(BackupReason::Upgrade, &now, NOTHING_CHANGED).map(|_| ())
}

const COPY_SKIPPED: &str = "the copy was left out";
/// What is about to be done in the journal's own place is not done without a copy.
pub(crate) const NOTHING_CHANGED: &str = "nothing was changed. Please make some room and try again";

/// Refuses when the disk is too full for copies.
pub(crate) fn ensure_free_space(path: &Path, then: &'static str) -> Result<(), StoreError> {
    let size = fs::metadata(path).map_or(0, |meta| meta.len());
    let needed = size.saturating_mul(FREE_SPACE_FACTOR);
    match database_file::free_space(path) {
        Some(room) if room < needed => Err(StoreError::NotEnoughSpace { needed: format_size(needed), then }),
        _ => Ok(()),
    }
}

/// `12 MB`: a size as a person says it, never rounded down to nothing.
pub fn format_size(bytes: u64) -> String {
    match bytes {
        0..1_000 => format!("{bytes} bytes"),
        1_000..1_000_000 => format!("{} KB", bytes.div_ceil(1_000)),
        1_000_000..10_000_000_000 => format!("{} MB", bytes.div_ceil(1_000_000)),
        _ => format!("{} GB", bytes.div_ceil(1_000_000_000)),
    }
}

/// Takes away what a run that was cut off left half made, when no other window could still be making it.
pub(crate) fn remove_partial_files(path: &Path, lock: Option<&File>) -> Result<(), StoreError> {
    let halves = || {
        let entries = fs::read_dir(locate_folder(path)).into_iter().flatten().flatten();
        let names = entries.map(|entry| entry.path());
        let parts = names.filter(|path| PARTIAL_SUFFIXES.iter().any(|part| name_ends_with(path, part)));
        let own = PARTIAL_SUFFIXES.iter().map(|part| sibling_path(path, part));
        let own = own.filter(|part| fs::symlink_metadata(part).is_ok());
        parts.chain(own).chain(find_unfinished_copies(path)).collect::<Vec<_>>()
    };
    if lock.is_none() || halves().is_empty() {
        return Ok(());
    }
    if database_file::lock_exclusive(lock).is_ok() {
        for half in halves() {
            fs::remove_file(half).ok();
        }
    }
    database_file::lock_shared(lock)
}

/// Copies on request, under the name proposed for them, that were never finished.
fn find_unfinished_copies(path: &Path) -> Vec<PathBuf> {
    let stem = path.file_stem().unwrap_or_default().to_string_lossy();
    let ours = |name: &str| {
        let rest = name.strip_prefix(stem.as_ref())?.strip_prefix('-')?;
        let dated = rest.get(..10)?.parse::<NaiveDate>().is_ok();
        (dated && PARTIAL_SUFFIXES.iter().any(|part| rest.ends_with(part))).then_some(())
    };
    let entries = fs::read_dir(database_file::parent_folder(path)).into_iter().flatten();
    let found = entries.flatten().filter(|entry| {
        let name = entry.file_name();
        name.to_str().and_then(ours).is_some()
    });
    found.map(|entry| entry.path()).collect()
}

fn name_ends_with(path: &Path, ending: &str) -> bool {
    let name = path.file_name().unwrap_or_default();
    name.to_string_lossy().ends_with(ending)
}

/// The folder of the copies, for its owner only.
pub(crate) fn create_folder(path: &Path) -> Result<(), StoreError> {
    let folder = locate_folder(path);
    match fs::symlink_metadata(&folder) {
        Ok(meta) if meta.is_dir() => Ok(()),
        Ok(_) => Err(StoreError::CopyFailed { path: folder, why: "it is not a folder".into() }),
        Err(_) => {
            database_file::create_private_folder(&folder).map_err(|error| to_copy_error(&folder, &error))
        }
    }
}

pub(crate) fn to_copy_error(path: &Path, error: &io::Error) -> StoreError {
    StoreError::CopyFailed { path: path.to_path_buf(), why: describe_io_error(error) }
}

/// A name that is free for a copy from before something.
pub(crate) fn find_free_name(path: &Path, what: BackupReason, stamp: &str) -> PathBuf {
    let prefix = what.file_prefix();
    find_unused_path(|n| locate_folder(path).join(format!("{prefix}{stamp}{n}{}", dotted_extension(path))))
}

/// Takes the oldest away, never the one just made: a clock that was set back would make it the oldest.
pub(crate) fn trim_for_reason(path: &Path, what: BackupReason, made: &Path) {
    remove_oldest_copies(path, what.file_prefix(), MAX_BACKUPS_PER_REASON, made);
}

fn remove_oldest_copies(path: &Path, prefix: &str, most: usize, made: &Path) {
    let others = list_by_prefix(path, prefix).into_iter().filter(|copy| copy != made);
    for old in others.skip(most - 1) {
        remove_copy(&old).ok();
    }
}

/// Takes a copy away, and what a damaged one has beside it.
pub(crate) fn remove_copy(copy: &Path) -> io::Result<()> {
    let side = sibling_path(copy, "-journal");
    match fs::remove_file(side) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
        _ => {}
    }
    fs::remove_file(copy)
}

fn daily_copy_path(path: &Path, today: NaiveDate) -> PathBuf {
    locate_folder(path).join(format!("{DAILY_PREFIX}{today}{}", dotted_extension(path)))
}

/// `journal-2026-11-22.db`.
fn dated_copy_path(own: &Path, folder: &Path, now: Timestamp) -> PathBuf {
    let stem = own.file_stem().unwrap_or_default().to_string_lossy();
    find_unused_path(|n| folder.join(format!("{stem}-{}{n}{}", now.local_date(), dotted_extension(own))))
}

fn find_unused_path(name: impl Fn(&str) -> PathBuf) -> PathBuf {
    let mut found = name("");
    for n in 2.. {
        if fs::symlink_metadata(&found).is_err() {
            break;
        }
        found = name(&format!("-{n}"));
    }
    found
}

pub(crate) fn format_stamp(now: Timestamp) -> String {
    now.local_datetime().format("%Y-%m-%d-%H%M%S").to_string()
}

fn dotted_extension(path: &Path) -> String {
    path.extension().map(|ending| format!(".{}", ending.to_string_lossy())).unwrap_or_default()
}
