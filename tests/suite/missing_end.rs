//! A stop that may have been forgotten, and what was typed and left: asked about and named on Today, in a line, once.

use crate::support::{TestApp, assert_hides, assert_shows, at, entry, memory, now, open, settled, with};
use cuebook::model::{Details, Entry, EntryKind, Massage, Sleep};
use cuebook::store::Store;
use cuebook::tui::theme::Theme;

fn asleep(store: &Store, from: &str) -> Entry {
    entry(&store.load_family().unwrap(), from, None, Details::Sleep(Sleep::default()))
}

fn over(entry: Entry, store: Store) -> TestApp {
    TestApp::of(with(store, &[entry]), 80, 24)
}

#[test]
fn only_what_runs_for_longer_than_is_likely_is_asked_about() {
    for (from, asked) in [
        // 13 hours, however they lie.
        ("2026-11-22T01:08:00+00:00", true),
        ("2026-11-22T01:00:00+00:00", true),
        // The night before, and 4 hours of the day.
        ("2026-11-22T10:00:00+00:00", false),
        // Over 5 hours of daytime.
        ("2026-11-22T09:00:00+00:00", true),
    ] {
        let store = memory();
        let sleep = asleep(&store, from);
        let app = over(sleep, store);
        assert_eq!(app.screen().contains("Press a to say"), asked, "{from}\n{}", app.screen());
    }
    let early = at("2026-11-22T06:30:00+00:00");
    let store = memory();
    let sleep = asleep(&store, "2026-11-21T18:00:00+00:00");
    let mut app = over(sleep, store);
    app.now = early;
    app.wait(0);
    assert_shows(&app, "asleep since 18:00");
    // Left open, it is asked about later.
    app.wait(3600);
    assert_shows(&app, "Still asleep since 18:00 yesterday?");
}

#[test]
fn another_apps_open_sleep_and_a_very_old_one_are_let_be() {
    let imported = Sleep { imported: true, ..Sleep::default() };
    let store_ = memory();
    let theirs =
        entry(&store_.load_family().unwrap(), "2026-11-21T20:10:00+00:00", None, Details::Sleep(imported));
    assert_hides(&over(theirs, store_), "Press a to say");
    let store_ = memory();
    let old = asleep(&store_, "2026-11-10T20:10:00+00:00");
    assert_hides(&over(old, store_), "Press a to say");
}

#[test]
fn a_forgotten_sleep_gets_its_end() {
    let store = memory();
    let sleep = asleep(&store, "2026-11-21T20:10:00+00:00");
    let mut app = over(sleep, store);
    assert_shows(&app, "Still asleep since 20:10 yesterday? Press a to say, whenever you like.");
    app.press("a");
    app.press("19:00<enter>");
    assert_shows(&app, "between 20:10 yesterday and now");
    app.press("<ctrl-u>soon<enter>");
    assert_shows(&app, "between 20:10 yesterday and now");
    app.press("<ctrl-u>06:45");
    insta::assert_snapshot!("forgotten", app.terminal());
    app.press("<enter>");
    assert_eq!(app.only(EntryKind::Sleep).until, Some(at("2026-11-22T06:45:00+00:00")));
    assert_shows(&app, "u to undo");
    app.press("u");
    assert_eq!(app.only(EntryKind::Sleep).until, None);
}

#[test]
fn one_that_no_longer_runs_is_asked_about_too_and_may_stay_open() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("journal.db");
    let store = settled(open(&path));
    let sleep = asleep(&store, "2026-11-20T20:10:00+00:00");
    let mut app = over(sleep, store);
    assert_shows(&app, "When did the sleep that began at 20:10 on Friday 20 November end?");
    app.press("a");
    assert_hides(&app, "still asleep");
    // What was typed is found again.
    app.press("6:5");
    app.wait(1);
    drop(app);
    let mut app = TestApp::of(settled(open(&path)), 80, 24);
    app.press("a");
    assert_shows(&app, "6:5");
    app.press("<down>");
    assert_shows(&app, "▸ I don't know: leave it blank");
    app.press("<enter>");
    assert_shows(&app, "Left without an end time.");
    assert_eq!(app.only(EntryKind::Sleep).until, None);
    // Not asked twice, nor by another run.
    app.press("<down>");
    assert_hides(&app, "Press a to say");
    drop(app);
    let mut app = TestApp::of(settled(open(&path)), 80, 24);
    assert_hides(&app, "Press a to say");
    app.press("a");
    assert_shows(&app, "No question to answer");
}

