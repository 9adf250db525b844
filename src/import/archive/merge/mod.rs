//! An archive into one change: the family whole where nothing was written down yet, else person by person; entries by
//! their identities. Nothing that the journal has is written over, but for entries that were edited later there, where that is
//! wanted. The edits are handed over one by one, and nothing
//! of an entry is held but what it adds to the count.

pub(crate) mod merge_family;
pub(crate) mod weigh_edits;

use crate::import::MAX_LISTED;
use crate::import::archive::match_people::PersonMatcher;
use crate::import::archive::merge::weigh_edits::EditTime;
use crate::import::archive::read_family::ArchivedFamily;
use crate::import::archive::{
    ArchiveForm, ArchiveSet, ArchivedEntry, ExistingRecords, ParsedEntry, PersonRef, ProgressCallback,
    SourceRow, fingerprint_id, new_skipped_row,
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
    /// As it is stored, and when it was edited, in Unix seconds.
    fn find_entry(&self, id: Id) -> Result<Option<(Entry, i64)>, ValidationError>;
    /// `edited` is when an entry was edited where it comes from, as far as that is known.
    fn write_edit(&self, edit: Edit, edited: Option<i64>) -> Result<(), ValidationError>;
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
        merge.written = archive.written;
        merge.is_journal = archive.form == ArchiveForm::Journal;
        merge.summary.written = archive.written.filter(|_| !merge.is_journal).max(merge.summary.written);
        merge.merge_family(archive.family.as_ref());
        merge.summary.warnings.extend(archive.warnings.iter().cloned());
        merge.summary.rows_read += archive.orphans.skipped.len() + archive.orphans.unlisted;
        merge.summary.unlisted += archive.orphans.unlisted;
        merge.summary.skipped.extend(archive.orphans.skipped.iter().cloned());
        archive.for_each_entry(options.zone, &mut |place, parsed| {
            merge.summary.rows_read += 1;
            watch(merge.summary.rows_read)?;
            let edited = parsed.as_ref().ok().and_then(|(archived, _)| archived.edited);
            match merge.merge_parsed_entry(place, parsed, journal)? {
                Ok(Merged::Added(entry)) => {
                    merge.counts.count_entry(&entry);
                    journal.write_edit(Edit { before: None, after: Some((*entry).into()) }, edited)
                }
                Ok(Merged::Taken { before, after }) => {
                    merge.summary.already_known += 1;
                    let edit = Edit { before: Some((*before).into()), after: Some((*after).into()) };
                    journal.write_edit(edit, edited)
                }
                Ok(Merged::Known) => {
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

/// What becomes of an entry of the archive.
enum Merged {
    Added(Box<Entry>),
    /// The file's takes the place of this journal's.
    Taken {
        before: Box<Entry>,
        after: Box<Entry>,
    },
    Known,
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
    future_rows: Vec<usize>,
    counts: PlanCounts,
    summary: ImportSummary,
    /// When the archive that is gone through was written, in Unix seconds.
    written: Option<i64>,
    /// What is gone through is another journal.
    is_journal: bool,
    /// What the files say otherwise of the family.
    family_differences: Vec<String>,
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
            future_rows: Vec::new(),
            counts: PlanCounts::default(),
            summary: ImportSummary::default(),
            written: None,
            is_journal: false,
            family_differences: Vec::new(),
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

    /// One entry of the archive: what becomes of it, or why it is left out.
    fn merge_parsed_entry(
        &mut self,
        place: SourceRow,
        parsed: ParsedEntry,
        journal: &dyn MergeJournal,
    ) -> Result<Result<Merged, String>, ValidationError> {
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
        Ok(self.merge_entry(place, archived, existing))
    }

    /// One entry beside what the journal has under its identity.
    fn merge_entry(
        &mut self,
        place: SourceRow,
        archived: ArchivedEntry,
        existing: Option<(Entry, i64)>,
    ) -> Result<Merged, String> {
        let there = EditTime { edited: archived.edited, written: self.written };
        let ArchivedEntry { baby: person, carer: writer, mut entry, .. } = archived;
        let known = existing.as_ref().map(|(entry, _)| entry);
        let baby = self.find_baby(person.as_ref(), &entry, known)?;
        self.babies.release_spare(baby);
        let carer = self.carers.find_person(&writer, known.map(|known| known.carer))?;
        if archived.lacks_time {
            // The hours may be others by now; where it stands in the list is not what makes it another entry.
            entry.at = known.map_or_else(|| self.night_position(&entry), |known| known.at);
        }
        let is_new_baby = person.is_some() && baby.is_none();
        (entry.baby, entry.carer) = (baby, carer.unwrap_or_default());
        let is_returning = match &existing {
            Some((known, _)) if !is_new_baby && self.is_same_entry(known, &entry) => {
                return Ok(Merged::Known);
            }
            Some((known, edited_here)) => {
                self.weigh_difference(known, &entry, (there, *edited_here))?;
                false
            }
            None => self.check_removal(&entry, there)?,
        };
        if let Some(kind) = self.running_kind(&entry)
            && !is_new_baby
            && known.is_none_or(|known| self.running_kind(known).is_none())
            && self.running.contains(&(kind, baby))
        {
            return Err(archive_messages::running_already(kind));
        }
        if let Some(person) = person.filter(|_| is_new_baby) {
            entry.baby = Some(self.babies.add_person(&person)?);
        }
        if carer.is_none() {
            entry.carer = self.carers.add_person(&writer)?;
        }
        if entry.sealed_ciphertext().is_some() && !self.has_seal_key(entry.carer) {
            return Err(archive_messages::SEAL_KEY_MISSING.to_owned());
        }
        let Some(entry) = self.accept_entry(place, entry)? else {
            return Ok(Merged::Known);
        };
        let after = Box::new(entry);
        Ok(match existing {
            Some((known, _)) => self.take_later(Box::new(known), after),
            None => {
                self.summary.differences.returning += usize::from(is_returning);
                Merged::Added(after)
            }
        })
    }

    /// Whom an entry is about; none for a baby nobody knew, and for what is about no baby.
    fn find_baby(
        &self,
        person: Option<&PersonRef>,
        entry: &Entry,
        known: Option<&Entry>,
    ) -> Result<Option<Id>, String> {
        match person {
            Some(_) if self.target.baby.is_some() => Ok(self.target.baby),
            Some(person) => self.babies.find_person(person, known.and_then(|known| known.baby)),
            None if matches!(entry.kind(), EntryKind::Checkin | EntryKind::Note) => Ok(None),
            None => Ok(Some(self.target.baby.ok_or(archive_messages::NO_BABY_NAMED)?)),
        }
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

    fn finish_plan(mut self, journal: &dyn MergeJournal) -> Result<ImportPlan, ValidationError> {
        let added = self.counts.entry_count();
        self.summary.added = added;
        self.summary.warnings.extend(warn_about_rows(&self.future_rows, import_messages::IN_FUTURE));
        self.warn_of_family_differences();
        let mut keeps = added + self.summary.differences.taken > 0;
        for edit in self.build_family_edits() {
            keeps = true;
            journal.write_edit(edit, None)?;
        }
        let new_carers = self.carers.iter_new_people().map(|c| c.display_name().to_owned());
        let babies = self.counts.babies.iter();
        Ok(ImportPlan {
            sleeps_taken: 0,
            formats: vec![ImportFormat::Cuebook],
            sleeps_differ: false,
            is_journal: self.is_journal,
            takes_later: self.takes_later(),
            babies: babies.filter_map(|id| self.babies.find_name(*id)).collect(),
            new_carers: new_carers.collect(),
            new_babies: Vec::new(),
            sleeps_ended: 0,
            sleeps_noted: 0,
            is_date_order_used: false,
            kinds: self.counts.kind_counts(),
            dates: self.counts.dates,
            zone: self.hours.zone,
            zone_note: archive_messages::OFFSETS_INCLUDED.to_owned(),
            change: None,
            has_changes: keeps,
            name: file_name(self.target.name),
            summary: self.summary,
        })
    }
}
