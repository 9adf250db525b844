//! Taking in what another computer wrote: each record is joined with what stands here, and what comes of it is one
//! change of the history. Nothing is refused as it would be for a parent: both sides are somebody's words.

use crate::model::{Details, Edit, Entry, Id, Record, Timestamp, validate_entry};
use crate::store::connection::select_all;
use crate::store::mapping;
use crate::store::protect::copies_due::CopiesDue;
use crate::store::protect::remove_rows::erase_entry;
use crate::store::protect::rewrite_seals::{
    SealOperation, apply_operation, seal_earlier_states, write_seals,
};
use crate::store::protect::seal_keys::CarerSeals;
use crate::store::protect::sealed_entries::is_newly_sealed;
use crate::store::shared::record_fields::{Fields, from_state, may_come, save_parked, split_key};
use crate::store::shared::stamp_rows::{find_changes, just_after};
use crate::store::shared::sync_report::ReceivedRecords;
use crate::store::shared::sync_tables::{SharedSelf, load_called, load_state, save_marks};
use crate::store::write_change::ChangeWriter;
use crate::store::write_error::WriteError;
use crate::sync::{Conflict, LostSide, Merge, RecordState, Stamp, merge};
use crate::texts::sync_texts;
use crate::vocabulary::sanitize_text;
use rusqlite::{Connection, params};
use std::collections::{BTreeMap, BTreeSet};

/// One other computer's records on their way into the journal.
pub(crate) struct RecordTaker<'a> {
    pub tx: &'a Connection,
    pub writer: &'a ChangeWriter<'a>,
    pub me: &'a mut SharedSelf,
    pub now: Timestamp,
    /// Whether each edit goes into the history: not when a whole journal comes into a blank one.
    pub records_edits: bool,
    /// Whether two writes that had not seen each other are told.
    pub tells: bool,
    pub received: ReceivedRecords,
    pub notes: Vec<String>,
    pub copies_due: CopiesDue,
    pub seals_before: CarerSeals,
    /// Whose words came open though they seal, and whose seal is new.
    to_seal: BTreeSet<Id>,
    running: BTreeSet<Id>,
}

impl<'a> RecordTaker<'a> {
    pub(crate) fn new(
        tx: &'a Connection,
        writer: &'a ChangeWriter<'a>,
        me: &'a mut SharedSelf,
        now: Timestamp,
        from: &str,
    ) -> rusqlite::Result<Self> {
        Ok(Self {
            tx,
            writer,
            me,
            now,
            records_edits: true,
            tells: true,
            received: ReceivedRecords { from: from.to_owned(), ..ReceivedRecords::default() },
            notes: Vec::new(),
            copies_due: CopiesDue::default(),
            seals_before: CarerSeals::from_connection(tx)?,
            to_seal: BTreeSet::new(),
            running: BTreeSet::new(),
        })
    }

    pub(crate) fn take(&mut self, key: &str, theirs: &RecordState) -> Result<(), WriteError> {
        if !may_come(key) {
            return Ok(());
        }
        let mine = load_state(self.tx, key)?;
        self.me.clock.observe(theirs.newest_clock());
        let mut merged = merge(&mine, theirs);
        self.keep_sealed_whole(&mine, theirs, &mut merged);
        if merged.state == mine && merged.conflicts.is_empty() {
            return Ok(());
        }
        let present = match split_key(key) {
            Some((kind, name)) => mapping::load_record(self.tx, kind, name)?,
            None => None,
        };
        let after = self.store_state(key, &merged.state, present.as_ref())?;
        self.tell_conflicts(key, theirs, &merged, present.as_ref(), after.as_ref())
    }

