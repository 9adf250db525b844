//! The report beside the benches: how long the real program takes to start in a real terminal, beside a bare one, and how
//! long its short commands take, beside `sqlite3`; what it does while nobody types; the slowest hundredth of key presses
//! on every screen; and how much memory an open journal takes. `cargo bench --bench
//! latency_report` prints it; nothing here passes or fails.
//!
//! `cargo bench --bench latency_report -- 10000 1000000` says for how many entries.
#![allow(clippy::unwrap_used, missing_docs)]

mod bench_app;

use bench_app::{BenchApp, NOW, SCREENS, copy, journal, keys};
use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};
use std::io::{Read, Write};
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, channel};
use std::time::{Duration, Instant};

/// Key presses a screen.
const PRESSES: usize = 1000;
/// Starts of each program.
const STARTS: usize = 40;
/// A frame at 60 Hz, in milliseconds.
const FRAME: f64 = 1000.0 / 60.0;

fn main() {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let mut sizes: Vec<i64> = args.iter().filter_map(|arg| arg.parse().ok()).collect();
    if sizes.is_empty() {
        sizes = vec![10_000, 100_000, 1_000_000];
    }
    print_start_times(&sizes);
    print_command_times(sizes[0]);
    print_idle(sizes[0]);
    for count in &sizes {
        print_key_times(*count);
    }
    print_memory(&sizes);
}

/// Builds the bare program with the profile of this one; where it is then.
fn build_bare_program() -> PathBuf {
    let build = std::process::Command::new(env!("CARGO"))
        .args(["build", "--release", "--quiet", "--example", "bare_program"])
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .status();
    assert!(build.unwrap().success(), "the bare program could not be built");
    // This one is in `release/deps`.
    let own = std::env::current_exe().unwrap();
    own.parent().and_then(Path::parent).unwrap().join("examples/bare_program")
}

/// A program in a terminal of its own.
struct Session {
    child: Box<dyn Child + Send + Sync>,
    master: Box<dyn MasterPty + Send>,
    output: Receiver<usize>,
}

impl Session {
    fn start(program: &[&str], journal: &Path) -> Self {
        let size = PtySize { rows: 24, cols: 80, pixel_width: 0, pixel_height: 0 };
        let pair = native_pty_system().openpty(size).unwrap();
        let mut command = CommandBuilder::new(program[0]);
        command.args(&program[1..]);
        command.env("TERM", "xterm-256color");
        command.env("CUEBOOK_NOW", NOW);
        command.env("CUEBOOK_JOURNAL", journal);
        let child = pair.slave.spawn_command(command).unwrap();
        drop(pair.slave);
        let mut reader = pair.master.try_clone_reader().unwrap();
        let (send, output) = channel();
        std::thread::spawn(move || {
            let mut buffer = [0; 65536];
            while let Ok(n) = reader.read(&mut buffer) {
                if n == 0 || send.send(n).is_err() {
                    break;
                }
            }
        });
        Self { child, master: pair.master, output }
    }

    /// Lets the program come to rest: it paints at every look at the clock, so silence says nothing.
    fn rest(&self) {
        std::thread::sleep(Duration::from_secs(2));
        while self.output.try_recv().is_ok() {}
    }

    fn leave(mut self) {
        self.child.kill().ok();
        self.child.wait().unwrap();
    }
}

/// From the start of the process to its end, with the key that ends it waiting for it from the beginning.
fn time_start(program: &[&str], journal: &Path) -> f64 {
    let began = Instant::now();
    let mut session = Session::start(program, journal);
    let mut keys = session.master.take_writer().unwrap();
    keys.write_all(b"q").unwrap();
    keys.flush().unwrap();
    session.child.wait().unwrap();
    began.elapsed().as_secs_f64() * 1000.0
}

