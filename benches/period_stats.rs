//! What trends cost: twelve weeks out of journals of ten thousand to a million entries, read and added up and painted,
//! and all of ten years of a busy family. `cargo bench --bench period_stats` prints it; nothing here passes or fails.
//!
//! With `CUEBOOK_BENCH_JOURNALS=FOLDER` the journals stay there, so that the program itself can be measured on them.
#![allow(clippy::unwrap_used, missing_docs)]

mod busy_family;

use busy_family::{fill_journal, now};
use chrono::{NaiveDate, TimeDelta};
use criterion::{Criterion, criterion_group, criterion_main};
use cuebook::model::Family;
use cuebook::stats::{PeriodStats, StatsBuilder, StatsQuery, fetch_range};
use cuebook::store::Store;
use std::hint::black_box;
use std::ops::ControlFlow;
use std::path::PathBuf;

/// Where the journals are made: a folder that is kept, or one that goes.
fn folder() -> (PathBuf, Option<tempfile::TempDir>) {
    match std::env::var_os("CUEBOOK_BENCH_JOURNALS") {
        Some(kept) => (kept.into(), None),
        None => {
            let folder = tempfile::tempdir().unwrap();
            (folder.path().to_owned(), Some(folder))
        }
    }
}

fn today() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, 22).unwrap()
}

fn sum_period(store: &Store, family: &Family, from: NaiveDate) -> PeriodStats {
    let hours = family.settings.day_boundaries;
    let asked = StatsQuery { baby: family.babies[0].id, from, to: today(), hours, now: now() };
    let mut adding = StatsBuilder::new(asked, family);
    store
        .for_each_overlapping(fetch_range(from, today(), &hours), |entry| {
            adding.add_entry(&entry);
            ControlFlow::Continue(())
        })
        .unwrap();
    adding.into_stats()
}

fn sum_twelve_weeks(c: &mut Criterion) {
    let (folder, _kept) = folder();
    let mut group = c.benchmark_group("twelve weeks, read and added up");
    for count in [10_000, 100_000, 1_000_000] {
        let store = fill_journal(&folder.join(format!("busy-{count}.cuebook")), count);
        let family = store.load_family().unwrap();
        let from = today() - TimeDelta::days(83);
        group.bench_function(format!("of {count} entries"), |b| {
            b.iter(|| black_box(sum_period(&store, &family, from)));
        });
    }
    group.finish();
}

fn sum_ten_years(c: &mut Criterion) {
    let (folder, _kept) = folder();
    let count = 250_000;
    let store = fill_journal(&folder.join(format!("busy-{count}.cuebook")), count);
    let family = store.load_family().unwrap();
    let mut group = c.benchmark_group("all of ten years");
    group.sample_size(20);
    let from = today() - TimeDelta::days(count / busy_family::A_DAY + 1);
    group.bench_function(format!("{count} entries, read and added up"), |b| {
        b.iter(|| black_box(sum_period(&store, &family, from)));
    });
    let sums = sum_period(&store, &family, from);
    group.bench_function("its JSON", |b| b.iter(|| black_box(sums.to_json())));
    group.finish();
}

criterion_group!(benches, sum_twelve_weeks, sum_ten_years);
criterion_main!(benches);
