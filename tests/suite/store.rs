//! A real file on disk: every kind comes back equal, change then inverse is nothing, two windows lose nothing.

use crate::support::{LONDON, at, entry, now, open, open_in_memory};
use cuebook::model::{
    Change, Checkin, Cue, Details, Entry, EntryKind, EntryWarning, Family, Id, Massage, Moment, Note,
    Setting, Sleep, TimeRange, Timestamp, find_warnings, new_id,
};
use cuebook::store::{EntryFilter, ProgramRun, Store, StoreError};
use serde_json::json;
use std::path::Path;

/// A massage, a cue, a sleep and a check-in with every field set.
// A field to come is walked by `every_field.rs`.
#[allow(clippy::needless_update)]
pub(crate) fn every_field() -> (Massage, Cue, Sleep, Checkin) {
    let moment = Moment {
        at: Some(at("2026-11-22T10:20:00+00:00")),
        area: Some("tummy".into()),
        cues: vec!["q-look".into(), "a-code-from-tomorrow".into()],
        meant: Some("change".into()),
        own_meaning: Some("too bright".into()),
        did: vec!["paused".into(), "cuddled".into()],
        helped: Some("a-bit".into()),
    };
    let massage = Massage {
        live: false,
        touch: Some("massage".into()),
        asked: Some("yes".into()),
        before: Some("quiet-alert".into()),
        after: Some("drowsy".into()),
        areas: vec!["legs".into(), "tummy".into()],
        strokes: vec!["butterfly".into()],
        moments: vec![moment.clone(), Moment::default()],
        ended: Some("baby-said-stop".into()),
        oil: Some("none".into()),
        clothes: Some("nappy on".into()),
        position: Some("on my lap".into()),
        song: Some("Row, row".into()),
        present: Some("Grandma".into()),
        felt_before: Some(3),
        felt_after: Some(4),
        not_today: Some("asleep".into()),
    };
    let sleep = Sleep {
        settled: vec!["held".into()],
        wakings: Some(2),
        nap: Some(false),
        night: Some("2026-11-21".parse().unwrap()),
        words: Some("badly".into()),
        imported: true,
        ..Sleep::default()
    };
    let checkin = Checkin {
        felt: Some(4),
        energy: Some(2),
        feelings: vec!["hopeful".into()],
        sure: Some(3),
        company: Some(2),
        ..Checkin::default()
    };
    let cue = Cue { moments: vec![moment], state: Some("drowsy".into()), doing: Some("feeding".into()) };
    (massage, cue, sleep, checkin)
}

/// One entry of every kind, with every field set.
fn one_of_each(family: &Family) -> Vec<Entry> {
    let (massage, cue, sleep, checkin) = every_field();
    let mut all = vec![
        entry(family, "2026-11-22T10:15:00+00:00", None, Details::Massage(massage)),
        entry(family, "2026-11-22T11:00:00+05:45", None, Details::Cue(cue)),
        entry(family, "2026-10-25T01:30:00+01:00", None, Details::Sleep(sleep)),
        entry(family, "2026-11-22T12:00:00+00:00", None, Details::Checkin(checkin)),
        entry(
            family,
            "2026-11-22T13:00:00+00:00",
            None,
            Details::Note(Note { for_visit: true, ..Note::default() }),
        ),
    ];
    for entry in &mut all {
        entry.until = Some(Timestamp::new(entry.at.unix_seconds() + 720, entry.at.offset_seconds()));
        entry.approximate = true;
        entry.note = Some("ünï 👶🏽 'quoted' \"text\"\nsecond line".into());
    }
    all
}

#[test]
fn every_kind_comes_back_as_it_was_kept_after_a_restart() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("new folder/t.db");
    let mut store = open(&path);
    let all = one_of_each(&store.load_family().unwrap());
    for entry in &all {
        store.apply(&Change::add_record("an entry", entry.clone()), now()).unwrap();
    }
    drop(store);
    let store = open(&path);
    for entry in &all {
        assert_eq!(store.load_entry(entry.id).unwrap().as_ref(), Some(entry));
        assert_eq!(
            store
                .load_newest_entries(
                    &EntryFilter { kind: Some(entry.kind()), ..EntryFilter::default() },
                    None,
                    9,
                    |_| true
                )
                .unwrap(),
            *std::slice::from_ref(entry)
        );
    }
    assert_eq!(all.iter().map(Entry::kind).collect::<Vec<_>>(), EntryKind::ALL);
}

