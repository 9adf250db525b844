//! `cues`: one baby's profile, in plain sentences or as the JSON of the contract.

use crate::cli::date_args::{DateRangeArgs, DayBoundaryArgs};
use crate::cli::output::{CliError, Output};
use crate::cli::run::{CommandContext, Run};
use crate::cli::stats_query;
use crate::model::EntryKind;
use crate::report::render_cue_profile;
use crate::stats::{CueProfileBuilder, CueProfileQuery};
use crate::store::EntryFilter;

#[derive(clap::Args)]
pub(crate) struct CuesArgs {
    #[command(flatten)]
    days: DateRangeArgs,
    /// Whose cues
    #[arg(long, value_name = "NAME")]
    baby: Option<String>,
    /// JSON, for a program
    #[arg(long)]
    json: bool,
}

impl Run for CuesArgs {
    fn run(self, context: &CommandContext) -> Result<Output, CliError> {
        let (session, hours, baby) =
            stats_query::open_for_baby(context, &DayBoundaryArgs::default(), self.baby.as_deref())?;
        let (from, to, span) = self.days.parse_range(&hours, &session.family.settings, session.now)?;
        let query = CueProfileQuery { baby, hours, from, to };
        let mut builder = CueProfileBuilder::new(query);
        for kind in [EntryKind::Cue, EntryKind::Massage] {
            let filter = EntryFilter { kind: Some(kind), baby: Some(query.baby), carer: None, span };
            // None is wanted as such: each is taken in as it goes by, so that no journal is too long.
            session.store.load_newest_entries(&filter, None, 1, |entry| {
                builder.add_entry(entry);
                false
            })?;
        }
        let profile = builder.to_profile(&session.family);
        Ok(if self.json {
            Output::from_json(&profile.to_json())
        } else {
            Output::text(render_cue_profile(&profile, &session.family, &query))
        })
    }
}
