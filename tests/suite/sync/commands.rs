//! Two computers of a family by the commands: what each is called, what leaves the copies, what is said once.

use super::family::{Home, note_of};
use crate::support::{LONDON, TempHome, TestApp, at, entry, now, settled};
use cuebook::model::{Change, Details, Entry, EntryKind, Sleep};
use cuebook::store::{ProgramRun, Store};
use std::fs;
use std::path::Path;

/// Two homes that share a folder.
fn pair() -> (TempHome, TempHome, tempfile::TempDir) {
    let (ana, ben) = (TempHome::new(), TempHome::new());
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().to_str().unwrap().to_owned();
    ana.ok(&["sync", &path, "--yes"]);
    ben.ok(&["sync", &path, "--yes"]);
    ana.ok(&["sync"]);
    (ana, ben, folder)
}

fn files_with(folder: &Path, word: &str) -> Vec<String> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        if path.is_dir() {
            found.extend(files_with(&path, word));
        } else if fs::read(&path).unwrap().windows(word.len()).any(|window| window == word.as_bytes()) {
            found.push(path.display().to_string());
        }
    }
    found
}

#[test]
fn two_computers_of_one_name_are_told_apart() {
    let (ana, ben, _folder) = pair();
    let own = ana.ok(&["sync"]);
    let name = own.split(" as ").nth(1).unwrap().split(", with ").next().unwrap().to_owned();
    assert!(own.contains(&format!("as {name}, with {name} (2), ")), "{own}");
    let other = ben.ok(&["sync"]);
    assert!(other.contains(&format!("as {name} (2), with {name}, ")), "{other}");
    ana.ok(&["sync", "--drop", &format!("{name} (2)")]);
    assert!(!ana.ok(&["sync"]).contains(&format!("{name} (2)")));
}

#[test]
fn what_is_removed_for_good_leaves_the_copies_of_the_other_computers_too() {
    let (ana, ben) = (TempHome::new(), TempHome::new());
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().to_str().unwrap();
    ana.ok(&["log", "note quillwort and teasel"]);
    ana.ok(&["sync", path, "--yes"]);
    ben.ok(&["sync", path, "--yes"]);
    ben.ok(&["backup", ben.folder().join("elsewhere.db").to_str().unwrap()]);
    let copies = files_with(&ben.folder().join("journal.db.backups"), "quillwort");
    assert!(!copies.is_empty(), "the copy of the day has it");
    let listed = ana.json(&["list", "--json"]);
    let id = listed["entries"][0]["id"].as_str().unwrap();
    ana.ok(&["forget", id, "--yes"]);
    ben.ok(&["sync"]);
    assert_eq!(files_with(&ben.folder().join("journal.db.backups"), "quillwort"), Vec::<String>::new());
    assert!(!ben.ok(&["list"]).contains("quillwort"));
    assert_eq!(files_with(ben.folder(), "quillwort").len(), 1, "a copy that was made elsewhere is left");
}

/// Ben's home, whose journal took in that Ana removed a note for good; the run was cut off before its copies.
fn copies_not_cleaned_yet() -> (TempHome, tempfile::TempDir) {
    let (ana, ben) = (TempHome::new(), TempHome::new());
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().to_str().unwrap();
    ana.ok(&["log", "note quillwort and teasel"]);
    ana.ok(&["sync", path, "--yes"]);
    ben.ok(&["sync", path, "--yes"]);
    ben.ok(&["log", "note of ben"]);
    let listed = ana.json(&["list", "--json"]);
    ana.ok(&["forget", listed["entries"][0]["id"].as_str().unwrap(), "--yes"]);
    let mut store = Store::open(&ben.journal(), ProgramRun::new("vm"), LONDON).unwrap();
    store.sync(now(), false).unwrap();
    (ben, folder)
}

#[test]
fn copies_that_a_run_left_as_they_were_are_cleaned_by_the_next() {
    for next in [&["sync"][..], &["log", "note something else"]] {
        let (ben, _folder) = copies_not_cleaned_yet();
        let copies = ben.folder().join("journal.db.backups");
        assert!(!files_with(&copies, "quillwort").is_empty(), "the copy of the day has it");
        ben.ok(next);
        assert_eq!(files_with(&copies, "quillwort"), Vec::<String>::new(), "{next:?}");
        let file = rusqlite::Connection::open(ben.journal()).unwrap();
        let left: i64 = file
            .query_row("SELECT count(*) FROM setting WHERE name = 'copies_due'", [], |row| row.get(0))
            .unwrap();
        assert_eq!(left, 0, "it was done");
    }
}