#[test]
fn a_change_and_its_inverse_leave_nothing_but_history() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("t.db");
    let mut store = open(&path);
    let family = store.load_family().unwrap();
    let first = one_of_each(&family).remove(0);
    let add = store.apply(&Change::add_record("a massage", first.clone()), now()).unwrap();
    let mut later = first.clone();
    later.note = Some("longer than I thought".into());
    let edit = store
        .apply(&Change::replace_record("a massage, edited", first.clone(), later.clone()), now())
        .unwrap();
    drop(store);

    let mut store = open(&path);
    assert!(store.latest_change(true, None).unwrap().is_none(), "nothing of this run's own yet");
    assert_eq!(store.latest_change(false, None).unwrap().unwrap().number, edit);
    store.undo(edit, now()).unwrap();
    assert_eq!(store.load_entry(first.id).unwrap(), Some(first.clone()));
    store.undo(add, now()).unwrap();
    assert!(store.is_empty().unwrap());
    let again = store.latest_undone_change().unwrap().unwrap();
    assert_eq!(again.number, add);
    store.redo(add, now()).unwrap();
    store.redo(edit, now()).unwrap();
    assert_eq!(store.load_entry(first.id).unwrap(), Some(later));
    store.undo(edit, now()).unwrap();
    store.apply(&Change::remove_record("gone", first), now()).unwrap();
    assert!(store.latest_undone_change().unwrap().is_none(), "a new change ends redo");
    assert_eq!(
        store.list_history(9).unwrap().iter().map(|p| p.state.as_str()).collect::<Vec<_>>(),
        ["done", "dropped", "done"]
    );
}

#[test]
fn two_windows_never_overwrite_each_other() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("t.db");
    let (mut anna, mut ben) = (open(&path), open(&path));
    let family = anna.load_family().unwrap();
    let shared = one_of_each(&family).remove(1);
    let before = ben.data_version().unwrap();
    anna.apply(&Change::add_record("a cue", shared.clone()), now()).unwrap();
    assert_ne!(ben.data_version().unwrap(), before, "the other window notices");
    let (mut hers, mut his) = (shared.clone(), shared.clone());
    (hers.note, his.note) = (Some("hers".into()), Some("his".into()));
    let add = ben.latest_change(false, None).unwrap().unwrap().number;
    ben.apply(&Change::replace_record("his", shared.clone(), his.clone()), now()).unwrap();
    let refused = anna.apply(&Change::replace_record("hers", shared.clone(), hers), now()).unwrap_err();
    assert!(
        matches!(&refused, StoreError::Conflict(what) if what == "The cue of 22 Nov, 11:00"),
        "{refused}"
    );
    assert!(matches!(anna.undo(add, now()), Err(StoreError::Conflict(_))), "undo does not overwrite either");
    assert_eq!(anna.load_entry(shared.id).unwrap(), Some(his));
    assert_eq!(anna.list_history(9).unwrap().len(), 2, "a refused change leaves no trace");
}

#[test]
fn between_finds_what_shares_time_with_the_window() {
    let mut store = open_in_memory();
    let family = store.load_family().unwrap();
    let mut kept = Vec::new();
    let mut keep = |from: &str, until: Option<&str>| {
        let mut e = entry(&family, from, None, Details::Sleep(Sleep::default()));
        e.until = until.map(at);
        store.apply(&Change::add_record("s", e.clone()), now()).unwrap();
        kept.push(e.id);
    };
    keep("2026-11-01T00:00:00Z", Some("2026-11-21T09:00:00Z")); // far longer than the look back
    keep("2026-11-20T20:00:00Z", Some("2026-11-21T07:00:00Z")); // ends as the window begins
    keep("2026-11-20T20:00:00Z", Some("2026-11-21T07:00:01Z"));
    keep("2026-11-21T07:00:00Z", Some("2026-11-21T08:00:00Z"));
    keep("2026-11-22T07:00:00Z", None); // begins as the window ends
    keep("2026-11-20T08:00:00Z", None); // open, from within 48 hours before
    keep("2026-11-01T08:00:00Z", None); // open, long forgotten
    let span = TimeRange {
        from: at("2026-11-21T07:00:00Z").unix_seconds(),
        to: at("2026-11-22T07:00:00Z").unix_seconds(),
    };
    let found: Vec<Id> = store.entries_overlapping(span).unwrap().iter().map(|e| e.id).collect();
    assert_eq!(found, [kept[0], kept[5], kept[2], kept[3]]);
}

