//! `now`: what the baby does, in one line; the short one for a prompt or a status bar, which is printed many times a
//! minute and must never wait for anybody.

use crate::cli::output::{CliError, Output};
use crate::cli::run::{CommandContext, Run};
use crate::cli::select_person::select_baby;
use crate::cli::session::Session;
use crate::model::current_activity::ACTIVITY_LOOK_BACK_SECS;
use crate::model::{CurrentActivity, Id, TimeRange};
use crate::texts::cli_now as texts;

#[derive(clap::Args)]
pub(crate) struct NowArgs {
    /// A few words for a prompt or a status bar; asks for no passphrase
    #[arg(long)]
    short: bool,
    /// Which baby
    #[arg(long, value_name = "NAME")]
    baby: Option<String>,
}

impl Run for NowArgs {
    fn run(self, context: &CommandContext) -> Result<Output, CliError> {
        let session = match self.short {
            true => context.location()?.open_unasked()?,
            false => context.open()?,
        };
        let baby = select_baby(&session, self.baby.as_deref())?;
        let activity = load_activity(&session, baby)?;
        if self.short {
            let known = activity.and_then(|activity| texts::describe_short(activity, session.now));
            return Ok(known.map_or_else(Output::none, |line| Output::text(line + "\n")));
        }
        let name = session.family.find_baby(baby).map_or("", |baby| baby.display_name());
        Ok(Output::text(texts::describe(name, activity, session.now) + "\n"))
    }
}

fn load_activity(session: &Session, baby: Id) -> Result<Option<CurrentActivity>, CliError> {
    let now = session.now.unix_seconds();
    let span = TimeRange { from: now - ACTIVITY_LOOK_BACK_SECS, to: now + 1 };
    let recent = session.store.entries_overlapping(span)?;
    Ok(CurrentActivity::from_entries(&recent, baby, session.now))
}
