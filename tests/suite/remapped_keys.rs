//! Keys of the family's own: the program with a config file, from a key pressed to the sentence that names it.
#![cfg(target_os = "linux")]

use crate::support::Session;
use std::fs;

/// The journal with one note in it, opened with these lines under `[keys]`.
fn open_with_keys(folder: &std::path::Path, keys: &str) -> Session {
    let (journal, config) = (folder.join("journal.db"), folder.join("config.toml"));
    fs::write(&config, format!("[keys]\n{keys}\n")).unwrap();
    let run = format!("'{}' --journal '{}'", env!("CARGO_BIN_EXE_cuebook"), journal.display());
    let mut session = Session::start(&format!(
        "export CUEBOOK_CONFIG='{}'; {run} log note first >/dev/null; {run}; echo \"left with $?.\"; stty -a; echo all said.",
        config.display()
    ));
    session.wait("? help");
    session
}

#[test]
fn a_key_of_ones_own_does_it_and_every_sentence_names_it() {
    let folder = tempfile::tempdir().unwrap();
    let keys = "note = \"y\"\nundo = [\"b\", \"ctrl-b\"]\npast.next-kind = \"i\"\nback = \"ctrl-x\"";
    let mut session = open_with_keys(folder.path(), keys);
    assert!(session.shown().contains("y note"), "{}", session.shown());
    session.press("n");
    session.wait("That key does nothing here.");
    session.press("y");
    session.wait("ctrl-x leave");
    session.press("our walk\x13");
    session.wait("b to undo");
    session.press("b");
    session.wait("Undone");
    assert!(!session.shown().contains("our walk 14"), "{}", session.shown());
    session.press("v");
    session.wait("i kind");
    session.press("i");
    session.wait("Press i for the next kind, ctrl-x for everything.");
    // Where text is typed a letter stays a letter.
    session.press("\x18");
    session.wait("first");
    session.press("\x18");
    session.wait("y note");
    session.press("y");
    session.wait("F1 help");
    session.press("b");
    session.press("y");
    session.wait("by");
    session.press("\x18");
    session.wait("What you typed is still there: press y.");
    session.press("q");
    session.expect_restored("0");
}

#[test]
fn a_key_that_would_mean_two_things_is_told_of_and_the_usual_keys_hold() {
    let folder = tempfile::tempdir().unwrap();
    let mut session = open_with_keys(folder.path(), "note = \"s\"");
    session.wait("s would mean both sleep and note");
    session.press("n");
    session.wait("F1 help");
    session.press("usual\x13");
    session.wait("u to undo");
    session.press("q");
    session.expect_restored("0");
}
