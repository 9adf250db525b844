//! What was last seen of each journal on this computer: a small record outside the journal, by which one that is gone,
//! empty, another, set back or without its lock is noticed before anything is written.
//!
//! The record holds numbers and the seals, nothing that the family wrote. Seals are in it whole, so that one that was
//! taken out of the journal can be put back; its key lies under its carer's passphrase there too. The record may lag behind the journal after a crash; one that
//! cannot be read or written stops nobody.

use crate::model::{CarerSeal, Id};
use crate::platform::private_file::create_private_folder;
use crate::store::copies::backup::BackupFiles;
use crate::store::database_file::parent_folder;
use crate::store::journal_content::{CopyContent, JournalContent, fingerprint};
use crate::store::protect::seal_faults::SeenSeals;
use crate::store::schema::FileHeader;
use crate::store::seen_tracker::SeenTracker;
use crate::store::store_error::{StoreError, describe_io_error};
use crate::texts::opening_texts;
use serde_json::{Value, json};
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

/// What opening does about a journal that is not as it was last seen.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum OpeningCheck {
    /// Nothing is compared, and nothing recorded.
    #[default]
    Off,
    /// It is refused, and nothing written.
    Refuse,
    /// It is taken as it is, or begun, and recorded so.
    Accept,
}

/// How a journal is opened.
#[derive(Clone, Debug, Default)]
pub struct OpeningPolicy {
    pub check: OpeningCheck,
    /// Where the records are; none where the system names no such folder.
    pub record_folder: Option<PathBuf>,
    /// Whether a folder that is missing is made.
    pub makes_folder: bool,
}

/// What was seen of a journal at one moment.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct SeenJournal {
    pub content: JournalContent,
    pub locked: bool,
}

/// How a journal differs from what was last seen in its place.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum SeenDifference {
    /// Its folder is not there; and whether a journal was seen in it.
    FolderMissing {
        was_seen: bool,
    },
    Missing,
    Empty,
    LockGone,
    OtherIdentity,
    /// How many changes are gone.
    SetBack {
        lost: i64,
    },
    /// What this carer seals is sealed for somebody else.
    SealReplaced {
        carer: Id,
    },
    /// What this carer sealed would be kept open.
    SealRemoved {
        carer: Id,
    },
}

impl SeenDifference {
    /// Whether nothing may be written before somebody has answered.
    pub(crate) fn needs_answer(self) -> bool {
        !matches!(self, Self::SealReplaced { .. } | Self::SealRemoved { .. })
    }
}

impl SeenJournal {
    /// The gravest first. A journal in which nothing was ever kept is not missed.
    pub(crate) fn differences_to(&self, found: &Self) -> Vec<SeenDifference> {
        let mut all = Vec::new();
        if self.locked && !found.locked {
            all.push(SeenDifference::LockGone);
        }
        if self.content.id != found.content.id {
            if self.content.changes > 0 {
                all.push(SeenDifference::OtherIdentity);
            }
            return all;
        }
        let lost = self.content.changes - found.content.changes;
        if lost > 0 {
            all.push(SeenDifference::SetBack { lost });
        }
        for (carer, seal) in &self.content.seals {
            match found.content.seals.get(carer) {
                Some(now) if now.is_same_key(seal) => {}
                Some(_) => all.push(SeenDifference::SealReplaced { carer: *carer }),
                None => all.push(SeenDifference::SealRemoved { carer: *carer }),
            }
        }
        all
    }

    /// With the seals that were seen in the same journal before in the place of its own.
    pub(crate) fn with_seals_of(mut self, known: Option<&Self>) -> Self {
        if let Some(known) = known.filter(|known| known.content.id == self.content.id) {
            self.content.seals.extend(known.content.seals.clone());
        }
        self
    }

    fn to_json(&self) -> Value {
        json!({
            "cuebook": 1,
            "id": self.content.id,
            "changes": self.content.changes,
            "locked": self.locked,
            "seals": self.content.seals,
        })
    }

    fn from_json(record: &Value) -> Option<Self> {
        let content = JournalContent {
            id: record["id"].as_str()?.parse().ok()?,
            changes: record["changes"].as_i64()?,
            seals: read_seals(&record["seals"]),
        };
        Some(Self { content, locked: record["locked"].as_bool()? })
    }

    /// `None` where nothing was recorded, or it cannot be read.
    pub(crate) fn from_file(file: &Path) -> Option<Self> {
        Self::from_json(&serde_json::from_slice(&fs::read(file).ok()?).ok()?)
    }

