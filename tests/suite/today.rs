//! Today as it is used: days, the cursor, one key for a sleep, messages that can be read to their end.

use crate::support::{LONDON, TestApp, at, entry, memory, now, with};
use cuebook::model::{Change, Details, Entry, EntryKind, Family, Note, Sleep};
use cuebook::store::{ProgramRun, Store};

fn note(family: &Family, when: &str) -> Entry {
    let note = entry(family, when, None, Details::Note(Note::default()));
    Entry { baby: None, note: Some("a note".into()), ..note }
}

#[test]
fn after_the_end_of_the_help_the_first_up_moves() {
    let mut app = TestApp::new();
    app.press("?<end>");
    let end = app.screen();
    app.press("<up>");
    assert_ne!(app.screen(), end);
}

#[test]
fn what_is_written_while_another_day_is_shown_belongs_to_it() {
    let mut app = TestApp::new();
    app.press("<left>");
    assert!(app.screen().contains("Saturday 21 November"), "{}", app.screen());
    app.press("c5");
    assert!(app.screen().contains("Cue · Saturday 21 November"), "{}", app.screen());
    app.press("<ctrl-s>");
    assert_eq!(app.only(EntryKind::Cue).at.to_rfc3339(), "2026-11-21T14:07:00+00:00");
    let screen = app.screen();
    assert!(
        screen.contains("Saturday 21 November") && screen.contains("Saved: 21 Nov 2026, 14:07 cue"),
        "{screen}"
    );
    app.press(":massage 10:00 12m");
    assert!(app.screen().contains("Type a line · on Saturday 21 November"), "{}", app.screen());
    app.press("<enter>");
    assert_eq!(app.only(EntryKind::Massage).at.to_rfc3339(), "2026-11-21T10:00:00+00:00");
    app.press(":note no time<enter>");
    assert_eq!(app.only(EntryKind::Note).at.to_rfc3339(), "2026-11-21T14:07:00+00:00");
    app.press("s<ctrl-s>");
    assert!(app.screen().contains("When was it?"), "an open sleep of yesterday is nothing\n{}", app.screen());
    app.press("2:10-3:00<ctrl-s>");
    let sleep = app.only(EntryKind::Sleep);
    assert_eq!(sleep.at.to_rfc3339(), "2026-11-22T02:10:00+00:00", "its night is the day's");
    app.press(":okay yesterday 21:30<enter>");
    assert_eq!(app.only(EntryKind::Checkin).at.to_rfc3339(), "2026-11-21T21:30:00+00:00");
}

#[test]
fn a_line_that_names_its_day_is_of_that_day_whatever_is_shown() {
    let typed = |line: &str| {
        let mut app = TestApp::new();
        app.press("<left><left>");
        app.press(&format!(":{line}<enter>"));
        let entries = app.entries();
        assert_eq!(entries.len(), 1, "{line}\n{}", app.screen());
        entries[0].at.to_rfc3339()
    };
    // The day shown is Friday 20 November; it is Sunday.
    for (line, at) in [
        ("cue hiccups 10:00", "2026-11-20T10:00:00+00:00"),
        ("cue hiccups 10:00; note may be wind, since monday", "2026-11-20T10:00:00+00:00"),
        ("massage 10:00 12m", "2026-11-20T10:00:00+00:00"),
        ("slept thu 14:00-15:00", "2026-11-19T14:00:00+00:00"),
        ("cue hiccups 18/11 14:00", "2026-11-18T14:00:00+00:00"),
        ("cue hiccups 5m ago", "2026-11-22T14:02:00+00:00"),
        ("note at yesterday 21:30: a rash", "2026-11-21T21:30:00+00:00"),
        ("note seen on monday", "2026-11-20T14:07:00+00:00"),
    ] {
        assert_eq!(typed(line), at, "{line}");
    }
}

#[test]
fn a_length_in_a_form_of_another_day_is_up_to_its_time_of_day() {
    for length in ["12", "12m", "12 min"] {
        let mut app = TestApp::new();
        app.press("<left>m");
        for _ in 0..20 {
            if app.screen().contains("Saturday 21 November, 14:07") {
                break;
            }
            app.press("<tab>");
        }
        app.press(length);
        assert!(app.screen().contains("Saturday 21 November, 13:55–14:07"), "{length}\n{}", app.screen());
    }
}

