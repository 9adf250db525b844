//! What may well be meant and is worth a second look, in a sentence: `This overlaps the sleep 11:40–12:55 by Ben. Enter
//! again keeps both.` For the form and for the typed line.

use super::words;
use crate::journal::tell::{self, plain};
use crate::journal::time::length;
use crate::journal::{At, Clash, Entry, Span, clashes};
use crate::screens::Here;
use crate::store::Trouble;

/// The sentence that names what an entry overlaps, or how very long it is.
pub fn in_the_way(entry: &Entry, here: &Here<'_>) -> Result<Option<String>, Trouble> {
    let from = entry.at.secs();
    let to = entry.until.map_or(from, At::secs).max(from + 1);
    let others = here.store.between(Span { from, to })?;
    Ok(clashes(entry, &others).first().map(|clash| match clash {
        Clash::Overlap(other) => {
            let carer = here.family.carer(other.carer);
            let carer = plain(carer.map_or("", |carer| carer.called())).into_owned();
            let times = other
                .until
                .map_or_else(|| other.at.hm(), |until| tell::range(other.at, until));
            words::overlap(&format!("{} {times}", other.kind().word()), &carer)
        }
        Clash::Long(minutes) => words::long(&length(*minutes)),
    }))
}
