//! The settings screen and coverage marks, by keys: what is changed, what is refused and kept as typed, what `u` undoes.

use crate::support::{LONDON, TestApp, assert_hides, assert_shows_all, memory};
use cuebook::model::{DayPart, EntryKind, Family};
use cuebook::store::EntryFilter;
use cuebook::tui::theme::{Palette, Theme};
use serde_json::json;

/// Down to the row of this name in the settings.
fn go_to(app: &mut TestApp, row: &str) {
    app.press("<home>");
    for _ in 0..40 {
        let screen = app.screen();
        let at = screen.lines().find(|line| line.contains('▸')).unwrap();
        if at.contains(&format!("▸ {row}")) {
            return;
        }
        app.press("<down>");
    }
    panic!("no row {row}:\n{}", app.screen());
}

#[test]
fn the_settings_are_a_list_and_a_row_opens_in_its_place() {
    let mut app = TestApp::new();
    app.press(",");
    insta::assert_snapshot!("settings", app.terminal());
    go_to(&mut app, "colours");
    app.press("<enter>");
    app.resize(60, 20);
    insta::assert_snapshot!("settings_narrow", app.terminal());
    for (columns, rows) in [(20, 5), (7, 3), (1, 1), (120, 40)] {
        app.resize(columns, rows);
        app.press("<tab><pgup><enter><end><enter><down><home><enter>");
    }
    app.press("<esc><esc>,");
    assert_shows_all(&app, &["babies", "Maya", "born 3 Sep 2026", "how it looks on this computer"]);
}

#[test]
fn each_setting_is_one_change_that_u_takes_back() {
    let mut app = TestApp::new();
    app.press("s,");
    let before = app.family();
    let entries = app.entries();
    for (row, keys, said) in [
        ("Maya", "<ctrl-u>May<ctrl-s>", "May"),
        ("add a baby", "Leo<tab>3 sep 2026<ctrl-s>", "Leo"),
        ("Anna", "<ctrl-u>Annie<ctrl-s>", "Annie"),
        ("add a carer", "Ben<enter>", "Ben"),
        ("zone", "tokyo<enter>", "Asia/Tokyo"),
        ("day begins", "<ctrl-u>6:30<enter>", "06:30"),
        ("night", "<ctrl-u>20:00<tab><ctrl-u>6:00<enter>", "20:00 to 06:00"),
        ("left out", "4<enter>", "check-in"),
        ("country", "ireland<enter>", "Ireland"),
        ("add somebody", "Nan 020 7946 0000<enter>", "Nan 020 7946 0000"),
    ] {
        go_to(&mut app, row);
        app.press("<enter>");
        app.press(keys);
        assert_shows_all(&app, &["u to undo", said]);
        assert_ne!(app.family(), before, "{row}");
        app.press("u");
        assert_eq!(app.family(), before, "{row} is not undone");
        app.press("U");
        assert_ne!(app.family(), before, "{row} is not done again");
        app.press("u");
    }
    assert_eq!(app.entries(), entries, "no entry was touched");
}

#[test]
fn what_cannot_be_read_is_said_at_its_question_and_nothing_typed_is_lost() {
    let mut app = TestApp::new();
    app.press(",<enter><tab><ctrl-u>31 nov 2026<tab>");
    assert_shows_all(&app, &["I can't read \"31 nov 2026\" as a date", "▸ due date"]);
    app.press("<ctrl-s>");
    assert_shows_all(&app, &["▸ born", "I can't read \"31 nov 2026\" as a date"]);
    app.press("<ctrl-u>2027-01-01<ctrl-s>");
    assert_shows_all(&app, &["▸ born", "1 Jan 2027 hasn't happened yet"]);
    app.press("<esc>");
    assert_shows_all(&app, &["What you typed is still there"]);
    app.press("<down><up><enter>");
    assert_shows_all(&app, &["2027-01-01"]);
    app.press("<ctrl-n><esc>");
    go_to(&mut app, "add a baby");
    app.press("<enter>maya<ctrl-s>");
    assert_shows_all(&app, &["already somebody called maya"]);
    app.press("<esc>");
    go_to(&mut app, "zone");
    app.press("<enter>xyzzy<enter>");
    assert_shows_all(&app, &["No zone has \"xyzzy\"", "xyzzy"]);
    app.press("<esc>");
    go_to(&mut app, "night");
    app.press("<enter><ctrl-u>25:00<tab>");
    assert_shows_all(&app, &["I can't read \"25:00\" as a time of day"]);
    app.press("<shift-tab><ctrl-u>07:00<ctrl-s>");
    assert_shows_all(&app, &["begins at one time and ends at another"]);
    assert_eq!(app.family().settings.day_boundaries.zone, LONDON);
    assert_eq!(app.family().babies.len(), 1);
}

