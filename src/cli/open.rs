//! No sub-command: the journal opens on its screens.

use super::answer::{Answer, Stop};
use super::passphrase;
use super::place::Place;
use crate::terminal;
use crate::widgets::look::Look;
use std::io::{IsTerminal, stdin, stdout};

/// Opens the app on the journal, which is made only once there is a terminal to show it on; `says` is said first.
pub(crate) fn run(place: &Place, look: Look, says: &str) -> Result<Answer, Stop> {
    if !stdin().is_terminal() || !stdout().is_terminal() {
        return Err(Stop::could(NO_TERMINAL));
    }
    let desk = place.begin()?;
    passphrase::leave_interrupts();
    terminal::run(desk.store, look, says).map_err(|error| Stop::could(format!("{error:#}")))?;
    Ok(Answer::text(String::new()))
}

const NO_TERMINAL: &str = "The journal's screens need a terminal. `cuebook today` and `cuebook list` print it instead, and `cuebook log` writes in it.";
