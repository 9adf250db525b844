//! Commands that add up, lay out and bring in: today, trends, pages, imports.

use super::{fixture, has, home_with_a_day};
use crate::support::TempHome;
use serde_json::{Value, json};
use std::path::Path;

/// An invented week of Nora's.
const SMALL: &str = "normal.csv";

#[test]
fn today_is_read_aloud_and_as_json() {
    let home = home_with_a_day();
    let text = home.ok(&["today"]);
    has(&text, &["Sunday 22 November 2026", "11:40", "hiccups"]);
    let day = home.json(&["today", "--json"]);
    assert_eq!((&day["from"], &day["to"]), (&json!("2026-11-22"), &json!("2026-11-22")));
    assert_eq!(day["days"][0]["sleep"]["day_min"], 75);
    let entries = day["entries"].as_array().unwrap();
    // Newest first, and only what began in this family day.
    assert_eq!(entries.len(), 5);
    assert!(entries.windows(2).all(|two| two[0]["at"].as_str() >= two[1]["at"].as_str()));
    // In another zone the same clock is another day's.
    let far = home.json(&["today", "--json", "--zone", "pacific/auckland", "--day-start", "00:00"]);
    assert_eq!((&far["from"], &far["day_start"]), (&json!("2026-11-23"), &json!("00:00")));
    home.refused(2, &["today", "--zone", "London"]);
    home.refused(2, &["today", "--day-start", "7"]);
}

#[test]
fn trends_take_weeks_or_days() {
    let home = home_with_a_day();
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
    assert_eq!(days(&["--from", "9 Nov 2026"]), pair("2026-11-09", "2026-11-22"));
    assert_eq!(days(&["--to", "2026-11-18"]), pair("2026-08-31", "2026-11-18"));
    let all = home.json(&["trends", "--json", "--weeks", "2"]);
    for field in ["cuebook", "baby", "from", "to", "zone", "day_start", "night", "days", "weeks"] {
        assert!(all.get(field).is_some(), "{field}");
    }
    let saturday = &all["days"][12];
    assert_eq!(saturday["date"], "2026-11-21");
    assert_eq!(saturday["sleep"]["night_min"], 540);
    assert_eq!(all["days"][0]["sleep"]["total_min"], Value::Null);
    has(&home.ok(&["trends", "--weeks", "1"]), &["Nights written down: 1 of 6"]);
    home.refused(2, &["trends", "--weeks", "0"]);
    home.refused(2, &["trends", "--weeks", "many"]);
    home.refused(2, &["trends", "--weeks", "2", "--from", "today"]);
    home.refused(2, &["trends", "--from", "today", "--to", "yesterday"]);
    home.refused(2, &["trends", "--from", "1900-01-01", "--to", "2199-12-31"]);
}

#[test]
fn a_page_is_printed_or_written_once() {
    let home = home_with_a_day();
    let page = home.ok(&["report"]);
    has(&page, &["22 Nov 2026", "ask about the rash"]);
    assert!(!page.contains("a long day"));
    assert_eq!(home.ok(&["report", "--out", "-", "--format", "txt"]), page);
    has(&home.ok(&["report", "--format", "md", "--sections", "visit"]), &["# Baby", "rash"]);
    let with = home.ok(&["report", "--with", "checkins", "--carer", "Me"]);
    has(&with, &["a long day"]);
    home.refused(2, &["report", "--with", "checkins"]);
    home.refused(2, &["report", "--with", "checkins", "--carer", "Zoe"]);
    home.refused(2, &["report", "--carer", "Me"]);
    home.refused(2, &["report", "--sections", "checkins"]);
    has(&home.refused(2, &["report", "--sections", "visit,feeds"]), &["\"feeds\"", "visit"]);
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
    home.refused(1, &["report", "--out", &home.path("none/page.md").display().to_string()]);
}

#[test]
fn a_page_takes_a_name_of_its_own_and_a_file_says_its_format() {
    let home = home_with_a_day();
    home.ok(&["set", "baby", "--rename", "Zuzanna"]);
    let here = home.path("pages");
    std::fs::create_dir(&here).unwrap();
    let made = |args: &[&str]| {
        let out = home.command().current_dir(&here).args(args).output();
        let out = out.unwrap();
        assert!(out.status.success(), "{out:?}");
        String::from_utf8_lossy(&out.stdout).into_owned()
    };
    let names = || {
        let files = std::fs::read_dir(&here).unwrap();
        let mut names: Vec<String> =
            files.map(|file| file.unwrap().file_name().into_string().unwrap()).collect();
        names.sort();
        names
    };
    let days = "cuebook-2026-11-21-to-2026-11-22";
    has(&made(&["report", "--format", "pdf"]), &[&format!("{days}.pdf")]);
    let first = std::fs::read(here.join(format!("{days}.pdf"))).unwrap();
    made(&["report", "--format", "pdf", "--sections", "sleep"]);
    made(&["report", "--format", "html", "--with", "checkins", "--carer", "Me"]);
    assert_eq!(
        names(),
        [format!("{days}-2.pdf"), format!("{days}.html"), format!("{days}.pdf")],
        "days and nothing else: no name, no mood"
    );
    assert_eq!(std::fs::read(here.join(format!("{days}.pdf"))).unwrap(), first);
    for (name, begins) in [
        ("a.PDF", "%PDF-"),
        ("a.html", "<!DOCTYPE html>"),
        ("a.md", "# Zuzanna"),
        ("a.txt", "Zuzanna, for"),
        ("a", "Zuzanna, for"),
    ] {
        made(&["report", "--out", name]);
        let file = here.join(name);
        assert!(std::fs::read(&file).unwrap().starts_with(begins.as_bytes()), "{name}");
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            assert_eq!(file.metadata().unwrap().permissions().mode() & 0o777, 0o600);
        }
    }
    assert!(made(&["report", "--format", "pdf", "--out", "-"]).starts_with("%PDF-"));
    assert!(made(&["report", "--format", "html", "--out", "-"]).starts_with("<!DOCTYPE"));
    assert_eq!(names().len(), 8, "nothing else was made");
}

