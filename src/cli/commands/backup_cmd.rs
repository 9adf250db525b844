//! `backup`: a whole copy of the journal in a new file, under the journal's own lock.

use crate::cli::output::{CliError, Output};
use crate::cli::session::JournalLocation;
use crate::store::EntryFilter;
use std::path::PathBuf;

/// Where to.
#[derive(clap::Args)]
pub(crate) struct BackupArgs {
    /// A new file, or a folder; without it, a dated file beside the journal
    #[arg(value_name = "PATH")]
    path: Option<PathBuf>,
}

/// Keeps the copy.
pub(crate) fn back_up_journal(asked: &BackupArgs, place: &JournalLocation) -> Result<Output, CliError> {
    let desk = place.open_existing()?;
    let kept = desk.store.back_up_to(asked.path.as_deref(), desk.now)?;
    let entries = desk.store.count_entries(&EntryFilter::default())?;
    let lock = if desk.store.is_encrypted() { LOCKED } else { OPEN };
    Ok(Output::text(format!(
        "Kept a copy of the journal ({entries} entries) in {}, for your eyes only. {lock}",
        kept.display()
    )))
}

const LOCKED: &str = "It is locked with the journal's passphrase.";
const OPEN: &str = "It has no lock, like the journal.";
