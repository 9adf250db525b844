//! A write under way: edits carried out one by one in one transaction, each refused when its record is not as it was
//! read, each recorded in the history under the change it belongs to. The transaction is `apply`'s.

use crate::model::join_running::{JoinedRun, join_running};
use crate::model::{Edit, Entry, EntryKind, Id, Record, Timestamp};
use crate::store::journal_content::count_change;
use crate::store::protect::rewrite_seals::seal_earlier_states;
use crate::store::protect::seal_faults::{CheckedCarers, SealCheck, SeenSeals};
use crate::store::protect::seal_keys::{CarerSeals, SealKeys};
use crate::store::protect::sealed_entries;
use crate::store::store_error::StoreError;
use crate::store::write_error::WriteError;
use crate::store::{ProgramRun, mapping};
use crate::texts::store_errors;
use rusqlite::{Connection, params};
use std::cell::{Cell, OnceCell, RefCell};
use std::path::Path;

/// One change being written, edit by edit.
pub struct ChangeWriter<'a> {
    pub(crate) tx: &'a Connection,
    run: &'a ProgramRun,
    pub(crate) path: Option<&'a Path>,
    /// In seconds since 1970.
    now: i64,
    /// Its number in the history, once an edit was written.
    number: Cell<Option<i64>>,
    edits: Cell<i64>,
    /// So far it only says whose pages are shown or who writes.
    only_chooses: Cell<bool>,
    seal_keys: &'a SealKeys,
    /// The seals that were last seen here.
    seen_seals: SeenSeals,
    checked_carers: RefCell<CheckedCarers>,
    /// Entries that were open and are sealed now.
    newly_sealed: RefCell<Vec<Id>>,
    /// The journal's seals, once they were asked for.
    seals: OnceCell<CarerSeals>,
    /// The title it gets when some of it is sealed.
    neutral_title: RefCell<Option<String>>,
}

impl<'a> ChangeWriter<'a> {
    pub(crate) fn new(
        tx: &'a Connection,
        run: &'a ProgramRun,
        path: Option<&'a Path>,
        now: Timestamp,
        seal_keys: &'a SealKeys,
        seen_seals: SeenSeals,
    ) -> Self {
        Self {
            tx,
            run,
            path,
            now: now.unix_seconds(),
            number: Cell::new(None),
            edits: Cell::new(0),
            only_chooses: Cell::new(true),
            seal_keys,
            seen_seals,
            checked_carers: RefCell::default(),
            newly_sealed: RefCell::default(),
            seals: OnceCell::new(),
            neutral_title: RefCell::new(None),
        }
    }

    /// Writes one edit and records it as the next of the change. [`StoreError::Conflict`] when its record is not as it was
    /// read. Ending a sleep or massage ends those that were begun beside it on another computer, as one entry.
    pub fn write_edit(&self, edit: &Edit) -> Result<(), StoreError> {
        match self.find_joined_run(edit).map_err(|e| StoreError::from_sqlite(e, self.path))? {
            Some(joined) => joined.into_edits().iter().try_for_each(|edit| self.write_single_edit(edit)),
            None => self.write_single_edit(edit),
        }
    }

    fn find_joined_run(&self, edit: &Edit) -> rusqlite::Result<Option<JoinedRun>> {
        let ended = edit.after.as_ref().and_then(Record::as_entry).filter(|it| it.until.is_some());
        let (Some(ended), Some(before)) = (ended, edit.before.as_ref().and_then(Record::as_entry)) else {
            return Ok(None);
        };
        if !before.is_open() {
            return Ok(None);
        }
        let open = mapping::load_open_entries(self.tx, ended.kind())?;
        Ok(join_running(edit, &open, Timestamp::new(self.now, before.at.offset_seconds())))
    }

