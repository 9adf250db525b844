//! `backup`: a whole copy of the journal in a new file, under the journal's own lock.

use super::answer::{Answer, Stop};
use super::place::Place;
use crate::store::Filter;
use std::path::PathBuf;

/// Where to.
#[derive(clap::Args)]
pub(crate) struct Asked {
    /// A new file, or a folder; without it, a dated file beside the journal
    #[arg(value_name = "PATH")]
    path: Option<PathBuf>,
}

/// Keeps the copy.
pub(crate) fn run(asked: &Asked, place: &Place) -> Result<Answer, Stop> {
    let desk = place.existing()?;
    let kept = desk.store.back_up_to(asked.path.as_deref(), desk.now)?;
    let entries = desk.store.count(&Filter::default())?;
    let lock = if desk.store.is_locked() { LOCKED } else { OPEN };
    Ok(Answer::text(format!(
        "Kept a copy of the journal ({entries} entries) in {}, for your eyes only. {lock}",
        kept.display()
    )))
}

const LOCKED: &str = "It is locked with the journal's passphrase.";
const OPEN: &str = "It has no lock, like the journal.";
