//! Entries that only their writer can read, on their way into the file and out of it: sealed before they are kept,
//! in drafts and titles too; opened for a run that has the key; for others `kept`, or nothing.

use crate::crypto;
use crate::model::{
    CarerSeal, DayBoundaries, Details, Edit, Entry, EntryKind, Family, FamilySettings, Id, Note, Record,
    SEALS_SETTING, Timestamp,
};
use crate::store::write_change::Halt;
use crate::store::{Store, Trouble, mapping};
use rusqlite::{Connection, OptionalExtension};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::sync::Arc;

/// What reads the sealed entries of some carers.
#[derive(Clone, Default)]
pub struct Opened(Arc<Vec<(Id, crypto::Opened)>>);

impl Opened {
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub fn reads(&self, carer: Id) -> bool {
        self.of(carer).is_some()
    }

    /// Whether this carer seals theirs and it is closed to us.
    pub fn lacks(&self, carer: Id, family: &Family) -> bool {
        family.settings.seals.contains_key(&carer) && !self.reads(carer)
    }

    fn of(&self, carer: Id) -> Option<&crypto::Opened> {
        self.0.iter().find(|(id, _)| *id == carer).map(|(_, it)| it)
    }

    /// A draft in the clear, when it is this carer's and sealed.
    pub(crate) fn draft(&self, carer: Id, content: &Value) -> Option<Value> {
        if content["carer"].as_str()?.parse::<Id>().ok()? != carer {
            return None;
        }
        let text = self.of(carer)?.read(content["sealed"].as_str()?)?;
        serde_json::from_str(&text).ok()
    }

    /// An entry in the clear, when this reads it.
    pub(crate) fn entry(&self, entry: &Entry) -> Option<Entry> {
        let text = self.of(entry.carer)?.read(entry.sealed_ciphertext()?)?;
        from_text(&text, entry)
    }
}

/// The seals of a journal and where its days begin.
pub(crate) struct Seals {
    pub of: BTreeMap<Id, CarerSeal>,
    hours: DayBoundaries,
}

impl Seals {
    pub(crate) fn read(conn: &Connection) -> rusqlite::Result<Self> {
        let mut settings = FamilySettings::with_defaults(chrono_tz::UTC);
        let mut all = conn
            .prepare_cached("SELECT name, value FROM setting WHERE name IN ('seals', 'zone', 'day_start')")?;
        for setting in all.query_map([], mapping::setting)? {
            settings.apply_setting(&setting?);
        }
        Ok(Self { of: settings.seals, hours: settings.day_boundaries })
    }

    /// An entry sealed for its writer, if they seal such; else as it is.
    pub(crate) fn entry(&self, entry: &Entry) -> Result<Option<Entry>, crypto::Unsealable> {
        let Some(seal) = self.of.get(&entry.carer) else {
            return Ok(None);
        };
        if entry.sealed_ciphertext().is_some() || !entry.is_private_to_writer() {
            return Ok(None);
        }
        self.for_writer(entry, entry.carer, seal).map(Some)
    }

    pub(crate) fn for_writer(
        &self,
        entry: &Entry,
        carer: Id,
        seal: &CarerSeal,
    ) -> Result<Entry, crypto::Unsealable> {
        let sealed = Some(crypto::sealed(&seal.recipient, &to_text(entry))?);
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

    pub(crate) fn draft(&self, carer: Id, content: &Value) -> Result<Option<Value>, crypto::Unsealable> {
        let Some(seal) = self.of.get(&carer) else {
            return Ok(None);
        };
        let sealed = crypto::sealed(&seal.recipient, &content.to_string())?;
        Ok(Some(json!({ "sealed": sealed, "carer": carer })))
    }
}

fn to_text(entry: &Entry) -> String {
    mapping::to_json(&Record::from(entry.clone())).to_string()
}

/// The entry a sealed text holds, under the identity and writer of the row it was in.
fn from_text(text: &str, row: &Entry) -> Option<Entry> {
    match mapping::from_json("entry", serde_json::from_str(text).ok()?).ok()? {
        Record::Entry(entry) => Some(Entry { id: row.id, carer: row.carer, ..*entry }),
        _ => None,
    }
}

/// What may come out of the file for whoever reads.
pub(crate) struct Veil {
    quiet: Vec<Id>,
    opened: Opened,
}

impl Veil {
    /// In the clear when it may be read; gone when its writer shows others nothing; else as it lies in the file.
    pub(crate) fn lift(&self, entry: Entry) -> Option<Entry> {
        if entry.sealed_ciphertext().is_none() {
            return Some(entry);
        }
        match self.opened.entry(&entry) {
            Some(clear) => Some(clear),
            None if self.quiet.contains(&entry.carer) => None,
            None => Some(entry),
        }
    }

