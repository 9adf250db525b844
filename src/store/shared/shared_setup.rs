//! Beginning to share a journal, joining one that is shared, and leaving.

use crate::crypto::FolderKey;
use crate::model::{Entry, Id, Timestamp, new_id};
use crate::store::passphrase::Passphrase;
use crate::store::shared::folder_look::{
    FolderLook, FolderState, ensure_writable, folder_error, inspect_folder,
};
use crate::store::shared::join_people::{JoinPlan, choose_people, meet_people, people_of, plan_join};
use crate::store::shared::publish_pieces::FIRST_CUTS;
use crate::store::shared::record_fields::STAYS_HERE;
use crate::store::shared::sync_report::SyncReport;
use crate::store::shared::sync_tables::{OtherComputer, SharedSelf, load_others, remove_other, tell_apart};
use crate::store::shared::take_records::find_unfit_entries;
use crate::store::store_error::describe_io_error;
use crate::store::write_change::ChangeWriter;
use crate::store::write_error::WriteError;
use crate::store::{ProgramRun, Store, StoreError};
use crate::sync::shared_folder::KeyFile;
use crate::sync::stamp::clock_at;
use crate::sync::{FolderActivity, SharedFolder, WriterId};
use crate::texts::sync_texts;
use crate::vocabulary::eq_normalized;
use rusqlite::{Connection, params};
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

/// How a journal is shared, for whoever asks.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct SharedState {
    pub folder: PathBuf,
    /// Whether the folder's key lies in it under a passphrase.
    pub is_locked: bool,
    /// What this computer is called.
    pub called: String,
    /// What each other computer is called, and when it last had something new, in seconds.
    pub others: Vec<(String, i64)>,
    /// When something was last sent or fetched, in seconds.
    pub synced: Option<i64>,
    /// Records that a newer cuebook wrote and this one only passes on.
    pub parked: i64,
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
            is_locked: me.locked,
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

    /// Shares this journal through a folder in which nobody shares one yet, which is made where there is none. Without
    /// words its key lies there open. A folder that cannot take it leaves the journal on this computer only.
    pub fn begin_sharing(
        &mut self,
        folder: &Path,
        words: Option<&Passphrase>,
        now: Timestamp,
    ) -> Result<SyncReport, StoreError> {
        self.refuse_second_folder()?;
        let is_new = !folder.exists();
        if is_new {
            fs::create_dir(folder).map_err(|e| folder_error(folder, &e))?;
        }
        let begun = self.begin_in(folder, words, now);
        if begun.is_err() {
            SharedFolder::new(folder).remove_if_empty();
            if is_new {
                fs::remove_dir(folder).ok();
            }
        }
        begun
    }

    fn begin_in(
        &mut self,
        folder: &Path,
        words: Option<&Passphrase>,
        now: Timestamp,
    ) -> Result<SyncReport, StoreError> {
        ensure_writable(folder)?;
        // Another computer may have begun, or its files come, while words were chosen.
        if inspect_folder(folder)?.1 != FolderState::Blank {
            return Err(StoreError::Sharing(sync_texts::BEGUN_MEANWHILE.into()));
        }
        let key = FolderKey::generate();
        let key_file = match words {
            Some(words) => KeyFile::Locked(key.lock(words.to_composed().as_str())?),
            None => KeyFile::Open(key.to_secret().to_string()),
        };
        let machine = self.run.machine.clone();
        let family_clock = clock_at(now.unix_seconds());
        let family = self.load_family()?;
        SharedFolder::new(folder).make_room().map_err(|e| folder_error(folder, &e))?;
        self.write_rows(|tx| {
            choose_people(tx, &family, &BTreeMap::new(), now.unix_seconds())?;
            set_up_tables(tx, folder, &key, &key_file, &machine, family_clock)
        })?;
        let sent = self.sync_first(now).and_then(|report| match report.problems.first() {
            Some(problem) if report.written == 0 => Err(StoreError::Sharing(problem.clone())),
            _ => Ok(report),
        });
        if sent.is_err() {
            self.forget_sharing()?;
        }
        sent
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
        ensure_writable(&look.folder)?;
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

    /// The folder as this run sees it, whose calls are counted.
    pub(crate) fn open_shared_folder(&self, me: &SharedSelf) -> SharedFolder {
        SharedFolder::new(Path::new(&me.folder)).watched(&self.folder_activity)
    }

    /// From here on the calls into the folder are counted for whoever waits.
    pub fn watch_folder(&mut self, activity: FolderActivity) {
        self.folder_activity = activity;
    }

    fn sync_first(&mut self, now: Timestamp) -> Result<SyncReport, StoreError> {
        if let Some(me) = self.query(SharedSelf::from_connection)? {
            self.record_writer(me.writer);
        }
        self.sync(now, true)
    }

    /// Fetches once more, takes this computer's folder away, and keeps the journal for itself.
    pub fn stop_sharing(&mut self, now: Timestamp) -> Result<SyncReport, StoreError> {
        if !self.is_shared() {
            return Err(StoreError::Sharing(sync_texts::NOT_SHARED.into()));
        }
        let mut report = self.sync(now, false)?;
        if report.is_busy {
            return Err(StoreError::Busy);
        }
        report.problems.extend(self.forget_sharing()?);
        Ok(report)
    }

    /// Keeps the journal for itself and takes this computer's folder away; what to say where that stays.
    fn forget_sharing(&mut self) -> Result<Option<String>, StoreError> {
        let Some(me) = self.query(SharedSelf::from_connection)? else {
            return Ok(None);
        };
        self.write_rows(|tx| {
            let tables = ["me", "stamp", "piece", "other", "seen", "told", "parked"];
            let mut tables = tables.iter().map(|table| format!("DELETE FROM sync_{table}"));
            tables.try_for_each(|sql| tx.execute(&sql, []).map(|_| ()))
        })?;
        self.forget_recorded_writer();
        let folder = self.open_shared_folder(&me);
        if !folder.is_there() {
            return Ok(Some(sync_texts::own_part_is_away(&me.folder)));
        }
        let removed = folder.remove_writer(me.writer);
        folder.remove_if_empty();
        Ok(removed.err().map(|e| sync_texts::own_part_stays(&me.folder, &describe_io_error(&e))))
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
        let folder = self.open_shared_folder(&me);
        for other in named {
            if other.manifest.is_none() {
                return Err(StoreError::Sharing(sync_texts::nothing_readable(&me.folder)));
            }
            folder.remove_writer(other.writer).map_err(|e| folder_error(Path::new(&me.folder), &e))?;
            self.write_rows(|tx| remove_other(tx, other.writer))?;
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
    for name in STAYS_HERE {
        tx.execute("DELETE FROM sync_stamp WHERE key = 'setting/' || ?1", [name])?;
    }
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
