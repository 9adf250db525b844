//! What became of a journal and its copies when its lock or a seal was turned, and the sentences that tell a parent, on
//! the command line and on the screen alike. Nothing is done here.

use std::path::{Path, PathBuf};

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum LockChange {
    Encrypted,
    Rekeyed,
    /// It has none any more.
    Decrypted,
}

impl LockChange {
    pub fn describe_change(self) -> &'static str {
        match self {
            Self::Encrypted => LOCKED,
            Self::Rekeyed => CHANGED,
            Self::Decrypted => UNLOCKED,
        }
    }

    pub fn describe_backup_state(self) -> &'static str {
        match self {
            Self::Encrypted | Self::Rekeyed => LIKEWISE,
            Self::Decrypted => OPEN_TOO,
        }
    }
}

#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct LockOutcome {
    pub rewritten: usize,
    pub removed: usize,
    /// Copies in `FILE.backups/` that neither passphrase opens, left as they are.
    pub unreadable: Vec<PathBuf>,
    /// Journals without a lock and archives beside it and among the copies, which cuebook did not make by itself.
    pub unencrypted: Vec<PathBuf>,
}

impl LockOutcome {
    /// A sentence each on the copies that followed (`followed` says how they are now), were removed, or were left;
    /// `name` says how a file is named.
    pub fn describe_backups(&self, followed: &str, name: impl Fn(&Path) -> String) -> Vec<String> {
        let mut told = Vec::new();
        if self.rewritten > 0 {
            told.push(format!("{} {followed}", format_copy_count(self.rewritten)));
        }
        if self.removed > 0 {
            told.push(format!("{} removed.", format_copy_count(self.removed)));
        }
        told.extend(self.unreadable.iter().map(|left| format!("{} {LEFT}", name(left))));
        told
    }

    /// What the lock does not cover, in a sentence, and the journals beside this one that have none.
    pub fn describe_uncovered(&self, name: impl Fn(&Path) -> String) -> (Vec<&'static str>, Vec<String>) {
        let mut told = vec![NOT_COVERED];
        told.extend((!self.unencrypted.is_empty()).then_some(BESIDE));
        (told, self.unencrypted.iter().map(|open| name(open)).collect())
    }
}

fn format_copy_count(copies: usize) -> String {
    match copies {
        1 => "1 copy cuebook kept is".into(),
        n => format!("{n} copies cuebook kept are"),
    }
}

pub const NO_WAY_BACK: &str = "The passphrase locks the whole journal. There is no way back without it: nobody can open the journal for you.";
const LOCKED: &str =
    "Locked. From now on the journal opens with the passphrase only; there is no way back without it.";
const CHANGED: &str = "The journal has a new passphrase; the old one no longer opens it.";
const UNLOCKED: &str = "Unlocked. Whoever can read the file can read the journal now.";
const LIKEWISE: &str = "under the same passphrase now.";
const OPEN_TOO: &str = "without a lock now, too.";
const LEFT: &str = "is under another passphrase, or damaged, and was left as it is.";
const NOT_COVERED: &str = "Not covered are copies made with `cuebook backup`, exports and pages, wherever they are: please see to those yourself.";
const BESIDE: &str = "These lie beside the journal without a lock:";
