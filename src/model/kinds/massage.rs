//! A massage or other nurturing touch, and the moments seen in it. Codes are those of `assets/`.

use crate::model::Timestamp;
use serde::{Deserialize, Serialize};

/// Touch together, or "not today"; every field is blank until it is answered.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Massage {
    /// Begun live and not ended yet; only then is a missing end "running".
    #[serde(rename = "running", skip_serializing_if = "std::ops::Not::not")]
    pub live: bool,
    /// The touch: `massage`, `skin-to-skin`, …
    #[serde(skip_serializing_if = "Option::is_none")]
    pub touch: Option<String>,
    /// What baby answered when asked first.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub asked: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub before: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub after: Option<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub areas: Vec<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub strokes: Vec<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub moments: Vec<Moment>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ended: Option<String>,
    /// `none`, or the oil's name in the family's words.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub oil: Option<String>,
    /// How the carer felt before, 1 (heavy) to 5 (good).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub felt_before: Option<u8>,
    /// How the carer felt after, 1 (heavy) to 5 (good).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub felt_after: Option<u8>,
    /// "Not today", with its reason; `no-reason` when none was given.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub not_today: Option<String>,
}

/// Cues seen together, what they seemed to mean, what was done and whether it helped.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Moment {
    /// When, if known more exactly than the entry.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub at: Option<Timestamp>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub area: Option<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub cues: Vec<String>,
    /// What it seemed to mean: `more`, `change`, `either`, `not-sure`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub meant: Option<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub did: Vec<String>,
    /// Whether it helped: `yes`, `a-bit`, `no`, `not-sure`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub helped: Option<String>,
}

impl Moment {
    /// Whether nothing has been said in it.
    pub fn is_blank(&self) -> bool {
        *self == Self::default()
    }
}
