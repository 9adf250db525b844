//! Words looked for in a journal of some size, in a file: on the worker, newest first, stopped by the next letter.

use crate::support::{LONDON, TestApp, assert_shows, now, open, settled};
use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use cuebook::model::{Change, Details, Edit, Entry, Note, new_id};
use cuebook::tui::theme::Theme;
use std::path::Path;

/// One note an hour back from now; those whose number `said` knows say more.
fn notes(path: &Path, many: i64, said: impl Fn(i64) -> Option<&'static str>) {
    let mut store = settled(open(path));
    let family = store.load_family().unwrap();
    let note = |n: i64| Entry {
        id: new_id(),
        baby: None,
        carer: family.carers[0].id,
        at: now().add_minutes(-60 * n, LONDON),
        until: None,
        approximate: false,
        note: Some(format!("note {n} {}", said(n).unwrap_or("as usual"))),
        details: Details::Note(Note::default()),
    };
    let edits = (1..=many).map(|n| Edit { before: None, after: Some(note(n).into()) });
    let change = Change { title: "notes".into(), edits: edits.collect() };
    store.apply(&change, now()).unwrap();
}

/// Keys without waiting for what the worker finds.
fn type_on(app: &mut TestApp, keys: &str) {
    for c in keys.chars() {
        let key = KeyEvent::new(KeyCode::Char(c), KeyModifiers::NONE);
        app.app.handle_key(key, now());
    }
}

fn opened(path: &Path) -> TestApp {
    let store = open(path);
    TestApp::with_theme(store, Theme::with_defaults(), 80, 24)
}

#[test]
fn words_are_looked_for_behind_the_screen_to_the_oldest_entry() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("journal.db");
    notes(&path, 6000, |n| match n {
        10 => Some("the near rash"),
        5990 => Some("the far rash"),
        _ => None,
    });
    let mut app = opened(&path);
    type_on(&mut app, "v/rash");
    assert!(app.app.is_working(), "no key does the looking itself");
    app.wait(0);
    app.press("<down>");
    assert_shows(&app, "the near rash");
    assert_shows(&app, "the far rash");
    assert!(!app.screen().contains("as usual"), "{}", app.screen());
    // Both are on the list, and the cursor went down to the older one.
    let picked = app.screen();
    let picked = picked.lines().find(|row| row.starts_with('▸')).unwrap();
    assert!(picked.contains("far"), "{picked}");
}

#[test]
fn the_next_letter_stops_what_was_looked_for_before() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("journal.db");
    notes(&path, 3000, |n| (n % 3 == 0).then_some(if n == 2700 { "rashly" } else { "rasher" }));
    let mut app = opened(&path);
    type_on(&mut app, "v/rash");
    app.press("ly");
    assert_shows(&app, "note 2700 rashly");
    assert!(!app.screen().contains("rasher"), "{}", app.screen());
    app.press("<esc>");
    assert!(!app.app.is_working());
    assert_shows(&app, "note 1 as usual");
}

#[test]
fn a_long_list_found_can_be_read_to_both_ends() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("journal.db");
    notes(&path, 1300, |_| None);
    for words in ["", "/usual<enter>"] {
        let mut app = opened(&path);
        app.press(&format!("v{words}<end>"));
        assert_shows(&app, "note 1300 as usual");
        app.press(&"<pgup>".repeat(70));
        assert_shows(&app, "note 600 as usual");
        app.press(&"<pgup>".repeat(70));
        assert_shows(&app, "note 1 as usual");
        app.press(&"<pgdn>".repeat(135));
        assert_shows(&app, "note 1300 as usual");
        app.press("<home>");
        assert_shows(&app, "note 1 as usual");
    }
}

#[test]
fn what_is_changed_in_a_found_list_shows_at_once() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("journal.db");
    notes(&path, 40, |_| None);
    let mut app = opened(&path);
    app.press("v/usual<enter><down>w4<left>");
    let enter = KeyEvent::new(KeyCode::Enter, KeyModifiers::NONE);
    app.app.handle_key(enter, now());
    assert!(app.app.is_working());
    app.resize(80, 24);
    assert_shows(&app, "▸≡ 11:07      note     note 2 as usual");
    type_on(&mut app, "d");
    app.resize(80, 24);
    assert!(!app.screen().contains("note     note 2 as usual"), "{}", app.screen());
    app.press("u");
    assert_shows(&app, "note 2 as usual");
}
