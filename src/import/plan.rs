//! Drafts into one change: whose they are, who wrote them, what the journal has already.
//!
//! The whole import is a single [`Change`], so a single undo. Nothing here reads bytes or writes the journal.

use super::people::People;
use super::{Draft, Format, Here, Options, Read, Skip, Warning, counted};
use crate::journal::{Change, Edit, Entry, Family, Id, Kind, Problem, Record, Setting, What};
use chrono::NaiveDate;
use serde_json::{Value, json};
use std::collections::{HashMap, HashSet};

#[derive(Clone, Debug)]
pub struct Target<'a> {
    /// What the import is named by: the file's path or name.
    pub name: &'a str,
    pub family: &'a Family,
    pub known: &'a HashSet<Id>,
    /// It has no entries at all: the import then sets its zone.
    pub journal_is_empty: bool,
    /// The baby the app shows has no entries: while unnamed, it takes the file's name.
    pub baby_is_empty: bool,
    /// Whom everything is about, whatever the file says (`--baby`).
    pub baby: Option<Id>,
    /// The zone was given with the command (`--zone`), not taken from the journal.
    pub zone_given: bool,
    /// The zone setting as the journal keeps it; none when it was never written.
    pub zone_kept: Option<Setting>,
    /// What the journal has of the things an archive speaks of; of other formats, the sleeps it has without an end.
    pub here: Option<&'a Here>,
}

/// What an import will do, to be shown before it is done.
#[derive(Clone, PartialEq, Debug)]
pub struct Plan {
    /// The one change; none when nothing is added, and for archives, whose edits are handed over one by one.
    pub change: Option<Change>,
    pub keeps: bool,
    pub summary: Summary,
    /// The file's name without its folder.
    pub name: String,
    pub formats: Vec<Format>,
    /// Whom the new entries are about, by name.
    pub babies: Vec<String>,
    pub new_carers: Vec<String>,
    /// Sleeps that an earlier file left without an end and that get theirs.
    pub ended: usize,
    /// How many new entries of each kind, in the order of kinds.
    pub kinds: Vec<(Kind, usize)>,
    /// The first and the last date of the new entries.
    pub dates: Dates,
    /// By which zone the clocks were read, and why that one: a sentence.
    pub zone_says: String,
}

/// The first and the last of some dates.
pub(crate) type Dates = Option<(NaiveDate, NaiveDate)>;

impl Plan {
    /// What the change is called in the history.
    pub fn title(&self) -> String {
        let entries = counted(self.summary.added, "entry", "entries");
        format!("import of {}: {entries}", self.name)
    }
}

/// How many rows went where: `read` = `added` + `already` + skipped + `unlisted`.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Summary {
    pub read: usize,
    pub added: usize,
    /// Rows the journal has already, or the file says twice.
    pub already: usize,
    pub skipped: Vec<Skip>,
    /// Rows not kept beyond the first ten thousand, which are only counted.
    pub unlisted: usize,
    pub warnings: Vec<Warning>,
}

impl Summary {
    /// What `import --json` prints.
    pub fn to_json(&self) -> Value {
        let skipped = self.skipped.iter();
        let warnings = self.warnings.iter().map(|warning| match warning.row {
            Some(row) => json!({"row": row, "says": warning.says}),
            None => json!({"says": warning.says}),
        });
        let mut told = json!({
            "read": self.read,
            "added": self.added,
            "already": self.already,
            "skipped": skipped.map(|s| json!({"row": s.row, "why": s.why})).collect::<Vec<_>>(),
            "warnings": warnings.collect::<Vec<_>>(),
        });
        if self.unlisted > 0 {
            told["skipped_not_listed"] = json!(self.unlisted);
        }
        told
    }
}

