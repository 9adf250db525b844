//! The same three days in every place that speaks of them: Today, Trends, plain lines, JSON, the page and FHIR. A night
//! with noted wakings has no false stretch, a few minutes of a night are no night, and a day with its night is a day.

use crate::support::{TempHome, TestApp};
use serde_json::Value;

/// Thursday's night; Friday with a nap and a night in one line with three wakings; Saturday with a nap and, after
/// midnight, fourteen minutes.
fn home() -> TempHome {
    let home = TempHome::new();
    for line in [
        "slept 2026-11-19 20:00-06:00",
        "slept 2026-11-20 12:00-14:00",
        "massage 2026-11-20 10:15 12m",
        "slept 2026-11-20 19:40-06:30, woke 3 times",
        "slept 2026-11-21 12:30-13:30",
        "slept 2026-11-22 02:10-02:24",
    ] {
        home.ok(&["log", line]);
    }
    home
}

fn squeeze(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn row<'a>(screen: &'a str, starts: &str) -> &'a str {
    let found = screen.lines().find(|line| line.trim_start_matches([' ', '▸']).starts_with(starts));
    found.unwrap_or_else(|| panic!("no row {starts:?} in\n{screen}"))
}

#[test]
fn every_place_means_the_same_by_a_night() {
    let home = home();
    let json = home.json(&["trends", "--json", "--weeks", "1"]);
    let day = |date: &str| {
        let all = json["days"].as_array().unwrap();
        all.iter().find(|day| day["date"] == date).unwrap()["sleep"].clone()
    };
    let (friday, saturday) = (day("2026-11-20"), day("2026-11-21"));
    assert_eq!((&friday["night"], &friday["longest_min"]), (&Value::from("whole"), &Value::Null));
    assert_eq!((&friday["wakings"], &friday["in_24h_min"]), (&Value::from(3), &Value::from(120 + 650)));
    assert_eq!((&saturday["night"], &saturday["in_24h_min"]), (&Value::from("part"), &Value::Null));
    assert_eq!(json["weeks"][0]["longest_min"]["values"], serde_json::json!([600]));

    let lines = squeeze(&home.ok(&["trends", "--weeks", "1"]));
    let told =
        "12 h 50 in 24 hours, 2 h in the day, 1 nap, 10 h 50 at night, longest stretch not known, 3 wakings";
    assert!(lines.contains(told), "{lines}");
    assert!(lines.contains("1 h in the day, 1 nap, night not all written"), "{lines}");
    assert!(lines.contains("Longest stretch: 10 h "), "{lines}");

    let page = home.ok(&["report", "--format", "txt"]);
    assert!(row(&page, "Sat 21").ends_with("not all written"), "{page}");
    for text in [lines.as_str(), &page, &home.ok(&["today"])] {
        assert!(!text.contains("14 min in") && !text.contains("14 min at"), "{text}");
        assert!(!text.contains("stretch 10 h 50") && !text.contains("Longest stretch: 10 h 50"), "{text}");
    }
    assert!(home.ok(&["today"]).contains("Last night not all written"), "{}", home.ok(&["today"]));

    let bundle: Value = serde_json::from_str(&home.ok_with_notices(&["export", "--format", "fhir"])).unwrap();
    let nights: Vec<i64> = bundle["entry"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|it| it["resource"]["code"]["coding"][0]["code"] == "93832-4")
        .map(|it| it["resource"]["valueQuantity"]["value"].as_i64().unwrap())
        .collect();
    assert_eq!(nights, [600, 650], "whole nights only");

    let mut app = TestApp::in_file(&home.journal());
    assert!(app.screen().contains("last night not all written"), "{}", app.screen());
    app.press("<left>");
    assert!(app.screen().contains("asleep 1 h in 1 nap · night not all written"), "{}", app.screen());
    app.press("<left>");
    let sentence = "12 h 50 in 24 hours · asleep 2 h in 1 nap · night 10 h 50 · a massage";
    assert!(app.screen().contains(sentence), "{}", app.screen());
    app.press("0t");
    let screen = app.screen();
    let friday: Vec<&str> = row(&screen, "Fri 20 Nov").split_whitespace().rev().take(2).collect();
    assert_eq!(friday, ["3", "10:50"], "no longest stretch\n{screen}");
    assert!(row(&screen, "Sat 21 Nov").ends_with("not all written"), "{screen}");
}

