//! One moment of cues outside a massage.

use crate::model::Moment;
use serde::{Deserialize, Serialize};

/// Cues seen together, and what was going on.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Cue {
    /// What was seen; one moment when written here, more only from elsewhere.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub moments: Vec<Moment>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub state: Option<String>,
    /// What was going on: `feeding`, `play`, …
    #[serde(skip_serializing_if = "Option::is_none")]
    pub doing: Option<String>,
}
