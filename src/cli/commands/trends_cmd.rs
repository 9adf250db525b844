//! `trends`: days and weeks added up, in plain lines or as the JSON of the contract.

use crate::cli::date_args::{DayBoundaryArgs, PeriodArgs};
use crate::cli::output::{CliError, EscapedJsonWriter, Output, stream_to_stdout};
use crate::cli::session::JournalLocation;
use crate::cli::{load_stats, select_person};
use crate::model::Timestamp;
use crate::report::render_stats_lines;
use crate::stats::{AssociationsBuilder, StatsBuilder, StatsQuery as Looked, fetch_range};
use std::ops::ControlFlow;

/// How many weeks there are when nothing is said.
const DEFAULT_WEEKS: u32 = 12;

/// Whose weeks, which, and where they are cut.
#[derive(clap::Args)]
pub(crate) struct TrendsArgs {
    #[command(flatten)]
    when: PeriodArgs,
    #[command(flatten)]
    cut: DayBoundaryArgs,
    /// Whose weeks
    #[arg(long, value_name = "NAME")]
    baby: Option<String>,
    /// JSON, for a program
    #[arg(long)]
    json: bool,
}

/// The weeks asked for.
pub(crate) fn summarize_trends(asked: &TrendsArgs, place: &JournalLocation) -> Result<Output, CliError> {
    let desk = place.open_existing()?;
    let hours = asked.cut.override_boundaries(desk.family.settings.day_boundaries)?;
    let baby = select_person::select_baby(&desk, asked.baby.as_deref())?;
    let days = load_stats::resolve_days(&asked.when, DEFAULT_WEEKS, baby, &hours, &desk)?;
    if asked.json {
        let trends = load_stats::stream_stats(&desk, baby, hours, days)?;
        // Ten years are written a day at a time.
        stream_to_stdout(|out| {
            serde_json::to_writer_pretty(EscapedJsonWriter(&mut *out), &trends)?;
            out.write_all(b"\n")
        })?;
        return Ok(Output::Raw(String::new()));
    }
    let looked = Looked {
        baby,
        from: days.0,
        to: days.1,
        hours,
        now: Timestamp::from_seconds_in_zone(desk.now.unix_seconds(), hours.zone),
    };
    let mut adding = StatsBuilder::new(looked, &desk.family);
    let mut comparing = AssociationsBuilder::new(looked);
    let within = fetch_range(days.0, days.1, &hours);
    desk.store.for_each_overlapping(within, |entry| {
        adding.add_entry(&entry);
        comparing.add_entry(&entry, &desk.family);
        ControlFlow::Continue(())
    })?;
    let trends = adding.into_stats();
    let together = comparing.to_associations(&trends, &desk.family);
    Ok(Output::text(render_stats_lines(&trends, &together, &desk.family)))
}
