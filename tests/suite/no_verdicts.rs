//! The parent's meaning first: nothing is read into a cue that the parent left open, no direction is added up, and low
//! energy is never low mood.

use crate::support::{Program, TestApp, assert_hides, assert_shows, assert_shows_all};
use tempfile::TempDir;

fn home(lines: &[&str]) -> (TempDir, Program) {
    let folder = TempDir::new().unwrap();
    let home = Program::new(folder.path());
    for line in lines {
        home.ok(&["log", line]);
    }
    (folder, home)
}

fn page(home: &Program) -> String {
    home.ok_with_notices(&[
        "report",
        "--from",
        "2026-11-20",
        "--to",
        "2026-11-22",
        "--format",
        "txt",
        "--out",
        "-",
    ])
}

#[test]
fn a_cue_without_a_reading_stands_by_itself_on_the_page() {
    let (_folder, home) = home(&[
        "cue 10:00 hiccups, sneezes, clings, kicks hard",
        "cue 11:00 looks away, wanted a change",
        "cue 12:00 smiles, wanted more",
    ]);
    let page = page(&home);
    let row = |label: &str| {
        let found = page.lines().find(|line| line.trim_start().starts_with(label));
        found.unwrap_or_else(|| panic!("no {label} in\n{page}")).to_owned()
    };
    let change = row("we think these mean \"a change\"");
    assert!(change.contains("looks away"), "{change}");
    for bare in ["hiccups", "sneezes", "clings on", "kicks"] {
        assert!(!change.contains(bare) && !row("we think these mean \"more\"").contains(bare), "{page}");
    }
    assert!(row("also seen").contains("hiccups"), "{page}");
}

#[test]
fn energy_is_always_labelled() {
    let (_folder, home) = home(&["felt okay, energy low", "energy low"]);
    for text in [home.ok(&["today"]), home.ok(&["trends", "--weeks", "2"])] {
        let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(text.contains("mood okay") && text.contains("energy low"), "{text}");
        for unlabelled in ["okay, low", "Me low", ": low", ", low"] {
            assert!(!text.contains(unlabelled), "{unlabelled} in\n{text}");
        }
    }
    let args =
        ["report", "--from", "2026-11-20", "--to", "2026-11-22", "--with", "checkins", "--carer", "Me"];
    let page = home.ok_with_notices(&[&args[..], &["--format", "txt", "--out", "-"]].concat());
    assert!(page.contains("mood okay; energy low"), "{page}");
}

#[test]
fn no_direction_is_added_up_and_no_day_is_counted_against_anyone() {
    let (_folder, home) =
        home(&["cue 10:00 smiles", "cue 11:00 looks away, cries", "massage 9:00-9:12", "slept 12:00-13:00"]);
    let texts = [home.ok(&["trends"]), home.ok(&["today"]), page(&home)];
    for text in &texts {
        for verdict in ["engage", "Days with touch", "not today 0", "Not today: 0", "Days with something"] {
            assert!(!text.contains(verdict), "{verdict} in\n{text}");
        }
    }
    assert!(texts[2].contains("Touch together"), "{}", texts[2]);
    // The numbers that programs read are as they were.
    let json = home.ok(&["trends", "--json"]);
    assert!(json.contains("\"engagement\": 1") && json.contains("\"disengagement\": 2"), "{json}");
}

#[test]
fn trends_name_the_cues_and_leave_what_was_not_to_do_blank() {
    let mut app = TestApp::new();
    app.press(":cue smiles<enter>");
    app.press(":cue cries<enter>");
    app.press("t");
    for _ in 0..6 {
        assert_hides(&app, "engaged");
        app.press("<tab>");
    }
    let week = (0..7).find(|_| {
        app.press("<tab>");
        app.screen().contains("cues: cries 1, smiles 1")
    });
    assert!(week.is_some(), "{}", app.screen());
}

#[test]
fn the_two_directions_are_explained_until_a_first_cue_is_saved() {
    let mut app = TestApp::new();
    app.press("c");
    assert_shows_all(&app, &["Engaged: baby seems to want more.", "What it meant is yours to say."]);
    app.press("1<enter>");
    assert_shows(&app, "Saved");
    app.press("c");
    assert_hides(&app, "Engaged: baby seems");
}

#[test]
fn a_cue_without_a_reading_is_under_neither_side_in_the_weeks() {
    let lines = [
        "cue 10:00 looks away, cries",
        "cue 11:00 looks away; wants a change",
        "cue 12:00 smiles",
        "slept 2026-10-20 12:00-13:00",
    ];
    let (folder, home) = home(&lines);
    let trends = home.ok(&["trends"]).split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(trends.contains("Cues: 3 moments, 1 seemed to want a change."), "{trends}");
    assert!(!trends.contains("want more"), "{trends}");
    let mut app = TestApp::in_file(&folder.path().join("journal.db"));
    app.press("t");
    let row = |label: &str| {
        let screen = app.screen();
        let found = screen.lines().find(|line| line.contains(label));
        found.unwrap_or_else(|| panic!("no {label} in\n{screen}")).trim_end().to_owned()
    };
    assert!(row("a change").ends_with('1'), "{}", app.screen());
    assert!(row("cues more").trim_end().ends_with("more"), "{}", app.screen());
}
