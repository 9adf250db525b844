//! A sleep of the baby's, with times or in words only.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// A sleep; its start and end are the entry's.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Sleep {
    /// How settled: `held`, `fed`, …
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub settled: Vec<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub wakings: Option<u16>,
    /// Nap or night, where the parent overruled the hours: `true` nap, `false` night.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub nap: Option<bool>,
    /// A night in words only: the date on whose evening it began.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub night: Option<NaiveDate>,
    /// The words for that night: `badly`, `well`, …
    #[serde(skip_serializing_if = "Option::is_none")]
    pub words: Option<String>,
    /// Came from another app, so it never "runs".
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub imported: bool,
}
