//! Locking the journal with a passphrase, changing it, and unlocking: a whole new file under the new lock takes the
//! place of the old one in a single step, and the copies in `FILE.backups/` follow.
//!
//! Cut off anywhere, exactly one whole journal is there. Copies are turned before the journal when it gets a lock and
//! after it when it loses one, so that no open copy ever lies beside a locked journal. The store stays open throughout,
//! for an app that goes on. What is said of it all to a parent stands in `turned`.

use crate::model::Timestamp;
use crate::store::copies::backup;
use crate::store::copies::backup::{
    BackupFiles, BackupReason, NOTHING_CHANGED, PARTIAL_SUFFIX, to_copy_error,
};
use crate::store::copies::clone_database::{check_integrity, copy_database, open_to_read};
use crate::store::database_file::{FileIdentity, PartialFile, sibling_path};
use crate::store::open::open_connection;
use crate::store::passphrase::{HAS_ENCRYPTION, Passphrase};
use crate::store::protect::lock_report::LockOutcome;
use crate::store::schema::FileHeader;
use crate::store::{Store, StoreError, database_file, schema};
use rusqlite::{Connection, OpenFlags};
use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf};

/// What becomes of the copies in `FILE.backups/`.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum BackupPolicy {
    Rewrite,
    Remove,
}

impl Store {
    /// Gives the journal another lock, or none. Whatever comes of it, a journal is open here afterwards, for the same run
    /// of the program. Whoever reads it on another thread is waited for, and should have been told to stop.
    ///
    /// # Errors
    /// When it is open in another window, damaged, or there is no room; nothing was changed then.
    pub fn change_encryption(
        &mut self,
        to: Option<&Passphrase>,
        copies: BackupPolicy,
        now: Timestamp,
    ) -> Result<LockOutcome, StoreError> {
        if !HAS_ENCRYPTION {
            return Err(StoreError::NoEncryption);
        }
        let Some(path) = self.path.clone() else {
            return Ok(LockOutcome::default());
        };
        self.ensure_not_replaced()?;
        self.close_readers()?;
        let alone = database_file::lock_exclusive(self.file_lock.as_ref());
        let done = alone.and_then(|()| self.change_encryption_exclusively(&path, to, copies, now));
        // What was done is done, whoever is quicker now; and every write looks whether the file is still the one.
        database_file::lock_shared(self.file_lock.as_ref()).ok();
        let turned = done?;
        Ok(LockOutcome { unencrypted: find_unencrypted_files(&path), ..turned })
    }

    fn change_encryption_exclusively(
        &mut self,
        path: &Path,
        to: Option<&Passphrase>,
        copies: BackupPolicy,
        now: Timestamp,
    ) -> Result<LockOutcome, StoreError> {
        backup::ensure_free_space(path, NOTHING_CHANGED)?;
        check_integrity(&self.conn, path)?;
        backup::create_folder(path)?;
        let part =
            PartialFile::new(sibling_path(path, PARTIAL_SUFFIX)).map_err(|e| to_copy_error(path, &e))?;
        copy_database(&self.conn, self.passphrase.as_ref(), to, &part).map_err(|e| self.to_store_error(e))?;
        verify_same_content(&self.conn, &part, to)?;
        let before = save_backup_copy(path, &part, now)?;
        let from = self.passphrase.clone();
        let turn_copies = || {
            let remade = |old: &Path| reencrypt_copy(old, from.as_ref(), to);
            rewrite_backups(path, Some(&before), copies, to.is_some(), remade)
        };
        let done = if to.is_some() {
            turn_copies().and_then(|turned| self.swap_and_reopen(part, path, to).map(|()| turned))
        } else {
            self.swap_and_reopen(part, path, to).and_then(|()| turn_copies())
        };
        let turned = done.inspect_err(|_| {
            // It is under a lock that the journal did not get.
            fs::remove_file(&before).ok();
        })?;
        backup::trim_for_reason(path, BackupReason::Encryption, &before);
        Ok(turned)
    }