    fn write_single_edit(&self, edit: &Edit) -> Result<(), StoreError> {
        let write = || -> Result<(), WriteError> {
            let number = self.start_change()?;
            self.check_writer(edit)?;
            let sealed = self.seal_edit(edit)?;
            let edit = sealed.as_ref().unwrap_or(edit);
            apply_edit(self.tx, edit, self.now, None)?;
            if sealed_entries::is_newly_sealed(edit) {
                self.newly_sealed.borrow_mut().extend(edit.entry_id());
                let edit = seal_earlier_states(self.tx, self.load_seals()?, edit)?;
                return Ok(self.record_edit(number, &edit)?);
            }
            Ok(self.record_edit(number, edit)?)
        };
        write().map_err(|e| e.into_error(self.path))
    }

    /// Refuses what would be open though its writer seals.
    fn check_writer(&self, edit: &Edit) -> Result<(), WriteError> {
        let Some(entry) = edit.after.as_ref().and_then(Record::as_entry) else {
            return Ok(());
        };
        let check = SealCheck { seals: self.load_seals()?, seen: &self.seen_seals, keys: self.seal_keys };
        self.checked_carers.borrow_mut().check_entry(self.tx, &check, entry)
    }

    pub(crate) fn take_newly_sealed(&self) -> Vec<Id> {
        self.newly_sealed.take()
    }

    /// An edit as it goes into the file, when some of it is for its writer only.
    fn seal_edit(&self, edit: &Edit) -> Result<Option<Edit>, WriteError> {
        let sealed = sealed_entries::seal_edit(self.tx, edit, self.load_seals()?, self.seal_keys)?;
        let several = self.edits.get() > 0;
        let mut title = self.neutral_title.borrow_mut();
        if sealed_entries::has_sealed_entry(sealed.as_ref().unwrap_or(edit)) || (title.is_some() && several) {
            *title = Some(sealed_entries::neutral_title(edit, several));
        }
        Ok(sealed)
    }

    fn load_seals(&self) -> rusqlite::Result<&CarerSeals> {
        match self.seals.get() {
            Some(seals) => Ok(seals),
            None => {
                let read = CarerSeals::from_connection(self.tx)?;
                Ok(self.seals.get_or_init(|| read))
            }
        }
    }

    /// The number of the change's row in the history, which the first call inserts.
    pub(crate) fn start_change(&self) -> Result<i64, WriteError> {
        if let Some(number) = self.number.get() {
            return Ok(number);
        }
        self.tx.execute(
            "INSERT INTO history (title, made, run, machine) VALUES ('', ?1, ?2, ?3)",
            params![self.now, self.run.id.as_bytes(), self.run.machine],
        )?;
        let number = self.tx.last_insert_rowid();
        self.number.set(Some(number));
        Ok(number)
    }

    /// Names the change, and answers with its number; none when nothing was begun. What was undone cannot be redone from
    /// here on, but for a change that is no step itself.
    pub(crate) fn finish_change(&self, title: &str) -> Result<Option<i64>, WriteError> {
        let Some(number) = self.number.get() else {
            return Ok(None);
        };
        if self.edits.get() == 0 || !self.only_chooses.get() {
            self.tx.execute("UPDATE history SET state = 'dropped' WHERE state = 'undone'", [])?;
        }
        let neutral = self.neutral_title.borrow();
        let title = neutral.as_deref().unwrap_or(title);
        self.tx.execute("UPDATE history SET title = ?2 WHERE id = ?1", params![number, title])?;
        count_change(self.tx)?;
        Ok(Some(number))
    }

    /// Names the change that came from another computer. What was undone here can still be redone.
    pub(crate) fn finish_merge(&self, title: &str) -> rusqlite::Result<()> {
        let Some(number) = self.number.get() else {
            return Ok(());
        };
        self.tx.execute("UPDATE history SET title = ?2 WHERE id = ?1", params![number, title])?;
        count_change(self.tx)
    }

    /// Records words of another computer's that do not stand, as a change that was never made here.
    pub(crate) fn record_dropped(&self, title: &str, edit: &Edit) -> rusqlite::Result<()> {
        self.tx.execute(
            "INSERT INTO history (title, made, run, machine, state) VALUES (?1, ?2, ?3, ?4, 'dropped')",
            params![title, self.now, self.run.id.as_bytes(), self.run.machine],
        )?;
        self.record_edit(self.tx.last_insert_rowid(), edit)
    }

