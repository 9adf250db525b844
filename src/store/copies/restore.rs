//! Putting a copy in the place of the journal: what would change is shown first, what was there is kept, and the new
//! file takes its place in one step.

use crate::model::{CarerSeal, EntryKind, Id, Record, TimeRange, Timestamp, Zone};
use crate::store::copies::backup;
use crate::store::copies::backup::{Before, NOT_WITHOUT, PART, uncopied};
use crate::store::copies::clone_database::{copy, open_to_read, whole};
use crate::store::database_file::{Identity, Part, beside};
use crate::store::open::connect;
use crate::store::passphrase::Passphrase;
use crate::store::protect::encryption::swap;
use crate::store::protect::seal;
use crate::store::protect::sealed_entries::Seals;
use crate::store::schema::Head;
use crate::store::{Run, Store, Trouble, database_file, mapping, passphrase, schema};
use rusqlite::{Connection, OpenFlags, params};
use std::collections::BTreeMap;
use std::fs::{self, File};
use std::path::{Path, PathBuf};

pub enum Standing {
    Nothing,
    Open(Box<Store>),
    /// One that cannot be read, and the passphrase of its lock where that is known.
    Damaged(Option<Passphrase>),
}

impl Standing {
    /// Finds out what is at `path`; `key` opens it when it is locked.
    pub fn of(path: &Path, run: Run, zone: Zone, key: Option<&Passphrase>) -> Result<Self, Trouble> {
        if fs::symlink_metadata(path).map_or(true, |meta| meta.is_file() && meta.len() == 0) {
            return Ok(Self::Nothing);
        }
        // A lock whose passphrase does not fit is told of before damage is.
        let damaged = || Self::Damaged(key.filter(|_| is_keyed(path)).cloned());
        let store = match Store::unlock(path, run, zone, key) {
            Ok(store) => store,
            Err(Trouble::Damaged { .. }) => return Ok(damaged()),
            Err(other) => return Err(other),
        };
        match whole(&store.conn, path) {
            Ok(()) => Ok(Self::Open(Box::new(store))),
            Err(Trouble::Damaged { .. }) => Ok(damaged()),
            Err(other) => Err(other),
        }
    }

    /// What is at `path` when nobody has the passphrase that a file without SQLite's head may want: it is as good as
    /// damaged then. None for any other file.
    pub fn without_passphrase(path: &Path) -> Option<Self> {
        is_keyed(path).then_some(Self::Damaged(None))
    }

    fn key(&self) -> Option<&Passphrase> {
        match self {
            Self::Nothing => None,
            Self::Open(store) => store.key.as_ref(),
            Self::Damaged(key) => key.as_ref(),
        }
    }

    /// The seals of what is there; none when they cannot be read.
    fn seals(&self, path: &Path) -> Option<BTreeMap<Id, CarerSeal>> {
        let found = match self {
            Self::Nothing => return Some(BTreeMap::new()),
            Self::Open(store) => Seals::read(&store.conn),
            Self::Damaged(key) => Seals::read(&open_to_read(path, key.as_ref()).ok()?),
        };
        found.ok().map(|seals| seals.of)
    }
}

fn is_keyed(path: &Path) -> bool {
    schema::peek(path).is_ok_and(|head| head == Head::Keyed)
}

/// How many entries of a kind would differ.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Differs {
    pub come: i64,
    pub go: i64,
    pub change: i64,
}

#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Preview {
    pub entries: i64,
    pub kinds: Vec<(EntryKind, Differs)>,
    /// When those that differ begin, in seconds.
    pub span: Option<TimeRange>,
    /// How many babies, carers, own cues, marks and settings would differ.
    pub family: i64,
    /// When the copy was last written to, in seconds.
    pub newest: Option<i64>,
    /// Whether what comes is locked with a passphrase.
    pub locked: bool,
    /// Whether nobody can tell what was sealed in the journal that is there.
    pub unknown: bool,
    /// Carers, by name, whose words lie open in the copy and are sealed on their way, as they are sealed here.
    pub sealed: Vec<String>,
    /// Carers, by name, whose words are sealed in the copy, and here not, or with another passphrase.
    pub otherwise: Vec<String>,
}

/// A restore that is ready and was not done yet. It holds the journal alone; dropped, nothing has changed.
pub struct Restore {
    path: PathBuf,
    standing: Standing,
    /// The lock beside the file where no store holds it.
    lock: Option<File>,
    part: Part,
    preview: Preview,
}

