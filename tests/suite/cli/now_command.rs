//! `now`: one line for a person, a few words for a prompt or a status bar.

use crate::support::TempHome;

#[test]
fn now_says_what_the_baby_does() {
    let home = TempHome::new();
    let short = || home.ok(&["now", "--short"]);
    home.ok(&["log", "note begun"]);
    assert_eq!(
        (short().as_str(), home.ok(&["now"]).as_str()),
        ("", "Baby: nothing written in the last 24 hours says\n")
    );
    home.ok(&["log", "slept 11:40-12:55"]);
    assert_eq!((short().as_str(), home.ok(&["now"]).as_str()), ("awake 1 h 12\n", "Baby: awake 1 h 12\n"));
    home.ok(&["log", "asleep 13:20"]);
    assert_eq!(short(), "asleep 47 min\n");
    assert_eq!(home.ok(&["now"]), "Baby: asleep since 13:20 · 47 min\n");
    home.ok(&["undo"]);
    assert_eq!(short(), "awake 1 h 12\n");
}

#[test]
fn an_awake_time_that_nobody_can_know_is_not_in_a_prompt() {
    let home = TempHome::new();
    home.ok(&["log", "slept yesterday 21:30-22:00"]);
    assert_eq!(home.ok(&["now", "--short"]), "");
    assert_eq!(home.ok(&["now"]), "Baby: last sleep written ended 22:00 yesterday\n");
}

#[test]
fn a_prompt_is_told_of_a_running_massage_and_of_the_baby_that_is_asked_for() {
    let home = TempHome::new();
    home.ok(&["log", "massage 14:00 running"]);
    assert_eq!(home.ok(&["now", "--short"]), "massage 7 min\n");
    home.ok(&["set", "baby", "Wren", "--add"]);
    home.ok(&["log", "--baby", "Wren", "asleep 13:00"]);
    assert_eq!(home.ok(&["now", "--short", "--baby", "Wren"]), "asleep 1 h 07\n");
    home.refused(2, &["now", "--short", "--baby", "Robin"]);
}

/// Nobody sits at a prompt's own command to answer it.
#[test]
fn a_prompt_asks_nobody_anything_and_makes_no_journal() {
    let home = TempHome::new();
    assert!(home.refused(1, &["now", "--short"]).contains("no journal"));
    assert!(!home.journal().exists());
}
