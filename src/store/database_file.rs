//! The journal as a file among files: made private, told from another, held against other windows, replaced in one step.
//! Nothing here knows what is in it.

use crate::store::Trouble;
use std::fs::{self, File, OpenOptions};
use std::path::{Path, PathBuf};
use std::time::Duration;
use std::{io, thread};

/// What tells one file from another whatever its path.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Identity(u64, u64);

impl Identity {
    #[cfg(unix)]
    pub(crate) fn of(path: &Path) -> Option<Self> {
        use std::os::unix::fs::MetadataExt;
        fs::metadata(path).ok().map(|meta| Self(meta.dev(), meta.ino()))
    }

    #[cfg(not(unix))]
    pub(crate) fn of(path: &Path) -> Option<Self> {
        fs::metadata(path).ok().and_then(|meta| meta.created().ok()).map(|made| {
            Self(0, made.duration_since(std::time::UNIX_EPOCH).map_or(0, |d| d.as_nanos() as u64))
        })
    }
}

/// A path as SQLite takes it for one: not for a name of its own such as `:memory:`, nor for an address such as `file:x`.
pub(crate) fn for_sqlite(path: &Path) -> rusqlite::Result<String> {
    let text = path.to_str();
    let text = text.ok_or_else(|| rusqlite::Error::InvalidPath(path.to_path_buf()))?;
    Ok(match path.is_absolute() {
        true => text.to_owned(),
        false => format!("./{text}"),
    })
}

/// Makes the folder (0700) and the file (0600) where there are none; what is there keeps its mode.
pub(crate) fn prepare(path: &Path) -> Result<(), Trouble> {
    let unopened = |why: io::Error| Trouble::Unopened { path: path.to_path_buf(), why: plainly(&why) };
    for_sqlite(path).map_err(|e| Trouble::from_sqlite(e, Some(path)))?;
    sides(path)?;
    if refuse_strange(path)? {
        return Ok(());
    }
    if let Some(folder) = path.parent().filter(|folder| !folder.as_os_str().is_empty() && !folder.exists()) {
        private_folder(folder).map_err(unopened)?;
    }
    private(OpenOptions::new().write(true).create_new(true)).open(path).map(|_| ()).or_else(|error| {
        // Another window was quicker.
        if error.kind() == io::ErrorKind::AlreadyExists { Ok(()) } else { Err(unopened(error)) }
    })
}

/// What SQLite or the lock would open beside the journal.
const SIDES: [&str; 4] = [".lock", "-journal", "-wal", "-shm"];

/// Refuses links, pipes and others' files beside a journal.
pub(crate) fn sides(path: &Path) -> Result<(), Trouble> {
    let mut all = SIDES.into_iter().map(|ending| beside(path, ending));
    all.try_for_each(|side| refuse_strange(&side).map(|_| ()))
}

/// Refuses what is there and is no ordinary file of this user's: a link could lead anywhere, a pipe would be waited for
/// without end, and what somebody else put there is not this family's. Answers whether anything is there.
fn refuse_strange(path: &Path) -> Result<bool, Trouble> {
    let Ok(meta) = fs::symlink_metadata(path) else {
        return Ok(false);
    };
    let why = if meta.is_symlink() {
        "it is a link, and cuebook follows none"
    } else if !meta.is_file() {
        "it is not an ordinary file"
    } else if is_anothers(&meta) {
        "it belongs to another user of this computer"
    } else {
        return Ok(true);
    };
    Err(Trouble::Unopened { path: path.to_path_buf(), why: why.into() })
}

#[cfg(unix)]
fn is_anothers(meta: &fs::Metadata) -> bool {
    std::os::unix::fs::MetadataExt::uid(meta) != rustix::process::geteuid().as_raw()
}

#[cfg(not(unix))]
fn is_anothers(_: &fs::Metadata) -> bool {
    false
}

/// Makes a folder, and those above it, for its owner only.
pub(crate) fn private_folder(folder: &Path) -> io::Result<()> {
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder)
}

/// A file made with these is its owner's only.
pub(crate) fn private(options: &mut OpenOptions) -> &mut OpenOptions {
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(options, 0o600);
    options
}

