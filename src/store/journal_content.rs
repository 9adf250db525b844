//! What a journal's file holds, in a few numbers: which journal it is, and how many changes were ever written to it.
//! A file of the same journal with more changes is the later one, whatever its name or its time says.

use crate::model::{CarerSeal, Id};
use crate::store::connection::open_read_only;
use crate::store::passphrase::{Passphrase, try_key_forms};
use crate::store::protect::hidden_entries::{HiddenCarers, change_clause, entry_clause};
use crate::store::protect::seal_keys::CarerSeals;
use crate::store::schema::{self, FileHeader, SchemaState};
use crate::store::store_error::StoreError;
use rusqlite::{Connection, OptionalExtension, params};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// The same as `v4.sql` gives a journal of an earlier format.
const EARLIER_FORMAT_SQL: &str = "SELECT coalesce((SELECT run FROM history ORDER BY id LIMIT 1),
    (SELECT min(id) FROM carer)), coalesce((SELECT max(id) FROM history), 0)";

#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct JournalContent {
    pub id: Id,
    /// Counts every change, undo and redo; drafts are none.
    pub changes: i64,
    pub seals: BTreeMap<Id, CarerSeal>,
}

impl JournalContent {
    /// Of a journal of any format; none of a blank one.
    pub(crate) fn from_connection(conn: &Connection) -> rusqlite::Result<Option<Self>> {
        let has_table = |name: &str| {
            let sql = "SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = ?1";
            conn.prepare_cached(sql)?.exists([name])
        };
        let sql = match (has_table("journal")?, has_table("history")? && has_table("carer")?) {
            (true, _) => "SELECT id, changes FROM journal",
            (false, true) => EARLIER_FORMAT_SQL,
            (false, false) => return Ok(None),
        };
        let row = |row: &rusqlite::Row<'_>| Ok((row.get::<_, Option<[u8; 16]>>(0)?, row.get(1)?));
        let Some((Some(id), changes)) = conn.prepare_cached(sql)?.query_row([], row).optional()? else {
            return Ok(None);
        };
        let seals = CarerSeals::from_connection(conn)?.by_carer;
        Ok(Some(Self { id: Id::from_bytes(id), changes, seals }))
    }
}

impl JournalContent {
    /// Makes the new file `conn` the same journal.
    pub(crate) fn write_to(&self, conn: &Connection) -> rusqlite::Result<()> {
        let sql = "UPDATE journal SET id = ?1, changes = ?2";
        conn.execute(sql, params![self.id.as_bytes(), self.changes]).map(|_| ())
    }
}

/// The same text has always the same one, and nobody reads the text from it.
pub(crate) fn fingerprint(text: &str) -> Id {
    Id::new_v5(&Id::nil(), text.as_bytes())
}

pub(crate) fn count_change(tx: &Connection) -> rusqlite::Result<()> {
    tx.prepare_cached("UPDATE journal SET changes = changes + 1")?.execute([]).map(|_| ())
}

/// A copy, and what it holds.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct CopyContent {
    pub path: PathBuf,
    pub content: JournalContent,
    pub entries: i64,
    /// When its newest entry began, in seconds.
    pub newest_entry: Option<i64>,
    /// When it was last written to, in seconds.
    pub last_change: Option<i64>,
    pub locked: bool,
}

impl CopyContent {
    /// Nothing is written beside the copy either.
    pub(crate) fn from_file(path: &Path, key: Option<&Passphrase>) -> Result<Option<Self>, StoreError> {
        let locked = match schema::read_header(path)? {
            FileHeader::Blank => return Ok(None),
            FileHeader::Plain => false,
            FileHeader::Encrypted if key.is_none() => {
                return Err(StoreError::PassphraseRequired(path.to_path_buf()));
            }
            FileHeader::Encrypted => true,
        };
        let (conn, _) = try_key_forms(key.filter(|_| locked), |key| open_read_only(path, key))?;
        if schema::check_schema(&conn, path)? == SchemaState::Blank {
            return Ok(None);
        }
        Self::from_connection(&conn, path, locked).map_err(|e| StoreError::from_sqlite(e, Some(path)))
    }

    fn from_connection(conn: &Connection, path: &Path, locked: bool) -> rusqlite::Result<Option<Self>> {
        let Some(content) = JournalContent::from_connection(conn)? else {
            return Ok(None);
        };
        // Whoever looks at copies has no key to what a carer shows to nobody.
        let hidden = HiddenCarers::from_connection(conn)?;
        let (entry_shown, change_shown) = (entry_clause("entry", "?1"), change_clause("?1"));
        let hidden = hidden.to_json_text();
        let sql = format!("SELECT count(*), max(at) FROM entry WHERE {entry_shown}");
        let (entries, newest_entry) =
            conn.query_row(&sql, [&hidden], |row| Ok((row.get(0)?, row.get(1)?)))?;
        let sql = format!("SELECT max(made) FROM history WHERE {change_shown}");
        let last_change = conn.query_row(&sql, [&hidden], |row| row.get(0))?;
        Ok(Some(Self { path: path.to_path_buf(), content, entries, newest_entry, last_change, locked }))
    }
}
