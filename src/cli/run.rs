//! What a sub-command is: its arguments, which run and answer with what is to be printed.

use crate::cli::output::{CliError, Output, print_text, render_for_terminal};
use crate::cli::passphrase_source::PassphraseSource;
use crate::cli::session::{JournalLocation, Session};
use crate::tui::theme::Theme;
use std::path::PathBuf;

pub(crate) trait Run {
    fn run(self, context: &CommandContext) -> Result<Output, CliError>;
}

pub(crate) struct CommandContext {
    /// The file of `--journal`.
    pub journal: Option<PathBuf>,
    /// `--new`: a journal is begun where one is missed, or taken as it is.
    pub begins_new: bool,
    pub passphrase_source: PassphraseSource,
    /// For what a carer sealed.
    pub seal_source: PassphraseSource,
    pub theme: Theme,
    /// Why the config file was not read; the usual looks are used.
    pub config_problem: Option<String>,
    /// The table of arguments, for the manual and completions.
    pub command: fn() -> clap::Command,
}

impl CommandContext {
    pub(crate) fn location(&self) -> Result<JournalLocation, CliError> {
        let sources = (self.passphrase_source.clone(), self.seal_source.clone());
        JournalLocation::from_arguments(self.journal.clone(), self.begins_new, sources.0, sources.1)
    }

    /// The journal that is there, with what was sealed opened if its passphrase is at hand.
    pub(crate) fn open(&self) -> Result<Session, CliError> {
        self.location()?.open_existing()
    }

    /// Prints before the answer, for a question that follows.
    pub(crate) fn print(&self, text: &str) -> Result<(), CliError> {
        print_text(&render_for_terminal(text, self.theme))
    }
}
