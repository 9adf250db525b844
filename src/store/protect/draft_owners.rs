//! Whose a draft is that may have to be sealed, told by its slot and its answers.

use crate::model::{EntryKind, Id, Record};
use crate::store::mapping;
use rusqlite::Connection;
use serde_json::Value;

/// The slot that a draft moved aside from; any other slot as it is.
pub(crate) fn original_slot(slot: &str) -> &str {
    let aside = slot.strip_prefix("aside-");
    aside.and_then(|rest| rest.split_once('-')).map_or(slot, |(_, home)| home)
}

/// Whose a draft is, when it may hold what is for its writer only: a check-in, a private note, an entry of theirs being
/// edited or being made theirs, and a typed line, of which nobody knows yet what it will be. The present writer comes
/// before the one it is being given to.
pub(crate) fn find_owners(conn: &Connection, slot: &str, content: &Value) -> rusqlite::Result<Vec<Id>> {
    let slot = original_slot(slot);
    let answer = |key: &str| content["answers"][key]["picked"][0].as_str();
    let new_writer = answer("carer").and_then(|id| id.parse::<Id>().ok());
    let is_private = answer("private") == Some("yes");
    let (writer, may_be_private) = match slot.strip_prefix("edit-") {
        Some(id) => match mapping::load_record(conn, "entry", id)? {
            Some(Record::Entry(entry)) => {
                let was_private = entry.is_private_to_writer() || entry.sealed_ciphertext().is_some();
                (Some(entry.carer), was_private || (entry.kind() == EntryKind::Note && is_private))
            }
            _ => (None, false),
        },
        None => {
            let id = slot.len().checked_sub(36).and_then(|start| slot.get(start..));
            let may_be_private = slot.starts_with("new-checkin-")
                || slot.starts_with("line-")
                || (slot.starts_with("new-note-") && is_private);
            (id.and_then(|id| id.parse().ok()), may_be_private)
        }
    };
    if !may_be_private {
        return Ok(Vec::new());
    }
    Ok(writer.into_iter().chain(new_writer).collect())
}
