//! Writing out what is here: the pieces whose records changed, then the manifest that names all pieces.
//!
//! Pieces are on the disk before the journal says so, and the journal says so before the manifest does: cut off anywhere,
//! the folder is whole, and the next sync sees what it had meant to write.

use crate::crypto::FolderKey;
use crate::store::connection::select_all;
use crate::store::shared::sync_run::SyncFault;
use crate::store::shared::sync_tables::{SharedSelf, load_others, load_state};
use crate::store::{Store, StoreError};
use crate::sync::piece_codec::name_of;
use crate::sync::{Manifest, PIECE_RECORDS, Piece, PieceRef, SharedFolder, write_pieces};
use crate::texts::sync_texts;
use rusqlite::{Connection, params};
use std::collections::{BTreeMap, BTreeSet};

/// Between these keys pieces are always cut: entries wait for the family's records.
pub(crate) const FIRST_CUTS: [&str; 3] = ["", "entry/", "entry0"];

struct PieceRow {
    lo: String,
    /// The first key of the piece after it.
    hi: Option<String>,
    name: Option<String>,
    dirty: i64,
}

/// A piece as it was written out, in parts where it had grown too large.
struct WrittenPiece {
    lo: String,
    dirty: i64,
    parts: Vec<PieceRef>,
}

struct PlannedPiece {
    lo: String,
    dirty: i64,
    parts: Vec<PlannedPart>,
}

struct PlannedPart {
    lo: String,
    keys: Vec<String>,
}

fn load_pieces(conn: &Connection) -> rusqlite::Result<Vec<PieceRow>> {
    let sql = "SELECT lo, lead(lo) OVER (ORDER BY lo), name, dirty FROM sync_piece ORDER BY lo";
    select_all(conn, sql, [], |row| {
        Ok(PieceRow { lo: row.get(0)?, hi: row.get(1)?, name: row.get(2)?, dirty: row.get(3)? })
    })
}

fn load_piece(conn: &Connection, lo: &str) -> rusqlite::Result<PieceRow> {
    let sql =
        "SELECT (SELECT min(lo) FROM sync_piece WHERE lo > ?1), name, dirty FROM sync_piece WHERE lo = ?1";
    conn.prepare_cached(sql)?.query_row([lo], |row| {
        Ok(PieceRow { lo: lo.to_owned(), hi: row.get(0)?, name: row.get(1)?, dirty: row.get(2)? })
    })
}

fn load_keys(conn: &Connection, row: &PieceRow) -> rusqlite::Result<Vec<String>> {
    let sql = "SELECT key FROM sync_stamp WHERE key >= ?1 AND (?2 IS NULL OR key < ?2) ORDER BY key";
    select_all(conn, sql, params![row.lo, row.hi], |row| row.get(0))
}

impl Store {
    /// Writes out what changed since the last time. Answers how many pieces were written.
    pub(crate) fn publish(
        &mut self,
        me: &mut SharedSelf,
        folder: &SharedFolder,
        key: &FolderKey,
    ) -> Result<usize, SyncFault> {
        let lying = folder.read_manifest(me.writer)?.map(|bytes| name_of(&bytes));
        let is_whole = lying.is_some() && (lying == me.lies || lying == me.meant);
        let rows = self.query(load_pieces)?;
        let names: BTreeSet<String> = rows.iter().filter_map(|row| row.name.clone()).collect();
        let missing = folder.find_missing_pieces(me.writer, &names);
        let is_due =
            |row: &&PieceRow| row.dirty > 0 || row.name.as_ref().is_some_and(|name| missing.contains(name));
        let written = self.write_due_pieces(me, folder, key, rows.iter().filter(is_due))?;
        if written.is_empty() && is_whole && lying == me.meant {
            // Cut off after the manifest was written, the pieces before it still lay there.
            folder.remove_other_pieces(me.writer, &names)?;
            return Ok(0);
        }
        let pieces = list_pieces(&rows, &written);
        let kept: BTreeSet<String> = pieces.iter().map(|piece| piece.name.clone()).collect();
        let bytes = self.make_manifest(me, key, pieces)?;
        folder.sync_names(me.writer)?;
        (me.lies, me.meant) = (lying, Some(name_of(&bytes)));
        self.write_rows(|tx| record_pieces(tx, me, &written))?;
        folder.write_manifest(me.writer, &bytes)?;
        folder.remove_other_pieces(me.writer, &kept)?;
        Ok(written.iter().map(|piece| piece.parts.len()).sum())
    }

