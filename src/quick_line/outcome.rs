//! What becomes of a typed line in a journal: entries that are added, or running sleeps that end. Decided once for the
//! command line and for the app.

use crate::model::describe::format_title;
use crate::model::{
    Change, Details, Entry, EntryKind, Family, Id, Timestamp, ValidationError, validate_entry,
};
use crate::quick_line::{AddressedLine, ParsedLine, end_running_sleep};

pub(crate) enum LineOutcome {
    /// An entry, or one for each of several babies.
    AddEntries(Vec<Entry>),
    /// Each sleep as it was and as it shall be.
    EndSleeps(Vec<(Entry, Entry)>),
    /// The massage under way, and with its end.
    EndMassage(Box<(Entry, Entry)>),
}

impl LineOutcome {
    /// The entries as they will stand.
    pub(crate) fn entries(&self) -> Vec<Entry> {
        match self {
            Self::AddEntries(entries) => entries.clone(),
            Self::EndSleeps(both) => both.iter().map(|(_, after)| after.clone()).collect(),
            Self::EndMassage(both) => vec![both.1.clone()],
        }
    }

    fn change(&self, family: &Family, now: Timestamp) -> Change {
        let title =
            |entry: Option<&Entry>| entry.map(|entry| format_title(entry, family, now)).unwrap_or_default();
        match self {
            Self::AddEntries(entries) => family.add_entries(&title(entries.last()), entries),
            Self::EndSleeps(both) => family.end_sleeps(both, now),
            Self::EndMassage(both) => {
                Change::replace_record(title(Some(&both.1)), both.0.clone(), both.1.clone())
            }
        }
    }
}

/// All that a line says as one change, which one undo takes back.
pub(crate) fn change_of(outcomes: &[LineOutcome], family: &Family, now: Timestamp) -> Change {
    let changes: Vec<Change> = outcomes.iter().map(|outcome| outcome.change(family, now)).collect();
    let title = changes.iter().map(|change| change.title.as_str()).collect::<Vec<_>>().join("; ");
    Change { title, edits: changes.into_iter().flat_map(|change| change.edits).collect() }
}

/// Words of an entry's note that say when it was, without a clock: "after lunch". None where its times were not put at now
/// for want of others.
pub(crate) fn find_words_for_time(entry: &Entry, now: Timestamp) -> Option<&str> {
    let is_now = |at: Timestamp| at.minutes_to(now) == 0;
    if !(is_now(entry.at) || entry.until.is_some_and(is_now)) || entry.kind() == EntryKind::Note {
        return None;
    }
    let parts = entry.note.as_deref().into_iter().flat_map(|note| note.split(", ")).map(str::trim);
    let leads = ["after ", "before ", "during ", "since ", "around ", "when ", "while "];
    parts.into_iter().find(|part| {
        let part = part.to_lowercase();
        leads.iter().any(|lead| part.starts_with(lead))
    })
}

pub(crate) enum OutcomeError {
    /// It is about a baby, and none is named or chosen.
    BabyNeeded,
    /// This sleep runs already; only one of a baby's does at a time.
    AlreadyAsleep(Box<Entry>),
    /// Nothing runs that could end, for this baby first.
    NotAsleep(Id),
    Invalid(ValidationError),
    /// The pages of this baby are closed.
    Closed(Id),
}

/// Whom a line is about, where it names nobody itself, and what runs.
pub(crate) struct OutcomeContext<'a> {
    pub(crate) now: Timestamp,
    pub(crate) family: &'a Family,
    pub(crate) baby: Option<Id>,
    /// The baby of a note, which needs none.
    pub(crate) note_baby: Option<Id>,
    /// Sleeps without an end, oldest first.
    pub(crate) open_sleeps: &'a [Entry],
}

