//! The same event once, and whose it is: files that come in again after something was edited here or there, and files
//! of another child. And files too large to be held in memory, which come in just so.

use crate::support::*;
use cuebook::model::{Change, Edit, Timestamp};
use cuebook::store::{EntryFilter, ProgramRun, Store};
use serde_json::Value;
use std::fs::File;
use std::path::PathBuf;
use std::time::{Duration, SystemTime};

const HEADINGS: &str = "Type,Start,End,Duration,Start Condition,Start Location,End Condition,Notes\n";

/// One sleep a line: its start, its end, its note.
fn huckleberry(sleeps: &[(&str, &str, &str)]) -> String {
    let rows = sleeps.iter().map(|(from, to, note)| format!("Sleep,{from},{to},,,,,{note}\n"));
    std::iter::once(HEADINGS.to_owned()).chain(rows).collect()
}

fn put(home: &TempHome, name: &str, text: &str) -> PathBuf {
    let path = home.path(name);
    std::fs::write(&path, text).unwrap();
    path
}

/// So many hours after the time at which the tests take place.
fn written(path: &PathBuf, hours_later: i64) {
    let at = now().unix_seconds() + hours_later * 3600;
    let at = SystemTime::UNIX_EPOCH + Duration::from_secs(u64::try_from(at).unwrap());
    File::options().write(true).open(path).unwrap().set_modified(at).unwrap();
}

fn bring(home: &TempHome, path: &std::path::Path, more: &[&str]) -> Value {
    let path = path.display().to_string();
    let args = ["import", &path, "--zone", "Europe/London", "--yes", "--json"];
    home.json(&args.into_iter().chain(more.iter().copied()).collect::<Vec<_>>())
}

fn sleeps(home: &TempHome) -> Vec<String> {
    let listed = home.json(&["list", "--json"]);
    let clock = |at: &Value| at.as_str().map_or("…".to_owned(), |at| at[11..16].to_owned());
    let told = |entry: &Value| {
        let note = entry["note"].as_str().unwrap_or_default();
        format!("{}–{} {note}", clock(&entry["at"]), clock(&entry["until"])).trim_end().to_owned()
    };
    let mut all: Vec<String> = listed["entries"].as_array().unwrap().iter().map(told).collect();
    all.sort();
    all
}

/// Gives the journal's only entry another end, as its form would.
fn edit_end(home: &TempHome, until: &str) {
    let mut store = Store::open(&home.journal(), ProgramRun::new("test"), LONDON).unwrap();
    let before = store.load_newest_entries(&EntryFilter::default(), None, 10, |_| true).unwrap().remove(0);
    let mut after = before.clone();
    after.until = Timestamp::parse_rfc3339(until);
    let edit = Edit { before: Some(before.into()), after: Some(after.into()) };
    store.apply(&Change { title: "an end".into(), edits: vec![edit] }, now()).unwrap();
}

const FROM: &str = "2024-05-25 12:00";

#[test]
fn what_was_edited_here_stays_and_the_difference_is_named() {
    let home = TempHome::new();
    let path = put(&home, "a.csv", &huckleberry(&[(FROM, "2024-05-25 13:00", "")]));
    bring(&home, &path, &[]);
    edit_end(&home, "2024-05-25T13:20:00+01:00");
    // Exported again with another end there.
    let path = put(&home, "b.csv", &huckleberry(&[(FROM, "2024-05-25 13:10", "")]));
    let told = bring(&home, &path, &[]);
    assert_eq!(sleeps(&home), ["12:00–13:20"]);
    assert_eq!((&told["added"], &told["already"]), (&0.into(), &1.into()));
    let says = told["warnings"].to_string();
    assert!(
        says.contains("The journal has 25 May 2024 12:00–13:20, the file 25 May 2024 12:00–13:10."),
        "{says}"
    );
    assert!(says.contains("--newer takes the later of the two"), "{says}");
}

#[test]
fn newer_takes_the_later_of_two_edits() {
    for (hours_later, kept) in [(1, "12:00–13:10"), (-1, "12:00–13:20")] {
        let home = TempHome::new();
        let path = put(&home, "a.csv", &huckleberry(&[(FROM, "2024-05-25 13:00", "")]));
        bring(&home, &path, &[]);
        edit_end(&home, "2024-05-25T13:20:00+01:00");
        let path = put(&home, "b.csv", &huckleberry(&[(FROM, "2024-05-25 13:10", "")]));
        written(&path, hours_later);
        bring(&home, &path, &["--newer"]);
        assert_eq!(sleeps(&home), [kept], "{hours_later}");
        bring(&home, &path, &["--newer"]);
        assert_eq!(sleeps(&home), [kept], "{hours_later}, again");
    }
}

