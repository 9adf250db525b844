//! The journal as a file among files: made private, told from another, held against other windows, replaced in one step.
//! Nothing here knows what is in it.

use crate::store::StoreError;
use std::fs::{self, File, OpenOptions};
use std::path::{Path, PathBuf};
use std::time::Duration;
use std::{io, thread};

/// What tells one file from another whatever its path.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct FileIdentity(u64, u64);

impl FileIdentity {
    #[cfg(unix)]
    pub(crate) fn from_path(path: &Path) -> Option<Self> {
        use std::os::unix::fs::MetadataExt;
        fs::metadata(path).ok().map(|meta| Self(meta.dev(), meta.ino()))
    }

    #[cfg(not(unix))]
    pub(crate) fn from_path(path: &Path) -> Option<Self> {
        fs::metadata(path).ok().and_then(|meta| meta.created().ok()).map(|made| {
            Self(0, made.duration_since(std::time::UNIX_EPOCH).map_or(0, |d| d.as_nanos() as u64))
        })
    }
}

/// A path as SQLite takes it for one: not for a name of its own such as `:memory:`, nor for an address such as `file:x`.
pub(crate) fn to_sqlite_path(path: &Path) -> rusqlite::Result<String> {
    let text = path.to_str();
    let text = text.ok_or_else(|| rusqlite::Error::InvalidPath(path.to_path_buf()))?;
    Ok(match path.is_absolute() {
        true => text.to_owned(),
        false => format!("./{text}"),
    })
}

/// Makes the folder (0700) and the file (0600) where there are none; what is there keeps its mode.
pub(crate) fn ensure_private_file(path: &Path) -> Result<(), StoreError> {
    let unopened =
        |why: io::Error| StoreError::CannotOpen { path: path.to_path_buf(), why: describe_io_error(&why) };
    to_sqlite_path(path).map_err(|e| StoreError::from_sqlite(e, Some(path)))?;
    refuse_strange_siblings(path)?;
    if refuse_strange_file(path)? {
        return Ok(());
    }
    if let Some(folder) = path.parent().filter(|folder| !folder.as_os_str().is_empty() && !folder.exists()) {
        create_private_folder(folder).map_err(unopened)?;
    }
    set_private_mode(OpenOptions::new().write(true).create_new(true)).open(path).map(|_| ()).or_else(
        |error| {
            // Another window was quicker.
            if error.kind() == io::ErrorKind::AlreadyExists { Ok(()) } else { Err(unopened(error)) }
        },
    )
}

/// What SQLite or the lock would open beside the journal.
const SIBLING_SUFFIXES: [&str; 4] = [".lock", "-journal", "-wal", "-shm"];

/// Refuses links, pipes and others' files beside a journal.
pub(crate) fn refuse_strange_siblings(path: &Path) -> Result<(), StoreError> {
    let mut all = SIBLING_SUFFIXES.into_iter().map(|ending| sibling_path(path, ending));
    all.try_for_each(|side| refuse_strange_file(&side).map(|_| ()))
}

/// Refuses what is there and is no ordinary file of this user's: a link could lead anywhere, a pipe would be waited for
/// without end, and what somebody else put there is not this family's. Answers whether anything is there.
fn refuse_strange_file(path: &Path) -> Result<bool, StoreError> {
    let Ok(meta) = fs::symlink_metadata(path) else {
        return Ok(false);
    };
    let why = if meta.is_symlink() {
        "it is a link, and cuebook follows none"
    } else if !meta.is_file() {
        "it is not an ordinary file"
    } else if is_owned_by_other(&meta) {
        "it belongs to another user of this computer"
    } else {
        return Ok(true);
    };
    Err(StoreError::CannotOpen { path: path.to_path_buf(), why: why.into() })
}

#[cfg(unix)]
fn is_owned_by_other(meta: &fs::Metadata) -> bool {
    std::os::unix::fs::MetadataExt::uid(meta) != rustix::process::geteuid().as_raw()
}

#[cfg(not(unix))]
fn is_owned_by_other(_: &fs::Metadata) -> bool {
    false
}

/// Makes a folder, and those above it, for its owner only.
pub(crate) fn create_private_folder(folder: &Path) -> io::Result<()> {
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder)
}

/// A file made with these is its owner's only.
pub(crate) fn set_private_mode(options: &mut OpenOptions) -> &mut OpenOptions {
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(options, 0o600);
    options
}