impl OutcomeContext<'_> {
    /// Everything a line says, one thing after the other: a sleep that ends makes room for the next.
    pub(crate) fn decide_all(&self, lines: Vec<AddressedLine>) -> Result<Vec<LineOutcome>, OutcomeError> {
        let mut open = self.open_sleeps.to_vec();
        let mut outcomes = Vec::new();
        for (line, about) in lines {
            let here = OutcomeContext { open_sleeps: &open, ..*self };
            let outcome = here.decide(line, &about)?;
            if let LineOutcome::EndSleeps(both) = &outcome {
                // What ran beside it ends with it.
                open.retain(|entry| both.iter().all(|(_, after)| !after.ends_with(entry)));
            }
            outcomes.push(outcome);
        }
        Ok(outcomes)
    }

    /// `about` is whom the line names.
    pub(crate) fn decide(&self, line: ParsedLine, about: &[Id]) -> Result<LineOutcome, OutcomeError> {
        match line {
            ParsedLine::Entry(entry) => self.add_entries(entry, about),
            ParsedLine::Awake { .. } => self.end_sleeps(&line, about),
            ParsedLine::EndMassage(both) => {
                self.check_pages(both.0.baby.as_slice())?;
                Ok(LineOutcome::EndMassage(both))
            }
        }
    }

    fn add_entries(&self, mut entry: Entry, about: &[Id]) -> Result<LineOutcome, OutcomeError> {
        entry.baby = match (entry.kind(), about) {
            (EntryKind::Checkin, _) => None,
            // A note that is about all of them is about none in particular.
            (EntryKind::Note, []) => self.note_baby,
            (EntryKind::Note, [one]) => Some(*one),
            (EntryKind::Note, _) => None,
            (_, []) => Some(self.baby.ok_or(OutcomeError::BabyNeeded)?),
            (_, [first, ..]) => Some(*first),
        };
        if entry.kind() != EntryKind::Note {
            self.check_pages(entry.baby.as_slice())?;
            self.check_pages(about)?;
        }
        validate_entry(&entry, self.now).map_err(OutcomeError::Invalid)?;
        let entries = entry.copy_for_babies(if entry.baby.is_some() { about } else { &[] });
        if matches!(entry.details, Details::Sleep(_)) && entry.is_open() {
            let mut babies = entries.iter().filter_map(|entry| entry.baby);
            if let Some(running) = babies.find_map(|baby| self.find_running_sleep(baby)) {
                return Err(OutcomeError::AlreadyAsleep(Box::new(running.clone())));
            }
        }
        let ends: Option<Vec<(Entry, Entry)>> =
            entries.iter().map(|entry| self.end_by_range(entry)).collect();
        Ok(match ends.filter(|ends| !ends.is_empty()) {
            Some(ends) => LineOutcome::EndSleeps(ends),
            None => LineOutcome::AddEntries(entries),
        })
    }

    /// A sleep with an end that begins with the one that runs, to the minute, is that one, ended.
    fn end_by_range(&self, entry: &Entry) -> Option<(Entry, Entry)> {
        let running = self.find_running_sleep(entry.baby?)?;
        let is_same = self.running_sleeps(entry.baby?).any(|it| it.at.minutes_to(entry.at) == 0);
        let Details::Sleep(sleep) = &entry.details else {
            return None;
        };
        let awake = ParsedLine::Awake {
            at: entry.until?,
            approximate: entry.approximate,
            wakings: sleep.wakings,
            settled: sleep.settled.clone(),
            note: entry.note.clone(),
        };
        is_same.then(|| (running.clone(), end_running_sleep(running, awake)))
    }

    fn end_sleeps(&self, awake: &ParsedLine, about: &[Id]) -> Result<LineOutcome, OutcomeError> {
        let chosen = self.baby.as_slice();
        let babies = if about.is_empty() { chosen } else { about };
        let first = *babies.first().ok_or(OutcomeError::BabyNeeded)?;
        self.check_pages(babies)?;
        let mut ended = Vec::new();
        for before in babies.iter().filter_map(|baby| self.find_running_sleep(*baby)) {
            let after = end_running_sleep(before, awake.clone());
            validate_entry(&after, self.now).map_err(OutcomeError::Invalid)?;
            ended.push((before.clone(), after));
        }
        if ended.is_empty() { Err(OutcomeError::NotAsleep(first)) } else { Ok(LineOutcome::EndSleeps(ended)) }
    }

    /// Closed pages are read and no longer written.
    fn check_pages(&self, babies: &[Id]) -> Result<(), OutcomeError> {
        let is_closed = |id: &&Id| self.family.find_baby(**id).is_some_and(|baby| baby.closed);
        babies.iter().find(is_closed).map_or(Ok(()), |id| Err(OutcomeError::Closed(*id)))
    }

    /// The earliest first.
    fn running_sleeps(&self, baby: Id) -> impl Iterator<Item = &Entry> {
        self.open_sleeps.iter().filter(move |it| it.baby == Some(baby) && it.is_running_sleep(self.now))
    }

    /// Of several that run at once, the one that began first: it stands when they end.
    fn find_running_sleep(&self, baby: Id) -> Option<&Entry> {
        self.running_sleeps(baby).next()
    }
}
