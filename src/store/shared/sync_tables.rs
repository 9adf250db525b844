//! The `sync_` tables as values: this computer's part, the stamps of a record, the others.

use crate::model::new_id;
use crate::store::connection::select_all;
use crate::store::shared::record_fields::{load_parked, load_row_fields};
use crate::sync::{Author, Field, HybridClock, Mark, RecordState, Removal, Stamp, WriterId};
use crate::vocabulary::eq_normalized;
use rusqlite::{Connection, OptionalExtension, params};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// This computer's part in a shared journal.
#[derive(Clone, Debug)]
pub(crate) struct SharedSelf {
    pub writer: WriterId,
    /// Whom this journal wrote as before it was restored or copied; their folders are read once more, and then removed.
    pub was: Vec<WriterId>,
    /// Whom the journal in this place ever wrote as on this computer.
    pub earlier: Vec<WriterId>,
    pub clock: HybridClock,
    /// The hash of the manifest that lies in the folder, or of the one that was about to be written.
    pub lies: Option<String>,
    pub meant: Option<String>,
    /// The folder's key as text.
    pub key: String,
    pub key_file: Vec<u8>,
    pub locked: bool,
    pub folder: String,
    pub called: String,
    /// When it was last synced, in seconds.
    pub synced: Option<i64>,
}

impl SharedSelf {
    /// None while the journal is on this computer only. A journal that was restored gets another writer here.
    pub(crate) fn from_connection(conn: &Connection) -> rusqlite::Result<Option<Self>> {
        let sql = "SELECT writer, was, clock, lies, meant, key, key_file, locked, folder, called, synced FROM sync_me";
        let mut select = conn.prepare_cached(sql)?;
        let found = select.query_row([], |row| {
            let names: Option<String> = row.get(1)?;
            let (was, earlier) = parse_former_writers(&names.unwrap_or_default());
            Ok((
                row.get::<_, String>(0)?,
                Self {
                    writer: WriterId::default(),
                    was,
                    earlier,
                    clock: HybridClock { last: row.get(2)? },
                    lies: row.get(3)?,
                    meant: row.get(4)?,
                    key: row.get(5)?,
                    key_file: row.get(6)?,
                    locked: row.get(7)?,
                    folder: row.get(8)?,
                    called: row.get(9)?,
                    synced: row.get(10)?,
                },
            ))
        });
        let Some((writer, me)) = found.optional()? else {
            return Ok(None);
        };
        Ok(Some(Self { writer: writer.parse().unwrap_or_default(), ..me }))
    }

    /// Writes as somebody else from here on: what the old folder has may be more than this journal knows. `here` is whom
    /// this computer knew the journal in this place as.
    pub(crate) fn draw_writer(&mut self, tx: &Connection, here: Option<WriterId>) -> rusqlite::Result<()> {
        self.was.extend([self.writer].into_iter().chain(here).filter(|writer| !writer.is_nobody()));
        self.was.sort_unstable();
        self.was.dedup();
        self.writer = WriterId::from_random(new_id());
        (self.lies, self.meant) = (None, None);
        let sql = "UPDATE sync_me SET writer = ?1, lies = NULL, meant = NULL";
        tx.execute(sql, [self.writer.to_string()])?;
        self.save_former_writers(tx)?;
        tx.execute("UPDATE sync_piece SET name = NULL, dirty = dirty + 1", [])?;
        for was in self.was.iter().copied() {
            remove_other(tx, was)?;
        }
        Ok(())
    }

    pub(crate) fn save_former_writers(&self, tx: &Connection) -> rusqlite::Result<()> {
        let was = self.was.iter().map(WriterId::to_string);
        let earlier = self.earlier.iter().map(|writer| format!("{EARLIER}{writer}"));
        let names: Vec<String> = was.chain(earlier).collect();
        let names = (!names.is_empty()).then(|| names.join(" "));
        tx.execute("UPDATE sync_me SET was = ?1", [names]).map(|_| ())
    }