#[test]
fn a_new_entry_has_the_time_it_was_begun_and_an_edited_time_keeps_its_day() {
    let mut app = TestApp::new();
    app.press("c5");
    app.wait(25 * 60);
    app.press("<ctrl-s>");
    assert_eq!(app.only(EntryKind::Cue).at, now(), "not when it was kept");
    app.press("u");
    let store = memory();
    let family = store.load_family().unwrap();
    let was = entry(
        &family,
        "2026-11-20T03:10:00+00:00",
        Some("2026-11-20T03:20:00+00:00"),
        Details::Sleep(Sleep::default()),
    );
    let mut app = TestApp::of(with(store, &[was]), 80, 24);
    app.press("ve<ctrl-u>02:50-03:20<ctrl-s>");
    let sleep = app.only(EntryKind::Sleep);
    assert_eq!(sleep.at.to_rfc3339(), "2026-11-20T02:50:00+00:00", "{}", app.screen());
}

#[test]
fn the_footer_says_what_s_would_do_now() {
    let mut app = TestApp::new();
    assert!(app.screen().contains("s asleep"));
    app.press("s");
    assert!(app.screen().contains("s woke up"), "{}", app.screen());
    app.press("s");
    assert!(
        app.screen().contains("a moment ago. Press u to undo that, or s again to end it."),
        "{}",
        app.screen()
    );
    app.press("s");
    assert!(app.screen().contains("s asleep"));
    assert_eq!(app.entries().len(), 1);
}

#[test]
fn a_new_entry_from_elsewhere_does_not_slide_under_the_cursor() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("t.db");
    let mut app = TestApp::in_file(&path);
    let mine = note(&app.family(), "2026-11-22T11:00:00Z");
    let theirs = note(&app.family(), "2026-11-22T12:00:00Z");
    let mut other = Store::open(&path, ProgramRun::new("other"), LONDON).unwrap();
    other.apply(&Change::add_record("mine", mine.clone()), now()).unwrap();
    app.press("<up>");
    other.apply(&Change::add_record("theirs", theirs.clone()), now()).unwrap();
    app.press("?<esc>d");
    let left: Vec<_> = app.entries().into_iter().map(|entry| entry.id).collect();
    assert_eq!(left, [theirs.id]);
}

#[test]
fn in_the_small_hours_the_last_waking_still_counts() {
    let store = memory();
    let mut slept =
        entry(&store.load_family().unwrap(), "2026-11-21T19:00:00Z", None, Details::Sleep(Sleep::default()));
    slept.until = Some(at("2026-11-22T06:50:00Z"));
    let app = TestApp::of(with(store, &[slept]), 80, 24);
    assert!(app.screen().contains("last sleep written ended 06:50"), "{}", app.screen());
    assert_eq!(app.only(EntryKind::Sleep).duration_minutes(), Some(710));
}

#[test]
fn pasted_line_ends_stay_line_ends_in_a_note_and_blanks_in_a_line() {
    let mut app = TestApp::new();
    app.press("n");
    app.app.handle_paste("one\r\ntwo\rthree", now());
    app.press("<ctrl-s>");
    assert_eq!(app.only(EntryKind::Note).note.as_deref(), Some("one\ntwo\nthree"));
    app.press(":note ");
    app.app.handle_paste("four\rfive", now());
    app.press("<enter>");
    assert!(app.entries().iter().any(|e| e.note.as_deref() == Some("four five")));
}

fn slept(family: &Family, from: &str, to: Option<&str>) -> Entry {
    entry(family, from, to, Details::Sleep(Sleep::default()))
}