    /// What is sealed is one value: an open text and a ciphertext are never mixed. The newer of the two stands whole, and
    /// is sealed anew if it is open.
    fn keep_sealed_whole(&mut self, mine: &RecordState, theirs: &RecordState, merged: &mut Merge) {
        let is_sealed = |state: &RecordState| state.value_of("detail.sealed").is_some();
        let both_stand = mine.is_alive() && theirs.is_alive() && merged.state.is_alive();
        if !both_stand || is_sealed(mine) == is_sealed(theirs) {
            return;
        }
        let whole = if mine.newest() > theirs.newest() { mine.values() } else { theirs.values() };
        let changed = find_changes(&merged.state.values(), &whole);
        if !changed.is_empty() {
            let stamp = just_after(mine.newest().max(theirs.newest()), self.me);
            merged.state.write(changed, self.me.author(stamp));
            merged.conflicts.clear();
        }
    }

    /// Writes what came of a join, and answers the record as it stands now.
    fn store_state(
        &mut self,
        key: &str,
        state: &RecordState,
        present: Option<&Record>,
    ) -> Result<Option<Record>, WriteError> {
        let (after, parked) = match state.is_alive() {
            true => from_state(key, state, present),
            false => (None, Fields::new()),
        };
        save_parked(self.tx, key, &parked)?;
        save_marks(self.tx, key, state)?;
        let forgotten = state.removal.filter(|removal| removal.forget && !state.is_alive());
        if let (Some(_), Some(("entry", id))) = (forgotten, split_key(key)) {
            if let Ok(id) = id.parse() {
                self.received.removed += usize::from(present.is_some());
                erase_entry(self.tx, id)?;
                self.copies_due.forgotten.insert(id);
            }
            return Ok(None);
        }
        if after.as_ref() == present {
            return Ok(after);
        }
        match (&after, present) {
            (Some(record), _) => mapping::upsert_row(self.tx, record, self.now.unix_seconds())?,
            (None, Some(record)) => mapping::delete_row(self.tx, record)?,
            (None, None) => {}
        }
        self.count(present, after.as_ref());
        self.note_entry(after.as_ref());
        self.record(Edit { before: present.cloned(), after: after.clone() })?;
        Ok(after)
    }

    fn count(&mut self, before: Option<&Record>, after: Option<&Record>) {
        let is_entry = after.or(before).is_some_and(|record| record.as_entry().is_some());
        let counter = match (is_entry, before.is_some(), after.is_some()) {
            (false, ..) => &mut self.received.family,
            (true, false, _) => &mut self.received.added,
            (true, true, true) => &mut self.received.changed,
            (true, true, false) => &mut self.received.removed,
        };
        *counter += 1;
    }

    /// What has to be looked at once all of it is there.
    fn note_entry(&mut self, after: Option<&Record>) {
        let Some(entry) = after.and_then(Record::as_entry) else {
            return;
        };
        if entry.sealed_ciphertext().is_none() && entry.is_private_to_writer() {
            self.to_seal.insert(entry.carer);
        }
        if entry.is_under_way(self.now) {
            self.running.insert(entry.id);
        }
    }

    fn record(&mut self, edit: Edit) -> Result<(), WriteError> {
        let mut edit = edit;
        if is_newly_sealed(&edit) {
            self.copies_due.sealed.extend(edit.entry_id());
            edit = seal_earlier_states(self.tx, &CarerSeals::from_connection(self.tx)?, &edit)?;
        }
        if self.records_edits {
            let number = self.writer.start_change()?;
            self.writer.record_edit(number, &edit)?;
        }
        Ok(())
    }

