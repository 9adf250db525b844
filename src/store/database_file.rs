//! The journal as a file among files: made private, told from another, replaced in one step. Nothing here knows what is
//! in it.

use crate::platform::private_file::{create_private_folder, link_or_rename, set_private_mode};
use crate::platform::users;
use crate::store::file_stamp::FileIdentity;
use crate::store::store_error::{StoreError, describe_io_error};
use crate::texts::store_errors;
use std::fs::{self, File, OpenOptions};
use std::io;
use std::path::{Path, PathBuf};

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
    let to_error = |error: io::Error| StoreError::cannot_open(path, describe_io_error(&error));
    to_sqlite_path(path).map_err(|e| StoreError::from_sqlite(e, Some(path)))?;
    refuse_strange_siblings(path)?;
    if refuse_strange_file(path)? {
        return Ok(());
    }
    if let Some(folder) = path.parent().filter(|folder| !folder.as_os_str().is_empty() && !folder.exists()) {
        create_private_folder(folder, true).map_err(to_error)?;
    }
    match set_private_mode(OpenOptions::new().write(true).create_new(true)).open(path) {
        // Another window was quicker.
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => Ok(()),
        made => made.map(|_| ()).map_err(to_error),
    }
}

/// The files that SQLite or the file lock would open beside the journal.
const SIBLING_SUFFIXES: [&str; 4] = [".lock", "-journal", "-wal", "-shm"];

/// Refuses links, pipes and others' files beside a journal.
pub(crate) fn refuse_strange_siblings(path: &Path) -> Result<(), StoreError> {
    let mut all = SIBLING_SUFFIXES.into_iter().map(|ending| sibling_path(path, ending));
    all.try_for_each(|side| refuse_strange_file(&side).map(|_| ()))
}

/// Refuses what is there and is no ordinary file of this user's: a link could lead anywhere, a pipe would be waited for
/// without end, and what somebody else put there is not this family's. Whether anything is there.
fn refuse_strange_file(path: &Path) -> Result<bool, StoreError> {
    let Ok(meta) = fs::symlink_metadata(path) else {
        return Ok(false);
    };
    let why = if meta.is_symlink() {
        store_errors::IS_LINK.to_owned()
    } else if !meta.is_file() {
        store_errors::NOT_ORDINARY.to_owned()
    } else if is_owned_by_user(&meta) == Some(false) {
        store_errors::owned_by_other(users::owner_name(&meta).as_deref())
    } else {
        return Ok(true);
    };
    Err(StoreError::cannot_open(path, why))
}

/// None where the system does not say.
#[cfg(unix)]
pub(crate) fn is_owned_by_user(meta: &fs::Metadata) -> Option<bool> {
    Some(std::os::unix::fs::MetadataExt::uid(meta) == rustix::process::geteuid().as_raw())
}

#[cfg(not(unix))]
pub(crate) fn is_owned_by_user(_meta: &fs::Metadata) -> Option<bool> {
    None
}

/// What a file being made is called until it is whole.
pub(crate) const PARTIAL_SUFFIX: &str = ".cuebook-part";

/// `path` with `ending` added to its name.
pub(crate) fn sibling_path(path: &Path, ending: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(ending);
    PathBuf::from(name)
}

pub(crate) fn parent_folder(path: &Path) -> &Path {
    path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

/// A journal being made, for its owner only, under a name that the next start removes when the work is cut off.
pub(crate) struct PartialFile(PathBuf);

impl PartialFile {
    /// An empty file beside `path`, for work under the exclusive lock.
    pub(crate) fn create_beside(path: &Path) -> Result<Self, StoreError> {
        Self::create_named(path, PARTIAL_SUFFIX)
    }

    /// An empty file beside `path`, for work that several windows may do at once.
    pub(crate) fn create_for_process(path: &Path) -> Result<Self, StoreError> {
        Self::create_named(path, &format!(".{}{PARTIAL_SUFFIX}", std::process::id()))
    }

    fn create_named(path: &Path, suffix: &str) -> Result<Self, StoreError> {
        Self::replace_leftover(sibling_path(path, suffix)).map_err(|e| StoreError::copy_failed(path, &e))
    }

    /// A file of this name that a run left behind when it was cut off gives way.
    fn replace_leftover(path: PathBuf) -> io::Result<Self> {
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

    pub(crate) fn sync_to_disk(&self) -> Result<(), StoreError> {
        self.sync().map_err(|e| StoreError::copy_failed(&self.0, &e))
    }

    fn sync(&self) -> io::Result<()> {
        OpenOptions::new().write(true).open(&self.0)?.sync_all()
    }

    /// Takes the place of a copy of the journal, in one step.
    pub(crate) fn replace_copy(self, path: &Path) -> Result<(), StoreError> {
        self.sync_to_disk()?;
        self.replace_synced(path)
    }

    /// Takes the place of the file at `path`, in one step, once it is synced. The old one's rollback file must not meet
    /// the new one; it is empty, as nobody can write to the old one now.
    pub(crate) fn replace_synced(self, path: &Path) -> Result<(), StoreError> {
        fs::remove_file(sibling_path(path, "-journal")).ok();
        let new = FileIdentity::from_path(&self.0);
        match fs::rename(&self.0, path).and_then(|()| sync_folder(path)) {
            // It is in its place, although the folder could not be synced.
            Err(_) if new.is_some() && new == FileIdentity::from_path(path) => Ok(()),
            done => done.map_err(|e| StoreError::copy_failed(path, &e)),
        }
    }

    /// Whether `path` was free and the file has that name now.
    pub(crate) fn rename_if_free(self, path: &Path) -> io::Result<bool> {
        self.sync()?;
        match link_or_rename(&self.0, path) {
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => return Ok(false),
            done => done?,
        }
        sync_folder(path)?;
        Ok(true)
    }
}

impl Drop for PartialFile {
    fn drop(&mut self) {
        // The file is gone already when it took its place; SQLite's rollback file beside it is not.
        fs::remove_file(&self.0).ok();
        fs::remove_file(sibling_path(&self.0, "-journal")).ok();
    }
}

/// Syncs the folder that holds `path`, so that its names are on the disk.
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
        .map(|disk| disk.f_bavail.saturating_mul(disk.f_frsize));
    #[cfg(windows)]
    return fs4::available_space(parent_folder(path)).ok();
}
