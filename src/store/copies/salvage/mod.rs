//! Reading out what can be read of a damaged journal into a new file. The damaged one is only read.
//!
//! A table is walked from its beginning until a page cannot be read, then from its end. For what is still lacking, the
//! pages of a file without a lock are read one by one, and of a locked one the rows that have numbers are asked for: `pages` knows the file format, `shapes` which table a row belongs to. What the new
//! file's own rules refuse stays behind.

pub(crate) mod classify_rows;
pub(crate) mod salvage_pages;

use crate::model::new_id;
use crate::store::connection::{open_read_write, open_to_salvage};
use crate::store::copies::clone_database::check_integrity;
use crate::store::database_file::PartialFile;
use crate::store::passphrase::Passphrase;
use crate::store::schema::FileHeader;
use crate::store::{Store, StoreError, mapping, schema};
use crate::texts::store_errors::NOTHING_READABLE;
use rusqlite::types::Value;
use rusqlite::{Connection, params_from_iter};
use std::collections::HashMap;
use std::fs;
use std::path::Path;

#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct SalvageSummary {
    pub entries: usize,
    /// Babies, carers, own cues, marks and settings.
    pub family: usize,
    pub history: usize,
    /// Whether part of the file could not be read.
    pub lost: bool,
    /// Whether the new file has the lock of the old one.
    pub locked: bool,
}

impl SalvageSummary {
    fn is_empty(&self) -> bool {
        (self.entries, self.family, self.history) == (0, 0, 0)
    }
}

/// Each table, and the columns to go along it by. Those with row numbers can be asked for one by one.
const SALVAGE_TABLES: &[(&str, &str)] = &[
    ("baby", "id"),
    ("carer", "id"),
    ("own_cue", "code"),
    ("mark", "id"),
    ("setting", "name"),
    ("entry", ROWID),
    ("history", ROWID),
    ("history_edit", "history, n"),
    ("draft", "slot"),
];

const ROWID: &str = "rowid";

impl Store {
    /// Reads what can be read of the journal at `from` into a new one at `to`, under the same lock.
    ///
    /// # Errors
    /// When there is a file at `to`, or nothing can be read; then nothing is made.
    pub fn salvage_journal(
        from: &Path,
        key: Option<&Passphrase>,
        to: &Path,
    ) -> Result<SalvageSummary, StoreError> {
        if fs::symlink_metadata(to).is_ok() {
            return Err(StoreError::FileExists(to.to_path_buf()));
        }
        let opened = match (schema::read_header(from), key) {
            (Err(newer @ StoreError::NewerFormat { .. }), _) => return Err(newer),
            (Err(unread), _) => Err(unread),
            (Ok(FileHeader::Encrypted), None) => Err(StoreError::PassphraseRequired(from.to_path_buf())),
            (Ok(FileHeader::Encrypted), key) => open_to_salvage(from, key),
            (Ok(FileHeader::Blank | FileHeader::Plain), _) => open_to_salvage(from, None),
        };
        // Without its head an open journal looks like a locked one, and any passphrase like a wrong one.
        let key = key.filter(|_| {
            opened.is_ok() && schema::read_header(from).is_ok_and(|it| it == FileHeader::Encrypted)
        });
        let part = PartialFile::for_process(to)?;
        let to_error = |e| StoreError::from_sqlite(e, Some(part.path()));
        let mut new = open_read_write(part.path(), key)?;
        schema::migrate_to_latest(&mut new, |_| Ok(())).map_err(to_error)?;
        let page_file = if key.is_none() { Some(from) } else { None };
        let salvaged = salvage_rows(opened.as_ref().ok(), page_file, &new).map_err(to_error)?;
        if salvaged.is_empty() {
            return Err(opened.err().unwrap_or_else(|| StoreError::damaged(from, NOTHING_READABLE)));
        }
        check_integrity(&new, part.path())?;
        drop(new);
        match part.rename_if_free(to) {
            Ok(true) => Ok(SalvageSummary { locked: key.is_some(), ..salvaged }),
            Ok(false) => Err(StoreError::FileExists(to.to_path_buf())),
            Err(error) => Err(StoreError::copy_failed(to, &error)),
        }
    }
}