#[test]
fn files_that_are_not_ours_are_refused_and_left_alone() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("t.db");
    let try_open = |path: &Path| Store::open(path, ProgramRun::new("test"), LONDON).map(|_| ()).unwrap_err();

    std::fs::write(&path, b"this is a letter, not a journal, and long enough to be read as a page header")
        .unwrap();
    let before = std::fs::read(&path).unwrap();
    assert!(matches!(try_open(&path), StoreError::Damaged { .. }));
    assert_eq!(std::fs::read(&path).unwrap(), before);

    std::fs::remove_file(&path).unwrap();
    drop(open(&path));
    let raw = rusqlite::Connection::open(&path).unwrap();
    raw.pragma_update(None, "user_version", 99).unwrap();
    drop(raw);
    let newer = try_open(&path);
    assert!(matches!(newer, StoreError::NewerFormat { found: 99, .. }), "{newer}");

    let other = folder.path().join("other.db");
    let raw = rusqlite::Connection::open(&other).unwrap();
    raw.execute_batch("CREATE TABLE shopping (what TEXT)").unwrap();
    drop(raw);
    assert!(matches!(try_open(&other), StoreError::ForeignFile(_)));
    assert!(matches!(try_open(folder.path()), StoreError::CannotOpen { .. }));
}

#[cfg(unix)]
#[test]
fn what_cuebook_makes_is_private_and_a_replaced_file_is_not_written() {
    use std::os::unix::fs::PermissionsExt;
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("home/cuebook/t.db");
    let mut store = open(&path);
    let mode = |p: &Path| std::fs::metadata(p).unwrap().permissions().mode() & 0o777;
    assert_eq!((mode(&path), mode(path.parent().unwrap())), (0o600, 0o700));
    assert_eq!(mode(&path.with_file_name("t.db.lock")), 0o600);
    std::fs::rename(&path, path.with_file_name("moved.db")).unwrap();
    let setting = Setting { name: "country".into(), value: json!("GB") };
    assert!(matches!(
        store.apply(&Change::add_record("country", setting), now()),
        Err(StoreError::FileReplaced(_))
    ));
}

#[test]
fn a_torn_write_leaves_the_journal_as_it_was() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("t.db");
    let mut store = open(&path);
    let family = store.load_family().unwrap();
    let all = one_of_each(&family);
    let mut change = Change::add_record("several", all[0].clone());
    change.edits.extend(Change::add_record("", all[1].clone()).edits);
    change.edits.extend(Change::add_record("", all[0].clone()).edits); // the third stands in its own way
    assert!(matches!(store.apply(&change, now()), Err(StoreError::Conflict(_))));
    assert!(store.is_empty().unwrap() && store.list_history(1).unwrap().is_empty());
}

#[test]
fn the_views_read_without_knowing_the_json() {
    let mut store = open_in_memory();
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("t.db");
    let all = one_of_each(&store.load_family().unwrap());
    store = open(&path);
    for entry in &all {
        store.apply(&Change::add_record("e", entry.clone()), now()).unwrap();
    }
    let raw = rusqlite::Connection::open(&path).unwrap();
    let text = |sql: &str| raw.query_row(sql, [], |row| row.get::<_, String>(0)).unwrap();
    assert_eq!(
        text("SELECT began || ' ' || minutes || ' ' || areas FROM massage"),
        "2026-11-22 10:15:00 12 [\"legs\",\"tummy\"]"
    );
    assert_eq!(
        text("SELECT group_concat(cue || ' ' || helped) FROM cue_seen WHERE kind = 'cue'"),
        "q-look a-bit,a-code-from-tomorrow a-bit"
    );
    assert_eq!(text("SELECT words || night || wakings FROM sleep"), "badly2026-11-212");
    assert_eq!(text("SELECT at || ' ' || felt FROM checkin"), "2026-11-22 12:00:00 4");
    assert_eq!(text("SELECT for_visit || note FROM note").lines().count(), 2);
}

