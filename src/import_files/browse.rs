//! A folder as a file chooser shows it, and a path that is typed there.

use crate::import;
use crate::import_files::open_journal::is_journal;
use crate::platform::typed_path::expand_home;
use crate::store::has_conflict_mark;
use crate::texts::cli_import as texts;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

pub(crate) struct FolderListing {
    pub path: PathBuf,
    /// Folders by name, then second versions of journals, then files, the latest first.
    pub rows: Vec<FolderRow>,
}

#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct FolderRow {
    pub name: String,
    pub path: PathBuf,
    pub is_folder: bool,
    /// What cuebook wrote, as far as that shows from outside.
    pub kind: Option<OwnFile>,
    pub bytes: u64,
    /// In Unix seconds.
    pub written: Option<i64>,
}

/// A file that cuebook wrote.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum OwnFile {
    Journal,
    /// A second version of a journal, that a replicator made.
    ConflictCopy,
    /// One of the tables of an archive.
    ArchiveTable,
}

/// How the files of journals end.
const JOURNAL_ENDINGS: [&str; 3] = ["db", "cuebook", "sqlite"];

/// By the name first, so that a folder of other files is not opened file by file.
fn find_own_file(path: &Path, name: &str) -> Option<OwnFile> {
    if import::is_archive_file_name(name) {
        return Some(OwnFile::ArchiveTable);
    }
    let ending = path.extension().and_then(|ending| ending.to_str()).unwrap_or_default();
    let is_copy = has_conflict_mark(name);
    if !(is_copy || JOURNAL_ENDINGS.contains(&ending)) || !is_journal(path) {
        return None;
    }
    Some(if is_copy { OwnFile::ConflictCopy } else { OwnFile::Journal })
}

/// What lies beside a journal while it is open, and holds nothing to bring in.
const SIDE_SUFFIXES: [&str; 4] = ["-journal", "-wal", "-shm", ".lock"];

fn is_side_file(folder: &Path, name: &str) -> bool {
    let owner = SIDE_SUFFIXES.iter().find_map(|suffix| name.strip_suffix(suffix));
    owner.is_some_and(|owner| folder.join(owner).is_file())
}

/// What a typed path leads to.
pub(crate) enum TypedTarget {
    Folder(PathBuf),
    File(PathBuf),
    /// Nothing yet, in a folder that is there.
    Nothing(PathBuf),
}

/// The file or folder of a path as it is typed or dropped into a terminal, within `folder` where it names no place of its
/// own: `~` is the home folder, and marks of quotation around it and strokes before its blanks are the shell's.
///
/// # Errors
/// In words, when its folder is not there or it cannot be looked at.
pub(crate) fn find_typed_path(folder: &Path, typed: &str) -> Result<TypedTarget, String> {
    let typed = typed.trim();
    let bare = typed.strip_prefix("file://").unwrap_or(typed).trim_matches(['"', '\'']).replace("\\ ", " ");
    let path = folder.join(expand_home(Path::new(&bare))?);
    match fs::metadata(&path) {
        Ok(meta) if meta.is_dir() => Ok(TypedTarget::Folder(path)),
        Ok(_) => Ok(TypedTarget::File(path)),
        Err(error) if error.kind() == io::ErrorKind::NotFound && path.parent().is_some_and(Path::is_dir) => {
            Ok(TypedTarget::Nothing(path))
        }
        Err(error) => Err(texts::unreadable_file(&path.display().to_string(), &describe_io_error(&error))),
    }
}

/// For who looks for what is there.
pub(crate) fn describe_missing_file(path: &Path) -> String {
    texts::unreadable_file(&path.display().to_string(), texts::NO_SUCH_FILE)
}

pub(crate) fn describe_io_error(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::NotFound => texts::NO_SUCH_FILE.to_owned(),
        io::ErrorKind::PermissionDenied => texts::NOT_PERMITTED.to_owned(),
        _ => error.to_string(),
    }
}

/// How many rows of a folder are shown.
const MAX_ROWS: usize = 5000;

/// What lies in a folder, without what is hidden.
pub(crate) fn list_folder(path: &Path) -> io::Result<FolderListing> {
    let path = fs::canonicalize(path)?;
    let mut rows = Vec::new();
    for entry in fs::read_dir(&path)?.take(MAX_ROWS) {
        let entry = entry?;
        let name = entry.file_name().to_string_lossy().into_owned();
        // What a link leads to counts; one that leads nowhere is left out.
        let Ok(meta) = fs::metadata(entry.path()) else { continue };
        if name.starts_with('.') || !(meta.is_dir() || meta.is_file()) || is_side_file(&path, &name) {
            continue;
        }
        let since = meta.modified().ok().and_then(|at| at.duration_since(std::time::UNIX_EPOCH).ok());
        let path = entry.path();
        rows.push(FolderRow {
            kind: find_own_file(&path, &name).filter(|_| meta.is_file()),
            name,
            path,
            is_folder: meta.is_dir(),
            bytes: meta.len(),
            written: since.and_then(|since| i64::try_from(since.as_secs()).ok()),
        });
    }
    rows.sort_by(|a, b| {
        let place = |row: &FolderRow| {
            (
                !row.is_folder,
                row.kind != Some(OwnFile::ConflictCopy),
                std::cmp::Reverse(row.written.filter(|_| !row.is_folder)),
            )
        };
        place(a).cmp(&place(b)).then_with(|| a.name.to_lowercase().cmp(&b.name.to_lowercase()))
    });
    Ok(FolderListing { path, rows })
}
