//! Single answers: what enter picks, when a wrong time is flagged, where it is said, and moments beside their massage.

use super::*;
use crate::support::open_in_memory;

fn massage_with_moments(family: &Family) -> Entry {
    let moment = |time: &str| Moment { at: Some(at(time)), cues: vec!["q-look".into()], ..Moment::default() };
    let what = Details::Massage(Massage {
        moments: vec![moment("2026-11-22T10:20:00+00:00"), moment("2026-11-22T10:25:30+00:00")],
        ..Massage::default()
    });
    let (from, until) = ("2026-11-22T10:15:00+00:00", "2026-11-22T10:27:00+00:00");
    entry(family, from, Some(until), what)
}

fn moments(entry: &Entry) -> Vec<Moment> {
    match &entry.details {
        Details::Massage(it) => it.moments.clone(),
        Details::Cue(it) => it.moments.clone(),
        _ => panic!("{entry:?}"),
    }
}

#[test]
fn enter_picks_what_the_arrows_marked_and_a_second_keeps() {
    let mut app = TestApp::new();
    app.press("c<right><right><enter>");
    assert!(app.entries().is_empty());
    assert!(app.screen().contains("[3 "), "{}", app.screen());
    app.press("<enter>");
    assert_eq!(moments(&app.only(EntryKind::Cue))[0].cues.len(), 1);
    app.press("u");
    app.press("c<right><space>");
    assert!(app.screen().contains("space"), "{}", app.screen());
    app.press("<enter>");
    assert_eq!(moments(&app.only(EntryKind::Cue))[0].cues.len(), 1);
    // What is picked already is not asked for again.
    app.press("u");
    app.press("c1<right><left><enter>");
    assert_eq!(moments(&app.only(EntryKind::Cue))[0].cues.len(), 1);
}

#[test]
fn a_moment_lies_within_its_massage() {
    let store = memory();
    let family = store.load_family().unwrap();
    let fine = massage_with_moments(&family);
    assert!(cuebook::model::validate_entry(&fine, now()).is_ok());
    for (number, time) in [(0, "10:09"), (1, "10:33"), (1, "15:00")] {
        let mut entry = fine.clone();
        let Details::Massage(it) = &mut entry.details else { panic!() };
        it.moments[number].at = Some(at(&format!("2026-11-22T{time}:00+00:00")));
        let problem = cuebook::model::validate_entry(&entry, now()).unwrap_err();
        assert_eq!(problem.field, format!("m{}.at", number + 1), "{problem}");
        assert!(problem.message.contains(time), "{problem}");
        // Five minutes either way may well be.
        let Details::Massage(it) = &mut entry.details else { panic!() };
        it.moments[0].at = Some(at("2026-11-22T10:10:00+00:00"));
        it.moments[1].at = Some(at("2026-11-22T10:32:00+00:00"));
        assert!(cuebook::model::validate_entry(&entry, now()).is_ok());
    }
}

#[test]
fn moments_move_with_their_massage_unless_they_were_changed() {
    let store = memory();
    let family = store.load_family().unwrap();
    let massage = massage_with_moments(&family);
    let mut app = TestApp::of(with(store, std::slice::from_ref(&massage)), 80, 24);
    app.press("e<ctrl-u>09:15-09:27<enter>");
    let times: Vec<Timestamp> =
        moments(&app.only(EntryKind::Massage)).iter().filter_map(|moment| moment.at).collect();
    let wanted = ["2026-11-22T09:20:00+00:00", "2026-11-22T09:25:30+00:00"];
    assert_eq!(times, wanted.map(at));
    // A shorter massage leaves a moment behind its end: that is asked about, at that moment.
    app.press("e<ctrl-u>09:15-09:18<enter>");
    let screen = app.screen();
    assert!(screen.contains("after the massage ended"), "{screen}");
    assert!(screen.contains("▸   at"), "{screen}");
    app.press("<ctrl-u>9:17<enter>");
    let times: Vec<Timestamp> =
        moments(&app.only(EntryKind::Massage)).iter().filter_map(|moment| moment.at).collect();
    assert_eq!(times[1], at("2026-11-22T09:17:00+00:00"));
}

#[test]
fn a_wrong_moment_is_found_behind_one_that_was_emptied() {
    let store = memory();
    let family = store.load_family().unwrap();
    let massage = massage_with_moments(&family);
    let mut app = TestApp::of(with(store, std::slice::from_ref(&massage)), 80, 24);
    app.press("e<tab><tab><ctrl-u><tab><tab><ctrl-u><tab><tab><tab><ctrl-u>11:00<enter>");
    let screen = app.screen();
    assert!(screen.contains("after the massage ended"), "{screen}");
    let row = screen.lines().find(|row| row.contains('▸')).unwrap();
    assert!(row.contains("at ") && row.contains("11:00"), "{screen}");
}

#[test]
fn a_wrong_time_is_flagged_when_its_question_is_left() {
    let mut app = TestApp::new();
    app.press("nlong<tab><tab>half wibble<tab>");
    assert!(app.screen().contains(" as a time"), "{}", app.screen());
    app.press("<ctrl-u>");
    app.press("<esc>m2026-11-23 09:00<tab>");
    assert!(app.screen().contains("hasn't happened yet"), "{}", app.screen());
    app.press("<shift-tab><ctrl-u>10:15<tab>");
    assert!(!app.screen().contains("hasn't happened yet"), "{}", app.screen());
    let mut app = TestApp::of(open_in_memory(), 80, 24);
    app.press("Maya<tab>3rd of it<tab>");
    assert!(app.screen().contains(" as a date"), "{}", app.screen());
}

#[test]
fn what_is_wrong_is_said_once() {
    let once = |app: &TestApp, said: &str| {
        let screen = app.screen();
        assert_eq!(screen.matches(said).count(), 1, "{screen}");
    };
    let mut app = TestApp::new();
    app.press("nlong<tab><tab>half wibble<enter>");
    once(&app, " as a time");
    app.press("<ctrl-u><esc>f<tab><tab>zzzz<ctrl-s>");
    once(&app, "isn't chosen yet");
    app.press("<ctrl-u><esc>:hello there<enter>");
    once(&app, "I can't read");
    let mut app = TestApp::of(open_in_memory(), 80, 24);
    app.press("<tab>3rd of it<ctrl-s>");
    once(&app, " as a date");
}

#[test]
fn a_blank_answer_stands_still_when_it_is_opened() {
    let mut app = TestApp::new();
    let column = |app: &TestApp| {
        let screen = app.screen();
        let row = screen.lines().find(|row| row.contains("when ")).unwrap();
        row.chars().collect::<String>().find("now").map(|byte| row[..byte].chars().count())
    };
    app.press("n");
    let closed = column(&app);
    assert!(closed.is_some(), "{}", app.screen());
    app.press("<tab><tab>");
    assert!(app.screen().contains("▸ when"), "{}", app.screen());
    assert_eq!(column(&app), closed, "{}", app.screen());
}
