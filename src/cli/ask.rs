//! A question before something that is not easily taken back.

use super::answer::{Stop, put};
use std::io::{self, IsTerminal};

/// Asks on a terminal; elsewhere nobody is there to say yes, and `add_yes` says what to do instead.
pub(crate) fn agreed(question: &str, add_yes: &str, no: &str) -> Result<(), Stop> {
    if !io::stdin().is_terminal() || !io::stdout().is_terminal() {
        return Err(Stop::could(add_yes));
    }
    put(question)?;
    let mut said = String::new();
    let read = io::stdin().read_line(&mut said);
    match said.trim().to_lowercase().as_str() {
        "y" | "yes" if read.is_ok() => Ok(()),
        _ => Err(Stop::could(no)),
    }
}
