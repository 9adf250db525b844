//! Reading entries: what lies between two instants, what is running, pages of the list.

use crate::model::describe::format_title;
use crate::model::join_running::join_running;
use crate::model::{Change, Edit, Entry, EntryKind, Family, Id, Record, TimeRange, Timestamp};
use crate::store::connection::select_all;
use crate::store::mapping::ENTRY_COLUMNS;
use crate::store::protect::hidden_entries::entry_clause;
use crate::store::protect::sealed_text::OpenedEntry;
use crate::store::{Store, StoreError, mapping};
use crate::texts::sync_texts;
use rusqlite::types::Value as Sql;
use rusqlite::{Connection, OptionalExtension, Params, params, params_from_iter};
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
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
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
        let mut entries = Vec::new();
        self.for_each_overlapping(span, |entry| {
            entries.push(entry);
            ControlFlow::Continue(())
        })?;
        // The file orders sealed entries by their day; in the clear they have their time again.
        if !self.seal_keys.is_empty() {
            entries.sort_by_key(|entry| (entry.at.unix_seconds(), entry.id));
        }
        Ok(entries)
    }

    /// Hands the entries of [`Self::entries_overlapping`] to `take`, one at a time until it breaks off, so that the
    /// memory follows neither the span nor the journal.
    pub fn for_each_overlapping(
        &self,
        span: TimeRange,
        take: impl FnMut(Entry) -> ControlFlow<()>,
    ) -> Result<(), StoreError> {
        let sql = format!(
            "SELECT {ENTRY_COLUMNS} FROM entry WHERE at >= ?1 - {LOOK_BACK_SECS} AND at < ?2 AND (at >= ?1 OR until > ?1 OR open = 1)
             UNION ALL
             SELECT {ENTRY_COLUMNS} FROM entry INDEXED BY entry_long
             WHERE until - at > 172800 AND at < ?1 - {LOOK_BACK_SECS} AND until > ?1
             ORDER BY at, id"
        );
        self.for_each_readable(&sql, [span.from, span.to], take)
    }

    pub fn load_entry(&self, id: Id) -> Result<Option<Entry>, StoreError> {
        let Some(entry) = self.query(|conn| mapping::load_entry(conn, id))? else {
            return Ok(None);
        };
        let filter = self.query(|_| self.load_seal_filter())?;
        Ok(Some(match filter.open_entry(&entry) {
            OpenedEntry::Clear(clear) => *clear,
            OpenedEntry::Altered => entry.with_altered(true),
            OpenedEntry::Closed => entry,
        }))
    }

    /// A baby's sleep that is running at `now`; of several that run at once, the one that began first, which stands when they
    /// end.
    pub(crate) fn find_running_sleep(&self, baby: Id, now: Timestamp) -> Result<Option<Entry>, StoreError> {
        let open = self.load_open_entries(EntryKind::Sleep)?;
        Ok(open.into_iter().find(|e| e.baby == Some(baby) && e.is_running_sleep(now)))
    }

    /// The change with all that its ends do: what runs at once ends as one, and the title names what stands.
    pub(crate) fn join_running(
        &self,
        change: Change,
        family: &Family,
        now: Timestamp,
    ) -> Result<Change, StoreError> {
        let Change { mut title, edits } = change;
        let own: Vec<Id> = edits.iter().filter_map(Edit::entry_id).collect();
        let ends = |edit: &Edit| {
            let entry = |record: &Option<Record>| record.as_ref().and_then(Record::as_entry).cloned();
            let (before, after) = (entry(&edit.before)?, entry(&edit.after)?);
            (before.is_under_way(now) && after.until.is_some()).then_some(after)
        };
        let mut all = Vec::new();
        for edit in edits {
            let joined = match ends(&edit) {
                Some(ended) => {
                    let mut open = self.load_open_entries(ended.kind())?;
                    open.retain(|entry| !own.contains(&entry.id));
                    join_running(&edit, &open, now).map(|joined| (ended, joined))
                }
                None => None,
            };
            let Some((ended, joined)) = joined else {
                all.push(edit);
                continue;
            };
            if joined.after.id != ended.id {
                title = format_title(&joined.after, family, now);
            }
            let others: Vec<String> = joined.removed.iter().map(|it| it.at.format_hm()).collect();
            title = sync_texts::run_joined_title(&title, ended.kind().display_name(), &others);
            all.extend(joined.into_edits());
        }
        Ok(Change { title, edits: all })
    }

    /// Every entry of a kind that has no end yet, oldest first.
    pub fn load_open_entries(&self, kind: EntryKind) -> Result<Vec<Entry>, StoreError> {
        self.query(|conn| mapping::load_open_entries(conn, kind))
    }

    /// Up to `most` entries, newest first, that pass `filter` and `wanted`, beginning after `after` in that order.
    pub fn load_newest_entries(
        &self,
        filter: &EntryFilter,
        after: Option<ListCursor>,
        most: usize,
        wanted: impl FnMut(&Entry) -> bool,
    ) -> Result<Vec<Entry>, StoreError> {
        self.load_page(filter, after.map(|cursor| ("<", cursor)), "at DESC, id DESC", most, wanted)
    }

    /// Up to `most` entries that pass `filter`, oldest first, beginning after `after` in that order.
    pub(crate) fn load_oldest_entries(
        &self,
        filter: &EntryFilter,
        after: Option<ListCursor>,
        most: usize,
    ) -> Result<Vec<Entry>, StoreError> {
        self.load_page(filter, after.map(|cursor| (">", cursor)), "at, id", most, |_| true)
    }

    fn load_page(
        &self,
        filter: &EntryFilter,
        beyond: Option<(&str, ListCursor)>,
        order: &str,
        most: usize,
        mut wanted: impl FnMut(&Entry) -> bool,
    ) -> Result<Vec<Entry>, StoreError> {
        let (clause, values) = build_where_clause(filter, beyond);
        let sql = format!("SELECT {ENTRY_COLUMNS} FROM entry {clause} ORDER BY {order}");
        let mut found = Vec::new();
        self.for_each_readable(&sql, params_from_iter(values), |entry| {
            if wanted(&entry) {
                found.push(entry);
            }
            if found.len() >= most { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
        })?;
        Ok(found)
    }

    /// Where an entry stands in the list. A sealed one stands where its day begins, as the file knows only that.
    pub(crate) fn cursor_for(&self, entry: &Entry) -> ListCursor {
        let mut cursor = ListCursor::from(entry);
        if self.seal_keys.has_key_for(entry.carer)
            && entry.is_private_to_writer()
            && let Ok(Some(row)) = mapping::load_entry(&self.conn, entry.id)
        {
            cursor.at = row.at.unix_seconds();
        }
        cursor
    }

    /// Hands every entry to `take`, oldest first, until it breaks off; sealed ones stay sealed, whoever reads, and without
    /// a key those that their carer shows to nobody are left out. All come from one reading of the file, so that what
    /// another window writes meanwhile is not half among them.
    pub fn for_each_entry(&self, mut take: impl FnMut(&Entry) -> ControlFlow<()>) -> Result<(), StoreError> {
        self.query(|conn| {
            let (shown, carers) = (entry_clause("entry", "?1"), self.find_hidden_carers()?.to_json_text());
            let sql = format!("SELECT {ENTRY_COLUMNS} FROM entry WHERE {shown} ORDER BY at, id");
            for_each_row(conn, &sql, [carers], |entry| take(&entry))
        })
    }

    /// Whether there may be entries that whoever reads here is shown nothing of.
    pub(crate) fn leaves_out_entries(&self) -> Result<bool, StoreError> {
        self.query(|_| Ok(!self.find_hidden_carers()?.is_empty()))
    }

    /// As far as whoever reads may see them, in the clear where there is a key.
    fn for_each_readable(
        &self,
        sql: &str,
        values: impl Params,
        mut take: impl FnMut(Entry) -> ControlFlow<()>,
    ) -> Result<(), StoreError> {
        self.query(|conn| {
            let filter = self.load_seal_filter()?;
            for_each_row(conn, sql, values, |entry| {
                filter.filter_entry(entry).map_or(ControlFlow::Continue(()), &mut take)
            })
        })
    }

    pub fn count_entries(&self, filter: &EntryFilter) -> Result<usize, StoreError> {
        let (mut clause, mut values) = build_where_clause(filter, None);
        self.query(|conn| {
            let hidden = self.find_hidden_carers()?;
            if !hidden.is_empty() {
                clause.push_str(if clause.is_empty() { "WHERE " } else { " AND " });
                // A number above those of the plain marks before it.
                clause.push_str(&entry_clause("entry", &format!("?{}", values.len() + 1)));
                values.push(Sql::Text(hidden.to_json_text()));
            }
            let sql = format!("SELECT count(*) FROM entry {clause}");
            let count: i64 = conn.query_row(&sql, params_from_iter(values), |row| row.get(0))?;
            Ok(usize::try_from(count).unwrap_or(0))
        })
    }

    /// Whether nothing was ever written down, or all of it was removed, as far as whoever reads may know.
    pub fn is_empty(&self) -> Result<bool, StoreError> {
        self.query(|conn| {
            let (shown, carers) = (entry_clause("entry", "?1"), self.find_hidden_carers()?.to_json_text());
            let sql = format!("SELECT NOT EXISTS (SELECT 1 FROM entry WHERE {shown})");
            conn.query_row(&sql, [carers], |row| row.get(0))
        })
    }

    /// The first and last instants anything of a baby's was written for, in seconds; none in a blank journal. Read from
    /// both ends of the journal, not from all that lies between.
    pub fn find_recorded_range(&self, baby: Option<Id>) -> Result<Option<TimeRange>, StoreError> {
        let baby = baby.map(Id::into_bytes);
        self.query(|conn| {
            let (shown, carers) = (entry_clause("entry", "?2"), self.find_hidden_carers()?.to_json_text());
            let find_end = |order: &str| -> rusqlite::Result<Option<i64>> {
                let sql =
                    format!("SELECT at FROM entry WHERE {BABY_CLAUSE} AND {shown} ORDER BY at {order} LIMIT 1");
                conn.prepare_cached(&sql)?.query_row(params![baby, carers], |row| row.get(0)).optional()
            };
            let (Some(from), Some(last)) = (find_end("ASC")?, find_end("DESC")?) else {
                return Ok(None);
            };
            // What ends after the last beginning began in the 48 hours before it, or is among the long ones.
            let sql = format!(
                "SELECT max(?2, coalesce((SELECT max(until - 1) FROM entry WHERE at >= ?2 - {LOOK_BACK_SECS} AND {BABY_CLAUSE}), ?2),
                 coalesce((SELECT max(until - 1) FROM entry INDEXED BY entry_long
                           WHERE until - at > 172800 AND {BABY_CLAUSE}), ?2))"
            );
            let to: i64 = conn.prepare_cached(&sql)?.query_row(params![baby, last], |row| row.get(0))?;
            Ok(Some(TimeRange { from, to: to + 1 }))
        })
    }

    /// Which babies have entries of their own.
    pub(crate) fn find_babies_with_entries(&self) -> Result<Vec<Id>, StoreError> {
        // The plus keeps SQLite from building an index of the whole journal to find one entry of each.
        let sql = "SELECT id FROM baby WHERE EXISTS (SELECT 1 FROM entry WHERE +entry.baby = baby.id)";
        self.query(|conn| select_all(conn, sql, [], |row| row.get(0).map(Id::from_bytes)))
    }

    /// Those of `ids` that the journal has.
    pub(crate) fn find_known_ids(
        &self,
        ids: impl IntoIterator<Item = Id>,
    ) -> Result<HashSet<Id>, StoreError> {
        self.query(|conn| {
            let mut select = conn.prepare_cached("SELECT 1 FROM entry WHERE id = ?1")?;
            let mut known = HashSet::new();
            for id in ids {
                if select.exists([id.as_bytes()])? {
                    known.insert(id);
                }
            }
            Ok(known)
        })
    }
}

