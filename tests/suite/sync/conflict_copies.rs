//! Copies of the journal that a replicator made of two versions: named, and brought in by identity.

use crate::support::TempHome;
use std::fs;

#[test]
fn a_conflict_copy_is_named_and_what_only_it_has_comes_in_once() {
    let home = TempHome::new();
    home.ok(&["log", "note written on both"]);
    let journal = home.journal();
    let name = journal.file_stem().unwrap().to_string_lossy().into_owned();
    let copy = journal.with_file_name(format!("{name}.sync-conflict-20261122-140000-ABCDEFG.db"));
    fs::copy(&journal, &copy).unwrap();
    home.ok(&["log", "note written here"]);
    home.ok(&["--journal", copy.to_str().unwrap(), "--new", "log", "note written there"]);
    let said = home.ok(&["doctor"]);
    assert!(said.contains("sync-conflict") && said.contains("`cuebook import`"), "{said}");
    let before = fs::read(&copy).unwrap();
    let preview = home.ok(&["import", copy.to_str().unwrap(), "--dry-run"]);
    assert!(preview.contains('1'), "{preview}");
    home.ok(&["import", copy.to_str().unwrap(), "--yes"]);
    let listed = home.ok(&["list"]);
    for words in ["written on both", "written here", "written there"] {
        assert_eq!(listed.matches(words).count(), 1, "{words}: {listed}");
    }
    home.ok(&["import", copy.to_str().unwrap(), "--yes"]);
    assert_eq!(home.ok(&["list"]), listed, "nothing comes twice");
    assert!(fs::read(&copy).unwrap() == before, "the copy stays as it was");
}

#[test]
fn a_command_that_writes_sends_and_a_locked_folder_asks_for_its_words() {
    let (ana, ben) = (TempHome::new(), TempHome::new());
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().to_str().unwrap();
    ana.ok(&["sync", path, "--yes"]);
    ben.ok(&["sync", path, "--yes"]);
    ana.ok(&["log", "note sent at once"]);
    ben.ok(&["log", "note and back"]);
    assert!(ben.ok(&["list"]).contains("sent at once"));
    assert!(!ana.ok(&["list"]).contains("and back"), "it is fetched with the next sync");
    let said = ana.ok(&["sync"]);
    assert!(said.contains(": 1 new.") && said.contains("Shared through"), "{said}");
    assert!(ana.ok(&["list"]).contains("and back"));
    assert!(ana.ok(&["doctor"]).contains("Shared through"));
    let said = ben.ok(&["sync", "--stop"]);
    assert!(said.contains("All of it stays here"), "{said}");
    assert!(ben.ok(&["list"]).contains("sent at once"));
}
