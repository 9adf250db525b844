//! Today as it is used: days, the cursor, one key for a sleep, messages that can be read to their end.

use crate::support::{LONDON, TestApp, at, entry, memory, now, with};
use cuebook::model::{Change, Details, Entry, EntryKind, Family, Note, Sleep};
use cuebook::store::{ProgramRun, Store};

fn note(family: &Family, when: &str) -> Entry {
    let note = entry(family, when, None, Details::Note(Note::default()));
    Entry { baby: None, note: Some("a note".into()), ..note }
}

#[test]
fn after_the_end_of_the_help_the_first_up_moves() {
    let mut app = TestApp::new();
    app.press("?<end>");
    let end = app.screen();
    app.press("<up>");
    assert_ne!(app.screen(), end);
}

#[test]
fn another_day_is_named_and_writing_returns_to_today() {
    let mut app = TestApp::new();
    app.press("<left>");
    assert!(app.screen().contains("Saturday 21 November"), "{}", app.screen());
    app.press("s");
    let screen = app.screen();
    assert!(screen.contains("asleep since 14:07") || screen.contains("Kept 14:07 sleep"), "{screen}");
    assert!(!screen.contains("Saturday 21 November"), "what was kept is on the day shown\n{screen}");
}

#[test]
fn the_footer_says_what_s_would_do_now() {
    let mut app = TestApp::new();
    assert!(app.screen().contains("s asleep"));
    app.press("s");
    assert!(app.screen().contains("s woke up"), "{}", app.screen());
    app.press("s");
    assert!(app.screen().contains("s asleep"));
    assert_eq!(app.entries().len(), 1);
}

#[test]
fn a_new_entry_from_elsewhere_does_not_slide_under_the_cursor() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("t.db");
    let mut app = TestApp::in_file(&path);
    let mine = note(&app.family(), "2026-11-22T11:00:00Z");
    let theirs = note(&app.family(), "2026-11-22T12:00:00Z");
    let mut other = Store::open(&path, ProgramRun::new("other"), LONDON).unwrap();
    other.apply(&Change::add_record("mine", mine.clone()), now()).unwrap();
    app.press("<up>");
    other.apply(&Change::add_record("theirs", theirs.clone()), now()).unwrap();
    app.press("?<esc>d");
    let left: Vec<_> = app.entries().into_iter().map(|entry| entry.id).collect();
    assert_eq!(left, [theirs.id]);
}

#[test]
fn in_the_small_hours_the_last_waking_still_counts() {
    let store = memory();
    let mut slept =
        entry(&store.load_family().unwrap(), "2026-11-21T19:00:00Z", None, Details::Sleep(Sleep::default()));
    slept.until = Some(at("2026-11-22T06:50:00Z"));
    let app = TestApp::of(with(store, &[slept]), 80, 24);
    assert!(app.screen().contains("awake 7 h 17"), "{}", app.screen());
    assert_eq!(app.only(EntryKind::Sleep).duration_minutes(), Some(710));
}

#[test]
fn pasted_line_ends_stay_line_ends_in_a_note_and_blanks_in_a_line() {
    let mut app = TestApp::new();
    app.press("n");
    app.app.handle_paste("one\r\ntwo\rthree", now());
    app.press("<ctrl-s>");
    assert_eq!(app.only(EntryKind::Note).note.as_deref(), Some("one\ntwo\nthree"));
    app.press(":note ");
    app.app.handle_paste("four\rfive", now());
    app.press("<enter>");
    assert!(app.entries().iter().any(|e| e.note.as_deref() == Some("four five")));
}
