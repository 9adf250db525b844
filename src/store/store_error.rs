//! What can go wrong with the file, each as a sentence that says what happened, what was kept and what to do.

use rusqlite::ErrorCode;
use std::path::{Path, PathBuf};

/// Why the journal could not be read or written.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    #[error("{} was written by a newer cuebook (its format is {found}, this program knows {known}). Nothing was changed. Please use the newer program.", path.display())]
    NewerFormat { path: PathBuf, found: i64, known: i64 },
    /// An SQLite file of some other program.
    #[error("{} belongs to another program, so cuebook leaves it alone. Name another file with --journal.", .0.display())]
    ForeignFile(PathBuf),
    #[error("{} is damaged, or not a journal: {why}. Nothing was changed or deleted. Keep the file, and open a copy from before with --journal.", path.display())]
    Damaged { path: PathBuf, why: String },
    /// No SQLite file to look at, which a locked journal is not either.
    #[error("{} is locked, or damaged: give the passphrase to tell. Nothing was changed.", .0.display())]
    PassphraseRequired(PathBuf),
    #[error("Wrong passphrase for {}, or the file is damaged. Nothing was changed.", .0.display())]
    WrongPassphrase(PathBuf),
    /// A passphrase that reads nothing of what a carer sealed.
    #[error("That passphrase does not open what was sealed. Nothing was changed.")]
    WrongSealPassphrase,
    #[error("It is sealed with another passphrase already. Nothing was changed.")]
    SealedDifferently,
    #[error(
        "This build has no lock: it can neither lock a journal nor open a locked one. Nothing was changed."
    )]
    NoEncryption,
    #[error(
        "There is too little room beside the journal for a copy of it ({needed} should be free), so {then}."
    )]
    NotEnoughSpace {
        /// In words: `12 MB`.
        needed: String,
        then: &'static str,
    },
    #[error("A copy of the journal could not be kept at {}: {why}. The journal itself is as it was.", path.display())]
    CopyFailed { path: PathBuf, why: String },
    /// The journal was named where a copy of it was meant.
    #[error("{} is the journal itself. Please name the copy to restore; nothing was changed.", .0.display())]
    RestoreFromItself(PathBuf),
    #[error("{} is there already and was left as it is. Please give another name.", .0.display())]
    FileExists(PathBuf),
    #[error("{0} was changed in another window since, so it was left as it is now.")]
    Conflict(String),
    /// A second sleep would run beside the first.
    #[error("Baby is asleep since {0} already; two sleeps cannot run at once, so nothing was changed.")]
    SleepRunning(String),
    /// A second massage would run beside the first.
    #[error("A massage is under way since {0} already, so nothing was changed. m on Today opens it.")]
    MassageRunning(String),
    /// Another program is writing and did not finish in time.
    #[error("Another program is writing to this journal. Nothing was lost; please try again.")]
    Busy,
    /// Another program has it open and it needs to be alone.
    #[error("This journal is open in another window. Close it there, then try again.")]
    InUse,
    /// The path no longer leads to the file that was opened.
    #[error("{} was moved or replaced while it was open, so nothing was written. Please close cuebook and open it again.", .0.display())]
    FileReplaced(PathBuf),
    #[error(
        "The disk is full, so nothing was kept just now. What was kept before is safe; make some room and try again."
    )]
    DiskFull,
    #[error("{} cannot be written: the file or its folder is read-only. Nothing was changed.", .0.display())]
    ReadOnly(PathBuf),
    /// The folder or file cannot be made or opened.
    #[error("{} cannot be opened: {why}. Name another file with --journal.", path.display())]
    CannotOpen { path: PathBuf, why: String },
    #[error("The journal could not be read or written: {0}. What was kept before is still there.")]
    Other(String),
}

impl StoreError {
    /// Whether it lies in what the file is, which trying again does not change.
    pub(crate) fn is_file_fault(&self) -> bool {
        matches!(
            self,
            Self::NewerFormat { .. }
                | Self::ForeignFile(_)
                | Self::Damaged { .. }
                | Self::PassphraseRequired(_)
                | Self::WrongPassphrase(_)
                | Self::SealedDifferently
        )
    }

    pub(crate) fn from_sqlite(error: rusqlite::Error, path: Option<&Path>) -> Self {
        let path = path.unwrap_or(Path::new("the journal in memory")).to_path_buf();
        if let rusqlite::Error::FromSqlConversionFailure(_, _, why) = &error {
            let why = format!("something in it cannot be read by this program ({why})");
            return Self::Damaged { path, why };
        }
        if let rusqlite::Error::InvalidPath(path) = error {
            let why = "its name holds letters that no text has".into();
            return Self::CannotOpen { path, why };
        }
        match error.sqlite_error_code() {
            Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => Self::Busy,
            Some(ErrorCode::DiskFull) => Self::DiskFull,
            Some(ErrorCode::ReadOnly | ErrorCode::PermissionDenied) => Self::ReadOnly(path),
            Some(ErrorCode::NotADatabase) => Self::Damaged { path, why: "it is not an SQLite file".into() },
            Some(ErrorCode::DatabaseCorrupt) => {
                Self::Damaged { path, why: "its pages do not fit together".into() }
            }
            Some(ErrorCode::CannotOpen) => Self::CannotOpen { path, why: "the system refused it".into() },
            _ => Self::Other(error.to_string()),
        }
    }
}
