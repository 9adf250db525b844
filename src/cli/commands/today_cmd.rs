//! `today`: one family day in plain lines, or as the JSON of the trends with the day's entries.

use crate::cli::date_args::DayBoundaryArgs;
use crate::cli::output::{CliError, Output};
use crate::cli::session::{JournalLocation, Session};
use crate::cli::{select_person, stats_query};
use crate::load_stats::load_stats_and_entries;
use crate::model::{Entry, Id, TimeRange, Timestamp, entry_to_json};
use crate::report::render_day_lines;
use serde_json::{Value, json};

/// Whose day, and where it is cut.
#[derive(clap::Args)]
pub(crate) struct TodayArgs {
    #[command(flatten)]
    cut: DayBoundaryArgs,
    /// Whose day
    #[arg(long, value_name = "NAME")]
    baby: Option<String>,
    /// JSON, for a program
    #[arg(long)]
    json: bool,
}

/// The family's day so far.
pub(crate) fn summarize_today(asked: &TodayArgs, place: &JournalLocation) -> Result<Output, CliError> {
    let desk = place.open_existing()?;
    let hours = asked.cut.override_boundaries(desk.family.settings.day_boundaries)?;
    let baby = select_person::select_baby(&desk, asked.baby.as_deref())?;
    let now = Timestamp::from_seconds_in_zone(desk.now.unix_seconds(), hours.zone);
    let date = hours.date_for_instant(now.unix_seconds());
    let query = stats_query::build_stats_query(&desk, baby, hours, (date, date));
    let (sums, mut entries) = load_stats_and_entries(&desk.store, &desk.family, query)?;
    entries.retain(|entry| is_shown(entry, baby, &desk));
    if !asked.json {
        let text = render_day_lines(date, &entries, &sums, &desk.family, now);
        return Ok(Output::text(text));
    }
    let mut all = sums.to_json();
    if let Value::Object(map) = &mut all {
        map.insert("entries".into(), json!(begun_entries_to_json(&entries, hours.day_range(date), &desk)));
    }
    Ok(Output::from_json(&all))
}

/// Of this baby or of none, and no check-ins of a carer who keeps theirs out of Today.
fn is_shown(entry: &Entry, baby: Id, desk: &Session) -> bool {
    entry.baby.is_none_or(|id| id == baby) && !desk.family.hides_from_views(entry)
}

/// What began in the day, newest first.
fn begun_entries_to_json(entries: &[Entry], day: TimeRange, desk: &Session) -> Vec<Value> {
    entries
        .iter()
        .rev()
        .filter(|entry| day.contains_instant(entry.at.unix_seconds()))
        .map(|entry| entry_to_json(entry, &desk.family))
        .collect()
}
