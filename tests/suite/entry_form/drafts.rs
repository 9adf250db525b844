//! What was typed and waits: in whose drafts, since when, and what another window kept meanwhile.

use super::*;
use crate::support::open_in_memory;
use cuebook::model::{Carer, Id};

fn other_window(path: &std::path::Path, change: &Change) {
    let mut other = Store::open(path, ProgramRun::new("other"), LONDON).unwrap();
    other.apply(change, now()).unwrap();
}

fn noted(before: &Entry, note: &str) -> Change {
    let after = Entry { note: Some(note.into()), ..before.clone() };
    Change::replace_record("a note", before.clone(), after)
}

/// Anna and Ben.
fn two_carers() -> Store {
    let mut store = memory();
    let ben =
        Carer { id: new_id(), name: Some("Ben".into()), ..store.load_family().unwrap().carers[0].clone() };
    store.apply(&Change::add_record("Ben", ben), now()).unwrap();
    store
}

#[test]
fn another_windows_change_is_named_before_it_is_overwritten() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("journal.db");
    let mut app = TestApp::in_file(&path);
    app.press("nmine<enter>e<end> and more");
    let theirs = noted(&app.only(EntryKind::Note), "theirs");
    other_window(&path, &theirs);
    app.press("<enter>");
    let said = "changed this in another window: theirs";
    assert!(app.screen().contains(said), "{}", app.screen());
    // Left and opened again: still named, at once and on the first enter.
    app.press("<esc>e");
    assert!(app.screen().contains(said), "{}", app.screen());
    assert!(app.screen().contains("mine and more"), "{}", app.screen());
    app.press("<enter>");
    assert!(app.screen().contains("enter to save yours"), "{}", app.screen());
    assert_eq!(app.only(EntryKind::Note).note.as_deref(), Some("theirs"));
    app.press("<enter>");
    assert_eq!(app.only(EntryKind::Note).note.as_deref(), Some("mine and more"));
}

#[test]
fn a_long_change_elsewhere_does_not_hide_what_to_do() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("journal.db");
    let mut app = TestApp::in_file(&path);
    app.press("nmine<enter>e<end> and more");
    let theirs = noted(&app.only(EntryKind::Note), &"a long night ".repeat(40));
    other_window(&path, &theirs);
    app.resize(60, 20);
    app.press("<enter>");
    let screen = app.screen();
    assert!(screen.contains("save yours"), "{screen}");
}

#[test]
fn a_refused_form_is_no_dead_end_and_leaves_other_answers_alone() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("journal.db");
    let mut app = TestApp::in_file(&path);
    app.press("c5<enter>e<tab>dr");
    let before = app.only(EntryKind::Cue);
    other_window(&path, &noted(&before, "by the window"));
    app.press("<enter>");
    assert!(app.screen().contains("in another window"));
    app.press("<enter>");
    let kept = app.only(EntryKind::Cue);
    assert_eq!(kept.note.as_deref(), Some("by the window"));
    assert!(matches!(kept.details, Details::Cue(cue) if cue.state.as_deref() == Some("drowsy")));
}

#[test]
fn an_entry_removed_elsewhere_can_be_kept_again() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("journal.db");
    let mut app = TestApp::in_file(&path);
    app.press("nmine<enter>e<end> and more");
    other_window(&path, &Change::remove_record("a note", app.only(EntryKind::Note)));
    app.press("<enter>");
    assert!(app.screen().contains("removed this in another window"));
    assert!(app.entries().is_empty());
    app.press("<enter>");
    assert_eq!(app.only(EntryKind::Note).note.as_deref(), Some("mine and more"));
}

#[test]
fn what_a_carer_typed_waits_for_that_carer_only() {
    let mut app = TestApp::of(two_carers(), 80, 24);
    for keys in ["f1", "c5", "nmine", ":okay"] {
        app.press(keys);
        app.press("<esc>");
    }
    app.press("CC");
    for keys in ["f", "c", "n", ":"] {
        app.press(keys);
        let screen = app.screen();
        assert!(!screen.contains("This is what you typed"), "{screen}");
        app.press("<esc>");
    }
    app.press("C");
    for keys in ["f", "c", "n", ":"] {
        app.press(keys);
        let screen = app.screen();
        assert!(is_found(&screen), "{screen}");
        app.press("<esc>");
    }
}

#[test]
fn a_form_with_nothing_typed_deletes_no_draft_of_another_window() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("journal.db");
    let mut app = TestApp::in_file(&path);
    let mut other = TestApp::in_file(&path);
    for key in ["c", "f", "n", ":"] {
        app.press(key);
        other.press(key);
        other.press("4<esc>");
        app.press("<esc>");
        other.press(key);
        let screen = other.screen();
        assert!(is_found(&screen), "{key}: {screen}");
        other.press("<esc>");
    }
}