    fn tell_conflicts(
        &mut self,
        key: &str,
        theirs: &RecordState,
        merged: &Merge,
        before: Option<&Record>,
        after: Option<&Record>,
    ) -> Result<(), WriteError> {
        if !self.tells {
            return Ok(());
        }
        let (mut told, mut keeps_theirs) = (None, false);
        for conflict in &merged.conflicts {
            let (lost, loser, _) = conflict.stamps();
            if conflict.concerns(|stamp| self.me.wrote(stamp)) && tell_once(self.tx, key, loser)? {
                keeps_theirs |= lost == LostSide::Theirs;
                told = told.or(Some(conflict));
            }
        }
        let Some(conflict) = told else {
            return Ok(());
        };
        let lost = from_state(key, theirs, before).0;
        let Some(what) = self.describe(after.or(before).or(lost.as_ref())) else {
            return Ok(());
        };
        let (side, loser, winner) = conflict.stamps();
        let mine_lost = side == LostSide::Mine;
        // What one computer wrote may come through the folder of another.
        let other = if mine_lost { winner } else { loser }.writer;
        let from = &load_called(self.tx, other)?.unwrap_or_else(|| self.received.from.clone());
        let mut told = match conflict {
            Conflict::Field { .. } => sync_texts::both_changed(from, &what, mine_lost),
            Conflict::EditUnderRemoval { .. } => sync_texts::removed_meanwhile(from, &what, mine_lost),
            Conflict::RemovalOverruled { .. } => sync_texts::changed_after_removal(from, &what, mine_lost),
        };
        let lost_record = if mine_lost { before } else { lost.as_ref() };
        if let (Conflict::Field { .. }, Some(words)) = (conflict, words_only_of(lost_record, after)) {
            told.push_str(&sync_texts::lost_words(&sanitize_text(words)));
        }
        self.notes.push(told);
        match (keeps_theirs, lost) {
            (true, Some(lost)) if self.records_edits => {
                let edit = Edit { before: after.cloned(), after: Some(lost) };
                Ok(self.writer.record_dropped(&sync_texts::not_taken(from, &what), &edit)?)
            }
            _ => Ok(()),
        }
    }

    /// `the 18:40 massage`; none of what a carer shows to nobody.
    fn describe(&self, record: Option<&Record>) -> Option<String> {
        let entry = match record? {
            Record::Entry(entry) => entry,
            other => return Some(sync_texts::family_record(other.record_key().0)),
        };
        if entry.sealed_ciphertext().is_some() {
            let seal = self.seals_before.by_carer.get(&entry.carer);
            return seal
                .is_none_or(|seal| seal.shown)
                .then(|| sync_texts::sealed_entry(entry.kind().display_name()));
        }
        Some(sync_texts::entry_at(&entry.at.format_hm(), entry.kind().display_name()))
    }

    /// Once all of it is there: what came open of a carer who seals is sealed, what does not fit together is told.
    pub(crate) fn finish(&mut self) -> Result<(), WriteError> {
        self.settle_seals()?;
        self.tell_running()?;
        let received = &self.received;
        if !received.is_empty() {
            self.writer.start_change()?;
        }
        let title = sync_texts::change_title(
            &received.from,
            received.added,
            received.changed,
            received.removed,
            received.family,
        );
        self.writer.finish_merge(&title)?;
        Ok(self.me.save_clock(self.tx)?)
    }

    /// Whether a carer's seal came, or went, or stands otherwise.
    pub(crate) fn has_other_seals(&self) -> rusqlite::Result<bool> {
        Ok(CarerSeals::from_connection(self.tx)?.by_carer != self.seals_before.by_carer)
    }

    fn settle_seals(&mut self) -> Result<(), WriteError> {
        // What is sealed here is stamped like any other write.
        self.me.save_clock(self.tx)?;
        let mut seals = CarerSeals::from_connection(self.tx)?.by_carer;
        // A seal was taken off elsewhere while something was sealed here: its key stays.
        let gone: BTreeMap<_, _> = self
            .seals_before
            .by_carer
            .iter()
            .filter(|(carer, _)| !seals.contains_key(carer))
            .map(|(carer, seal)| (*carer, seal.clone()))
            .collect();
        for (carer, seal) in gone {
            if has_sealed_rows(self.tx, carer)? {
                seals.insert(carer, seal);
                write_seals(self.tx, &seals)?;
            }
        }
        let before = &self.seals_before.by_carer;
        let new = seals.keys().filter(|carer| !before.contains_key(carer));
        self.to_seal.extend(new.copied().collect::<Vec<_>>());
        for carer in &self.to_seal {
            let Some(seal) = seals.get(carer) else { continue };
            let open = open_rows(self.tx, *carer)?;
            apply_operation(self.tx, *carer, SealOperation::Seal(seal))?;
            self.copies_due.sealed.extend(open);
        }
        if let Some(me) = SharedSelf::from_connection(self.tx)? {
            self.me.clock.observe(me.clock.last);
        }
        Ok(())
    }

