//! The palette: anything by name, in the same field as the typed line.

use crate::support::{TempHome, TestApp, assert_hides, assert_shows, at, memory, with};
use cuebook::model::{Details, Entry, EntryKind, Sleep, new_id};
use cuebook::store::EntryFilter;
use cuebook::tui::keys::{Action, BINDINGS, Mode, key_for_action, list_commands};

/// The row that enter would carry out.
fn marked(app: &TestApp) -> Option<String> {
    let screen = app.screen();
    let row = screen.lines().find_map(|row| row.strip_prefix(" ▸ "));
    row.map(|row| row.split("  ").next().unwrap_or_default().to_owned())
}

#[test]
fn every_action_but_moving_about_has_a_name_where_it_can_be_carried_out() {
    let moves = [
        Action::Up,
        Action::Down,
        Action::PageUp,
        Action::PageDown,
        Action::First,
        Action::Last,
        Action::NextPart,
        Action::PreviousPart,
        Action::Back,
        Action::TypeLine,
    ];
    for place in Mode::ALL.iter().copied() {
        let offers = list_commands(place);
        for row in BINDINGS.iter().filter(|row| row.modes.contains(&place)) {
            let text = row.action == Action::Open && place.has_text_input();
            if !moves.contains(&row.action) && !text {
                let found = offers.iter().find(|offer| offer.binding.action == row.action);
                let found = found.unwrap_or_else(|| panic!("{:?} in {}", row.action, place.name()));
                assert!(found.is_local);
            }
        }
        if place != Mode::TypedLine {
            let key = key_for_action(place, Action::TypeLine);
            assert!(key.is_some(), "{}", place.name());
        }
        for action in [Action::Massage, Action::Trends, Action::Past, Action::Support, Action::Quit] {
            let itself = matches!(
                (action, place),
                (Action::Trends, Mode::Trends | Mode::Weeks | Mode::Calendar) | (Action::Past, Mode::Past)
            );
            let there = offers.iter().any(|offer| offer.binding.action == action);
            assert!(there || itself, "{action:?} in {}", place.name());
        }
    }
}

#[test]
fn a_word_can_be_a_line_and_something_to_do() {
    let mut app = TestApp::new();
    app.press(":massage");
    assert_shows(&app, "14:07  massage");
    assert_shows(&app, "write down a massage");
    assert_shows(&app, "Press enter to save the line, or ↓ to see what you can do.");
    assert_eq!(marked(&app), None);
    app.press("<down>");
    assert_eq!(marked(&app).as_deref(), Some("massage"));
    assert_shows(&app, "enter do it");
    app.press("<up>");
    assert_eq!(marked(&app), None);
    app.press("<down><enter>");
    assert_shows(&app, "write down a massage".replace("write down a massage", "asked first").as_str());
    assert!(app.entries().is_empty());
    app.press("<esc>:massage<enter>");
    assert_eq!(app.only(EntryKind::Massage).at, at("2026-11-22T14:07:00+00:00"));
}

#[test]
fn letters_find_what_to_do_and_enter_does_what_is_marked() {
    let mut app = TestApp::new();
    app.press(":tren");
    assert_eq!(marked(&app).as_deref(), Some("trends"));
    assert_hides(&app, "I can't read");
    app.press("<enter>");
    assert_shows(&app, "trends · 2 weeks");
    // By a word of what it does, from a screen that has no key for it.
    app.press(":entries");
    assert_eq!(marked(&app).as_deref(), Some("past"));
    assert_shows(&app, "Today v");
    app.press("<enter>");
    assert_shows(&app, "past");
    app.press("<esc><esc>");
    assert_shows(&app, "s asleep");
    // What was done by name lately comes first.
    app.press(":<down>");
    assert_eq!(marked(&app).as_deref(), Some("past"));
    app.press("<down>");
    assert_eq!(marked(&app).as_deref(), Some("trends"));
}

#[test]
fn words_that_are_neither_are_to_be_mended_as_before() {
    let mut app = TestApp::new();
    app.press(":zzz<enter>");
    assert_shows(&app, "I can't read");
    assert_shows(&app, "Nothing was saved yet");
}