    /// In one step, so that it is the old record or the new one.
    pub(crate) fn write_to(&self, file: &Path) -> io::Result<()> {
        let folder = parent_folder(file);
        if !folder.exists() {
            create_private_folder(folder, true)?;
        }
        // Readable by its owner only. Not synced: it may lag, and opening must not wait for it.
        let mut new = tempfile::NamedTempFile::new_in(folder)?;
        new.write_all(self.to_json().to_string().as_bytes())?;
        new.persist(file)?;
        Ok(())
    }
}

/// Those that can be read: the first records held fingerprints.
fn read_seals(seals: &Value) -> SeenSeals {
    let seals = seals.as_object().into_iter().flatten();
    let read = |(carer, seal): (&String, &Value)| {
        Some((carer.parse::<Id>().ok()?, serde_json::from_value::<CarerSeal>(seal.clone()).ok()?))
    };
    seals.filter_map(read).collect()
}

/// Whether the place of a journal holds a file.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum JournalPlace {
    /// Nothing, or an empty file.
    Free,
    Taken,
}

impl OpeningPolicy {
    /// Reads what was last seen at `path`. To be called before the journal is looked at: read after it, what another
    /// program has kept in between would be missed in the journal.
    pub(crate) fn last_seen<'a>(&'a self, path: &'a Path) -> LastSeen<'a> {
        let file = self.record_file(path);
        let seen = file.as_deref().and_then(SeenJournal::from_file);
        LastSeen { policy: self, path, file, seen }
    }

    /// As [`LastSeen::check_place`]; the record is read only where there is no journal.
    pub(crate) fn check_place(&self, path: &Path) -> Result<JournalPlace, StoreError> {
        match find_absence(path)? {
            Some(_) => self.last_seen(path).check_place(),
            None => Ok(JournalPlace::Taken),
        }
    }

    /// The record of the journal at `path`, under a name that does not tell the path.
    fn record_file(&self, path: &Path) -> Option<PathBuf> {
        let path = std::path::absolute(path).unwrap_or_else(|_| path.to_path_buf());
        let name = fingerprint(&path.to_string_lossy());
        Some(self.record_folder.as_ref()?.join(format!("{name}.json")))
    }

    /// Whether records can be kept: none where the system names no folder for them.
    pub(crate) fn is_recording(&self, path: &Path) -> Option<bool> {
        let file = self.record_file(path)?;
        let usable = match fs::metadata(&file) {
            Ok(_) => SeenJournal::from_file(&file).is_some(),
            Err(error) => error.kind() == io::ErrorKind::NotFound,
        };
        Some(usable)
    }

    /// Expects nothing at this place any more: another file was put there on purpose.
    pub(crate) fn forget_place(&self, path: &Path) {
        if let Some(file) = self.record_file(path) {
            fs::remove_file(file).ok();
        }
    }

    /// Records a journal that was put in its place on purpose. The seals that were seen there stay expected.
    pub(crate) fn record(&self, path: &Path, seen: &SeenJournal) {
        let seen = seen.clone().with_seals_of(self.last_seen(path).seen.as_ref());
        if let Some(file) = self.record_file(path) {
            seen.write_to(&file).ok();
        }
    }
}

/// What was last seen at one path, as it was recorded when this was read.
#[derive(Debug)]
pub(crate) struct LastSeen<'a> {
    policy: &'a OpeningPolicy,
    path: &'a Path,
    /// None where nothing is recorded.
    file: Option<PathBuf>,
    /// None where nothing was recorded, or it cannot be read.
    seen: Option<SeenJournal>,
}

