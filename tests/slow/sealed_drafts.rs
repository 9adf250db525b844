//! What is for its writer, on its way there: while it is typed, when it was another's first, or everybody's.

use super::*;
use crate::seals::{nothing_of_hers, of_two, open, seal};
use crate::support::{TestApp, now};
use cuebook::model::{Change, Details, Entry, Id};
use cuebook::store::{EntryFilter, Store};
use serde_json::json;

fn carer(store: &Store, name: &str) -> Id {
    let family = store.load_family().unwrap();
    family.find_carer_by_name(name).unwrap().id
}

fn entries(store: &Store) -> Vec<Entry> {
    store.load_newest_entries(&EntryFilter::default(), None, 99, |_| true).unwrap()
}

fn unlocked(app: &mut TestApp) {
    app.press("<ctrl-o>her own words<enter>");
}

#[test]
fn what_waits_sealed_is_not_written_over_by_who_cannot_read_it() {
    let home = of_two();
    seal(&home);
    // Yarrow waits there since before. Closed, the form is blank, and says so.
    let mut app = TestApp::of(open(&home), 80, 24);
    app.press("f");
    assert!(app.screen().contains("left something private here"), "{}", app.screen());
    app.press("4<tab><tab><tab><tab><tab>foxglove");
    app.wait(1);
    app.press("<esc>");
    assert!(app.screen().contains("What you typed is still there, sealed"), "{}", app.screen());
    // A third one, which is kept as an entry.
    app.press("f");
    app.press("2<ctrl-s>");
    assert!(app.screen().contains("Saved: 14:07 check-in"), "{}", app.screen());
    drop(app);
    nothing_of_hers(&home);
    // The latest first, and when that is kept the one before.
    let mut app = TestApp::of(open(&home), 80, 24);
    unlocked(&mut app);
    app.press("f");
    assert!(app.screen().contains("foxglove"), "{}", app.screen());
    app.press("<ctrl-s>f");
    assert!(app.screen().contains("yarrow"), "{}", app.screen());
    app.press("<ctrl-s>f");
    assert!(!app.screen().contains("yarrow"), "{}", app.screen());
    app.press("<esc>");
    let drafts = app.app.store().load_drafts().unwrap();
    let left: Vec<_> = drafts.iter().filter(|(slot, _)| slot.contains("checkin")).collect();
    assert!(left.is_empty(), "{left:?}");
}

#[test]
fn a_line_half_typed_is_not_written_over_either() {
    let home = of_two();
    seal(&home);
    let mut app = TestApp::of(open(&home), 80, 24);
    app.press(":");
    app.press("hard, tired; note quillwort");
    app.press("<esc>:");
    app.press("note a plain word<esc>");
    unlocked(&mut app);
    app.press(":");
    assert!(app.screen().contains("a plain word"), "{}", app.screen());
    app.press("<enter>:");
    assert!(app.screen().contains("quillwort"), "{}", app.screen());
}

#[test]
fn hiding_leaves_no_words_of_hers_behind_it() {
    let home = of_two();
    seal(&home);
    let mut app = TestApp::of(open(&home), 80, 24);
    app.press("f4<tab><tab><tab><tab><tab>foxglove<ctrl-l><enter>");
    assert!(!app.screen().contains("foxglove"), "{}", app.screen());
    unlocked(&mut app);
    app.press("f");
    assert!(app.screen().contains("foxglove"), "{}", app.screen());
    // Of a private note that was kept, no word is said where it is closed.
    app.press("<esc><ctrl-o>:note larkspur at night @private<enter>");
    assert!(app.screen().contains("Saved: a note for its writer"), "{}", app.screen());
    assert!(!app.screen().contains("larkspur"), "{}", app.screen());
}

#[test]
fn what_was_first_kept_under_another_name_is_hers_in_every_state() {
    let home = of_two();
    home.ok(&["log", "--carer", "Ben", "heavy; note teasel once more"]);
    let mut store = open(&home);
    let hers = carer(&store, "Ottoline");
    let his = entries(&store).into_iter().find(|entry| {
        let note = entry.note.as_deref().unwrap_or_default();
        note.contains("teasel")
    });
    let his = his.unwrap();
    let mended = Entry { carer: hers, ..his.clone() };
    store.apply(&Change::replace_record("written by", his, mended), now()).unwrap();
    drop(store);
    seal(&home);
    nothing_of_hers(&home);
    home.ok(&["undo"]);
    nothing_of_hers(&home);
    let list = home.ok(&["list"]);
    assert!(!list.contains("teasel"), "{list}");
    let read = home.with(&["her own words"], &["--seal-fd", "3", "list"]);
    assert!(read.contains("teasel once more"), "{read}");
}