/// Reads through what could be opened, then page by page where `pages` may be read so.
fn salvage_rows(
    old: Option<&Connection>,
    pages: Option<&Path>,
    new: &Connection,
) -> rusqlite::Result<SalvageSummary> {
    // A row of the history may come before what it belongs to, and what it belongs to may be lost.
    new.pragma_update(None, "foreign_keys", false)?;
    new.execute_batch("BEGIN")?;
    let mut lost = old.is_none();
    if let Some(old) = old {
        // What cannot be read of the schema is passed over from the second question on.
        lost |= old.query_row("SELECT count(*) FROM sqlite_schema", [], |_| Ok(())).is_err();
        for (table, along) in SALVAGE_TABLES {
            lost |= !salvage_table(old, new, table, along, pages.is_none())?;
        }
    }
    if let Some(pages) = pages.filter(|_| lost) {
        salvage_pages(pages, new)?;
    }
    lost |= delete_unreadable_rows(new)?;
    let salvaged = SalvageSummary {
        entries: count_rows(new, "entry")?,
        family: ["baby", "carer", "own_cue", "mark", "setting"]
            .into_iter()
            .map(|table| count_rows(new, table))
            .sum::<rusqlite::Result<usize>>()?,
        history: count_rows(new, "history")?,
        lost,
        locked: false,
    };
    // A change without all its edits cannot be undone, only told of. Whoever is named in an entry is somebody.
    new.execute_batch(
        "DELETE FROM history_edit WHERE history NOT IN (SELECT id FROM history);
         UPDATE history SET state = 'dropped' WHERE state = 'undone';
         INSERT OR IGNORE INTO carer (id) SELECT carer FROM entry WHERE length(carer) = 16;
         INSERT OR IGNORE INTO baby (id) SELECT baby FROM entry WHERE length(baby) = 16;",
    )?;
    for table in ["baby", "carer"] {
        if count_rows(new, table)? == 0 {
            let sql = format!("INSERT INTO {table} (id) VALUES (?1)");
            new.execute(&sql, [new_id().as_bytes()])?;
        }
    }
    new.execute_batch("COMMIT")?;
    Ok(salvaged)
}

fn count_rows(conn: &Connection, table: &str) -> rusqlite::Result<usize> {
    let sql = format!("SELECT count(*) FROM {table}");
    let count: u32 = conn.query_row(&sql, [], |row| row.get(0))?;
    Ok(count as usize)
}

