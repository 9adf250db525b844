//! `where`: the journal's file and the folders cuebook uses. Says nothing of what is in them.

use crate::cli::output::{CliError, Output};
use crate::cli::run::{CommandContext, Run};
use crate::platform;
use crate::texts::cli_files as texts;

#[derive(clap::Args)]
pub(crate) struct WhereArgs {}

impl Run for WhereArgs {
    fn run(self, context: &CommandContext) -> Result<Output, CliError> {
        let location = context.location()?;
        let usual = platform::default_journal_path().ok();
        let data = usual
            .as_deref()
            .and_then(|path| path.parent())
            .map_or_else(|| texts::NO_FOLDER.to_owned(), |path| path.display().to_string());
        let config = platform::config::config_file_path()
            .map_or_else(|_| texts::NO_FOLDER.to_owned(), |file| file.display().to_string());
        // What stands in the way of opening it, said after where it is.
        let (is_there, problem) = match location.has_journal() {
            Ok(is_there) => (Some(is_there), None),
            Err(problem) => (None, Some(problem.message)),
        };
        Ok(Output::text(texts::paths(
            &location.path().display().to_string(),
            is_there,
            problem.as_deref(),
            &data,
            &config,
        )))
    }
}
