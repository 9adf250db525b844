//! An archive into one change: the family whole where nothing was written down yet, else person by person; entries by
//! their identities. Nothing that the journal has is written over. The edits are handed over one by one, and nothing
//! of an entry is held but what it adds to the count.

pub(crate) mod merge_family;

use crate::import::MAX_LISTED;
use crate::import::archive::match_people::PersonMatcher;
use crate::import::archive::read_family::ArchivedFamily;
use crate::import::archive::{
    ArchiveSet, ArchivedEntry, ExistingRecords, ParsedEntry, ProgressCallback, SourceRow, fingerprint_id,
    new_skipped_row,
};
use crate::import::import_warnings::warn_about_rows;
use crate::import::plan::{PlanCounts, file_name};
use crate::import::{ImportFormat, ImportOptions, ImportPlan, ImportSummary, ImportTarget, ImportWarning};
use crate::model::{
    Baby, Carer, CarerSeal, CoverageMark, CustomCue, DayBoundaries, Edit, Entry, EntryKind, Id, Timestamp,
    ValidationError, entry_to_json, validate_entry,
};
use crate::texts::{archive_messages, import_messages};
use serde_json::{Value, json};
use std::collections::hash_map::DefaultHasher;
use std::collections::{BTreeMap, HashMap, HashSet};
use std::hash::{Hash, Hasher};

/// The journal an archive comes into, or would come into.
pub trait MergeJournal {
    fn find_entry(&self, id: Id) -> Result<Option<Entry>, ValidationError>;
    fn write_edit(&self, edit: Edit) -> Result<(), ValidationError>;
}

/// Takes archives through, hands over what each edit of the change would be, and answers with what it comes to.
///
/// # Errors
/// What the journal or `watch` answers, and when the files are not as they were surveyed.
pub fn merge_archives(
    archives: &ArchiveSet<'_>,
    target: &ImportTarget<'_>,
    options: &ImportOptions,
    journal: &dyn MergeJournal,
    watch: &mut ProgressCallback<'_>,
) -> Result<ImportPlan, ValidationError> {
    let mut merge = ArchiveMerge::new(target, options, &archives.repeated_fingerprints);
    for archive in &archives.archives {
        merge.merge_family(archive.family.as_ref());
        merge.summary.warnings.extend(archive.warnings.iter().cloned());
        merge.summary.rows_read += archive.orphans.skipped.len() + archive.orphans.unlisted;
        merge.summary.unlisted += archive.orphans.unlisted;
        merge.summary.skipped.extend(archive.orphans.skipped.iter().cloned());
        archive.for_each_entry(options.zone, &mut |place, parsed| {
            merge.summary.rows_read += 1;
            watch(merge.summary.rows_read)?;
            match merge.merge_parsed_entry(place, parsed, journal)? {
                Ok(Some(entry)) => {
                    merge.counts.count_entry(&entry);
                    journal.write_edit(Edit { before: None, after: Some(entry.into()) })
                }
                Ok(None) => {
                    merge.summary.already_known += 1;
                    Ok(())
                }
                Err(reason) => {
                    merge.skip_source_row(place, &reason);
                    Ok(())
                }
            }
        })?;
    }
    merge.finish_plan(journal)
}

/// The journal as it will be, and what is left to say.
struct ArchiveMerge<'a> {
    target: &'a ImportTarget<'a>,
    existing: Option<&'a ExistingRecords>,
    options: &'a ImportOptions,
    babies: PersonMatcher<Baby>,
    carers: PersonMatcher<Carer>,
    own_cues: Vec<CustomCue>,
    marks: Vec<CoverageMark>,
    settings: BTreeMap<String, Value>,
    /// Whom the archive's sealed entries are written to.
    sealed_for: Vec<String>,
    seals: BTreeMap<Id, CarerSeal>,
    /// The journal has no entries, and no family came before this one: what the file says is taken.
    file_wins: bool,
    hours: DayBoundaries,
    /// Marks of identities that may come twice; of those that came, a mark of their content.
    repeated_fingerprints: &'a HashSet<u64>,
    content_hashes: HashMap<Id, u64>,
    running: Vec<(EntryKind, Option<Id>)>,
    conflicting_rows: Vec<usize>,
    future_rows: Vec<usize>,
    counts: PlanCounts,
    summary: ImportSummary,
}

