//! Opening a journal, in this order: make the folder and the file private, read its header, take the file lock, connect
//! with the key, set up the connection, read what it holds in one transaction, upgrade.

use crate::model::{Family, Zone, new_id};
use crate::store::connection::{open_in_memory, open_read_only, open_read_write};
use crate::store::copies::backup;
use crate::store::database_file::ensure_private_file;
use crate::store::file_lock::{ExclusiveLock, FileLock};
use crate::store::file_stamp::{FileIdentity, FileStamp};
use crate::store::journal_content::JournalContent;
use crate::store::last_seen::{LastSeen, OpeningPolicy, SeenJournal};
use crate::store::passphrase::{Passphrase, try_key_forms};
use crate::store::schema::{self, FileHeader, SchemaState};
use crate::store::write_error::WriteError;
use crate::store::{ProgramRun, SealKeys, SpareReader, Store, StoreError};
use rusqlite::{Connection, params};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::thread;
use std::time::Duration;

/// How often it is checked whether another thread has stopped reading, a hundredth of a second apart.
const READER_WAIT_ATTEMPTS: u32 = 500;

/// How often a journal is looked at anew because another program has recorded a new state of it.
const RECORD_READS: u32 = 5;

impl Store {
    /// Opens the journal at `path`, making it (and its folder) if there is none. `zone` is where a new family lives.
    pub fn open(path: &Path, run: ProgramRun, zone: Zone) -> Result<Self, StoreError> {
        Self::open_with_passphrase(path, run, zone, None)
    }

    /// As [`Store::open`]; `key` is used when the journal is locked.
    pub fn open_with_passphrase(
        path: &Path,
        run: ProgramRun,
        zone: Zone,
        key: Option<&Passphrase>,
    ) -> Result<Self, StoreError> {
        Self::open_checked(path, run, || zone, key, &OpeningPolicy::default()).map(|(store, _)| store)
    }

    /// As [`Store::open_with_passphrase`], with the family; a journal that is not as it was last seen is refused or taken
    /// as `policy` says. `zone` is asked only for a journal that is begun.
    pub fn open_checked(
        path: &Path,
        run: ProgramRun,
        zone: impl Fn() -> Zone,
        key: Option<&Passphrase>,
        policy: &OpeningPolicy,
    ) -> Result<(Self, Family), StoreError> {
        let mut last_seen = policy.last_seen(path);
        let mut opened = Self::open_expecting(path, &run, &zone, key, &last_seen);
        // Another program may have locked, unlocked or restored the journal between the record and the look at it.
        for _ in 0..RECORD_READS {
            if !matches!(opened, Err(StoreError::Unexpected(_))) || !last_seen.reread() {
                break;
            }
            opened = Self::open_expecting(path, &run, &zone, key, &last_seen);
        }
        let OpenedJournal { mut store, family, content } = opened?;
        store.seen = last_seen.into_tracker(content);
        store.seen.save();
        Ok((store, family))
    }

    /// Opens a journal that must be as it was last seen.
    fn open_expecting(
        path: &Path,
        run: &ProgramRun,
        zone: &impl Fn() -> Zone,
        key: Option<&Passphrase>,
        last_seen: &LastSeen,
    ) -> Result<OpenedJournal, StoreError> {
        last_seen.check_place()?;
        ensure_private_file(path)?;
        // Read before anything is done to it: a file that is not ours is left as it is, to the byte.
        let looked_at = FileStamp::from_path(path);
        let header = schema::read_header(path)?;
        last_seen.check_header(header)?;
        let file_lock = FileLock::acquire_shared(path)?;
        backup::remove_partial_files(path, &file_lock)?;
        // Another window may have locked the journal meanwhile.
        let stamp = FileStamp::from_path(path);
        let header = if stamp == looked_at { header } else { schema::read_header(path)? };
        let key = match header {
            FileHeader::Encrypted => {
                Some(key.ok_or_else(|| StoreError::PassphraseRequired(path.to_path_buf()))?)
            }
            FileHeader::Blank | FileHeader::Plain => None,
        };
        let (conn, key) = try_key_forms(key, |key| open_read_write(path, key))?;
        let mut store = Self { file_lock, ..Self::from_connection(conn, run.clone(), Some(path), key) };
        if store.identity != stamp.map(|stamp| stamp.identity) {
            return Err(StoreError::FileReplaced(path.to_path_buf()));
        }
        let (family, content) =
            match store.read_at_once(|store| store.inspect_opened(path, last_seen, stamp))? {
                Some(read) => read,
                None => {
                    store.prepare_schema(path, zone)?;
                    store.read_at_once(|store| Ok((store.load_family()?, store.load_seen_journal()?)))?
                }
            };
        // Not yet where it was begun or upgraded, or where SQLite rolled back what another program could not finish.
        if !store.file_watch.is_recorded() {
            store.record_file();
        }
        Ok(OpenedJournal { store, family, content })
    }

