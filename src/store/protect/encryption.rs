//! Locking the journal with a passphrase, changing it, and unlocking: a whole new file under the new lock takes the
//! place of the old one in a single step, and the copies in `FILE.backups/` follow.
//!
//! Cut off anywhere, exactly one whole journal is there. Copies are turned before the journal when it gets a lock and
//! after it when it loses one, so that no open copy ever lies beside a locked journal. The store stays open throughout,
//! for an app that goes on. What is said of it all to a parent stands in `turned`.

use crate::model::Timestamp;
use crate::store::copies::backup;
use crate::store::copies::backup::{Backups, Before, NOT_WITHOUT, PART, uncopied};
use crate::store::copies::clone_database::{copy, open_to_read, whole};
use crate::store::database_file::{Identity, Part, beside};
use crate::store::open::connect;
use crate::store::passphrase::{LOCKS, Passphrase};
use crate::store::protect::lock_report::Turned;
use crate::store::schema::Head;
use crate::store::{Store, Trouble, database_file, schema};
use rusqlite::{Connection, OpenFlags};
use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf};

/// What becomes of the copies in `FILE.backups/`.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Copies {
    Follow,
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
        now: Timestamp,
    ) -> Result<Turned, Trouble> {
        if !LOCKS {
            return Err(Trouble::NoLock);
        }
        let Some(path) = self.path.clone() else {
            return Ok(Turned::default());
        };
        self.still_there()?;
        self.end_others()?;
        let alone = database_file::alone(self.lock.as_ref());
        let done = alone.and_then(|()| self.turn_alone(&path, to, copies, now));
        // What was done is done, whoever is quicker now; and every write looks whether the file is still the one.
        database_file::together(self.lock.as_ref()).ok();
        let turned = done?;
        Ok(Turned { open: open_beside(&path), ..turned })
    }

    fn turn_alone(
        &mut self,
        path: &Path,
        to: Option<&Passphrase>,
        copies: Copies,
        now: Timestamp,
    ) -> Result<Turned, Trouble> {
        backup::has_room(path, NOT_WITHOUT)?;
        whole(&self.conn, path)?;
        backup::make_folder(path)?;
        let part = Part::new(beside(path, PART)).map_err(|e| uncopied(path, &e))?;
        copy(&self.conn, self.key.as_ref(), to, &part).map_err(|e| self.trouble(e))?;
        same(&self.conn, &part, to)?;
        let before = kept_before(path, &part, now)?;
        let from = self.key.clone();
        let turn_copies = || {
            let remade = |old: &Path| relocked(old, from.as_ref(), to);
            turn_copies(path, Some(&before), copies, to.is_some(), remade)
        };
        let done = if to.is_some() {
            turn_copies().and_then(|turned| self.change_over(part, path, to).map(|()| turned))
        } else {
            self.change_over(part, path, to).and_then(|()| turn_copies())
        };
        let turned = done.inspect_err(|_| {
            // It is under a lock that the journal did not get.
            fs::remove_file(&before).ok();
        })?;
        backup::trim_before(path, Before::Lock, &before);
        Ok(turned)
    }

    /// Puts the new file in the journal's place and goes on with it.
    fn change_over(&mut self, part: Part, path: &Path, to: Option<&Passphrase>) -> Result<(), Trouble> {
        // Only there can a file that is open be replaced. The old connection then stays until the new one is made: if
        // that cannot be, all can still be read, and every write says that the file was replaced.
        if !cfg!(unix) {
            self.conn = Connection::open_in_memory().map_err(|e| self.trouble(e))?;
        }
        let swapped = swap(part, path);
        if swapped.is_err() && cfg!(unix) {
            return swapped;
        }
        let key = if swapped.is_ok() { to } else { self.key.as_ref() };
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        self.conn = connect(path, flags, key).map_err(|_| Trouble::Moved(path.to_path_buf()))?;
        self.key = key.cloned();
        self.identity = Identity::of(path);
        self.writes.set(self.writes.get() + 1);
        swapped
    }
}

/// Puts a whole new journal in the place of the old one. The old one's rollback file is empty, as it was read alone;
/// it must not meet the new one.
pub(crate) fn swap(part: Part, path: &Path) -> Result<(), Trouble> {
    fs::remove_file(beside(path, "-journal")).ok();
    let new = Identity::of(part.path());
    match part.replace(path) {
        // It is in its place, although the folder could not be settled on the disk.
        Err(_) if new.is_some() && new == Identity::of(path) => Ok(()),
        done => done.map_err(|e| uncopied(path, &e)),
    }
}

