//! One sync: this computer's folder is made what the journal says, what others wrote is taken in, what is here is written
//! out. A fault of the folder is a sentence, never an error that stops anything.

use crate::crypto::FolderKey;
use crate::model::{Id, Timestamp};
use crate::platform::private_file::set_private_mode;
use crate::store::connection::select_all;
use crate::store::database_file::sibling_path;
use crate::store::shared::sync_report::SyncReport;
use crate::store::shared::sync_tables::{OtherComputer, SharedSelf, load_others, save_other};
use crate::store::shared::take_records::{RecordTaker, tell_once, tell_unfit};
use crate::store::store_error::describe_io_error;
use crate::store::write_change::ChangeWriter;
use crate::store::write_error::WriteError;
use crate::store::{ProgramRun, Store, StoreError};
use crate::sync::piece_codec::name_of;
use crate::sync::{FetchedPieces, Manifest, SharedFolder, Stamp, WriterId, take_pieces};
use crate::texts::sync_texts;
use rusqlite::{Connection, params};
use std::collections::BTreeSet;
use std::fs::{File, OpenOptions, TryLockError};
use std::io;

/// Why a sync stopped half-way.
#[derive(Debug)]
pub(crate) enum SyncFault {
    Store(StoreError),
    Folder(io::Error),
    FolderMissing,
}

impl From<StoreError> for SyncFault {
    fn from(error: StoreError) -> Self {
        Self::Store(error)
    }
}

impl From<io::Error> for SyncFault {
    fn from(error: io::Error) -> Self {
        Self::Folder(error)
    }
}

/// A computer that cannot be read for so long is named.
const LONG_UNREAD_DAYS: i64 = 7;

/// A clock so far ahead is told.
const AHEAD_SECONDS: i64 = 600;

impl Store {
    /// Fetches and sends. Nothing is done where the journal is not shared, or another window is at it. `makes_room`: the
    /// folder was just named, so it is begun where there is nothing; else an empty one is taken for a disk that is not
    /// there.
    pub fn sync(&mut self, now: Timestamp, makes_room: bool) -> Result<SyncReport, StoreError> {
        let mut report = SyncReport::default();
        let Some(mut me) = self.query(SharedSelf::from_connection)? else {
            return Ok(report);
        };
        let lock = match self.lock_sync() {
            Ok(lock) => lock,
            Err(()) => return Ok(SyncReport { is_busy: true, ..report }),
        };
        let folder = self.open_shared_folder(&me);
        let named = me.folder.clone();
        let synced = self.sync_with(&mut me, &folder, now, makes_room, &mut report);
        let is_folder_away = synced.is_err();
        match synced {
            Ok(()) => {}
            Err(SyncFault::Store(error)) => return Err(error),
            Err(SyncFault::FolderMissing) => report.problems.push(sync_texts::folder_missing(&named)),
            Err(SyncFault::Folder(error)) => {
                report.problems.push(sync_texts::folder_at_fault(&named, &describe_io_error(&error)));
            }
        }
        report.is_folder_away = is_folder_away;
        drop(lock);
        Ok(report)
    }

    fn sync_with(
        &mut self,
        me: &mut SharedSelf,
        folder: &SharedFolder,
        now: Timestamp,
        makes_room: bool,
        report: &mut SyncReport,
    ) -> Result<(), SyncFault> {
        if !folder.is_there() && !makes_room {
            return Err(SyncFault::FolderMissing);
        }
        let key = FolderKey::from_secret(&me.key)
            .ok_or_else(|| StoreError::Sharing(sync_texts::UNREADABLE_PIECE.into()))?;
        self.ensure_own_writer(me, folder)?;
        let mut unreadable = 0;
        let mut was_read = true;
        let own = me.writer;
        let writers = folder.list_writers()?;
        for writer in writers.iter().copied().filter(|writer| *writer != own) {
            let taken = self.take_writer(me, folder, &key, writer, now, report)?;
            if taken == Taken::Unreadable {
                match self.find_long_unread(writer, now)? {
                    Some(sentence) => report.problems.push(sentence),
                    None => unreadable += 1,
                }
            }
            was_read &= !me.was.contains(&writer) || taken == Taken::All;
        }
        self.remove_renamed_writers(&writers)?;
        if unreadable > 0 {
            report.problems.push(sync_texts::unreadable_writers(unreadable));
        }
        if report.has_received() {
            let notes = self.write_rows(|tx| tell_unfit(tx, now))?;
            report.notes.extend(notes);
        }
        report.written = self.publish(me, folder, &key)?;
        if was_read && !me.was.is_empty() {
            self.remove_former_writers(me, folder)?;
        }
        if report.written > 0 || report.has_received() {
            let seconds = now.unix_seconds();
            self.write_rows(|tx| tx.execute("UPDATE sync_me SET synced = ?1", [seconds]).map(|_| ()))?;
        }
        Ok(())
    }