#[test]
fn the_morning_after_keeps_the_night_just_over() {
    let store = memory();
    let family = store.load_family().unwrap();
    let all = [
        slept(&family, "2026-11-20T20:00:00+00:00", Some("2026-11-21T06:00:00+00:00")),
        slept(&family, "2026-11-21T12:00:00+00:00", Some("2026-11-21T14:00:00+00:00")),
        slept(&family, "2026-11-21T19:40:00+00:00", Some("2026-11-22T02:00:00+00:00")),
        slept(&family, "2026-11-22T02:30:00+00:00", Some("2026-11-22T06:50:00+00:00")),
    ];
    let mut app = TestApp::of(with(store, &all), 80, 24);
    app.now = at("2026-11-22T07:05:00+00:00");
    app.wait(0);
    let screen = app.screen();
    for words in [
        "Last night 10 h 40, longest stretch 6 h 20, 1 waking, 19:40–06:50 · 12 h 40 in 24 hours",
        "02:30",
        "awake 15 min",
    ] {
        assert!(screen.split_whitespace().collect::<Vec<_>>().join(" ").contains(words), "{words}\n{screen}");
    }
    assert!(!screen.contains("all written down?"), "{screen}");
    app.now = at("2026-11-22T14:07:00+00:00");
    app.wait(0);
    let screen = app.screen();
    assert!(
        screen.contains("last night 10 h 40") && screen.contains("last sleep written ended 06:50"),
        "{screen}"
    );
    app.press("<left>");
    assert!(
        app.screen().contains("12 h 40 in 24 hours · asleep 2 h in 1 nap · night 10 h 40"),
        "{}",
        app.screen()
    );
    app.press("<right>");
    app.now = at("2026-11-23T02:10:00+00:00");
    app.wait(0);
    assert!(app.screen().contains("Maya · still last night, Sunday 22 Nov"), "{}", app.screen());
}

#[test]
fn a_part_night_is_asked_about_once_and_never_of_an_import() {
    let question = "Last night: all written down? x answers";
    let build = |imported: bool| {
        let store = memory();
        let family = store.load_family().unwrap();
        let mut night = slept(&family, "2026-11-21T21:27:00+00:00", Some("2026-11-22T00:25:00+00:00"));
        night.details = Details::Sleep(Sleep { imported, ..Sleep::default() });
        let mut app = TestApp::of(with(store, &[night]), 80, 24);
        app.now = at("2026-11-22T08:00:00+00:00");
        app.wait(0);
        app
    };
    assert!(!build(true).screen().contains(question));
    let mut app = build(false);
    assert!(app.screen().contains(question), "{}", app.screen());
    assert!(!app.screen().contains("last night not all written"), "not twice\n{}", app.screen());
    app.press("x3<enter>");
    assert!(!app.screen().contains(question), "{}", app.screen());
    assert!(app.screen().contains("Last night 2 h 58"), "{}", app.screen());
    app.press("u");
    assert!(app.screen().contains(question), "{}", app.screen());
    app.press("x2<enter>");
    assert!(!app.screen().contains(question), "{}", app.screen());
    let mut app = build(false);
    app.now = at("2026-11-22T14:00:00+00:00");
    app.wait(0);
    assert!(!app.screen().contains(question), "only in the morning\n{}", app.screen());
}

#[test]
fn a_forgotten_stop_is_asked_about_before_it_is_kept() {
    let store = memory();
    let family = store.load_family().unwrap();
    let sleep = slept(&family, "2026-11-21T21:10:00+00:00", None);
    let mut app = TestApp::of(with(store, &[sleep]), 80, 24);
    app.press("s");
    assert!(
        app.screen().contains("Asleep since 21:10 yesterday, 16 h 57? Press s again to save that,"),
        "{}",
        app.screen()
    );
    assert!(app.only(EntryKind::Sleep).until.is_none());
    app.press("<down>s");
    assert!(app.only(EntryKind::Sleep).until.is_none(), "another key between is no answer");
    app.press("s");
    assert!(app.only(EntryKind::Sleep).until.is_some());
}

#[test]
fn the_cursor_stays_on_what_was_removed_and_brought_back() {
    let mut app = TestApp::new();
    app.press(":cue hiccups 10:00<enter>:cue hiccups 11:00<enter>:cue hiccups 12:00<enter>");
    app.press("<home><down>");
    assert!(app.screen().contains("▸○ 11:00"), "{}", app.screen());
    app.press("d");
    assert!(app.screen().contains("▸○ 10:00"), "{}", app.screen());
    app.press("<home>u");
    assert!(app.screen().contains("▸○ 11:00"), "{}", app.screen());
    app.press("Uu");
    assert!(app.screen().contains("▸○ 11:00"), "{}", app.screen());
}

