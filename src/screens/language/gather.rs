//! Reading the whole journal of one baby: a little at once, so that there is something to show, and all of a longer one
//! behind the screen. Of what was read only the sums stay.

use super::says;
use crate::journal::{Family, Id, Kind};
use crate::screens::Here;
use crate::store::{Filter, Place, Store, Trouble, Version};
use crate::trends::{Gatherer, Language, LanguageAsked};
use crate::work::Job;

/// Entries looked at while a key waits.
const AT_ONCE: usize = 500;
const CHUNK: usize = 250;
const KINDS: [Kind; 2] = [Kind::Cue, Kind::Massage];

#[derive(Default)]
pub(crate) struct Gathering {
    of: Option<(Version, Id)>,
    is_done: bool,
    /// A picture was shown that is whole, if not of the newest.
    is_whole: bool,
}

pub(crate) struct Gathered {
    of: (Version, Id),
    language: Language,
}

impl Gathering {
    /// Whether there is more to read than was.
    pub(crate) fn goes_on(&self) -> bool {
        self.of.is_some() && !self.is_done
    }

    /// Whether what was read so far is another baby's.
    pub(crate) fn is_of_another(&self, baby: Id) -> bool {
        self.of.as_ref().is_some_and(|(_, of)| *of != baby)
    }

    /// Reads the newest, when the journal is no longer the one that was read, and gives what there is to show: the
    /// whole, or before there is any, what was read so far.
    pub(crate) fn read(&mut self, baby: Id, here: &Here<'_>) -> Result<Option<Language>, Trouble> {
        let of = (here.store.version()?, baby);
        if self.of == Some(of) {
            return Ok(None);
        }
        let mut reading = Reading::of(baby, here.family);
        self.is_done = reading.go_on(AT_ONCE, here.store)?;
        self.of = Some(of);
        let shows = self.is_done || !self.is_whole;
        self.is_whole |= self.is_done;
        Ok(shows.then(|| reading.gatherer.language(here.family)))
    }

    /// The work that reads all of it, where that is not done.
    pub(crate) fn job(&self, here: &Here<'_>) -> Option<Job> {
        let of = self.of.filter(|_| !self.is_done)?;
        let family = here.family.clone();
        Some(Job::new(says::READING, move |store, hands| {
            let mut reading = Reading::of(of.1, &family);
            while !hands.is_stopped() {
                if reading.go_on(CHUNK, store)? {
                    let language = reading.gatherer.language(&family);
                    return Ok(Some(Gathered { of, language }));
                }
            }
            Ok(None)
        }))
    }

    /// Takes what was found, if it is still what is wanted.
    pub(crate) fn take(&mut self, found: Gathered) -> Option<Language> {
        if self.of != Some(found.of) {
            return None;
        }
        (self.is_done, self.is_whole) = (true, true);
        Some(found.language)
    }
}

struct Reading {
    baby: Id,
    gatherer: Gatherer,
    kind: usize,
    after: Option<Place>,
}

impl Reading {
    fn of(baby: Id, family: &Family) -> Self {
        let asked = LanguageAsked { baby, hours: family.settings.hours, from: None, to: None };
        Self { baby, gatherer: Gatherer::new(asked), kind: 0, after: None }
    }

    /// Takes the next entries in, about so many; whether those were the last.
    fn go_on(&mut self, most: usize, store: &Store) -> Result<bool, Trouble> {
        let mut looked = 0;
        while let Some(kind) = KINDS.get(self.kind).copied() {
            if looked >= most {
                return Ok(false);
            }
            let filter = Filter { kind: Some(kind), baby: Some(self.baby), ..Filter::default() };
            let chunk = store.newest_entries(&filter, self.after, CHUNK, |_| true)?;
            chunk.iter().for_each(|entry| self.gatherer.take(entry));
            looked += chunk.len();
            self.after = chunk.last().map(Place::from).or(self.after);
            if chunk.len() < CHUNK {
                self.kind += 1;
                self.after = None;
            }
        }
        Ok(true)
    }
}
