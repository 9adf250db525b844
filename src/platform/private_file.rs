//! Files that leave the journal for the parent's own use: private, whole or not there at all, never in the place of
//! another. What stands in one, and what it is called, is decided elsewhere.

use std::fs::{self, File, OpenOptions};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

/// Why a file was not made, in a sentence that says what is there now.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub struct Unwritten(String);

/// Makes a file under another name beside its own, only for its owner, and names it when `write` says it is whole.
/// `what` says what it would have been: `archive`, `page`.
///
/// # Errors
/// When there is a file of that name, or it cannot be written; nothing is left behind.
pub(crate) fn write(
    path: &Path,
    what: &str,
    write: impl FnOnce(&mut dyn Write) -> io::Result<bool>,
) -> Result<(), Unwritten> {
    if fs::symlink_metadata(path).is_ok() {
        return Err(unkept(path, what, &io::ErrorKind::AlreadyExists.into()));
    }
    let beside = beside(path);
    let made = private(&beside).map_err(|error| unkept(path, what, &error))?;
    let done = filled(made, write).and_then(|whole| match whole {
        true => named(&beside, path),
        false => Ok(()),
    });
    // Half an archive is worse than none; it was made here just now.
    fs::remove_file(&beside).ok();
    done.map_err(|error| unkept(path, what, &error))
}

/// Makes a file under the first of these names that is free, and answers which. A name taken by another program
/// meanwhile is passed over like one taken before.
pub(crate) fn write_free(
    names: impl Iterator<Item = PathBuf>,
    what: &str,
    bytes: &[u8],
) -> Result<PathBuf, Unwritten> {
    let mut taken = None;
    for path in names {
        match write(&path, what, |out| out.write_all(bytes).map(|()| true)) {
            Ok(()) => return Ok(path),
            Err(why) if fs::symlink_metadata(&path).is_ok() => taken = Some(why),
            Err(why) => return Err(why),
        }
    }
    Err(taken.unwrap_or_else(|| Unwritten(format!("No {what} was kept."))))
}

/// Makes a folder of files under another name beside its own, only for its owner, and names it when `write` says it is
/// whole. `write` gets what makes a file of a name in it. A folder of that name that has nothing in it is no hindrance.
///
/// # Errors
/// When there is something of that name, or a file cannot be written; nothing is left behind.
pub(crate) fn folder(
    path: &Path,
    what: &str,
    write: impl FnOnce(&mut dyn FnMut(&str) -> io::Result<File>) -> io::Result<bool>,
) -> Result<(), Unwritten> {
    let error = |error: io::Error| unkept(path, what, &error);
    let blank = fs::read_dir(path).is_ok_and(|mut inside| inside.next().is_none());
    if fs::symlink_metadata(path).is_ok() && !blank {
        return Err(error(io::ErrorKind::AlreadyExists.into()));
    }
    let beside = beside(path);
    let mut builder = fs::DirBuilder::new();
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(&beside).map_err(error)?;
    let mut made = Vec::new();
    let done = write(&mut |name| {
        let file = private(&beside.join(name))?;
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

fn private(path: &Path) -> io::Result<File> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path)
}

fn filled(file: File, write: impl FnOnce(&mut dyn Write) -> io::Result<bool>) -> io::Result<bool> {
    let mut out = BufWriter::new(file);
    let whole = write(&mut out)?;
    out.flush()?;
    out.get_ref().sync_all()?;
    Ok(whole)
}

/// Gives the file its name. A second name fails where a rename would write over what came there meanwhile; where a
/// file can have one name only, it is looked at once more and renamed.
fn named(beside: &Path, path: &Path) -> io::Result<()> {
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

fn beside(path: &Path) -> PathBuf {
    let mut name = std::ffi::OsString::from(".");
    name.push(path.file_name().unwrap_or_default());
    name.push(format!(".{}.part", std::process::id()));
    path.with_file_name(name)
}

fn unkept(path: &Path, what: &str, error: &io::Error) -> Unwritten {
    let path = path.display();
    Unwritten(match error.kind() {
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