#[test]
fn keys_that_mean_nothing_are_explained_once_and_many_at_once_remove_nothing() {
    let mut app = TestApp::new();
    app.press("H");
    let screen = app.screen();
    assert!(
        screen.contains("That key does nothing here. Press ? to see the ones that do. Is Caps Lock on?"),
        "{screen}"
    );
    app.press("<up>H");
    assert!(!app.screen().contains("does nothing here"), "{}", app.screen());
    app.press(":cue hiccups 10:00<enter>");
    let key = |c| crossterm::event::KeyEvent::from(crossterm::event::KeyCode::Char(c));
    app.app.handle_keys(&[key('a'), key('d'), key('0')], now());
    app.wait(0);
    assert_eq!(app.entries().len(), 1);
    app.press("d");
    assert!(app.entries().is_empty());
    // What was removed is still said where another screen opens over it.
    app.press("f");
    assert!(app.screen().contains("emoved 10:00 cue"), "{}", app.screen());
}

#[test]
fn a_range_that_begins_with_the_running_sleep_ends_it() {
    let mut app = TestApp::new();
    app.press(":sleep 11:00<enter>:slept 11:00-12:30");
    assert!(app.screen().contains("ends the sleep that began at 11:00"), "{}", app.screen());
    app.press("<enter>");
    assert_eq!(app.only(EntryKind::Sleep).until.unwrap().to_rfc3339(), "2026-11-22T12:30:00+00:00");
}

#[test]
fn z_writes_a_sleep_that_is_over() {
    let mut app = TestApp::new();
    app.press("z11:40-12:55<ctrl-s>");
    assert_eq!(app.only(EntryKind::Sleep).duration_minutes(), Some(75));
}

/// A night and the morning after it: a cue at 23:40 on Saturday, one at 02:30 and one at 07:40 on Sunday.
fn night_and_morning() -> Store {
    let store = memory();
    let family = store.load_family().unwrap();
    let all = [
        slept(&family, "2026-11-21T19:40:00+00:00", Some("2026-11-22T02:00:00+00:00")),
        note(&family, "2026-11-21T23:40:00+00:00"),
        slept(&family, "2026-11-22T02:30:00+00:00", Some("2026-11-22T06:50:00+00:00")),
        note(&family, "2026-11-22T07:40:00+00:00"),
    ];
    with(store, &all)
}

#[test]
fn a_time_after_midnight_has_its_weekday_beside_it() {
    let mut app = TestApp::of(night_and_morning(), 80, 24);
    app.now = at("2026-11-23T02:10:00+00:00");
    app.press(":cue hiccups 01:30<enter>");
    app.has("still last night, Sunday 22 Nov").has("01:30 Mon  cue").has("07:40      note");
    app.press("<left>");
    app.has("Saturday 21 November").has("02:30 Sun  sleep").has("23:40      note");
    app.press("0v");
    app.has(" Sunday 22 November 2026").has("01:30 Mon  cue").has("02:30 Sun  sleep").has("19:40      sleep");
}

#[test]
fn in_the_morning_last_nights_entries_stand_apart() {
    let mut app = TestApp::at_time(
        night_and_morning(),
        cuebook::tui::theme::Theme::with_defaults(),
        at("2026-11-22T08:00:00+00:00"),
        (80, 24),
    );
    let rows: Vec<String> = app.painted().lines().map(|row| row.trim_end().to_owned()).collect();
    let heading = rows.iter().position(|row| row == " Last night · Saturday 21 November").unwrap();
    assert!(rows[heading - 1].starts_with("▸≡ 07:40      note"), "{rows:#?}");
    assert!(rows[heading + 1].starts_with(" █ 02:30 Sun  sleep"), "{rows:#?}");
    assert!(rows[heading + 2].starts_with(" ≡ 23:40      note"), "{rows:#?}");
    app.press("<down>");
    assert!(app.picked().starts_with("▸█ 02:30"), "the line between is no row");
    app.now = at("2026-11-22T14:00:00+00:00");
    app.wait(0);
    app.lacks("Last night ·").lacks("23:40");
}

