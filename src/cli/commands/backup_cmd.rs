//! `backup`: a whole copy of the journal in a new file, under the journal's own lock.

use crate::cli::output::{CliError, Output};
use crate::cli::path_args::path_parser;
use crate::cli::run::{CommandContext, Run};
use crate::store::EntryFilter;
use crate::texts::cli_files as texts;
use std::path::PathBuf;

#[derive(clap::Args)]
pub(crate) struct BackupArgs {
    /// A new file, or a folder; without it, a dated file beside the journal
    #[arg(value_name = "PATH", value_parser = path_parser())]
    path: Option<PathBuf>,
}

impl BackupArgs {
    /// As if this file was named on the command line.
    pub(crate) fn to_file(path: PathBuf) -> Self {
        Self { path: Some(path) }
    }
}

impl Run for BackupArgs {
    fn run(self, context: &CommandContext) -> Result<Output, CliError> {
        // A copy is the file as it is, whatever was done to it.
        let session = context.location()?.open_without_unsealing()?;
        session.tell_of_seals()?;
        let kept = session.store.back_up_to(self.path.as_deref(), session.now)?;
        let entries = session.store.count_entries(&EntryFilter::default())?;
        let path = kept.display().to_string();
        Ok(Output::text(texts::backed_up(entries, &path, session.store.is_encrypted())))
    }
}