#[test]
fn the_app_cleans_the_copies_that_a_run_left_as_they_were() {
    let (ben, folder) = copies_not_cleaned_yet();
    // Away, so that no sync of the app's does it.
    fs::rename(folder.path().join("cuebook"), folder.path().join("away")).unwrap();
    let store = Store::open(&ben.journal(), ProgramRun::new("vm"), LONDON).unwrap();
    let mut app = TestApp::of(settled(store), 80, 24);
    app.wait(1);
    assert_eq!(files_with(&ben.folder().join("journal.db.backups"), "quillwort"), Vec::<String>::new());
}

#[test]
fn a_command_says_that_it_is_saved_and_sends_it_and_many_lines_are_sent_as_one() {
    let (ana, ben, folder) = pair();
    let lines = "note one of many\nnote two of many\nnote three of many\n";
    let done = ana.command().args(["log", "-"]).write_stdin(lines).output().unwrap();
    assert_eq!(String::from_utf8(done.stdout).unwrap().matches("Saved").count(), 3);
    ben.ok(&["sync"]);
    assert_eq!(ben.ok(&["list"]).matches("of many").count(), 3);
    // A folder that is away stops nothing.
    fs::rename(folder.path().join("cuebook"), folder.path().join("away")).unwrap();
    assert!(ana.ok(&["log", "note saved here"]).contains("Saved"));
    assert!(!folder.path().join("cuebook").exists());
}

#[test]
fn a_conflict_copy_beside_the_journal_is_said_once_in_the_app() {
    let home = tempfile::tempdir().unwrap();
    let (journal, state) = (home.path().join("journal.db"), home.path().join("state"));
    let opened = || {
        let run = ProgramRun::new("Ana's laptop").with_state_folders(vec![state.clone()]);
        let mut app = TestApp::of(settled(Store::open(&journal, run, LONDON).unwrap()), 80, 24);
        app.wait(1);
        app.screen()
    };
    assert!(!opened().contains("second version"), "there is none");
    let copy = "journal.sync-conflict-20261122-140000-ABC.db";
    fs::copy(&journal, home.path().join(copy)).unwrap();
    let said = opened();
    assert!(said.contains("lies a second version of it"), "{said}");
    assert!(!opened().contains("second version"), "it was said");
    let other = "journal.sync-conflict-20261123-140000-ABC.db";
    fs::copy(&journal, home.path().join(other)).unwrap();
    assert!(opened().contains("second version"), "this is another");
}

#[test]
fn a_sync_that_reaches_no_folder_fails_and_leaving_says_what_stays_in_it() {
    let (ana, ben, folder) = pair();
    let (room, away) = (folder.path().join("cuebook"), folder.path().join("away"));
    fs::rename(&room, &away).unwrap();
    let (status, out, error) = ana.run(&["sync"]);
    assert_eq!((status, out.as_str()), (1, ""));
    assert!(error.contains("is not there, so nothing was sent or fetched"), "{error}");
    // What is saved meanwhile is saved.
    ana.ok_with_notices(&["log", "note on the train"]);
    let (status, out, _) = ana.run(&["sync", "--stop"]);
    assert_eq!(status, 0);
    assert!(out.contains("what this computer wrote into it stays in it"), "{out}");
    fs::rename(&away, &room).unwrap();
    assert_eq!(fs::read_dir(&room).unwrap().count(), 2);
    ben.ok(&["sync"]);
}

/// Ben's journal, in which two sleeps run, begun on two computers.
fn two_running_sleeps() -> (TempHome, TempHome, tempfile::TempDir) {
    let (ana, ben, folder) = pair();
    ben.ok(&["log", "asleep 13:10, hot forehead, rang the nurse"]);
    let mut store = Store::open(&ana.journal(), ProgramRun::new("vm"), LONDON).unwrap();
    let family = store.load_family().unwrap();
    let first = entry(&family, "2026-11-22T13:00:00+00:00", None, Details::Sleep(Sleep::default()));
    store.apply(&Change::add_record("asleep", first), now()).unwrap();
    store.sync(now(), false).unwrap();
    ben.ok(&["sync"]);
    (ana, ben, folder)
}