    fn write_due_pieces<'a>(
        &self,
        me: &SharedSelf,
        folder: &SharedFolder,
        key: &FolderKey,
        due: impl Iterator<Item = &'a PieceRow>,
    ) -> Result<Vec<WrittenPiece>, SyncFault> {
        let planned = due.map(|row| self.plan_piece(&row.lo)).collect::<Result<Vec<_>, SyncFault>>()?;
        let parts: Vec<&PlannedPart> = planned.iter().flat_map(|piece| &piece.parts).collect();
        let mut names = write_pieces(folder, me.writer, key, parts.len(), |n| {
            let keys = &parts[n].keys;
            self.read_at_once(|store| store.query(|conn| load_records(conn, keys))).map_err(SyncFault::from)
        })?
        .into_iter();
        let written = planned.iter().map(|piece| WrittenPiece {
            lo: piece.lo.clone(),
            dirty: piece.dirty,
            parts: piece
                .parts
                .iter()
                .zip(names.by_ref())
                .map(|(part, name)| PieceRef { lo: part.lo.clone(), name })
                .collect(),
        });
        Ok(written.collect())
    }

    /// What is written while this is read counts as a further change.
    fn plan_piece(&self, lo: &str) -> Result<PlannedPiece, SyncFault> {
        let (dirty, keys) = self.read_at_once(|store| {
            store.query(|conn| {
                let row = load_piece(conn, lo)?;
                Ok((row.dirty, load_keys(conn, &row)?))
            })
        })?;
        let most = if keys.len() > 2 * PIECE_RECORDS { PIECE_RECORDS } else { 2 * PIECE_RECORDS };
        let mut parts: Vec<PlannedPart> =
            keys.chunks(most).map(|keys| PlannedPart { lo: keys[0].clone(), keys: keys.to_vec() }).collect();
        if let Some(first) = parts.first_mut() {
            lo.clone_into(&mut first.lo);
        }
        Ok(PlannedPiece { lo: lo.to_owned(), dirty, parts })
    }

    fn make_manifest(
        &self,
        me: &SharedSelf,
        key: &FolderKey,
        pieces: Vec<PieceRef>,
    ) -> Result<Vec<u8>, SyncFault> {
        let others = self.query(load_others)?;
        let heard: BTreeMap<_, _> =
            others.into_iter().filter_map(|other| Some((other.writer, other.manifest?))).collect();
        let clock = self.query(SharedSelf::from_connection)?.map_or(0, |me| me.clock.last);
        let manifest = Manifest::new(me.called.clone(), clock, pieces, heard);
        let encrypted = key.encrypt(&manifest.to_bytes());
        encrypted.map_err(|_| StoreError::Sharing(sync_texts::UNREADABLE_PIECE.into()).into())
    }
}

/// So many at a time that neither the memory nor whoever waits to write follows the journal's size.
fn load_records(conn: &Connection, keys: &[String]) -> rusqlite::Result<Piece> {
    let mut piece = Piece::default();
    for key in keys {
        piece.records.insert(key.clone(), load_state(conn, key)?);
    }
    Ok(piece)
}

fn list_pieces(rows: &[PieceRow], written: &[WrittenPiece]) -> Vec<PieceRef> {
    let mut pieces = Vec::new();
    for row in rows {
        match written.iter().find(|piece| piece.lo == row.lo) {
            Some(piece) => pieces.extend(piece.parts.iter().cloned()),
            None => pieces.extend(row.name.clone().map(|name| PieceRef { lo: row.lo.clone(), name })),
        }
    }
    pieces
}

/// What was written since a piece was read keeps it due.
fn record_pieces(tx: &Connection, me: &SharedSelf, written: &[WrittenPiece]) -> rusqlite::Result<()> {
    for piece in written {
        let left: i64 = tx.query_row(
            "SELECT max(0, dirty - ?2) FROM sync_piece WHERE lo = ?1",
            params![piece.lo, piece.dirty],
            |row| row.get(0),
        )?;
        tx.execute("UPDATE sync_piece SET name = NULL, dirty = ?2 WHERE lo = ?1", params![piece.lo, left])?;
        for part in &piece.parts {
            tx.execute(
                "INSERT INTO sync_piece (lo, name, dirty) VALUES (?1, ?2, ?3)
                 ON CONFLICT (lo) DO UPDATE SET name = ?2",
                params![part.lo, part.name, left],
            )?;
        }
    }
    tx.execute("UPDATE sync_me SET lies = ?1, meant = ?2", params![me.lies, me.meant]).map(|_| ())
}
