//! Locking the journal with a passphrase, changing it, and unlocking: a whole new file under the new lock takes the
//! place of the old one in a single step, and the copies in `FILE.backups/` follow.
//!
//! Cut off anywhere, exactly one whole journal is there. Copies are turned before the journal when it gets a lock and
//! after it when it loses one, so that no open copy ever lies beside a locked journal. The store stays open throughout,
//! for an app that goes on. What is said of it all to a parent stands in `turned`.

use super::backup::{self, Backups, Before, NOT_WITHOUT, PART, uncopied};
use super::copy::{copy, open_to_read, whole};
use super::file::{self, Identity, Part, beside};
use super::key::{LOCKS, Passphrase};
use super::open::connect;
use super::schema::{self, Head};
use super::turned::Turned;
use super::{Store, Trouble};
use crate::journal::At;
use rusqlite::{Connection, OpenFlags};
use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf};

/// What becomes of the copies in `FILE.backups/`.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Copies {
    /// They get the journal's new lock.
    Follow,
    /// They are removed.
    Go,
}

impl Store {
    /// Gives the journal another lock, or none. Whatever comes of it, a journal is open here afterwards, for the same run
    /// of the program. Whoever reads it on another thread is waited for, and should have been told to stop.
    ///
    /// # Errors
    /// When it is open in another window, damaged, or there is no room; nothing was changed then.
    pub fn turn_lock(
        &mut self,
        to: Option<&Passphrase>,
        copies: Copies,
        now: At,
    ) -> Result<Turned, Trouble> {
        if !LOCKS {
            return Err(Trouble::NoLock);
        }
        let Some(path) = self.path.clone() else {
            return Ok(Turned::default());
        };
        self.still_there()?;
        self.end_others()?;
        let alone = file::alone(self.lock.as_ref());
        let done = alone.and_then(|()| self.turn_alone(&path, to, copies, now));
        // What was done is done, whoever is quicker now; and every write looks whether the file is still the one.
        file::together(self.lock.as_ref()).ok();
        let turned = done?;
        Ok(Turned {
            open: open_beside(&path),
            ..turned
        })
    }

    fn turn_alone(
        &mut self,
        path: &Path,
        to: Option<&Passphrase>,
        copies: Copies,
        now: At,
    ) -> Result<Turned, Trouble> {
        backup::has_room(path, NOT_WITHOUT)?;
        whole(&self.conn, path)?;
        backup::make_folder(path)?;
        let part = Part::new(beside(path, PART)).map_err(|e| uncopied(path, &e))?;
        copy(&self.conn, self.key.as_ref(), to, &part).map_err(|e| self.trouble(e))?;
        same(&self.conn, &part, to)?;
        let before = kept_before(path, &part, now)?;
        let from = self.key.clone();
        let turn_copies = || turn_all(path, &before, from.as_ref(), to, copies);
        let turned = if to.is_some() {
            let turned = turn_copies()?;
            self.change_over(part, path, to)?;
            turned
        } else {
            self.change_over(part, path, to)?;
            turn_copies()?
        };
        backup::trim_before(path, Before::Lock, &before);
        Ok(turned)
    }

    /// Puts the new file in the journal's place and goes on with it.
    fn change_over(
        &mut self,
        part: Part,
        path: &Path,
        to: Option<&Passphrase>,
    ) -> Result<(), Trouble> {
        // Only there can a file that is open be replaced. The old connection then stays until the new one is made: if
        // that cannot be, all can still be read, and every write says that the file was replaced.
        if !cfg!(unix) {
            self.conn = Connection::open_in_memory().map_err(|e| self.trouble(e))?;
        }
        let new = Identity::of(part.path());
        let swapped = swap(part, path);
        // The new file may be in its place although the folder could not be settled on the disk: then it counts, as the
        // old lock no longer opens what is there.
        let is_there =
            swapped.is_ok() || (cfg!(unix) && new.is_some() && new == Identity::of(path));
        if !is_there && cfg!(unix) {
            return swapped;
        }
        let key = if is_there { to } else { self.key.as_ref() };
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        self.conn = connect(path, flags, key).map_err(|_| Trouble::Moved(path.to_path_buf()))?;
        self.key = key.cloned();
        self.identity = Identity::of(path);
        self.writes.set(self.writes.get() + 1);
        if is_there { Ok(()) } else { swapped }
    }
}

/// Puts a whole new journal in the place of the old one. The old one's rollback file is empty, as it was read alone;
/// it must not meet the new one.
pub(super) fn swap(part: Part, path: &Path) -> Result<(), Trouble> {
    fs::remove_file(beside(path, "-journal")).ok();
    part.replace(path).map_err(|e| uncopied(path, &e))
}

