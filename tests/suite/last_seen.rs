//! A journal that is missing, empty, out of reach, another, set back or without its lock: it is said, and nothing is
//! written until somebody has answered.

use crate::support::*;
use cuebook::model::{Change, Details, Note};
use cuebook::store::{BackupFiles, BackupReason, Store};
use cuebook::tui::screens::{OpeningAnswer, OpeningScreen};
use std::fs;
use std::path::{Path, PathBuf};

/// A journal with three notes, and the copy of its day, which holds the first.
fn family() -> TempHome {
    let home = TempHome::new();
    for word in ["one", "two", "three"] {
        home.ok(&["log", "note", word]);
    }
    home
}

fn copy(home: &TempHome) -> PathBuf {
    home.path("journal.db.backups/day-2026-11-22.db")
}

/// Every file of the folder and what is in it, but for lock files, which opening makes.
fn files(folder: &Path) -> Vec<(PathBuf, Vec<u8>)> {
    let mut all = Vec::new();
    for entry in fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()) {
        match entry.is_dir() {
            true => all.extend(files(&entry)),
            false if entry.extension().is_some_and(|ending| ending == "lock") => {}
            false => all.push((entry.clone(), fs::read(&entry).unwrap())),
        }
    }
    all.sort();
    all
}

/// Reading and writing are refused with this, and not a byte is changed. Answers with what was said.
#[track_caller]
fn refuses_all(home: &TempHome, says: &str) -> String {
    let before = files(home.folder());
    let mut said = String::new();
    for args in
        [&["list"][..], &["today"], &["log", "note", "four"], &["undo"], &["set"], &["backup", "b.db"]]
    {
        said = home.refused(1, args);
        assert!(said.contains(says), "{args:?}: {said}");
        assert!(said.contains("--new"), "{args:?}: {said}");
    }
    assert!(files(home.folder()) == before, "something was written");
    said
}

#[test]
fn a_journal_that_is_gone_is_missed_and_its_copy_named() {
    let home = family();
    fs::remove_file(home.journal()).unwrap();
    let said = refuses_all(&home, "is not there any more. Nothing was written.");
    assert!(said.contains("cuebook restore") && said.contains("day-2026-11-22.db"), "{said}");
    assert!(said.contains("with 1 entry, the newest of 22 Nov 2026"), "{said}");
    assert!(home.ok(&["where"]).contains("is not there any more"));
    let checkup = home.ok(&["doctor"]);
    assert!(checkup.contains("is not there any more") && !checkup.contains("begins one"), "{checkup}");
}

#[test]
fn a_journal_without_copies_is_missed_too_and_new_begins_one() {
    let home = family();
    fs::remove_dir_all(home.path("journal.db.backups")).unwrap();
    fs::remove_file(home.journal()).unwrap();
    let said = refuses_all(&home, "is not there any more");
    assert!(!said.contains("restore"), "{said}");
    home.ok(&["--new", "log", "note", "begun", "anew"]);
    assert!(home.ok(&["list"]).contains("begun anew"), "asked once");
}

#[test]
fn copies_alone_tell_that_a_journal_is_missed() {
    let home = family();
    fs::remove_dir_all(home.path("state")).unwrap();
    fs::remove_file(home.journal()).unwrap();
    refuses_all(&home, "is not there any more");
}

#[test]
fn an_empty_file_in_the_journals_place_is_no_new_journal() {
    let home = family();
    fs::write(home.journal(), "").unwrap();
    refuses_all(&home, "is empty, but a journal was there");
    home.ok(&["restore", "--yes", copy(&home).to_str().unwrap()]);
    let list = home.ok(&["list"]);
    assert!(list.contains("one") && !list.contains("two"), "{list}");
}

#[test]
fn a_restore_into_the_missing_place_works_and_is_not_asked_about_later() {
    let home = family();
    fs::remove_file(home.journal()).unwrap();
    home.ok(&["restore", "--yes", copy(&home).to_str().unwrap()]);
    assert!(home.ok(&["list"]).contains("one"));
    home.ok(&["log", "note", "four"]);
}

#[test]
fn a_journal_in_which_nothing_was_kept_is_not_missed() {
    let home = TempHome::new();
    drop(home.ok(&["log", "note", "one"]));
    let blank = home.on("blank.db");
    blank.refused(1, &["undo"]);
    fs::remove_file(home.path("blank.db")).ok();
    blank.ok(&["log", "note", "first"]);
}

