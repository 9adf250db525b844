//! `assets/demo.toml`: who the family is, what it wrote of the clocks, and the lines of each day.

use crate::model::CustomCue;
use crate::vocabulary::asset;
use serde::Deserialize;

#[derive(Deserialize)]
pub(crate) struct DemoFile {
    pub family: FamilyFacts,
    pub clocks: ClockNotes,
    #[serde(rename = "day")]
    pub days: Vec<DayLines>,
}

#[derive(Deserialize)]
pub(crate) struct FamilyFacts {
    pub baby: String,
    pub mother: String,
    pub father: String,
    pub born_days_before: i64,
    pub due_weeks_after_birth: i64,
    pub own_cue: CustomCue,
    pub favourites: Vec<String>,
    /// In days ago.
    pub incomplete_nights: Vec<i64>,
}

#[derive(Deserialize)]
pub(crate) struct ClockNotes {
    pub went_back: String,
    pub went_forward: String,
    pub away: String,
    /// In days ago, as `away_until`.
    pub away_from: i64,
    pub away_until: i64,
}

#[derive(Deserialize)]
pub(crate) struct DayLines {
    pub ago: i64,
    pub lines: Vec<String>,
}

impl DemoFile {
    pub(crate) fn read() -> Self {
        asset!("demo")
    }
}
