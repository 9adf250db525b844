//! Reading: what lies between two instants, what is running, pages of the past, the family.

use crate::model::{Entry, EntryKind, Id, TimeRange, Timestamp};
use crate::store::mapping::ENTRY_COLUMNS;
use crate::store::{Store, StoreError, mapping};
use rusqlite::{OptionalExtension, params, params_from_iter};
use std::collections::HashSet;
use std::ops::ControlFlow;

/// How far back from a window an ordinary entry can begin and still reach into it, in seconds.
const LOOK_BACK_SECS: i64 = 48 * 3600;

/// Which entries to read; the default is all.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct EntryFilter {
    pub kind: Option<EntryKind>,
    /// Only this baby's, and what has no baby.
    pub baby: Option<Id>,
    pub carer: Option<Id>,
    pub span: Option<TimeRange>,
}

/// A place in the list of all entries, to go on from.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct ListCursor {
    /// When its entry began, in seconds.
    pub at: i64,
    pub id: Id,
}

impl From<&Entry> for ListCursor {
    fn from(entry: &Entry) -> Self {
        Self { at: entry.at.unix_seconds(), id: entry.id }
    }
}

impl Store {
    /// Entries that share any time with `span`, oldest first; open ones that began up to 48 hours before it too.
    /// The cost follows the span, not the journal.
    pub fn entries_overlapping(&self, span: TimeRange) -> Result<Vec<Entry>, StoreError> {
        let mut all = Vec::new();
        self.for_each_overlapping(span, |entry| {
            all.push(entry);
            ControlFlow::Continue(())
        })?;
        // What was opened has its time again.
        if !self.seal_keys.is_empty() {
            all.sort_by_key(|entry| (entry.at.unix_seconds(), entry.id));
        }
        Ok(all)
    }

    /// Hands what [`Self::between`] gives to `take`, one at a time until it breaks off, so that the memory follows
    /// neither the span nor the journal.
    pub fn for_each_overlapping(
        &self,
        span: TimeRange,
        mut take: impl FnMut(Entry) -> ControlFlow<()>,
    ) -> Result<(), StoreError> {
        let sql = format!(
            "SELECT {ENTRY_COLUMNS} FROM entry WHERE at >= ?1 - {LOOK_BACK_SECS} AND at < ?2 AND (at >= ?1 OR until > ?1 OR open = 1)
             UNION ALL
             SELECT {ENTRY_COLUMNS} FROM entry INDEXED BY entry_long
             WHERE until - at > 172800 AND at < ?1 - {LOOK_BACK_SECS} AND until > ?1
             ORDER BY at, id"
        );
        let mut read = || -> rusqlite::Result<()> {
            let mut all = self.conn.prepare_cached(&sql)?;
            let mut rows = all.query([span.from, span.to])?;
            let veil = self.load_seal_filter()?;
            while let Some(row) = rows.next()? {
                let Some(entry) = veil.filter_entry(mapping::entry_from_row(row)?) else {
                    continue;
                };
                if take(entry).is_break() {
                    break;
                }
            }
            Ok(())
        };
        read().map_err(|e| self.to_store_error(e))
    }

    pub fn load_entry(&self, id: Id) -> Result<Option<Entry>, StoreError> {
        let entry = mapping::load_entry(&self.conn, id).map_err(|e| self.to_store_error(e))?;
        Ok(entry.map(|entry| self.seal_keys.unseal_entry(&entry).unwrap_or(entry)))
    }

    /// A baby's sleep that is running at `now`, the latest begun.
    pub fn find_running_sleep(&self, baby: Id, now: Timestamp) -> Result<Option<Entry>, StoreError> {
        let open = self.load_open_entries(EntryKind::Sleep)?;
        Ok(open.into_iter().rfind(|e| e.baby == Some(baby) && e.is_running_sleep(now)))
    }

    /// Every entry of a kind that has no end yet, oldest first.
    pub fn load_open_entries(&self, kind: EntryKind) -> Result<Vec<Entry>, StoreError> {
        mapping::load_open_entries(&self.conn, kind).map_err(|e| self.to_store_error(e))
    }

