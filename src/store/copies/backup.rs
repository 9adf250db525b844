//! Copies of the journal: in `FILE.backups/` by itself, and wherever a parent asks for one. All are for the owner only
//! and under the journal's own lock; when one is made is decided by who writes.

use crate::model::Timestamp;
use crate::store::copies::clone_database::copy;
use crate::store::database_file::{Part, beside, plainly};
use crate::store::{Store, Trouble, database_file};
use chrono::NaiveDate;
use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};

const DAYS: usize = 14;

/// How many copies are kept from before each other kind of thing.
const EACH: usize = 5;

/// How many times the journal's size must be free for a copy that nobody asked for.
const SPARE: u64 = 3;

/// What a file being made is called until it is whole.
pub(crate) const PART: &str = ".cuebook-part";

/// That, and what SQLite may have left beside it.
const PARTS: [&str; 2] = [PART, ".cuebook-part-journal"];

/// What a copy is kept before, beside the one a day.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Before {
    Upgrade,
    /// A lock, another passphrase, or no lock.
    Lock,
    Restore,
    Import,
}

impl Before {
    const ALL: [Self; 4] = [Self::Upgrade, Self::Lock, Self::Restore, Self::Import];

    fn prefix(self) -> &'static str {
        match self {
            Self::Upgrade => "before-upgrade-",
            Self::Lock => "before-lock-",
            Self::Restore => "before-restore-",
            Self::Import => "before-import-",
        }
    }
}

const DAY: &str = "day-";

/// The copies cuebook made by itself, newest first.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Backups {
    pub days: Vec<PathBuf>,
    pub others: Vec<PathBuf>,
}

impl Backups {
    /// Those of the journal at `path`.
    pub fn of(path: &Path) -> Self {
        let mut found = Self { days: named(path, DAY), others: Vec::new() };
        for before in Before::ALL {
            found.others.extend(named(path, before.prefix()));
        }
        found
    }

    pub fn all(&self) -> impl Iterator<Item = &Path> {
        self.days.iter().chain(&self.others).map(PathBuf::as_path)
    }
}

pub(crate) fn folder(path: &Path) -> PathBuf {
    beside(path, ".backups")
}

/// Our own names only: what else a parent put there is not ours to count or to take away.
fn named(path: &Path, prefix: &str) -> Vec<PathBuf> {
    let Ok(entries) = fs::read_dir(folder(path)) else {
        return Vec::new();
    };
    let ending = ending(path);
    let ours = |name: &str| {
        let stamp = name.strip_prefix(prefix).unwrap_or_default();
        let stamp = stamp.strip_suffix(&ending).unwrap_or(stamp);
        let is_part = |c: char| c.is_ascii_digit() || c == '-';
        let date = stamp.get(..10).is_some_and(|day| day.parse::<NaiveDate>().is_ok());
        date && stamp.chars().all(is_part)
    };
    let mut found: Vec<PathBuf> = entries
        .flatten()
        .filter(|entry| entry.file_name().to_str().is_some_and(ours))
        .filter(|entry| entry.file_type().is_ok_and(|kind| kind.is_file()))
        .map(|entry| entry.path())
        .collect();
    found.sort();
    found.reverse();
    found
}

impl Store {
    /// Whether something was written since the newest copy of a day, and today has none yet. Asks the file system only.
    pub fn wants_backup(&self, today: NaiveDate) -> bool {
        let Some(path) = &self.path else {
            return false;
        };
        let written = |path: &Path| fs::metadata(path).and_then(|meta| meta.modified()).ok();
        let days = named(path, DAY);
        let newest = days.iter().filter_map(|copy| written(copy)).max();
        let has_todays = fs::symlink_metadata(todays(path, today)).is_ok();
        !has_todays && newest.is_none_or(|newest| written(path).is_some_and(|at| at > newest))
    }

    /// Keeps today's copy when it is due; answers with its path when one was made.
    ///
    /// # Errors
    /// When there is too little room, or the copy cannot be written; the journal itself is as it was.
    pub fn back_up_today(&self, today: NaiveDate) -> Result<Option<PathBuf>, Trouble> {
        let Some(path) = self.path.as_deref().filter(|_| self.wants_backup(today)) else {
            return Ok(None);
        };
        if self.newest(false, None)?.is_none() && self.is_empty()? {
            return Ok(None);
        }
        let name = todays(path, today);
        self.keep_copy(path, &name, LEFT_OUT)?;
        trim(path, DAY, DAYS, &name);
        Ok(Some(name))
    }

