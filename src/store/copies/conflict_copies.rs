//! Copies of the journal that a replicator made of two versions, by their names.

use crate::platform::state_folder::write_state_file;
use crate::store::Store;
use crate::store::database_file::parent_folder;
use crate::store::journal_content::fingerprint;
use std::fs;
use std::path::{Path, PathBuf};

/// Which copies were named before, beside the records of what was last seen of each journal.
const STATE_FOLDER: &str = "conflict-copies";

impl Store {
    /// The copies beside the journal that were not named on this computer yet; from now on they were. None where that
    /// cannot be remembered.
    pub(crate) fn take_new_conflict_copies(&self) -> Vec<PathBuf> {
        let (Some(path), Some(folder)) = (self.path(), self.run.state_folders.first()) else {
            return Vec::new();
        };
        let found = find_conflict_copies(path);
        if found.is_empty() {
            return found;
        }
        let folder = folder.join(STATE_FOLDER);
        let place = fs::canonicalize(path).unwrap_or_else(|_| path.to_path_buf());
        let name = fingerprint(&place.to_string_lossy()).to_string();
        let told = fs::read_to_string(folder.join(&name)).unwrap_or_default();
        let names: Vec<String> = found.iter().map(|copy| name_of(copy)).collect();
        let new: Vec<PathBuf> =
            found.into_iter().filter(|copy| !told.lines().any(|line| line == name_of(copy))).collect();
        let is_remembered =
            new.is_empty() || write_state_file(&folder, &name, names.join("\n").as_bytes()).is_ok();
        if is_remembered { new } else { Vec::new() }
    }
}

fn name_of(copy: &Path) -> String {
    copy.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default()
}

/// What the names have: Syncthing's, Dropbox's and Nextcloud's.
const MARKS: [&str; 2] = [".sync-conflict-", "conflicted copy"];

/// Whether a file's name says that a replicator made it of two versions.
pub(crate) fn has_conflict_mark(name: &str) -> bool {
    MARKS.iter().any(|mark| name.contains(mark))
}

/// In the journal's own folder, in the order of their names.
pub(crate) fn find_conflict_copies(path: &Path) -> Vec<PathBuf> {
    let Some(stem) = path.file_stem().map(|stem| stem.to_string_lossy().into_owned()) else {
        return Vec::new();
    };
    let files = fs::read_dir(parent_folder(path)).into_iter().flatten().flatten();
    let is_copy = |name: &str| name.strip_prefix(&stem).is_some_and(has_conflict_mark);
    // What SQLite and cuebook put beside a version of it is none.
    let is_named = |file: &fs::DirEntry| {
        file.path().extension() == path.extension() && file.file_name().to_str().is_some_and(is_copy)
    };
    let named = files.filter(is_named);
    let mut found: Vec<PathBuf> = named
        .filter(|file| file.file_type().is_ok_and(|kind| kind.is_file()))
        .map(|file| file.path())
        .collect();
    found.sort();
    found
}
