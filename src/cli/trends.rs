//! `trends`: days and weeks added up, in plain lines or as the JSON of the contract.

use super::answer::{Answer, Stop};
use super::days::{Cut, When};
use super::place::Place;
use super::{sums, whose};
use crate::journal::At;
use crate::report::linear_trends;
use crate::trends::{Asked as Looked, together};

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
    let (entries, trends) = sums::sum(&desk, baby, hours, days)?;
    if asked.json {
        return Ok(Answer::json(&trends.to_json()));
    }
    let looked = Looked {
        baby,
        from: trends.from,
        to: trends.to,
        hours,
        now: At::in_zone(desk.now.secs(), hours.zone),
    };
    let together = together(&entries, &desk.family, &looked, &trends);
    Ok(Answer::text(linear_trends(
        &trends,
        &together,
        &desk.family,
    )))
}
