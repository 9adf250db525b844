//! What files hold, on its way into a plan, kept small: a year of a family's is a few thousand, a hostile file a million.

use crate::import::CandidateEntry;
use crate::model::{Details, Id, Sleep, Timestamp};
use std::collections::HashMap;
use std::hash::Hash;

/// Candidates in the order of the file.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct CandidateList {
    rows: Vec<StoredCandidate>,
    /// The children and carers that rows name together; a row has the number of its own.
    people: NumberedValues<(Option<String>, Option<String>)>,
    /// The offsets of starts and ends, likewise.
    offsets: NumberedValues<(i32, i32)>,
    /// All notes, one behind the other.
    notes: String,
    /// What is known of entries beyond their times; a row has the number of its own, from 1.
    details: Vec<Details>,
}

/// A row in 56 bytes: a large file has a million.
#[derive(Clone, PartialEq, Debug)]
struct StoredCandidate {
    id: Id,
    at: i64,
    /// [`OPEN`] of what has no end.
    until: i64,
    row: u32,
    people: u32,
    offsets: u32,
    /// Where it begins and ends.
    note: (u32, u32),
    /// Twice the number, 0 of a sleep of which nothing but its times is known; and 1 more when they are rough.
    details: u32,
}

const OPEN: i64 = i64::MIN;

impl StoredCandidate {
    fn until(&self) -> Option<i64> {
        (self.until != OPEN).then_some(self.until)
    }
}

/// Different values, each with a number.
#[derive(Clone, Debug)]
struct NumberedValues<T> {
    values: Vec<T>,
    numbers: HashMap<T, u32>,
}

impl<T> Default for NumberedValues<T> {
    fn default() -> Self {
        Self { values: Vec::new(), numbers: HashMap::new() }
    }
}

impl<T: PartialEq> PartialEq for NumberedValues<T> {
    fn eq(&self, other: &Self) -> bool {
        self.values == other.values
    }
}

impl<T: Clone + Eq + Hash> NumberedValues<T> {
    fn number_of(&mut self, value: T) -> u32 {
        if let Some(number) = self.numbers.get(&value) {
            return *number;
        }
        let number = u32::try_from(self.values.len()).unwrap_or(u32::MAX);
        self.values.push(value.clone());
        self.numbers.insert(value, number);
        number
    }

    fn get(&self, number: u32) -> Option<&T> {
        self.values.get(number as usize)
    }
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
        let to = self.rows.iter().map(|row| row.until().unwrap_or(row.at)).max()?;
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
            |row: &StoredCandidate| matches!(self.find_details(row), None | Some(Details::Sleep(_)));
        let is_wanted = |row: &StoredCandidate| is_sleep(row) && row.until > row.at;
        let places = (0..).zip(&self.rows).filter(|(_, row)| is_wanted(row)).map(|(at, _)| at);
        let mut order: Vec<u32> = places.collect();
        let children = self.number_children();
        let child =
            move |row: &StoredCandidate| children.get(row.people as usize).copied().unwrap_or_default();
        let row = |at: &u32| self.rows.get(*at as usize);
        order.sort_by_key(|at| row(at).map(|row| (child(row), row.at)));
        let span = move |row: &StoredCandidate| SleepSpan {
            child: child(row),
            start: row.at,
            end: row.until,
            row: row.row as usize,
        };
        order.into_iter().filter_map(move |at| Some(span(self.rows.get(at as usize)?)))
    }

    /// A number for the child of each pair of people.
    fn number_children(&self) -> Vec<u32> {
        let mut names: NumberedValues<Option<String>> = NumberedValues::default();
        self.people.values.iter().map(|(child, _)| names.number_of(child.clone())).collect()
    }

    fn find_details(&self, row: &StoredCandidate) -> Option<&Details> {
        self.details.get((row.details as usize / 2).checked_sub(1)?)
    }

    fn store(&mut self, candidate: CandidateEntry) -> StoredCandidate {
        let CandidateEntry { row, id, child, carer, at, until, approximate, note, details } = candidate;
        let number = |from: usize| u32::try_from(from).unwrap_or(u32::MAX);
        let offsets = (at.offset_seconds(), until.map_or(0, Timestamp::offset_seconds));
        let from = self.notes.len();
        self.notes.push_str(note.as_deref().unwrap_or_default());
        let is_plain = details == plain_sleep();
        if !is_plain {
            self.details.push(details);
        }
        let details = if is_plain { 0 } else { 2 * number(self.details.len()).min(u32::MAX / 4) };
        StoredCandidate {
            id,
            at: at.unix_seconds(),
            until: until.map_or(OPEN, Timestamp::unix_seconds),
            row: number(row),
            people: self.people.number_of((child, carer)),
            offsets: self.offsets.number_of(offsets),
            note: (number(from), number(self.notes.len())),
            details: details + u32::from(approximate),
        }
    }

    fn read(&self, row: &StoredCandidate) -> CandidateEntry {
        let (child, carer) = self.people.get(row.people).cloned().unwrap_or_default();
        let (at_offset, until_offset) = self.offsets.get(row.offsets).copied().unwrap_or_default();
        let note = self.notes.get(row.note.0 as usize..row.note.1 as usize).filter(|note| !note.is_empty());
        CandidateEntry {
            row: row.row as usize,
            id: row.id,
            child,
            carer,
            at: Timestamp::new(row.at, at_offset),
            until: row.until().map(|until| Timestamp::new(until, until_offset)),
            approximate: row.details % 2 == 1,
            note: note.map(str::to_owned),
            details: self.find_details(row).cloned().unwrap_or_else(plain_sleep),
        }
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
    pub(crate) fn find_or_insert<K: Hash + Eq>(
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