    /// Whoever writes here at `stamp`.
    pub(crate) fn author(&self, stamp: Stamp) -> Author<'_> {
        Author { stamp, earlier: &self.earlier }
    }

    /// Whether somebody wrote it on this computer.
    pub(crate) fn wrote(&self, stamp: Stamp) -> bool {
        stamp.writer == self.writer || self.earlier.contains(&stamp.writer)
    }

    pub(crate) fn save_clock(&self, tx: &Connection) -> rusqlite::Result<()> {
        tx.prepare_cached("UPDATE sync_me SET clock = max(clock, ?1)")?.execute([self.clock.last]).map(|_| ())
    }
}

/// Before the name of a writer whose folder is not to be read any more.
const EARLIER: char = '+';

/// Those whose folders are still to be read, and those this computer wrote as.
fn parse_former_writers(names: &str) -> (Vec<WriterId>, Vec<WriterId>) {
    let was = names.split(' ').filter_map(|name| name.parse().ok()).collect();
    let earlier = names.split(' ').filter_map(|name| name.strip_prefix(EARLIER)?.parse().ok()).collect();
    (was, earlier)
}

/// A copy that is put in the journal's place may know less than was written out: it writes as somebody else.
pub(crate) fn forget_writer(conn: &Connection) -> rusqlite::Result<()> {
    conn.execute("UPDATE sync_me SET was = trim(coalesce(was, '') || ' ' || writer), writer = ''", [])
        .map(|_| ())
}

/// The name of a computer among others: the second `vm` of a family is `vm (2)`.
pub(crate) fn tell_apart(name: &str, others: &[String]) -> String {
    let is_free = |name: &String| !others.iter().any(|other| eq_normalized(other, name));
    let numbered = (2..).map(|n| format!("{name} ({n})"));
    [name.to_owned()].into_iter().chain(numbered).find(is_free).unwrap_or_else(|| name.to_owned())
}

/// Another computer of the family.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct OtherComputer {
    pub writer: WriterId,
    pub called: String,
    /// The hash of its manifest, once all of it was read.
    pub manifest: Option<String>,
    /// When its folder last had something new, in seconds.
    pub heard: i64,
}

pub(crate) fn load_others(conn: &Connection) -> rusqlite::Result<Vec<OtherComputer>> {
    let sql = "SELECT writer, called, manifest, heard FROM sync_other ORDER BY called, writer";
    let rows = select_all(conn, sql, [], |row| {
        let writer: String = row.get(0)?;
        let other = OtherComputer {
            writer: writer.parse().unwrap_or_default(),
            called: row.get(1)?,
            manifest: row.get(2)?,
            heard: row.get(3)?,
        };
        Ok(other)
    })?;
    Ok(rows.into_iter().filter(|other| !other.writer.is_nobody()).collect())
}

/// What people call a computer; none of one whose folder was not read yet.
pub(crate) fn load_called(conn: &Connection, writer: WriterId) -> rusqlite::Result<Option<String>> {
    let sql = "SELECT called FROM sync_other WHERE writer = ?1";
    conn.prepare_cached(sql)?.query_row([writer.to_string()], |row| row.get(0)).optional()
}

pub(crate) fn remove_other(tx: &Connection, writer: WriterId) -> rusqlite::Result<()> {
    let writer = writer.to_string();
    tx.execute("DELETE FROM sync_other WHERE writer = ?1", [&writer])?;
    tx.execute("DELETE FROM sync_seen WHERE writer = ?1", [&writer]).map(|_| ())
}

pub(crate) fn save_other(tx: &Connection, other: &OtherComputer, clock: i64) -> rusqlite::Result<()> {
    tx.execute(
        "INSERT INTO sync_other (writer, called, manifest, clock, heard) VALUES (?1, ?2, ?3, ?4, ?5)
         ON CONFLICT (writer) DO UPDATE SET called = ?2, manifest = ?3, clock = ?4, heard = ?5",
        params![other.writer.to_string(), other.called, other.manifest, clock, other.heard],
    )
    .map(|_| ())
}

/// What of a record's marks is not the same for all its fields.
#[derive(Default, Serialize, Deserialize)]
struct RestOfMarks {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    o: Option<(i64, WriterId)>,
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    x: BTreeMap<String, Vec<(i64, WriterId)>>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    g: Vec<(i64, WriterId)>,
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    forget: bool,
}

