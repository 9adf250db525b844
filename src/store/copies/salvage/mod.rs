//! Reading out what can be read of a damaged journal into a new file. The damaged one is only read, in a private copy.
//!
//! Where a write was cut off, SQLite takes back from `FILE-journal` what it had begun; but such a file may also be of
//! another moment. So the file is read both ways, and what either gives is kept.
//!
//! A table is read from its beginning until a page cannot be read, then from its end. For what is still lacking, the
//! pages of a file without a lock are read one by one (`salvage_pages` knows the file format, `classify_rows` which table
//! a row belongs to); in a locked file rows are selected by their number. What the new file's own rules refuse is left
//! out.

pub(crate) mod classify_rows;
pub(crate) mod salvage_pages;

use crate::model::new_id;
use crate::store::connection::{ReadMode, open_read_write, open_unconfigured, select_all};
use crate::store::copies::clone_database::check_integrity;
use crate::store::database_file::{PartialFile, sibling_path};
use crate::store::journal_content::JournalContent;
use crate::store::passphrase::{Passphrase, try_key_forms};
use crate::store::private_copy::PrivateCopy;
use crate::store::schema::{FileHeader, LATEST_VERSION};
use crate::store::schema_check::find_foreign_schema;
use crate::store::{Store, StoreError, mapping, schema};
use crate::texts::store_errors::NOTHING_READABLE;
use rusqlite::types::Value;
use rusqlite::{Connection, params_from_iter};
use std::collections::HashMap;
use std::fs;
use std::path::Path;

#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct SalvageSummary {
    pub entries: usize,
    /// Babies, carers, own cues, marks and settings.
    pub family: usize,
    pub history: usize,
    /// Whether part of the file could not be read.
    pub lost: bool,
    /// Whether the new file has the lock of the old one.
    pub locked: bool,
    /// What cuebook had not put into the file, in words. None of it was run.
    pub left_out: Vec<String>,
}

impl SalvageSummary {
    fn is_empty(&self) -> bool {
        (self.entries, self.family, self.history) == (0, 0, 0)
    }
}

