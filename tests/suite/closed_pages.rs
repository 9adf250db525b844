//! A baby's pages that are closed: read, never written, nothing counted, nothing asked; the other twin as before.

use crate::support::{Program, TestApp, assert_hides, assert_shows, assert_shows_all, entry, memory, with};
use cuebook::model::{Baby, Change, Details, EntryKind, Note, Sleep, new_id};
use cuebook::store::Store;
use tempfile::TempDir;

/// Maya slept at noon and sleeps again since half past one; a note stands beside.
fn written() -> Store {
    let store = memory();
    let family = store.load_family().unwrap();
    let sleep = || Details::Sleep(Sleep::default());
    let mut note = entry(&family, "2026-11-22T10:00:00+00:00", None, Details::Note(Note::default()));
    (note.baby, note.note) = (None, Some("she liked the rain".into()));
    let nap = entry(&family, "2026-11-22T11:40:00+00:00", Some("2026-11-22T12:55:00+00:00"), sleep());
    let running = entry(&family, "2026-11-22T13:30:00+00:00", None, sleep());
    with(store, &[note, nap, running])
}

fn close(app: &mut TestApp) {
    app.press(":");
    app.press("close this");
    app.press("<enter>");
    assert_shows(app, "Maya's pages are closed; everything in them is kept");
}

fn body(app: &TestApp) -> String {
    let screen = app.screen();
    screen.lines().skip(1).collect::<Vec<_>>().join("\n")
}

#[test]
fn today_shows_the_name_the_dates_and_what_still_helps() {
    let mut app = TestApp::of(written(), 80, 24);
    assert_shows_all(&app, &["asleep since 13:30", "11 weeks"]);
    close(&mut app);
    app.press("<up>");
    insta::assert_snapshot!("closed_today_80x24", app.screen());
    app.resize(60, 20);
    insta::assert_snapshot!("closed_today_60x20", app.screen());
    for counted in ["asleep", "awake", "week", " h ", " min", "13:30", "11:40", "sleep"] {
        assert!(!body(&app).contains(counted), "{counted} in {}", app.screen());
    }
    app.press("<ctrl-l><enter>u");
    assert_shows_all(&app, &["Undone: closing Maya's pages", "sleep    since 13:30", "11 weeks"]);
}

#[test]
fn nothing_is_written_of_her_and_the_sleep_stays_as_it_was() {
    let mut app = TestApp::of(written(), 80, 24);
    close(&mut app);
    let before = app.entries();
    for key in ["s", "S", "m", "c", "z", "a", "x", "v", "t"] {
        app.press(key);
        if matches!(key, "v" | "t") {
            // From another screen they are Today's by name.
            app.press(":massage<enter>");
        }
        assert_shows(&app, "These pages are closed. Everything you wrote is safe: v to look back, !");
        app.press("<esc>");
        assert_eq!(app.entries(), before, "{key}");
    }
    for line in ["slept 9:00-10:00", "awake", "cue hiccups", "massage 10 min", "asleep since 13:40"] {
        app.press(":<ctrl-u>");
        app.press(line);
        assert_shows(&app, "These pages are closed.");
        app.press("<enter><esc>");
        assert_eq!(app.entries(), before, "{line}");
    }
    // Looking back, entries open no form, move in no time and are not removed.
    app.press("v<down>");
    assert_shows(&app, "1 h 15");
    for key in ["e", "w", "d", "<enter>"] {
        app.press(key);
        assert_shows(&app, "These pages are closed.");
        assert_eq!(app.entries(), before, "{key}");
    }
    assert!(!body(&app).contains("since 13:30") && !body(&app).contains("no end"), "{}", app.screen());
    // How the parent is, and a note, are still theirs to write.
    app.press("<esc>n");
    app.press("we miss you<ctrl-s>");
    app.press("f1<ctrl-s>");
    assert_eq!(app.entries().len(), before.len() + 2);
    assert_shows_all(&app, &["we miss you", "heavy"]);
}

#[test]
fn support_puts_bereavement_first() {
    let mut app = TestApp::of(written(), 80, 24);
    app.press(",");
    while !app.screen().contains("▸ country") {
        app.press("<down>");
    }
    app.press("<enter>2<enter><esc>");
    app.press("!");
    let first = |app: &TestApp| {
        body(app).lines().find(|row| row.len() > 2 && !row.contains("──")).unwrap().to_owned()
    };
    assert!(first(&app).contains("In danger"), "{}", app.screen());
    app.press("<esc>");
    close(&mut app);
    app.press("!");
    assert!(first(&app).contains("When a baby has died"), "{}", app.screen());
    assert_shows_all(&app, &["Sands", "In danger: ring 999"]);
}

#[test]
fn the_other_twins_screens_are_untouched() {
    let mut store = written();
    let leo = Baby { name: Some("Leo".into()), ..Baby::new_unnamed(new_id()) };
    store.apply(&Change::add_record("Leo", leo), crate::support::now()).unwrap();
    let mut app = TestApp::of(store, 80, 24);
    app.press("B");
    app.press("s<ctrl-z>");
    app.press("B");
    close(&mut app);
    // The other baby is shown from here on.
    assert_shows(&app, "Leo");
    assert_hides(&app, "Maya asleep");
    app.press("s");
    assert_shows(&app, "sleep    since 14:07");
    app.press("SS");
    let of_maya = app.family().find_baby_by_name("Maya").unwrap().id;
    let mut hers = app.entries();
    hers.retain(|entry| {
        entry.baby == Some(of_maya) && entry.kind() == EntryKind::Sleep && entry.until.is_none()
    });
    assert_eq!(hers.len(), 1, "her sleep was not ended");
}

#[test]
fn the_command_line_refuses_with_a_plain_sentence() {
    let folder = TempDir::new().unwrap();
    let home = Program::new(folder.path());
    home.ok(&["set", "baby", "Maya", "--born", "3 Sep 2026"]);
    home.ok(&["log", "asleep since 13:30"]);
    home.ok(&["set", "baby", "Maya", "--close"]);
    for args in [
        &["log", "slept 9:00-10:00"][..],
        &["log", "awake"],
        &["log", "cue hiccups"],
        &["log", "--baby", "maya", "massage 10 min"],
        &["mark", "night", "2026-11-21", "complete", "--baby", "Maya"],
    ] {
        let (code, out, err) = home.run(args);
        assert_eq!((code, out.as_str()), (1, ""), "{args:?}");
        assert!(err.contains("Maya's pages are closed, so nothing was written."), "{args:?}: {err}");
    }
    let day = home.ok(&["today"]);
    assert!(day.starts_with("Maya. These pages are closed."), "{day}");
    assert!(!day.contains("sleep") && !day.contains("week"), "{day}");
    let list = home.ok(&["list"]);
    assert!(list.contains("sleep") && !list.contains("since") && !list.contains("no end"), "{list}");
    let trends = home.ok(&["trends", "--json"]);
    assert!(!trends.contains("\"running\"") && !trends.contains("\"open\": true"), "{trends}");
    home.ok(&["log", "note we miss her"]);
    assert!(home.ok(&["support", "--country", "gb"]).starts_with("When a baby has died"));
    home.ok(&["undo"]);
    home.ok(&["set", "baby", "Maya", "--reopen"]);
    home.ok(&["log", "awake"]);
}
