//! Putting a copy in the place of the journal: what would change is shown first, what was there is kept, and the new
//! file takes its place in one step.

use crate::model::{CarerSeal, EntryKind, Id, Record, TimeRange, Timestamp, Zone};
use crate::platform::private_file::create_private_folder;
use crate::store::connection::{open_read_only, open_read_write};
use crate::store::copies::backup::{self, BackupReason};
use crate::store::copies::clone_database::{check_integrity, clone_database};
use crate::store::database_file::{PartialFile, sibling_path};
use crate::store::file_lock::{ExclusiveLock, FileLock};
use crate::store::file_stamp::FileIdentity;
use crate::store::journal_content::JournalContent;
use crate::store::last_seen::{OpeningPolicy, SeenJournal};
use crate::store::mapping::FAMILY_TABLES;
use crate::store::passphrase::Passphrase;
use crate::store::private_copy::ForeignFile;
use crate::store::protect::hidden_entries::{HiddenCarers, change_clause, entry_clause};
use crate::store::protect::seal_carer::apply_seals;
use crate::store::protect::seal_keys::CarerSeals;
use crate::store::schema::FileHeader;
use crate::store::schema_check::drop_foreign_views;
use crate::store::shared::sync_tables::forget_writer;
use crate::store::store_error::describe_io_error;
use crate::store::write_hold::{WriteHold, read_data_version};
use crate::store::{ProgramRun, Store, StoreError, database_file, mapping, passphrase, schema};
use crate::texts::store_errors::{self, NOTHING_CHANGED};
use rusqlite::{Connection, params};
use std::collections::BTreeMap;
use std::fs::{self, File};
use std::path::{Path, PathBuf};

pub(crate) enum RestoreTarget {
    Missing,
    Open(Box<Store>),
    /// One that cannot be read, and the passphrase of its lock where that is known.
    Damaged(Option<Passphrase>),
}

impl RestoreTarget {
    /// `key` opens the journal when it is locked.
    pub(crate) fn from_path(
        path: &Path,
        run: ProgramRun,
        zone: Zone,
        key: Option<&Passphrase>,
    ) -> Result<Self, StoreError> {
        if fs::symlink_metadata(path).map_or(true, |meta| meta.is_file() && meta.len() == 0) {
            return Ok(Self::Missing);
        }
        let opened = Store::open_with_passphrase(path, run, zone, key);
        match opened.and_then(|store| check_integrity(&store.conn, path).map(|()| store)) {
            Ok(store) => Ok(Self::Open(Box::new(store))),
            Err(StoreError::Damaged { .. } | StoreError::ForeignSchema { .. }) => {
                // Which form opens it is not known; the copy in its place gets the one that is set now.
                Ok(Self::Damaged(key.filter(|_| has_encrypted_header(path)).map(Passphrase::to_composed)))
            }
            Err(other) => Err(other),
        }
    }

    /// For a file without SQLite's header to which nobody has the passphrase: it is as good as damaged. None for any other
    /// file.
    pub(crate) fn without_passphrase(path: &Path) -> Option<Self> {
        has_encrypted_header(path).then_some(Self::Damaged(None))
    }

    fn read_version(&self) -> Result<Option<i64>, StoreError> {
        match self {
            Self::Open(store) => store.query(read_data_version).map(Some),
            Self::Missing | Self::Damaged(_) => Ok(None),
        }
    }

    fn passphrase(&self) -> Option<&Passphrase> {
        match self {
            Self::Missing => None,
            Self::Open(store) => store.passphrase.as_ref(),
            Self::Damaged(key) => key.as_ref(),
        }
    }

    /// None when they cannot be read.
    fn read_seals(&self, path: &Path) -> Option<BTreeMap<Id, CarerSeal>> {
        let seals = match self {
            Self::Missing => return Some(BTreeMap::new()),
            Self::Open(store) => CarerSeals::from_connection(&store.conn),
            Self::Damaged(key) => CarerSeals::from_connection(&*ForeignFile::open(path, key.as_ref()).ok()?),
        };
        seals.ok().map(|seals| seals.by_carer)
    }
}

fn has_encrypted_header(path: &Path) -> bool {
    schema::read_header(path).is_ok_and(|head| head == FileHeader::Encrypted)
}

/// How many entries of a kind would differ.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub(crate) struct DiffCounts {
    pub added: i64,
    pub removed: i64,
    pub changed: i64,
}

