//! A long import in a terminal: a line that says how far it has come, and ctrl-c, which leaves the journal as it was.

#![cfg(target_os = "linux")]

use crate::support::*;
use std::fmt::Write as _;

/// More than a debug build brings in before its line of progress comes.
const SLEEPS: i64 = 40_000;

fn write_sleeps(home: &TempHome) -> String {
    let mut text =
        String::from("Type,Start,End,Duration,Start Condition,Start Location,End Condition,Notes\n");
    let first = chrono::NaiveDate::from_ymd_opt(2004, 1, 1).unwrap().and_hms_opt(0, 0, 0).unwrap();
    for n in 0..SLEEPS {
        let start = first + chrono::TimeDelta::minutes(n * 100);
        let end = start + chrono::TimeDelta::minutes(45);
        let form = "%Y-%m-%d %H:%M";
        writeln!(text, "Sleep,{},{},00:45,,,,", start.format(form), end.format(form)).unwrap();
    }
    let path = home.path("long.csv");
    std::fs::write(&path, text).unwrap();
    path.display().to_string()
}

#[test]
fn ctrl_c_stops_a_long_import_and_changes_nothing() {
    let home = TempHome::new();
    home.ok(&["log", "note", "hi"]);
    let (file, journal) = (write_sleeps(&home), home.path("journal.db"));
    let program = env!("CARGO_BIN_EXE_cuebook");
    for said in ["Looked through ", "Saved "] {
        let mut session = Session::start(&format!(
            "trap : INT; '{program}' --journal '{}' import '{file}' --yes; echo \"left with $?.\"",
            journal.display()
        ));
        session.wait(said);
        session.press("\x03");
        session.wait("left with");
        let shown = session.shown();
        assert!(shown.contains("Stopped. Nothing was changed.") && shown.contains("left with 1."), "{shown}");
        session.child.wait().unwrap();
        let listed = home.json(&["list", "--json"]);
        assert_eq!(listed["entries"].as_array().unwrap().len(), 1, "after ctrl-c at \"{said}\"");
    }
}

/// What is said of a file, and of what is no file it can read, breaks between words.
#[test]
fn sentences_are_wrapped_at_the_terminals_width() {
    let home = TempHome::new();
    let text = "Type,Start,End,Duration,Start Condition,Start Location,End Condition,Notes\n\
                Sleep,2024-05-25 20:30,2024-05-25 22:15,00:30,,,,\nSleep,soon,,,,,,\n";
    std::fs::write(home.path("h.csv"), text).unwrap();
    std::fs::write(home.path("milk.txt"), "milk\n").unwrap();
    let program = env!("CARGO_BIN_EXE_cuebook");
    let (folder, journal) = (home.path("").display().to_string(), home.path("journal.db"));
    let mut session = Session::start(&format!(
        "cd '{folder}'; '{program}' --journal '{}' import h.csv --dry-run; '{program}' import milk.txt; echo all said.",
        journal.display()
    ));
    session.wait("all said.");
    let shown = session.shown();
    let full = |line: &&str| line.trim_end().chars().count() > 80;
    assert_eq!(shown.lines().find(full), None);
    let lines: Vec<&str> = shown.lines().map(str::trim_end).collect();
    for words in ["The times are saved.", "is not a date and time like", "Nothing was saved."] {
        let told = lines.join(" ");
        assert!(told.split_whitespace().collect::<Vec<_>>().join(" ").contains(words), "{words}:\n{shown}");
    }
    // A line that continues below is as long as its words let it be, never cut within one.
    assert!(lines.iter().any(|line| line.starts_with("  row 2: ")), "{shown}");
    assert!(lines.iter().any(|line| line.starts_with("  ") && line.ends_with("saved.")), "{shown}");
}