/// The page in each form that is text.
fn pages(home: &TempHome) -> Vec<(&'static str, String)> {
    ["txt", "md", "html"]
        .map(|format| (format, home.ok(&["report", "--weeks", "1", "--format", format, "--out", "-"])))
        .into()
}

fn night_sleeps(home: &TempHome) -> usize {
    let bundle: Value = serde_json::from_str(&home.ok_with_notices(&["export", "--format", "fhir"])).unwrap();
    let all = bundle["entry"].as_array().unwrap();
    all.iter().filter(|it| it["resource"]["code"]["coding"][0]["code"] == "93832-4").count()
}

#[test]
fn the_readmes_first_night_of_14_minutes_is_no_night_anywhere() {
    let home = TempHome::new();
    home.ok(&["log", "slept 2026-11-22 02:10-02:24"]);
    let json = home.json(&["trends", "--json", "--weeks", "1"]);
    let night = json["days"].as_array().unwrap().iter().find(|day| day["date"] == "2026-11-21").unwrap();
    assert_eq!((&night["sleep"]["night"], &night["sleep"]["in_24h_min"]), (&"part".into(), &Value::Null));
    assert_eq!(json["weeks"][0]["nights_recorded"], 0);
    for figure in ["night_min", "longest_min", "wakings", "day_min"] {
        assert_eq!(json["weeks"][0][figure]["n"], 0, "{figure}");
    }
    let lines = squeeze(&home.ok(&["trends", "--weeks", "1"]));
    assert!(lines.contains("Nights written down: none of 6"), "{lines}");
    assert!(lines.contains("night not all written"), "{lines}");
    let today = home.ok(&["today"]);
    assert!(today.contains("Last night not all written"), "{today}");
    for (format, page) in pages(&home) {
        let page = squeeze(&page);
        assert!(page.contains("not all written"), "{format}\n{page}");
        assert!(!page.contains("14 min") && !page.contains("0:14"), "{format}\n{page}");
    }
    assert!(!lines.contains("14 min") && !lines.contains("0:14"), "{lines}");
    assert_eq!(night_sleeps(&home), 0);
    let mut app = TestApp::in_file(&home.journal());
    app.has("last night not all written");
    app.press("t");
    assert!(row(&app.screen(), "Sat 21 Nov").ends_with("not all written"), "{}", app.screen());
    app.lacks("0:14").lacks("14 min");
}

#[test]
fn a_night_woken_in_three_times_shows_no_longest_stretch_anywhere() {
    let home = TempHome::new();
    home.ok(&["log", "slept 2026-11-21 19:40-06:30, woke 3 times"]);
    let json = home.json(&["trends", "--json", "--weeks", "1"]);
    let night = json["days"].as_array().unwrap().iter().find(|day| day["date"] == "2026-11-21").unwrap();
    assert_eq!((&night["sleep"]["night_min"], &night["sleep"]["longest_min"]), (&650.into(), &Value::Null));
    assert_eq!(json["weeks"][0]["longest_min"]["n"], 0);
    let lines = squeeze(&home.ok(&["trends", "--weeks", "1"]));
    assert!(lines.contains("Longest stretch: not known Wakings at night: 3"), "{lines}");
    assert!(lines.contains("10 h 50 at night, longest stretch not known, 3 wakings"), "{lines}");
    for (format, page) in pages(&home) {
        let places = page.match_indices("ongest stretch").map(|(at, _)| {
            let after: String = page[at..].chars().take(120).collect();
            squeeze(&after)
        });
        for place in places {
            assert!(!place.contains("10 h 50") && !place.contains("10:50"), "{format}: {place}");
        }
    }
    let bundle: Value = serde_json::from_str(&home.ok_with_notices(&["export", "--format", "fhir"])).unwrap();
    let observations: Vec<String> = bundle["entry"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|it| it["resource"]["resourceType"] == "Observation")
        .map(Value::to_string)
        .collect();
    assert!(observations.len() == 1 && !observations[0].contains("ongest"), "no such figure is handed over");
    let mut app = TestApp::in_file(&home.journal());
    app.now = crate::support::at("2026-11-22T07:30:00+00:00");
    app.wait(0);
    app.has("Last night 10 h 50, 3 wakings, 19:40–06:30").lacks("stretch");
    app.press("t");
    let screen = app.screen();
    let night: Vec<&str> = row(&screen, "Sat 21 Nov").split_whitespace().rev().take(2).collect();
    assert_eq!(night, ["3", "10:50"], "{screen}");
}
