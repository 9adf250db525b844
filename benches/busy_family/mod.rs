//! A busy family, written once for every bench: sixty-eight entries a day, back from now, and a journal full of them.
//! Shared by the benches; measures nothing itself.

use cuebook::model::{
    Change, Checkin, Cue, Details, Edit, Entry, Family, Massage, Moment, Note, Record, Sleep, Timestamp,
    Zone, new_id,
};
use cuebook::store::{ProgramRun, Store};
use std::path::Path;

/// Where the family lives.
const LONDON: Zone = Zone::named("Europe/London");
/// Entries a day.
pub(crate) const A_DAY: i64 = 68;
/// So many entries are kept as one change; one change of a million would measure the history, not the journal.
const ENTRIES_A_CHANGE: usize = 10_000;

pub(crate) fn now() -> Timestamp {
    Timestamp::parse_rfc3339("2026-11-22T14:07:00+00:00").unwrap()
}

/// The `n`th entry before now.
fn nth_details(n: i64) -> (Option<i64>, Details) {
    let moment = |n: i64| Moment {
        cues: [["e-smile", "q-look"], ["q-look", "q-hic"], ["q-hic", "e-smile"]][n as usize % 3]
            .map(String::from)
            .to_vec(),
        did: vec![["paused", "cuddled"][n as usize % 2].into()],
        ..Moment::default()
    };
    match n % 17 {
        0 | 8 => (
            Some(2400 + n % 4800),
            Details::Sleep(Sleep {
                settled: vec!["held".into()],
                wakings: (n % 5 == 0).then_some(1),
                ..Sleep::default()
            }),
        ),
        4 => (
            Some(720),
            Details::Massage(Massage {
                areas: vec!["legs".into(), "tummy".into()],
                moments: vec![moment(n), moment(n + 1)],
                ..Massage::default()
            }),
        ),
        11 => (None, Details::Checkin(Checkin { felt: Some(3), energy: Some(2), ..Checkin::default() })),
        15 => (None, Details::Note(Note::default())),
        _ => (None, Details::Cue(Cue { moments: vec![moment(n)], ..Cue::default() })),
    }
}

/// So many entries, newest first.
pub(crate) fn entries(family: &Family, count: i64) -> impl Iterator<Item = Entry> {
    let (baby, carer) = (family.babies[0].id, family.carers[0].id);
    (0..count).map(move |n| {
        let at = Timestamp::from_seconds_in_zone(now().unix_seconds() - (n + 6) * 86_400 / A_DAY, LONDON);
        let (length, details) = nth_details(n);
        Entry {
            id: new_id(),
            baby: (!matches!(details, Details::Checkin(_))).then_some(baby),
            carer,
            at,
            until: length.map(|secs| Timestamp::from_seconds_in_zone(at.unix_seconds() + secs, LONDON)),
            approximate: false,
            note: matches!(details, Details::Note(_)).then(|| "a long day".to_owned()),
            details,
        }
    })
}

pub(crate) fn open(path: &Path) -> Store {
    Store::open(path, ProgramRun::new("bench"), LONDON).unwrap()
}

/// A journal of so many entries; one that is there already is taken as it is.
pub(crate) fn fill_journal(path: &Path, count: i64) -> Store {
    let made = path.exists();
    let mut store = open(path);
    if made {
        return store;
    }
    let family = store.load_family().unwrap();
    let mut all = entries(&family, count).peekable();
    while all.peek().is_some() {
        let edits = all
            .by_ref()
            .take(ENTRIES_A_CHANGE)
            .map(|entry| Edit { before: None, after: Some(Record::from(entry)) });
        let change = Change { title: "many".into(), edits: edits.collect() };
        store.apply(&change, now()).unwrap();
    }
    store
}
