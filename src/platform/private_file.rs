//! Files that leave the journal for the parent's own use: private, whole or not there at all, never in the place of
//! another. Also how any file or folder is made for its owner only.

use crate::texts::file_errors;
use std::fs::{self, File, OpenOptions};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

/// Why a file was not made; `what` it would have been.
#[derive(Debug, thiserror::Error)]
pub(crate) enum WriteFileError {
    #[error("{}", file_errors::already_there(.0))]
    AlreadyThere(PathBuf),
    #[error("{}", file_errors::not_written(path, what, error))]
    NotWritten { path: PathBuf, what: String, error: io::Error },
    /// No name was proposed.
    #[error("{}", file_errors::not_kept(.0))]
    NoName(String),
}

impl WriteFileError {
    fn from_io(path: &Path, what: &str, error: io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::AlreadyExists => Self::AlreadyThere(path.to_path_buf()),
            _ => Self::NotWritten { path: path.to_path_buf(), what: what.to_owned(), error },
        }
    }
}

/// Makes a file under another name beside its own, only for its owner, and names it when `write` says it is whole.
/// Nothing is left behind when there is a file of that name, or it cannot be written.
pub(crate) fn write_new_file(
    path: &Path,
    what: &str,
    write: impl FnOnce(&mut dyn Write) -> io::Result<bool>,
) -> Result<(), WriteFileError> {
    if fs::symlink_metadata(path).is_ok() {
        return Err(WriteFileError::AlreadyThere(path.to_path_buf()));
    }
    let beside = temp_path(path);
    let to_error = |error| WriteFileError::from_io(path, what, error);
    let file = create_private_file(&beside).map_err(to_error)?;
    let done = write_and_sync(file, write).and_then(|whole| match whole {
        true => link_or_rename(&beside, path),
        false => Ok(()),
    });
    // Half an archive is worse than none.
    fs::remove_file(&beside).ok();
    done.map_err(to_error)
}

/// Makes a file under the first of these names that is free, and answers which. A name taken by another program
/// meanwhile is passed over like one taken before.
pub(crate) fn write_first_free(
    names: impl Iterator<Item = PathBuf>,
    what: &str,
    bytes: &[u8],
) -> Result<PathBuf, WriteFileError> {
    let mut taken = None;
    for path in names {
        match write_new_file(&path, what, |out| out.write_all(bytes).map(|()| true)) {
            Ok(()) => return Ok(path),
            Err(why) if fs::symlink_metadata(&path).is_ok() => taken = Some(why),
            Err(why) => return Err(why),
        }
    }
    Err(taken.unwrap_or_else(|| WriteFileError::NoName(what.to_owned())))
}

/// Makes a folder of files under another name beside its own, only for its owner, and names it when `write` says it is
/// whole. `write` gets what makes a file of a name in it. An empty folder of that name is replaced.
pub(crate) fn write_new_folder(
    path: &Path,
    what: &str,
    write: impl FnOnce(&mut dyn FnMut(&str) -> io::Result<File>) -> io::Result<bool>,
) -> Result<(), WriteFileError> {
    let to_error = |error| WriteFileError::from_io(path, what, error);
    let is_empty = fs::read_dir(path).is_ok_and(|mut inside| inside.next().is_none());
    if fs::symlink_metadata(path).is_ok() && !is_empty {
        return Err(WriteFileError::AlreadyThere(path.to_path_buf()));
    }
    let beside = temp_path(path);
    create_private_folder(&beside, false).map_err(to_error)?;
    let mut files = Vec::new();
    let done = write(&mut |name| {
        let file = create_private_file(&beside.join(name))?;
        files.push(file.try_clone()?);
        Ok(file)
    });
    let done = done.and_then(|whole| {
        files.iter().try_for_each(File::sync_all)?;
        if !whole {
            return Ok(());
        }
        if is_empty {
            fs::remove_dir(path)?;
        }
        match fs::symlink_metadata(path) {
            // Something came there meanwhile.
            Ok(_) => Err(io::ErrorKind::AlreadyExists.into()),
            Err(_) => fs::rename(&beside, path),
        }
    });
    drop(files);
    // Half an archive is worse than none.
    fs::remove_dir_all(&beside).ok();
    done.map_err(to_error)
}

pub(crate) fn create_private_file(path: &Path) -> io::Result<File> {
    set_private_mode(OpenOptions::new().write(true).create_new(true)).open(path)
}

/// A file made with these is its owner's only.
pub(crate) fn set_private_mode(options: &mut OpenOptions) -> &mut OpenOptions {
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(options, 0o600);
    options
}

/// Makes a folder, and those above it if `recursive`, for its owner only.
pub(crate) fn create_private_folder(folder: &Path, recursive: bool) -> io::Result<()> {
    let mut builder = fs::DirBuilder::new();
    builder.recursive(recursive);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder)
}

/// A folder that is removed when it is dropped, for its owner only: in `folder`, or among the system's temporary files.
pub(crate) fn create_private_temp_folder(
    folder: Option<&Path>,
    prefix: &str,
) -> io::Result<tempfile::TempDir> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(prefix);
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o700));
    match folder {
        Some(folder) => builder.tempdir_in(folder),
        None => builder.tempdir(),
    }
}

fn write_and_sync(file: File, write: impl FnOnce(&mut dyn Write) -> io::Result<bool>) -> io::Result<bool> {
    let mut out = BufWriter::new(file);
    let whole = write(&mut out)?;
    out.flush()?;
    out.get_ref().sync_all()?;
    Ok(whole)
}

/// Gives the file its name. A hard link fails where a rename would write over what came there meanwhile; on a file system
/// without hard links the name is checked once more and the file renamed.
pub(crate) fn link_or_rename(beside: &Path, path: &Path) -> io::Result<()> {
    match fs::hard_link(beside, path) {
        Err(error) if error.kind() != io::ErrorKind::AlreadyExists => {
            if fs::symlink_metadata(path).is_ok() {
                return Err(io::ErrorKind::AlreadyExists.into());
            }
            fs::rename(beside, path)
        }
        done => done,
    }
}

fn temp_path(path: &Path) -> PathBuf {
    let mut name = std::ffi::OsString::from(".");
    name.push(path.file_name().unwrap_or_default());
    name.push(format!(".{}.part", std::process::id()));
    path.with_file_name(name)
}