fn print_start_times(sizes: &[i64]) {
    let bare = build_bare_program();
    let bare = bare.to_string_lossy();
    println!("\nfrom nothing to the first frame and out again, whole process, ms of {STARTS} starts");
    println!("{:<28}{:>10}{:>10}{:>10}{:>10}", "", "median", "lowest", "highest", "ratio");
    let mut fewest: Option<f64> = None;
    for count in sizes {
        let path = journal(*count);
        let file = path.to_string_lossy();
        let programs: [(&str, Vec<&str>); 2] =
            [("bare program", vec![&bare, &file]), ("cuebook", vec![env!("CARGO_BIN_EXE_cuebook")])];
        // By turns, so that what else the machine does weighs on both alike.
        let mut times: [Vec<f64>; 2] = [Vec::new(), Vec::new()];
        for _ in 0..STARTS {
            for (times, (_, program)) in times.iter_mut().zip(&programs) {
                times.push(time_start(program, &path));
            }
        }
        let mut bare_median = None;
        for (times, (name, _)) in times.iter_mut().zip(&programs) {
            let name = format!("{name}, {count}");
            let median = print_row(&name, times, bare_median);
            bare_median = Some(bare_median.unwrap_or(median));
        }
        let [_, own] = &times;
        let median = own[own.len() / 2];
        let first = *fewest.get_or_insert(median);
        println!("{:<28}{:>40.2}", format!("  against {} entries", sizes[0]), median / first);
    }
}

/// A name, the middle and the ends of its times, and how many times `other` the middle is; answers the middle.
fn print_row(name: &str, times: &mut [f64], other: Option<f64>) -> f64 {
    times.sort_by(f64::total_cmp);
    let median = times[times.len() / 2];
    let ratio = other.map_or(String::new(), |other| format!("{:.2}", median / other));
    println!("{name:<28}{median:>10.1}{:>10.1}{:>10.1}{ratio:>10}", times[0], times[times.len() - 1]);
    median
}

/// The insert that a program with its own table would do, in the same file.
const SQLITE_INSERT: &str = "PRAGMA synchronous = FULL; CREATE TABLE IF NOT EXISTS beside (at, words);
    INSERT INTO beside VALUES (1, 'a note');";

/// Whole processes, by turns.
fn print_command_times(count: i64) {
    let (_folder, path) = copy(count);
    let own = env!("CARGO_BIN_EXE_cuebook");
    let file = path.to_string_lossy().into_owned();
    let commands: [(&str, Vec<&str>); 5] = [
        ("sqlite3, one insert", vec!["sqlite3", &file, SQLITE_INSERT]),
        ("cuebook log", vec![own, "log", "note", "a", "note"]),
        ("cuebook today", vec![own, "today"]),
        ("cuebook now --short", vec![own, "now", "--short"]),
        ("cuebook --version", vec![own, "--version"]),
    ];
    println!("\ncommands at {count} entries, whole process, ms of {STARTS} runs");
    println!("{:<28}{:>10}{:>10}{:>10}{:>10}", "", "median", "lowest", "highest", "ratio");
    let mut times = vec![Vec::new(); commands.len()];
    for _ in 0..STARTS {
        for (times, (_, command)) in times.iter_mut().zip(&commands) {
            times.extend(time_command(command, &path));
        }
    }
    let mut insert = None;
    for (times, (name, _)) in times.iter_mut().zip(&commands).filter(|(times, _)| !times.is_empty()) {
        let median = print_row(name, times, insert.filter(|_| *name == "cuebook log"));
        insert = insert.or((*name == "sqlite3, one insert").then_some(median));
    }
}

/// None where there is no such program.
fn time_command(command: &[&str], journal: &Path) -> Option<f64> {
    let began = Instant::now();
    let mut run = std::process::Command::new(command[0]);
    run.args(&command[1..]).env("CUEBOOK_NOW", NOW).env("CUEBOOK_JOURNAL", journal);
    run.output().ok()?;
    Some(began.elapsed().as_secs_f64() * 1000.0)
}

/// How long the program is watched while nobody types.
const IDLE_TIME: Duration = Duration::from_secs(60);

/// What a minute on Today takes when nothing is done.
fn print_idle(count: i64) {
    let (_folder, path) = copy(count);
    let session = Session::start(&[env!("CARGO_BIN_EXE_cuebook")], &path);
    std::thread::sleep(Duration::from_secs(6));
    let Some(id) = session.child.process_id() else {
        return;
    };
    while session.output.try_recv().is_ok() {}
    let before = (count_wakeups(id), cpu_millis(id));
    std::thread::sleep(IDLE_TIME);
    let (wakeups, cpu) = (count_wakeups(id) - before.0, cpu_millis(id) - before.1);
    let bytes: usize = session.output.try_iter().sum();
    println!("\nidle on Today at {count} entries, a minute, the clock fixed (Linux only)");
    println!("{wakeups} wakeups, {bytes} bytes written to the terminal, {cpu} ms of the processor");
    session.leave();
}