#[test]
fn what_is_being_typed_in_a_setting_outlives_the_program() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("journal.db");
    let mut app = TestApp::in_file(&path);
    app.press(",");
    go_to(&mut app, "add a carer");
    app.press("<enter>Grandm");
    app.wait(1);
    drop(app);
    let mut app = TestApp::in_file(&path);
    app.press(",");
    go_to(&mut app, "add a carer");
    app.press("<enter>");
    assert_shows_all(&app, &["Grandm", "What you typed before is here"]);
    app.press("a<enter>");
    assert_eq!(app.family().carers[1].display_name(), "Grandma");
    app.wait(1);
    go_to(&mut app, "add a carer");
    app.press("<enter>");
    assert_hides(&app, "What you typed before is here");
}

#[test]
fn another_windows_change_to_the_same_baby_is_kept_too() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("journal.db");
    let mut app = TestApp::in_file(&path);
    let mut other = TestApp::in_file(&path);
    app.press(",<enter><ctrl-u>May");
    other.press(",<enter><tab><tab>2026-10-01<ctrl-s>");
    app.wait(1);
    app.press("<ctrl-s>");
    let baby = app.family().babies[0].clone();
    assert_eq!(baby.display_name(), "May");
    assert_eq!(baby.due, Some("2026-10-01".parse().unwrap()));
}

#[test]
fn closed_pages_count_no_age_ask_nothing_and_keep_everything() {
    let mut app = TestApp::new();
    app.press("s,");
    go_to(&mut app, "Maya");
    app.press("<enter><tab><tab><tab>2");
    assert_shows_all(&app, &["closed: cuebook stops counting age and stops asking"]);
    app.press("<enter>");
    assert_shows_all(&app, &["Maya's pages are closed; everything in them is kept", "pages closed"]);
    app.press("<esc>");
    for gone in ["weeks", "14:07 "] {
        assert!(!app.screen().lines().skip(1).any(|row| row.contains(gone)), "{}", app.screen());
    }
    app.press("c");
    assert_shows_all(&app, &["Maya", "These pages are closed. Everything you wrote is safe"]);
    app.press(",");
    go_to(&mut app, "add a baby");
    app.press("<enter>Leo<ctrl-s><esc>c1<enter>");
    assert_eq!(whose(&app, EntryKind::Cue), "Leo", "an open baby is chosen before a closed one");
    app.press("B");
    assert_shows_all(&app, &["There is only one baby here"]);
    app.press(",");
    go_to(&mut app, "Maya");
    app.press("o");
    assert_shows_all(&app, &["Showing Maya"]);
    app.press("<esc>");
    assert_shows_all(&app, &["Maya", "These pages are closed."]);
    app.press("uu,");
    go_to(&mut app, "Maya");
    app.press("<enter><tab><tab><tab>1<enter>");
    assert_shows_all(&app, &["Maya's pages are open again"]);
}

#[test]
fn closing_the_pages_that_are_shown_shows_another_baby() {
    let mut app = TestApp::new();
    app.press(",");
    go_to(&mut app, "add a baby");
    app.press("<enter>Leo<ctrl-s>");
    go_to(&mut app, "Leo");
    app.press("o<enter><tab><tab><tab>2<enter>");
    let shown = |family: &Family| family.selected_baby().unwrap().display_name().to_owned();
    assert_eq!(shown(&app.family()), "Maya");
    app.press("u");
    assert_eq!(shown(&app.family()), "Leo", "one undo takes both back");
    assert!(app.family().babies.iter().all(|baby| !baby.closed));
}

