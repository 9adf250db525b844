//! No sub-command: the journal opens on its screens.

use crate::cli::commands::restore_cmd::RestoreArgs;
use crate::cli::output::{CliError, Output, print_to_stderr};
use crate::cli::passphrase_source;
use crate::cli::plain_tasks::run_plain_task;
use crate::cli::run::{CommandContext, Run};
use crate::cli::session::{JournalLocation, Session, current_run};
use crate::cli::unexpected_journal::build_question;
use crate::platform::{self, terminal_kind};
use crate::store::{Store, UnexpectedJournal};
use crate::texts::cli_global as texts;
use crate::tui::screens::OpeningAnswer;
use crate::tui::terminal::{self, Leaving};
use std::io::{IsTerminal, stdin, stdout};

/// Opens the app on the journal, which is made only once there is a terminal to show it on.
pub(crate) fn open_screens(context: &CommandContext) -> Result<Output, CliError> {
    let mut location = context.location()?;
    if !stdin().is_terminal() || !stdout().is_terminal() {
        return Err(CliError::operation_failed(texts::NO_TERMINAL));
    }
    if !terminal_kind::can_show_screens() {
        return Err(CliError::operation_failed(texts::DUMB_TERMINAL));
    }
    let status = context.config_problem.as_deref().unwrap_or_default();
    loop {
        let Some(session) = open_journal(context, &mut location)? else {
            return Ok(Output::none());
        };
        passphrase_source::hand_over_interrupts();
        let Leaving { farewell, task } =
            terminal::run_app(session.store, session.family, context.theme, status)
                .map_err(|error| CliError::operation_failed(format!("{error:#}")))?;
        if let Some(farewell) = farewell {
            print_to_stderr(&farewell);
        }
        let Some(task) = task else {
            return Ok(Output::none());
        };
        passphrase_source::take_interrupts_back();
        run_plain_task(task, context)?;
    }
}

/// None when the parent leaves instead.
fn open_journal(
    context: &CommandContext,
    location: &mut JournalLocation,
) -> Result<Option<Session>, CliError> {
    match location.open_or_create() {
        Err(CliError { unexpected: Some(unexpected), .. }) => ask_and_open(context, location, &unexpected),
        opened => opened.map(Some),
    }
}

/// Asks what is to become of a journal that is not as it was last seen, and opens what is there then. None when the
/// parent leaves.
fn ask_and_open(
    context: &CommandContext,
    location: &mut JournalLocation,
    unexpected: &UnexpectedJournal,
) -> Result<Option<Session>, CliError> {
    let copies = location.read_copies_asking();
    let question = build_question(unexpected, &copies);
    let blank = Store::open_in_memory(current_run(), platform::detect_zone())?;
    let answer = terminal::ask_before_opening(blank, context.theme, question)
        .map_err(|error| CliError::operation_failed(format!("{error:#}")))?;
    match (answer, copies.fullest()) {
        (None, _) => return Ok(None),
        (Some(OpeningAnswer::Restore), Some(copy)) => {
            RestoreArgs::for_copy(&copy.path).run(context)?.write_to_stdout(context.theme)?;
        }
        _ => location.accept_as_it_is(),
    }
    location.open_or_create().map(Some)
}