#[test]
fn a_night_in_words_stands_where_the_night_began() {
    let mut app = TestApp::of(night_and_morning(), 80, 24);
    app.now = at("2026-11-22T08:00:00+00:00");
    app.press(":slept badly last night<enter>");
    let order = |app: &mut TestApp| {
        let screen = app.painted();
        let rows = screen.lines().filter(|row| row.chars().nth(1).is_some_and(|sign| "█≡○◆▪".contains(sign)));
        let clocks = rows.filter_map(|row| {
            row.chars().skip(3).take(6).collect::<String>().trim().get(..5).map(str::to_owned)
        });
        clocks.filter(|clock| clock.trim() == "night" || clock.contains(':')).collect::<Vec<_>>()
    };
    assert_eq!(order(&mut app), ["07:40", "02:30", "23:40", "19:40", "night"], "{}", app.screen());
    app.press("v");
    assert_eq!(order(&mut app), ["07:40", "02:30", "23:40", "19:40", "night"], "{}", app.screen());
}

#[test]
fn messages_name_a_day_that_is_not_todays() {
    let mut app = TestApp::of(night_and_morning(), 80, 24);
    app.now = at("2026-11-23T02:10:00+00:00");
    app.press(":cue hiccups 22:30<enter>");
    app.has("Saved: 22 Nov 2026, 22:30 cue");
    app.press("d");
    app.has("emoved 22 Nov 2026, 22:30 cue");
    app.press("u");
    app.has("emoved 22 Nov 2026, 22:30 cue");
    app.press(":massage 22:00-22:15<enter>");
    app.has("Saved: 22 Nov 2026, 22:00 massage");
}

#[test]
fn with_one_child_last_night_stands_beside_the_day() {
    let mut app = TestApp::of(night_and_morning(), 120, 40);
    app.press(":massage 10:15 12m, legs<enter>:cue hiccups 11:00<enter>");
    insta::assert_snapshot!("last_night_beside", app.terminal());
    app.now = at("2026-11-22T08:00:00+00:00");
    app.wait(0);
    // In the morning the cursor goes on into the night.
    app.press("<end>");
    let screen = app.screen();
    let row = screen.lines().find(|row| row.contains('▸')).unwrap();
    assert!(row.contains("▸█ 19:40      sleep"), "{screen}");
    assert_eq!(row.chars().position(|c| c == '▸'), Some(72), "{screen}");
    app.press("<left>");
    app.has("The night before · Friday 20 November").has("Nothing here for this night. That's fine.");
    app.resize(119, 40);
    app.lacks("The night before");
}

#[test]
fn an_end_so_soon_after_the_start_is_asked_about_for_two_minutes() {
    let mut app = TestApp::new();
    app.press("s");
    app.wait(119);
    app.press("s");
    app.has("a moment ago. Press u to undo that, or s again to end it.");
    assert!(app.only(EntryKind::Sleep).until.is_none());
    app.press("u");
    assert!(app.entries().is_empty(), "nothing is left of the slip");
    app.press("s");
    app.wait(120);
    app.press("s");
    app.has("–14:10 sleep, 2 min");
}

#[test]
fn z_stands_in_the_footer_where_there_is_room_and_in_the_help() {
    let mut app = TestApp::of(memory(), 100, 24);
    app.has("z slept");
    app.press("?");
    app.has("write down a sleep that has ended");
}

#[test]
fn the_sentence_of_a_day_takes_no_part_of_a_night_for_a_nap() {
    let store = memory();
    let family = store.load_family().unwrap();
    let all = [
        slept(&family, "2026-11-20T19:49:00+00:00", Some("2026-11-21T07:12:00+00:00")),
        slept(&family, "2026-11-21T14:29:00+00:00", Some("2026-11-21T15:02:00+00:00")),
        slept(&family, "2026-11-21T19:35:00+00:00", Some("2026-11-22T07:03:00+00:00")),
    ];
    let mut app = TestApp::of(with(store, &all), 80, 24);
    app.has(" last night 11 h 25\n").lacks("in the day");
    app.press("<left>");
    app.has("asleep 45 min in the day, 1 nap").lacks("in 1 nap");
}
