//! Entries that only their writer can read, on their way into the file and out of it: sealed before they are kept,
//! in titles too; in the clear for a run that has the key; for others sealed, or not at all.

use crate::model::{CarerSeal, Edit, Entry, EntryKind, Id, Record, SEALS_SETTING};
use crate::store::passphrase::Passphrase;
use crate::store::protect::seal_keys::{CarerSeals, SealKeys};
use crate::store::protect::sealed_text::{OpenedEntry, count_states, load_present_revisions, parse_revision};
use crate::store::write_error::WriteError;
use crate::store::{Store, StoreError, mapping};
use crate::texts::seal_texts;
use rusqlite::{Connection, OptionalExtension};
use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

/// Which sealed entries may be shown, and the keys to read them.
pub(crate) struct SealFilter {
    hidden_carers: Vec<Id>,
    seal_keys: SealKeys,
    /// By entry, the sealed state that the history knows as the present one; empty without keys.
    present_revisions: PresentRevisions,
}

pub(crate) type PresentRevisions = Arc<HashMap<Id, u32>>;

impl SealFilter {
    /// In the clear when there is a key to it; none when its writer shows others nothing; else sealed, as in the file.
    pub(crate) fn filter_entry(&self, entry: Entry) -> Option<Entry> {
        if entry.sealed_ciphertext().is_none() {
            return Some(entry);
        }
        match self.open_entry(&entry) {
            OpenedEntry::Clear(clear) => Some(*clear),
            OpenedEntry::Altered => Some(entry.with_altered(true)),
            OpenedEntry::Closed if self.hidden_carers.contains(&entry.carer) => None,
            OpenedEntry::Closed => Some(entry),
        }
    }

    /// One that was set back to an earlier state is altered too.
    pub(crate) fn open_entry(&self, entry: &Entry) -> OpenedEntry {
        let opened = self.seal_keys.open_entry(entry);
        let is_set_back = || {
            let revision = entry.sealed_ciphertext().and_then(parse_revision);
            self.present_revisions.get(&entry.id).is_some_and(|present| revision < Some(*present))
        };
        match opened {
            OpenedEntry::Clear(_) if is_set_back() => OpenedEntry::Altered,
            opened => opened,
        }
    }

    /// The carers of whose sealed entries nothing is shown.
    pub(crate) fn hidden_carers(&self) -> impl Iterator<Item = Id> {
        self.hidden_carers.iter().copied().filter(|carer| !self.seal_keys.has_key_for(*carer))
    }
}

impl Store {
    pub(crate) fn load_seal_filter(&self) -> rusqlite::Result<SealFilter> {
        let value: Option<String> = self
            .conn
            .prepare_cached("SELECT value FROM setting WHERE name = ?1")?
            .query_row([SEALS_SETTING], |row| row.get(0))
            .optional()?;
        let seals: BTreeMap<Id, CarerSeal> =
            value.and_then(|value| serde_json::from_str(&value).ok()).unwrap_or_default();
        let hidden = seals.into_iter().filter(|(_, seal)| !seal.shown);
        Ok(SealFilter {
            hidden_carers: hidden.map(|(carer, _)| carer).collect(),
            seal_keys: self.seal_keys.clone(),
            present_revisions: self.find_present_revisions()?,
        })
    }

    /// Read once for each state of the journal, and only where there are keys.
    fn find_present_revisions(&self) -> rusqlite::Result<PresentRevisions> {
        if self.seal_keys.is_empty() {
            return Ok(PresentRevisions::default());
        }
        let version = self.read_own_version()?;
        let known = self.present_revisions.borrow().clone();
        if let Some((_, revisions)) = known.filter(|(seen, _)| *seen == version) {
            return Ok(revisions);
        }
        let revisions = Arc::new(load_present_revisions(&self.conn)?);
        self.present_revisions.replace(Some((version, Arc::clone(&revisions))));
        Ok(revisions)
    }

    /// The key to every carer's sealed entries that a passphrase opens; empty when it opens none. Takes about a second
    /// for each carer who seals theirs.
    pub fn load_seal_keys(&self, passphrase: &Passphrase) -> Result<SealKeys, StoreError> {
        Ok(SealKeys::from_passphrase(self.load_family()?.settings.seals, passphrase))
    }

