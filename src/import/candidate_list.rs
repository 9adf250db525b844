//! What files hold, on its way into a plan, kept small: a year of a family's is a few thousand, a hostile file a million.

use crate::import::CandidateEntry;
use crate::model::{Details, Id, Sleep, Timestamp};
use std::collections::HashMap;

/// Candidates in the order of the file.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct CandidateList {
    rows: Vec<StoredCandidate>,
    /// The people that they name; a row has the number of its own, from 1.
    names: Vec<String>,
    numbers: HashMap<String, u32>,
}

#[derive(Clone, PartialEq, Debug)]
struct StoredCandidate {
    id: Id,
    at: i64,
    until: i64,
    at_offset: i32,
    until_offset: i32,
    row: u32,
    child: u32,
    carer: u32,
    approximate: bool,
    has_until: bool,
    note: Option<Box<str>>,
    /// None of a sleep of which nothing but its times is known.
    details: Option<Box<Details>>,
}

/// When a sleep was, in Unix seconds.
pub(crate) struct SleepSpan {
    /// Whose it is, as a number.
    pub child: u32,
    pub start: i64,
    pub end: i64,
    pub row: usize,
}

fn plain_sleep() -> Details {
    Details::Sleep(Sleep { imported: true, ..Sleep::default() })
}

impl CandidateList {
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    pub(crate) fn push(&mut self, candidate: CandidateEntry) {
        let stored = self.store(candidate);
        self.rows.push(stored);
    }

    /// Puts another in the place of one.
    pub(crate) fn replace(&mut self, at: usize, candidate: CandidateEntry) {
        let stored = self.store(candidate);
        if let Some(place) = self.rows.get_mut(at) {
            *place = stored;
        }
    }

    pub(crate) fn id(&self, at: usize) -> Option<Id> {
        self.rows.get(at).map(|row| row.id)
    }

    pub(crate) fn ids(&self) -> impl Iterator<Item = Id> {
        self.rows.iter().map(|row| row.id)
    }

    /// From when to when they are, in Unix seconds; none of none.
    pub(crate) fn time_span(&self) -> Option<(i64, i64)> {
        let from = self.rows.iter().map(|row| row.at).min()?;
        let to = self.rows.iter().map(|row| if row.has_until { row.until } else { row.at }).max()?;
        Some((from, to))
    }

    /// When one begins, in Unix seconds.
    pub(crate) fn start(&self, at: usize) -> Option<i64> {
        self.rows.get(at).map(|row| row.at)
    }

    pub fn get(&self, at: usize) -> Option<CandidateEntry> {
        self.rows.get(at).map(|row| self.read(row))
    }

    /// In the order of the file.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = CandidateEntry> {
        self.rows.iter().map(|row| self.read(row))
    }

    pub fn to_vec(&self) -> Vec<CandidateEntry> {
        self.iter().collect()
    }

    /// The sleeps of some length, child by child, each child's by their starts.
    pub(crate) fn sleeps_by_child_and_start(&self) -> impl Iterator<Item = SleepSpan> {
        let is_sleep =
            |row: &StoredCandidate| matches!(row.details.as_deref(), None | Some(Details::Sleep(_)));
        let is_wanted = |row: &StoredCandidate| is_sleep(row) && row.has_until && row.until > row.at;
        let places = (0..).zip(&self.rows).filter(|(_, row)| is_wanted(row)).map(|(at, _)| at);
        let mut order: Vec<u32> = places.collect();
        let row = |at: &u32| self.rows.get(*at as usize);
        order.sort_by_key(|at| row(at).map(|row| (row.child, row.at)));
        let span = |row: &StoredCandidate| SleepSpan {
            child: row.child,
            start: row.at,
            end: row.until,
            row: row.row as usize,
        };
        order.into_iter().filter_map(move |at| Some(span(self.rows.get(at as usize)?)))
    }

    fn store(&mut self, candidate: CandidateEntry) -> StoredCandidate {
        let CandidateEntry { row, id, child, carer, at, until, approximate, note, details } = candidate;
        StoredCandidate {
            id,
            at: at.unix_seconds(),
            until: until.map_or(0, Timestamp::unix_seconds),
            at_offset: at.offset_seconds(),
            until_offset: until.map_or(0, Timestamp::offset_seconds),
            row: u32::try_from(row).unwrap_or(u32::MAX),
            child: self.number_of(child),
            carer: self.number_of(carer),
            approximate,
            has_until: until.is_some(),
            note: note.map(String::into_boxed_str),
            details: (details != plain_sleep()).then(|| Box::new(details)),
        }
    }

    fn read(&self, row: &StoredCandidate) -> CandidateEntry {
        let name = |number: u32| self.names.get((number as usize).checked_sub(1)?).cloned();
        CandidateEntry {
            row: row.row as usize,
            id: row.id,
            child: name(row.child),
            carer: name(row.carer),
            at: Timestamp::new(row.at, row.at_offset),
            until: row.has_until.then(|| Timestamp::new(row.until, row.until_offset)),
            approximate: row.approximate,
            note: row.note.as_deref().map(str::to_owned),
            details: row.details.as_deref().cloned().unwrap_or_else(plain_sleep),
        }
    }

    fn number_of(&mut self, name: Option<String>) -> u32 {
        let Some(name) = name else {
            return 0;
        };
        if let Some(number) = self.numbers.get(&name) {
            return *number;
        }
        self.names.push(name.clone());
        let number = u32::try_from(self.names.len()).unwrap_or(u32::MAX);
        self.numbers.insert(name, number);
        number
    }
}

impl FromIterator<CandidateEntry> for CandidateList {
    fn from_iter<I: IntoIterator<Item = CandidateEntry>>(candidates: I) -> Self {
        let mut list = Self::default();
        candidates.into_iter().for_each(|candidate| list.push(candidate));
        list
    }
}

/// Numbers of places found by what stands there: a few bytes for each.
#[derive(Default)]
pub(crate) struct PlaceIndex {
    places: hashbrown::HashTable<u32>,
    hasher: std::hash::RandomState,
}

impl PlaceIndex {
    /// The place whose key is `key`; else `place` is taken in under it. `key_at` tells the key of a place.
    pub(crate) fn find_or_insert<K: std::hash::Hash + Eq>(
        &mut self,
        key: &K,
        place: usize,
        key_at: impl Fn(usize) -> Option<K>,
    ) -> Option<usize> {
        use hashbrown::hash_table::Entry;
        use std::hash::BuildHasher;
        let hasher = &self.hasher;
        let found = self.places.entry(
            hasher.hash_one(Some(key)),
            |known| key_at(*known as usize).as_ref() == Some(key),
            |known| hasher.hash_one(key_at(*known as usize).as_ref()),
        );
        match found {
            Entry::Occupied(known) => Some(*known.get() as usize),
            Entry::Vacant(vacant) => {
                vacant.insert(u32::try_from(place).unwrap_or(u32::MAX));
                None
            }
        }
    }
}
