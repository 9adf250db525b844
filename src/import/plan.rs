//! Drafts into one change: whose they are, who wrote them, what the journal has already.
//!
//! The whole import is a single [`Change`], so a single undo. Nothing here reads bytes or writes the journal.

use crate::import::app_format::join_new_lines;
use crate::import::import_target::ImportTarget;
use crate::import::import_warnings::warn_about_rows;
use crate::import::known_sleeps::{KnownSleeps, SleepMatch, end_open_sleep};
use crate::import::new_entries::{NewEntries, Place};
use crate::import::resolve_people::ImportPeople;
use crate::import::{
    CandidateEntry, ExistingRecords, ImportFormat, ImportOptions, ImportSummary, ImportWarning, ParsedFile,
    SkippedRow,
};
use crate::model::{Change, Edit, Entry, EntryKind, Id, Record, Setting, ValidationError, Zone};
use crate::text::sanitize::sanitize_text;
use crate::texts::{import_messages, import_preview};
use chrono::NaiveDate;
use serde_json::json;
use std::collections::HashMap;

/// What an import will do, to be shown before it is done.
#[derive(Clone, PartialEq, Debug)]
pub struct ImportPlan {
    /// The one change; none when nothing is added, and for archives, whose edits are handed over one by one.
    pub change: Option<Change>,
    pub has_changes: bool,
    pub summary: ImportSummary,
    /// The file's name without its folder.
    pub name: String,
    pub formats: Vec<ImportFormat>,
    /// Whom the new entries are about, by name.
    pub babies: Vec<String>,
    pub new_carers: Vec<String>,
    pub new_babies: Vec<String>,
    /// Sleeps that get words which only the file has.
    pub sleeps_noted: usize,
    /// Sleeps that an earlier file left without an end and that get theirs.
    pub sleeps_ended: usize,
    /// Sleeps that are here as the file has them now, which is the later of the two.
    pub sleeps_taken: usize,
    /// Sleeps of another app's stand otherwise here, and stay so.
    pub sleeps_differ: bool,
    /// It comes from another journal, not from an archive of one.
    pub is_journal: bool,
    /// Of what differs the later is taken.
    pub takes_later: bool,
    /// How many new entries of each kind, in the order of kinds.
    pub kinds: Vec<(EntryKind, usize)>,
    /// The first and the last date of the new entries.
    pub dates: DateSpan,
    /// That an order of dates was given made a difference.
    pub is_date_order_used: bool,
    /// Where the journal's clocks are read.
    pub zone: Zone,
    /// By which zone the clocks were read, and why that one: a sentence.
    pub zone_note: String,
}

/// The first and the last of some dates.
type DateSpan = Option<(NaiveDate, NaiveDate)>;

impl ImportPlan {
    /// Whether the later of two would change something, or did.
    pub(crate) fn has_differences(&self) -> bool {
        self.sleeps_differ || self.summary.differences.later_there > 0
    }

    /// What the change is called in the history.
    pub fn history_title(&self) -> String {
        let taken = self.summary.differences.taken;
        match (self.summary.added, self.sleeps_ended, self.sleeps_noted + self.sleeps_taken) {
            (added, ..) if taken > 0 => import_preview::change_of_edits(&self.name, added, taken),
            (0, 0, words) if words > 0 => import_preview::change_of_words(&self.name, words),
            (0, ended, _) if ended > 0 => import_preview::change_of_ends(&self.name, ended),
            (added, ..) => import_preview::change_of_entries(&self.name, added),
        }
    }
}

/// Plans an import as one change.
///
/// # Errors
/// When a person must say whose the entries are.
pub fn plan_import(
    reads: Vec<ParsedFile>,
    target: &ImportTarget<'_>,
    options: &ImportOptions,
) -> Result<ImportPlan, ValidationError> {
    let mut edits = GatheredEdits::default();
    let mut plan = plan_edits(&reads, target, options, &mut |edit| {
        edits.push(edit);
        Ok(())
    })?;
    plan.change = plan.has_changes.then(|| Change { title: plan.history_title(), edits: edits.list });
    Ok(plan)
}

/// The edits of a change, each record once.
#[derive(Default)]
struct GatheredEdits {
    list: Vec<Edit>,
    entries: HashMap<Id, usize>,
}

impl GatheredEdits {
    fn push(&mut self, edit: Edit) {
        let id = edit.entry_id();
        let known = id.and_then(|id| self.list.get_mut(*self.entries.get(&id)?));
        if let Some(known) = known {
            known.after = edit.after;
            return;
        }
        self.entries.extend(id.map(|id| (id, self.list.len())));
        self.list.push(edit);
    }
}

