//! What sharing a journal costs, from the real program with 30,000 entries: beginning, joining, a day of 30 sent and
//! received, a sync with nothing new, and short commands beside the same journal that is not shared. Each with the most
//! memory it took (Linux only). `cargo bench --bench shared_journal` prints it; nothing here passes or fails.
//!
//! `cargo bench --bench shared_journal -- 1000000` says for how many entries.
#![allow(clippy::unwrap_used, missing_docs)]

mod bench_app;

use bench_app::{NOW, copy};
use std::fs;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

/// Days that are sent and received.
const DAYS: usize = 8;
/// Runs of what is short.
const RUNS: usize = 20;

fn main() {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let count = args.iter().find_map(|arg| arg.parse().ok()).unwrap_or(30_000);
    println!("\na journal of {count} entries on two computers: whole process, ms, and MB resident");
    println!("{:<40}{:>8}{:>10}{:>10}{:>10}", "", "runs", "least", "median", "most MB");
    let (ana, ben, alone) = (Computer::with(count), Computer::blank(), Computer::with(count));
    let shared = tempfile::tempdir().unwrap();
    let folder = shared.path().to_str().unwrap();
    print_row("begin", &[ana.run(&["sync", folder, "--yes"])]);
    print_row("join", &[ben.run(&["sync", folder, "--yes"])]);
    ana.run(&["sync"]);
    let size: u64 = files_in(shared.path()).iter().map(|file| fs::metadata(file).unwrap().len()).sum();
    println!(
        "  the folder of two has {:.2} MB in {} files",
        size as f64 / 1e6,
        files_in(shared.path()).len()
    );
    print_row("nothing new", &repeat(|| ana.run(&["sync"])));
    print_row("where, for comparison", &repeat(|| ana.run(&["where"])));
    print_commands(&ana, &alone);
    print_days(&ana, &ben, shared.path());
}

/// The same by turns, so that what else the machine does weighs on both alike.
fn print_commands(shared: &Computer, alone: &Computer) {
    for args in [&["now", "--short"][..], &["today"], &["log", "note a word"]] {
        let (mut here, mut there) = (Vec::new(), Vec::new());
        for _ in 0..RUNS {
            here.push(shared.run(args));
            there.push(alone.run(args));
        }
        let name = args.join(" ");
        let first = |runs: &[Run]| median(runs.iter().map(|run| run.first));
        print_row(&format!("{name}, shared"), &here);
        print_row(&format!("{name}, alone"), &there);
        println!(
            "  to its first words {:.2} against {:.2} ms, {:.2} times",
            first(&here),
            first(&there),
            first(&here) / first(&there)
        );
    }
}

fn print_days(ana: &Computer, ben: &Computer, shared: &Path) {
    let (mut sent, mut received) = (Vec::new(), Vec::new());
    let (room, away) = (shared.join("cuebook"), shared.join("away"));
    for day in 0..DAYS {
        // Saved while the folder is away, so that one sync has all of it.
        fs::rename(&room, &away).unwrap();
        let lines: Vec<String> = (0..30).map(|n| format!("note 10:{n:02} number {n} of day {day}")).collect();
        let path = ana.home.path().join("lines.txt");
        fs::write(&path, lines.join("\n")).unwrap();
        ana.run_from(&["log", "-"], Some(&path));
        fs::rename(&away, &room).unwrap();
        sent.push(ana.run(&["sync"]));
        received.push(ben.run(&["sync"]));
    }
    print_row("a day of 30 sent", &sent);
    print_row("a day of 30 received, and passed on", &received);
}

struct Computer {
    home: tempfile::TempDir,
    journal: PathBuf,
    _file: Option<tempfile::TempDir>,
}

/// In milliseconds and MB.
struct Run {
    whole: f64,
    first: f64,
    memory: f64,
}

impl Computer {
    fn with(count: i64) -> Self {
        let (file, journal) = copy(count);
        Self { home: tempfile::tempdir().unwrap(), journal, _file: Some(file) }
    }

    fn blank() -> Self {
        let home = tempfile::tempdir().unwrap();
        let journal = home.path().join("journal.db");
        Self { home, journal, _file: None }
    }

    fn run(&self, args: &[&str]) -> Run {
        self.run_from(args, None)
    }

    fn run_from(&self, args: &[&str], input: Option<&Path>) -> Run {
        let mut command = Command::new(env!("CARGO_BIN_EXE_cuebook"));
        command
            .arg("--journal")
            .arg(&self.journal)
            .arg("--new")
            .args(args)
            .env_clear()
            .env("CUEBOOK_NOW", NOW);
        for name in ["HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CONFIG_HOME"] {
            command.env(name, self.home.path());
        }
        command.stdin(input.map_or_else(Stdio::null, |path| fs::File::open(path).unwrap().into()));
        command.stdout(Stdio::piped()).stderr(Stdio::null());
        let began = Instant::now();
        let mut child = command.spawn().unwrap();
        let id = child.id();
        let memory = std::thread::spawn(move || watch_memory(id));
        let (first, output) = read_output(&mut child, began);
        let done = child.wait().unwrap();
        let whole = milliseconds(began.elapsed());
        assert!(done.success(), "{args:?}: {output}");
        Run { whole, first, memory: memory.join().unwrap() }
    }
}

fn read_output(child: &mut Child, began: Instant) -> (f64, String) {
    let mut pipe = child.stdout.take().unwrap();
    let mut bytes = vec![0; 4096];
    let read = pipe.read(&mut bytes).unwrap();
    let first = milliseconds(began.elapsed());
    bytes.truncate(read);
    pipe.read_to_end(&mut bytes).unwrap();
    (first, String::from_utf8_lossy(&bytes).into_owned())
}

/// The most memory it had at once; not a number where the system does not say.
fn watch_memory(id: u32) -> f64 {
    let mut most = f64::NAN;
    loop {
        let text = fs::read_to_string(format!("/proc/{id}/status")).unwrap_or_default();
        let line = text.lines().find_map(|line| line.strip_prefix("VmHWM:"));
        let Some(kilobytes) = line.and_then(|line| line.split_whitespace().next()?.parse::<f64>().ok())
        else {
            return most;
        };
        most = most.max(kilobytes / 1024.0);
        std::thread::sleep(Duration::from_millis(1));
    }
}

fn repeat(run: impl Fn() -> Run) -> Vec<Run> {
    (0..RUNS).map(|_| run()).collect()
}

fn print_row(name: &str, runs: &[Run]) {
    let least = runs.iter().map(|run| run.whole).fold(f64::INFINITY, f64::min);
    let memory = runs.iter().map(|run| run.memory).fold(f64::NAN, f64::max);
    let middle = median(runs.iter().map(|run| run.whole));
    println!("{name:<40}{:>8}{least:>10.1}{middle:>10.1}{memory:>10.1}", runs.len());
}

fn median(all: impl Iterator<Item = f64>) -> f64 {
    let mut all: Vec<f64> = all.collect();
    all.sort_by(f64::total_cmp);
    all[all.len() / 2]
}

fn milliseconds(time: Duration) -> f64 {
    time.as_secs_f64() * 1000.0
}

fn files_in(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap().flatten() {
        match entry.file_type().unwrap().is_dir() {
            true => found.extend(files_in(&entry.path())),
            false => found.push(entry.path()),
        }
    }
    found
}
