//! The folder that something else carries between computers, as files: a folder for each writer, which only that writer
//! changes. Others' files are read with suspicion: they may be half there, old, or not ours.

use crate::platform::private_file::{create_private_folder, set_private_mode};
use crate::sync::folder_activity::FolderActivity;
use crate::sync::piece_codec::name_of;
use crate::sync::stamp::WriterId;
use std::collections::BTreeSet;
use std::fs::{self, File, OpenOptions};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};

/// The folder in the one that was named, which may hold other things.
const ROOM: &str = "cuebook";
const MANIFEST: &str = "manifest";
const LOCKED_KEY: &str = "key.age";
const OPEN_KEY: &str = "key.txt";
const PIECE_SUFFIX: &str = ".piece";
const PART_SUFFIX: &str = ".part";
/// A file that is there for a moment only.
const TRIED: &str = "tried";

/// No file of ours is larger.
const MAX_FILE: u64 = 64 << 20;

#[derive(Clone, Debug)]
pub struct SharedFolder {
    room: PathBuf,
    activity: FolderActivity,
}

/// The folder's key as it lies with one writer.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum KeyFile {
    /// An age file under a passphrase.
    Locked(Vec<u8>),
    Open(String),
}

impl SharedFolder {
    #[must_use]
    pub fn new(named: &Path) -> Self {
        Self { room: named.join(ROOM), activity: FolderActivity::default() }
    }

    /// The same, whose calls are counted for whoever waits for them.
    #[must_use]
    pub fn watched(self, activity: &FolderActivity) -> Self {
        Self { activity: activity.clone(), ..self }
    }

    /// Whether this is the room itself, in a folder that was named: whoever goes into it means that folder.
    #[must_use]
    pub fn is_room(path: &Path) -> bool {
        let named = path.parent().filter(|_| path.file_name().is_some_and(|name| name == ROOM));
        named.is_some_and(|named| Self::new(named).list_writers().is_ok_and(|writers| !writers.is_empty()))
    }

    /// Whether somebody has written into it: an empty folder may be a disk that is not there.
    #[must_use]
    pub fn is_there(&self) -> bool {
        let _call = self.activity.begin_call();
        self.room.is_dir()
    }

    /// Whether this computer can write there; an error says why not, and nothing of it stays.
    pub fn try_writing(&self) -> io::Result<()> {
        let _call = self.activity.begin_call();
        let is_new = !self.room.exists();
        create_private_folder(&self.room, true)?;
        let tried = write_in_one_step(&self.room, TRIED, &[0; 4096]);
        remove_if_there(&self.room.join(TRIED)).ok();
        if is_new {
            fs::remove_dir(&self.room).ok();
        }
        tried
    }

    /// The writers that have a folder, in the order of their names.
    pub fn list_writers(&self) -> io::Result<Vec<WriterId>> {
        let _call = self.activity.begin_call();
        let mut found: Vec<WriterId> = match fs::read_dir(&self.room) {
            Ok(entries) => entries
                .flatten()
                .filter(|entry| entry.file_type().is_ok_and(|kind| kind.is_dir()))
                .filter_map(|entry| entry.file_name().to_str()?.parse().ok())
                .collect(),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Vec::new(),
            Err(error) => return Err(error),
        };
        found.sort_unstable();
        Ok(found)
    }

    #[must_use]
    pub fn has_writer(&self, writer: WriterId) -> bool {
        let _call = self.activity.begin_call();
        self.writer_folder(writer).is_dir()
    }

    fn writer_folder(&self, writer: WriterId) -> PathBuf {
        self.room.join(writer.to_string())
    }

    fn read(&self, path: &Path) -> io::Result<Option<Vec<u8>>> {
        let read = read_file(path)?;
        if let Some(bytes) = &read {
            self.activity.note_read(bytes.len());
        }
        Ok(read)
    }

