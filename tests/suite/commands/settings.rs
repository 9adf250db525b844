//! Commands about the family and the program itself: settings, history, support, where things go.

use super::{Home, has};
use std::io::Read;
use std::process::Stdio;

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
    home.ok(&["set", "number", "Dr Patel 020 7946 0000"]);
    home.ok(&["set", "number", "Nan"]);
    home.ok(&["set", "number", "nan", "--remove"]);
    home.refused(1, &["set", "number", "nan", "--remove"]);
    has(&home.ok(&["set", "number"]), &["Dr Patel 020 7946 0000"]);
    let support = home.ok(&["support"]);
    assert!(support.find("Dr Patel") < support.find("Ireland"));
    assert!(support.find("Ireland") < support.find("United Kingdom"));
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

#[cfg(target_os = "linux")]
#[test]
fn an_answer_that_cannot_be_written_is_said() {
    let home = Home::with_a_day();
    let full = std::fs::OpenOptions::new()
        .write(true)
        .open("/dev/full")
        .unwrap();
    let out = std::process::Command::new(assert_cmd::cargo::cargo_bin("cuebook"))
        .env("CUEBOOK_JOURNAL", home.journal())
        .arg("list")
        .stdout(full)
        .stderr(Stdio::piped())
        .output()
        .unwrap();
    assert_eq!(out.status.code(), Some(1));
    has(
        &String::from_utf8(out.stderr).unwrap(),
        &["could not be written out"],
    );
}

#[test]
fn a_name_typed_wrong_is_put_right_and_taken_names_are_refused() {
    let home = Home::new();
    home.ok(&["set", "carer", "3 Dec 2026"]);
    has(
        &home.ok(&["set", "carer", "3 Dec 2026", "--rename", "Anna"]),
        &["is called Anna now"],
    );
    home.ok(&["set", "carer", "--add", "Ben"]);
    has(
        &home.refused(1, &["set", "carer", "Ben", "--rename", "anna"]),
        &["called anna in this journal already"],
    );
    home.ok(&["set", "baby", "Mya"]);
    home.ok(&["set", "baby", "Mya", "--rename", "Maya"]);
    home.ok(&["log", "cue hiccups"]);
    assert_eq!(home.entries()[0]["baby"], "Maya");
    assert_eq!(home.entries()[0]["carer"], "Anna");
    has(&home.ok(&["set", "country", "uk"]), &["United Kingdom"]);
    has(&home.ok(&["list", "--from", "22 nov"]), &["hiccups"]);
}

#[test]
fn a_night_is_marked_by_mark_and_by_set_mark_alike() {
    let home = Home::new();
    home.ok(&["log", "slept 2026-11-09 20:00 - 2026-11-10 06:00"]);
    let recorded = || {
        let told = home.json(&[
            "trends",
            "--from",
            "2026-11-09",
            "--to",
            "2026-11-09",
            "--json",
        ]);
        told["days"][0]["sleep"]["night_recorded"].as_bool()
    };
    assert_eq!(recorded(), Some(true));
    home.ok(&["mark", "night", "2026-11-09", "incomplete"]);
    assert_eq!(recorded(), Some(false));
    home.ok(&["set", "mark", "night", "2026-11-09", "complete"]);
    assert_eq!(recorded(), Some(true));
}
