//! The files an import was asked for: opened, and told apart by what stands in them. Nothing of them is understood
//! here, and no journal is asked.

use crate::cli::output::CliError;
use crate::import as room;
use crate::import::{ArchiveForm, DETECT_BYTES, ImportFormat, OpenFile};
use crate::model::csv_columns::csv_file_names;
use std::fs::{self, File};
use std::io::{self, Read, Seek};
use std::path::{Path, PathBuf};

/// The longest file of another app's, in bytes.
const MAX_FILE_BYTES: u64 = 64 * 1024 * 1024;

/// The longest archive from a pipe, which has to lie on the disk while it is read: millions of entries.
const MAX_PIPED_BYTES: u64 = 2 * 1024 * 1024 * 1024;

/// What was found at a path.
pub(crate) enum InputFile {
    /// Another app's file, whole.
    OtherApp(Vec<u8>, ImportFormat),
    /// An archive of cuebook's, to be read piece by piece.
    Archive(ArchiveForm, Box<OpenFile<'static>>),
}

/// Opens what is at `path`; `named` is the format it was said to have.
pub(crate) fn open_input(path: &Path, named: Option<ImportFormat>) -> Result<InputFile, CliError> {
    let unread = |error: io::Error| unreadable_file_error(path, &error);
    let meta = fs::metadata(path).map_err(unread)?;
    if meta.is_dir() {
        return open_csv_folder(path);
    }
    if !meta.is_file() && !is_pipe(&meta) {
        return Err(unread(io::Error::other(NO_FILE)));
    }
    let mut file = File::open(path).map_err(unread)?;
    if !meta.is_file() {
        file = spool_pipe(file, named)
            .map_err(unread)?
            .ok_or_else(|| CliError::operation_failed(format!("{} {ENDLESS} {NOTHING}", path.display())))?;
    }
    let mut head = Vec::new();
    let mut read = |most: u64| {
        file.rewind()?;
        head.clear();
        file.by_ref().take(most).read_to_end(&mut head)?;
        Ok(std::mem::take(&mut head))
    };
    let head = read(DETECT_BYTES as u64).map_err(unread)?;
    let format = named.or_else(|| room::detect_format(&head));
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    if matches!(format, None | Some(ImportFormat::Cuebook)) && room::is_archive_file_name(&name) {
        let path = path.display();
        return Err(CliError::operation_failed(format!("{path} {PART} {NOTHING}")));
    }
    match format {
        None => Err(unknown_format_error(&path.display().to_string())),
        Some(ImportFormat::Cuebook) => Ok(InputFile::Archive(
            ArchiveForm::Json,
            Box::new(move |_| {
                let mut again = file.try_clone()?;
                again.rewind()?;
                Ok(Some(Box::new(again)))
            }),
        )),
        Some(format) => {
            let bytes = read(MAX_FILE_BYTES + 1).map_err(unread)?;
            if bytes.len() as u64 > MAX_FILE_BYTES {
                let path = path.display();
                return Err(CliError::operation_failed(format!("{path} {LARGE} {NOTHING}")));
            }
            Ok(InputFile::OtherApp(bytes, format))
        }
    }
}

/// What a pipe holds, in a file without a name, for a pipe can be read once only; none when it goes on too long.
fn spool_pipe(pipe: File, named: Option<ImportFormat>) -> io::Result<Option<File>> {
    let mut head = Vec::new();
    (&pipe).take(DETECT_BYTES as u64).read_to_end(&mut head)?;
    let most = match named.or_else(|| room::detect_format(&head)) {
        Some(ImportFormat::Cuebook) => MAX_PIPED_BYTES,
        Some(_) => MAX_FILE_BYTES,
        None => 0,
    };
    let whole = head.len() as u64;
    let mut kept = tempfile::tempfile()?;
    let rest = pipe.take((most + 1).saturating_sub(whole));
    let n = io::copy(&mut head.as_slice().chain(rest), &mut kept)?;
    Ok((n <= most.max(DETECT_BYTES as u64 + 1)).then_some(kept))
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
fn open_csv_folder(path: &Path) -> Result<InputFile, CliError> {
    let open = |folder: &Path, name: &str| -> io::Result<Option<File>> {
        match File::open(folder.join(name)) {
            Ok(file) if file.metadata()?.is_file() => Ok(Some(file)),
            Ok(_) => Err(io::Error::other("it is no file")),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(error),
        }
    };
    if !csv_file_names().any(|name| !matches!(open(path, name), Ok(None))) {
        let path = path.display();
        return Err(CliError::operation_failed(format!("{path} {NO_FOLDER} {NOTHING}")));
    }
    let folder = PathBuf::from(path);
    Ok(InputFile::Archive(
        ArchiveForm::Csv,
        Box::new(move |name| {
            let file = open(&folder, name)?;
            Ok(file.map(|file| Box::new(file) as Box<dyn room::ArchiveInput>))
        }),
    ))
}

fn unreadable_file_error(path: &Path, error: &io::Error) -> CliError {
    let why = match error.kind() {
        io::ErrorKind::NotFound => "there is no such file".to_owned(),
        io::ErrorKind::PermissionDenied => "you may not read it".to_owned(),
        _ => error.to_string(),
    };
    CliError::operation_failed(format!("{} could not be read: {why}. {NOTHING}", path.display()))
}

/// What is of no known format.
pub(crate) fn unknown_format_error(what: &str) -> CliError {
    CliError::operation_failed(format!(
        "{what} is of no format this version reads. It reads: {}. {NOTHING}",
        room::describe_formats()
    ))
}

const NO_FILE: &str = "it is no file";
const ENDLESS: &str = "goes on for longer than any list or archive does.";
const NO_FOLDER: &str =
    "is a folder, and none of the files of a cuebook export are in it. Please name the files to import.";
const PART: &str = "is one file of a cuebook export; please name the folder it lies in.";
const LARGE: &str = "is larger than 64 MB, so it is no list of another app's.";
const NOTHING: &str = "Nothing was kept.";