    /// Reads sealed entries from now on with these keys, and no longer with those before.
    pub fn set_seal_keys(&mut self, keys: SealKeys) {
        self.seal_keys = keys;
        self.write_count.set(self.write_count.get() + 1);
        if let Ok(mut spare) = self.spare_reader.lock() {
            *spare = None;
        }
    }

    pub(crate) fn seal_keys(&self) -> &SealKeys {
        &self.seal_keys
    }
}

/// Whether an edit makes a readable entry a sealed one.
pub(crate) fn is_newly_sealed(edit: &Edit) -> bool {
    let sealed = |record: &Option<Record>| {
        let entry = record.as_ref().and_then(Record::as_entry);
        entry.map(|entry| entry.sealed_ciphertext().is_some())
    };
    (sealed(&edit.before), sealed(&edit.after)) == (Some(false), Some(true))
}

pub(crate) fn has_sealed_entry(edit: &Edit) -> bool {
    let entries = [&edit.before, &edit.after].into_iter().flatten();
    entries.filter_map(Record::as_entry).any(|entry| entry.sealed_ciphertext().is_some())
}

/// A title that tells nothing of what is sealed.
pub(crate) fn neutral_title(edit: &Edit, several: bool) -> String {
    if several {
        return seal_texts::SEVERAL_CHANGES.into();
    }
    let kind = edit.affected_record().and_then(Record::as_entry).map(Entry::kind);
    seal_texts::entry_for_its_writer(kind.unwrap_or(EntryKind::Note).display_name())
}

/// An edit as it goes into the file; none when nothing of it changes on the way.
pub(crate) fn seal_edit(
    conn: &Connection,
    edit: &Edit,
    seals: &CarerSeals,
    keys: &SealKeys,
) -> Result<Option<Edit>, WriteError> {
    if seals.by_carer.is_empty() {
        return Ok(None);
    }
    let before = find_sealed_row(conn, edit.before.as_ref(), keys)?;
    let after = edit.after.as_ref().and_then(Record::as_entry);
    let after = match after.and_then(|entry| Some((entry, seals.find_seal_for(entry)?))) {
        Some((entry, seal)) => {
            let was = before.as_ref().or(edit.before.as_ref()).and_then(Record::as_entry);
            let revision = next_revision(conn, was)?;
            Some(Record::from(seals.seal_for_writer(entry, entry.carer, seal, revision)?))
        }
        None => None,
    };
    Ok((before.is_some() || after.is_some()).then(|| Edit {
        before: before.or_else(|| edit.before.clone()),
        after: after.or_else(|| edit.after.clone()),
    }))
}

/// The number of the state that comes after `before`. Where that one is open, it and the states before it are sealed with
/// it and get numbers of their own.
fn next_revision(conn: &Connection, before: Option<&Entry>) -> rusqlite::Result<u32> {
    let Some(before) = before else {
        return Ok(1);
    };
    let (edits, highest) = count_states(conn, before.id)?;
    let open_states = if before.sealed_ciphertext().is_none() { edits.saturating_add(1) } else { 0 };
    Ok(highest.saturating_add(open_states).saturating_add(1))
}

/// The sealed row that a clear "before" was read from.
fn find_sealed_row(
    conn: &Connection,
    before: Option<&Record>,
    keys: &SealKeys,
) -> rusqlite::Result<Option<Record>> {
    let Some(clear) = before.and_then(Record::as_entry) else {
        return Ok(None);
    };
    if clear.is_altered() {
        return Ok(Some(Record::from(clear.clone().with_altered(false))));
    }
    if clear.sealed_ciphertext().is_some() || !keys.has_key_for(clear.carer) {
        return Ok(None);
    }
    Ok(match mapping::load_record(conn, "entry", &clear.id.to_string())? {
        Some(Record::Entry(row)) if keys.unseal_entry(&row).as_ref() == Some(clear) => {
            Some(Record::Entry(row))
        }
        _ => None,
    })
}