/// Holds `FILE.lock` together with every other window; none where the folder cannot be written.
pub(crate) fn acquire_shared_lock(path: &Path) -> Result<Option<File>, StoreError> {
    let beside = sibling_path(path, ".lock");
    let Ok(file) = set_private_mode(OpenOptions::new().write(true).create(true).truncate(false)).open(beside)
    else {
        return Ok(None);
    };
    for _ in 0..LOCK_ATTEMPTS {
        match file.try_lock_shared() {
            Ok(()) => return Ok(Some(file)),
            // Another window that is opening too may sweep or set up for a moment.
            Err(fs::TryLockError::WouldBlock) => thread::sleep(Duration::from_millis(10)),
            // A file system without locks: SQLite's own still hold.
            Err(fs::TryLockError::Error(_)) => return Ok(None),
        }
    }
    Err(StoreError::InUse)
}

/// How often the lock is tried for, a hundredth of a second apart.
const LOCK_ATTEMPTS: u32 = 30;

/// Makes a held lock this window's alone.
pub(crate) fn lock_exclusive(lock: Option<&File>) -> Result<(), StoreError> {
    if let Some(lock) = lock {
        lock.unlock().ok();
        lock.try_lock().map_err(|_| StoreError::InUse)?;
    }
    Ok(())
}

/// Shares it again, also when it could not be had alone.
pub(crate) fn lock_shared(lock: Option<&File>) -> Result<(), StoreError> {
    let Some(lock) = lock else {
        return Ok(());
    };
    lock.unlock().ok();
    for _ in 0..LOCK_ATTEMPTS {
        match lock.try_lock_shared() {
            // Another window tries for a moment whether it is alone.
            Err(fs::TryLockError::WouldBlock) => thread::sleep(Duration::from_millis(10)),
            _ => return Ok(()),
        }
    }
    Err(StoreError::InUse)
}

/// The name of what stands beside a file.
pub(crate) fn sibling_path(path: &Path, ending: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(ending);
    PathBuf::from(name)
}

pub(crate) fn parent_folder(path: &Path) -> &Path {
    path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

/// A journal being made, for its owner only, under a name that is swept away when the work is cut off.
pub(crate) struct PartialFile(PathBuf);

impl PartialFile {
    /// An empty file of this name; one that was left behind by a run that was cut off gives way.
    pub(crate) fn new(path: PathBuf) -> io::Result<Self> {
        match fs::remove_file(&path) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
            _ => {}
        }
        set_private_mode(OpenOptions::new().write(true).create_new(true)).open(&path)?;
        Ok(Self(path))
    }

    pub(crate) fn path(&self) -> &Path {
        &self.0
    }

    /// On the disk, to the last byte.
    pub(crate) fn sync_to_disk(&self) -> io::Result<()> {
        OpenOptions::new().write(true).open(&self.0)?.sync_all()
    }

    /// Takes the place of `path` in one step: before it the one is there, after it the other.
    pub(crate) fn replace_file(self, path: &Path) -> io::Result<()> {
        self.sync_to_disk()?;
        fs::rename(&self.0, path)?;
        sync_folder(path)
    }

    /// Takes a name that nobody has; answers no when it is taken.
    pub(crate) fn rename_if_free(self, path: &Path) -> io::Result<bool> {
        self.sync_to_disk()?;
        match fs::hard_link(&self.0, path) {
            Ok(()) => {}
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => return Ok(false),
            // A file that can have one name only.
            Err(_) if fs::symlink_metadata(path).is_ok() => return Ok(false),
            Err(_) => fs::rename(&self.0, path)?,
        }
        sync_folder(path)?;
        Ok(true)
    }
}

impl Drop for PartialFile {
    fn drop(&mut self) {
        // Gone already when it took its place. What SQLite needed beside it is not.
        fs::remove_file(&self.0).ok();
        fs::remove_file(sibling_path(&self.0, "-journal")).ok();
    }
}

/// The names in a folder, on the disk.
fn sync_folder(path: &Path) -> io::Result<()> {
    if cfg!(unix) {
        File::open(parent_folder(path))?.sync_all()?;
    }
    Ok(())
}

/// Room left where `path` is, in bytes; none where the system does not say.
pub(crate) fn free_space(path: &Path) -> Option<u64> {
    #[cfg(unix)]
    return rustix::fs::statvfs(parent_folder(path))
        .ok()
        .map(|found| found.f_bavail.saturating_mul(found.f_frsize));
    #[cfg(not(unix))]
    None
}

pub(crate) fn describe_io_error(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::PermissionDenied => "the system does not allow it".into(),
        io::ErrorKind::NotFound => "the folder is not there".into(),
        io::ErrorKind::StorageFull => "the disk is full".into(),
        _ => error.to_string(),
    }
}