    /// The carers of whose sealed entries nothing is shown.
    pub(crate) fn quiet(&self) -> impl Iterator<Item = Id> {
        let unread = self.quiet.iter().filter(|carer| !self.opened.reads(**carer));
        unread.copied()
    }
}

impl Store {
    pub(crate) fn veil(&self) -> rusqlite::Result<Veil> {
        let value: Option<String> = self
            .conn
            .prepare_cached("SELECT value FROM setting WHERE name = ?1")?
            .query_row([SEALS_SETTING], |row| row.get(0))
            .optional()?;
        let seals: BTreeMap<Id, CarerSeal> =
            value.and_then(|value| serde_json::from_str(&value).ok()).unwrap_or_default();
        let quiet = seals.into_iter().filter(|(_, seal)| !seal.shown);
        Ok(Veil { quiet: quiet.map(|(carer, _)| carer).collect(), opened: self.opened.clone() })
    }

    /// The key to every carer's sealed entries that a passphrase opens; empty when it opens none. Takes about a second
    /// for each carer who seals theirs.
    pub fn key_to_sealed(&self, passphrase: &crate::store::Passphrase) -> Result<Opened, Trouble> {
        let seals = self.family()?.settings.seals;
        let opens = |(carer, seal): (Id, CarerSeal)| {
            Some((carer, crypto::opened(&seal.identity, passphrase.words())?))
        };
        Ok(Opened(Arc::new(seals.into_iter().filter_map(opens).collect())))
    }

    /// Reads sealed entries from now on with this key; an empty one forgets what was opened.
    pub fn open_sealed(&mut self, key: Opened) {
        self.opened = key;
        self.writes.set(self.writes.get() + 1);
        if let Ok(mut spare) = self.spare.lock() {
            *spare = None;
        }
    }

    pub fn opened(&self) -> &Opened {
        &self.opened
    }
}

/// Whether an edit makes an entry that lies open one that is sealed.
pub(crate) fn seals_anew(edit: &Edit) -> bool {
    let sealed = |record: &Option<Record>| {
        let entry = record.as_ref().and_then(Record::as_entry);
        entry.map(|entry| entry.sealed_ciphertext().is_some())
    };
    (sealed(&edit.before), sealed(&edit.after)) == (Some(false), Some(true))
}

pub(crate) fn is_sealed(edit: &Edit) -> bool {
    let entries = [&edit.before, &edit.after].into_iter().flatten();
    entries.filter_map(Record::as_entry).any(|entry| entry.sealed_ciphertext().is_some())
}

/// A title that says nothing of what is sealed.
pub(crate) fn neutral(edit: &Edit, several: bool) -> String {
    if several {
        return "several changes, some for their writer".into();
    }
    let kind = edit.affected_record().and_then(Record::as_entry).map(Entry::kind);
    format!("a {} for its writer", kind.unwrap_or(EntryKind::Note).display_name())
}

/// An edit as it goes into the file; none when nothing of it changes on the way.
pub(crate) fn edit(
    conn: &Connection,
    edit: &Edit,
    seals: &Seals,
    opened: &Opened,
) -> Result<Option<Edit>, Halt> {
    if seals.of.is_empty() {
        return Ok(None);
    }
    let before = as_it_lies(conn, edit.before.as_ref(), opened)?;
    let after = edit.after.as_ref().and_then(Record::as_entry);
    let after = after
        .map(|entry| seals.entry(entry))
        .transpose()
        .map_err(|why| Halt::Refused(Trouble::Other(why.to_string())))?;
    let after = after.flatten().map(Record::from);
    Ok((before.is_some() || after.is_some()).then(|| Edit {
        before: before.or_else(|| edit.before.clone()),
        after: after.or_else(|| edit.after.clone()),
    }))
}

/// The sealed row that a clear "before" was read from.
fn as_it_lies(
    conn: &Connection,
    before: Option<&Record>,
    opened: &Opened,
) -> rusqlite::Result<Option<Record>> {
    let Some(clear) = before.and_then(Record::as_entry) else {
        return Ok(None);
    };
    if clear.sealed_ciphertext().is_some() || !opened.reads(clear.carer) {
        return Ok(None);
    }
    Ok(match mapping::current(conn, "entry", &clear.id.to_string())? {
        Some(Record::Entry(row)) if opened.entry(&row).as_ref() == Some(clear) => Some(Record::Entry(row)),
        _ => None,
    })
}
