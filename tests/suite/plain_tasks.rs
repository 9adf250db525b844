//! What leaves the journal or takes its place, begun on the screens by name and done in plain lines, in a real terminal:
//! whoever starts cuebook from a menu never types a command.
#![cfg(target_os = "linux")]

use crate::support::{Session, TempHome, TestApp, assert_shows};
use cuebook::tui::app::PlainTask;

/// The screens on a journal with one note, in a home of its own.
fn open_with_note(home: &TempHome) -> Session {
    home.ok_with_notices(&["log", "note", "the", "first", "day"]);
    let program = env!("CARGO_BIN_EXE_cuebook");
    let journal = home.path("journal.db");
    let mut session = Session::start(&format!(
        "HOME='{}' '{program}' --journal '{}'; echo \"left with $?.\"; stty -a; echo all said.",
        home.folder().display(),
        journal.display()
    ));
    session.wait("the first day");
    session
}

fn choose_by_name(session: &mut Session, name: &str, heading: &str) {
    session.press(":");
    session.wait("Type a line");
    session.press(name);
    session.wait(&format!("▸ {name}"));
    session.press("\r");
    session.wait(heading);
    assert!(!session.screen.screen().alternate_screen(), "plain lines stand on the ordinary screen");
}

fn go_back(session: &mut Session) {
    session.wait("Enter alone goes back");
    session.press("\r");
    session.wait("? help");
}

fn leave(mut session: Session) {
    session.press("q");
    session.expect_restored("0");
}

#[test]
fn everything_goes_into_a_file_under_a_free_name() {
    let home = TempHome::new();
    std::fs::write(home.path("cuebook-2026-11-22.json"), "taken").unwrap();
    let mut session = open_with_note(&home);
    choose_by_name(&mut session, "export", "What is it for?");
    session.press("1\r");
    session.wait("cuebook-2026-11-22-2.json):");
    session.press("\r");
    go_back(&mut session);
    let kept = std::fs::read_to_string(home.path("cuebook-2026-11-22-2.json")).unwrap();
    assert!(kept.contains("the first day"), "{kept}");
    assert_eq!(kept, home.ok_with_notices(&["export"]));
    leave(session);
}

#[test]
fn what_was_exported_comes_into_the_journal_of_another_home() {
    let (home, other) = (TempHome::new(), TempHome::new());
    home.ok_with_notices(&["log", "note", "from", "the", "old", "laptop"]);
    let archive = other.path("family.json");
    home.ok_with_notices(&["export", "--out", &archive.display().to_string()]);
    let mut session = open_with_note(&other);
    session.press(":");
    session.wait("Type a line");
    session.press("from an archive");
    session.wait("▸ from an archive");
    session.press("\r");
    session.wait("letters narrow the list");
    session.press("~/family.json");
    session.wait("enter opens this path");
    session.press("\r");
    session.wait("To add: 1 note");
    session.press("\r");
    session.wait("Saved: import of family.json: 1 entry.");
    session.wait("from the old laptop");
    leave(session);
}

#[test]
fn a_copy_is_saved_and_put_back() {
    let home = TempHome::new();
    let mut session = open_with_note(&home);
    choose_by_name(&mut session, "save a copy", "A copy of the journal");
    session.press("~/stick.db\r");
    session.wait("stick.db.");
    go_back(&mut session);
    assert!(home.path("stick.db").is_file(), "~ is the home folder");

    session.press("n");
    session.wait("your note");
    session.press("the second day\x13");
    session.wait("Saved");
    choose_by_name(&mut session, "restore a copy", "none: leave the journal as it is");
    // No copy holds the second day; the last two choices are a file by its name, and none.
    let another = session
        .shown()
        .lines()
        .find_map(|line| line.trim().strip_suffix("another file, by its name").map(|n| n.trim().to_owned()))
        .unwrap();
    session.press(&format!("{another}\r"));
    session.wait("The copy's file");
    session.press("~/stick.db\r");
    session.wait("y/N");
    session.press("y\r");
    session.wait("Restored.");
    go_back(&mut session);
    session.wait("the first day");
    assert!(!session.shown().contains("the second day"), "{}", session.shown());
    leave(session);
    assert!(!home.ok(&["list"]).contains("the second day"));
}

#[test]
fn the_file_is_looked_over_and_what_fails_leads_back_too() {
    let home = TempHome::new();
    let mut session = open_with_note(&home);
    choose_by_name(&mut session, "check the file", "How the journal's file is");
    session.wait("integrity");
    go_back(&mut session);
    choose_by_name(&mut session, "save a copy", "A copy of the journal");
    session.press("/nonexistent/folder/copy.db\r");
    session.wait("/nonexistent/folder");
    go_back(&mut session);
    leave(session);
}

#[test]
fn a_lock_given_on_the_screens_is_asked_for_on_the_way_back() {
    let home = TempHome::new();
    let mut session = open_with_note(&home);
    session.press(":");
    session.wait("Type a line");
    session.press("lock");
    session.wait("▸ lock");
    session.press("\r");
    session.wait("new passphrase");
    session.press("open sesame\r");
    session.wait("the same again");
    session.press("open sesame\r");
    session.wait("Locked");
    session.press("\x1b");
    session.wait("? help");
    choose_by_name(&mut session, "save a copy", "Where to");
    session.press("\r");
    session.wait("Passphrase for");
    session.press("open sesame\r");
    session.wait("It is locked with");
    // One passphrase is asked for once.
    go_back(&mut session);
    session.wait("the first day");
    leave(session);
    let head = std::fs::read(home.path("cuebook-2026-11-22.db")).unwrap();
    assert!(!head.starts_with(b"SQLite format 3"), "the copy has the journal's lock");
}

#[test]
fn the_settings_have_them_and_a_journal_in_no_file_says_so() {
    let mut app = TestApp::new();
    app.press(",<end>");
    for row in ["files and copies", "export", "save a copy", "restore a copy", "check the file"] {
        assert_shows(&app, row);
    }
    app.press("<esc>:check the file<enter>");
    assert_shows(&app, "This journal is in no file");
    assert_eq!(app.app.plain_task(), None);
    assert!(!app.app.is_quitting());

    let folder = tempfile::tempdir().unwrap();
    let mut app = TestApp::in_file(&folder.path().join("t.db"));
    app.press(":check the file<enter>");
    assert_eq!(app.app.plain_task(), Some(PlainTask::Doctor));
    assert!(app.app.is_quitting());
}
