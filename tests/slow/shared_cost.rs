//! A shared journal is read as one that is not: the same system calls to the last few, and none into the folder before the
//! answer. Skipped aloud where `strace` is not installed.
#![cfg(target_os = "linux")]

use super::*;
use std::collections::BTreeMap;

/// The lines of a trace of one run.
fn trace(home: &TempHome, args: &[&str]) -> Vec<String> {
    let out = home.path("trace");
    let mut command = home.std_command("strace");
    command.arg("-f").arg("-y").arg("-o").arg(&out).arg(env!("CARGO_BIN_EXE_cuebook")).args(args);
    assert_eq!(outcome(&mut command).0, 0, "{args:?}");
    fs::read_to_string(out).unwrap().lines().map(str::to_owned).collect()
}

/// How often each call was made.
fn count(lines: &[String]) -> BTreeMap<String, i64> {
    let mut calls = BTreeMap::new();
    for line in lines {
        let call = line.split_once(' ').map_or("", |(_, rest)| rest.trim_start());
        if let Some((name, _)) = call.split_once('(') {
            *calls.entry(name.to_owned()).or_default() += 1;
        }
    }
    calls
}

#[test]
fn reading_a_shared_journal_makes_the_calls_of_reading_one_that_is_not() {
    if Command::new("strace").arg("-V").output().is_err() {
        println!("SKIPPED: strace is not installed");
        return;
    }
    let (shared, alone) = (TempHome::new(), TempHome::new());
    let folder = tempfile::tempdir().unwrap();
    for home in [&shared, &alone] {
        home.ok(&["log", "slept 09:40-10:55"]);
        home.ok(&["log", "note a few words"]);
    }
    shared.ok(&["sync", folder.path().to_str().unwrap(), "--yes"]);
    let place = folder.path().to_str().unwrap();
    for args in [&["now", "--short"][..], &["today"], &["list"], &["trends"]] {
        // Both have settled down: a first run records what was seen.
        for home in [&shared, &alone] {
            home.ok(args);
        }
        let (here, there) = (trace(&shared, args), trace(&alone, args));
        assert!(!here.iter().any(|line| line.contains(place)), "{args:?} looks into the folder");
        let (here, there) = (count(&here), count(&there));
        let names: std::collections::BTreeSet<&String> = here.keys().chain(there.keys()).collect();
        let more: i64 = names
            .into_iter()
            // Where memory comes from is not the journal's doing, nor what threads wait for.
            .filter(|name| {
                !["brk", "mmap", "munmap", "mprotect", "madvise", "futex"].contains(&name.as_str())
            })
            .map(|name| (here.get(name).unwrap_or(&0) - there.get(name).unwrap_or(&0)).abs())
            .sum();
        assert!(more <= 6, "{args:?}: {here:?} against {there:?}");
    }
    // What is saved is said before the folder is looked at.
    let lines = trace(&shared, &["log", "note one more"]);
    let said = lines.iter().position(|line| line.contains("write(1") && line.contains("Saved")).unwrap();
    let looked = lines.iter().position(|line| line.contains(&format!("{place}/cuebook"))).unwrap();
    assert!(said < looked, "said at {said}, looked at {looked}");
}
