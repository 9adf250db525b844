//! What became of a journal and its copies when its lock or a seal was turned, and the sentences that tell a parent, on
//! the command line and on the screen alike. Nothing is done here.

use std::path::{Path, PathBuf};

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Turn {
    Locked,
    Changed,
    /// It has none any more.
    Unlocked,
}

impl Turn {
    pub fn told(self) -> &'static str {
        match self {
            Self::Locked => LOCKED,
            Self::Changed => CHANGED,
            Self::Unlocked => UNLOCKED,
        }
    }

    pub fn followed(self) -> &'static str {
        match self {
            Self::Locked | Self::Changed => LIKEWISE,
            Self::Unlocked => OPEN_TOO,
        }
    }
}

#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Turned {
    pub followed: usize,
    pub removed: usize,
    /// Copies in `FILE.backups/` that neither passphrase opens, left as they are.
    pub left: Vec<PathBuf>,
    /// Journals without a lock and archives beside it and among the copies, which cuebook did not make by itself.
    pub open: Vec<PathBuf>,
}

impl Turned {
    /// A sentence each on the copies that followed (`followed` says how they are now), were removed, or were left;
    /// `name` says how a file is named.
    pub fn copies(&self, followed: &str, name: impl Fn(&Path) -> String) -> Vec<String> {
        let mut told = Vec::new();
        if self.followed > 0 {
            told.push(format!("{} {followed}", many(self.followed)));
        }
        if self.removed > 0 {
            told.push(format!("{} removed.", many(self.removed)));
        }
        told.extend(self.left.iter().map(|left| format!("{} {LEFT}", name(left))));
        told
    }

    /// What the lock does not cover, in a sentence, and the journals beside this one that have none.
    pub fn uncovered(&self, name: impl Fn(&Path) -> String) -> (Vec<&'static str>, Vec<String>) {
        let mut told = vec![NOT_COVERED];
        told.extend((!self.open.is_empty()).then_some(BESIDE));
        (told, self.open.iter().map(|open| name(open)).collect())
    }
}

fn many(copies: usize) -> String {
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
