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
    assert_eq!(said.lines().filter(|line| line.starts_with("conflict")).count(), 1, "{said}");
    let offered = format!("`cuebook import {} --newer`", copy.display());
    assert!(said.contains("second version of this journal") && said.contains(&offered), "{said}");
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

/// Dropbox puts a name with its apostrophe and blanks into the file's.
#[cfg(unix)]
#[test]
fn the_command_for_a_copy_can_be_pasted_into_a_shell() {
    let home = TempHome::new();
    home.ok(&["log", "note here"]);
    let copy = home.path("journal (Ana's conflicted copy 2026-11-22).db");
    fs::copy(home.journal(), &copy).unwrap();
    home.on(copy.file_name().unwrap().to_str().unwrap()).ok(&["log", "note written there"]);
    let said = home.ok(&["doctor"]);
    let line = said.lines().find(|line| line.starts_with("conflict")).unwrap();
    let command = line.split('`').nth(1).unwrap().strip_prefix("cuebook ").unwrap();
    let program = assert_cmd::cargo::cargo_bin!("cuebook");
    let script = format!("\"$0\" {command} --yes");
    let out = home.std_command("sh").arg("-c").arg(script).arg(program).output().unwrap();
    assert!(out.status.success(), "{command}: {}", String::from_utf8_lossy(&out.stderr));
    assert!(home.ok(&["list"]).contains("written there"));
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
