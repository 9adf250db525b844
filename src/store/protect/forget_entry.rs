//! Taking rows out for good: a whole new file without them takes the journal's place in one step, as with a seal, and
//! the copies in `FILE.backups/` follow. For an entry the copies come first, so that the same command can be given again
//! when it was cut off; no copy from before is kept, as it would hold the words.

use crate::model::{Entry, Id};
use crate::store::copies::backup::{self, BackupFiles};
use crate::store::copies::clone_database::check_integrity;
use crate::store::copies::rewrite_backups::{BackupPolicy, BackupRewrite, open_with_either_key};
use crate::store::copies::rewrite_rows::{change_and_vacuum, write_changed_copy};
use crate::store::protect::copies_due::CopiesDue;
use crate::store::protect::lock_report::LockOutcome;
use crate::store::protect::remove_rows::{self, RowRemoval};
use crate::store::protect::unencrypted_files::find_unencrypted_files;
use crate::store::write_hold::WriteHold;
use crate::store::{Store, StoreError};
use crate::texts::forget_texts;
use crate::texts::store_errors::NOTHING_CHANGED;
use rusqlite::Connection;
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// How many hexadecimal digits of an id must be given: fewer could name an entry by mistake.
pub(crate) const MIN_ID_DIGITS: usize = 4;

/// An entry that may be taken out.
#[derive(Clone, PartialEq, Debug)]
pub struct ForgetTarget {
    pub id: Id,
    /// As it stands, or as it was last; none where only a draft or a copy knows it.
    pub entry: Option<Entry>,
    /// Whether it stands in the journal.
    pub is_listed: bool,
}

/// What the start of an id leads to.
#[derive(Clone, PartialEq, Debug)]
pub(crate) enum ForgetLookup {
    Found(Box<ForgetTarget>),
    Nothing,
    Several,
    /// Its writer sealed it, and there is no key to it.
    Sealed,
}

/// What was taken out, and what could not be reached.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct ForgetOutcome {
    /// `unencrypted` are the other files beside the journal that hold the entry.
    pub copies: LockOutcome,
    /// Files of unsaved words that cannot be read or rewritten.
    pub rescue_files: Vec<PathBuf>,
}

impl ForgetOutcome {
    /// What was done, and a sentence on each thing out of reach; `name` names a file.
    pub(crate) fn describe(&self, name: impl Fn(&Path) -> String) -> Vec<String> {
        let mut lines = vec![forget_texts::FORGOTTEN.to_owned()];
        lines.extend(self.copies.describe_backups(forget_texts::COPIES_WITHOUT, &name));
        lines.extend(self.rescue_files.iter().map(|file| forget_texts::rescue_file_left(&name(file))));
        lines.push(forget_texts::NOT_REACHED.to_owned());
        if !self.copies.unencrypted.is_empty() {
            lines.push(forget_texts::BESIDE.to_owned());
            lines.extend(self.copies.unencrypted.iter().map(|file| format!("  {}", name(file))));
        }
        lines
    }
}

/// What trimming did.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub(crate) struct TrimOutcome {
    pub changes: i64,
    /// The journal's size before and after, in bytes.
    pub size: (u64, u64),
    pub copies: LockOutcome,
}

impl Store {
    /// The entry whose id begins with `start`, wherever the journal or a copy has it.
    pub(crate) fn find_entry_to_forget(&self, start: &str) -> Result<ForgetLookup, StoreError> {
        let digits: String = start.chars().filter(|c| *c != '-').map(|c| c.to_ascii_lowercase()).collect();
        if digits.len() < MIN_ID_DIGITS || !digits.chars().all(|c| c.is_ascii_hexdigit()) {
            return Ok(ForgetLookup::Nothing);
        }
        match self.query(|conn| self.look_up(conn, &digits, true))? {
            ForgetLookup::Nothing => {}
            found => return Ok(found),
        }
        // The journal may have let go of what a copy still has.
        let copies = self.path().map(BackupFiles::for_journal).unwrap_or_default();
        for copy in copies.iter_paths() {
            let Ok((conn, _)) = open_with_either_key(copy, self.passphrase.as_ref(), None) else {
                continue;
            };
            match self.look_up(&conn, &digits, false) {
                Ok(ForgetLookup::Nothing) | Err(_) => {}
                Ok(found) => return Ok(found),
            }
        }
        Ok(ForgetLookup::Nothing)
    }

    fn look_up(&self, conn: &Connection, digits: &str, is_journal: bool) -> rusqlite::Result<ForgetLookup> {
        let ids = remove_rows::find_ids(conn, digits)?;
        let Some(id) = ids.first().copied() else {
            return Ok(ForgetLookup::Nothing);
        };
        if ids.len() > 1 {
            return Ok(ForgetLookup::Several);
        }
        let filter = self.load_seal_filter()?;
        let sealers = remove_rows::find_sealers(conn, id)?;
        if sealers.iter().any(|carer| filter.hidden_carers().any(|hidden| hidden == *carer)) {
            return Ok(ForgetLookup::Nothing);
        }
        if sealers.iter().any(|carer| !self.seal_keys.has_key_for(*carer)) {
            return Ok(ForgetLookup::Sealed);
        }
        let entry = remove_rows::load_last_state(conn, id)?.and_then(|entry| filter.filter_entry(entry));
        let is_listed = is_journal && self.load_entry(id).is_ok_and(|entry| entry.is_some());
        Ok(ForgetLookup::Found(Box::new(ForgetTarget { id, entry, is_listed })))
    }

