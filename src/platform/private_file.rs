//! Files that leave the journal for the parent's own use: private, whole or not there at all, never in the place of
//! another. What stands in one, and what it is called, is decided elsewhere.

use std::fs::{self, File, OpenOptions};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

/// Why a file was not made, in a sentence that says what is there now.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub struct WriteFileError(String);

/// Makes a file under another name beside its own, only for its owner, and names it when `write` says it is whole.
/// `what` says what it would have been: `archive`, `page`.
///
/// # Errors
/// When there is a file of that name, or it cannot be written; nothing is left behind.
pub(crate) fn write_new_file(
    path: &Path,
    what: &str,
    write: impl FnOnce(&mut dyn Write) -> io::Result<bool>,
) -> Result<(), WriteFileError> {
    if fs::symlink_metadata(path).is_ok() {
        return Err(to_write_file_error(path, what, &io::ErrorKind::AlreadyExists.into()));
    }
    let beside = temp_path(path);
    let made = create_private_file(&beside).map_err(|error| to_write_file_error(path, what, &error))?;
    let done = write_and_sync(made, write).and_then(|whole| match whole {
        true => link_or_rename(&beside, path),
        false => Ok(()),
    });
    // Half an archive is worse than none; it was made here just now.
    fs::remove_file(&beside).ok();
    done.map_err(|error| to_write_file_error(path, what, &error))
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
    Err(taken.unwrap_or_else(|| WriteFileError(format!("No {what} was kept."))))
}

/// Makes a folder of files under another name beside its own, only for its owner, and names it when `write` says it is
/// whole. `write` gets what makes a file of a name in it. A folder of that name that has nothing in it is no hindrance.
///
/// # Errors
/// When there is something of that name, or a file cannot be written; nothing is left behind.
pub(crate) fn write_new_folder(
    path: &Path,
    what: &str,
    write: impl FnOnce(&mut dyn FnMut(&str) -> io::Result<File>) -> io::Result<bool>,
) -> Result<(), WriteFileError> {
    let error = |error: io::Error| to_write_file_error(path, what, &error);
    let blank = fs::read_dir(path).is_ok_and(|mut inside| inside.next().is_none());
    if fs::symlink_metadata(path).is_ok() && !blank {
        return Err(error(io::ErrorKind::AlreadyExists.into()));
    }
    let beside = temp_path(path);
    let mut builder = fs::DirBuilder::new();
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(&beside).map_err(error)?;
    let mut made = Vec::new();
    let done = write(&mut |name| {
        let file = create_private_file(&beside.join(name))?;
        made.push(file.try_clone()?);
        Ok(file)
    });
    let done = done.and_then(|whole| {
        made.iter().try_for_each(File::sync_all)?;
        if !whole {
            return Ok(());
        }
        if blank {
            fs::remove_dir(path)?;
        }
        match fs::symlink_metadata(path) {
            // Something came there meanwhile.
            Ok(_) => Err(io::ErrorKind::AlreadyExists.into()),
            Err(_) => fs::rename(&beside, path),
        }
    });
    drop(made);
    // Half an archive is worse than none; it was made here just now.
    fs::remove_dir_all(&beside).ok();
    done.map_err(error)
}

fn create_private_file(path: &Path) -> io::Result<File> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path)
}

fn write_and_sync(file: File, write: impl FnOnce(&mut dyn Write) -> io::Result<bool>) -> io::Result<bool> {
    let mut out = BufWriter::new(file);
    let whole = write(&mut out)?;
    out.flush()?;
    out.get_ref().sync_all()?;
    Ok(whole)
}

/// Gives the file its name. A second name fails where a rename would write over what came there meanwhile; where a
/// file can have one name only, it is looked at once more and renamed.
fn link_or_rename(beside: &Path, path: &Path) -> io::Result<()> {
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

fn to_write_file_error(path: &Path, what: &str, error: &io::Error) -> WriteFileError {
    let path = path.display();
    WriteFileError(match error.kind() {
        io::ErrorKind::AlreadyExists => {
            format!("{path} is there already and was left as it is. Please give another name.")
        }
        io::ErrorKind::NotFound => {
            format!("{path} could not be written: the folder is not there. No {what} was kept.")
        }
        io::ErrorKind::PermissionDenied => {
            format!("{path} could not be written: you may not write there. No {what} was kept.")
        }
        _ => format!("{path} could not be written: {error}. No {what} was kept."),
    })
}
