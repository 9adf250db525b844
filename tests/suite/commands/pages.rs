//! Commands that add up, lay out, bring in and take back: trends, pages, imports, settings, the history.

use super::{Home, fixture, has};
use serde_json::{Value, json};
use std::io::Read;
use std::path::Path;
use std::process::Stdio;

/// An invented week of Nora's.
const SMALL: &str = "normal.csv";

#[test]
fn today_is_read_aloud_and_as_json() {
    let home = Home::with_a_day();
    let text = home.ok(&["today"]);
    has(&text, &["Sunday 22 November 2026", "11:40", "hiccups"]);
    let day = home.json(&["today", "--json"]);
    assert_eq!(
        (&day["from"], &day["to"]),
        (&json!("2026-11-22"), &json!("2026-11-22"))
    );
    assert_eq!(day["days"][0]["sleep"]["day_min"], 75);
    let entries = day["entries"].as_array().unwrap();
    // Newest first, and only what began in this family day.
    assert_eq!(entries.len(), 5);
    assert!(
        entries
            .windows(2)
            .all(|two| two[0]["at"].as_str() >= two[1]["at"].as_str())
    );
    // In another zone the same clock is another day's.
    let far = home.json(&[
        "today",
        "--json",
        "--zone",
        "pacific/auckland",
        "--day-start",
        "00:00",
    ]);
    assert_eq!(
        (&far["from"], &far["day_start"]),
        (&json!("2026-11-23"), &json!("00:00"))
    );
    home.refused(2, &["today", "--zone", "London"]);
    home.refused(2, &["today", "--day-start", "7"]);
}

#[test]
fn trends_take_weeks_or_days() {
    let home = Home::with_a_day();
    home.ok(&["log", "slept 14 Oct 2026 20:00-21:00"]);
    let days = |args: &[&str]| {
        let all = home.json(&[&["trends", "--json"], args].concat());
        let (from, to) = (all["from"].as_str().unwrap(), all["to"].as_str().unwrap());
        (from.to_owned(), to.to_owned())
    };
    let pair = |from: &str, to: &str| (from.to_owned(), to.to_owned());
    assert_eq!(days(&[]), pair("2026-08-31", "2026-11-22"));
    assert_eq!(days(&["--weeks", "1"]), pair("2026-11-16", "2026-11-22"));
    assert_eq!(days(&["--weeks", "all"]), pair("2026-10-12", "2026-11-22"));
    assert_eq!(
        days(&["--from", "9 Nov 2026"]),
        pair("2026-11-09", "2026-11-22")
    );
    assert_eq!(
        days(&["--to", "2026-11-18"]),
        pair("2026-08-31", "2026-11-18")
    );
    let all = home.json(&["trends", "--json", "--weeks", "2"]);
    for field in [
        "cuebook",
        "baby",
        "from",
        "to",
        "zone",
        "day_start",
        "night",
        "days",
        "weeks",
    ] {
        assert!(all.get(field).is_some(), "{field}");
    }
    let saturday = &all["days"][12];
    assert_eq!(saturday["date"], "2026-11-21");
    assert_eq!(saturday["sleep"]["night_min"], 540);
    assert_eq!(all["days"][0]["sleep"]["total_min"], Value::Null);
    has(
        &home.ok(&["trends", "--weeks", "1"]),
        &["Nights written down: 1 of 7"],
    );
    home.refused(2, &["trends", "--weeks", "0"]);
    home.refused(2, &["trends", "--weeks", "many"]);
    home.refused(2, &["trends", "--weeks", "2", "--from", "today"]);
    home.refused(2, &["trends", "--from", "today", "--to", "yesterday"]);
    home.refused(2, &["trends", "--from", "1900-01-01", "--to", "2199-12-31"]);
}

