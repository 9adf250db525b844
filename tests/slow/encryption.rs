//! The lock.

use super::*;
use crate::support::{LONDON, TestApp};
use cuebook::store::{BackupPolicy, EntryFilter, Passphrase, ProgramRun, Store, StoreError};
use std::process::Stdio;

fn words(text: &str) -> Passphrase {
    Passphrase::new(text.into()).unwrap()
}

fn open(path: &Path, key: &str) -> Result<Store, StoreError> {
    Store::open_with_passphrase(path, ProgramRun::new("test"), LONDON, Some(&words(key)))
}

#[test]
fn a_locked_journal_shows_nothing_and_every_command_opens_it() {
    let home = TempHome::planted();
    let list = home.ok(&["list"]);
    let said = home.with(&["open sesame"], &["lock"]);
    assert!(said.contains("nobody can open it"), "{said}");
    home.nothing_shows();
    assert_eq!(home.copies(), ["before-lock-2026-11-22-140700.db", "day-2026-11-22.db"]);
    assert_eq!(home.with(&["open sesame"], &["list"]), list);
    for args in [
        &["today"][..],
        &["trends"],
        &["cues"],
        &["report"],
        &["set"],
        &["history"],
        &["log", "note", "quillwort", "again"],
        &["undo"],
        &["redo"],
        &["backup"],
        &["doctor"],
    ] {
        let (code, _, err) = home.run_with(&["open sesame"], args);
        assert_eq!(code, 0, "{args:?}: {err}");
        home.nothing_shows();
    }
    assert!(home.ok(&["support"]).contains("Samaritans"), "support needs no passphrase");
    assert!(home.ok(&["where"]).contains("journal.db"));
}

#[test]
fn a_wrong_passphrase_is_told_and_changes_nothing() {
    let home = TempHome::planted();
    home.with(&["right"], &["lock"]);
    let before: Vec<_> = home.files().into_iter().map(|file| (fs::read(&file).unwrap(), file)).collect();
    for args in [
        &["list"][..],
        &["lock", "--change"],
        &["unlock"],
        &["log", "note", "x"],
        &["restore", "--yes", "journal.db.backups/day-2026-11-22.db"],
    ] {
        let err = home.refused_with(&["wrong", "other"], args);
        assert!(err.starts_with("Wrong passphrase for"), "{args:?}: {err}");
        assert!(err.contains("or the file is damaged"), "{err}");
        let after: Vec<_> = home.files().into_iter().map(|file| (fs::read(&file).unwrap(), file)).collect();
        assert!(before == after, "{args:?} changed something");
    }
    let err = home.refused_with(&[], &["list"]);
    assert!(err.contains("--passphrase-fd"), "{err}");
    assert!(home.refused_with(&[""], &["list"]).contains("at least one letter"));
}

#[test]
fn another_passphrase_takes_the_copies_along_and_unlocking_opens_them() {
    let home = TempHome::planted();
    let copy = home.backups().join("day-2026-11-22.db");
    home.with(&["one"], &["lock"]);
    assert!(home.refused_with(&["one"], &["lock"]).contains("locked already"));
    home.with(&["one", "two"], &["lock", "--change"]);
    home.nothing_shows();
    assert!(matches!(open(&home.journal(), "one"), Err(StoreError::WrongPassphrase(_))));
    assert!(open(&home.journal(), "two").is_ok());
    assert!(open(&copy, "two").is_ok());
    assert_eq!(home.copies().len(), 4, "{:?}", home.copies());
    let said = home.with(&["two"], &["unlock"]);
    assert!(said.starts_with("Unlocked."), "{said}");
    assert!(home.ok(&["list"]).contains("quillwort"));
    assert!(Store::open(&copy, ProgramRun::new("test"), LONDON).is_ok());
    assert!(home.refused_with(&[], &["unlock"]).contains("not locked"));
    assert!(home.refused_with(&["x"], &["lock", "--change"]).contains("not locked"));
}

#[test]
fn copies_are_removed_when_told_and_other_copies_are_named() {
    let home = TempHome::planted();
    home.ok(&["backup", "mine.db"]);
    let said = home.with(&["words"], &["lock", "--backups", "remove"]);
    assert_eq!(home.copies(), ["before-lock-2026-11-22-140700.db"]);
    assert!(said.contains("1 copy cuebook kept is removed."), "{said}");
    assert!(said.contains("mine.db"), "{said}");
    // Wherever among the copies a parent has put one, and what was taken out of the journal.
    home.with(&["words"], &["backup", "locked.db"]);
    let deep = home.backups().join("old/er");
    fs::create_dir_all(&deep).unwrap();
    fs::rename(home.path("mine.db"), deep.join("mine.db")).unwrap();
    home.run_with(&["words"], &["export", "--out", "all.json"]);
    home.run_with(&["words"], &["export", "--format", "csv", "--out", "tables"]);
    let said = home.with(&["words", "other"], &["lock", "--change"]);
    let named = ["all.json", "tables", "old/er/mine.db"];
    assert!(named.iter().all(|name| said.contains(name)), "{said}");
    assert!(!said.contains("locked.db"), "{said}");
    assert!(said.contains("exports or pages"), "{said}");
}