    /// Two sleeps that run at once, begun on two computers; and times that do not fit together.
    fn tell_running(&mut self) -> Result<(), WriteError> {
        for id in std::mem::take(&mut self.running) {
            let Some(entry) = mapping::load_entry(self.tx, id)? else { continue };
            let open = mapping::load_open_entries(self.tx, entry.kind())?;
            let is_beside =
                |other: &&Entry| other.id != id && other.baby == entry.baby && other.is_under_way(self.now);
            if let Some(other) = open.iter().find(is_beside) {
                let (first, second) = if other.id < id { (other.id, id) } else { (id, other.id) };
                if tell_once(self.tx, &format!("{first} {second}"), Stamp::default())? {
                    let kind = entry.kind().display_name();
                    let mut both = [other.at, entry.at];
                    both.sort_by_key(|at| at.unix_seconds());
                    let times = both.map(Timestamp::format_hm);
                    self.notes.push(sync_texts::two_running(kind, &times));
                }
            }
        }
        Ok(())
    }
}

/// Whether it was not told yet.
pub(crate) fn tell_once(tx: &Connection, key: &str, stamp: Stamp) -> rusqlite::Result<bool> {
    let sql = "INSERT OR IGNORE INTO sync_told (key, clock, writer) VALUES (?1, ?2, ?3)";
    Ok(tx.prepare_cached(sql)?.execute(params![key, stamp.clock, stamp.writer.to_string()])? > 0)
}

fn has_sealed_rows(tx: &Connection, carer: Id) -> rusqlite::Result<bool> {
    let sql = "SELECT 1 FROM entry WHERE carer = ?1 AND kind IN ('checkin', 'note')
         AND detail ->> '$.sealed' IS NOT NULL LIMIT 1";
    tx.prepare(sql)?.exists([carer.as_bytes()])
}

/// The entries of a carer that are theirs alone and open.
fn open_rows(tx: &Connection, carer: Id) -> rusqlite::Result<Vec<Id>> {
    let sql = "SELECT id FROM entry WHERE carer = ?1 AND detail ->> '$.sealed' IS NULL
         AND (kind = 'checkin' OR (kind = 'note' AND detail ->> '$.private' = 1))";
    let mut statement = tx.prepare(sql)?;
    statement.query_map([carer.as_bytes()], |row| row.get(0).map(Id::from_bytes))?.collect()
}

/// What does not pass the checks that a form would make; two computers can each change one end of an entry.
pub(crate) fn find_unfit_entries(conn: &Connection, now: Timestamp) -> rusqlite::Result<Vec<Entry>> {
    let sql = format!("SELECT {} FROM entry WHERE until < at ORDER BY at LIMIT 100", mapping::ENTRY_COLUMNS);
    let rows = select_all(conn, &sql, [], mapping::entry_from_row)?;
    Ok(rows.into_iter().filter(|entry| validate_entry(entry, now).is_err()).collect())
}

/// Tells once of an entry whose end lies before its beginning.
pub(crate) fn tell_unfit(tx: &Connection, now: Timestamp) -> rusqlite::Result<Vec<String>> {
    let mut notes = Vec::new();
    for entry in find_unfit_entries(tx, now)? {
        if tell_once(tx, &format!("unfit {}", entry.id), Stamp::default())? {
            let what = sync_texts::entry_at(&entry.at.format_hm(), entry.kind().display_name());
            notes.push(sync_texts::end_before_start(&what));
        }
    }
    Ok(notes)
}

/// The note of one record where the other has not all of it. How somebody was is nobody's to read out.
fn words_only_of<'r>(lost: Option<&'r Record>, shown: Option<&Record>) -> Option<&'r str> {
    let note = |record: Option<&'r Record>| match record {
        Some(Record::Entry(entry)) if !matches!(entry.details, Details::Checkin(_)) => entry.note.as_deref(),
        _ => None,
    };
    let shown = match shown {
        Some(Record::Entry(entry)) => entry.note.as_deref().unwrap_or_default(),
        _ => "",
    };
    note(lost).filter(|words| !shown.contains(words))
}
