//! Check-ins and private notes that only their writer can read.

use super::*;
use crate::support::{LONDON, TestApp, now};
use cuebook::store::{BackupReason, EntryFilter, Passphrase, ProgramRun, Store};
use serde_json::Value;

/// Of Ottoline's own: a note in a check-in, feelings, a private note, something removed, something edited, a draft.
const HERS: [&str; 6] = ["quillwort", "hopeful", "larkspur", "teasel", "campion", "yarrow"];

/// A copy with all of it.
const COPY: &str = "before-import-2026-11-22-140700.db";

/// A journal in which two carers wrote for themselves.
pub(super) fn of_two() -> TempHome {
    let home = TempHome::new();
    home.ok(&["set", "carer", "Me", "--rename", "Ottoline"]);
    home.ok(&["set", "carer", "--add", "Ben"]);
    let hers = ["log", "--carer", "Ottoline"];
    let log = |text: &str| home.ok(&[&hers[..], &[text]].concat());
    log("slept 11:40-12:55");
    log("checkin yesterday 21:00, hard, hopeful; note quillwort by the window");
    log("note larkspur @private");
    log("okay; note teasel");
    home.ok(&["undo"]);
    log("note @private campion and the rest @private");
    home.ok(&["log", "--carer", "Ben", "good, calm; note a fine day"]);
    home.ok(&["log", "--carer", "Ben", "note ask about the rash @visit"]);
    let mut app = TestApp::of(open(&home), 80, 24);
    app.press("f");
    app.press("3<tab><tab><tab><tab><tab>yarrow");
    app.wait(1);
    drop(app);
    open(&home).back_up_before(BackupReason::Import, now()).unwrap();
    home
}

pub(super) fn open(home: &TempHome) -> Store {
    Store::open(&home.journal(), ProgramRun::new("test"), LONDON).unwrap()
}

pub(super) fn seal(home: &TempHome) -> String {
    home.with(&["her own words"], &["--seal-fd", "3", "seal", "--carer", "Ottoline", "--yes"])
}

pub(super) fn nothing_of_hers(home: &TempHome) {
    for file in home.files() {
        let bytes = fs::read(&file).unwrap();
        for word in HERS {
            assert!(!holds(&bytes, word), "{word} is in {}", file.display());
        }
    }
}

#[test]
fn whoever_has_the_journal_finds_nothing_of_what_was_sealed() {
    let home = of_two();
    assert!(home.files().iter().any(|file| holds(&fs::read(file).unwrap(), "yarrow")));
    let said = seal(&home);
    assert!(said.contains("open only with that passphrase"), "{said}");
    assert_eq!(home.copies(), [COPY, "day-2026-11-22.db"]);
    nothing_of_hers(&home);
    home.ok(&["log", "--carer", "Ottoline", "heavy, tired, hopeful; note quillwort again"]);
    home.ok(&["log", "--carer", "Ottoline", "note", "larkspur", "too", "@private"]);
    home.ok(&["undo"]);
    home.ok(&["redo"]);
    nothing_of_hers(&home);
    for args in [
        &["list"][..],
        &["list", "--json"],
        &["list", "--find", "quillwort"],
        &["today"],
        &["trends"],
        &["trends", "--json"],
        &["report"],
        &["history"],
        &["history", "--json"],
        &["export"],
    ] {
        let (code, out, err) = home.run_with(&[], args);
        assert_eq!(code, 0, "{err}");
        for word in HERS {
            assert!(!out.contains(word), "{word} in {args:?}: {out}");
        }
    }
    // Her rows keep their day, not their time: 21:00 of the day before is gone.
    assert!(!home.ok(&["list"]).contains("21:00"));
    let raw = rusqlite::Connection::open(home.journal()).unwrap();
    let rows: String = raw
        .query_row(
            "SELECT group_concat(concat_ws('/', carer, sealed, felt, note, at, day), '; ')
             FROM (SELECT * FROM checkin ORDER BY day, sealed)",
            [],
            |row| row.get(0),
        )
        .unwrap();
    assert_eq!(
        rows,
        "Ottoline/1/2026-11-21; Ben/0/5/a fine day/2026-11-22 14:07:00/2026-11-22; Ottoline/1/2026-11-22"
    );
    let notes: (i64, i64) =
        raw.query_row("SELECT count(*), sum(sealed) FROM note", [], |r| Ok((r.get(0)?, r.get(1)?))).unwrap();
    assert_eq!(notes, (4, 3));
}

