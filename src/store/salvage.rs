//! Reading out what can be read of a damaged journal into a new file. The damaged one is only read.
//!
//! A table is walked from its beginning until a page cannot be read, then from its end; the rows between, where they
//! have numbers, are asked for one by one. What the new file's own rules refuse stays behind.

use super::backup::{PART, uncopied};
use super::copy::{open_to_read, whole};
use super::file::{Part, beside};
use super::key::Passphrase;
use super::open::connect;
use super::schema::{self, Head};
use super::{Store, Trouble};
use rusqlite::types::Value;
use rusqlite::{Connection, OpenFlags, params_from_iter};
use std::fs;
use std::path::Path;

/// What could be read.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Salvaged {
    /// Entries.
    pub entries: usize,
    /// Babies, carers, own cues, marks and settings.
    pub family: usize,
    /// Changes of the history.
    pub history: usize,
    /// Whether some rows could not be read.
    pub lost: bool,
}

/// Each table, and the columns to go along it by. Those with row numbers can be probed between.
const TABLES: &[(&str, &str)] = &[
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
    /// When there is a file at `to`, or the journal cannot even be opened; then nothing is made.
    pub fn salvage(from: &Path, key: Option<&Passphrase>, to: &Path) -> Result<Salvaged, Trouble> {
        if fs::symlink_metadata(to).is_ok() {
            return Err(Trouble::Taken(to.to_path_buf()));
        }
        let key = match schema::peek(from)? {
            Head::Keyed => Some(key.ok_or_else(|| Trouble::Locked(from.to_path_buf()))?),
            Head::Blank | Head::Plain => None,
        };
        let old = open_to_read(from, key)?;
        let part = Part::new(beside(to, &format!(".{}{PART}", std::process::id())))
            .map_err(|e| uncopied(to, &e))?;
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let trouble = |e| Trouble::from_sqlite(e, Some(part.path()));
        let mut new = connect(part.path(), flags, key)?;
        schema::upgrade(&mut new, |_| Ok(())).map_err(trouble)?;
        let salvaged = read_out(&old, &new).map_err(trouble)?;
        whole(&new, part.path())?;
        drop(new);
        fs::remove_file(beside(part.path(), "-journal")).ok();
        match part.name(to) {
            Ok(true) => Ok(salvaged),
            Ok(false) => Err(Trouble::Taken(to.to_path_buf())),
            Err(error) => Err(uncopied(to, &error)),
        }
    }
}

fn read_out(old: &Connection, new: &Connection) -> rusqlite::Result<Salvaged> {
    let mut salvaged = Salvaged::default();
    // A row of the history may come before what it belongs to, and what it belongs to may be lost.
    new.pragma_update(None, "foreign_keys", false)?;
    new.execute_batch("BEGIN")?;
    for (table, along) in TABLES {
        let (rows, whole) = read_table(old, new, table, along)?;
        salvaged.lost |= !whole;
        match *table {
            "entry" => salvaged.entries += rows,
            "history" => salvaged.history += rows,
            "history_edit" | "draft" => {}
            _ => salvaged.family += rows,
        }
    }
    // A change without all its edits cannot be undone, only told of.
    new.execute_batch(
        "DELETE FROM history_edit WHERE history NOT IN (SELECT id FROM history);
         UPDATE history SET state = 'dropped' WHERE state = 'undone';
         COMMIT;",
    )?;
    Ok(salvaged)
}

/// Copies what can be read of one table; answers with how many rows came, and whether those were all.
fn read_table(
    old: &Connection,
    new: &Connection,
    table: &str,
    along: &str,
) -> rusqlite::Result<(usize, bool)> {
    let columns = columns(new, table)?;
    let names = columns.join(", ");
    let holes = vec!["?"; columns.len()].join(", ");
    let insert = format!("INSERT OR IGNORE INTO {table} ({names}) VALUES ({holes})");
    let mut kept = 0;
    let mut keep = |row: &rusqlite::Row<'_>| -> rusqlite::Result<()> {
        let values: Vec<Value> = (1..=columns.len())
            .map(|n| row.get(n))
            .collect::<Result<_, _>>()?;
        // A row that breaks a rule of the table is one of the damaged ones.
        kept += new
            .prepare_cached(&insert)?
            .execute(params_from_iter(values))
            .unwrap_or(0);
        Ok(())
    };
    let by_number = along == ROWID;
    let first = if by_number { "rowid" } else { "0" };
    let walk =
        |order: &str| format!("SELECT {first}, {names} FROM {table} NOT INDEXED ORDER BY {order}");
    let backwards = along.replace(", ", " DESC, ") + " DESC";
    let (low, whole) = go_along(old, &walk(along), &mut keep);
    if whole {
        return Ok((kept, true));
    }
    let (high, _) = go_along(old, &walk(&backwards), &mut keep);
    if by_number {
        let one = format!("SELECT rowid, {names} FROM {table} NOT INDEXED WHERE rowid = ?1");
        for number in low.unwrap_or(0) + 1..high.unwrap_or(MOST).min(MOST) {
            // Unreadable, or never there: there is no telling.
            old.prepare_cached(&one)
                .and_then(|mut ask| ask.query_row([number], &mut keep))
                .ok();
        }
    }
    Ok((kept, false))
}

/// How far to ask for row numbers when the end of a table cannot be read.
const MOST: i64 = 2_000_000;

/// Walks rows until one cannot be read; answers with the last number read, and whether it came to the end.
fn go_along(
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

fn columns(conn: &Connection, table: &str) -> rusqlite::Result<Vec<String>> {
    conn.prepare("SELECT name FROM pragma_table_info(?1)")?
        .query_map([table], |row| row.get(0))?
        .collect()
}
