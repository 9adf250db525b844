//! The command line as a parent's shell and other programs meet it: what is printed, what is refused, what is left
//! behind. Each test has a journal of its own, and the clock stands at 14:07 on 22 November 2026.

use crate::support::TempHome;
use serde_json::{Value, json};

mod now_command;
mod report_commands;
mod settings_commands;

/// A journal with a morning in it.
fn home_with_a_day() -> TempHome {
    let home = TempHome::new();
    home.ok(&["log", "slept yesterday 21:30-06:30"]);
    home.ok(&["log", "massage 10:15 12m legs tummy +smiles -looks away; paused"]);
    home.ok(&["log", "slept 11:40-12:55"]);
    home.ok(&["log", "cue", "hiccups,", "looks", "away", "5m", "ago"]);
    home.ok(&["log", "okay, tired; note a long day"]);
    home.ok(&["log", "note ask about the rash @visit"]);
    home
}

impl TempHome {
    fn entries(&self) -> Vec<Value> {
        let all = self.json(&["list", "--json"]);
        assert_eq!(all["cuebook"], 1);
        all["entries"].as_array().unwrap().clone()
    }
}

fn has(text: &str, parts: &[&str]) {
    for part in parts {
        assert!(text.contains(part), "no \"{part}\" in:\n{text}");
    }
}

fn fixture(name: &str) -> String {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/data/babyconnect/");
    format!("{folder}{name}")
}

#[test]
fn reading_makes_no_journal_and_a_refused_line_neither() {
    let home = TempHome::new();
    for command in [
        &["list"][..],
        &["today"],
        &["trends", "--json"],
        &["report"],
        &["history"],
        &["set"],
        &["undo"],
        &["redo"],
    ] {
        has(&home.refused(1, command), &["There is no journal at", "journal.db", "`cuebook` begins one."]);
    }
    has(&home.ok(&["where"]), &["journal.db", "not there yet"]);
    has(&home.ok(&["support"]), &["Samaritans"]);
    home.refused(1, &["log", "what a day"]);
    home.refused(1, &["log", "awake"]);
    home.refused(2, &["log", "--baby", "Leo", "cue hiccups"]);
    home.refused(2, &["set", "baby", "--born", "2027-01-01"]);
    home.refused(1, &["import", &home.path("none.csv").display().to_string()]);
    assert!(!home.journal().exists());
    home.ok(&["log", "cue hiccups"]);
    has(&home.ok(&["where"]), &["it is there"]);
}

#[test]
fn without_a_terminal_the_screens_say_so_and_make_nothing() {
    let home = TempHome::new();
    has(&home.refused(1, &[]), &["need a terminal", "cuebook today"]);
    assert!(!home.journal().exists());
}

#[test]
fn a_journal_with_nothing_in_it_says_so() {
    let home = TempHome::new();
    home.ok(&["log", "note first"]);
    home.ok(&["undo"]);
    has(&home.ok(&["list"]), &["Nothing is written down yet."]);
    has(&home.refused(1, &["undo"]), &["Nothing to undo"]);
    home.ok(&["redo"]);
    has(&home.refused(1, &["redo"]), &["Nothing to redo"]);
}

#[test]
fn undo_passes_over_what_was_changed_since_and_names_it() {
    let home = TempHome::new();
    home.ok(&["log", "note first"]);
    home.ok(&["log", "note second"]);
    let raw = rusqlite::Connection::open(home.journal()).unwrap();
    let other = "UPDATE entry SET note = 'by another program' WHERE note = 'second'";
    assert_eq!(raw.execute(other, []).unwrap(), 1);
    drop(raw);
    let said = home.ok(&["undo"]);
    has(&said, &["Skipped: 14:07 note", "It has been changed since"]);
    has(&said, &["Undone: 14:07 note"]);
    let notes: Vec<_> = home.entries().iter().map(|e| e["note"].clone()).collect();
    assert_eq!(notes, [json!("by another program")]);
    has(&home.refused(1, &["undo"]), &["Skipped", "Nothing to undo"]);
}

#[test]
fn a_line_overlapping_a_sleep_under_way_says_so() {
    let home = TempHome::new();
    home.ok(&["log", "sleep 2h ago"]);
    let said = home.ok(&["log", "slept 13:00-13:30"]);
    has(&said, &["It shares time with 12:07 sleep", "Both were saved"]);
}

#[test]
fn help_and_version_are_answers_and_wrong_usage_is_two() {
    let home = TempHome::new();
    let help = home.ok(&["--help"]);
    for command in [
        "log", "list", "today", "trends", "report", "import", "set", "undo", "redo", "history", "where",
        "support",
    ] {
        has(&help, &[&format!("\n  {command} ")]);
        home.ok(&[command, "--help"]);
    }
    has(&home.ok(&["report", "--help"]), &["[possible values: pdf, html, md, txt]"]);
    has(&home.ok(&["--version"]), &["cuebook 0.", "SQLite 3.", "lock"]);
    home.refused(2, &["sing"]);
    home.refused(2, &["list", "--colour"]);
    home.refused(2, &["log"]);
    home.refused(2, &["log", " "]);
}

