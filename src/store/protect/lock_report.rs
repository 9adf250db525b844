//! What became of a journal and its copies when its lock or a seal was changed, on the command line and on the screen
//! alike.

use crate::store::file_stamp::LinkedFile;
use crate::texts::lock_report_texts;
use std::path::{Path, PathBuf};

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum LockChange {
    Encrypted,
    Rekeyed,
    Decrypted,
}

impl LockChange {
    pub(crate) fn describe_change(self) -> &'static str {
        match self {
            Self::Encrypted => lock_report_texts::ENCRYPTED,
            Self::Rekeyed => lock_report_texts::REKEYED,
            Self::Decrypted => lock_report_texts::DECRYPTED,
        }
    }

    pub(crate) fn describe_backup_state(self) -> &'static str {
        match self {
            Self::Encrypted | Self::Rekeyed => lock_report_texts::COPIES_ENCRYPTED,
            Self::Decrypted => lock_report_texts::COPIES_DECRYPTED,
        }
    }
}

#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct LockOutcome {
    pub rewritten: usize,
    pub removed: usize,
    /// Copies in `FILE.backups/` that neither passphrase opens, left as they are.
    pub unreadable: Vec<PathBuf>,
    /// Files that were replaced or removed under one of their names, and are as they were under the others.
    pub linked: Vec<LinkedFile>,
    /// Journals without a lock and archives beside it and among the copies, which cuebook did not make by itself.
    pub unencrypted: Vec<PathBuf>,
}

impl LockOutcome {
    /// A sentence each on the copies that were rewritten (`state` ends it), removed, or left; `name` names a file.
    pub(crate) fn describe_backups(&self, state: &str, name: impl Fn(&Path) -> String) -> Vec<String> {
        let mut lines = Vec::new();
        if self.rewritten > 0 {
            lines.push(lock_report_texts::copies_rewritten(self.rewritten, state));
        }
        if self.removed > 0 {
            lines.push(lock_report_texts::copies_removed(self.removed));
        }
        lines.extend(self.unreadable.iter().map(|copy| lock_report_texts::copy_left(&name(copy))));
        if !self.linked.is_empty() {
            let names: Vec<_> = self.linked.iter().map(|file| name(&file.path)).collect();
            let inodes: Vec<_> = self.linked.iter().map(|file| file.inode).collect();
            lines.push(lock_report_texts::other_names(&names, &inodes));
        }
        lines
    }

    /// What the lock does not cover, in sentences, and the journals beside this one that have none.
    pub(crate) fn describe_uncovered(
        &self,
        name: impl Fn(&Path) -> String,
    ) -> (Vec<&'static str>, Vec<String>) {
        let mut lines = vec![lock_report_texts::NOT_COVERED];
        if !self.unencrypted.is_empty() {
            lines.push(lock_report_texts::UNENCRYPTED_BESIDE);
        }
        (lines, self.unencrypted.iter().map(|path| name(path)).collect())
    }
}
