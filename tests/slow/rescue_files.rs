//! Words that could not be kept lie open nowhere: a carer's sealed ones are sealed in the file, and the file of a locked
//! journal is encrypted with its passphrase.

use super::*;
use crate::seals::{of_two, seal};
use crate::support::{LONDON, TestApp, settled};
use cuebook::model::EntryKind;
use cuebook::store::{Passphrase, ProgramRun, Store};

fn open(home: &TempHome, key: Option<&str>) -> TestApp {
    let run = ProgramRun::new("test").with_state_folders(vec![home.path("state")]);
    let key = key.map(|key| Passphrase::new(key.into()).unwrap());
    let store = Store::open_with_passphrase(&home.journal(), run, LONDON, key.as_ref()).unwrap();
    TestApp::of(settled(store), 80, 24)
}

fn replace_journal(home: &TempHome) {
    fs::copy(home.journal(), home.path("other.db")).unwrap();
    fs::rename(home.path("other.db"), home.journal()).unwrap();
}

fn rescued(home: &TempHome) -> Vec<PathBuf> {
    let found = fs::read_dir(home.path("state")).into_iter().flatten().flatten().map(|entry| entry.path());
    found.filter(|path| path.is_file()).collect()
}

#[test]
fn a_sealed_carers_words_are_sealed_in_the_file_and_opened_by_her() {
    let home = of_two();
    seal(&home);
    let mut app = open(&home, None);
    app.press("f4<tab><tab><tab><tab><tab>foxglove");
    replace_journal(&home);
    app.press("<ctrl-c>");
    assert!(app.app.is_quitting(), "{}", app.screen());
    drop(app);
    let file = &rescued(&home)[0];
    let bytes = fs::read(file).unwrap();
    assert!(holds(&bytes, "sealed") && !holds(&bytes, "foxglove"));
    let mut app = open(&home, None);
    app.has("check-in. It was left").press("<enter>");
    app.lacks("foxglove");
    app.press("<esc><ctrl-o>her own words<enter>f");
    app.has("foxglove");
    assert!(rescued(&home).is_empty());
    for file in home.files() {
        assert!(!holds(&fs::read(&file).unwrap(), "foxglove"), "{}", file.display());
    }
}

#[test]
fn the_file_of_a_locked_journal_is_encrypted_with_its_passphrase() {
    let home = TempHome::new();
    home.ok(&["log", "note", "hi"]);
    home.with(&["open sesame"], &["lock"]);
    let mut app = open(&home, Some("open sesame"));
    app.press("nfoxglove");
    replace_journal(&home);
    app.press("<ctrl-c>");
    assert!(app.app.is_quitting(), "{}", app.screen());
    drop(app);
    let file = rescued(&home).remove(0);
    let bytes = fs::read(&file).unwrap();
    assert!(bytes.starts_with(b"age-encryption.org/v1") && !holds(&bytes, "foxglove"));
    assert_eq!(mode(&file), 0o600);
    let mut app = open(&home, Some("open sesame"));
    app.has("a note").press("<enter>");
    app.has("foxglove").press("<enter>");
    assert!(app.entries().iter().any(|entry| entry.note.as_deref() == Some("foxglove")));
    assert!(rescued(&home).is_empty());
}

#[test]
fn a_file_under_another_passphrase_is_named_and_left_alone() {
    let home = TempHome::new();
    home.ok(&["log", "note", "hi"]);
    home.with(&["open sesame"], &["lock"]);
    let mut app = open(&home, Some("open sesame"));
    app.press("nfoxglove");
    replace_journal(&home);
    app.press("<ctrl-c>");
    drop(app);
    home.with(&["open sesame"], &["unlock"]);
    let mut app = open(&home, None);
    app.has("cannot be read here").press("<enter>");
    assert_eq!(rescued(&home).len(), 1);
    assert_eq!(app.only(EntryKind::Note).note.as_deref(), Some("hi"));
}
