//! Files that are no files, and far too much of anything: refused with a sentence, and nothing waited for.
#![cfg(unix)]

use super::{in_memory, is_plain, planted, ran};
use crate::support::{LONDON, TestApp, now, open};
use cuebook::quick_line::{LineContext, parse_line};
use cuebook::store::{ProgramRun, Store};
use std::fs;
use std::os::unix::fs::symlink;
use std::path::{Path, PathBuf};
use std::process::Command;

fn journal() -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("j.db");
    drop(planted(open(&path)));
    fs::remove_file(folder.path().join("j.db.lock")).ok();
    (folder, path)
}

#[track_caller]
fn refused(path: &Path, args: &[&str], why: &str) {
    let out = ran(path, args);
    let said = String::from_utf8(out.stderr).unwrap();
    assert_eq!(out.status.code(), Some(1), "{said}");
    assert!(said.contains(why), "{said}");
    assert!(said.chars().count() < 500, "one or two sentences: {said}");
}

fn pipe(path: &Path) {
    assert!(Command::new("mkfifo").arg(path).status().unwrap().success());
}

#[test]
fn a_journal_is_an_ordinary_file_of_ones_own() {
    let (folder, path) = journal();
    let at = |name: &str| folder.path().join(name);
    symlink(&path, at("link")).unwrap();
    symlink(at("nowhere"), at("dangling")).unwrap();
    fs::create_dir(at("folder")).unwrap();
    pipe(&at("pipe"));
    for args in [&["list"][..], &["log", "awake"], &["set"], &["undo"]] {
        refused(&at("link"), args, "it is a link");
        refused(&at("dangling"), args, "it is a link");
        refused(&at("folder"), args, "not an ordinary file");
        refused(&at("pipe"), args, "not an ordinary file");
    }
    refused(&path, &["restore", "pipe"], "not an ordinary file");
    refused(&path, &["restore", "/dev/zero"], "not an ordinary file");
    for name in ["link", "dangling", "pipe"] {
        ran(&at(name), &["doctor"]);
        ran(&at(name), &["doctor", "--salvage", "saved.db"]);
    }
    let out = ran(&path, &["--journal", "/dev/zero", "list"]);
    assert!(String::from_utf8_lossy(&out.stderr).contains("not an ordinary file"));
    assert!(!at("nowhere").exists() && !at("nowhere.lock").exists(), "Nothing was made");
    for side in [".lock", "-journal", "-wal"] {
        let beside = at(&format!("j.db{side}"));
        fs::remove_file(&beside).ok();
        symlink(at("planted"), &beside).unwrap();
        refused(&path, &["list"], "it is a link");
        fs::remove_file(&beside).unwrap();
        pipe(&beside);
        refused(&path, &["list"], "not an ordinary file");
        ran(&path, &["doctor"]);
        fs::remove_file(&beside).ok();
    }
    assert!(!at("planted").exists());
    assert_eq!(ran(&path, &["list"]).status.code(), Some(0), "and without them it opens");
}

#[test]
fn a_name_that_means_something_to_the_engine_is_a_name_all_the_same() {
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| folder.path().join(name);
    for name in [":memory:", "file:x.db", "file:x.db?mode=memory", "a?b#c%41.db"] {
        // The folder is where the program is started.
        let named = ["--journal", name];
        let out = ran(&at("other.db"), &[&named[..], &["log", "note quillwort"]].concat());
        assert_eq!(out.status.code(), Some(0), "{out:?}");
        assert!(at(name).is_file(), "{name}");
        let out = ran(&at("other.db"), &[&named[..], &["backup", "copy.db"]].concat());
        assert_eq!(out.status.code(), Some(0), "{out:?}");
        fs::remove_file(at("copy.db")).unwrap();
        let out = ran(&at("other.db"), &[&named[..], &["list"]].concat());
        assert!(String::from_utf8_lossy(&out.stdout).contains("quillwort"), "{name}");
    }
    use std::os::unix::ffi::OsStrExt;
    let odd = folder.path().join(std::ffi::OsStr::from_bytes(b"j\xff.db"));
    let refused = Store::open(&odd, ProgramRun::new("test"), LONDON);
    assert!(refused.is_err_and(|why| why.to_string().contains("no text has")));
    assert!(!odd.exists());
}

/// Only the superuser can give a file away, as CI can.
#[test]
fn another_users_file_is_left_alone() {
    let (_folder, path) = journal();
    if std::os::unix::fs::chown(&path, Some(12_345), None).is_ok() {
        refused(&path, &["list"], "it belongs to another user");
    }
}

/// A file of this length that takes no room on the disk.
fn sparse(path: &Path, head: &str, length: u64) {
    let mut file = fs::File::create(path).unwrap();
    std::io::Write::write_all(&mut file, head.as_bytes()).unwrap();
    file.set_len(length).unwrap();
}

const HUGE: u64 = 100 * 1024 * 1024;
const HUCKLEBERRY: &str = "Type,Start,End,Duration,Start Location\n";
const BABYCONNECT: &str =
    "Date and Time,End Time,Duration (min),Activity,Quantity,Extra data,Text,Notes,Caregiver\n";

