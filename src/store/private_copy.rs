//! Files that somebody else may have made are looked at in a copy for this user only, which is thrown away: SQLite would
//! roll back into the file itself what it finds in a `-journal` beside it.

use crate::model::Zone;
use crate::platform::private_file::{create_private_temp_folder, set_private_mode};
use crate::store::connection::{ReadMode, open_unconfigured};
use crate::store::database_file::{free_space, parent_folder, refuse_strange_siblings, sibling_path};
use crate::store::passphrase::{Passphrase, try_key_forms};
use crate::store::schema::{FileHeader, read_header};
use crate::store::store_error::{StoreError, describe_io_error};
use crate::store::{ProgramRun, Store};
use rusqlite::Connection;
use std::fs::{self, File, OpenOptions};
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::ops::Deref;
use std::path::{Path, PathBuf};
use tempfile::TempDir;

/// The copy, in a folder of its own.
pub(crate) struct PrivateCopy {
    // Open files go before the folder.
    _in_use: File,
    folder: TempDir,
}

/// The beginning of the names of such folders.
const FOLDER_PREFIX: &str = ".cuebook-look-";
/// Locked while the folder is in use, so that what a run that was cut off left behind can be told and removed.
const IN_USE_FILE: &str = "in-use";
const COPY_NAME: &str = "copy.db";

/// What SQLite left beside a file after a crash, and takes for part of it.
const LIVE_SUFFIXES: [&str; 2] = ["-journal", "-wal"];

impl PrivateCopy {
    /// With what lies beside the file if `with_siblings`, as SQLite would read it; else the bytes of the file alone. Beside
    /// the file, or where that cannot be, in the system's folder for temporary files.
    pub(crate) fn create(path: &Path, with_siblings: bool) -> Result<Self, StoreError> {
        refuse_strange_siblings(path)?;
        let to_error = |error: io::Error| StoreError::cannot_open(path, describe_io_error(&error));
        let file = File::open(path).map_err(to_error)?;
        let size = file.metadata().map_err(to_error)?.len();
        let beside = parent_folder(path);
        remove_abandoned_folders(beside);
        let has_room = free_space(path).is_none_or(|room| room > size.saturating_mul(2));
        let first = has_room.then(|| Self::create_in(Some(beside), path, &file, with_siblings));
        match first {
            Some(Ok(copy)) => Ok(copy),
            _ => Self::create_in(None, path, &file, with_siblings).map_err(to_error),
        }
    }

    fn create_in(folder: Option<&Path>, path: &Path, file: &File, with_siblings: bool) -> io::Result<Self> {
        let folder = create_private_temp_folder(folder, FOLDER_PREFIX)?;
        let in_use = create_file(&folder.path().join(IN_USE_FILE))?;
        in_use.try_lock().ok();
        let copy = Self { _in_use: in_use, folder };
        // A write that is under way elsewhere would be copied half.
        #[cfg(unix)]
        let _reading = ReadLock::acquire(file)?;
        copy_contents(file, &copy.path())?;
        for suffix in LIVE_SUFFIXES.iter().filter(|_| with_siblings) {
            match File::open(sibling_path(path, suffix)) {
                Ok(live) => copy_contents(&live, &sibling_path(&copy.path(), suffix))?,
                Err(error) if error.kind() == io::ErrorKind::NotFound => {}
                Err(error) => return Err(error),
            }
        }
        blank_super_journal(&sibling_path(&copy.path(), "-journal"))?;
        Ok(copy)
    }

    pub(crate) fn path(&self) -> PathBuf {
        self.folder.path().join(COPY_NAME)
    }
}

/// A file that somebody else may have made, open in a private copy.
pub(crate) struct ForeignFile {
    // Closed before its folder is removed.
    conn: Connection,
    _copy: PrivateCopy,
    passphrase: Option<Passphrase>,
}

impl ForeignFile {
    pub(crate) fn open(path: &Path, key: Option<&Passphrase>) -> Result<Self, StoreError> {
        let copy = PrivateCopy::create(path, true)?;
        let (conn, passphrase) =
            try_key_forms(key, |key| open_unconfigured(&copy.path(), key, path, ReadMode::Whole))?;
        Ok(Self { conn, _copy: copy, passphrase })
    }