#[test]
fn overlaps_and_very_long_sleeps_are_pointed_out_not_refused() {
    let store = open_in_memory();
    let family = store.load_family().unwrap();
    let sleep = |from: &str, until: &str| {
        let mut e = entry(&family, from, None, Details::Sleep(Sleep::default()));
        e.until = Some(at(until));
        e
    };
    let night = sleep("2026-11-21T19:00:00Z", "2026-11-22T08:30:00Z");
    let touching = sleep("2026-11-22T08:30:00Z", "2026-11-22T09:00:00Z");
    let inside = sleep("2026-11-22T03:00:00Z", "2026-11-22T04:00:00Z");
    assert_eq!(
        find_warnings(&night, &[touching, inside.clone(), night.clone()], now()),
        [EntryWarning::LongSleep(810), EntryWarning::Overlap(Box::new(inside))]
    );
    // What is under way lasts until now.
    let mut runs = sleep("2026-11-22T11:30:00Z", "2026-11-22T12:00:00Z");
    runs.until = None;
    let over = sleep("2026-11-22T11:40:00Z", "2026-11-22T11:50:00Z");
    let both = |a: &_, b: &_| find_warnings(a, std::slice::from_ref(b), now()).len();
    assert_eq!((both(&over, &runs), both(&runs, &over)), (1, 1));
    let before = sleep("2026-11-22T10:00:00Z", "2026-11-22T11:30:00Z");
    assert_eq!((both(&before, &runs), both(&runs, &before)), (0, 0));
}

#[cfg(unix)]
#[test]
fn a_refused_file_is_left_as_it_was_to_the_byte_and_nothing_is_put_beside_it() {
    let folder = tempfile::tempdir().unwrap();
    let foreign = folder.path().join("foreign.db");
    let raw = rusqlite::Connection::open(&foreign).unwrap();
    raw.pragma_update(None, "journal_mode", "WAL").unwrap();
    raw.execute_batch("CREATE TABLE shopping (what TEXT)").unwrap();
    drop(raw);
    let newer = folder.path().join("newer.db");
    drop(open(&newer));
    let raw = rusqlite::Connection::open(&newer).unwrap();
    raw.pragma_update(None, "journal_mode", "WAL").unwrap();
    raw.pragma_update(None, "user_version", 99).unwrap();
    drop(raw);
    std::fs::remove_file(folder.path().join("newer.db.lock")).unwrap();
    let text = folder.path().join("letter.txt");
    std::fs::write(&text, "Dear diary").unwrap();
    let all = || {
        let mut all: Vec<_> = std::fs::read_dir(folder.path())
            .unwrap()
            .map(|entry| entry.unwrap().path())
            .map(|path| (std::fs::read(&path).unwrap(), path))
            .collect();
        all.sort();
        all
    };
    let before = all();
    for path in [&foreign, &newer, &text] {
        assert!(Store::open(path, ProgramRun::new("test"), LONDON).is_err());
    }
    assert!(all() == before, "a file was touched, or something was put beside it");
}

#[test]
fn only_one_sleep_of_a_baby_runs_whoever_asks() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("t.db");
    let (mut anna, mut ben) = (open(&path), open(&path));
    let family = anna.load_family().unwrap();
    let asleep = |when: &str| entry(&family, when, None, Details::Sleep(Sleep::default()));
    anna.apply(&Change::add_record("s", asleep("2026-11-22T13:00:00Z")), now()).unwrap();
    let refused = ben.apply(&Change::add_record("s", asleep("2026-11-22T13:30:00Z")), now()).unwrap_err();
    assert!(matches!(&refused, StoreError::SleepRunning(since) if since == "13:00"), "{refused}");
    // A sleep forgotten for a day does not run, and does not stand in the way.
    let tomorrow = at("2026-11-23T14:07:00+00:00");
    ben.apply(&Change::add_record("s", asleep("2026-11-23T13:30:00Z")), tomorrow).unwrap();
}

