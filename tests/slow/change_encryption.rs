//! The lock turned from the settings, while the app goes on: a real file each.

use super::*;
use crate::support::{LONDON, TestApp, assert_hides, now};
use cuebook::store::{Passphrase, ProgramRun, Store, StoreError};
use ratatui::Terminal;
use ratatui::backend::TestBackend;
use std::time::Duration;

fn open(home: &TempHome, key: Option<&str>) -> Result<Store, StoreError> {
    let key = key.map(|key| Passphrase::new(key.into()).unwrap());
    Store::open_with_passphrase(&home.journal(), ProgramRun::new("test"), LONDON, key.as_ref())
}

fn app(home: &TempHome, key: Option<&str>) -> TestApp {
    TestApp::of(open(home, key).unwrap(), 80, 24)
}

fn has(app: &TestApp, parts: &[&str]) {
    let screen = app.screen();
    // A sentence may go on in the next row.
    let flat = screen.split_whitespace().collect::<Vec<_>>().join(" ");
    for part in parts {
        assert!(flat.contains(part), "no \"{part}\" in:\n{screen}");
    }
}

/// From Today into the row `lock` of the settings.
pub(super) fn to_lock(app: &mut TestApp) {
    app.press(",");
    for _ in 0..40 {
        if app.screen().contains("▸ lock") {
            app.press("<enter>");
            return;
        }
        app.press("<down>");
    }
    panic!("no row lock:\n{}", app.screen());
}

/// One after another, to be compared.
fn bytes(home: &TempHome) -> Vec<(PathBuf, Vec<u8>)> {
    let read = |file: PathBuf| (file.clone(), fs::read(file).unwrap());
    home.files().into_iter().map(read).collect()
}

#[test]
fn locking_from_the_settings_leaves_nothing_to_read_and_the_app_goes_on() {
    let home = TempHome::planted();
    for n in 0..6 {
        home.ok(&["backup", &format!("mine-{n}.db")]);
    }
    let mut app = app(&home, None);
    app.press("s");
    // Another way into the file rests from here on.
    app.press("v/");
    app.press("hiccups<esc><esc>");
    app.press("n");
    app.press("quillwort in a draft<esc>");
    to_lock(&mut app);
    insta::assert_snapshot!("a_first_passphrase", app.screen());
    app.press("open sesame");
    has(&app, &["new passphrase •••••••••••"]);
    assert_hides(&app, "sesame");
    app.press("<enter>");
    app.press("open sesame<enter>");
    insta::assert_snapshot!("locked", app.screen());
    for n in 0..6 {
        fs::remove_file(home.path(&format!("mine-{n}.db"))).unwrap();
    }
    home.nothing_shows();
    assert!(matches!(open(&home, None), Err(StoreError::PassphraseRequired(_))));
    assert_eq!(home.copies(), ["before-lock-2026-11-22-140700.db", "day-2026-11-22.db"]);
    app.press("<esc>");
    has(&app, &["▸ lock locked with a passphrase"]);
    // What waited is there, is kept, and is undone; and so is what this run did before.
    app.press("<esc>n");
    has(&app, &["quillwort in a draft"]);
    app.press("<ctrl-s>");
    has(&app, &["Saved"]);
    home.nothing_shows();
    let count = app.entries().len();
    app.press("u");
    has(&app, &["Undone: 14:07 note"]);
    app.press("u");
    has(&app, &["Undone: "]);
    assert_eq!(app.entries().len(), count - 2);
    app.press("UU");
    assert_eq!(app.entries().len(), count);
    // Looking for words opens the file once more, on another thread.
    app.press("v/");
    app.press("quillwort");
    has(&app, &["in a draft"]);
    app.press("<esc><esc><ctrl-l>");
    has(&app, &["Type the passphrase, then enter, to show it."]);
    app.press("open sesame<enter>");
    assert_hides(&app, "hidden");
    app.wait(1);
    home.nothing_shows();
    drop(app);
    assert!(home.with(&["open sesame"], &["list"]).contains("in a draft"));
}

