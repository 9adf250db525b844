//! `forget`: takes an entry's words out of the journal, its history, its drafts and its copies for good.

use crate::cli::commands::list_cmd::format_entries;
use crate::cli::confirm::require_yes;
use crate::cli::output::{CliError, Output};
use crate::cli::run::{CommandContext, Run};
use crate::cli::session::Session;
use crate::model::describe::sanitize_text;
use crate::store::{ForgetLookup, ForgetTarget};
use crate::texts::cli_common::NOTHING_CHANGED;
use crate::texts::forget_texts as texts;
use std::path::Path;

#[derive(clap::Args)]
pub(crate) struct ForgetArgs {
    /// The entry's id, or the start of it, as list --json and history --json print it
    #[arg(value_name = "ENTRY")]
    entry: String,
    /// Take it out without asking
    #[arg(long)]
    yes: bool,
}

impl Run for ForgetArgs {
    fn run(self, context: &CommandContext) -> Result<Output, CliError> {
        let mut session = context.location()?.open_existing()?;
        let target = match session.store.find_entry_to_forget(self.entry.trim())? {
            ForgetLookup::Found(target) => target,
            ForgetLookup::Nothing => {
                let typed = sanitize_text(&self.entry).into_owned();
                return Err(CliError::operation_failed(texts::no_such_entry(&typed)));
            }
            ForgetLookup::Several => return Err(CliError::operation_failed(texts::SEVERAL)),
            ForgetLookup::Sealed => return Err(CliError::operation_failed(texts::SEALED)),
        };
        if !self.yes {
            context.print(&describe_target(&target, &session))?;
            require_yes(texts::QUESTION, texts::ADD_YES, NOTHING_CHANGED)?;
        }
        let outcome = session.store.forget_entry(&target)?;
        session.note_sync_due();
        let name = |path: &Path| path.display().to_string();
        Ok(Output::text(outcome.describe(name).join("\n") + "\n").then_sync(session))
    }
}

fn describe_target(target: &ForgetTarget, session: &Session) -> String {
    let Some(entry) = &target.entry else {
        return format!("{}\n{}", texts::ONLY_TRACES, texts::WARNING);
    };
    let head = if target.is_listed { texts::STANDS } else { texts::REMOVED_BEFORE };
    let listed = format_entries(std::slice::from_ref(entry), &session.family, session.now);
    format!("{head}\n{listed}{}", texts::WARNING)
}