#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub(crate) struct RestorePreview {
    pub entries: i64,
    pub kinds: Vec<(EntryKind, DiffCounts)>,
    /// When the first and last entries that differ begin, in seconds.
    pub span: Option<TimeRange>,
    /// How many babies, carers, own cues, marks and settings would differ.
    pub family: i64,
    /// When the copy was last written to, in seconds.
    pub newest: Option<i64>,
    /// Whether the restored journal is locked with a passphrase.
    pub locked: bool,
    /// Whether the seals of the present journal cannot be read.
    pub seals_unknown: bool,
    /// Names of carers whose words are readable in the copy and will be sealed, as they are in the journal.
    pub sealed: Vec<String>,
    /// Names of carers whose words are sealed in the copy, and in the journal not, or with another passphrase.
    pub sealed_differently: Vec<String>,
    /// Views in the copy that cuebook did not make, in words: they do not come along.
    pub left_out: Vec<String>,
}

/// A restore that is ready to be done. It holds the exclusive lock; dropping it changes nothing.
pub(crate) struct PreparedRestore {
    path: PathBuf,
    target: RestoreTarget,
    part: PartialFile,
    exclusive: ExclusiveLock,
    preview: RestorePreview,
    /// The data version of an open target as it was previewed.
    version: Option<i64>,
    /// What is seen of the journal once the copy is in its place.
    seen: Option<SeenJournal>,
    policy: OpeningPolicy,
}

impl PreparedRestore {
    /// Makes the copy at `from` ready to take the place of the journal at `path`: with the journal's passphrase, or with its
    /// own where there is no readable journal, or one that lost its lock. `key` opens the copy.
    pub(crate) fn from_copy(
        path: &Path,
        target: RestoreTarget,
        from: &Path,
        key: Option<&Passphrase>,
        policy: &OpeningPolicy,
    ) -> Result<Self, StoreError> {
        if FileIdentity::from_path(from).is_some()
            && FileIdentity::from_path(from) == FileIdentity::from_path(path)
        {
            return Err(StoreError::RestoreFromItself(from.to_path_buf()));
        }
        let source = open_verified_copy(from, key)?;
        let key = source.passphrase();
        let exclusive = acquire_exclusive_lock(path, &target)?;
        let version = target.read_version()?;
        let to = target.passphrase().or(match &target {
            RestoreTarget::Open(_) if !policy.last_seen(path).was_locked() => None,
            RestoreTarget::Open(_) | RestoreTarget::Missing | RestoreTarget::Damaged(_) => key,
        });
        backup::ensure_free_space(from, NOTHING_CHANGED)?;
        let part = PartialFile::create_beside(path)?;
        clone_database(&source, key, to, &part).map_err(|e| StoreError::from_sqlite(e, Some(from)))?;
        let mut new = open_read_write(part.path(), to)?;
        let to_error = |e| StoreError::from_sqlite(e, Some(part.path()));
        let left_out = leave_out_views(&new).map_err(to_error)?;
        schema::migrate_to_latest(&mut new, |_| Ok(())).map_err(to_error)?;
        forget_writer(&new).map_err(to_error)?;
        let known_seals = target.read_seals(path);
        let seals_unknown = known_seals.is_none();
        let seals = known_seals.unwrap_or_default();
        let sealed = apply_seals(&mut new, part.path(), &seals)?;
        check_integrity(&new, part.path())?;
        let in_copy = CarerSeals::from_connection(&new).map_err(to_error)?.by_carer;
        let differently = in_copy.iter().filter(|(carer, seal)| {
            seals.get(carer).is_none_or(|in_journal| in_journal.recipient != seal.recipient)
        });
        let journal = matches!(target, RestoreTarget::Open(_)).then_some(path);
        let mut hidden = HiddenCarers::from_connection(&new).map_err(to_error)?;
        if let RestoreTarget::Open(store) = &target {
            hidden.extend(HiddenCarers::from_connection(&store.conn).map_err(to_error)?);
        }
        let names = load_carer_names(&new, sealed).map_err(to_error)?;
        let sealed_differently =
            load_carer_names(&new, differently.map(|(carer, _)| *carer)).map_err(to_error)?;
        drop(new);
        let preview = RestorePreview {
            locked: to.is_some(),
            seals_unknown,
            sealed: names,
            sealed_differently,
            left_out,
            ..compare_with_journal(&open_read_only(part.path(), to)?, journal, target.passphrase(), &hidden)
                .map_err(to_error)?
        };
        let content = JournalContent::from_connection(&open_read_only(part.path(), to)?).map_err(to_error)?;
        let seen = content.map(|content| SeenJournal { content, locked: to.is_some() });
        let policy = policy.clone();
        Ok(Self { path: path.to_path_buf(), target, part, exclusive, preview, version, seen, policy })
    }