#[test]
fn a_page_is_printed_or_written_once() {
    let home = Home::with_a_day();
    let page = home.ok(&["report"]);
    has(&page, &["9 Nov 2026 to 22 Nov 2026", "ask about the rash"]);
    assert!(!page.contains("a long day"));
    assert_eq!(home.ok(&["report", "--out", "-", "--format", "txt"]), page);
    has(
        &home.ok(&["report", "--format", "md", "--sections", "visit"]),
        &["# Baby", "rash"],
    );
    let with = home.ok(&["report", "--with", "checkins", "--carer", "Me"]);
    has(&with, &["a long day"]);
    home.refused(2, &["report", "--with", "checkins"]);
    home.refused(2, &["report", "--with", "checkins", "--carer", "Zoe"]);
    home.refused(2, &["report", "--carer", "Me"]);
    home.refused(2, &["report", "--sections", "checkins"]);
    has(
        &home.refused(2, &["report", "--sections", "visit,feeds"]),
        &["\"feeds\"", "visit"],
    );
    for format in ["pdf", "html"] {
        has(
            &home.refused(1, &["report", "--format", format]),
            &["later version"],
        );
    }
    let file = home.path("page.txt");
    let name = file.display().to_string();
    has(&home.ok(&["report", "--out", &name]), &[&name]);
    assert_eq!(std::fs::read_to_string(&file).unwrap(), page);
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        assert_eq!(file.metadata().unwrap().permissions().mode() & 0o777, 0o600);
    }
    let said = home.refused(1, &["report", "--out", &name, "--sections", "visit"]);
    has(&said, &[&name, "there already"]);
    assert_eq!(std::fs::read_to_string(&file).unwrap(), page);
    home.refused(
        1,
        &[
            "report",
            "--out",
            &home.path("none/page.md").display().to_string(),
        ],
    );
    home.refused(
        1,
        &[
            "report",
            "--out",
            &home.path("page.pdf").display().to_string(),
        ],
    );
    assert!(!home.path("page.pdf").exists());
}

#[test]
fn an_import_is_shown_first_and_is_one_change() {
    let home = Home::new();
    let file = home.path("mia.csv");
    std::fs::copy(fixture(SMALL), &file).unwrap();
    let name = file.display().to_string();
    has(
        &home.ok(&["import", &name, "--dry-run"]),
        &["To add:", "Nothing was kept", "No --zone was given"],
    );
    let dry = home.json(&["import", &name, "--dry-run", "--json"]);
    assert!(!home.journal().exists());
    let (code, out, err) = home.run(&["import", &name]);
    assert_eq!(code, 1);
    has(&out, &["To add:"]);
    has(&err, &["add --yes to keep them"]);
    let (code, out, err) = home.run(&["import", &name, "--json"]);
    assert_eq!(
        (code, serde_json::from_str::<Value>(&out).unwrap()),
        (1, dry.clone())
    );
    has(&err, &["--yes"]);
    assert!(!home.journal().exists());
    home.ok(&["log", "note before"]);
    let zone = home.ok(&["set", "zone"]);
    let done = home.json(&[
        "import",
        &name,
        "--yes",
        "--json",
        "--zone",
        "america/new_york",
    ]);
    for field in ["read", "added", "already", "skipped", "warnings"] {
        assert!(done.get(field).is_some(), "{field}");
    }
    let added = done["added"].as_u64().unwrap();
    assert!(added > 0);
    assert_eq!(home.entries().len() as u64, 1 + added);
    // A journal with entries keeps its zone.
    assert_eq!(home.ok(&["set", "zone"]), zone);
    let again = home.json(&[
        "import",
        &name,
        "--yes",
        "--json",
        "--zone",
        "America/New_York",
    ]);
    assert_eq!(again["added"], 0);
    has(&home.ok(&["undo"]), &["import of mia.csv"]);
    assert_eq!(home.entries().len(), 1);
    has(&home.ok(&["set", "baby"]), &["Baby"]);
}