#[test]
fn what_is_far_too_large_is_refused_with_a_sentence() {
    let (folder, path) = journal();
    let at = |name: &str| folder.path().join(name);
    let import = |name: &str, why: &str| refused(&path, &["import", "--yes", name], why);
    sparse(&at("garbage"), "", HUGE + 1);
    import("garbage", "This version can't read");
    refused(&at("garbage"), &["list"], "not a journal");
    for (name, head) in [
        ("huckleberry.csv", HUCKLEBERRY),
        ("babyconnect.csv", BABYCONNECT),
        ("babybuddy.csv", "id,child_id,start,end\n"),
        ("daylio.csv", "full_date,date,weekday,time,mood,activities\n"),
        ("piyolog.txt", "[PiyoLog]Mar 2026\n\n----------\nSun, Mar 1, 2026\n"),
    ] {
        sparse(&at(name), head, HUGE);
        import(name, "is larger than 64 MB");
    }
    sparse(&at("archive.json"), "{\"cuebook\":1,\"entries\":[\"", HUGE);
    import("archive.json", "Nothing was saved");
    fs::write(at("deep.json"), format!("{{\"cuebook\":1,\"entries\":[{}", "[".repeat(5_000_000))).unwrap();
    import("deep.json", "Nothing was saved");
    fs::create_dir(at("sheets")).unwrap();
    sparse(&at("sheets/sleep.csv"), "id,at,until,note\n\"", HUGE);
    import("sheets", "Nothing was saved");
    sparse(&at("config.toml"), "colours = \"night\"\n", HUGE);
    let said = ran(&path, &["list"]).stderr;
    assert!(String::from_utf8_lossy(&said).contains("larger than 1 MB"));
    refused(&path, &["set", "looks", "night"], "larger than 1 MB");
    fs::remove_file(at("config.toml")).unwrap();
    pipe(&at("config.toml"));
    let said = ran(&path, &["list"]).stderr;
    assert!(String::from_utf8_lossy(&said).contains("not an ordinary file"));
    // Nor is it waited for where a passphrase may be named in it.
    refused(&path, &["lock"], "not an ordinary file");
}

#[test]
fn a_million_columns_and_one_endless_line_are_read_or_refused() {
    let (folder, path) = journal();
    let at = |name: &str| folder.path().join(name);
    let commas = ",".repeat(1_000_000);
    fs::write(at("wide.csv"), format!("{HUCKLEBERRY}Sleep,2022-01-10 19:52,2022-01-11 04:05,,,{commas}x\n"))
        .unwrap();
    fs::write(at("header.csv"), format!("Type,Start,End,Duration,Start Location{commas}\n")).unwrap();
    fs::write(at("line.csv"), format!("{HUCKLEBERRY}Sleep,{}\n", "x".repeat(5_000_000))).unwrap();
    for name in ["wide.csv", "header.csv", "line.csv"] {
        let out = ran(&path, &["import", "--dry-run", name]);
        let said = [out.stdout, out.stderr].concat();
        assert!(out.status.code() <= Some(1), "{}", String::from_utf8_lossy(&said));
        assert!(said.len() < 4_000, "{name} is told in a few lines");
    }
}

#[test]
fn an_endless_pipe_or_a_device_is_not_read_to_its_end() {
    let (folder, path) = journal();
    refused(&path, &["import", "/dev/zero"], "it is not a file");
    let pipe_at = folder.path().join("pipe");
    pipe(&pipe_at);
    let mut yes = Command::new("sh").args(["-c", "yes > \"$0\" 2>/dev/null"]).arg(&pipe_at).spawn().unwrap();
    refused(&path, &["import", "pipe"], "This version can't read");
    yes.wait().unwrap();
}

#[test]
fn too_long_a_line_is_refused() {
    let family = in_memory().load_family().unwrap();
    let context = LineContext { now: now(), family: &family, baby: None, carer: family.carers[0].id };
    let long = "a".repeat(1_000_000);
    for line in [
        format!("note {long}"),
        format!("slept 11:40-12:55; note {long}"),
        long.clone(),
        format!("cue {long}"),
    ] {
        let unread = parse_line(&line, &context).unwrap_err();
        assert!(unread.to_string().chars().count() < 400, "a sentence, not the whole line");
    }
}

#[test]
fn too_long_a_paste_is_refused_and_a_long_one_taken() {
    let long = "a".repeat(1_000_000);
    for keys in ["n", ":", "v/", "m", "f<tab><tab>"] {
        let mut app = TestApp::of(in_memory(), 80, 24);
        app.press(keys);
        app.app.handle_paste(&long, now());
        app.wait(1);
        let screen = app.screen();
        assert!(screen.contains("too long to paste"), "{keys}:\n{screen}");
        is_plain(keys, &screen);
    }
    let mut app = TestApp::of(in_memory(), 80, 24);
    app.press("n");
    app.app.handle_paste(&"word ".repeat(2_000), now());
    app.press("<ctrl-s>");
    let kept = app.entries().into_iter().filter_map(|entry| entry.note);
    assert!(kept.into_iter().any(|note| note.len() > 9_000));
}