    /// Puts the new file in the journal's place and goes on with it.
    fn swap_and_reopen(
        &mut self,
        part: PartialFile,
        path: &Path,
        to: Option<&Passphrase>,
    ) -> Result<(), StoreError> {
        // Only there can a file that is open be replaced. The old connection then stays until the new one is made: if
        // that cannot be, all can still be read, and every write says that the file was replaced.
        if !cfg!(unix) {
            self.conn = Connection::open_in_memory().map_err(|e| self.to_store_error(e))?;
        }
        let swapped = replace_journal(part, path);
        if swapped.is_err() && cfg!(unix) {
            return swapped;
        }
        let key = if swapped.is_ok() { to } else { self.passphrase.as_ref() };
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        self.conn =
            open_connection(path, flags, key).map_err(|_| StoreError::FileReplaced(path.to_path_buf()))?;
        self.passphrase = key.cloned();
        self.identity = FileIdentity::from_path(path);
        self.write_count.set(self.write_count.get() + 1);
        swapped
    }
}

/// Puts a whole new journal in the place of the old one. The old one's rollback file is empty, as it was read alone;
/// it must not meet the new one.
pub(crate) fn replace_journal(part: PartialFile, path: &Path) -> Result<(), StoreError> {
    fs::remove_file(sibling_path(path, "-journal")).ok();
    let new = FileIdentity::from_path(part.path());
    match part.replace_file(path) {
        // It is in its place, although the folder could not be settled on the disk.
        Err(_) if new.is_some() && new == FileIdentity::from_path(path) => Ok(()),
        done => done.map_err(|e| to_copy_error(path, &e)),
    }
}

/// Refuses to go on with a copy that does not hold what the journal holds.
pub(crate) fn verify_same_content(
    conn: &Connection,
    part: &PartialFile,
    key: Option<&Passphrase>,
) -> Result<(), StoreError> {
    let new = open_to_read(part.path(), key).map_err(|e| to_unreadable_copy_error(part, e))?;
    check_integrity(&new, part.path()).map_err(|e| to_unreadable_copy_error(part, e))?;
    let count = |conn: &Connection, table: &str| {
        conn.query_row(&format!("SELECT count(*) FROM {table}"), [], |row| row.get::<_, i64>(0))
            .map_err(|e| StoreError::from_sqlite(e, Some(part.path())))
    };
    for table in ["entry", "history", "history_edit", "baby", "carer", "setting", "draft"] {
        if count(conn, table)? != count(&new, table)? {
            return Err(StoreError::Other(format!("the new file lacks rows of {table}")));
        }
    }
    Ok(())
}

/// A new file that cannot be read is no matter of the file it was made from.
pub(crate) fn to_unreadable_copy_error(part: &PartialFile, trouble: StoreError) -> StoreError {
    if !trouble.is_file_fault() {
        return trouble;
    }
    StoreError::CopyFailed {
        path: part.path().to_path_buf(),
        why: "what was written could not be read again".into(),
    }
}

/// The copy from before: the same content, under the new lock.
fn save_backup_copy(path: &Path, part: &PartialFile, now: Timestamp) -> Result<PathBuf, StoreError> {
    let name = backup::find_free_name(path, BackupReason::Encryption, &backup::format_stamp(now));
    let unkept = |error| to_copy_error(&name, &error);
    let half = PartialFile::new(sibling_path(&name, PARTIAL_SUFFIX)).map_err(unkept)?;
    fs::copy(part.path(), half.path()).map_err(unkept)?;
    half.rename_if_free(&name).map_err(unkept)?;
    Ok(name)
}