#[test]
fn an_import_that_cannot_be_is_refused_whole() {
    let home = Home::new();
    let file = home.path("other.csv");
    std::fs::write(&file, "a,b\n1,2\n").unwrap();
    let name = file.display().to_string();
    has(
        &home.refused(1, &["import", &name, "--yes"]),
        &["babyconnect", "Nothing was kept."],
    );
    has(
        &home.refused(1, &["import", &name, "--format", "diary"]),
        &["\"diary\"", "babyconnect"],
    );
    home.refused(1, &["import", &home.folder.path().display().to_string()]);
    let good = fixture(SMALL);
    home.refused(2, &["import", &good, "--zone", "Mars"]);
    home.refused(2, &["import", &good, "--baby", "Leo"]);
    home.refused(2, &["import", &good, "--map-mood", "rad=6"]);
    home.refused(2, &["import", &good, "--day-first", "--month-first"]);
    home.refused(1, &["import", &good, &name, "--yes"]);
    assert!(!home.journal().exists());
}

#[test]
fn a_real_file_comes_in_whole_and_once() {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/data/babyconnect/eva.csv");
    if !file.exists() {
        eprintln!("skipped: {} is not here", file.display());
        return;
    }
    let home = Home::new();
    let name = file.display().to_string();
    let import = [
        "import",
        &name,
        "--zone",
        "America/Los_Angeles",
        "--yes",
        "--json",
    ];
    let done = home.json(&import);
    assert_eq!(done["added"], 1858);
    let rows = |all: &Value| {
        let skipped = all["skipped"].as_array().unwrap().len() as u64;
        all["added"].as_u64().unwrap() + all["already"].as_u64().unwrap() + skipped
    };
    assert_eq!(done["read"].as_u64().unwrap(), rows(&done));
    assert_eq!(home.json(&import)["added"], 0);
    has(&home.ok(&["set", "baby"]), &["Eva"]);
    has(&home.ok(&["set", "zone"]), &["America/Los_Angeles"]);
    // The night of 7 March 2020, in which the clocks went forward: 539 minutes on the clock's face, 479 lived.
    let night = home.json(&[
        "list",
        "--from",
        "2020-03-07",
        "--to",
        "2020-03-07",
        "--json",
    ]);
    let entries = night["entries"].as_array().unwrap();
    assert!(entries.iter().any(|e| {
        e["at"] == "2020-03-07T22:56:00-08:00" && e["until"] == "2020-03-08T07:55:00-07:00"
    }));
    let trends = home.json(&["trends", "--weeks", "all", "--json"]);
    assert_eq!(trends["from"], "2019-12-16");
    let mut days = trends["days"].as_array().unwrap().iter();
    let night = days.find(|day| day["date"] == "2020-03-07").unwrap();
    assert_eq!(night["sleep"]["longest_min"], 479);
    has(&home.ok(&["undo"]), &["1,858 entries"]);
    assert_eq!(home.entries().len(), 0);
    has(&home.ok(&["set"]), &["Baby", "Europe/London"]);
}

