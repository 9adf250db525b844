//! No sub-command: the journal opens on its screens.

use crate::cli::output::{CliError, Output};
use crate::cli::passphrase_source;
use crate::cli::session::JournalLocation;
use crate::tui::terminal;
use crate::tui::theme::Theme;
use std::io::{IsTerminal, stdin, stdout};

/// Opens the app on the journal, which is made only once there is a terminal to show it on; `says` is said first.
pub(crate) fn open_screens(place: &JournalLocation, look: Theme, says: &str) -> Result<Output, CliError> {
    if !stdin().is_terminal() || !stdout().is_terminal() {
        return Err(CliError::operation_failed(NO_TERMINAL));
    }
    let desk = place.open_or_create()?;
    passphrase_source::hand_over_interrupts();
    terminal::run_app(desk.store, look, says)
        .map_err(|error| CliError::operation_failed(format!("{error:#}")))?;
    Ok(Output::text(String::new()))
}

const NO_TERMINAL: &str = "The journal's screens need a terminal. `cuebook today` and `cuebook list` print it instead, and `cuebook log` writes in it.";