#[test]
fn another_passphrase_wants_the_one_before_and_the_lock_comes_off_again() {
    let home = TempHome::planted();
    home.with(&["one"], &["lock"]);
    let strange = home.backups().join("day-2026-11-01.db");
    fs::write(&strange, [7; 4096]).unwrap();
    let mut app = app(&home, Some("one"));
    to_lock(&mut app);
    insta::assert_snapshot!("another_or_none", app.screen());
    app.press("<enter>");
    let before = bytes(&home);
    app.press("wrong<enter>");
    has(&app, &["That is not the passphrase. Please take a moment"]);
    // At once, even the right one is not looked at.
    app.press("one<enter>");
    has(&app, &["passphrase now •••"]);
    std::thread::sleep(Duration::from_millis(1_100));
    app.press("<enter>");
    has(&app, &["new passphrase"]);
    app.press("two<enter>");
    app.press("tow<enter>");
    has(&app, &["The two were different, so nothing was changed."]);
    assert!(before == bytes(&home), "something was changed");
    // A password manager ends its line.
    app.app.handle_paste("two\n", now());
    app.press("<enter>");
    app.press("two<enter>");
    has(&app, &["The journal has a new passphrase"]);
    has(&app, &["2 copies cuebook kept are under the same passphrase"]);
    assert!(matches!(open(&home, Some("one")), Err(StoreError::WrongPassphrase(_))));
    app.press("<esc><esc>n");
    app.press("after the change<ctrl-s>");
    has(&app, &["Saved"]);
    home.nothing_shows();
    drop(app);
    let mut app = self::app(&home, Some("two"));
    to_lock(&mut app);
    app.press("<down><enter>");
    app.press("two<enter>");
    has(&app, &["Unlocked. Anyone who can read the file"]);
    has(&app, &["copies cuebook kept are without a lock now, too."]);
    has(&app, &["day-2026-11-01.db has another passphrase, or is damaged, so we left it."]);
    assert_hides(&app, "does not reach copies");
    assert_eq!(fs::read(&strange).unwrap(), [7; 4096]);
    fs::remove_file(&strange).unwrap();
    app.press("<esc>");
    has(&app, &["▸ lock not locked"]);
    app.press("<esc>s");
    has(&app, &["Saved"]);
    drop(app);
    // This app records nothing, so the file is taken as it is.
    assert!(home.ok(&["--new", "list"]).contains("quillwort"));
    assert!(home.copies().len() > 2, "{:?}", home.copies());
    for copy in home.copies() {
        assert!(Store::open(&home.backups().join(copy), ProgramRun::new("test"), LONDON).is_ok());
    }
}

#[test]
fn a_journal_open_in_another_window_is_not_locked_and_both_go_on() {
    let home = TempHome::planted();
    let other = open(&home, None).unwrap();
    let mut app = app(&home, None);
    to_lock(&mut app);
    let before = bytes(&home);
    app.press("words<enter>");
    app.press("words<enter>");
    has(&app, &["This journal is open in another window. Close it there, then try again."]);
    assert!(before == bytes(&home), "something was changed");
    has(&app, &["new passphrase"]);
    assert_hides(&app, "•");
    app.press("<esc><esc>s");
    has(&app, &["Saved"]);
    // The lock beside the file is shared again: nobody else can have the journal alone.
    drop(other);
    assert!(home.refused_with(&["words"], &["lock"]).contains("open in another window"));
    to_lock(&mut app);
    app.press("words<enter>");
    app.press("words<enter>");
    has(&app, &["Locked."]);
    home.nothing_shows();
}

#[test]
fn a_lock_that_cannot_be_made_leaves_the_journal_as_it_was() {
    let home = TempHome::planted();
    let mut app = app(&home, None);
    fs::remove_dir_all(home.backups()).unwrap();
    fs::write(home.backups(), "in the way").unwrap();
    to_lock(&mut app);
    let before = bytes(&home);
    app.press("words<enter>");
    app.press("words<enter>");
    has(&app, &["it is not a folder", "new passphrase"]);
    assert!(before == bytes(&home), "something was changed");
    app.press("<esc>");
    has(&app, &["▸ lock not locked"]);
    app.press("<esc>s");
    has(&app, &["Saved"]);
    app.press("u");
    has(&app, &["Undone"]);
}

#[test]
fn it_is_said_before_it_is_done_and_a_copy_under_way_comes_first() {
    let home = TempHome::planted();
    let mut app = app(&home, None);
    fs::remove_dir_all(home.backups()).unwrap();
    to_lock(&mut app);
    app.press("words<enter>");
    app.press("words");
    // The day's copy begins, under no lock yet.
    app.app.handle_tick(now());
    let enter = crossterm::event::KeyCode::Enter;
    app.app.handle_key(enter.into(), now());
    assert!(app.app.is_working());
    let mut terminal = Terminal::new(TestBackend::new(80, 24)).unwrap();
    terminal.draw(|frame| app.app.draw(frame)).unwrap();
    assert!(terminal.backend().to_string().contains("locking…"));
    assert!(fs::read(home.journal()).unwrap().starts_with(b"SQLite"));
    app.app.handle_tick(now());
    assert!(!app.app.is_working());
    app.wait(1);
    has(&app, &["Locked."]);
    home.nothing_shows();
    assert!(home.copies().iter().any(|name| name.starts_with("day-")));
}

#[test]
fn every_size_and_a_journal_without_a_file() {
    let home = TempHome::planted();
    let mut app = app(&home, None);
    app.resize(60, 20);
    to_lock(&mut app);
    app.press("open<enter>");
    insta::assert_snapshot!("once_more_narrow", app.screen());
    for (columns, rows) in [(20, 5), (7, 3), (1, 1), (120, 40)] {
        app.resize(columns, rows);
    }
    app.press("<esc><esc>");
    // Longer than what is kept ready for it.
    let long = "ż".repeat(700);
    to_lock(&mut app);
    for _ in 0..2 {
        app.app.handle_paste(&long, now());
        app.press("<enter>");
    }
    has(&app, &["Locked."]);
    drop(app);
    let mut app = self::app(&home, Some(&long));
    app.resize(60, 20);
    to_lock(&mut app);
    for (columns, rows) in [(20, 5), (7, 3), (1, 1), (60, 20)] {
        app.resize(columns, rows);
    }
    app.press("<down><enter>");
    app.app.handle_paste(&long, now());
    app.press("<enter>");
    has(&app, &["Unlocked."]);
    let mut app = TestApp::new();
    to_lock(&mut app);
    has(&app, &["nothing to lock"]);
}