#[test]
fn settings_are_printed_changed_and_taken_back() {
    let home = Home::new();
    home.ok(&[
        "set",
        "baby",
        "Maya",
        "--born",
        "3 Sep 2026",
        "--due",
        "2026-10-01",
    ]);
    has(
        &home.ok(&["set", "baby"]),
        &["Maya, born 3 Sep 2026, due 1 Oct 2026, 11 weeks 3 days"],
    );
    home.ok(&["set", "baby", "maya", "--due", "none"]);
    assert!(!home.ok(&["set", "baby"]).contains("due"));
    has(
        &home.refused(2, &["set", "baby", "Leo"]),
        &["`cuebook set baby --add Leo`"],
    );
    home.refused(1, &["set", "baby", "--add", "MAYA"]);
    home.refused(2, &["set", "baby", " "]);
    home.ok(&["set", "carer", "Anna"]);
    home.ok(&["set", "carer", "--add", "Ben"]);
    has(&home.ok(&["set", "carer", "ben"]), &["Ben is writing now"]);
    home.ok(&["set", "zone", "europe/paris"]);
    home.ok(&["set", "day-start", "6:30"]);
    home.ok(&["set", "night", "20:00-06:30"]);
    home.ok(&["set", "country", "Ireland"]);
    let all = home.ok(&["set"]);
    has(
        &all,
        &[
            "Ben (writes now)",
            "Europe/Paris",
            "06:30",
            "20:00 to 06:30",
            "IE",
        ],
    );
    home.ok(&["set", "mark", "night", "yesterday", "incomplete"]);
    home.ok(&["set", "mark", "night", "2026-11-21", "complete"]);
    has(
        &home.ok(&["set", "mark", "night", "21 Nov 2026", "complete"]),
        &["so already"],
    );
    has(
        &home.ok(&["set"]),
        &["The night of 21 Nov 2026 was all written down"],
    );
    for wrong in [
        &["set", "zone", "Paris"][..],
        &["set", "day-start", "soon"],
        &["set", "night", "20:00"],
        &["set", "night", "20:00", "20:00"],
        &["set", "country", "Narnia"],
        &["set", "mark", "night", "2026-11-30", "complete"],
        &["set", "mark", "week", "today", "complete"],
    ] {
        home.refused(2, wrong);
    }
    let history = home.json(&["history", "--json"]);
    let rows = history["history"].as_array().unwrap();
    for field in ["number", "when", "title", "machine", "state"] {
        assert!(rows[0].get(field).is_some(), "{field}");
    }
    for _ in rows {
        home.ok(&["undo"]);
    }
    let all = home.ok(&["set"]);
    has(&all, &["Baby", "Me", "Europe/London", "19:00 to 07:00"]);
    assert!(!all.contains("mark"));
    has(&home.ok(&["history"]), &["taken back"]);
}

#[test]
fn support_needs_no_journal_and_no_sound_one() {
    let home = Home::new();
    let text = home.ok(&["support"]);
    assert!(text.find("United Kingdom") < text.find("Ireland"));
    let irish = home.ok(&["support", "--country", "ie"]);
    has(&irish, &["Ireland", "looked up"]);
    assert!(!irish.contains("Samaritans: 116 123 (24 hours)\n  United"));
    let out = home
        .command()
        .env("LANG", "en_US.UTF-8")
        .arg("support")
        .output()
        .unwrap();
    let text = String::from_utf8(out.stdout).unwrap();
    assert!(text.find("United States") < text.find("United Kingdom"));
    has(
        &home.refused(2, &["support", "--country", "Narnia"]),
        &["GB (United Kingdom)"],
    );
    std::fs::write(home.journal(), "this is no journal, it is a letter").unwrap();
    has(&home.ok(&["support"]), &["Samaritans"]);
    has(&home.refused(1, &["list"]), &["Nothing was changed"]);
}

#[test]
fn a_reader_that_goes_away_is_no_fault() {
    let home = Home::with_a_day();
    for args in [&["list", "--json"][..], &["--help"], &["report"]] {
        let mut command = std::process::Command::new(assert_cmd::cargo::cargo_bin("cuebook"));
        command.env("CUEBOOK_NOW", "2026-11-22T14:07:00+00:00");
        command.env("CUEBOOK_JOURNAL", home.journal());
        let mut child = command
            .args(args)
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        drop(child.stdout.take());
        let mut said = String::new();
        let status = child.wait().unwrap();
        child
            .stderr
            .take()
            .unwrap()
            .read_to_string(&mut said)
            .unwrap();
        assert_eq!((status.code(), said.as_str()), (Some(0), ""), "{args:?}");
    }
}

#[test]
fn the_journal_is_named_before_or_after_the_command() {
    let home = Home::new();
    let other = home.path("other.db").display().to_string();
    home.ok(&["--journal", &other, "log", "cue hiccups"]);
    assert!(!home.journal().exists());
    has(&home.ok(&["list", "--journal", &other]), &["hiccups"]);
    has(
        &home.ok(&["where", "--journal", &other, "--color", "never"]),
        &["other.db"],
    );
    let out = home
        .command()
        .env("CUEBOOK_NOW", "noon")
        .args(["list", "--journal", &other])
        .output()
        .unwrap();
    assert_eq!(out.status.code(), Some(1));
    has(
        &String::from_utf8(out.stderr).unwrap(),
        &["CUEBOOK_NOW is \"noon\""],
    );
}
