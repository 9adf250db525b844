//! A letter and its mark are one letter, however a keyboard wrote them: what locks or seals is set in one form, and opened
//! by each. What is easily mistaken or guessed in a passphrase is said when it is set.

use super::change_encryption::to_lock;
use super::*;
use crate::support::{LONDON, TestApp, assert_shows_all};
use cuebook::crypto::generate_identity;
use cuebook::model::CarerSeal;
use cuebook::store::{BackupPolicy, Passphrase, ProgramRun, Store};
use rusqlite::Connection;

const COMPOSED: &str = "p\u{e4}ssw\u{f6}rd caf\u{e9}";
const APART: &str = "pa\u{308}sswo\u{308}rd cafe\u{301}";
/// As another system may have set it: neither form.
const MIXED: &str = "p\u{e4}sswo\u{308}rd cafe\u{301}";

fn open_exactly(path: &Path, key: &str) -> rusqlite::Result<()> {
    let conn = Connection::open(path).unwrap();
    conn.pragma_update(None, "cipher_log_level", "NONE")?;
    conn.pragma_update(None, "key", key)?;
    conn.query_row("SELECT count(*) FROM entry", [], |_| Ok(()))
}

/// As another program, or an earlier one, locked it.
fn lock_exactly(path: &Path, key: &str) {
    let locked = path.with_extension("locked");
    let conn = Connection::open(path).unwrap();
    conn.execute("ATTACH DATABASE ?1 AS copy KEY ?2", [locked.to_str().unwrap(), key]).unwrap();
    conn.query_row("SELECT sqlcipher_export('copy')", [], |_| Ok(())).unwrap();
    for name in ["application_id", "user_version"] {
        let value: i64 = conn.pragma_query_value(Some("main"), name, |row| row.get(0)).unwrap();
        conn.pragma_update(Some("copy"), name, value).unwrap();
    }
    conn.execute("DETACH DATABASE copy", []).unwrap();
    fs::rename(locked, path).unwrap();
}

#[test]
fn a_passphrase_is_set_with_composed_letters_and_both_forms_open_it() {
    for (set, begins) in [(COMPOSED, ""), (APART, ""), (APART, "\u{feff}")] {
        let home = TempHome::planted();
        home.with(&[&format!("{begins}{set}")], &["lock"]);
        assert!(open_exactly(&home.journal(), COMPOSED).is_ok(), "as any keyboard types it");
        for form in [COMPOSED, APART, MIXED] {
            assert!(home.with(&[form], &["list"]).contains("quillwort"));
        }
        assert!(home.refused_with(&["passwoerd cafe"], &["list"]).contains("Wrong passphrase"));
        let sheet = home.with(&[APART, "other words here"], &["lock", "--change"]);
        assert!(sheet.contains("new passphrase"), "{sheet}");
    }
}

#[test]
fn what_was_locked_in_another_form_opens_in_every_way_into_it() {
    let home = TempHome::planted();
    home.ok(&["backup", "copy.db"]);
    for file in [home.journal(), home.path("copy.db"), home.backups().join("day-2026-11-22.db")] {
        lock_exactly(&file, APART);
        assert!(open_exactly(&file, COMPOSED).is_err());
    }
    for form in [COMPOSED, APART, MIXED] {
        assert!(home.with(&[form], &["list"]).contains("quillwort"));
        assert!(home.with(&[form], &["doctor"]).contains("whole: every page"));
    }
    home.with(&[COMPOSED], &["doctor", "--salvage", "salvaged.db"]);
    assert!(home.on("salvaged.db").run(&["list"]).2.contains("passphrase"), "under the same lock");
    home.with(&[MIXED], &["log", "note", "later"]);
    home.with(&[COMPOSED, COMPOSED], &["restore", "copy.db", "--yes"]);
    assert!(!home.with(&[MIXED], &["list"]).contains("later"));
    // Its copies follow, into the form that is set.
    let said = home.with(&[COMPOSED, "other words here"], &["lock", "--change"]);
    assert!(!said.contains("left as it is"), "{said}");
    assert!(open_exactly(&home.backups().join("day-2026-11-22.db"), "other words here").is_ok());
    let said = home.with(&["other words here", APART], &["lock", "--change"]);
    assert!(!said.contains("left as it is"), "{said}");
    home.with(&[MIXED], &["unlock"]);
    assert!(home.ok(&["list"]).contains("quillwort"));
}