/// How often its threads gave the processor back of their own accord.
fn count_wakeups(id: u32) -> u64 {
    let threads = std::fs::read_dir(format!("/proc/{id}/task")).into_iter().flatten().flatten();
    let counts = threads.filter_map(|thread| {
        let text = std::fs::read_to_string(thread.path().join("status")).ok()?;
        let line = text.lines().find_map(|line| line.strip_prefix("voluntary_ctxt_switches:"))?;
        line.trim().parse::<u64>().ok()
    });
    counts.sum()
}

/// Time on the processor, in steps of the clock of Linux.
fn cpu_millis(id: u32) -> u64 {
    let text = std::fs::read_to_string(format!("/proc/{id}/stat")).unwrap_or_default();
    let fields: Vec<&str> = text.rsplit(") ").next().unwrap_or_default().split_whitespace().collect();
    let ticks = |at: usize| fields.get(at).and_then(|field| field.parse::<u64>().ok()).unwrap_or_default();
    (ticks(11) + ticks(12)) * 10
}

fn print_key_times(count: i64) {
    let path = journal(count);
    println!(
        "\nkey to frame at {count} entries, ms of {PRESSES} presses a screen (one frame at 60 Hz is {FRAME:.1})"
    );
    println!("{:<42}{:>9}{:>9}{:>9}{:>9}", "", "median", "p99", "slowest", "found");
    for (name, way, pair) in SCREENS {
        let mut app = BenchApp::open(&path);
        app.press_all(way);
        let pair = pair.map(|key| keys(key)[0]);
        let mut times: Vec<f64> = (0..PRESSES)
            .map(|turn| {
                let began = Instant::now();
                app.press(pair[turn % 2]);
                began.elapsed().as_secs_f64() * 1000.0
            })
            .collect();
        let began = Instant::now();
        app.settle();
        let found = began.elapsed().as_secs_f64() * 1000.0;
        times.sort_by(f64::total_cmp);
        let (median, p99) = (times[PRESSES / 2], times[PRESSES * 99 / 100]);
        let slowest = times[PRESSES - 1];
        let late = if p99 > FRAME { "  later than a frame" } else { "" };
        println!("{name:<42}{median:>9.2}{p99:>9.2}{slowest:>9.2}{found:>9.0}{late}");
    }
}

/// What `/proc` says of the program as it stands on Today, and after a walk through its screens.
fn print_memory(sizes: &[i64]) {
    println!("\nmemory of the open journal, MB resident (Linux only)");
    println!("{:<28}{:>10}{:>16}{:>10}", "", "on Today", "after a walk", "highest");
    for count in sizes {
        let path = journal(*count);
        let session = Session::start(&[env!("CARGO_BIN_EXE_cuebook")], &path);
        let mut keys = session.master.take_writer().unwrap();
        session.rest();
        let Some(id) = session.child.process_id() else {
            return;
        };
        let today = status(id, "VmRSS");
        for key in ["v", "/", "zebra", "\x1b", "\x1b", "t", "++", "\x1b", "l", "\x1b", "g", "\x1b"] {
            keys.write_all(key.as_bytes()).unwrap();
            keys.flush().unwrap();
            session.rest();
        }
        let (walked, highest) = (status(id, "VmRSS"), status(id, "VmHWM"));
        println!("{count:<28}{today:>10.1}{walked:>16.1}{highest:>10.1}");
        session.leave();
    }
}

fn status(id: u32, field: &str) -> f64 {
    let text = std::fs::read_to_string(format!("/proc/{id}/status")).unwrap_or_default();
    let line = text.lines().find_map(|line| line.strip_prefix(field)?.strip_prefix(':'));
    let kilobytes = line.and_then(|line| line.split_whitespace().next()?.parse::<f64>().ok());
    kilobytes.unwrap_or(f64::NAN) / 1024.0
}
