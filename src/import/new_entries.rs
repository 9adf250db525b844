//! The entries that an import adds, each event once, whichever of its files tell of it.

use crate::import::ParsedFile;
use crate::import::candidate_list::PlaceIndex;
use crate::import::resolve_people::ImportPeople;
use crate::model::{Details, Entry, Id, ValidationError};
use std::collections::HashMap;

/// A file's number, and a place in its list.
pub(crate) type Place = (usize, usize);

/// The entries to add, each event once: where they stand in the files.
#[derive(Default)]
pub(crate) struct NewEntries {
    places: Vec<(u32, u32)>,
    by_id: PlaceIndex,
    /// By whose they are and when they begin.
    sleeps: PlaceIndex,
    /// Those that a later row added something to.
    pub merged: HashMap<Id, Entry>,
}

impl NewEntries {
    /// The same entry as it was read before; else it is taken in. A sleep that another row has goes with that one.
    pub(crate) fn find_or_add(
        &mut self,
        reads: &[ParsedFile],
        people: &mut ImportPeople<'_>,
        (file, at): Place,
        entry: &Entry,
    ) -> Result<Option<Entry>, ValidationError> {
        let number = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        let is_sleep = matches!(entry.details, Details::Sleep(_));
        let next = self.places.len();
        self.places.push((number(file), number(at)));
        let places = &self.places;
        let read = |place: usize| {
            let (file, at) = places.get(place)?;
            reads.get(*file as usize)?.candidates.get(*at as usize)
        };
        let id_at = |place: usize| {
            let (file, at) = places.get(place)?;
            reads.get(*file as usize)?.candidates.id(*at as usize)
        };
        // Within one file each identity comes once already.
        let mut same = if reads.len() > 1 { self.by_id.find_or_insert(&entry.id, next, id_at) } else { None };
        if is_sleep {
            let start_at = |place: usize| {
                let (file, at) = places.get(place)?;
                reads.get(*file as usize)?.candidates.start(*at as usize)
            };
            let start = entry.at.unix_seconds();
            same = same.or(self.sleeps.find_or_insert(&start, next, start_at));
        }
        let Some((same, known)) = same.and_then(|same| Some((same, read(same)?))) else {
            return Ok(None);
        };
        let known = people.entry_from_candidate(known)?;
        let known = self.merged.get(&known.id).cloned().unwrap_or(known);
        let is_same = known.id == entry.id
            || known.baby == entry.baby
                && matches!(known.details, Details::Sleep(_))
                && (known.until == entry.until || known.is_open() || entry.is_open());
        if is_same && let Some(original) = self.places.get(same).copied() {
            // What is found here is the one that is written.
            self.places[next] = original;
        }
        Ok(is_same.then_some(known))
    }
}
