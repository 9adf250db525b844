//! The sleeps that the journal has already, met again in another file: the same event once, whatever the file calls it.

use crate::import::app_format::join_new_lines;
use crate::import::app_times::format_day_and_time;
use crate::import::archive::ExistingRecords;
use crate::import::import_target::ImportTarget;
use crate::import::import_warnings::warn_about_rows;
use crate::import::{ImportWarning, MAX_LISTED};
use crate::model::{Details, Entry, Id};
use crate::texts::import_messages;
use std::collections::{BTreeMap, HashMap, HashSet};

/// Files of the same sleep seldom differ by more; what shares less is a neighbour whose end was rounded.
const MIN_SHARED_SECS: i64 = 5 * 60;
/// How many differences are told one by one.
const MAX_TOLD: usize = 5;

pub(crate) struct KnownSleeps<'a> {
    by_id: HashMap<Id, &'a Entry>,
    /// By whose they are and when they begin, in Unix seconds.
    by_start: BTreeMap<(Option<Id>, i64), Vec<&'a Entry>>,
    /// The longest of them, in seconds.
    longest: i64,
    /// What is asked of the sleeps that were edited here, when the later of two is to be taken.
    newer: Option<&'a NewerRule>,
    /// Those whose own row the files have.
    in_files: &'a HashSet<Id>,
    /// Those that the import changes.
    changed: HashMap<Id, Entry>,
    /// In the order in which they were changed.
    changed_ids: Vec<Id>,
    /// Rows of sleeps that the journal has with other times or words: from when to when here, and in the file.
    differences: Vec<(usize, (String, String))>,
    pub ended: usize,
    pub noted: usize,
    pub taken: usize,
}

/// What tells the later of two: when the files were written, and what became of the journal's sleeps.
#[derive(Clone, Debug, Default)]
pub struct NewerRule {
    /// When the files were written last, in Unix seconds.
    pub written: i64,
    /// The sleeps that were edited here: how each came in, and when it was edited last, in Unix seconds.
    pub edited: HashMap<Id, (Option<Entry>, i64)>,
}

/// What an entry of a file is to the journal.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum SleepMatch {
    New,
    Known,
    /// Known, with other times or words in the journal.
    Differs,
}

impl<'a> KnownSleeps<'a> {
    pub(crate) fn new(existing: &'a ExistingRecords, target: &ImportTarget<'a>) -> Self {
        let sleeps = &existing.sleeps;
        let mut by_start: BTreeMap<_, Vec<&Entry>> = BTreeMap::new();
        for sleep in sleeps {
            by_start.entry((sleep.baby, sleep.at.unix_seconds())).or_default().push(sleep);
        }
        Self {
            by_id: sleeps.iter().map(|sleep| (sleep.id, sleep)).collect(),
            by_start,
            longest: sleeps.iter().filter_map(seconds_of).max().unwrap_or(0),
            newer: existing.newer.as_ref(),
            in_files: target.known_ids,
            changed: HashMap::new(),
            changed_ids: Vec::new(),
            differences: Vec::new(),
            ended: 0,
            noted: 0,
            taken: 0,
        }
    }

    /// Compares an entry with the journal: one without an end gets the end that the file has by now, and words that only
    /// the file has are put with the journal's.
    pub(crate) fn meet(&mut self, entry: &Entry, row: usize) -> SleepMatch {
        if !matches!(entry.details, Details::Sleep(_)) {
            return SleepMatch::New;
        }
        if let Some(known) = self.by_id.get(&entry.id).copied() {
            return self.meet_same_identity(known, entry, row);
        }
        let start = (entry.baby, entry.at.unix_seconds());
        let here = || self.by_start.get(&start).into_iter().flatten().copied();
        let same = here().find(|known| known.until == entry.until).or_else(|| {
            here().find(|known| known.until.is_none() && is_imported(known) || entry.until.is_none())
        });
        if let Some(known) = same {
            self.take_end(known, entry);
            self.take_words(known, entry);
            return SleepMatch::Known;
        }
        // One that begins or ends as the file says, and whose own row the files have not: it was edited, here or there.
        let edited = here().find(|known| self.is_edited_row(known)).or_else(|| self.find_by_end(entry));
        match edited {
            Some(known) => self.differ(known, entry, row),
            None => SleepMatch::New,
        }
    }