#[test]
fn a_note_made_private_later_is_private_in_its_history_too() {
    let home = of_two();
    seal(&home);
    home.ok(&["log", "--carer", "Ottoline", "note campion in the open"]);
    let mut store = open(&home);
    let before = entries(&store).into_iter().find(|entry| {
        let note = entry.note.as_deref().unwrap_or_default();
        note.contains("campion")
    });
    let before = before.unwrap();
    let mut after = before.clone();
    if let Details::Note(note) = &mut after.details {
        note.private = true;
    }
    store.apply(&Change::replace_record("private (only I can read it)", before, after), now()).unwrap();
    drop(store);
    nothing_of_hers(&home);
    let history = home.ok(&["history"]);
    assert!(!history.contains("campion"), "{history}");
    for _ in 0..2 {
        home.ok(&["undo"]);
        assert!(!home.ok(&["list"]).contains("campion"));
    }
    home.ok(&["redo"]);
    home.ok(&["redo"]);
    nothing_of_hers(&home);
    let read = home.with(&["her own words"], &["--seal-fd", "3", "list"]);
    assert!(read.contains("campion in the open"), "{read}");
}

#[test]
fn what_is_typed_for_her_is_sealed_wherever_it_is_typed() {
    let home = of_two();
    seal(&home);
    let mut store = open(&home);
    let (hers, his) = (carer(&store, "Ottoline"), carer(&store, "Ben"));
    let open_note =
        entries(&store).into_iter().find(|entry| entry.note.as_deref() == Some("ask about the rash"));
    let open_note = open_note.unwrap().id;
    for (slot, content) in [
        (
            format!("new-checkin-{his}"),
            json!({"answers": {"carer": {"picked": [hers]}, "note": "quillwort"}}),
        ),
        (
            format!("edit-{open_note}"),
            json!({"answers": {"private": {"picked": ["yes"]}, "carer": {"picked": [hers]}, "note": "larkspur"}}),
        ),
    ] {
        store.save_draft(&slot, Some(&content), now()).unwrap();
        nothing_of_hers(&home);
    }
    // What nobody sealed leaves no words either once it is gone.
    let slot = format!("new-note-{his}");
    let content = json!({"answers": {"note": "an ordinary mullein"}});
    store.save_draft(&slot, Some(&content), now()).unwrap();
    assert!(holds(&fs::read(home.journal()).unwrap(), "mullein"));
    store.save_draft(&slot, None, now()).unwrap();
    drop(store);
    assert!(!holds(&fs::read(home.journal()).unwrap(), "mullein"));
}

#[test]
fn an_import_of_other_people_changes_nobody_who_writes() {
    let (other, home) = (TempHome::new(), TempHome::new());
    // Ben's identity is the older one.
    other.ok(&["set", "carer", "Me", "--rename", "Ben"]);
    other.ok(&["set", "baby", "Leo"]);
    other.ok(&["log", "slept 09:00-10:00"]);
    other.run_with(&[], &["export", "--out", "other.json"]);
    home.ok(&["set", "carer", "Me", "--rename", "Ottoline"]);
    home.ok(&["set", "baby", "Maya"]);
    home.ok(&["log", "slept 11:40-12:55"]);
    seal(&home);
    let file = other.path("other.json").display().to_string();
    home.ok(&["import", "--yes", &file]);
    let store = open(&home);
    let family = store.load_family().unwrap();
    assert_eq!(family.carers[0].display_name(), "Ben");
    assert_eq!(family.selected_carer().unwrap().display_name(), "Ottoline");
    assert_eq!(family.selected_baby().unwrap().display_name(), "Maya");
    drop(store);
    home.ok(&["log", "heavy; note quillwort"]);
    nothing_of_hers(&home);
    home.ok(&["undo"]);
    home.ok(&["undo"]);
    let family = open(&home).load_family().unwrap();
    assert_eq!((family.carers.len(), family.settings.carer), (1, None));
}

#[test]
fn another_carer_who_takes_over_finds_it_closed() {
    let home = of_two();
    seal(&home);
    let mut app = TestApp::of(open(&home), 80, 24);
    unlocked(&mut app);
    assert!(app.screen().contains("larkspur"), "{}", app.screen());
    app.press("CC");
    assert!(app.screen().contains("Ben is writing now"), "{}", app.screen());
    assert!(!app.screen().contains("larkspur"), "{}", app.screen());
}