    /// Keeps a copy before something is done to the journal.
    ///
    /// # Errors
    /// As [`Store::back_up_today`].
    pub fn back_up_before(&self, what: Before, now: Timestamp) -> Result<Option<PathBuf>, Trouble> {
        self.back_up_stamped(what, &stamp(now), LEFT_OUT)
    }

    /// As [`Store::back_up_before`], for what is not done without a copy.
    pub(crate) fn back_up_or_not(&self, what: Before, now: Timestamp) -> Result<Option<PathBuf>, Trouble> {
        self.back_up_stamped(what, &stamp(now), NOT_WITHOUT)
    }

    fn back_up_stamped(
        &self,
        what: Before,
        stamp: &str,
        without_room: &'static str,
    ) -> Result<Option<PathBuf>, Trouble> {
        let Some(path) = self.path.as_deref() else {
            return Ok(None);
        };
        let name = free(path, what, stamp);
        self.keep_copy(path, &name, without_room)?;
        trim(path, what.prefix(), EACH, &name);
        Ok(Some(name))
    }

    fn keep_copy(&self, path: &Path, name: &Path, without_room: &'static str) -> Result<(), Trouble> {
        has_room(path, without_room)?;
        let unkept = |error: io::Error| uncopied(name, &error);
        make_folder(path)?;
        let part = Part::new(beside(name, &format!(".{}{PART}", std::process::id()))).map_err(unkept)?;
        copy(&self.conn, self.key.as_ref(), self.key.as_ref(), &part).map_err(|e| self.trouble(e))?;
        // Another window was quicker: one a day is enough.
        part.name(name).map(|_| ()).map_err(unkept)
    }

    /// Keeps a copy where a parent asks for one: in a new file, or under a dated name in a folder or, without a path,
    /// beside the journal. Answers with its path.
    pub fn back_up_to(&self, to: Option<&Path>, now: Timestamp) -> Result<PathBuf, Trouble> {
        let own = self.path.as_deref().unwrap_or(Path::new("journal.db"));
        let chosen = match to {
            Some(path) if !path.is_dir() => path.to_path_buf(),
            Some(folder) => dated(own, folder, now),
            None => dated(own, database_file::folder(own), now),
        };
        if fs::symlink_metadata(&chosen).is_ok() {
            return Err(Trouble::Taken(chosen));
        }
        let unkept = |error: io::Error| uncopied(&chosen, &error);
        let part = Part::new(beside(&chosen, &format!(".{}{PART}", std::process::id()))).map_err(unkept)?;
        copy(&self.conn, self.key.as_ref(), self.key.as_ref(), &part).map_err(|e| self.trouble(e))?;
        match part.name(&chosen) {
            Ok(true) => Ok(chosen),
            Ok(false) => Err(Trouble::Taken(chosen)),
            Err(error) => Err(uncopied(&chosen, &error)),
        }
    }
}

/// The copy before a newer schema. The clock is SQLite's, as nobody gives one to an opening.
pub(crate) fn before_upgrade(store: &Store) -> Result<(), Trouble> {
    let now: String = store
        .conn
        .query_row("SELECT strftime('%Y-%m-%d-%H%M%S')", [], |row| row.get(0))
        .map_err(|e| store.trouble(e))?;
    store.back_up_stamped(Before::Upgrade, &now, NOT_WITHOUT).map(|_| ())
}

const LEFT_OUT: &str = "the copy was left out";
/// What is about to be done in the journal's own place is not done without a copy.
pub(crate) const NOT_WITHOUT: &str = "nothing was changed. Please make some room and try again";

/// Refuses when the disk is too full for copies.
pub(crate) fn has_room(path: &Path, then: &'static str) -> Result<(), Trouble> {
    let size = fs::metadata(path).map_or(0, |meta| meta.len());
    let needed = size.saturating_mul(SPARE);
    match database_file::room(path) {
        Some(room) if room < needed => Err(Trouble::NoRoom { needed: in_words(needed), then }),
        _ => Ok(()),
    }
}

/// `12 MB`: a size as a person says it, never rounded down to nothing.
pub fn in_words(bytes: u64) -> String {
    match bytes {
        0..1_000 => format!("{bytes} bytes"),
        1_000..1_000_000 => format!("{} KB", bytes.div_ceil(1_000)),
        1_000_000..10_000_000_000 => format!("{} MB", bytes.div_ceil(1_000_000)),
        _ => format!("{} GB", bytes.div_ceil(1_000_000_000)),
    }
}

