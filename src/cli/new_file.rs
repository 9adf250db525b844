//! A new file of the parent's own: private, whole or not there at all, never in the place of another. What stands in it
//! is decided elsewhere.

use super::answer::Stop;
use std::fs::{self, File, OpenOptions};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

/// Makes a file under another name beside its own, only for its owner, and names it when `write` says it is whole.
pub fn write(
    path: &Path,
    what: &str,
    write: impl FnOnce(&mut dyn Write) -> io::Result<bool>,
) -> Result<(), Stop> {
    if fs::symlink_metadata(path).is_ok() {
        return Err(unkept(path, what, &io::ErrorKind::AlreadyExists.into()));
    }
    let beside = beside(path);
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let made = options
        .open(&beside)
        .map_err(|error| unkept(path, what, &error))?;
    let done = filled(made, write).and_then(|whole| match whole {
        true => named(&beside, path),
        false => Ok(()),
    });
    // Half an archive is worse than none; it was made here just now.
    fs::remove_file(&beside).ok();
    done.map_err(|error| unkept(path, what, &error))
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

fn unkept(path: &Path, what: &str, error: &io::Error) -> Stop {
    let path = path.display();
    Stop::could(match error.kind() {
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