#[cfg(unix)]
#[test]
fn a_pdf_is_not_poured_into_a_terminal() {
    use portable_pty::{CommandBuilder, PtySize, native_pty_system};
    use std::io::Read;
    let home = home_with_a_day();
    let pair = native_pty_system().openpty(PtySize::default()).unwrap();
    let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_cuebook"));
    command.args(["report", "--format", "pdf", "--out", "-"]);
    command.env("CUEBOOK_JOURNAL", home.journal());
    let mut child = pair.slave.spawn_command(command).unwrap();
    drop(pair.slave);
    let mut said = Vec::new();
    let mut buffer = [0; 4096];
    let mut reader = pair.master.try_clone_reader().unwrap();
    // On Linux a terminal whose program has gone away ends with an error.
    while let Ok(n @ 1..) = reader.read(&mut buffer) {
        said.extend_from_slice(&buffer[..n]);
    }
    let said = String::from_utf8_lossy(&said);
    has(&said, &["can't show a PDF"]);
    assert!(!said.contains("%PDF"));
    assert_eq!(child.wait().unwrap().exit_code(), 2);
}

#[test]
fn an_import_is_shown_first_and_is_one_change() {
    let home = TempHome::new();
    let file = home.path("mia.csv");
    std::fs::copy(fixture(SMALL), &file).unwrap();
    let name = file.display().to_string();
    has(
        &home.ok(&["import", &name, "--month-first", "--dry-run"]),
        &["To add:", "Nothing was saved", "You gave no --zone"],
    );
    let dry = home.json(&["import", &name, "--month-first", "--dry-run", "--json"]);
    assert!(!home.journal().exists());
    let (code, out, err) = home.run(&["import", &name, "--month-first"]);
    assert_eq!(code, 1);
    has(&out, &["To add:"]);
    has(&err, &["add --yes to save them"]);
    let (code, out, err) = home.run(&["import", &name, "--month-first", "--json"]);
    assert_eq!((code, serde_json::from_str::<Value>(&out).unwrap()), (1, dry.clone()));
    has(&err, &["--yes"]);
    assert!(!home.journal().exists());
    home.ok(&["log", "note before"]);
    let zone = home.ok(&["set", "zone"]);
    let done =
        home.json(&["import", &name, "--month-first", "--yes", "--json", "--zone", "america/new_york"]);
    for field in ["read", "added", "already", "skipped", "warnings"] {
        assert!(done.get(field).is_some(), "{field}");
    }
    let added = done["added"].as_u64().unwrap();
    assert!(added > 0);
    assert_eq!(home.entries().len() as u64, 1 + added);
    // A journal with entries keeps its zone.
    assert_eq!(home.ok(&["set", "zone"]), zone);
    let again =
        home.json(&["import", &name, "--month-first", "--yes", "--json", "--zone", "America/New_York"]);
    assert_eq!(again["added"], 0);
    has(&home.ok(&["undo"]), &["import of mia.csv"]);
    assert_eq!(home.entries().len(), 1);
    has(&home.ok(&["set", "baby"]), &["Baby"]);
}

#[test]
fn an_import_that_cannot_be_is_refused_whole() {
    let home = TempHome::new();
    let file = home.path("other.csv");
    std::fs::write(&file, "a,b\n1,2\n").unwrap();
    let name = file.display().to_string();
    has(&home.refused(1, &["import", &name, "--yes"]), &["Baby Connect", "Nothing was saved."]);
    has(&home.refused(2, &["import", &name, "--format", "diary"]), &["\"diary\"", "babyconnect"]);
    home.refused(1, &["import", &home.folder().display().to_string()]);
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
    let home = TempHome::new();
    let name = file.display().to_string();
    let import = ["import", &name, "--zone", "America/Los_Angeles", "--yes", "--json"];
    let done = home.json(&import);
    assert_eq!(done["added"], 1858);
    let rows = |all: &Value| {
        let skipped = all["skipped"].as_array().unwrap().len() as u64;
        ["added", "already", "twice_in_file"].iter().map(|n| all[*n].as_u64().unwrap()).sum::<u64>() + skipped
    };
    assert_eq!(done["read"].as_u64().unwrap(), rows(&done));
    assert_eq!(home.json(&import)["added"], 0);
    has(&home.ok(&["set", "baby"]), &["Eva"]);
    has(&home.ok(&["set", "zone"]), &["America/Los_Angeles"]);
    // The night of 7 March 2020, in which the clocks went forward: 539 minutes on the clock's face, 479 lived.
    let night = home.json(&["list", "--from", "2020-03-07", "--to", "2020-03-07", "--json"]);
    let entries = night["entries"].as_array().unwrap();
    assert!(
        entries
            .iter()
            .any(|e| { e["at"] == "2020-03-07T22:56:00-08:00" && e["until"] == "2020-03-08T07:55:00-07:00" })
    );
    let trends = home.json(&["trends", "--weeks", "all", "--json"]);
    assert_eq!(trends["from"], "2019-12-16");
    let mut days = trends["days"].as_array().unwrap().iter();
    let night = days.find(|day| day["date"] == "2020-03-07").unwrap();
    assert_eq!(night["sleep"]["longest_min"], 479);
    has(&home.ok(&["undo"]), &["1,858 entries"]);
    assert_eq!(home.entries().len(), 0);
    has(&home.ok(&["set"]), &["Baby", "Europe/London"]);
}