#[test]
fn words_that_only_look_for_something_do_not_wait_as_a_line() {
    let mut app = TestApp::new();
    app.press(":tren");
    app.wait(1);
    app.press("<esc>:");
    assert_hides(&app, "tren ");
    assert_shows(&app, "Type a line, or the first letters of what to do");
    app.press("slept 13:10-13:40");
    app.wait(1);
    app.press("<esc>:");
    assert_shows(&app, ": slept 13:10-13:40");
}

#[test]
fn over_a_form_it_loses_nothing_and_the_form_is_there_again() {
    let mut app = TestApp::new();
    app.press("c5<tab>dr<ctrl-p>guide<enter>");
    assert_shows(&app, "Guide");
    app.press("<esc>");
    assert_shows(&app, "Cue");
    assert_shows(&app, "dr");
    // The same form is gone back to, not opened twice.
    app.press("<ctrl-p>cues you saw<enter>");
    assert_shows(&app, "dr");
    app.press("<enter><ctrl-s>");
    let Details::Cue(cue) = app.only(EntryKind::Cue).details else { panic!() };
    assert_eq!(cue.state.as_deref(), Some("drowsy"));
    assert_shows(&app, "s asleep");
    app.press("c");
    assert_hides(&app, "This is what you typed");
    // What is kept on the way does not touch the form either.
    app.press("6<ctrl-p>asleep<enter>");
    assert_shows(&app, "[6");
    assert_eq!(app.only(EntryKind::Sleep).until, None);
    app.wait(180);
    app.press("<ctrl-p>woke<enter>");
    assert!(app.only(EntryKind::Sleep).until.is_some());
}

#[test]
fn what_a_list_does_is_done_to_the_row_under_its_cursor() {
    let store = memory();
    let family = store.load_family().unwrap();
    let sleep = |from: &str, until: &str| Entry {
        id: new_id(),
        baby: Some(family.babies[0].id),
        carer: family.carers[0].id,
        at: at(from),
        until: Some(at(until)),
        approximate: false,
        note: None,
        details: Details::Sleep(Sleep::default()),
    };
    let entries = [
        sleep("2026-11-22T09:00:00+00:00", "2026-11-22T10:00:00+00:00"),
        sleep("2026-11-22T11:00:00+00:00", "2026-11-22T12:00:00+00:00"),
    ];
    let mut app = TestApp::of(with(store, &entries), 80, 24);
    app.press("v<down>:remove<enter>");
    let left = app.store().load_newest_entries(&EntryFilter::default(), None, 9, |_| true).unwrap();
    assert_eq!(left.len(), 1);
    assert_eq!(left[0].id, entries[1].id);
    app.press(":undo<enter>");
    assert_eq!(app.entries().len(), 2);
}

#[test]
fn it_fits_a_small_terminal_and_plain_signs() {
    let mut app = TestApp::new();
    for (columns, rows) in [(60, 20), (40, 12), (20, 6), (1, 1)] {
        app.resize(columns, rows);
        app.press(":m<down><down><esc>");
    }
    app.resize(60, 20);
    app.press(":massage");
    insta::assert_snapshot!("palette_60x20", app.terminal());
}

#[test]
fn a_parents_own_word_finds_what_it_means() {
    for (typed, found) in [
        ("print", "page"),
        ("report", "page"),
        ("graph", "trends"),
        ("chart", "trends"),
        ("import", "from another app"),
        ("export", "export"),
        ("spreadsheet", "export"),
        ("backup", "save a copy"),
        ("restore", "restore a copy"),
        ("sync", "share"),
        ("passphrase", "lock"),
        ("damaged", "check the file"),
        ("doctor", "page"),
        ("zone", "settings"),
        ("dark", "settings"),
        ("mood", "how are you?"),
        ("history", "past"),
        ("samaritans", "support"),
        ("switch", "baby"),
    ] {
        let mut app = TestApp::new();
        app.press(&format!(":{typed}"));
        assert_shows(&app, &format!("▸ {found}"));
    }
}