/// Takes out what keeps the tables' rules and makes no sense to this program all the same: one such row would shut the
/// whole journal. Answers whether there was any.
fn delete_unreadable_rows(new: &Connection) -> rusqlite::Result<bool> {
    type RowCheck = fn(&rusqlite::Row<'_>) -> bool;
    let all: [(&str, &str, RowCheck); 6] = [
        ("entry", mapping::ENTRY_COLUMNS, |row| mapping::entry_from_row(row).is_ok()),
        ("baby", "id, name, born, due, closed", |row| mapping::baby_from_row(row).is_ok()),
        ("carer", "id, name, hidden_checkins", |row| mapping::carer_from_row(row).is_ok()),
        ("own_cue", "code, words, points, retired", |row| mapping::own_cue_from_row(row).is_ok()),
        ("mark", "id, baby, date, span, complete", |row| mapping::mark_from_row(row).is_ok()),
        ("setting", "name, value", |row| mapping::setting_from_row(row).is_ok()),
    ];
    let mut dropped = false;
    for (table, columns, reads) in all {
        let mut unreadable: Vec<Value> = Vec::new();
        let mut read = new.prepare(&format!("SELECT {columns} FROM {table}"))?;
        let key = read.column_name(0)?.to_owned();
        let mut rows = read.query([])?;
        while let Some(row) = rows.next()? {
            if !reads(row) {
                unreadable.push(row.get(0)?);
            }
        }
        for value in unreadable {
            new.execute(&format!("DELETE FROM {table} WHERE {key} = ?1"), [value])?;
            dropped = true;
        }
    }
    Ok(dropped)
}

/// Takes from single pages what is not there yet. Of two states of an entry the newer one stays: pages may hold what
/// was written over long ago.
fn salvage_pages(from: &Path, new: &Connection) -> rusqlite::Result<()> {
    let mut inserts = HashMap::new();
    for (table, _) in SALVAGE_TABLES {
        let columns = list_columns(new, table)?;
        let mut insert = build_insert_sql(table, &columns);
        if *table == "entry" {
            let set: Vec<_> = columns.iter().map(|it| format!("{it} = excluded.{it}")).collect();
            insert = format!(
                "{} ON CONFLICT (id) DO UPDATE SET {}
                 WHERE (excluded.changed, excluded.rev) > (entry.changed, entry.rev)",
                insert.replace("OR IGNORE ", ""),
                set.join(", ")
            );
        }
        inserts.insert(*table, insert);
    }
    salvage_pages::for_each_row(from, |row| {
        if let Some((table, values)) = classify_rows::classify_row(row)
            && let Some(insert) = inserts.get(table)
        {
            // A row that breaks a rule of the table is one of the damaged ones.
            let _ =
                new.prepare_cached(insert).and_then(|mut insert| insert.execute(params_from_iter(values)));
        }
    })
    // Then what was read through SQLite is all there is.
    .ok();
    Ok(())
}

fn build_insert_sql(table: &str, columns: &[String]) -> String {
    let names = columns.join(", ");
    let holes = vec!["?"; columns.len()].join(", ");
    format!("INSERT OR IGNORE INTO {table} ({names}) VALUES ({holes})")
}

/// Copies what can be read of one table, asking for rows by their numbers when `ask` says so; answers whether that was
/// all.
fn salvage_table(
    old: &Connection,
    new: &Connection,
    table: &str,
    along: &str,
    ask: bool,
) -> rusqlite::Result<bool> {
    let columns = list_columns(new, table)?;
    let names = columns.join(", ");
    let insert = build_insert_sql(table, &columns);
    let mut keep = |row: &rusqlite::Row<'_>| -> rusqlite::Result<()> {
        let values: Vec<Value> = (1..=columns.len()).map(|n| row.get(n)).collect::<Result<_, _>>()?;
        // A row that breaks a rule of the table is one of the damaged ones.
        new.prepare_cached(&insert)?.execute(params_from_iter(values)).ok();
        Ok(())
    };
    let by_number = along == ROWID;
    let first = if by_number { "rowid" } else { "0" };
    let walk = |order: &str| format!("SELECT {first}, {names} FROM {table} NOT INDEXED ORDER BY {order}");
    let backwards = along.replace(", ", " DESC, ") + " DESC";
    let (low, whole) = walk_readable_rows(old, &walk(along), &mut keep);
    if whole {
        return Ok(true);
    }
    let (high, _) = walk_readable_rows(old, &walk(&backwards), &mut keep);
    if by_number && ask {
        let one = format!("SELECT rowid, {names} FROM {table} NOT INDEXED WHERE rowid = ?1");
        let mut missed = 0;
        for number in low.unwrap_or(0) + 1..high.unwrap_or(i64::MAX) {
            // Unreadable, or never there: there is no telling.
            let asked = old.prepare_cached(&one);
            match asked.and_then(|mut ask| ask.query_row([number], |row| keep(row))) {
                Ok(()) => missed = 0,
                Err(_) if missed == MAX_MISSED_ROWIDS => break,
                Err(_) => missed += 1,
            }
        }
    }
    Ok(false)
}

/// How many row numbers to ask for in vain, one after another. What one damaged page of pages leads to is fewer.
const MAX_MISSED_ROWIDS: usize = 50_000;

/// Walks rows until one cannot be read; answers with the last number read, and whether it came to the end.
fn walk_readable_rows(
    old: &Connection,
    sql: &str,
    keep: &mut impl FnMut(&rusqlite::Row<'_>) -> rusqlite::Result<()>,
) -> (Option<i64>, bool) {
    let mut last = None;
    let mut walk = || -> rusqlite::Result<()> {
        let mut all = old.prepare(sql)?;
        let mut rows = all.query([])?;
        while let Some(row) = rows.next()? {
            keep(row)?;
            last = Some(row.get(0)?);
        }
        Ok(())
    };
    let whole = walk().is_ok();
    (last, whole)
}

fn list_columns(conn: &Connection, table: &str) -> rusqlite::Result<Vec<String>> {
    conn.prepare("SELECT name FROM pragma_table_info(?1)")?.query_map([table], |row| row.get(0))?.collect()
}