    /// All that opening reads of a journal that is there, before anything is written: an upgrade would be. None where it
    /// has to be begun or upgraded first. `stamp` is from before the connection was made.
    fn inspect_opened(
        &self,
        path: &Path,
        last_seen: &LastSeen,
        stamp: Option<FileStamp>,
    ) -> Result<Option<(Family, Option<SeenJournal>)>, StoreError> {
        let state = schema::check_schema(&self.conn, path)?;
        if state == SchemaState::Blank {
            return Ok(None);
        }
        let content = self.load_seen_journal()?;
        last_seen.check_content(content.as_ref())?;
        if state != SchemaState::Ready {
            return Ok(None);
        }
        self.checked_schema.set(Some(self.query(schema::schema_cookie)?));
        self.record_file_in_read(stamp)?;
        Ok(Some((self.load_family()?, content)))
    }

    fn load_seen_journal(&self) -> Result<Option<SeenJournal>, StoreError> {
        let content = self.query(JournalContent::from_connection)?;
        Ok(content.map(|content| SeenJournal { content, locked: self.is_encrypted() }))
    }

    /// To open the same file once more, for reading on another thread; none in memory.
    pub(crate) fn reader_handle(&self) -> Option<ReaderHandle> {
        Some(ReaderHandle {
            path: self.path.clone()?,
            run: self.run.clone(),
            passphrase: self.passphrase.clone(),
            spare_reader: Arc::clone(&self.spare_reader),
            seal_keys: self.seal_keys.clone(),
        })
    }

    /// To write to the same file on another thread, for the sync; none in memory.
    pub(crate) fn sync_handle(&self) -> Option<SyncHandle> {
        Some(SyncHandle {
            path: self.path.clone()?,
            run: self.run.clone(),
            passphrase: self.passphrase.clone(),
            file_lock: self.file_lock.clone(),
            identity: self.identity,
        })
    }

    /// Whether this is a connection to that same file, under the same lock.
    pub(crate) fn is_same_connection(&self, handle: &SyncHandle) -> bool {
        self.identity == handle.identity && self.passphrase == handle.passphrase
    }

    /// Leaves the connection of [`ReaderHandle::open_reader`] for the next reader.
    pub(crate) fn return_connection(self) {
        if let Ok(mut spare) = self.spare_reader.lock() {
            *spare = Some(self.conn);
        }
    }

    /// Waits until no other thread of this window reads the journal, and closes the spare connection.
    pub(crate) fn close_readers(&mut self) -> Result<(), StoreError> {
        for _ in 0..READER_WAIT_ATTEMPTS {
            if Arc::strong_count(&self.spare_reader) == 1 {
                self.spare_reader = SpareReader::default();
                return Ok(());
            }
            thread::sleep(Duration::from_millis(10));
        }
        Err(StoreError::Busy)
    }

    /// A journal in memory, for tests and throw-away use.
    pub fn open_in_memory(run: ProgramRun, zone: Zone) -> Result<Self, StoreError> {
        let mut store = Self::from_connection(open_in_memory()?, run, None, None);
        store.prepare_schema(Path::new(":memory:"), &|| zone)?;
        Ok(store)
    }