/// Does to every copy in `FILE.backups/`, but one, what is done to the journal; `remade` makes a copy anew, or none where
/// it is as it should be. A copy that cannot be read by us is left as it is and named.
///
/// Where words must not stay open in one (`must`), any other trouble ends it, and as all are made anew before the first
/// takes its place, nothing has changed then. Else such a copy is left too: the journal itself was opened before.
pub(crate) fn rewrite_backups(
    path: &Path,
    but: Option<&Path>,
    copies: BackupPolicy,
    must: bool,
    mut remade: impl FnMut(&Path) -> Result<Option<PartialFile>, StoreError>,
) -> Result<LockOutcome, StoreError> {
    let mut turned = LockOutcome::default();
    let mut ready = Vec::new();
    for old in BackupFiles::for_journal(path).iter_paths().filter(|old| Some(*old) != but) {
        let done = match copies {
            BackupPolicy::Remove => backup::remove_copy(old).map_err(|e| to_copy_error(old, &e)),
            BackupPolicy::Rewrite => remade(old).and_then(|part| match part {
                Some(part) if must => {
                    ready.push((old.to_path_buf(), part));
                    Ok(())
                }
                Some(part) => replace_journal(part, old),
                None => Ok(()),
            }),
        };
        match (done, copies) {
            (Ok(()), BackupPolicy::Remove) => turned.removed += 1,
            (Ok(()), BackupPolicy::Rewrite) => turned.rewritten += 1,
            (Err(trouble), _) if must && !trouble.is_file_fault() => return Err(trouble),
            (Err(_), _) => {
                let side = sibling_path(old, "-journal");
                let side = fs::symlink_metadata(&side).is_ok().then_some(side);
                turned.unreadable.push(old.to_path_buf());
                turned.unreadable.extend(side);
            }
        }
    }
    for (old, part) in ready {
        replace_journal(part, &old)?;
    }
    Ok(turned)
}

/// One copy made anew under the new lock.
fn reencrypt_copy(
    old: &Path,
    from: Option<&Passphrase>,
    to: Option<&Passphrase>,
) -> Result<Option<PartialFile>, StoreError> {
    let (conn, key) = open_with_either_key(old, from, to)?;
    if key == to {
        return Ok(None);
    }
    let part = PartialFile::new(sibling_path(old, PARTIAL_SUFFIX)).map_err(|e| to_copy_error(old, &e))?;
    copy_database(&conn, key, to, &part).map_err(|e| StoreError::from_sqlite(e, Some(old)))?;
    verify_same_content(&conn, &part, to)?;
    Ok(Some(part))
}

/// A copy opened with whichever of the two locks it has; a change that was cut off may have left either.
pub(crate) fn open_with_either_key<'a>(
    copy: &Path,
    from: Option<&'a Passphrase>,
    to: Option<&'a Passphrase>,
) -> Result<(Connection, Option<&'a Passphrase>), StoreError> {
    match schema::read_header(copy)? {
        FileHeader::Plain => return Ok((open_to_read(copy, None)?, None)),
        FileHeader::Encrypted => {}
        FileHeader::Blank => {
            return Err(StoreError::Damaged { path: copy.to_path_buf(), why: "it is empty".into() });
        }
    }
    let mut refused = StoreError::PassphraseRequired(copy.to_path_buf());
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
pub(crate) fn find_unencrypted_files(path: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    collect_unencrypted_files(database_file::parent_folder(path), 0, &mut found);
    collect_unencrypted_files(&backup::locate_folder(path), MAX_FOLDER_DEPTH, &mut found);
    found.retain(|other| other.file_name() != path.file_name());
    found.sort();
    found
}

/// How far down in the folder of the copies.
const MAX_FOLDER_DEPTH: usize = 4;

fn collect_unencrypted_files(folder: &Path, deep: usize, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        match entry.file_type() {
            Ok(kind) if kind.is_dir() && path.join(ARCHIVE_TABLE).is_file() => found.push(path),
            Ok(kind) if kind.is_dir() && deep > 0 => collect_unencrypted_files(&path, deep - 1, found),
            Ok(kind) if kind.is_file() && is_unencrypted(&path) => found.push(path),
            _ => {}
        }
    }
}

/// One of the tables of an archive of tables.
const ARCHIVE_TABLE: &str = "family.csv";

fn is_unencrypted(path: &Path) -> bool {
    let is_archive = || -> io::Result<bool> {
        let mut head = Vec::new();
        File::open(path)?.take(64).read_to_end(&mut head)?;
        let head = String::from_utf8_lossy(&head);
        let head: String = head.split_whitespace().collect();
        Ok(head.starts_with("{\"cuebook\":"))
    };
    schema::read_header(path).is_ok_and(|head| head == FileHeader::Plain) || is_archive().unwrap_or(false)
}
