//! Journals and entries at one fixed time.

use cuebook::model::{
    Baby, Carer, Change, Details, Entry, Family, Id, Record, Setting, Timestamp, Zone, new_id,
};
use cuebook::store::{ProgramRun, Store};
use serde_json::json;
use std::path::Path;

pub(crate) const LONDON: Zone = Zone::named("Europe/London");

pub(crate) fn at(text: &str) -> Timestamp {
    Timestamp::parse_rfc3339(text).unwrap()
}

/// Sunday 22 November 2026, 14:07 in London.
pub(crate) fn now() -> Timestamp {
    at("2026-11-22T14:07:00+00:00")
}

/// An entry of the first baby by the first carer.
pub(crate) fn entry(family: &Family, from: &str, until: Option<&str>, details: Details) -> Entry {
    entry_of(Some(family.babies[0].id), family.carers[0].id, at(from), until.map(at), details)
}

pub(crate) fn entry_of(
    baby: Option<Id>,
    carer: Id,
    at: Timestamp,
    until: Option<Timestamp>,
    details: Details,
) -> Entry {
    Entry { id: new_id(), baby, carer, at, until, approximate: false, note: None, details }
}

pub(crate) fn open_in_memory() -> Store {
    Store::open_in_memory(ProgramRun::new("test"), LONDON).unwrap()
}

pub(crate) fn open(path: &Path) -> Store {
    Store::open(path, ProgramRun::new("test"), LONDON).unwrap()
}

/// In memory, with Maya and Anna in it.
pub(crate) fn memory() -> Store {
    settled(open_in_memory())
}

/// A journal whose welcome was seen: Maya of 11 weeks 3 days, and Anna.
pub(crate) fn settled(mut store: Store) -> Store {
    let family = store.load_family().unwrap();
    if family.settings.welcomed {
        return store;
    }
    let (baby, carer) = (&family.babies[0], &family.carers[0]);
    let named = Baby { name: Some("Maya".into()), born: Some("2026-09-03".parse().unwrap()), ..baby.clone() };
    let anna = Carer { name: Some("Anna".into()), ..carer.clone() };
    let mut change = Change::replace_record("named the family", baby.clone(), named);
    change.edits.extend(Change::replace_record("", carer.clone(), anna).edits);
    let seen = Record::Setting(Setting { name: "welcomed".into(), value: json!(true) });
    change.edits.extend(Change::add_record("", seen).edits);
    store.apply(&change, now()).unwrap();
    store
}

/// A journal whose welcome was skipped for good, so that an empty one opens on Today.
pub(crate) fn welcomed(mut store: Store) -> Store {
    if store.is_empty().unwrap() && !store.load_family().unwrap().settings.welcomed {
        let seen = Setting { name: "welcomed".into(), value: json!(true) };
        let change = Change::add_record("the welcome", Record::Setting(seen));
        store.apply(&change, now()).unwrap();
    }
    store
}

/// Adds entries to a journal before the app opens it.
pub(crate) fn with(mut store: Store, entries: &[Entry]) -> Store {
    for entry in entries {
        store.apply(&Change::add_record("an entry", entry.clone()), now()).unwrap();
    }
    store
}