#[test]
fn a_journal_that_was_set_back_is_said_to_lack_changes() {
    let home = family();
    fs::copy(copy(&home), home.journal()).unwrap();
    let said = refuses_all(&home, "is an older version of the journal: 2 changes made since are not in it");
    assert!(said.contains("--new takes the file as it is"), "{said}");
    assert!(home.ok(&["doctor"]).contains("2 changes made since"));
    assert!(home.ok(&["--new", "list"]).contains("one"));
    home.ok(&["log", "note", "four"]);
}

#[test]
fn what_another_program_keeps_while_this_one_opens_is_not_missed() {
    let home = TempHome::new();
    home.ok(&["log", "note", "first"]);
    std::thread::scope(|scope| {
        for writer in 0..4 {
            let home = &home;
            scope.spawn(move || {
                for n in 0..15 {
                    // Ends with status 0, or the journal was missed.
                    home.ok(&["log", "note", &format!("{writer} {n}")]);
                }
            });
        }
    });
    assert_eq!(home.ok(&["list", "--kind", "note"]).matches("  note ").count(), 61);
}

#[test]
fn an_undo_that_was_lost_is_noticed_like_an_entry() {
    let home = family();
    let before = fs::read(home.journal()).unwrap();
    home.ok(&["undo"]);
    fs::write(home.journal(), before).unwrap();
    refuses_all(&home, "1 change made since");
}

/// A rollback file of an earlier moment, which SQLite replays in silence, as a sync tool carries it apart from its file.
#[test]
fn a_stale_rollback_file_that_was_replayed_is_noticed() {
    let home = family();
    let (journal, rollback) = (home.journal(), home.path("journal.db-journal"));
    let conn = rusqlite::Connection::open(&journal).unwrap();
    conn.execute_batch(
        "PRAGMA cache_spill = 1; PRAGMA cache_size = 1; BEGIN IMMEDIATE; UPDATE journal SET changes = changes + 1;
         UPDATE sqlite_sequence SET seq = seq + 1; UPDATE history SET title = title || 'x';
         UPDATE history_edit SET key = key || 'x'; UPDATE entry SET at = at + 1, kind = kind || 'x';
         UPDATE entry SET note = hex(zeroblob(200000));",
    )
    .unwrap();
    let stale = fs::read(&rollback).unwrap();
    assert!(stale.len() > 512 && stale[8..12] != [0; 4], "a rollback file whose pages are counted");
    conn.execute_batch("ROLLBACK").unwrap();
    drop(conn);
    for word in ["four", "five"] {
        home.ok(&["log", "note", word]);
    }
    fs::write(&rollback, stale).unwrap();
    let said = home.refused(1, &["list"]);
    assert!(said.contains("2 changes made since are not in it"), "{said}");
    assert!(home.refused(1, &["log", "note", "six"]).contains("older version"));
}

#[test]
fn another_journal_in_its_place_is_told_from_it() {
    let home = family();
    home.on("other.db").ok(&["log", "note", "theirs"]);
    fs::copy(home.path("other.db"), home.journal()).unwrap();
    refuses_all(&home, "is not the journal last seen there");
    home.ok(&["--new", "log", "note", "mine", "now"]);
    home.ok(&["list"]);
}

#[test]
fn a_copy_has_the_identity_of_its_journal_and_an_archive_has_not() {
    let home = family();
    home.ok(&["backup", "copy.db"]);
    fs::rename(home.path("copy.db"), home.journal()).unwrap();
    home.ok(&["log", "note", "on", "the", "copy"]);
    home.ok_with_notices(&["export", "--out", "archive.json"]);
    home.on("other.db").ok(&["import", "--yes", "archive.json"]);
    fs::copy(home.path("other.db"), home.journal()).unwrap();
    refuses_all(&home, "is not the journal last seen");
}

#[test]
fn a_folder_that_is_not_there_is_made_only_on_purpose() {
    let home = TempHome::new();
    let away = home.on("drive/baby/journal.db");
    let said = away.refused(1, &["log", "note", "one"]);
    assert!(said.contains("The folder of") && said.contains("--new makes the folder"), "{said}");
    assert!(!home.path("drive").exists());
    let said = home.refused(1, &["--journal", "nowhere/demo.db", "demo"]);
    assert!(said.contains("The folder of") && !home.path("nowhere").exists(), "{said}");
    away.ok(&["--new", "log", "note", "one"]);
    away.ok(&["log", "note", "two"]);
    fs::rename(home.path("drive"), home.path("unplugged")).unwrap();
    let said = away.refused(1, &["list"]);
    assert!(said.contains("Perhaps a drive is not connected"), "{said}");
    fs::rename(home.path("unplugged"), home.path("drive")).unwrap();
    assert!(away.ok(&["list"]).contains("two"));
}

