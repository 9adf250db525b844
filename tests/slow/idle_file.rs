//! While nobody types, other programs' writes are looked for by the counters in the file's header, and nothing is written.
#![cfg(target_os = "linux")]

use crate::support::{TempHome, TestApp, open, settled};
use std::time::Duration;

/// Calls of this thread that read or write, as Linux counts them, and their bytes.
fn read_and_written() -> [u64; 4] {
    let counted = std::fs::read_to_string("/proc/thread-self/io").unwrap();
    let count = |name: &str| {
        let line = counted.lines().find_map(|line| line.strip_prefix(name));
        line.unwrap().trim().parse().unwrap()
    };
    ["syscr:", "syscw:", "rchar:", "wchar:"].map(count)
}

#[test]
fn a_waiting_program_reads_a_counter_at_most_and_writes_nothing() {
    let home = TempHome::new();
    drop(settled(open(&home.journal())));
    let mut app = TestApp::in_file(&home.journal());
    app.press(":asleep 13:20<enter>");
    app.wait(2);
    // File systems keep times in steps: only after one of them is the file's time believed (`STAMP_STEP`).
    std::thread::sleep(Duration::from_millis(3100));
    app.wait(2);
    // What the looking itself takes.
    let (first, second) = (read_and_written(), read_and_written());
    let looking: [u64; 4] = std::array::from_fn(|at| second[at] - first[at]);
    let before = read_and_written();
    for _ in 0..14 {
        app.wait(2);
    }
    let after = read_and_written();
    let used: [u64; 4] = std::array::from_fn(|at| after[at] - before[at]);
    assert_eq!([used[1], used[3]], [0, 0], "{used:?}");
    // SQLite's counters are sixteen bytes, read at most once a look.
    assert!(used[0] <= looking[0] + 14 && used[2] <= looking[2] + 14 * 16, "{used:?}, of it {looking:?}");
}
