//! Commands about the family and the program itself: settings, history, support, where things go.

use super::{has, home_with_a_day};
use crate::support::TempHome;
use std::io::Read;
use std::process::Stdio;

#[test]
fn settings_are_printed_changed_and_taken_back() {
    let home = TempHome::new();
    home.ok(&["set", "baby", "Maya", "--born", "3 Sep 2026", "--due", "2026-10-01"]);
    has(&home.ok(&["set", "baby"]), &["Maya, born 3 Sep 2026, due 1 Oct 2026, 11 weeks 3 days"]);
    home.ok(&["set", "baby", "maya", "--due", "none"]);
    assert!(!home.ok(&["set", "baby"]).contains("due"));
    has(&home.refused(2, &["set", "baby", "Leo"]), &["`cuebook set baby --add Leo`"]);
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
    has(&all, &["Ben (writes now)", "Europe/Paris", "06:30", "20:00 to 06:30", "IE"]);
    home.ok(&["set", "number", "Dr Patel 020 7946 0000"]);
    home.ok(&["set", "number", "Nan"]);
    home.ok(&["set", "number", "nan", "--remove"]);
    home.refused(1, &["set", "number", "nan", "--remove"]);
    has(&home.ok(&["set", "number"]), &["Dr Patel 020 7946 0000"]);
    let support = home.ok(&["support"]);
    assert!(support.find("(Ireland)") < support.find("Dr Patel"));
    assert!(support.find("Dr Patel") < support.find("Someone to talk to now"));
    assert!(support.find("Someone to talk to now") < support.find("United Kingdom"));
    home.ok(&["set", "mark", "night", "yesterday", "incomplete"]);
    home.ok(&["set", "mark", "night", "2026-11-21", "complete"]);
    has(&home.ok(&["set", "mark", "night", "21 Nov 2026", "complete"]), &["like that already"]);
    has(&home.ok(&["set"]), &["The night of 21 Nov 2026 was all written down"]);
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
    has(&home.ok(&["history"]), &["undone"]);
}

#[test]
fn support_needs_no_journal_and_no_sound_one() {
    let home = TempHome::new();
    let text = home.ok(&["support"]);
    assert!(text.find("United Kingdom") < text.find("Ireland"));
    let irish = home.ok(&["support", "--country", "ie"]);
    has(&irish, &["In danger: ring 112 or 999 (Ireland)", "HSE Your Mental Health", "from a page of 2019"]);
    assert!(!irish.split("Other countries").next().unwrap().contains("Cry-sis"));
    let out = home.command().env("LANG", "en_US.UTF-8").env("TZ", "UTC").arg("support").output().unwrap();
    let text = String::from_utf8(out.stdout).unwrap();
    assert!(text.find("United States") < text.find("United Kingdom"));
    let elsewhere = home.ok(&["support", "--country", "Narnia"]);
    has(
        &elsewhere,
        &["ring your emergency number", "We have no list for your country, or you have not chosen one"],
    );
    std::fs::write(home.journal(), "this is no journal, it is a letter").unwrap();
    has(&home.ok(&["support"]), &["Samaritans"]);
    has(&home.refused(1, &["list"]), &["Nothing was changed"]);
}

#[test]
fn a_reader_that_goes_away_is_no_fault() {
    let home = home_with_a_day();
    for args in [&["list", "--json"][..], &["--help"], &["report"]] {
        let mut command = home.std_command(assert_cmd::cargo::cargo_bin!("cuebook"));
        let mut child = command.args(args).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        drop(child.stdout.take());
        let mut said = String::new();
        let status = child.wait().unwrap();
        child.stderr.take().unwrap().read_to_string(&mut said).unwrap();
        assert_eq!((status.code(), said.as_str()), (Some(0), ""), "{args:?}");
    }
}

#[test]
fn the_journal_is_named_before_or_after_the_command() {
    let home = TempHome::new();
    let other = home.path("other.db").display().to_string();
    home.ok(&["--journal", &other, "log", "cue hiccups"]);
    assert!(!home.journal().exists());
    has(&home.ok(&["list", "--journal", &other]), &["hiccups"]);
    has(&home.ok(&["where", "--journal", &other, "--color", "never"]), &["other.db"]);
    let out = home.command().env("CUEBOOK_NOW", "noon").args(["list", "--journal", &other]).output().unwrap();
    assert_eq!(out.status.code(), Some(1));
    has(&String::from_utf8(out.stderr).unwrap(), &["CUEBOOK_NOW is \"noon\""]);
}