#[test]
fn the_usual_place_is_made_without_asking() {
    let home = TempHome::new();
    let usual = home.program.clone().without_env("CUEBOOK_JOURNAL");
    usual.ok(&["log", "note", "one"]);
    assert!(usual.ok(&["list"]).contains("one"));
}

#[cfg(unix)]
#[test]
fn refused_access_is_not_told_as_absence() {
    use std::os::unix::fs::PermissionsExt;
    let home = TempHome::new();
    let theirs = home.on("theirs/journal.db");
    fs::create_dir(home.path("theirs")).unwrap();
    theirs.ok(&["log", "note", "one"]);
    fs::set_permissions(home.path("theirs"), fs::Permissions::from_mode(0o000)).unwrap();
    let refused = fs::read_dir(home.path("theirs")).is_err();
    let outcome = [["list"], ["where"], ["doctor"]].map(|args| theirs.run(&args));
    fs::set_permissions(home.path("theirs"), fs::Permissions::from_mode(0o700)).unwrap();
    // The superuser is refused nothing.
    if refused {
        for (_, out, err) in outcome {
            let said = out + &err;
            assert!(said.contains("the system does not allow it") && !said.contains("begins"), "{said}");
        }
    }
}

#[cfg(unix)]
#[test]
fn the_record_is_its_owners_only_and_says_nothing_of_the_family() {
    let home = family();
    let folder = home.path("state/cuebook/seen");
    let records: Vec<PathBuf> = fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    assert_eq!((records.len(), mode(&folder), mode(&records[0])), (1, 0o700, 0o600));
    let record: serde_json::Value = serde_json::from_slice(&fs::read(&records[0]).unwrap()).unwrap();
    let keys: Vec<&String> = record.as_object().unwrap().keys().collect();
    assert_eq!(keys, ["cuebook", "id", "changes", "locked", "seals"]);
    assert_eq!((&record["changes"], &record["locked"]), (&3.into(), &false.into()));
    assert!(!records[0].to_string_lossy().contains("journal"));
}

#[cfg(unix)]
#[test]
fn a_record_that_cannot_be_read_or_written_stops_nobody() {
    let home = family();
    let folder = home.path("state/cuebook/seen");
    let record = fs::read_dir(&folder).unwrap().next().unwrap().unwrap().path();
    fs::write(&record, "{half").unwrap();
    assert!(home.ok(&["doctor"]).contains("the record of it cannot be read"));
    home.ok(&["log", "note", "four"]);
    assert!(!home.ok(&["doctor"]).contains("the record of it cannot be read"), "it was written anew");
    fs::remove_dir_all(home.path("state")).unwrap();
    fs::write(home.path("state"), "no folder").unwrap();
    home.ok(&["log", "note", "five"]);
    assert!(home.ok(&["list"]).contains("five"));
}

#[test]
fn doctor_says_since_when_there_is_no_copy() {
    let home = family();
    let later = home.program.clone().with_env("CUEBOOK_NOW", "2026-11-22T18:00:00+00:00");
    assert!(home.ok(&["doctor"]).contains("no copy since 22 Nov 2026"));
    fs::remove_dir_all(home.path("journal.db.backups")).unwrap();
    assert!(later.ok(&["doctor"]).contains("last copy     none yet"));
    later.ok(&["log", "note", "four"]);
    assert!(later.ok(&["doctor"]).contains("a copy has everything that the journal has"));
}

fn write(store: &mut Store) {
    let family = store.load_family().unwrap();
    let note = entry(&family, "2026-11-22T14:00:00+00:00", None, Details::Note(Note::default()));
    store.apply(&Change::add_record("note", note), now()).unwrap();
}

fn back_up(store: &Store, date: &str) -> bool {
    store.back_up_today(date.parse().unwrap()).unwrap().is_some()
}

fn daily(home: &TempHome) -> Vec<String> {
    let days = BackupFiles::for_journal(&home.journal()).daily;
    days.iter().map(|day| day.file_stem().unwrap().to_string_lossy().replace("day-", "")).collect()
}