#[test]
fn a_line_is_kept_and_said_back_with_its_day() {
    let home = TempHome::new();
    let said = home.ok(&["log", "slept 11:40-12:55"]);
    has(&said, &["Saved: 11:40–12:55 sleep, 1 h 15", "Undo: `cuebook undo`", "2026-11-22 11:40"]);
    has(&home.ok(&["log", "slept 21:30-06:30"]), &["Saved: yesterday 21:30–06:30 sleep, 9 h"]);
    let early = home.ok(&["log", "cue 15 Nov 2026 09:00 hiccups"]);
    has(&early, &["Saved: 15 Nov 2026 09:00 cue, hiccups"]);
    // What was printed parses to the same entry.
    let line = early.lines().nth(1).unwrap();
    home.ok(&["log", line]);
    let twins: Vec<Value> = home
        .entries()
        .into_iter()
        .filter(|entry| entry["kind"] == "cue")
        .map(|mut entry| {
            entry.as_object_mut().unwrap().remove("id");
            entry
        })
        .collect();
    assert_eq!(twins.len(), 2);
    assert_eq!(twins[0], twins[1]);
}

#[test]
fn options_come_first_and_the_text_may_begin_with_signs() {
    let home = TempHome::new();
    home.ok(&["set", "carer", "--add", "Ben"]);
    home.ok(&["log", "--carer", "ben", "massage", "10:15", "12m", "-looks away", "+smiles"]);
    let entry = &home.entries()[0];
    assert_eq!(entry["carer"], "Ben");
    assert_eq!(entry["moments"][0]["cues"], json!(["q-look", "e-smile"]));
    home.refused(2, &["log", "--carer", "Zoe", "cue hiccups"]);
}

#[test]
fn a_line_that_cannot_be_read_is_not_kept_and_may_become_a_note() {
    let home = home_with_a_day();
    let before = home.entries();
    let said = home.refused(1, &["log", "what", "a", "day"]);
    has(&said, &["Nothing was saved.", "cuebook log note 'what a day'"]);
    let said = home.refused(1, &["log", "massage 25 Oct 2026 01:30 10m legs"]);
    has(
        &said,
        &["cuebook log 'massage 2026-10-25 01:30+01:00", "cuebook log 'massage 2026-10-25 01:30+00:00"],
    );
    home.refused(1, &["log", "slept 23 Nov 2026 11:00-12:00"]);
    assert_eq!(home.entries(), before);
}

#[test]
fn one_sleep_runs_and_awake_ends_it() {
    let home = TempHome::new();
    has(&home.refused(1, &["log", "awake"]), &["isn't marked as asleep"]);
    home.ok(&["log", "sleep 13:05"]);
    let said = home.refused(1, &["log", "sleep"]);
    has(&said, &["fell asleep at 13:05", "`cuebook log awake` ends that sleep"]);
    has(&home.ok(&["log", "awake 13:50, woke 2 times"]), &["Saved: 13:05–13:50 sleep, 45 min"]);
    let entries = home.entries();
    assert_eq!(entries.len(), 1);
    assert_eq!(entries[0]["until"], "2026-11-22T13:50:00+00:00");
    assert_eq!(entries[0]["wakings"], 2);
    home.ok(&["undo"]);
    assert_eq!(home.entries()[0].get("until"), None);
    home.ok(&["redo"]);
    assert_eq!(home.entries(), entries);
}

#[test]
fn overlaps_and_very_long_sleeps_are_kept_and_pointed_out() {
    let home = TempHome::new();
    home.ok(&["log", "slept 11:40-12:55"]);
    let said = home.ok(&["log", "slept 12:30-13:30"]);
    has(&said, &["It shares time with 11:40–12:55 sleep, 1 h 15", "Both were saved."]);
    let said = home.ok(&["log", "--yes", "slept yesterday 18:00-08:30"]);
    has(&said, &["14 h 30 of sleep"]);
    assert_eq!(home.entries().len(), 3);
}

#[test]
fn babies_are_chosen_by_name_then_entries_then_the_app() {
    let home = TempHome::new();
    home.ok(&["set", "baby", "Maya", "--born", "2026-09-03"]);
    home.ok(&["set", "baby", "--add", "Leo"]);
    let said = home.refused(2, &["log", "cue hiccups"]);
    has(&said, &["Which baby?", "Maya", "Leo"]);
    // What needs no baby is kept all the same.
    home.ok(&["log", "note a walk"]);
    home.ok(&["log", "okay"]);
    home.ok(&["log", "--baby", "leo", "note his first smile"]);
    home.ok(&["set", "baby", "leo"]);
    has(&home.ok(&["log", "--baby", "Maya", "slept 11:40-12:55"]), &["for Maya"]);
    home.ok(&["log", "--baby", "Leo", "cue hiccups"]);
    home.ok(&["log", "cue smiles"]);
    let entries = home.entries();
    let whose = |kind: &str| -> Vec<Value> {
        let of = entries.iter().filter(|entry| entry["kind"] == kind);
        of.map(|entry| entry["baby"].clone()).collect()
    };
    assert_eq!(whose("cue"), [json!("Leo"), json!("Leo")]);
    assert_eq!(whose("sleep"), [json!("Maya")]);
    assert_eq!(whose("checkin"), [Value::Null]);
    assert_eq!(whose("note").iter().filter(|baby| baby.is_null()).count(), 1);
    has(&home.refused(2, &["today", "--baby", "Ann-Marie O"]), &["`cuebook set baby --add 'Ann-Marie O'`"]);
    let maya = home.json(&["list", "--baby", "maya", "--kind", "sleep", "--json"]);
    assert_eq!(maya["entries"].as_array().unwrap().len(), 1);
}

