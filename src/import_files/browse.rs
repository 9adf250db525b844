//! A folder as a file chooser shows it.

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