#[test]
fn her_passphrase_reads_it_and_no_other_does() {
    let home = of_two();
    let before = home.ok(&["list"]);
    seal(&home);
    let closed = home.ok(&["list"]);
    assert!(closed.contains("Ottoline kept"), "{closed}");
    assert!(closed.contains("a fine day"), "{closed}");
    let read = |args: &[&str]| home.with(&["her own words"], &[&["--seal-fd", "3"], args].concat());
    assert_eq!(read(&["list"]), before);
    assert!(read(&["list", "--find", "quillwort"]).contains("21:00"));
    assert!(read(&["today"]).contains("larkspur"));
    assert!(read(&["report", "--with", "checkins", "--carer", "Ottoline"]).contains("quillwort"));
    let err = home.refused_with(&["not hers"], &["--seal-fd", "3", "list"]);
    assert!(err.contains("does not open what was sealed"), "{err}");
    // Even then the archive holds ciphertext.
    let (_, out, _) = home.run_with(&["her own words"], &["--seal-fd", "3", "export"]);
    assert!(!out.contains("quillwort") && out.contains("\"sealed\""));
}

#[test]
fn undo_moves_what_is_sealed_without_reading_it() {
    let home = of_two();
    home.ok(&["log", "--carer", "Ottoline", "mixed; note teasel"]);
    let read = |home: &TempHome| home.with(&["her own words"], &["--seal-fd", "3", "list"]);
    seal(&home);
    let all = read(&home);
    // A change from before the seal and one from after it.
    home.ok(&["log", "--carer", "Ottoline", "okay; note campion"]);
    let more = read(&home);
    let said = home.ok(&["undo"]);
    assert!(said.contains("a check-in for its writer"), "{said}");
    assert_eq!(read(&home), all);
    home.ok(&["undo"]);
    assert_ne!(read(&home), all);
    home.ok(&["redo"]);
    assert_eq!(read(&home), all);
    home.ok(&["redo"]);
    assert_eq!(read(&home), more);
    nothing_of_hers(&home);
}

#[test]
fn others_see_nothing_at_all_when_she_says_so() {
    let home = of_two();
    seal(&home);
    assert_eq!(home.ok(&["list"]).matches("kept").count(), 3);
    // It is hers to say.
    let asked = ["--seal-fd", "3", "seal", "--carer", "Ottoline", "--others", "nothing"];
    let err = home.refused_with(&["not hers"], &asked);
    assert!(err.contains("does not open"), "{err}");
    home.with(&["her own words"], &asked);
    let list = home.ok(&["list"]);
    assert!(!list.contains("kept") && list.contains("a fine day"), "{list}");
    let json: Value = serde_json::from_str(&home.ok(&["list", "--json"])).unwrap();
    assert!(json["entries"].as_array().unwrap().iter().all(|it| it.get("sealed").is_none()));
    assert!(!home.ok(&["today"]).contains("kept"));
    let store = open(&home);
    assert_eq!(store.count_entries(&EntryFilter::default()).unwrap(), 3);
    drop(store);
    // Nor in the history, nor to other programs.
    let history = home.ok(&["history"]);
    assert!(!history.contains("for its writer") && history.contains("check-in by Ben"), "{history}");
    assert!(!home.ok(&["history", "--json"]).contains("for its writer"));
    let raw = rusqlite::Connection::open(home.journal()).unwrap();
    for view in ["checkin", "note"] {
        let sql = format!("SELECT count(*), coalesce(sum(sealed), 0) FROM {view}");
        let seen: (i64, i64) = raw.query_row(&sql, [], |row| Ok((row.get(0)?, row.get(1)?))).unwrap();
        assert_eq!(seen, (1, 0), "{view}: what Ben wrote");
    }
    drop(raw);
    // She still does.
    let list = home.with(&["her own words"], &["--seal-fd", "3", "list"]);
    assert!(list.contains("quillwort"), "{list}");
    let history = home.with(&["her own words"], &["--seal-fd", "3", "history"]);
    assert!(history.contains("for its writer"), "{history}");
    let (_, out, err) = home.run_with(&[], &["export"]);
    assert!(!out.contains("\"sealed\"") && err.contains("shows to nobody"), "{err}");
    let (_, out, err) = home.run_with(&["her own words"], &["--seal-fd", "3", "export"]);
    assert!(
        out.matches("\"sealed\"").count() == 3 && !out.contains("quillwort"),
        "hers is whole, and sealed"
    );
    assert!(!err.contains("shows to nobody"), "{err}");
}

