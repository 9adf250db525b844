//! Reading the whole journal of one baby: a little at once, so that there is something to show, and all of a longer one
//! behind the screen. Of what was read only the sums stay.

use crate::model::{EntryKind, Family, Id};
use crate::stats::{CueProfile, CueProfileBuilder, CueProfileQuery};
use crate::store::{DataVersion, EntryFilter, ListCursor, Store, StoreError};
use crate::texts::cue_profile as texts;
use crate::tui::jobs::Job;
use crate::tui::screens::Context;

/// Entries looked at while a key waits.
const ENTRIES_AT_ONCE: usize = 500;
const CHUNK_ENTRIES: usize = 250;
const KINDS: [EntryKind; 2] = [EntryKind::Cue, EntryKind::Massage];

#[derive(Default)]
pub(crate) struct CueProfileLoader {
    loaded_for: Option<(DataVersion, Id)>,
    /// What was last read to its end.
    complete_for: Option<(DataVersion, Id)>,
}

pub(crate) struct LoadedCueProfile {
    loaded_for: (DataVersion, Id),
    profile: CueProfile,
}

impl CueProfileLoader {
    /// Whether there is more to read than was.
    pub(crate) fn is_loading(&self) -> bool {
        self.loaded_for != self.complete_for
    }

    /// Whether what was read so far is another baby's.
    pub(crate) fn is_for_other_baby(&self, baby: Id) -> bool {
        self.loaded_for.as_ref().is_some_and(|(_, loaded)| *loaded != baby)
    }

    /// Reads the newest, when the journal is no longer the one that was read, and gives what there is to show: the
    /// whole, or before there is any, what was read so far.
    pub(crate) fn load_newest(
        &mut self,
        baby: Id,
        context: &Context<'_>,
    ) -> Result<Option<CueProfile>, StoreError> {
        let key = Some((context.store.data_version()?, baby));
        if self.loaded_for == key {
            return Ok(None);
        }
        let mut reader = CueProfileReader::for_baby(baby, context.family);
        let is_complete = reader.read_next(ENTRIES_AT_ONCE, context.store)?;
        self.loaded_for = key;
        let is_shown = is_complete || self.complete_for.is_none();
        if is_complete {
            self.complete_for = key;
        }
        Ok(is_shown.then(|| reader.builder.to_profile(context.family)))
    }

    /// The work that reads all of it, where that is not done.
    pub(crate) fn build_job(&self, context: &Context<'_>) -> Option<Job> {
        if !self.is_loading() {
            return None;
        }
        let key = self.loaded_for?;
        let family = context.family.clone();
        Some(Job::new(texts::READING, move |store, job| {
            let mut reader = CueProfileReader::for_baby(key.1, &family);
            while !job.is_cancelled() {
                if reader.read_next(CHUNK_ENTRIES, store)? {
                    let profile = reader.builder.to_profile(&family);
                    return Ok(Some(LoadedCueProfile { loaded_for: key, profile }));
                }
            }
            Ok(None)
        }))
    }

    /// Takes what was found, if it is still what is wanted.
    pub(crate) fn accept_loaded(&mut self, loaded: LoadedCueProfile) -> Option<CueProfile> {
        if self.loaded_for != Some(loaded.loaded_for) {
            return None;
        }
        self.complete_for = self.loaded_for;
        Some(loaded.profile)
    }
}

struct CueProfileReader {
    baby: Id,
    builder: CueProfileBuilder,
    kind_index: usize,
    resume_after: Option<ListCursor>,
}

impl CueProfileReader {
    fn for_baby(baby: Id, family: &Family) -> Self {
        let query = CueProfileQuery { baby, hours: family.settings.day_boundaries, from: None, to: None };
        Self { baby, builder: CueProfileBuilder::new(query), kind_index: 0, resume_after: None }
    }

    /// Takes in about `max_entries` more; whether those were the last.
    fn read_next(&mut self, max_entries: usize, store: &Store) -> Result<bool, StoreError> {
        let mut entries_read = 0;
        while let Some(kind) = KINDS.get(self.kind_index).copied() {
            if entries_read >= max_entries {
                return Ok(false);
            }
            let filter = EntryFilter { kind: Some(kind), baby: Some(self.baby), ..EntryFilter::default() };
            let chunk = store.load_newest_entries(&filter, self.resume_after, CHUNK_ENTRIES, |_| true)?;
            chunk.iter().for_each(|entry| self.builder.add_entry(entry));
            entries_read += chunk.len();
            self.resume_after = chunk.last().map(ListCursor::from).or(self.resume_after);
            if chunk.len() < CHUNK_ENTRIES {
                self.kind_index += 1;
                self.resume_after = None;
            }
        }
        Ok(true)
    }
}
