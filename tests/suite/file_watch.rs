//! Other programs that move a file over the open journal, take it away, or write into it. Real files, and no lock that
//! such a program would know of.

use crate::support::{LONDON, TempHome, TestApp, assert_hides, assert_shows, entry, now, open};
use cuebook::model::{Change, Details, Note};
use cuebook::store::{EntryFilter, ProgramRun, Store, StoreError};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::mpsc::channel;

fn note(store: &Store, words: &str) -> Change {
    let mut note = entry(
        &store.load_family().unwrap(),
        "2026-11-22T14:00:00+00:00",
        None,
        Details::Note(Note::default()),
    );
    note.note = Some(words.into());
    Change::add_record(words, note)
}

fn keep(store: &mut Store, words: &str) {
    let change = note(store, words);
    store.apply(&change, now()).unwrap();
}

fn words(store: &Store) -> Vec<String> {
    let all = store.load_newest_entries(&EntryFilter::default(), None, 100, |_| true).unwrap();
    let mut words: Vec<String> = all.into_iter().filter_map(|entry| entry.note).collect();
    words.sort();
    words
}

/// A journal with one note, and the version of it on another machine, where another note of the same length was kept:
/// as many writes, as many bytes.
fn two_versions(home: &TempHome) -> (PathBuf, PathBuf) {
    let (here, there) = (home.path("journal.db"), home.path("there.db"));
    keep(&mut open(&here), "before");
    fs::copy(&here, &there).unwrap();
    keep(&mut open(&there), "there0");
    (here, there)
}

/// The bytes 24 to 40 of its header, by which SQLite tells whether it was written to.
fn counters(path: &Path) -> Vec<u8> {
    fs::read(path).unwrap()[24..40].to_vec()
}

#[test]
fn a_version_written_into_the_open_file_with_equal_counters_is_read_before_anything_is_written() {
    let home = TempHome::new();
    let (here, there) = two_versions(&home);
    let mut store = open(&here);
    keep(&mut store, "here00");
    assert_eq!(words(&store), ["before", "here00"]);
    assert_eq!((counters(&here), fs::metadata(&here).unwrap().len()), {
        (counters(&there), fs::metadata(&there).unwrap().len())
    });
    fs::copy(&there, &here).unwrap();
    keep(&mut store, "after0");
    assert_eq!(words(&store), ["after0", "before", "there0"]);
    drop(store);
    assert_eq!(words(&open(&here)), ["after0", "before", "there0"]);
    home.ok(&["doctor"]);
}

#[test]
fn the_app_shows_a_version_written_into_the_open_file() {
    let home = TempHome::new();
    let (here, there) = two_versions(&home);
    let mut app = TestApp::in_file(&here);
    app.press("nhere00<ctrl-s>");
    assert_shows(&app, "here00");
    // Its counters are its own.
    fs::copy(&there, &here).unwrap();
    app.wait(1);
    assert_shows(&app, "Another program put another version of the journal here");
    assert_shows(&app, "there0");
    assert_hides(&app, "here00");
}

#[test]
fn a_half_written_file_is_refused_until_it_is_whole() {
    let home = TempHome::new();
    let (here, there) = two_versions(&home);
    let mut store = open(&here);
    let whole = fs::read(&there).unwrap();
    let (change, after) = (note(&store, "never0"), note(&store, "after0"));
    for half in [&whole[..whole.len() / 2], &[]] {
        fs::write(&here, half).unwrap();
        assert!(matches!(store.apply(&change, now()), Err(StoreError::Damaged { .. })));
        assert_eq!(fs::read(&here).unwrap(), half);
    }
    fs::write(&here, &whole).unwrap();
    store.apply(&after, now()).unwrap();
    assert_eq!(words(&store), ["after0", "before", "there0"]);
}

#[test]
fn a_new_time_of_the_file_or_another_window_is_no_news() {
    let home = TempHome::new();
    let here = home.path("journal.db");
    let mut app = TestApp::in_file(&here);
    let touched = fs::File::options().append(true).open(&here).unwrap();
    touched.set_modified(std::time::SystemTime::UNIX_EPOCH).unwrap();
    app.wait(1);
    assert_hides(&app, "Another program");
    let mut other = open(&here);
    keep(&mut other, "beside");
    app.wait(1);
    assert_hides(&app, "Another program");
    assert_shows(&app, "beside");
}

