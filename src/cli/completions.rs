//! `completions`: what teaches a shell the commands and options, printed for the shell to read. Written from the same
//! table of arguments that the program itself reads, so it never tells of others.

use super::answer::{Answer, Stop};
use clap_complete::Shell;

/// For which shell.
#[derive(clap::Args)]
pub(crate) struct Asked {
    /// The shell to teach
    #[arg(value_enum)]
    shell: Shell,
}

/// The script. Built whole first: the generator does not bear a reader that goes away.
pub(crate) fn run(asked: &Asked, mut command: clap::Command) -> Result<Answer, Stop> {
    let mut script = Vec::new();
    clap_complete::generate(asked.shell, &mut command, "cuebook", &mut script);
    Ok(Answer::Raw(String::from_utf8_lossy(&script).into_owned()))
}
