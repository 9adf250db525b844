//! Small sentences in which a fresh reader stumbled: what was typed is named whole, one thing has one name and one
//! length, a date of another year has its year, and a refusal says what is wrong.

use crate::support::{
    TempHome, TestApp, assert_hides, assert_shows, assert_shows_all, at, memory, open_in_memory,
};
use cuebook::tui::theme::Theme;

#[test]
fn what_cannot_be_read_is_named_whole_with_what_to_write_instead() {
    let home = TempHome::new();
    for (line, word) in [
        ("slept 23:00-25", "23:00-25"),
        ("massage 10:15-10:75", "10:15-10:75"),
        ("cue hiccups 25:10", "25:10"),
        ("massage 10:61, legs", "10:61"),
    ] {
        let said = home.refused(1, &["log", line]);
        let wanted = format!("I can't read \"{word}\" as a time. Try 10:15, 10:15-10:27, 20m ago");
        assert!(said.contains(&wanted), "{line}: {said}");
    }
    // What is no time is still asked about as a word.
    let said = home.refused(1, &["log", "massage 10:15, 500 legs"]);
    assert!(said.contains("\"500\""), "{said}");
}

#[test]
fn touch_that_is_no_massage_is_called_touch_where_massage_is_counted() {
    let home = TempHome::new();
    home.ok(&["log", "still hands 10:00-10:20"]);
    home.ok(&["log", "holding 11:00-11:10"]);
    home.ok(&["log", "massage 12:00-12:10"]);
    let list = home.ok(&["list"]);
    assert!(list.contains("10:00  touch    20 min   still hands"), "{list}");
    assert!(list.contains("11:00  touch    10 min   holding"), "{list}");
    assert!(list.contains("12:00  massage  10 min"), "{list}");
    // "Not today" is of a massage, whatever the touch.
    home.ok(&["log", "not today, asleep"]);
    assert!(home.ok(&["list"]).contains("massage  not today"));
    // It is found among the massages, and by its own word.
    assert!(home.ok(&["list", "--kind", "massage"]).contains("still hands"));
    assert!(home.ok(&["list", "--find", "touch"]).contains("holding"));
    let together = home.ok(&["trends"]);
    assert!(!together.contains("No massage") || together.contains("are not massage"), "{together}");
}

#[test]
fn a_sleep_with_seconds_has_one_length_everywhere() {
    let home = TempHome::new();
    home.ok(&["log", "slept 11:40:30 - 11:50:10"]);
    let list = home.ok(&["list"]);
    assert!(list.contains("10 min") && !list.contains("9 min"), "{list}");
    let today = home.ok(&["today"]);
    assert!(today.contains("10 min") && !today.contains("9 min"), "{today}");
    let entry = &home.json(&["trends", "--weeks", "1", "--json"])["days"];
    let total = entry.as_array().unwrap().last().unwrap()["sleep"]["total_min"].clone();
    assert_eq!(total, 10);
}

#[test]
fn a_page_takes_the_names_of_formats_as_they_are_said() {
    let home = TempHome::new();
    home.ok(&["log", "cue hiccups"]);
    assert_eq!(home.ok(&["report", "--format", "text"]), home.ok(&["report", "--format", "txt"]));
    assert_eq!(home.ok(&["report", "--format", "markdown"]), home.ok(&["report", "--format", "md"]));
}

#[test]
fn a_first_day_that_has_not_come_is_named_so() {
    let home = TempHome::new();
    home.ok(&["log", "cue hiccups"]);
    for command in ["report", "trends", "cues"] {
        let said = home.refused(2, &[command, "--from", "2027-03-01"]);
        assert!(!said.contains("other way round"), "{command}: {said}");
        assert!(said.contains("2027-03-01"), "{command}: {said}");
    }
    let said = home.refused(2, &["report", "--from", "2026-11-20", "--to", "2026-11-10"]);
    assert!(said.contains("other way round"), "{said}");
}

#[test]
fn trends_of_an_older_journal_say_where_the_entries_are() {
    let home = TempHome::new();
    home.ok(&["log", "massage 2025-03-04 10:15 - 2025-03-04 10:27"]);
    home.ok(&["log", "cue 2025-05-06 10:15 hiccups"]);
    let told = home.ok(&["trends"]);
    assert!(told.contains("Nothing here for these days."), "{told}");
    assert!(told.contains("Your entries are of 4 Mar 2025"), "{told}");
    let wider = home.ok(&["trends", "--from", "2025-03-04", "--to", "2025-05-06"]);
    assert!(wider.contains("hiccups") && !wider.contains("Your entries are of"), "{wider}");
}

#[test]
fn what_is_undone_is_named_as_a_step() {
    let mut app = TestApp::new();
    app.press(":close these pages<enter>");
    app.press("u");
    assert_shows(&app, "Undone: closing Maya's pages");
    let home = TempHome::new();
    home.ok(&["set", "baby", "Baby", "--close"]);
    let told = home.ok(&["undo"]);
    assert!(told.contains("Undone: closing Baby's pages"), "{told}");
}

#[test]
fn a_day_of_another_year_has_its_year() {
    let mut app = TestApp::new();
    app.press("<left>");
    assert_shows(&app, "Saturday 21 November");
    assert_hides(&app, "Saturday 21 November 2026");
    let store = memory();
    let mut app = TestApp::at_time(store, Theme::with_defaults(), at("2027-01-01T12:00:00+00:00"), (80, 24));
    app.press("<left>");
    assert_shows(&app, "Thursday 31 December 2026");
    let mut app = TestApp::new();
    app.press("m2025-11-20 10:15 12m");
    assert_shows(&app, "Thursday 20 November 2025, 10:15");
}

