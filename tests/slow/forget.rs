//! An entry taken out for good: none of its words is left in any file, and what could not be reached is named. And a
//! journal trimmed of what no command can bring back.

use super::*;
use crate::seals::{of_two, open, seal};
use crate::support::{LONDON, TestApp, now, settled};
use cuebook::model::{Change, Details, Entry, Id, Note};
use cuebook::store::{BackupReason, EntryFilter, ProgramRun, Store};
use serde_json::json;

/// Of one entry: as it was written, as it was edited, in a draft of another edit.
const WORDS: [&str; 3] = ["quillwort", "larkspur", "campion"];

fn note_with(home: &TempHome, word: &str) -> Entry {
    let store = open(home);
    let has = |entry: &Entry| entry.note.as_deref().is_some_and(|note| note.contains(word));
    store.load_newest_entries(&EntryFilter::default(), None, 1, has).unwrap().remove(0)
}

/// A journal with the entry edited, being edited, and in two copies; another note before and one after it.
fn with_an_entry() -> (TempHome, Entry) {
    let home = TempHome::new();
    home.ok(&["log", "note teasel"]);
    home.ok(&["log", "note quillwort by the window"]);
    let first = note_with(&home, "quillwort");
    let mut store = open(&home);
    store.back_up_before(BackupReason::Import, now()).unwrap();
    let edited = Entry { note: Some("larkspur".into()), ..first.clone() };
    store.apply(&Change::replace_record("a note, edited: larkspur", first, edited.clone()), now()).unwrap();
    let draft = json!({"answers": {"note": {"text": "campion"}}});
    store.save_draft(&format!("edit-{}", edited.id), Some(&draft), now()).unwrap();
    store.back_up_before(BackupReason::Restore, now()).unwrap();
    drop(store);
    home.ok(&["log", "note yarrow"]);
    (home, edited)
}

/// Many notes in one change, as an import keeps them.
fn add_notes(home: &TempHome, texts: impl IntoIterator<Item = String>) {
    let mut store = open(home);
    let carer = store.load_family().unwrap().carers[0].id;
    let mut change = Change::add_record("imported quillwort and more", note(carer, "hi"));
    change.edits.clear();
    for text in texts {
        change.edits.extend(Change::add_record("", note(carer, &text)).edits);
    }
    store.apply(&change, now()).unwrap();
}

fn note(carer: Id, text: &str) -> Entry {
    let details = Details::Note(Note::default());
    Entry { note: Some(text.into()), ..support::entry_of(None, carer, now(), None, details) }
}

#[track_caller]
fn nothing_of_it(home: &TempHome) {
    for file in home.files() {
        let bytes = fs::read(&file).unwrap();
        for word in WORDS {
            assert!(!holds(&bytes, word), "{word} is in {}", file.display());
        }
    }
}

fn texts(home: &TempHome) -> Vec<String> {
    let entries = home.json(&["list", "--json"])["entries"].as_array().unwrap().clone();
    entries.iter().map(|entry| entry["note"].as_str().unwrap().to_owned()).collect()
}

#[test]
fn no_byte_of_an_entry_is_left_in_any_file_and_the_rest_stays() {
    let (home, entry) = with_an_entry();
    for word in WORDS {
        assert!(home.files().iter().any(|file| holds(&fs::read(file).unwrap(), word)), "{word}");
    }
    assert!(home.copies().len() >= 3, "{:?}", home.copies());
    let said = home.ok(&["forget", &entry.id.to_string(), "--yes"]);
    nothing_of_it(&home);
    assert!(said.contains("3 copies cuebook kept are without it now"), "{said}");
    assert!(said.contains("another computer"), "{said}");
    assert_eq!(texts(&home), ["yarrow", "teasel"]);
    // Every copy can still be restored, and what is older and younger can still be undone.
    for copy in home.copies() {
        let copy = home.backups().join(copy);
        assert!(home.ok(&["--journal", copy.to_str().unwrap(), "list"]).contains("teasel"));
    }
    home.ok(&["undo"]);
    home.ok(&["undo"]);
    assert!(texts(&home).is_empty());
    home.ok(&["redo"]);
    assert_eq!(texts(&home), ["teasel"]);
    let err = home.refused(1, &["forget", &entry.id.to_string(), "--yes"]);
    assert!(err.contains("No entry has an id"), "{err}");
}

