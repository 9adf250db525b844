//! `cues`: one baby's language, in plain sentences or as the JSON of the contract.

use crate::cli::date_args::DateRangeArgs;
use crate::cli::output::{CliError, Output};
use crate::cli::run::{CommandContext, Run};
use crate::cli::select_person;
use crate::model::{EntryKind, TimeRange};
use crate::report::render_cue_profile;
use crate::stats::{CueProfileBuilder, CueProfileQuery};
use crate::store::EntryFilter;

/// Whose cues, and from when to when.
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
    /// Everything written down, unless days are named.
    fn run(self, context: &CommandContext) -> Result<Output, CliError> {
        let location = &context.location()?;
        let session = location.open_existing()?;
        let hours = session.family.settings.day_boundaries;
        let (from, to) = self.days.parse_dates(hours.date_for_instant(session.now.unix_seconds()))?;
        let asked_for = CueProfileQuery {
            baby: select_person::select_baby(&session, self.baby.as_deref())?,
            hours,
            from,
            to,
        };
        let mut gatherer = CueProfileBuilder::new(asked_for);
        for kind in [EntryKind::Cue, EntryKind::Massage] {
            let filter = EntryFilter {
                kind: Some(kind),
                baby: Some(asked_for.baby),
                carer: None,
                span: (from.is_some() || to.is_some()).then(|| TimeRange {
                    from: from.map_or(i64::MIN, |day| hours.day_range(day).from),
                    to: to.map_or(i64::MAX, |day| hours.day_range(day).to),
                }),
            };
            // None is wanted as such: each is taken in as it goes by, so that no journal is too long.
            session.store.load_newest_entries(&filter, None, 1, |entry| {
                gatherer.add_entry(entry);
                false
            })?;
        }
        let language = gatherer.to_profile(&session.family);
        Ok(if self.json {
            Output::from_json(&language.to_json())
        } else {
            Output::text(render_cue_profile(&language, &session.family, &asked_for))
        })
    }
}
