//! The files an import was asked for: opened, and told apart by what stands in them. Nothing of them is understood
//! here, and no journal is asked.

use crate::import;
use crate::import::{ArchiveForm, ArchiveSource, DETECT_BYTES, FileSource, ImportFormat};
use crate::import_files::browse::describe_io_error;
use crate::model::ValidationError;
use crate::model::csv_columns::csv_file_names;
use crate::store::foreign_tables::{read_foreign_tables, read_foreign_tables_in};
use crate::store::schema::SQLITE_MAGIC;
use crate::texts::cli_import as texts;
use std::fs::{self, File};
use std::io::{self, Cursor, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// The longest file of another app's, in bytes.
const MAX_FILE_BYTES: u64 = 64 * 1024 * 1024;

/// The longest archive from a pipe, which has to lie on the disk while it is read: millions of entries.
const MAX_PIPED_BYTES: u64 = 2 * 1024 * 1024 * 1024;

pub(crate) enum InputFile {
    /// Another app's file, whole.
    OtherApp(AppFile),
    /// An archive of cuebook's or another journal, to be read piece by piece.
    Archive(ArchiveSource<'static>),
}

/// Another app's file, on its own or out of a zip archive, a spreadsheet or a folder.
pub(crate) struct AppFile {
    /// Its name without folders.
    pub name: String,
    pub source: FileSource,
    /// When it was written last, in Unix seconds, as far as that is known.
    pub written: Option<i64>,
    pub format: ImportFormat,
    /// What lay beside it in the same archive or folder and is of no known format.
    pub left_out: Vec<String>,
}

/// Opens what is at `path`; `named` is the format it was said to have.
pub(crate) fn open_input(
    path: &Path,
    named: Option<ImportFormat>,
) -> Result<Vec<InputFile>, ValidationError> {
    let unreadable = |error: io::Error| unreadable_file_error(path, &error);
    let shown = path.display().to_string();
    let meta = fs::metadata(path).map_err(unreadable)?;
    if meta.is_dir() {
        return open_folder(path, named);
    }
    if !meta.is_file() && !is_pipe(&meta) {
        return Err(unreadable(io::Error::other(texts::NOT_A_FILE)));
    }
    let mut file = File::open(path).map_err(unreadable)?;
    if !meta.is_file() {
        file = spool_pipe(file, named)
            .map_err(unreadable)?
            .ok_or_else(|| problem(texts::endless_pipe(&shown)))?;
    }
    let mut head = Vec::new();
    (&file).take(DETECT_BYTES as u64).read_to_end(&mut head).map_err(unreadable)?;
    file.rewind().map_err(unreadable)?;
    let is_container = import::is_container(&head) || head.starts_with(SQLITE_MAGIC);
    let format = named.filter(|_| !is_container).or_else(|| import::detect_format(&head));
    let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    if matches!(format, None | Some(ImportFormat::Cuebook)) && import::is_archive_file_name(&name) {
        return Err(problem(texts::part_of_export(&shown)));
    }
    if format == Some(ImportFormat::Cuebook) {
        let open_file = Box::new(move |_: &str| {
            let mut again = file.try_clone()?;
            again.rewind()?;
            Ok(Some(Box::new(again) as Box<dyn import::ArchiveInput>))
        });
        let written = modified_seconds(&meta);
        let source = ArchiveSource { written, ..ArchiveSource::new(shown, ArchiveForm::Json, open_file) };
        return Ok(vec![InputFile::Archive(source)]);
    }
    let length = file.seek(SeekFrom::End(0)).map_err(unreadable)?;
    if length > MAX_FILE_BYTES && (format.is_some() || is_container) {
        return Err(problem(texts::too_large(&shown)));
    }
    file.rewind().map_err(unreadable)?;
    let written = modified_seconds(&meta);
    match format {
        Some(format) => {
            let source = if length > MAX_IN_MEMORY {
                FileSource::from_disk(file)
            } else {
                read_into_memory(file).map_err(unreadable)?
            };
            Ok(vec![InputFile::OtherApp(AppFile { name, source, written, format, left_out: Vec::new() })])
        }
        None => {
            let contained = if is_container { read_contained(path, &head, file)? } else { Vec::new() };
            let contained = contained.into_iter().map(|(name, bytes)| (name, bytes, written)).collect();
            known_contents(&shown, contained, named).ok_or_else(|| unknown_file_error(&shown, &head))
        }
    }
}

/// What a container holds: an archive of cuebook's, or other apps' files; none when it is neither.
fn known_contents(
    shown: &str,
    contained: Vec<NamedBytes>,
    named: Option<ImportFormat>,
) -> Option<Vec<InputFile>> {
    if named.is_none_or(|named| named == ImportFormat::Cuebook) && is_packed_archive(&contained) {
        return Some(vec![InputFile::Archive(open_packed_archive(shown, contained))]);
    }
    known_files(contained.into_iter(), named)
}

fn read_into_memory(mut file: File) -> io::Result<FileSource> {
    let mut bytes = Vec::new();
    file.read_to_end(&mut bytes)?;
    Ok(FileSource::Bytes(bytes))
}

/// The lists in a database, and the files in any other container.
fn read_contained(
    path: &Path,
    head: &[u8],
    mut file: File,
) -> Result<Vec<(String, Vec<u8>)>, ValidationError> {
    if head.starts_with(SQLITE_MAGIC) {
        return Ok(read_foreign_tables(path));
    }
    let mut bytes = Vec::new();
    file.read_to_end(&mut bytes).map_err(|error| unreadable_file_error(path, &error))?;
    let shown = path.display().to_string();
    let to_error = |said: ValidationError| problem(texts::file_problem(&shown, &said.message));
    let contained = import::unpack_container(&bytes).map_err(to_error)?.unwrap_or_default();
    Ok(contained.into_iter().map(|file| (file.name, file.bytes)).collect())
}

/// A larger file is read from the disk piece by piece.
const MAX_IN_MEMORY: u64 = 1024 * 1024;

fn problem(message: String) -> ValidationError {
    ValidationError::new("", message)
}

fn modified_seconds(meta: &fs::Metadata) -> Option<i64> {
    let since = meta.modified().ok()?.duration_since(std::time::UNIX_EPOCH).ok()?;
    i64::try_from(since.as_secs()).ok()
}

/// A file's name, what it holds, and when it was written, in Unix seconds.
type NamedBytes = (String, Vec<u8>, Option<i64>);

/// Whether the files of a zip archive are an archive of cuebook's: the tables of one, or one as JSON on its own.
fn is_packed_archive(files: &[NamedBytes]) -> bool {
    let is_json = |bytes: &[u8]| {
        import::detect_format(&bytes[..bytes.len().min(DETECT_BYTES)]) == Some(ImportFormat::Cuebook)
    };
    files.iter().any(|(name, ..)| import::is_archive_file_name(name))
        || matches!(files, [(_, bytes, _)] if is_json(bytes))
}

fn open_packed_archive(shown: &str, files: Vec<NamedBytes>) -> ArchiveSource<'static> {
    let written = files.iter().filter_map(|(_, _, written)| *written).max();
    let is_csv = files.iter().any(|(name, ..)| import::is_archive_file_name(name));
    let form = if is_csv { ArchiveForm::Csv } else { ArchiveForm::Json };
    let files: Vec<(String, Arc<[u8]>)> =
        files.into_iter().map(|(name, bytes, _)| (name, bytes.into())).collect();
    let open_file = Box::new(move |name: &str| {
        let found = files.iter().find(|(own, _)| own == name || !is_csv);
        Ok(found.map(|(_, bytes)| Box::new(Cursor::new(Arc::clone(bytes))) as Box<dyn import::ArchiveInput>))
    });
    ArchiveSource { written, ..ArchiveSource::new(shown.to_owned(), form, open_file) }
}

/// The files of an archive or a folder that are of a known format; none when there are none.
fn known_files(
    files: impl Iterator<Item = NamedBytes>,
    named: Option<ImportFormat>,
) -> Option<Vec<InputFile>> {
    let (mut known, mut left_out) = (Vec::new(), Vec::new());
    let tables = |bytes: &[u8]| {
        if bytes.starts_with(SQLITE_MAGIC) { read_foreign_tables_in(bytes) } else { Vec::new() }
    };
    let opened = files.flat_map(|(name, bytes, written)| {
        let tables = tables(&bytes);
        let own = tables.is_empty().then_some((name, bytes));
        own.into_iter().chain(tables).map(move |(name, bytes)| (name, bytes, written))
    });
    for (name, bytes, written) in opened {
        let head = &bytes[..bytes.len().min(DETECT_BYTES)];
        match import::detect_format(head).filter(|format| *format != ImportFormat::Cuebook) {
            Some(format) if named.is_none_or(|named| named == format) => {
                let source = spool_large(bytes);
                known.push(AppFile { name, source, written, format, left_out: Vec::new() });
            }
            _ => left_out.push(name),
        }
    }
    known.first_mut()?.left_out = left_out;
    Some(known.into_iter().map(InputFile::OtherApp).collect())
}

/// A large file of a container goes to a file without a name, to be read piece by piece; where there is no room for it
/// it stays in memory.
fn spool_large(bytes: Vec<u8>) -> FileSource {
    if bytes.len() as u64 <= MAX_IN_MEMORY {
        return FileSource::Bytes(bytes);
    }
    let spooled = tempfile::tempfile().and_then(|mut file| {
        file.write_all(&bytes)?;
        Ok(file)
    });
    spooled.map_or_else(|_| FileSource::Bytes(bytes), FileSource::from_disk)
}

/// What a pipe holds, in a file without a name, for a pipe can be read once only; none when it goes on too long.
fn spool_pipe(pipe: File, named: Option<ImportFormat>) -> io::Result<Option<File>> {
    let mut head = Vec::new();
    (&pipe).take(DETECT_BYTES as u64).read_to_end(&mut head)?;
    let most = match named.or_else(|| import::detect_format(&head)) {
        Some(ImportFormat::Cuebook) => MAX_PIPED_BYTES,
        Some(_) => MAX_FILE_BYTES,
        None if import::is_container(&head) => MAX_FILE_BYTES,
        None => 0,
    };
    let whole = head.len() as u64;
    let mut spooled = tempfile::tempfile()?;
    let rest = pipe.take((most + 1).saturating_sub(whole));
    let n = io::copy(&mut head.as_slice().chain(rest), &mut spooled)?;
    Ok((n <= most.max(DETECT_BYTES as u64 + 1)).then_some(spooled))
}

#[cfg(unix)]
fn is_pipe(meta: &fs::Metadata) -> bool {
    std::os::unix::fs::FileTypeExt::is_fifo(&meta.file_type())
}

#[cfg(not(unix))]
fn is_pipe(_: &fs::Metadata) -> bool {
    false
}

/// A folder of cuebook's own CSV, or one of other apps' files.
fn open_folder(path: &Path, named: Option<ImportFormat>) -> Result<Vec<InputFile>, ValidationError> {
    let open = |folder: &Path, name: &str| -> io::Result<Option<File>> {
        match File::open(folder.join(name)) {
            Ok(file) if file.metadata()?.is_file() => Ok(Some(file)),
            Ok(_) => Err(io::Error::other(texts::NOT_A_FILE)),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(error),
        }
    };
    if !csv_file_names().any(|name| !matches!(open(path, name), Ok(None))) {
        let files = read_folder(path).map_err(|error| unreadable_file_error(path, &error))?;
        let no_files = || problem(texts::no_export_folder(&path.display().to_string()));
        return known_files(files.into_iter(), named).ok_or_else(no_files);
    }
    let folder = PathBuf::from(path);
    let written =
        csv_file_names().filter_map(|name| modified_seconds(&fs::metadata(folder.join(name)).ok()?)).max();
    let open_file = Box::new(move |name: &str| {
        let file = open(&folder, name)?;
        Ok(file.map(|file| Box::new(file) as Box<dyn import::ArchiveInput>))
    });
    let shown = path.display().to_string();
    let source = ArchiveSource { written, ..ArchiveSource::new(shown, ArchiveForm::Csv, open_file) };
    Ok(vec![InputFile::Archive(source)])
}

/// The plain files of a folder by name, as long as they fit in memory together.
fn read_folder(path: &Path) -> io::Result<Vec<NamedBytes>> {
    let mut paths: Vec<PathBuf> =
        fs::read_dir(path)?.map(|entry| Ok(entry?.path())).collect::<io::Result<_>>()?;
    paths.sort();
    let mut left = MAX_FILE_BYTES;
    let mut files = Vec::new();
    for path in paths {
        let size = fs::symlink_metadata(&path)?;
        if !size.is_file() || size.len() > left {
            continue;
        }
        left -= size.len();
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        files.push((name, fs::read(&path)?, modified_seconds(&size)));
    }
    Ok(files)
}

fn unreadable_file_error(path: &Path, error: &io::Error) -> ValidationError {
    problem(texts::unreadable_file(&path.display().to_string(), &describe_io_error(error)))
}

fn unknown_file_error(path: &str, head: &[u8]) -> ValidationError {
    let seems = import::describe_unknown_file(head);
    problem(texts::unknown_format(path, seems.as_deref(), &import::describe_formats()))
}

pub(crate) fn unknown_format_error(name: &str) -> ValidationError {
    problem(texts::unknown_format(name, None, &import::list_format_codes()))
}