#[test]
fn a_search_that_failed_does_not_wait() {
    let mut app = TestApp::new();
    app.press(":zorble<esc>");
    assert_hides(&app, "waits");
    app.press(":");
    assert_hides(&app, "zorble");
    app.press("<esc>:massage 10 legz<esc>:");
    assert_shows(&app, "massage 10 legz");
}

#[test]
fn a_month_leads_to_its_first_day_with_entries() {
    let mut app = TestApp::new();
    app.press(":cue smiles 14 Oct 13:00<enter>:cue coos 20 Oct 13:00<enter>");
    app.press(":october");
    assert_shows(&app, "go to October 2026, to the first day with something written");
    app.press("<enter>");
    assert_shows(&app, "Wednesday 14 October");
    app.press("0: oct 2026<enter>");
    assert_shows(&app, "Wednesday 14 October");
    app.press("0:september<enter>");
    assert_shows(&app, "Tuesday 1 September");
    // A month still to come is last year's; a date is gone to as it is.
    app.press("0:december");
    assert_shows(&app, "go to December 2025. Nothing is written there.");
    app.press("<ctrl-u>20 oct<enter>");
    assert_shows(&app, "Tuesday 20 October");
    // Nothing of it waits as a line.
    app.press("0:");
    assert_hides(&app, "What you typed before");
    app.press("december 2027");
    assert_hides(&app, "go to December");
}

#[test]
fn a_carer_named_as_the_subject_is_whose_entry_it_is() {
    let home = TempHome::new();
    home.ok(&["set", "carer", "Ellie"]);
    home.ok(&["set", "carer", "Owen", "--add"]);
    home.ok(&["set", "carer", "Ellie"]);
    let last = |line: &str| {
        let said = home.ok(&["log", line]);
        let entry = home.json(&["list", "--json"])["entries"][0].clone();
        home.ok(&["undo"]);
        (said, entry)
    };
    for line in ["owen massaged her", "Owen did a massage 10 min", "massage by owen"] {
        let (said, entry) = last(line);
        assert_eq!((&entry["carer"], &entry["note"]), (&"Owen".into(), &serde_json::Value::Null), "{line}");
        assert!(said.contains("by Owen"), "{said}");
    }
    for (line, note) in [
        ("tom massaged her", "tom"),
        ("massage with owen", "with owen"),
        ("owen and I massaged her", "owen"),
        ("slept 9-10 by owen", "by owen"),
        ("owen likes massage", "owen likes"),
    ] {
        let (said, entry) = last(line);
        assert_eq!((&entry["carer"], &entry["note"]), (&"Ellie".into(), &note.into()), "{line}");
        assert!(!said.contains("by Owen"), "{said}");
    }
    home.refused(1, &["log", "owen is tired"]);
    let mut app = TestApp::in_file(&home.journal());
    app.press(":owen massaged her 10 min");
    assert_shows(&app, "by Owen");
}

#[test]
fn words_that_are_no_clock_time_are_named_before_they_are_saved_as_now() {
    let mut app = TestApp::new();
    app.press(":nap 40 min after lunch");
    assert_shows(&app, "\"after lunch\" isn't a clock time, so cuebook takes the time now.");
    app.press("<ctrl-u>nap 12:10-12:50 after lunch");
    assert_hides(&app, "a clock time");
    app.press("<ctrl-u>slept 13:00-12:00");
    assert_shows(&app, "\"13:00-12:00\" ends before it begins. Please choose one.");
    // What was typed stays typed until another reading is chosen.
    assert_shows(&app, ": slept 13:00-12:00");
    app.press("<enter>");
    assert!(app.entries().is_empty());
    app.press("<tab><enter>");
    let sleep = app.only(EntryKind::Sleep);
    assert_eq!(
        (sleep.at, sleep.until),
        (at("2026-11-22T12:00:00+00:00"), Some(at("2026-11-22T13:00:00+00:00")))
    );
}
