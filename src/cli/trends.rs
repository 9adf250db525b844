//! `trends`: days and weeks added up, in plain lines or as the JSON of the contract.

use super::answer::{Answer, Json, Stop, pour};
use super::days::{Cut, When};
use super::place::Place;
use super::{sums, whose};
use crate::report::linear_trends;

/// How many weeks there are when nothing is said.
const USUAL: u32 = 12;

/// Whose weeks, which, and where they are cut.
#[derive(clap::Args)]
pub struct Asked {
    #[command(flatten)]
    when: When,
    #[command(flatten)]
    cut: Cut,
    /// Whose weeks
    #[arg(long, value_name = "NAME")]
    baby: Option<String>,
    /// JSON, for a program
    #[arg(long)]
    json: bool,
}

/// The weeks asked for.
pub fn run(asked: &Asked, place: &Place) -> Result<Answer, Stop> {
    let desk = place.existing()?;
    let hours = asked.cut.hours(desk.family.settings.hours)?;
    let baby = whose::baby(&desk, asked.baby.as_deref())?;
    let days = sums::days(&asked.when, USUAL, baby, &hours, &desk)?;
    let trends = sums::sums_alone(&desk, baby, hours, days)?;
    if !asked.json {
        return Ok(Answer::text(linear_trends(&trends, &desk.family)));
    }
    // Ten years are written a day at a time.
    pour(|out| {
        serde_json::to_writer_pretty(Json(out), &trends)?;
        out.write_all(b"\n")
    })?;
    Ok(Answer::Raw(String::new()))
}
