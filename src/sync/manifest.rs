//! The list of a writer's pieces: what of its folder counts. Written last and in one step, so that the folder is whole at
//! every moment.

use crate::sync::FORMAT;
use crate::sync::stamp::WriterId;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct PieceRef {
    /// The first key it may hold.
    pub lo: String,
    pub name: String,
}

#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Manifest {
    cuebook: String,
    pub v: u32,
    /// The oldest format whose readers understand it.
    pub reads: u32,
    /// What people call the computer: "Ana's laptop".
    pub called: String,
    pub clock: i64,
    /// In order of their first keys.
    pub pieces: Vec<PieceRef>,
    /// The hash of the last manifest that was read of each other writer.
    #[serde(default)]
    pub heard: BTreeMap<WriterId, String>,
}

impl Manifest {
    #[must_use]
    pub fn new(called: String, clock: i64, pieces: Vec<PieceRef>, heard: BTreeMap<WriterId, String>) -> Self {
        Self { cuebook: KIND.into(), v: FORMAT, reads: FORMAT, called, clock, pieces, heard }
    }

    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        serde_json::to_vec(self).unwrap_or_default()
    }

    /// None when it is no manifest. One of a newer format is read as far as is known of it: see [`Self::is_newer`].
    #[must_use]
    pub fn from_bytes(bytes: &[u8]) -> Option<Self> {
        let read: Self = serde_json::from_slice(bytes).ok()?;
        (read.cuebook == KIND).then_some(read)
    }

    /// Whether a newer cuebook wrote it, whose pieces this one would not understand.
    #[must_use]
    pub fn is_newer(&self) -> bool {
        self.reads > FORMAT
    }
}

const KIND: &str = "sync";
