//! Maya and Leo: one action for both, an entry for each, never mixed and never doubled.

use crate::support::{TestApp, assert_shows_all, at, memory, now};
use cuebook::model::{Baby, Carer, Change, Entry, EntryKind, Family, new_id};
use cuebook::quick_line::{LineContext, ParsedLine, parse_addressed_line, print_addressed_line};
use cuebook::store::{EntryFilter, Store};
use proptest::prelude::*;
use std::collections::BTreeSet;

pub(crate) fn twins() -> Store {
    let mut store = memory();
    let leo = Baby {
        name: Some("Leo".into()),
        born: Some("2026-09-03".parse().unwrap()),
        ..Baby::new_unnamed(new_id())
    };
    store.apply(&Change::add_record("Leo", leo), now()).unwrap();
    store
}

fn app() -> TestApp {
    TestApp::of(twins(), 80, 24)
}

fn of(app: &TestApp, name: &str) -> Vec<Entry> {
    let id = app.family().find_baby_by_name(name).unwrap().id;
    let mut all = app.entries();
    all.retain(|entry| entry.baby == Some(id));
    all
}

#[test]
fn one_form_keeps_an_entry_for_each_in_one_change() {
    let mut app = app();
    app.press("c1<shift-tab>3");
    assert_shows_all(&app, &["Cue · Maya and Leo"]);
    app.press("<ctrl-s>");
    assert_shows_all(&app, &["for Maya and Leo · u to undo"]);
    let (maya, leo) = (of(&app, "Maya"), of(&app, "Leo"));
    assert_eq!((maya.len(), leo.len()), (1, 1));
    assert_ne!(maya[0].id, leo[0].id);
    assert_eq!((maya[0].at, &maya[0].details), (leo[0].at, &leo[0].details));
    app.press("u");
    assert!(app.entries().is_empty());
    app.press("m12<tab>1<shift-tab><shift-tab>3<ctrl-s>");
    assert_eq!(of(&app, "Leo").len() + of(&app, "Maya").len(), 2, "{}", app.screen());
    // One of them is changed; the other stays as it was.
    app.press("e<tab>2<ctrl-s>");
    assert_ne!(of(&app, "Maya")[0].details, of(&app, "Leo")[0].details);
}

#[test]
fn both_is_asked_only_of_what_is_new_and_a_babys() {
    let mut app = app();
    app.press("f");
    assert!(!app.screen().contains("about"));
    app.press("<esc>n<shift-tab><shift-tab><shift-tab>");
    assert!(!app.screen().contains("both"), "{}", app.screen());
    app.press("<esc>c1<enter>e<shift-tab>");
    assert_shows_all(&app, &["1 Maya", "2 Leo"]);
    assert!(!app.screen().contains("both"));
}

#[test]
fn one_key_for_all_asleep_and_all_awake() {
    let mut app = app();
    app.press("SS");
    assert_shows_all(&app, &["for Maya and Leo", "s woke up"]);
    assert_eq!(app.entries().iter().filter(|it| it.is_open()).count(), 2);
    app.press("u");
    assert!(app.entries().is_empty());
    app.press("Bs");
    app.wait(600);
    app.press("B<left><right>");
    assert_shows_all(&app, &["Leo asleep since 14:07"]);
    app.press("S");
    assert_shows_all(&app, &["sleep, still going, for Maya"]);
    assert_eq!(app.entries().len(), 2, "who sleeps already sleeps on");
    app.wait(600);
    app.press("S");
    assert_shows_all(&app, &["14:27 waking, for Maya and Leo"]);
    assert!(app.entries().iter().all(|it| it.until == Some(at("2026-11-22T14:27:00+00:00"))));
    let minutes: BTreeSet<_> = app.entries().iter().map(|it| it.duration_minutes()).collect();
    assert_eq!(minutes, BTreeSet::from([Some(10), Some(20)]));
}

#[test]
fn a_typed_line_names_one_or_both() {
    let mut app = app();
    app.press(":@both slept 11:40-12:55, held");
    assert_shows_all(&app, &["for Maya and Leo"]);
    app.press("<enter>:@leo cue hiccups 13:00<enter>:massage 10:15 12m @both<enter>");
    assert_eq!((of(&app, "Maya").len(), of(&app, "Leo").len()), (2, 3));
    app.press(":@both sleep 14:00<enter>:@both awake<enter>");
    assert_shows_all(&app, &["14:07 waking, for Maya and Leo"]);
    app.press("u");
    assert_eq!(app.entries().iter().filter(|it| it.is_open()).count(), 2);
    app.press(":@zoe awake<enter>");
    assert_shows_all(&app, &["There is no baby called \"zoe\"", "--add NAME` adds one"]);
    app.press("<ctrl-u>@leo okay");
    assert_shows_all(&app, &["How you are is about you"]);
    app.press("<ctrl-u>note we met @Leo<enter>");
    let note = app.only(EntryKind::Note);
    assert_eq!((note.note.as_deref(), note.baby), (Some("we met @Leo"), None));
    app.press(":@leo note ask about the rash @visit<enter>");
    assert_eq!(of(&app, "Leo")[0].note.as_deref(), Some("ask about the rash"));
}