    /// Up to `most` entries, newest first, that pass `filter` and `wanted`, beginning after `after` in that order.
    pub fn load_newest_entries(
        &self,
        filter: &EntryFilter,
        after: Option<ListCursor>,
        most: usize,
        mut wanted: impl FnMut(&Entry) -> bool,
    ) -> Result<Vec<Entry>, StoreError> {
        let (clause, values) = build_where_clause(filter, after.map(|place| ("<", place)));
        let sql = format!("SELECT {ENTRY_COLUMNS} FROM entry {clause} ORDER BY at DESC, id DESC");
        let mut read = || -> rusqlite::Result<Vec<Entry>> {
            let mut all = self.conn.prepare_cached(&sql)?;
            let mut rows = all.query(params_from_iter(values.iter()))?;
            let mut found = Vec::new();
            let veil = self.load_seal_filter()?;
            while let Some(row) = rows.next()? {
                let Some(entry) = veil.filter_entry(mapping::entry_from_row(row)?) else {
                    continue;
                };
                if wanted(&entry) {
                    found.push(entry);
                    if found.len() == most {
                        break;
                    }
                }
            }
            Ok(found)
        };
        read().map_err(|e| self.to_store_error(e))
    }

    /// Up to `most` entries that pass `filter`, oldest first, beginning after `after` in that order.
    pub fn load_oldest_entries(
        &self,
        filter: &EntryFilter,
        after: Option<ListCursor>,
        most: usize,
    ) -> Result<Vec<Entry>, StoreError> {
        let (clause, values) = build_where_clause(filter, after.map(|place| (">", place)));
        let sql = format!("SELECT {ENTRY_COLUMNS} FROM entry {clause} ORDER BY at, id");
        let read = || -> rusqlite::Result<Vec<Entry>> {
            let mut all = self.conn.prepare_cached(&sql)?;
            let veil = self.load_seal_filter()?;
            let found = all.query_map(params_from_iter(values.iter()), mapping::entry_from_row)?;
            found
                .filter_map(|entry| entry.map(|entry| veil.filter_entry(entry)).transpose())
                .take(most)
                .collect()
        };
        read().map_err(|e| self.to_store_error(e))
    }

    /// Where an entry stands in the list. One that was opened stands where its day begins, as only that is known in the
    /// file.
    pub fn cursor_for(&self, entry: &Entry) -> ListCursor {
        let mut place = ListCursor::from(entry);
        if self.seal_keys.has_key_for(entry.carer)
            && entry.is_private_to_writer()
            && let Ok(Some(row)) = mapping::load_entry(&self.conn, entry.id)
        {
            place.at = row.at.unix_seconds();
        }
        place
    }

    /// Hands every entry to `take`, oldest first, until it breaks off; what is sealed stays so, whoever reads. One at a time from one reading of the file: the
    /// memory does not follow the journal, and what another window writes meanwhile is not half in it.
    pub fn for_each_entry(&self, mut take: impl FnMut(&Entry) -> ControlFlow<()>) -> Result<(), StoreError> {
        let sql = format!("SELECT {ENTRY_COLUMNS} FROM entry ORDER BY at, id");
        let mut read = || -> rusqlite::Result<()> {
            let mut all = self.conn.prepare_cached(&sql)?;
            let mut rows = all.query([])?;
            while let Some(row) = rows.next()? {
                if take(&mapping::entry_from_row(row)?).is_break() {
                    break;
                }
            }
            Ok(())
        };
        read().map_err(|e| self.to_store_error(e))
    }

    pub fn count_entries(&self, filter: &EntryFilter) -> Result<usize, StoreError> {
        let (mut clause, mut values) = build_where_clause(filter, None);
        for quiet in self.load_seal_filter().map_err(|e| self.to_store_error(e))?.hidden_carers() {
            let and = if clause.is_empty() { "WHERE" } else { " AND" };
            clause.push_str(and);
            clause.push_str(" NOT (carer = ? AND detail ->> '$.sealed' IS NOT NULL)");
            values.push(rusqlite::types::Value::Blob(quiet.as_bytes().to_vec()));
        }
        self.conn
            .query_row(
                &format!("SELECT count(*) FROM entry {clause}"),
                params_from_iter(values.iter()),
                |row| row.get::<_, i64>(0),
            )
            .map(|n| usize::try_from(n).unwrap_or(0))
            .map_err(|e| self.to_store_error(e))
    }

    /// Whether nothing was ever written down, or all of it was removed.
    pub fn is_empty(&self) -> Result<bool, StoreError> {
        self.conn
            .query_row("SELECT NOT EXISTS (SELECT 1 FROM entry)", [], |row| row.get(0))
            .map_err(|e| self.to_store_error(e))
    }