#[test]
fn every_setting_of_the_looks_keeps_its_name_while_it_is_changed() {
    for (row, name) in
        [("mouse", "mouse"), ("at night", "at night"), ("signs", "signs"), ("colours", "colours")]
    {
        let mut app = TestApp::new();
        app.press(",<end>");
        for _ in 0..40 {
            if app.screen().lines().any(|line| line.trim_start().starts_with('▸') && line.contains(row)) {
                break;
            }
            app.press("<up>");
        }
        app.press("<enter>");
        let open = app.screen().lines().find(|line| line.contains('▸')).unwrap().to_owned();
        assert!(open.contains(name), "{name}: {}", app.screen());
    }
}

#[test]
fn leaving_the_welcome_with_a_name_typed_says_that_it_is_not_saved() {
    let mut app = TestApp::of(open_in_memory(), 80, 24);
    assert_shows(&app, "skip everything");
    app.press("Maya");
    assert_shows(&app, "leave, nothing here is saved");
    app.press("<esc>");
    assert_shows_all(&app, &["Not saved: what you typed there.", "Settings (,)"]);
}

#[test]
fn of_two_words_for_one_night_the_later_stands() {
    let home = TempHome::new();
    home.ok(&["log", "slept badly last night"]);
    home.ok(&["log", "slept well last night, woke 0 times"]);
    for said in [home.ok(&["today"]), home.ok(&["trends", "--weeks", "1"])] {
        assert!(said.contains("a good night") && !said.contains("a rough night"), "{said}");
    }
    let mut app = TestApp::in_file(&home.journal());
    app.has("last night: a good night").lacks("last night: a rough night");
    // Both rows are there as they were written.
    let list = home.ok(&["list"]);
    assert!(list.contains("a rough night") && list.contains("a good night"), "{list}");
}

#[test]
fn naps_beside_no_whole_night_are_not_called_unwritten() {
    let home = TempHome::new();
    home.ok(&["log", "nap yesterday 11:00-12:00"]);
    let no_night = home.ok(&["trends", "--weeks", "1"]);
    let told = "Asleep in the day: written on 1 day, none whole with its night";
    assert!(no_night.contains(told), "{no_night}");
    home.ok(&["log", "nap 8:10-8:40"]);
    home.ok(&["log", "slept 2026-11-20 19:30 - 2026-11-21 06:30"]);
    let said = home.ok(&["trends", "--weeks", "1"]);
    assert!(said.contains("Asleep at night: 11 h"), "{said}");
    assert!(!said.contains("Asleep in the day: not written down"), "{said}");
    assert!(said.contains("Asleep in the day: written on 2 days"), "{said}");
}

#[test]
fn not_today_reads_as_a_sentence() {
    let home = TempHome::new();
    home.ok(&["log", "not today, asleep"]);
    let mut app = TestApp::in_file(&home.journal());
    app.has("one \"not today\"").lacks("1 time");
    home.ok(&["log", "not today"]);
    app.wait(2);
    app.has("\"not today\" twice");
}

#[test]
fn a_check_in_without_one_of_the_five_words_is_in_every_overview() {
    let home = TempHome::new();
    home.ok(&["set", "carer", "Anna"]);
    home.ok(&["log", "checkin tired, hopeful"]);
    home.ok(&["log", "slept 11:40-12:55"]);
    let said = home.ok(&["trends", "--weeks", "1"]);
    assert!(said.contains("Anna other words once"), "{said}");
    assert!(said.contains("- · other") && said.contains("other words"), "{said}");
    assert!(said.contains("check-ins: Anna checked in"), "{said}");
    let mut app = TestApp::in_file(&home.journal());
    app.keys("J4").has(" ▪ ").has("▪ other words").keys("<esc>");
    app.keys("t").has("Anna checked in");
}

#[test]
fn no_length_and_no_day_breaks_at_the_end_of_a_line() {
    let home = TempHome::new();
    for line in [
        "slept 2026-11-21 19:40 - 2026-11-22 00:14",
        "slept 2026-11-22 00:40 - 2026-11-22 06:14",
        "slept 8:20-9:54",
        "slept 10:10-11:44",
        "massage 13:00-13:34",
        "not today, asleep",
    ] {
        home.ok(&["log", line]);
    }
    let is_cut = |screen: &str| {
        let lines: Vec<&str> = screen.lines().map(str::trim).collect();
        lines.windows(2).any(|two| {
            let (last, next) = (two[0].rsplit(' ').next().unwrap_or_default(), two[1]);
            let next = next.split(' ').next().unwrap_or_default();
            let digits = |word: &str| !word.is_empty() && word.bytes().all(|b| b.is_ascii_digit());
            let unit = next.trim_end_matches([',', ';', '.']);
            (digits(last) && ["h", "min", "Nov"].contains(&unit))
                || (last == "h" && next.starts_with(|c: char| c.is_ascii_digit()))
        })
    };
    assert!(is_cut("asleep 2 h\n 34 in all") && is_cut("asleep 2\n h 34") && !is_cut("asleep\n 2 h 34"));
    let plain = Theme { ascii: true, force_ascii: true, ..Theme::with_defaults() };
    for theme in [Theme::with_defaults(), plain] {
        let mut app = TestApp::in_file(&home.journal());
        app.dress(theme);
        for columns in 24..81 {
            app.resize(columns, 24);
            for keys in ["", "t", "<esc>J1", "<esc>v", "<esc>"] {
                let screen = app.keys(keys).painted();
                assert!(!is_cut(&screen), "{columns} {keys}\n{screen}");
            }
        }
    }
}
