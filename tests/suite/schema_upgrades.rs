//! Journals of every format there was: each fixture opens, comes out with the same tables as a new journal, and says what
//! it said. The fixtures are in `tests/data/`, as SQL text; one of a released format is never edited.

use crate::support::{now, open};
use cuebook::model::{Checkin, Details, Entry, EntryKind};
use cuebook::store::{Passphrase, Store};
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

/// Which journal a file is, and how many changes it holds.
fn identity(path: &Path) -> (String, i64) {
    let file = rusqlite::Connection::open(path).unwrap();
    let sql = "SELECT hex(id), changes FROM journal";
    file.query_row(sql, [], |row| Ok((row.get(0)?, row.get(1)?))).unwrap()
}

/// A journal of some format, opened; its file has the same shape as a new one's.
fn upgraded(sql: &str) -> (tempfile::TempDir, Store) {
    let folder = tempfile::tempdir().unwrap();
    let (old, new) = (folder.path().join("old.db"), folder.path().join("new.db"));
    rusqlite::Connection::open(&old).unwrap().execute_batch(sql).unwrap();
    drop(open(&new));
    let store = open(&old);
    assert_eq!(shape(&old), shape(&new));
    (folder, store)
}

/// Everything in it, also what was sealed under the passphrase "words".
fn all_entries(store: &mut Store) -> Vec<Entry> {
    let key = Passphrase::new("words".into()).unwrap();
    store.set_seal_keys(store.load_seal_keys(&key).unwrap());
    store.load_newest_entries(&Default::default(), None, 99, |_| true).unwrap()
}

fn felt(entries: &[Entry]) -> Vec<u8> {
    let felt = |entry: &Entry| match &entry.details {
        Details::Checkin(Checkin { felt, .. }) => *felt,
        _ => None,
    };
    entries.iter().filter_map(felt).collect()
}

#[test]
fn every_format_up_to_the_newest_has_a_fixture_that_opens_as_a_new_journal() {
    let folder = tempfile::tempdir().unwrap();
    let new = folder.path().join("new.db");
    drop(open(&new));
    let (_, newest) = shape(&new);
    assert!(newest >= 6);
    for version in 1..=newest {
        let path = format!("{}/tests/data/journal-v{version}.sql", env!("CARGO_MANIFEST_DIR"));
        let sql = std::fs::read_to_string(&path)
            .unwrap_or_else(|_| panic!("{path} is missing: docs/FILE_FORMAT.md says how it is made"));
        assert!(sql.trim_end().ends_with(&format!("PRAGMA user_version = {version};")), "{path}");
        let (_folder, store) = upgraded(&sql);
        assert_eq!(store.load_family().unwrap().babies[0].display_name(), "Maya", "{path}");
        assert!(store.count_entries(&Default::default()).unwrap() >= 6, "{path}");
    }
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
    let past = store.latest_change(false, None).unwrap().unwrap();
    assert_eq!((past.title.as_str(), past.edits), ("14:00 note", 1));
    store.undo(past.number, now()).unwrap();
    assert_eq!(store.count_entries(&Default::default()).unwrap(), 5);
    store.redo(past.number, now()).unwrap();
    assert_eq!(store.count_entries(&Default::default()).unwrap(), 6);
}

#[test]
fn a_journal_of_the_fourth_format_keeps_its_identity_and_counts_on() {
    let (folder, mut store) = upgraded(include_str!("../data/journal-v4.sql"));
    assert_eq!(store.count_entries(&Default::default()).unwrap(), 8);
    let all = all_entries(&mut store);
    assert_eq!((all.len(), felt(&all)), (11, vec![4, 5, 4]));
    let undone = store.latest_undone_change().unwrap().unwrap();
    store.redo(undone.number, now()).unwrap();
    assert_eq!(identity(&folder.path().join("old.db")), ("01A21AFFCEAD769E8B2EFB2800CC285A".into(), 21));
}

