//! What may well be meant and is worth a second look, in a sentence: `This overlaps the sleep 11:40–12:55 by Ben, in the
//! sling. Enter again keeps both.` For the form, the typed line and the nudge.

use super::words;
use crate::journal::tell::{self, plain};
use crate::journal::time::length;
use crate::journal::{At, Clash, Entry, Span, clashes, lasts_until};
use crate::screens::Here;
use crate::store::Trouble;
use crate::widgets::look::Glyph;
use crate::widgets::text::cut;

/// Columns that what the other entry says may take, so that what to do is never cut off.
const MOST: usize = 32;

/// What an entry overlaps, and whether it is very long.
pub(crate) fn second_look(entry: &Entry, here: &Here<'_>) -> Result<Vec<Clash>, Trouble> {
    let from = entry.at.secs();
    let to = lasts_until(entry, here.now).map_or(from, At::secs);
    let to = to.max(from + 1);
    let others = here.store.between(Span { from, to })?;
    Ok(clashes(entry, &others, here.now))
}

/// The sentence that names what an entry overlaps, or how very long it is, and what keeps it all the same.
pub(crate) fn in_the_way(entry: &Entry, here: &Here<'_>) -> Result<Option<String>, Trouble> {
    let found = second_look(entry, here)?;
    Ok(said(&found, here).map(|says| format!("{says} {}", words::again(&found))))
}

/// The same without what to do about it. An overlap goes before a length: it is the likelier slip.
pub(crate) fn said(found: &[Clash], here: &Here<'_>) -> Option<String> {
    let overlaps = found.iter().filter_map(|clash| match clash {
        Clash::Overlap(other) => Some(other.as_ref()),
        Clash::Long(_) => None,
    });
    let overlaps: Vec<&Entry> = overlaps.collect();
    match (overlaps.first(), found.first()) {
        (Some(other), _) => Some(words::overlap(&named(other, here), overlaps.len() - 1)),
        (None, Some(Clash::Long(minutes))) => Some(words::long(&length(*minutes))),
        _ => None,
    }
}

/// `sleep 11:40–12:55 by Ben, in the sling`.
fn named(other: &Entry, here: &Here<'_>) -> String {
    let carer = here.family.carer(other.carer);
    let carer = plain(carer.map_or("", |carer| carer.called())).into_owned();
    let times = match other.until {
        Some(until) => tell::range(other.at, until),
        None => words::since(&other.at.hm()),
    };
    let named = format!("{} {times} by {carer}", other.kind().word());
    let aside = here.look.text(&tell::told(other, here.family, here.now).aside);
    if aside.is_empty() {
        return named;
    }
    format!("{named}, {}", cut(&aside, MOST, here.look.glyph(Glyph::More)))
}
