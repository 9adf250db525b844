//! Stamps for what is written here: called in the one place that writes rows, so that edits, imports, undo, redo and
//! sealing travel alike. Costs one look into an empty table until a folder is named.

use crate::model::{Id, Record};
use crate::store::mapping;
use crate::store::shared::record_fields::{Fields, key_of, save_parked, to_fields};
use crate::store::shared::sync_tables::{SharedSelf, load_state, save_marks};
use crate::sync::{RecordState, Stamp};
use rusqlite::Connection;
use serde_json::Value;

/// Before `record` is written in the place of what has its key. `now` in seconds.
pub(crate) fn stamp_upsert(conn: &Connection, record: &Record, now: i64) -> rusqlite::Result<()> {
    stamp_changes(conn, record, |me, _| next_stamp(me, now))
}

/// The same where a record says the same in another way, sealed or opened: just after what it said, so that whoever
/// changed or removed it meanwhile was later.
pub(crate) fn stamp_rewrite(conn: &Connection, record: &Record) -> rusqlite::Result<()> {
    stamp_changes(conn, record, |me, state| just_after(state.newest(), me))
}

/// The stamp of this computer's that comes just after another.
pub(crate) fn just_after(stamp: Stamp, me: &mut SharedSelf) -> Stamp {
    let clock = stamp.clock.saturating_add(1);
    me.clock.observe(clock);
    Stamp { clock, writer: me.writer }
}

fn stamp_changes(
    conn: &Connection,
    record: &Record,
    stamp: impl FnOnce(&mut SharedSelf, &RecordState) -> Stamp,
) -> rusqlite::Result<()> {
    let (Some(mut me), Some(key)) = (load_writer(conn)?, key_of(record)) else {
        return Ok(());
    };
    let (kind, name) = record.record_key();
    let before = mapping::load_record(conn, kind, &name)?.as_ref().map(to_fields).unwrap_or_default();
    let changed = find_changes(&before, &to_fields(record));
    if changed.is_empty() && !before.is_empty() {
        return Ok(());
    }
    let mut state = load_state(conn, &key)?;
    let stamp = stamp(&mut me, &state);
    state.write(changed, me.author(stamp));
    me.save_clock(conn)?;
    save_marks(conn, &key, &state)
}

/// Before a record is removed. `forget`: its earlier states go from the history of every computer.
pub(crate) fn stamp_removal(
    conn: &Connection,
    record: &Record,
    now: i64,
    forget: bool,
) -> rusqlite::Result<()> {
    match key_of(record) {
        Some(key) => stamp_removed_key(conn, &key, now, forget),
        None => Ok(()),
    }
}

/// An entry that goes for good, whether it stands or was removed before.
pub(crate) fn stamp_forgotten(conn: &Connection, entry: Id) -> rusqlite::Result<()> {
    stamp_removed_key(conn, &format!("entry/{entry}"), 0, true)
}

fn stamp_removed_key(conn: &Connection, key: &str, now: i64, forget: bool) -> rusqlite::Result<()> {
    let Some(mut me) = load_writer(conn)? else {
        return Ok(());
    };
    let mut state = load_state(conn, key)?;
    let stamp = next_stamp(&mut me, now);
    if key == SEALS_KEY {
        // Field by field: a seal that is set on another computer meanwhile keeps its key.
        let emptied: Vec<_> = state.values().into_keys().map(|name| (name, None)).collect();
        state.write(emptied, me.author(stamp));
    } else {
        state.remove(me.author(stamp), forget);
    }
    me.save_clock(conn)?;
    save_parked(conn, key, &Fields::new())?;
    save_marks(conn, key, &state)
}

const SEALS_KEY: &str = "setting/seals";

/// The fields that differ; none for one that is empty now.
pub(crate) fn find_changes(before: &Fields, after: &Fields) -> Vec<(String, Option<Value>)> {
    let emptied = before.keys().filter(|name| !after.contains_key(*name)).map(|name| (name.clone(), None));
    let written = after.iter().filter(|(name, value)| before.get(*name) != Some(value));
    emptied.chain(written.map(|(name, value)| (name.clone(), Some(value.clone())))).collect()
}

fn next_stamp(me: &mut SharedSelf, now: i64) -> Stamp {
    Stamp { clock: me.clock.tick(now), writer: me.writer }
}

/// None while the journal is on this computer only, and in a file of an earlier format.
fn load_writer(conn: &Connection) -> rusqlite::Result<Option<SharedSelf>> {
    let found = match SharedSelf::from_connection(conn) {
        Err(_) if !has_tables(conn)? => None,
        found => found?,
    };
    match found {
        Some(mut me) if me.writer.is_nobody() => {
            me.draw_writer(conn, None)?;
            Ok(Some(me))
        }
        found => Ok(found),
    }
}

fn has_tables(conn: &Connection) -> rusqlite::Result<bool> {
    conn.prepare("SELECT 1 FROM sqlite_schema WHERE name = 'sync_me'")?.exists([])
}
