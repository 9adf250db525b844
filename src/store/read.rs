//! Reading: what lies between two instants, what is running, pages of the past, the family.

use super::rows::{self, ENTRY};
use super::{Store, Trouble};
use crate::journal::{
    At, Baby, Carer, Entry, Family, Id, Kind, Mark, OwnCue, Record, Settings, Span,
};
use rusqlite::{OptionalExtension, params, params_from_iter};
use serde_json::Value;
use std::collections::HashSet;
use std::ops::ControlFlow;

/// How far back from a window an ordinary entry can begin and still reach into it, in seconds.
const LOOK_BACK: i64 = 48 * 3600;

/// Which entries to read; the default is all.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Filter {
    /// Only this kind.
    pub kind: Option<Kind>,
    /// Only this baby's, and what has no baby.
    pub baby: Option<Id>,
    /// Only what this carer wrote.
    pub carer: Option<Id>,
    /// Only what begins in this span.
    pub span: Option<Span>,
}

/// A place in the list of all entries, to go on from.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Place {
    /// When its entry began, in seconds.
    pub at: i64,
    /// Its entry.
    pub id: Id,
}

impl From<&Entry> for Place {
    fn from(entry: &Entry) -> Self {
        Self {
            at: entry.at.secs(),
            id: entry.id,
        }
    }
}

