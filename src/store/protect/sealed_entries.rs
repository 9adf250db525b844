//! Entries that only their writer can read, on their way into the file and out of it: sealed before they are kept,
//! in drafts and titles too; opened for a run that has the key; for others `kept`, or nothing.

use crate::crypto;
use crate::model::{
    CarerSeal, DayBoundaries, Details, Edit, Entry, EntryKind, Family, FamilySettings, Id, Note, Record,
    SEALS_SETTING, Timestamp,
};
use crate::store::write_change::WriteError;
use crate::store::{Store, StoreError, mapping};
use rusqlite::{Connection, OptionalExtension};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::sync::Arc;

/// What reads the sealed entries of some carers.
#[derive(Clone, Default)]
pub struct SealKeys(Arc<Vec<(Id, crypto::SealKey)>>);

impl SealKeys {
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub fn has_key_for(&self, carer: Id) -> bool {
        self.find_key(carer).is_some()
    }

    /// Whether this carer seals theirs and it is closed to us.
    pub fn is_missing_key_for(&self, carer: Id, family: &Family) -> bool {
        family.settings.seals.contains_key(&carer) && !self.has_key_for(carer)
    }

    fn find_key(&self, carer: Id) -> Option<&crypto::SealKey> {
        self.0.iter().find(|(id, _)| *id == carer).map(|(_, it)| it)
    }

    /// A draft in the clear, when it is this carer's and sealed.
    pub(crate) fn unseal_draft(&self, carer: Id, content: &Value) -> Option<Value> {
        if content["carer"].as_str()?.parse::<Id>().ok()? != carer {
            return None;
        }
        let text = self.find_key(carer)?.unseal_text(content["sealed"].as_str()?)?;
        serde_json::from_str(&text).ok()
    }

    /// An entry in the clear, when this reads it.
    pub(crate) fn entry(&self, unseal_entry: &Entry) -> Option<Entry> {
        let text = self.find_key(unseal_entry.carer)?.unseal_text(unseal_entry.sealed_ciphertext()?)?;
        entry_from_text(&text, unseal_entry)
    }
}

/// The seals of a journal and where its days begin.
pub(crate) struct CarerSeals {
    pub by_carer: BTreeMap<Id, CarerSeal>,
    hours: DayBoundaries,
}

impl CarerSeals {
    pub(crate) fn from_connection(conn: &Connection) -> rusqlite::Result<Self> {
        let mut settings = FamilySettings::with_defaults(chrono_tz::UTC);
        let mut all = conn
            .prepare_cached("SELECT name, value FROM setting WHERE name IN ('seals', 'zone', 'day_start')")?;
        for setting in all.query_map([], mapping::setting_from_row)? {
            settings.apply_setting(&setting?);
        }
        Ok(Self { by_carer: settings.seals, hours: settings.day_boundaries })
    }

    /// An entry sealed for its writer, if they seal such; else as it is.
    pub(crate) fn entry(&self, seal_entry: &Entry) -> Result<Option<Entry>, crypto::SealError> {
        let Some(seal) = self.by_carer.get(&seal_entry.carer) else {
            return Ok(None);
        };
        if seal_entry.sealed_ciphertext().is_some() || !seal_entry.is_private_to_writer() {
            return Ok(None);
        }
        self.seal_for_writer(seal_entry, seal_entry.carer, seal).map(Some)
    }

    pub(crate) fn seal_for_writer(
        &self,
        entry: &Entry,
        carer: Id,
        seal: &CarerSeal,
    ) -> Result<Entry, crypto::SealError> {
        let sealed = Some(crypto::seal_text(&seal.recipient, &entry_to_text(entry))?);
        let date = self.hours.date_for_instant(entry.at.unix_seconds());
        Ok(Entry {
            id: entry.id,
            carer,
            baby: None,
            at: Timestamp::from_seconds_in_zone(self.hours.day_range(date).from, self.hours.zone),
            until: None,
            approximate: false,
            note: None,
            details: match &entry.details {
                Details::Note(_) => Details::Note(Note { sealed, ..Note::default() }),
                _ => Details::Checkin(crate::model::Checkin { sealed, ..Default::default() }),
            },
        })
    }

    pub(crate) fn seal_draft(&self, carer: Id, content: &Value) -> Result<Option<Value>, crypto::SealError> {
        let Some(seal) = self.by_carer.get(&carer) else {
            return Ok(None);
        };
        let sealed = crypto::seal_text(&seal.recipient, &content.to_string())?;
        Ok(Some(json!({ "sealed": sealed, "carer": carer })))
    }
}

fn entry_to_text(entry: &Entry) -> String {
    mapping::record_to_json(&Record::from(entry.clone())).to_string()
}