#[test]
fn what_was_sealed_in_another_form_opens_too() {
    for set in [COMPOSED, APART] {
        let home = TempHome::planted();
        let store = Store::open(&home.journal(), ProgramRun::new("test"), LONDON).unwrap();
        let (recipient, identity) = generate_identity(set).unwrap();
        let carer = store.load_family().unwrap().carers[0].id;
        let seal = CarerSeal { recipient, identity, shown: true, others: vec![] };
        store.seal_carer(carer, &seal, BackupPolicy::Rewrite).unwrap();
        assert!(!home.ok(&["list"]).contains("quillwort"));
        for form in [COMPOSED, APART] {
            assert!(
                home.with(&[form], &["--seal-fd", "3", "list"]).contains("quillwort"),
                "{set:?} by {form:?}"
            );
        }
    }
    let home = TempHome::planted();
    home.with(&[APART], &["--seal-fd", "3", "seal", "--carer", "Ottoline", "--yes"]);
    assert!(home.with(&[COMPOSED], &["--seal-fd", "3", "list"]).contains("quillwort"));
}

#[test]
fn the_hidden_screen_knows_both_forms() {
    let home = TempHome::planted();
    home.with(&[COMPOSED], &["lock"]);
    let key = Passphrase::new(APART.into()).unwrap();
    let store =
        Store::open_with_passphrase(&home.journal(), ProgramRun::new("test"), LONDON, Some(&key)).unwrap();
    let mut app = TestApp::of(store, 80, 24);
    app.press("<ctrl-l>");
    app.press(&format!("{APART}<enter>"));
    assert_shows_all(&app, &["quillwort"]);
}

#[test]
fn what_is_easily_mistaken_or_guessed_is_said_and_not_refused() {
    const BLANK: &str = "begins or ends with a space";
    const UNSEEN: &str = "a character that you can't see";
    const SHORT: &str = "is short";
    for (words, said) in [
        ("open sesame", &[][..]),
        ("open sesame ", &[BLANK]),
        ("\u{a0}open sesame", &[BLANK]),
        ("open\u{200b}sesame", &[UNSEEN]),
        ("sesame", &[SHORT]),
        // Seven letters, however many characters.
        ("e\u{301}e\u{301}e\u{301}e\u{301}e\u{301}e\u{301}e\u{301}", &[SHORT]),
        (" ", &[BLANK, SHORT]),
    ] {
        for args in [&["lock"][..], &["--seal-fd", "3", "seal", "--carer", "Me", "--yes"]] {
            let other = TempHome::new();
            other.ok(&["log", "note", "hi"]);
            let (code, _, err) = other.run_with(&[words], args);
            assert_eq!(code, 0, "{words:?}: {err}");
            for sentence in [BLANK, UNSEEN, SHORT] {
                assert_eq!(err.contains(sentence), said.contains(&sentence), "{words:?}: {err}");
            }
            assert_eq!(err.lines().count(), said.len(), "{err}");
        }
    }
}

#[test]
fn on_the_screen_it_is_said_before_the_second_time() {
    let home = TempHome::planted();
    let store = Store::open(&home.journal(), ProgramRun::new("test"), LONDON).unwrap();
    let mut app = TestApp::of(store, 80, 24);
    to_lock(&mut app);
    app.press("sesame <enter>");
    insta::assert_snapshot!("a_short_passphrase_with_a_blank", app.screen());
    app.press("sesame <enter>");
    assert_shows_all(&app, &["Locked."]);
    drop(app);
    assert!(home.with(&["sesame "], &["list"]).contains("quillwort"));
}
