//! Which journal a command works on, and opening it.
//!
//! Reading never makes a journal, and a command that turns out to be refused leaves none behind. What is read or
//! written is the sub-commands' business.

use super::answer::Stop;
use crate::home;
use crate::journal::{At, Change, Family, Zone};
use crate::store::{Run, Store};
use std::path::{Path, PathBuf};

/// Where the journal is, or would be.
#[derive(Clone, Debug)]
pub struct Place(PathBuf);

impl Place {
    /// `--journal`, else `CUEBOOK_JOURNAL`, else the platform's data folder.
    pub fn find(named: Option<PathBuf>) -> Result<Self, Stop> {
        let from_env = || std::env::var_os("CUEBOOK_JOURNAL").filter(|path| !path.is_empty());
        match named.or_else(|| from_env().map(PathBuf::from)) {
            Some(path) => Ok(Self(path)),
            None => Ok(Self(home::journal()?)),
        }
    }

    /// The file.
    pub fn path(&self) -> &Path {
        &self.0
    }

    /// Whether there is a journal: an empty file is none yet.
    pub fn is_there(&self) -> bool {
        std::fs::symlink_metadata(&self.0).is_ok_and(|meta| !meta.is_file() || meta.len() > 0)
    }

    /// The journal that is there.
    pub fn existing(&self) -> Result<Desk, Stop> {
        if self.is_there() {
            self.begin()
        } else {
            Err(Stop::could(format!(
                "There is no journal at {} yet. `cuebook` begins one.",
                self.0.display()
            )))
        }
    }

    /// The journal that is there, or a new one.
    pub fn begin(&self) -> Result<Desk, Stop> {
        Desk::new(Store::open(&self.0, run(), home::zone())?)
    }

    /// The journal that is there, or a blank one in memory: to find out whether a command can be done before a file
    /// is made for it.
    pub fn rehearse(&self) -> Result<Desk, Stop> {
        if self.is_there() {
            self.begin()
        } else {
            Desk::new(Store::in_memory(run(), home::zone())?)
        }
    }

    /// Keeps what `work` makes of the journal. In a journal yet to be made, `work` is first tried on a blank one, so
    /// that a refusal leaves no file behind.
    pub fn keep<T>(
        &self,
        work: impl Fn(&Desk) -> Result<(Option<Change>, T), Stop>,
    ) -> Result<(Desk, T), Stop> {
        if !self.is_there() {
            work(&self.rehearse()?)?;
        }
        let mut desk = self.begin()?;
        let (change, said) = work(&desk)?;
        if let Some(change) = change {
            desk.store.apply(&change, desk.now)?;
            desk.family = desk.store.family()?;
        }
        Ok((desk, said))
    }
}

/// This run of the program, on this machine.
pub fn run() -> Run {
    Run::new(home::machine())
}

/// An open journal with its family and the time by its own clocks.
pub struct Desk {
    /// The file.
    pub store: Store,
    /// The family as it was read.
    pub family: Family,
    /// Now, in the family's zone.
    pub now: At,
}

impl Desk {
    fn new(store: Store) -> Result<Self, Stop> {
        let family = store.family()?;
        let now = home::now(family.settings.hours.zone)?;
        Ok(Self { store, family, now })
    }

    /// The zone the family lives in.
    pub fn zone(&self) -> Zone {
        self.family.settings.hours.zone
    }
}
