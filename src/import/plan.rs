//! Drafts into one change: whose they are, who wrote them, what the journal has already.
//!
//! The whole import is a single [`Change`], so a single undo. Nothing here reads bytes or writes the journal.

use crate::import::import_target::ImportTarget;
use crate::import::resolve_people::ImportPeople;
use crate::import::{CandidateEntry, ImportFormat, ImportOptions, ImportWarning, ParsedFile, SkippedRow};
use crate::model::{Change, Details, Edit, Entry, EntryKind, Id, Record, Setting, ValidationError};
use crate::texts::import_preview;
use chrono::NaiveDate;
use serde_json::{Value, json};
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
    /// Sleeps that an earlier file left without an end and that get theirs.
    pub sleeps_ended: usize,
    /// How many new entries of each kind, in the order of kinds.
    pub kinds: Vec<(EntryKind, usize)>,
    /// The first and the last date of the new entries.
    pub dates: DateSpan,
    /// By which zone the clocks were read, and why that one: a sentence.
    pub zone_note: String,
}

/// The first and the last of some dates.
type DateSpan = Option<(NaiveDate, NaiveDate)>;

impl ImportPlan {
    /// What the change is called in the history.
    pub fn history_title(&self) -> String {
        import_preview::change_of_entries(&self.name, self.summary.added)
    }
}

/// How many rows went where: `read` = `added` + `already` + skipped + `unlisted`.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct ImportSummary {
    pub rows_read: usize,
    pub added: usize,
    /// Rows the journal has already, or the file says twice.
    pub already_known: usize,
    pub skipped: Vec<SkippedRow>,
    /// Rows not kept beyond the first ten thousand, which are only counted.
    pub unlisted: usize,
    pub warnings: Vec<ImportWarning>,
}

impl ImportSummary {
    /// What `import --json` prints.
    pub fn to_json(&self) -> Value {
        let skipped = self.skipped.iter();
        let warnings = self.warnings.iter().map(|warning| match warning.row {
            Some(row) => json!({"row": row, "says": warning.message}),
            None => json!({"says": warning.message}),
        });
        let mut summary = json!({
            "read": self.rows_read,
            "added": self.added,
            "already": self.already_known,
            "skipped": skipped.map(|s| json!({"row": s.row, "why": s.reason})).collect::<Vec<_>>(),
            "warnings": warnings.collect::<Vec<_>>(),
        });
        if self.unlisted > 0 {
            summary["skipped_not_listed"] = json!(self.unlisted);
        }
        summary
    }
}

/// Plans an import: the babies, carers and zone it needs first, then the entries.
pub fn plan_import(
    reads: Vec<ParsedFile>,
    target: &ImportTarget<'_>,
    options: &ImportOptions,
) -> Result<ImportPlan, ValidationError> {
    let mut people = ImportPeople::from_target(target)?;
    let mut summary = ImportSummary::default();
    let mut formats = Vec::new();
    let mut seen: HashMap<Id, usize> = HashMap::new();
    let mut entries: Vec<Entry> = Vec::new();
    let mut ends: Vec<Entry> = Vec::new();
    for read in reads {
        summary.rows_read += read.rows_read;
        summary.already_known += read.repeated_rows;
        summary.skipped.extend(read.skipped);
        summary.warnings.extend(read.warnings);
        if !formats.contains(&read.format) {
            formats.push(read.format);
        }
        for draft in read.candidates {
            if target.known_ids.contains(&draft.id) {
                summary.already_known += 1;
                ends.extend(end_known_sleep(target, &draft));
            } else if let Some(at) = seen.get(&draft.id) {
                summary.already_known += 1;
                end_open_sleep(&mut entries[*at], &draft);
            } else {
                seen.insert(draft.id, entries.len());
                entries.push(people.entry_from_candidate(draft));
            }
        }
    }
    summary.added = entries.len();
    let name = file_name(target.name);
    let mut counts = PlanCounts::default();
    entries.iter().for_each(|entry| counts.count_entry(entry));
    let babies = people.list_baby_names(&counts.babies);
    let new_carers = people.new_carers.iter().map(|c| c.display_name().to_owned());
    let new_carers = new_carers.collect();
    let sleeps_ended = ends.len();
    let change = build_change(&name, target, options, people, entries, ends);
    Ok(ImportPlan {
        name,
        formats,
        babies,
        new_carers,
        sleeps_ended,
        kinds: counts.kind_counts(),
        dates: counts.dates,
        zone_note: describe_zone(target, options),
        has_changes: change.is_some(),
        change,
        summary,
    })
}

