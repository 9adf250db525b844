//! No sub-command: the journal opens on its screens.

use super::Looks;
use super::answer::{Answer, Stop};
use crate::store::Store;

/// Opens the app on a journal.
pub fn run(store: Store, _looks: Looks) -> Result<Answer, Stop> {
    let path = store.path().map(|path| path.display().to_string());
    Ok(Answer::text(format!(
        "Your journal is at {}. {LATER}",
        path.unwrap_or_default()
    )))
}

const LATER: &str = "Its screens come in a later version; until then `cuebook log` writes in it, `cuebook today` and `cuebook list` read, and `cuebook --help` tells the rest.";
