//! Beginning to share a journal, joining one that is shared, and leaving.

use crate::crypto::FolderKey;
use crate::model::{Entry, Id, Timestamp, new_id};
use crate::store::passphrase::Passphrase;
use crate::store::shared::join_people::{JoinPlan, choose_people, meet_people, people_of, plan_join};
use crate::store::shared::publish_pieces::FIRST_CUTS;
use crate::store::shared::sync_report::SyncReport;
use crate::store::shared::sync_tables::{OtherComputer, SharedSelf, load_others, tell_apart};
use crate::store::shared::take_records::find_unfit_entries;
use crate::store::store_error::describe_io_error;
use crate::store::write_change::ChangeWriter;
use crate::store::write_error::WriteError;
use crate::store::{ProgramRun, Store, StoreError};
use crate::sync::shared_folder::KeyFile;
use crate::sync::stamp::clock_at;
use crate::sync::{FetchedPieces, Manifest, Piece, RecordState, SharedFolder, WriterId, merge, take_pieces};
use crate::texts::sync_texts;
use crate::vocabulary::eq_normalized;
use rusqlite::{Connection, params};
use std::collections::{BTreeMap, HashSet};
use std::io;
use std::path::{Path, PathBuf};

/// What is in a folder that others share already.
pub struct FolderLook {
    folder: PathBuf,
    key: FolderKey,
    key_file: KeyFile,
    /// The computers that are in it.
    pub called: Vec<String>,
    pub entries: usize,
    family: BTreeMap<String, RecordState>,
}

/// How a journal is shared, for whoever asks.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct SharedState {
    pub folder: PathBuf,
    pub called: String,
    /// What each other computer is called, and when it last had something new, in seconds.
    pub others: Vec<(String, i64)>,
    /// When something was last sent or fetched, in seconds.
    pub synced: Option<i64>,
    /// Records that a newer cuebook wrote and this one only passes on.
    pub parked: i64,
}

fn folder_error(folder: &Path, error: &io::Error) -> StoreError {
    StoreError::Sharing(sync_texts::folder_at_fault(&folder.display().to_string(), &describe_io_error(error)))
}

/// Whether somebody shares a journal through this folder already.
pub(crate) fn has_shared_journal(folder: &Path) -> Result<bool, StoreError> {
    if !folder.is_dir() {
        return Err(StoreError::Sharing(sync_texts::not_a_folder(&folder.display().to_string())));
    }
    let shared = SharedFolder::new(folder);
    Ok(!shared.list_writers().map_err(|e| folder_error(folder, &e))?.is_empty())
}

