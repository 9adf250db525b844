//! Copies and restoring.

use super::*;
use crate::support::{LONDON, at};
use cuebook::model::{Change, Details, Entry, Note, Timestamp, new_id};
use cuebook::store::{BackupFiles, BackupReason, EntryFilter, ProgramRun, Store, StoreError};

fn write(store: &mut Store, text: &str, when: Timestamp) {
    let entry = Entry {
        id: new_id(),
        baby: None,
        carer: store.load_family().unwrap().carers[0].id,
        at: when,
        until: None,
        approximate: false,
        note: Some(text.into()),
        details: Details::Note(Note { for_visit: false, ..Note::default() }),
    };
    store.apply(&Change::add_record("note", entry), when).unwrap();
}

#[test]
fn a_day_has_one_copy_when_something_changed_and_fourteen_are_kept() {
    let home = TempHome::new();
    let mut store = Store::open(&home.journal(), ProgramRun::new("test"), LONDON).unwrap();
    let day = |n: u32| at(&format!("2026-11-{n:02}T10:00:00+00:00"));
    assert_eq!(store.back_up_today(day(1).local_date()).unwrap(), None);
    for n in 1..=20 {
        write(&mut store, "one", day(n));
        assert!(store.back_up_today(day(n).local_date()).unwrap().is_some());
        write(&mut store, "two", day(n));
        assert_eq!(store.back_up_today(day(n).local_date()).unwrap(), None, "once a day");
    }
    let days = BackupFiles::for_journal(&home.journal()).daily;
    assert_eq!(days.len(), 14);
    assert!(days[0].ends_with("day-2026-11-20.db"));
    assert!(days[13].ends_with("day-2026-11-07.db"));
    // Each is whole and holds what was there then.
    let copy = Store::open(&days[0], ProgramRun::new("test"), LONDON).unwrap();
    assert_eq!(copy.count_entries(&EntryFilter::default()).unwrap(), 39);
    #[cfg(unix)]
    {
        assert_eq!(mode(&home.backups()), 0o700);
        assert!(days.iter().all(|copy| mode(copy) == 0o600));
    }
}

#[test]
fn nothing_written_since_needs_no_copy() {
    let home = TempHome::planted();
    assert_eq!(home.copies(), ["day-2026-11-22.db"]);
    let store = Store::open(&home.journal(), ProgramRun::new("test"), LONDON).unwrap();
    store.back_up_today(at("2026-11-23T10:00:00+00:00").local_date()).unwrap();
    // Written to after the copy of the day before: today gets one, tomorrow without a change none.
    assert_eq!(home.copies().len(), 2);
    store.back_up_today(at("2026-11-24T10:00:00+00:00").local_date()).unwrap();
    assert_eq!(home.copies().len(), 2);
}

#[test]
fn five_are_kept_from_before_each_kind_of_thing_counted_apart() {
    let home = TempHome::planted();
    fs::write(home.backups().join("my-own.db"), "mine").unwrap();
    let store = Store::open(&home.journal(), ProgramRun::new("test"), LONDON).unwrap();
    for n in 10..18 {
        let when = at(&format!("2026-11-22T{n}:00:00+00:00"));
        store.back_up_before(BackupReason::Import, when).unwrap();
        store.back_up_before(BackupReason::Restore, when).unwrap();
    }
    let names = home.copies();
    let of = |prefix: &str| names.iter().filter(|name| name.starts_with(prefix)).count();
    assert_eq!(of("before-import-"), 5);
    assert_eq!(of("before-restore-"), 5);
    assert_eq!(of("day-"), 1);
    assert_eq!(of("my-own"), 1, "what is not ours stays");
}

#[test]
fn the_app_makes_the_days_copy_behind_the_screens() {
    use crate::support::TestApp;
    let home = TempHome::new();
    let mut app = TestApp::in_file(&home.journal());
    app.press("n");
    app.press("quiet<ctrl-s>");
    for _ in 0..2_000 {
        app.wait(0);
        if home.copies() == ["day-2026-11-22.db"] {
            return;
        }
        std::thread::sleep(std::time::Duration::from_millis(10));
    }
    panic!("no copy came: {:?}", home.copies());
}

