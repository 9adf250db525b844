//! `completions`: what teaches a shell the commands and options, printed for the shell to read. Written from the same
//! table of arguments that the program itself reads, so it never tells of others.

use crate::cli::output::{CliError, Output};
use crate::cli::run::{CommandContext, Run};
use clap_complete::Shell;

#[derive(clap::Args)]
pub(crate) struct CompletionsArgs {
    /// The shell to teach
    #[arg(value_enum)]
    shell: Shell,
}

impl Run for CompletionsArgs {
    fn run(self, context: &CommandContext) -> Result<Output, CliError> {
        let mut script = Vec::new();
        clap_complete::generate(self.shell, &mut (context.command)(), "cuebook", &mut script);
        Ok(Output::Raw(String::from_utf8_lossy(&script).into_owned()))
    }
}