#[test]
fn undo_brings_no_second_sleep_back_to_run() {
    let mut store = open_in_memory();
    let family = store.load_family().unwrap();
    let asleep = |when: &str| entry(&family, when, None, Details::Sleep(Sleep::default()));
    let begun = asleep("2026-11-22T13:00:00Z");
    store.apply(&Change::add_record("s", begun.clone()), now()).unwrap();
    let mut ended = begun.clone();
    ended.until = Some(now());
    let woke = store.apply(&Change::replace_record("woke", begun, ended), now()).unwrap();
    store.apply(&Change::add_record("s", asleep("2026-11-22T14:06:00Z")), now()).unwrap();
    assert!(matches!(store.undo(woke, now()), Err(StoreError::SleepRunning(since)) if since == "14:06"));
    assert_eq!(store.load_open_entries(EntryKind::Sleep).unwrap().len(), 1);
}

#[test]
fn an_offset_with_seconds_survives_undo() {
    let mut store = open_in_memory();
    let family = store.load_family().unwrap();
    let mut old = entry(&family, "2026-11-22T10:00:00Z", None, Details::Note(Note::default()));
    old.at = Timestamp::new(old.at.unix_seconds(), -75);
    let number = store.apply(&Change::add_record("old", old.clone()), now()).unwrap();
    store.undo(number, now()).unwrap();
    store.redo(number, now()).unwrap();
    assert_eq!(store.load_entry(old.id).unwrap(), Some(old));
}

#[test]
fn a_change_undone_elsewhere_is_not_undone_twice() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("t.db");
    let (mut anna, mut ben) = (open(&path), open(&path));
    let family = anna.load_family().unwrap();
    let note = one_of_each(&family).remove(4);
    let number = anna.apply(&Change::add_record("n", note.clone()), now()).unwrap();
    ben.undo(number, now()).unwrap();
    assert!(matches!(anna.undo(number, now()), Err(StoreError::Conflict(_))));
    anna.apply(&Change::add_record("again", note), now()).unwrap();
    assert!(matches!(ben.redo(number, now()), Err(StoreError::Conflict(_))), "a new change ended redo");
}

proptest::proptest! {
    #![proptest_config(proptest::prelude::ProptestConfig::with_cases(64))]

    /// Against looking at every entry: ordinary ones, very long ones, ones without an end, of two babies and of none.
    #[test]
    fn the_ends_of_a_journal_are_those_of_its_entries(
        made in proptest::collection::vec((0_i64..20_000, proptest::option::of(0_i64..9_000), 0_usize..3), 0..14)
    ) {
        let mut store = open_in_memory();
        let family = store.load_family().unwrap();
        let babies = [Some(family.babies[0].id), Some(new_id()), None];
        let from = at("2026-01-01T00:00:00+00:00");
        let entries: Vec<Entry> = made
            .into_iter()
            .map(|(begins, lasts, whose)| {
                let mut entry = entry(&family, "2026-01-01T00:00:00+00:00", None, Details::Note(Note::default()));
                entry.at = from.add_minutes(begins, LONDON);
                entry.until = lasts.map(|minutes| entry.at.add_minutes(minutes, LONDON));
                entry.note = Some("a note".into());
                entry.baby = babies[whose];
                entry
            })
            .collect();
        for entry in &entries {
            store.apply(&Change::add_record("one", entry.clone()), now()).unwrap();
        }
        for asked in [None, babies[0], babies[1]] {
            let of: Vec<&Entry> = entries
                .iter()
                .filter(|entry| asked.is_none() || entry.baby.is_none() || entry.baby == asked)
                .collect();
            let last = |entry: &&Entry| entry.until.map_or(0, |until| until.unix_seconds() - 1).max(entry.at.unix_seconds());
            let first = of.iter().map(|entry| entry.at.unix_seconds()).min();
            let expected = first.zip(of.iter().map(last).max()).map(|(from, last)| TimeRange { from, to: last + 1 });
            proptest::prop_assert_eq!(store.find_recorded_range(asked).unwrap(), expected);
        }
    }
}