#[test]
fn an_import_into_a_journal_keeps_a_copy_first() {
    let home = TempHome::planted();
    let (code, _, err) = home.run_with(&[], &["export", "--out", "archive.json"]);
    assert_eq!(code, 0, "{err}");
    let other = TempHome::new();
    fs::copy(home.path("archive.json"), other.path("archive.json")).unwrap();
    other.ok(&["import", "--yes", "archive.json"]);
    assert_eq!(other.copies(), ["day-2026-11-22.db"], "there was nothing before it");
    other.ok(&["log", "note", "mine"]);
    home.ok(&["log", "note", "one", "more"]);
    fs::remove_file(home.path("archive.json")).unwrap();
    home.run_with(&[], &["export", "--out", "archive.json"]);
    fs::copy(home.path("archive.json"), other.path("archive.json")).unwrap();
    other.ok(&["import", "--yes", "archive.json"]);
    assert_eq!(other.copies(), ["before-import-2026-11-22-140700.db", "day-2026-11-22.db"]);
    let before = other.backups().join("before-import-2026-11-22-140700.db");
    let before = Store::open(&before, ProgramRun::new("test"), LONDON).unwrap();
    assert_eq!(before.count_entries(&EntryFilter::default()).unwrap(), 4);
}

#[test]
fn what_was_left_half_made_is_swept_when_nobody_can_be_making_it() {
    let home = TempHome::planted();
    let half = home.path("journal.db.cuebook-part");
    // A copy on request, and what is another journal's.
    let asked = home.path("journal-2026-11-21.db.77.cuebook-part");
    let others = home.path("journal2.db.cuebook-part");
    fs::write(&asked, "half").unwrap();
    fs::write(&others, "half").unwrap();
    let copy = home.backups().join("day-2026-11-21.db.7.cuebook-part");
    fs::write(&half, "half").unwrap();
    fs::write(&copy, "half").unwrap();
    let sides = [&half, &copy].map(|part| PathBuf::from(format!("{}-journal", part.display())));
    sides.iter().for_each(|side| fs::write(side, "half").unwrap());
    let open = Store::open(&home.journal(), ProgramRun::new("test"), LONDON).unwrap();
    assert!(!half.exists() && !copy.exists() && !asked.exists() && others.exists());
    assert!(sides.iter().all(|side| !side.exists()));
    // Another window may be making one.
    fs::write(&copy, "half").unwrap();
    home.ok(&["list"]);
    assert!(copy.exists());
    drop(open);
    home.ok(&["list"]);
    assert!(!copy.exists());
}

#[test]
fn a_copy_on_request_is_whole_private_and_never_in_the_place_of_another() {
    let home = TempHome::planted();
    let said = home.ok(&["backup"]);
    assert!(said.contains("journal-2026-11-22.db") && said.contains("3 entries"), "{said}");
    home.ok(&["backup"]);
    home.ok(&["backup", "elsewhere.db"]);
    fs::create_dir(home.path("stick")).unwrap();
    home.ok(&["backup", "stick"]);
    for name in
        ["journal-2026-11-22.db", "journal-2026-11-22-2.db", "elsewhere.db", "stick/journal-2026-11-22.db"]
    {
        let copy = Store::open(&home.path(name), ProgramRun::new("test"), LONDON).unwrap();
        assert_eq!(copy.count_entries(&EntryFilter::default()).unwrap(), 3, "{name}");
        #[cfg(unix)]
        assert_eq!(mode(&home.path(name)), 0o600);
    }
    let before = fs::read(home.path("elsewhere.db")).unwrap();
    let says = home.refused_with(&[], &["backup", "elsewhere.db"]);
    assert!(says.contains("there already"), "{says}");
    assert_eq!(fs::read(home.path("elsewhere.db")).unwrap(), before);
    assert!(home.refused_with(&[], &["backup", "nowhere/copy.db"]).contains("folder is not there"));
}