    /// `key` if the copy at `from` is opened by it; none for a copy that needs none.
    pub(crate) fn find_passphrase(
        from: &Path,
        key: Option<&Passphrase>,
    ) -> Result<Option<Passphrase>, StoreError> {
        match schema::read_header(from)? {
            FileHeader::Blank | FileHeader::Plain => Ok(None),
            FileHeader::Encrypted => {
                let key = key.ok_or_else(|| StoreError::PassphraseRequired(from.to_path_buf()))?;
                ForeignFile::open(from, Some(key)).map(|copy| copy.passphrase().cloned())
            }
        }
    }

    pub(crate) fn preview(&self) -> &RestorePreview {
        &self.preview
    }

    /// Backs up what is there and puts the copy in its place. Returns the path of the backup.
    pub(crate) fn replace_target(self, now: Timestamp) -> Result<Option<PathBuf>, StoreError> {
        let Self { path, target, part, exclusive, version, seen, policy, .. } = self;
        let kept = match target {
            RestoreTarget::Missing => {
                let hold = WriteHold::acquire_blank(&path)?;
                hold.prepare(&part, None)?;
                hold.replace(part)?;
                None
            }
            RestoreTarget::Open(store) => {
                let hold = WriteHold::acquire(&path, store.passphrase.as_ref(), store.identity, &store.conn)?;
                if read_data_version(&store.conn).ok() != version {
                    return Err(StoreError::FileOverwritten(path));
                }
                let kept = store.require_backup_before(BackupReason::Restore, now)?;
                hold.prepare(&part, Some(&store.conn))?;
                // The connection ends here; the exclusive lock does not.
                drop(store);
                hold.replace(part)?;
                kept
            }
            RestoreTarget::Damaged(_) => {
                let hold = WriteHold::acquire_raw(&path)?;
                let kept = copy_damaged_files(&path, &hold, now)?;
                hold.prepare(&part, None)?;
                hold.replace(part)?;
                Some(kept)
            }
        };
        if let Some(seen) = seen {
            policy.record(&path, &seen);
        }
        drop(exclusive);
        Ok(kept)
    }
}

/// Opens a copy that is whole and one of ours, with the key it needs.
fn open_verified_copy(from: &Path, key: Option<&Passphrase>) -> Result<ForeignFile, StoreError> {
    match fs::metadata(from) {
        Ok(meta) if meta.is_file() => {}
        Ok(_) => return Err(StoreError::cannot_open(from, store_errors::NOT_ORDINARY)),
        Err(error) => return Err(StoreError::cannot_open(from, describe_io_error(&error))),
    }
    let key = match schema::read_header(from)? {
        FileHeader::Blank => return Err(StoreError::damaged(from, store_errors::EMPTY)),
        FileHeader::Plain => None,
        FileHeader::Encrypted => Some(key.ok_or_else(|| StoreError::PassphraseRequired(from.to_path_buf()))?),
    };
    let source = ForeignFile::open(from, key)?;
    schema::check_schema(&source, from)?;
    check_integrity(&source, from)?;
    Ok(source)
}

fn acquire_exclusive_lock(path: &Path, target: &RestoreTarget) -> Result<ExclusiveLock, StoreError> {
    if let RestoreTarget::Open(store) = target {
        return store.file_lock.lock_exclusive();
    }
    let folder = database_file::parent_folder(path);
    if !folder.exists() {
        create_private_folder(folder, true).map_err(|e| StoreError::copy_failed(path, &e))?;
    }
    FileLock::acquire_shared(path)?.lock_exclusive()
}

/// A damaged journal cannot be copied row by row, so its bytes are.
fn copy_damaged_files(path: &Path, hold: &WriteHold, now: Timestamp) -> Result<PathBuf, StoreError> {
    backup::ensure_free_space(path, NOTHING_CHANGED)?;
    backup::create_folder(path)?;
    let name = backup::find_free_name(path, BackupReason::Restore, &backup::format_stamp(now));
    let rollback_file = sibling_path(path, "-journal");
    if fs::metadata(&rollback_file).is_ok_and(|meta| meta.len() > 0) {
        let from = File::open(&rollback_file).map_err(|e| StoreError::copy_failed(path, &e))?;
        backup::copy_bytes(&from, &sibling_path(&name, "-journal"))?;
    }
    hold.copy_raw_to(&name)?;
    Ok(name)
}

/// What came from elsewhere brings no schema with it.
fn leave_out_views(new: &Connection) -> rusqlite::Result<Vec<String>> {
    let version = new.pragma_query_value(None, "user_version", |row| row.get(0))?;
    Ok(drop_foreign_views(new, version)?.describe_views())
}