impl<'a> ArchiveMerge<'a> {
    fn new(target: &'a ImportTarget<'a>, options: &'a ImportOptions, repeated: &'a HashSet<u64>) -> Self {
        let family = target.family;
        let mut babies = PersonMatcher::new(&family.babies);
        if target.baby_is_empty {
            let baby = family.selected_baby().filter(|baby| baby.name.is_none() && !baby.closed);
            babies.unnamed_id = baby.map(|baby| baby.id);
        }
        let mut settings = BTreeMap::new();
        if target.journal_is_empty && target.zone_given {
            settings.insert("zone".to_owned(), json!(options.zone.name()));
        }
        Self {
            target,
            existing: target.existing,
            options,
            babies,
            carers: PersonMatcher::new(&family.carers),
            own_cues: family.custom_cues.clone(),
            marks: family.coverage_marks.clone(),
            settings,
            sealed_for: Vec::new(),
            seals: family.settings.seals.clone(),
            file_wins: target.journal_is_empty,
            hours: family.settings.day_boundaries,
            repeated_fingerprints: repeated,
            content_hashes: HashMap::new(),
            running: target.existing.map(|h| h.running.clone()).unwrap_or_default(),
            conflicting_rows: Vec::new(),
            future_rows: Vec::new(),
            counts: PlanCounts::default(),
            summary: ImportSummary::default(),
        }
    }

    fn merge_family(&mut self, family: Option<&ArchivedFamily>) {
        let chosen = self.target.baby;
        match family {
            Some(family) => {
                self.babies.match_people(&family.babies, self.file_wins, chosen);
                self.carers.match_people(&family.carers, self.file_wins, None);
                self.merge_own_cues(&family.own_cues);
                self.merge_coverage(&family.marks);
                self.merge_settings(family);
                self.file_wins = false;
            }
            None => {
                self.babies.match_people(&[], false, chosen);
                self.carers.match_people(&[], false, None);
            }
        }
    }

    fn skip_source_row(&mut self, place: SourceRow, reason: &str) {
        if self.summary.skipped.len() < MAX_LISTED {
            self.summary.skipped.push(new_skipped_row(place, reason));
        } else {
            self.summary.unlisted += 1;
        }
    }

    fn warn_at_row(&mut self, place: SourceRow, message: &str) {
        if self.summary.warnings.len() < MAX_LISTED {
            self.summary.warnings.push(ImportWarning::at_row(place.row_number(), place.prefix(message)));
        }
    }

    /// One entry of the archive: new, here already (none), or why it is left out.
    fn merge_parsed_entry(
        &mut self,
        place: SourceRow,
        parsed: ParsedEntry,
        journal: &dyn MergeJournal,
    ) -> Result<Result<Option<Entry>, String>, ValidationError> {
        let (archived, unknown) = match parsed {
            Ok(parsed) => parsed,
            Err(reason) => return Ok(Err(reason)),
        };
        if !unknown.is_empty() {
            self.warn_at_row(place, &archive_messages::unknown_fields(&unknown));
        }
        let id = archived.entry.id;
        // One of this import stands in the journal by now, but was not there before.
        let existing = if self.content_hashes.contains_key(&id) || self.target.journal_is_empty {
            None
        } else {
            journal.find_entry(id)?
        };
        Ok(self.merge_entry(place, archived, existing.as_ref()))
    }

    /// One entry beside what the journal has under its identity.
    fn merge_entry(
        &mut self,
        place: SourceRow,
        archived: ArchivedEntry,
        existing: Option<&Entry>,
    ) -> Result<Option<Entry>, String> {
        let mut entry = archived.entry;
        let baby = match &archived.baby {
            Some(_) if self.target.baby.is_some() => self.target.baby,
            Some(person) => self.babies.find_person(person, existing.and_then(|existing| existing.baby))?,
            None if matches!(entry.kind(), EntryKind::Checkin | EntryKind::Note) => None,
            None => Some(self.target.baby.ok_or(archive_messages::NO_BABY_NAMED)?),
        };
        self.babies.release_spare(baby);
        let carer = self.carers.find_person(&archived.carer, existing.map(|existing| existing.carer))?;
        if archived.lacks_time {
            // The hours may be others by now; where it stands in the list is not what makes it another entry.
            entry.at = match existing {
                Some(existing) => existing.at,
                None => self.night_position(&entry),
            };
        }
        let is_new_baby = archived.baby.is_some() && baby.is_none();
        if let Some(existing) = existing {
            (entry.baby, entry.carer) = (baby, carer.unwrap_or_default());
            if is_new_baby || !self.is_same_entry(existing, &entry) {
                if existing.sealed_ciphertext().is_some() == entry.sealed_ciphertext().is_some() {
                    self.conflicting_rows.push(place.row_number());
                }
                return Err(self.describe_difference(existing, &entry));
            }
            return Ok(None);
        }
        if let Some(running) = self.running_kind(&entry)
            && !is_new_baby
            && self.running.contains(&(running, baby))
        {
            return Err(match running {
                EntryKind::Sleep => archive_messages::SLEEP_ALREADY_RUNNING.to_owned(),
                _ => archive_messages::MASSAGE_ALREADY_RUNNING.to_owned(),
            });
        }
        entry.baby = match &archived.baby {
            Some(person) if is_new_baby => Some(self.babies.add_person(person)?),
            _ => baby,
        };
        entry.carer = match carer {
            Some(carer) => carer,
            None => self.carers.add_person(&archived.carer)?,
        };
        if entry.sealed_ciphertext().is_some() && !self.has_seal_key(entry.carer) {
            return Err(archive_messages::SEAL_KEY_MISSING.to_owned());
        }
        self.accept_entry(place, entry)
    }

