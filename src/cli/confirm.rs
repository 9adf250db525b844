//! A question before something that is not easily taken back.

use crate::cli::output::{CliError, print_text};
use crate::texts::plain_task_texts::NOBODY_TO_ASK;
use std::io::{self, IsTerminal};

/// Asks on a terminal; elsewhere nobody is there to say yes, and `add_yes` says what to do instead.
pub(crate) fn require_yes(question: &str, add_yes: &str, no: &str) -> Result<(), CliError> {
    if !io::stdin().is_terminal() || !io::stdout().is_terminal() {
        return Err(CliError::operation_failed(add_yes));
    }
    print_text(question)?;
    let mut said = String::new();
    let read = io::stdin().read_line(&mut said);
    match said.trim().to_lowercase().as_str() {
        "y" | "yes" if read.is_ok() => Ok(()),
        _ => Err(CliError::operation_failed(no)),
    }
}

/// Asks for one of several, by number, until one is named; elsewhere than on a terminal `add_yes` says what to do.
pub(crate) fn choose(question: &str, choices: &[String], add_yes: &str) -> Result<usize, CliError> {
    if !io::stdin().is_terminal() || !io::stdout().is_terminal() {
        return Err(CliError::operation_failed(add_yes));
    }
    print_text(&format!("{question}\n"))?;
    for (n, choice) in choices.iter().enumerate() {
        print_text(&format!("  {}  {choice}\n", n + 1))?;
    }
    loop {
        print_text("> ")?;
        let mut said = String::new();
        if io::stdin().read_line(&mut said).map_or(true, |read| read == 0) {
            return Err(CliError::operation_failed(add_yes));
        }
        match said.trim().parse::<usize>() {
            Ok(number) if (1..=choices.len()).contains(&number) => return Ok(number - 1),
            _ => {}
        }
    }
}

/// One line typed after a question, without the blanks around it.
pub(crate) fn ask_line(question: &str) -> Result<String, CliError> {
    print_text(question)?;
    let mut typed = String::new();
    match io::stdin().read_line(&mut typed) {
        Ok(read) if read > 0 => Ok(typed.trim().to_owned()),
        _ => Err(CliError::operation_failed(NOBODY_TO_ASK)),
    }
}