#[test]
fn the_list_is_found_by_kind_day_and_words() {
    let home = home_with_a_day();
    let list = |args: &[&str]| {
        let args: Vec<&str> = [&["list", "--json"], args].concat();
        home.json(&args)["entries"].as_array().unwrap().len()
    };
    assert_eq!(list(&[]), 6);
    assert_eq!(list(&["--kind", "check-ins"]), 1);
    // The night that began yesterday lies in yesterday, to the end of that family day.
    assert_eq!(list(&["--from", "today"]), 5);
    assert_eq!(list(&["--from", "21 Nov 2026", "--to", "yesterday"]), 1);
    assert_eq!(list(&["--to", "2026-11-20"]), 0);
    assert_eq!(list(&["--find", "AWAY  hiccups"]), 1);
    assert_eq!(list(&["--find", "rash"]), 1);
    assert_eq!(list(&["--find", "gaze aversion"]), list(&["--find", "looks away"]));
    let text = home.ok(&["list"]);
    has(&text, &["Sunday 22 November 2026\n14:07", "\n\nSaturday 21 November 2026\n21:30"]);
    assert!(text.find("14:02").unwrap() < text.find("10:15").unwrap());
    has(&home.refused(2, &["list", "--kind", "bottle"]), &["massage", "check-in"]);
    has(&home.refused(2, &["list", "--from", "32/11/2026"]), &["2026-11-22"]);
    has(&home.refused(2, &["list", "--from", "today", "--to", "yesterday"]), &["after"]);
    has(&home.ok(&["list", "--find", "zebra"]), &["Nothing in the journal fits that."]);
}

#[test]
fn what_is_printed_cannot_steer_a_terminal() {
    let home = TempHome::new();
    home.ok(&["log", "note a \u{1b}[2Jclear\u{202e} day"]);
    for command in ["list", "today", "history", "report"] {
        let text = home.ok(&[command]);
        assert!(!text.contains(['\u{1b}', '\u{202e}']), "{command}: {text:?}");
    }
    assert_eq!(home.entries()[0]["note"], "a \u{1b}[2Jclear\u{202e} day");
    has(&home.ok(&["list"]), &["a \u{fffd}[2Jclear\u{fffd} day"]);
    let refused = home.refused(1, &["log", "\u{1b}[31mred"]);
    assert!(!refused.contains('\u{1b}'));
}

#[test]
fn ascii_keeps_letters_and_drops_finery() {
    let home = TempHome::new();
    home.ok(&["log", "slept 11:40-12:55; note Zoë rocked"]);
    has(&home.ok(&["list"]), &["11:40–12:55"]);
    has(&home.ok(&["list", "--ascii"]), &["11:40-12:55", "Zoë"]);
}

#[test]
fn a_kind_that_is_not_used_is_in_no_plain_line_and_stays_in_the_json() {
    let home = home_with_a_day();
    home.ok(&["set", "hidden", "massage"]);
    home.ok(&["set", "hidden", "check-in"]);
    for command in [&["today"][..], &["trends", "--weeks", "1"]] {
        let said = home.ok(command);
        for word in ["massage", "Touch:", "touch:", "okay"] {
            assert!(!said.contains(word), "{word} in {command:?}:\n{said}");
        }
        has(&said, &["1 h 15"]);
    }
    let week = &home.json(&["trends", "--weeks", "1", "--json"])["weeks"][0];
    assert_eq!(week["touch"]["times"], 1);
}

#[test]
fn a_day_with_a_sleep_that_has_not_ended_does_not_say_nothing_was_written() {
    let home = TempHome::new();
    home.ok(&["log", "sleep 3h ago"]);
    has(&home.ok(&["today"]), &["asleep for: 3 h"]);
}

#[test]
fn what_is_longer_than_likely_is_kept_only_when_asked_for() {
    let home = TempHome::new();
    home.ok(&["log", "note a walk"]);
    let error = home.refused(1, &["log", "slept yesterday 18:00-08:30"]);
    has(&error, &["14 h 30", "nothing was saved yet", "--yes"]);
    home.refused(1, &["log", "massage 8:00-12:00"]);
    assert_eq!(home.entries().len(), 1);
    home.ok(&["log", "--yes", "massage 8:00-12:00"]);
    assert_eq!(home.entries().len(), 2);
}