#[test]
fn restoring_shows_what_would_change_and_keeps_what_was_there() {
    let home = TempHome::planted();
    home.ok(&["backup", "then.db"]);
    home.ok(&["undo"]);
    home.ok(&["log", "slept 09:00-09:30"]);
    home.ok(&["log", "note 10:00 new"]);
    home.ok(&["set", "carer", "Ottoline", "--rename", "Ben"]);
    let (code, out, err) = home.run_with(&[], &["restore", "then.db"]);
    assert_eq!(code, 1);
    assert!(err.contains("--yes"), "{err}");
    insta::assert_snapshot!(out, @r"
    The copy holds 3 entries; it was last written to on 22 Nov 2026.
    Compared with the journal now:
      sleep     1 would go
      check-in  1 would come
      note      1 would go
      all of 22 Nov 2026
      1 of babies, carers, own cues, marks and settings would be as in the copy
    The history of changes comes from the copy too, so undo can't bring this back. The copy we save now can.
    ");
    assert!(home.ok(&["list"]).contains("new"), "only shown so far");
    let said = home.ok(&["restore", "--yes", "then.db"]);
    assert!(said.contains("before-restore-2026-11-22-140700.db"), "{said}");
    let list = home.ok(&["list"]);
    assert!(list.contains("quillwort") && !list.contains("new") && list.contains("Ottoline"));
    // And back again.
    let kept = home.backups().join("before-restore-2026-11-22-140700.db");
    home.ok(&["restore", "--yes", kept.to_str().unwrap()]);
    assert!(home.ok(&["list"]).contains("new"));
}

#[test]
fn restoring_refuses_what_is_no_whole_journal_of_ours() {
    let home = TempHome::planted();
    home.ok(&["backup", "good.db"]);
    let before = fs::read(home.journal()).unwrap();
    let refused = |name: &str, says: &str| {
        let err = home.refused_with(&[], &["restore", "--yes", name]);
        assert!(err.contains(says), "{name}: {err}");
        assert_eq!(fs::read(home.journal()).unwrap(), before);
    };
    fs::write(home.path("letter.txt"), "a letter").unwrap();
    fs::write(home.path("empty.db"), "").unwrap();
    let raw = rusqlite::Connection::open(home.path("foreign.db")).unwrap();
    raw.execute_batch("CREATE TABLE t (a)").unwrap();
    fs::copy(home.path("good.db"), home.path("newer.db")).unwrap();
    let raw = rusqlite::Connection::open(home.path("newer.db")).unwrap();
    raw.pragma_update(None, "user_version", 99).unwrap();
    drop(raw);
    let mut bytes = fs::read(home.path("good.db")).unwrap();
    bytes[4096 * 3..4096 * 9].fill(0xA5);
    fs::write(home.path("damaged.db"), &bytes).unwrap();
    refused("letter.txt", "damaged, or not a journal");
    refused("empty.db", "it is empty");
    refused("foreign.db", "another program");
    refused("newer.db", "newer cuebook");
    refused("damaged.db", "damaged");
    refused("missing.db", "there is no such file");
    refused("journal.db", "is the journal itself");
}

#[test]
fn a_journal_that_is_open_elsewhere_is_not_replaced() {
    let home = TempHome::planted();
    home.ok(&["backup", "good.db"]);
    let open = Store::open(&home.journal(), ProgramRun::new("test"), LONDON).unwrap();
    let err = home.refused_with(&[], &["restore", "--yes", "good.db"]);
    assert!(err.contains("open in another window"), "{err}");
    for args in [["lock", "--backups=follow"], ["unlock", "--backups=follow"]] {
        let err = home.refused_with(&["words"], &args);
        assert!(err.contains("another window") || err.contains("not locked"), "{err}");
    }
    drop(open);
    home.ok(&["restore", "--yes", "good.db"]);
}

#[test]
fn a_damaged_journal_is_replaced_and_kept_as_it_is() {
    let home = TempHome::planted();
    home.ok(&["backup", "good.db"]);
    let mut bytes = fs::read(home.journal()).unwrap();
    let end = bytes.len();
    bytes[4096 * 2..end - 4096].fill(0xA5);
    fs::write(home.journal(), &bytes).unwrap();
    let said = home.ok(&["restore", "--yes", "good.db"]);
    assert!(said.contains("can't be read. It is kept as it is"), "{said}");
    assert!(home.ok(&["list"]).contains("quillwort"));
    let kept = home.backups().join("before-restore-2026-11-22-140700.db");
    assert_eq!(fs::read(kept).unwrap(), bytes);
}

#[test]
fn restoring_where_there_is_no_journal_begins_one() {
    let home = TempHome::planted();
    home.ok(&["backup", "good.db"]);
    fs::remove_file(home.journal()).unwrap();
    home.ok(&["restore", "--yes", "good.db"]);
    assert!(home.ok(&["list"]).contains("quillwort"));
    #[cfg(unix)]
    assert_eq!(mode(&home.journal()), 0o600);
}

#[test]
fn a_journal_whose_path_was_replaced_is_not_written_over() {
    let home = TempHome::planted();
    let mut store = Store::open(&home.journal(), ProgramRun::new("test"), LONDON).unwrap();
    fs::rename(home.journal(), home.path("moved.db")).unwrap();
    fs::write(home.journal(), "another").unwrap();
    let outcome =
        store.change_encryption(None, cuebook::store::BackupPolicy::Rewrite, at("2026-11-22T14:07:00+00:00"));
    assert!(matches!(outcome, Err(StoreError::FileReplaced(_))));
    assert_eq!(fs::read(home.journal()).unwrap(), b"another");
}

#[test]
fn an_older_journal_is_upgraded_after_a_copy_of_it_was_kept() {
    let home = TempHome::new();
    let raw = rusqlite::Connection::open(home.journal()).unwrap();
    raw.execute_batch(include_str!("../../src/store/v1.sql")).unwrap();
    raw.execute_batch(
        "PRAGMA application_id = 1668638050; PRAGMA user_version = 1;
         INSERT INTO baby (id) VALUES (randomblob(16));
         INSERT INTO carer (id, name) VALUES (x'0123456789abcdef0123456789abcdef', 'Anna');
         INSERT INTO entry (id, kind, carer, at, at_offset, note, detail, made, changed)
         VALUES (randomblob(16), 'checkin', x'0123456789abcdef0123456789abcdef', 1763820420, 0,
                 'from before', '{\"felt\":3}', 1763820420, 1763820420);",
    )
    .unwrap();
    drop(raw);
    // Nothing is changed while another window could be reading it.
    let lock = fs::File::create(home.path("journal.db.lock")).unwrap();
    lock.lock_shared().unwrap();
    assert!(home.refused_with(&[], &["list"]).contains("another window"));
    assert!(home.copies().is_empty());
    drop(lock);
    assert!(home.ok(&["list"]).contains("from before"));
    let copies = home.copies();
    assert_eq!(copies.len(), 1);
    assert!(copies[0].starts_with("before-upgrade-"), "{copies:?}");
    let version = |path: &Path| -> i64 {
        let raw = rusqlite::Connection::open(path).unwrap();
        raw.pragma_query_value(None, "user_version", |row| row.get(0)).unwrap()
    };
    assert_eq!(version(&home.backups().join(&copies[0])), 1);
    assert_eq!(version(&home.journal()), 8);
    // Like one made new: the same tables, indexes and views.
    let fresh = TempHome::planted();
    let shape = |path: &Path| -> Vec<(String, String)> {
        let raw = rusqlite::Connection::open(path).unwrap();
        let mut all = raw.prepare("SELECT name, coalesce(sql, '') FROM sqlite_schema ORDER BY name").unwrap();
        all.query_map([], |row| Ok((row.get(0)?, row.get(1)?))).unwrap().collect::<Result<_, _>>().unwrap()
    };
    assert_eq!(shape(&home.journal()), shape(&fresh.journal()));
    // An older copy can be restored too.
    let copy = home.backups().join(&copies[0]).display().to_string();
    home.ok(&["log", "note", "later"]);
    home.ok(&["restore", "--yes", &copy]);
    assert!(!home.ok(&["list"]).contains("later"));
    assert_eq!(version(&home.journal()), 8);
}

#[test]
fn copies_of_a_locked_journal_are_told_apart_and_trimmed_like_open_ones() {
    let home = TempHome::planted();
    assert_eq!(home.run_with(&["words"], &["lock", "--backups=follow"]).0, 0);
    let key = cuebook::store::Passphrase::new("words".into()).unwrap();
    let mut store =
        Store::open_with_passphrase(&home.journal(), ProgramRun::new("test"), LONDON, Some(&key)).unwrap();
    for n in 1..=16 {
        let when = at(&format!("2026-12-{n:02}T10:00:00+00:00"));
        write(&mut store, "one", when);
        assert!(store.back_up_today(when.local_date()).unwrap().is_some());
        assert_eq!(store.back_up_today(when.local_date()).unwrap(), None);
    }
    let nothing_new = store.back_up_today("2026-12-17".parse().unwrap()).unwrap();
    assert_eq!(nothing_new, None, "the newest copy was read without asking for a passphrase");
    let days = BackupFiles::for_journal(&home.journal()).daily;
    assert_eq!(days.len(), 14);
    assert!(days[13].ends_with("day-2026-12-03.db"), "{days:?}");
}

#[test]
fn a_plain_file_in_the_place_of_a_locked_journal_is_not_taken() {
    let home = TempHome::planted();
    home.ok(&["backup", "plain.db"]);
    assert_eq!(home.run_with(&["words"], &["lock", "--backups=follow"]).0, 0);
    fs::copy(home.path("plain.db"), home.journal()).unwrap();
    let before = fs::read(home.journal()).unwrap();
    for args in [&["list"][..], &["log", "note", "for", "anybody", "to", "read"]] {
        let said = home.refused_with(&["words"], args);
        assert!(said.contains("has no lock, but the journal last seen there was locked"), "{said}");
    }
    assert_eq!(fs::read(home.journal()).unwrap(), before);
    // A locked copy in its place keeps its lock.
    let copy = home.backups().join("day-2026-11-22.db").display().to_string();
    let (code, _, err) = home.run_with(&["words"], &["restore", "--yes", &copy]);
    assert_eq!(code, 0, "{err}");
    assert!(!fs::read(home.journal()).unwrap().starts_with(b"SQLite format 3"));
    assert_eq!(home.run_with(&["words"], &["list"]).0, 0);
    // Unlocking is no surprise.
    assert_eq!(home.run_with(&["words"], &["unlock", "--backups=follow"]).0, 0);
    home.ok(&["list"]);
}