/// A sleep that one file begins and the next one ends: what the journal has of it, when that has no end.
fn end_known_sleep(target: &ImportTarget<'_>, draft: &CandidateEntry) -> Option<Entry> {
    let mut entry = target.existing?.entries.get(&draft.id)?.clone();
    end_open_sleep(&mut entry, draft).then_some(entry)
}

/// Gives an imported sleep without an end the end of the same sleep; whether it did.
fn end_open_sleep(entry: &mut Entry, draft: &CandidateEntry) -> bool {
    let open = matches!(&entry.details, Details::Sleep(sleep) if sleep.imported) && entry.is_open();
    let fits = open && draft.until.is_some() && matches!(draft.details, Details::Sleep(_));
    if fits {
        entry.until = draft.until;
    }
    fits
}

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

    pub(crate) fn entry_count(&self) -> usize {
        self.counts.iter().sum()
    }

    /// How many of each kind there are any of.
    pub(crate) fn kind_counts(&self) -> Vec<(EntryKind, usize)> {
        let all = EntryKind::ALL.into_iter().zip(self.counts);
        all.filter(|(_, n)| *n > 0).collect()
    }
}

fn build_change(
    name: &str,
    target: &ImportTarget<'_>,
    options: &ImportOptions,
    people: ImportPeople<'_>,
    entries: Vec<Entry>,
    ends: Vec<Entry>,
) -> Option<Change> {
    let title = match (entries.len(), ends.len()) {
        (0, 0) => return None,
        (0, n) => import_preview::change_of_ends(name, n),
        (n, _) => import_preview::change_of_entries(name, n),
    };
    let add = |record: Record| Edit { before: None, after: Some(record) };
    let mut edits: Vec<Edit> = Vec::new();
    let renamed = people.renamed_baby;
    edits.extend(
        renamed.map(|(before, after)| Edit { before: Some(before.into()), after: Some(after.into()) }),
    );
    edits.extend(people.new_babies.into_iter().map(|baby| add(baby.into())));
    edits.extend(people.new_carers.into_iter().map(|carer| add(carer.into())));
    let zone = Setting { name: "zone".to_owned(), value: json!(options.zone.name()) };
    if target.journal_is_empty && target.stored_zone.as_ref() != Some(&zone) {
        edits.push(Edit { before: target.stored_zone.clone().map(Record::from), after: Some(zone.into()) });
    }
    edits.extend(ends.into_iter().map(|after| Edit {
        before: Some(Entry { until: None, ..after.clone() }.into()),
        after: Some(after.into()),
    }));
    edits.extend(entries.into_iter().map(|entry| add(entry.into())));
    Some(Change { title, edits })
}

/// The last part of a path of any system, without characters that could command a terminal.
pub(crate) fn file_name(path: &str) -> String {
    let last = path.rsplit(['/', '\\']).find(|part| !part.is_empty());
    last.unwrap_or(import_preview::UNNAMED_FILE).chars().filter(|c| !c.is_control()).collect()
}

fn describe_zone(target: &ImportTarget<'_>, options: &ImportOptions) -> String {
    let zone = options.zone.name();
    if target.zone_given { import_preview::zone_given(zone) } else { import_preview::zone_of_journal(zone) }
}
