//! `today`: one family day in plain lines, or as the JSON of the trends with the day's entries.

use crate::cli::date_args::DayBoundaryArgs;
use crate::cli::output::{CliError, Output};
use crate::cli::run::{CommandContext, Run};
use crate::cli::session::Session;
use crate::cli::stats_query;
use crate::load_stats::load_stats_and_entries;
use crate::model::time::previous_day;
use crate::model::{Entry, Id, TimeRange, Timestamp, entry_to_json};
use crate::report::render_day_lines;
use serde_json::{Value, json};

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

impl Run for TodayArgs {
    fn run(self, context: &CommandContext) -> Result<Output, CliError> {
        let (session, hours, baby) = stats_query::open_for_baby(context, &self.cut, self.baby.as_deref())?;
        let now = Timestamp::from_seconds_in_zone(session.now.unix_seconds(), hours.zone);
        let date = hours.date_for_instant(now.unix_seconds());
        let query = stats_query::build_stats_query(
            &session,
            baby,
            hours,
            (if self.json { date } else { previous_day(date) }, date),
        );
        let (stats, mut entries) = load_stats_and_entries(&session.store, &session.family, query)?;
        entries.retain(|entry| is_shown(entry, baby, &session));
        if !self.json {
            let text = render_day_lines(date, &entries, &stats, &session.family, now);
            return Ok(Output::text(text));
        }
        let mut all = stats.to_json();
        if let Value::Object(map) = &mut all {
            map.insert(
                "entries".into(),
                json!(begun_entries_to_json(&entries, hours.day_range(date), &session)),
            );
        }
        Ok(Output::from_json(&all))
    }
}

/// Of this baby or of none, and no check-ins of a carer who keeps theirs out of Today.
fn is_shown(entry: &Entry, baby: Id, session: &Session) -> bool {
    entry.baby.is_none_or(|id| id == baby) && !session.family.hides_from_views(entry)
}

fn begun_entries_to_json(entries: &[Entry], day: TimeRange, session: &Session) -> Vec<Value> {
    entries
        .iter()
        .rev()
        .filter(|entry| day.contains_instant(entry.at.unix_seconds()))
        .map(|entry| entry_to_json(entry, &session.family))
        .collect()
}