    /// A computer that was read once, and not for long now, is named.
    fn find_long_unread(&self, writer: WriterId, now: Timestamp) -> Result<Option<String>, StoreError> {
        let others = self.query(load_others)?;
        let known = others.into_iter().find(|other| other.writer == writer);
        let days = known.as_ref().map_or(0, |other| (now.unix_seconds() - other.heard) / 86_400);
        Ok(known
            .filter(|_| days >= LONG_UNREAD_DAYS)
            .map(|other| sync_texts::long_unread(&other.called, days)))
    }

    /// What is of the sync itself, beside the history.
    pub(crate) fn write_rows<T>(
        &mut self,
        work: impl FnOnce(&Connection) -> rusqlite::Result<T>,
    ) -> Result<T, StoreError> {
        self.write_in_transaction(|_, tx| -> Result<T, WriteError> { Ok(work(tx)?) })
    }

    /// The lock beside the journal that whoever syncs holds; an error while another window does.
    fn lock_sync(&self) -> Result<Option<File>, ()> {
        let Some(path) = self.path.as_deref() else {
            return Ok(None);
        };
        let mut options = OpenOptions::new();
        options.write(true).create(true).truncate(false);
        let Ok(file) = set_private_mode(&mut options).open(sibling_path(path, ".sync")) else {
            return Ok(None);
        };
        match file.try_lock() {
            Err(TryLockError::WouldBlock) => Err(()),
            _ => Ok(Some(file)),
        }
    }

    fn take_writer(
        &mut self,
        me: &mut SharedSelf,
        folder: &SharedFolder,
        key: &FolderKey,
        writer: WriterId,
        now: Timestamp,
        report: &mut SyncReport,
    ) -> Result<Taken, SyncFault> {
        let Some(bytes) = folder.read_manifest(writer)? else {
            return Ok(Taken::Unreadable);
        };
        let hash = name_of(&bytes);
        let others = self.query(load_others)?;
        let known = others.iter().find(|other| other.writer == writer);
        if known.and_then(|other| other.manifest.as_ref()) == Some(&hash) {
            return Ok(Taken::All);
        }
        let Some(manifest) = key.decrypt(&bytes).and_then(|bytes| Manifest::from_bytes(&bytes)) else {
            return Ok(Taken::Unreadable);
        };
        if manifest.is_newer() {
            report.problems.push(sync_texts::newer_cuebook(&manifest.called));
            return Ok(Taken::Newer);
        }
        let seen = self.query(|conn| load_seen(conn, writer))?;
        let source = PieceSource::fetch(folder, key, writer, &manifest, &seen);
        let called = manifest.called.clone();
        // One whose journal was restored is no stranger; what a stranger has differs in much that nobody changed.
        let is_known = known.is_some() || others.iter().any(|other| other.called == called);
        let run = ProgramRun { id: Id::nil(), machine: called.clone(), state_folders: Vec::new() };
        let is_complete = self.write_in_transaction(|store, tx| -> Result<bool, WriteError> {
            let (path, seals) = (store.path.as_deref(), store.seen.seals());
            let changes = ChangeWriter::new(tx, &run, path, now, &store.seal_keys, seals);
            let mut taker = RecordTaker::new(tx, &changes, me, now, &called)?;
            let is_blank = !tx.prepare("SELECT 1 FROM entry LIMIT 1")?.exists([])?;
            taker.records_edits = !is_blank;
            taker.tells = is_known;
            taker.me.clock.observe(manifest.clock);
            let is_complete = source.take_all(&mut taker)?;
            taker.finish()?;
            std::mem::take(&mut taker.copies_due).add_to(tx)?;
            report.seals_changed |= taker.has_other_seals()?;
            report.notes.append(&mut taker.notes);
            report.received.push(taker.received);
            let heard = now.unix_seconds();
            let manifest_hash = is_complete.then(|| hash.clone());
            let other = OtherComputer { writer, called: called.clone(), manifest: manifest_hash, heard };
            save_other(tx, &other, manifest.clock)?;
            report.notes.extend(tell_of_clock(tx, &other, manifest.clock, now)?);
            Ok(is_complete)
        })?;
        if report.seals_changed {
            self.expect_present_seals()?;
        }
        Ok(if is_complete { Taken::All } else { Taken::Part })
    }

