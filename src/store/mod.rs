//! The SQLite file: reads what lies between two instants, writes changes, walks the history.
//!
//! The only room that names `rusqlite` or holds SQL. It never shows anything, never adds anything up, and never asks
//! what time it is: the time of a write is an argument.

pub(crate) mod apply;
pub(crate) mod connection;
pub(crate) mod copies;
pub(crate) mod database_file;
pub(crate) mod drafts;
pub(crate) mod edit_times;
pub(crate) mod file_lock;
pub(crate) mod file_stamp;
pub(crate) mod file_watch;
pub(crate) mod foreign_tables;
pub(crate) mod journal_content;
pub(crate) mod last_seen;
pub(crate) mod load_family;
pub(crate) mod mapping;
pub(crate) mod open;
pub(crate) mod passphrase;
pub(crate) mod private_copy;
pub(crate) mod protect;
pub(crate) mod read;
pub(crate) mod rescue;
pub(crate) mod schema;
pub(crate) mod schema_check;
pub(crate) mod seen_tracker;
pub(crate) mod shared;
pub(crate) mod store_error;
pub(crate) mod write_change;
pub(crate) mod write_error;
pub(crate) mod write_hold;

use crate::model::Id;
pub(crate) use crate::store::apply::HistoryEntry;
pub(crate) use crate::store::copies::backup::format_size;
pub use crate::store::copies::backup::{BackupFiles, BackupReason};
pub(crate) use crate::store::copies::conflict_copies::{find_conflict_copies, has_conflict_mark};
pub(crate) use crate::store::copies::copy_contents::JournalCopies;
pub(crate) use crate::store::copies::integrity_check::{
    FileAccess, JournalDiagnostics, JournalState, describe_build, describe_engine, diagnose_journal,
};
pub(crate) use crate::store::copies::restore::{PreparedRestore, RestorePreview, RestoreTarget};
pub use crate::store::copies::rewrite_backups::BackupPolicy;
pub(crate) use crate::store::journal_content::CopyContent;
pub(crate) use crate::store::last_seen::JournalPlace;
pub use crate::store::last_seen::{OpeningCheck, OpeningPolicy, SeenDifference, UnexpectedJournal};
pub(crate) use crate::store::open::ReaderHandle;
pub(crate) use crate::store::passphrase::HAS_ENCRYPTION;
pub use crate::store::passphrase::Passphrase;
pub use crate::store::protect::forget_entry::ForgetTarget;
pub(crate) use crate::store::protect::forget_entry::{ForgetLookup, ForgetOutcome};
pub(crate) use crate::store::protect::lock_report::{LockChange, LockOutcome};
pub use crate::store::protect::seal_faults::{FaultySeal, SealAnswer, SealFault};
pub(crate) use crate::store::protect::seal_keys::SealKeys;
pub use crate::store::read::EntryFilter;
pub(crate) use crate::store::read::ListCursor;
pub(crate) use crate::store::rescue::{RescuedWords, remove_rescue_file};
pub use crate::store::shared::folder_look::{FolderLook, FolderState};
pub(crate) use crate::store::shared::folder_look::{ensure_writable, inspect_folder};
pub use crate::store::shared::join_people::{JoinPlan, PersonQuestion};
pub use crate::store::shared::shared_setup::SharedState;
pub(crate) use crate::store::shared::sharing_task::SharingTask;
pub use crate::store::shared::sync_report::SyncReport;
pub(crate) use crate::store::shared::sync_worker::{FolderJob, LONG_WAIT_SECONDS, SyncOutcome, SyncWorker};
pub use crate::store::store_error::StoreError;
pub(crate) use crate::store::write_change::ChangeWriter;
pub(crate) use crate::texts::lock_report_texts::NO_WAY_BACK;
use std::cell::{Cell, RefCell};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};

/// Which run of the program writes, and on which machine; kept with every change.
#[derive(Clone, Debug)]
pub struct ProgramRun {
    pub id: Id,
    pub machine: String,
    /// Where this machine keeps what cannot be in the journal, the best place first; nowhere when there are none.
    pub(crate) state_folders: Vec<PathBuf>,
}

impl ProgramRun {
    pub fn new(machine: impl Into<String>) -> Self {
        Self { id: crate::model::new_id(), machine: machine.into(), state_folders: Vec::new() }
    }

    /// With folders for what cannot be in the journal: words that could not be kept, and which runs go on.
    pub fn with_state_folders(self, state_folders: Vec<PathBuf>) -> Self {
        Self { state_folders, ..self }
    }
}

/// A read-only connection between two uses of a [`ReaderHandle`]: deriving the key of a locked journal takes a moment.
type SpareReader = Arc<Mutex<Option<rusqlite::Connection>>>;