#[test]
fn the_recovery_sheet_is_private_new_and_says_which_journal() {
    let home = TempHome::planted();
    home.with(&["open sesame"], &["lock", "--sheet", "sheet.txt"]);
    let sheet = fs::read_to_string(home.path("sheet.txt")).unwrap();
    assert!(
        sheet.contains("open sesame") && sheet.contains("journal.db") && sheet.contains("22 Nov 2026"),
        "{sheet}"
    );
    #[cfg(unix)]
    assert_eq!(mode(&home.path("sheet.txt")), 0o600);
    let before = fs::read(home.journal()).unwrap();
    let err = home.refused_with(&["open sesame", "other"], &["lock", "--change", "--sheet", "sheet.txt"]);
    assert!(err.contains("there already"), "{err}");
    assert_eq!(fs::read(home.journal()).unwrap(), before, "not changed without its sheet");
    let said = home.with(&["open sesame", "other"], &["lock", "--change", "--sheet", "-"]);
    assert!(said.contains("    other\n"), "{said}");
}

#[test]
fn the_config_names_a_command_that_prints_the_passphrase() {
    let home = TempHome::planted();
    let config = home.path("config.toml");
    fs::write(home.path("secret"), "from a manager\nuser: me\n").unwrap();
    let secret = home.path("secret").display().to_string();
    fs::write(&config, format!("passphrase_command = [\"cat\", {secret:?}]\n")).unwrap();
    let run = |args: &[&str]| {
        let out = home.command_with(&[], args).env("CUEBOOK_CONFIG", &config).output().unwrap();
        (out.status.code(), String::from_utf8(out.stdout).unwrap() + &String::from_utf8(out.stderr).unwrap())
    };
    assert_eq!(run(&["lock"]).0, Some(0));
    assert!(home.refused_with(&[], &["list"]).contains("needs the passphrase"));
    assert!(run(&["list"]).1.contains("quillwort"));
    assert!(home.with(&["from a manager"], &["list"]).contains("quillwort"));
    fs::write(&config, "passphrase_command = [\"false\"]\n").unwrap();
    assert!(run(&["list"]).1.contains("without a passphrase"));
    fs::write(&config, "passphrase_command = \"cat secret\"\n").unwrap();
    assert!(run(&["list"]).1.contains("should be a list"));
}

#[test]
fn any_sqlcipher_tool_opens_it_with_the_passphrase() {
    let home = TempHome::planted();
    home.with(&["it's \"quoted\" ż"], &["lock"]);
    let conn = rusqlite::Connection::open(home.journal()).unwrap();
    conn.pragma_update(None, "key", "it's \"quoted\" ż").unwrap();
    let notes: i64 = conn.query_row("SELECT count(*) FROM checkin", [], |row| row.get(0)).unwrap();
    assert_eq!(notes, 1);
}

#[test]
fn restoring_goes_between_locks() {
    let home = TempHome::planted();
    home.ok(&["backup", "open.db"]);
    home.with(&["one"], &["lock"]);
    home.with(&["one"], &["backup", "one.db"]);
    home.with(&["one", "two"], &["lock", "--change"]);
    // A copy without a lock into a locked journal: it stays locked, and so does what was there.
    fs::remove_file(home.path("open.db")).ok();
    let said = home.with(&["two", "one"], &["restore", "--yes", "one.db"]);
    assert!(said.contains("has the same"), "{said}");
    assert!(home.with(&["two"], &["list"]).contains("quillwort"));
    home.nothing_shows();
    let err = home.refused_with(&["two", "three"], &["restore", "--yes", "one.db"]);
    assert!(err.contains("Wrong passphrase for one.db"), "{err}");
    // A locked copy into a journal without a lock.
    home.with(&["two"], &["unlock"]);
    home.with(&["one"], &["restore", "--yes", "one.db"]);
    assert!(home.ok(&["list"]).contains("quillwort"));
    // A copy without a lock into a locked journal.
    home.ok(&["backup", "open.db"]);
    home.with(&["three"], &["lock"]);
    home.with(&["three"], &["restore", "--yes", "open.db"]);
    assert!(home.with(&["three"], &["list"]).contains("quillwort"));
    fs::remove_file(home.path("open.db")).unwrap();
    home.nothing_shows();
}

