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
pub use crate::store::apply::Past;
pub use crate::store::copies::backup::{Backups, Before, in_words};
pub use crate::store::copies::integrity_check::{Access, Checkup, State, engine, examine};
pub use crate::store::copies::restore::{Differs, Preview, Restore, Standing};
pub use crate::store::copies::salvage::Salvaged;
pub use crate::store::open::Again;
pub use crate::store::passphrase::{LOCKS, Passphrase};
pub use crate::store::protect::encryption::Copies;
pub use crate::store::protect::lock_report::{NO_WAY_BACK, Turn, Turned};
pub use crate::store::protect::sealed_entries::Opened;
pub use crate::store::read::{Filter, Place};
pub use crate::store::store_error::Trouble;
pub use crate::store::write_change::Pen;
use std::cell::Cell;
use std::fs::File;
use std::path::{Path, PathBuf};

/// Which run of the program writes, and on which machine; kept with every change.
#[derive(Clone, Debug)]
pub struct Run {
    pub id: Id,
    pub machine: String,
}

impl Run {
    pub fn new(machine: impl Into<String>) -> Self {
        Self { id: crate::model::new_id(), machine: machine.into() }
    }
}

pub struct Store {
    conn: rusqlite::Connection,
    run: Run,
    path: Option<PathBuf>,
    /// Which file was opened, so that a write never goes to one that was moved away or replaced.
    identity: Option<database_file::Identity>,
    key: Option<Passphrase>,
    /// Held for as long as the journal is open; its lock goes with it.
    lock: Option<File>,
    /// What [`Again`] opens, between two uses.
    spare: std::sync::Arc<std::sync::Mutex<Option<rusqlite::Connection>>>,
    /// Reads what only its writer can read.
    opened: Opened,
    drafts: drafts::Drafts,
    writes: Cell<u64>,
}

/// What tells whether anything was written since: by this window and by others.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Version {
    own: u64,
    others: i64,
}

impl Store {
    /// Where the journal lies; none in memory.
    pub fn path(&self) -> Option<&Path> {
        self.path.as_deref()
    }

    /// Whether the file is locked with a passphrase.
    pub fn is_locked(&self) -> bool {
        self.key.is_some()
    }

    /// Whether this is the passphrase the journal was opened with.
    pub fn is_key(&self, passphrase: &Passphrase) -> bool {
        self.key.as_ref() == Some(passphrase)
    }

    /// The run that writes through this store.
    pub fn run(&self) -> &Run {
        &self.run
    }

    /// From here on another run of the program writes through this store.
    pub fn begin_run(&mut self, run: Run) {
        self.run = run;
    }

    /// Changes whenever anything was written, here or by another program. Costs microseconds.
    pub fn version(&self) -> Result<Version, Trouble> {
        let others = self
            .conn
            .pragma_query_value(None, "data_version", |row| row.get(0))
            .map_err(|e| self.trouble(e))?;
        Ok(Version { own: self.writes.get(), others })
    }

    fn trouble(&self, error: rusqlite::Error) -> Trouble {
        Trouble::from_sqlite(error, self.path.as_deref())
    }
}