pub struct Store {
    conn: rusqlite::Connection,
    run: ProgramRun,
    /// None in memory.
    path: Option<PathBuf>,
    /// Which file was opened, so that a write never goes to one that was moved away or replaced.
    identity: Option<file_stamp::FileIdentity>,
    file_watch: file_watch::FileWatch,
    passphrase: Option<Passphrase>,
    file_lock: file_lock::FileLock,
    spare_reader: SpareReader,
    seal_keys: SealKeys,
    /// As they were at a state of the journal.
    present_revisions: RefCell<Option<(DataVersion, protect::sealed_entries::PresentRevisions)>>,
    drafts: drafts::DraftState,
    write_count: Cell<u64>,
    /// SQLite's count of schema changes when the schema was last found to be this program's own.
    checked_schema: Cell<Option<i64>>,
    seen: seen_tracker::SeenTracker,
    folder_activity: crate::sync::FolderActivity,
}

/// What tells whether anything was written since: by this window and by others.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct DataVersion {
    own: u64,
    others: i64,
}

impl Store {
    /// Without a file lock, and without keys to sealed entries.
    fn from_connection(
        conn: rusqlite::Connection,
        run: ProgramRun,
        path: Option<&Path>,
        passphrase: Option<Passphrase>,
    ) -> Self {
        Self {
            conn,
            run,
            path: path.map(Path::to_path_buf),
            identity: path.and_then(file_stamp::FileIdentity::from_path),
            file_watch: file_watch::FileWatch::default(),
            passphrase,
            file_lock: file_lock::FileLock::default(),
            spare_reader: SpareReader::default(),
            seal_keys: SealKeys::default(),
            present_revisions: RefCell::default(),
            drafts: drafts::DraftState::default(),
            write_count: Cell::new(0),
            checked_schema: Cell::new(None),
            seen: seen_tracker::SeenTracker::default(),
            folder_activity: crate::sync::FolderActivity::default(),
        }
    }

    /// Where the journal lies; none in memory.
    pub(crate) fn path(&self) -> Option<&Path> {
        self.path.as_deref()
    }

    /// The one it was opened with, where it is locked.
    pub(crate) fn passphrase(&self) -> Option<&Passphrase> {
        self.passphrase.as_ref()
    }

    pub(crate) fn is_encrypted(&self) -> bool {
        self.passphrase.is_some()
    }

    /// Whether this is the passphrase the journal was opened with.
    pub(crate) fn matches_passphrase(&self, passphrase: &Passphrase) -> bool {
        self.passphrase.as_ref().is_some_and(|own| own.is_same_words(passphrase))
    }

    pub fn run(&self) -> &ProgramRun {
        &self.run
    }

    /// From here on another run of the program writes through this store.
    pub fn begin_run(&mut self, run: ProgramRun) {
        self.run = run;
    }

    /// Changes whenever anything was written, here or by another program. Costs microseconds.
    pub fn data_version(&self) -> Result<DataVersion, StoreError> {
        self.query(|_| self.read_own_version())
    }

    /// How often this window has written.
    pub(crate) fn write_count(&self) -> u64 {
        self.write_count.get()
    }

    fn read_own_version(&self) -> rusqlite::Result<DataVersion> {
        let others = write_hold::read_data_version(&self.conn)?;
        Ok(DataVersion { own: self.write_count.get(), others })
    }

    /// All that `work` reads is one state of the journal, whatever others write meanwhile.
    pub(crate) fn read_at_once<T>(
        &self,
        work: impl FnOnce(&Self) -> Result<T, StoreError>,
    ) -> Result<T, StoreError> {
        let began = self.begin_read();
        let done = work(self);
        self.end_read(began);
        done
    }

    /// From here on everything is read from one state of the journal, until [`Self::end_read`] gets the answer. Others
    /// wait with their writing, so nobody may be asked anything meanwhile.
    pub(crate) fn begin_read(&self) -> bool {
        self.conn.is_autocommit() && self.conn.execute_batch("BEGIN").is_ok()
    }

    /// A write may have ended it already.
    pub(crate) fn end_read(&self, began: bool) {
        if began && !self.conn.is_autocommit() && self.conn.execute_batch("COMMIT").is_err() {
            self.conn.execute_batch("ROLLBACK").ok();
        }
    }

    fn query<T>(
        &self,
        read: impl FnOnce(&rusqlite::Connection) -> rusqlite::Result<T>,
    ) -> Result<T, StoreError> {
        read(&self.conn).map_err(|e| self.to_store_error(e))
    }

    fn to_store_error(&self, error: rusqlite::Error) -> StoreError {
        StoreError::from_sqlite(error, self.path.as_deref())
    }
}