#[test]
fn an_upgrade_gives_all_copies_of_one_journal_the_same_identity_and_new_journals_their_own() {
    let (one, _) = upgraded(include_str!("../data/journal-v2.sql"));
    let (two, _) = upgraded(include_str!("../data/journal-v2.sql"));
    let of = |folder: &tempfile::TempDir, name: &str| identity(&folder.path().join(name));
    assert_eq!(of(&one, "old.db"), of(&two, "old.db"));
    assert_ne!(of(&one, "new.db").0, of(&two, "new.db").0);
    assert_eq!(of(&one, "new.db").1, 0);
}

#[test]
fn a_journal_of_the_second_format_keeps_what_was_sealed() {
    let (_folder, mut store) = upgraded(include_str!("../data/journal-v2.sql"));
    assert_eq!(store.count_entries(&Default::default()).unwrap(), 6);
    let all = all_entries(&mut store);
    assert_eq!((all.len(), felt(&all)), (7, vec![4, 4]));
}

#[test]
fn a_journal_of_the_third_format_still_shows_others_nothing() {
    let (folder, mut store) = upgraded(include_str!("../data/journal-v3.sql"));
    assert_eq!(store.count_entries(&Default::default()).unwrap(), 7);
    let file = rusqlite::Connection::open(folder.path().join("old.db")).unwrap();
    let rows = |view: &str| -> i64 {
        file.query_row(&format!("SELECT count(*) FROM {view}"), [], |row| row.get(0)).unwrap()
    };
    assert_eq!((rows("checkin"), rows("note"), rows("sleep")), (1, 1, 3));
    let all = all_entries(&mut store);
    assert_eq!((all.len(), felt(&all)), (10, vec![4, 5, 4]));
    let newest = store.latest_change(false, None).unwrap().unwrap();
    assert!(newest.title.contains("the windmill"), "{}", newest.title);
    store.undo(newest.number, now()).unwrap();
    assert!(store.load_family().unwrap().custom_cues.is_empty());
}

#[test]
fn a_journal_of_the_fifth_format_keeps_the_familys_own_words() {
    let (folder, mut store) = upgraded(include_str!("../data/journal-v5.sql"));
    let all = all_entries(&mut store);
    assert_eq!((all.len(), felt(&all)), (14, vec![4, 5, 4]));
    let moments = all.iter().flat_map(|entry| entry.moments());
    let meanings: Vec<&str> = moments.filter_map(|moment| moment.own_meaning.as_deref()).collect();
    assert_eq!(meanings, ["hungry", "too bright"]);
    let file = rusqlite::Connection::open(folder.path().join("old.db")).unwrap();
    let sql = "SELECT clothes, position, song, present FROM massage WHERE song IS NOT NULL";
    let row: [String; 4] =
        file.query_row(sql, [], |row| Ok([row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?])).unwrap();
    assert_eq!(row, ["nappy on", "on my lap", "Row, row", "Grandma"]);
    let sql = "SELECT own_meaning FROM cue_seen WHERE cue = 'q-hic' AND kind = 'cue' AND own_meaning > ''";
    let word: String = file.query_row(sql, [], |row| row.get(0)).unwrap();
    assert_eq!(word, "hungry");
}

#[test]
fn a_journal_of_the_sixth_format_knows_what_was_asked() {
    let (folder, mut store) = upgraded(include_str!("../data/journal-v6.sql"));
    let all = all_entries(&mut store);
    let asked =
        |entry: &&Entry| matches!(&entry.details, Details::Note(note) if note.for_visit && note.was_asked);
    let words: Vec<&str> = all.iter().filter(asked).filter_map(|entry| entry.note.as_deref()).collect();
    assert_eq!(words, ["is a cold bath all right"]);
    let file = rusqlite::Connection::open(folder.path().join("old.db")).unwrap();
    let sql = "SELECT note, was_asked FROM note WHERE for_visit = 1 ORDER BY was_asked DESC";
    let row: (String, bool) = file.query_row(sql, [], |row| Ok((row.get(0)?, row.get(1)?))).unwrap();
    assert_eq!(row, ("is a cold bath all right".to_owned(), true));
}