/// Each table, and the columns to order it by. Rows with numbers can be selected one by one.
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
    /// Reads what can be read of the journal at `from` into a new one at `to`, under the same lock. Nothing is made when
    /// there is a file at `to`, or nothing can be read.
    pub fn salvage_journal(
        from: &Path,
        key: Option<&Passphrase>,
        to: &Path,
    ) -> Result<SalvageSummary, StoreError> {
        if fs::symlink_metadata(to).is_ok() {
            return Err(StoreError::FileExists(to.to_path_buf()));
        }
        if let Err(newer @ StoreError::NewerFormat { .. }) = schema::read_header(from) {
            return Err(newer);
        }
        let sources = SalvageSource::open_all(from, key)?;
        // Without its header a plain journal looks like a locked one, and any passphrase like a wrong one.
        let is_encrypted = sources[0].opened.is_ok()
            && schema::read_header(from).is_ok_and(|header| header == FileHeader::Encrypted);
        let key = sources[0].passphrase.clone().filter(|_| is_encrypted);
        let key = key.as_ref();
        let part = PartialFile::create_for_process(to)?;
        let to_error = |e| StoreError::from_sqlite(e, Some(part.path()));
        let mut new = open_read_write(part.path(), key)?;
        schema::migrate_to_latest(&mut new, |_| Ok(())).map_err(to_error)?;
        let salvaged = salvage_rows(&sources, key.is_none(), &new).map_err(to_error)?;
        if salvaged.is_empty() {
            let opened = sources.into_iter().find_map(|source| source.opened.err());
            return Err(opened.unwrap_or_else(|| StoreError::damaged(from, NOTHING_READABLE)));
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

/// One way to read the file.
struct SalvageSource {
    // Closed before the copy's folder is removed.
    opened: Result<Connection, StoreError>,
    /// The form of the passphrase that opened it.
    passphrase: Option<Passphrase>,
    copy: PrivateCopy,
}

impl SalvageSource {
    fn open(from: &Path, key: Option<&Passphrase>, with_siblings: bool) -> Result<Self, StoreError> {
        let copy = PrivateCopy::create(from, with_siblings)?;
        let open = |key| {
            let open_copy =
                |key: Option<&Passphrase>| open_unconfigured(&copy.path(), key, from, ReadMode::Salvage);
            try_key_forms(key, open_copy)
        };
        let opened = match (schema::read_header(from), key) {
            (Err(unread), _) => Err(unread),
            (Ok(FileHeader::Encrypted), None) => Err(StoreError::PassphraseRequired(from.to_path_buf())),
            (Ok(FileHeader::Encrypted), key) => open(key),
            (Ok(FileHeader::Blank | FileHeader::Plain), _) => open(None),
        };
        let (opened, passphrase) = match opened {
            Ok((conn, passphrase)) => (Ok(conn), passphrase),
            Err(error) => (Err(error), None),
        };
        Ok(Self { opened, passphrase, copy })
    }

    /// As SQLite would read the file, and with an unfinished write beside it also as it lies: first, where that is whole.
    fn open_all(from: &Path, key: Option<&Passphrase>) -> Result<Vec<Self>, StoreError> {
        let mut sources = vec![Self::open(from, key, true)?];
        if fs::metadata(sibling_path(from, "-journal")).is_ok_and(|left| left.len() > 0) {
            let alone = Self::open(from, key, false)?;
            let is_whole = alone.opened.as_ref().is_ok_and(|conn| check_integrity(conn, from).is_ok());
            sources.insert(if is_whole { 0 } else { 1 }, alone);
        }
        Ok(sources)
    }

    /// Reads through SQLite what could be opened, then page by page a file that may be read so. Whether that was all.
    fn salvage_into(
        &self,
        new: &Connection,
        inserts: &HashMap<&str, String>,
        by_page: bool,
    ) -> rusqlite::Result<bool> {
        let mut is_whole = self.opened.is_ok();
        if let Ok(old) = &self.opened {
            // The first query fails on a damaged schema; later ones skip what cannot be read of it.
            is_whole &= old.query_row("SELECT count(*) FROM sqlite_schema", [], |_| Ok(())).is_ok();
            for (table, order) in SALVAGE_TABLES {
                is_whole &= salvage_table(old, new, (table, &inserts[table]), order, !by_page)?;
            }
        }
        if !is_whole && by_page {
            salvage_pages(&self.copy.path(), new, inserts);
        }
        Ok(is_whole)
    }

    fn describe_foreign_schema(&self) -> Vec<String> {
        let describe = |conn: &Connection| {
            let version: i64 = conn.pragma_query_value(None, "user_version", |row| row.get(0))?;
            find_foreign_schema(conn, version.clamp(1, LATEST_VERSION)).map(|found| found.describe_added())
        };
        self.opened.as_ref().ok().and_then(|conn| describe(conn).ok()).unwrap_or_default()
    }
}

fn salvage_rows(
    sources: &[SalvageSource],
    by_page: bool,
    new: &Connection,
) -> rusqlite::Result<SalvageSummary> {
    // A row of the history may come before what it belongs to, and what it belongs to may be lost.
    new.pragma_update(None, "foreign_keys", false)?;
    new.execute_batch("BEGIN")?;
    let inserts = build_inserts(new)?;
    let mut lost = true;
    for source in sources {
        lost &= !source.salvage_into(new, &inserts, by_page)?;
    }
    lost |= delete_unreadable_rows(new)?;
    let salvaged = SalvageSummary {
        entries: count_rows(new, "entry")?,
        family: mapping::FAMILY_TABLES
            .into_iter()
            .map(|table| count_rows(new, table))
            .sum::<Result<_, _>>()?,
        history: count_rows(new, "history")?,
        lost,
        locked: false,
        left_out: sources.first().map(SalvageSource::describe_foreign_schema).unwrap_or_default(),
    };
    // A change that may lack edits cannot be redone. Whoever an entry names is given a row.
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
    let opened = sources.iter().filter_map(|source| source.opened.as_ref().ok());
    let contents = opened.filter_map(|old| JournalContent::from_connection(old).ok().flatten());
    if let Some(content) = contents.max_by_key(|content| content.changes) {
        content.write_to(new)?;
    }
    new.execute_batch("COMMIT")?;
    Ok(salvaged)
}

fn count_rows(conn: &Connection, table: &str) -> rusqlite::Result<usize> {
    let sql = format!("SELECT count(*) FROM {table}");
    let count: u32 = conn.query_row(&sql, [], |row| row.get(0))?;
    Ok(count as usize)
}

/// Removes rows that keep the tables' rules but that this program cannot read: one of them would keep the whole journal
/// from being opened. Whether there was any.
fn delete_unreadable_rows(new: &Connection) -> rusqlite::Result<bool> {
    type RowCheck = fn(&rusqlite::Row<'_>) -> bool;
    let checks: [(&str, &str, RowCheck); 6] = [
        ("entry", mapping::ENTRY_COLUMNS, |row| mapping::entry_from_row(row).is_ok()),
        ("baby", mapping::BABY_COLUMNS, |row| mapping::baby_from_row(row).is_ok()),
        ("carer", mapping::CARER_COLUMNS, |row| mapping::carer_from_row(row).is_ok()),
        ("own_cue", mapping::CUE_COLUMNS, |row| mapping::own_cue_from_row(row).is_ok()),
        ("mark", mapping::MARK_COLUMNS, |row| mapping::mark_from_row(row).is_ok()),
        ("setting", mapping::SETTING_COLUMNS, |row| mapping::setting_from_row(row).is_ok()),
    ];
    let mut dropped = false;
    for (table, columns, is_readable) in checks {
        let mut unreadable: Vec<Value> = Vec::new();
        let mut select = new.prepare(&format!("SELECT {columns} FROM {table}"))?;
        let key = select.column_name(0)?.to_owned();
        let mut rows = select.query([])?;
        while let Some(row) = rows.next()? {
            if !is_readable(row) {
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

/// Adds what is not there yet. Of two states of an entry the newer one stays: pages may hold what was written over long
/// ago.
fn build_inserts(new: &Connection) -> rusqlite::Result<HashMap<&'static str, String>> {
    let mut inserts = HashMap::new();
    for (table, _) in SALVAGE_TABLES {
        let columns = list_columns(new, table)?;
        let mut insert = build_insert_sql(table, &columns);
        if *table == "entry" {
            let set: Vec<_> = columns.iter().map(|name| format!("{name} = excluded.{name}")).collect();
            insert = format!(
                "{} ON CONFLICT (id) DO UPDATE SET {}
                 WHERE (excluded.changed, excluded.rev) > (entry.changed, entry.rev)",
                insert.replace("OR IGNORE ", ""),
                set.join(", ")
            );
        }
        inserts.insert(*table, insert);
    }
    Ok(inserts)
}

/// Adds what single pages hold.
fn salvage_pages(from: &Path, new: &Connection, inserts: &HashMap<&str, String>) {
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
}

fn build_insert_sql(table: &str, columns: &[String]) -> String {
    let names = columns.join(", ");
    let values = vec!["?"; columns.len()].join(", ");
    format!("INSERT OR IGNORE INTO {table} ({names}) VALUES ({values})")
}

/// Copies what can be read of one table, in a table with row numbers also one by one if `by_number`. Whether that was
/// all of it.
fn salvage_table(
    old: &Connection,
    new: &Connection,
    (table, insert): (&str, &str),
    order: &str,
    by_number: bool,
) -> rusqlite::Result<bool> {
    if !is_ordinary_table(old, table) {
        return Ok(false);
    }
    let columns = list_columns(new, table)?;
    let names = columns.join(", ");
    let mut copy = |row: &rusqlite::Row<'_>| -> rusqlite::Result<()> {
        let values: Vec<Value> = (1..=columns.len()).map(|n| row.get(n)).collect::<Result<_, _>>()?;
        // A row that breaks a rule of the table is one of the damaged ones.
        new.prepare_cached(insert)?.execute(params_from_iter(values)).ok();
        Ok(())
    };
    let has_numbers = order == ROWID;
    let first = if has_numbers { ROWID } else { "0" };
    let select = |order: &str| format!("SELECT {first}, {names} FROM {table} NOT INDEXED ORDER BY {order}");
    let backwards = order.replace(", ", " DESC, ") + " DESC";
    let (low, is_whole) = walk_readable_rows(old, &select(order), &mut copy);
    if is_whole {
        return Ok(true);
    }
    let (high, _) = walk_readable_rows(old, &select(&backwards), &mut copy);
    if has_numbers && by_number {
        let one = format!("SELECT rowid, {names} FROM {table} NOT INDEXED WHERE rowid = ?1");
        let mut missed = 0;
        for number in low.unwrap_or(0) + 1..high.unwrap_or(i64::MAX) {
            // A missing row is unreadable, or was never there.
            let select = old.prepare_cached(&one);
            match select.and_then(|mut select| select.query_row([number], |row| copy(row))) {
                Ok(()) => missed = 0,
                Err(_) if missed == MAX_MISSED_ROWIDS => break,
                Err(_) => missed += 1,
            }
        }
    }
    Ok(false)
}

/// Whether reading it runs nothing that somebody else put there; where the schema cannot be read, nothing else is known.
fn is_ordinary_table(old: &Connection, table: &str) -> bool {
    let sql = "SELECT type = 'table' AND sql NOT LIKE 'create virtual%' FROM sqlite_schema WHERE name = ?1";
    old.query_row(sql, [table], |row| row.get(0)).unwrap_or(true)
}

/// How many row numbers in a row may be missing. One damaged inner page leads to fewer rows.
const MAX_MISSED_ROWIDS: usize = 50_000;

/// Reads rows until one cannot be read: the first column of the last one, and whether that was the end.
fn walk_readable_rows(
    old: &Connection,
    sql: &str,
    copy: &mut impl FnMut(&rusqlite::Row<'_>) -> rusqlite::Result<()>,
) -> (Option<i64>, bool) {
    let mut last = None;
    let mut walk = || -> rusqlite::Result<()> {
        let mut select = old.prepare(sql)?;
        let mut rows = select.query([])?;
        while let Some(row) = rows.next()? {
            copy(row)?;
            last = Some(row.get(0)?);
        }
        Ok(())
    };
    let is_whole = walk().is_ok();
    (last, is_whole)
}

fn list_columns(conn: &Connection, table: &str) -> rusqlite::Result<Vec<String>> {
    select_all(conn, "SELECT name FROM pragma_table_info(?1)", [table], |row| row.get(0))
}
