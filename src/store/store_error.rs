//! What can go wrong with the file, each as a sentence that says what happened, what was kept and what to do.

use crate::crypto::SealError;
use crate::store::last_seen::{SeenDifference, UnexpectedJournal};
use crate::texts::{file_errors, seal_texts, store_errors, sync_texts};
use rusqlite::ErrorCode;
use std::io;
use std::path::{Path, PathBuf};

/// Why the journal could not be read or written.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    #[error("{}", store_errors::newer_format(path, *found, *known))]
    NewerFormat { path: PathBuf, found: i64, known: i64 },
    /// An SQLite file of some other program.
    #[error("{}", store_errors::foreign_file(.0))]
    ForeignFile(PathBuf),
    /// A journal with more or other things in its schema than cuebook puts there, each in words.
    #[error("{}", store_errors::foreign_schema(path, found))]
    ForeignSchema { path: PathBuf, found: Vec<String> },
    /// Looking at somebody else's file came to no end.
    #[error("{}", store_errors::endless(.0))]
    Endless(PathBuf),
    #[error("{}", store_errors::damaged(path, why))]
    Damaged { path: PathBuf, why: String },
    /// A file without SQLite's header: an encrypted journal, or a damaged one.
    #[error("{}", store_errors::passphrase_required(.0))]
    PassphraseRequired(PathBuf),
    #[error("{}", store_errors::wrong_passphrase(.0))]
    WrongPassphrase(PathBuf),
    /// A passphrase that reads nothing of what a carer sealed.
    #[error("{}", store_errors::WRONG_SEAL_PASSPHRASE)]
    WrongSealPassphrase,
    /// Words that open no key in a shared folder.
    #[error("{}", sync_texts::WRONG_WORDS)]
    WrongFolderWords,
    /// The carer of this name has a seal that is not as it should be, and the entry would be open.
    #[error("{}", seal_texts::seal_at_fault(.0))]
    SealAtFault(String),
    /// No seal was seen that could be put back.
    #[error("{}", seal_texts::NO_SEAL_SEEN)]
    NoSealSeen,
    /// Without a seal the carer's sealed entries could be read by nobody.
    #[error("{}", seal_texts::SEAL_STILL_NEEDED)]
    SealStillNeeded,
    #[error("{}", store_errors::SEALED_DIFFERENTLY)]
    SealedDifferently,
    #[error("{}", store_errors::NO_ENCRYPTION)]
    NoEncryption,
    /// `needed` in words: `12 MB`.
    #[error("{}", store_errors::not_enough_space(needed, then))]
    NotEnoughSpace { needed: String, then: &'static str },
    #[error("{}", store_errors::copy_failed(path, why))]
    CopyFailed { path: PathBuf, why: String },
    /// The journal was named where a copy of it was meant.
    #[error("{}", store_errors::restore_from_itself(.0))]
    RestoreFromItself(PathBuf),
    #[error("{}", file_errors::already_there(.0))]
    FileExists(PathBuf),
    /// The record, as the beginning of a sentence: `The sleep of 3 Nov, 14:20`.
    #[error("{}", store_errors::conflict(.0))]
    Conflict(String),
    /// A change of this title came from another computer that shares the journal.
    #[error("{}", sync_texts::from_elsewhere(.0))]
    FromElsewhere(String),
    /// A second sleep would run beside the first, which began at this time.
    #[error("{}", store_errors::sleep_running(.0))]
    SleepRunning(String),
    /// A second massage would run beside the first, which began at this time.
    #[error("{}", store_errors::massage_running(.0))]
    MassageRunning(String),
    /// Another program is writing and did not finish in time.
    #[error("{}", store_errors::BUSY)]
    Busy,
    /// Another program has the journal open where this one needs it exclusively.
    #[error("{}", store_errors::IN_USE)]
    InUse,
    /// The path no longer leads to the file that was opened.
    #[error("{}", store_errors::file_replaced(.0))]
    FileReplaced(PathBuf),
    /// The same, found out once the write was done: it went into the file that was there before.
    #[error("{}", store_errors::replaced_while_saving(.0))]
    ReplacedWhileSaving(PathBuf),
    /// Another program wrote over the file, or changed what the system keeps about it.
    #[error("{}", store_errors::file_overwritten(.0))]
    FileOverwritten(PathBuf),
    /// There is no file lock, which whoever replaces the journal needs.
    #[error("{}", store_errors::lock_unavailable(lock_file, why))]
    LockUnavailable { lock_file: PathBuf, why: String },
    /// A journal that is missing, or not as it was last seen, where nobody has said that it is to be so.
    #[error("{0}")]
    Unexpected(UnexpectedJournal),
    /// Of a shared folder; the journal itself is as it was.
    #[error("{0}")]
    Sharing(String),
    #[error("{}", store_errors::DISK_FULL)]
    DiskFull,
    #[error("{}", store_errors::read_only(.0))]
    ReadOnly(PathBuf),
    /// The folder or file cannot be made or opened.
    #[error("{}", store_errors::cannot_open(path, why))]
    CannotOpen { path: PathBuf, why: String },
    #[error("{}", store_errors::other(.0))]
    Other(String),
}

