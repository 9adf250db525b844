//! How a carer is: own words and marks, never a score.

use serde::{Deserialize, Serialize};

/// A check-in; every answer may be left blank.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Checkin {
    /// 1 heavy, 2 hard, 3 mixed, 4 okay, 5 good.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub felt: Option<u8>,
    /// 1 flat … 5 wired.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub energy: Option<u8>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub feelings: Vec<String>,
    /// "Sure of what baby was telling me", 1 to 4.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sure: Option<u8>,
    /// "Time with other people", 1 to 4.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub company: Option<u8>,
    /// All of it, its times and its note, for its writer only: ciphertext, and nothing else is said then.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sealed: Option<String>,
}