impl FolderLook {
    /// Whether the key lies in it under no passphrase.
    pub(crate) fn is_open(folder: &Path) -> Result<bool, StoreError> {
        let shared = SharedFolder::new(folder);
        let to_error = |e: io::Error| folder_error(folder, &e);
        for writer in shared.list_writers().map_err(to_error)? {
            if let Some(KeyFile::Open(_)) = shared.read_key(writer).map_err(to_error)? {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// Opens a folder with the words of any computer that is in it.
    pub fn open(folder: &Path, words: Option<&Passphrase>) -> Result<Self, StoreError> {
        let shared = SharedFolder::new(folder);
        let to_error = |e: io::Error| folder_error(folder, &e);
        let writers = shared.list_writers().map_err(to_error)?;
        let mut found = None;
        for writer in &writers {
            let Some(file) = shared.read_key(*writer).map_err(to_error)? else { continue };
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
        let (key, key_file) = found.ok_or(StoreError::WrongFolderWords)?;
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

impl SharedState {
    /// Whether the folder is there, and how many files in it are not cuebook's. May wait for a disk that is far away.
    #[must_use]
    pub fn inspect_folder(&self) -> (bool, usize) {
        let shared = SharedFolder::new(&self.folder);
        (shared.is_there(), shared.count_strange_files())
    }
}

impl Store {
    /// How the journal is shared; none while it is on this computer only.
    pub fn shared_state(&self) -> Result<Option<SharedState>, StoreError> {
        let Some(me) = self.query(SharedSelf::from_connection)? else {
            return Ok(None);
        };
        let others = self.query(load_others)?;
        let parked =
            self.query(|conn| conn.query_row("SELECT count(*) FROM sync_parked", [], |row| row.get(0)))?;
        Ok(Some(SharedState {
            called: me.called,
            others: others.into_iter().map(|other| (other.called, other.heard)).collect(),
            synced: me.synced,
            parked,
            folder: PathBuf::from(me.folder),
        }))
    }

    /// What two computers made of an entry of which each changed one end.
    pub(crate) fn find_unfit_entries(&self, now: Timestamp) -> Result<Vec<Entry>, StoreError> {
        self.query(|conn| find_unfit_entries(conn, now))
    }

    /// Whether the journal is shared. Costs one look into a table.
    pub fn is_shared(&self) -> bool {
        self.query(|conn| conn.prepare_cached("SELECT 1 FROM sync_me")?.exists([])).unwrap_or(false)
    }

    fn refuse_second_folder(&self) -> Result<(), StoreError> {
        match self.query(SharedSelf::from_connection)? {
            Some(me) => Err(StoreError::Sharing(sync_texts::already_shared(&me.folder))),
            None => Ok(()),
        }
    }

    /// Shares this journal through a folder in which nobody shares one yet. Without words its key lies there open.
    pub fn begin_sharing(
        &mut self,
        folder: &Path,
        words: Option<&Passphrase>,
        now: Timestamp,
    ) -> Result<SyncReport, StoreError> {
        self.refuse_second_folder()?;
        let key = FolderKey::generate();
        let key_file = match words {
            Some(words) => KeyFile::Locked(key.lock(words.to_composed().as_str())?),
            None => KeyFile::Open(key.to_secret().to_string()),
        };
        let machine = self.run.machine.clone();
        let family_clock = clock_at(now.unix_seconds());
        let family = self.load_family()?;
        self.write_rows(|tx| {
            choose_people(tx, &family, &BTreeMap::new(), now.unix_seconds())?;
            set_up_tables(tx, folder, &key, &key_file, &machine, family_clock)
        })?;
        self.sync_first(now)
    }

    /// Who is who, as far as names tell.
    pub fn plan_join(&self, look: &FolderLook) -> Result<JoinPlan, StoreError> {
        self.query(|conn| plan_join(conn, &people_of(&look.family)))
    }

    /// Joins this journal with the one of a folder; questions that were not answered leave people apart.
    pub fn join_sharing(
        &mut self,
        look: &FolderLook,
        plan: &JoinPlan,
        now: Timestamp,
    ) -> Result<SyncReport, StoreError> {
        self.refuse_second_folder()?;
        let machine = self.run.machine.clone();
        let called = tell_apart(&machine, &look.called);
        let run = ProgramRun { id: Id::nil(), machine, state_folders: Vec::new() };
        let family = self.load_family()?;
        self.write_in_transaction(|store, tx| -> Result<(), WriteError> {
            let path = store.path.as_deref();
            let changes = ChangeWriter::new(tx, &run, path, now, &store.seal_keys, store.seen.seals());
            meet_people(tx, &changes, &plan.same, now.unix_seconds())?;
            choose_people(tx, &family, &plan.same, now.unix_seconds())?;
            changes.finish_merge(&sync_texts::joined_title(&look.called.join(", ")))?;
            // What the folder says of the family stands.
            Ok(set_up_tables(tx, &look.folder, &look.key, &look.key_file, &called, 1)?)
        })?;
        self.expect_present_seals()?;
        self.sync_first(now)
    }

    fn sync_first(&mut self, now: Timestamp) -> Result<SyncReport, StoreError> {
        if let Some(me) = self.query(SharedSelf::from_connection)? {
            self.record_writer(me.writer);
        }
        self.sync(now, true)
    }

    /// Sends once more, takes this computer's folder away, and keeps the journal for itself.
    pub fn stop_sharing(&mut self, now: Timestamp) -> Result<SyncReport, StoreError> {
        let Some(me) = self.query(SharedSelf::from_connection)? else {
            return Err(StoreError::Sharing(sync_texts::NOT_SHARED.into()));
        };
        let report = self.sync(now, false)?;
        if report.is_busy {
            return Err(StoreError::Busy);
        }
        let me = self.query(SharedSelf::from_connection)?.unwrap_or(me);
        self.write_rows(|tx| {
            let tables = ["me", "stamp", "piece", "other", "seen", "told", "parked"];
            let mut tables = tables.iter().map(|table| format!("DELETE FROM sync_{table}"));
            tables.try_for_each(|sql| tx.execute(&sql, []).map(|_| ()))
        })?;
        self.forget_recorded_writer();
        let folder = SharedFolder::new(Path::new(&me.folder));
        folder.remove_writer(me.writer).map_err(|e| folder_error(Path::new(&me.folder), &e))?;
        Ok(report)
    }

    /// Reads what is left of a computer that does not come back, and takes its folder away.
    pub fn drop_computer(&mut self, name: &str, now: Timestamp) -> Result<SyncReport, StoreError> {
        let Some(me) = self.query(SharedSelf::from_connection)? else {
            return Err(StoreError::Sharing(sync_texts::NOT_SHARED.into()));
        };
        let report = self.sync(now, false)?;
        if report.is_busy {
            return Err(StoreError::Busy);
        }
        let others = self.query(load_others)?;
        let is_named = |other: &&OtherComputer| eq_normalized(&other.called, name);
        let named: Vec<&OtherComputer> = others.iter().filter(is_named).collect();
        if named.is_empty() {
            let known: Vec<String> = others.iter().map(|other| other.called.clone()).collect();
            return Err(StoreError::Sharing(sync_texts::unknown_computer(name, &known)));
        }
        let folder = SharedFolder::new(Path::new(&me.folder));
        for other in named {
            if other.manifest.is_none() {
                return Err(StoreError::Sharing(sync_texts::nothing_readable(&me.folder)));
            }
            folder.remove_writer(other.writer).map_err(|e| folder_error(Path::new(&me.folder), &e))?;
            self.write_rows(|tx| {
                tx.execute("DELETE FROM sync_other WHERE writer = ?1", [other.writer.to_string()])?;
                tx.execute("DELETE FROM sync_seen WHERE writer = ?1", [other.writer.to_string()]).map(|_| ())
            })?;
        }
        Ok(report)
    }
}

/// An identity as text.
const UUID_SQL: &str =
    "(SELECT lower(substr(hex(id), 1, 8) || '-' || substr(hex(id), 9, 4) || '-' || substr(hex(id), 13, 4)
    || '-' || substr(hex(id), 17, 4) || '-' || substr(hex(id), 21)))";

fn set_up_tables(
    tx: &Connection,
    folder: &Path,
    key: &FolderKey,
    key_file: &KeyFile,
    called: &str,
    family_clock: i64,
) -> rusqlite::Result<()> {
    let writer = WriterId::from_random(new_id()).to_string();
    for (table, key_sql) in [
        ("baby", format!("SELECT 'baby/' || {UUID_SQL}")),
        ("carer", format!("SELECT 'carer/' || {UUID_SQL}")),
        ("mark", format!("SELECT 'mark/' || {UUID_SQL}")),
        ("own_cue", "SELECT 'own_cue/' || code".to_owned()),
        ("setting", "SELECT 'setting/' || name".to_owned()),
    ] {
        let sql = format!("INSERT INTO sync_stamp (key, clock, writer) {key_sql}, ?1, ?2 FROM {table}");
        tx.execute(&sql, params![family_clock, writer])?;
    }
    tx.execute(
        "DELETE FROM sync_stamp WHERE key IN ('setting/baby', 'setting/carer', 'setting/welcomed')",
        [],
    )?;
    let sql = format!(
        "INSERT INTO sync_stamp (key, clock, writer)
         SELECT 'entry/' || {UUID_SQL}, (max(changed, 1) * 1000) << 16, ?1 FROM entry"
    );
    tx.execute(&sql, [&writer])?;
    for lo in FIRST_CUTS {
        tx.execute("INSERT INTO sync_piece (lo) VALUES (?1)", [lo])?;
    }
    let (locked, file) = match key_file {
        KeyFile::Locked(bytes) => (true, bytes.clone()),
        KeyFile::Open(text) => (false, text.clone().into_bytes()),
    };
    tx.execute(
        "INSERT INTO sync_me (one, writer, clock, key, key_file, locked, folder, called)
         VALUES (1, ?1, (SELECT coalesce(max(clock), 0) FROM sync_stamp), ?2, ?3, ?4, ?5, ?6)",
        params![writer, *key.to_secret(), file, locked, folder.display().to_string(), called],
    )
    .map(|_| ())
}