    /// None where there is none.
    pub fn read_manifest(&self, writer: WriterId) -> io::Result<Option<Vec<u8>>> {
        let _call = self.activity.begin_call();
        self.read(&self.writer_folder(writer).join(MANIFEST))
    }

    /// None where it is not there yet, or not whole.
    pub fn read_piece(&self, writer: WriterId, name: &str) -> io::Result<Option<Vec<u8>>> {
        if !is_piece_name(name) {
            return Ok(None);
        }
        let _call = self.activity.begin_call();
        let read = self.read(&self.writer_folder(writer).join(format!("{name}{PIECE_SUFFIX}")))?;
        Ok(read.filter(|bytes| name_of(bytes) == name))
    }

    pub fn read_key(&self, writer: WriterId) -> io::Result<Option<KeyFile>> {
        let _call = self.activity.begin_call();
        let folder = self.writer_folder(writer);
        if let Some(locked) = self.read(&folder.join(LOCKED_KEY))? {
            return Ok(Some(KeyFile::Locked(locked)));
        }
        let open = self.read(&folder.join(OPEN_KEY))?;
        Ok(open.and_then(|bytes| String::from_utf8(bytes).ok()).map(KeyFile::Open))
    }

    /// Makes a writer's folder, with its key in it.
    pub fn create_writer(&self, writer: WriterId, key: &KeyFile) -> io::Result<()> {
        let _call = self.activity.begin_call();
        let folder = self.writer_folder(writer);
        create_private_folder(&folder, true)?;
        let (name, bytes) = match key {
            KeyFile::Locked(bytes) => (LOCKED_KEY, bytes.as_slice()),
            KeyFile::Open(text) => (OPEN_KEY, text.as_bytes()),
        };
        if self.read(&folder.join(name))?.as_deref() != Some(bytes) {
            write_in_one_step(&folder, name, bytes)?;
        }
        Ok(())
    }

    /// Writes a piece, unless it is there, and answers its name.
    pub fn write_piece(&self, writer: WriterId, bytes: &[u8]) -> io::Result<String> {
        let name = name_of(bytes);
        if self.read_piece(writer, &name)?.is_none() {
            let _call = self.activity.begin_call();
            write_in_one_step(&self.writer_folder(writer), &format!("{name}{PIECE_SUFFIX}"), bytes)?;
        }
        Ok(name)
    }

    pub fn write_manifest(&self, writer: WriterId, bytes: &[u8]) -> io::Result<()> {
        let _call = self.activity.begin_call();
        write_in_one_step(&self.writer_folder(writer), MANIFEST, bytes)
    }

    /// The names on the disk, before a manifest names them.
    pub fn sync_names(&self, writer: WriterId) -> io::Result<()> {
        let _call = self.activity.begin_call();
        sync_folder(&self.writer_folder(writer))
    }

    /// Which of these pieces are not there as they should be.
    #[must_use]
    pub fn find_missing_pieces(&self, writer: WriterId, names: &BTreeSet<String>) -> BTreeSet<String> {
        let folder = self.writer_folder(writer);
        let is_missing = |name: &&String| {
            let _call = self.activity.begin_call();
            let meta = fs::symlink_metadata(folder.join(format!("{name}{PIECE_SUFFIX}")));
            !meta.is_ok_and(|meta| meta.is_file() && meta.len() > 0)
        };
        names.iter().filter(is_missing).cloned().collect()
    }

    /// Deletes a writer's pieces that are not among `kept`; nothing else that lies there.
    pub fn remove_other_pieces(&self, writer: WriterId, kept: &BTreeSet<String>) -> io::Result<()> {
        let call = self.activity.begin_call();
        let files: Vec<_> = fs::read_dir(self.writer_folder(writer))?.flatten().collect();
        drop(call);
        for entry in files {
            let name = entry.file_name();
            let Some(name) = name.to_str() else { continue };
            let is_part = name.ends_with(PART_SUFFIX);
            let piece = name.strip_suffix(PIECE_SUFFIX).filter(|piece| is_piece_name(piece));
            let is_old = piece.is_some_and(|piece| !kept.contains(piece));
            if is_part || is_old {
                let _call = self.activity.begin_call();
                fs::remove_file(entry.path())?;
            }
        }
        Ok(())
    }