fn load_carer_names(
    conn: &Connection,
    carers: impl IntoIterator<Item = Id>,
) -> rusqlite::Result<Vec<String>> {
    let mut names = Vec::new();
    for id in carers {
        if let Some(Record::Carer(carer)) = mapping::load_record(conn, "carer", &id.to_string())? {
            names.push(carer.display_name().to_owned());
        }
    }
    Ok(names)
}

/// The same words sealed twice are two different texts, so sealed entries are compared by their last change.
const SAME_ENTRY_SQL: &str = "a.kind IS b.kind AND a.baby IS b.baby AND a.carer IS b.carer AND a.at IS b.at
    AND a.at_offset IS b.at_offset AND a.until IS b.until AND a.until_offset IS b.until_offset
    AND a.note IS b.note AND (a.detail IS b.detail OR (a.changed IS b.changed
        AND a.detail ->> '$.sealed' IS NOT NULL AND b.detail ->> '$.sealed' IS NOT NULL))";

/// `new` is open for reading only, and so is what is attached to it.
fn compare_with_journal(
    new: &Connection,
    path: Option<&Path>,
    key: Option<&Passphrase>,
    hidden: &HiddenCarers,
) -> rusqlite::Result<RestorePreview> {
    let hidden = hidden.to_json_text();
    // Without a journal there are no entries to compare with, and the family counts as equal.
    let now = if path.is_some() { "now" } else { "temp" };
    attach_journal(new, path, key)?;
    let count = format!("SELECT count(*) FROM main.entry AS a WHERE {}", entry_clause("a", "?1"));
    let newest = format!("SELECT max(made) FROM main.history AS history WHERE {}", change_clause("?1"));
    let mut preview = RestorePreview {
        entries: new.query_row(&count, [&hidden], |row| row.get(0))?,
        newest: new.query_row(&newest, [&hidden], |row| row.get(0))?,
        ..RestorePreview::default()
    };
    let differing = [
        format!("FROM main.entry a WHERE NOT EXISTS (SELECT 1 FROM {now}.entry b WHERE b.id = a.id)"),
        format!("FROM {now}.entry a WHERE NOT EXISTS (SELECT 1 FROM main.entry b WHERE b.id = a.id)"),
        format!("FROM main.entry a JOIN {now}.entry b ON b.id = a.id WHERE NOT ({SAME_ENTRY_SQL})"),
    ];
    for kind in EntryKind::ALL {
        let mut counts = [0; 3];
        for (count, differing) in counts.iter_mut().zip(&differing) {
            let shown = entry_clause("a", "?2");
            let sql =
                format!("SELECT count(*), min(a.at), max(a.at) {differing} AND a.kind = ?1 AND {shown}");
            let values = params![kind.as_code(), hidden];
            let found: (i64, Option<i64>, Option<i64>) =
                new.query_row(&sql, values, |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?;
            *count = found.0;
            if let (Some(from), Some(to)) = (found.1, found.2) {
                let span = preview.span.get_or_insert(TimeRange { from, to });
                (span.from, span.to) = (span.from.min(from), span.to.max(to));
            }
        }
        if counts != [0; 3] {
            let [added, removed, changed] = counts;
            preview.kinds.push((kind, DiffCounts { added, removed, changed }));
        }
    }
    for table in FAMILY_TABLES {
        let sql = format!(
            "SELECT max((SELECT count(*) FROM (SELECT * FROM main.{table} EXCEPT SELECT * FROM {now}.{table})),
                        (SELECT count(*) FROM (SELECT * FROM {now}.{table} EXCEPT SELECT * FROM main.{table})))"
        );
        preview.family += new.query_row(&sql, [], |row| row.get::<_, i64>(0))?;
    }
    Ok(preview)
}

/// Attaches the journal as `now`; without one, empty tables in `temp`.
fn attach_journal(new: &Connection, path: Option<&Path>, key: Option<&Passphrase>) -> rusqlite::Result<()> {
    match path {
        Some(path) => {
            let path = database_file::to_sqlite_path(path)?;
            new.execute("ATTACH DATABASE ?1 AS now KEY ?2", params![path, passphrase::to_attach_key(key)])?;
        }
        None => {
            new.pragma_update(None, "temp_store", "MEMORY")?;
            new.execute_batch("CREATE TEMP TABLE entry AS SELECT * FROM main.entry WHERE 0")?;
            for table in FAMILY_TABLES {
                new.execute_batch(&format!("CREATE TEMP TABLE {table} AS SELECT * FROM main.{table}"))?;
            }
        }
    }
    Ok(())
}