#[test]
fn an_entry_that_was_undone_and_let_go_is_found_by_the_history_and_taken_out() {
    let (home, entry) = with_an_entry();
    home.ok(&["undo"]);
    home.ok(&["undo"]);
    home.ok(&["undo"]);
    home.ok(&["log", "note foxglove"]);
    let history = home.json(&["history", "--json"]);
    let rows = history["history"].as_array().unwrap();
    let id = entry.id.to_string();
    let of_it: Vec<_> = rows.iter().filter(|row| row["entry"] == id.as_str()).collect();
    assert_eq!(of_it.len(), 2, "{history}");
    assert!(of_it.iter().all(|row| row["state"] == "dropped"));
    home.ok(&["forget", &id, "--yes"]);
    nothing_of_it(&home);
    assert_eq!(texts(&home), ["foxglove", "teasel"]);
}

#[test]
fn an_entry_that_only_a_copy_has_is_found_there() {
    let (home, entry) = with_an_entry();
    for _ in 0..3 {
        home.ok(&["undo"]);
    }
    home.ok(&["log", "note foxglove"]);
    home.ok(&["doctor", "--trim"]);
    open(&home).save_draft(&format!("edit-{}", entry.id), None, now()).unwrap();
    home.ok(&["forget", &entry.id.to_string(), "--yes"]);
    nothing_of_it(&home);
}

#[test]
fn one_of_many_things_of_a_change_goes_and_undo_takes_the_others_back() {
    let home = TempHome::new();
    add_notes(&home, ["teasel", "quillwort", "yarrow"].map(String::from));
    let entry = note_with(&home, "quillwort");
    home.ok(&["forget", &entry.id.to_string(), "--yes"]);
    nothing_of_it(&home);
    assert_eq!(texts(&home), ["yarrow", "teasel"]);
    let row = home.json(&["history", "--json"])["history"][0].clone();
    assert_eq!((row["edits"].as_i64(), row["state"].as_str()), (Some(2), Some("done")), "{row}");
    home.ok(&["undo"]);
    assert!(texts(&home).is_empty());
    home.ok(&["redo"]);
    assert_eq!(texts(&home), ["yarrow", "teasel"]);
}

#[test]
fn it_asks_first_and_refuses_what_it_does_not_know() {
    let (home, entry) = with_an_entry();
    let before = fs::read(home.journal()).unwrap();
    let id = entry.id.to_string();
    let (code, out, err) = home.run(&["forget", &id]);
    assert_eq!(code, 1);
    assert!(out.contains("larkspur") && out.contains("You can't undo this"), "{out}");
    assert!(err.contains("--yes"), "{err}");
    for wrong in [&id[..3], "ffffffff", "no id", ""] {
        let err = home.refused(1, &["forget", wrong, "--yes"]);
        assert!(err.contains("No entry has an id"), "{wrong}: {err}");
    }
    // Ids begin with the time, so those of one hour begin alike.
    let err = home.refused(1, &["forget", &id[..4], "--yes"]);
    assert!(err.contains("More than one entry"), "{err}");
    assert!(fs::read(home.journal()).unwrap() == before, "something was changed");
    // The start of an id is enough where it names one.
    home.ok(&["forget", &id[..id.len() - 2].to_uppercase(), "--yes"]);
    nothing_of_it(&home);
}

#[test]
fn what_it_cannot_reach_is_named() {
    let (home, entry) = with_an_entry();
    home.ok_with_notices(&["export", "--out", "archive.json"]);
    home.ok_with_notices(&["export", "--format", "csv", "--out", "tables"]);
    home.ok(&["backup", "mine.db"]);
    fs::write(home.backups().join("day-2026-11-01.db"), vec![7; 8192]).unwrap();
    let said = home.ok(&["forget", &entry.id.to_string(), "--yes"]);
    for name in ["archive.json", "tables", "mine.db", "day-2026-11-01.db"] {
        assert!(said.contains(name), "{name}: {said}");
    }
    assert!(!said.contains("before-import"), "{said}");
    assert!(holds(&fs::read(home.path("archive.json")).unwrap(), "larkspur"), "it is not ours to change");
}

#[test]
fn a_locked_journal_and_its_copies_lose_it_too() {
    let (home, entry) = with_an_entry();
    home.with(&["open sesame"], &["lock"]);
    let said = home.with(&["open sesame"], &["forget", &entry.id.to_string(), "--yes"]);
    assert!(said.contains("copies cuebook kept are without it now"), "{said}");
    home.with(&["open sesame"], &["unlock"]);
    nothing_of_it(&home);
    assert_eq!(texts(&home), ["yarrow", "teasel"]);
}