#[test]
fn a_draft_says_from_when_it_is_and_keeps_its_time() {
    let mut app = TestApp::new();
    app.press("c5<esc>");
    assert!(app.screen().contains("What you typed is still there: press c."), "{}", app.screen());
    app.now = at("2026-11-23T08:30:00+00:00");
    app.press("c");
    let said = "This is what you typed on Sunday at 14:07. ctrl-n to start again.";
    assert!(app.screen().contains(said), "{}", app.screen());
    app.press("<esc>c");
    assert!(app.screen().contains(said), "{}", app.screen());
    app.press("<enter>");
    assert_eq!(app.only(EntryKind::Cue).at, now());
    app.press("nrain<enter>e<home>x<esc>");
    let screen = app.screen();
    assert!(screen.contains("What you typed is still there: press e"), "{screen}");
    app.press("c<esc>");
    let screen = app.screen();
    assert!(!screen.contains("What you typed is still there"), "{screen}");
}

#[test]
fn ctrl_u_empties_one_answer_and_ctrl_n_all_of_them() {
    let mut app = TestApp::new();
    app.press("m12<tab>12<esc>m<ctrl-u>");
    assert!(app.screen().contains("[1 legs][2 tummy]"));
    app.press("<ctrl-n>");
    assert!(!app.screen().contains("[1 legs][2 tummy]"));
    // A slip brings no loss.
    app.press("<ctrl-n>");
    assert!(app.screen().contains("[1 legs][2 tummy]"));
    app.press("<ctrl-n><esc>m");
    assert!(!app.screen().contains("This is what you typed"));
}

#[test]
fn a_typed_line_asks_about_times_of_long_ago() {
    let mut app = TestApp::new();
    app.press(":slept 13:10-13:40<esc>");
    assert!(app.screen().contains("What you typed is still there: press :."));
    app.press(":");
    let screen = app.screen();
    assert!(screen.contains("What you typed before is here. ctrl-u to clear."), "{screen}");
    app.press("<esc>");
    app.now = at("2026-11-23T14:30:00+00:00");
    app.press(":<enter>");
    let asks = "You typed this on Sunday at 14:07: please check the time.";
    assert!(app.screen().contains(asks), "{}", app.screen());
    assert!(app.entries().is_empty());
    // Left unread, it is asked about again.
    app.press("<esc>:<enter>");
    assert!(app.screen().contains(asks), "{}", app.screen());
    app.press("<enter>");
    assert_eq!(app.entries().len(), 1);
}

fn asleep(family: &Family, from: &str) -> Entry {
    entry(family, from, None, Details::Sleep(Sleep::default()))
}

#[test]
fn a_second_sleep_is_refused_while_one_runs() {
    let store = memory();
    let family = store.load_family().unwrap();
    let mut app = TestApp::of(with(store, &[asleep(&family, "2026-11-22T13:00:00+00:00")]), 80, 24);
    app.press(":sleep 20m ago<enter>");
    assert!(app.screen().contains("fell asleep at 13:00"), "{}", app.screen());
    assert_eq!(app.entries().len(), 1);
    app.press("<ctrl-u>awake<esc>");
    // A day later it no longer runs, though nothing was read anew.
    app.press(":");
    app.now = at("2026-11-23T13:30:00+00:00");
    app.press("<ctrl-u>awake<enter>");
    assert!(app.screen().contains("Maya isn't marked as asleep"), "{}", app.screen());
    app.press("<ctrl-u>sleep 20m ago<enter>");
    assert_eq!(app.entries().len(), 2);
}

#[test]
fn any_line_that_cannot_be_read_can_be_a_note() {
    let mut app = TestApp::new();
    app.press(":slept with the cat<tab>");
    assert!(app.screen().contains(": note slept with the cat"), "{}", app.screen());
    app.press("<enter>");
    assert_eq!(app.only(EntryKind::Note).note.as_deref(), Some("slept with the cat"));
}

#[test]
fn the_welcome_leaves_alone_what_was_not_answered() {
    let store = open_in_memory();
    let family = store.load_family().unwrap();
    let here = Context {
        store: &store,
        family: &family,
        now: now(),
        theme: Theme::with_defaults(),
        has_rows_below: &std::cell::Cell::new(false),
    };
    let mut welcome = cuebook::tui::screens::WelcomeScreen::new(&here).unwrap();
    for c in "Maya".chars() {
        welcome.handle_input(InputRequest::InsertChar(c), &here).unwrap();
    }
    // Named and dated elsewhere, while the welcome was open.
    let mut set = family.clone();
    set.babies[0].born = Some("2026-09-03".parse().unwrap());
    set.carers[0].name = Some("Anna".into());
    let here = Context { family: &set, ..here };
    let change = kept(welcome.handle_action(Action::SaveForm, &here).unwrap()).expect("kept");
    let ids: Vec<Id> = set.carers.iter().map(|carer| carer.id).collect();
    for record in change.edits.iter().filter_map(|edit| edit.after.as_ref()) {
        match record {
            cuebook::model::Record::Baby(baby) => {
                assert_eq!(baby.born, set.babies[0].born);
                assert_eq!(baby.name.as_deref(), Some("Maya"));
            }
            cuebook::model::Record::Carer(carer) => {
                assert!(!ids.contains(&carer.id), "{carer:?}");
            }
            _ => {}
        }
    }
}

/// A form and the typed line each say that a draft was found.
fn is_found(screen: &str) -> bool {
    screen.contains("This is what you typed") || screen.contains("What you typed before is here")
}