fn to_stamp((clock, writer): (i64, WriterId)) -> Stamp {
    Stamp { clock, writer }
}

fn from_stamp(stamp: Stamp) -> Option<(i64, WriterId)> {
    (!stamp.is_none()).then_some((stamp.clock, stamp.writer))
}

fn to_mark(stamps: &[(i64, WriterId)]) -> Mark {
    let at = |n: usize| stamps.get(n).copied().map(to_stamp).unwrap_or_default();
    Mark { stamp: at(0), over: at(1) }
}

/// A record with its marks, as it stands in the journal; a blank one where nothing is known of it.
pub(crate) fn load_state(conn: &Connection, key: &str) -> rusqlite::Result<RecordState> {
    let sql = "SELECT clock, writer, rest FROM sync_stamp WHERE key = ?1";
    let found = conn.prepare_cached(sql)?.query_row([key], |row| {
        Ok((row.get::<_, i64>(0)?, row.get::<_, String>(1)?, row.get::<_, Option<String>>(2)?))
    });
    let Some((clock, writer, rest)) = found.optional()? else {
        return Ok(RecordState::default());
    };
    let base_stamp = Stamp { clock, writer: writer.parse().unwrap_or_default() };
    let rest: RestOfMarks = rest.and_then(|rest| serde_json::from_str(&rest).ok()).unwrap_or_default();
    let base = Mark { stamp: base_stamp, over: rest.o.map(to_stamp).unwrap_or_default() };
    let mut fields: BTreeMap<String, Field> = BTreeMap::new();
    let removal = match rest.g[..] {
        [stamp, ref seen @ ..] => Some(Removal {
            stamp: to_stamp(stamp),
            seen: seen.first().copied().map(to_stamp).unwrap_or_default(),
            forget: rest.forget,
        }),
        [] => None,
    };
    if !base.stamp.is_none() || !rest.x.is_empty() {
        let values = load_row_fields(conn, key)?.into_iter().chain(load_parked(conn, key)?);
        fields.extend(values.map(|(name, value)| (name, Field { value: Some(value), mark: base })));
    }
    for (name, stamps) in &rest.x {
        let mark = to_mark(stamps);
        fields.entry(name.clone()).or_insert(Field { value: None, mark }).mark = mark;
    }
    Ok(RecordState { base, fields, removal })
}

/// Writes a record's marks, and says that its piece is to be written out.
pub(crate) fn save_marks(tx: &Connection, key: &str, state: &RecordState) -> rusqlite::Result<()> {
    let pair = |mark: Mark| from_stamp(mark.stamp).into_iter().chain(from_stamp(mark.over)).collect();
    let own = state.fields.iter().filter(|(_, field)| field.mark != state.base || field.value.is_none());
    let rest = RestOfMarks {
        o: from_stamp(state.base.over),
        x: own.map(|(name, field)| (name.clone(), pair(field.mark))).collect(),
        g: state
            .removal
            .map(|removal| pair(Mark { stamp: removal.stamp, over: removal.seen }))
            .unwrap_or_default(),
        forget: state.removal.is_some_and(|removal| removal.forget),
    };
    let is_plain = rest.o.is_none() && rest.x.is_empty() && rest.g.is_empty();
    let rest = (!is_plain).then(|| serde_json::to_string(&rest).unwrap_or_default());
    tx.prepare_cached(
        "INSERT INTO sync_stamp (key, clock, writer, rest) VALUES (?1, ?2, ?3, ?4)
         ON CONFLICT (key) DO UPDATE SET clock = ?2, writer = ?3, rest = ?4",
    )?
    .execute(params![key, state.base.stamp.clock, state.base.stamp.writer.to_string(), rest])?;
    tx.prepare_cached(
        "UPDATE sync_piece SET dirty = dirty + 1 WHERE lo = (SELECT max(lo) FROM sync_piece WHERE lo <= ?1)",
    )?
    .execute([key])
    .map(|_| ())
}
