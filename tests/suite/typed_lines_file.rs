//! A file of dated typed lines, to which a phone's shortcut appends, and lines on standard input.

use crate::support::TempHome;
use serde_json::Value;
use std::fs;

const INBOX: &str = "2026-11-21T19:05:00+00:00 asleep\n\
    2026-11-22T06:40:12Z woke, smiley\n\
    22/11/2026, 09:30: hiccups after her bath\n\
    22 Nov 2026 at 09:45 massage 10 min legs, loved it\n\
    [2026-11-22 09:50] wet nappy\n\
    \n\
    what was it\n\
    22/11/2026 09:30 hiccups after her bath\n\
    2027-11-22 10:00 asleep\n";

fn entries(home: &TempHome) -> Vec<Value> {
    home.json(&["list", "--json"])["entries"].as_array().unwrap().clone()
}

#[test]
fn dated_lines_of_a_file_come_in_at_their_own_times() {
    let home = TempHome::new();
    home.ok(&["set", "baby", "Wren"]);
    fs::write(home.path("inbox.txt"), INBOX).unwrap();
    let shown = home.ok(&["import", "inbox.txt", "--dry-run"]);
    assert!(shown.contains("To add: 1 massage, 1 cue, 1 sleep, for Wren"), "{shown}");
    assert!(shown.contains("row 5: cuebook doesn't keep feeds"), "{shown}");
    assert!(shown.contains("row 7: No date and time in front"), "{shown}");
    assert!(shown.contains("row 9: Its date lies ahead"), "{shown}");
    assert!(entries(&home).is_empty());
    home.ok(&["import", "inbox.txt", "--yes"]);
    let kept = entries(&home);
    let of = |kind: &str| kept.iter().find(|entry| entry["kind"] == kind).unwrap_or_else(|| panic!("{kind}"));
    assert_eq!(kept.len(), 3);
    assert_eq!(of("sleep")["at"], "2026-11-21T19:05:00+00:00");
    assert_eq!(of("sleep")["until"], "2026-11-22T06:40:12+00:00");
    assert_eq!(of("cue")["at"], "2026-11-22T09:30:00+00:00");
    assert_eq!(of("massage")["at"], "2026-11-22T09:35:00+00:00");
    assert_eq!(of("massage")["note"], "loved it");
}

#[test]
fn the_same_file_again_adds_only_what_was_appended() {
    let home = TempHome::new();
    let file = home.path("inbox.txt");
    fs::write(&file, "2026-11-22 08:00 asleep\n2026-11-22 08:10 cue coos\n").unwrap();
    home.ok(&["import", "inbox.txt", "--yes"]);
    assert!(home.ok(&["import", "inbox.txt", "--yes"]).contains("Nothing new to add."));
    fs::write(&file, "2026-11-22 08:00 asleep\n2026-11-22 08:10 cue coos\n2026-11-22 09:00 woke\n").unwrap();
    home.ok(&["import", "inbox.txt", "--yes"]);
    let kept = entries(&home);
    assert_eq!(kept.len(), 2);
    assert!(kept.iter().any(|entry| entry["until"] == "2026-11-22T09:00:00+00:00"), "{kept:?}");
}

#[test]
fn a_name_in_a_dated_line_is_the_baby_it_is_about() {
    let home = TempHome::new();
    home.ok(&["set", "baby", "Wren"]);
    home.ok(&["set", "baby", "Leo", "--add"]);
    fs::write(
        home.path("inbox.txt"),
        "2026-11-22 10:00 Leo slept 9 till 9.20\n2026-11-22 10:05 Wren smiled\n",
    )
    .unwrap();
    home.ok_with_notices(&["import", "inbox.txt", "--yes"]);
    let leo = home.json(&["list", "--baby", "Leo", "--json"]);
    assert_eq!(leo["entries"].as_array().unwrap().len(), 1, "{leo}");
    assert_eq!(leo["entries"][0]["until"], "2026-11-22T09:20:00+00:00");
}

#[test]
fn lines_on_standard_input_have_an_answer_each() {
    let home = TempHome::new();
    let piped = |lines: &str| {
        let run = home.command().args(["log", "-"]).write_stdin(lines.to_owned()).output().unwrap();
        let text = |bytes| String::from_utf8(bytes).unwrap();
        (run.status.code().unwrap(), text(run.stdout), text(run.stderr))
    };
    let (code, out, _) = piped("slept 9 till 10\n\nhiccups at 11\n");
    assert_eq!((code, out.lines().count()), (0, 2), "{out}");
    let (code, out, err) = piped("smiled at 12\nwet nappy\nslept 25:00\ncooed at 1\n");
    assert_eq!((code, out.lines().count()), (1, 2), "{out}");
    assert!(err.contains("wet nappy") && err.contains("slept 25:00"), "{err}");
    assert!(!err.contains("smiled at 12"), "{err}");
    assert_eq!(entries(&home).len(), 4);
}