#[test]
fn the_seal_comes_off_with_her_passphrase_only() {
    let home = of_two();
    let before = home.ok(&["list"]);
    seal(&home);
    let err = home.refused_with(&["not hers"], &["--seal-fd", "3", "unseal", "--carer", "Ottoline"]);
    assert!(err.contains("does not open"), "{err}");
    let err = home.refused_with(&[], &["unseal", "--carer", "Ottoline"]);
    assert!(err.contains("and there is no terminal"), "{err}");
    let err = home.refused_with(&[], &["seal", "--carer", "Ottoline"]);
    assert!(err.contains("sealed theirs already"), "{err}");
    home.with(&["her own words"], &["--seal-fd", "3", "unseal", "--carer", "Ottoline"]);
    assert_eq!(home.ok(&["list"]), before);
    let copy = home.backups().join(COPY).display().to_string();
    let list = home.ok(&["--journal", &copy, "list"]);
    assert!(list.contains("quillwort"), "{list}");
    // The draft is there again, and undo still knows the way.
    let mut app = TestApp::of(open(&home), 80, 24);
    app.press("f");
    assert!(app.screen().contains("yarrow"), "{}", app.screen());
    drop(app);
    home.ok(&["undo"]);
    assert!(home.refused_with(&[], &["unseal", "--carer", "Ben"]).contains("sealed nothing"));
}

#[test]
fn an_archive_takes_what_is_sealed_to_another_journal_and_it_opens_there() {
    let home = of_two();
    seal(&home);
    home.run_with(&[], &["export", "--out", "archive.json"]);
    let other = TempHome::new();
    fs::copy(home.path("archive.json"), other.path("archive.json")).unwrap();
    other.ok(&["import", "--yes", "archive.json"]);
    nothing_of_hers(&other);
    let read = |home: &TempHome| home.with(&["her own words"], &["--seal-fd", "3", "list"]);
    assert_eq!(read(&other), read(&home));
    other.run_with(&[], &["export", "--out", "again.json"]);
    assert_eq!(
        fs::read_to_string(other.path("again.json")).unwrap(),
        fs::read_to_string(home.path("archive.json")).unwrap()
    );
}

#[test]
fn a_folder_of_tables_takes_it_along_too() {
    let home = of_two();
    seal(&home);
    home.run_with(&[], &["export", "--format", "csv", "--out", "tables"]);
    nothing_of_hers(&home);
    let other = TempHome::new();
    let (code, _, err) = other.run_with(&[], &["import", "--yes", home.path("tables").to_str().unwrap()]);
    assert_eq!(code, 0, "{err}");
    let read = |home: &TempHome| home.with(&["her own words"], &["--seal-fd", "3", "list"]);
    assert_eq!(read(&other), read(&home));
    assert_eq!(other.run_with(&[], &["export"]).1, home.run_with(&[], &["export"]).1);
}

#[test]
fn sealed_and_locked_go_together() {
    let home = of_two();
    seal(&home);
    home.with(&["the lock"], &["lock"]);
    let list = home.with(&["the lock"], &["list"]);
    assert!(list.contains("Ottoline kept") && !list.contains("quillwort"), "{list}");
    // Both from one descriptor, a line each.
    let list = home.with(&["the lock", "her own words"], &["--passphrase-fd", "3", "--seal-fd", "3", "list"]);
    assert!(list.contains("quillwort"), "{list}");
    home.with(&["the lock"], &["unlock"]);
    nothing_of_hers(&home);
}

#[test]
fn without_a_yes_nothing_is_sealed() {
    let home = of_two();
    let before = fs::read(home.journal()).unwrap();
    let err = home.refused_with(&["words"], &["--seal-fd", "3", "seal", "--carer", "Ottoline"]);
    assert!(err.contains("--yes"), "{err}");
    assert_eq!(fs::read(home.journal()).unwrap(), before);
}