#[test]
fn today_trends_and_lists_show_each_baby_alone_and_what_is_of_neither_once() {
    let mut app = app();
    for line in [
        "@maya slept yesterday 20:00-06:00",
        "@leo slept yesterday 22:00-05:00",
        "@both massage 10:15 12m tummy",
        "@maya cue hiccups 11:00",
        "@leo cue cries 11:30",
        "okay, tired",
        "note the midwife came",
    ] {
        app.press(":");
        app.press(line);
        app.press("<enter>");
    }
    insta::assert_snapshot!("twins_today", app.terminal());
    let family = app.family();
    for (name, other, seen, night) in [("Maya", "cries", "hiccups", 600), ("Leo", "hiccups", "cries", 420)] {
        if name == "Leo" {
            app.press("B");
        }
        assert_shows_all(&app, &[name, seen, "the midwife came", "okay"]);
        assert!(!app.screen().contains(other), "{}", app.screen());
        app.press("t");
        assert_shows_all(&app, &[if night == 600 { "10:00" } else { "7:00" }]);
        app.press("<esc>");
        let baby = family.find_baby_by_name(name).unwrap().id;
        let filter = EntryFilter { baby: Some(baby), ..EntryFilter::default() };
        assert_eq!(app.store().count_entries(&filter).unwrap(), 5);
    }
    assert_eq!(app.entries().len(), 8, "nothing was counted twice");
}

#[test]
fn from_120_columns_on_twins_days_stand_side_by_side() {
    let mut app = TestApp::of(twins(), 120, 30);
    for line in [
        "@maya slept yesterday 20:00-06:00",
        "@leo slept yesterday 22:00-05:00",
        "@both massage 10:15 12m tummy",
        "@maya cue hiccups 11:00",
        "@leo cue cries 11:30",
        "@leo sleep 13:10",
        "note the midwife came",
    ] {
        app.press(&format!(":{line}<enter>"));
    }
    app.press("<home>");
    insta::assert_snapshot!("twins_side_by_side", app.terminal());
    app.press("B");
    let cursor_at = |app: &TestApp| {
        let screen = app.screen();
        let row = screen.lines().find(|row| row.contains('▸')).unwrap().to_owned();
        row.chars().position(|c| c == '▸').unwrap()
    };
    assert_eq!(
        cursor_at(&app),
        60,
        "each baby keeps their place, and the cursor goes over\n{}",
        app.screen()
    );
    app.resize(119, 30);
    assert!(!app.screen().contains("hiccups"), "{}", app.screen());
}

#[test]
fn showing_the_other_baby_or_carer_is_no_undo_step() {
    let mut store = twins();
    let ben = Carer { id: new_id(), name: Some("Ben".into()), hidden_checkins: false };
    store.apply(&Change::add_record("Ben", ben), now()).unwrap();
    let mut app = TestApp::of(store, 80, 24);
    app.press(":@leo cue cries 11:30<enter>");
    app.press("B");
    assert_shows_all(&app, &["Showing Leo.\n", "2 of 2 (B)"]);
    app.press("CC");
    assert_shows_all(&app, &["Ben is writing now.\n"]);
    app.press("u");
    assert_shows_all(&app, &["Undone: 11:30 cue, cries"]);
    assert!(app.entries().is_empty());
    app.press("BCCU");
    assert_eq!(app.entries().len(), 1, "{}", app.screen());
    assert_shows_all(&app, &["1 of 2 (B)"]);
}

#[test]
fn an_entry_moved_to_the_other_baby_says_so() {
    let mut app = app();
    app.press(":cue cries 11:30<enter>e<shift-tab>2<ctrl-s>");
    assert_shows_all(&app, &["Saved: 11:30 cue, cries, now Leo's · u to undo"]);
    assert_eq!(of(&app, "Leo").len(), 1);
}

#[test]
fn a_note_begun_with_a_name_that_is_part_of_another_is_the_longer_ones() {
    let mut store = twins();
    for name in ["Leo James", "both"] {
        let baby = Baby { name: Some(name.into()), ..Baby::new_unnamed(new_id()) };
        store.apply(&Change::add_record(name, baby), now()).unwrap();
    }
    let family = store.load_family().unwrap();
    let whose = |line: &str| {
        let (_, babies) = parse_addressed_line(line, &context(&family)).unwrap();
        let names = babies.iter().map(|id| family.find_baby(*id).unwrap().display_name().to_owned());
        names.collect::<Vec<_>>()
    };
    assert_eq!(whose("@leo james cue hiccups"), ["Leo James"]);
    assert_eq!(whose("@Leo cue hiccups"), ["Leo"]);
    assert_eq!(whose("@both cue hiccups"), ["both"]);
    assert_eq!(whose("@all cue hiccups"), ["Maya", "Leo", "Leo James", "both"]);
    assert_eq!(whose("cue hiccups; note for @Leo"), [""; 0]);
}

fn context(family: &Family) -> LineContext<'_> {
    LineContext {
        now: now(),
        family,
        baby: family.selected_baby().map(|baby| baby.id),
        carer: family.selected_carer().unwrap().id,
    }
}

proptest! {
    #[test]
    fn what_a_line_about_somebody_kept_prints_back_as_a_line_about_them(
        who in "@(both|leo|Maya)", line in prop_oneof![
            Just("slept 11:40-12:55, held"), Just("cue hiccups, looks away 5m ago; cuddled"),
            Just("massage 10:15 12m tummy +smiles"), Just("not today, asleep"), Just("slept badly last night"),
        ], behind: bool,
    ) {
        let family = twins().load_family().unwrap();
        let typed = if behind { format!("{line} {who}") } else { format!("{who} {line}") };
        let (said, babies) = parse_addressed_line(&typed, &context(&family)).unwrap();
        let ParsedLine::Entry(entry) = said else { panic!("{typed}") };
        for kept in entry.copy_for_babies(&babies) {
            let printed = print_addressed_line(&kept, &family);
            let (again, about) = parse_addressed_line(&printed, &context(&family)).unwrap();
            let ParsedLine::Entry(again) = again else { panic!("{printed}") };
            prop_assert_eq!(about, vec![kept.baby.unwrap()]);
            prop_assert_eq!(Entry { id: kept.id, ..again }, kept);
        }
    }
}