/// Plans an import: the babies, carers and zone it needs first, then the entries.
pub fn plan(reads: Vec<Read>, target: &Target<'_>, options: &Options) -> Result<Plan, Problem> {
    let mut people = People::of(target)?;
    let mut summary = Summary::default();
    let mut formats = Vec::new();
    let mut seen: HashMap<Id, usize> = HashMap::new();
    let mut entries: Vec<Entry> = Vec::new();
    let mut ends: Vec<Entry> = Vec::new();
    for read in reads {
        summary.read += read.read;
        summary.already += read.already;
        summary.skipped.extend(read.skipped);
        summary.warnings.extend(read.warnings);
        if !formats.contains(&read.format) {
            formats.push(read.format);
        }
        for draft in read.drafts {
            if target.known.contains(&draft.id) {
                summary.already += 1;
                ends.extend(end_of(target, &draft));
            } else if let Some(at) = seen.get(&draft.id) {
                summary.already += 1;
                end(&mut entries[*at], &draft);
            } else {
                seen.insert(draft.id, entries.len());
                entries.push(people.entry(draft));
            }
        }
    }
    summary.added = entries.len();
    let name = file_name(target.name);
    let mut outline = Outline::default();
    entries.iter().for_each(|entry| outline.count(entry));
    let babies = people.names_of(&outline.babies);
    let new_carers = people.new_carers.iter().map(|c| c.called().to_owned());
    let new_carers = new_carers.collect();
    let ended = ends.len();
    let change = change(&name, target, options, people, entries, ends);
    Ok(Plan {
        name,
        formats,
        babies,
        new_carers,
        ended,
        kinds: outline.kinds(),
        dates: outline.dates,
        zone_says: zone_says(target, options),
        keeps: change.is_some(),
        change,
        summary,
    })
}

/// A sleep that one file begins and the next one ends: what the journal has of it, when that has no end.
fn end_of(target: &Target<'_>, draft: &Draft) -> Option<Entry> {
    let mut entry = target.here?.entries.get(&draft.id)?.clone();
    end(&mut entry, draft).then_some(entry)
}

/// Gives an imported sleep without an end the end of the same sleep; whether it did.
fn end(entry: &mut Entry, draft: &Draft) -> bool {
    let open = matches!(&entry.what, What::Sleep(sleep) if sleep.imported) && entry.is_open();
    let fits = open && draft.until.is_some() && matches!(draft.what, What::Sleep(_));
    if fits {
        entry.until = draft.until;
    }
    fits
}

/// What entries come to, counted one by one.
#[derive(Default)]
pub(crate) struct Outline {
    counts: [usize; Kind::ALL.len()],
    /// The first and the last of their dates.
    pub dates: Dates,
    /// Whom they are about, in order of appearance.
    pub babies: Vec<Id>,
}

impl Outline {
    pub(crate) fn count(&mut self, entry: &Entry) {
        let kind = Kind::ALL.into_iter().position(|kind| kind == entry.kind());
        if let Some(count) = kind.and_then(|at| self.counts.get_mut(at)) {
            *count += 1;
        }
        let (from, to) = (entry.at.date(), entry.until.unwrap_or(entry.at).date());
        let so_far = self.dates.unwrap_or((from, to));
        self.dates = Some((so_far.0.min(from), so_far.1.max(to)));
        self.babies.extend(entry.baby.filter(|id| !self.babies.contains(id)));
    }

    pub(crate) fn entries(&self) -> usize {
        self.counts.iter().sum()
    }

    /// How many of each kind there are any of.
    pub(crate) fn kinds(&self) -> Vec<(Kind, usize)> {
        let all = Kind::ALL.into_iter().zip(self.counts);
        all.filter(|(_, n)| *n > 0).collect()
    }
}

fn change(
    name: &str,
    target: &Target<'_>,
    options: &Options,
    people: People<'_>,
    entries: Vec<Entry>,
    ends: Vec<Entry>,
) -> Option<Change> {
    let what = match (entries.len(), ends.len()) {
        (0, 0) => return None,
        (0, n) => counted(n, "end of a sleep", "ends of sleeps"),
        (n, _) => counted(n, "entry", "entries"),
    };
    let title = format!("import of {name}: {what}");
    let add = |record: Record| Edit { before: None, after: Some(record) };
    let mut edits: Vec<Edit> = Vec::new();
    edits.extend(
        people.named.map(|(before, after)| Edit { before: Some(before.into()), after: Some(after.into()) }),
    );
    edits.extend(people.new_babies.into_iter().map(|baby| add(baby.into())));
    edits.extend(people.new_carers.into_iter().map(|carer| add(carer.into())));
    let zone = Setting { name: "zone".to_owned(), value: json!(options.zone.name()) };
    if target.journal_is_empty && target.zone_kept.as_ref() != Some(&zone) {
        edits.push(Edit { before: target.zone_kept.clone().map(Record::from), after: Some(zone.into()) });
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
    last.unwrap_or("a file").chars().filter(|c| !c.is_control()).collect()
}

fn zone_says(target: &Target<'_>, options: &Options) -> String {
    let zone = options.zone.name();
    if target.zone_given {
        format!("The file's clocks are read in {zone}.")
    } else {
        format!("No --zone was given, so the file's clocks are read in the journal's zone, {zone}.")
    }
}
