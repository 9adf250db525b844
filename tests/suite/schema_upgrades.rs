//! Journals of released formats: each fixture opens, comes out with the same tables as a new journal, and says what it
//! said. The fixtures stand in `tests/data/`, as SQL text; a released one is never edited.

use cuebook::model::{EntryKind, Timestamp};
use cuebook::store::{Passphrase, ProgramRun, Store};
use std::path::Path;

/// The tables, indexes and views of a file, and its version.
fn shape(path: &Path) -> (Vec<(String, String)>, i64) {
    let file = rusqlite::Connection::open(path).unwrap();
    let sql = "SELECT name, sql FROM sqlite_schema WHERE sql IS NOT NULL ORDER BY name";
    let mut read = file.prepare(sql).unwrap();
    let rows = read.query_map([], |row| Ok((row.get(0)?, row.get(1)?))).unwrap();
    let plain = |sql: String| sql.split_whitespace().collect::<Vec<_>>().join(" ");
    let rows = rows.map(|row| row.map(|(name, sql)| (name, plain(sql))).unwrap());
    let rows = rows.collect();
    let version = file.pragma_query_value(None, "user_version", |row| row.get(0)).unwrap();
    (rows, version)
}

/// A journal of an older format, opened; its file has the same shape as a new one's.
fn upgraded(sql: &str) -> (tempfile::TempDir, Store) {
    let folder = tempfile::tempdir().unwrap();
    let (old, new) = (folder.path().join("old.db"), folder.path().join("new.db"));
    let file = rusqlite::Connection::open(&old).unwrap();
    file.execute_batch(sql).unwrap();
    drop(file);
    let open = |path: &Path| Store::open(path, ProgramRun::new("test"), chrono_tz::Europe::London).unwrap();
    drop(open(&new));
    let store = open(&old);
    assert_eq!(shape(&old), shape(&new));
    (folder, store)
}

#[test]
fn a_journal_of_the_first_format_opens_as_a_new_one_and_lost_nothing() {
    let (_folder, mut store) = upgraded(include_str!("../data/journal-v1.sql"));
    let family = store.load_family().unwrap();
    assert_eq!(family.babies[0].display_name(), "Maya");
    assert_eq!(
        (family.carers[0].display_name(), family.coverage_marks.len(), family.custom_cues.len()),
        ("Anna", 1, 1)
    );
    assert_eq!(family.settings.day_boundaries.day_start.to_string(), "06:30");
    let all = store.load_newest_entries(&Default::default(), None, 99, |_| true).unwrap();
    let mut kinds: Vec<EntryKind> = all.iter().map(|entry| entry.kind()).collect();
    kinds.sort_unstable();
    kinds.dedup();
    assert_eq!((kinds, all.len()), (EntryKind::ALL.to_vec(), 6));

    // Its history is walked as it always was.
    let now = Timestamp::parse_rfc3339("2026-11-22T14:07:00+00:00").unwrap();
    let past = store.latest_change(false, None).unwrap().unwrap();
    assert_eq!((past.title.as_str(), past.edits), ("14:00 note, ask about the rash", 1));
    store.undo(past.number, now).unwrap();
    assert_eq!(store.count_entries(&Default::default()).unwrap(), 5);
    store.redo(past.number, now).unwrap();
    assert_eq!(store.count_entries(&Default::default()).unwrap(), 6);
}

/// What was sealed there is under the passphrase "words"; others are shown nothing of it.
#[test]
fn a_journal_of_the_second_format_keeps_what_was_sealed() {
    let (_folder, mut store) = upgraded(include_str!("../data/journal-v2.sql"));
    assert_eq!(store.count_entries(&Default::default()).unwrap(), 6);
    let key = Passphrase::new("words".into()).unwrap();
    store.set_seal_keys(store.load_seal_keys(&key).unwrap());
    let all = store.load_newest_entries(&Default::default(), None, 99, |_| true).unwrap();
    assert_eq!(all.len(), 7);
    let felt = |entry: &cuebook::model::Entry| match &entry.details {
        cuebook::model::Details::Checkin(checkin) => checkin.felt,
        _ => None,
    };
    let felt: Vec<_> = all.iter().filter_map(felt).collect();
    assert_eq!(felt, [4, 4]);
}