impl Restore {
    /// Makes the copy at `from` ready to take the place of the journal at `path`: under the journal's lock, or under
    /// its own where the journal has none to go by. `key` opens the copy.
    ///
    /// # Errors
    /// When the copy is locked, damaged, newer or another program's, or the journal is open in another window.
    pub fn prepare(
        path: &Path,
        standing: Standing,
        from: &Path,
        key: Option<&Passphrase>,
    ) -> Result<Self, Trouble> {
        if Identity::of(from).is_some() && Identity::of(from) == Identity::of(path) {
            return Err(Trouble::Itself(from.to_path_buf()));
        }
        let (source, key) = examined(from, key)?;
        let lock = held(path, &standing)?;
        let to = standing.key().or(match &standing {
            Standing::Open(_) => None,
            Standing::Nothing | Standing::Damaged(_) => key,
        });
        backup::has_room(from, NOT_WITHOUT)?;
        let part = Part::new(beside(path, PART)).map_err(|e| uncopied(path, &e))?;
        copy(&source, key, to, &part).map_err(|e| Trouble::from_sqlite(e, Some(from)))?;
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let mut new = connect(part.path(), flags, to)?;
        let trouble = |e| Trouble::from_sqlite(e, Some(part.path()));
        schema::upgrade(&mut new, |_| Ok(())).map_err(trouble)?;
        let known = standing.seals(path);
        let unknown = known.is_none();
        let seals = known.unwrap_or_default();
        let sealed = seal::along(&mut new, part.path(), &seals)?;
        whole(&new, part.path())?;
        let in_copy = Seals::read(&new).map_err(trouble)?.of;
        let otherwise = in_copy.iter().filter(|(carer, seal)| {
            let here = seals.get(carer);
            here.is_none_or(|here| here.recipient != seal.recipient)
        });
        let preview = Preview {
            locked: to.is_some(),
            unknown,
            sealed: called(&new, sealed).map_err(trouble)?,
            otherwise: called(&new, otherwise.map(|(carer, _)| *carer)).map_err(trouble)?,
            ..match &standing {
                Standing::Open(_) => compared(&new, Some(path), to),
                Standing::Nothing | Standing::Damaged(_) => compared(&new, None, to),
            }
            .map_err(trouble)?
        };
        drop(new);
        Ok(Self { path: path.to_path_buf(), standing, lock, part, preview })
    }

    /// The key that the copy at `from` needs, if `key` is it.
    pub fn key_of(from: &Path, key: Option<&Passphrase>) -> Result<Option<Passphrase>, Trouble> {
        match schema::peek(from)? {
            Head::Blank | Head::Plain => Ok(None),
            Head::Keyed => {
                let key = key.ok_or_else(|| Trouble::Locked(from.to_path_buf()))?;
                open_to_read(from, Some(key)).map(|_| Some(key.clone()))
            }
        }
    }

    pub fn preview(&self) -> &Preview {
        &self.preview
    }

    /// Keeps a copy of what is there and puts the other in its place. Answers with where the copy is.
    pub fn carry_out(self, now: Timestamp) -> Result<Option<PathBuf>, Trouble> {
        let Self { path, standing, lock, part, .. } = self;
        let (kept, lock) = match standing {
            Standing::Nothing => (None, lock),
            Standing::Open(store) => {
                store.still_there()?;
                let kept = store.back_up_or_not(Before::Restore, now)?;
                // The connection ends here; its lock beside the file does not.
                let Store { conn, lock, .. } = *store;
                drop(conn);
                (kept, lock)
            }
            Standing::Damaged(_) => (Some(kept_as_it_is(&path, now)?), lock),
        };
        swap(part, &path)?;
        // What was done is done, whoever is quicker now.
        database_file::together(lock.as_ref()).ok();
        Ok(kept)
    }
}

/// The copy, opened and found whole and one of ours, with the key it needed.
fn examined<'a>(
    from: &Path,
    key: Option<&'a Passphrase>,
) -> Result<(Connection, Option<&'a Passphrase>), Trouble> {
    let unopened = |why: &str| Trouble::Unopened { path: from.to_path_buf(), why: why.into() };
    match fs::metadata(from) {
        Ok(meta) if meta.is_file() => {}
        Ok(_) => return Err(unopened("it is not an ordinary file")),
        Err(error) => return Err(unopened(&database_file::plainly(&error))),
    }
    let key = match schema::peek(from)? {
        Head::Blank => {
            return Err(Trouble::Damaged { path: from.to_path_buf(), why: "it is empty".into() });
        }
        Head::Plain => None,
        Head::Keyed => Some(key.ok_or_else(|| Trouble::Locked(from.to_path_buf()))?),
    };
    let source = open_to_read(from, key)?;
    schema::standing(&source, from)?;
    whole(&source, from)?;
    Ok((source, key))
}

fn held(path: &Path, standing: &Standing) -> Result<Option<File>, Trouble> {
    if let Standing::Open(store) = standing {
        database_file::alone(store.lock.as_ref())?;
        return Ok(None);
    }
    let folder = database_file::folder(path);
    if !folder.exists() {
        database_file::private_folder(folder).map_err(|e| uncopied(path, &e))?;
    }
    let lock = database_file::take_lock(path)?;
    database_file::alone(lock.as_ref())?;
    Ok(lock)
}

