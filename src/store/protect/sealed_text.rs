//! What stands in a sealed field: which state of its entry it is, and an age file that says the same again inside.
//!
//! Whoever may write to the file can move a sealed text to another row, or put an earlier one back. Inside stand the
//! entry's id and the number of the state, so that the reader notices. The number is counted for each entry from 1 and
//! lies in one field with the text: two journals that are merged never part them.

use crate::crypto::{SealError, SealKey, seal_text};
use crate::model::{Entry, Id, Record};
use crate::store::connection::select_all;
use crate::store::mapping;
use rusqlite::Connection;
use serde_json::{Value, json};
use std::collections::HashMap;

/// What a key makes of a sealed entry.
#[derive(Clone, PartialEq, Debug)]
pub(crate) enum OpenedEntry {
    Clear(Box<Entry>),
    /// There is no key to it, or it is damaged.
    Closed,
    /// It was sealed for another entry, or is another state than it claims to be.
    Altered,
}

/// The number of a sealed state; none of one that an earlier version of cuebook sealed.
pub(crate) fn parse_revision(sealed: &str) -> Option<u32> {
    split_field(sealed).0
}

fn split_field(sealed: &str) -> (Option<u32>, &str) {
    match sealed.split_once(':') {
        Some((number, ciphertext)) => (number.parse().ok(), ciphertext),
        None => (None, sealed),
    }
}

pub(crate) fn seal_state(recipient: &str, entry: &Entry, revision: u32) -> Result<String, SealError> {
    let mut state = mapping::record_to_json(&Record::from(entry.clone()));
    state["revision"] = json!(revision);
    Ok(format!("{revision}:{}", seal_text(recipient, &state.to_string())?))
}

/// The entry that `row` holds sealed.
pub(crate) fn open_state(key: &SealKey, row: &Entry) -> OpenedEntry {
    let Some((revision, ciphertext)) = row.sealed_ciphertext().map(split_field) else {
        return OpenedEntry::Closed;
    };
    let text = key.unseal_text(ciphertext);
    let state = text.and_then(|text| serde_json::from_str::<Value>(&text).ok());
    let Some(state) = state else {
        return OpenedEntry::Closed;
    };
    let inside = state["revision"].as_u64().and_then(|number| u32::try_from(number).ok());
    let is_own = state["id"].as_str().and_then(|id| id.parse::<Id>().ok()) == Some(row.id);
    if !is_own || inside != revision {
        return OpenedEntry::Altered;
    }
    match mapping::record_from_json("entry", state) {
        // An import may have met its writer under another identity.
        Ok(Record::Entry(entry)) => OpenedEntry::Clear(Box::new(Entry { carer: row.carer, ..*entry })),
        _ => OpenedEntry::Closed,
    }
}

/// By entry, the number of the sealed state that the history knows as the present one.
pub(crate) fn load_present_revisions(conn: &Connection) -> rusqlite::Result<HashMap<Id, u32>> {
    let sql = "SELECT e.key, e.after ->> '$.detail.sealed' FROM history_edit e JOIN history h ON h.id = e.history
         WHERE e.record = 'entry' AND h.state = 'done' AND e.after LIKE '%\"sealed\":%' ORDER BY e.history, e.n";
    let states =
        select_all(conn, sql, [], |row| Ok((row.get::<_, String>(0)?, row.get::<_, Option<String>>(1)?)))?;
    let numbered = states.into_iter().filter_map(|(key, sealed)| {
        let revision = parse_revision(sealed.as_deref()?)?;
        Some((key.parse().ok()?, revision))
    });
    Ok(numbered.collect())
}

/// How many edits of an entry the history has, and the highest number of its sealed states.
pub(crate) fn count_states(conn: &Connection, id: Id) -> rusqlite::Result<(u32, u32)> {
    let sql = "SELECT before ->> '$.detail.sealed', after ->> '$.detail.sealed' FROM history_edit
         WHERE record = 'entry' AND key = ?1";
    let edits =
        select_all(conn, sql, [id.to_string()], |row| Ok([row.get::<_, Option<String>>(0)?, row.get(1)?]))?;
    let present = mapping::load_entry(conn, id)?;
    let present = present.as_ref().and_then(Entry::sealed_ciphertext).and_then(parse_revision);
    let numbers = edits.iter().flatten().flatten().filter_map(|sealed| parse_revision(sealed));
    let highest = numbers.chain(present).max().unwrap_or_default();
    Ok((u32::try_from(edits.len()).unwrap_or(u32::MAX), highest))
}