    fn is_edited_row(&self, known: &Entry) -> bool {
        known.until.is_some() && is_imported(known) && !self.in_files.contains(&known.id)
    }

    fn find_by_end(&self, entry: &Entry) -> Option<&'a Entry> {
        let mut near = self.near(entry)?;
        near.find(|known| known.until == entry.until && known.until.is_some() && self.is_edited_row(known))
    }

    fn meet_same_identity(&mut self, known: &Entry, entry: &Entry, row: usize) -> SleepMatch {
        if self.take_end(known, entry) || self.take_end_of_line(known, entry) {
            return SleepMatch::Known;
        }
        let has_words = join_new_lines(known.note.as_deref(), entry.note.as_deref()).is_none();
        let same_end = entry.until.is_none() || known.until == entry.until;
        if known.at == entry.at && same_end && has_words {
            return SleepMatch::Known;
        }
        self.differ(known, entry, row)
    }

    /// The journal's stays, unless the later of the two is wanted and that is the file's.
    fn differ(&mut self, known: &Entry, entry: &Entry, row: usize) -> SleepMatch {
        let is_later = self.newer.is_some_and(|rule| match rule.edited.get(&known.id) {
            None => true,
            Some((Some(first), _)) if is_same_row(first, entry) => false,
            Some((_, edited)) => rule.written > *edited,
        });
        if is_later {
            let before = self.state(known);
            let (at, until, approximate) = (entry.at, entry.until, entry.approximate);
            let note = entry.note.clone().or_else(|| before.note.clone());
            self.change(Entry { at, until, approximate, note, ..before });
            self.taken += 1;
            return SleepMatch::Known;
        }
        if self.differences.len() < MAX_LISTED {
            self.differences.push((row, (format_span(known), format_span(entry))));
        }
        SleepMatch::Differs
    }

    pub(crate) fn has_differences(&self) -> bool {
        !self.differences.is_empty()
    }

    /// What the files say otherwise than the journal: each in words while they are few.
    pub(crate) fn into_differences(self, has_options: bool) -> Vec<ImportWarning> {
        let option = if has_options { import_messages::NEWER_OPTION } else { "" };
        if self.differences.len() <= MAX_TOLD {
            let told = self.differences.into_iter();
            let in_words = |(here, there): (String, String)| {
                import_messages::differs_from_journal(&here, &there, option)
            };
            return told.map(|(row, spans)| ImportWarning::at_row(row, in_words(spans))).collect();
        }
        let rows: Vec<usize> = self.differences.iter().map(|(row, _)| *row).collect();
        let what = import_messages::other_content(option);
        warn_about_rows(&rows, ("entry is", "entries are", &what)).into_iter().collect()
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
        self.near(entry).into_iter().flatten().any(|known| {
            let end = known.until.map_or(known.at.unix_seconds(), |until| until.unix_seconds());
            let is_of_other_file = is_imported(known) && !self.in_files.contains(&known.id);
            is_of_other_file && end.min(to) - known.at.unix_seconds().max(from) >= MIN_SHARED_SECS
        })
    }

    /// The baby's sleeps that can share time with one that has an end.
    fn near(&self, entry: &Entry) -> Option<impl Iterator<Item = &'a Entry> + use<'a, '_>> {
        let (from, to) = (entry.at.unix_seconds(), entry.until?.unix_seconds());
        let range = (entry.baby, from - self.longest)..=(entry.baby, to.max(from));
        Some(self.by_start.range(range).flat_map(|(_, sleeps)| sleeps).copied())
    }

    /// The sleeps that change, as they are and as they will be.
    pub(crate) fn take_changes(&mut self) -> Vec<(Entry, Entry)> {
        let ids = std::mem::take(&mut self.changed_ids);
        let pairs =
            ids.iter().filter_map(|id| Some(((*self.by_id.get(id)?).clone(), self.changed.remove(id)?)));
        pairs.collect()
    }
}

/// Whether the file's row is still what came in.
fn is_same_row(first: &Entry, entry: &Entry) -> bool {
    let has_words = join_new_lines(first.note.as_deref(), entry.note.as_deref()).is_none();
    first.at == entry.at && first.until == entry.until && has_words
}

/// `5 Mar 2021 20:15–22:00`.
fn format_span(sleep: &Entry) -> String {
    let start = format_day_and_time(sleep.at.local_datetime());
    sleep.until.map_or(format!("{start}–…"), |until| format!("{start}–{}", until.format_hm()))
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