    /// Takes an entry's words out of the journal, its history, its drafts and its copies. Nothing brings them back.
    pub fn forget_entry(&mut self, target: &ForgetTarget) -> Result<ForgetOutcome, StoreError> {
        let id = target.id;
        let copies = self.remove_rows(RowRemoval::Entry(id), true)?;
        let text = id.to_string();
        self.drafts.forget_slots(|slot| slot.contains(&text));
        let rescue_files = self.remove_from_rescue_files(|slot| slot.contains(&text));
        let unencrypted = self.path().map(|path| find_other_holders(path, id)).unwrap_or_default();
        Ok(ForgetOutcome { copies: LockOutcome { unencrypted, ..copies }, rescue_files })
    }

    /// The copies of this journal do not keep open what came sealed, nor what another computer removed for good. One that
    /// cannot be rewritten stays as it is; what a run that was cut off left to be done is done now.
    pub(crate) fn clean_copies(&mut self) -> Result<(), StoreError> {
        self.seal_in_copies()?;
        let done = self.query(CopiesDue::from_connection)?;
        let Some(journal) = self.path.clone().filter(|_| !done.forgotten.is_empty()) else {
            return Ok(());
        };
        self.remove_from_copies(&journal, &done.forgotten)?;
        let done = CopiesDue { forgotten: done.forgotten, ..CopiesDue::default() };
        self.write_rows(|tx| done.remove_from(tx))
    }

    fn remove_from_copies(&self, journal: &Path, entries: &BTreeSet<Id>) -> Result<(), StoreError> {
        let removals = || entries.iter().map(|id| RowRemoval::Entry(*id));
        let rewrite =
            BackupRewrite { journal, except: None, policy: BackupPolicy::Rewrite, is_strict: false };
        let rewrite_copy = |old: &Path| {
            let (conn, key) = open_with_either_key(old, self.passphrase.as_ref(), None)?;
            let is_in = removals().try_fold(false, |found, it| Ok(found || it.is_in(&conn)?));
            if !is_in.map_err(|e| StoreError::from_sqlite(e, Some(old)))? {
                return Ok(None);
            }
            let change = |new: &mut Connection| {
                change_and_vacuum(new, old, |tx| removals().try_for_each(|it| it.apply(tx)))
            };
            write_changed_copy(&conn, key.as_ref(), old, change).map(Some)
        };
        rewrite.run(rewrite_copy, || Ok(())).map(|_| ())
    }

    /// Drops the changes that no command can bring back, and gives the room of empty pages back.
    pub(crate) fn trim(&mut self) -> Result<TrimOutcome, StoreError> {
        let size =
            |store: &Self| store.path().and_then(|path| fs::metadata(path).ok()).map_or(0, |m| m.len());
        let before = size(self);
        let changes = self.query(remove_rows::measure_dead_space)?.changes;
        let copies = self.remove_rows(RowRemoval::DroppedChanges, false)?;
        Ok(TrimOutcome { changes, size: (before, size(self)), copies })
    }

    /// `is_strict`: no copy may keep it; else a copy that cannot be rewritten stays as it is.
    fn remove_rows(&mut self, removal: RowRemoval, is_strict: bool) -> Result<LockOutcome, StoreError> {
        let Some(path) = self.path.clone() else {
            change_and_vacuum(&mut self.conn, Path::new(":memory:"), |tx| removal.apply(tx))?;
            self.write_count.set(self.write_count.get() + 1);
            return Ok(LockOutcome::default());
        };
        self.ensure_not_replaced()?;
        self.close_readers()?;
        let exclusive = self.file_lock.lock_exclusive()?;
        let done = self.remove_rows_exclusively(&path, removal, is_strict);
        drop(exclusive);
        done
    }

    fn remove_rows_exclusively(
        &mut self,
        path: &Path,
        removal: RowRemoval,
        is_strict: bool,
    ) -> Result<LockOutcome, StoreError> {
        backup::ensure_free_space(path, NOTHING_CHANGED)?;
        check_integrity(&self.conn, path)?;
        let key = self.passphrase.clone();
        let hold = WriteHold::acquire(path, key.as_ref(), self.identity, &self.conn)?;
        let part = write_changed_copy(&self.conn, key.as_ref(), path, |new| {
            change_and_vacuum(new, path, |tx| removal.apply(tx))
        })?;
        let rewrite = BackupRewrite { journal: path, except: None, policy: BackupPolicy::Rewrite, is_strict };
        rewrite.run(
            |old| {
                let (conn, key) = open_with_either_key(old, key.as_ref(), None)?;
                let to_error = |e| StoreError::from_sqlite(e, Some(old));
                if !removal.is_in(&conn).map_err(to_error)? {
                    return Ok(None);
                }
                let change = |new: &mut Connection| change_and_vacuum(new, old, |tx| removal.apply(tx));
                write_changed_copy(&conn, key.as_ref(), old, change).map(Some)
            },
            || {
                hold.prepare(&part, Some(&self.conn))?;
                self.replace_and_reopen(hold, part, path, key.as_ref())
            },
        )
    }
}

/// Files beside the journal and among its copies, not made by cuebook itself, that hold the entry in the clear.
fn find_other_holders(path: &Path, id: Id) -> Vec<PathBuf> {
    let own = BackupFiles::for_journal(path);
    let mut found = find_unencrypted_files(path);
    found.retain(|file| !own.iter_paths().any(|copy| copy == file) && holds_id(file, id));
    found
}

/// One that cannot be read may hold it.
fn holds_id(path: &Path, id: Id) -> bool {
    if path.is_dir() {
        return fs::read_dir(path).is_ok_and(|files| {
            files.flatten().any(|file| file.path().is_file() && holds_id(&file.path(), id))
        });
    }
    let Ok(bytes) = fs::read(path) else {
        return true;
    };
    let holds = |wanted: &[u8]| bytes.windows(wanted.len()).any(|window| window == wanted);
    holds(id.as_bytes()) || holds(id.to_string().as_bytes())
}