/// Refuses to go on with a copy that does not hold what the journal holds.
pub(super) fn same(
    conn: &Connection,
    part: &Part,
    key: Option<&Passphrase>,
) -> Result<(), Trouble> {
    let new = open_to_read(part.path(), key)?;
    whole(&new, part.path())?;
    let count = |conn: &Connection, table: &str| {
        conn.query_row(&format!("SELECT count(*) FROM {table}"), [], |row| {
            row.get::<_, i64>(0)
        })
        .map_err(|e| Trouble::from_sqlite(e, Some(part.path())))
    };
    for table in [
        "entry",
        "history",
        "history_edit",
        "baby",
        "carer",
        "setting",
        "draft",
    ] {
        if count(conn, table)? != count(&new, table)? {
            return Err(Trouble::Other(format!(
                "the new file lacks rows of {table}"
            )));
        }
    }
    Ok(())
}

/// The copy from before: the same content, under the new lock.
fn kept_before(path: &Path, part: &Part, now: At) -> Result<PathBuf, Trouble> {
    let name = backup::free(path, Before::Lock, &backup::stamp(now));
    let unkept = |error| uncopied(&name, &error);
    let half = Part::new(beside(&name, PART)).map_err(unkept)?;
    fs::copy(part.path(), half.path()).map_err(unkept)?;
    half.name(&name).map_err(unkept)?;
    Ok(name)
}

fn turn_all(
    path: &Path,
    before: &Path,
    from: Option<&Passphrase>,
    to: Option<&Passphrase>,
    copies: Copies,
) -> Result<Turned, Trouble> {
    let mut turned = Turned::default();
    let found = Backups::of(path);
    for old in found.all().filter(|copy| *copy != before) {
        let done = if copies == Copies::Go {
            fs::remove_file(old)
                .map(|()| true)
                .map_err(|e| uncopied(old, &e))
        } else {
            turn_one(old, from, to)
        };
        match done {
            Ok(true) if copies == Copies::Go => turned.removed += 1,
            Ok(true) => turned.followed += 1,
            // The journal itself has lost its lock by now: that must not be told as if nothing had been done.
            Err(_) if to.is_none() => turned.left.push(old.to_path_buf()),
            Ok(false) => turned.left.push(old.to_path_buf()),
            Err(trouble) => return Err(trouble),
        }
    }
    Ok(turned)
}

/// Gives one copy the new lock; answers no when neither passphrase opens it, or it is no journal any more.
fn turn_one(
    old: &Path,
    from: Option<&Passphrase>,
    to: Option<&Passphrase>,
) -> Result<bool, Trouble> {
    let Some((conn, key)) = opened(old, from, to) else {
        return Ok(false);
    };
    if key == to {
        return Ok(true);
    }
    let part = Part::new(beside(old, PART)).map_err(|e| uncopied(old, &e))?;
    if copy(&conn, key, to, &part).is_err() {
        return Ok(false);
    }
    same(&conn, &part, to)?;
    drop(conn);
    swap(part, old)?;
    Ok(true)
}

/// A copy opened with whichever of the two locks it has; a change that was cut off may have left either.
pub(super) fn opened<'a>(
    copy: &Path,
    from: Option<&'a Passphrase>,
    to: Option<&'a Passphrase>,
) -> Option<(Connection, Option<&'a Passphrase>)> {
    match schema::peek(copy).ok()? {
        Head::Blank => None,
        Head::Plain => Some((open_to_read(copy, None).ok()?, None)),
        Head::Keyed => [from, to]
            .into_iter()
            .flatten()
            .find_map(|key| Some((open_to_read(copy, Some(key)).ok()?, Some(key)))),
    }
}

/// What lies in the same folder, and anywhere in that of the copies, for anybody to read: journals without a lock and
/// archives. Copies that cuebook made itself are not among them once they have followed.
pub(super) fn open_beside(path: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    look(file::folder(path), 0, &mut found);
    look(&backup::folder(path), DEEP, &mut found);
    found.retain(|other| other.file_name() != path.file_name());
    found.sort();
    found
}

/// How far down in the folder of the copies.
const DEEP: usize = 4;

fn look(folder: &Path, deep: usize, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        match entry.file_type() {
            Ok(kind) if kind.is_dir() && path.join(TABLES).is_file() => found.push(path),
            Ok(kind) if kind.is_dir() && deep > 0 => look(&path, deep - 1, found),
            Ok(kind) if kind.is_file() && is_open(&path) => found.push(path),
            _ => {}
        }
    }
}

/// One of the tables of an archive of tables.
const TABLES: &str = "family.csv";

fn is_open(path: &Path) -> bool {
    let is_archive = || -> io::Result<bool> {
        let mut head = Vec::new();
        File::open(path)?.take(64).read_to_end(&mut head)?;
        let head = String::from_utf8_lossy(&head);
        let head: String = head.split_whitespace().collect();
        Ok(head.starts_with("{\"cuebook\":"))
    };
    schema::peek(path).is_ok_and(|head| head == Head::Plain) || is_archive().unwrap_or(false)
}
