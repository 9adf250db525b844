//! Seals that are not as they should be: taken out of the journal, or another in their place. Nothing of such a carer's is
//! written until somebody has answered.

use crate::crypto::fingerprint_recipient;
use crate::model::{CarerSeal, Entry, Family, Id, Record};
use crate::store::mapping;
use crate::store::passphrase::Passphrase;
use crate::store::protect::rewrite_seals::write_seals;
use crate::store::protect::seal_keys::{CarerSeals, SealKeys};
use crate::store::write_error::WriteError;
use crate::store::{Store, StoreError};
use crate::texts::seal_texts;
use rusqlite::Connection;
use std::collections::{BTreeMap, HashMap};

/// What is wrong with a carer's seal.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum SealFault {
    /// There is none, though one was seen here before, or entries of theirs are sealed.
    Gone,
    /// It is another than the one seen here before, or is not the one that the carer's own passphrase opens.
    Replaced,
}

/// A carer whose seal is not as it should be.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct FaultySeal {
    pub carer: Id,
    pub name: String,
    pub fault: SealFault,
    /// As the journal has it.
    pub(crate) found: Option<CarerSeal>,
    /// As it was last seen here.
    pub(crate) seen: Option<CarerSeal>,
    pub(crate) has_sealed_entries: bool,
}

/// What is to become of it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum SealAnswer {
    /// The one that was last seen here is put back.
    PutBack,
    /// It is taken as the journal has it.
    Accept,
}

impl FaultySeal {
    /// The seal whose passphrase has to be given for an answer; none where there is none to open.
    pub(crate) fn seal_to_open(&self, answer: SealAnswer) -> Option<&CarerSeal> {
        match answer {
            SealAnswer::PutBack => self.seen.as_ref().or(self.found.as_ref()),
            SealAnswer::Accept => self.found.as_ref(),
        }
    }

    /// The key under that seal: about a second of work.
    pub(crate) fn open_seal(
        &self,
        answer: SealAnswer,
        passphrase: &Passphrase,
    ) -> Result<SealKeys, StoreError> {
        let seals = self.seal_to_open(answer).map(|seal| (self.carer, seal.clone()));
        let keys = SealKeys::from_passphrase(seals.into_iter().collect(), passphrase);
        if keys.is_empty() { Err(StoreError::WrongSealPassphrase) } else { Ok(keys) }
    }

    /// Whether it can be taken as it is, as far as can be told without a passphrase.
    pub(crate) fn can_be_accepted(&self) -> bool {
        match self.fault {
            SealFault::Replaced => self.seen.is_some(),
            SealFault::Gone => self.seen.is_some() && !self.has_sealed_entries,
        }
    }

    pub(crate) fn can_be_put_back(&self) -> bool {
        self.seal_to_open(SealAnswer::PutBack).is_some()
    }

    /// What is wrong, in a sentence.
    pub(crate) fn describe(&self) -> String {
        match (self.fault, &self.found, &self.seen) {
            (SealFault::Replaced, Some(found), Some(seen)) if found.recipient != seen.recipient => {
                seal_texts::seal_replaced(
                    &self.name,
                    &fingerprint_recipient(&found.recipient),
                    &fingerprint_recipient(&seen.recipient),
                )
            }
            (SealFault::Replaced, ..) => seal_texts::seal_not_theirs(&self.name),
            (SealFault::Gone, ..) => seal_texts::seal_gone(&self.name),
        }
    }
}

/// By carer, the seals that were last seen here.
pub(crate) type SeenSeals = BTreeMap<Id, CarerSeal>;

/// Looks for faults in one state of the journal.
pub(crate) struct SealCheck<'a> {
    pub seals: &'a CarerSeals,
    pub seen: &'a SeenSeals,
    pub keys: &'a SealKeys,
}

impl SealCheck<'_> {
    pub(crate) fn find_fault(&self, conn: &Connection, carer: Id) -> rusqlite::Result<Option<SealFault>> {
        let seen = self.seen.get(&carer);
        Ok(match self.seals.by_carer.get(&carer) {
            Some(found) if seen.is_some_and(|seen| !seen.is_same_key(found)) => Some(SealFault::Replaced),
            Some(found) if !self.keys.is_key_for(carer, found) => Some(SealFault::Replaced),
            Some(_) => None,
            None if seen.is_some() || has_sealed_entries(conn, carer)? => Some(SealFault::Gone),
            None => None,
        })
    }
}

/// Which carers may be written for, asked once for each while a change is written.
#[derive(Default)]
pub(crate) struct CheckedCarers(HashMap<Id, Option<SealFault>>);

impl CheckedCarers {
    /// Refuses an entry that would be its writer's alone, when their seal is not as it should be.
    pub(crate) fn check_entry(
        &mut self,
        conn: &Connection,
        check: &SealCheck<'_>,
        entry: &Entry,
    ) -> Result<(), WriteError> {
        if entry.sealed_ciphertext().is_some() || !entry.is_private_to_writer() {
            return Ok(());
        }
        let fault = match self.0.get(&entry.carer) {
            Some(known) => *known,
            None => {
                let fault = check.find_fault(conn, entry.carer)?;
                self.0.insert(entry.carer, fault);
                fault
            }
        };
        match fault {
            Some(_) => Err(StoreError::SealAtFault(load_carer_name(conn, entry.carer)?).into()),
            None => Ok(()),
        }
    }
}