/// Plans an import and hands over each edit of its change: the people and the zone it needs, then the entries.
///
/// # Errors
/// When a person must say whose the entries are; and what `write` answers.
pub fn plan_edits(
    reads: &[ParsedFile],
    target: &ImportTarget<'_>,
    options: &ImportOptions,
    write: &mut EditSink<'_>,
) -> Result<ImportPlan, ValidationError> {
    let nothing = ExistingRecords::default();
    let existing = target.existing.unwrap_or(&nothing);
    let mut gathering = Gathering {
        people: ImportPeople::from_target(target)?,
        known: KnownSleeps::new(existing, target),
        new: NewEntries::default(),
        counts: PlanCounts::default(),
        summary: ImportSummary::default(),
        over_others: Vec::new(),
        over_unnamed: 0,
        is_begun: false,
        target,
        options,
        reads,
        write,
    };
    let mut formats = Vec::new();
    for (n, read) in reads.iter().enumerate() {
        if !formats.contains(&read.format) {
            formats.push(read.format);
        }
        gathering.add_file(n, read)?;
    }
    let (sleeps_ended, sleeps_noted, sleeps_taken) = gathering.finish()?;
    let Gathering { people, counts, mut summary, known, over_others, is_begun, .. } = gathering;
    let sleeps_differ = known.has_differences();
    summary.warnings.extend(known.into_differences(!target.is_in_app));
    summary.warnings.extend(warn_about_rows(&over_others, import_messages::OVER_OTHER_FILE));
    summary.added = counts.entry_count();
    let new_carers = people.new_carers.iter().map(|c| c.display_name().to_owned());
    let new_babies = people.new_babies.iter().map(|baby| baby.display_name().to_owned());
    Ok(ImportPlan {
        name: file_name(target.name),
        formats,
        babies: people.list_baby_names(&counts.babies),
        new_carers: new_carers.collect(),
        new_babies: new_babies.collect(),
        sleeps_ended,
        sleeps_noted,
        sleeps_taken,
        kinds: counts.kind_counts(),
        dates: counts.dates,
        is_date_order_used: reads.iter().any(|read| read.is_date_order_used),
        sleeps_differ,
        is_journal: false,
        takes_later: existing.newer.is_some(),
        zone: options.zone,
        zone_note: describe_zone(target, options),
        has_changes: is_begun,
        change: None,
        summary,
    })
}

/// Takes the edits of a change one by one.
pub type EditSink<'w> = dyn FnMut(Edit) -> Result<(), ValidationError> + 'w;

/// What the files come to, while they are gone through.
struct Gathering<'a, 'w> {
    people: ImportPeople<'a>,
    known: KnownSleeps<'a>,
    new: NewEntries,
    counts: PlanCounts,
    summary: ImportSummary,
    /// Rows of sleeps that lie over another file's.
    over_others: Vec<usize>,
    /// How many of them are of a child without a name.
    over_unnamed: usize,
    is_begun: bool,
    target: &'a ImportTarget<'a>,
    options: &'a ImportOptions,
    reads: &'a [ParsedFile],
    write: &'a mut EditSink<'w>,
}

/// In a file with more rows than this the older ones go first, as a journal grows.
const MAX_UNSORTED: usize = 10_000;

impl Gathering<'_, '_> {
    fn add_file(&mut self, n: usize, read: &ParsedFile) -> Result<(), ValidationError> {
        let summary = &mut self.summary;
        summary.rows_read += read.rows_read;
        summary.repeated += read.repeated_rows;
        let name = (self.reads.len() > 1).then(|| read.name.clone());
        let named = |skip: &SkippedRow| SkippedRow { file: name.clone(), ..skip.clone() };
        summary.skipped.extend(read.skipped.iter().map(named));
        for (reason, count) in &read.unlisted {
            *summary.unlisted_reasons.entry(reason.clone()).or_default() += count;
            summary.unlisted += count;
        }
        let named = |warning: &ImportWarning| ImportWarning { file: name.clone(), ..warning.clone() };
        summary.warnings.extend(read.warnings.iter().map(named));
        self.people.add_births(&read.births);
        let list = &read.candidates;
        let is_backwards = list.len() > MAX_UNSORTED
            && list
                .get(0)
                .zip(list.get(list.len() - 1))
                .is_some_and(|(first, last)| first.at.unix_seconds() > last.at.unix_seconds());
        for at in 0..list.len() {
            let at = if is_backwards { list.len() - 1 - at } else { at };
            let Some(candidate) = list.get(at) else { continue };
            self.add_candidate((n, at), candidate)?;
        }
        let unsure = self.over_unnamed;
        let sleeps = self.counts.sleep_count();
        let is_said = self.target.baby.is_some() || self.target.new_baby.is_some();
        if !is_said && unsure > 0 && unsure * MIN_OVER_SHARE >= sleeps {
            let shown = self.people.shown_baby_name();
            return Err(ValidationError::new("baby", import_messages::whose_sleeps(unsure, sleeps, &shown)));
        }
        Ok(())
    }

