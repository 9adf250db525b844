//! A baby who needs help now: what is typed of it is never a cue. The line says what to do first, and offers a note.

use crate::support::{Program, TestApp, assert_shows, assert_shows_all};
use cuebook::model::EntryKind;
use tempfile::TempDir;

const SIGNS: [&str; 10] = [
    "goes floppy",
    "cue goes floppy",
    "turned blue",
    "cue turns blue, cries",
    "choking",
    "cue chokes",
    "massage 10 min, legs, choked",
    "hard to wake",
    "struggling to breathe",
    "she won\u{2019}t wake",
];

#[test]
fn the_command_line_says_what_to_do_first_and_keeps_nothing_as_a_cue() {
    let folder = TempDir::new().unwrap();
    let home = Program::new(folder.path());
    home.ok(&["log", "note here"]);
    for sign in SIGNS {
        let (code, out, err) = home.run(&["log", sign]);
        assert_eq!((code, out.as_str()), (1, ""), "{sign}");
        let help = err.find("needs help now: ring 999").unwrap_or_else(|| panic!("{sign}: {err}"));
        assert!(help < err.find("cuebook log note").unwrap(), "{sign}: {err}");
    }
    let kept = home.ok(&["list"]);
    assert!(!kept.contains("cue") && !kept.contains("massage"), "{kept}");
    // As a note it is kept as it was typed.
    home.ok(&["log", "note she went floppy, better now"]);
    assert!(home.ok(&["list"]).contains("she went floppy, better now"));
}

#[test]
fn the_apps_line_shows_the_box_and_tab_makes_it_a_note() {
    for (columns, rows) in [(80, 24), (60, 20)] {
        let mut app = TestApp::new();
        app.resize(columns, rows);
        app.press(":");
        app.press("goes floppy");
        assert_shows_all(&app, &["needs help now: ring 999", "press tab to make it a note"]);
        app.press("<tab><enter>");
        let note = app.only(EntryKind::Note);
        assert_eq!(note.note.as_deref(), Some("goes floppy"));
    }
}

#[test]
fn everyday_words_that_only_look_like_it_are_read_as_before() {
    let mut app = TestApp::new();
    for (line, kind) in [("feeling blue", EntryKind::Checkin), ("cue gags", EntryKind::Cue)] {
        app.press(":");
        app.press(line);
        app.press("<enter>");
        assert_shows(&app, "14:07");
        assert_eq!(app.only(kind).kind(), kind, "{line}");
    }
}