fn whose(app: &TestApp, kind: EntryKind) -> String {
    let baby = app.only(kind).baby.unwrap();
    app.family().find_baby(baby).unwrap().display_name().to_owned()
}

#[test]
fn a_kind_that_is_left_out_is_gone_from_todays_footer_and_strip() {
    let mut app = TestApp::new();
    assert_shows_all(&app, &["f how are you?", "carers"]);
    app.press(",");
    go_to(&mut app, "left out");
    app.press("<enter>4<enter><esc>");
    for gone in ["f how are you?", "carers"] {
        assert_hides(&app, gone);
    }
    assert_shows_all(&app, &["s asleep", "c cue", "? help"]);
    app.press("f1<enter>");
    assert_eq!(app.entries().len(), 1, "its key still works");
    assert_shows_all(&app, &["Anna"]);
}

#[test]
fn a_carers_checkins_are_kept_out_of_today_and_stay_in_past() {
    let mut app = TestApp::new();
    app.press("f1<enter>");
    assert_shows_all(&app, &["14:07  Anna"]);
    app.press(",");
    go_to(&mut app, "Anna");
    app.press("<enter><tab>2<enter>");
    assert_shows_all(&app, &["Anna's check-ins are hidden from Today and Trends"]);
    app.press("<esc>");
    assert_hides(&app, "14:07  Anna");
    app.press("v");
    assert_shows_all(&app, &["Anna"]);
    assert_eq!(app.entries().len(), 1);
}

#[test]
fn changing_the_zone_changes_no_entry() {
    let mut app = TestApp::new();
    app.press(":slept 11:40-12:55<enter>:cue hiccups 12:00<enter>");
    let before = app.entries();
    let family = app.family();
    let line = |app: &TestApp| cuebook::quick_line::print_entry(&app.entries()[0], &family);
    let printed = line(&app);
    app.press(",");
    go_to(&mut app, "zone");
    app.press("<enter>new york<enter>");
    go_to(&mut app, "day begins");
    app.press("<enter><ctrl-u>5:00<enter>");
    go_to(&mut app, "night");
    app.press("<enter><ctrl-u>22:00<ctrl-s>");
    assert_eq!(app.entries(), before);
    assert_eq!(line(&app), printed);
    let json = app.entries().iter().map(|it| it.at.to_rfc3339()).collect::<Vec<_>>();
    assert_eq!(json!(json), json!(["2026-11-22T12:00:00+00:00", "2026-11-22T11:40:00+00:00"]));
}

#[test]
fn looks_are_handed_to_their_keeper_and_never_to_the_journal() {
    use std::cell::RefCell;
    use std::rc::Rc;
    let mut app = TestApp::new();
    let kept = Rc::new(RefCell::new(Vec::new()));
    let keeper = Rc::clone(&kept);
    app.app.set_theme_saver(Box::new(move |chosen| {
        keeper.borrow_mut().push(chosen);
        Ok(())
    }));
    let before = app.store().data_version().unwrap();
    app.press(",");
    go_to(&mut app, "colours");
    app.press("<enter>4<enter>");
    assert_shows_all(&app, &["dim and warm, for the night", "look like this next time"]);
    go_to(&mut app, "signs");
    app.press("<enter>2<enter>");
    assert_hides(&app, "▸");
    assert_eq!(kept.borrow()[0].palette, Palette::Night);
    assert!(kept.borrow()[1].ascii && kept.borrow()[1].palette == Palette::Night);
    assert_eq!(app.store().data_version().unwrap(), before);
    app.app.set_theme_saver(Box::new(|_| anyhow::bail!("the disk is full")));
    app.press("<enter>1<enter>");
    assert_shows_all(&app, &["the disk is full", "▸"]);
}

