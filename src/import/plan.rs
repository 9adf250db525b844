//! Drafts into one change: whose they are, who wrote them, what the journal has already.
//!
//! The whole import is a single [`Change`], so a single undo. Nothing here reads bytes or writes the journal.

use crate::import::app_format::join_new_lines;
use crate::import::import_target::ImportTarget;
use crate::import::import_warnings::warn_about_rows;
use crate::import::known_sleeps::{KnownSleeps, SleepMatch, end_open_sleep};
use crate::import::resolve_people::ImportPeople;
use crate::import::{ImportFormat, ImportOptions, ImportWarning, ParsedFile, SkippedRow};
use crate::model::{
    Change, Details, Edit, Entry, EntryKind, Id, Record, Setting, Timestamp, ValidationError,
};
use crate::texts::{import_messages, import_preview, unsupported_activities};
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
    pub new_babies: Vec<String>,
    /// Sleeps that get words which only the file has.
    pub sleeps_noted: usize,
    /// Sleeps that an earlier file left without an end and that get theirs.
    pub sleeps_ended: usize,
    /// How many new entries of each kind, in the order of kinds.
    pub kinds: Vec<(EntryKind, usize)>,
    /// The first and the last date of the new entries.
    pub dates: DateSpan,
    /// That an order of dates was given made a difference.
    pub is_date_order_used: bool,
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
    /// How many of them the file says twice.
    pub repeated: usize,
    pub skipped: Vec<SkippedRow>,
    /// Rows not kept beyond the first ten thousand, which are only counted.
    pub unlisted: usize,
    pub warnings: Vec<ImportWarning>,
}

impl ImportSummary {
    /// Whether no row came to anything, and for at least one of them the reason is that it could not be read.
    pub fn is_unreadable(&self) -> bool {
        let is_unread = |skip: &SkippedRow| !unsupported_activities::is_kind_reason(&skip.reason);
        self.added == 0 && self.already_known == 0 && self.skipped.iter().any(is_unread)
    }

