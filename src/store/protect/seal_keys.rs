//! Seals and the keys that open them: an entry or a draft becomes text that only its writer can read, and is read again.

use crate::crypto::{SealError, SealKey, decrypt_identity, seal_text};
use crate::model::{
    CarerSeal, Checkin, DayBoundaries, Details, Entry, Family, FamilySettings, Id, Note, Timestamp, Zone,
};
use crate::store::mapping;
use crate::store::passphrase::Passphrase;
use crate::store::protect::sealed_text::{OpenedEntry, open_state, seal_state};
use crate::store::store_error::StoreError;
use rusqlite::Connection;
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::sync::Arc;

/// What reads the sealed entries of some carers.
#[derive(Clone, Default)]
pub struct SealKeys(Arc<Vec<(Id, SealKey)>>);

impl SealKeys {
    /// The keys that a passphrase opens: about a second of work for each seal.
    pub(crate) fn from_passphrase(seals: BTreeMap<Id, CarerSeal>, passphrase: &Passphrase) -> Self {
        let open = |(carer, identity): (Id, String)| {
            let decrypt = |form: &Passphrase| {
                decrypt_identity(&identity, form.as_str()).ok_or(StoreError::WrongSealPassphrase)
            };
            Some((carer, passphrase.try_forms(decrypt).ok()?.0))
        };
        let identities = seals.into_iter().flat_map(|(carer, seal)| {
            let others = seal.others.into_iter().map(|key| key.identity);
            [seal.identity].into_iter().chain(others).map(move |identity| (carer, identity))
        });
        Self(Arc::new(identities.filter_map(open).collect()))
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub(crate) fn has_key_for(&self, carer: Id) -> bool {
        self.keys_of(carer).next().is_some()
    }

    /// Whether `carer` has a seal that is not among these.
    pub(crate) fn is_missing_key_for(&self, carer: Id, family: &Family) -> bool {
        family.settings.seals.contains_key(&carer) && !self.has_key_for(carer)
    }

    /// Several where a carer sealed on two computers apart.
    fn keys_of(&self, carer: Id) -> impl Iterator<Item = &SealKey> {
        self.0.iter().filter(move |(id, _)| *id == carer).map(|(_, key)| key)
    }

    /// A draft in the clear; none when it is not sealed, or not for this carer.
    pub(crate) fn unseal_draft(&self, carer: Id, content: &Value) -> Option<Value> {
        if content["carer"].as_str()?.parse::<Id>().ok()? != carer {
            return None;
        }
        let sealed = content["sealed"].as_str()?;
        let text = self.keys_of(carer).find_map(|key| key.unseal_text(sealed))?;
        serde_json::from_str(&text).ok()
    }

    /// An entry in the clear; none when it is not sealed, or not readable with these.
    pub(crate) fn unseal_entry(&self, entry: &Entry) -> Option<Entry> {
        match self.open_entry(entry) {
            OpenedEntry::Clear(clear) => Some(*clear),
            OpenedEntry::Closed | OpenedEntry::Altered => None,
        }
    }

    pub(crate) fn open_entry(&self, entry: &Entry) -> OpenedEntry {
        let opened = self.keys_of(entry.carer).map(|key| open_state(key, entry));
        opened.into_iter().find(|it| *it != OpenedEntry::Closed).unwrap_or(OpenedEntry::Closed)
    }

    /// Whom the key of a carer reads.
    pub(crate) fn recipient_for(&self, carer: Id) -> Option<String> {
        self.keys_of(carer).next().map(SealKey::recipient)
    }

    /// Whether a key of these reads what is sealed for `seal`, or there is none of that carer's.
    pub(crate) fn is_key_for(&self, carer: Id, seal: &CarerSeal) -> bool {
        let mut keys = self.keys_of(carer).peekable();
        keys.peek().is_none() || keys.any(|key| key.recipient() == seal.recipient)
    }
}

/// The seals of a journal and where its days begin.
pub(crate) struct CarerSeals {
    pub by_carer: BTreeMap<Id, CarerSeal>,
    hours: DayBoundaries,
}

impl CarerSeals {
    pub(crate) fn from_connection(conn: &Connection) -> rusqlite::Result<Self> {
        let mut settings = FamilySettings::with_defaults(Zone::UTC);
        let mut select = conn
            .prepare_cached("SELECT name, value FROM setting WHERE name IN ('seals', 'zone', 'day_start')")?;
        for setting in select.query_map([], mapping::setting_from_row)? {
            settings.apply_setting(&setting?);
        }
        Ok(Self { by_carer: settings.seals, hours: settings.day_boundaries })
    }

    /// The seal that an entry goes under; none when its writer seals no such entry, or it is sealed.
    pub(crate) fn find_seal_for(&self, entry: &Entry) -> Option<&CarerSeal> {
        let is_due = entry.sealed_ciphertext().is_none() && entry.is_private_to_writer();
        self.by_carer.get(&entry.carer).filter(|_| is_due)
    }

    /// An entry sealed for its writer; `revision` is the number of this state of it.
    pub(crate) fn seal_for_writer(
        &self,
        entry: &Entry,
        carer: Id,
        seal: &CarerSeal,
        revision: u32,
    ) -> Result<Entry, SealError> {
        let sealed = Some(seal_state(&seal.recipient, entry, revision)?);
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
                _ => Details::Checkin(Checkin { sealed, ..Checkin::default() }),
            },
        })
    }

    pub(crate) fn seal_draft(&self, carer: Id, content: &Value) -> Result<Option<Value>, SealError> {
        self.by_carer.get(&carer).map(|seal| seal_draft_for(carer, seal, content)).transpose()
    }
}

pub(crate) fn seal_draft_for(carer: Id, seal: &CarerSeal, content: &Value) -> Result<Value, SealError> {
    let sealed = seal_text(&seal.recipient, &content.to_string())?;
    Ok(json!({ "sealed": sealed, "carer": carer }))
}
