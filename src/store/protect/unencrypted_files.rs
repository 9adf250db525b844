//! Journals without a lock and archives that lie beside a locked journal, for anybody to read.

use crate::store::copies::backup;
use crate::store::database_file::parent_folder;
use crate::store::schema::{FileHeader, read_header};
use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf};

/// How far down the folder of the copies is searched.
const MAX_FOLDER_DEPTH: usize = 4;

/// One of the tables of an archive of tables.
const ARCHIVE_TABLE: &str = "family.csv";

/// Searches the journal's own folder, and that of its copies with all below it. Copies that cuebook made itself are no
/// longer among them once they have been rewritten.
pub(crate) fn find_unencrypted_files(path: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    collect_unencrypted_files(parent_folder(path), 0, &mut found);
    collect_unencrypted_files(&backup::locate_folder(path), MAX_FOLDER_DEPTH, &mut found);
    found.retain(|other| other.file_name() != path.file_name());
    found.sort();
    found
}

fn collect_unencrypted_files(folder: &Path, depth: usize, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        match entry.file_type() {
            Ok(kind) if kind.is_dir() && path.join(ARCHIVE_TABLE).is_file() => found.push(path),
            Ok(kind) if kind.is_dir() && depth > 0 => collect_unencrypted_files(&path, depth - 1, found),
            Ok(kind) if kind.is_file() && is_unencrypted(&path) => found.push(path),
            _ => {}
        }
    }
}

fn is_unencrypted(path: &Path) -> bool {
    read_header(path).is_ok_and(|header| header == FileHeader::Plain) || is_archive(path).unwrap_or(false)
}

fn is_archive(path: &Path) -> io::Result<bool> {
    let mut head = Vec::new();
    File::open(path)?.take(64).read_to_end(&mut head)?;
    let head: String = String::from_utf8_lossy(&head).split_whitespace().collect();
    Ok(head.starts_with("{\"cuebook\":"))
}