#[test]
fn in_the_app_a_key_opens_what_is_hers_and_hiding_closes_it() {
    let home = of_two();
    seal(&home);
    let store = open(&home);
    let mut app = TestApp::of(store, 80, 24);
    app.press(",<end>");
    assert!(app.screen().contains("sealed check-ins  Ottoline"), "{}", app.screen());
    app.press("<esc>v");
    insta::assert_snapshot!(app.screen());
    app.press("<end>e");
    assert!(app.screen().contains("Only the person who wrote this can open it"), "{}", app.screen());
    app.press("<ctrl-o>");
    assert!(app.screen().contains("passphrase"), "{}", app.screen());
    app.press("not hers<enter>");
    assert!(app.screen().contains("didn't open anything"), "{}", app.screen());
    app.press("her own words<enter>");
    assert!(app.screen().contains("quillwort"), "{}", app.screen());
    assert!(!app.screen().contains("Ottoline kept"));
    app.press("<ctrl-o>");
    assert!(!app.screen().contains("quillwort"), "{}", app.screen());
    app.press("<ctrl-o>her own words<enter>");
    assert!(app.screen().contains("quillwort"));
    app.press("<ctrl-l><enter>");
    assert!(!app.screen().contains("hidden"), "{}", app.screen());
    app.press("v");
    assert!(!app.screen().contains("quillwort"), "{}", app.screen());
    assert!(app.screen().contains("kept"));
}

#[test]
fn she_edits_and_removes_her_own_once_they_are_open() {
    let home = of_two();
    seal(&home);
    let mut store = open(&home);
    let words = Passphrase::new("her own words".into()).unwrap();
    let key = store.load_seal_keys(&words).unwrap();
    store.set_seal_keys(key);
    let mut app = TestApp::of(store, 80, 24);
    app.press("v/quillwort<enter>e");
    assert!(app.screen().contains("quillwort by the window"), "{}", app.screen());
    app.press("<ctrl-s>");
    app.press("d");
    assert!(!app.screen().contains("quillwort by"), "{}", app.screen());
    app.press("u");
    assert!(app.screen().contains("quillwort by"), "{}", app.screen());
    drop(app);
    nothing_of_hers(&home);
}

#[test]
fn each_carer_seals_theirs_with_words_of_their_own() {
    let home = of_two();
    seal(&home);
    let his = ["--seal-fd", "3", "seal", "--carer", "Ben", "--yes"];
    home.with(&["his own words"], &his);
    let list = home.ok(&["list"]);
    assert_eq!(list.matches("kept").count(), 4, "{list}");
    let read = |words: &str| home.with(&[words], &["--seal-fd", "3", "list"]);
    let (hers, his) = (read("her own words"), read("his own words"));
    assert!(hers.contains("quillwort") && !hers.contains("a fine day"), "{hers}");
    assert!(his.contains("a fine day") && !his.contains("quillwort"), "{his}");
    let off = ["--seal-fd", "3", "unseal", "--carer", "Ben"];
    let err = home.refused_with(&["her own words"], &off);
    assert!(err.contains("does not open"), "{err}");
    home.with(&["his own words"], &off);
    let list = home.ok(&["list"]);
    assert!(list.contains("a fine day") && !list.contains("quillwort"), "{list}");
}

#[test]
fn an_import_is_taken_back_although_seals_were_turned_since() {
    let home = of_two();
    seal(&home);
    home.run_with(&[], &["export", "--out", "archive.json"]);
    let other = TempHome::new();
    let file = home.path("archive.json").display().to_string();
    other.ok(&["import", "--yes", &file]);
    let off = ["--seal-fd", "3", "unseal", "--carer", "Ottoline"];
    other.with(&["her own words"], &off);
    other.ok(&["undo"]);
    assert!(other.ok(&["list"]).contains("Nothing is written down"));
    let redone = other.ok(&["redo"]);
    assert!(redone.starts_with("Redone"), "{redone}");
    assert!(other.ok(&["list"]).contains("quillwort"));
}

#[test]
fn ones_own_open_archive_is_not_said_to_differ_from_what_is_sealed() {
    let home = of_two();
    home.run_with(&[], &["export", "--out", "open.json"]);
    seal(&home);
    let (code, out, err) = home.run_with(&[], &["import", "--yes", "open.json"]);
    let said = out + &err;
    assert!(said.contains("can't compare"), "{code}: {said}");
    assert!(!said.contains("with other content"), "{said}");
}
