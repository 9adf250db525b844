//! What a folder is that was named to share a journal through, before anything is written.

use crate::crypto::FolderKey;
use crate::store::StoreError;
use crate::store::passphrase::Passphrase;
use crate::store::store_error::describe_io_error;
use crate::sync::shared_folder::KeyFile;
use crate::sync::{
    FetchedPieces, FolderActivity, Manifest, Piece, RecordState, SharedFolder, WriterId, merge, take_pieces,
};
use crate::texts::sync_texts;
use std::collections::{BTreeMap, HashSet};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// What is to be asked before a journal is shared through a folder.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum FolderState {
    /// Nobody shares a journal through it yet: a passphrase is chosen, or none.
    Blank,
    /// There is a shared journal, whose key lies in it open.
    Open,
    /// There is a shared journal, and one of its passphrases is needed.
    Locked,
}

/// What is in a folder that others share already.
#[derive(Clone)]
pub struct FolderLook {
    pub folder: PathBuf,
    pub(crate) key: FolderKey,
    pub(crate) key_file: KeyFile,
    /// The computers that are in it.
    pub called: Vec<String>,
    pub entries: usize,
    pub(crate) family: BTreeMap<String, RecordState>,
}

pub(crate) fn folder_error(folder: &Path, error: &io::Error) -> StoreError {
    StoreError::Sharing(sync_texts::folder_at_fault(&folder.display().to_string(), &describe_io_error(error)))
}

/// Whether somebody shares a journal through this folder already, and whether it is open; with the folder's own name, which
/// leads there from anywhere. The room in a folder stands for the folder.
pub(crate) fn inspect_folder(folder: &Path) -> Result<(PathBuf, FolderState), StoreError> {
    if !folder.is_dir() {
        return Err(StoreError::Sharing(sync_texts::not_a_folder(&folder.display().to_string())));
    }
    let folder = &fs::canonicalize(folder).unwrap_or_else(|_| folder.to_path_buf());
    let folder = folder.parent().filter(|_| SharedFolder::is_room(folder)).unwrap_or(folder);
    let shared = SharedFolder::new(folder);
    let to_error = |e: io::Error| folder_error(folder, &e);
    let writers = shared.list_writers().map_err(to_error)?;
    let mut state = if writers.is_empty() { FolderState::Blank } else { FolderState::Locked };
    for writer in writers {
        if let Some(KeyFile::Open(_)) = shared.read_key(writer).map_err(to_error)? {
            state = FolderState::Open;
        }
    }
    Ok((folder.to_path_buf(), state))
}

/// Tries whether this computer can write there; nothing of it stays.
pub(crate) fn ensure_writable(folder: &Path) -> Result<(), StoreError> {
    SharedFolder::new(folder).try_writing().map_err(|e| folder_error(folder, &e))
}

impl FolderLook {
    /// Opens a folder with the words of any computer that is in it.
    pub fn open(folder: &Path, words: Option<&Passphrase>) -> Result<Self, StoreError> {
        Self::open_watched(folder, words, &FolderActivity::default())
    }

    /// The same, for whoever waits for the folder.
    pub(crate) fn open_watched(
        folder: &Path,
        words: Option<&Passphrase>,
        activity: &FolderActivity,
    ) -> Result<Self, StoreError> {
        let shared = SharedFolder::new(folder).watched(activity);
        let to_error = |e: io::Error| folder_error(folder, &e);
        let writers = shared.list_writers().map_err(to_error)?;
        let mut found = None;
        let mut has_key = false;
        for writer in &writers {
            let Some(file) = shared.read_key(*writer).map_err(to_error)? else { continue };
            has_key = true;
            let key = match (&file, words) {
                (KeyFile::Open(secret), _) => FolderKey::from_secret(secret),
                (KeyFile::Locked(locked), Some(words)) => {
                    let unlock = |form: &Passphrase| {
                        let key = FolderKey::unlock(locked, form.as_str());
                        key.ok_or(StoreError::WrongFolderWords)
                    };
                    words.try_forms(unlock).ok().map(|(key, _)| key)
                }
                (KeyFile::Locked(_), None) => None,
            };
            if let Some(key) = key {
                found = Some((key, file));
                break;
            }
        }
        let Some((key, key_file)) = found else {
            let not_yet = || sync_texts::nothing_readable(&folder.display().to_string());
            return Err(if has_key { StoreError::WrongFolderWords } else { StoreError::Sharing(not_yet()) });
        };
        let mut look = Self {
            folder: folder.to_path_buf(),
            key,
            key_file,
            called: Vec::new(),
            entries: 0,
            family: BTreeMap::new(),
        };
        look.read_all(&shared, &writers)?;
        Ok(look)
    }

    /// The people, and how much there is. All of the family's records must be there: who is who is decided by them.
    fn read_all(&mut self, shared: &SharedFolder, writers: &[WriterId]) -> Result<(), StoreError> {
        let not_yet = sync_texts::nothing_readable(&self.folder.display().to_string());
        let mut entries: HashSet<String> = HashSet::new();
        for writer in writers {
            let manifest = shared.read_manifest(*writer).ok().flatten();
            let manifest = manifest.and_then(|bytes| Manifest::from_bytes(&self.key.decrypt(&bytes)?));
            let Some(manifest) = manifest else { continue };
            if manifest.is_newer() {
                return Err(StoreError::Sharing(sync_texts::newer_cuebook(&manifest.called)));
            }
            let names: Vec<&str> = manifest.pieces.iter().map(|piece| piece.name.as_str()).collect();
            let mut pieces = manifest.pieces.iter();
            take_pieces(&FetchedPieces::fetch(shared, *writer, names), &self.key, |_, piece| {
                let is_entries = pieces.next().is_some_and(|it| it.lo.starts_with("entry/"));
                match piece {
                    Some(piece) if is_entries => {
                        let alive = piece.records.into_iter().filter(|(_, state)| state.is_alive());
                        entries.extend(alive.map(|(key, _)| key));
                    }
                    Some(piece) => self.family.extend(join_states(&self.family, piece)),
                    None if is_entries => {}
                    None => return Err(not_yet.clone()),
                }
                Ok(())
            })
            .map_err(StoreError::Sharing)?;
            self.called.push(manifest.called);
        }
        if self.called.is_empty() {
            return Err(StoreError::Sharing(not_yet));
        }
        self.entries = entries.len();
        Ok(())
    }
}

/// A piece's records as they are with what is known of them.
fn join_states(known: &BTreeMap<String, RecordState>, piece: Piece) -> Vec<(String, RecordState)> {
    let joined = piece.records.into_iter().map(|(key, state)| match known.get(&key) {
        Some(known) => (key, merge(known, &state).state),
        None => (key, state),
    });
    joined.collect()
}
