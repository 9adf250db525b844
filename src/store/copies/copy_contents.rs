//! The copies of a journal by what they hold: which is the fullest, which can be spared. A name or a time says nothing
//! of that: clocks are wrong at times.

use crate::model::Id;
use crate::store::copies::backup::{self, BackupFiles};
use crate::store::database_file::to_sqlite_path;
use crate::store::journal_content::{CopyContent, JournalContent};
use crate::store::passphrase::Passphrase;
use crate::store::schema::{FileHeader, read_header};
use crate::store::{Store, StoreError};
use std::cmp::Reverse;
use std::path::{Path, PathBuf};

/// The copies in `FILE.backups/`, the fullest first.
#[derive(Clone, Debug, Default)]
pub(crate) struct JournalCopies {
    pub folder: PathBuf,
    pub readable: Vec<CopyContent>,
    /// How many are damaged, or have another lock.
    pub unreadable: usize,
    /// Of those, the ones for which no passphrase was at hand.
    pub locked: Vec<PathBuf>,
}

impl JournalCopies {
    /// Reads every copy of the journal at `path`; `key` opens locked ones. Those of the journal `id` come before others'.
    pub(crate) fn read(path: &Path, key: Option<&Passphrase>, id: Option<Id>) -> Self {
        let mut found = Self { folder: backup::locate_folder(path), ..Self::default() };
        for copy in BackupFiles::for_journal(path).iter_paths() {
            match CopyContent::from_file(copy, key) {
                Ok(Some(content)) => found.readable.push(content),
                Err(StoreError::PassphraseRequired(_)) => {
                    found.unreadable += 1;
                    found.locked.push(copy.to_path_buf());
                }
                _ => found.unreadable += 1,
            }
        }
        found.readable.sort_by_key(|copy| {
            Reverse((id.is_some_and(|id| id == copy.content.id), copy.content.changes, copy.entries))
        });
        found
    }

    pub(crate) fn fullest(&self) -> Option<&CopyContent> {
        self.readable.first()
    }
}

/// How many copies under a salt of their own are opened at one time: deriving the key of one takes a quarter of a second.
const MAX_DERIVED_KEYS: usize = 2;

impl Store {
    /// Whether one of these copies holds all that the journal holds; one that cannot be read at once is not asked.
    pub(crate) fn is_held_by_any(&self, copies: &[PathBuf]) -> bool {
        let Ok(Some(journal)) = self.query(JournalContent::from_connection) else {
            return false;
        };
        let mut numbers = copies.iter().filter_map(|copy| self.read_copy_numbers(copy, &mut 0));
        numbers.any(|(id, changes)| id == journal.id && changes >= journal.changes)
    }

    /// Removes those of these copies that hold least until there are `most`, never `made`. One that holds more than the
    /// journal, belongs to another or cannot be read is neither counted nor removed.
    pub(crate) fn remove_spare_copies(&self, mut copies: Vec<PathBuf>, most: usize, made: &Path) {
        copies.retain(|copy| copy != made);
        let journal = self.query(JournalContent::from_connection);
        let (true, Ok(Some(journal))) = (copies.len() >= most, journal) else {
            return;
        };
        // By name, the last first, where several hold the same.
        copies.sort();
        let mut keys_left = MAX_DERIVED_KEYS;
        let mut known: Vec<(i64, PathBuf)> = Vec::new();
        for copy in copies {
            match self.read_copy_numbers(&copy, &mut keys_left) {
                Some((id, changes)) if id == journal.id && changes <= journal.changes => {
                    known.push((changes, copy));
                }
                _ => {}
            }
        }
        known.sort();
        let spare = known.len().saturating_sub(most - 1);
        for (_, copy) in known.into_iter().take(spare) {
            backup::remove_copy(&copy).ok();
        }
    }

    /// Which journal a copy is of, and how many changes it holds.
    fn read_copy_numbers(&self, copy: &Path, keys_left: &mut usize) -> Option<(Id, i64)> {
        let of_content = |held: CopyContent| (held.content.id, held.content.changes);
        match read_header(copy).ok()? {
            FileHeader::Blank => None,
            FileHeader::Plain => CopyContent::from_file(copy, None).ok()?.map(of_content),
            FileHeader::Encrypted => self.read_attached_numbers(copy).or_else(|| {
                *keys_left = keys_left.checked_sub(1)?;
                CopyContent::from_file(copy, self.passphrase.as_ref()).ok()?.map(of_content)
            }),
        }
    }

    /// Of a locked copy with the journal's own salt, as those have that it makes itself: no key is derived.
    fn read_attached_numbers(&self, copy: &Path) -> Option<(Id, i64)> {
        self.conn.execute("ATTACH DATABASE ?1 AS held", [to_sqlite_path(copy).ok()?]).ok()?;
        let row = |row: &rusqlite::Row<'_>| Ok((Id::from_bytes(row.get(0)?), row.get(1)?));
        let numbers = self.conn.query_row("SELECT id, changes FROM held.journal", [], row);
        self.conn.execute("DETACH DATABASE held", []).ok()?;
        numbers.ok()
    }
}
