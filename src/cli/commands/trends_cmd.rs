//! `trends`: days and weeks added up, in plain lines or as the JSON of the contract.

use crate::cli::date_args::{DayBoundaryArgs, PeriodArgs, dates_in_range};
use crate::cli::output::{CliError, EscapedJsonWriter, Output, stream_to_stdout};
use crate::cli::run::{CommandContext, Run};
use crate::cli::stats_query;
use crate::load_stats::{load_stats, load_stats_and_associations};
use crate::report::render_stats_lines;
use crate::texts::stats_lines;

/// How many weeks there are when nothing is said.
const DEFAULT_WEEKS: u32 = 12;

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

impl Run for TrendsArgs {
    fn run(self, context: &CommandContext) -> Result<Output, CliError> {
        let (session, hours, baby) = stats_query::open_for_baby(context, &self.cut, self.baby.as_deref())?;
        let days = stats_query::resolve_days(&self.when, DEFAULT_WEEKS, baby, &hours, &session)?;
        let query = stats_query::build_stats_query(&session, baby, hours, days);
        if self.json {
            let trends = load_stats(&session.store, &session.family, query)?;
            // Ten years are written a day at a time.
            stream_to_stdout(|out| {
                serde_json::to_writer_pretty(EscapedJsonWriter(&mut *out), &trends)?;
                out.write_all(b"\n")
            })?;
            return Ok(Output::Raw(String::new()));
        }
        let loaded = load_stats_and_associations(&session.store, &session.family, query, || false)?;
        let text =
            loaded.map(|(stats, associations)| render_stats_lines(&stats, &associations, &session.family));
        let mut text = text.unwrap_or_default();
        let recorded = session.store.find_recorded_range(Some(baby))?;
        let recorded = recorded.map(|range| dates_in_range(&hours, range));
        if let Some((first, last)) = recorded.filter(|(first, last)| *last < days.0 || *first > days.1) {
            text.push_str(&stats_lines::entries_elsewhere(first, last));
        }
        Ok(Output::text(text))
    }
}