impl Store {
    /// Entries that share any time with `span`, oldest first; open ones that began up to 48 hours before it too.
    /// The cost follows the span, not the journal.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn between(&self, span: Span) -> Result<Vec<Entry>, Trouble> {
        let mut all = Vec::new();
        self.each_between(span, |entry| {
            all.push(entry);
            ControlFlow::Continue(())
        })?;
        Ok(all)
    }

    /// Hands what [`Self::between`] gives to `take`, one at a time until it breaks off, so that the memory follows
    /// neither the span nor the journal.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn each_between(
        &self,
        span: Span,
        mut take: impl FnMut(Entry) -> ControlFlow<()>,
    ) -> Result<(), Trouble> {
        let sql = format!(
            "SELECT {ENTRY} FROM entry WHERE at >= ?1 - {LOOK_BACK} AND at < ?2 AND (at >= ?1 OR until > ?1 OR open = 1)
             UNION ALL
             SELECT {ENTRY} FROM entry INDEXED BY entry_long
             WHERE until - at > 172800 AND at < ?1 - {LOOK_BACK} AND until > ?1
             ORDER BY at, id"
        );
        let mut read = || -> rusqlite::Result<()> {
            let mut all = self.conn.prepare_cached(&sql)?;
            let mut rows = all.query([span.from, span.to])?;
            while let Some(row) = rows.next()? {
                if take(rows::entry(row)?).is_break() {
                    break;
                }
            }
            Ok(())
        };
        read().map_err(|e| self.trouble(e))
    }

    /// One entry.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn entry(&self, id: Id) -> Result<Option<Entry>, Trouble> {
        match rows::current(&self.conn, "entry", &id.to_string()) {
            Ok(Some(Record::Entry(entry))) => Ok(Some(*entry)),
            Ok(_) => Ok(None),
            Err(error) => Err(self.trouble(error)),
        }
    }

    /// A baby's sleep that is running at `now`, the latest begun.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn running_sleep(&self, baby: Id, now: At) -> Result<Option<Entry>, Trouble> {
        let open = self.open_entries(Kind::Sleep)?;
        Ok(open
            .into_iter()
            .rfind(|e| e.baby == Some(baby) && e.is_running_sleep(now)))
    }

    /// Every entry of a kind that has no end yet, oldest first.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn open_entries(&self, kind: Kind) -> Result<Vec<Entry>, Trouble> {
        rows::open(&self.conn, kind).map_err(|e| self.trouble(e))
    }

    /// Up to `most` entries, newest first, that pass `filter` and `wanted`, beginning after `after` in that order.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn newest_entries(
        &self,
        filter: &Filter,
        after: Option<Place>,
        most: usize,
        mut wanted: impl FnMut(&Entry) -> bool,
    ) -> Result<Vec<Entry>, Trouble> {
        let (clause, values) = conditions(filter, after);
        let sql = format!("SELECT {ENTRY} FROM entry {clause} ORDER BY at DESC, id DESC");
        let mut read = || -> rusqlite::Result<Vec<Entry>> {
            let mut all = self.conn.prepare_cached(&sql)?;
            let mut rows = all.query(params_from_iter(values.iter()))?;
            let mut found = Vec::new();
            while let Some(row) = rows.next()? {
                let entry = rows::entry(row)?;
                if wanted(&entry) {
                    found.push(entry);
                    if found.len() == most {
                        break;
                    }
                }
            }
            Ok(found)
        };
        read().map_err(|e| self.trouble(e))
    }

    /// Hands every entry to `take`, oldest first, until it breaks off. One at a time from one reading of the file: the
    /// memory does not follow the journal, and what another window writes meanwhile is not half in it.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn each_entry(
        &self,
        mut take: impl FnMut(&Entry) -> ControlFlow<()>,
    ) -> Result<(), Trouble> {
        let sql = format!("SELECT {ENTRY} FROM entry ORDER BY at, id");
        let mut read = || -> rusqlite::Result<()> {
            let mut all = self.conn.prepare_cached(&sql)?;
            let mut rows = all.query([])?;
            while let Some(row) = rows.next()? {
                if take(&rows::entry(row)?).is_break() {
                    break;
                }
            }
            Ok(())
        };
        read().map_err(|e| self.trouble(e))
    }

    /// How many entries pass a filter.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn count(&self, filter: &Filter) -> Result<usize, Trouble> {
        let (clause, values) = conditions(filter, None);
        self.conn
            .query_row(
                &format!("SELECT count(*) FROM entry {clause}"),
                params_from_iter(values.iter()),
                |row| row.get::<_, i64>(0),
            )
            .map(|n| usize::try_from(n).unwrap_or(0))
            .map_err(|e| self.trouble(e))
    }

    /// Whether nothing was ever written down, or all of it was removed.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn is_empty(&self) -> Result<bool, Trouble> {
        self.conn
            .query_row("SELECT NOT EXISTS (SELECT 1 FROM entry)", [], |row| {
                row.get(0)
            })
            .map_err(|e| self.trouble(e))
    }

    /// The first and last instants anything of a baby's was written for, in seconds; none in a blank journal.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn extent(&self, baby: Option<Id>) -> Result<Option<Span>, Trouble> {
        let whose = baby.map(Id::into_bytes);
        self.conn
            .query_row(
                "SELECT min(at), max(max(at, coalesce(until - 1, at))) FROM entry
                 WHERE ?1 IS NULL OR baby IS NULL OR baby = ?1",
                params![whose],
                |row| {
                    Ok(row
                        .get::<_, Option<i64>>(0)?
                        .zip(row.get::<_, Option<i64>>(1)?))
                },
            )
            .map(|found| found.map(|(from, to)| Span { from, to: to + 1 }))
            .map_err(|e| self.trouble(e))
    }

    /// Which babies have entries of their own.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn babies_with_entries(&self) -> Result<Vec<Id>, Trouble> {
        // The plus keeps SQLite from building an index of the whole journal to find one entry of each.
        let read = || -> rusqlite::Result<Vec<Id>> {
            let mut all = self.conn.prepare_cached(
                "SELECT id FROM baby WHERE EXISTS (SELECT 1 FROM entry WHERE +entry.baby = baby.id)",
            )?;
            all.query_map([], |row| row.get(0).map(Id::from_bytes))?
                .collect()
        };
        read().map_err(|e| self.trouble(e))
    }

    /// Those of `ids` that the journal has.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn known(&self, ids: impl IntoIterator<Item = Id>) -> Result<HashSet<Id>, Trouble> {
        let read = || -> rusqlite::Result<HashSet<Id>> {
            let mut ask = self
                .conn
                .prepare_cached("SELECT 1 FROM entry WHERE id = ?1")?;
            let mut known = HashSet::new();
            for id in ids {
                if ask.exists([id.as_bytes()])? {
                    known.insert(id);
                }
            }
            Ok(known)
        };
        read().map_err(|e| self.trouble(e))
    }

    /// The family: people, own cues, marks and settings.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn family(&self) -> Result<Family, Trouble> {
        let read = || -> rusqlite::Result<Family> {
            let conn = &self.conn;
            let babies: Vec<Baby> = conn
                .prepare_cached("SELECT id, name, born, due, closed FROM baby ORDER BY id")?
                .query_map([], rows::baby)?
                .collect::<Result<_, _>>()?;
            let carers: Vec<Carer> = conn
                .prepare_cached("SELECT id, name, hidden_checkins FROM carer ORDER BY id")?
                .query_map([], rows::carer)?
                .collect::<Result<_, _>>()?;
            let own_cues: Vec<OwnCue> = conn
                .prepare_cached("SELECT code, words, points, retired FROM own_cue ORDER BY code")?
                .query_map([], rows::own_cue)?
                .collect::<Result<_, _>>()?;
            let marks: Vec<Mark> = conn
                .prepare_cached("SELECT id, baby, date, span, complete FROM mark ORDER BY id")?
                .query_map([], rows::mark)?
                .collect::<Result<_, _>>()?;
            let mut settings = Settings::usual(chrono_tz::UTC);
            for setting in conn
                .prepare_cached("SELECT name, value FROM setting")?
                .query_map([], rows::setting)?
            {
                settings.take(&setting?);
            }
            Ok(Family {
                babies,
                carers,
                own_cues,
                marks,
                settings,
            })
        };
        read().map_err(|e| self.trouble(e))
    }

    /// A setting as it is stored, to be the "before" of a change.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn setting(&self, name: &str) -> Result<Option<crate::journal::Setting>, Trouble> {
        match rows::current(&self.conn, "setting", name) {
            Ok(Some(Record::Setting(setting))) => Ok(Some(setting)),
            Ok(_) => Ok(None),
            Err(error) => Err(self.trouble(error)),
        }
    }

    /// What was being typed in a slot when it was last left.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn draft(&self, slot: &str) -> Result<Option<Value>, Trouble> {
        self.conn
            .query_row("SELECT content FROM draft WHERE slot = ?1", [slot], |row| {
                row.get::<_, String>(0)
            })
            .optional()
            .map(|text| text.and_then(|text| serde_json::from_str(&text).ok()))
            .map_err(|e| self.trouble(e))
    }
}