    /// Seals that came from another computer of the family are as they should be.
    pub(crate) fn expect_present_seals(&self) -> Result<(), StoreError> {
        let seals = self.load_family()?.settings.seals;
        for carer in self.seen.seals().keys().filter(|carer| !seals.contains_key(carer)) {
            self.seen.set_seal(*carer, None);
        }
        seals.iter().for_each(|(carer, seal)| self.seen.set_seal(*carer, Some(seal)));
        Ok(())
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Taken {
    All,
    Part,
    Unreadable,
    Newer,
}

/// The pieces of a writer that were read.
fn load_seen(conn: &Connection, writer: WriterId) -> rusqlite::Result<BTreeSet<String>> {
    let sql = "SELECT name FROM sync_seen WHERE writer = ?1";
    Ok(select_all(conn, sql, [writer.to_string()], |row| row.get(0))?.into_iter().collect())
}

fn tell_of_clock(
    tx: &Connection,
    other: &OtherComputer,
    clock: i64,
    now: Timestamp,
) -> rusqlite::Result<Option<String>> {
    let ahead = Stamp { clock, writer: other.writer }.unix_seconds() - now.unix_seconds();
    let day = Stamp { clock: now.unix_seconds() / 86_400, writer: other.writer };
    let tells = ahead > AHEAD_SECONDS && tell_once(tx, "clock", day)?;
    Ok(tells.then(|| sync_texts::clock_ahead(&other.called, ahead / 60)))
}

/// The pieces of another computer that were not read yet, read into memory before the journal is written to: a folder
/// that does not answer keeps nobody from saving.
struct PieceSource<'a> {
    key: &'a FolderKey,
    writer: WriterId,
    family: FetchedPieces<'a>,
    entries: FetchedPieces<'a>,
    /// Read before, and no longer named.
    gone: Vec<String>,
}

impl<'a> PieceSource<'a> {
    fn fetch(
        folder: &'a SharedFolder,
        key: &'a FolderKey,
        writer: WriterId,
        manifest: &'a Manifest,
        seen: &BTreeSet<String>,
    ) -> Self {
        let fetch = |is_entries: bool| {
            let pieces = manifest.pieces.iter().filter(|piece| piece.lo.starts_with("entry/") == is_entries);
            let names = pieces.map(|piece| piece.name.as_str()).filter(|name| !seen.contains(*name));
            FetchedPieces::fetch(folder, writer, names.collect())
        };
        let named: BTreeSet<&str> = manifest.pieces.iter().map(|piece| piece.name.as_str()).collect();
        let gone = seen.iter().filter(|name| !named.contains(name.as_str())).cloned().collect();
        Self { key, writer, family: fetch(false), entries: fetch(true), gone }
    }

    /// Whether all that the manifest names was read, now or before. Entries wait for the family's records.
    fn take_all(&self, taker: &mut RecordTaker<'_>) -> Result<bool, WriteError> {
        let is_complete = self.take(&self.family, taker)? && self.take(&self.entries, taker)?;
        for name in &self.gone {
            let sql = "DELETE FROM sync_seen WHERE writer = ?1 AND name = ?2";
            taker.tx.execute(sql, params![self.writer.to_string(), name])?;
        }
        Ok(is_complete)
    }

    fn take(&self, pieces: &FetchedPieces<'_>, taker: &mut RecordTaker<'_>) -> Result<bool, WriteError> {
        let mut is_complete = true;
        take_pieces(pieces, self.key, |name, piece| -> Result<(), WriteError> {
            // Missing, cut off, or on its way: next time.
            let Some(piece) = piece else {
                is_complete = false;
                return Ok(());
            };
            for (key, state) in &piece.records {
                taker.take(key, state)?;
            }
            let sql = "INSERT OR IGNORE INTO sync_seen (writer, name) VALUES (?1, ?2)";
            taker.tx.prepare_cached(sql)?.execute(params![self.writer.to_string(), name])?;
            Ok(())
        })?;
        Ok(is_complete)
    }
}