#[test]
fn what_a_carer_sealed_only_they_take_out() {
    let home = of_two();
    let id = note_with(&home, "larkspur").id.to_string();
    seal(&home);
    let err = home.refused(1, &["forget", &id, "--yes"]);
    assert!(err.contains("can take it out"), "{err}");
    let asked = ["--seal-fd", "3", "forget", &id, "--yes"];
    let said = home.with(&["her own words"], &asked);
    assert!(said.starts_with("Taken out for good"), "{said}");
    for file in home.files() {
        assert!(!holds(&fs::read(&file).unwrap(), &id), "{}", file.display());
    }
    // What its writer hides altogether is not even there for others.
    let id = home.with(&["her own words"], &["--seal-fd", "3", "list", "--json"]);
    let list: serde_json::Value = serde_json::from_str(&id).unwrap();
    let hers = list["entries"]
        .as_array()
        .unwrap()
        .iter()
        .find(|entry| entry["note"].as_str().is_some_and(|note| note.contains("quillwort")));
    let id = hers.unwrap()["id"].as_str().unwrap().to_owned();
    home.with(&["her own words"], &["--seal-fd", "3", "seal", "--carer", "Ottoline", "--others", "nothing"]);
    let err = home.refused(1, &["forget", &id, "--yes"]);
    assert!(err.contains("No entry has an id"), "{err}");
}

#[test]
fn another_window_keeps_it_from_being_done() {
    let (home, entry) = with_an_entry();
    let other = open(&home);
    home.refused(1, &["forget", &entry.id.to_string(), "--yes"]);
    assert_eq!(other.load_entry(entry.id).unwrap(), Some(entry.clone()));
    drop(other);
    home.ok(&["forget", &entry.id.to_string(), "--yes"]);
}

#[test]
fn unsaved_words_of_it_in_a_file_go_and_those_of_others_stay() {
    let (home, entry) = with_an_entry();
    let state = home.path("state");
    let there = home.program.clone().with_env("XDG_STATE_HOME", &state);
    let place = there.ok(&["where"]);
    // As a run writes it that could not keep what was typed.
    let run = ProgramRun::new("test").with_state_folders(vec![state.join("cuebook")]);
    let store = Store::open(&home.journal(), run, LONDON).unwrap();
    let mut app = TestApp::of(settled(store), 80, 24);
    app.press("nfoxglove");
    fs::copy(home.journal(), home.path("other.db")).unwrap();
    fs::rename(home.path("other.db"), home.journal()).unwrap();
    app.press("<ctrl-c>");
    drop(app);
    let found: Vec<_> = fs::read_dir(state.join("cuebook"))
        .unwrap()
        .flatten()
        .map(|file| file.path())
        .filter(|file| file.extension().is_some_and(|ending| ending == "json"))
        .collect();
    let [file] = &found[..] else { panic!("{found:?} {place}") };
    let mut words: serde_json::Value = serde_json::from_slice(&fs::read(file).unwrap()).unwrap();
    let draft = json!({"slot": format!("edit-{}", entry.id), "content": {"answers": {"note": "campion"}}});
    words["drafts"].as_array_mut().unwrap().push(draft);
    fs::write(file, words.to_string()).unwrap();
    there.ok(&["forget", &entry.id.to_string(), "--yes"]);
    nothing_of_it(&home);
    assert!(holds(&fs::read(file).unwrap(), "foxglove"));
    assert_eq!(mode(file), 0o600);
}

#[test]
fn undone_imports_are_shown_by_the_doctor_and_trimmed_from_the_journal_and_its_copies() {
    let home = TempHome::new();
    home.ok(&["log", "note teasel"]);
    add_notes(&home, (0..3000).map(|n| format!("quillwort {n}")));
    home.ok_with_notices(&["undo"]);
    home.ok(&["log", "note yarrow"]);
    open(&home).back_up_before(BackupReason::Restore, now()).unwrap();
    let size = || home.journal().metadata().unwrap().len();
    let large = size();
    let said = home.ok(&["doctor"]);
    assert!(said.contains("let go        1 change that no command can bring back"), "{said}");
    let said = home.ok(&["doctor", "--trim"]);
    assert!(said.contains("Deleted 1 change for good"), "{said}");
    assert!(size() * 5 < large, "{large} became {}", size());
    nothing_of_it(&home);
    assert_eq!(texts(&home), ["yarrow", "teasel"]);
    assert!(!home.ok(&["doctor"]).contains("let go"));
    // What can still be done again is not trimmed.
    home.ok(&["undo"]);
    home.ok(&["doctor", "--trim"]);
    home.ok(&["redo"]);
    assert_eq!(texts(&home), ["yarrow", "teasel"]);
}
