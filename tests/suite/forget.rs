//! Taking an entry out for good from the screen: what it asks, what it does, what it says it could not reach.

use crate::support::{LONDON, TestApp, at, entry_of, now, open, settled};
use cuebook::model::{Change, Details, Entry, Id, Note};
use cuebook::store::BackupReason;
use insta::assert_snapshot;
use std::fs;
use std::path::{Path, PathBuf};

/// Two notes, with a copy of both, and the Past list open.
fn past_of_two(folder: &Path) -> TestApp {
    let journal = folder.join("journal.db");
    let mut store = settled(open(&journal));
    let carer = store.load_family().unwrap().carers[0].id;
    for (hour, text) in [(10, "teasel"), (11, "quillwort by the window")] {
        let time = at(&format!("2026-11-22T{hour}:00:00+00:00"));
        let details = Details::Note(Note::default());
        let entry = Entry {
            note: Some(text.into()),
            id: Id::from_u128(hour),
            ..entry_of(None, carer, time, None, details)
        };
        store.apply(&Change::add_record(format!("a note: {text}"), entry), now()).unwrap();
    }
    store.back_up_before(BackupReason::Import, now()).unwrap();
    let mut app = TestApp::of(store, 80, 24);
    app.keys("v");
    app
}

fn files_with(folder: &Path, word: &str) -> Vec<PathBuf> {
    let copies = fs::read_dir(folder.join("journal.db.backups")).into_iter().flatten();
    let all = fs::read_dir(folder).unwrap().chain(copies).flatten().map(|entry| entry.path());
    let holds = |path: &PathBuf| {
        path.is_file() && fs::read(path).unwrap().windows(word.len()).any(|window| window == word.as_bytes())
    };
    all.filter(holds).collect()
}

#[test]
fn an_entry_just_removed_is_taken_out_for_good_after_a_question() {
    let folder = tempfile::tempdir().unwrap();
    let mut app = past_of_two(folder.path());
    app.keys("d").has("D for good").keys("D");
    assert_snapshot!("question", app.screen());
    assert!(files_with(folder.path(), "quillwort").len() >= 2);
    app.keys("<down><enter>");
    assert_snapshot!("answer", app.screen());
    assert_eq!(files_with(folder.path(), "quillwort"), Vec::<PathBuf>::new());
    assert!(files_with(folder.path(), "teasel").len() >= 2);
    app.keys("<esc>").has("teasel").lacks("quillwort");
    // The app goes on in the new file, and what came before can be undone.
    app.keys("u").lacks("quillwort");
    assert!(app.entries().is_empty(), "{}", app.screen());
    app.keys("U").has("teasel");
    assert_eq!(app.entries().len(), 1);
    drop(app);
    let store = cuebook::store::Store::open(
        &folder.path().join("journal.db"),
        cuebook::store::ProgramRun::new("test"),
        LONDON,
    );
    assert!(store.unwrap().load_entry(Id::from_u128(10)).unwrap().is_some());
}

#[test]
fn the_entry_under_the_cursor_is_taken_out_and_keeping_it_changes_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let mut app = past_of_two(folder.path());
    let before = fs::read(folder.path().join("journal.db")).unwrap();
    app.keys("D").has("It is in the journal").has("quillwort").keys("<enter>");
    app.has("quillwort").has("teasel");
    app.keys("D<esc>").has("quillwort");
    assert!(fs::read(folder.path().join("journal.db")).unwrap() == before, "something was changed");
    // After another key it is the cursor that counts, not what was removed before.
    app.keys("d<down>D").has("teasel").keys("<esc>");
    app.keys("u").has("quillwort");
    app.keys("<home>D").keys("<down><enter>").has("Taken out for good");
    assert_eq!(files_with(folder.path(), "quillwort"), Vec::<PathBuf>::new());
    assert_eq!(app.entries().len(), 1);
}

#[test]
fn another_window_keeps_it_from_being_done_and_says_so() {
    let folder = tempfile::tempdir().unwrap();
    let mut app = past_of_two(folder.path());
    let other = open(&folder.path().join("journal.db"));
    app.keys("D<down><enter>").has("window");
    assert_eq!(app.entries().len(), 2);
    drop(other);
    app.keys("<enter>").has("Taken out for good");
    assert_eq!(app.entries().len(), 1);
}