#[test]
fn a_clock_that_was_ahead_once_stops_no_copy_of_a_day() {
    let home = TempHome::new();
    let mut store = open(&home.journal());
    write(&mut store);
    assert!(back_up(&store, "2031-01-01"));
    // Its file is of the future too.
    let ahead =
        fs::File::options().write(true).open(home.path("journal.db.backups/day-2031-01-01.db")).unwrap();
    ahead.set_modified(std::time::SystemTime::now() + std::time::Duration::from_secs(100_000_000)).unwrap();
    assert!(!back_up(&store, "2026-11-01"), "nothing was written since");
    for day in 2..=4 {
        write(&mut store);
        assert!(back_up(&store, &format!("2026-11-{day:02}")));
    }
    assert_eq!(daily(&home), ["2031-01-01", "2026-11-04", "2026-11-03", "2026-11-02"]);
}

#[test]
fn a_fortnight_with_the_year_ahead_wears_no_later_copy_away() {
    let home = TempHome::new();
    let mut store = open(&home.journal());
    for day in 1..=14 {
        write(&mut store);
        assert!(back_up(&store, &format!("2027-11-{day:02}")));
    }
    for day in 1..=14 {
        write(&mut store);
        assert!(back_up(&store, &format!("2026-11-{day:02}")));
    }
    let days = daily(&home);
    assert_eq!(days.len(), 14);
    assert!(days.iter().all(|day| day.starts_with("2026")), "those that hold least went: {days:?}");
}

#[test]
fn copies_that_hold_more_or_are_anothers_are_never_trimmed() {
    let home = TempHome::new();
    let mut store = open(&home.journal());
    (0..40).for_each(|_| write(&mut store));
    assert!(back_up(&store, "2026-10-01"));
    drop(store);
    // The journal is gone, and another is begun there.
    let backups = home.path("journal.db.backups");
    fs::remove_file(home.journal()).unwrap();
    let mut store = open(&home.journal());
    for day in 1..=20 {
        write(&mut store);
        assert!(back_up(&store, &format!("2026-11-{day:02}")));
    }
    let days = daily(&home);
    assert_eq!((days.len(), days.last().unwrap().as_str()), (15, "2026-10-01"));
    drop(store);
    // The journal is an earlier state of its own.
    fs::remove_dir_all(&backups).unwrap();
    let first = fs::read(home.journal()).unwrap();
    let mut store = open(&home.journal());
    (0..9).for_each(|_| write(&mut store));
    store.back_up_before(BackupReason::Import, now()).unwrap();
    drop(store);
    fs::write(home.journal(), first).unwrap();
    let mut store = open(&home.journal());
    for hour in 15..23 {
        write(&mut store);
        store.back_up_before(BackupReason::Import, at(&format!("2026-11-22T{hour}:00:00+00:00"))).unwrap();
    }
    let kept = BackupFiles::for_journal(&home.journal()).by_reason;
    assert_eq!(kept.len(), 6);
    assert!(kept.last().unwrap().ends_with("before-import-2026-11-22-140700.db"), "{kept:?}");
}

fn question(answers: &[OpeningAnswer]) -> OpeningScreen {
    let copies = (1..=20)
        .rev()
        .map(|n| format!("day-2026-11-{n:02}.db, with {n} entries, the newest of {n} Nov 2026"));
    OpeningScreen {
        sentence: "The journal /home/anna/baby/journal.db is not there any more.".into(),
        copies: copies.collect(),
        unreadable: Some("2 copies in /home/anna/baby/journal.db.backups could not be read.".into()),
        answers: answers.to_vec(),
    }
}

#[test]
fn the_question_before_opening_stands_whole_on_every_terminal() {
    let answers = [OpeningAnswer::Restore, OpeningAnswer::Begin];
    insta::assert_snapshot!("opening_80x24", TestApp::before_opening(question(&answers), 80, 24).screen());
    for (columns, rows) in [(60, 20), (40, 16), (120, 40)] {
        let screen = TestApp::before_opening(question(&answers), columns, rows).screen();
        let screen = screen.split_whitespace().collect::<Vec<_>>().join(" ");
        for words in
            ["not there any more", "Nothing was written", "put back the fullest", "begin a new", "leave"]
        {
            assert!(screen.contains(words), "{columns}x{rows} lacks \"{words}\":\n{screen}");
        }
    }
}

#[test]
fn only_what_is_offered_can_be_answered() {
    let mut app = TestApp::before_opening(question(&[OpeningAnswer::Accept]), 80, 24);
    app.press("rnsm?u:<esc><enter>");
    assert_eq!(app.app.opening_answer(), None);
    assert!(app.screen().contains("take it as it is"));
    app.press("a");
    assert_eq!(app.app.opening_answer(), Some(OpeningAnswer::Accept));
}
