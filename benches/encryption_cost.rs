//! What a lock costs: how long the real program takes to start on a locked journal, and the same keys pressed by turns
//! in a plain journal and in its locked copy, on every screen. `cargo bench --bench encryption_cost` prints it; nothing here
//! passes or fails. `cargo bench --bench encryption_cost -- 100000` says for how many entries.
#![allow(clippy::unwrap_used, missing_docs)]

mod bench_app;

use bench_app::{BenchApp, NOW, SCREENS, copy, journal, keys, now, open};
use cuebook::store::{BackupPolicy, Passphrase};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Instant;

/// Key presses a screen, in each journal.
const PRESSES: usize = 400;
/// Starts of the program.
const STARTS: usize = 20;

fn main() {
    let mut sizes: Vec<i64> = std::env::args().filter_map(|arg| arg.parse().ok()).collect();
    if sizes.is_empty() {
        sizes = vec![10_000, 100_000];
    }
    for count in sizes {
        let plain = journal(count);
        let (_folder, locked) = locked(count);
        print_start_times(count, &plain, &locked);
        print_key_times(count, &plain, &locked);
    }
}

fn words() -> Passphrase {
    Passphrase::new("open sesame".into()).unwrap()
}

/// A locked copy of a journal.
fn locked(count: i64) -> (tempfile::TempDir, PathBuf) {
    let (folder, path) = copy(count);
    open(&path).change_encryption(Some(&words()), BackupPolicy::Rewrite, now()).unwrap();
    (folder, path)
}

fn print_start_times(count: i64, plain: &Path, locked: &Path) {
    println!(
        "\n`cuebook list --kind note --from` a day, whole process at {count} entries, ms of {STARTS} starts"
    );
    println!("{:<42}{:>9}{:>9}{:>9}", "", "median", "lowest", "highest");
    let mut times: [Vec<f64>; 2] = [Vec::new(), Vec::new()];
    // By turns, so that what else the machine does weighs on both alike.
    for _ in 0..STARTS {
        for (times, path) in times.iter_mut().zip([plain, locked]) {
            times.push(time_start(path));
        }
    }
    for (times, name) in times.iter_mut().zip(["plain", "locked"]) {
        times.sort_by(f64::total_cmp);
        let (lowest, highest) = (times[0], times[STARTS - 1]);
        let median = times[STARTS / 2];
        println!("{name:<42}{median:>9.1}{lowest:>9.1}{highest:>9.1}");
    }
}

fn time_start(path: &Path) -> f64 {
    let mut command = Command::new(env!("CARGO_BIN_EXE_cuebook"));
    command
        .args(["--passphrase-fd", "0", "list", "--kind", "note", "--from", "2026-11-22"])
        .env("CUEBOOK_NOW", NOW)
        .env("CUEBOOK_JOURNAL", path)
        .stdin(Stdio::piped())
        .stdout(Stdio::null());
    let began = Instant::now();
    let mut child = command.spawn().unwrap();
    // A plain journal asks for nothing.
    child.stdin.take().unwrap().write_all(b"open sesame\n").ok();
    assert!(child.wait().unwrap().success());
    began.elapsed().as_secs_f64() * 1000.0
}

fn print_key_times(count: i64, plain: &Path, locked: &Path) {
    println!(
        "\nkey to frame at {count} entries, ms of {PRESSES} presses a screen, plain and locked by turns"
    );
    println!("{:<42}{:>9}{:>9}{:>9}{:>9}{:>9}", "", "plain", "locked", "ratio", "p99", "locked");
    for (name, way, pair) in SCREENS {
        let mut apps = [BenchApp::open(plain), BenchApp::unlock(locked, &words())];
        for app in &mut apps {
            app.press_all(way);
        }
        let pair = pair.map(|key| keys(key)[0]);
        let mut times: [Vec<f64>; 2] = [Vec::new(), Vec::new()];
        for turn in 0..PRESSES {
            for (times, app) in times.iter_mut().zip(&mut apps) {
                let began = Instant::now();
                app.press(pair[turn % 2]);
                times.push(began.elapsed().as_secs_f64() * 1000.0);
            }
        }
        let [plain, locked] = times.map(|mut times| {
            times.sort_by(f64::total_cmp);
            (times[PRESSES / 2], times[PRESSES * 99 / 100])
        });
        println!(
            "{name:<42}{:>9.2}{:>9.2}{:>9.2}{:>9.2}{:>9.2}",
            plain.0,
            locked.0,
            locked.0 / plain.0,
            plain.1,
            locked.1
        );
    }
}