fn conditions(filter: &Filter, after: Option<Place>) -> (String, Vec<rusqlite::types::Value>) {
    use rusqlite::types::Value as Sql;
    let mut clauses: Vec<&str> = Vec::new();
    let mut values: Vec<Sql> = Vec::new();
    if let Some(kind) = filter.kind {
        clauses.push("kind = ?");
        values.push(Sql::Text(kind.code().into()));
    }
    if let Some(baby) = filter.baby {
        clauses.push("(baby IS NULL OR baby = ?)");
        values.push(Sql::Blob(baby.as_bytes().to_vec()));
    }
    if let Some(carer) = filter.carer {
        clauses.push("carer = ?");
        values.push(Sql::Blob(carer.as_bytes().to_vec()));
    }
    if let Some(span) = filter.span {
        clauses.push("at >= ? AND at < ?");
        values.extend([Sql::Integer(span.from), Sql::Integer(span.to)]);
    }
    if let Some(place) = after {
        clauses.push("(at, id) < (?, ?)");
        values.extend([
            Sql::Integer(place.at),
            Sql::Blob(place.id.as_bytes().to_vec()),
        ]);
    }
    let clause = if clauses.is_empty() {
        String::new()
    } else {
        format!("WHERE {}", clauses.join(" AND "))
    };
    (clause, values)
}
