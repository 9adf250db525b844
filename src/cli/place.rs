//! Which journal a command works on, and opening it.
//!
//! Reading never makes a journal, and a command that turns out to be refused leaves none behind. What is read or
//! written is the sub-commands' business.

use super::answer::Stop;
use super::passphrase::Way;
use crate::home;
use crate::journal::{At, Change, Family, Zone};
use crate::store::{LOCKS, Passphrase, Run, Standing, Store, Trouble};
use std::io::{Write, stderr};
use std::path::{Path, PathBuf};

/// Where the journal is, or would be.
#[derive(Clone, Debug)]
pub(crate) struct Place {
    path: PathBuf,
    /// How to its passphrase, if it has one.
    pub way: Way,
    /// How to the passphrase of what a carer sealed in it.
    seal: Way,
}

impl Place {
    /// `--journal`, else `CUEBOOK_JOURNAL`, else the platform's data folder.
    pub(crate) fn find(named: Option<PathBuf>, way: Way, seal: Way) -> Result<Self, Stop> {
        let from_env = || std::env::var_os("CUEBOOK_JOURNAL").filter(|path| !path.is_empty());
        let path = match named.or_else(|| from_env().map(PathBuf::from)) {
            Some(path) => path,
            None => home::journal()?,
        };
        Ok(Self { path, way, seal })
    }

    /// The file.
    pub(crate) fn path(&self) -> &Path {
        &self.path
    }

    /// Whether there is a journal: an empty file is none yet.
    pub(crate) fn is_there(&self) -> bool {
        std::fs::symlink_metadata(&self.path).is_ok_and(|meta| !meta.is_file() || meta.len() > 0)
    }

    /// The journal that is there, with what was sealed opened if its passphrase is at hand.
    pub(crate) fn existing(&self) -> Result<Desk, Stop> {
        self.existing_closed().and_then(|desk| self.opened(desk))
    }

    /// The journal that is there, with what was sealed as it lies.
    pub(crate) fn existing_closed(&self) -> Result<Desk, Stop> {
        if self.is_there() {
            self.begin()
        } else {
            Err(Stop::could(format!(
                "There is no journal at {} yet. `cuebook` begins one.",
                self.path.display()
            )))
        }
    }

    /// The journal that is there, or a new one; a locked one asks for its passphrase.
    pub(crate) fn begin(&self) -> Result<Desk, Stop> {
        let open = |key: Option<&Passphrase>| Store::unlock(&self.path, run(), home::zone(), key);
        Desk::new(self.with_key(open)?)
    }

    /// The same with sealed entries opened, when a descriptor names their passphrase.
    fn opened(&self, mut desk: Desk) -> Result<Desk, Stop> {
        if self.seal.has_fd() && !desk.family.settings.seals.is_empty() {
            let key = self.seal.open_other("what was sealed", |words| {
                let key = desk.store.key_to_sealed(words)?;
                if key.is_empty() {
                    return Err(Trouble::NotTheirs);
                }
                Ok(key)
            })?;
            desk.store.open_sealed(key);
        }
        Ok(desk)
    }

    /// How to the passphrase of what a carer sealed.
    pub(crate) fn seal_way(&self) -> &Way {
        &self.seal
    }

    /// What stands where a copy is to be put.
    pub(crate) fn standing(&self) -> Result<Standing, Stop> {
        self.with_key(|key| Standing::of(&self.path, run(), home::zone(), key))
    }

    /// Does `work` without a passphrase, and asks for one when it turns out to need it.
    fn with_key<T>(
        &self,
        mut work: impl FnMut(Option<&Passphrase>) -> Result<T, Trouble>,
    ) -> Result<T, Stop> {
        match work(self.way.known().as_ref()) {
            Err(Trouble::Locked(path)) if LOCKS => {
                let name = path.display().to_string();
                self.way.open(&name, |key| work(Some(key)))
            }
            Err(Trouble::Locked(_)) => Err(Trouble::NoLock.into()),
            other => Ok(other?),
        }
    }

    /// The journal that is there, if it opens without asking anybody anything.
    pub(crate) fn unasked(&self) -> Option<Desk> {
        let known = self.way.known();
        let open = || Store::unlock(&self.path, run(), home::zone(), known.as_ref()).ok();
        self.is_there().then(open)?.and_then(|store| Desk::new(store).ok())
    }

    /// The journal that is there, or a blank one in memory: to find out whether a command can be done before a file
    /// is made for it.
    pub(crate) fn rehearse(&self) -> Result<Desk, Stop> {
        if self.is_there() { self.begin() } else { Desk::new(Store::in_memory(run(), home::zone())?) }
    }

    /// Keeps what `work` makes of the journal. In a journal yet to be made, `work` is first tried on a blank one, so
    /// that a refusal leaves no file behind.
    pub(crate) fn keep<T>(
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
            desk.look_after();
        }
        Ok((desk, said))
    }
}

/// This run of the program, on this machine.
pub(crate) fn run() -> Run {
    Run::new(home::machine())
}

/// An open journal with its family and the time by its own clocks.
pub(crate) struct Desk {
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

    /// After something was written: today's copy, when it is due. What was written is kept whatever comes of it.
    pub(crate) fn look_after(&self) {
        if let Err(trouble) = self.store.back_up_today(self.now.date()) {
            // Nobody may be reading there.
            let _ = writeln!(stderr(), "{trouble}");
        }
    }

    /// The zone the family lives in.
    pub(crate) fn zone(&self) -> Zone {
        self.family.settings.hours.zone
    }
}