/// The entry a sealed text holds, under the identity and writer of the row it was in.
fn entry_from_text(text: &str, row: &Entry) -> Option<Entry> {
    match mapping::record_from_json("entry", serde_json::from_str(text).ok()?).ok()? {
        Record::Entry(entry) => Some(Entry { id: row.id, carer: row.carer, ..*entry }),
        _ => None,
    }
}

/// What may come out of the file for whoever reads.
pub(crate) struct SealFilter {
    hidden_carers: Vec<Id>,
    seal_keys: SealKeys,
}

impl SealFilter {
    /// In the clear when it may be read; gone when its writer shows others nothing; else as it lies in the file.
    pub(crate) fn filter_entry(&self, entry: Entry) -> Option<Entry> {
        if entry.sealed_ciphertext().is_none() {
            return Some(entry);
        }
        match self.seal_keys.entry(&entry) {
            Some(clear) => Some(clear),
            None if self.hidden_carers.contains(&entry.carer) => None,
            None => Some(entry),
        }
    }

    /// The carers of whose sealed entries nothing is shown.
    pub(crate) fn hidden_carers(&self) -> impl Iterator<Item = Id> {
        let unread = self.hidden_carers.iter().filter(|carer| !self.seal_keys.has_key_for(**carer));
        unread.copied()
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
        let quiet = seals.into_iter().filter(|(_, seal)| !seal.shown);
        Ok(SealFilter {
            hidden_carers: quiet.map(|(carer, _)| carer).collect(),
            seal_keys: self.seal_keys.clone(),
        })
    }

    /// The key to every carer's sealed entries that a passphrase opens; empty when it opens none. Takes about a second
    /// for each carer who seals theirs.
    pub fn load_seal_keys(&self, passphrase: &crate::store::Passphrase) -> Result<SealKeys, StoreError> {
        let seals = self.load_family()?.settings.seals;
        let opens = |(carer, seal): (Id, CarerSeal)| {
            Some((carer, crypto::decrypt_identity(&seal.identity, passphrase.as_str())?))
        };
        Ok(SealKeys(Arc::new(seals.into_iter().filter_map(opens).collect())))
    }

    /// Reads sealed entries from now on with this key; an empty one forgets what was opened.
    pub fn set_seal_keys(&mut self, key: SealKeys) {
        self.seal_keys = key;
        self.write_count.set(self.write_count.get() + 1);
        if let Ok(mut spare) = self.spare_reader.lock() {
            *spare = None;
        }
    }

    pub fn seal_keys(&self) -> &SealKeys {
        &self.seal_keys
    }
}

/// Whether an edit makes an entry that lies open one that is sealed.
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

/// A title that says nothing of what is sealed.
pub(crate) fn neutral_title(edit: &Edit, several: bool) -> String {
    if several {
        return "several changes, some for their writer".into();
    }
    let kind = edit.affected_record().and_then(Record::as_entry).map(Entry::kind);
    format!("a {} for its writer", kind.unwrap_or(EntryKind::Note).display_name())
}

/// An edit as it goes into the file; none when nothing of it changes on the way.
pub(crate) fn seal_edit(
    conn: &Connection,
    edit: &Edit,
    seals: &CarerSeals,
    opened: &SealKeys,
) -> Result<Option<Edit>, WriteError> {
    if seals.by_carer.is_empty() {
        return Ok(None);
    }
    let before = find_sealed_row(conn, edit.before.as_ref(), opened)?;
    let after = edit.after.as_ref().and_then(Record::as_entry);
    let after = after
        .map(|entry| seals.entry(entry))
        .transpose()
        .map_err(|why| WriteError::Refused(StoreError::Other(why.to_string())))?;
    let after = after.flatten().map(Record::from);
    Ok((before.is_some() || after.is_some()).then(|| Edit {
        before: before.or_else(|| edit.before.clone()),
        after: after.or_else(|| edit.after.clone()),
    }))
}

/// The sealed row that a clear "before" was read from.
fn find_sealed_row(
    conn: &Connection,
    before: Option<&Record>,
    opened: &SealKeys,
) -> rusqlite::Result<Option<Record>> {
    let Some(clear) = before.and_then(Record::as_entry) else {
        return Ok(None);
    };
    if clear.sealed_ciphertext().is_some() || !opened.has_key_for(clear.carer) {
        return Ok(None);
    }
    Ok(match mapping::load_record(conn, "entry", &clear.id.to_string())? {
        Some(Record::Entry(row)) if opened.entry(&row).as_ref() == Some(clear) => Some(Record::Entry(row)),
        _ => None,
    })
}
