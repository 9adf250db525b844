//! Reading the whole journal of one baby, so many entries at a time: no key has to wait for a long one, and of what was
//! read only the sums stay.

use crate::journal::{Id, Kind};
use crate::screens::Here;
use crate::store::{Filter, Place, Trouble, Version};
use crate::trends::{Gatherer, Language, LanguageAsked};

/// Entries looked at in one reading; the next tick goes on.
const MOST: usize = 10_000;
/// Entries held at a time.
const CHUNK: usize = 1000;
/// Where cues are written.
const KINDS: [Kind; 2] = [Kind::Cue, Kind::Massage];

/// A reading that is done, or under way.
#[derive(Default)]
pub struct Gathering {
    reading: Option<Reading>,
    /// What the last reading was of, from the first entry to the last.
    of: Option<(Version, Id)>,
    /// Whether a picture was shown yet that is whole.
    is_whole: bool,
    /// How many readings there were, so that one that is to go on differs from the last.
    readings: u64,
}

struct Reading {
    gatherer: Gatherer,
    kind: usize,
    after: Option<Place>,
}

impl Gathering {
    /// The number of the reading after which there is more to read.
    pub fn goes_on(&self) -> Option<u64> {
        self.reading.is_some().then_some(self.readings)
    }

    /// Whether what was read so far is another baby's.
    pub fn is_of_another(&self, baby: Id) -> bool {
        self.of.as_ref().is_some_and(|(_, of)| *of != baby)
    }

    /// Reads on, and gives what there is to show: the whole, or before there is any, what was read so far.
    pub fn read(&mut self, baby: Id, here: &Here<'_>) -> Result<Option<Language>, Trouble> {
        let of = (here.store.version()?, baby);
        if self.of != Some(of) {
            let asked = LanguageAsked {
                baby,
                hours: here.family.settings.hours,
                from: None,
                to: None,
            };
            self.reading = Some(Reading {
                gatherer: Gatherer::new(asked),
                kind: 0,
                after: None,
            });
            self.of = Some(of);
        }
        let Some(reading) = &mut self.reading else {
            return Ok(None);
        };
        self.readings += 1;
        let is_done = reading.go_on(baby, here)?;
        let shows = is_done || !self.is_whole;
        let language = shows.then(|| reading.gatherer.language(here.family));
        if is_done {
            self.reading = None;
            self.is_whole = true;
        }
        Ok(language)
    }
}

impl Reading {
    /// Takes the next entries in; whether those were the last.
    fn go_on(&mut self, baby: Id, here: &Here<'_>) -> Result<bool, Trouble> {
        let mut looked = 0;
        while let Some(kind) = KINDS.get(self.kind).copied() {
            let filter = Filter {
                kind: Some(kind),
                baby: Some(baby),
                ..Filter::default()
            };
            while looked < MOST {
                let chunk = here
                    .store
                    .newest_entries(&filter, self.after, CHUNK, |_| true)?;
                chunk.iter().for_each(|entry| self.gatherer.take(entry));
                looked += chunk.len();
                self.after = chunk.last().map(Place::from).or(self.after);
                if chunk.len() < CHUNK {
                    self.kind += 1;
                    self.after = None;
                    break;
                }
            }
            if looked >= MOST && self.kind < KINDS.len() {
                return Ok(false);
            }
        }
        Ok(true)
    }
}
