//! Copies of the journal: in `FILE.backups/` by itself, and wherever a parent asks for one. All are for the owner only
//! and under the journal's own lock; when one is made is decided by the app and the commands.

use crate::model::Timestamp;
use crate::platform::private_file::create_private_folder;
use crate::platform::users;
use crate::store::copies::clone_database::clone_database;
use crate::store::database_file::{
    PARTIAL_SUFFIX, PartialFile, free_space, is_owned_by_user, parent_folder, sibling_path,
};
use crate::store::file_lock::FileLock;
use crate::store::{Store, StoreError, schema};
use crate::texts::store_errors::{COPY_SKIPPED, NOT_A_FOLDER, NOTHING_CHANGED, folder_owned_by_other};
use chrono::NaiveDate;
use std::fs::{self, File, OpenOptions};
use std::io::{self, Seek};
use std::path::{Path, PathBuf};

const MAX_DAILY_BACKUPS: usize = 14;

/// How many copies are kept for each reason.
const MAX_BACKUPS_PER_REASON: usize = 5;

/// How many times the journal's size must be free for a copy that nobody asked for.
const FREE_SPACE_FACTOR: u64 = 3;

/// The ends of names of unfinished files, and of what SQLite may have left beside them.
const PARTIAL_SUFFIXES: [&str; 2] = [PARTIAL_SUFFIX, ".cuebook-part-journal"];

/// What a copy is kept before, beside the daily one.
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

    pub(crate) fn iter_paths(&self) -> impl Iterator<Item = &Path> {
        self.daily.iter().chain(&self.by_reason).map(PathBuf::as_path)
    }
}

pub(crate) fn locate_folder(path: &Path) -> PathBuf {
    sibling_path(path, ".backups")
}

/// Our own names only, in a folder of our own: what else a parent put there is not ours to count or to remove.
fn list_by_prefix(path: &Path, prefix: &str) -> Vec<PathBuf> {
    let entries = fs::read_dir(locate_folder(path)).ok().filter(|_| find_folder_fault(path).is_none());
    let Some(entries) = entries else {
        return Vec::new();
    };
    let ending = dotted_extension(path);
    let is_ours = |name: &str| {
        let stamp = name.strip_prefix(prefix).unwrap_or_default();
        let stamp = stamp.strip_suffix(&ending).unwrap_or(stamp);
        let has_date = stamp.get(..10).is_some_and(|day| day.parse::<NaiveDate>().is_ok());
        has_date && stamp.chars().all(|c| c.is_ascii_digit() || c == '-')
    };
    let mut found: Vec<PathBuf> = entries
        .flatten()
        .filter(|entry| entry.file_name().to_str().is_some_and(is_ours))
        .filter(|entry| entry.file_type().is_ok_and(|kind| kind.is_file()))
        .map(|entry| entry.path())
        .collect();
    found.sort();
    found.reverse();
    found
}

impl Store {
    /// Whether the journal holds changes that no copy of a day holds, and today has none yet.
    pub(crate) fn is_backup_due(&self, today: NaiveDate) -> bool {
        let Some(path) = &self.path else {
            return false;
        };
        let has_todays = fs::symlink_metadata(daily_copy_path(path, today)).is_ok();
        !has_todays && !self.is_held_by_any(&list_by_prefix(path, DAILY_PREFIX))
    }

    /// Keeps today's copy when it is due, and returns its path.
    pub fn back_up_today(&self, today: NaiveDate) -> Result<Option<PathBuf>, StoreError> {
        let Some(path) = self.path.as_deref().filter(|_| self.is_backup_due(today)) else {
            return Ok(None);
        };
        if self.newest_change_at()?.is_none() {
            return Ok(None);
        }
        let name = daily_copy_path(path, today);
        self.write_backup(path, &name, COPY_SKIPPED)?;
        self.remove_spare_copies(list_by_prefix(path, DAILY_PREFIX), MAX_DAILY_BACKUPS, &name);
        Ok(Some(name))
    }