#[cfg(target_os = "linux")]
#[test]
fn an_answer_that_cannot_be_written_is_said() {
    let home = home_with_a_day();
    let full = std::fs::OpenOptions::new().write(true).open("/dev/full").unwrap();
    let out = std::process::Command::new(assert_cmd::cargo::cargo_bin("cuebook"))
        .env("CUEBOOK_JOURNAL", home.journal())
        .arg("list")
        .stdout(full)
        .stderr(Stdio::piped())
        .output()
        .unwrap();
    assert_eq!(out.status.code(), Some(1));
    has(&String::from_utf8(out.stderr).unwrap(), &["could not be written out"]);
}

#[test]
fn a_name_typed_wrong_is_put_right_and_taken_names_are_refused() {
    let home = TempHome::new();
    home.ok(&["set", "carer", "3 Dec 2026"]);
    has(&home.ok(&["set", "carer", "3 Dec 2026", "--rename", "Anna"]), &["is called Anna now"]);
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
    let home = TempHome::new();
    home.ok(&["log", "slept 2026-11-09 20:00 - 2026-11-10 06:00"]);
    let recorded = || {
        let told = home.json(&["trends", "--from", "2026-11-09", "--to", "2026-11-09", "--json"]);
        told["days"][0]["sleep"]["night_recorded"].as_bool()
    };
    assert_eq!(recorded(), Some(true));
    home.ok(&["mark", "night", "2026-11-09", "incomplete"]);
    assert_eq!(recorded(), Some(false));
    home.ok(&["set", "mark", "night", "2026-11-09", "complete"]);
    assert_eq!(recorded(), Some(true));
}

#[test]
fn a_babys_pages_are_closed_and_opened_again() {
    let home = TempHome::new();
    home.ok(&["set", "baby", "Maya", "--born", "3 Sep 2026"]);
    home.ok(&["log", "slept 11:40-12:55"]);
    has(
        &home.ok(&["set", "baby", "maya", "--close"]),
        &["Maya's pages are closed; everything in them is kept"],
    );
    let said = home.ok(&["set", "baby"]);
    has(&said, &["pages closed"]);
    assert!(!said.contains("weeks"), "no age is counted: {said}");
    has(&home.ok(&["list"]), &["sleep"]);
    has(&home.ok(&["set", "baby", "Maya", "--close"]), &["No change: it's like that already"]);
    has(
        &home.refused(1, &["log", "cue hiccups"]),
        &[
            "Maya's pages are closed, so nothing was written.",
            "cuebook set baby Maya --reopen",
            "cuebook support",
        ],
    );
    home.ok(&["set", "baby", "Leo", "--add"]);
    home.ok(&["log", "cue hiccups"]);
    assert_eq!(home.entries()[0]["baby"], "Leo", "the one whose pages are open");
    home.refused(1, &["log", "--baby", "Maya", "cue cries"]);
    home.ok(&["set", "baby", "Maya", "--reopen"]);
    has(&home.ok(&["set", "baby"]), &["11 weeks 3 days"]);
    has(&home.refused(2, &["log", "cue hiccups"]), &["Maya or Leo"]);
    home.refused(2, &["set", "baby", "--close"]);
    home.refused(2, &["set", "baby", "Zoe", "--close"]);
    home.refused(2, &["set", "baby", "Leo", "--close", "--reopen"]);
}