#[test]
fn what_is_typed_in_a_locked_journal_leaves_no_trace_beside_it() {
    let home = TempHome::planted();
    home.with(&["words"], &["lock"]);
    let mut app = TestApp::of(open(&home.journal(), "words").unwrap(), 80, 24);
    app.press("n");
    app.press("quillwort in a draft");
    app.wait(1);
    home.nothing_shows();
    app.press("<ctrl-s>v/");
    app.press("quillwort");
    assert!(app.screen().contains("in a draft"), "{}", app.screen());
    home.nothing_shows();
    drop(app);
    home.nothing_shows();
}

/// The program is killed while it turns the lock, at whatever it was doing when the first, second … file appeared.
#[cfg(target_os = "linux")]
#[test]
fn killed_while_locking_exactly_one_whole_journal_is_there() {
    let mut plain = 0;
    let made = TempHome::planted();
    for n in 0..40 {
        home_note(&made, n);
    }
    let list = made.ok(&["list"]);
    for round in 0..12 {
        let home = TempHome::new();
        fs::copy(made.journal(), home.journal()).unwrap();
        fs::create_dir(home.backups()).unwrap();
        let copy = "day-2026-11-22.db";
        fs::copy(made.backups().join(copy), home.backups().join(copy)).unwrap();
        let mut child = home
            .command_with(&["words"], &["lock"])
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        // Spread over the whole conversion, which takes a few hundred milliseconds.
        std::thread::sleep(std::time::Duration::from_millis(40 * round));
        child.kill().ok();
        child.wait().unwrap();
        let locked = !fs::read(home.journal()).unwrap().starts_with(b"SQLite");
        plain += u32::from(!locked);
        let shown = if locked { home.with(&["words"], &["list"]) } else { home.ok(&["list"]) };
        assert_eq!(shown, list, "round {round}");
        let whole = home.run_with(&["words"], &["doctor"]);
        assert_eq!(whole.0, 0, "{whole:?}");
        assert!(home.files().iter().all(|file| !file.to_string_lossy().contains("part")));
        if locked {
            home.nothing_shows();
        }
    }
    assert!(plain > 0, "the kill came too late every time");
}

/// The same while a copy takes the journal's place: what is there is the one or the other.
#[cfg(target_os = "linux")]
#[test]
fn killed_while_restoring_one_of_the_two_is_there() {
    let made = TempHome::planted();
    let before = made.ok(&["list"]);
    made.ok(&["backup", "then.db"]);
    for n in 0..40 {
        home_note(&made, n);
    }
    let after = made.ok(&["list"]);
    for round in 0..8 {
        let home = TempHome::new();
        for name in ["journal.db", "then.db"] {
            fs::copy(made.path(name), home.path(name)).unwrap();
        }
        let mut child = home
            .command_with(&[], &["restore", "--yes", "then.db"])
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        std::thread::sleep(std::time::Duration::from_millis(10 * round));
        child.kill().ok();
        child.wait().unwrap();
        let shown = home.ok(&["list"]);
        assert!(shown == before || shown == after, "round {round}: {shown}");
        assert_eq!(home.run_with(&[], &["doctor"]).0, 0);
    }
}

#[cfg(target_os = "linux")]
fn home_note(home: &TempHome, n: i64) {
    use cuebook::model::{Change, Details, Entry, Note, Timestamp, new_id};
    let mut store = Store::open(&home.journal(), ProgramRun::new("test"), LONDON).unwrap();
    let when = Timestamp::parse_rfc3339("2026-11-20T10:00:00+00:00").unwrap();
    let entry = Entry {
        id: new_id(),
        baby: None,
        carer: store.load_family().unwrap().carers[0].id,
        at: Timestamp::new(when.unix_seconds() + n, 0),
        until: None,
        approximate: false,
        note: Some("quillwort ".repeat(200)),
        details: Details::Note(Note { for_visit: false, ..Note::default() }),
    };
    store.apply(&Change::add_record("note", entry), when).unwrap();
}

#[test]
fn a_change_that_was_cut_off_can_be_done_again() {
    // The copies have the new lock already, the journal has the old one.
    let home = TempHome::planted();
    let copy = home.backups().join("day-2026-11-22.db");
    let mut store = Store::open(&copy, ProgramRun::new("test"), LONDON).unwrap();
    let now = cuebook::model::Timestamp::parse_rfc3339("2026-11-22T14:07:00+00:00").unwrap();
    store.change_encryption(Some(&words("words")), BackupPolicy::Rewrite, now).unwrap();
    home.with(&["words"], &["lock"]);
    assert!(open(&copy, "words").is_ok());
    let entries = open(&home.journal(), "words").unwrap().count_entries(&EntryFilter::default()).unwrap();
    assert_eq!(entries, 3);
}
