//! How long the parts a parent waits for take, at 10 thousand, 100 thousand and a million entries: opening and the
//! first frame (and a bare program's), a key and its frame on every screen, twelve weeks read and added up, one entry
//! kept, a word looked for, everything written out; and the import of a real year. `cargo bench` prints them; nothing
//! here passes or fails.
#![allow(clippy::unwrap_used, missing_docs)]

mod bench_app;

use bench_app::{BenchApp, NOW, SCREENS, bare, entry, journal, keys, now, open};
use chrono::{NaiveDate, TimeDelta};
use criterion::{BatchSize, Criterion, criterion_group, criterion_main};
use cuebook::model::Change;
use cuebook::stats::{StatsQuery, compute_stats, fetch_range};
use ratatui::Terminal;
use ratatui::backend::TestBackend;
use std::hint::black_box;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Duration;

const SIZES: [i64; 3] = [10_000, 100_000, 1_000_000];

fn open_and_first_frame(c: &mut Criterion) {
    let mut group = c.benchmark_group("open and first frame");
    group.sample_size(30);
    for count in SIZES {
        let path = journal(count);
        group.bench_function(format!("cuebook, {count}"), |b| {
            b.iter(|| black_box(BenchApp::open(&path)));
        });
        group.bench_function(format!("bare program, {count}"), |b| {
            b.iter(|| {
                let rows = bare::rows(&path);
                let mut terminal = Terminal::new(TestBackend::new(80, 24)).unwrap();
                terminal.draw(|frame| bare::draw(&rows, frame)).unwrap();
            });
        });
    }
    group.finish();
}

fn press_keys(c: &mut Criterion) {
    for count in SIZES {
        let path = journal(count);
        let mut group = c.benchmark_group(format!("key to frame, {count}"));
        group.sample_size(20).measurement_time(Duration::from_secs(1));
        group.warm_up_time(Duration::from_millis(300));
        for (name, way, pair) in SCREENS {
            let mut app = BenchApp::open(&path);
            app.press_all(way);
            let pair = pair.map(|key| keys(key)[0]);
            let mut turn = 0;
            group.bench_function(*name, |b| {
                b.iter(|| {
                    app.press(pair[turn]);
                    turn = 1 - turn;
                });
            });
        }
        group.finish();
    }
}

fn read_and_write(c: &mut Criterion) {
    for count in SIZES {
        let (_folder, path) = bench_app::copy(count);
        let mut store = open(&path);
        let family = store.load_family().unwrap();
        let mut group = c.benchmark_group(format!("{count} entries"));
        group.sample_size(20);
        let to = NaiveDate::from_ymd_opt(2026, 11, 22).unwrap();
        let from = to - TimeDelta::days(83);
        let hours = family.settings.day_boundaries;
        group.bench_function("between, 12 weeks", |b| {
            b.iter(|| black_box(store.entries_overlapping(fetch_range(from, to, &hours)).unwrap()));
        });
        let twelve_weeks = store.entries_overlapping(fetch_range(from, to, &hours)).unwrap();
        let asked = StatsQuery { baby: family.babies[0].id, from, to, hours, now: now() };
        group.bench_function("trends, 12 weeks", |b| {
            b.iter(|| black_box(compute_stats(&twelve_weeks, &family, &asked)));
        });
        group.bench_function("keep one entry", |b| {
            b.iter_batched(
                || entry(&family, 1),
                |entry| store.apply(&Change::add_record("one", entry), now()).unwrap(),
                BatchSize::SmallInput,
            );
        });
        group.finish();
    }
}

fn search_words(c: &mut Criterion) {
    let mut group = c.benchmark_group("all of a journal for a word never written");
    group.sample_size(10);
    for count in SIZES {
        let mut app = BenchApp::open(&journal(count));
        app.press_all("v/zebr");
        let (there, back) = (keys("a")[0], keys("<back>")[0]);
        group.bench_function(format!("{count}"), |b| {
            b.iter_batched(
                || (),
                |()| {
                    app.press(there);
                    app.settle();
                    app.press(back);
                    app.settle();
                },
                BatchSize::PerIteration,
            );
        });
    }
    group.finish();
}

/// The program itself, its answer thrown away.
fn cuebook(path: &Path, args: &[&str]) {
    let status = Command::new(env!("CARGO_BIN_EXE_cuebook"))
        .env("CUEBOOK_NOW", NOW)
        .env("CUEBOOK_JOURNAL", path)
        .args(args)
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status();
    assert!(status.unwrap().success(), "cuebook {args:?}");
}

fn export(c: &mut Criterion) {
    let mut group = c.benchmark_group("export as JSON");
    group.sample_size(10);
    for count in SIZES {
        let path = journal(count);
        group.bench_function(format!("{count}"), |b| b.iter(|| cuebook(&path, &["export"])));
    }
    group.finish();
}

fn import(c: &mut Criterion) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/data/babyconnect/eva.csv");
    let Ok(bytes) = std::fs::read(&path) else {
        println!("skipped the import: the real file is not here");
        return;
    };
    let options = cuebook::import::ImportOptions {
        zone: cuebook::model::Zone::named("America/Los_Angeles"),
        keep_other: false,
        now: now(),
    };
    let format = cuebook::import::ImportFormat::BabyConnect;
    let mut group = c.benchmark_group("a year of Baby Connect");
    group.sample_size(10);
    group.bench_function("read", |b| {
        b.iter(|| black_box(cuebook::import::parse_file(&bytes, format, &options).unwrap()));
    });
    group.bench_function("the whole import", |b| {
        b.iter_batched(
            || tempfile::tempdir().unwrap(),
            |folder| {
                let file = path.to_string_lossy();
                let args = ["import", &file, "--zone", "America/Los_Angeles", "--yes"];
                cuebook(&folder.path().join("eva.db"), &args);
                folder
            },
            BatchSize::PerIteration,
        );
    });
    group.finish();
}

criterion_group!(benches, open_and_first_frame, press_keys, read_and_write, search_words, export, import);
criterion_main!(benches);