/// Takes away what a run that was cut off left half made, when no other window could still be making it.
pub(crate) fn sweep(path: &Path, lock: Option<&File>) -> Result<(), Trouble> {
    let halves = || {
        let entries = fs::read_dir(folder(path)).into_iter().flatten().flatten();
        let names = entries.map(|entry| entry.path());
        let parts = names.filter(|path| PARTS.iter().any(|part| ends(path, part)));
        let own = PARTS.iter().map(|part| beside(path, part));
        let own = own.filter(|part| fs::symlink_metadata(part).is_ok());
        parts.chain(own).chain(unfinished(path)).collect::<Vec<_>>()
    };
    if lock.is_none() || halves().is_empty() {
        return Ok(());
    }
    if database_file::alone(lock).is_ok() {
        for half in halves() {
            fs::remove_file(half).ok();
        }
    }
    database_file::together(lock)
}

/// Copies on request, under the name proposed for them, that were never finished.
fn unfinished(path: &Path) -> Vec<PathBuf> {
    let stem = path.file_stem().unwrap_or_default().to_string_lossy();
    let ours = |name: &str| {
        let rest = name.strip_prefix(stem.as_ref())?.strip_prefix('-')?;
        let dated = rest.get(..10)?.parse::<NaiveDate>().is_ok();
        (dated && PARTS.iter().any(|part| rest.ends_with(part))).then_some(())
    };
    let entries = fs::read_dir(database_file::folder(path)).into_iter().flatten();
    let found = entries.flatten().filter(|entry| {
        let name = entry.file_name();
        name.to_str().and_then(ours).is_some()
    });
    found.map(|entry| entry.path()).collect()
}

fn ends(path: &Path, ending: &str) -> bool {
    let name = path.file_name().unwrap_or_default();
    name.to_string_lossy().ends_with(ending)
}

/// The folder of the copies, for its owner only.
pub(crate) fn make_folder(path: &Path) -> Result<(), Trouble> {
    let folder = folder(path);
    match fs::symlink_metadata(&folder) {
        Ok(meta) if meta.is_dir() => Ok(()),
        Ok(_) => Err(Trouble::Uncopied { path: folder, why: "it is not a folder".into() }),
        Err(_) => database_file::private_folder(&folder).map_err(|error| uncopied(&folder, &error)),
    }
}

pub(crate) fn uncopied(path: &Path, error: &io::Error) -> Trouble {
    Trouble::Uncopied { path: path.to_path_buf(), why: plainly(error) }
}

/// A name that is free for a copy from before something.
pub(crate) fn free(path: &Path, what: Before, stamp: &str) -> PathBuf {
    let prefix = what.prefix();
    numbered(|n| folder(path).join(format!("{prefix}{stamp}{n}{}", ending(path))))
}

/// Takes the oldest away, never the one just made: a clock that was set back would make it the oldest.
pub(crate) fn trim_before(path: &Path, what: Before, made: &Path) {
    trim(path, what.prefix(), EACH, made);
}

fn trim(path: &Path, prefix: &str, most: usize, made: &Path) {
    let others = named(path, prefix).into_iter().filter(|copy| copy != made);
    for old in others.skip(most - 1) {
        remove(&old).ok();
    }
}

/// Takes a copy away, and what a damaged one has beside it.
pub(crate) fn remove(copy: &Path) -> io::Result<()> {
    let side = beside(copy, "-journal");
    match fs::remove_file(side) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
        _ => {}
    }
    fs::remove_file(copy)
}

fn todays(path: &Path, today: NaiveDate) -> PathBuf {
    folder(path).join(format!("{DAY}{today}{}", ending(path)))
}

/// `journal-2026-11-22.db`.
fn dated(own: &Path, folder: &Path, now: Timestamp) -> PathBuf {
    let stem = own.file_stem().unwrap_or_default().to_string_lossy();
    numbered(|n| folder.join(format!("{stem}-{}{n}{}", now.local_date(), ending(own))))
}

fn numbered(name: impl Fn(&str) -> PathBuf) -> PathBuf {
    let mut found = name("");
    for n in 2.. {
        if fs::symlink_metadata(&found).is_err() {
            break;
        }
        found = name(&format!("-{n}"));
    }
    found
}

pub(crate) fn stamp(now: Timestamp) -> String {
    now.local_datetime().format("%Y-%m-%d-%H%M%S").to_string()
}

fn ending(path: &Path) -> String {
    path.extension().map(|ending| format!(".{}", ending.to_string_lossy())).unwrap_or_default()
}
