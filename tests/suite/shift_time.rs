//! A time moved by steps from a list: one change, never into the future, never the end before the start.

use crate::support::{TestApp, assert_shows, at, entry, memory, with};
use cuebook::model::{Cue, Details, Entry, EntryKind, Moment, Sleep, Timestamp};
use cuebook::store::Store;

fn sleep(store: &Store, from: &str, until: Option<&str>) -> Entry {
    entry(&store.load_family().unwrap(), from, until, Details::Sleep(Sleep::default()))
}

fn times(entry: &Entry) -> (String, Option<String>) {
    (entry.at.format_hm(), entry.until.map(Timestamp::format_hm))
}

#[test]
fn a_sleeps_ends_move_by_steps_in_one_change_undone_at_once() {
    let store = memory();
    let nap = sleep(&store, "2026-11-22T11:40:00+00:00", Some("2026-11-22T12:55:00+00:00"));
    let mut app = TestApp::of(with(store, &[nap]), 80, 24);
    app.press("w<left>");
    assert_shows(&app, "11:35–12:55");
    app.press("1<left><left>4<right><tab>3<right>");
    assert_shows(&app, "was 11:40–12:55 · start 53 min later, end 15 min later");
    assert_eq!(times(&app.only(EntryKind::Sleep)).0, "11:40", "nothing is kept yet");
    app.press("<enter>");
    assert_shows(&app, "Saved: 12:33–13:10 sleep, 37 min · u to undo");
    assert_eq!(times(&app.only(EntryKind::Sleep)), ("12:33".into(), Some("13:10".into())));
    app.press("u");
    assert_eq!(times(&app.only(EntryKind::Sleep)), ("11:40".into(), Some("12:55".into())));
    // Both together, and left as it was.
    app.press("w<tab><tab><left>");
    assert_shows(&app, "11:35–12:50");
    app.press("<esc>");
    assert_eq!(times(&app.only(EntryKind::Sleep)), ("11:40".into(), Some("12:55".into())));
    assert_eq!(
        app.store().list_history(9).unwrap().iter().filter(|past| past.title.contains("12:33")).count(),
        1
    );
}

#[test]
fn a_time_still_to_come_and_an_end_before_the_start_are_refused() {
    let store = memory();
    let nap = sleep(&store, "2026-11-22T13:40:00+00:00", Some("2026-11-22T13:58:00+00:00"));
    let mut app = TestApp::of(with(store, &[nap]), 80, 24);
    app.press("w<tab><right><right>");
    assert_shows(&app, "Any later would be in the future");
    assert_shows(&app, "13:40–14:03");
    app.press("1<right><right><right><right><right>");
    assert_shows(&app, "13:40–14:07");
    app.press("<tab><tab>3<right><right>");
    assert_shows(&app, "Any later would be in the future");
    app.press("<tab>4<left>");
    assert_shows(&app, "The end would be before the start.");
    assert_shows(&app, "13:55–14:07");
    app.press("<enter>");
    assert_eq!(times(&app.only(EntryKind::Sleep)), ("13:55".into(), Some("14:07".into())));
}

#[test]
fn what_it_overlaps_stands_beside_it_and_both_may_be_kept() {
    let store = memory();
    let one = sleep(&store, "2026-11-22T09:00:00+00:00", Some("2026-11-22T10:00:00+00:00"));
    let two = sleep(&store, "2026-11-22T10:00:00+00:00", Some("2026-11-22T11:00:00+00:00"));
    let mut app = TestApp::of(with(store, &[one.clone(), two]), 80, 24);
    app.press("w<left>");
    insta::assert_snapshot!("nudge_overlap", app.terminal());
    app.press("<enter>");
    assert_shows(&app, "Saved: 09:55–11:00 sleep");
    assert_eq!(app.entries().len(), 2);
}

#[test]
fn a_moment_goes_along_and_an_entry_keeps_the_clock_it_was_lived_by() {
    let store = memory();
    let moment = Moment {
        cues: vec!["q-look".into()],
        at: Some(at("2026-11-22T10:05:00+01:00")),
        ..Moment::default()
    };
    let cue = Cue { moments: vec![moment], ..Cue::default() };
    let abroad = entry(&store.load_family().unwrap(), "2026-11-22T10:00:00+01:00", None, Details::Cue(cue));
    let mut app = TestApp::of(with(store, &[abroad]), 80, 24);
    app.press("vw");
    assert!(!app.screen().contains("start   end"), "a moment has no end\n{}", app.screen());
    app.press("<left><enter>");
    assert_shows(&app, "Saved: 09:55 cue");
    let kept = app.only(EntryKind::Cue);
    assert_eq!(kept.at, at("2026-11-22T09:55:00+01:00"));
    let Details::Cue(cue) = kept.details else { panic!() };
    assert_eq!(cue.moments[0].at, Some(at("2026-11-22T10:00:00+01:00")));
}

#[test]
fn over_the_clock_change_a_step_is_a_step_of_time() {
    let store = memory();
    let nap = sleep(&store, "2026-10-25T01:10:00+00:00", Some("2026-10-25T03:00:00+00:00"));
    let mut app = TestApp::of(with(store, &[nap]), 80, 24);
    app.press("vw4<left>");
    assert_shows(&app, "start 1 h earlier");
    app.press("<enter>");
    assert_eq!(app.only(EntryKind::Sleep).at, at("2026-10-25T01:10:00+01:00"));
}

#[test]
fn a_night_in_words_has_no_time_to_nudge() {
    let store = memory();
    let night =
        Sleep { night: Some("2026-11-21".parse().unwrap()), words: Some("badly".into()), ..Sleep::default() };
    let night =
        entry(&store.load_family().unwrap(), "2026-11-21T19:00:00+00:00", None, Details::Sleep(night));
    let mut app = TestApp::of(with(store, &[night]), 80, 24);
    app.press("vw");
    assert_shows(&app, "has no times");
}

#[test]
fn in_past_the_cursor_stays_on_the_entry_wherever_it_goes() {
    let store = memory();
    let naps = [9, 10, 11].map(|hour| {
        let from = format!("2026-11-22T{hour:02}:00:00+00:00");
        let until = format!("2026-11-22T{hour:02}:20:00+00:00");
        sleep(&store, &from, Some(&until))
    });
    let mut app = TestApp::of(with(store, &naps), 80, 24);
    app.press("vw<tab><tab>4<left><left><left><enter>");
    assert_shows(&app, "▸█ 08:00  sleep");
    app.press("u");
    assert_shows(&app, "▸█ 11:00  sleep");
    app.press("du");
    assert_shows(&app, "▸█ 11:00  sleep");
}