    /// The first and last instants anything of a baby's was written for, in seconds; none in a blank journal. Asked of
    /// both ends of the journal, not of all that lies between.
    pub fn find_recorded_range(&self, baby: Option<Id>) -> Result<Option<TimeRange>, StoreError> {
        const BABY_CLAUSE: &str = "(?1 IS NULL OR baby IS NULL OR baby = ?1)";
        let whose = baby.map(Id::into_bytes);
        let end = |order: &str| -> rusqlite::Result<Option<i64>> {
            let sql = format!("SELECT at FROM entry WHERE {BABY_CLAUSE} ORDER BY at {order} LIMIT 1");
            let mut ask = self.conn.prepare_cached(&sql)?;
            ask.query_row(params![whose], |row| row.get(0)).optional()
        };
        let read = || -> rusqlite::Result<Option<TimeRange>> {
            let (Some(from), Some(last)) = (end("ASC")?, end("DESC")?) else {
                return Ok(None);
            };
            // What ends after the last beginning began in the 48 hours before it, or is among the long ones.
            let sql = format!(
                "SELECT max(?2, coalesce((SELECT max(until - 1) FROM entry WHERE at >= ?2 - {LOOK_BACK_SECS} AND {BABY_CLAUSE}), ?2),
                 coalesce((SELECT max(until - 1) FROM entry INDEXED BY entry_long
                           WHERE until - at > 172800 AND {BABY_CLAUSE}), ?2))"
            );
            let mut ask = self.conn.prepare_cached(&sql)?;
            let to: i64 = ask.query_row(params![whose, last], |row| row.get(0))?;
            Ok(Some(TimeRange { from, to: to + 1 }))
        };
        read().map_err(|e| self.to_store_error(e))
    }

    /// Which babies have entries of their own.
    pub fn find_babies_with_entries(&self) -> Result<Vec<Id>, StoreError> {
        // The plus keeps SQLite from building an index of the whole journal to find one entry of each.
        let read = || -> rusqlite::Result<Vec<Id>> {
            let mut all = self.conn.prepare_cached(
                "SELECT id FROM baby WHERE EXISTS (SELECT 1 FROM entry WHERE +entry.baby = baby.id)",
            )?;
            all.query_map([], |row| row.get(0).map(Id::from_bytes))?.collect()
        };
        read().map_err(|e| self.to_store_error(e))
    }

    /// Those of `ids` that the journal has.
    pub fn find_known_ids(&self, ids: impl IntoIterator<Item = Id>) -> Result<HashSet<Id>, StoreError> {
        let read = || -> rusqlite::Result<HashSet<Id>> {
            let mut ask = self.conn.prepare_cached("SELECT 1 FROM entry WHERE id = ?1")?;
            let mut known = HashSet::new();
            for id in ids {
                if ask.exists([id.as_bytes()])? {
                    known.insert(id);
                }
            }
            Ok(known)
        };
        read().map_err(|e| self.to_store_error(e))
    }
}

/// The clause for a filter and, if given, for what lies on one side (`<`, `>`) of a place.
fn build_where_clause(
    filter: &EntryFilter,
    beyond: Option<(&str, ListCursor)>,
) -> (String, Vec<rusqlite::types::Value>) {
    use rusqlite::types::Value as Sql;
    let mut clauses: Vec<String> = Vec::new();
    let mut values: Vec<Sql> = Vec::new();
    if let Some(kind) = filter.kind {
        clauses.push("kind = ?".into());
        values.push(Sql::Text(kind.as_code().into()));
    }
    if let Some(baby) = filter.baby {
        clauses.push("(baby IS NULL OR baby = ?)".into());
        values.push(Sql::Blob(baby.as_bytes().to_vec()));
    }
    if let Some(carer) = filter.carer {
        clauses.push("carer = ?".into());
        values.push(Sql::Blob(carer.as_bytes().to_vec()));
    }
    if let Some(span) = filter.span {
        clauses.push("at >= ? AND at < ?".into());
        values.extend([Sql::Integer(span.from), Sql::Integer(span.to)]);
    }
    if let Some((side, place)) = beyond {
        clauses.push(format!("(at, id) {side} (?, ?)"));
        values.extend([Sql::Integer(place.at), Sql::Blob(place.id.as_bytes().to_vec())]);
    }
    let clause = if clauses.is_empty() { String::new() } else { format!("WHERE {}", clauses.join(" AND ")) };
    (clause, values)
}