#[test]
fn still_asleep_is_an_answer_and_a_massage_is_asked_about_alike() {
    let store_ = memory();
    let sleep = asleep(&store_, "2026-11-21T20:10:00+00:00");
    let mut app = over(sleep, store_);
    app.press("a<down><enter>");
    assert_shows(&app, "OK, still going.");
    app.press("<down>");
    assert_shows(&app, "asleep since 20:10");
    assert_hides(&app, "Press a to say");
    let store_ = memory();
    let live = Massage { live: true, ..Massage::default() };
    let massage =
        entry(&store_.load_family().unwrap(), "2026-11-22T10:15:00+00:00", None, Details::Massage(live));
    let mut app = over(massage, store_);
    assert_shows(&app, "Is the massage that began at 10:15 still going on?");
    app.press("a10:40<enter>");
    let kept = app.only(EntryKind::Massage);
    assert_eq!(kept.until, Some(at("2026-11-22T10:40:00+00:00")));
    assert!(matches!(kept.details, Details::Massage(massage) if !massage.live));
}

/// As after `kill -9`: nothing is left, closed or waited for.
fn killed(mut app: TestApp) {
    app.wait(1);
    drop(app);
}

#[test]
fn what_was_being_typed_when_the_program_ended_is_named_on_today() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("journal.db");
    for (keys, said, found) in [
        ("c5", "You started a cue at 14:07. Press c to carry on.", "[5 looks away]"),
        ("m12<tab>1", "You started a massage at 14:07. Press m to carry on.", "[1 legs]"),
        // That somebody began to say how they are is theirs to know.
        ("f4", "", "okay"),
        ("na long day", "You started a note at 14:07. Press n to carry on.", "a long day"),
        (":slept 13:10-13:40", "You started a line at 14:07. Press : to carry on.", "slept 13:10"),
    ] {
        let mut app = TestApp::of(settled(open(&path)), 80, 24);
        app.press(keys);
        killed(app);
        let mut app = TestApp::of(settled(open(&path)), 80, 24);
        match said {
            "" => assert_hides(&app, "waits"),
            said => assert_shows(&app, said),
        }
        app.press(&keys[..1]);
        assert_shows(&app, found);
        app.press("<ctrl-n><ctrl-u><esc>");
        drop(app);
        let app = TestApp::of(settled(open(&path)), 80, 24);
        assert_hides(&app, "waits");
    }
    // Words typed in the guide, and a welcome.
    let mut app = TestApp::of(settled(open(&path)), 80, 24);
    app.press("gatwirls her hair");
    killed(app);
    let mut app = TestApp::of(settled(open(&path)), 80, 24);
    app.press("ga");
    assert_shows(&app, "twirls her hair");
    let fresh = folder.path().join("fresh.db");
    let welcome = || {
        let store = open(&fresh);
        TestApp::with_theme(store, Theme::with_defaults(), 80, 24)
    };
    let mut app = welcome();
    app.press("Maya");
    killed(app);
    assert_shows(&welcome(), "Maya");
}

#[test]
fn what_waits_is_named_once_when_the_program_starts() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("journal.db");
    let mut app = TestApp::of(settled(open(&path)), 80, 24);
    app.press("nask about the rash<enter>e<end> soon");
    app.wait(1);
    app.press("<esc>c5<esc>");
    drop(app);
    let mut app = TestApp::of(settled(open(&path)), 80, 24);
    app.now = at("2026-11-23T10:00:00+00:00");
    app.wait(0);
    assert_shows(&app, "yesterday at 14:07. Press");
    assert_shows(&app, "There is one more.");
    // Named once; the next key is not met by it again.
    app.press("<left><right>");
    assert_hides(&app, "waits");
    drop(app);
    let mut app = TestApp::of(settled(open(&path)), 80, 24);
    app.now = at("2026-11-25T10:00:00+00:00");
    app.wait(0);
    assert_hides(&app, "waits");
    app.press("c");
    assert_shows(&app, "[5");
}