/// A damaged journal cannot be copied row by row, so its bytes are.
fn kept_as_it_is(path: &Path, now: Timestamp) -> Result<PathBuf, Trouble> {
    backup::has_room(path, NOT_WITHOUT)?;
    backup::make_folder(path)?;
    let name = backup::free(path, Before::Restore, &backup::stamp(now));
    for ending in ["-journal", ""] {
        let (from, to) = (beside(path, ending), beside(&name, ending));
        if ending.is_empty() || fs::metadata(&from).is_ok_and(|meta| meta.len() > 0) {
            let unkept = |error| uncopied(&to, &error);
            let part = Part::new(beside(&to, PART)).map_err(unkept)?;
            fs::copy(&from, part.path()).map_err(unkept)?;
            part.name(&to).map_err(unkept)?;
        }
    }
    Ok(name)
}

fn called(conn: &Connection, carers: impl IntoIterator<Item = Id>) -> rusqlite::Result<Vec<String>> {
    let mut names = Vec::new();
    for id in carers {
        if let Some(Record::Carer(carer)) = mapping::current(conn, "carer", &id.to_string())? {
            names.push(carer.display_name().to_owned());
        }
    }
    Ok(names)
}

/// Sealed twice, the same words are other letters: when they were last changed tells.
const SAME: &str = "a.kind IS b.kind AND a.baby IS b.baby AND a.carer IS b.carer AND a.at IS b.at
    AND a.at_offset IS b.at_offset AND a.until IS b.until AND a.until_offset IS b.until_offset
    AND a.note IS b.note AND (a.detail IS b.detail OR (a.changed IS b.changed
        AND a.detail ->> '$.sealed' IS NOT NULL AND b.detail ->> '$.sealed' IS NOT NULL))";

fn compared(new: &Connection, path: Option<&Path>, key: Option<&Passphrase>) -> rusqlite::Result<Preview> {
    // Without a journal there is nothing to compare with.
    let now = path.map_or_else(|| Ok(":memory:".into()), database_file::for_sqlite)?;
    let key = if path.is_some() { passphrase::words(key) } else { "" };
    new.execute("ATTACH DATABASE ?1 AS now KEY ?2", params![now, key])?;
    if path.is_none() {
        new.execute_batch(
            "CREATE TABLE now.entry AS SELECT * FROM main.entry WHERE 0;
             CREATE TABLE now.baby AS SELECT * FROM main.baby;
             CREATE TABLE now.carer AS SELECT * FROM main.carer;
             CREATE TABLE now.own_cue AS SELECT * FROM main.own_cue;
             CREATE TABLE now.mark AS SELECT * FROM main.mark;
             CREATE TABLE now.setting AS SELECT * FROM main.setting;",
        )?;
    }
    let mut preview = Preview {
        entries: new.query_row("SELECT count(*) FROM main.entry", [], |row| row.get(0))?,
        newest: new.query_row("SELECT max(made) FROM main.history", [], |row| row.get(0))?,
        ..Preview::default()
    };
    let differing = [
        "FROM main.entry a WHERE NOT EXISTS (SELECT 1 FROM now.entry b WHERE b.id = a.id)".into(),
        "FROM now.entry a WHERE NOT EXISTS (SELECT 1 FROM main.entry b WHERE b.id = a.id)".into(),
        format!("FROM main.entry a JOIN now.entry b ON b.id = a.id WHERE NOT ({SAME})"),
    ];
    for kind in EntryKind::ALL {
        let mut counts = [0; 3];
        for (count, differing) in counts.iter_mut().zip(&differing) {
            let sql = format!("SELECT count(*), min(a.at), max(a.at) {differing} AND a.kind = ?1");
            let found: (i64, Option<i64>, Option<i64>) =
                new.query_row(&sql, [kind.as_code()], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?;
            *count = found.0;
            if let (Some(from), Some(to)) = (found.1, found.2) {
                let span = preview.span.get_or_insert(TimeRange { from, to });
                (span.from, span.to) = (span.from.min(from), span.to.max(to));
            }
        }
        let [come, go, change] = counts;
        if counts != [0; 3] {
            preview.kinds.push((kind, Differs { come, go, change }));
        }
    }
    for table in ["baby", "carer", "own_cue", "mark", "setting"] {
        let sql = format!(
            "SELECT max((SELECT count(*) FROM (SELECT * FROM main.{table} EXCEPT SELECT * FROM now.{table})),
                        (SELECT count(*) FROM (SELECT * FROM now.{table} EXCEPT SELECT * FROM main.{table})))"
        );
        preview.family += new.query_row(&sql, [], |row| row.get::<_, i64>(0))?;
    }
    new.execute("DETACH DATABASE now", [])?;
    Ok(preview)
}
