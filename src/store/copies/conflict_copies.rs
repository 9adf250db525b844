//! Copies of the journal that a replicator made of two versions, by their names.

use crate::store::database_file::parent_folder;
use std::fs;
use std::path::{Path, PathBuf};

/// What the names have: Syncthing's, Dropbox's and Nextcloud's.
const MARKS: [&str; 2] = [".sync-conflict-", "conflicted copy"];

/// In the journal's own folder, in the order of their names.
pub(crate) fn find_conflict_copies(path: &Path) -> Vec<PathBuf> {
    let Some(stem) = path.file_stem().map(|stem| stem.to_string_lossy().into_owned()) else {
        return Vec::new();
    };
    let files = fs::read_dir(parent_folder(path)).into_iter().flatten().flatten();
    let is_copy =
        |name: &str| name.starts_with(&stem) && MARKS.iter().any(|mark| name[stem.len()..].contains(mark));
    let named = files.filter(|file| file.file_name().to_str().is_some_and(is_copy));
    let mut found: Vec<PathBuf> = named
        .filter(|file| file.file_type().is_ok_and(|kind| kind.is_file()))
        .map(|file| file.path())
        .collect();
    found.sort();
    found
}