    /// What is recorded of the journal when it is closed.
    pub(crate) fn record_as_seen(&self) {
        self.seen.update(&self.conn, self.is_encrypted());
    }

    fn prepare_schema(&mut self, path: &Path, zone: &impl Fn() -> Zone) -> Result<(), StoreError> {
        let exclusive = match schema::check_schema(&self.conn, path)? {
            SchemaState::Ready => return Ok(()),
            SchemaState::Blank => None,
            SchemaState::Older => {
                // Another window could not go on with the newer schema.
                self.file_lock.lock_exclusive_if_available()?
            }
        };
        let reader = self.reader_handle();
        let back_up = || -> Result<(), WriteError> {
            let reader = reader.map(ReaderHandle::open_reader).transpose()?;
            Ok(reader.as_ref().map_or(Ok(()), backup::back_up_before_upgrade)?)
        };
        schema::upgrade(&mut self.conn, back_up, |tx| insert_first_family(tx, zone()))
            .map_err(|e| e.into_error(Some(path)))?;
        exclusive.map_or(Ok(()), ExclusiveLock::make_shared)
    }

    /// Refuses to go on when the path no longer leads to the file that was opened.
    pub(crate) fn ensure_not_replaced(&self) -> Result<(), StoreError> {
        match (&self.path, self.identity) {
            (Some(path), Some(identity)) if FileIdentity::from_path(path) != Some(identity) => {
                Err(StoreError::FileReplaced(path.clone()))
            }
            _ => Ok(()),
        }
    }
}

/// A journal that was opened, with what was read of it meanwhile.
struct OpenedJournal {
    store: Store,
    family: Family,
    content: Option<SeenJournal>,
}

/// The way into an open journal for another thread, which only reads. The handle and the store it opens share
/// `spare_reader` with the store that made it, which can count them by it.
pub(crate) struct ReaderHandle {
    path: PathBuf,
    run: ProgramRun,
    passphrase: Option<Passphrase>,
    spare_reader: SpareReader,
    seal_keys: SealKeys,
}

impl ReaderHandle {
    /// The store that made the handle holds the file lock for both.
    pub(crate) fn open_reader(self) -> Result<Store, StoreError> {
        let spare = self.spare_reader.lock().ok().and_then(|mut spare| spare.take());
        let conn = match spare {
            Some(conn) => conn,
            None => open_read_only(&self.path, self.passphrase.as_ref())?,
        };
        Ok(Store {
            spare_reader: self.spare_reader,
            seal_keys: self.seal_keys,
            ..Store::from_connection(conn, self.run, Some(&self.path), self.passphrase)
        })
    }
}

/// The way into an open journal for the thread that syncs. The store that made it holds the file lock for both.
pub(crate) struct SyncHandle {
    path: PathBuf,
    run: ProgramRun,
    passphrase: Option<Passphrase>,
    file_lock: FileLock,
    identity: Option<FileIdentity>,
}

impl SyncHandle {
    pub(crate) fn open_store(self) -> Result<Store, StoreError> {
        let conn = open_read_write(&self.path, self.passphrase.as_ref())?;
        let store = Store::from_connection(conn, self.run, Some(&self.path), self.passphrase);
        if store.identity != self.identity {
            return Err(StoreError::FileReplaced(self.path));
        }
        Ok(Store { file_lock: self.file_lock, ..store })
    }
}

/// The baby and the carer every journal has, unnamed until the family names them, and the zone.
fn insert_first_family(tx: &Connection, zone: Zone) -> rusqlite::Result<()> {
    tx.execute("INSERT INTO baby (id) VALUES (?1)", params![new_id().as_bytes()])?;
    tx.execute("INSERT INTO carer (id) VALUES (?1)", params![new_id().as_bytes()])?;
    tx.execute("INSERT INTO setting (name, value) VALUES ('zone', json_quote(?1))", params![zone.name()])?;
    Ok(())
}
