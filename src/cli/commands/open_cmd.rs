//! No sub-command: the journal opens on its screens.

use crate::cli::output::{CliError, Output, print_to_stderr};
use crate::cli::passphrase_source;
use crate::cli::run::CommandContext;
use crate::texts::cli_global as texts;
use crate::tui::terminal;
use std::io::{IsTerminal, stdin, stdout};

/// Opens the app on the journal, which is made only once there is a terminal to show it on.
pub(crate) fn open_screens(context: &CommandContext) -> Result<Output, CliError> {
    let location = context.location()?;
    if !stdin().is_terminal() || !stdout().is_terminal() {
        return Err(CliError::operation_failed(texts::NO_TERMINAL));
    }
    let session = location.open_or_create()?;
    passphrase_source::hand_over_interrupts();
    let status = context.config_problem.as_deref().unwrap_or_default();
    let farewell = terminal::run_app(session.store, context.theme, status)
        .map_err(|error| CliError::operation_failed(format!("{error:#}")))?;
    if let Some(farewell) = farewell {
        print_to_stderr(&farewell);
    }
    Ok(Output::none())
}