/// A baby's own entries, and those of no baby.
const BABY_CLAUSE: &str = "(?1 IS NULL OR baby IS NULL OR baby = ?1)";

/// One entry at a time, so that the memory does not follow their number.
fn for_each_row(
    conn: &Connection,
    sql: &str,
    values: impl Params,
    mut take: impl FnMut(Entry) -> ControlFlow<()>,
) -> rusqlite::Result<()> {
    let mut select = conn.prepare_cached(sql)?;
    let mut rows = select.query(values)?;
    while let Some(row) = rows.next()? {
        if take(mapping::entry_from_row(row)?).is_break() {
            break;
        }
    }
    Ok(())
}

/// The clause for a filter and, if given, for what lies on one side (`<`, `>`) of a cursor.
fn build_where_clause(filter: &EntryFilter, beyond: Option<(&str, ListCursor)>) -> (String, Vec<Sql>) {
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
    if let Some((side, cursor)) = beyond {
        clauses.push(format!("(at, id) {side} (?, ?)"));
        values.extend([Sql::Integer(cursor.at), Sql::Blob(cursor.id.as_bytes().to_vec())]);
    }
    let clause = if clauses.is_empty() { String::new() } else { format!("WHERE {}", clauses.join(" AND ")) };
    (clause, values)
}