/// Of check-ins and notes only, the kinds that can be sealed.
fn has_sealed_entries(conn: &Connection, carer: Id) -> rusqlite::Result<bool> {
    let sql = "SELECT 1 FROM entry INDEXED BY entry_sealed WHERE carer = ?1
         AND detail LIKE '{\"sealed\":%' AND kind IN ('checkin', 'note') LIMIT 1";
    conn.prepare_cached(sql)?.exists([carer.as_bytes()])
}

fn load_carer_name(conn: &Connection, carer: Id) -> rusqlite::Result<String> {
    Ok(match mapping::load_record(conn, "carer", &carer.to_string())? {
        Some(Record::Carer(carer)) => carer.display_name().to_owned(),
        _ => seal_texts::SOMEBODY.to_owned(),
    })
}

impl Store {
    /// The carers whose seals are not as they should be.
    pub(crate) fn find_seal_faults(&self, family: &Family) -> Result<Vec<FaultySeal>, StoreError> {
        let (seen, seals) = (self.seen.seals(), self.query(CarerSeals::from_connection)?);
        let check = SealCheck { seals: &seals, seen: &seen, keys: &self.seal_keys };
        let mut carers: Vec<Id> = family.carers.iter().map(|carer| carer.id).collect();
        let unknown = seen.keys().filter(|id| family.find_carer(**id).is_none());
        carers.extend(unknown.copied());
        let mut faulty = Vec::new();
        for carer in carers {
            if let Some(fault) = self.query(|conn| check.find_fault(conn, carer))? {
                faulty.push(FaultySeal {
                    carer,
                    name: self.query(|conn| load_carer_name(conn, carer))?,
                    fault,
                    found: seals.by_carer.get(&carer).cloned(),
                    seen: seen.get(&carer).cloned(),
                    has_sealed_entries: self.query(|conn| has_sealed_entries(conn, carer))?,
                });
            }
        }
        Ok(faulty)
    }

    /// A carer's seal, of which nothing is known that speaks against it.
    pub(crate) fn load_seal(&self, family: &Family, carer: Id) -> Option<FaultySeal> {
        Some(FaultySeal {
            carer,
            name: family.find_carer(carer)?.display_name().to_owned(),
            fault: SealFault::Replaced,
            found: Some(family.settings.seals.get(&carer)?.clone()),
            seen: None,
            has_sealed_entries: false,
        })
    }

    /// Whether the seals of a family are not those that were last seen here. Costs no reading.
    pub(crate) fn has_other_seals(&self, family: &Family) -> bool {
        let found = &family.settings.seals;
        self.seen.seals().iter().any(|(carer, seal)| found.get(carer).is_none_or(|it| !it.is_same_key(seal)))
    }

    /// Refuses words of a carer without a seal of whom entries are sealed.
    pub(crate) fn refuse_open_words(&self, carer: Id) -> Result<(), StoreError> {
        match self.query(|conn| has_sealed_entries(conn, carer))? {
            true => Err(StoreError::SealAtFault(self.query(|conn| load_carer_name(conn, carer))?)),
            false => Ok(()),
        }
    }

    /// Does what was answered; `keys` are those of [`FaultySeal::open_seal`].
    pub(crate) fn answer_faulty_seal(
        &mut self,
        faulty: &FaultySeal,
        answer: SealAnswer,
        keys: &SealKeys,
    ) -> Result<(), StoreError> {
        let recipient = keys.recipient_for(faulty.carer);
        match (answer, faulty.seal_to_open(answer)) {
            (SealAnswer::PutBack, Some(seal)) => {
                let recipient = recipient.ok_or(StoreError::WrongSealPassphrase)?;
                self.put_back_seal(faulty.carer, CarerSeal { recipient, ..seal.clone() })
            }
            (SealAnswer::PutBack, None) => Err(StoreError::NoSealSeen),
            (SealAnswer::Accept, Some(seal)) if recipient.as_ref() != Some(&seal.recipient) => {
                Err(StoreError::WrongSealPassphrase)
            }
            (SealAnswer::Accept, None) if self.query(|conn| has_sealed_entries(conn, faulty.carer))? => {
                Err(StoreError::SealStillNeeded)
            }
            (SealAnswer::Accept, found) => {
                self.seen.set_seal(faulty.carer, found);
                Ok(())
            }
        }
    }

    fn put_back_seal(&mut self, carer: Id, seal: CarerSeal) -> Result<(), StoreError> {
        let mut seals = self.query(CarerSeals::from_connection)?.by_carer;
        seals.insert(carer, seal.clone());
        self.write_in_transaction(|_, tx| -> Result<(), WriteError> { Ok(write_seals(tx, &seals)?) })?;
        self.seen.set_seal(carer, Some(&seal));
        Ok(())
    }
}
