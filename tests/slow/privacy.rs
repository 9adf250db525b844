//! The hidden screen.

use crate::support::{LONDON, TestApp, open};
use cuebook::store::{BackupPolicy, Passphrase, ProgramRun, Store};
use std::time::Duration;
use tempfile::TempDir;

fn locked(folder: &TempDir) -> TestApp {
    let path = folder.path().join("journal.db");
    drop(TestApp::in_file(&path));
    let key = Passphrase::new("open sesame".into()).unwrap();
    let mut store = open(&path);
    store.change_encryption(Some(&key), BackupPolicy::Rewrite, crate::support::now()).unwrap();
    let store = Store::open_with_passphrase(&path, ProgramRun::new("test"), LONDON, Some(&key)).unwrap();
    TestApp::of(store, 80, 24)
}

#[test]
fn one_key_hides_everything_and_enter_shows_it_again_where_there_is_no_lock() {
    let mut app = TestApp::new();
    app.press("n");
    app.press("a private thought");
    let before = app.screen();
    app.press("<ctrl-l>");
    insta::assert_snapshot!(app.screen());
    // Nothing else is heard but the way to support, which shows nothing of the family's.
    app.press("q?:<esc><tab><ctrl-z><ctrl-s>");
    assert!(app.screen().contains("The screen is hidden."));
    assert!(!app.screen().contains("thought"));
    app.press("<enter>");
    assert_eq!(app.screen(), before, "what was typed is still there");
}

#[test]
fn a_locked_journal_wants_its_passphrase_and_waits_after_a_wrong_one() {
    let folder = TempDir::new().unwrap();
    let mut app = locked(&folder);
    let before = app.screen();
    app.press("<ctrl-l>");
    app.press("<enter>");
    assert!(app.screen().contains("passphrase"), "{}", app.screen());
    app.press("open sesam<enter>");
    assert!(app.screen().contains("That is not the passphrase."), "{}", app.screen());
    assert!(!app.screen().contains("sesam"));
    // At once, even the right one is not looked at.
    app.press("open sesame<enter>");
    assert!(app.screen().contains("hidden"));
    std::thread::sleep(Duration::from_millis(1_100));
    app.press("<enter>");
    assert_eq!(app.screen(), before);
}

#[test]
fn support_is_reached_over_a_locked_screen_and_shows_nothing_of_the_family() {
    let folder = TempDir::new().unwrap();
    let mut app = locked(&folder);
    app.press("<ctrl-l>");
    assert!(app.screen().contains("Someone to talk to: F2"), "{}", app.screen());
    app.press("open!<F2>");
    insta::assert_snapshot!(app.screen());
    app.press("<down>?u:n<ctrl-l><esc>");
    assert!(app.screen().contains("The screen is hidden."), "{}", app.screen());
    app.press("<ctrl-u>open sesame<enter>");
    assert!(app.screen().contains("s asleep"), "{}", app.screen());
}

#[test]
fn it_is_hidden_after_a_while_only_when_that_is_set() {
    let mut app = TestApp::new();
    app.wait(3_600);
    assert!(!app.screen().contains("hidden"));
    app.app.set_hide_after(Some(5));
    app.wait(299);
    assert!(!app.screen().contains("hidden"));
    app.press("<right>");
    app.wait(299);
    assert!(!app.screen().contains("hidden"), "a key was pressed");
    app.wait(1);
    assert!(app.screen().contains("because no key was pressed"), "{}", app.screen());
    app.press("<enter>");
    assert!(app.screen().contains("s asleep"), "{}", app.screen());
}

#[test]
fn small_screens_hide_too() {
    let mut app = TestApp::new();
    for (columns, rows) in [(60, 20), (20, 5), (3, 2), (1, 1)] {
        app.resize(columns, rows);
        app.press("<ctrl-l>");
        assert!(!app.screen().contains("asleep"));
        app.press("<enter>");
    }
}