    fn add_candidate(&mut self, place: Place, candidate: CandidateEntry) -> Result<(), ValidationError> {
        let (row, is_known) = (candidate.row, self.target.known_ids.contains(&candidate.id));
        let is_unnamed = candidate.child.is_none();
        let entry = self.people.entry_from_candidate(candidate)?;
        match self.known.meet(&entry, row) {
            SleepMatch::New if !is_known => {
                let is_over_other = self.known.is_over_other(&entry);
                if let Some(known) = self.new.find_or_add(self.reads, &mut self.people, place, &entry)? {
                    self.summary.repeated += 1;
                    return self.merge_new(known, &entry);
                }
                if is_over_other {
                    self.over_others.push(row);
                    self.over_unnamed += usize::from(is_unnamed);
                }
                self.counts.count_entry(&entry);
                self.begin()?;
                (self.write)(Edit { before: None, after: Some(entry.into()) })?;
            }
            _ => self.summary.already_known += 1,
        }
        Ok(())
    }

    /// Puts what a later row says of an entry of the same import with it.
    fn merge_new(&mut self, before: Entry, again: &Entry) -> Result<(), ValidationError> {
        let mut after = before.clone();
        end_open_sleep(&mut after, again);
        if let Some(note) = join_new_lines(before.note.as_deref(), again.note.as_deref()) {
            after.note = Some(note);
        }
        if after == before {
            return Ok(());
        }
        self.new.merged.insert(after.id, after.clone());
        (self.write)(Edit { before: Some(before.into()), after: Some(after.into()) })
    }

    /// Writes what stands before the first entry: the zone, and the people known so far.
    fn begin(&mut self) -> Result<(), ValidationError> {
        for edit in self.people.take_edits() {
            (self.write)(edit)?;
        }
        if std::mem::replace(&mut self.is_begun, true) {
            return Ok(());
        }
        let zone = Setting { name: "zone".to_owned(), value: json!(self.options.zone.name()) };
        let stored = self.target.stored_zone.clone();
        if self.target.journal_is_empty && stored.as_ref() != Some(&zone) {
            (self.write)(Edit { before: stored.map(Record::from), after: Some(zone.into()) })?;
        }
        Ok(())
    }

    /// Writes the sleeps of the journal that change; how many get an end, words, or what a later export says.
    fn finish(&mut self) -> Result<(usize, usize, usize), ValidationError> {
        let counts = (self.known.ended, self.known.noted, self.known.taken);
        for (before, after) in self.known.take_changes() {
            self.begin()?;
            (self.write)(Edit { before: Some(before.into()), after: Some(after.into()) })?;
        }
        Ok(counts)
    }
}

/// One new sleep in so many, or more, that lies over another file's leaves open whose they are.
const MIN_OVER_SHARE: usize = 5;

/// What entries come to, counted one by one.
#[derive(Default)]
pub(crate) struct PlanCounts {
    counts: [usize; EntryKind::ALL.len()],
    /// The first and the last of their dates.
    pub dates: DateSpan,
    /// Whom they are about, in order of appearance.
    pub babies: Vec<Id>,
}

impl PlanCounts {
    pub(crate) fn count_entry(&mut self, entry: &Entry) {
        let kind = EntryKind::ALL.into_iter().position(|kind| kind == entry.kind());
        if let Some(count) = kind.and_then(|at| self.counts.get_mut(at)) {
            *count += 1;
        }
        let (from, to) = (entry.at.local_date(), entry.until.unwrap_or(entry.at).local_date());
        let so_far = self.dates.unwrap_or((from, to));
        self.dates = Some((so_far.0.min(from), so_far.1.max(to)));
        self.babies.extend(entry.baby.filter(|id| !self.babies.contains(id)));
    }

    fn sleep_count(&self) -> usize {
        self.kind_counts().iter().filter(|(kind, _)| *kind == EntryKind::Sleep).map(|(_, n)| n).sum()
    }

    pub(crate) fn entry_count(&self) -> usize {
        self.counts.iter().sum()
    }

    /// How many of each kind there are any of.
    pub(crate) fn kind_counts(&self) -> Vec<(EntryKind, usize)> {
        let all = EntryKind::ALL.into_iter().zip(self.counts);
        all.filter(|(_, n)| *n > 0).collect()
    }
}

/// The last part of a path of any system, with a sign for each character that could command a terminal.
pub(crate) fn file_name(path: &str) -> String {
    let last = path.rsplit(['/', '\\']).find(|part| !part.is_empty());
    sanitize_text(last.unwrap_or(import_preview::UNNAMED_FILE)).into_owned()
}

fn describe_zone(target: &ImportTarget<'_>, options: &ImportOptions) -> String {
    let zone = options.zone.name();
    match (target.zone_given, target.is_in_app) {
        (true, _) => import_preview::zone_given(zone),
        (false, true) => import_preview::zone_in_app(zone),
        (false, false) => import_preview::zone_of_journal(zone),
    }
}