    /// Keeps a copy before something is done to the journal.
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
        self.trim_copies_before(path, what, &name);
        Ok(Some(name))
    }

    /// Removes the copies from before such a thing that can be spared, never `made`.
    pub(crate) fn trim_copies_before(&self, path: &Path, what: BackupReason, made: &Path) {
        self.remove_spare_copies(list_by_prefix(path, what.file_prefix()), MAX_BACKUPS_PER_REASON, made);
    }

    fn write_backup(&self, path: &Path, name: &Path, without_room: &'static str) -> Result<(), StoreError> {
        ensure_free_space(path, without_room)?;
        create_folder(path)?;
        // Where another window was quicker, one copy is enough.
        self.clone_to(name).map(|_| ())
    }

    /// Whether `name` was free and is a copy of the journal now.
    fn clone_to(&self, name: &Path) -> Result<bool, StoreError> {
        schema::check_schema(&self.conn, self.path.as_deref().unwrap_or(name))?;
        let part = PartialFile::create_for_process(name)?;
        let key = self.passphrase.as_ref();
        clone_database(&self.conn, key, key, &part).map_err(|e| self.to_store_error(e))?;
        part.rename_if_free(name).map_err(|e| StoreError::copy_failed(name, &e))
    }

    /// Keeps a copy where a parent asks for one: in a new file, or under a dated name in a folder or, without a path,
    /// beside the journal. Returns its path.
    pub(crate) fn back_up_to(&self, to: Option<&Path>, now: Timestamp) -> Result<PathBuf, StoreError> {
        let own = self.path.as_deref().unwrap_or(Path::new("journal.db"));
        let chosen = match to {
            Some(path) if !path.is_dir() => path.to_path_buf(),
            Some(folder) => dated_copy_path(own, folder, now),
            None => dated_copy_path(own, parent_folder(own), now),
        };
        if fs::symlink_metadata(&chosen).is_ok() {
            return Err(StoreError::FileExists(chosen));
        }
        match self.clone_to(&chosen)? {
            true => Ok(chosen),
            false => Err(StoreError::FileExists(chosen)),
        }
    }
}

/// The copy before a newer schema. The clock is SQLite's, as nobody gives one to an opening.
pub(crate) fn back_up_before_upgrade(store: &Store) -> Result<(), StoreError> {
    let sql = "SELECT strftime('%Y-%m-%d-%H%M%S')";
    let now: String = store.query(|conn| conn.query_row(sql, [], |row| row.get(0)))?;
    store.back_up_with_stamp(BackupReason::Upgrade, &now, NOTHING_CHANGED).map(|_| ())
}

/// Refuses when the disk is too full for copies.
pub(crate) fn ensure_free_space(path: &Path, then: &'static str) -> Result<(), StoreError> {
    let size = fs::metadata(path).map_or(0, |meta| meta.len());
    let needed = size.saturating_mul(FREE_SPACE_FACTOR);
    match free_space(path) {
        Some(room) if room < needed => Err(StoreError::NotEnoughSpace { needed: format_size(needed), then }),
        _ => Ok(()),
    }
}

/// `12 MB`: a size as a person says it, never rounded down to nothing.
pub(crate) fn format_size(bytes: u64) -> String {
    match bytes {
        0..1_000 => format!("{bytes} bytes"),
        1_000..1_000_000 => format!("{} KB", bytes.div_ceil(1_000)),
        1_000_000..10_000_000_000 => format!("{} MB", bytes.div_ceil(1_000_000)),
        _ => format!("{} GB", bytes.div_ceil(1_000_000_000)),
    }
}

/// Removes what a run that was cut off left half made, when no other window could still be making it.
pub(crate) fn remove_partial_files(path: &Path, lock: &FileLock) -> Result<(), StoreError> {
    if !lock.is_held() || find_partial_files(path).is_empty() {
        return Ok(());
    }
    let Some(exclusive) = lock.try_lock_exclusive()? else {
        return Ok(());
    };
    for part in find_partial_files(path) {
        fs::remove_file(part).ok();
    }
    exclusive.make_shared()
}