#[test]
fn newer_takes_what_was_edited_there_alone_and_leaves_what_was_edited_here_alone() {
    let home = TempHome::new();
    let first = put(&home, "a.csv", &huckleberry(&[(FROM, "2024-05-25 13:00", "")]));
    bring(&home, &first, &[]);
    // Its start was moved there; nobody touched it here.
    let path = put(&home, "b.csv", &huckleberry(&[("2024-05-25 11:50", "2024-05-25 13:00", "")]));
    assert_eq!(bring(&home, &path, &[])["added"], 0);
    assert_eq!(sleeps(&home), ["12:00–13:00"]);
    bring(&home, &path, &["--newer"]);
    assert_eq!(sleeps(&home), ["11:50–13:00"]);
    // One step, and taken back as one.
    home.ok(&["undo"]);
    assert_eq!(sleeps(&home), ["12:00–13:00"]);
    // Edited here, and the file as it was first: its row is the older, however late the file was written.
    edit_end(&home, "2024-05-25T13:20:00+01:00");
    written(&first, 5);
    bring(&home, &first, &["--newer"]);
    assert_eq!(sleeps(&home), ["12:00–13:20"]);
}

#[test]
fn the_same_clocks_with_other_words_keep_both() {
    let home = TempHome::new();
    let span = (FROM, "2024-05-25 13:00");
    let path = put(&home, "a.csv", &huckleberry(&[(span.0, span.1, "in the pram")]));
    bring(&home, &path, &[]);
    let path = put(&home, "b.csv", &huckleberry(&[(span.0, span.1, "woke once")]));
    bring(&home, &path, &[]);
    assert_eq!(sleeps(&home), ["12:00–13:00 in the pram\nwoke once"]);
    assert_eq!(bring(&home, &path, &[])["already"], 1);
    assert_eq!(sleeps(&home).len(), 1);
}

#[test]
fn there_already_and_twice_in_the_file_are_counted_apart() {
    let home = TempHome::new();
    let row = (FROM, "2024-05-25 13:00", "");
    let other = ("2024-05-25 15:00", "2024-05-25 16:00", "");
    let path = put(&home, "a.csv", &huckleberry(&[row]));
    bring(&home, &path, &[]);
    let path = put(&home, "b.csv", &huckleberry(&[row, row, other, other, other]));
    let told = bring(&home, &path, &[]);
    let counts = ["read", "added", "already", "twice_in_file"].map(|name| told[name].as_u64().unwrap());
    assert_eq!(counts, [5, 1, 1, 3], "{told:#}");
}

#[test]
fn sleeps_over_another_files_of_a_child_without_a_name_are_asked_about() {
    let home = TempHome::new();
    home.ok(&["set", "baby", "Maya"]);
    let path = put(&home, "maya.csv", &huckleberry(&[(FROM, "2024-05-25 13:00", "")]));
    bring(&home, &path, &[]);
    let path = put(&home, "ben.csv", &huckleberry(&[("2024-05-25 12:20", "2024-05-25 14:00", "")]));
    let shown = path.display().to_string();
    let said = home.refused(1, &["import", &shown, "--zone", "Europe/London", "--yes"]);
    assert!(
        said.contains("1 of this file's 1 new sleep lie over sleeps that another file brought"),
        "{said}"
    );
    assert!(said.contains("If this is another child, use --baby"), "{said}");
    assert_eq!(sleeps(&home), ["12:00–13:00"]);
    assert_eq!(bring(&home, &path, &["--baby", "Maya"])["added"], 1);
}

#[test]
fn a_large_file_is_read_from_the_disk_piece_by_piece() {
    let home = TempHome::new();
    let mut text = String::from(HEADINGS);
    let long = "she slept on and on ".repeat(40);
    // Line ends within marks, and a piece of the file ends anywhere.
    for day in 0..1500 {
        let (year, month, day_of) = (2001 + day / 336, 1 + day / 28 % 12, 1 + day % 28);
        let date = format!("{year}-{month:02}-{day_of:02}");
        text.push_str(&format!("Sleep,{date} 12:00,{date} 13:00,,,,,\"day {day}\n{long}\"\n"));
        text.push_str(&format!("Diaper,{date} 14:00,,yellow,,,Pee,\n"));
    }
    assert!(text.len() > 1_200_000);
    let path = put(&home, "large.csv", &text);
    let told = bring(&home, &path, &[]);
    let counts = ["read", "added", "already", "twice_in_file"].map(|name| told[name].as_u64().unwrap());
    assert_eq!(counts, [3000, 1500, 0, 0]);
    assert_eq!(told["skipped"].as_array().unwrap().len(), 1500);
    assert_eq!(told["skipped"][1499]["row"], 4501, "its line, in spite of the notes' own lines");
    let listed = home.json(&["list", "--json"]);
    let notes = listed["entries"].as_array().unwrap().iter().map(|entry| entry["note"].as_str().unwrap());
    assert!(notes.clone().all(|note| note.ends_with(long.trim_end())));
    assert_eq!(notes.filter(|note| note.starts_with("day 749\n")).count(), 1);
    let again = bring(&home, &path, &[]);
    assert_eq!((&again["added"], &again["already"]), (&0.into(), &1500.into()));
    home.ok(&["undo"]);
    assert!(sleeps(&home).is_empty());
}