    /// Deletes what a writer wrote, its manifest last of all but its key; what others put there stays.
    pub fn remove_writer(&self, writer: WriterId) -> io::Result<()> {
        let call = self.activity.begin_call();
        let folder = self.writer_folder(writer);
        if !folder.is_dir() {
            return Ok(());
        }
        remove_if_there(&folder.join(MANIFEST))?;
        drop(call);
        self.remove_other_pieces(writer, &BTreeSet::new())?;
        let _call = self.activity.begin_call();
        for name in [LOCKED_KEY, OPEN_KEY] {
            remove_if_there(&folder.join(name))?;
        }
        fs::remove_dir(&folder).ok();
        Ok(())
    }

    /// Makes the room: from now on a folder without one is a disk that is not there.
    pub fn make_room(&self) -> io::Result<()> {
        let _call = self.activity.begin_call();
        create_private_folder(&self.room, true)
    }

    /// Takes the room away when nothing lies in it, once the last computer has left.
    pub fn remove_if_empty(&self) {
        fs::remove_dir(&self.room).ok();
    }

    /// Files in it that are not ours: copies that a replicator made of two versions, and strangers.
    #[must_use]
    pub fn count_strange_files(&self) -> usize {
        let writers = self.list_writers().unwrap_or_default();
        let folders = writers.into_iter().map(|writer| self.writer_folder(writer));
        let files = folders.filter_map(|folder| fs::read_dir(folder).ok()).flatten().flatten();
        let is_ours = |name: &str| {
            let piece = name.strip_suffix(PIECE_SUFFIX);
            [MANIFEST, LOCKED_KEY, OPEN_KEY].contains(&name) || piece.is_some_and(is_piece_name)
        };
        files.filter(|file| !file.file_name().to_str().is_some_and(is_ours)).count()
    }
}

fn is_piece_name(name: &str) -> bool {
    name.len() == 32 && name.bytes().all(|byte| byte.is_ascii_hexdigit())
}

/// None where there is no ordinary file, or one that cannot be ours.
fn read_file(path: &Path) -> io::Result<Option<Vec<u8>>> {
    // Opening a pipe may never end.
    match fs::symlink_metadata(path) {
        Ok(meta) if meta.is_file() && meta.len() <= MAX_FILE => {}
        Ok(_) => return Ok(None),
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(error),
    }
    let mut bytes = Vec::new();
    match File::open(path) {
        Ok(file) => file.take(MAX_FILE).read_to_end(&mut bytes)?,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(error),
    };
    Ok(Some(bytes))
}

/// Written under another name, synced, and named.
fn write_in_one_step(folder: &Path, name: &str, bytes: &[u8]) -> io::Result<()> {
    let part = folder.join(format!("{name}{PART_SUFFIX}"));
    remove_if_there(&part)?;
    let write = || -> io::Result<()> {
        let mut file = set_private_mode(OpenOptions::new().write(true).create_new(true)).open(&part)?;
        file.write_all(bytes)?;
        file.sync_all()?;
        fs::rename(&part, folder.join(name))
    };
    let done = write();
    if done.is_err() {
        fs::remove_file(&part).ok();
    }
    done?;
    if name == MANIFEST { sync_folder(folder) } else { Ok(()) }
}

fn remove_if_there(path: &Path) -> io::Result<()> {
    match fs::remove_file(path) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}

fn sync_folder(folder: &Path) -> io::Result<()> {
    if cfg!(unix) {
        File::open(folder)?.sync_all()?;
    }
    Ok(())
}