    pub(crate) fn record_edit(&self, number: i64, edit: &Edit) -> rusqlite::Result<()> {
        let Some((record, key)) = edit.affected_record().map(Record::record_key) else {
            return Ok(());
        };
        self.only_chooses.set(self.only_chooses.get() && edit.is_choice_of_person());
        let json = |r: &Option<Record>| r.as_ref().map(mapping::record_to_text);
        let n = self.edits.replace(self.edits.get() + 1);
        self.tx
            .prepare_cached(
                "INSERT INTO history_edit (history, n, record, key, before, after) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
            )?
            .execute(params![number, n, record, key, json(&edit.before), json(&edit.after)])
            .map(|_| ())
    }
}

/// Writes one edit, when its record stands as it was read. `replayed` is the change that is undone or redone, which may
/// bring back what ran at once.
pub(crate) fn apply_edit(
    tx: &Connection,
    edit: &Edit,
    now: i64,
    replayed: Option<i64>,
) -> Result<(), WriteError> {
    let Some(record) = edit.affected_record() else {
        return Ok(());
    };
    let (kind, key) = record.record_key();
    if mapping::load_record(tx, kind, &key)? != edit.before {
        return Err(StoreError::Conflict(describe_record(record)).into());
    }
    if let Some(Record::Entry(after)) = &edit.after {
        ensure_single_running(tx, edit, after, (now, replayed))?;
    }
    match &edit.after {
        Some(after) => mapping::upsert_record(tx, after, now)?,
        None => mapping::delete_record(tx, record, now)?,
    }
    Ok(())
}

/// One sleep and one massage of a baby run at a time. Asked inside the transaction, so that two programs cannot both
/// begin one, nor an undo bring one back beside another, unless both ran before the change that it takes back.
fn ensure_single_running(
    tx: &Connection,
    edit: &Edit,
    after: &Entry,
    (now, replayed): (i64, Option<i64>),
) -> Result<(), WriteError> {
    let now = Timestamp::new(now, after.at.offset_seconds());
    let before = edit.before.as_ref().and_then(Record::as_entry);
    if !after.is_under_way(now) || before.is_some_and(|it| it.is_under_way(now)) {
        return Ok(());
    }
    let open = mapping::load_open_entries(tx, after.kind())?;
    let is_beside =
        |other: &&Entry| other.id != after.id && other.baby == after.baby && other.is_under_way(now);
    let mut beside = None;
    for other in open.iter().filter(is_beside) {
        if !is_of_change(tx, replayed, other)? {
            beside = Some(other);
            break;
        }
    }
    let Some(other) = beside else {
        return Ok(());
    };
    let since = other.at.format_hm();
    Err(match after.kind() {
        EntryKind::Sleep => StoreError::SleepRunning(since).into(),
        _ => StoreError::MassageRunning(since).into(),
    })
}

fn is_of_change(tx: &Connection, change: Option<i64>, entry: &Entry) -> rusqlite::Result<bool> {
    let sql =
        "SELECT EXISTS (SELECT 1 FROM history_edit WHERE history = ?1 AND record = 'entry' AND key = ?2)";
    tx.query_row(sql, params![change, entry.id.to_string()], |row| row.get(0))
}

fn describe_record(record: &Record) -> String {
    match record {
        Record::Entry(e) => {
            let time = e.at.local_datetime().format("%-d %b, %H:%M").to_string();
            store_errors::entry_of(e.kind().display_name(), &time)
        }
        Record::Baby(b) => store_errors::person(b.display_name()),
        Record::Carer(c) => store_errors::person(c.display_name()),
        Record::CustomCue(o) => store_errors::custom_cue(&o.words),
        Record::CoverageMark(m) => store_errors::coverage_mark(&m.date.to_string()),
        Record::Setting(s) => store_errors::setting(&s.name),
    }
}