impl From<SealError> for StoreError {
    fn from(error: SealError) -> Self {
        Self::Other(error.to_string())
    }
}

impl StoreError {
    /// Whether the file itself is at fault, so that trying again changes nothing.
    pub(crate) fn is_file_fault(&self) -> bool {
        matches!(
            self,
            Self::NewerFormat { .. }
                | Self::ForeignFile(_)
                | Self::ForeignSchema { .. }
                | Self::Endless(_)
                | Self::Damaged { .. }
                | Self::PassphraseRequired(_)
                | Self::WrongPassphrase(_)
                | Self::SealedDifferently
        )
    }

    pub(crate) fn damaged(path: &Path, why: impl Into<String>) -> Self {
        Self::Damaged { path: path.to_path_buf(), why: why.into() }
    }

    /// The same of the file that was named, where a copy of it was opened that nobody knows.
    pub(crate) fn said_of(self, named: &Path) -> Self {
        let named = named.to_path_buf();
        match self {
            Self::NewerFormat { found, known, .. } => Self::NewerFormat { path: named, found, known },
            Self::ForeignFile(_) => Self::ForeignFile(named),
            Self::ForeignSchema { found, .. } => Self::ForeignSchema { path: named, found },
            Self::Endless(_) => Self::Endless(named),
            Self::Damaged { why, .. } => Self::Damaged { path: named, why },
            Self::PassphraseRequired(_) => Self::PassphraseRequired(named),
            Self::WrongPassphrase(_) => Self::WrongPassphrase(named),
            error => error,
        }
    }

    pub(crate) fn unexpected(path: &Path, difference: SeenDifference) -> Self {
        Self::Unexpected(UnexpectedJournal { path: path.to_path_buf(), difference })
    }

    pub(crate) fn cannot_open(path: &Path, why: impl Into<String>) -> Self {
        Self::CannotOpen { path: path.to_path_buf(), why: why.into() }
    }

    pub(crate) fn copy_failed(path: &Path, error: &io::Error) -> Self {
        Self::CopyFailed { path: path.to_path_buf(), why: describe_io_error(error) }
    }

    pub(crate) fn from_sqlite(error: rusqlite::Error, path: Option<&Path>) -> Self {
        let path = path.unwrap_or(Path::new(store_errors::IN_MEMORY));
        match &error {
            rusqlite::Error::FromSqlConversionFailure(_, _, why) => {
                return Self::damaged(path, store_errors::unreadable_value(&why.to_string()));
            }
            rusqlite::Error::InvalidPath(path) => {
                return Self::cannot_open(path, store_errors::NAME_NOT_TEXT);
            }
            _ => {}
        }
        if error.sqlite_error().is_some_and(|e| e.extended_code == rusqlite::ffi::SQLITE_READONLY_DBMOVED) {
            return Self::FileReplaced(path.to_path_buf());
        }
        match error.sqlite_error_code() {
            Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => Self::Busy,
            Some(ErrorCode::OperationInterrupted) => Self::Endless(path.to_path_buf()),
            Some(ErrorCode::DiskFull) => Self::DiskFull,
            Some(ErrorCode::ReadOnly | ErrorCode::PermissionDenied) => Self::ReadOnly(path.to_path_buf()),
            Some(ErrorCode::NotADatabase) => Self::damaged(path, store_errors::NOT_SQLITE),
            Some(ErrorCode::DatabaseCorrupt) => Self::damaged(path, store_errors::PAGES_DO_NOT_FIT),
            Some(ErrorCode::CannotOpen) => Self::cannot_open(path, store_errors::REFUSED_BY_SYSTEM),
            _ => Self::Other(error.to_string()),
        }
    }
}

pub(crate) fn describe_io_error(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::PermissionDenied => store_errors::NOT_ALLOWED.into(),
        io::ErrorKind::NotFound => store_errors::FOLDER_MISSING.into(),
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => store_errors::NO_ROOM.into(),
        io::ErrorKind::ReadOnlyFilesystem => store_errors::READ_ONLY_DISK.into(),
        io::ErrorKind::NotADirectory | io::ErrorKind::AlreadyExists => store_errors::FILE_IN_THE_WAY.into(),
        _ => error.to_string(),
    }
}