#[test]
fn no_colour_asked_for_stays_whatever_is_chosen() {
    let store = memory();
    let look = Theme { colour: false, force_ascii: true, ascii: true, ..Theme::with_defaults() };
    let mut app = TestApp::with_theme(store, look, 80, 24);
    app.press(",");
    while !app.screen().contains("> colours") {
        app.press("<down>");
    }
    app.press("<enter>4<enter>");
    assert_shows_all(&app, &["No colour this time"]);
    let buffer = app.terminal().buffer();
    assert!(buffer.content().iter().all(|cell| cell.fg == ratatui::style::Color::Reset));
}

#[test]
fn a_night_is_marked_from_today_shown_there_and_taken_back() {
    let mut app = TestApp::new();
    app.press("x");
    assert_shows_all(&app, &["The night of 21 Nov, and the day of 22 Nov"]);
    app.press("2<enter>");
    assert_shows_all(&app, &["The night of 21 Nov 2026 was not all written down · u to undo"]);
    let marked =
        |app: &TestApp, span| app.family().coverage_status(None, span, "2026-11-21".parse().unwrap());
    assert_eq!(marked(&app, DayPart::Night), Some(false));
    app.press("<left>");
    assert_shows_all(&app, &["The night of 21 Nov was not all written down."]);
    app.press("x");
    assert_shows_all(&app, &["The night of 21 Nov, and the day of 21 Nov", "not all written down"]);
    app.press("3<tab>2<enter>");
    assert_eq!(marked(&app, DayPart::Night), Some(true));
    assert_eq!(marked(&app, DayPart::Day), Some(false));
    app.press("u");
    assert_eq!(marked(&app, DayPart::Night), Some(false), "one undo takes both back");
    assert_eq!(marked(&app, DayPart::Day), None);
    app.press("x1<enter>");
    assert_eq!(marked(&app, DayPart::Night), None);
    assert_hides(&app, "was not all written down.");
}

#[test]
fn a_night_is_marked_from_trends() {
    let mut app = TestApp::new();
    app.press(":slept yesterday 20:00-06:00<enter>t<down>x2<enter>");
    let night = "2026-11-21".parse().unwrap();
    assert_eq!(app.family().coverage_status(None, DayPart::Night, night), Some(false));
    app.press("u");
    assert!(app.family().coverage_marks.is_empty());
    assert_eq!(app.store().count_entries(&EntryFilter::default()).unwrap(), 1);
}

#[test]
fn somebody_added_by_mistake_is_removed_and_nobody_who_is_written_of() {
    let mut app = TestApp::new();
    app.press("s,");
    for (row, name) in [("add a baby", "Loe"), ("add a carer", "Bne"), ("add somebody", "Nan")] {
        go_to(&mut app, row);
        app.press("<enter>");
        app.press(name);
        app.press("<ctrl-s>");
    }
    for (row, said) in
        [("Loe", "Loe removed"), ("Bne", "Bne removed"), ("Nan", "Nan, removed from your list")]
    {
        let all = app.family();
        go_to(&mut app, row);
        app.press("d");
        assert_shows_all(&app, &[said, "u to undo"]);
        app.press("u");
        assert_eq!(app.family(), all);
        app.press("U");
    }
    assert_eq!((app.family().babies.len(), app.family().carers.len()), (1, 1));
    let all = app.family();
    for (row, said) in [("Maya", "they stay here"), ("Anna", "so they stay"), ("zone", "added by mistake")] {
        go_to(&mut app, row);
        app.press("d");
        assert_shows_all(&app, &[said]);
    }
    assert_eq!(app.family(), all);
}

#[test]
fn no_value_is_cut_however_narrow() {
    let mut app = TestApp::new();
    for (columns, rows) in [(80, 24), (60, 20)] {
        app.resize(columns, rows).keys(",<home>");
        for _ in 0..40 {
            let screen = app.painted();
            assert!(!screen.lines().skip(2).any(|line| line.contains('…')), "{screen}");
            app.press("<down>");
        }
        app.press("<esc>");
    }
    app.resize(60, 20)
        .keys(",<end>")
        .has("on: wheel and clicks; shift selects")
        .has("                     text");
}