    /// The form of the passphrase that opened it.
    pub(crate) fn passphrase(&self) -> Option<&Passphrase> {
        self.passphrase.as_ref()
    }
}

impl Deref for ForeignFile {
    type Target = Connection;

    fn deref(&self) -> &Connection {
        &self.conn
    }
}

impl Store {
    /// A journal that lies elsewhere, in a private copy that is thrown away: it is upgraded there if it is older.
    pub(crate) fn open_private_copy(
        path: &Path,
        run: ProgramRun,
        zone: Zone,
        key: Option<&Passphrase>,
    ) -> Result<(Self, PrivateCopy), StoreError> {
        if read_header(path)? == FileHeader::Encrypted && key.is_none() {
            return Err(StoreError::PassphraseRequired(path.to_path_buf()));
        }
        let copy = PrivateCopy::create(path, true)?;
        let opened = Self::open_with_passphrase(&copy.path(), run, zone, key);
        Ok((opened.map_err(|error| error.said_of(path))?, copy))
    }
}

fn create_file(path: &Path) -> io::Result<File> {
    set_private_mode(OpenOptions::new().read(true).write(true).create_new(true)).open(path)
}

fn copy_contents(mut from: &File, to: &Path) -> io::Result<()> {
    from.seek(SeekFrom::Start(0))?;
    let length = from.metadata()?.len();
    io::copy(&mut from.take(length), &mut create_file(to)?).map(|_| ())
}

/// Ends a rollback file that names a further file, which SQLite would look for and might delete. No write of this program
/// makes such a one.
fn blank_super_journal(journal: &Path) -> io::Result<()> {
    const MAGIC: [u8; 8] = [0xd9, 0xd5, 0x05, 0xf9, 0x20, 0xa1, 0x63, 0xd7];
    let Ok(mut file) = OpenOptions::new().read(true).write(true).open(journal) else {
        return Ok(());
    };
    let mut end = [0; MAGIC.len()];
    if file.metadata()?.len() < end.len() as u64 {
        return Ok(());
    }
    file.seek(SeekFrom::End(-(end.len() as i64)))?;
    file.read_exact(&mut end)?;
    if end == MAGIC {
        file.seek(SeekFrom::End(-(end.len() as i64)))?;
        file.write_all(&[0; MAGIC.len()])?;
    }
    Ok(())
}

fn remove_abandoned_folders(beside: &Path) {
    let entries = fs::read_dir(beside).into_iter().flatten().flatten();
    for entry in entries.filter(|entry| entry.file_name().to_string_lossy().starts_with(FOLDER_PREFIX)) {
        let is_abandoned =
            File::open(entry.path().join(IN_USE_FILE)).is_ok_and(|file| file.try_lock().is_ok());
        if is_abandoned && entry.file_type().is_ok_and(|kind| kind.is_dir()) {
            fs::remove_dir_all(entry.path()).ok();
        }
    }
}

/// SQLite's own lock of a reader, on all of the file: while it is held, nobody writes.
#[cfg(unix)]
struct ReadLock<'a>(&'a File);

#[cfg(unix)]
impl<'a> ReadLock<'a> {
    /// How often it is tried, a hundredth of a second apart.
    const ATTEMPTS: u32 = 300;

    fn acquire(file: &'a File) -> io::Result<Self> {
        use rustix::fs::{FlockOperation, fcntl_lock};
        for _ in 0..Self::ATTEMPTS {
            match fcntl_lock(file, FlockOperation::NonBlockingLockShared) {
                Err(rustix::io::Errno::AGAIN | rustix::io::Errno::ACCESS) => {
                    std::thread::sleep(std::time::Duration::from_millis(10));
                }
                // Held; or a file system without locks, where nothing else can be done.
                _ => return Ok(Self(file)),
            }
        }
        Err(io::ErrorKind::ResourceBusy.into())
    }
}

#[cfg(unix)]
impl Drop for ReadLock<'_> {
    fn drop(&mut self) {
        rustix::fs::fcntl_lock(self.0, rustix::fs::FlockOperation::NonBlockingUnlock).ok();
    }
}