#[test]
fn lists_of_the_family_are_set_and_taken_back() {
    let home = TempHome::new();
    home.ok(&["set", "carer", "Anna"]);
    home.ok(&["log", "okay, tired"]);
    for (args, said) in [
        (&["set", "carer", "Anna", "--hide-checkins"][..], "Anna's check-ins are hidden from Today"),
        (&["set", "favourite", "hiccups"], "\"hiccups\" is with a star"),
        (&["set", "cue", "twirls her hair", "--points", "engaged"], "a cue of your own, engaged"),
        (&["set", "cue", "twirls her hair", "--rename", "winds her hair"], "\"winds her hair\""),
        (&["set", "cue", "winds her hair", "--retire"], "retired"),
        (&["set", "hidden", "check-in"], "every check-in: hidden"),
        (&["set", "hidden", "face"], "face, with its strokes: hidden"),
        (&["set", "hidden", "cries"], "cries: hidden"),
        (&["set", "hidden", "cries", "--show"], "cries: shown"),
        (&["mark", "day", "yesterday", "incomplete"], "The day of 21 Nov 2026 was not all"),
        (&["mark", "day", "yesterday", "none"], "Mark removed"),
    ] {
        has(&home.ok(args), &[said]);
    }
    assert!(!home.ok(&["today"]).contains("okay"), "kept out of today");
    has(&home.ok(&["list"]), &["okay"]);
    let all = home.ok(&["set"]);
    let lines = [
        "carer      Anna, check-ins hidden from Today and Trends",
        "favourite  hiccups",
        "cue        winds her hair, engaged, retired",
        "hidden     every check-in",
        "hidden     face, with its strokes",
        "looks      plain",
        "signs      full",
    ];
    has(&all, &lines);
    let json = home.json(&["set", "--json"]);
    assert_eq!(json["family"]["hidden"], serde_json::json!(["checkin", "face"]));
    assert_eq!(json["family"]["carers"][0]["hidden_checkins"], true);
    assert_eq!(json["looks"], "plain");
    home.refused(2, &["set", "zone", "Europe/Paris", "--json"]);
    home.refused(2, &["set", "favourite", "purrs"]);
    has(&home.refused(1, &["set", "favourite", "winds her hair"]), &["can't star it"]);
    home.refused(1, &["set", "cue", "hiccups"]);
    home.refused(1, &["set", "cue", "a, b"]);
    home.refused(2, &["set", "cue", "unheard of", "--retire"]);
    home.refused(2, &["set", "hidden", "the moon"]);
    has(&home.ok(&["set", "favourite", "hiccups"]), &["No change: it's like that already"]);
    for _ in 0..11 {
        home.ok(&["undo"]);
    }
    let all = home.ok(&["set"]);
    for gone in ["favourite", "hidden", "cue ", "mark", "hidden from"] {
        assert!(!all.contains(gone), "{gone} in {all}");
    }
}

#[test]
fn twins_have_a_day_trends_and_a_page_each() {
    let home = TempHome::new();
    home.ok(&["set", "baby", "Maya"]);
    home.ok(&["set", "baby", "Leo", "--add"]);
    has(
        &home.ok(&["log", "@both massage 10:15 12m tummy"]),
        &["for Maya and Leo", "@both massage 2026-11-22 10:15"],
    );
    home.ok(&["log", "@maya", "slept", "yesterday 20:00-06:00"]);
    home.ok(&["log", "slept yesterday 22:00-05:00 @Leo"]);
    home.ok(&["log", "@Maya cue hiccups 11:00"]);
    home.ok(&["log", "@leo cue cries 11:30"]);
    home.ok(&["log", "note the midwife came"]);
    has(&home.refused(1, &["log", "@zoe awake"]), &["no baby called \"zoe\""]);
    home.refused(2, &["log", "--baby", "Leo", "@both cue hiccups"]);
    home.refused(2, &["trends"]);
    for (name, seen, other, night) in [("Maya", "hiccups", "cries", 600), ("Leo", "cries", "hiccups", 420)] {
        for command in ["today", "cues", "report"] {
            let said = home.ok(&[command, "--baby", name]);
            has(&said, &[seen]);
            assert!(!said.contains(other), "{command} of {name}: {said}");
        }
        let all = home.json(&["trends", "--baby", name, "--weeks", "2", "--json"]);
        let days = all["days"].as_array().unwrap();
        let (last, night_of) = (&days[days.len() - 1], &days[days.len() - 2]);
        assert_eq!(night_of["sleep"]["night_min"], night, "{name}");
        assert_eq!(last["touch"]["times"], 1);
        assert_eq!(last["touch"]["minutes"], 12);
        let codes: Vec<_> = last["cues"]["seen"].as_object().unwrap().keys().collect();
        assert_eq!(codes.len(), 1, "{codes:?}");
        let list = home.json(&["list", "--baby", name, "--json"]);
        assert_eq!(list["entries"].as_array().unwrap().len(), 4, "{name}'s three and the note");
    }
    assert_eq!(home.entries().len(), 7);
    home.ok(&["set", "baby", "Leo"]);
    has(&home.ok(&["trends"]), &["Leo"]);
    home.ok(&["log", "@both sleep 14:00"]);
    has(&home.ok(&["log", "@both awake"]), &["for Maya and Leo"]);
    assert_eq!(home.entries().len(), 9);
    home.ok(&["undo"]);
    home.ok(&["undo"]);
    assert_eq!(home.entries().len(), 7, "both at once");
}
