//! `trends`: days and weeks added up, in plain lines or as the JSON of the contract.

use super::answer::{Answer, Json, Stop, pour};
use super::days::{Cut, When};
use super::place::Place;
use super::{sums, whose};
use crate::journal::At;
use crate::report::linear_trends;
use crate::trends::{Adding, Asked as Looked, Comparing, reach};
use std::ops::ControlFlow;

/// How many weeks there are when nothing is said.
const USUAL: u32 = 12;

/// Whose weeks, which, and where they are cut.
#[derive(clap::Args)]
pub(crate) struct Asked {
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
pub(crate) fn run(asked: &Asked, place: &Place) -> Result<Answer, Stop> {
    let desk = place.existing()?;
    let hours = asked.cut.hours(desk.family.settings.hours)?;
    let baby = whose::baby(&desk, asked.baby.as_deref())?;
    let days = sums::days(&asked.when, USUAL, baby, &hours, &desk)?;
    if asked.json {
        let trends = sums::sums_alone(&desk, baby, hours, days)?;
        // Ten years are written a day at a time.
        pour(|out| {
            serde_json::to_writer_pretty(Json(&mut *out), &trends)?;
            out.write_all(b"\n")
        })?;
        return Ok(Answer::Raw(String::new()));
    }
    let looked =
        Looked { baby, from: days.0, to: days.1, hours, now: At::in_zone(desk.now.secs(), hours.zone) };
    let mut adding = Adding::new(looked, &desk.family);
    let mut comparing = Comparing::new(looked);
    let within = reach(days.0, days.1, &hours);
    desk.store.each_between(within, |entry| {
        adding.take(&entry);
        comparing.take(&entry, &desk.family);
        ControlFlow::Continue(())
    })?;
    let trends = adding.done();
    let together = comparing.together(&trends, &desk.family);
    Ok(Answer::text(linear_trends(&trends, &together, &desk.family)))
}
