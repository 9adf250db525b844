//! The files an import was asked for: opened, and told apart by what stands in them. Nothing of them is understood
//! here, and no journal is asked.

use super::answer::Stop;
use crate::import::{self as room, Form, Format, HEAD, Shelf};
use crate::journal::cells::files;
use std::fs::{self, File};
use std::io::{self, Read, Seek};
use std::path::{Path, PathBuf};

/// The longest file of another app's, in bytes.
const LONGEST: u64 = 64 * 1024 * 1024;

/// The longest archive from a pipe, which has to lie on the disk while it is read: millions of entries.
const PIPED: u64 = 2 * 1024 * 1024 * 1024;

/// What was found at a path.
pub(crate) enum Found {
    /// Another app's file, whole.
    Other(Vec<u8>, Format),
    /// An archive of cuebook's, to be read piece by piece.
    Own(Form, Box<Shelf<'static>>),
}

/// Opens what is at `path`; `named` is the format it was said to have.
pub(crate) fn find(path: &Path, named: Option<Format>) -> Result<Found, Stop> {
    let unread = |error: io::Error| unread(path, &error);
    let meta = fs::metadata(path).map_err(unread)?;
    if meta.is_dir() {
        return folder(path);
    }
    if !meta.is_file() && !is_pipe(&meta) {
        return Err(unread(io::Error::other(NO_FILE)));
    }
    let mut file = File::open(path).map_err(unread)?;
    if !meta.is_file() {
        file = piped(file, named)
            .map_err(unread)?
            .ok_or_else(|| Stop::could(format!("{} {ENDLESS} {NOTHING}", path.display())))?;
    }
    let mut head = Vec::new();
    let mut read = |most: u64| {
        file.rewind()?;
        head.clear();
        file.by_ref().take(most).read_to_end(&mut head)?;
        Ok(std::mem::take(&mut head))
    };
    let head = read(HEAD as u64).map_err(unread)?;
    let format = named.or_else(|| room::detect(&head));
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    if matches!(format, None | Some(Format::Cuebook)) && room::is_of_folder(&name) {
        let path = path.display();
        return Err(Stop::could(format!("{path} {PART} {NOTHING}")));
    }
    match format {
        None => Err(unknown(&path.display().to_string())),
        Some(Format::Cuebook) => Ok(Found::Own(
            Form::Json,
            Box::new(move |_| {
                let mut again = file.try_clone()?;
                again.rewind()?;
                Ok(Some(Box::new(again)))
            }),
        )),
        Some(format) => {
            let bytes = read(LONGEST + 1).map_err(unread)?;
            if bytes.len() as u64 > LONGEST {
                let path = path.display();
                return Err(Stop::could(format!("{path} {LARGE} {NOTHING}")));
            }
            Ok(Found::Other(bytes, format))
        }
    }
}

/// What a pipe holds, in a file without a name, for a pipe can be read once only; none when it goes on too long.
fn piped(pipe: File, named: Option<Format>) -> io::Result<Option<File>> {
    let mut head = Vec::new();
    (&pipe).take(HEAD as u64).read_to_end(&mut head)?;
    let most = match named.or_else(|| room::detect(&head)) {
        Some(Format::Cuebook) => PIPED,
        Some(_) => LONGEST,
        None => 0,
    };
    let whole = head.len() as u64;
    let mut kept = tempfile::tempfile()?;
    let rest = pipe.take((most + 1).saturating_sub(whole));
    let n = io::copy(&mut head.as_slice().chain(rest), &mut kept)?;
    Ok((n <= most.max(HEAD as u64 + 1)).then_some(kept))
}

#[cfg(unix)]
fn is_pipe(meta: &fs::Metadata) -> bool {
    std::os::unix::fs::FileTypeExt::is_fifo(&meta.file_type())
}

#[cfg(not(unix))]
fn is_pipe(_: &fs::Metadata) -> bool {
    false
}

/// An archive as CSV.
fn folder(path: &Path) -> Result<Found, Stop> {
    let open = |folder: &Path, name: &str| -> io::Result<Option<File>> {
        match File::open(folder.join(name)) {
            Ok(file) if file.metadata()?.is_file() => Ok(Some(file)),
            Ok(_) => Err(io::Error::other("it is no file")),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(error),
        }
    };
    if !files().any(|name| !matches!(open(path, name), Ok(None))) {
        let path = path.display();
        return Err(Stop::could(format!("{path} {NO_FOLDER} {NOTHING}")));
    }
    let folder = PathBuf::from(path);
    Ok(Found::Own(
        Form::Csv,
        Box::new(move |name| {
            let file = open(&folder, name)?;
            Ok(file.map(|file| Box::new(file) as Box<dyn room::Input>))
        }),
    ))
}

fn unread(path: &Path, error: &io::Error) -> Stop {
    let why = match error.kind() {
        io::ErrorKind::NotFound => "there is no such file".to_owned(),
        io::ErrorKind::PermissionDenied => "you may not read it".to_owned(),
        _ => error.to_string(),
    };
    Stop::could(format!("{} could not be read: {why}. {NOTHING}", path.display()))
}

/// What is of no known format.
pub(crate) fn unknown(what: &str) -> Stop {
    Stop::could(format!(
        "{what} is of no format this version reads. It reads: {}. {NOTHING}",
        room::known_formats()
    ))
}

const NO_FILE: &str = "it is no file";
const ENDLESS: &str = "goes on for longer than any list or archive does.";
const NO_FOLDER: &str =
    "is a folder, and none of the files of a cuebook export are in it. Please name the files to import.";
const PART: &str = "is one file of a cuebook export; please name the folder it lies in.";
const LARGE: &str = "is larger than 64 MB, so it is no list of another app's.";
const NOTHING: &str = "Nothing was kept.";