fn find_partial_files(path: &Path) -> Vec<PathBuf> {
    let is_partial = |path: &PathBuf| {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        PARTIAL_SUFFIXES.iter().any(|suffix| name.ends_with(suffix))
    };
    let backups = fs::read_dir(locate_folder(path)).into_iter().flatten().flatten();
    let backups = backups.map(|entry| entry.path()).filter(is_partial);
    let own = PARTIAL_SUFFIXES.iter().map(|suffix| sibling_path(path, suffix));
    let own = own.filter(|part| fs::symlink_metadata(part).is_ok());
    backups.chain(own).chain(find_unfinished_copies(path)).collect()
}

/// Copies on request, under the name proposed for them, that were never finished.
fn find_unfinished_copies(path: &Path) -> Vec<PathBuf> {
    let stem = path.file_stem().unwrap_or_default().to_string_lossy();
    let is_ours = |name: &str| {
        let rest = name.strip_prefix(stem.as_ref()).and_then(|rest| rest.strip_prefix('-'));
        let date = rest.and_then(|rest| rest.get(..10));
        date.is_some_and(|date| date.parse::<NaiveDate>().is_ok())
            && PARTIAL_SUFFIXES.iter().any(|suffix| name.ends_with(suffix))
    };
    let entries = fs::read_dir(parent_folder(path)).into_iter().flatten().flatten();
    entries
        .filter(|entry| entry.file_name().to_str().is_some_and(is_ours))
        .map(|entry| entry.path())
        .collect()
}

/// The folder of the copies, for its owner only.
pub(crate) fn create_folder(path: &Path) -> Result<(), StoreError> {
    refuse_foreign_folder(path)?;
    let folder = locate_folder(path);
    create_private_folder(&folder, true).map_err(|error| StoreError::copy_failed(&folder, &error))
}

/// Refuses a folder of another user's: they could take copies away, or put others in their place.
pub(crate) fn refuse_foreign_folder(path: &Path) -> Result<(), StoreError> {
    match find_folder_fault(path) {
        Some(why) => Err(StoreError::CopyFailed { path: locate_folder(path), why }),
        None => Ok(()),
    }
}

/// Why what stands where the copies are kept is not used; none when it is, or nothing is there.
pub(crate) fn find_folder_fault(path: &Path) -> Option<String> {
    let meta = fs::symlink_metadata(locate_folder(path)).ok()?;
    if !meta.is_dir() {
        return Some(NOT_A_FOLDER.to_owned());
    }
    let is_foreign = is_owned_by_user(&meta) == Some(false);
    is_foreign.then(|| folder_owned_by_other(users::owner_name(&meta).as_deref()))
}

/// Copies a file byte by byte to a name that is free.
pub(crate) fn copy_bytes(mut from: &File, to: &Path) -> Result<(), StoreError> {
    let part = PartialFile::create_beside(to)?;
    let copy = || -> io::Result<bool> {
        let mut copy = OpenOptions::new().write(true).open(part.path())?;
        from.rewind()?;
        io::copy(&mut from, &mut copy)?;
        part.rename_if_free(to)
    };
    copy().map(|_| ()).map_err(|error| StoreError::copy_failed(to, &error))
}

/// A name that is free for a copy from before something.
pub(crate) fn find_free_name(path: &Path, what: BackupReason, stamp: &str) -> PathBuf {
    let prefix = what.file_prefix();
    find_unused_path(|n| locate_folder(path).join(format!("{prefix}{stamp}{n}{}", dotted_extension(path))))
}

/// Removes a copy, and the rollback file that a damaged one has beside it.
pub(crate) fn remove_copy(copy: &Path) -> io::Result<()> {
    match fs::remove_file(sibling_path(copy, "-journal")) {
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