impl LastSeen<'_> {
    /// Reads the record again; whether it says something else now, because another program has written it.
    pub(crate) fn reread(&mut self) -> bool {
        let seen = self.file.as_deref().and_then(SeenJournal::from_file);
        let changed = seen != self.seen;
        self.seen = seen;
        changed
    }

    /// Whether a journal that differs from it is refused.
    pub(crate) fn is_compared(&self) -> bool {
        self.policy.check == OpeningCheck::Refuse
    }

    /// Which journal it was.
    pub(crate) fn id(&self) -> Option<Id> {
        self.seen.as_ref().map(|seen| seen.content.id)
    }

    /// Whether a passphrase locked it.
    pub(crate) fn was_locked(&self) -> bool {
        self.seen.as_ref().is_some_and(|seen| seen.locked)
    }

    /// How the journal that lies there differs from it, the gravest first. Nothing is written.
    pub(crate) fn differences(&self, found: &CopyContent) -> Vec<SeenDifference> {
        let found = SeenJournal { content: found.content.clone(), locked: found.locked };
        self.seen.as_ref().map(|seen| seen.differences_to(&found)).unwrap_or_default()
    }

    /// Looks at the place of a journal without opening anything.
    ///
    /// # Errors
    /// [`StoreError::Unexpected`] when one is missed there, [`StoreError::CannotOpen`] when nobody may look.
    pub(crate) fn check_place(&self) -> Result<JournalPlace, StoreError> {
        let path = self.path;
        let Some(difference) = find_absence(path)? else {
            return Ok(JournalPlace::Taken);
        };
        if !self.is_compared() {
            return Ok(JournalPlace::Free);
        }
        let was_seen = self.seen.as_ref().is_some_and(|seen| seen.content.changes > 0);
        let folder_missing = !parent_folder(path).exists();
        if folder_missing && (was_seen || !self.policy.makes_folder) {
            return Err(StoreError::unexpected(path, SeenDifference::FolderMissing { was_seen }));
        }
        if was_seen || BackupFiles::for_journal(path).iter_paths().next().is_some() {
            return Err(StoreError::unexpected(path, difference));
        }
        Ok(JournalPlace::Free)
    }

    /// Refuses a file without a lock where a locked one was seen, by its header alone.
    pub(crate) fn check_header(&self, header: FileHeader) -> Result<(), StoreError> {
        if self.is_compared() && header == FileHeader::Plain && self.was_locked() {
            return Err(StoreError::unexpected(self.path, SeenDifference::LockGone));
        }
        Ok(())
    }

    /// Refuses a journal that is not as it was last seen; `found` is none of a file that does not say which journal it is.
    pub(crate) fn check_content(&self, found: Option<&SeenJournal>) -> Result<(), StoreError> {
        if !self.is_compared() {
            return Ok(());
        }
        let differences = match (&self.seen, found) {
            (Some(seen), Some(found)) => seen.differences_to(found),
            (Some(seen), None) if seen.content.changes > 0 => vec![SeenDifference::OtherIdentity],
            _ => Vec::new(),
        };
        match differences.into_iter().find(|difference| difference.needs_answer()) {
            Some(difference) => Err(StoreError::unexpected(self.path, difference)),
            None => Ok(()),
        }
    }

    /// Keeps the record of the journal that was opened there.
    pub(crate) fn into_tracker(self, opened: Option<SeenJournal>) -> SeenTracker {
        let file = self.file.filter(|_| self.policy.check != OpeningCheck::Off);
        SeenTracker::new(file, opened, self.seen)
    }
}

/// How a place holds no journal; none where something lies there.
fn find_absence(path: &Path) -> Result<Option<SeenDifference>, StoreError> {
    match fs::symlink_metadata(path) {
        Ok(meta) if meta.is_file() && meta.len() == 0 => Ok(Some(SeenDifference::Empty)),
        Ok(_) => Ok(None),
        Err(error) if is_absent(&error) => Ok(Some(SeenDifference::Missing)),
        Err(error) => Err(StoreError::cannot_open(path, describe_io_error(&error))),
    }
}

/// A file that is not there, or whose folder is not. Access refused on the way is neither.
fn is_absent(error: &io::Error) -> bool {
    matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory)
}

/// A journal that is not as it was last seen in its place. Nothing was written.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct UnexpectedJournal {
    pub path: PathBuf,
    pub difference: SeenDifference,
}

impl UnexpectedJournal {
    /// What is different, in a sentence.
    pub(crate) fn describe(&self) -> String {
        let path = &self.path.display().to_string();
        match self.difference {
            SeenDifference::FolderMissing { was_seen } => opening_texts::folder_missing(path, was_seen),
            SeenDifference::Missing => opening_texts::journal_gone(path),
            SeenDifference::Empty => opening_texts::journal_empty(path),
            SeenDifference::LockGone => opening_texts::lock_gone(path),
            SeenDifference::OtherIdentity => opening_texts::other_identity(path),
            SeenDifference::SetBack { lost } => opening_texts::set_back(path, lost),
            SeenDifference::SealReplaced { .. } => opening_texts::seal_replaced(path),
            SeenDifference::SealRemoved { .. } => opening_texts::seal_removed(path),
        }
    }
}

impl std::fmt::Display for UnexpectedJournal {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} {}", self.describe(), opening_texts::NOTHING_WRITTEN)
    }
}
