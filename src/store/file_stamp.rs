//! What the system says of a file without opening it: which file it is, and whether anything was done to it since.

use std::fs;
use std::path::{Path, PathBuf};

/// The same file whatever its path: device and inode, on Windows the volume's serial number and the file's index.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct FileIdentity(u64, u64);

impl FileIdentity {
    pub(crate) fn from_path(path: &Path) -> Option<Self> {
        fs::metadata(path).ok().and_then(|meta| Self::from_file(path, &meta))
    }

    #[cfg(unix)]
    fn from_file(_path: &Path, meta: &fs::Metadata) -> Option<Self> {
        use std::os::unix::fs::MetadataExt;
        Some(Self(meta.dev(), meta.ino()))
    }

    /// Opens the file for a moment, without a wish to read it.
    #[cfg(windows)]
    fn from_file(path: &Path, _meta: &fs::Metadata) -> Option<Self> {
        let handle = winapi_util::Handle::from_path_any(path).ok()?;
        let about = winapi_util::file::information(&handle).ok()?;
        Some(Self(about.volume_serial_number(), about.file_index()))
    }
}

/// A file with more than one name (hard links): whoever replaces it under one of them leaves the others what it held.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct LinkedFile {
    pub path: PathBuf,
    /// All its names, this one among them.
    pub names: u64,
    /// Its number in the file system, by which its other names are found.
    pub inode: u64,
}

impl LinkedFile {
    /// None for a file with one name only, or where the system does not say.
    #[cfg(unix)]
    pub(crate) fn find(path: &Path) -> Option<Self> {
        use std::os::unix::fs::MetadataExt;
        let meta = fs::symlink_metadata(path).ok().filter(|meta| meta.is_file() && meta.nlink() > 1)?;
        Some(Self { path: path.to_path_buf(), names: meta.nlink(), inode: meta.ino() })
    }

    #[cfg(not(unix))]
    pub(crate) fn find(_path: &Path) -> Option<Self> {
        None
    }
}

/// Equal for as long as nobody writes to the file or changes what the system keeps about it. The times are in seconds
/// and nanoseconds.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct FileStamp {
    pub identity: FileIdentity,
    pub size: u64,
    modified: (i64, i64),
    /// No program can set this one back.
    changed: (i64, i64),
}

impl FileStamp {
    pub(crate) fn from_path(path: &Path) -> Option<Self> {
        let meta = fs::metadata(path).ok()?;
        let identity = FileIdentity::from_file(path, &meta)?;
        let (modified, changed) = times_of(&meta);
        Some(Self { identity, size: meta.len(), modified, changed })
    }
}

#[cfg(unix)]
fn times_of(meta: &fs::Metadata) -> ((i64, i64), (i64, i64)) {
    use std::os::unix::fs::MetadataExt;
    ((meta.mtime(), meta.mtime_nsec()), (meta.ctime(), meta.ctime_nsec()))
}

#[cfg(not(unix))]
fn times_of(meta: &fs::Metadata) -> ((i64, i64), (i64, i64)) {
    let since = |at: std::time::SystemTime| at.duration_since(std::time::UNIX_EPOCH).ok();
    let modified = meta.modified().ok().and_then(since).unwrap_or_default();
    ((modified.as_secs() as i64, i64::from(modified.subsec_nanos())), (0, 0))
}
