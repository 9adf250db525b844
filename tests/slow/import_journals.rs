//! Journals that are locked, and entries that only their writer reads, brought in beside a journal that is in use.

use super::*;
use crate::support::{LONDON, TestApp, open, settled};
use cuebook::model::{Change, Details, Entry, Note, Timestamp};
use cuebook::store::{BackupPolicy, Passphrase, ProgramRun, Store};
use insta::assert_snapshot;

fn hour(hour: u32) -> Timestamp {
    Timestamp::parse_rfc3339(&format!("2026-11-22T{hour:02}:00:00+00:00")).unwrap()
}

/// A journal without a lock, and one with the words "other words" whose only note was edited later.
fn beside_a_locked_one() -> TempHome {
    let home = TempHome::new();
    let mut here = settled(open(&home.journal()));
    let family = here.load_family().unwrap();
    let note = Entry {
        note: Some("ada".into()),
        ..support::entry(&family, "2026-11-22T08:00:00+00:00", None, Details::Note(Note::default()))
    };
    here.apply(&Change::add_record("a note", note.clone()), hour(9)).unwrap();
    drop(here);
    fs::copy(home.journal(), home.path("other.db")).unwrap();
    let mut there = Store::open(&home.path("other.db"), ProgramRun::new("test"), LONDON).unwrap();
    let after = Entry { note: Some("ada there".into()), ..note.clone() };
    there.apply(&Change::replace_record("an edit", note, after), hour(10)).unwrap();
    let words = Passphrase::new("other words".into()).unwrap();
    there.change_encryption(Some(&words), BackupPolicy::Rewrite, hour(11)).unwrap();
    home
}

#[test]
fn a_locked_journal_is_opened_with_its_own_words() {
    let home = beside_a_locked_one();
    let before = fs::read(home.journal()).unwrap();
    let said = home.refused_with(&["not these"], &["import", "other.db", "--newer", "--yes"]);
    // The file that was named, and not the private copy of it that was looked into.
    assert!(said.contains("passphrase") && said.contains("other.db"), "{said}");
    assert!(!said.contains("copy.db"), "{said}");
    assert!(fs::read(home.journal()).unwrap() == before, "{said}");
    let locked = fs::read(home.path("other.db")).unwrap();
    home.with(&["other words"], &["import", "other.db", "--newer", "--yes"]);
    assert!(home.ok(&["list"]).contains("ada there"));
    assert!(fs::read(home.path("other.db")).unwrap() == locked, "it stays as it was");
    assert!(home.with(&["other words"], &["--journal", "other.db", "list"]).contains("ada there"));
    home.ok(&["undo"]);
    assert!(!home.ok(&["list"]).contains("ada there"));
}

#[test]
fn in_the_app_its_words_are_asked_for_and_wrong_ones_stay_to_be_mended() {
    let home = beside_a_locked_one();
    let folder = home.folder().canonicalize().unwrap().display().to_string();
    let mut app = TestApp::of(open(&home.journal()), 80, 24);
    app.app.set_import_folder(home.folder().to_owned());
    app.press(&format!(":import<enter>{folder}/other.db<enter>"));
    assert_snapshot!("import_passphrase", app.screen().replace(&folder, "FOLDER"));
    app.press("other word<enter>");
    assert_snapshot!("import_passphrase_wrong", app.screen().replace(&folder, "FOLDER"));
    app.lacks("other word");
    app.resize(60, 20);
    assert_snapshot!("import_passphrase_wrong_60x20", app.screen().replace(&folder, "FOLDER"));
    app.resize(80, 24);
    app.press("s<enter>");
    app.has("1 entry differs here and there: edited later there. Yours stays.");
    app.press("<down><enter>");
    app.has("Saved: import of other.db: 1 entry edited later there.");
    assert_eq!(app.entries()[0].note.as_deref(), Some("ada there"));
    app.press("u");
    assert_eq!(app.entries()[0].note.as_deref(), Some("ada"));
}

/// Of sealed entries the ciphertext is compared as a whole: no key is needed, and none is asked for.
#[test]
fn a_sealed_entry_is_taken_as_it_lies_there() {
    let home = TempHome::planted();
    home.ok(&["log", "good, tired"]);
    home.with(&["her own words"], &["--seal-fd", "3", "seal", "--carer", "Ottoline", "--yes"]);
    fs::copy(home.journal(), home.path("other.db")).unwrap();
    let raw = rusqlite::Connection::open(home.path("other.db")).unwrap();
    let changed = "UPDATE entry SET changed = changed + 3600, rev = rev + 1,
        detail = (SELECT json_object('sealed', other.detail ->> '$.sealed') FROM entry other
                  WHERE other.id <> entry.id AND other.detail ->> '$.sealed' IS NOT NULL LIMIT 1)
        WHERE id = (SELECT id FROM entry WHERE detail ->> '$.sealed' IS NOT NULL ORDER BY id LIMIT 1)";
    assert_eq!(raw.execute(changed, []).unwrap(), 1);
    drop(raw);
    let preview = home.ok(&["import", "other.db", "--newer", "--dry-run"]);
    let says = "1 of them is sealed: cuebook sees that they differ, and doesn't open them.";
    assert!(preview.contains(says), "{preview}");
    let ciphertexts = |name: &str| -> Vec<String> {
        let raw = rusqlite::Connection::open(home.path(name)).unwrap();
        let mut select = raw
            .prepare(
                "SELECT detail ->> '$.sealed' FROM entry WHERE detail ->> '$.sealed' IS NOT NULL ORDER BY id",
            )
            .unwrap();
        let rows = select.query_map([], |row| row.get(0)).unwrap();
        rows.map(Result::unwrap).collect()
    };
    let before = ciphertexts("journal.db");
    home.ok(&["import", "other.db", "--newer", "--yes"]);
    assert_eq!(ciphertexts("journal.db"), ciphertexts("other.db"));
    home.ok(&["undo"]);
    assert_eq!(ciphertexts("journal.db"), before);
}
