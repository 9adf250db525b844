//! A folder as a file chooser shows it, and a path that is typed there.

use crate::platform::typed_path::expand_home;
use crate::texts::cli_import as texts;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

pub(crate) struct FolderListing {
    pub path: PathBuf,
    /// Folders by name, then files, the latest first.
    pub rows: Vec<FolderRow>,
}

#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct FolderRow {
    pub name: String,
    pub path: PathBuf,
    pub is_folder: bool,
    pub bytes: u64,
    /// In Unix seconds.
    pub written: Option<i64>,
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
        if name.starts_with('.') || !(meta.is_dir() || meta.is_file()) {
            continue;
        }
        let since = meta.modified().ok().and_then(|at| at.duration_since(std::time::UNIX_EPOCH).ok());
        rows.push(FolderRow {
            name,
            path: entry.path(),
            is_folder: meta.is_dir(),
            bytes: meta.len(),
            written: since.and_then(|since| i64::try_from(since.as_secs()).ok()),
        });
    }
    rows.sort_by(|a, b| {
        let place =
            |row: &FolderRow| (!row.is_folder, std::cmp::Reverse(row.written.filter(|_| !row.is_folder)));
        place(a).cmp(&place(b)).then_with(|| a.name.to_lowercase().cmp(&b.name.to_lowercase()))
    });
    Ok(FolderListing { path, rows })
}