    /// A sleep or a massage that is under way.
    fn running_kind(&self, entry: &Entry) -> Option<EntryKind> {
        let now = self.options.now;
        let running = entry.is_running_sleep(now) || entry.is_running_massage(now);
        running.then(|| entry.kind())
    }

    fn accept_entry(&mut self, place: SourceRow, entry: Entry) -> Result<Option<Entry>, String> {
        if self.repeated_fingerprints.contains(&fingerprint_id(entry.id)) {
            let mut content = DefaultHasher::new();
            format!("{entry:?}").hash(&mut content);
            let content = content.finish();
            match self.content_hashes.insert(entry.id, content) {
                None => {}
                Some(first) if first == content => return Ok(None),
                Some(first) => {
                    self.content_hashes.insert(entry.id, first);
                    return Err(archive_messages::CONFLICTING_DUPLICATE.to_owned());
                }
            }
        }
        if let Err(problem) = validate_entry(&entry, self.options.now) {
            match problem.field.as_ref() {
                "at" | "until" => self.future_rows.push(place.row_number()),
                field if field.ends_with(".at") => {
                    self.warn_at_row(place, &archive_messages::moment_problem(&problem.message));
                }
                _ => self.warn_at_row(place, archive_messages::SAYS_LITTLE),
            }
        }
        if let Some(running) = self.running_kind(&entry) {
            self.running.push((running, entry.baby));
        }
        Ok(Some(entry))
    }

    /// Where a night in words only stands, from a file that does not say when nights begin.
    fn night_position(&self, entry: &Entry) -> Timestamp {
        if entry.at.unix_seconds() != 0 {
            return entry.at;
        }
        entry.details.night_in_words_start(&self.hours).unwrap_or(entry.at)
    }

    /// Whether two entries say the same. Compared as they are printed: an archive holds no more than that.
    fn is_same_entry(&self, a: &Entry, b: &Entry) -> bool {
        let printed = |e| entry_to_json(e, self.target.family);
        (a.baby, a.carer) == (b.baby, b.carer) && printed(a) == printed(b)
    }

    fn describe_difference(&self, existing: &Entry, entry: &Entry) -> String {
        match (existing.sealed_ciphertext(), entry.sealed_ciphertext()) {
            (Some(_), None) => return archive_messages::SEALED_IN_JOURNAL.into(),
            (None, Some(_)) => return archive_messages::SEALED_IN_FILE.into(),
            _ => {}
        }
        let printed = |e| entry_to_json(e, self.target.family);
        let names: Vec<String> = match (printed(existing), printed(entry)) {
            (Value::Object(a), Value::Object(b)) => {
                let all = a.keys().chain(b.keys().filter(|key| !a.contains_key(*key)));
                all.filter(|key| a.get(*key) != b.get(*key)).cloned().collect()
            }
            _ => Vec::new(),
        };
        archive_messages::differs_from_journal(&names)
    }

    fn finish_plan(mut self, journal: &dyn MergeJournal) -> Result<ImportPlan, ValidationError> {
        let added = self.counts.entry_count();
        self.summary.added = added;
        let conflicts = warn_about_rows(&self.conflicting_rows, import_messages::OTHER_CONTENT);
        let in_future = warn_about_rows(&self.future_rows, import_messages::IN_FUTURE);
        self.summary.warnings.extend(conflicts.into_iter().chain(in_future));
        let mut keeps = added > 0;
        for edit in self.build_family_edits() {
            keeps = true;
            journal.write_edit(edit)?;
        }
        let new_carers = self.carers.iter_new_people().map(|c| c.display_name().to_owned());
        let babies = self.counts.babies.iter();
        Ok(ImportPlan {
            sleeps_taken: 0,
            formats: vec![ImportFormat::Cuebook],
            babies: babies.filter_map(|id| self.babies.find_name(*id)).collect(),
            new_carers: new_carers.collect(),
            new_babies: Vec::new(),
            sleeps_ended: 0,
            sleeps_noted: 0,
            is_date_order_used: false,
            kinds: self.counts.kind_counts(),
            dates: self.counts.dates,
            zone_note: archive_messages::OFFSETS_INCLUDED.to_owned(),
            change: None,
            has_changes: keeps,
            name: file_name(self.target.name),
            summary: self.summary,
        })
    }
}
