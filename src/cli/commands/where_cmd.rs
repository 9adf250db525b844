//! `where`: the journal's file and the folders cuebook uses. Says nothing of what is in them.

use crate::cli::output::{CliError, Output};
use crate::cli::run::{CommandContext, Run};
use crate::platform;

#[derive(clap::Args)]
pub(crate) struct WhereArgs {}

impl Run for WhereArgs {
    fn run(self, context: &CommandContext) -> Result<Output, CliError> {
        let location = context.location()?;
        let there = if location.has_journal() { THERE } else { NOT_YET };
        let usual = platform::default_journal_path().ok();
        let data = usual
            .as_deref()
            .and_then(|path| path.parent())
            .map_or_else(|| "none on this system".to_owned(), |path| path.display().to_string());
        let config = platform::config::config_file_path()
            .map_or_else(|_| "none on this system".to_owned(), |file| file.display().to_string());
        Ok(Output::text(format!(
            "journal  {} ({there})\ndata     {data}\nconfig   {config}\n",
            location.path().display()
        )))
    }
}

const THERE: &str = "it is there";
const NOT_YET: &str = "not there yet; `cuebook` begins it";