#[test]
fn times_in_a_draft_are_meant_as_when_they_were_typed() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("journal.db");
    // A moment five minutes ago, in a massage half an hour ago.
    let mut app = TestApp::of(settled(open(&path)), 80, 24);
    app.press("m30m ago 28m<tab><tab>5<enter>");
    app.press("<tab><tab><tab>");
    killed(app);
    let mut app = TestApp::of(settled(open(&path)), 80, 24);
    app.press(":slept 40m ago-10m ago");
    killed(app);
    let mut app = TestApp::of(settled(open(&path)), 80, 24);
    app.now = at("2026-11-22T18:07:00+00:00");
    app.press(":<enter><enter>");
    let sleep = app.only(EntryKind::Sleep);
    assert_eq!(
        (sleep.at, sleep.until),
        (at("2026-11-22T13:27:00+00:00"), Some(at("2026-11-22T13:57:00+00:00")))
    );
    app.press("m<ctrl-s>");
    let massage = app.only(EntryKind::Massage);
    assert_eq!(massage.at, at("2026-11-22T13:37:00+00:00"));
    assert!(massage.at < now());
}

/// Goes on from question to question until one with this hint is reached.
fn tab_to(app: &mut TestApp, hint: &str) {
    for _ in 0..30 {
        if app.screen().contains(hint) {
            return;
        }
        app.press("<tab>");
    }
    panic!("no question with {hint:?}\n{}", app.screen());
}

#[test]
fn a_moment_and_last_night_in_a_draft_are_meant_as_when_they_were_typed() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("journal.db");
    let store = settled(open(&path));
    let moments = vec![cuebook::model::Moment { cues: vec!["q-look".into()], ..Default::default() }];
    let touch = Massage { moments, ..Massage::default() };
    let mut massage =
        entry(&store.load_family().unwrap(), "2026-11-22T13:30:00+00:00", None, Details::Massage(touch));
    massage.until = Some(at("2026-11-22T14:05:00+00:00"));
    let mut app = over(massage, store);
    app.press("e");
    tab_to(&mut app, "a time, such as 10:20");
    app.press("10m ago");
    killed(app);
    let mut app = TestApp::of(settled(open(&path)), 80, 24);
    app.now = at("2026-11-24T18:07:00+00:00");
    app.press("ve<ctrl-s>");
    let Details::Massage(massage) = app.only(EntryKind::Massage).details else { panic!() };
    assert_eq!(massage.moments[0].at, Some(at("2026-11-22T13:57:00+00:00")));
    let sleep = asleep(app.store(), "2026-11-24T17:00:00+00:00");
    drop(app);
    let mut app = over(sleep, settled(open(&path)));
    app.now = at("2026-11-24T18:07:00+00:00");
    app.press("ve<ctrl-u>");
    tab_to(&mut app, "\"last night\" or a date");
    app.press("last night<tab>badly");
    killed(app);
    let mut app = TestApp::of(settled(open(&path)), 80, 24);
    app.now = at("2026-11-29T18:07:00+00:00");
    app.press("ve<ctrl-s>");
    let Details::Sleep(sleep) = app.only(EntryKind::Sleep).details else { panic!() };
    assert_eq!(sleep.night, Some("2026-11-23".parse().unwrap()));
}

#[test]
fn the_key_that_answers_ends_what_runs_when_nothing_was_asked() {
    let store = memory();
    let sleep = asleep(&store, "2026-11-22T13:07:00+00:00");
    let mut app = over(sleep, store);
    app.press("a");
    assert_shows(&app, "Still asleep since 13:07?");
    app.press("<down><enter>");
    assert_shows(&app, "OK, still going. Nothing was changed.");
    assert!(app.only(EntryKind::Sleep).is_open());
    // It may still be asked about when it is long.
    app.press("<down>");
    app.wait(6 * 3600);
    assert_shows(&app, "Press a to say");
    app.press("a13:50<enter>");
    assert_eq!(app.only(EntryKind::Sleep).until, Some(at("2026-11-22T13:50:00+00:00")));
    app.press("a");
    assert_shows(&app, "No question to answer right now.");
    app.press("mb<esc>a");
    assert_shows(&app, "Is the massage that began at 20:07 still going on?");
}
