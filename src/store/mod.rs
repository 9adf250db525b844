//! The SQLite file: reads what lies between two instants, writes changes, walks the history.
//!
//! The only room that names `rusqlite` or holds SQL. It never shows anything, never adds anything up, and never asks
//! what time it is: the time of a write is an argument.

pub(crate) mod apply;
pub(crate) mod copies;
pub(crate) mod database_file;
pub(crate) mod drafts;
pub(crate) mod load_family;
pub(crate) mod mapping;
pub(crate) mod open;
pub(crate) mod passphrase;
pub(crate) mod protect;
pub(crate) mod read;
pub(crate) mod schema;
pub(crate) mod store_error;
pub(crate) mod write_change;

use crate::model::Id;
pub use crate::store::apply::HistoryEntry;
pub use crate::store::copies::backup::{BackupFiles, BackupReason, format_size};
pub use crate::store::copies::integrity_check::{
    FileAccess, JournalDiagnostics, JournalState, describe_engine, diagnose_journal,
};
pub use crate::store::copies::restore::{DiffCounts, PreparedRestore, RestorePreview, RestoreTarget};
pub use crate::store::copies::salvage::SalvageSummary;
pub use crate::store::open::ReaderHandle;
pub use crate::store::passphrase::{HAS_ENCRYPTION, Passphrase};
pub use crate::store::protect::encryption::BackupPolicy;
pub use crate::store::protect::lock_report::{LockChange, LockOutcome, NO_WAY_BACK};
pub use crate::store::protect::sealed_entries::SealKeys;
pub use crate::store::read::{EntryFilter, ListCursor};
pub use crate::store::store_error::StoreError;
pub use crate::store::write_change::ChangeWriter;
use std::cell::Cell;
use std::fs::File;
use std::path::{Path, PathBuf};

/// Which run of the program writes, and on which machine; kept with every change.
#[derive(Clone, Debug)]
pub struct ProgramRun {
    pub id: Id,
    pub machine: String,
}

impl ProgramRun {
    pub fn new(machine: impl Into<String>) -> Self {
        Self { id: crate::model::new_id(), machine: machine.into() }
    }
}

pub struct Store {
    conn: rusqlite::Connection,
    run: ProgramRun,
    path: Option<PathBuf>,
    /// Which file was opened, so that a write never goes to one that was moved away or replaced.
    identity: Option<database_file::FileIdentity>,
    passphrase: Option<Passphrase>,
    /// Held for as long as the journal is open; its lock goes with it.
    file_lock: Option<File>,
    /// What [`Again`] opens, between two uses.
    spare_reader: std::sync::Arc<std::sync::Mutex<Option<rusqlite::Connection>>>,
    /// Reads what only its writer can read.
    seal_keys: SealKeys,
    drafts: drafts::DraftState,
    write_count: Cell<u64>,
}

/// What tells whether anything was written since: by this window and by others.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct DataVersion {
    own: u64,
    others: i64,
}

impl Store {
    /// Where the journal lies; none in memory.
    pub fn path(&self) -> Option<&Path> {
        self.path.as_deref()
    }

    /// Whether the file is locked with a passphrase.
    pub fn is_encrypted(&self) -> bool {
        self.passphrase.is_some()
    }

    /// Whether this is the passphrase the journal was opened with.
    pub fn matches_passphrase(&self, passphrase: &Passphrase) -> bool {
        self.passphrase.as_ref() == Some(passphrase)
    }

    /// The run that writes through this store.
    pub fn run(&self) -> &ProgramRun {
        &self.run
    }

    /// From here on another run of the program writes through this store.
    pub fn begin_run(&mut self, run: ProgramRun) {
        self.run = run;
    }

    /// Changes whenever anything was written, here or by another program. Costs microseconds.
    pub fn data_version(&self) -> Result<DataVersion, StoreError> {
        let others = self
            .conn
            .pragma_query_value(None, "data_version", |row| row.get(0))
            .map_err(|e| self.to_store_error(e))?;
        Ok(DataVersion { own: self.write_count.get(), others })
    }

    fn to_store_error(&self, error: rusqlite::Error) -> StoreError {
        StoreError::from_sqlite(error, self.path.as_deref())
    }
}
