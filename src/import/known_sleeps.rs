//! The sleeps that the journal has already, met again in another file: the same event once, whatever the file calls it.

use crate::import::app_format::join_new_lines;
use crate::model::{Details, Entry, Id};
use std::collections::{BTreeMap, HashMap};

/// Files of the same sleep seldom differ by more; what shares less is a neighbour whose end was rounded.
const MIN_SHARED_SECS: i64 = 5 * 60;

pub(crate) struct KnownSleeps<'a> {
    by_id: HashMap<Id, &'a Entry>,
    /// By whose they are and when they begin, in Unix seconds.
    by_start: BTreeMap<(Option<Id>, i64), Vec<&'a Entry>>,
    /// The longest of them, in seconds.
    longest: i64,
    /// Those that the import changes.
    changed: HashMap<Id, Entry>,
    /// In the order in which they were changed.
    changed_ids: Vec<Id>,
    pub ended: usize,
    pub noted: usize,
}

/// What an entry of a file is to the journal.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum SleepMatch {
    New,
    Known,
    /// Known by its identity, with other times or words in the journal.
    Differs,
}

impl<'a> KnownSleeps<'a> {
    pub(crate) fn new(sleeps: &'a [Entry]) -> Self {
        let mut by_start: BTreeMap<_, Vec<&Entry>> = BTreeMap::new();
        for sleep in sleeps {
            by_start.entry((sleep.baby, sleep.at.unix_seconds())).or_default().push(sleep);
        }
        Self {
            by_id: sleeps.iter().map(|sleep| (sleep.id, sleep)).collect(),
            by_start,
            longest: sleeps.iter().filter_map(seconds_of).max().unwrap_or(0),
            changed: HashMap::new(),
            changed_ids: Vec::new(),
            ended: 0,
            noted: 0,
        }
    }

    /// Compares an entry with the journal: one without an end gets the end that the file has by now, and words that only
    /// the file has are put with the journal's.
    pub(crate) fn meet(&mut self, entry: &Entry) -> SleepMatch {
        if !matches!(entry.details, Details::Sleep(_)) {
            return SleepMatch::New;
        }
        if let Some(known) = self.by_id.get(&entry.id).copied() {
            return self.meet_same_identity(known, entry);
        }
        let start = (entry.baby, entry.at.unix_seconds());
        let same = self.by_start.get(&start).into_iter().flatten().copied().find(|known| {
            known.until == entry.until || known.until.is_none() && is_imported(known) || entry.until.is_none()
        });
        match same {
            Some(known) => {
                self.take_end(known, entry);
                self.take_words(known, entry);
                SleepMatch::Known
            }
            None => SleepMatch::New,
        }
    }

    fn meet_same_identity(&mut self, known: &Entry, entry: &Entry) -> SleepMatch {
        if self.take_end(known, entry) || self.take_end_of_line(known, entry) {
            return SleepMatch::Known;
        }
        let has_words = join_new_lines(known.note.as_deref(), entry.note.as_deref()).is_none();
        let same_end = entry.until.is_none() || known.until == entry.until;
        if known.at == entry.at && same_end && has_words { SleepMatch::Known } else { SleepMatch::Differs }
    }

    fn state(&self, known: &Entry) -> Entry {
        self.changed.get(&known.id).unwrap_or(known).clone()
    }

    fn change(&mut self, after: Entry) {
        let id = after.id;
        if self.changed.insert(id, after).is_none() {
            self.changed_ids.push(id);
        }
    }

    /// Gives an imported sleep without an end the end of the same sleep; whether it did.
    fn take_end(&mut self, known: &Entry, entry: &Entry) -> bool {
        let mut after = self.state(known);
        let fits = end_open_sleep(&mut after, entry);
        if fits {
            self.ended += 1;
            self.change(after);
        }
        fits
    }

    /// A sleep that a dated line began, whose end a later line of the same file tells.
    fn take_end_of_line(&mut self, known: &Entry, entry: &Entry) -> bool {
        let mut after = self.state(known);
        let fits = after.is_open() && after.at == entry.at && entry.until.is_some();
        if fits {
            after.until = entry.until;
            after.note = entry.note.clone().or(after.note);
            self.ended += 1;
            self.change(after);
        }
        fits
    }

    fn take_words(&mut self, known: &Entry, entry: &Entry) {
        let mut after = self.state(known);
        if let Some(note) = join_new_lines(after.note.as_deref(), entry.note.as_deref()) {
            after.note = Some(note);
            self.noted += 1;
            self.change(after);
        }
    }

    /// Whether a new sleep lies over one that another file brought.
    pub(crate) fn is_over_other(&self, entry: &Entry) -> bool {
        let (from, Some(until)) = (entry.at.unix_seconds(), entry.until) else {
            return false;
        };
        let to = until.unix_seconds();
        let near = self.by_start.range((entry.baby, from - self.longest)..=(entry.baby, to));
        near.flat_map(|(_, sleeps)| sleeps).any(|known| {
            let end = known.until.map_or(known.at.unix_seconds(), |until| until.unix_seconds());
            is_imported(known) && end.min(to) - known.at.unix_seconds().max(from) >= MIN_SHARED_SECS
        })
    }

    /// The sleeps that change, as they are and as they will be.
    pub(crate) fn into_changes(mut self) -> Vec<(Entry, Entry)> {
        let ids = std::mem::take(&mut self.changed_ids);
        let pairs =
            ids.iter().filter_map(|id| Some(((*self.by_id.get(id)?).clone(), self.changed.remove(id)?)));
        pairs.collect()
    }
}

fn seconds_of(sleep: &Entry) -> Option<i64> {
    Some(sleep.until?.unix_seconds() - sleep.at.unix_seconds())
}

fn is_imported(entry: &Entry) -> bool {
    matches!(&entry.details, Details::Sleep(sleep) if sleep.imported)
}

/// Gives an imported sleep without an end the end of the same sleep; whether it did.
pub(crate) fn end_open_sleep(entry: &mut Entry, again: &Entry) -> bool {
    let is_sleep = matches!(again.details, Details::Sleep(_));
    let fits = is_imported(entry) && entry.is_open() && again.until.is_some() && is_sleep;
    if fits {
        entry.until = again.until;
    }
    fits
}