/// Refuses to go on with a copy that does not hold what the journal holds.
pub(crate) fn same(conn: &Connection, part: &Part, key: Option<&Passphrase>) -> Result<(), Trouble> {
    let new = open_to_read(part.path(), key).map_err(|e| unmade(part, e))?;
    whole(&new, part.path()).map_err(|e| unmade(part, e))?;
    let count = |conn: &Connection, table: &str| {
        conn.query_row(&format!("SELECT count(*) FROM {table}"), [], |row| row.get::<_, i64>(0))
            .map_err(|e| Trouble::from_sqlite(e, Some(part.path())))
    };
    for table in ["entry", "history", "history_edit", "baby", "carer", "setting", "draft"] {
        if count(conn, table)? != count(&new, table)? {
            return Err(Trouble::Other(format!("the new file lacks rows of {table}")));
        }
    }
    Ok(())
}

/// A new file that cannot be read is no matter of the file it was made from.
pub(crate) fn unmade(part: &Part, trouble: Trouble) -> Trouble {
    if !trouble.is_of_the_file() {
        return trouble;
    }
    Trouble::Uncopied {
        path: part.path().to_path_buf(),
        why: "what was written could not be read again".into(),
    }
}

/// The copy from before: the same content, under the new lock.
fn kept_before(path: &Path, part: &Part, now: Timestamp) -> Result<PathBuf, Trouble> {
    let name = backup::free(path, Before::Lock, &backup::stamp(now));
    let unkept = |error| uncopied(&name, &error);
    let half = Part::new(beside(&name, PART)).map_err(unkept)?;
    fs::copy(part.path(), half.path()).map_err(unkept)?;
    half.name(&name).map_err(unkept)?;
    Ok(name)
}

/// Does to every copy in `FILE.backups/`, but one, what is done to the journal; `remade` makes a copy anew, or none where
/// it is as it should be. A copy that cannot be read by us is left as it is and named.
///
/// Where words must not stay open in one (`must`), any other trouble ends it, and as all are made anew before the first
/// takes its place, nothing has changed then. Else such a copy is left too: the journal itself was opened before.
pub(crate) fn turn_copies(
    path: &Path,
    but: Option<&Path>,
    copies: Copies,
    must: bool,
    mut remade: impl FnMut(&Path) -> Result<Option<Part>, Trouble>,
) -> Result<Turned, Trouble> {
    let mut turned = Turned::default();
    let mut ready = Vec::new();
    for old in Backups::of(path).all().filter(|old| Some(*old) != but) {
        let done = match copies {
            Copies::Go => backup::remove(old).map_err(|e| uncopied(old, &e)),
            Copies::Follow => remade(old).and_then(|part| match part {
                Some(part) if must => {
                    ready.push((old.to_path_buf(), part));
                    Ok(())
                }
                Some(part) => swap(part, old),
                None => Ok(()),
            }),
        };
        match (done, copies) {
            (Ok(()), Copies::Go) => turned.removed += 1,
            (Ok(()), Copies::Follow) => turned.followed += 1,
            (Err(trouble), _) if must && !trouble.is_of_the_file() => return Err(trouble),
            (Err(_), _) => {
                let side = beside(old, "-journal");
                let side = fs::symlink_metadata(&side).is_ok().then_some(side);
                turned.left.push(old.to_path_buf());
                turned.left.extend(side);
            }
        }
    }
    for (old, part) in ready {
        swap(part, &old)?;
    }
    Ok(turned)
}

/// One copy made anew under the new lock.
fn relocked(old: &Path, from: Option<&Passphrase>, to: Option<&Passphrase>) -> Result<Option<Part>, Trouble> {
    let (conn, key) = opened(old, from, to)?;
    if key == to {
        return Ok(None);
    }
    let part = Part::new(beside(old, PART)).map_err(|e| uncopied(old, &e))?;
    copy(&conn, key, to, &part).map_err(|e| Trouble::from_sqlite(e, Some(old)))?;
    same(&conn, &part, to)?;
    Ok(Some(part))
}

/// A copy opened with whichever of the two locks it has; a change that was cut off may have left either.
pub(crate) fn opened<'a>(
    copy: &Path,
    from: Option<&'a Passphrase>,
    to: Option<&'a Passphrase>,
) -> Result<(Connection, Option<&'a Passphrase>), Trouble> {
    match schema::peek(copy)? {
        Head::Plain => return Ok((open_to_read(copy, None)?, None)),
        Head::Keyed => {}
        Head::Blank => {
            return Err(Trouble::Damaged { path: copy.to_path_buf(), why: "it is empty".into() });
        }
    }
    let mut refused = Trouble::Locked(copy.to_path_buf());
    for key in [from, to].into_iter().flatten() {
        match open_to_read(copy, Some(key)) {
            Ok(conn) => return Ok((conn, Some(key))),
            Err(trouble) => refused = trouble,
        }
    }
    Err(refused)
}

/// What lies in the same folder, and anywhere in that of the copies, for anybody to read: journals without a lock and
/// archives. Copies that cuebook made itself are not among them once they have followed.
pub(crate) fn open_beside(path: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    look(database_file::folder(path), 0, &mut found);
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