fn running(home: &TempHome) -> Vec<(String, Option<String>)> {
    let store = Store::open(&home.journal(), ProgramRun::new("vm"), LONDON).unwrap();
    let open = store.load_open_entries(EntryKind::Sleep).unwrap();
    open.into_iter().map(|entry| (entry.at.format_hm(), entry.note)).collect()
}

#[test]
fn awake_joins_sleeps_that_run_at_once_and_says_so_and_undo_brings_both_back() {
    let (_ana, ben, _folder) = two_running_sleeps();
    let both = running(&ben);
    assert_eq!(both.iter().map(|(at, _)| at.as_str()).collect::<Vec<_>>(), ["13:00", "13:10"]);
    let said = ben.ok(&["log", "awake 14:00, smiled"]);
    assert!(said.starts_with("Saved: 13:00–14:00 sleep, 1 h"), "{said}");
    assert!(said.contains("The sleep that began at 13:10 was joined to it."), "{said}");
    assert!(!said.contains("Both were saved"), "{said}");
    assert!(said.contains("rang the nurse"), "{said}");
    assert_eq!(running(&ben), []);
    let listed = ben.ok(&["list"]);
    for word in ["hot forehead, rang the nurse", "smiled", "13:00–14:00"] {
        assert!(listed.contains(word), "{word}: {listed}");
    }
    assert!(!listed.contains("13:10"), "{listed}");
    let undone = ben.ok(&["undo"]);
    assert!(undone.contains("13:00–14:00 sleep") && undone.contains("with the sleep from 13:10"), "{undone}");
    assert_eq!(running(&ben), both);
    ben.ok(&["undo"]);
    assert_eq!(running(&ben), both[..1], "older changes can be undone");
}

#[test]
fn ending_one_of_three_sleeps_ends_all_with_the_words_of_each() {
    let (mut ana, mut ben) = Home::pair();
    let family = ana.store.load_family().unwrap();
    let begun = |when: &str, note: &str, sleep: Sleep| {
        note_of(&entry(&family, &format!("2026-11-22T{when}:00+00:00"), None, Details::Sleep(sleep)), note)
    };
    let held = Sleep { settled: vec!["held".into()], ..Sleep::default() };
    let (first, second) = (begun("13:00", "one", Sleep::default()), begun("13:10", "two", held));
    let woke_twice = Sleep { wakings: Some(2), ..Sleep::default() };
    let (third, later) = (begun("13:20", "three", woke_twice), begun("14:03", "later", Sleep::default()));
    let mut cyd = Home::joined("Cyd's phone", &ana.folder);
    ana.add(&first);
    ben.add(&second);
    cyd.add(&third);
    for home in [&mut ana, &mut cyd, &mut ben] {
        home.sync();
    }
    let ended = Entry { until: Some(at("2026-11-22T14:00:00+00:00")), ..second.clone() };
    let number = ben.store.apply(&Change::replace_record("woke", second.clone(), ended), now()).unwrap();
    let whole = ben.store.load_entry(first.id).unwrap().unwrap();
    assert_eq!(whole.note.as_deref(), Some("one\ntwo\nthree"));
    let Details::Sleep(sleep) = &whole.details else { panic!("{whole:?}") };
    assert_eq!((sleep.settled.as_slice(), sleep.wakings), (&["held".to_owned()][..], Some(2)));
    assert_eq!(ben.store.load_open_entries(EntryKind::Sleep).unwrap(), []);
    ben.store.undo(number, now()).unwrap();
    assert_eq!(ben.store.load_open_entries(EntryKind::Sleep).unwrap(), [first.clone(), second, third]);
    ben.store.redo(number, now()).unwrap();
    assert_eq!(ben.store.load_entry(first.id).unwrap(), Some(whole));
    ben.add(&later);
}

#[test]
fn the_app_ends_sleeps_that_run_at_once_as_one_and_names_it() {
    let (_ana, ben, _folder) = two_running_sleeps();
    let both = running(&ben);
    let store = Store::open(&ben.journal(), ProgramRun::new("vm"), LONDON).unwrap();
    let mut app = TestApp::of(settled(store), 100, 30);
    app.keys("s");
    let screen = app.screen();
    assert!(screen.contains("13:00–14:07 sleep"), "{screen}");
    assert!(screen.contains("with the sleep from 13:10"), "{screen}");
    assert_eq!(running(&ben), []);
    app.keys("u");
    assert_eq!(running(&ben), both, "{}", app.screen());
}