    /// What `import --json` prints.
    pub fn to_json(&self) -> Value {
        let skipped = self.skipped.iter();
        let place = |mut item: Value, row: Option<usize>, file: &Option<String>| {
            if let Some(row) = row {
                item["row"] = json!(row);
            }
            if let Some(file) = file {
                item["file"] = json!(file);
            }
            item
        };
        let skipped = skipped.map(|skip| place(json!({"why": skip.reason}), Some(skip.row), &skip.file));
        let warnings = self.warnings.iter();
        let warnings =
            warnings.map(|warning| place(json!({"says": warning.message}), warning.row, &warning.file));
        let mut summary = json!({
            "read": self.rows_read,
            "added": self.added,
            "already": self.already_known,
            "twice_in_file": self.repeated,
            "skipped": skipped.collect::<Vec<_>>(),
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
    let mut gathering = Gathering {
        people: ImportPeople::from_target(target)?,
        known: KnownSleeps::new(target.existing.map_or(&[], |existing| &existing.sleeps)),
        entries: NewEntries::default(),
        summary: ImportSummary::default(),
        differing: Vec::new(),
        over_others: Vec::new(),
    };
    let mut formats = Vec::new();
    let (is_several, mut is_date_order_used) = (reads.len() > 1, false);
    for mut read in reads {
        if is_several {
            read.name_rows();
        }
        is_date_order_used |= read.is_date_order_used;
        if !formats.contains(&read.format) {
            formats.push(read.format);
        }
        gathering.add_file(read, target)?;
    }
    let Gathering { people, known, entries, mut summary, differing, over_others } = gathering;
    let entries = entries.list;
    let topics =
        [(differing, import_messages::OTHER_CONTENT), (over_others, import_messages::OVER_OTHER_FILE)];
    summary.warnings.extend(topics.iter().filter_map(|(rows, topic)| warn_about_rows(rows, *topic)));
    summary.added = entries.len();
    let name = file_name(target.name);
    let mut counts = PlanCounts::default();
    entries.iter().for_each(|entry| counts.count_entry(entry));
    let babies = people.list_baby_names(&counts.babies);
    let new_carers = people.new_carers.iter().map(|c| c.display_name().to_owned());
    let new_carers = new_carers.collect();
    let new_babies = people.new_babies.iter().map(|baby| baby.display_name().to_owned()).collect();
    let (sleeps_ended, sleeps_noted) = (known.ended, known.noted);
    let change = build_change(&name, target, options, people, entries, known);
    Ok(ImportPlan {
        name,
        formats,
        babies,
        new_carers,
        new_babies,
        sleeps_ended,
        sleeps_noted,
        kinds: counts.kind_counts(),
        dates: counts.dates,
        is_date_order_used,
        zone_note: describe_zone(target, options),
        has_changes: change.is_some(),
        change,
        summary,
    })
}

/// What the files come to, while they are gone through.
struct Gathering<'a> {
    people: ImportPeople<'a>,
    known: KnownSleeps<'a>,
    entries: NewEntries,
    summary: ImportSummary,
    /// Rows that the journal has with other content.
    differing: Vec<usize>,
    /// Rows of sleeps that lie over another file's.
    over_others: Vec<usize>,
}

impl Gathering<'_> {
    fn add_file(&mut self, read: ParsedFile, target: &ImportTarget<'_>) -> Result<(), ValidationError> {
        let summary = &mut self.summary;
        summary.rows_read += read.rows_read;
        summary.already_known += read.repeated_rows;
        summary.repeated += read.repeated_rows;
        summary.skipped.extend(read.skipped);
        summary.warnings.extend(read.warnings);
        self.people.add_births(read.births);
        for draft in read.candidates {
            let (row, is_known) = (draft.row, target.known_ids.contains(&draft.id));
            let entry = self.people.entry_from_candidate(draft)?;
            match self.known.meet(&entry) {
                SleepMatch::New if !is_known => {
                    let is_over_other = self.known.is_over_other(&entry);
                    if self.entries.add(entry) {
                        self.over_others.extend(is_over_other.then_some(row));
                    } else {
                        summary.already_known += 1;
                        summary.repeated += 1;
                    }
                }
                SleepMatch::Differs => {
                    summary.already_known += 1;
                    self.differing.push(row);
                }
                SleepMatch::New | SleepMatch::Known => summary.already_known += 1,
            }
        }
        Ok(())
    }
}

/// The entries to add, each event once.
#[derive(Default)]
struct NewEntries {
    list: Vec<Entry>,
    by_id: HashMap<Id, usize>,
    /// By whose they are and when they begin.
    sleeps: HashMap<(Option<Id>, Timestamp), usize>,
}

impl NewEntries {
    /// Whether it was new. A sleep that another file of the same import has goes with that one.
    fn add(&mut self, entry: Entry) -> bool {
        let start = (entry.baby, entry.at);
        let is_sleep = matches!(entry.details, Details::Sleep(_));
        let same = self.by_id.get(&entry.id).or_else(|| self.sleeps.get(&start).filter(|_| is_sleep));
        let same = same.and_then(|at| self.list.get_mut(*at));
        if let Some(known) = same
            && (known.id == entry.id || known.until == entry.until || known.is_open() || entry.is_open())
        {
            end_open_sleep(known, &entry);
            if let Some(note) = join_new_lines(known.note.as_deref(), entry.note.as_deref()) {
                known.note = Some(note);
            }
            return false;
        }
        self.by_id.insert(entry.id, self.list.len());
        if is_sleep {
            self.sleeps.insert(start, self.list.len());
        }
        self.list.push(entry);
        true
    }
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
    known: KnownSleeps<'_>,
) -> Option<Change> {
    let (ended, changes) = (known.ended, known.into_changes());
    let title = match (entries.len(), ended, changes.len()) {
        (0, _, 0) => return None,
        (0, 0, n) => import_preview::change_of_words(name, n),
        (0, n, _) => import_preview::change_of_ends(name, n),
        (n, ..) => import_preview::change_of_entries(name, n),
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
    edits.extend(
        changes
            .into_iter()
            .map(|(before, after)| Edit { before: Some(before.into()), after: Some(after.into()) }),
    );
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