/// Holds `FILE.lock` together with every other window; none where the folder cannot be written.
pub(crate) fn take_lock(path: &Path) -> Result<Option<File>, Trouble> {
    let beside = beside(path, ".lock");
    let Ok(file) = private(OpenOptions::new().write(true).create(true).truncate(false)).open(beside) else {
        return Ok(None);
    };
    for _ in 0..PATIENCE {
        match file.try_lock_shared() {
            Ok(()) => return Ok(Some(file)),
            // Another window that is opening too may sweep or set up for a moment.
            Err(fs::TryLockError::WouldBlock) => thread::sleep(Duration::from_millis(10)),
            // A file system without locks: SQLite's own still hold.
            Err(fs::TryLockError::Error(_)) => return Ok(None),
        }
    }
    Err(Trouble::InUse)
}

/// How often the lock is tried for, a hundredth of a second apart.
const PATIENCE: u32 = 30;

/// Makes a held lock this window's alone.
pub(crate) fn alone(lock: Option<&File>) -> Result<(), Trouble> {
    if let Some(lock) = lock {
        lock.unlock().ok();
        lock.try_lock().map_err(|_| Trouble::InUse)?;
    }
    Ok(())
}

/// Shares it again, also when it could not be had alone.
pub(crate) fn together(lock: Option<&File>) -> Result<(), Trouble> {
    let Some(lock) = lock else {
        return Ok(());
    };
    lock.unlock().ok();
    for _ in 0..PATIENCE {
        match lock.try_lock_shared() {
            // Another window tries for a moment whether it is alone.
            Err(fs::TryLockError::WouldBlock) => thread::sleep(Duration::from_millis(10)),
            _ => return Ok(()),
        }
    }
    Err(Trouble::InUse)
}

/// The name of what stands beside a file.
pub(crate) fn beside(path: &Path, ending: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(ending);
    PathBuf::from(name)
}

pub(crate) fn folder(path: &Path) -> &Path {
    path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

/// A journal being made, for its owner only, under a name that is swept away when the work is cut off.
pub(crate) struct Part(PathBuf);

impl Part {
    /// An empty file of this name; one that was left behind by a run that was cut off gives way.
    pub(crate) fn new(path: PathBuf) -> io::Result<Self> {
        match fs::remove_file(&path) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
            _ => {}
        }
        private(OpenOptions::new().write(true).create_new(true)).open(&path)?;
        Ok(Self(path))
    }

    pub(crate) fn path(&self) -> &Path {
        &self.0
    }

    /// On the disk, to the last byte.
    pub(crate) fn settle(&self) -> io::Result<()> {
        OpenOptions::new().write(true).open(&self.0)?.sync_all()
    }

    /// Takes the place of `path` in one step: before it the one is there, after it the other.
    pub(crate) fn replace(self, path: &Path) -> io::Result<()> {
        self.settle()?;
        fs::rename(&self.0, path)?;
        settle_folder(path)
    }

    /// Takes a name that nobody has; answers no when it is taken.
    pub(crate) fn name(self, path: &Path) -> io::Result<bool> {
        self.settle()?;
        match fs::hard_link(&self.0, path) {
            Ok(()) => {}
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => return Ok(false),
            // A file that can have one name only.
            Err(_) if fs::symlink_metadata(path).is_ok() => return Ok(false),
            Err(_) => fs::rename(&self.0, path)?,
        }
        settle_folder(path)?;
        Ok(true)
    }
}

impl Drop for Part {
    fn drop(&mut self) {
        // Gone already when it took its place. What SQLite needed beside it is not.
        fs::remove_file(&self.0).ok();
        fs::remove_file(beside(&self.0, "-journal")).ok();
    }
}

/// The names in a folder, on the disk.
fn settle_folder(path: &Path) -> io::Result<()> {
    if cfg!(unix) {
        File::open(folder(path))?.sync_all()?;
    }
    Ok(())
}

/// Room left where `path` is, in bytes; none where the system does not say.
pub(crate) fn room(path: &Path) -> Option<u64> {
    #[cfg(unix)]
    return rustix::fs::statvfs(folder(path)).ok().map(|found| found.f_bavail.saturating_mul(found.f_frsize));
    #[cfg(not(unix))]
    None
}

pub(crate) fn plainly(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::PermissionDenied => "the system does not allow it".into(),
        io::ErrorKind::NotFound => "the folder is not there".into(),
        io::ErrorKind::StorageFull => "the disk is full".into(),
        _ => error.to_string(),
    }
}