#[cfg(unix)]
#[test]
fn the_app_shows_that_its_file_was_replaced_and_goes_on_when_it_is_put_back() {
    let home = TempHome::new();
    let (here, there) = two_versions(&home);
    let mut app = TestApp::in_file(&here);
    app.press("nmy words");
    app.wait(2);
    fs::hard_link(&here, home.path("aside.db")).unwrap();
    fs::rename(&there, &here).unwrap();
    app.wait(1);
    assert_shows(&app, "was moved or replaced while it was open");
    app.press(" and more<ctrl-s>");
    assert_shows(&app, "was moved or replaced while it was open");
    assert_shows(&app, "my words and more");
    app.press("<esc>");
    assert_shows(&app, "my words and more");
    assert_eq!(words(&open(&here)), ["before", "there0"]);
    fs::rename(home.path("aside.db"), &here).unwrap();
    app.wait(1);
    assert_hides(&app, "was moved or replaced");
    app.press("<ctrl-s>");
    assert_shows(&app, "my words and more");
    assert!(words(&open(&here)).contains(&"my words and more".into()));
}

#[cfg(unix)]
#[test]
fn a_write_that_waited_while_the_file_was_replaced_is_refused_with_that_reason() {
    let home = TempHome::new();
    let (here, there) = two_versions(&home);
    let mut store = open(&here);
    let change = note(&store, "waited");
    let other = rusqlite::Connection::open(&here).unwrap();
    other.execute_batch("BEGIN IMMEDIATE").unwrap();
    let (send, begun) = channel();
    let waiting = std::thread::spawn(move || {
        send.send(()).unwrap();
        store.apply(&change, now())
    });
    begun.recv().unwrap();
    fs::rename(&there, &here).unwrap();
    other.execute_batch("ROLLBACK").unwrap();
    assert!(matches!(waiting.join().unwrap(), Err(StoreError::FileReplaced(_))));
    assert_eq!(words(&open(&here)), ["before", "there0"]);
}

#[cfg(unix)]
#[test]
fn a_file_replaced_within_a_write_is_never_said_to_be_kept() {
    let home = TempHome::new();
    for replaced_after_writing in [false, true] {
        let (here, there) = two_versions(&home);
        let mut store = open(&here);
        let change = note(&store, "within");
        let done = store.apply_streamed(now(), |writer| -> Result<String, StoreError> {
            if !replaced_after_writing {
                fs::rename(&there, &here).unwrap();
            }
            for edit in &change.edits {
                writer.write_edit(edit)?;
            }
            if replaced_after_writing {
                fs::rename(&there, &here).unwrap();
            }
            Ok("within".into())
        });
        match (replaced_after_writing, done) {
            // SQLite's own answer, which used to be read as a file that cannot be written.
            (false, Err(StoreError::FileReplaced(_))) | (true, Err(StoreError::ReplacedWhileSaving(_))) => {}
            (_, done) => panic!("{done:?}"),
        }
        drop(store);
        assert_eq!(words(&open(&here)), ["before", "there0"]);
        fs::remove_file(&here).unwrap();
    }
}

#[test]
fn a_very_first_write_cut_off_by_power_is_a_blank_journal_and_no_locked_one() {
    let home = TempHome::new();
    let here = home.journal();
    // What the first write had made room for, and its rollback file: no page before.
    fs::write(&here, [0; 8192]).unwrap();
    let mut rollback = vec![0; 512];
    rollback[..8].copy_from_slice(&[0xd9, 0xd5, 0x05, 0xf9, 0x20, 0xa1, 0x63, 0xd7]);
    rollback[20..24].copy_from_slice(&512_u32.to_be_bytes());
    rollback[24..28].copy_from_slice(&4096_u32.to_be_bytes());
    fs::write(home.path("journal.db-journal"), rollback).unwrap();
    home.ok(&["log", "note first"]);
    assert_eq!(words(&Store::open(&here, ProgramRun::new("test"), LONDON).unwrap()), ["first"]);
}
